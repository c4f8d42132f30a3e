//! Feedback: said, answered, asked for.

use super::say::{allow, refuse, required, short};
use super::{Scene, Step};
use crate::domain::feedback::{
    Direction, FeedbackState, REQUEST_TRANSITIONS, RequestStatus, Response, TRANSITIONS,
};
use crate::domain::{
    Batch, Feedback, FeedbackRequest, Id, Link, Relationship, Side, Table, Visibility, Word,
};
use crate::store::Result;

/// What a piece is called in a message.
fn title(piece: &Feedback) -> String {
    piece.gist().map_or_else(|| "feedback".to_owned(), short)
}

pub(super) fn set_state(scene: &Scene, id: Id, to: FeedbackState) -> Step {
    let old: Feedback = scene.store.get(id)?;
    allow(TRANSITIONS, old.state, to, &title(&old))?;
    if to == FeedbackState::Responded {
        return refuse(
            "An answer needs its word: trying, changed, considered or declined. Space asks for it.",
        );
    }
    let live = scene.live_with(old.relationship_id)?.map(|s| s.id);
    let new = old.with_state(to, scene.today(), live);
    let verb = match (old.state, to) {
        (_, FeedbackState::Draft) => "To say",
        (FeedbackState::Responded, _) => "Open again",
        _ => "Said",
    };
    let label = format!("{verb}: {}", title(&old));
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    Ok((batch, Some((Table::Feedback, id))))
}

pub(super) fn answer(scene: &Scene, id: Id, response: Response, note: &str) -> Step {
    let old: Feedback = scene.store.get(id)?;
    if old.state == FeedbackState::Draft {
        let title = title(&old);
        return refuse(format!(
            "'{title}' is not said yet, so nothing can answer it. Space marks it said."
        ));
    }
    let note = if response == Response::Declined {
        required(note, "reason")?
    } else {
        note.trim().to_owned()
    };
    let new = old.answered(response, note, scene.today());
    let spoken = response.spoken();
    let verb = format!(
        "{}{}",
        spoken.get(..1).unwrap_or("").to_uppercase(),
        spoken.get(1..).unwrap_or("")
    );
    let batch =
        Batch::new(old.relationship_id, format!("{verb}: {}", title(&old))).edit(&old, &new);
    Ok((batch, Some((Table::Feedback, id))))
}

pub(super) fn ask(scene: &Scene, relationship: Id, to: Side, about: &str) -> Step {
    let relationship: Relationship = scene.store.get(relationship)?;
    let request = fresh!(
        scene,
        relationship.id,
        FeedbackRequest {
            to_side: to,
            about: required(about, "request")?,
            asked_on: Some(scene.today()),
        }
    );
    let verb = if to == Side::Me {
        format!("{} asks", relationship.first_name())
    } else {
        // Nothing is sent: that one asked is what is written down.
        format!("Noted as asked of {}", relationship.first_name())
    };
    let label = format!("{verb}: {}", short(&request.about));
    let batch = Batch::new(relationship.id, label).add(&request);
    Ok((batch, Some((Table::FeedbackRequests, request.id))))
}

/// The request in another state, where the table of states has that step.
fn changed(old: &FeedbackRequest, to: RequestStatus) -> Result<FeedbackRequest> {
    allow(REQUEST_TRANSITIONS, old.status, to, &old.about)?;
    Ok(FeedbackRequest {
        status: to,
        ..old.clone()
    })
}

pub(super) fn set_request(scene: &Scene, id: Id, to: RequestStatus) -> Step {
    let old: FeedbackRequest = scene.store.get(id)?;
    let new = changed(&old, to)?;
    let verb = match to {
        RequestStatus::Asked => "Asked again",
        RequestStatus::Answered => "Answered",
        RequestStatus::Withdrawn => "Withdrawn",
    };
    let label = format!("{verb}: {}", short(&old.about));
    let batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    Ok((batch, Some((Table::FeedbackRequests, id))))
}

pub(super) fn answer_request(scene: &Scene, id: Id, text: &str) -> Step {
    let old: FeedbackRequest = scene.store.get(id)?;
    let new = changed(&old, RequestStatus::Answered)?;
    let direction = if old.to_side == Side::Me {
        Direction::ToPartner
    } else {
        Direction::FromPartner
    };
    let piece = fresh!(
        scene,
        old.relationship_id,
        Feedback {
            direction,
            situation: old.about.clone(),
            behaviour: required(text, "feedback")?,
            asked_for: true,
            state: FeedbackState::Said,
            said_on: Some(scene.today()),
            session_id: scene.live_with(old.relationship_id)?.map(|s| s.id),
            visibility: Visibility::Shared,
            made_from: Some(Link {
                table: Table::FeedbackRequests,
                id,
            }),
        }
    );
    let verb = if direction == Direction::FromPartner {
        "Heard"
    } else {
        "Said"
    };
    let batch = Batch::new(
        old.relationship_id,
        format!("{verb}: {}", short(&piece.behaviour)),
    )
    .edit(&old, &new)
    .add(&piece);
    Ok((batch, Some((Table::Feedback, piece.id))))
}
