//! Agenda items: added, worked through, moved, carried on.

use super::say::{allow, noted, refuse, required, short};
use super::{NewItem, Scene, Step, place, told};
use crate::domain::agenda::TRANSITIONS;
use crate::domain::carry::{self, End};
use crate::domain::question::QuestionStatus;
use crate::domain::{
    AgendaItem, Batch, Change, Entity, Id, ItemKind, ItemStatus, Link, Question, Session,
    SessionStatus, Table,
};
use crate::store::Result;

/// The shortest and the longest that an item can be planned for, in minutes.
const MINUTES: (i64, i64) = (1, 480);

pub(super) fn add(scene: &Scene, new: &NewItem) -> Step {
    let NewItem {
        relationship,
        session,
        kind,
        owner,
        title,
        minutes,
        goal,
    } = new;
    let title = required(title, "item")?;
    let held = match session {
        Some(session) => Some(agenda_of(scene, *relationship, *session)?)
            .filter(|session| session.status == SessionStatus::Held),
        None => None,
    };
    let default = AgendaItem::default().minutes;
    let item = fresh!(
        scene,
        *relationship,
        AgendaItem {
            session_id: *session,
            kind: *kind,
            owner: *owner,
            minutes: minutes.unwrap_or(default).clamp(MINUTES.0, MINUTES.1),
            position: end_of(scene, *session)?.place(),
            link: goal.map(|id| Link {
                table: Table::Goals,
                id
            }),
            title,
        }
    );
    let to = to_backlog(*session);
    let label = format!("Added: {}{to}", short(&item.title));
    // What is added to a session that is over was spoken about in it.
    let (item, label) = match held {
        Some(_) => (
            item.with_status(ItemStatus::Done, scene.at()),
            format!("Added as done: {}", short(&item.title)),
        ),
        None => (item, label),
    };
    let batch = Batch::new(*relationship, label).add(&item);
    Ok((batch, Some((Table::AgendaItems, item.id))))
}

/// Where an item went that joined no session.
pub(super) fn to_backlog(session: Option<Id>) -> &'static str {
    if session.is_none() {
        " · to the backlog"
    } else {
        ""
    }
}

/// The session, where its agenda can still be written: not a session that was moved, called off or not held.
pub(super) fn agenda_of(scene: &Scene, relationship: Id, session: Id) -> Result<Session> {
    let session: Session = scene.store.get(session)?;
    if session.relationship_id != relationship {
        return refuse("That session is with somebody else. Choose one of this relationship.");
    }
    match session.status {
        SessionStatus::Rescheduled => {
            refuse("That session was moved. Add to the one that it was moved to.")
        }
        SessionStatus::Cancelled => {
            refuse("That session was cancelled. Plan it again (s), or add to the next one.")
        }
        SessionStatus::Missed => {
            refuse("That session was not held. Plan it again (s), or add to the next one.")
        }
        SessionStatus::Planned | SessionStatus::Live | SessionStatus::Held => Ok(session),
    }
}

/// The end of a session's agenda, or of the backlog.
pub(super) fn end_of(scene: &Scene, session: Option<Id>) -> Result<End> {
    Ok(End {
        session_id: session,
        last: scene.store.last_item_position(session)?,
    })
}

pub(super) fn set_status(scene: &Scene, id: Id, to: ItemStatus, outcome: Option<&str>) -> Step {
    let item: AgendaItem = scene.store.get(id)?;
    allow(TRANSITIONS, item.status, to, &item.title)?;
    let verb = match to {
        ItemStatus::Open => "Open again",
        ItemStatus::Done => "Done",
        ItemStatus::Carried => "Goes on",
        ItemStatus::Dropped => "Let go",
    };
    let mut after = item.with_status(to, scene.at());
    if let (Some(outcome), ItemStatus::Done) = (outcome, to) {
        outcome.trim().clone_into(&mut after.outcome);
    }
    let mut batch = Batch::new(
        item.relationship_id,
        format!("{verb}: {}", short(&item.title)),
    )
    .edit(&item, &after);
    if to == ItemStatus::Carried {
        batch = batch.add(&copy_of(scene, &item)?);
    }
    if item.status == ItemStatus::Carried {
        batch = take_copies_back(scene, batch, &item)?;
    }
    batch = move_current(scene, batch, &after)?;
    batch = follow_question(scene, batch, item.status, &after)?;
    batch = told::follow(scene, batch, &after)?;
    Ok((batch, Some((Table::AgendaItems, id))))
}

