//! Reads what the screen shows: after a write or another process's write everything in view, else only what scrolled in.

use std::ops::Range;

use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::FeedbackState;
use crate::domain::moment::days_on;
use crate::domain::offer::OfferKind;
use crate::domain::{Goal, Id, ItemKind, Session, Side, Table, Word, content};
use crate::store::window::goals::Which;
use crate::store::window::offers::OfferLine;
use crate::store::window::sessions::SessionCounts;
use crate::store::{Result, Store};

use super::entry::{Entry, Part, Shelf};
use super::list::{Keyed, List, Section};
use super::model::{End, Focus, Model, Offers, Overlay, Page, Shown, Tab};
use super::{form, layout, overlay, update};

/// How many questions of the bank are offered.
const BANK_MOST: usize = 60;

/// How many shelves stand under the sessions.
const SHELVES: usize = 4;

/// Reads what is missing for the next drawing.
///
/// # Errors
/// When the file can't be read.
pub fn refresh(model: &mut Model, store: &Store) -> Result<()> {
    if model.is_stale {
        read_header(model, store)?;
        touch_lists(model);
        model.is_stale = false;
    }
    if model.relationship.is_none() || layout::is_too_small(model.size) {
        return Ok(());
    }
    update::place(model);
    if model.in_call {
        call(model, store)?;
    } else {
        match model.tab {
            Tab::Agenda => agenda(model, store)?,
            Tab::Goals => goals(model, store)?,
            Tab::Feedback => feedback(model, store)?,
            Tab::Timeline => timeline(model, store)?,
        }
    }
    overlays(model, store)
}

fn read_header(model: &mut Model, store: &Store) -> Result<()> {
    model.live = store.live_head()?;
    model.relationships = store.relationship_count()?;
    let current = match model.relationship_id() {
        Some(id) => store.find(id)?,
        None => None,
    };
    model.relationship = match current {
        Some(found) => Some(found),
        None => store.nearest_relationship(model.now.at)?,
    };
    let Some(id) = model.relationship_id() else {
        return Ok(());
    };
    model.next = store.next_head(id, model.now.at)?;
    model.goal_names = store.goal_names(id)?;
    if model.live_here().is_none() {
        model.in_call = false;
        model.call.session = None;
    }
    Ok(())
}

fn touch_lists(model: &mut Model) {
    let lists = [
        &mut model.agenda.panes.left,
        &mut model.agenda.panes.right,
        &mut model.goals.panes.left,
        &mut model.goals.panes.right,
        &mut model.feedback.left,
        &mut model.timeline.left,
        &mut model.call.items,
        &mut model.call.side,
    ];
    for list in lists {
        if list.wants().is_none()
            && let Some(key) = list.row().and_then(Keyed::key)
        {
            list.stand_on(key);
        }
        list.touch();
    }
}

/// Reads the sections of a stale list, finds the row to stand on, and reads the rows in view.
fn fill(
    list: &mut List<Part, Entry>,
    sections: impl FnOnce() -> Result<Vec<Section<Part>>>,
    place: impl FnOnce((Table, Id)) -> Result<Option<(Part, usize)>>,
    mut rows: impl FnMut(Part, &Range<usize>) -> Result<Vec<Entry>>,
) -> Result<()> {
    if list.is_stale() {
        let stood = list.section();
        list.set_sections(sections()?);
        let wanted = list.wants();
        match wanted.map(place).transpose()?.flatten() {
            Some((part, n)) => {
                if let Some(start) = list.start_of(part) {
                    list.select(start + n);
                }
            }
            None => list.stay_in(stood),
        }
    }
    // Standing on a row may scroll, so that other rows have to be read: at most once.
    for _ in 0..2 {
        let Some(parts) = list.missing() else { break };
        let mut found = Vec::new();
        for (part, range) in parts {
            let mut read = rows(part, &range)?;
            let wanted = range.end - range.start;
            read.truncate(wanted);
            read.resize(wanted, Entry::Hint(""));
            found.extend(read);
        }
        list.set_rows(found);
    }
    list.forget_wanted();
    Ok(())
}

