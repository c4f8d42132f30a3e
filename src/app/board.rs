//! The evidence board as the Timeline tab shows it: counted when the tab is opened and after a write, never for a key.

use crate::actions::{Act, Source};
use crate::domain::evidence::{Evidence, Raising, Reason, Span};
use crate::domain::offer::EACH_WAY;
use crate::domain::{Id, ItemKind, Link, Pulse, Side, Table, Word, content};

/// What stands below the rows.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// How far back it looks.
    pub span: Span,
    /// The lines, with the records behind each.
    pub lines: Vec<Evidence>,
    /// What is worth raising.
    pub raised: Vec<RaisedLine>,
    /// The last pulses of both, the oldest first.
    pub pulses: Vec<Pulse>,
    /// How many there are in all, of each side.
    pub taken: Vec<(Side, usize)>,
    /// A pulse is offered.
    pub is_pulse_due: bool,
    /// How much of what took place is recorded.
    pub coverage: String,
    /// On no line are there enough cases for a range: that is said once, above them.
    pub are_few: bool,
    /// It was counted while the screen was masked.
    pub is_masked: bool,
}

/// A line about pulses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PulseLine {
    /// One is offered.
    Due,
    /// Those of one side, so many.
    Of(Side, usize),
}

/// Something worth raising, with its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedLine {
    /// What it is.
    pub raising: Raising,
    /// Its sentence.
    pub sentence: String,
    /// Not for the partner's eyes.
    pub private: bool,
    /// It stands on the next agenda, or waits for one.
    pub is_ahead: bool,
}

impl Board {
    /// The lines about pulses: first the offer, where one is due.
    #[must_use]
    pub fn pulse_lines(&self) -> Vec<PulseLine> {
        let due = self.is_pulse_due.then_some(PulseLine::Due);
        let taken = self.taken.iter();
        let taken = taken.map(|(side, count)| PulseLine::Of(*side, *count));
        due.into_iter().chain(taken).collect()
    }
}

/// What is said once of a board with few cases.
#[must_use]
pub fn few_cases() -> String {
    let words = content::microcopy().honesty.get("few");
    words.cloned().unwrap_or_default()
}

/// The item that raises what has no record of its own to lead back to.
#[must_use]
pub fn worded(raising: &Raising) -> Option<(ItemKind, String)> {
    match raising.reason {
        Reason::NoFeedback => Some((ItemKind::Feedback, EACH_WAY.into())),
        Reason::Apart => {
            let what = raising.dimension.unwrap_or_default().spoken();
            Some((ItemKind::Topic, format!("How each of us sees {what}")))
        }
        _ => None,
    }
}

impl RaisedLine {
    /// Onto the agenda of a session, or the backlog: what is talked about there leads back to its records.
    #[must_use]
    pub fn taken(&self, relationship: Id, session: Option<Id>) -> Act {
        let sources = self.raising.rows.iter().map(|(table, id)| match table {
            Table::Commitments => Source::Promise(*id),
            Table::Feedback => Source::Feedback(*id),
            Table::AgendaItems => Source::Backlog(*id),
            Table::Goals => Source::Goal(*id),
            table => Source::Row(Link {
                table: *table,
                id: *id,
            }),
        });
        let sources = match worded(&self.raising) {
            Some((kind, title)) => vec![Source::Words(kind, title)],
            None => sources.collect(),
        };
        Act::Take {
            relationship,
            session,
            sources,
        }
    }
}
