//! Looks up where a row lives, and puts its relationship in view.

use crate::app::entry::Shelf;
use crate::app::goto::{self, Home};
use crate::app::model::{Growth, Model};
use crate::domain::{Id, Row, Session, SessionStatus, Table};
use crate::store::{Result, Store};

/// The relationship of the row that one goes to, to be in view. While masked, no other one comes into view.
pub(super) fn choose(model: &mut Model, store: &Store) -> Result<()> {
    let Some((table, id)) = model.going else {
        return Ok(());
    };
    let there = if table == Table::Relationships {
        Some(id)
    } else {
        store
            .row(table, id)?
            .and_then(|row| reference(&row, "relationship_id"))
    };
    match there {
        Some(there) if model.is_masked && Some(there) != model.relationship_id() => {
            model.going = None;
        }
        Some(there) => model.choose(there),
        None => {}
    }
    Ok(())
}

/// Stands on the row that one goes to.
pub(super) fn go(model: &mut Model, store: &Store) -> Result<()> {
    let Some((table, id)) = model.going.take() else {
        return Ok(());
    };
    if let Some(home) = home(store, table, id)? {
        goto::stand(model, home);
    } else {
        model.came_from.pop();
        model.say(format!("The {} is not there any more.", table.noun()));
    }
    Ok(())
}

fn reference(row: &Row, column: &str) -> Option<Id> {
    Id::parse(row.get(column)?.as_str()?)
}

fn home(store: &Store, table: Table, id: Id) -> Result<Option<Home>> {
    let Some(row) = store
        .row(table, id)?
        .filter(|row| !row.contains_key("deleted_at"))
    else {
        return Ok(None);
    };
    let own = (table, id);
    let goal = reference(&row, "goal_id").map(|id| (Table::Goals, id));
    let session = match reference(&row, "session_id").or(reference(&row, "told_in_id")) {
        _ if table == Table::Sessions => store.find::<Session>(id)?,
        Some(session) => store.find(session)?,
        None => None,
    };
    let status = row
        .get("status")
        .and_then(|s| s.as_str())
        .unwrap_or_default();
    let of_session = session
        .as_ref()
        .map(|s| in_session(s, (table != Table::Sessions).then_some(own)));
    Ok(Some(match (table, status) {
        (Table::Sessions | Table::AgendaItems | Table::Materials, _) => {
            of_session.unwrap_or(Home::Shelf(Shelf::Backlog, own))
        }
        (Table::Commitments, "open") => promise(store, &row, own)?
            .or(of_session)
            .unwrap_or(Home::Between(own)),
        (Table::Commitments, _) => of_session.unwrap_or(Home::Shelf(Shelf::Promises, own)),
        (Table::Questions, "queued" | "dropped") => Home::Shelf(Shelf::Questions, own),
        (Table::Questions, _) => match asked(store, id)? {
            Some(home) => home,
            None => Home::Shelf(Shelf::Questions, own),
        },
        (Table::Wins, _) => Home::Shelf(Shelf::Wins, own),
        (Table::Goals, _) => Home::Growth(Growth::Goals, own, None),
        (Table::Milestones | Table::GoalUpdates, _) => {
            Home::Growth(Growth::Goals, goal.unwrap_or(own), Some(own))
        }
        (Table::Challenges, _) => Home::Growth(Growth::Challenges, own, None),
        (Table::Lessons, _) => Home::Growth(Growth::Lessons, own, None),
        (Table::Resources, _) => Home::Growth(Growth::Learning, own, None),
        (Table::Feedback | Table::FeedbackRequests, _) => Home::Feedback(own),
        (Table::Relationships, _) => Home::People,
        (Table::Agreements, _) => Home::Shelf(Shelf::Agreement, own),
        (Table::Pulses | Table::Dismissals, _) => Home::Story(own),
    }))
}

/// A question that is or was asked lives where the item does that asks it.
fn asked(store: &Store, question: Id) -> Result<Option<Home>> {
    let links = store.links(Table::Questions, question)?;
    let item = links.iter().find(|l| l.to.table == Table::AgendaItems);
    match item {
        Some(line) => home(store, line.to.table, line.to.id),
        None => Ok(None),
    }
}

fn in_session(session: &Session, row: Option<(Table, Id)>) -> Home {
    if session.status.is_past() {
        Home::Page(session.id, row)
    } else {
        Home::Agenda(session.id, row)
    }
}

/// An open promise stands on the page of whatever session comes next.
fn promise(store: &Store, row: &Row, own: (Table, Id)) -> Result<Option<Home>> {
    let Some(relationship) = reference(row, "relationship_id") else {
        return Ok(None);
    };
    let ahead = store.sessions_ahead(relationship, &(0..1))?;
    let open = |status| matches!(status, SessionStatus::Planned | SessionStatus::Live);
    Ok(ahead
        .first()
        .filter(|s| open(s.status))
        .map(|s| Home::Agenda(s.id, Some(own))))
}
