//! The signals: which records each one counts, and which of those speak for it. A figure is nothing but the count of its
//! cases, so that every figure leads to its records.

use chrono::NaiveDate;

use super::records::{Outcome, Records, SessionRecord, outcome};
use super::{ANSWER_DAYS, Dimension, Rate, Window};
use crate::domain::moment::days_on;
use crate::domain::words::{Origin, words};
use crate::domain::{GoalStatus, Id, MilestoneStatus, SessionStatus, Side, Table, Word};

words! {
    /// What is counted, in the order of the board.
    Signal {
        /// Held, of those that were held, cancelled without notice, or missed.
        TookPlace = "took_place",
        /// Changes told in time, of those whose time is known.
        ToldAhead = "told_ahead",
        /// Begun within the grace, of those held live.
        OnTime = "on_time",
        /// My promises kept, of those that are decided.
        PromisesMine = "promises_mine",
        /// The partner's.
        PromisesTheirs = "promises_theirs",
        /// With an item and the agenda sent in time, of those held.
        Prepared = "prepared",
        /// Feedback said, each way.
        Feedback = "feedback",
        /// Answered, of what was said more than 30 days ago.
        Answered = "answered",
        /// Challenges, questions asked, decisions, by side.
        Raised = "raised",
        /// Open items carried three times or more: a list, not a rate.
        PutOff = "put_off",
        /// Offers of help kept, of those that are decided.
        HelpFollowed = "help_followed",
        /// Wins told, of those recorded.
        WinsTold = "wins_told",
        /// Active goals with a test.
        WithTest = "with_test",
        /// Held sessions in which a goal was talked about or moved.
        OnGoals = "on_goals",
        /// Milestones done, of those due.
        Milestones = "milestones",
    }
}

/// A record behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The row.
    pub row: (Table, Id),
    /// Whose, where the figure is two counts.
    pub side: Side,
    /// It is one of the k.
    pub counts: bool,
}

/// What stands on a line of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// k of n.
    Rate(Rate),
    /// Two counts that are never set against each other: mine, theirs.
    Counts(u32, u32),
    /// A number of rows: a list.
    List(u32),
}

/// One line of the board, with the records behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was counted.
    pub signal: Signal,
    /// In this window.
    pub window: Window,
    /// Its records.
    pub cases: Vec<Case>,
}

