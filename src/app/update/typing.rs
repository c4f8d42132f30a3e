//! What is typed or pasted into a field, and its way to the user's editor and back.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::actions::{Act, FieldEdit};

use super::super::after::leave_closed;
use super::super::editor::{Edited, Editing, EditorError};
use super::super::field::{Edit, Field, TOO_LONG};
use super::super::form;
use super::super::intent::catch_menu;
use super::super::keymap::Action;

use super::super::model::{CallFocus, Model};
use super::super::overlay;
use super::super::overlay::Overlay;
use super::message::Effect;
use super::save::save;

/// Whether letters type.
pub(super) fn field_is_open(model: &Model) -> bool {
    match model.overlays.last() {
        Some(top) => matches!(top, Overlay::Line(_) | Overlay::Form(_) | Overlay::End(_)),
        None => model.in_call && model.call.focus == CallFocus::Notes,
    }
}

pub(super) fn in_notes(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Esc | KeyCode::Tab => {
            model.call.focus = CallFocus::Agenda;
            leave_closed(model);
            return save(model);
        }
        KeyCode::Char('s') if control => return save(model),
        KeyCode::Char('o') if control => return field_to_editor(model),
        KeyCode::Char('c') if control => {
            let mut effects = save(model);
            effects.push(Effect::Quit);
            return effects;
        }
        _ => {}
    }
    let changes = matches!(
        key.code,
        KeyCode::Char(_) | KeyCode::Enter | KeyCode::Backspace | KeyCode::Delete
    );
    if changes && model.call.notes.is_for_editor() {
        model.say(TOO_LONG);
        return Vec::new();
    }
    match model.call.notes.key(key) {
        Edit::Full => {
            model.warn("The notes are full. Open them in an editor once the call is over.");
        }
        Edit::Changed => model.call.is_typing = true,
        Edit::Moved | Edit::Ignored => {}
    }
    Vec::new()
}

pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(top) = model.overlays.last_mut()
        && !matches!(top, Overlay::Reading(_))
    {
        overlay::paste(top, text);
        return Vec::new();
    }
    if model.overlays.is_empty() && model.in_call && model.call.focus == CallFocus::Notes {
        model.call.notes.paste(text);
        return Vec::new();
    }
    if model.relationship.is_some() {
        let menu = catch_menu(model, text.to_owned());
        model.overlays.push(Overlay::Menu(menu));
    }
    Vec::new()
}

/// The field that is typed in, on top of all or in the call's notes.
pub fn field(model: &mut Model) -> Option<&mut Field> {
    match model.overlays.last_mut() {
        Some(top) => overlay::field(top),
        None if model.in_call && model.call.focus == CallFocus::Notes => {
            Some(&mut model.call.notes)
        }
        None => None,
    }
}

/// Ctrl-o: the text of the field that is typed in, in the user's editor.
pub(in crate::app) fn field_to_editor(model: &mut Model) -> Vec<Effect> {
    if model.is_masked {
        return refuse_masked(model);
    }
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        let (table, id) = (form.table, form.id);
        let Some(column) = overlay::form::text_column(form) else {
            model.say("This one is short: type it here.");
            return Vec::new();
        };
        let mut effects = overlay::form::keep_top(model);
        effects.push(Effect::OpenEditor(Edited::Column { table, id, column }));
        return effects;
    }
    match field(model) {
        Some(_) => {
            // What was typed until now is kept first: the editor begins with it.
            let mut effects = save(model);
            effects.push(Effect::OpenEditor(Edited::Field));
            effects
        }
        None => Vec::new(),
    }
}

/// Under which name a text is offered that the editor had when the program was killed.
pub(in crate::app) fn draft_of(model: &Model, whose: &Edited) -> Option<String> {
    match (whose, model.overlays.last()) {
        (Edited::Column { id, column, .. }, _) => Some(form::draft_name(*id, column)),
        (Edited::Field, Some(Overlay::Line(line))) => Some(line.draft_name()),
        (Edited::Field, Some(Overlay::End(end))) => overlay::end::row_draft(end),
        (Edited::Field, None) => {
            let session = model.call.session.as_ref()?;
            Some(form::draft_name(session.id, "notes"))
        }
        _ => None,
    }
}

pub(super) fn refuse_masked(model: &mut Model) -> Vec<Effect> {
    let key = model.key(Action::Mask).to_owned();
    model.say(format!(
        "Masked: an editor would show the text. {key} shows it here again."
    ));
    Vec::new()
}

/// What the editor left becomes the text; the same text changes nothing.
pub(super) fn edited(
    model: &mut Model,
    editing: &Editing,
    left: Result<String, EditorError>,
) -> Vec<Effect> {
    model.touch();
    let after = match left {
        Ok(after) => after,
        Err(error) => {
            model.warn(error.to_string());
            return Vec::new();
        }
    };
    if after == editing.text {
        model.say("The text is as it was");
        return Vec::new();
    }
    match (&editing.whose, model.relationship_id()) {
        (Edited::Field, _) => {
            if let Some(field) = field(model) {
                field.set(&after);
            }
            if let Some(top) = model.overlays.last_mut() {
                overlay::typed(top);
            }
            save(model)
        }
        (Edited::Column { table, id, column }, Some(relationship)) => {
            if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
                form.is_read = false;
            }
            let value = |text: &str| match text {
                "" => serde_json::Value::Null,
                text => text.into(),
            };
            model.say("Kept, as the editor left it · u undoes");
            vec![Effect::Act(Act::Edit(FieldEdit {
                relationship,
                table: *table,
                id: *id,
                label: format!("Edited: the {}", table.noun()),
                before: vec![((*column).to_owned(), value(&editing.text))],
                after: vec![((*column).to_owned(), value(&after))],
                stretch: None,
            }))]
        }
        (Edited::Column { .. }, None) => Vec::new(),
    }
}
