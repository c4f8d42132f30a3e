//! Reads the Agenda tab: the sessions, and the page of the selected one.

use std::ops::Range;

use crate::app::entry::{Entry, Part, Shelf};
use crate::app::list::Section;
use crate::app::model::{Focus, Model, Shown};
use crate::app::update;
use chrono::NaiveDate;

use crate::domain::offer::{Grouping, OfferKind};
use crate::domain::question::QuestionStatus;
use crate::domain::{Id, ItemKind, Session, Side, Table, Word, content};
use crate::store::window::agenda::TextLine;
use crate::store::window::offers::OfferLine;
use crate::store::window::place::Listed;
use crate::store::window::reading::Turn;
use crate::store::window::sessions::SessionCounts;
use crate::store::{Result, Store};

use super::{fill, placed};

/// How many questions of the bank are offered.
const BANK_MOST: usize = 60;

pub(super) fn agenda(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    if !model.agenda.is_placed {
        place_on_next(model);
        // The pane that is in view may be another one now, where there is room for one.
        update::place(model);
    }
    if model.agenda.panes.left.is_stale() {
        facts(model, store)?;
    }
    fill_sessions(model, store, relationship)?;
    fill_shelves(model, store, relationship)?;
    update::follow(model);
    if model.agenda.panes.right.is_stale() {
        shown_session(model, store, relationship)?;
        update::place(model);
    }
    page(model, store, relationship)
}

fn fill_sessions(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    // Nothing is planned after the end.
    let hint = if model.is_ended() {
        "ended"
    } else {
        "{add} plans a session"
    };
    let list = &mut model.agenda.panes.left;
    let counts = if list.is_stale() {
        store.session_counts(relationship)?
    } else {
        SessionCounts::default()
    };
    fill(
        list,
        || {
            Ok(vec![
                Section::plain(Part::Ahead, counts.ahead).or_hint(),
                Section::plain(Part::Past, counts.past).apart(),
            ])
        },
        |(table, id)| {
            if table != Table::Sessions {
                return Ok(None);
            }
            Ok(store
                .session_place(relationship, id)?
                .map(|(ahead, n)| (if ahead { Part::Ahead } else { Part::Past }, n)))
        },
        |part, range| {
            Ok(match part {
                Part::Ahead => {
                    let rows: Vec<_> = store
                        .sessions_ahead(relationship, range)?
                        .into_iter()
                        .map(Entry::Session)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint(hint)]
                    } else {
                        rows
                    }
                }
                _ => store
                    .sessions_past(relationship, range)?
                    .into_iter()
                    .map(Entry::Session)
                    .collect(),
            })
        },
    )
}

/// The shelves stand below the sessions, always in view.
fn fill_shelves(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    fill(
        &mut model.agenda.panes.foot,
        || Ok(vec![Section::plain(Part::Saved, Shelf::ALL.len())]),
        |_| Ok(None),
        |_, range| shelf_rows(store, relationship, range),
    )
}

fn shelf_rows(store: &Store, relationship: Id, range: &Range<usize>) -> Result<Vec<Entry>> {
    let shelves = Shelf::ALL.iter().skip(range.start).take(range.len());
    shelves
        .map(|shelf| {
            Ok(Entry::Shelf(
                *shelf,
                shelf_count(store, relationship, *shelf)?,
            ))
        })
        .collect()
}

fn shelf_count(store: &Store, relationship: Id, shelf: Shelf) -> Result<usize> {
    match shelf {
        Shelf::Questions => Ok(store.saved_counts(relationship)?.0),
        Shelf::Wins => Ok(store.saved_counts(relationship)?.1),
        Shelf::Backlog => store.backlog_count(relationship),
        Shelf::Agreement => store.agreement_count(relationship),
        Shelf::Promises => store.closed_promise_count(relationship),
    }
}

/// Begins on the live or the next session; where there is none ahead, on the newest.
fn place_on_next(model: &mut Model) {
    model.agenda.is_placed = true;
    let wanted = model
        .live_here()
        .map(|l| l.id)
        .or(model.next.as_ref().map(|n| n.id));
    let list = &mut model.agenda.panes.left;
    if let Some(id) = wanted {
        list.stand_on((Table::Sessions, id));
        list.touch();
        model.agenda.shown = Shown::Session(id);
        model.agenda.panes.right.reset();
    } else {
        // Nothing is ahead: on the newest one that was, else where the first is planned.
        let newest = list.start_of(Part::Past).unwrap_or(0);
        list.select(newest);
        model.agenda.shown = Shown::Nothing;
        model.agenda.panes.focus = Focus::Left;
    }
}

