//! The schema by steps: each a transaction of its own, counted by `PRAGMA user_version`. Steps are only ever added.

use std::path::Path;

use rusqlite::Connection;

use super::error::{Result, StoreError, while_opening};

/// The steps; the number of those done is the file's format.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_entities.sql"),
    include_str!("migrations/0002_people.sql"),
    include_str!("migrations/0003_orders.sql"),
    include_str!("migrations/0004_lists.sql"),
    include_str!("migrations/0005_story.sql"),
    include_str!("migrations/0006_agreement_versions.sql"),
    include_str!("migrations/0007_history.sql"),
    include_str!("migrations/0008_search.sql"),
    include_str!("migrations/0009_evidence.sql"),
    include_str!("migrations/0010_story_kinds.sql"),
    include_str!("migrations/0011_dense_story.sql"),
    include_str!("migrations/0012_offers.sql"),
    include_str!("migrations/0013_questions.sql"),
    include_str!("migrations/0014_no_triggers.sql"),
    include_str!("migrations/0015_people.sql"),
    include_str!("migrations/0016_held.sql"),
    include_str!("migrations/0017_found_when_held.sql"),
    include_str!("migrations/0018_settled.sql"),
    include_str!("migrations/0019_words.sql"),
];

/// The step since which the search index holds the same of the same rows: for what is older it is made anew, which takes
/// seconds for a large file; the steps that came later leave it as it is. The tests below hold it against the index.
const INDEXED: i64 = 19;

/// Marks our files, so that no other `SQLite` file is taken for one ("Itha").
const APPLICATION_ID: i64 = 0x4974_6861;

/// The newest format that is known here.
fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The file's format, where it is one of ours; none where the file is empty. Any other file is refused.
pub(super) fn format(connection: &Connection, path: &Path) -> Result<Option<i64>> {
    let failed = |error| while_opening(error, path);
    let pragma = |name| connection.pragma_query_value(None, name, |r| r.get::<_, i64>(0));
    let found = pragma("user_version").map_err(failed)?;
    if found > known() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: known(),
        });
    }
    if pragma("application_id").map_err(failed)? == APPLICATION_ID {
        return Ok(Some(found));
    }
    if is_empty(connection).map_err(failed)? {
        Ok(None)
    } else {
        Err(StoreError::NotOurs(path.to_owned()))
    }
}

/// Refuses to read what is not of the newest format: bringing it there is for whoever may write.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<()> {
    match format(connection, path)? {
        Some(found) if found == known() => Ok(()),
        Some(found) => Err(StoreError::Older {
            path: path.to_owned(),
            found,
            known: known(),
        }),
        None => Err(StoreError::Empty(path.to_owned())),
    }
}

/// Refuses to write where a newer program has brought the file to its own format meanwhile: it may keep more than is known here.
pub(super) fn check_unchanged(connection: &Connection, path: &Path) -> Result<()> {
    let found: i64 = connection
        .prepare_cached("PRAGMA user_version")?
        .query_row([], |r| r.get(0))?;
    if found == known() {
        return Ok(());
    }
    Err(StoreError::Newer {
        path: path.to_owned(),
        found,
        known: known(),
    })
}

