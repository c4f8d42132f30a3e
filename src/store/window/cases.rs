//! The records behind a figure, as far as they are in view: what each is called.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::is_private;
use crate::domain::{Id, Table};
use crate::store::{Result, Store, id, text};

/// What a record is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseTitle {
    /// Its text; nothing where it has none.
    pub title: String,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// The titles of rows of one table, by their ids as a JSON list; a milestone is as private as its goal.
#[must_use]
pub fn titles(table: Table) -> String {
    let name = table.name();
    let title = match table {
        Table::Sessions => "coalesce(t.summary, '')".to_owned(),
        Table::Feedback => "coalesce(t.behaviour, t.situation, '')".to_owned(),
        table => format!("t.{}", table.title_column()),
    };
    let (parent, owner) = match table.parent() {
        Some(column) => (format!(" JOIN goals p ON p.id = t.{column}"), "p"),
        None => (String::new(), "t"),
    };
    format!(
        "SELECT t.id, {title}, {owner}.visibility FROM {name} t{parent} WHERE t.id IN (SELECT unhex(value) FROM json_each(?1))"
    )
}

impl Store {
    /// The titles of these rows, in their order: one query a table.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn case_titles(&self, rows: &[(Table, Id)]) -> Result<Vec<CaseTitle>> {
        let mut tables: Vec<_> = rows.iter().map(|(table, _)| *table).collect();
        tables.sort_unstable();
        tables.dedup();
        let mut found = HashMap::new();
        for table in tables {
            let ids = rows.iter().filter(|(of, _)| *of == table);
            let ids = ids.map(|(_, id)| id.0.simple().to_string());
            let ids = Json::from(ids.collect::<Vec<_>>()).to_string();
            let read = self.rows(&titles(table), [ids], |r| {
                let private = is_private(r, 2)?;
                let title = text(r, 1)?;
                Ok(((table, id(r, 0)?), CaseTitle { title, private }))
            })?;
            found.extend(read);
        }
        let title = |row| found.remove(row).unwrap_or_default();
        Ok(rows.iter().map(title).collect())
    }
}