fn agenda(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    if !model.agenda.is_placed {
        place_on_next(model);
    }
    fill_sessions(model, store, relationship)?;
    update::follow(model);
    if model.agenda.panes.right.is_stale() {
        shown_session(model, store, relationship)?;
        update::place(model);
    }
    page(model, store, relationship)
}

fn fill_sessions(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
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
                Section::plain(Part::Ahead, counts.ahead.max(1)),
                Section::plain(Part::Past, counts.past).apart(),
                Section::plain(Part::Saved, SHELVES).apart(),
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
                        vec![Entry::Hint("a plans a session")]
                    } else {
                        rows
                    }
                }
                Part::Past => store
                    .sessions_past(relationship, range)?
                    .into_iter()
                    .map(Entry::Session)
                    .collect(),
                _ => shelf_rows(store, relationship, range)?,
            })
        },
    )
}

fn shelf_rows(store: &Store, relationship: Id, range: &Range<usize>) -> Result<Vec<Entry>> {
    let (questions, wins) = store.saved_counts(relationship)?;
    let (backlog, closed) = (
        store.backlog_count(relationship)?,
        store.closed_promise_count(relationship)?,
    );
    let all: [Entry; SHELVES] = [
        Entry::Shelf(Shelf::Questions, questions),
        Entry::Shelf(Shelf::Wins, wins),
        Entry::Shelf(Shelf::Backlog, backlog),
        Entry::Shelf(Shelf::Promises, closed),
    ];
    Ok(all
        .into_iter()
        .skip(range.start)
        .take(range.end - range.start)
        .collect())
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

fn shown_session(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    model.agenda.session = match model.agenda.shown {
        Shown::Session(id) => store.find::<Session>(id)?,
        Shown::Shelf(_) | Shown::Nothing => None,
    };
    model.agenda.offers.clear();
    let Some(session) = model.agenda.session.clone() else {
        return Ok(());
    };
    model.agenda.sums = store.item_sums(session.id)?;
    if session.status.is_past() {
        model.agenda.number = store.session_number(relationship, session.planned_start)?;
    } else {
        model.agenda.offers = offered(model, store, relationship, Some(session.id), false)?;
    }
    Ok(())
}

/// What is offered; the bank only where it is asked for, so that the list beside the agenda stays short.
fn offered(
    model: &Model,
    store: &Store,
    relationship: Id,
    session: Option<Id>,
    with_bank: bool,
) -> Result<Vec<OfferLine>> {
    let mut lines = store.offers(relationship, session, model.now)?;
    if with_bank {
        lines.extend(bank(model, &store.bank_used(relationship)?));
    }
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
    let line = |q: &content::BankQuestion| OfferLine {
        offer: OfferKind::Bank,
        row: None,
        bank_id: q.id.clone(),
        kind: ItemKind::Question,
        owner: Side::Both,
        title: q.text.clone(),
        on: None,
        carry_count: 0,
        minutes: 5,
    };
    unused.take(BANK_MOST).map(line).collect()
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
        |(table, id)| match (table, session) {
            (Table::AgendaItems, Some((session, _))) => {
                Ok(store.item_place(session, id)?.map(|n| (Part::Items, n)))
            }
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
    )
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
        Section::plain(Part::Items, items.max(1)),
        Section::headed(
            Part::Promises,
            if kept == 0 { promises.max(1) } else { promises },
            "Promises",
        ),
        Section::plain(Part::Kept, kept),
        Section::headed(Part::Bring, bring.max(1), "Bring"),
    ];
    if offers > 0 {
        sections.push(
            Section::headed(Part::Offered, offers, format!("Offered {offers}"))
                .aside("o shows them"),
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
        Section::plain(Part::Items, items.max(1)),
        Section::headed(Part::Made, made, "Promises made"),
        Section::headed(Part::Said, said, "Said"),
        Section::headed(Part::Bring, bring, "Brought"),
    ];
    Ok(sections.into_iter().filter(|s| s.count > 0).collect())
}

fn shelf_sections(store: &Store, relationship: Id, shelf: Shelf) -> Result<Vec<Section<Part>>> {
    let (questions, wins) = store.saved_counts(relationship)?;
    Ok(vec![match shelf {
        Shelf::Questions => Section::plain(Part::Questions, questions.max(1)),
        Shelf::Wins => Section::plain(Part::Wins, wins.max(1)),
        Shelf::Backlog => Section::plain(Part::Backlog, store.backlog_count(relationship)?.max(1)),
        Shelf::Promises => Section::plain(
            Part::Settled,
            store.closed_promise_count(relationship)?.max(1),
        ),
    }])
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
            "Nothing on it yet. o shows what is waiting, t takes a template, a writes a line.",
        ),
        (Part::Promises, _) => hinted(
            store
                .open_promises_page(relationship, range)?
                .into_iter()
                .map(Entry::Promise)
                .collect(),
            "No promise is open. a writes one.",
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
        (Part::Bring, Some(id)) => hinted(
            store
                .materials_page(id, range)?
                .into_iter()
                .map(Entry::Material)
                .collect(),
            "Nothing to bring. a writes what.",
        ),
        (Part::Offered, _) => offers
            .iter()
            .skip(range.start)
            .take(range.end - range.start)
            .cloned()
            .map(Entry::Offer)
            .collect(),
        (Part::Questions, _) => hinted(
            store
                .questions_page(relationship, range)?
                .into_iter()
                .map(Entry::Text)
                .collect(),
            "What would you ask next time? a saves a question.",
        ),
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

fn goals(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    goal_list(model, store, relationship)?;
    update::follow(model);
    if model.goals.panes.right.is_stale() {
        model.goals.goal = model
            .goals
            .shown
            .map(|id| store.find::<Goal>(id))
            .transpose()?
            .flatten();
        if let Some(goal) = &model.goals.goal {
            model.goals.ties = store.goal_ties(goal.id)?;
        }
        update::place(model);
    }
    goal_detail(model, store)
}

fn goal_list(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let partner = model.partner().to_owned();
    let is_mentor = model
        .relationship
        .as_ref()
        .is_some_and(|r| r.my_role == crate::domain::Role::Mentor);
    let is_unfolded = model.goals.is_unfolded;
    let list = &mut model.goals.panes.left;
    fill(
        list,
        || {
            let (mine, theirs) = (
                store.goal_count(relationship, Which::Mine)?,
                store.goal_count(relationship, Which::Theirs)?,
            );
            let closed = store.goal_count(relationship, Which::Closed)?;
            let own = Section::headed(
                Part::Mine,
                if mine + theirs == 0 { 1 } else { mine },
                "mine",
            );
            let other = Section::headed(Part::Theirs, theirs, partner);
            let mut sections = if is_mentor {
                vec![other, own]
            } else {
                vec![own, other]
            };
            sections.retain(|s| s.count > 0);
            if closed > 0 {
                sections.push(Section::plain(Part::Fold, 1).apart());
                sections.push(Section::plain(
                    Part::Closed,
                    if is_unfolded { closed } else { 0 },
                ));
            }
            Ok(sections)
        },
        |_| Ok(None),
        |part, range| {
            Ok(match part {
                Part::Mine => {
                    let rows: Vec<_> = store
                        .goals_page(relationship, Which::Mine, range)?
                        .into_iter()
                        .map(Entry::Goal)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint(
                            "What should be different when you are done? a writes a first goal.",
                        )]
                    } else {
                        rows
                    }
                }
                Part::Theirs => store
                    .goals_page(relationship, Which::Theirs, range)?
                    .into_iter()
                    .map(Entry::Goal)
                    .collect(),
                Part::Fold => vec![Entry::Fold(store.goal_count(relationship, Which::Closed)?)],
                _ => store
                    .goals_page(relationship, Which::Closed, range)?
                    .into_iter()
                    .map(Entry::Goal)
                    .collect(),
            })
        },
    )
}

