//! Keeps what is being typed: notes and forms in their rows, an unfinished line as a draft.

use crate::actions::{Act, FieldEdit};
use crate::domain::Table;

use super::super::model::{CallFocus, Model};
use super::super::overlay;
use super::message::Effect;

/// Keeps what is being typed: notes and forms in their rows, an unfinished line as a draft.
pub fn save(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<_> = save_notes(model).into_iter().collect();
    if let Some(overlay) = model.overlays.last_mut() {
        effects.extend(overlay::save(overlay));
    }
    effects.extend(overlay::form::keep_top(model));
    effects
}

fn save_notes(model: &mut Model) -> Option<Effect> {
    let session = model.call.session.as_ref()?;
    let notes = model.call.notes.value();
    if notes == model.call.notes_in_file {
        return None;
    }
    let value = |text: &str| {
        if text.is_empty() {
            serde_json::Value::Null
        } else {
            text.into()
        }
    };
    let act = Act::Edit(FieldEdit {
        relationship: session.relationship_id,
        table: Table::Sessions,
        id: session.id,
        label: "Notes".into(),
        before: vec![("notes".into(), value(&model.call.notes_in_file))],
        after: vec![("notes".into(), value(&notes))],
        stretch: Some(format!("{}-notes-{}", model.run, model.stretches)),
    });
    model.call.notes_in_file = notes;
    Some(Effect::Act(act))
}

/// Whether something is typed that is not in the file yet.
#[must_use]
pub fn is_unsaved(model: &Model) -> bool {
    let notes = model.call.focus == CallFocus::Notes && model.call.session.is_some();
    (notes && model.call.notes.value() != model.call.notes_in_file)
        || model.overlays.last().is_some_and(overlay::is_unsaved)
}
