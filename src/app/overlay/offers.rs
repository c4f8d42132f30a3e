//! The offers: what could go onto an agenda, taken one by one or many at once.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use super::{Overlay, motion, moved};
use crate::actions::Act;
use crate::app::entry::offer_source;
use crate::app::field::Field;
use crate::app::model::Model;
use crate::app::update::Effect;
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
    /// Something was ticked by hand: Esc asks once before it is left.
    pub is_ticked: bool,
}

impl Offers {
    /// The indexes of what is shown, narrowed by the filter.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let wanted = self
            .filter
            .as_ref()
            .map(|f| f.value().to_lowercase())
            .unwrap_or_default();
        (0..self.lines.len())
            .filter(|n| {
                self.lines
                    .get(*n)
                    .is_some_and(|l| l.title.to_lowercase().contains(&wanted))
            })
            .collect()
    }

    /// The minutes of what is taken.
    #[must_use]
    pub fn taken_minutes(&self) -> i64 {
        self.taken
            .iter()
            .filter_map(|n| self.lines.get(*n))
            .map(|l| l.minutes)
            .sum()
    }
}

pub(super) fn on_offers(model: &mut Model, mut offers: Box<Offers>, key: KeyEvent) -> Vec<Effect> {
    if offers.is_typing {
        narrow(&mut offers, key);
        model.overlays.push(Overlay::Offers(offers));
        return Vec::new();
    }
    let shown = offers.shown();
    let here = shown.get(offers.selected).copied();
    match key.code {
        KeyCode::Esc if offers.filter.take().is_some() => offers.selected = here.unwrap_or(0),
        KeyCode::Esc | KeyCode::Char('q') if offers.taken.is_empty() || !offers.is_ticked => {
            return Vec::new();
        }
        KeyCode::Esc | KeyCode::Char('q') => {
            offers.is_ticked = false;
            let count = offers.taken.len();
            model.say(format!("{count} taken · Enter adds, Esc again leaves them"));
            model.overlays.push(Overlay::Offers(offers));
            return Vec::new();
        }
        KeyCode::Enter => return take_offers(model, &offers, here),
        KeyCode::Char(' ') => {
            if let Some(n) = here.filter(|n| !offers.taken.remove(n)) {
                offers.taken.insert(n);
            }
            offers.is_ticked = true;
            offers.selected = (offers.selected + 1).min(shown.len().saturating_sub(1));
        }
        KeyCode::Char('u') if key.modifiers.is_empty() => {
            let undo = model.relationship_id().map(|id| {
                Effect::Act(Act::Undo {
                    relationship: Some(id),
                })
            });
            offers.is_read = false;
            model.overlays.push(Overlay::Offers(offers));
            return undo.into_iter().collect();
        }
        KeyCode::Char('/') => {
            offers.filter.get_or_insert_with(|| Field::line(""));
            offers.is_typing = true;
        }
        KeyCode::Char(c @ ('d' | 's')) => {
            let effects = dismiss(model, &offers, here, c == 's');
            offers.is_read = false;
            model.overlays.push(Overlay::Offers(offers));
            return effects;
        }
        _ => {
            if let Some(motion) = motion(key) {
                offers.selected = moved(offers.selected, shown.len(), motion);
            }
        }
    }
    model.overlays.push(Overlay::Offers(offers));
    Vec::new()
}

fn narrow(offers: &mut Offers, key: KeyEvent) {
    match key.code {
        KeyCode::Enter => offers.is_typing = false,
        KeyCode::Esc => {
            offers.is_typing = false;
            offers.filter = None;
        }
        _ => {
            if let Some(filter) = &mut offers.filter {
                filter.key(key);
            }
        }
    }
    offers.selected = 0;
    offers.top = 0;
}

fn take_offers(model: &mut Model, offers: &Offers, here: Option<usize>) -> Vec<Effect> {
    let Some(relationship) = model.relationship_id() else {
        return Vec::new();
    };
    let mut wanted: Vec<usize> = offers.taken.iter().copied().collect();
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

fn dismiss(model: &Model, offers: &Offers, here: Option<usize>, whole_kind: bool) -> Vec<Effect> {
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
