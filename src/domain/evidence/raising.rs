//! What is worth raising: at most three things, in an order that is fixed and told, each with the records it comes from.
//! A fact and its records; nobody is graded and nothing is added up.

use chrono::NaiveDate;

use super::{Dimension, Signal};
use crate::domain::goal::QUIET_DAYS;
use crate::domain::moment::days_on;
use crate::domain::offer::{EACH_WAY, OfferKind};
use crate::domain::pulse::{GAP, last_of};
use crate::domain::relationship::RelationshipStatus;
use crate::domain::words::words;
use crate::domain::{Id, ItemKind, Pulse, Side, Table, Word, text, when};

/// The most that is raised.
const MOST: usize = 3;

/// Of more records than these one item is put onto an agenda: which of them comes first is decided there.
const ONE_BY_ONE: usize = 3;

/// So many sessions without feedback are worth a word.
pub const SILENT_SESSIONS: usize = 3;

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

impl Reason {
    /// The kind by which it is switched off: what is offered for an agenda and raised here is one nudge.
    #[must_use]
    pub fn nudge(self) -> OfferKind {
        match self {
            Self::Promises => OfferKind::PromiseDue,
            Self::Feedback => OfferKind::Waiting,
            Self::Carried => OfferKind::Carried,
            Self::NoFeedback => OfferKind::Exchange,
            Self::Quiet => OfferKind::Quiet,
            Self::Apart => OfferKind::Pulse,
        }
    }

    /// The line of the board that lists records of this kind; none where each is seen where it lives.
    #[must_use]
    pub fn signal(self) -> Option<Signal> {
        match self {
            Self::Promises => Some(Signal::PromisesMine),
            Self::Feedback => Some(Signal::Answered),
            Self::Carried => Some(Signal::PutOff),
            Self::NoFeedback | Self::Quiet | Self::Apart => None,
        }
    }
}

/// What may be worth a word: what is open or quiet now, whenever it began.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// Today.
    pub today: NaiveDate,
    /// Open promises of mine whose date has passed.
    pub promises: Vec<(Id, NaiveDate)>,
    /// Feedback to me without an answer, said more than 30 days ago.
    pub feedback: Vec<(Id, NaiveDate)>,
    /// Open items that were carried three times or more, with how often.
    pub carried: Vec<(Id, i64)>,
    /// The last sessions that were held, at most three.
    pub sessions: Vec<(Id, NaiveDate)>,
    /// When feedback was said last, either way.
    pub feedback_said: Option<NaiveDate>,
    /// Active goals, with the day on which something moved last.
    pub moved: Vec<(Id, NaiveDate)>,
    /// The last pulses of both.
    pub pulses: Vec<Pulse>,
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
    /// At most three, in the fixed order, without those of a kind that was switched off. While they pause, and after the
    /// end, there is no agenda to put anything on: none.
    #[must_use]
    pub fn of(status: RelationshipStatus, grounds: &Grounds, off: &[OfferKind]) -> Vec<Self> {
        if status != RelationshipStatus::Active {
            return Vec::new();
        }
        let found = [
            dated(Reason::Promises, Table::Commitments, &grounds.promises),
            dated(Reason::Feedback, Table::Feedback, &grounds.feedback),
            carried(&grounds.carried),
            no_feedback(grounds),
            quiet(grounds),
            apart(grounds),
        ];
        let wanted = found.into_iter().flatten();
        wanted
            .filter(|raising| !off.contains(&raising.reason.nudge()))
            .take(MOST)
            .collect()
    }

    /// The words with which it goes onto an agenda; none where its records do. Without a count, which another day would change.
    #[must_use]
    pub fn own_words(&self) -> Option<(ItemKind, String)> {
        let are_many = self.rows.len() > ONE_BY_ONE;
        let together = |kind, words: &str| are_many.then(|| (kind, words.to_owned()));
        match self.reason {
            Reason::NoFeedback => Some((ItemKind::Feedback, EACH_WAY.to_owned())),
            Reason::Apart => {
                let what = self.dimension.unwrap_or_default().spoken();
                Some((ItemKind::Topic, format!("How each of us sees {what}")))
            }
            Reason::Feedback => together(ItemKind::Feedback, "Feedback that waits: which first?"),
            Reason::Carried => together(ItemKind::Topic, "What has moved on often: which first?"),
            Reason::Quiet => together(ItemKind::Progress, "Goals gone quiet: which first?"),
            // They are one item, however many.
            Reason::Promises => None,
        }
    }

    /// A sentence in so many columns: the title that it quotes gives way, and not the fact behind it; `cut` stands where it
    /// does.
    #[must_use]
    pub fn fitted(sentence: &str, room: usize, cut: &str) -> String {
        let over = text::width(sentence).saturating_sub(room);
        let quoted = sentence.find('"').zip(sentence.rfind('"'));
        let Some((begin, end)) = quoted.filter(|(begin, end)| over > 0 && begin < end) else {
            return sentence.to_owned();
        };
        let title = text::part(sentence, begin + 1..end);
        let kept = text::width(title).saturating_sub(over).max(TITLE);
        let before = text::part(sentence, 0..begin + 1);
        let after = text::part(sentence, end..sentence.len());
        let kept_title = text::prefix(title, kept.saturating_sub(text::width(cut)));
        format!("{before}{kept_title}{cut}{after}")
    }

    /// One sentence, a fact; `title` is the text of its first record, none where it is not to be told.
    #[must_use]
    pub fn sentence(&self, title: Option<&str>, today: NaiveDate) -> String {
        let since = self.since.map(|day| when::short_day(day, today));
        let since = since.unwrap_or_default();
        let named = |what: &str| title.map_or_else(|| what.to_owned(), |t| format!("\"{t}\""));
        match (self.reason, self.rows.len()) {
            (Reason::Promises, 1) => {
                format!("{} was promised for {since}", named("Something of mine"))
            }
            (Reason::Promises, n) => format!("{n} promises of mine, from {since} on"),
            (Reason::Feedback, 1) => format!("Feedback of {since} waits for my answer"),
            (Reason::Feedback, n) => {
                format!("{n} pieces of feedback wait for my answer, from {since} on")
            }
            (Reason::Carried, 1) => {
                format!("{} has moved on {} times", named("An item"), self.times)
            }
            (Reason::Carried, n) => format!("{n} items have moved on 3 times or more"),
            (Reason::NoFeedback, n) => format!("No feedback in the last {n} sessions"),
            (Reason::Quiet, 1) => format!("{}: quiet since {since}", named("A goal")),
            (Reason::Quiet, n) => format!("{n} goals, quiet for 6 weeks or more"),
            (Reason::Apart, _) => {
                let what = self.dimension.unwrap_or_default().spoken();
                format!("The two pulses are apart in {what}")
            }
        }
    }
}

