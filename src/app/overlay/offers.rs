//! The offers: what could go onto an agenda, taken one by one or many at once.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use super::{Overlay, motion, motion_of, moved, page_of};
use crate::actions::Act;
use crate::app::entry::offer_source;
use crate::app::field::Field;
use crate::app::intent::taken_up;
use crate::app::keymap::{Action, Place};
use crate::app::model::Model;
use crate::app::update::{Effect, carry_out};
use crate::domain::content::{self, BankQuestion};
use crate::domain::offer::Grouping;
use crate::domain::{Id, Instant};
use crate::store::window::offers::OfferLine;

/// The offers.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// For which session; none is the backlog.
    pub session: Option<Id>,
    /// When that is.
    pub start: Option<Instant>,
    /// Its length and the minutes on it already.
    pub minutes: (i64, i64),
    /// What is offered; empty until it is read.
    pub lines: Vec<OfferLine>,
    /// Those that are taken, by index.
    pub taken: BTreeSet<usize>,
    /// The selected one, as an index into what is shown.
    pub selected: usize,
    /// The first line in view.
    pub top: usize,
    /// Narrows the list; typing goes here while it is open.
    pub filter: Option<Field>,
    /// The filter is being typed.
    pub is_typing: bool,
    /// It has been read.
    pub is_read: bool,
    /// The whole bank of questions is looked through instead, in this order.
    pub bank: Option<Grouping>,
    /// Something was ticked by hand: Esc asks once before it is left.
    pub is_ticked: bool,
}

/// As the selected line before they are read: they begin on the last one.
pub const ON_LAST: usize = 1 << 16;

impl Offers {
    /// The indexes of what is shown, narrowed by the filter.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let wanted = self
            .filter
            .as_ref()
            .map(|f| f.value().to_lowercase())
            .unwrap_or_default();
        // Also by what stands above it, in the bank by all that a question is for; each word by itself.
        let fits = |line: &OfferLine| {
            let above = self.bank_question(line).map_or_else(
                || line.heading().to_owned(),
                |question| Grouping::ALL.map(|by| by.heading(question)).join(" "),
            );
            let all = format!("{} {above}", line.title).to_lowercase();
            wanted.split_whitespace().all(|word| all.contains(word))
        };
        (0..self.lines.len())
            .filter(|n| self.lines.get(*n).is_some_and(fits))
            .collect()
    }

    /// The question of the bank that a line is, while the bank is looked through.
    #[must_use]
    pub fn bank_question(&self, line: &OfferLine) -> Option<&'static BankQuestion> {
        self.bank.and_then(|_| content::question(&line.bank_id))
    }

    /// The selected line.
    #[must_use]
    pub fn here(&self) -> Option<&OfferLine> {
        let shown = self.shown();
        self.lines.get(*shown.get(self.selected)?)
    }

    /// The next grouping of the bank, or the offers again.
    fn turn(&mut self) {
        let next = self.bank.map_or(Some(Grouping::Practice), Grouping::next);
        if self.bank.is_none() || next.is_none() {
            // Other lines altogether, read anew.
            self.lines.clear();
            self.taken.clear();
        }
        (self.bank, self.selected, self.top, self.is_read) = (next, 0, 0, false);
    }

    /// Whether an action would do anything here.
    #[must_use]
    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Delete | Action::Never => {
                self.bank.is_none() && self.here().is_some_and(|line| !line.is_off())
            }
            Action::Add => self.bank.is_some() && !self.shown().is_empty(),
            Action::Toggle | Action::Enter => !self.shown().is_empty(),
            Action::Filter => !self.lines.is_empty(),
            _ => true,
        }
    }

    /// What stands there, where it is something to do rather than to tick.
    fn fact(&self, n: usize) -> Option<&OfferLine> {
        let line = self.lines.get(n)?;
        offer_source(line).is_none().then_some(line)
    }

    /// Whether a key does what a fact asks for: Enter only where nothing was ticked that it would add.
    fn does_fact(&self, here: Option<usize>, action: Action) -> bool {
        let is_fact = here.is_some_and(|n| self.fact(n).is_some());
        is_fact && (action == Action::Toggle || !self.is_ticked)
    }

    /// What Enter adds of what is taken. Who looked for a row and ticked none means that one, not what the program had
    /// ticked elsewhere.
    pub fn adding(&self) -> impl Iterator<Item = usize> {
        let is_looked_for = self.filter.is_some() && !self.is_typing && !self.is_ticked;
        self.taken.iter().copied().filter(move |_| !is_looked_for)
    }

    /// The minutes of what Enter adds.
    #[must_use]
    pub fn taken_minutes(&self) -> i64 {
        self.adding()
            .filter_map(|n| self.lines.get(n))
            .map(|l| l.minutes)
            .sum()
    }
}

