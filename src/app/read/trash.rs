//! Reads the trash.

use crate::app::model::Model;
use crate::app::overlay::history::history_height;
use crate::app::overlay::trash::Trash;
use crate::store::window::trash::TrashSum;
use crate::store::{Result, Store};

pub(super) fn trash(model: &Model, store: &Store, trash: &mut Trash) -> Result<()> {
    if !trash.is_read {
        trash.is_read = true;
        trash.lines.clear();
        trash.sum = TrashSum::default();
        // On a masked screen nobody exists but who is in view.
        if !model.is_masked {
            trash.lines = store.people_in_trash()?;
        }
        if let Some(relationship) = model.relationship_id() {
            trash.lines.extend(store.trash(relationship)?);
            trash.sum = store.trash_sum(relationship)?;
        }
    }
    trash.settle(history_height(model.size));
    Ok(())
}