/// The fewest columns of a title that say anything.
const TITLE: usize = 6;

/// Rows with their days, the oldest first; nothing where there is none.
fn dated(reason: Reason, table: Table, rows: &[(Id, NaiveDate)]) -> Option<Raising> {
    let mut rows = rows.to_vec();
    rows.sort_unstable_by_key(|(id, day)| (*day, *id));
    Some(Raising {
        reason,
        since: Some(rows.first()?.1),
        rows: rows.into_iter().map(|(id, _)| (table, id)).collect(),
        times: 0,
        dimension: None,
    })
}

/// The item that has gone on most often comes first.
fn carried(items: &[(Id, i64)]) -> Option<Raising> {
    let mut items = items.to_vec();
    items.sort_unstable_by_key(|(id, times)| (-times, *id));
    Some(Raising {
        reason: Reason::Carried,
        times: items.first()?.1,
        rows: items
            .into_iter()
            .map(|(id, _)| (Table::AgendaItems, id))
            .collect(),
        since: None,
        dimension: None,
    })
}

fn no_feedback(grounds: &Grounds) -> Option<Raising> {
    if grounds.sessions.len() < SILENT_SESSIONS {
        return None;
    }
    let first = grounds.sessions.iter().map(|(_, day)| *day).min()?;
    let is_silent = grounds.feedback_said.is_none_or(|said| said < first);
    is_silent.then(|| dated(Reason::NoFeedback, Table::Sessions, &grounds.sessions))?
}

fn quiet(grounds: &Grounds) -> Option<Raising> {
    let limit = days_on(grounds.today, -QUIET_DAYS);
    let goals = grounds.moved.iter().filter(|(_, since)| *since <= limit);
    let goals: Vec<_> = goals.copied().collect();
    dated(Reason::Quiet, Table::Goals, &goals)
}

fn apart(grounds: &Grounds) -> Option<Raising> {
    let last = |side| last_of(&grounds.pulses, side, 1).pop();
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
