//! A part of the file in the form of the JSON contract: what a command prints for other programs.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Scope, condition, handed_over};
use crate::domain::{Id, Row, Table};
use crate::store::{Result, Store, id, row};

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A session ahead: its items, what to bring, and the open promises of its relationship.
    Ahead(Id),
    /// A session that is over: its items, what was brought, and the promises that were made in it.
    Past(Id),
    /// The sessions of a relationship.
    Sessions(Id),
    /// The goals of a relationship, with milestones and updates.
    Goals(Id),
}

/// The tables of a part in the order of the contract, each with its condition on one id.
const ONE: (Table, &str) = (Table::Sessions, "id = ?");
const BRING: (Table, &str) = (
    Table::Materials,
    "session_id = ? ORDER BY for_side, created_at, id",
);
const ITEMS: (Table, &str) = (Table::AgendaItems, "session_id = ? ORDER BY position, id");
const AHEAD: &[(Table, &str)] = &[
    ONE,
    BRING,
    ITEMS,
    (
        Table::Commitments,
        "relationship_id = (SELECT relationship_id FROM sessions WHERE id = ?) AND status = 'open' ORDER BY owner, due IS NULL, due, id",
    ),
];
const PAST: &[(Table, &str)] = &[
    ONE,
    BRING,
    ITEMS,
    (Table::Commitments, "session_id = ? ORDER BY created_at, id"),
];
const SESSIONS: &[(Table, &str)] = &[
    (
        Table::Sessions,
        "relationship_id = ? AND status IN ('planned', 'live') ORDER BY planned_start DESC, id DESC",
    ),
    (
        Table::Sessions,
        "relationship_id = ? AND status NOT IN ('planned', 'live') ORDER BY CASE status WHEN 'held' THEN coalesce(started_at, planned_start) ELSE planned_start END DESC, id DESC",
    ),
];
const GOALS: &[(Table, &str)] = &[
    (
        Table::Goals,
        "relationship_id = ? ORDER BY owner, closed_on IS NOT NULL, status, created_at, id",
    ),
    (
        Table::Milestones,
        "goal_id IN (SELECT id FROM goals WHERE relationship_id = ? AND {seen}) ORDER BY goal_id, position, id",
    ),
    (
        Table::GoalUpdates,
        "goal_id IN (SELECT id FROM goals WHERE relationship_id = ? AND {seen}) ORDER BY goal_id, at, id",
    ),
];

impl Store {
    /// Hands over the rows of a part, table by table, as an export would give them, but in the order in which they are
    /// read; pointers to what an export leaves out are dropped.
    ///
    /// # Errors
    /// When the file or a row can't be read, or `each` fails.
    pub fn export_part(
        &self,
        part: Part,
        scope: Scope,
        mut each: impl FnMut(Table, Row) -> Result<()>,
    ) -> Result<()> {
        let _view = self.connection.unchecked_transaction()?;
        let (tables, of) = match part {
            Part::Ahead(id) => (AHEAD, id),
            Part::Past(id) => (PAST, id),
            Part::Sessions(id) => (SESSIONS, id),
            Part::Goals(id) => (GOALS, id),
        };
        let mut known = HashMap::new();
        for (table, rest) in tables {
            let rest = rest.replace("{seen}", condition(Table::Goals, scope));
            for row in self.rows_in_scope(*table, scope, &rest, of, &mut known)? {
                each(*table, row)?;
            }
        }
        Ok(())
    }

    /// One row as an export gives it; none where the export leaves it out.
    ///
    /// # Errors
    /// When the file or the row can't be read.
    pub fn row_in_scope(&self, table: Table, id: Id, scope: Scope) -> Result<Option<Row>> {
        let rows = self.rows_in_scope(table, scope, "id = ?", id, &mut HashMap::new())?;
        Ok(rows.into_iter().next())
    }

    /// The rows that a condition on one id names. `known` are the pointers that were followed already.
    fn rows_in_scope(
        &self,
        table: Table,
        scope: Scope,
        rest: &str,
        of: Id,
        known: &mut HashMap<(Table, Id), bool>,
    ) -> Result<Vec<Row>> {
        let columns = table.columns();
        let sql = format!(
            "SELECT {} FROM {} WHERE {} AND {rest}",
            row::names(columns),
            table.name(),
            condition(table, scope),
        );
        let rows = self.rows(&sql, [of.blob()], |r| row::read(columns, r))?;
        let mut is_there = |table, id| match known.entry((table, id)) {
            Entry::Occupied(known) => Ok(*known.get()),
            Entry::Vacant(new) => Ok(*new.insert(self.is_exported(table, id, scope)?)),
        };
        rows.into_iter()
            .map(|values| handed_over(table, values, scope, &mut is_there))
            .collect()
    }

    fn is_exported(&self, table: Table, row: Id, scope: Scope) -> Result<bool> {
        let sql = format!(
            "SELECT id FROM {} WHERE id = ? AND {}",
            table.name(),
            condition(table, scope)
        );
        Ok(self.first(&sql, [row.blob()], |r| id(r, 0))?.is_some())
    }
}