fn goal_detail(model: &mut Model, store: &Store) -> Result<()> {
    let goal = model.goals.goal.as_ref().map(|g| g.id);
    let reached = model.goals.panes.left.rows().iter().find_map(|e| match e {
        Entry::Goal(line) if Some(line.id) == goal && line.of > 0 => {
            Some(format!("{} of {}", line.done, line.of))
        }
        _ => None,
    });
    let list = &mut model.goals.panes.right;
    fill(
        list,
        || {
            let Some(goal) = goal else {
                return Ok(Vec::new());
            };
            let (milestones, updates) = (store.milestone_count(goal)?, store.update_count(goal)?);
            let mut sections = vec![
                Section::headed(Part::Milestones, milestones.max(1), "Milestones")
                    .aside(reached.unwrap_or_default()),
            ];
            if updates > 0 {
                sections.push(Section::headed(Part::Updates, updates, "What moved"));
            }
            Ok(sections)
        },
        |_| Ok(None),
        |part, range| {
            let Some(goal) = goal else {
                return Ok(Vec::new());
            };
            Ok(match part {
                Part::Milestones => {
                    let rows: Vec<_> = store
                        .milestones_page(goal, range)?
                        .into_iter()
                        .map(Entry::Milestone)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint("No milestone yet. a writes one.")]
                    } else {
                        rows
                    }
                }
                _ => store
                    .updates_page(goal, range)?
                    .into_iter()
                    .map(Entry::Update)
                    .collect(),
            })
        },
    )
}