/// The sessions that one turns to: beside the one that the list stands on, or where it stands on none the newest that was.
fn beside(model: &Model, store: &Store, relationship: Id) -> Result<(Option<Id>, Option<Id>)> {
    let Some(Entry::Session(here)) = model.agenda.panes.left.row() else {
        let newest = store.sessions_past(relationship, &(0..1))?;
        return Ok((newest.first().map(|line| line.id), None));
    };
    let to = |turn| store.session_next_to(relationship, here.id, turn);
    Ok((to(Turn::Back)?, to(Turn::On)?))
}

fn shown_session(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    model.agenda.is_turned = false;
    model.agenda.beside = beside(model, store, relationship)?;
    model.agenda.session = match model.agenda.shown {
        Shown::Session(id) => store.find::<Session>(id)?,
        Shown::Shelf(_) | Shown::Nothing => None,
    };
    model.agenda.offers.clear();
    let moved = model.agenda.session.as_ref();
    model.agenda.moved_to = match moved.and_then(|session| session.moved_to_id) {
        Some(new) => store.find::<Session>(new)?.map(|new| new.planned_start),
        None => None,
    };
    let Some(session) = model.agenda.session.clone() else {
        return Ok(());
    };
    model.agenda.sums = store.item_sums(session.id)?;
    if session.status.is_past() {
        model.agenda.number = store.session_number(relationship, session.at())?;
    } else {
        model.agenda.offers = offered(model, store, relationship, Some(session.id), false)?;
    }
    Ok(())
}

/// What is worth knowing before the next session.
pub(super) fn facts(model: &mut Model, store: &Store) -> Result<()> {
    if let Some(with) = &model.relationship {
        model.agenda.facts = store.facts(with, model.next.as_ref(), model.now)?;
        let off = &model.nudges_off;
        model.agenda.facts.retain(|fact| !off.contains(&fact.offer));
    }
    Ok(())
}

/// What is offered; the bank only where it is asked for, so that the list beside the agenda stays short.
pub(super) fn offered(
    model: &Model,
    store: &Store,
    relationship: Id,
    session: Option<Id>,
    with_bank: bool,
) -> Result<Vec<OfferLine>> {
    let mut lines = model.agenda.facts.clone();
    lines.extend(store.offers(relationship, session, model.now)?);
    if with_bank {
        lines.extend(bank(model, &store.bank_used(relationship)?));
        lines.extend(store.off_lines(relationship)?);
    }
    lines.retain(|line| !model.nudges_off.contains(&line.offer));
    Ok(lines)
}

/// The questions of the bank that fit the phase, without those that were used or switched off.
fn bank(model: &Model, used: &[String]) -> Vec<OfferLine> {
    if used.iter().any(|u| u == "*") {
        return Vec::new();
    }
    let Some(relationship) = &model.relationship else {
        return Vec::new();
    };
    let phase = relationship.phase.word();
    let fits = content::questions()
        .iter()
        .filter(|q| q.phase == phase || q.phase == "any");
    let unused = fits.filter(|q| !used.contains(&q.id));
    unused.take(BANK_MOST).map(|q| bank_line(q, None)).collect()
}

fn bank_line(question: &content::BankQuestion, on: Option<NaiveDate>) -> OfferLine {
    OfferLine {
        offer: OfferKind::Bank,
        row: None,
        bank_id: question.id.clone(),
        kind: ItemKind::Question,
        owner: Side::Both,
        title: question.text.clone(),
        on,
        carry_count: 0,
        minutes: 5,
        private: false,
    }
}

/// All questions of the bank, group after group, each with the day on which it was used last.
pub(super) fn whole_bank(
    grouping: Grouping,
    days: &[(String, Option<NaiveDate>)],
) -> Vec<OfferLine> {
    let questions = content::questions();
    let mut groups: Vec<&str> = Vec::new();
    for question in questions {
        let heading = grouping.heading(question);
        if !groups.contains(&heading) {
            groups.push(heading);
        }
    }
    let last = |id: &str| days.iter().filter(|day| day.0 == id).map(|day| day.1).max();
    let of_group = |group: &str| {
        let its = questions.iter();
        let its = its.filter(|question| grouping.heading(question) == group);
        its.map(|question| bank_line(question, last(&question.id).flatten()))
            .collect::<Vec<_>>()
    };
    groups.into_iter().flat_map(of_group).collect()
}

