//! Reads the trash.

use crate::app::model::Model;
use crate::app::overlay::history::history_height;
use crate::app::overlay::trash::Trash;
use crate::store::{Result, Store};

pub(super) fn trash(model: &Model, store: &Store, trash: &mut Trash) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    if !trash.is_read {
        trash.is_read = true;
        trash.lines = store.trash(relationship)?;
        trash.rows = store.trash_count(relationship)?;
    }
    trash.settle(history_height(model.size));
    Ok(())
}
