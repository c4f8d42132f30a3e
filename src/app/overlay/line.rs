//! The open line: keys, the draft it leaves behind, Enter.

use crossterm::event::{KeyCode, KeyEvent};

use super::Overlay;
use crate::app::field::Edit;
use crate::app::keymap::{Action, Place};
use crate::app::line::{Line, Purpose};
use crate::app::model::Model;
use crate::app::update::{Effect, Typed};

pub(super) fn on_line(model: &mut Model, mut line: Box<Line>, key: KeyEvent) -> Vec<Effect> {
    let turns = model.keys.action(&key, Place::Line) == Some(Action::Whose);
    match key.code {
        KeyCode::Esc => {
            return close(model, *line);
        }
        KeyCode::Enter => return enter_line(model, line),
        _ if turns => line.turn(),
        KeyCode::Up if line.field.is_empty() => {
            if let Some(draft) = line.draft.take() {
                line.field.paste(&draft);
                line.is_unsaved = true;
            }
        }
        _ => {
            if line.field.key(key) == Edit::Changed {
                line.is_unsaved = true;
                line.error = None;
            }
        }
    }
    model.overlays.push(Overlay::Line(line));
    Vec::new()
}

/// Closes it undone: what is typed is kept, and what it went on from is said again.
fn close(model: &mut Model, mut line: Line) -> Vec<Effect> {
    if let Some(told) = line.told.take() {
        model.message = Some(told);
    }
    vec![Effect::KeepDraft(line.draft_name(), left_behind(&line))]
}

/// What the next line of its sort offers: what is typed, else what was offered and not taken.
pub(super) fn left_behind(line: &Line) -> String {
    if line.field.is_empty() || line.is_untouched() {
        line.begun_before()
    } else {
        line.field.value()
    }
}

/// A line that could not be done is offered by the one that is open for the next.
pub(in crate::app) fn offer_again(model: &mut Model, field: &str, text: &str) {
    if let Some(Overlay::Line(line)) = model.overlays.last_mut()
        && line.draft_name() == field
        && !text.is_empty()
    {
        line.draft = Some(text.to_owned());
    }
}

fn enter_line(model: &mut Model, mut line: Box<Line>) -> Vec<Effect> {
    let is_optional = matches!(
        line.purpose,
        Purpose::Outcome { .. }
            | Purpose::Takeaway { .. }
            | Purpose::Cancel { .. }
            | Purpose::PromiseDue { .. }
            | Purpose::Pause { .. }
            | Purpose::EndRelationship { .. }
            | Purpose::Answer { .. }
            | Purpose::RequestAnswer { .. }
            | Purpose::Plan
    );
    // What was written about an end and is emptied is taken away.
    let is_emptied = matches!(line.purpose, Purpose::CloseNote { .. }) && !line.stored.is_empty();
    if line.field.value().trim().is_empty() && !is_optional && !is_emptied {
        // Enter on an empty line closes it, as Esc does.
        return close(model, *line);
    }
    match line.act(&model.context()) {
        Ok(act) => {
            let typed = Typed {
                field: line.draft_name(),
                text: line.field.value(),
                before: line.begun_before(),
            };
            if line.stays_open() {
                let mut next = Line::new(line.purpose.clone());
                if !matches!(line.purpose, Purpose::Item { .. }) {
                    next.side = line.side;
                }
                next.draft = line.draft;
                next.is_draft_read = true;
                model.overlays.push(Overlay::Line(Box::new(next)));
            }
            vec![Effect::Enter(act, typed)]
        }
        Err(error) => {
            line.error = Some(error);
            model.overlays.push(Overlay::Line(line));
            Vec::new()
        }
    }
}
