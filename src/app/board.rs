//! The evidence board as the Timeline tab shows it: counted when the tab is opened and after a write, never for a key.

use crate::actions::{Act, Source};
use crate::domain::evidence::{
    Dimension, Evidence, Figure, PERCENT_FROM, RANGE_FROM, Raising, Rate, Signal, Span, UNSEEN,
};
use crate::domain::pulse::last_of;
use crate::domain::{Id, Link, Pulse, Side, Table, content, text, when};

use super::entry::Entry;
use super::model::Model;

/// The pulses whose medians stand beside a dimension.
pub const PULSES: usize = 4;

/// The board as it was counted last, with what stands above and below its lines.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// How far back it looks.
    pub span: Span,
    /// The lines, with the records behind each.
    pub lines: Vec<Evidence>,
    /// What stands beside a line of the cases that count on it, and could not have been otherwise: "2 written later".
    pub given: Vec<(Signal, String)>,
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
    /// Where `o` has put it, beside the sentence: on the next agenda, in the backlog; empty where it has not.
    pub aside: &'static str,
}

impl Board {
    /// What stands beside a line.
    #[must_use]
    pub fn given(&self, signal: Signal) -> Option<&str> {
        let given = self.given.iter().find(|(of, _)| *of == signal);
        given.map(|(_, words)| words.as_str())
    }

    /// The lines about pulses: first the offer, where one is due.
    #[must_use]
    pub fn pulse_lines(&self) -> Vec<PulseLine> {
        let due = self.is_pulse_due.then_some(PulseLine::Due);
        let taken = self.taken.iter();
        let taken = taken.map(|(side, count)| PulseLine::Of(*side, *count));
        due.into_iter().chain(taken).collect()
    }
}

/// What the board is called.
#[must_use]
pub fn title(span: Span) -> String {
    format!("Trust, as recorded {}", span.title())
}

/// What stands above the medians, in so many columns beside the title.
#[must_use]
pub fn my_pulse(room: usize) -> &'static str {
    const WHOLE: &str = "my pulse, oldest first";
    if room >= WHOLE.len() + 2 {
        WHOLE
    } else {
        "my pulse"
    }
}

/// What is said once of a board with few cases.
#[must_use]
pub fn few_cases() -> String {
    let words = content::microcopy().honesty.get("few");
    words.cloned().unwrap_or_default()
}

impl RaisedLine {
    /// What stands beside its sentence in so many columns; where there is no room for the words, what stands above says what
    /// it is on.
    #[must_use]
    pub fn beside(&self, room: usize) -> &'static str {
        match room.saturating_sub(text::width(&self.sentence)) {
            _ if self.aside.is_empty() => "",
            free if free >= self.aside.len() + 2 => self.aside,
            4.. => "on",
            _ => "✓",
        }
    }

    /// The columns of its sentence in a pane with so many between its margins.
    #[must_use]
    pub fn room(&self, pane: usize) -> usize {
        let room = pane.saturating_sub(if self.private { 4 } else { 2 });
        match text::width(self.beside(room)) {
            0 => room,
            width => room.saturating_sub(width + 2),
        }
    }

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
        let sources = match self.raising.own_words() {
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

/// What the selected line of the board says in so many columns, at the foot: of a range what it is; of what is worth raising
/// all of it, where its row has to cut it.
#[must_use]
pub fn legend(model: &Model, room: usize) -> Option<String> {
    if model.is_masked {
        return None;
    }
    let pulse = pulse_dates(model, room).unwrap_or_default();
    let said = match model.entry()? {
        _ if !pulse.is_empty() => vec![pulse],
        Entry::Figure(signal, Figure::Rate(rate)) => {
            of_rate(*rate, model.timeline.board.given(*signal))
        }
        Entry::Figure(signal, _) => vec![signal.rule().to_owned()],
        Entry::Raised(line) if line.room(room) < text::width(&line.sentence) => {
            vec![line.sentence.clone()]
        }
        _ => return None,
    };
    said.into_iter().find(|words| text::width(words) <= room)
}

/// My medians in a dimension with the days on which they were taken, on the row under them: as many of the last as there is
/// room for.
fn pulse_dates(model: &Model, room: usize) -> Option<String> {
    let board = &model.timeline.board;
    let dimension = match model.entry()? {
        Entry::Figure(signal, _) => {
            let dimension = signal.dimension();
            let of_it = |line: &&Evidence| line.signal.dimension() == dimension;
            let first = board.lines.iter().find(of_it)?;
            (first.signal == *signal).then_some(dimension)?
        }
        Entry::Hint(words) if *words == UNSEEN => Dimension::Credibility,
        _ => return None,
    };
    let told = |pulse: &&Pulse| {
        let day = when::short_day(pulse.taken_on, model.today());
        format!("{day} {}", pulse.median_words(dimension))
    };
    let mine = last_of(&board.pulses, Side::Me, PULSES);
    let dates: Vec<_> = mine.iter().map(told).collect();
    let from = |first: usize| {
        let dates = dates.get(first..).unwrap_or_default();
        format!("my pulse: {}", dates.join(" · "))
    };
    let all = (0..dates.len()).map(from);
    all.into_iter().find(|words| text::width(words) <= room)
}

/// From the longest words to the shortest.
fn of_rate(rate: Rate, given: Option<&str>) -> Vec<String> {
    let n = rate.n;
    let said = match rate.range() {
        None => Vec::new(),
        Some(_) if n < RANGE_FROM => vec![
            format!("fewer than {RANGE_FROM} cases: too few for a range"),
            "too few for a range".to_owned(),
        ],
        Some(range) => {
            let percent = match n {
                PERCENT_FROM.. => format!("{}; ", rate.percent()),
                _ => String::new(),
            };
            vec![
                format!(
                    "{percent}{} is a rough range: all that {n} cases tell",
                    range.words()
                ),
                format!("{percent}rough range: all that {n} cases tell"),
                format!("{percent}rough range of {n} cases"),
            ]
        }
    };
    let Some(given) = given else {
        return said;
    };
    let both = said.iter().map(|words| format!("{given} · {words}"));
    both.chain([given.to_owned()]).collect()
}
