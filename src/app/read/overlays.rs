//! Reads what lies over the screen, once it is opened.

use crate::app::field::Field;
use crate::app::line::{Line, Purpose, Skill};
use crate::app::mask::HIDDEN;
use crate::app::model::Model;
use crate::app::overlay::end::{Closed, PulseOffer};
use crate::app::overlay::{End, Form, Offers, Overlay};
use crate::app::{form, overlay, span};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::goal::GoalKind;
use crate::domain::offer::OfferKind;
use crate::domain::{
    AgendaItem, Commitment, Goal, Id, Link, Row, Session, Table, Visibility, text, turn,
};
use crate::store::window::agenda::PromiseLine;
use crate::store::window::offers::OfferLine;
use crate::store::{Result, Store};

use super::agenda::{facts, offered, whole_bank};
use super::behind::behind;
use super::board::is_pulse_due;
use super::reading::reading;
use super::search::search;
use super::{history, trash};

pub(super) fn overlays(model: &mut Model, store: &Store) -> Result<()> {
    let Some(mut top) = model.overlays.pop() else {
        return Ok(());
    };
    // It goes back also when it can't be read: what is typed in it stays.
    let read = read(model, store, &mut top);
    model.overlays.push(top);
    read
}

fn read(model: &mut Model, store: &Store, top: &mut Overlay) -> Result<()> {
    match top {
        Overlay::Line(line) if !line.is_draft_read => read_line(model, store, line),
        Overlay::Form(form) if !form.is_read => {
            let row = store.values(form.table, form.id)?;
            form.is_private = store.is_private(form.table, form.id)?;
            let stretch = model.new_stretch();
            let goals = goals_of(model, store, &row)?;
            let uses = if form.table == Table::Resources {
                uses_of(model, store, &row)?
            } else {
                Vec::new()
            };
            form::fill(form, row, stretch, goals, uses, model.now);
            offer_drafts(model, store, form)?;
            let links = store.links(form.table, form.id)?;
            form.links = model.veiled_links(form.is_private, links);
            Ok(())
        }
        Overlay::First(first) if !first.is_read => {
            first.is_read = true;
            if let Some(draft) = draft(model, store, overlay::first::DRAFT)? {
                first.take_up(&draft);
            }
            Ok(())
        }
        Overlay::Templates(templates) if templates.choices.is_empty() => {
            templates.choices = overlay::templates::choices(model);
            Ok(())
        }
        Overlay::Offers(offers) if !offers.is_read => {
            facts(model, store)?;
            read_offers(model, store, offers)
        }
        Overlay::End(end) if !end.is_read => {
            read_end(model, store, end)?;
            take_up_drafts(model, store, end)?;
            if let Some(left) = model
                .call
                .ending
                .take()
                .filter(|left| left.session == end.session)
            {
                take_up(end, *left);
            }
            for closed in &mut end.closed {
                closed.found = closed.note.value();
            }
            Ok(())
        }
        Overlay::Agreement(page) if page.agreement.is_none() => {
            page.agreement = Some(store.get(page.id)?);
            Ok(())
        }
        Overlay::Pulse(page) if !page.is_read => {
            page.is_read = true;
            if let Some(draft) = draft(model, store, &page.draft_name())? {
                page.take_up(&draft);
            }
            Ok(())
        }
        Overlay::Behind(figure) => behind(model, store, figure),
        Overlay::Reading(page) => reading(model, store, page),
        Overlay::History(read) => history::history(model, store, read),
        Overlay::Trash(read) => trash::trash(model, store, read),
        Overlay::Search(wanted) => search(model, store, wanted),
        _ => Ok(()),
    }
}

/// The draft of a line, and the names that it may mention.
fn read_line(model: &mut Model, store: &Store, line: &mut Line) -> Result<()> {
    read_goal_names(model, store)?;
    if let Purpose::Turn { from, to, .. } = line.purpose {
        let row = store.values(from.table, from.id)?;
        line.draft = draft(model, store, &line.draft_name())?;
        line.is_draft_read = true;
        line.begin_with(&turn::text(from.table, &row, to));
        line.side = turn::side(&row, to);
        go_on(model, line);
        return Ok(());
    }
    if let Purpose::CloseNote { of } = line.purpose {
        line.draft = draft(model, store, &line.draft_name())?;
        line.is_draft_read = true;
        how_it_ended(store, line, of)?;
        go_on(model, line);
        return Ok(());
    }
    if let Purpose::Outcome { item, .. } = line.purpose {
        let item: AgendaItem = store.get(item)?;
        line.about = Some((item.title, item.visibility == Visibility::Private));
    }
    if let Purpose::Move { session } | Purpose::Cancel { session } = line.purpose {
        let session: Session = store.get(session)?;
        let agreement = store.agreement_in_force(session.relationship_id)?;
        line.agreed_hours = agreement.map(|_| session.notice_hours);
    }
    line.draft = draft(model, store, &line.draft_name())?;
    line.is_draft_read = true;
    if matches!(line.purpose, Purpose::Plan) && line.draft.is_none() {
        line.draft = Some(overlay::end::proposed_next(model));
        line.is_proposal = true;
    }
    Ok(())
}