impl Signal {
    /// The row of the board that it belongs to.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        match self {
            Self::TookPlace
            | Self::ToldAhead
            | Self::OnTime
            | Self::PromisesMine
            | Self::PromisesTheirs
            | Self::Prepared => Dimension::Reliability,
            Self::Feedback | Self::Answered | Self::Raised | Self::PutOff => Dimension::Openness,
            Self::HelpFollowed | Self::WinsTold => Dimension::Care,
            Self::WithTest | Self::OnGoals | Self::Milestones => Dimension::Direction,
        }
    }

    /// A word or two for the board.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::TookPlace => "took place",
            Self::ToldAhead => "told ahead",
            Self::OnTime => "on time",
            Self::PromisesMine => "promises",
            Self::PromisesTheirs => "their promises",
            Self::Prepared => "prepared",
            Self::Feedback => "feedback",
            Self::Answered => "answered",
            Self::Raised => "raised",
            Self::PutOff => "put off",
            Self::HelpFollowed => "help given",
            Self::WinsTold => "wins told",
            Self::WithTest => "with a test",
            Self::OnGoals => "on goals",
            Self::Milestones => "milestones",
        }
    }

    /// The rule, in one sentence.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::TookPlace => {
                "Sessions held, of those held, cancelled without notice, or not held. What was moved or cancelled in time stands beside."
            }
            Self::ToldAhead => {
                "Changes told within the agreed notice, of those whose time is known."
            }
            Self::OnTime => {
                "Calls begun within the grace, of those held live; a corrected start is left out."
            }
            Self::PromisesMine => {
                "My promises kept by the date in force, of those decided. Released, undated and not yet due ones are left out."
            }
            Self::PromisesTheirs => "Their promises kept by the date in force, of those decided.",
            Self::Prepared => {
                "Sessions with an item on the agenda and the agenda sent by the agreed hour, of those held."
            }
            Self::Feedback => "Feedback said, each way: two counts.",
            Self::Answered => "Feedback with an answer, of what was said more than 30 days ago.",
            Self::Raised => "Challenges, questions asked and decisions, by side.",
            Self::PutOff => "Open items that have gone on three times or more.",
            Self::HelpFollowed => "Offers of help kept, of those decided.",
            Self::WinsTold => "Wins told in a session, of those recorded.",
            Self::WithTest => "Active goals that say how one would know, of all active ones.",
            Self::OnGoals => {
                "Sessions with an item about a goal, or in which one moved, of those held."
            }
            Self::Milestones => "Milestones done, of those due.",
        }
    }

    /// The records of the window, with those that speak for it.
    #[must_use]
    pub fn cases(self, records: &Records, window: Window) -> Vec<Case> {
        match self {
            Self::TookPlace => sessions(records, window, took_place),
            Self::ToldAhead => sessions(records, window, told_ahead),
            Self::OnTime => sessions(records, window, on_time),
            Self::Prepared => sessions(records, window, |s| held(s, is_prepared(s))),
            Self::OnGoals => sessions(records, window, |s| held(s, s.touches_goal)),
            Self::PromisesMine => promises(records, window, Side::Me),
            Self::PromisesTheirs => promises(records, window, Side::Partner),
            Self::HelpFollowed => help(records, window),
            Self::Feedback => feedback(records, window),
            Self::Answered => answered(records, window),
            Self::Raised => raised(records, window),
            Self::PutOff => put_off(records),
            Self::WinsTold => wins(records, window),
            Self::WithTest => with_test(records),
            Self::Milestones => milestones(records, window),
        }
    }

    /// Every line of the board in a window.
    #[must_use]
    pub fn board(records: &Records, window: Window) -> Vec<Evidence> {
        let line = |signal: &Self| Evidence {
            signal: *signal,
            window,
            cases: signal.cases(records, window),
        };
        Self::ALL.iter().map(line).collect()
    }
}

impl Evidence {
    /// The count of its cases.
    #[must_use]
    pub fn figure(&self) -> Figure {
        let count = |holds: &dyn Fn(&Case) -> bool| {
            u32::try_from(self.cases.iter().filter(|c| holds(c)).count()).unwrap_or(u32::MAX)
        };
        match self.signal {
            Signal::Feedback | Signal::Raised => Figure::Counts(
                count(&|c| c.side != Side::Partner),
                count(&|c| c.side != Side::Me),
            ),
            Signal::PutOff => Figure::List(count(&|_| true)),
            _ => Figure::Rate(Rate {
                k: count(&|c| c.counts),
                n: count(&|_| true),
            }),
        }
    }
}

fn case(table: Table, id: Id, counts: bool) -> Case {
    Case {
        row: (table, id),
        side: Side::Both,
        counts,
    }
}

fn sessions(
    records: &Records,
    window: Window,
    counts: impl Fn(&SessionRecord) -> Option<bool>,
) -> Vec<Case> {
    records
        .sessions
        .iter()
        .filter(|s| window.holds(s.planned_start.day(records.zone)))
        .filter_map(|s| Some(case(Table::Sessions, s.id, counts(s)?)))
        .collect()
}

/// A cancellation whose time is unknown stands beside, as does what was told in time.
fn took_place(session: &SessionRecord) -> Option<bool> {
    match session.status {
        SessionStatus::Held => Some(true),
        SessionStatus::Missed => Some(false),
        SessionStatus::Cancelled => (session.told_in_time() == Some(false)).then_some(false),
        SessionStatus::Planned | SessionStatus::Live | SessionStatus::Rescheduled => None,
    }
}

fn told_ahead(session: &SessionRecord) -> Option<bool> {
    match session.status {
        SessionStatus::Cancelled | SessionStatus::Rescheduled => session.told_in_time(),
        _ => None,
    }
}

fn on_time(session: &SessionRecord) -> Option<bool> {
    let is_live = session.status == SessionStatus::Held
        && session.origin == Origin::Live
        && !session.start_corrected;
    let started = session.started_at.filter(|_| is_live)?;
    Some(started.minutes_since(session.planned_start) <= session.grace_minutes)
}

