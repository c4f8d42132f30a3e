//! What works here: the rows of the key table that would do something now. As help (`?`) it is read and moved through; as
//! palette (`:`) it is narrowed by typing at once, and holds what has no key too. Either way Enter runs the line.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Overlay, motion, motion_of, moved, page_of};
use crate::app::field::Field;
use crate::app::footer;
use crate::app::intent;
use crate::app::keymap::{Action, Bound, Place};
use crate::app::layout::TWO_PANES;
use crate::app::list::Motion;
use crate::app::model::Model;
use crate::app::overlay;
use crate::app::update::Effect;
use crate::domain::fuzzy::{self, Sought};

/// Which of the two it was opened as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The keys that work here.
    Help,
    /// Every command that works here.
    Palette,
}

/// What works here.
#[derive(Clone, Debug)]
pub struct Commands {
    /// Which of the two it was opened as.
    pub kind: Kind,
    /// What the list is narrowed by; while it is there letters type.
    pub filter: Option<Field>,
    /// The selected line.
    pub selected: usize,
}

impl Commands {
    /// The keys that work here.
    #[must_use]
    pub fn help() -> Self {
        Self {
            kind: Kind::Help,
            filter: None,
            selected: 0,
        }
    }

    /// Every command that works here.
    #[must_use]
    pub fn palette() -> Self {
        Self {
            kind: Kind::Palette,
            filter: Some(Field::line("")),
            selected: 0,
        }
    }

    /// The rows that work here and have what was typed in their words, the nearest first.
    #[must_use]
    pub fn lines<'m>(&self, model: &'m Model) -> Vec<&'m Bound> {
        let sought = Sought::new(&self.filter.as_ref().map(Field::value).unwrap_or_default());
        let mut found: Vec<_> = rows_here(model)
            .into_iter()
            .filter(|row| self.holds(row))
            .filter_map(|row| Some((distance(model, &sought, row)?, row)))
            .collect();
        // Stable: what is as near stays in the order of the table.
        found.sort_by_key(|(distance, _)| *distance);
        found.into_iter().map(|(_, row)| row).collect()
    }

    fn holds(&self, row: &Bound) -> bool {
        let is_itself = matches!(row.action, Action::Help | Action::Palette);
        // What has no key has no line among the keys, until somebody looks for it.
        let is_sought = self.filter.as_ref().is_some_and(|typed| !typed.is_empty());
        !is_itself && (self.kind == Kind::Palette || is_sought || !row.keys.is_empty())
    }
}

/// The rows that would do something now: in the layer beneath the list, where that has keys of its own, else beneath all.
fn rows_here(model: &Model) -> Vec<&Bound> {
    let layer = model.layer();
    let Some((layer, place)) = layer.and_then(|layer| Some((layer, overlay::place(layer)?))) else {
        let rows = model.keys.rows(model.place());
        return rows.filter(|row| intent::can(model, row.action)).collect();
    };
    let rows = model.keys.rows_of_layer(place);
    // While one reads in a call, its catches work too.
    let in_call = model
        .keys
        .rows(Place::Call)
        .filter(|row| model.is_reading() && model.in_call && row.place == Place::Call);
    rows.chain(in_call)
        .filter(|row| overlay::can(model, layer, row.action))
        .collect()
}

/// How far a row's words are from what was typed; a key or a name that was typed is that row.
fn distance(model: &Model, sought: &Sought, row: &Bound) -> Option<usize> {
    if sought.is(row.name) || row.keys.iter().any(|key| sought.is(key)) {
        return Some(0);
    }
    let words = [row.label, row.name, footer::does(model, row)];
    words
        .iter()
        .filter_map(|words| fuzzy::distance(sought, words))
        .min()
}

pub(super) fn on_commands(
    model: &mut Model,
    mut commands: Box<Commands>,
    action: Action,
) -> Vec<Effect> {
    match action {
        Action::Enter => return run(model, commands),
        Action::Back | Action::Quit => return Vec::new(),
        Action::Filter => {
            commands.filter = Some(Field::line(""));
            commands.selected = 0;
        }
        _ => {
            if let Some(motion) = motion_of(action) {
                step(model, &mut commands, motion);
            }
        }
    }
    model.overlays.push(Overlay::Commands(commands));
    Vec::new()
}

/// A key while the list is narrowed by typing: arrows and pages still move.
pub(super) fn narrow(model: &mut Model, mut commands: Box<Commands>, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Enter => return run(model, commands),
        KeyCode::Esc if commands.kind == Kind::Palette => return Vec::new(),
        KeyCode::Esc => (commands.filter, commands.selected) = (None, 0),
        _ => {
            if let Some(motion) = motion(key) {
                step(model, &mut commands, motion);
            } else if let Some(filter) = &mut commands.filter {
                filter.key(key);
                commands.selected = 0;
            }
        }
    }
    model.overlays.push(Overlay::Commands(commands));
    Vec::new()
}

fn step(model: &Model, commands: &mut Commands, motion: Motion) {
    // In a narrow terminal what a key does takes two lines and more.
    let page = match page_of(model, 6) {
        page if model.size.0 < TWO_PANES => page / 2,
        page => page,
    };
    commands.selected = moved(commands.selected, commands.lines(model).len(), motion, page);
}

/// Closes the list, and does what its line does.
fn run(model: &mut Model, commands: Box<Commands>) -> Vec<Effect> {
    let Some(action) = commands
        .lines(model)
        .get(commands.selected)
        .map(|row| row.action)
    else {
        model.overlays.push(Overlay::Commands(commands));
        return Vec::new();
    };
    overlay::act(model, action)
}
