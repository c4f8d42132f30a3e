//! The records behind a figure: which ones a signal looks at, which of them count, and why. A figure is nothing but the
//! count of its cases, so that every figure leads to its records, and none leans on another signal's.

use chrono::NaiveDate;

use super::records::{Records, SessionRecord};
use super::{ANSWER_DAYS, Change, RANGE_FROM, Rate, Signal, Window};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::moment::days_on;
use crate::domain::words::{Origin, words};
use crate::domain::{
    Commitment, GoalStatus, Id, Instant, MilestoneStatus, SessionStatus, Side, Table, Word,
};

/// What a record is to its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// One of the k.
    Yes,
    /// One of the n, and not of the k.
    No,
    /// It stands beside: no figure has it.
    Beside,
}

words! {
    /// Why a record counts, does not, or stands beside.
    Why {
        /// The session took place.
        Held = "held",
        /// It did not, and nobody said so before.
        NotHeld = "not held",
        /// It was called off within less than the agreed notice.
        ShortCall = "called off, less notice than agreed",
        /// It was called off in time.
        CalledOff = "called off in time",
        /// It was moved in time.
        Moved = "moved in time",
        /// It was moved within less than the agreed notice.
        ShortMove = "moved, less notice than agreed",
        /// Nobody wrote down when it was said.
        NoTime = "when it was told is not known",
        /// The call began within the grace.
        OnTime = "began within the grace",
        /// It began after it.
        AfterGrace = "began after the grace",
        /// Its start was corrected.
        Corrected = "start corrected",
        /// It was entered after the fact.
        Later = "written later",
        /// With an item, and the agenda sent in time.
        Prepared = "agenda sent in time",
        /// Nothing stood on its agenda.
        NoItem = "no item on the agenda",
        /// The agenda was not sent by its hour, agreed or usual.
        NotSent = "agenda not sent ahead",
        /// A goal was talked about, or moved.
        OnGoal = "about a goal",
        /// None was.
        OffGoal = "not about a goal",
        /// Done by the date in force.
        Kept = "kept",
        /// The same, after its date was moved in time.
        KeptMoved = "kept, moved in time",
        /// Done after it.
        DoneAfter = "done after its date",
        /// Its date was moved after it had passed.
        MovedAfter = "done, moved after its date",
        /// It is open, and its date has passed.
        Open = "open, its date has passed",
        /// It was not done.
        NotDone = "not done",
        /// Both agreed that it is no longer needed.
        Released = "released",
        /// It is open, and its date is ahead.
        NotDue = "date ahead",
        /// Feedback was said.
        Said = "said",
        /// It has an answer.
        Answered = "answered",
        /// It has none.
        Unanswered = "without an answer",
        /// It was said a short while ago.
        Recent = "said in the last 30 days",
        /// Something that is in the way was named.
        Challenge = "challenge",
        /// A question was asked.
        Question = "question asked",
        /// Something was decided.
        Decision = "decision",
        /// It has gone on three times or more.
        GoneOn = "gone on 3 times or more",
        /// The win was told.
        Told = "told in a session",
        /// There has been no session in which it could have been told.
        NoneSince = "no session since",
        /// It was not.
        Untold = "not told in a session",
        /// The goal says how one would know.
        WithTest = "with a test",
        /// It does not.
        NoTest = "without a test",
        /// The milestone is done.
        Done = "done",
        /// It is not.
        NotYet = "open",
        /// It was dropped.
        LetGo = "let go",
    }
}

/// A record behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The row.
    pub row: (Table, Id),
    /// Its date; none where it has none that matters.
    pub on: Option<NaiveDate>,
    /// Whose, where the figure is two counts.
    pub side: Side,
    /// What it is to the figure.
    pub counted: Counted,
    /// Why.
    pub why: Why,
    /// Minutes of notice, of a change whose time is known.
    pub notice: Option<i64>,
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

