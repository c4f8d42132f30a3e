//! The one place that knows SQL: opens the file, reads windows of it, applies actions with their log, takes them back.
//!
//! Nothing here knows a screen. Every write goes through [`Store::act`], in one `IMMEDIATE` transaction with its log.

mod column;
mod disk;
mod error;
mod log;
mod row;
mod schema;

pub mod agenda;
pub mod backup;
pub mod check;
pub mod commitment;
pub mod draft;
pub mod elsewhere;
pub mod evidence;
pub mod feedback;
pub mod fill;
pub mod goal;
pub mod portable;
mod private;
pub mod purge;
pub mod relationship;
pub mod restore;
pub mod search;
pub mod session;
mod story;
mod triggers;
pub mod whole;
pub mod window;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, StatementStatus, TransactionBehavior};

use column::{day, id, instant, optional_id, text, word};
use disk::{identity, is_on_network, make_folder, make_private, refuse_folder};
pub use error::{Result, StoreError};
pub use log::{Applied, Passed, Undone, Way};

use crate::domain::moment::Now;
use crate::domain::{Batch, Entity, Id, Row, Table};

/// How long a statement waits for another process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// A tenth of a second: the application tries again itself, while keys work.
    Application,
    /// Five seconds: the command line has nothing else to do.
    CommandLine,
}

/// The open file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    identity: Option<(u64, u64)>,
    is_on_network: bool,
    /// Where the user is: instants that name no zone are days there.
    zone: Cell<chrono_tz::Tz>,
    /// All of its triggers are made.
    has_triggers: Cell<bool>,
    work: Work,
}

/// What reading has cost since the start: asserted by the counting tests, so that a key costs the screen, not the file.
#[derive(Debug, Default)]
pub struct Work {
    cost: Cell<Cost>,
}

/// What statements have cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Statements run.
    pub queries: u64,
    /// Rows that they gave.
    pub rows: u64,
    /// Rows stepped without an index.
    pub scanned: u64,
    /// Sorts that no index saved.
    pub sorts: u64,
    /// Instructions of the database's machine.
    pub steps: u64,
}

impl Work {
    /// What was spent since the last call.
    pub fn take(&self) -> Cost {
        self.cost.take()
    }

    fn add(&self, rows: usize, statement: &rusqlite::Statement<'_>) {
        let spent = |status| u64::try_from(statement.reset_status(status)).unwrap_or(0);
        let mut cost = self.cost.get();
        cost.queries += 1;
        cost.rows += rows as u64;
        cost.scanned += spent(StatementStatus::FullscanStep);
        cost.sorts += spent(StatementStatus::Sort);
        cost.steps += spent(StatementStatus::VmStep);
        self.cost.set(cost);
    }
}

/// What the connection keeps of the file's pages, in KiB: some screens' worth. The rest stays with the system's own cache.
const PAGES_KIB: i64 = 600;

impl Store {
    /// Opens the file, making it and its folder where missing (modes 0600 and 0700), and brings it to the newest format.
    ///
    /// # Errors
    /// When it can't be opened or made, is no Ithaca file, is damaged, or was written by a newer version.
    pub fn open(path: &Path, patience: Patience) -> Result<Self> {
        Self::open_telling(path, patience, |_| ())
    }

