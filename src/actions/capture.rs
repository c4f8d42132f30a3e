//! What is caught in one line: feedback, wins, challenges, questions, lessons, resources; offers switched off.

use super::row::TRASH;
use super::say::{allow, refuse, required, short};
use super::{Scene, Step};
use crate::domain::content;
use crate::domain::evidence::Signal;
use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::learning::ResourceKind;
use crate::domain::offer::{Dismissal, OfferKind};
use crate::domain::question::{AskBy, OWN, QuestionStatus};
use crate::domain::{
    Batch, Challenge, Change, Feedback, Id, Link, Question, Relationship, Resource, Session,
    SessionStatus, Side, Table, Visibility, Win, Word, challenge::Lesson,
};
use crate::store::Result;
use serde_json::Value as Json;

/// The session in which something was said: one that runs or was held. What is planned has heard nothing yet.
fn said_in(scene: &Scene, session: Option<Id>) -> Result<Option<Session>> {
    let session: Option<Session> = session.map(|id| scene.store.get(id)).transpose()?;
    Ok(session.filter(|s| matches!(s.status, SessionStatus::Live | SessionStatus::Held)))
}

/// The day of the session, where it is not today's call.
fn day_of(scene: &Scene, session: &Session) -> chrono::NaiveDate {
    match session.status {
        SessionStatus::Live => scene.today(),
        _ => session
            .started_at
            .unwrap_or(session.planned_start)
            .day(scene.now.zone),
    }
}

pub(super) fn feedback(
    scene: &Scene,
    relationship: Id,
    session: Option<Id>,
    direction: Direction,
    text: &str,
) -> Step {
    let session = said_in(scene, session)?;
    let is_said = session.is_some() || direction == Direction::FromPartner;
    let said_on = session.as_ref().map_or(scene.today(), |s| day_of(scene, s));
    let feedback = fresh!(
        scene,
        relationship,
        Feedback {
            direction,
            behaviour: required(text, "feedback")?,
            session_id: session.map(|s| s.id),
            state: if is_said {
                FeedbackState::Said
            } else {
                FeedbackState::Draft
            },
            said_on: is_said.then_some(said_on),
            visibility: if is_said {
                Visibility::Shared
            } else {
                Visibility::Private
            },
        }
    );
    let verb = match (direction, is_said) {
        (Direction::FromPartner, _) => "Heard",
        (Direction::ToPartner, true) => "Said",
        (Direction::ToPartner, false) => "To say",
    };
    let batch = Batch::new(
        relationship,
        format!("{verb}: {}", short(&feedback.behaviour)),
    )
    .add(&feedback);
    Ok((batch, Some((Table::Feedback, feedback.id))))
}

pub(super) fn win(
    scene: &Scene,
    relationship: Id,
    session: Option<Id>,
    text: &str,
    whose: Side,
) -> Step {
    let session = said_in(scene, session)?;
    let win = fresh!(
        scene,
        relationship,
        Win {
            text: required(text, "win")?,
            happened_on: session.as_ref().map_or(scene.today(), |s| day_of(scene, s)),
            whose,
            told_in_id: session.map(|s| s.id),
        }
    );
    let batch = Batch::new(relationship, format!("Win: {}", short(&win.text))).add(&win);
    Ok((batch, Some((Table::Wins, win.id))))
}

pub(super) fn challenge(
    scene: &Scene,
    relationship: Id,
    session: Option<Id>,
    text: &str,
    owner: Side,
) -> Step {
    let session = said_in(scene, session)?;
    let challenge = fresh!(
        scene,
        relationship,
        Challenge {
            title: required(text, "challenge")?,
            owner,
            opened_on: Some(session.as_ref().map_or(scene.today(), |s| day_of(scene, s))),
            made_from: session.map(|s| Link {
                table: Table::Sessions,
                id: s.id,
            }),
        }
    );
    let batch = Batch::new(
        relationship,
        format!("Challenge: {}", short(&challenge.title)),
    )
    .add(&challenge);
    Ok((batch, Some((Table::Challenges, challenge.id))))
}

pub(super) fn question(scene: &Scene, relationship: Id, text: &str) -> Step {
    let relationship: Relationship = scene.store.get(relationship)?;
    let question = fresh!(
        scene,
        relationship.id,
        Question {
            text: required(text, "question")?,
            ask_by: AskBy::mine(relationship.my_role),
        }
    );
    let batch =
        Batch::new(relationship.id, format!("Saved: {}", short(&question.text))).add(&question);
    Ok((batch, Some((Table::Questions, question.id))))
}