impl Figure {
    /// What is no rate of some cases, in words; the direction of feedback is told with the partner's name.
    #[must_use]
    pub fn in_words(self, signal: Signal, partner: &str) -> Option<String> {
        Some(match self {
            Self::Rate(rate) if rate.n > 0 => return None,
            Self::Rate(_) | Self::Counts(0, 0) => "nothing recorded".to_owned(),
            Self::Counts(mine, theirs) if signal == Signal::Feedback => {
                format!("{mine} to, {theirs} from {partner}")
            }
            Self::Counts(mine, theirs) => format!("{mine} mine, {theirs} theirs"),
            Self::List(0) => "no item 3 times or more".to_owned(),
            Self::List(1) => "1 item, 3 times or more".to_owned(),
            Self::List(count) => format!("{count} items, 3 times or more"),
        })
    }
}

/// One line of the board, with the records behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was counted.
    pub signal: Signal,
    /// In this window.
    pub window: Window,
    /// Its records, also those that stand beside.
    pub cases: Vec<Case>,
}

impl Evidence {
    /// What a signal finds in a window; the records have to reach as far back.
    #[must_use]
    pub fn of(signal: Signal, records: &Records, window: Window) -> Self {
        let cases = match signal {
            Signal::TookPlace => sessions(records, window, took_place),
            Signal::ToldAhead => sessions(records, window, told_ahead),
            Signal::OnTime => sessions(records, window, on_time),
            Signal::Prepared => sessions(records, window, prepared),
            Signal::OnGoals => sessions(records, window, on_goals),
            Signal::PromisesMine => promises(records, window, |c| c.owner != Side::Partner),
            Signal::PromisesTheirs => promises(records, window, |c| c.owner != Side::Me),
            Signal::HelpFollowed => promises(records, window, |c| c.support),
            Signal::Feedback => feedback(records, window),
            Signal::Answered => answered(records, window),
            Signal::Raised => raised(records, window),
            Signal::PutOff => put_off(records),
            Signal::WinsTold => wins(records, window),
            Signal::WithTest => with_test(records),
            Signal::Milestones => milestones(records, window),
        };
        Self {
            signal,
            window,
            cases,
        }
    }

    /// Every line of the board in a window.
    #[must_use]
    pub fn board(records: &Records, window: Window) -> Vec<Self> {
        let lines = Signal::ALL.iter();
        lines.map(|s| Self::of(*s, records, window)).collect()
    }

    /// The count of its cases, those beside left out.
    #[must_use]
    pub fn figure(&self) -> Figure {
        let count = |holds: &dyn Fn(&Case) -> bool| {
            let counted = self.cases.iter().filter(|c| c.counted != Counted::Beside);
            u32::try_from(counted.filter(|c| holds(c)).count()).unwrap_or(u32::MAX)
        };
        match self.signal {
            Signal::Feedback | Signal::Raised => Figure::Counts(
                count(&|c| c.side != Side::Partner),
                count(&|c| c.side != Side::Me),
            ),
            Signal::PutOff => Figure::List(count(&|_| true)),
            _ => Figure::Rate(Rate {
                k: count(&|c| c.counted == Counted::Yes),
                n: count(&|_| true),
            }),
        }
    }

    /// Whether there are cases on these lines, and on none of them enough for a range.
    #[must_use]
    pub fn are_few(lines: &[Self]) -> bool {
        let cases = lines.iter().filter_map(|line| match line.figure() {
            Figure::Rate(rate) => Some(rate.n),
            Figure::Counts(..) | Figure::List(_) => None,
        });
        (1..RANGE_FROM).contains(&cases.max().unwrap_or(0))
    }

    /// The same signal in the window before; none before everything.
    #[must_use]
    pub fn before(&self, records: &Records) -> Option<Self> {
        Some(Self::of(self.signal, records, self.window.earlier()?))
    }

    /// What can be claimed against the window before; none of what is no rate, and before everything.
    #[must_use]
    pub fn change(&self, records: &Records) -> Option<Change> {
        match (self.figure(), self.before(records)?.figure()) {
            (Figure::Rate(now), Figure::Rate(then)) => Some(now.against(then)),
            _ => None,
        }
    }

