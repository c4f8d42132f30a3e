//! Fills an empty file outside the log: a generated demo has no action to take back.

use super::Store;
use super::error::{Result, StoreError};
use crate::domain::Entity;

/// Takes the rows of an empty file, each as it is; the foreign keys are held to when all are there.
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
        self.transaction(|| {
            if self.number("SELECT EXISTS (SELECT 1 FROM relationships)", [])? != 0 {
                return Err(StoreError::Refused("The file already holds a relationship. Name another with --db FILE.".into()));
            }
            write(&Filler { store: self })
        })
    }
}
