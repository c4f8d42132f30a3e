//! What the check of a file finds, in files that were broken on purpose.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use ithaca::env::Env;
use ithaca::store::portable::Mode;
use ithaca::store::{Patience, Store};
use ithaca::transfer::json;
use tempfile::TempDir;

const FILE: &str = r#"{"format": "ithaca/1",
    "relationships": [{"id": "01941f29-0000-7000-8000-000000000001", "partner_name": "Athena", "my_role": "mentee"},
                      {"id": "01941f29-0000-7000-8000-000000000002", "partner_name": "Nestor", "my_role": "mentor"}],
    "goals": [{"id": "01941f29-0000-7000-8000-000000000003", "title": "x", "relationship_id": "01941f29-0000-7000-8000-000000000001"}],
    "milestones": [{"title": "m", "goal_id": "01941f29-0000-7000-8000-000000000003"}],
    "sessions": [{"planned_start": "2026-11-26T15:00:00Z", "relationship_id": "01941f29-0000-7000-8000-000000000001"},
                 {"planned_start": "2026-12-10T15:00:00Z", "relationship_id": "01941f29-0000-7000-8000-000000000001"}],
    "agenda_items": [{"title": "a", "relationship_id": "01941f29-0000-7000-8000-000000000001"},
                     {"title": "b", "relationship_id": "01941f29-0000-7000-8000-000000000001"}]}"#;

/// The findings after `sql` was done to a file that was sound.
fn findings(sql: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("own.db");
    let env = Env::fixed("2026-11-24T09:00:00Z".parse().unwrap(), chrono_tz::UTC, 7);
    let store = Store::open(&path, Patience::CommandLine).unwrap();
    let report = store
        .import(
            json::parse(FILE.as_bytes()).unwrap(),
            "x",
            Mode::Write,
            env.now(),
            || env.id(),
        )
        .unwrap();
    assert_eq!((report.added, report.errors), (8, vec![]));
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
        .unwrap();
    store.check().unwrap()
}

#[test]
fn each_break_is_found() {
    let table = [
        (
            "UPDATE goals SET status = 'foo'",
            "can't be read: status 'foo' is not one of",
        ),
        (
            "UPDATE goals SET percent = 140",
            "percent '140' is not within 0–100",
        ),
        (
            "UPDATE goals SET target_date = 'soon'",
            "target_date 'soon' is no day",
        ),
        ("UPDATE goals SET title = ''", "title is missing"),
        (
            "UPDATE goals SET made_from = '{'",
            "made_from holds something else",
        ),
        (
            "UPDATE goals SET status = 'achieved'",
            "is closed and says no day",
        ),
        (
            "UPDATE goals SET made_from = '{\"table\":\"wins\",\"id\":\"01941f29-0000-7000-8000-00000000000f\"}'",
            "names a win that is not there",
        ),
        (
            "UPDATE milestones SET status = 'done'",
            "is done and says no day",
        ),
        (
            "UPDATE milestones SET relationship_id = x'01941f29000070008000000000000002'",
            "belongs to another relationship than its goal",
        ),
        ("DELETE FROM goals", "names a goal that is not there"),
        (
            "UPDATE sessions SET status = 'live'",
            "is live beside another one",
        ),
        (
            "UPDATE sessions SET moved_to_id = (SELECT max(id) FROM sessions) WHERE id = (SELECT min(id) FROM sessions)",
            "says otherwise",
        ),
        (
            "UPDATE agenda_items SET position = 5",
            "has the same place on its list",
        ),
        (
            "UPDATE agenda_items SET carried_from_id = (SELECT min(id) FROM agenda_items) WHERE title = 'b'",
            "is a copy of an item that did not go on",
        ),
        (
            "DELETE FROM search_words WHERE word = 'nestor'",
            "doesn't list all words, so parts of them are not found: 1 missing",
        ),
    ];
    for (sql, wanted) in table {
        let found = findings(sql);
        assert!(
            found.len() == 1 && found[0].contains(wanted),
            "{sql}: {found:?}"
        );
    }
}
