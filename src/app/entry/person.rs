//! The states that a person may go to: what `s` shows on People.

use super::Step;
use crate::actions::Act;
use crate::app::line::Purpose;
use crate::domain::{Id, RelationshipStatus, relationship};
use crate::store::window::people::PersonLine;

/// Pause, the ways to end, or to meet again; before an end a last session; and the phases but for the present one.
pub(super) fn states(line: &PersonLine) -> Vec<(char, &'static str, Step)> {
    let id = line.id;
    let mut states = Vec::new();
    for (_, to, letter, words) in relationship::TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.status)
    {
        match to {
            RelationshipStatus::Active => {
                states.push((*letter, *words, Step::Act(Act::MeetAgain { id })));
            }
            RelationshipStatus::Paused => {
                let pause = Purpose::Pause { relationship: id };
                states.push((*letter, *words, Step::Ask(pause)));
            }
            RelationshipStatus::Ended => states.extend(ends(line)),
        }
    }
    if line.status != RelationshipStatus::Ended {
        let phases = relationship::PHASES.iter().filter(|p| p.0 != line.phase);
        states.extend(phases.map(|(to, letter, words)| {
            let to = *to;
            (*letter, *words, Step::Act(Act::Phase { id, to }))
        }));
    }
    states
}

/// The ways to end, each with a line on it, and the last session that may come before.
fn ends(line: &PersonLine) -> Vec<(char, &'static str, Step)> {
    let last = match &line.session {
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
    };
    last.into_iter().chain(endings(line.id)).collect()
}

/// The ways to end with somebody, each with a line on it.
pub(in crate::app) fn endings(relationship: Id) -> Vec<(char, &'static str, Step)> {
    let kinds = relationship::END_KINDS.iter();
    let ask = |kind| Step::Ask(Purpose::EndRelationship { relationship, kind });
    kinds
        .map(|(kind, letter, words)| (*letter, *words, ask(*kind)))
        .collect()
}
