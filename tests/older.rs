//! A file of an older version whose search index was there: what it found then is found now, in the order of the days.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::domain::search::{fold::fold, query};
use ithaca::domain::{Table, search};
use rusqlite::{Connection, params};

/// What the older versions did to a file, one after the other.
const STEPS: [&str; 16] = [
    include_str!("../src/store/migrations/0001_entities.sql"),
    include_str!("../src/store/migrations/0002_people.sql"),
    include_str!("../src/store/migrations/0003_orders.sql"),
    include_str!("../src/store/migrations/0004_lists.sql"),
    include_str!("../src/store/migrations/0005_story.sql"),
    include_str!("../src/store/migrations/0006_agreement_versions.sql"),
    include_str!("../src/store/migrations/0007_history.sql"),
    include_str!("../src/store/migrations/0008_search.sql"),
    include_str!("../src/store/migrations/0009_evidence.sql"),
    include_str!("../src/store/migrations/0010_story_kinds.sql"),
    include_str!("../src/store/migrations/0011_dense_story.sql"),
    include_str!("../src/store/migrations/0012_offers.sql"),
    include_str!("../src/store/migrations/0013_questions.sql"),
    include_str!("../src/store/migrations/0014_no_triggers.sql"),
    include_str!("../src/store/migrations/0015_people.sql"),
    include_str!("../src/store/migrations/0016_held.sql"),
];

/// Athena; a session that was held three days after its date, with an item; and a win between the two days.
const ROWS: &str = "
    INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status, phase, started_on, cadence_days, session_minutes)
        VALUES (x'01941f29000070008000000000000001', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'Athena', 'mentee', 'active', 'enabling', '2026-01-01', 14, 45);
    INSERT INTO sessions (id, created_at, updated_at, relationship_id, visibility, planned_start, zone, planned_minutes, status, started_at, ended_at, start_corrected, summary, notice_hours, grace_minutes, agenda_lead_hours, origin)
        VALUES (x'01941f29000070008000000000000002', '2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', x'01941f29000070008000000000000001', 'shared', '2026-10-05T15:00:00Z', 'UTC', 45, 'held',
            '2026-10-08T15:00:00Z', '2026-10-08T15:40:00Z', 0, 'The harbour stays', 24, 5, 24, 'live');
    INSERT INTO agenda_items (id, created_at, updated_at, relationship_id, visibility, session_id, kind, owner, title, minutes, position, status, carry_count)
        VALUES (x'01941f29000070008000000000000003', '2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', x'01941f29000070008000000000000001', 'shared', x'01941f29000070008000000000000002',
            'topic', 'both', 'Who keeps the harbour?', 10, 1, 'done', 0);
    INSERT INTO wins (id, created_at, updated_at, relationship_id, visibility, text, happened_on, whose)
        VALUES (x'01941f29000070008000000000000004', '2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', x'01941f29000070008000000000000001', 'shared', 'Out of the harbour', '2026-10-06', 'me');";

/// The entry that an older version wrote of a row.
fn index(file: &Connection, table: Table, day: &str, text: &str) {
    let day: chrono::NaiveDate = day.parse().unwrap();
    let docid = (day - chrono::NaiveDate::default()).num_days() * 16_384;
    let taken = "SELECT count(*) FROM search_rows WHERE docid = ?";
    let taken: i64 = file.query_row(taken, [docid], |r| r.get(0)).unwrap();
    let number = i64::try_from(Table::ALL.iter().position(|t| *t == table).unwrap()).unwrap();
    let folded = format!("{}\n", fold(text));
    let tokens = format!("{} _1 __", query::tokens(&folded).join(" "));
    let sql = "INSERT INTO search (rowid, tokens) VALUES (?, ?)";
    file.execute(sql, params![docid + taken, tokens]).unwrap();
    let sql = "INSERT INTO search_rows VALUES (?, ?)";
    file.execute(sql, [docid + taken, 32 + number]).unwrap();
}

#[test]
fn an_older_file_with_an_index_is_opened_searched_and_written() {
    for format in [8, 12, STEPS.len()] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = Connection::open(&path).unwrap();
        for step in &STEPS[..format] {
            old.execute_batch(step).unwrap();
        }
        old.execute_batch(ROWS).unwrap();
        index(&old, Table::Relationships, "2026-01-01", "Athena");
        index(&old, Table::Sessions, "2026-10-05", "The harbour stays");
        index(
            &old,
            Table::AgendaItems,
            "2026-10-05",
            "Who keeps the harbour?",
        );
        index(&old, Table::Wins, "2026-10-06", "Out of the harbour");
        old.pragma_update(None, "application_id", 0x4974_6861)
            .unwrap();
        old.pragma_update(None, "user_version", i64::try_from(format).unwrap())
            .unwrap();
        drop(old);
        let mut user = User::of_file(&path, 80, 24);
        assert_eq!(
            user.store.check().unwrap(),
            Vec::<String>::new(),
            "{format}"
        );
        assert!(
            search::columns(Table::Wins)
                .iter()
                .any(|c| c.name == "text")
        );
        user.press("1 /").write("harbour").sees("1/3");
        let screen = user.screen();
        let hits: Vec<_> = screen.lines().skip(2).take(3).collect();
        assert!(
            hits[0].contains(" 8 Oct") && hits[1].contains(" 8 Oct"),
            "{format}\n{screen}"
        );
        assert!(
            hits[2].contains(" 6 Oct") && hits[2].contains("win"),
            "{format}\n{screen}"
        );
        user.press("Enter").sees("Thu 8 Oct 2026").press("Esc");
        user.press("i w")
            .write("The harbour again")
            .press("Enter /");
        user.write("harbour")
            .sees("1/4")
            .press("Esc u")
            .sees("Undone");
        user.press("/").write("harbour").sees("1/3");
        assert_eq!(
            user.store.check().unwrap(),
            Vec::<String>::new(),
            "{format}"
        );
    }
}