fn feedback(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    fill(
        &mut model.feedback.left,
        || {
            let count = |state| store.feedback_count(relationship, state);
            let (said, draft, answered) = (
                count(FeedbackState::Said)?,
                count(FeedbackState::Draft)?,
                count(FeedbackState::Responded)?,
            );
            let sections = [
                Section::headed(
                    Part::Waiting,
                    if said + draft + answered == 0 {
                        1
                    } else {
                        said
                    },
                    "waiting for an answer",
                ),
                Section::headed(Part::ToSay, draft, "to say"),
                Section::headed(Part::Answered, answered, "answered"),
            ];
            Ok(sections.into_iter().filter(|s| s.count > 0).collect())
        },
        |_| Ok(None),
        |part, range| {
            let state = match part {
                Part::ToSay => FeedbackState::Draft,
                Part::Answered => FeedbackState::Responded,
                _ => FeedbackState::Said,
            };
            let rows: Vec<_> = store
                .feedback_page(relationship, state, range)?
                .into_iter()
                .map(Entry::Feedback)
                .collect();
            Ok(if rows.is_empty() {
                vec![Entry::Hint(
                    "What did you see, and what did it lead to? a writes the first.",
                )]
            } else {
                rows
            })
        },
    )
}

/// The story is as long as what was read of it, and is read on when the cursor comes near its end; it is never counted.
fn timeline(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let (today, height) = (model.today(), usize::from(model.size.1));
    let list = &mut model.timeline.left;
    let end = list.sections().first().map_or(height, |s| s.count);
    let is_near_end = list.selected() + height / 2 >= end && !model.story_is_whole;
    let wanted = if list.is_stale() {
        end.max(height)
    } else {
        end + height
    };
    if !list.is_stale() && !is_near_end {
        return Ok(());
    }
    let lines = store.story_before(relationship, days_on(today, 1), wanted)?;
    model.story_is_whole = lines.len() < wanted;
    let rows: Vec<_> = lines.into_iter().map(Entry::Story).collect();
    list.touch();
    fill(
        list,
        || Ok(vec![Section::plain(Part::Story, rows.len().max(1))]),
        |_| Ok(None),
        |_, range| {
            let page: Vec<_> = rows
                .iter()
                .skip(range.start)
                .take(range.end - range.start)
                .cloned()
                .collect();
            Ok(if page.is_empty() {
                vec![Entry::Hint(
                    "What happens between you is told here, by month.",
                )]
            } else {
                page
            })
        },
    )
}

