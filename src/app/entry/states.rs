//! The states that a row may go to: what `s` shows, by letter.

use chrono::NaiveDate;

use crate::actions::Act;
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{self, FeedbackState, RequestStatus, Response};
use crate::domain::goal::{self, GoalStatus};
use crate::domain::learning::{self, ResourceStatus};
use crate::domain::moment::Now;
use crate::domain::session::SessionStatus;
use crate::domain::words::Transition;
use crate::domain::{
    AgreementStatus, Id, ItemStatus, Side, agenda, agreement, challenge, commitment, question,
    session,
};
use crate::store::window::agenda::{ItemLine, PromiseLine, TextLine};
use crate::store::window::feedback::{FeedbackLine, RequestLine};
use crate::store::window::goals::MilestoneLine;
use crate::store::window::practices::{AgreementLine, ChallengeLine};
use crate::store::window::sessions::SessionLine;

use super::super::line::Purpose;
use super::{Entry, NextState, Step, outcome_step, person};

impl Entry {
    /// The answers that what waits may get, each with its letter: what Space shows.
    #[must_use]
    pub fn answers(&self) -> Vec<NextState> {
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
    pub fn states(&self, now: Now) -> Vec<NextState> {
        match self {
            Self::Item(line) => item_states(line),
            Self::Promise(line) => promise_states(line),
            Self::Owed(line) => promise_states(&line.promise),
            Self::Person(line) => match line.asks(now.at) {
                Some(session) => session_states(session, now),
                None => person::states(line),
            },
            Self::Goal(line) => onward(goal::TRANSITIONS, line.status, |to| goal_step(line.id, to)),
            Self::Milestone(line) => milestone_states(line),
            Self::Session(line) => session_states(line, now),
            Self::Agreement(line) => agreement_states(line),
            Self::Text(line) => question_states(line),
            Self::Challenge(line) => challenge_states(line),
            Self::Resource(line) => onward(learning::TRANSITIONS, line.status, |to| {
                resource_step(line.id, to)
            }),
            Self::Feedback(line) => feedback_states(line),
            Self::Request(line) => onward(feedback::REQUEST_TRANSITIONS, line.status, |to| {
                request_step(line, to)
            }),
            _ => Vec::new(),
        }
    }
}

/// Where a table of states leads from one of them, each step as `step` takes it.
fn onward<S: Copy + PartialEq>(
    table: &[Transition<S>],
    from: S,
    step: impl Fn(S) -> Step,
) -> Vec<NextState> {
    let rows = table.iter().filter(|row| row.0 == from);
    rows.map(|(_, to, letter, words)| (*letter, *words, step(*to)))
        .collect()
}

fn item_states(line: &ItemLine) -> Vec<NextState> {
    let mut states = onward(agenda::TRANSITIONS, line.status, |to| {
        Step::Act(Act::Item {
            id: line.id,
            to,
            outcome: None,
        })
    });
    let words = match line.status {
        ItemStatus::Open => "done, with what came of it",
        _ => "what came of it, in a line",
    };
    states.extend(outcome_step(line).map(|step| ('r', words, step)));
    states
}

/// A line that is no question, or one that an item asks, goes nowhere by itself.
fn question_states(line: &TextLine) -> Vec<NextState> {
    let step = |to| Step::Act(Act::Question { id: line.id, to });
    line.question
        .map_or_else(Vec::new, |from| onward(question::OWN, from, step))
}

/// A goal that is closed on purpose may say how it ended.
fn goal_step(id: Id, to: GoalStatus) -> Step {
    if to.is_closed() {
        Step::Close(id, to)
    } else {
        Step::Act(Act::Goal { id, to })
    }
}

fn promise_states(line: &PromiseLine) -> Vec<NextState> {
    let id = line.id;
    let mut states = onward(commitment::TRANSITIONS, line.status, |to| {
        Step::Act(Act::Promise { id, to })
    });
    if line.status == CommitmentStatus::Open {
        states.push(('m', "another date", Step::Ask(Purpose::PromiseDue { id })));
    }
    states
}

fn milestone_states(line: &MilestoneLine) -> Vec<NextState> {
    let id = line.id;
    let mut states = onward(goal::MILESTONE_TRANSITIONS, line.status, |to| {
        Step::Act(Act::Milestone { id, to })
    });
    let elsewhere = Step::Ask(Purpose::MilestoneTo { id });
    states.push(('g', "to another goal", elsewhere));
    states
}

fn agreement_states(line: &AgreementLine) -> Vec<NextState> {
    if line.status != AgreementStatus::Draft {
        return Vec::new();
    }
    let agree = |side| Step::Act(Act::Agree { id: line.id, side });
    let word = |held: Option<NaiveDate>, yes, no| if held.is_some() { no } else { yes };
    let (me, other) = (line.agreed_on_me, line.agreed_on_partner);
    let mut states = onward(agreement::TRANSITIONS, line.status, |_| agree(Side::Both));
    states.extend([
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
    ]);
    states
}

fn challenge_states(line: &ChallengeLine) -> Vec<NextState> {
    let id = line.id;
    let mut states = onward(challenge::TRANSITIONS, line.status, |to| {
        Step::Act(Act::Challenge { id, to })
    });
    if line.lesson_id.is_none() {
        let lesson = Purpose::Lesson {
            challenge: Some(id),
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
fn feedback_states(line: &FeedbackLine) -> Vec<NextState> {
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

fn session_states(line: &SessionLine, now: Now) -> Vec<NextState> {
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
