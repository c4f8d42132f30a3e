//! What stands behind a figure of the board: its records, the window before, and what can be claimed; or the pulses of one side.

use super::{Overlay, motion_of, moved, page_of};
use crate::app::keymap::Action;
use crate::app::model::Model;
use crate::app::update::{self, Effect};
use crate::domain::evidence::{
    Case, Change, Counted, Evidence, Figure, RANGE_FROM, Rate, Reason, Signal, Span,
};
use crate::domain::{Pulse, Side, Word, text};
use crate::store::window::cases::CaseTitle;

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A line of the board.
    Figure(Signal),
    /// What is worth raising for this reason: those records alone.
    Raised(Reason),
    /// The pulses of one side, or the last ones of both.
    Pulses(Side),
}

/// The records behind a figure, as far as they are in view.
#[derive(Clone, Debug)]
pub struct Behind {
    /// Of what.
    pub about: About,
    /// How far back.
    pub span: Span,
    /// The line of the board; its cases are in the order of the list.
    pub evidence: Option<Evidence>,
    /// The same in the window before, where there is one.
    pub before: Option<Figure>,
    /// What can be claimed against it.
    pub change: Option<Change>,
    /// The sentence of what is worth raising.
    pub sentence: String,
    /// Pulses, the newest first.
    pub pulses: Vec<Pulse>,
    /// The titles of the records from `first` on.
    pub titles: Vec<CaseTitle>,
    /// Which of the records the first title is of.
    pub first: usize,
    /// The selected one.
    pub selected: usize,
    /// The first in view.
    pub top: usize,
    /// It has been read.
    pub is_read: bool,
}

impl Behind {
    /// Of a figure, or of pulses.
    #[must_use]
    pub fn new(about: About, span: Span) -> Self {
        Self {
            about,
            span,
            evidence: None,
            before: None,
            change: None,
            sentence: String::new(),
            pulses: Vec::new(),
            titles: Vec::new(),
            first: 0,
            selected: 0,
            top: 0,
            is_read: false,
        }
    }

    /// The records, those that stand beside last, each group from the newest on.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        self.evidence.as_ref().map_or(&[], |e| &e.cases)
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        match self.about {
            About::Figure(_) | About::Raised(_) => self.cases().len(),
            About::Pulses(_) => self.pulses.len(),
        }
    }

    /// The title of a record, where it was read.
    #[must_use]
    pub fn title(&self, at: usize) -> Option<&CaseTitle> {
        self.titles.get(at.checked_sub(self.first)?)
    }

    /// What stands under the figure, wrapped: the window before, what stands beside, the rule.
    #[must_use]
    pub fn words(&self, room: usize) -> Vec<String> {
        if let About::Raised(_) = self.about {
            return text::wrap(&self.sentence, room);
        }
        let Some(evidence) = &self.evidence else {
            return Vec::new();
        };
        let figure = evidence.figure();
        let before = self.before;
        let before = before.map(|before| against(figure, before, self.change));
        let notice = evidence.median_hours();
        let notice = notice.map(|hours| format!("median notice {hours} h"));
        let beside = evidence.beside();
        let beside = (!beside.is_empty()).then(|| format!("beside it: {beside}"));
        let range = match figure {
            Figure::Rate(rate) => ranged(rate),
            Figure::Counts(..) | Figure::List(_) => None,
        };
        let given = evidence.given();
        let given = given.map(|words| format!("{words}: it counts by the rule all the same"));
        range
            .into_iter()
            .chain(before)
            .chain(notice)
            .chain(given)
            .chain(beside)
            .chain([evidence.signal.rule().to_owned()])
            .filter(|line| !line.is_empty())
            .flat_map(|line| text::wrap(&line, room))
            .collect()
    }

    /// Whether an action would do anything here.
    #[must_use]
    pub fn can(&self, action: Action) -> bool {
        let has_spans = matches!(self.about, About::Figure(_));
        match action {
            Action::Enter => self.count() > 0,
            Action::More => has_spans && self.span != Span::Recent,
            Action::Fewer => has_spans && self.span != Span::All,
            _ => true,
        }
    }

    /// The rows that the list has.
    #[must_use]
    pub fn height(&self, size: (u16, u16)) -> usize {
        let head = match self.about {
            About::Figure(_) => self.words(room(size)).len() + 2,
            About::Raised(_) => self.words(room(size)).len() + 1,
            About::Pulses(_) => 1,
        };
        usize::from(size.1).saturating_sub(4 + head).max(1)
    }

    /// Scrolls as little as needed to have the selected row in view.
    pub fn settle(&mut self, size: (u16, u16)) {
        let height = self.height(size);
        self.selected = self.selected.min(self.count().saturating_sub(1));
        self.top = self
            .top
            .clamp((self.selected + 1).saturating_sub(height), self.selected);
    }
}