/// Brings the file to the newest format, and tells first where the copy of an older one is kept. A file of another program, or
/// of a newer version, is refused untouched.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    tell: impl FnOnce(&Path),
) -> Result<()> {
    let found = format(connection, path)?;
    if found == Some(known()) {
        return Ok(());
    }
    if let Some(found) = found.filter(|f| *f > 0) {
        super::backup::before_migration(connection, path, found, tell)?;
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another copy of the program may have done it while this one waited for the lock.
    let found: i64 = transaction.pragma_query_value(None, "user_version", |r| r.get(0))?;
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    // After the last step, as the index follows the columns of the newest format.
    if found < INDEXED {
        super::search::rebuild(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known())?;
    Ok(transaction.commit()?)
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |r| {
        r.get(0)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use chrono::NaiveDate;

    use super::*;

    /// The sum of what the index holds since the step that is named.
    const SUM: u64 = 17_608_586_550_866_983_072;

    /// A file as the first version wrote it, with a row.
    fn old_file(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection
            .pragma_update(None, "foreign_keys", false)
            .unwrap();
        let row = "INSERT INTO commitments (id, created_at, updated_at, relationship_id, visibility, text, owner, support, status, done_on)
            VALUES (x'01', '', '', x'02', 'shared', 'Send the notes', 'me', 0, 'done', '2026-11-03')";
        connection.execute(row, []).unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
    }

    #[test]
    fn an_older_file_is_copied_and_brought_to_the_newest_format() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        old_file(&path);
        let mut connection = Connection::open(&path).unwrap();
        let told = std::cell::RefCell::new(Vec::new());
        let tell = |copy: &Path| told.borrow_mut().push((copy.to_owned(), copy.exists()));
        migrate(&mut connection, &path, tell).unwrap();
        let found: (i64, String) = connection
            .query_row(
                "SELECT (SELECT user_version FROM pragma_user_version), text FROM commitments INDEXED BY commitments_closed
                WHERE relationship_id = x'02' AND status IN ('done', 'released', 'not_done') AND coalesce(done_on, due) = '2026-11-03' AND deleted_at IS NULL",
                [],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )
            .unwrap();
        assert_eq!(
            found,
            (i64::try_from(STEPS.len()).unwrap(), "Send the notes".into())
        );
        let copy = folder.path().join("backups/old.db.format-1.bak");
        assert!(copy.exists(), "the file as it was is kept");
        assert_eq!(told.take(), [(copy, false)], "told before it is made");
        let tell = |copy: &Path| told.borrow_mut().push((copy.to_owned(), true));
        migrate(&mut connection, &path, tell).unwrap();
        assert_eq!(told.take(), [], "nothing is left to be done");
    }

    #[test]
    fn a_file_that_a_newer_program_has_taken_over_is_not_written() {
        use crate::domain::moment::{Instant, Now};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ithaca.db");
        let store = crate::store::Store::open(&path, crate::store::Patience::CommandLine).unwrap();
        let now = Now {
            at: Instant::default(),
            zone: chrono_tz::UTC,
        };
        store.keep_draft("line", "before", now).unwrap();
        let newer = Connection::open(&path).unwrap();
        newer
            .pragma_update(None, "user_version", known() + 1)
            .unwrap();
        let refused = store.index_anew().unwrap_err();
        assert!(matches!(refused, StoreError::Newer { .. }), "{refused}");
    }

    /// A file in an older format, filled by `rows`, brought to the newest.
    fn migrated(steps: usize, rows: &str) -> Connection {
        let mut file = Connection::open_in_memory().unwrap();
        for step in &STEPS[..steps] {
            file.execute_batch(step).unwrap();
        }
        file.execute_batch(rows).unwrap();
        file.pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        file.pragma_update(None, "user_version", i64::try_from(steps).unwrap())
            .unwrap();
        migrate(&mut file, Path::new(""), |_| ()).unwrap();
        file
    }

    #[test]
    fn an_older_promise_is_found_by_its_date() {
        let file = migrated(
            8,
            "INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status, phase, started_on, cadence_days, session_minutes)
                VALUES (x'02', '', '', 'Athena', 'mentee', 'active', 'preparing', '', 14, 45);
             INSERT INTO commitments (id, created_at, updated_at, relationship_id, visibility, text, owner, support, status, due)
                VALUES (x'01', '', '', x'02', 'shared', 'Send the notes', 'me', 0, 'open', '2026-11-03'),
                    (x'03', '', '', x'02', 'shared', 'Whenever', 'me', 0, 'open', NULL);
             INSERT INTO agenda_items (id, created_at, updated_at, relationship_id, visibility, kind, owner, title, minutes, position, status, carry_count)
                VALUES (x'04', '', '', x'02', 'shared', 'topic', 'both', 'Gone on', 5, 1, 'open', 3)",
        );
        let sql = "SELECT (SELECT group_concat(text) FROM commitments INDEXED BY commitments_dated WHERE relationship_id = x'02' AND due IS NOT NULL AND deleted_at IS NULL),
            (SELECT group_concat(title) FROM agenda_items INDEXED BY agenda_items_gone_on WHERE relationship_id = x'02' AND carry_count >= 3 AND status = 'open' AND deleted_at IS NULL)";
        let found: (String, String) = file
            .query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
            .unwrap();
        assert_eq!(found, ("Send the notes".into(), "Gone on".into()));
    }

    #[test]
    fn an_older_story_is_to_be_told_anew() {
        let file = migrated(
            9,
            "INSERT INTO story (relationship_id, month, day, minute, row_id, is_end, kind) VALUES (x'01', '2026-11', '2026-11-03', 0, x'02', 1, 'goal');
             INSERT INTO memory (name, value) VALUES ('story', 'told')",
        );
        let sql = "SELECT (SELECT count(*) FROM story) + (SELECT count(*) FROM story_months) + (SELECT count(*) FROM memory)";
        let left: i64 = file.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(left, 0);
    }

    #[test]
    fn an_older_story_makes_room() {
        let file = migrated(
            10,
            "INSERT INTO story (relationship_id, month, day, minute, row_id, is_end, kind) VALUES (x'01', '2026-11', '2026-11-03', 0, x'02', 1, 'goal');
             INSERT INTO memory (name, value) VALUES ('story', 'told')",
        );
        let sql = "SELECT (SELECT count(*) FROM story) + (SELECT count(*) FROM story_months) + (SELECT count(*) FROM memory)
                + (SELECT count(*) FROM sqlite_schema WHERE name = 'story_of_row')";
        let left: i64 = file.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(left, 0);
    }

    #[test]
    fn an_older_index_is_made_anew() {
        let entry = "INSERT INTO search_rows (docid, source) VALUES (7, 7)";
        let sql = "SELECT count(*) FROM search_rows WHERE docid = 7";
        for steps in [8, 15, 18] {
            let file = migrated(steps, entry);
            let left: i64 = file.query_row(sql, [], |r| r.get(0)).unwrap();
            assert_eq!(left, 0, "format {steps}");
        }
    }

    /// What the index holds of which tables, and by which days: a sum of it, so that it can be held against what was.
    fn what_is_indexed() -> u64 {
        use crate::domain::{Table, search};
        let of = |table: &Table| {
            let columns: Vec<_> = search::columns(*table).iter().map(|c| c.name).collect();
            format!(
                "{} {columns:?} {:?}\n",
                table.name(),
                search::dated_by(*table)
            )
        };
        let all: String = Table::ALL.iter().map(of).collect();
        // FNV-1a: the same in every version of the compiler.
        let mixed = |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        all.bytes().fold(0xcbf2_9ce4_8422_2325, mixed)
    }

    const RAISE: &str = "the index holds something else: write that down here, and raise INDEXED to the step that comes with \
        it, for the entries of older files stay as they are; only a column that is new has nothing in older rows";

    #[test]
    fn the_index_is_the_one_of_the_step_that_is_named() {
        let objects = |steps: usize| -> String {
            let file = Connection::open_in_memory().unwrap();
            for step in &STEPS[..steps] {
                file.execute_batch(step).unwrap();
            }
            let sql =
                "SELECT coalesce(group_concat(sql, ';'), '') FROM (SELECT sql FROM sqlite_schema
                WHERE tbl_name IN ('search', 'search_rows', 'search_pending', 'search_words', 'search_parts') ORDER BY name)";
            file.query_row(sql, [], |r| r.get(0)).unwrap()
        };
        let indexed = usize::try_from(INDEXED).unwrap();
        assert_ne!(objects(indexed - 1), objects(indexed));
        assert_eq!(objects(indexed), objects(STEPS.len()), "{RAISE}");
        assert_eq!(what_is_indexed(), SUM, "{RAISE}");
    }

    #[test]
    fn an_entry_is_written_as_it_was_since_the_step_that_is_named() {
        let file = migrated(
            usize::try_from(INDEXED).unwrap() - 1,
            "INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status, phase, started_on, cadence_days, session_minutes)
                VALUES (x'02', '', '', '', 'mentee', 'active', 'preparing', '', 14, 45);
             INSERT INTO wins (id, created_at, updated_at, relationship_id, visibility, text, happened_on, whose)
                VALUES (x'01', '', '', x'02', 'shared', 'Größe, 漢字 and half-way', '2026-11-03', 'me')",
        );
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap() - NaiveDate::default();
        let sql = "SELECT docid, source FROM search_rows";
        let entry: (i64, i64) = file
            .query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
            .unwrap();
        // The first of its day; the first row of the 17th table.
        assert_eq!(entry, (day.num_days() * 8_192, 32 + 16), "{RAISE}");
        file.execute_batch(
            "CREATE VIRTUAL TABLE temp.tokens USING fts5vocab('main', 'search', 'instance')",
        )
        .unwrap();
        let sql =
            "SELECT group_concat(term, ' ') FROM (SELECT DISTINCT term FROM tokens ORDER BY term)";
        let tokens: String = file.query_row(sql, [], |r| r.get(0)).unwrap();
        let held =
            "_1 __ a alf an and g gr gro grosse h ha hal half oss ros sse w wa way 字 漢 漢字";
        assert_eq!(tokens, held, "{RAISE}");
    }

    #[test]
    fn an_older_win_is_found_as_not_told() {
        let file = migrated(
            11,
            "INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status, phase, started_on, cadence_days, session_minutes)
                VALUES (x'02', '', '', 'Athena', 'mentee', 'active', 'preparing', '', 14, 45);
             INSERT INTO wins (id, created_at, updated_at, relationship_id, visibility, text, happened_on, whose)
                VALUES (x'01', '', '', x'02', 'shared', 'It works', '2026-11-03', 'me')",
        );
        let sql = "SELECT text FROM wins INDEXED BY wins_untold WHERE relationship_id = x'02' AND told_in_id IS NULL AND deleted_at IS NULL";
        let found: String = file.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(found, "It works");
    }

    #[test]
    fn the_file_holds_no_trigger() {
        let old = migrated(
            13,
            "CREATE TRIGGER search_wins_added AFTER INSERT ON wins
                BEGIN INSERT OR IGNORE INTO search_pending VALUES (NEW.rowid * 32, NULL); END",
        );
        let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'";
        let left: i64 = old.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(left, 0, "they are the connection's that writes");
    }

    #[test]
    fn an_older_import_belongs_to_everyone() {
        let file = migrated(
            1,
            "INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status, phase, started_on, cadence_days, session_minutes)
                VALUES (x'01', '', '', 'Athena', 'mentee', 'active', 'preparing', '', 14, 45);
             INSERT INTO batches (at, relationship_id, kind, label) VALUES ('', NULL, 'do', 'Imported 2 rows'), ('', x'01', 'do', 'Win')",
        );
        let sql =
            "SELECT group_concat(hex(relationship_id) || ' ' || batch) FROM batch_relationships";
        let found: String = file.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(found, "01 1");
    }
}
