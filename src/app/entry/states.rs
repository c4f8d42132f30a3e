//! The states that a row may go to: what `s` shows, by letter.

use chrono::NaiveDate;

use crate::actions::Act;
use crate::domain::challenge::{self};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{self, FeedbackState, RequestStatus, Response};
use crate::domain::goal::{self, GoalStatus};
use crate::domain::learning::{self, ResourceStatus};
use crate::domain::moment::Now;
use crate::domain::session::SessionStatus;
use crate::domain::{AgreementStatus, Id, Side, agreement, commitment, session};
use crate::store::window::agenda::PromiseLine;
use crate::store::window::feedback::{FeedbackLine, RequestLine};
use crate::store::window::goals::MilestoneLine;
use crate::store::window::practices::{AgreementLine, ChallengeLine};
use crate::store::window::sessions::SessionLine;

use super::super::line::Purpose;
use super::{Entry, Step, item_states, person, question_states};

impl Entry {
    /// The answers that what waits may get, each with its letter: what Space shows.
    #[must_use]
    pub fn answers(&self) -> Vec<(char, &'static str, Step)> {
        match self {
            Self::Feedback(line) if line.state == FeedbackState::Said => feedback_states(line)
                .into_iter()
                .filter(|(_, _, step)| matches!(step, Step::Ask(_)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The states that the row may go to, each with its letter: what `s` shows.
    #[must_use]
    pub fn states(&self, now: Now) -> Vec<(char, &'static str, Step)> {
        match self {
            Self::Item(line) => item_states(line),
            Self::Promise(line) => promise_states(line),
            Self::Owed(line) => promise_states(&line.promise),
            Self::Person(line) => match line.asks(now.at) {
                Some(session) => session_states(session, now),
                None => person::states(line),
            },
            Self::Goal(line) => goal::TRANSITIONS
                .iter()
                .filter(|t| t.0 == line.status)
                .map(|t| (t.2, t.3, goal_step(line.id, t.1)))
                .collect(),
            Self::Milestone(line) => milestone_states(line),
            Self::Session(line) => session_states(line, now),
            Self::Agreement(line) => agreement_states(line),
            Self::Text(line) => question_states(line),
            Self::Challenge(line) => challenge_states(line),
            Self::Resource(line) => learning::TRANSITIONS
                .iter()
                .filter(|t| t.0 == line.status)
                .map(|t| (t.2, t.3, resource_step(line.id, t.1)))
                .collect(),
            Self::Feedback(line) => feedback_states(line),
            Self::Request(line) => feedback::REQUEST_TRANSITIONS
                .iter()
                .filter(|t| t.0 == line.status)
                .map(|t| (t.2, t.3, request_step(line, t.1)))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// A goal that is closed on purpose may say how it ended.
fn goal_step(id: Id, to: GoalStatus) -> Step {
    if to.is_closed() {
        Step::Close(id, to)
    } else {
        Step::Act(Act::Goal { id, to })
    }
}

fn promise_states(line: &PromiseLine) -> Vec<(char, &'static str, Step)> {
    let table = commitment::TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            (
                t.2,
                t.3,
                Step::Act(Act::Promise {
                    id: line.id,
                    to: t.1,
                }),
            )
        })
        .collect();
    if line.status == CommitmentStatus::Open {
        states.push((
            'm',
            "another date",
            Step::Ask(Purpose::PromiseDue { id: line.id }),
        ));
    }
    states
}

fn milestone_states(line: &MilestoneLine) -> Vec<(char, &'static str, Step)> {
    let table = goal::MILESTONE_TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            (
                t.2,
                t.3,
                Step::Act(Act::Milestone {
                    id: line.id,
                    to: t.1,
                }),
            )
        })
        .collect();
    states.push((
        'g',
        "to another goal",
        Step::Ask(Purpose::MilestoneTo { id: line.id }),
    ));
    states
}

fn agreement_states(line: &AgreementLine) -> Vec<(char, &'static str, Step)> {
    if line.status != AgreementStatus::Draft {
        return Vec::new();
    }
    let agree = |side| Step::Act(Act::Agree { id: line.id, side });
    let word = |held: Option<NaiveDate>, yes, no| if held.is_some() { no } else { yes };
    let (me, other) = (line.agreed_on_me, line.agreed_on_partner);
    let table = agreement::TRANSITIONS.iter().filter(|t| t.0 == line.status);
    let by_both = table.map(|t| (t.2, t.3, agree(Side::Both)));
    let by_one = [
        (
            'm',
            word(me, "agreed by me", "not agreed by me"),
            agree(Side::Me),
        ),
        (
            't',
            word(other, "agreed by the other", "not agreed by the other"),
            agree(Side::Partner),
        ),
    ];
    by_both.chain(by_one).collect()
}

fn challenge_states(line: &ChallengeLine) -> Vec<(char, &'static str, Step)> {
    let table = challenge::TRANSITIONS.iter().filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            let act = Act::Challenge {
                id: line.id,
                to: t.1,
            };
            (t.2, t.3, Step::Act(act))
        })
        .collect();
    if line.lesson_id.is_none() {
        let lesson = Purpose::Lesson {
            challenge: Some(line.id),
        };
        states.push(('=', "its lesson, in one sentence", Step::Ask(lesson)));
    }
    states
}

/// A resource that is done asks what stayed.
pub(super) fn resource_step(id: Id, to: ResourceStatus) -> Step {
    if to == ResourceStatus::Done {
        Step::Ask(Purpose::Takeaway { resource: id })
    } else {
        Step::Act(Act::Resource {
            id,
            to,
            takeaway: None,
        })
    }
}

/// An answer asks for its line; what is only said or not is done at once.
fn feedback_states(line: &FeedbackLine) -> Vec<(char, &'static str, Step)> {
    let step = |letter, to| match Response::of_letter(letter) {
        Some(response) if to == FeedbackState::Responded => Step::Ask(Purpose::Answer {
            id: line.id,
            response,
        }),
        _ => Step::Act(Act::Feedback { id: line.id, to }),
    };
    feedback::TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.state)
        .map(|t| (t.2, t.3, step(t.2, t.1)))
        .collect()
}