/// A line that begins with words of the file goes on with what was typed; while the screen is masked that stays hidden.
fn go_on(model: &Model, line: &mut Line) {
    if !model.is_masked {
        line.go_on();
    }
}

/// What was written about an end is written on.
fn how_it_ended(store: &Store, line: &mut Line, of: Link) -> Result<()> {
    if of.table == Table::AgendaItems {
        let item: AgendaItem = store.get(of.id)?;
        line.kind = item.kind;
        line.begin_with(&item.outcome);
        line.about = Some((item.title, item.visibility == Visibility::Private));
        return Ok(());
    }
    if of.table != Table::Goals {
        line.begin_with(&store.get::<Commitment>(of.id)?.close_note);
        return Ok(());
    }
    let goal: Goal = store.get(of.id)?;
    let is_skill = goal.kind == GoalKind::Skill;
    let rating = goal.self_rating_end.filter(|_| is_skill);
    let rating = rating.map(|n| format!("{n}/5"));
    let parts: Vec<_> = rating
        .into_iter()
        .chain(Some(goal.close_note).filter(|note| !note.is_empty()))
        .collect();
    line.begin_with(&parts.join(" "));
    line.skill = is_skill.then_some(Skill {
        at_start: goal.self_rating_start,
    });
    Ok(())
}

/// What was begun under this name, though the file may not have taken it.
fn draft(model: &Model, store: &Store, name: &str) -> Result<Option<String>> {
    let field = model.draft_field(name);
    match model.unwritten.get(&field) {
        Some(text) => Ok(Some(text.clone()).filter(|t| !t.is_empty())),
        None => store.draft(&field),
    }
}

/// What was typed in the fields before and not taken.
fn offer_drafts(model: &Model, store: &Store, form: &mut Form) -> Result<()> {
    let prefix = model.draft_field(&form::draft_name(form.id, ""));
    let mut drafts = store.drafts(&prefix)?;
    let unwritten = model.unwritten.iter();
    drafts.extend(unwritten.map(|(field, text)| (field.clone(), text.clone())));
    for field in &mut form.fields {
        let name = format!("{prefix}{}", field.name);
        let draft = drafts.get(&name).filter(|text| !text.is_empty());
        field.draft = draft.filter(|text| **text != field.field.value()).cloned();
    }
    Ok(())
}

/// The names of the goals, which a typed line may mention.
pub(super) fn read_goal_names(model: &mut Model, store: &Store) -> Result<()> {
    if let Some(relationship) = model.relationship_id() {
        // While the screen is masked a private goal is not known by its name.
        let names = store.goal_names(relationship)?.into_iter();
        let known = names.filter(|(.., private)| !(model.is_masked && *private));
        model.goal_names = known.map(|(id, name, _)| (id, name)).collect();
    }
    Ok(())
}

/// The goals that a form may name: the open ones, and the one that the row names already.
fn goals_of(model: &mut Model, store: &Store, row: &Row) -> Result<Vec<(Id, String)>> {
    read_goal_names(model, store)?;
    let mut goals = model.goal_names.clone();
    let named = row.get("goal_id").and_then(|id| Id::parse(id.as_str()?));
    if let Some(id) = named.filter(|id| !goals.iter().any(|(goal, _)| goal == id)) {
        let goal = store.find::<Goal>(id)?;
        goals.extend(goal.map(|goal| (id, goal.title)));
    }
    Ok(goals)
}

/// How many promises, and how many lessons, a takeaway may be said to be used in.
const MOST_USES: usize = 100;

/// What a takeaway may have been used in: goals, open promises, lessons, and what it names already. Nothing private is named
/// while the screen is masked.
fn uses_of(model: &Model, store: &Store, row: &Row) -> Result<Vec<(Link, String)>> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(Vec::new());
    };
    let mut uses = Vec::new();
    let mut add = |table, id, title: &str, private: bool| {
        if !(model.is_masked && private) {
            let title = text::fit(&text::visible(title), 60);
            uses.push((Link { table, id }, format!("{}: {title}", table.noun())));
        }
    };
    for (id, title) in &model.goal_names {
        add(Table::Goals, *id, title, false);
    }
    for line in store.open_promises_page(relationship, &(0..MOST_USES))? {
        add(Table::Commitments, line.id, &line.text, line.private);
    }
    for line in store.lessons_page(relationship, &(0..MOST_USES))? {
        add(Table::Lessons, line.id, &line.text, line.private);
    }
    let link = row.get("used_in").cloned();
    let link = link.and_then(|link| serde_json::from_value::<Link>(link).ok());
    let link = link.filter(|link| !uses.iter().any(|(known, _)| known == link));
    // What is gone for good is named no more.
    if let Some((link, values)) = link.and_then(|l| Some((l, store.values(l.table, l.id).ok()?))) {
        let title = values.get(link.table.title_column());
        let title = title.and_then(|title| title.as_str()).unwrap_or_default();
        let is_hidden = model.is_masked && store.is_private(link.table, link.id)?;
        let title = if is_hidden { HIDDEN } else { title };
        let title = text::fit(&text::visible(title), 60);
        uses.push((link, format!("{}: {title}", link.table.noun())));
    }
    Ok(uses)
}