fn call(model: &mut Model, store: &Store) -> Result<()> {
    let Some((relationship, live)) = model.relationship_id().zip(model.live_here().map(|l| l.id))
    else {
        return Ok(());
    };
    if model.call.items.is_stale() {
        read_call(model, store, relationship, live)?;
        update::place(model);
    }
    call_items(model, store, live)?;
    call_side(model, store, relationship)?;
    // How high each list is depends on how much is in both.
    update::place(model);
    call_items(model, store, live)?;
    call_side(model, store, relationship)?;
    if std::mem::take(&mut model.call.wants_next_milestone) {
        stand_on_next_milestone(model);
    }
    Ok(())
}

fn read_call(model: &mut Model, store: &Store, relationship: Id, live: Id) -> Result<()> {
    let session = store.find::<Session>(live)?;
    model.call.sums = store.item_sums(live)?;
    let before = session.as_ref().map_or(model.now.at, |s| s.planned_start);
    model.call.last_time = store.last_time(relationship, before)?;
    let notes = session.as_ref().map_or(String::new(), |s| s.notes.clone());
    let is_other = model.call.session.as_ref().map(|s| s.id) != Some(live);
    if is_other || model.call.notes.value() == model.call.notes_in_file {
        if is_other || notes != model.call.notes_in_file {
            model.call.notes.set(&notes);
        }
        model.call.notes_in_file = notes;
    }
    if let Some(item) = session
        .as_ref()
        .and_then(|s| s.current_item_id)
        .filter(|_| is_other)
    {
        model.call.items.stand_on((Table::AgendaItems, item));
    }
    model.call.session = session;
    Ok(())
}

fn call_items(model: &mut Model, store: &Store, live: Id) -> Result<()> {
    let count = model.call.sums.count;
    let is_wide = model.size.0 >= layout::WIDE_CALL;
    fill(
        &mut model.call.items,
        || {
            let mut sections = vec![Section::plain(Part::Items, count.max(1))];
            if is_wide {
                let (made, said) = (store.promises_made_count(live)?, store.said_count(live)?);
                if made > 0 {
                    sections.push(Section::headed(Part::Made, made, "Caught in this call"));
                }
                if said > 0 {
                    sections.push(if made > 0 {
                        Section::plain(Part::Said, said)
                    } else {
                        Section::headed(Part::Said, said, "Caught in this call")
                    });
                }
            }
            Ok(sections)
        },
        |(table, id)| {
            Ok(if table == Table::AgendaItems {
                store.item_place(live, id)?.map(|n| (Part::Items, n))
            } else {
                None
            })
        },
        |part, range| {
            Ok(match part {
                Part::Items => {
                    let rows: Vec<_> = store
                        .items_page(live, range)?
                        .into_iter()
                        .map(Entry::Item)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint("Nothing planned. a writes what comes up.")]
                    } else {
                        rows
                    }
                }
                Part::Made => store
                    .promises_made_page(live, range)?
                    .into_iter()
                    .map(Entry::Promise)
                    .collect(),
                _ => store
                    .said_page(live, range)?
                    .into_iter()
                    .map(Entry::Text)
                    .collect(),
            })
        },
    )
}

