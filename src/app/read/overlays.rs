//! Reads what lies over the screen, once it is opened.

use crate::app::line::{Line, Purpose, Skill};
use crate::app::mask::HIDDEN;
use crate::app::model::Model;
use crate::app::overlay::{Form, Offers, Overlay};
use crate::app::{form, overlay};
use crate::domain::goal::GoalKind;
use crate::domain::offer::OfferKind;
use crate::domain::{
    AgendaItem, Commitment, Goal, Id, Link, Row, Session, Table, Visibility, text, turn,
};
use crate::store::window::offers::OfferLine;
use crate::store::{Result, Store};

use super::agenda::{facts, offered, whole_bank};
use super::behind::behind;
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
        Overlay::End(end) if !end.is_read => super::end::end(model, store, end),
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