pub(super) fn on_offers(model: &mut Model, mut offers: Box<Offers>, action: Action) -> Vec<Effect> {
    let shown = offers.shown();
    let here = shown.get(offers.selected).copied();
    let mut effects = Vec::new();
    match action {
        Action::Back if offers.filter.take().is_some() => offers.selected = here.unwrap_or(0),
        Action::Back | Action::Quit if offers.taken.is_empty() || !offers.is_ticked => {
            return Vec::new();
        }
        Action::Back | Action::Quit => {
            offers.is_ticked = false;
            ask_before_leaving(model, offers.taken.len());
        }
        Action::Enter | Action::Toggle if offers.does_fact(here, action) => {
            let fact = here.and_then(|n| offers.fact(n).cloned());
            return fact.map_or_else(Vec::new, |fact| take_up(model, offers, &fact));
        }
        Action::Enter => return take_offers(model, &offers, here),
        Action::Toggle => {
            if let Some(n) = here.filter(|n| !offers.taken.remove(n)) {
                offers.taken.insert(n);
            }
            offers.is_ticked = true;
            offers.selected = (offers.selected + 1).min(shown.len().saturating_sub(1));
        }
        Action::Undo => {
            let relationship = model.relationship_id();
            effects.extend(relationship.map(|_| Effect::Act(Act::Undo { relationship })));
            offers.is_read = false;
        }
        Action::Filter => {
            offers.filter.get_or_insert_with(|| Field::line(""));
            offers.is_typing = true;
        }
        Action::Bank if offers.is_ticked && offers.bank.is_none_or(|by| by.next().is_none()) => {
            // What was ticked is not lost on the way.
            ask_before_leaving(model, offers.taken.len());
            offers.is_ticked = false;
        }
        Action::Bank => offers.turn(),
        Action::Add if offers.bank.is_some() => {
            effects.extend(save_question(model, &offers));
            offers.is_read = false;
        }
        Action::Delete | Action::Never if offers.can(action) => {
            effects = dismiss(model, &offers, here, action);
            offers.is_read = false;
        }
        _ => {
            if let Some(motion) = motion_of(action) {
                offers.selected = moved(offers.selected, shown.len(), motion, page_of(model, 11));
            }
        }
    }
    model.overlays.push(Overlay::Offers(offers));
    effects
}

fn ask_before_leaving(model: &mut Model, count: usize) {
    let add = model.keys.key(Action::Enter, Place::Offers);
    let back = model.keys.key(Action::Back, Place::Offers);
    model.say(format!(
        "{count} taken · {add} adds, {back} again leaves them"
    ));
}

/// A fact is no row to tick: what it asks for is done at once, over the offers, which stay as they were ticked.
fn take_up(model: &mut Model, offers: Box<Offers>, fact: &OfferLine) -> Vec<Effect> {
    let intent = taken_up(model, fact);
    model.overlays.push(Overlay::Offers(offers));
    intent.map_or_else(Vec::new, |intent| carry_out(model, intent))
}

/// A key while the list is narrowed by typing.
pub(super) fn narrow(model: &mut Model, mut offers: Box<Offers>, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Enter => offers.is_typing = false,
        KeyCode::Esc => {
            offers.is_typing = false;
            offers.filter = None;
        }
        _ => {
            if let Some(motion) = motion(key) {
                let page = page_of(model, 11);
                offers.selected = moved(offers.selected, offers.shown().len(), motion, page);
                model.overlays.push(Overlay::Offers(offers));
                return Vec::new();
            }
            if let Some(filter) = &mut offers.filter {
                filter.key(key);
            }
        }
    }
    offers.selected = 0;
    offers.top = 0;
    model.overlays.push(Overlay::Offers(offers));
    Vec::new()
}

fn take_offers(model: &mut Model, offers: &Offers, here: Option<usize>) -> Vec<Effect> {
    let Some(relationship) = model.relationship_id() else {
        return Vec::new();
    };
    let mut wanted: Vec<usize> = offers.adding().collect();
    if wanted.is_empty() {
        wanted.extend(here);
    }
    let sources: Vec<_> = wanted
        .iter()
        .filter_map(|n| offers.lines.get(*n))
        .filter_map(offer_source)
        .collect();
    if sources.is_empty() {
        return Vec::new();
    }
    vec![Effect::Act(Act::Take {
        relationship,
        session: offers.session,
        sources,
    })]
}

/// The selected question of the bank, for later.
fn save_question(model: &Model, offers: &Offers) -> Option<Effect> {
    let bank_id = offers.here()?.bank_id.clone();
    let relationship = model.relationship_id()?;
    Some(Effect::Act(Act::SaveQuestion {
        relationship,
        bank_id,
    }))
}

/// Not this one, or none of its kind.
fn dismiss(model: &Model, offers: &Offers, here: Option<usize>, action: Action) -> Vec<Effect> {
    let whole_kind = action == Action::Never;
    let Some((relationship, line)) = model
        .relationship_id()
        .zip(here.and_then(|n| offers.lines.get(n)))
    else {
        return Vec::new();
    };
    let row = if whole_kind {
        None
    } else {
        line.row.map(|(_, id)| id)
    };
    let bank_id = if whole_kind {
        String::new()
    } else {
        line.bank_id.clone()
    };
    vec![Effect::Act(Act::Dismiss {
        relationship,
        offer: line.offer,
        row,
        bank_id,
    })]
}