/// Goals and promises beside the call. Goals come with the milestones that are next: two where there is room, else one.
fn call_side(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let (today, partner) = (model.today(), model.partner().to_owned());
    let is_wide = model.size.0 >= layout::WIDE_CALL;
    let is_mentor = model
        .relationship
        .as_ref()
        .is_some_and(|r| r.my_role == crate::domain::Role::Mentor);
    // In a low and narrow call there is room for two goals of the mentee; the Goals tab has the others.
    let is_low = !is_wide && model.size.1 < 30;
    let (most, each) = if is_wide {
        (12, 2)
    } else if is_low {
        (2, 1)
    } else {
        (6, 1)
    };
    let list = &mut model.call.side;
    if list.missing().is_none() && !list.is_stale() {
        return Ok(());
    }
    let goals = |which, most| with_milestones(store, relationship, which, most, each, today);
    let (mine, theirs) = match (is_low, is_mentor) {
        (true, true) => (Vec::new(), goals(Which::Theirs, most)?),
        (true, false) => (goals(Which::Mine, most)?, Vec::new()),
        (false, _) => (goals(Which::Mine, most)?, goals(Which::Theirs, most / 2)?),
    };
    let promises = store.open_promise_count(relationship)?;
    let kept = store.promises_done_count(relationship, today)?;
    list.touch();
    fill(
        list,
        || {
            // Beside the call there is room between the sections; above the notes of a narrow one there is none.
            let headed = |part, count, heading: String| Section {
                gap: is_wide,
                ..Section::headed(part, count, heading)
            };
            let sections = [
                headed(Part::Mine, mine.len(), "Goals".into()),
                headed(Part::Theirs, theirs.len(), partner),
                headed(
                    Part::Promises,
                    if kept == 0 { promises.max(1) } else { promises },
                    "Promises".into(),
                ),
                Section::plain(Part::Kept, kept),
            ];
            Ok(sections
                .into_iter()
                .filter(|s| s.count > 0 || s.kind == Part::Promises)
                .collect())
        },
        |(_, id)| {
            let at = |rows: &[Entry]| {
                rows.iter()
                    .position(|r| r.key().is_some_and(|(_, key)| key == id))
            };
            Ok(at(&mine)
                .map(|n| (Part::Mine, n))
                .or_else(|| at(&theirs).map(|n| (Part::Theirs, n))))
        },
        |part, range| {
            let cut = |rows: &[Entry]| {
                rows.iter()
                    .skip(range.start)
                    .take(range.end - range.start)
                    .cloned()
                    .collect::<Vec<_>>()
            };
            Ok(match part {
                Part::Mine => cut(&mine),
                Part::Theirs => cut(&theirs),
                Part::Kept => store
                    .promises_done_page(relationship, today, range)?
                    .into_iter()
                    .map(Entry::Promise)
                    .collect(),
                _ => {
                    let rows: Vec<_> = store
                        .open_promises_page(relationship, range)?
                        .into_iter()
                        .map(Entry::Promise)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint("No promise is open. p catches one.")]
                    } else {
                        rows
                    }
                }
            })
        },
    )
}

fn with_milestones(
    store: &Store,
    relationship: Id,
    which: Which,
    most: usize,
    each: usize,
    today: chrono::NaiveDate,
) -> Result<Vec<Entry>> {
    let mut rows = Vec::new();
    let active = store
        .goals_page(relationship, which, &(0..most))?
        .into_iter()
        .filter(|g| g.status == crate::domain::GoalStatus::Active);
    // A goal that was closed today stays in view, so that the same key opens it again.
    let closed = store
        .goals_page(relationship, Which::Closed, &(0..3))?
        .into_iter()
        .filter(|g| {
            g.closed_on == Some(today) && (g.owner == Side::Partner) == (which == Which::Theirs)
        });
    for goal in active.chain(closed) {
        let has_milestones = goal.of > 0 && goal.status == crate::domain::GoalStatus::Active;
        let milestones = if has_milestones {
            store.next_milestones(goal.id, each, today)?
        } else {
            Vec::new()
        };
        rows.push(Entry::Goal(goal));
        rows.extend(milestones.into_iter().map(Entry::Milestone));
    }
    Ok(rows)
}

