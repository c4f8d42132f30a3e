//! A write as data: which fields of which rows change, before and after. Undo is the same change swapped.

use serde_json::{Map, Value as Json};

use super::entity::Entity;
use super::table::{Id, Table};

/// Columns and their values; an absent value is left out of a whole row, and `null` in a change.
pub type Row = Map<String, Json>;

/// What happens to one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The table.
    pub table: Table,
    /// The row.
    pub id: Id,
    /// The fields as they must stand for the change to apply; `None` where the row is not there yet.
    pub before: Option<Row>,
    /// The fields as they stand afterwards; `None` where the row is gone.
    pub after: Option<Row>,
}

impl Change {
    /// A new row.
    #[must_use]
    pub fn add<T: Entity>(entity: &T) -> Self {
        Self {
            table: T::TABLE,
            id: entity.id(),
            before: None,
            after: Some(entity.to_row()),
        }
    }

    /// The fields in which `new` differs from `old`; `None` where they are equal.
    #[must_use]
    pub fn edit<T: Entity>(old: &T, new: &T) -> Option<Self> {
        let (old_row, new_row) = (old.to_row(), new.to_row());
        let mut before = Row::new();
        let mut after = Row::new();
        for column in T::COLUMNS.iter().filter(|c| c.name != "updated_at") {
            let (was, is) = (field(&old_row, column.name), field(&new_row, column.name));
            if was != is {
                before.insert(column.name.into(), was);
                after.insert(column.name.into(), is);
            }
        }
        (!after.is_empty()).then_some(Self {
            table: T::TABLE,
            id: old.id(),
            before: Some(before),
            after: Some(after),
        })
    }

    /// One field of one row.
    #[must_use]
    pub fn field(table: Table, id: Id, name: &str, before: Json, after: Json) -> Self {
        let one = |value| Some(Row::from_iter([(name.to_owned(), value)]));
        Self {
            table,
            id,
            before: one(before),
            after: one(after),
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

fn field(row: &Row, name: &str) -> Json {
    row.get(name).cloned().unwrap_or(Json::Null)
}

/// One action of the user: its changes are applied together, or not at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// What the user would call it: "Done: Co-lead one".
    pub label: String,
    /// The relationship that it belongs to; none for an import of several.
    pub relationship_id: Option<Id>,
    /// What happens, in order.
    pub changes: Vec<Change>,
    /// A stretch of typing, or of + and −: further batches with the same token join this one while it is the newest.
    pub stretch: Option<String>,
}

impl Batch {
    /// An empty action with its name.
    #[must_use]
    pub fn new(relationship_id: Id, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            relationship_id: Some(relationship_id),
            ..Self::default()
        }
    }

    /// With a new row.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "a batch is no number; it reads as a sentence"
    )]
    pub fn add<T: Entity>(mut self, entity: &T) -> Self {
        self.changes.push(Change::add(entity));
        self
    }

    /// With the fields in which `new` differs from `old`.
    #[must_use]
    pub fn edit<T: Entity>(mut self, old: &T, new: &T) -> Self {
        self.changes.extend(Change::edit(old, new));
        self
    }

    /// As part of a stretch.
    #[must_use]
    pub fn in_stretch(mut self, token: Option<String>) -> Self {
        self.stretch = token;
        self
    }
}
