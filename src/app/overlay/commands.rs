//! What works here: the rows of the key table that would do something now. As help (`?`) it is read and moved through; as
//! palette (`:`) it is narrowed by typing at once, and holds what has no key too. Either way Enter runs the line.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent};

use super::{Overlay, menu, motion, motion_of, moved, page_of};
use crate::app::field::Field;
use crate::app::footer;
use crate::app::intent::{self, Choice};
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

    /// The lines that work here and have what was typed in their words, the nearest first.
    #[must_use]
    pub fn lines<'m>(&self, model: &'m Model) -> Vec<Line<'m>> {
        let sought = Sought::new(&self.filter.as_ref().map(Field::value).unwrap_or_default());
        let rows = rows_here(model).into_iter().filter(|row| self.holds(row));
        let mut lines: Vec<_> = rows.map(Line::Row).collect();
        if self.kind == Kind::Palette && !has_keys(model) {
            lines.extend(intent::choices(model).into_iter().map(Line::Choice));
        }
        let mut found: Vec<_> = lines
            .into_iter()
            .filter_map(|line| Some((distance(model, &sought, &line)?, line)))
            .collect();
        // Stable: what is as near stays in the order of the table.
        found.sort_by_key(|(distance, _)| *distance);
        found.into_iter().map(|(_, line)| line).collect()
    }

    fn holds(&self, row: &Bound) -> bool {
        let itself = match self.kind {
            Kind::Help => Action::Help,
            Kind::Palette => Action::Palette,
        };
        // What has no key has no line among the keys, until somebody looks for it.
        let is_sought = self.filter.as_ref().is_some_and(|typed| !typed.is_empty());
        row.action != itself && (self.kind == Kind::Palette || is_sought || !row.keys.is_empty())
    }
}

/// A line of the list.
#[derive(Clone, Debug)]
pub enum Line<'m> {
    /// A row of the key table.
    Row(&'m Bound),
    /// A choice of a menu of letters.
    Choice(Choice),
}

impl Line<'_> {
    /// The keys that do it.
    #[must_use]
    pub fn keys(&self) -> Cow<'_, str> {
        match self {
            Self::Row(row) => row.keys.join(" ").into(),
            Self::Choice(choice) => choice.keys.as_str().into(),
        }
    }

    /// What it does here.
    #[must_use]
    pub fn does(&self, model: &Model) -> &str {
        match self {
            Self::Row(row) => footer::does(model, row),
            Self::Choice(choice) => &choice.words,
        }
    }

    /// Other words that somebody may look for it by.
    fn also(&self) -> &'static str {
        match self {
            Self::Row(row) => row.also,
            Self::Choice(choice) => choice.also,
        }
    }
}

/// Whether the list lies over a layer that has keys of its own.
fn has_keys(model: &Model) -> bool {
    model.layer().and_then(overlay::place).is_some()
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

/// How much farther another word for a line is than its own words.
const ALSO: usize = 40;

/// How far a line's words are from what was typed; a key or a name that was typed is that line.
fn distance(model: &Model, sought: &Sought, line: &Line<'_>) -> Option<usize> {
    let (label, name) = match line {
        Line::Row(row) if row.keys.iter().any(|key| sought.is(key)) => return Some(0),
        Line::Row(row) if sought.is(row.name) => return Some(0),
        Line::Row(row) => (row.label, row.name),
        Line::Choice(_) => ("", ""),
    };
    let texts = [
        (label, 0),
        (name, 0),
        (line.does(model), 0),
        (line.also(), ALSO),
    ];
    fuzzy::distance(sought, &texts)
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
    let (action, step) = match commands.lines(model).get(commands.selected) {
        Some(Line::Row(row)) => (Some(row.action), None),
        Some(Line::Choice(choice)) => (None, Some(choice.step.clone())),
        None => (None, None),
    };
    match (action, step) {
        (Some(action), _) => overlay::act(model, action),
        (_, Some(step)) => menu::choose(model, step, ""),
        _ => {
            model.overlays.push(Overlay::Commands(commands));
            Vec::new()
        }
    }
}
