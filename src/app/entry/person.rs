//! The states that a person may go to: what `s` shows on People.

use super::Step;
use crate::actions::Act;
use crate::app::line::Purpose;
use crate::domain::{RelationshipStatus, relationship};
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
        Some(session) => (
            'l',
            "closing agenda onto the next session",
            Step::Act(Act::Template {
                session: session.id,
                template: "closing".to_owned(),
            }),
        ),
        None => ('l', "a last session first", Step::Ask(Purpose::Plan)),
    };
    let kinds = relationship::END_KINDS.iter().map(|(kind, letter, words)| {
        let end = Purpose::EndRelationship {
            relationship: line.id,
            kind: *kind,
        };
        (*letter, *words, Step::Ask(end))
    });
    [last].into_iter().chain(kinds).collect()
}