/// A request that is answered asks for the feedback that came.
pub(super) fn request_step(line: &RequestLine, to: RequestStatus) -> Step {
    if to == RequestStatus::Answered {
        Step::Ask(Purpose::RequestAnswer {
            request: line.id,
            to: line.to,
        })
    } else {
        Step::Act(Act::Request { id: line.id, to })
    }
}

fn session_states(line: &SessionLine, now: Now) -> Vec<(char, &'static str, Step)> {
    let (begun, over) = (
        line.planned_start <= now.at,
        line.planned_start.plus_minutes(line.planned_minutes) <= now.at,
    );
    let states = session::TRANSITIONS.iter().filter(|t| t.0 == line.status);
    // What has not begun can't have been missed, and what is not over can't have been held.
    let possible = states.filter(|t| match (t.0, t.1) {
        (SessionStatus::Planned, SessionStatus::Held) => over,
        (SessionStatus::Planned, SessionStatus::Missed) => begun,
        _ => true,
    });
    let mut states: Vec<_> = possible
        .filter_map(|t| Some((t.2, t.3, session_step(line.id, t.0, t.1)?)))
        .collect();
    if line.status == SessionStatus::Planned && !begun {
        let sent = Act::AgendaSent { session: line.id };
        states.push(('a', "agenda sent, or not", Step::Act(sent)));
    }
    states
}

fn session_step(session: Id, from: SessionStatus, to: SessionStatus) -> Option<Step> {
    Some(match (from, to) {
        (SessionStatus::Planned, SessionStatus::Rescheduled) => {
            Step::Ask(Purpose::Move { session })
        }
        (SessionStatus::Planned, SessionStatus::Cancelled) => {
            Step::Ask(Purpose::Cancel { session })
        }
        (_, SessionStatus::Missed) => Step::Act(Act::Miss { session, by: None }),
        (SessionStatus::Live, SessionStatus::Held) | (_, SessionStatus::Live) => return None,
        (_, SessionStatus::Held) => Step::Act(Act::HeldLater { session }),
        (_, SessionStatus::Planned) => Step::Act(Act::PlanAgain { session }),
        _ => return None,
    })
}
