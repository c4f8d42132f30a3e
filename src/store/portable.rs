//! Rows out of the file and into it, as the JSON contract has them. Exporting changes nothing; an import is one action.

mod import;
mod part;

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::{Result, Store, StoreError, id, row};
use crate::domain::incoming::Parcel;
use crate::domain::moment::Now;
use crate::domain::table::{Column, Kind};
use crate::domain::{Id, Link, Row, Table};
use import::Importing;

pub use part::Part;

/// Which rows an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What is shared.
    Shared,
    /// Everything but the trash.
    Everything,
}

/// Whether an import is written, or only said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Written.
    Write,
    /// Said: nothing is written.
    DryRun,
}

/// What an import came to, or would come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Rows that are new.
    pub added: usize,
    /// Rows that were here and are newer there.
    pub updated: usize,
    /// Rows that are the same here.
    pub skipped: usize,
    /// Rows that differ and are newer here; they stay as they are.
    pub older: Vec<String>,
    /// Tables and fields that aren't known here.
    pub unknown: Vec<String>,
    /// What is wrong, a sentence for each row; where there is any, nothing is written.
    pub errors: Vec<String>,
}

/// The rows of an export, by table.
type Exported = HashMap<Table, HashSet<Id>>;

impl Column {
    /// Whether a row can't be without what the column points to.
    pub(super) fn is_needed(&self) -> bool {
        self.required || self.name == "relationship_id"
    }
}

/// The columns by which a row belongs to other rows, which it can't be without.
fn needed(table: Table) -> Vec<(Column, Table)> {
    let columns = table.columns().iter().filter(|c| c.is_needed());
    columns.filter_map(|c| Some((*c, c.reference()?))).collect()
}

/// The row that a value of this column points to.
pub(super) fn target(column: &Column, value: &Json) -> Option<(Table, Id)> {
    if let Some(table) = column.reference() {
        return Some((table, Id::parse(value.as_str()?)?));
    }
    if !is_link(column) {
        return None;
    }
    let link: Link = serde_json::from_value(value.clone()).ok()?;
    Some((link.table, link.id))
}

/// Whether the column holds a pointer to a row of any table.
pub(super) fn is_link(column: &Column) -> bool {
    column.kind == Kind::Json && matches!(column.name, "link" | "made_from" | "used_in")
}

pub(super) fn condition(table: Table, scope: Scope) -> &'static str {
    if scope == Scope::Shared && table.column("visibility").is_some() {
        "deleted_at IS NULL AND visibility <> 'private'"
    } else {
        "deleted_at IS NULL"
    }
}

impl Store {
    /// Hands over the rows of an export, table by table in the order of the contract, by id. What is handed over is whole
    /// in itself: a row whose parent is left out is left out, and a pointer to a row that is left out is dropped.
    ///
    /// # Errors
    /// When the file or a row can't be read, or `each` fails.
    pub fn export(&self, scope: Scope, each: impl FnMut(Table, Row) -> Result<()>) -> Result<()> {
        self.export_of(scope, None, each)
    }

    /// The same of one relationship, or of all where none is named.
    ///
    /// # Errors
    /// As [`Store::export`].
    pub fn export_of(
        &self,
        scope: Scope,
        relationship: Option<Id>,
        mut each: impl FnMut(Table, Row) -> Result<()>,
    ) -> Result<()> {
        // One view of the file for all of its tables, whatever another process writes meanwhile.
        let _view = self.connection.unchecked_transaction()?;
        let exported = self.exported(scope, relationship)?;
        for table in Table::contract() {
            self.export_table(*table, scope, &exported, &mut each)?;
        }
        Ok(())
    }

    fn exported(&self, scope: Scope, relationship: Option<Id>) -> Result<Exported> {
        let mut exported = Exported::new();
        // A table comes behind those that its rows can't be without.
        for table in Table::contract() {
            let needed = needed(*table);
            let columns: Vec<_> = ["id"]
                .into_iter()
                .chain(needed.iter().map(|(c, _)| c.name))
                .collect();
            let owner = match table {
                Table::Relationships => "id",
                _ => "relationship_id",
            };
            let sql = format!(
                "SELECT {} FROM {} WHERE {} AND (?1 IS NULL OR {owner} = ?1)",
                columns.join(", "),
                table.name(),
                condition(*table, scope)
            );
            let rows = self.rows(&sql, [relationship.as_ref().map(Id::blob)], |r| {
                let mut stays = true;
                for (n, (_, to)) in needed.iter().enumerate() {
                    stays &= exported
                        .get(to)
                        .is_some_and(|held| id(r, n + 1).is_ok_and(|id| held.contains(&id)));
                }
                Ok((id(r, 0)?, stays))
            })?;
            exported.insert(
                *table,
                rows.into_iter()
                    .filter_map(|(id, stays)| stays.then_some(id))
                    .collect(),
            );
        }
        Ok(exported)
    }

    fn export_table(
        &self,
        table: Table,
        scope: Scope,
        exported: &Exported,
        each: &mut impl FnMut(Table, Row) -> Result<()>,
    ) -> Result<()> {
        let columns = table.columns();
        let sql = format!(
            "SELECT {} FROM {} WHERE {} ORDER BY id",
            row::names(columns),
            table.name(),
            condition(table, scope)
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(found) = rows.next()? {
            if !holds(exported, table, id(found, 0)?) {
                continue;
            }
            let values = row::read(columns, found)?;
            let mut is_there = |table, id| Ok(holds(exported, table, id));
            each(table, handed_over(table, values, scope, &mut is_there)?)?;
        }
        Ok(())
    }

    /// Takes rows in as one action: all of them, or none where one of them is wrong. A row with an id that is here is left
    /// as it is where it is equal; where it differs, the one that was changed last stays.
    ///
    /// `name` is what the rows came from, as the history says it.
    ///
    /// # Errors
    /// When the file can't be read or written. What is wrong with single rows stands in the report.
    pub fn import(
        &self,
        parcel: Parcel,
        name: &str,
        mode: Mode,
        now: Now,
        new_id: impl FnMut() -> Id,
    ) -> Result<Report> {
        if !parcel.errors.is_empty() {
            return Ok(Report {
                unknown: parcel.unknown,
                errors: parcel.errors,
                ..Report::default()
            });
        }
        let plan = |store: &Self| {
            Importing::new(store, now, parcel.unknown).plan(parcel.rows, name, new_id)
        };
        if mode == Mode::DryRun {
            let _view = self.connection.unchecked_transaction()?;
            return Ok(plan(self)?.1);
        }
        self.act(now, plan).map(|(_, report)| report)
    }
}

fn holds(exported: &Exported, table: Table, id: Id) -> bool {
    exported.get(&table).is_some_and(|held| held.contains(&id))
}

/// The row as an export gives it: without the fields that are always private, where only what is shared is asked for, and
/// without pointers to rows that are not there.
fn handed_over(
    table: Table,
    mut values: Row,
    scope: Scope,
    is_there: &mut impl FnMut(Table, Id) -> Result<bool>,
) -> Result<Row> {
    for column in table.columns() {
        let target = values.get(column.name).and_then(|v| target(column, v));
        let leads_nowhere = match target {
            Some((to, id)) => !is_there(to, id)?,
            None => false,
        };
        if leads_nowhere || (scope == Scope::Shared && column.always_private()) {
            values.shift_remove(column.name);
        }
    }
    table.normalise(values).map_err(|e| StoreError::Unreadable {
        table,
        reason: e.to_string(),
    })
}