fn read_offers(model: &Model, store: &Store, offers: &mut Offers) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let is_first = offers.lines.is_empty();
    let here = offers.shown().get(offers.selected).copied();
    let lines = match offers.bank {
        Some(grouping) => whole_bank(grouping, &store.bank_days(relationship)?),
        None => offered(model, store, relationship, offers.session, true)?,
    };
    let before = std::mem::replace(&mut offers.lines, lines);
    offers.is_read = true;
    if is_first {
        let is_ticked = [OfferKind::LeftOver, OfferKind::PromiseDue];
        let due = |l: &OfferLine| is_ticked.contains(&l.offer) && !l.is_off();
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

/// How many promises of a kind are read aloud; more of them are counted.
const READ_ALOUD: usize = 24;

fn read_end(model: &Model, store: &Store, end: &mut End) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    end.is_read = true;
    if is_pulse_due(model, store, &store.last_pulses(relationship)?)? {
        end.pulse = PulseOffer::Due;
    }
    let made = store.promises_made_page(end.session, &(0..READ_ALOUD))?;
    let open = store.open_promises_page(relationship, &(0..READ_ALOUD))?;
    let is_all = open.len() < READ_ALOUD;
    let kept = store.promises_done_page(relationship, model.today(), &(0..READ_ALOUD))?;
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
        .collect();
    if !is_all {
        let is_open = |(p, _): &&(PromiseLine, _)| p.status == CommitmentStatus::Open;
        let listed = end.promises.iter().filter(is_open).count();
        end.more_promises = store
            .open_promise_count(relationship)?
            .saturating_sub(listed);
    }
    let (done, gone_on) = store.items_settled(end.session)?;
    end.counts = (done, gone_on + model.call.sums.open);
    end.goes_on = store
        .first_open_items(end.session, 6)?
        .into_iter()
        .map(|i| {
            (
                i.title,
                i.carry_count + 1,
                i.visibility == Visibility::Private,
            )
        })
        .collect();
    let of = |(id, title, private, note_in_file, status): (_, _, _, String, _)| Closed {
        id,
        title,
        status,
        private,
        note: Field::line(&note_in_file),
        note_in_file,
        found: String::new(),
    };
    let goals = store
        .closed_today(relationship, model.today())?
        .into_iter()
        .map(|goal| {
            (
                goal.id,
                goal.title,
                goal.private,
                goal.note,
                Some(goal.status),
            )
        });
    let milestones = store
        .milestones_done_on(relationship, model.today())?
        .into_iter()
        .map(|(id, title, private)| {
            let title = format!("{title} · milestone");
            (id, title, private, String::new(), None)
        });
    end.closed = goals.chain(milestones).map(of).collect();
    propose_end(model, store, relationship, end)
}

/// What was left in the rows before the program ended, though the file may not have taken it.
fn take_up_drafts(model: &Model, store: &Store, end: &mut End) -> Result<()> {
    let prefix = model.draft_field(&overlay::end::end_draft(end.session));
    let mut drafts = store.drafts(&prefix)?;
    let unwritten = model.unwritten.iter();
    drafts.extend(unwritten.map(|(field, text)| (field.clone(), text.clone())));
    overlay::end::take_up_drafts(end, |name| {
        let text = drafts.get(&model.draft_field(name))?;
        (!text.is_empty()).then(|| text.clone())
    });
    Ok(())
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
    for was in left.closed {
        let is_written = was.note.value() != was.note_in_file;
        if let Some(closed) = end
            .closed
            .iter_mut()
            .find(|is| is_written && is.id == was.id)
        {
            closed.note = was.note;
        }
    }
    if left.held.value() != left.held_proposed {
        end.held = left.held;
    }
    if end.sentence.is_empty() {
        end.sentence = left.sentence;
    }
    if left.next.value() != left.next_proposed {
        end.next = left.next;
    }
    end.useful = left.useful;
}

fn propose_end(model: &Model, store: &Store, relationship: Id, end: &mut End) -> Result<()> {
    let begun = model
        .call
        .session
        .as_ref()
        .and_then(|s| s.started_at)
        .unwrap_or(model.now.at);
    end.held_proposed = span::show(begun, overlay::end::proposed_end(model), model.now);
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
        None if model.is_closing() => {
            end.is_last = true;
            String::new()
        }
        None => overlay::end::proposed_next(model),
    };
    end.next.set(&next);
    end.next_proposed = next;
    Ok(())
}
