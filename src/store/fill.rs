//! Fills an empty file outside the log: a generated demo has no action to take back.

use super::Store;
use super::error::{Result, StoreError};
use crate::domain::Entity;

/// The page cache while a file is filled, 64 MB (in KB, negative).
const FILLING: i64 = -64 * 1024;
/// The page cache otherwise, `SQLite`'s own 2 MB.
const USUAL: i64 = -2_000;

/// Takes the rows of an empty file, each as it is; references are looked at when all are there.
#[derive(Debug)]
pub struct Filler<'a> {
    store: &'a Store,
}

impl Filler<'_> {
    /// Writes one row.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add<T: Entity>(&self, entity: &T) -> Result<()> {
        self.store.insert_row(T::TABLE, &entity.to_row())
    }
}

impl Store {
    /// Fills an empty file in one transaction, without the log. Nothing is written where `write` fails.
    ///
    /// # Errors
    /// When the file already holds a relationship; what `write` refuses; or what the file says.
    pub fn fill(&self, write: impl FnOnce(&Filler<'_>) -> Result<()>) -> Result<()> {
        self.set("off", FILLING)?;
        let filled = self.fill_at_once(write);
        self.set("on", USUAL)?;
        filled
    }

    fn fill_at_once(&self, write: impl FnOnce(&Filler<'_>) -> Result<()>) -> Result<()> {
        self.transaction(|| {
            if self.number("SELECT EXISTS (SELECT 1 FROM relationships)", [])? != 0 {
                return Err(StoreError::Refused(
                    "The file already holds a relationship. Name another with --db FILE.".into(),
                ));
            }
            let indexes = self.drop_indexes()?;
            write(&Filler { store: self })?;
            for index in indexes {
                self.connection.execute_batch(&index)?;
            }
            self.refuse_loose_ends()?;
            super::search::rebuild(&self.connection)
        })
    }

    /// Takes the indexes away, and gives back how each is made: made at the end, they are sorted at once, and lie dense.
    fn drop_indexes(&self) -> Result<Vec<String>> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
        let indexes = self.rows(sql, [], |r| Ok((super::text(r, 0)?, super::text(r, 1)?)))?;
        for (name, _) in &indexes {
            self.connection
                .execute_batch(&format!("DROP INDEX {name}"))?;
        }
        Ok(indexes.into_iter().map(|(_, sql)| sql).collect())
    }

    /// Rows come in any order, so references are looked at once, when all are there: while one is open, `SQLite` would
    /// search the children of every new row. The page cache grows, as rows of many years go everywhere into the indexes.
    fn set(&self, references: &str, cache: i64) -> Result<()> {
        self.connection
            .pragma_update(None, "foreign_keys", references)?;
        Ok(self.connection.pragma_update(None, "cache_size", cache)?)
    }

    fn refuse_loose_ends(&self) -> Result<()> {
        let table = self.first(
            "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1",
            [],
            |r| r.get::<_, String>(0),
        )?;
        match table {
            None => Ok(()),
            Some(table) => Err(StoreError::Refused(format!(
                "A row in {table} points to one that is not there, so nothing was written."
            ))),
        }
    }
}
