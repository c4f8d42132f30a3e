//! What is worth raising: at most three things, in an order that is fixed and told, each with the records it comes from.
//! A fact and its records; nobody is graded and nothing is added up.

use chrono::NaiveDate;

use super::records::{Outcome, Records, outcome};
use super::{ANSWER_DAYS, Dimension};
use crate::domain::goal::QUIET_DAYS;
use crate::domain::moment::days_on;
use crate::domain::pulse::{GAP, last_of};
use crate::domain::words::words;
use crate::domain::{Id, SessionStatus, Side, Table, Word, when};

/// The most that is raised.
const MOST: usize = 3;

/// So many sessions without feedback are worth a word.
const SILENT_SESSIONS: usize = 3;

words! {
    /// Why something is worth a word, in the order in which it is raised.
    Reason {
        /// Promises of mine whose date has passed.
        Promises = "promises",
        /// Feedback to me that has no answer.
        Feedback = "feedback",
        /// Items that were carried three times or more.
        Carried = "carried",
        /// No feedback in three sessions.
        NoFeedback = "no_feedback",
        /// A goal in which nothing has moved for six weeks.
        Quiet = "quiet",
        /// Two pulses that are two or more apart.
        Apart = "apart",
    }
}

/// Something worth raising.
#[derive(Clone, Debug, PartialEq)]
pub struct Raising {
    /// Why.
    pub reason: Reason,
    /// The records it comes from; the first one is named where there is only one.
    pub rows: Vec<(Table, Id)>,
    /// Since when: the oldest date of those records.
    pub since: Option<NaiveDate>,
    /// How often an item was carried; 0 of anything else.
    pub times: i64,
    /// What two pulses are apart in.
    pub dimension: Option<Dimension>,
}

impl Raising {
    /// At most three, in the fixed order.
    #[must_use]
    pub fn of(records: &Records) -> Vec<Self> {
        let found = [
            promises(records),
            feedback(records),
            carried(records),
            no_feedback(records),
            quiet(records),
            apart(records),
        ];
        found.into_iter().flatten().take(MOST).collect()
    }

    /// One sentence; `title` is the text of its first record.
    #[must_use]
    pub fn sentence(&self, title: &str, partner: &str, today: NaiveDate) -> String {
        let since = self.since.map(|day| when::short_day(day, today));
        let since = since.unwrap_or_default();
        match (self.reason, self.rows.len()) {
            (Reason::Promises, 1) => format!("\"{title}\" was promised for {since}"),
            (Reason::Promises, n) => format!("{n} promises of mine were for {since} and after"),
            (Reason::Feedback, 1) => format!("{partner}, {since}: feedback without an answer"),
            (Reason::Feedback, n) => {
                format!("{partner}: {n} pieces without an answer, from {since} on")
            }
            (Reason::Carried, 1) => format!("\"{title}\" has moved on {} times", self.times),
            (Reason::Carried, n) => format!("{n} items have moved on 3 times or more"),
            (Reason::NoFeedback, n) => format!("No feedback in the last {n} sessions"),
            (Reason::Quiet, 1) => format!("\"{title}\": nothing moved since {since}"),
            (Reason::Quiet, n) => format!("{n} goals in which nothing moved for 6 weeks"),
            (Reason::Apart, _) => {
                let what = self.dimension.unwrap_or_default().spoken();
                format!("The two pulses are apart in {what}")
            }
        }
    }
}

fn raising(reason: Reason, mut rows: Vec<(NaiveDate, (Table, Id))>) -> Option<Raising> {
    rows.sort_unstable_by_key(|(day, (_, id))| (*day, *id));
    Some(Raising {
        reason,
        since: Some(rows.first()?.0),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        times: 0,
        dimension: None,
    })
}

fn promises(records: &Records) -> Option<Raising> {
    let open = records.commitments.iter().filter_map(|c| {
        let is_mine = c.owner != Side::Partner;
        let is_open = outcome(c, records.today, records.zone) == Some(Outcome::OpenLate);
        (is_mine && is_open).then_some((c.due?, (Table::Commitments, c.id)))
    });
    raising(Reason::Promises, open.collect())
}

/// What waits for an answer counts from the day on which the board counts it too.
fn feedback(records: &Records) -> Option<Raising> {
    let until = days_on(records.today, -ANSWER_DAYS);
    let waiting = records
        .feedback
        .iter()
        .filter_map(|(id, from, on, answered)| {
            let waits = *from == Side::Partner && !answered && *on < until;
            waits.then_some((*on, (Table::Feedback, *id)))
        });
    raising(Reason::Feedback, waiting.collect())
}

fn carried(records: &Records) -> Option<Raising> {
    let rows: Vec<_> = records
        .put_off
        .iter()
        .map(|(id, _)| (Table::AgendaItems, *id))
        .collect();
    Some(Raising {
        reason: Reason::Carried,
        times: records.put_off.first()?.1,
        rows,
        since: None,
        dimension: None,
    })
}

fn no_feedback(records: &Records) -> Option<Raising> {
    let mut held: Vec<_> = records
        .sessions
        .iter()
        .filter(|s| s.status == SessionStatus::Held)
        .map(|s| (s.planned_start.day(records.zone), (Table::Sessions, s.id)))
        .collect();
    held.sort_unstable_by_key(|(day, (_, id))| (*day, *id));
    let last = held.split_off(held.len().checked_sub(SILENT_SESSIONS)?);
    let first = last.first()?.0;
    let is_silent = !records.feedback.iter().any(|(_, _, on, _)| *on >= first);
    is_silent.then(|| raising(Reason::NoFeedback, last))?
}

fn quiet(records: &Records) -> Option<Raising> {
    let limit = days_on(records.today, -QUIET_DAYS);
    let goals = records.moved.iter().filter(|(_, since)| *since <= limit);
    raising(
        Reason::Quiet,
        goals
            .map(|(id, since)| (*since, (Table::Goals, *id)))
            .collect(),
    )
}

fn apart(records: &Records) -> Option<Raising> {
    let last = |side| last_of(&records.pulses, side, 1).pop();
    let (mine, theirs) = (last(Side::Me)?, last(Side::Partner)?);
    let dimension = Dimension::ALL.iter().copied().find(|dimension| {
        let both = mine.median(*dimension).zip(theirs.median(*dimension));
        both.is_some_and(|(a, b)| (a - b).abs() >= GAP)
    })?;
    Some(Raising {
        reason: Reason::Apart,
        rows: vec![(Table::Pulses, mine.id), (Table::Pulses, theirs.id)],
        since: Some(mine.taken_on.min(theirs.taken_on)),
        times: 0,
        dimension: Some(dimension),
    })
}