fn page(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let today = model.today();
    let session = model
        .agenda
        .session
        .as_ref()
        .map(|s| (s.id, s.status.is_past()));
    let (shown, offers, sums) = (
        model.agenda.shown,
        model.agenda.offers.clone(),
        model.agenda.sums,
    );
    let list = &mut model.agenda.panes.right;
    fill(
        list,
        || match (shown, session) {
            (Shown::Session(_), Some((id, false))) => {
                planned_sections(store, relationship, id, sums.count, offers.len(), today)
            }
            (Shown::Session(_), Some((id, true))) => past_sections(store, id, sums.count),
            (Shown::Shelf(shelf), _) => shelf_sections(store, relationship, shelf),
            _ => Ok(Vec::new()),
        },
        |wanted| match (shown, session) {
            (Shown::Shelf(Shelf::Questions), _) => {
                placed(store, relationship, wanted, &QUESTION_LISTS)
            }
            (Shown::Shelf(shelf), _) => placed(store, relationship, wanted, &[shelf_list(shelf)]),
            // The promises of a past session are its own.
            (_, Some((_, false))) if wanted.0 == Table::Commitments => {
                let open = (Part::Promises, Listed::Promises);
                placed(store, relationship, wanted, &[open])
            }
            (_, Some((session, _))) => placed(store, session, wanted, &ON_PAGE),
            _ => Ok(None),
        },
        |part, range| {
            page_rows(
                store,
                relationship,
                session.map(|s| s.0),
                part,
                range,
                &offers,
                today,
            )
        },
    )?;
    if std::mem::take(&mut model.agenda.wants_promises)
        && let Some(first) = model.agenda.panes.right.start_of(Part::Promises)
    {
        model.agenda.panes.right.select(first);
        return page(model, store, relationship);
    }
    Ok(())
}

/// What stands in an order of its own on a session's page.
const ON_PAGE: [(Part, Listed); 2] = [
    (Part::Items, Listed::Items),
    (Part::Bring, Listed::Materials),
];

/// The lists of the questions.
const QUESTION_LISTS: [(Part, Listed); 3] = [
    (Part::Questions, Listed::Questions),
    (Part::Asked, Listed::AskedQuestions),
    (Part::LetGo, Listed::LetGoQuestions),
];

/// The first list of a shelf.
fn shelf_list(shelf: Shelf) -> (Part, Listed) {
    match shelf {
        Shelf::Questions => (Part::Questions, Listed::Questions),
        Shelf::Wins => (Part::Wins, Listed::Wins),
        Shelf::Backlog => (Part::Backlog, Listed::Backlog),
        Shelf::Agreement => (Part::Agreements, Listed::Agreements),
        Shelf::Promises => (Part::Settled, Listed::SettledPromises),
    }
}

fn planned_sections(
    store: &Store,
    relationship: Id,
    session: Id,
    items: usize,
    offers: usize,
    today: chrono::NaiveDate,
) -> Result<Vec<Section<Part>>> {
    let promises = store.open_promise_count(relationship)?;
    let kept = store.promises_done_count(relationship, today)?;
    let bring = store.material_count(session)?;
    let mut sections = vec![
        Section::plain(Part::Items, items).or_hint(),
        Section::headed(
            Part::Promises,
            if kept == 0 { promises.max(1) } else { promises },
            "Promises",
        ),
        Section::plain(Part::Kept, kept),
        Section::headed(Part::Bring, bring, "Bring").or_hint(),
    ];
    if offers > 0 {
        sections.push(
            Section::headed(Part::Offered, offers, format!("Offered {offers}"))
                .aside("{offers} shows them"),
        );
    }
    Ok(sections)
}

fn past_sections(store: &Store, session: Id, items: usize) -> Result<Vec<Section<Part>>> {
    let (made, said, bring) = (
        store.promises_made_count(session)?,
        store.said_count(session)?,
        store.material_count(session)?,
    );
    let sections = [
        Section::plain(Part::Items, items),
        Section::headed(Part::Made, made, "Promises made"),
        Section::headed(Part::Said, said, "Said"),
        Section::headed(Part::Bring, bring, "Brought"),
    ];
    Ok(sections.into_iter().filter(|s| s.count > 0).collect())
}