/// The copy that joins the next planned session, or the backlog.
fn copy_of(scene: &Scene, item: &AgendaItem) -> Result<AgendaItem> {
    let from: Option<Session> = item.session_id.map(|id| scene.store.get(id)).transpose()?;
    let after = from.as_ref().map_or(scene.at(), carry::begun);
    let next = scene
        .store
        .next_planned(item.relationship_id, after, item.session_id)?
        .map(|s| s.id);
    if from.is_none() && next.is_none() {
        return refuse(
            "It has no session, and none is planned to go on to. Plan one (a under the sessions): it joins.",
        );
    }
    let mut end = end_of(scene, next)?;
    Ok(carry::carry(item, &mut end, scene.env.id(), scene.at()).copy)
}

/// Removes the copies of an item that nobody has touched and nothing refers to; the others stand for themselves from now on.
pub(super) fn take_copies_back(
    scene: &Scene,
    mut batch: Batch,
    item: &AgendaItem,
) -> Result<Batch> {
    for copy in scene.store.copies(item.id)? {
        if !copy.is_untouched_copy_of(item) || scene.store.item_is_referred_to(copy.id)? {
            let own = AgendaItem {
                carried_from_id: None,
                ..copy.clone()
            };
            batch = batch.edit(&copy, &own);
        } else {
            batch.changes.push(Change {
                table: Table::AgendaItems,
                id: copy.id,
                before: Some(copy.to_row()),
                after: None,
            });
        }
    }
    Ok(batch)
}

/// In a live session, what is talked about moves on when it is no longer open, and begins again with what is reopened.
pub(super) fn move_current(scene: &Scene, batch: Batch, item: &AgendaItem) -> Result<Batch> {
    let Some(session) = scene
        .store
        .live()?
        .filter(|s| Some(s.id) == item.session_id)
    else {
        return Ok(batch);
    };
    let current = match (session.current_item_id, item.status) {
        (None, ItemStatus::Open) => Some(item.id),
        (Some(_), ItemStatus::Open) => return Ok(batch),
        (Some(current), _) if current != item.id => return Ok(batch),
        _ => {
            // Enough to choose from: the first other open item, and the next below.
            let mut open = scene.store.first_open_items(session.id, 2)?;
            open.extend(scene.store.open_item_below(session.id, item)?);
            carry::next_current(&open, item)
        }
    };
    Ok(batch.edit(&session, &session.talking_about(current, scene.at())))
}

/// The question that an item asks.
pub(super) fn question_of(scene: &Scene, item: &AgendaItem) -> Result<Option<Question>> {
    let Some(Link {
        table: Table::Questions,
        id,
    }) = item.link
    else {
        return Ok(None);
    };
    scene.store.find(id)
}

/// The question that an item asks follows it: asked when it is done, let go with it, on the agenda again when reopened;
/// going on changes nothing for it. Nothing else that an item is about is closed by it.
fn follow_question(
    scene: &Scene,
    batch: Batch,
    was: ItemStatus,
    item: &AgendaItem,
) -> Result<Batch> {
    let goes_on = was == ItemStatus::Carried || item.status == ItemStatus::Carried;
    let Some(question) = question_of(scene, item)?.filter(|_| !goes_on) else {
        return Ok(batch);
    };
    let on_agenda = question.on_agenda();
    let after = match item.status {
        ItemStatus::Done => Question {
            status: QuestionStatus::Asked,
            asked_on: Some(scene.today()),
            session_id: item.session_id,
            ..question.answered(&question.answer, &item.outcome)
        },
        ItemStatus::Dropped => Question {
            status: QuestionStatus::Dropped,
            ..on_agenda
        },
        ItemStatus::Open | ItemStatus::Carried => on_agenda,
    };
    Ok(batch.edit(&question, &after))
}