/// Stands on the next open milestone of the goal that the current item is about, else of the first goal.
fn stand_on_next_milestone(model: &mut Model) {
    let current = model.call.session.as_ref().and_then(|s| s.current_item_id);
    let item = model.call.items.rows().iter().find_map(|e| match e {
        Entry::Item(line) if Some(line.id) == current => line.goal,
        _ => None,
    });
    let rows = model.call.side.rows();
    let milestone = rows.iter().position(|e| matches!(e, Entry::Milestone(m) if m.status == crate::domain::MilestoneStatus::Open && item.is_none_or(|goal| goal == m.goal_id)));
    let first_goal = rows
        .iter()
        .position(|e| matches!(e, Entry::Goal(g) if item.is_none_or(|goal| goal == g.id)));
    // The first goal's own milestone comes before a later goal's; a goal without one is stood on itself.
    let target = match (first_goal, milestone) {
        (Some(goal), Some(next))
            if rows
                .iter()
                .take(next)
                .skip(goal + 1)
                .all(|e| matches!(e, Entry::Milestone(_))) =>
        {
            Some(next)
        }
        (Some(goal), _) => Some(goal),
        (None, found) => found,
    };
    model.call.side.select(target.unwrap_or(0));
}

fn overlays(model: &mut Model, store: &Store) -> Result<()> {
    let Some(mut top) = model.overlays.pop() else {
        return Ok(());
    };
    let read = match &mut top {
        Overlay::Line(line) if !line.is_draft_read => {
            line.is_draft_read = true;
            line.draft = match model.kept.take() {
                Some(kept) => Some(kept),
                None => store.draft(&line.draft_name())?,
            };
            if matches!(line.purpose, super::line::Purpose::Plan) && line.draft.is_none() {
                line.draft = Some(overlay::proposed_next(model));
                line.is_proposal = true;
            }
            Ok(())
        }
        Overlay::Form(form) if !form.is_read => {
            let row = store.values(form.table, form.id)?;
            let stretch = model.new_stretch();
            form::fill(form, row, stretch);
            Ok(())
        }
        Overlay::Offers(offers) if !offers.is_read => read_offers(model, store, offers),
        Overlay::End(end) if !end.is_read => {
            read_end(model, store, end)?;
            if let Some(left) = model
                .call
                .ending
                .take()
                .filter(|left| left.session == end.session)
            {
                take_up(end, *left);
            }
            Ok(())
        }
        Overlay::Reading(reading) if reading.page.is_none() => {
            reading.page = read_page(model, store, reading.session)?;
            Ok(())
        }
        _ => Ok(()),
    };
    model.overlays.push(top);
    read
}

fn read_offers(model: &Model, store: &Store, offers: &mut Offers) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let is_first = offers.lines.is_empty();
    let here = offers.shown().get(offers.selected).copied();
    let before = std::mem::replace(
        &mut offers.lines,
        offered(model, store, relationship, offers.session, true)?,
    );
    offers.is_read = true;
    if is_first {
        let due = |l: &OfferLine| matches!(l.offer, OfferKind::LeftOver | OfferKind::PromiseDue);
        offers.taken = (0..offers.lines.len())
            .filter(|n| offers.lines.get(*n).is_some_and(due))
            .collect();
        offers.selected = offers.selected.min(offers.lines.len().saturating_sub(1));
        return Ok(());
    }
    let now_at = |old: usize| {
        before
            .get(old)
            .and_then(|was| offers.lines.iter().position(|is| is_same_offer(was, is)))
    };
    let taken = offers.taken.iter().filter_map(|n| now_at(*n)).collect();
    // On the row where it stood; where that is gone, on the one that came after it, else before it.
    let stand = here.and_then(|n| (n..before.len()).chain((0..n).rev()).find_map(now_at));
    offers.taken = taken;
    let shown = offers.shown();
    let place = stand.and_then(|n| shown.iter().position(|i| *i == n));
    offers.selected = place
        .unwrap_or(offers.selected)
        .min(shown.len().saturating_sub(1));
    Ok(())
}

/// Whether two lines offer the same row, or the same question of the bank.
fn is_same_offer(a: &OfferLine, b: &OfferLine) -> bool {
    (a.offer, a.row, &a.bank_id) == (b.offer, b.row, &b.bank_id)
}

