//! One place up or down in a list: one row is written, and all of them only where no gap is left.

use crate::domain::{Batch, Entity, order};
use crate::store::Result;

/// The batch with the step of a row. `near` has the places of its next two neighbours on that side, the nearer one
/// first; `list` reads the whole list, and `placed` is the row at another place.
pub(super) fn step<T: Entity>(
    batch: Batch,
    row: &T,
    near: &[i64],
    down: bool,
    list: impl FnOnce() -> Result<Vec<T>>,
    placed: fn(&T, i64) -> T,
) -> Result<Batch> {
    let Some(passed) = near.first().copied() else {
        return Ok(at_its_end(batch, down));
    };
    let beyond = near.get(1).copied();
    let free = if down {
        order::between(Some(passed), beyond)
    } else {
        order::between(beyond, Some(passed))
    };
    if let Some(position) = free {
        return Ok(batch.edit(row, &placed(row, position)));
    }
    let rows = list()?;
    let ids: Vec<_> = rows.iter().map(Entity::id).collect();
    let indexes: Vec<_> = (0..rows.len()).collect();
    let at = ids.iter().position(|id| *id == row.id());
    let Some(wanted) = at.and_then(|at| order::stepped(&indexes, at, down)) else {
        return Ok(at_its_end(batch, down));
    };
    let numbered = wanted
        .iter()
        .enumerate()
        .map(|(n, old)| (&rows[*old], order::nth(n)));
    Ok(numbered.fold(batch, |batch, (row, position)| {
        batch.edit(row, &placed(row, position))
    }))
}

/// Nothing to move: the row stands at that end of its list.
fn at_its_end(batch: Batch, down: bool) -> Batch {
    Batch {
        label: format!("It stands {} already", if down { "last" } else { "first" }),
        ..batch
    }
}