fn shelf_sections(store: &Store, relationship: Id, shelf: Shelf) -> Result<Vec<Section<Part>>> {
    let count = shelf_count(store, relationship, shelf)?;
    let mut sections = vec![Section::plain(shelf_list(shelf).0, count).or_hint()];
    if shelf == Shelf::Questions {
        let (asked, let_go) = store.settled_questions(relationship)?;
        sections.push(Section::headed(
            Part::Asked,
            asked,
            format!("Asked {asked}"),
        ));
        sections.push(Section::headed(
            Part::LetGo,
            let_go,
            format!("Let go {let_go}"),
        ));
        sections.retain(|s| s.count > 0);
    }
    Ok(sections)
}

fn texts(lines: Vec<TextLine>) -> Vec<Entry> {
    lines.into_iter().map(Entry::Text).collect()
}

/// What became of the questions of a part.
fn settled(part: Part) -> QuestionStatus {
    if part == Part::Asked {
        QuestionStatus::Asked
    } else {
        QuestionStatus::Dropped
    }
}

fn page_rows(
    store: &Store,
    relationship: Id,
    session: Option<Id>,
    part: Part,
    range: &Range<usize>,
    offers: &[OfferLine],
    today: chrono::NaiveDate,
) -> Result<Vec<Entry>> {
    let hinted = |rows: Vec<Entry>, hint| {
        if rows.is_empty() && range.start == 0 {
            vec![Entry::Hint(hint)]
        } else {
            rows
        }
    };
    Ok(match (part, session) {
        (Part::Items, Some(id)) => hinted(
            store
                .items_page(id, range)?
                .into_iter()
                .map(Entry::Item)
                .collect(),
            "Nothing on it yet. {offers} offers, {template} takes a template, {add} writes a line.",
        ),
        (Part::Promises, _) => hinted(
            store
                .open_promises_page(relationship, range)?
                .into_iter()
                .map(Entry::Promise)
                .collect(),
            "No promise is open. {add} writes one.",
        ),
        (Part::Kept, _) => store
            .promises_done_page(relationship, today, range)?
            .into_iter()
            .map(Entry::Promise)
            .collect(),
        (Part::Made, Some(id)) => store
            .promises_made_page(id, range)?
            .into_iter()
            .map(Entry::Promise)
            .collect(),
        (Part::Said, Some(id)) => store
            .said_page(id, range)?
            .into_iter()
            .map(Entry::Text)
            .collect(),
        (Part::Agreements, _) => hinted(
            store
                .agreements_page(relationship, range)?
                .into_iter()
                .map(Entry::Agreement)
                .collect(),
            "Rhythm, notice, who sends the agenda: a begins a draft to agree on.",
        ),
        (Part::Bring, Some(id)) => hinted(
            store
                .materials_page(id, range)?
                .into_iter()
                .map(Entry::Material)
                .collect(),
            "Nothing to bring. {add} writes what.",
        ),
        (Part::Offered, _) => offers
            .iter()
            .skip(range.start)
            .take(range.end - range.start)
            .cloned()
            .map(Entry::Offer)
            .collect(),
        (Part::Questions, _) => hinted(
            texts(store.questions_page(relationship, QuestionStatus::Queued, range)?),
            "What would you ask next time? a saves a question.",
        ),
        (Part::Asked | Part::LetGo, _) => {
            texts(store.questions_page(relationship, settled(part), range)?)
        }
        (Part::Wins, _) => hinted(
            store
                .wins_page(relationship, range)?
                .into_iter()
                .map(Entry::Text)
                .collect(),
            "What went well? a keeps it, to be told.",
        ),
        (Part::Backlog, _) => hinted(
            store
                .backlog_page(relationship, range)?
                .into_iter()
                .map(Entry::Item)
                .collect(),
            "Nothing waits for a session.",
        ),
        (Part::Settled, _) => hinted(
            store
                .closed_promises_page(relationship, range)?
                .into_iter()
                .map(Entry::Promise)
                .collect(),
            "Promises that are done, released or not done stand here.",
        ),
        _ => Vec::new(),
    })
}