/// What came of an item that is done, and of the question that it asked; what is there already is replaced.
pub(super) fn note(scene: &Scene, id: Id, note: &str) -> Step {
    let old: AgendaItem = scene.store.get(id)?;
    if old.status != ItemStatus::Done {
        return refuse(format!(
            "'{}' is not done, so nothing came of it yet. Space does it.",
            short(&old.title)
        ));
    }
    let new = AgendaItem {
        outcome: note.trim().to_owned(),
        ..old.clone()
    };
    let what = if old.kind == ItemKind::Question {
        "Answer"
    } else {
        "What came of it"
    };
    let label = noted(what, new.outcome.is_empty(), &old.title);
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    let batch = answer(scene, batch, &old, &new.outcome)?;
    Ok((batch, Some((Table::AgendaItems, id))))
}

/// The outcome of an item that asked a question is its answer, unless it has another one.
pub(super) fn answer(
    scene: &Scene,
    batch: Batch,
    item: &AgendaItem,
    outcome: &str,
) -> Result<Batch> {
    let asked = question_of(scene, item)?.filter(|q| q.status == QuestionStatus::Asked);
    let Some(question) = asked else {
        return Ok(batch);
    };
    Ok(batch.edit(&question, &question.answered(&item.outcome, outcome)))
}

pub(super) fn change_minutes(scene: &Scene, id: Id, by: i64, stretch: &str) -> Step {
    let item: AgendaItem = scene.store.get(id)?;
    let minutes = item.minutes.saturating_add(by).clamp(MINUTES.0, MINUTES.1);
    let after = AgendaItem {
        minutes,
        ..item.clone()
    };
    let batch = Batch::new(
        item.relationship_id,
        format!("{minutes} min: {}", short(&item.title)),
    );
    Ok((
        batch
            .edit(&item, &after)
            .in_stretch(Some(stretch.to_owned())),
        Some((Table::AgendaItems, id)),
    ))
}

pub(super) fn step(scene: &Scene, id: Id, down: bool, stretch: &str) -> Step {
    let item: AgendaItem = scene.store.get(id)?;
    let near = scene.store.item_neighbours(&item, down)?;
    let way = if down { "down" } else { "up" };
    let batch = Batch::new(
        item.relationship_id,
        format!("Moved {way}: {}", short(&item.title)),
    )
    .in_stretch(Some(stretch.to_owned()));
    let placed = |item: &AgendaItem, position| AgendaItem {
        position,
        ..item.clone()
    };
    let batch = place::step(
        batch,
        &item,
        &near,
        down,
        || scene.store.item_list(&item),
        placed,
    )?;
    Ok((batch, Some((Table::AgendaItems, id))))
}

pub(super) fn talk_about(scene: &Scene, session: Id, item: Id) -> Step {
    let session: Session = scene.store.get(session)?;
    let item: AgendaItem = scene.store.get(item)?;
    if session.status != SessionStatus::Live {
        return refuse(
            "That call is not running, so nothing is talked about in it. Start it first (c).",
        );
    }
    if item.session_id != Some(session.id) {
        return refuse(
            "That item is not on this call's agenda. Take it onto the agenda first (o).",
        );
    }
    if item.status != ItemStatus::Open {
        return refuse(format!(
            "'{}' is closed, so it can't be talked about now. Open it again first (Space).",
            short(&item.title)
        ));
    }
    let is_on = session.current_item_id == Some(item.id);
    let (next, verb) = if is_on {
        (None, "Set aside")
    } else {
        (Some(item.id), "Now")
    };
    let batch = Batch::new(
        session.relationship_id,
        format!("{verb}: {}", short(&item.title)),
    );
    Ok((
        batch.edit(&session, &session.talking_about(next, scene.at())),
        Some((Table::AgendaItems, item.id)),
    ))
}