    /// The same; where the file has to be brought to a newer format, which may take seconds, `tell` is called before with the
    /// place of its copy.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_telling(path: &Path, patience: Patience, tell: impl FnOnce(&Path)) -> Result<Self> {
        make_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|e| error::while_opening(e, path))?;
        Self::over(connection, path.to_owned(), patience, tell)
    }

    /// Opens a file to read it: makes nothing, brings nothing to a newer format, writes nothing.
    ///
    /// # Errors
    /// When it can't be opened, is no Ithaca file, is damaged, or was written by a newer or an older version.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let failed = |e| error::while_opening(e, path);
        refuse_folder(path)?;
        // Not read-only: the last one to close a file tidies up beside it, and only one that may write can.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection
            .execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")
            .map_err(failed)?;
        schema::check(&connection, path)?;
        Ok(Self {
            connection,
            identity: identity(path),
            is_on_network: is_on_network(path),
            path: path.to_owned(),
            zone: Cell::new(chrono_tz::Tz::UTC),
            has_triggers: Cell::new(false),
            work: Work::default(),
        })
    }

    /// A store in memory, for what is thrown away.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self> {
        Self::over(
            Connection::open_in_memory()?,
            PathBuf::new(),
            Patience::Application,
            |_| (),
        )
    }

    fn over(
        mut connection: Connection,
        path: PathBuf,
        patience: Patience,
        tell: impl FnOnce(&Path),
    ) -> Result<Self> {
        // Making the tables may have to wait for another copy that does the same.
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(96);
        // A plan is the one that the tests assert, whatever is bound; and no statement is prepared twice to look at it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let is_on_network = is_on_network(&path);
        let journal = if is_on_network { "delete" } else { "wal" };
        settings(&connection, &path, journal).map_err(|e| error::while_opening(e, &path))?;
        schema::migrate(&mut connection, &path, tell)?;
        connection.busy_timeout(match patience {
            Patience::Application => Duration::from_millis(100),
            Patience::CommandLine => Duration::from_secs(5),
        })?;
        let store = Self {
            connection,
            identity: identity(&path),
            is_on_network,
            path,
            zone: Cell::new(chrono_tz::Tz::UTC),
            has_triggers: Cell::new(false),
            work: Work::default(),
        };
        store.tell_all()?;
        Ok(store)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file lies on a network file system, where each write waits longer.
    #[must_use]
    pub fn is_on_network(&self) -> bool {
        self.is_on_network
    }

    /// Reads all that `read` asks for as it was at one moment, whoever writes meanwhile.
    ///
    /// # Errors
    /// What `read` refuses; or when the file can't be read.
    pub fn at_once<T>(&self, read: impl FnOnce() -> Result<T>) -> Result<T> {
        let transaction = self.connection.unchecked_transaction()?;
        let value = read()?;
        transaction.commit()?;
        Ok(value)
    }

    /// What reading has cost so far.
    #[must_use]
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// Every relationship, active ones first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn relationships(&self) -> Result<Vec<crate::domain::Relationship>> {
        self.all(
            "WHERE deleted_at IS NULL ORDER BY status, partner_name, id",
            [],
        )
    }

    /// Whom one meets, by name.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn names(&self) -> Result<Vec<(crate::domain::Id, String)>> {
        self.rows(
            "SELECT id, partner_name FROM relationships WHERE deleted_at IS NULL ORDER BY status, partner_name, id",
            [],
            |row| Ok((id(row, 0)?, row.get(1)?)),
        )
    }

    /// Closes the file, so that nothing is left beside it.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn close(self) -> Result<()> {
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// A number that changes when another process has written.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |r| r.get(0))?)
    }

    /// The rows of a query, each read by `read`.
    fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = Vec::new();
        {
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
        }
        self.work.add(found.len(), &statement);
        Ok(found)
    }

    /// The first row of a query.
    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.rows(sql, params, read)?.into_iter().next())
    }

    /// The first number of a query's first row, or 0.
    fn number(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self
            .first(sql, params, |r| r.get::<_, Option<i64>>(0))?
            .flatten()
            .unwrap_or(0))
    }

    /// The entity with this id, unless it is in the trash.
    ///
    /// # Errors
    /// When the file can't be read, or the row isn't what the domain knows.
    pub fn find<T: Entity>(&self, id: Id) -> Result<Option<T>> {
        let sql = format!(
            "SELECT {} FROM {} WHERE id = ? AND deleted_at IS NULL",
            row::names(T::COLUMNS),
            T::TABLE.name()
        );
        self.first(&sql, [id.blob()], |r| row::read(T::COLUMNS, r))?
            .map(entity)
            .transpose()
    }

    /// The entity with this id.
    ///
    /// # Errors
    /// As [`Store::find`]; and when there is no such row any more.
    pub fn get<T: Entity>(&self, id: Id) -> Result<T> {
        self.find(id)?.ok_or_else(|| {
            StoreError::Refused(format!("The {} is not there any more.", T::TABLE.noun()))
        })
    }

    /// The entities that a condition names, in its order: `WHERE …` or `ORDER BY …` with its parameters.
    fn all<T: Entity>(&self, condition: &str, params: impl Params) -> Result<Vec<T>> {
        let sql = format!(
            "SELECT {} FROM {} {condition}",
            row::names(T::COLUMNS),
            T::TABLE.name()
        );
        self.rows(&sql, params, |r| row::read(T::COLUMNS, r))?
            .into_iter()
            .map(entity)
            .collect()
    }

    /// Every row of a table by id, the trash included.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn table_rows(&self, table: Table) -> Result<Vec<Row>> {
        let mut all = Vec::new();
        self.each_row(table, |row| {
            all.push(row);
            Ok(())
        })?;
        Ok(all)
    }

    /// Reads every row of a table by id, the trash included, and keeps none of them: a whole table may be larger than memory.
    fn each_row(&self, table: Table, mut each: impl FnMut(Row) -> Result<()>) -> Result<()> {
        let columns: Vec<_> = table
            .columns()
            .iter()
            .copied()
            .chain([row::TRASH])
            .collect();
        let sql = format!(
            "SELECT {} FROM {} ORDER BY id",
            row::names(&columns),
            table.name()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut count = 0;
        {
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(row::read(&columns, row)?)?;
                count += 1;
            }
        }
        self.work.add(count, &statement);
        Ok(())
    }

    /// The row as columns and values, absent ones left out; one in the trash has `deleted_at`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn row(&self, table: Table, id: Id) -> Result<Option<Row>> {
        let columns: Vec<_> = table
            .columns()
            .iter()
            .copied()
            .chain([row::TRASH])
            .collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE id = ?",
            row::names(&columns),
            table.name()
        );
        self.first(&sql, [id.blob()], |r| row::read(&columns, r))
    }

    /// The row as a form shows it: columns and values, absent ones left out.
    ///
    /// # Errors
    /// When the file can't be read, or the row is gone.
    pub fn values(&self, table: Table, id: Id) -> Result<Row> {
        self.row(table, id)?.ok_or_else(|| {
            StoreError::Refused(format!("The {} is not there any more.", table.noun()))
        })
    }

    /// Runs one action of the user: `build` reads what it needs and says what changes; the changes and their log are
    /// written in the same transaction. Nothing is written where it fails, or where nothing changes.
    ///
    /// # Errors
    /// What `build` refuses; a conflict; or what the file says.
    pub fn act<T>(
        &self,
        now: Now,
        build: impl FnOnce(&Self) -> Result<(Batch, T)>,
    ) -> Result<(Applied, T)> {
        let transaction = self.begin_write()?;
        let (batch, value) = build(self)?;
        let applied = self.apply(&batch, now)?;
        transaction.commit()?;
        Ok((applied, value))
    }

    /// Several writes outside the log, in one transaction: a generated demo, a draft.
    fn transaction<T>(&self, write: impl FnOnce() -> Result<T>) -> Result<T> {
        self.prepare_to_write()?;
        let transaction = self.begin_write()?;
        let value = write()?;
        transaction.commit()?;
        Ok(value)
    }

    /// Makes all triggers, once: before a write of whatever tables, or earlier, so that it need not take some milliseconds
    /// longer.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn prepare_to_write(&self) -> Result<()> {
        if !self.has_triggers.get() {
            triggers::make(&self.connection)?;
            self.has_triggers.set(true);
        }
        Ok(())
    }

    /// Makes the triggers of one table, before an action writes it.
    fn prepare_to_write_to(&self, table: Table) -> Result<()> {
        if self.has_triggers.get() {
            return Ok(());
        }
        triggers::make_of(&self.connection, table)
    }

    /// Begins a write: no other process writes until it ends.
    fn begin_write(&self) -> Result<rusqlite::Transaction<'_>> {
        self.check_identity()?;
        let immediate = TransactionBehavior::Immediate;
        let transaction = rusqlite::Transaction::new_unchecked(&self.connection, immediate)?;
        schema::check_unchanged(&self.connection, &self.path)?;
        Ok(transaction)
    }

    /// Refuses to write where the path names another file by now.
    fn check_identity(&self) -> Result<()> {
        if self.identity == identity(&self.path) {
            Ok(())
        } else {
            Err(StoreError::Replaced)
        }
    }

    /// The plan of a query, a line each: for the tests that hold the hot queries to their indexes.
    ///
    /// # Errors
    /// When the query can't be prepared.
    pub fn plan(&self, sql: &str) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let mut rows = statement.raw_query();
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(row.get(3)?);
        }
        Ok(lines)
    }
}

fn entity<T: Entity>(row: Row) -> Result<T> {
    T::from_row(row).map_err(|e| StoreError::Unreadable {
        table: T::TABLE,
        reason: e.to_string(),
    })
}

fn settings(connection: &Connection, path: &Path, wanted: &str) -> rusqlite::Result<()> {
    if !path.as_os_str().is_empty() {
        let journal: String = connection.pragma_query_value(None, "journal_mode", |r| r.get(0))?;
        if !journal.eq_ignore_ascii_case(wanted) {
            connection.pragma_update(None, "journal_mode", wanted)?;
        }
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -PAGES_KIB)?;
    connection.pragma_update(None, "trusted_schema", false)
}
