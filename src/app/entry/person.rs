//! The states that a person may go to: what `s` shows on People.

use super::{NextState, Step};
use crate::actions::Act;
use crate::app::line::Purpose;
use crate::domain::relationship::{self, Phase};
use crate::domain::{Id, RelationshipStatus};
use crate::store::window::people::PersonLine;

/// Pause, the ways to end, or to meet again; before an end a last session; and the phases but for the present one.
pub(super) fn states(line: &PersonLine) -> Vec<NextState> {
    let mut states = states_of(line.id, line.status, line.phase);
    let end = states.iter().position(|(.., step)| ends(step));
    if let (Some(end), Some(last)) = (end, last_session(line)) {
        states.insert(end, last);
    }
    states
}

/// The same, but for the last session.
pub(in crate::app) fn states_of(
    id: Id,
    status: RelationshipStatus,
    phase: Phase,
) -> Vec<NextState> {
    let mut choices = Vec::new();
    for (_, to, letter, words) in relationship::TRANSITIONS.iter().filter(|t| t.0 == status) {
        match to {
            RelationshipStatus::Active => {
                choices.push((*letter, *words, Step::Act(Act::MeetAgain { id })));
            }
            RelationshipStatus::Paused => {
                let pause = Purpose::Pause { relationship: id };
                choices.push((*letter, *words, Step::Ask(pause)));
            }
            RelationshipStatus::Ended => choices.extend(endings(id)),
        }
    }
    if status != RelationshipStatus::Ended {
        let phases = relationship::PHASES.iter().filter(|p| p.0 != phase);
        choices.extend(phases.map(|(to, letter, words)| {
            let to = *to;
            (*letter, *words, Step::Act(Act::Phase { id, to }))
        }));
    }
    choices
}

fn ends(step: &Step) -> bool {
    matches!(step, Step::Ask(Purpose::EndRelationship { .. }))
}

/// The last session that may come before an end.
fn last_session(line: &PersonLine) -> Option<NextState> {
    match &line.session {
        _ if line.is_closed_with => None,
        Some(session) => Some((
            'l',
            "closing agenda onto the next session",
            Step::Act(Act::Template {
                session: session.id,
                template: "closing".to_owned(),
            }),
        )),
        None => Some(('l', "a last session first", Step::Ask(Purpose::Plan))),
    }
}

/// The ways to end with somebody, each with a line on it.
pub(in crate::app) fn endings(relationship: Id) -> Vec<NextState> {
    let kinds = relationship::END_KINDS.iter();
    let ask = |kind| Step::Ask(Purpose::EndRelationship { relationship, kind });
    kinds
        .map(|(kind, letter, words)| (*letter, *words, ask(*kind)))
        .collect()
}
