//! A past session, read whole.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Overlay, motion, moved};
use crate::app::entry::Entry;
use crate::app::list::{Keyed, Motion};
use crate::app::model::{Focus, Model};
use crate::app::update::{self, Effect};
use crate::app::{form, layout};
use crate::domain::{Id, Session};
use crate::store::window::agenda::{ItemLine, PromiseLine, TextLine};

/// A past session, read whole.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The session.
    pub session: Id,
    /// Its lines, with their roles, at the width they were wrapped for; none until it is read.
    pub page: Option<Page>,
    /// The first line in view.
    pub top: usize,
}

/// What there is to read of a session.
#[derive(Clone, Debug)]
pub struct Page {
    /// The session.
    pub session: Session,
    /// Its number among the held ones, and how many there are.
    pub number: (i64, i64),
    /// Its items.
    pub items: Vec<ItemLine>,
    /// The promises made in it.
    pub promises: Vec<PromiseLine>,
    /// What was said and told.
    pub said: Vec<TextLine>,
}

pub(super) fn on_reading(
    model: &mut Model,
    mut reading: Box<Reading>,
    key: KeyEvent,
) -> Vec<Effect> {
    match key.code {
        KeyCode::Esc | KeyCode::Char('q') => return Vec::new(),
        KeyCode::Char('e') => {
            if let Some(entry) = model
                .agenda
                .panes
                .left
                .row()
                .filter(|e| e.key().is_some_and(|(_, id)| id == reading.session))
                && let Some(form) = form::form_for(entry)
            {
                reading.page = None;
                model.overlays.push(Overlay::Reading(reading));
                model.overlays.push(Overlay::Form(Box::new(form)));
                return Vec::new();
            }
        }
        KeyCode::Char('y') => {
            let session = reading.session;
            model.overlays.push(Overlay::Reading(reading));
            return vec![Effect::CopyAgenda(session)];
        }
        KeyCode::Char('[') | KeyCode::Left => turn_page(model, &mut reading, 1),
        KeyCode::Char(']') | KeyCode::Right => turn_page(model, &mut reading, -1),
        _ => {
            if let Some(motion) = motion(key) {
                reading.top = moved(
                    reading.top,
                    reading
                        .page
                        .as_ref()
                        .map_or(1, |p| layout::reading_end(p, model.size) + 1),
                    motion,
                );
            }
        }
    }
    model.overlays.push(Overlay::Reading(reading));
    Vec::new()
}

fn turn_page(model: &mut Model, reading: &mut Reading, by: isize) {
    model.agenda.panes.focus = Focus::Left;
    model.agenda.panes.left.step(Motion::By(by));
    update::follow(model);
    match model.agenda.panes.left.row() {
        Some(Entry::Session(line)) if line.status.is_past() => {
            reading.session = line.id;
            reading.page = None;
            reading.top = 0;
        }
        _ => model.say("That was the last page on this side."),
    }
}