    /// What stands beside the figure and never against it: "2 dated ahead; 1 moved in time"; nothing where there is nothing.
    #[must_use]
    pub fn beside(&self) -> String {
        let mut told: Vec<String> = Vec::new();
        for why in Why::ALL {
            let is_so = |c: &&Case| c.why == *why && c.counted == Counted::Beside;
            match self.cases.iter().filter(is_so).count() {
                0 => {}
                n => told.push(match why {
                    Why::NotDue => format!("{n} dated ahead"),
                    Why::NoTime => format!("{n} told at a time that is not known"),
                    why => format!("{n} {}", why.spoken()),
                }),
            }
        }
        let moved = self.cases.iter().filter(|c| c.why == Why::KeptMoved);
        match moved.count() {
            0 => {}
            n => told.push(format!("{n} moved in time")),
        }
        told.join("; ")
    }

    /// Of the n, what nobody could have recorded or done otherwise: "2 written later". It counts by its rule, and that is
    /// said beside it.
    #[must_use]
    pub fn given(&self) -> Option<String> {
        let of = |why| {
            let is_so = |c: &&Case| c.why == why && c.counted == Counted::No;
            self.cases.iter().filter(is_so).count()
        };
        match (of(Why::Later), of(Why::NoneSince)) {
            (0, 0) => None,
            (0, n) => Some(format!("{n} since last time")),
            (n, _) => Some(format!("{n} written later")),
        }
    }

    /// The median notice of its changes in whole hours, rounded towards 0, the mean of the two in the middle where they are even
    /// in number: within this one row, of what was told when. Negative where it was told after the start.
    #[must_use]
    pub fn median_hours(&self) -> Option<i64> {
        let mut notice: Vec<i64> = self.cases.iter().filter_map(|c| c.notice).collect();
        notice.sort_unstable();
        let last = notice.len().checked_sub(1)?;
        let (low, high) = (notice.get(last / 2)?, notice.get(notice.len() / 2)?);
        Some(i64::midpoint(*low, *high) / 60)
    }
}

fn case(row: (Table, Id), on: Option<NaiveDate>, (counted, why): (Counted, Why)) -> Case {
    Case {
        row,
        on,
        side: Side::Both,
        counted,
        why,
        notice: None,
    }
}

/// One of two reasons.
fn either(holds: bool, yes: Why, no: Why) -> (Counted, Why) {
    if holds {
        (Counted::Yes, yes)
    } else {
        (Counted::No, no)
    }
}

fn sessions(
    records: &Records,
    window: Window,
    counted: impl Fn(&SessionRecord) -> Option<(Counted, Why)>,
) -> Vec<Case> {
    let day = |s: &SessionRecord| records.day_of(s);
    let held = records.sessions.iter().filter(|s| window.holds(day(s)));
    held.filter_map(|s| {
        let found = case((Table::Sessions, s.id), Some(day(s)), counted(s)?);
        let is_change = matches!(
            found.why,
            Why::CalledOff | Why::Moved | Why::ShortCall | Why::ShortMove
        );
        Some(Case {
            notice: s.notice_minutes().filter(|_| is_change),
            ..found
        })
    })
    .collect()
}

/// A cancellation whose time is unknown stands beside, as does what was told in time; a session that was moved is counted
/// where it was moved to.
fn took_place(session: &SessionRecord) -> Option<(Counted, Why)> {
    Some(match (session.status, session.told_in_time()) {
        (SessionStatus::Held, _) => (Counted::Yes, Why::Held),
        (SessionStatus::Missed, _) => (Counted::No, Why::NotHeld),
        (SessionStatus::Cancelled, Some(false)) => (Counted::No, Why::ShortCall),
        (SessionStatus::Cancelled, Some(true)) => (Counted::Beside, Why::CalledOff),
        (SessionStatus::Rescheduled, Some(true)) => (Counted::Beside, Why::Moved),
        (SessionStatus::Rescheduled, Some(false)) => (Counted::Beside, Why::ShortMove),
        (SessionStatus::Cancelled | SessionStatus::Rescheduled, None) => {
            (Counted::Beside, Why::NoTime)
        }
        (SessionStatus::Planned | SessionStatus::Live, _) => return None,
    })
}

