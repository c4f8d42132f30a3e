//! Wins that are told: by hand, or as the agenda item that is about one is done.

use super::say::{refuse, short};
use super::{Scene, Step};
use crate::domain::{AgendaItem, Batch, Id, ItemStatus, Link, Table, Win};
use crate::store::Result;

/// Told in the call that runs, else in the last session that was held; told already, it is not told.
pub(super) fn toggle(scene: &Scene, id: Id) -> Step {
    let win: Win = scene.store.get(id)?;
    let (told_in_id, verb) = if win.told_in_id.is_some() {
        (None, "Not told")
    } else {
        let session = match scene.live_with(win.relationship_id)? {
            Some(session) => Some(session),
            None => scene.store.last_time(win.relationship_id, scene.at())?,
        };
        let Some(session) = session else {
            return refuse(
                "No session was held in which it could have been told. o puts it on the next agenda.",
            );
        };
        (Some(session.id), "Told")
    };
    let after = Win {
        told_in_id,
        ..win.clone()
    };
    let batch = Batch::new(win.relationship_id, format!("{verb}: {}", short(&win.text)));
    Ok((batch.edit(&win, &after), Some((Table::Wins, id))))
}

/// The win that an item is about follows it: told when it is done, not told when that item is opened again.
pub(super) fn follow(scene: &Scene, batch: Batch, item: &AgendaItem) -> Result<Batch> {
    let Some(Link {
        table: Table::Wins,
        id,
    }) = item.link
    else {
        return Ok(batch);
    };
    let Some(win) = scene.store.find::<Win>(id)? else {
        return Ok(batch);
    };
    let told_in_id = match item.status {
        ItemStatus::Done => item.session_id.or(win.told_in_id),
        _ => win.told_in_id.filter(|told| Some(*told) != item.session_id),
    };
    let after = Win {
        told_in_id,
        ..win.clone()
    };
    Ok(batch.edit(&win, &after))
}