/// The columns that the words have.
#[must_use]
pub fn room(size: (u16, u16)) -> usize {
    usize::from(size.0.saturating_sub(2)).max(8)
}

/// What a range says; none where there are too few cases for one.
fn ranged(rate: Rate) -> Option<String> {
    let range = rate.range().filter(|_| rate.n >= RANGE_FROM)?;
    let (words, n) = (range.words(), rate.n);
    Some(format!(
        "{words} is a rough range (95 %): all that {n} cases tell"
    ))
}

/// The window before, and what can be claimed against it; where one of the two holds nothing there is nothing to compare.
fn against(now: Figure, before: Figure, change: Option<Change>) -> String {
    let holds = |figure| !matches!(figure, Figure::Rate(rate) if rate.n == 0);
    match (holds(before), change) {
        (false, _) if holds(now) => "nothing recorded in the 180 days before".to_owned(),
        (false, _) => "nor in the 180 days before".to_owned(),
        (true, Some(change)) if holds(now) => {
            let aside = match change {
                Change::TooEarly => ", the difference may be chance",
                Change::Higher | Change::Lower => "",
            };
            let before = before_words(before);
            format!("before {before}: {}{aside}", change.word())
        }
        (true, _) => format!("before {}", before_words(before)),
    }
}

fn before_words(figure: Figure) -> String {
    match figure {
        Figure::Rate(rate) => format!("{} of {}", rate.k, rate.n),
        Figure::Counts(mine, theirs) => format!("{mine} mine, {theirs} theirs"),
        Figure::List(count) => count.to_string(),
    }
}

/// From the newest on, those that stand beside last.
pub fn in_order(cases: &mut [Case]) {
    cases.sort_by_key(|case| {
        let is_beside = case.counted == Counted::Beside;
        (is_beside, std::cmp::Reverse(case.on), case.row)
    });
}

pub(super) fn on_behind(model: &mut Model, mut behind: Box<Behind>, action: Action) -> Vec<Effect> {
    match action {
        Action::Back | Action::Quit => return Vec::new(),
        Action::Enter => {
            let row = match behind.about {
                About::Figure(_) | About::Raised(_) => {
                    behind.cases().get(behind.selected).map(|case| case.row)
                }
                About::Pulses(_) => {
                    let pulse = behind.pulses.get(behind.selected);
                    pulse.map(|pulse| (crate::domain::Table::Pulses, pulse.id))
                }
            };
            if let Some(row) = row {
                model.overlays.push(Overlay::Behind(behind));
                update::go_to(model, row);
                return Vec::new();
            }
        }
        Action::More => look(model, &mut behind, Span::Recent),
        Action::Fewer => look(model, &mut behind, Span::All),
        _ => {
            if let Some(motion) = motion_of(action) {
                behind.selected =
                    moved(behind.selected, behind.count(), motion, page_of(model, 10));
            }
        }
    }
    model.overlays.push(Overlay::Behind(behind));
    Vec::new()
}

/// Another window; the board follows, so that one comes back to the figure that one saw.
fn look(model: &mut Model, behind: &mut Behind, span: Span) {
    if behind.span != span {
        (behind.span, behind.is_read, behind.selected) = (span, false, 0);
        update::look_back(model, span);
    }
}