fn told_ahead(session: &SessionRecord) -> Option<(Counted, Why)> {
    Some(match (session.status, session.told_in_time()) {
        (SessionStatus::Cancelled, Some(true)) => (Counted::Yes, Why::CalledOff),
        (SessionStatus::Cancelled, Some(false)) => (Counted::No, Why::ShortCall),
        (SessionStatus::Rescheduled, Some(true)) => (Counted::Yes, Why::Moved),
        (SessionStatus::Rescheduled, Some(false)) => (Counted::No, Why::ShortMove),
        (SessionStatus::Cancelled | SessionStatus::Rescheduled, None) => {
            (Counted::Beside, Why::NoTime)
        }
        _ => return None,
    })
}

fn on_time(session: &SessionRecord) -> Option<(Counted, Why)> {
    if session.status != SessionStatus::Held {
        return None;
    }
    if session.origin == Origin::Later {
        return Some((Counted::Beside, Why::Later));
    }
    if session.start_corrected {
        return Some((Counted::Beside, Why::Corrected));
    }
    let waited = session.started_at?.minutes_since(session.planned_start);
    Some(either(
        waited <= session.grace_minutes,
        Why::OnTime,
        Why::AfterGrace,
    ))
}

fn prepared(session: &SessionRecord) -> Option<(Counted, Why)> {
    let by = session
        .planned_start
        .plus_minutes(-session.agenda_lead_hours * 60);
    let is_sent = session.agenda_shared_at.is_some_and(|at| at <= by);
    let why = if session.has_item {
        either(is_sent, Why::Prepared, Why::NotSent)
    } else {
        (Counted::No, Why::NoItem)
    };
    (session.status == SessionStatus::Held).then(|| as_written(session, why))
}

fn on_goals(session: &SessionRecord) -> Option<(Counted, Why)> {
    let why = either(session.touches_goal, Why::OnGoal, Why::OffGoal);
    (session.status == SessionStatus::Held).then(|| as_written(session, why))
}

/// Of what was written afterwards nobody could have kept it: that is said instead of what is missing.
fn as_written(session: &SessionRecord, (counted, why): (Counted, Why)) -> (Counted, Why) {
    match (session.origin, counted) {
        (Origin::Later, Counted::No) => (counted, Why::Later),
        _ => (counted, why),
    }
}

/// What became of a promise, by the due date in force; none without one.
fn outcome(promise: &Commitment, records: &Records) -> Option<(Counted, Why)> {
    let due = promise.due?;
    let moved_in_time = promise.renegotiated.iter().all(|change| {
        let on = change.at.day(records.zone);
        change.old_due.is_none_or(|old| on <= old)
    });
    Some(match promise.status {
        CommitmentStatus::Released => (Counted::Beside, Why::Released),
        CommitmentStatus::NotDone => (Counted::No, Why::NotDone),
        CommitmentStatus::Open if due < records.today => (Counted::No, Why::Open),
        CommitmentStatus::Open => (Counted::Beside, Why::NotDue),
        CommitmentStatus::Done if promise.done_on.is_some_and(|on| on > due) => {
            (Counted::No, Why::DoneAfter)
        }
        CommitmentStatus::Done if !moved_in_time => (Counted::No, Why::MovedAfter),
        CommitmentStatus::Done if promise.renegotiated.is_empty() => (Counted::Yes, Why::Kept),
        CommitmentStatus::Done => (Counted::Yes, Why::KeptMoved),
    })
}

