//! Finds the row that one goes to: which tab it lives on, and under what.

use serde_json::Value as Json;

use crate::app::entry::Shelf;
use crate::app::model::{Focus, Growth, Model, Shown, Tab};
use crate::app::overlay::{Overlay, Reading};
use crate::domain::{Id, Row, Table};
use crate::store::{Result, Store};

/// Stands on the row that is wanted, on the tab where it lives.
pub(super) fn find(model: &mut Model, store: &Store) -> Result<()> {
    let Some((table, id)) = model.going.take() else {
        return Ok(());
    };
    let row = store.row(table, id)?;
    let Some(row) = row.filter(|row| !row.contains_key("deleted_at")) else {
        model.came_from.pop();
        model.say(format!(
            "The {} is in the trash. u brings back what was trashed last.",
            table.noun()
        ));
        return Ok(());
    };
    model.in_call = false;
    match table {
        Table::Goals => goal(model, id, &row),
        Table::Milestones | Table::GoalUpdates => under_goal(model, store, (table, id), &row)?,
        Table::Sessions => session(model, id, &row),
        Table::AgendaItems | Table::Materials => on_page(model, (table, id), &row),
        Table::Questions => question(model, store, id, &row)?,
        Table::Wins => shelf(model, Shelf::Wins, (table, id)),
        Table::Commitments => promise(model, id, &row),
        Table::Feedback | Table::FeedbackRequests => {
            model.tab = Tab::Feedback;
            model.feedback.panes.focus = Focus::Left;
            model.feedback.panes.left.stand_on((table, id));
        }
        Table::Challenges => {
            growth(model, Growth::Challenges, (table, id));
            model.goals.is_unfolded |= row.contains_key("closed_on");
        }
        Table::Resources => {
            growth(model, Growth::Learning, (table, id));
            model.goals.is_unfolded |= matches!(text(&row, "status"), "done" | "skipped");
        }
        Table::Lessons => growth(model, Growth::Lessons, (table, id)),
        _ => lives_nowhere(model, table),
    }
    super::touch_lists(model);
    Ok(())
}

fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).and_then(Json::as_str).unwrap_or_default()
}

fn named(row: &Row, name: &str) -> Option<Id> {
    Id::parse(text(row, name))
}

fn goal(model: &mut Model, id: Id, row: &Row) {
    growth(model, Growth::Goals, (Table::Goals, id));
    let is_closed = matches!(
        text(row, "status"),
        "achieved" | "partly_achieved" | "dropped"
    );
    model.goals.is_unfolded |= is_closed;
}

/// A list of the Goals tab, and a row of it.
fn growth(model: &mut Model, growth: Growth, key: (Table, Id)) {
    model.tab = Tab::Goals;
    if model.goals.growth != growth {
        model.goals.growth = growth;
        model.goals.panes.left.reset();
    }
    model.goals.panes.focus = Focus::Left;
    model.goals.panes.left.stand_on(key);
}

fn under_goal(model: &mut Model, store: &Store, key: (Table, Id), row: &Row) -> Result<()> {
    let Some(goal_id) = named(row, "goal_id") else {
        return Ok(());
    };
    goal(model, goal_id, &store.values(Table::Goals, goal_id)?);
    model.goals.shown = Some((Table::Goals, goal_id));
    model.goals.panes.right.reset();
    model.goals.panes.right.stand_on(key);
    model.goals.panes.focus = Focus::Right;
    Ok(())
}

/// A past session is read whole; one that is ahead shows its agenda.
fn session(model: &mut Model, id: Id, row: &Row) {
    show(model, Shown::Session(id));
    model.agenda.panes.left.stand_on((Table::Sessions, id));
    if matches!(text(row, "status"), "planned" | "live") {
        model.agenda.panes.focus = Focus::Right;
    } else {
        model.agenda.panes.focus = Focus::Left;
        model
            .overlays
            .push(Overlay::Reading(Box::new(Reading::new(id))));
    }
}

fn on_page(model: &mut Model, key: (Table, Id), row: &Row) {
    let Some(session) = named(row, "session_id") else {
        shelf(model, Shelf::Backlog, key);
        return;
    };
    show(model, Shown::Session(session));
    model.agenda.panes.left.stand_on((Table::Sessions, session));
    model.agenda.panes.right.stand_on(key);
    model.agenda.panes.focus = Focus::Right;
}

fn shelf(model: &mut Model, shelf: Shelf, key: (Table, Id)) {
    show(model, Shown::Shelf(shelf));
    model.agenda.panes.right.stand_on(key);
    model.agenda.panes.focus = Focus::Right;
}

/// A saved question stands on its shelf; one that is or was asked, as the item that asks it.
fn question(model: &mut Model, store: &Store, id: Id, row: &Row) -> Result<()> {
    let links = store.links(Table::Questions, id)?;
    let item = links.iter().find(|l| l.to.table == Table::AgendaItems);
    match item.filter(|_| text(row, "status") != "queued") {
        Some(line) => {
            let key = (line.to.table, line.to.id);
            on_page(model, key, &store.values(key.0, key.1)?);
        }
        None => shelf(model, Shelf::Questions, (Table::Questions, id)),
    }
    Ok(())
}

/// An open promise stands on the next agenda, a closed one on its shelf.
fn promise(model: &mut Model, id: Id, row: &Row) {
    let key = (Table::Commitments, id);
    match model.next.as_ref().map(|n| n.id) {
        Some(next) if text(row, "status") == "open" => {
            show(model, Shown::Session(next));
            model.agenda.panes.left.stand_on((Table::Sessions, next));
            model.agenda.panes.right.stand_on(key);
            model.agenda.panes.focus = Focus::Right;
        }
        _ => shelf(model, Shelf::Promises, key),
    }
}

fn show(model: &mut Model, shown: Shown) {
    model.tab = Tab::Agenda;
    model.agenda.is_placed = true;
    model.agenda.shown = shown;
    model.agenda.panes.right.reset();
}

/// A row without a place of its own stays where one was.
fn lives_nowhere(model: &mut Model, table: Table) {
    model.came_from.pop();
    model.say(format!("A {} has no list of its own yet.", table.noun()));
}