fn held(session: &SessionRecord, counts: bool) -> Option<bool> {
    (session.status == SessionStatus::Held).then_some(counts)
}

fn is_prepared(session: &SessionRecord) -> bool {
    let by = session
        .planned_start
        .plus_minutes(-session.agenda_lead_hours * 60);
    session.has_item && session.agenda_shared_at.is_some_and(|at| at <= by)
}

fn promises(records: &Records, window: Window, side: Side) -> Vec<Case> {
    decided(records, window)
        .filter(|(c, _)| c.owner == side || c.owner == Side::Both)
        .map(|(c, outcome)| case(Table::Commitments, c.id, outcome == Outcome::Kept))
        .collect()
}

fn help(records: &Records, window: Window) -> Vec<Case> {
    decided(records, window)
        .filter(|(c, _)| c.support)
        .map(|(c, outcome)| case(Table::Commitments, c.id, outcome == Outcome::Kept))
        .collect()
}

/// Promises with an outcome whose date lies in the window; what was decided ahead of its date counts at once.
fn decided(
    records: &Records,
    window: Window,
) -> impl Iterator<Item = (&crate::domain::Commitment, Outcome)> {
    records.commitments.iter().filter_map(move |commitment| {
        let due = commitment.due?;
        let ahead = due > records.today && window.to == records.today;
        let outcome = outcome(commitment, records.today, records.zone)?;
        (window.holds(due) || ahead).then_some((commitment, outcome))
    })
}

fn feedback(records: &Records, window: Window) -> Vec<Case> {
    let said = records.feedback.iter().filter(|f| window.holds(f.2));
    said.map(|(id, side, ..)| Case {
        side: *side,
        ..case(Table::Feedback, *id, true)
    })
    .collect()
}

fn answered(records: &Records, window: Window) -> Vec<Case> {
    let until = days_on(records.today, -ANSWER_DAYS);
    let said = records
        .feedback
        .iter()
        .filter(|f| window.holds(f.2) && f.2 < until);
    said.map(|(id, _, _, answered)| case(Table::Feedback, *id, *answered))
        .collect()
}

fn raised(records: &Records, window: Window) -> Vec<Case> {
    let of = |table, id, side| Case {
        side,
        ..case(table, id, true)
    };
    let day = |at: crate::domain::Instant| at.day(records.zone);
    let challenges = records
        .challenges
        .iter()
        .filter(|c| window.holds(c.2))
        .map(|(id, side, _)| of(Table::Challenges, *id, *side));
    let questions = records
        .questions
        .iter()
        .filter(|q| window.holds(q.2))
        .map(|(id, by, _)| of(Table::Questions, *id, by.side(records.my_role)));
    let decisions = records
        .decisions
        .iter()
        .filter(|d| window.holds(day(d.2)))
        .map(|(id, side, _)| of(Table::AgendaItems, *id, *side));
    challenges.chain(questions).chain(decisions).collect()
}

fn put_off(records: &Records) -> Vec<Case> {
    let items = records.put_off.iter();
    items
        .map(|(id, _)| case(Table::AgendaItems, *id, true))
        .collect()
}

fn wins(records: &Records, window: Window) -> Vec<Case> {
    let held = records.wins.iter().filter(|w| window.holds(w.1));
    held.map(|(id, _, told)| case(Table::Wins, *id, *told))
        .collect()
}

fn with_test(records: &Records) -> Vec<Case> {
    let active = records.goals.iter().filter(|g| g.1 == GoalStatus::Active);
    active
        .map(|(id, _, has_test)| case(Table::Goals, *id, *has_test))
        .collect()
}

fn milestones(records: &Records, window: Window) -> Vec<Case> {
    let due = |day: NaiveDate| window.holds(day);
    records
        .milestones
        .iter()
        .filter(|m| due(m.1) && m.2 != MilestoneStatus::Dropped)
        .map(|(id, _, status)| case(Table::Milestones, *id, *status == MilestoneStatus::Done))
        .collect()
}