fn read_end(model: &Model, store: &Store, end: &mut End) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    end.is_read = true;
    if let Some(sentence) = store.draft(&overlay::end_draft(end.session))? {
        end.sentence.set(&sentence);
    }
    let made = store.promises_made_page(end.session, &(0..8))?;
    let open = store.open_promises_page(relationship, &(0..12))?;
    let kept = store.promises_done_page(relationship, model.today(), &(0..6))?;
    let mut seen = std::collections::BTreeSet::new();
    let all = made
        .into_iter()
        .chain(open)
        .chain(kept)
        .filter(|p| seen.insert(p.id));
    end.promises = all
        .filter(|p| matches!(p.status, CommitmentStatus::Open | CommitmentStatus::Done))
        .map(|p| {
            let to = p.status;
            (p, to)
        })
        .take(10)
        .collect();
    end.counts = (store.items_done_count(end.session)?, model.call.sums.open);
    end.goes_on = store
        .first_open_items(end.session, 6)?
        .into_iter()
        .map(|i| (i.title, i.carry_count + 1))
        .collect();
    let milestones = store
        .milestones_done_on(relationship, model.today())?
        .into_iter()
        .map(|(id, title)| (id, format!("{title} · milestone")));
    let closed = store
        .closed_today(relationship, model.today())?
        .into_iter()
        .chain(milestones);
    end.closed = closed
        .map(|(id, title)| (id, title, super::field::Field::line("")))
        .collect();
    propose_end(model, store, relationship, end)
}

/// What was ticked and typed before the end screen was left.
fn take_up(end: &mut End, left: End) {
    for (line, to) in &mut end.promises {
        if let Some((was, wanted)) = left.promises.iter().find(|(was, _)| was.id == line.id)
            && was.status == line.status
        {
            *to = *wanted;
        }
    }
    for (id, _, field) in left.closed {
        if let Some((.., note)) = end.closed.iter_mut().find(|(is, ..)| *is == id) {
            *note = field;
        }
    }
    if left.held.value() != left.held_proposed {
        end.held = left.held;
    }
    if end.sentence.is_empty() {
        end.sentence = left.sentence;
    }
    end.next = left.next;
    end.useful = left.useful;
}

fn propose_end(model: &Model, store: &Store, relationship: Id, end: &mut End) -> Result<()> {
    let begun = model
        .call
        .session
        .as_ref()
        .and_then(|s| s.started_at)
        .unwrap_or(model.now.at);
    let clock = |at: crate::domain::Instant| at.local(model.now.zone).format("%H:%M").to_string();
    end.held_proposed = format!("{}–{}", clock(begun), clock(overlay::proposed_end(model)));
    end.held.set(&end.held_proposed.clone());
    let after = model
        .call
        .session
        .as_ref()
        .map_or(model.now.at, |s| s.planned_start.max(model.now.at));
    let planned = store
        .sessions_ahead(relationship, &(0..3))?
        .into_iter()
        .find(|s| s.id != end.session && s.planned_start > after);
    let next = match planned {
        Some(session) => {
            let local = session.planned_start.local(model.now.zone);
            format!(
                "{} {}",
                crate::domain::when::show_day(local.date(), model.today()),
                crate::domain::when::show_time(local.time())
            )
        }
        None => overlay::proposed_next(model),
    };
    end.next.set(&next);
    Ok(())
}

fn read_page(model: &Model, store: &Store, session: Id) -> Result<Option<Page>> {
    let Some((relationship, found)) = model.relationship_id().zip(store.find::<Session>(session)?)
    else {
        return Ok(None);
    };
    let number = store.session_number(relationship, found.planned_start)?;
    let held = store.held_count(relationship)?;
    Ok(Some(Page {
        number: (number, held),
        items: store.items_page(session, &(0..200))?,
        promises: store.promises_made_page(session, &(0..50))?,
        said: store.said_page(session, &(0..50))?,
        session: found,
    }))
}