/// Promises whose date lies in the window; what was decided ahead of its date counts at once.
fn promises(
    records: &Records,
    window: Window,
    is_whose: impl Fn(&Commitment) -> bool,
) -> Vec<Case> {
    let whose = records.commitments.iter().filter(|c| is_whose(c));
    whose
        .filter_map(|promise| {
            let due = promise.due?;
            let is_ahead = due > records.today && window.to == records.today;
            let counted = outcome(promise, records)?;
            (window.holds(due) || is_ahead)
                .then(|| case((Table::Commitments, promise.id), Some(due), counted))
        })
        .collect()
}

fn feedback(records: &Records, window: Window) -> Vec<Case> {
    let said = records.feedback.iter().filter(|f| window.holds(f.2));
    said.map(|(id, side, on, _)| Case {
        side: *side,
        ..case((Table::Feedback, *id), Some(*on), (Counted::Yes, Why::Said))
    })
    .collect()
}

fn answered(records: &Records, window: Window) -> Vec<Case> {
    let until = days_on(records.today, -ANSWER_DAYS);
    let said = records.feedback.iter().filter(|f| window.holds(f.2));
    said.map(|(id, _, on, is_answered)| {
        let counted = if *on < until {
            either(*is_answered, Why::Answered, Why::Unanswered)
        } else {
            (Counted::Beside, Why::Recent)
        };
        case((Table::Feedback, *id), Some(*on), counted)
    })
    .collect()
}

fn raised(records: &Records, window: Window) -> Vec<Case> {
    let of = |table, id: &Id, side, on, why| {
        let found = case((table, *id), Some(on), (Counted::Yes, why));
        window.holds(on).then_some(Case { side, ..found })
    };
    let day = |at: &Instant| at.day(records.zone);
    let challenges = records.challenges.iter();
    let challenges = challenges
        .filter_map(|(id, side, on)| of(Table::Challenges, id, *side, *on, Why::Challenge));
    let role = records.my_role;
    let questions = records
        .questions
        .iter()
        .filter_map(|(id, by, on)| of(Table::Questions, id, by.side(role), *on, Why::Question));
    let decisions = records.decisions.iter();
    let decisions = decisions
        .filter_map(|(id, side, at)| of(Table::AgendaItems, id, *side, day(at), Why::Decision));
    challenges.chain(questions).chain(decisions).collect()
}

fn put_off(records: &Records) -> Vec<Case> {
    let items = records.put_off.iter();
    items
        .map(|(id, _)| case((Table::AgendaItems, *id), None, (Counted::Yes, Why::GoneOn)))
        .collect()
}

fn wins(records: &Records, window: Window) -> Vec<Case> {
    let sessions = records.sessions.iter();
    let held = sessions.filter(|s| s.status == SessionStatus::Held);
    let last = held.map(|s| records.day_of(s)).max();
    let recorded = records.wins.iter().filter(|w| window.holds(w.1));
    recorded
        .map(|(id, on, told)| {
            let untold = match last {
                Some(last) if *on <= last => Why::Untold,
                _ => Why::NoneSince,
            };
            case(
                (Table::Wins, *id),
                Some(*on),
                either(*told, Why::Told, untold),
            )
        })
        .collect()
}

fn with_test(records: &Records) -> Vec<Case> {
    let active = records.goals.iter().filter(|g| g.1 == GoalStatus::Active);
    active
        .map(|(id, _, has_test)| {
            let counted = either(*has_test, Why::WithTest, Why::NoTest);
            case((Table::Goals, *id), None, counted)
        })
        .collect()
}

fn milestones(records: &Records, window: Window) -> Vec<Case> {
    let due = records.milestones.iter().filter(|m| window.holds(m.1));
    due.map(|(id, on, status)| {
        let counted = match status {
            MilestoneStatus::Done => (Counted::Yes, Why::Done),
            MilestoneStatus::Open => (Counted::No, Why::NotYet),
            MilestoneStatus::Dropped => (Counted::Beside, Why::LetGo),
        };
        case((Table::Milestones, *id), Some(*on), counted)
    })
    .collect()
}