/// A question of the bank is saved for later, once.
pub(super) fn save_question(scene: &Scene, relationship: Id, bank_id: &str) -> Step {
    let Some(found) = content::question(bank_id) else {
        return refuse("That question is not in the bank. Press o again.");
    };
    if scene.store.is_question_ahead(relationship, bank_id)? {
        return refuse(format!(
            "'{}' is saved or on an agenda already.",
            short(&found.text)
        ));
    }
    let question = fresh!(
        scene,
        relationship,
        Question {
            text: found.text.clone(),
            bank_id: found.id.clone(),
            practice: Some(found.practice),
            ask_by: found.ask_by,
        }
    );
    let label = format!("Saved: {}", short(&question.text));
    let batch = Batch::new(relationship, label).add(&question);
    Ok((batch, Some((Table::Questions, question.id))))
}

/// A saved question is let go, or saved again.
pub(super) fn set_question(scene: &Scene, id: Id, to: QuestionStatus) -> Step {
    let old: Question = scene.store.get(id)?;
    allow(OWN, old.status, to, &old.text)?;
    let verb = if to == QuestionStatus::Dropped {
        "Let go"
    } else {
        "Saved again"
    };
    let new = Question {
        status: to,
        ..old.clone()
    };
    let label = format!("{verb}: {}", short(&old.text));
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    Ok((batch, Some((Table::Questions, id))))
}

pub(super) fn lesson(scene: &Scene, relationship: Id, text: &str) -> Step {
    let lesson = fresh!(
        scene,
        relationship,
        Lesson {
            text: required(text, "lesson")?,
            learned_on: Some(scene.today()),
        }
    );
    let batch = Batch::new(relationship, format!("Lesson: {}", short(&lesson.text))).add(&lesson);
    Ok((batch, Some((Table::Lessons, lesson.id))))
}

pub(super) fn resource(
    scene: &Scene,
    relationship: Id,
    text: &str,
    starts_on: Option<chrono::NaiveDate>,
) -> Step {
    let (kind, title) = ResourceKind::read(text);
    let resource = fresh!(
        scene,
        relationship,
        Resource {
            title: required(title, "resource")?,
            kind: kind.unwrap_or_default(),
            starts_on,
        }
    );
    let batch = Batch::new(
        relationship,
        format!("To learn from: {}", short(&resource.title)),
    )
    .add(&resource);
    Ok((batch, Some((Table::Resources, resource.id))))
}

pub(super) fn dismissal(
    scene: &Scene,
    relationship: Id,
    offer: OfferKind,
    row: Option<Id>,
    bank_id: &str,
) -> Step {
    let relationship = scene.store.get::<Relationship>(relationship)?.id;
    let bank_id = bank_id.to_owned();
    let is_one = row.is_some() || !bank_id.is_empty();
    let signal = Signal::from_word(&bank_id).map_or("a line", Signal::label);
    let label = match offer {
        OfferKind::Signal => format!("Off the board: {signal}"),
        _ if is_one => "Not offered again".to_owned(),
        _ => format!("Never offered: {}", offer.spoken()),
    };
    let dismissal = fresh!(
        scene,
        relationship,
        Dismissal {
            offer,
            row_id: row,
            bank_id,
        }
    );
    Ok((Batch::new(relationship, label).add(&dismissal), None))
}

/// What was switched off for good is offered again, however often it was.
pub(super) fn offer_again(scene: &Scene, id: Id) -> Step {
    let wanted = scene.store.get::<Dismissal>(id)?;
    let relationship = wanted.relationship_id;
    let off = scene.store.off_lines(relationship)?;
    let Some(line) = off
        .iter()
        .find(|line| line.offer == wanted.offer && line.bank_id == wanted.bank_id)
    else {
        return refuse("It is offered already.");
    };
    let now = Json::String(scene.at().to_string());
    let mut batch = Batch::new(relationship, format!("Offered again: {}", line.title));
    for id in scene
        .store
        .off_rows(relationship, wanted.offer, &wanted.bank_id)?
    {
        let change = Change::field(Table::Dismissals, id, TRASH, Json::Null, now.clone());
        batch.changes.push(change);
    }
    Ok((batch, None))
}
