//! The generated demos: how much they hold, that they hold together, and that the same seed gives the same rows.

#![expect(clippy::unwrap_used, reason = "a test that fails may stop")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Days, NaiveDate, Utc};
use ithaca::demo::{Size, build};
use ithaca::env::Env;
use ithaca::store::{Patience, Store};
use rusqlite::Connection;

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Athens;

/// Wednesday the 25th of November, noon.
fn noon() -> DateTime<Utc> {
    "2026-11-25T10:00:00Z".parse().unwrap()
}

/// A demo in a file of its own, read through a plain connection.
struct Made {
    connection: Connection,
    _folder: tempfile::TempDir,
}

fn made(size: Size, seed: u64, at: DateTime<Utc>) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ithaca.db");
    fill(&path, size, seed, at);
    Made {
        connection: Connection::open(path).unwrap(),
        _folder: folder,
    }
}

fn fill(path: &Path, size: Size, seed: u64, at: DateTime<Utc>) {
    let store = Store::open(path, Patience::CommandLine).unwrap();
    build(&store, &Env::fixed(at, ZONE, 1), size, seed).unwrap();
}

impl Made {
    fn number(&self, sql: &str) -> i64 {
        self.connection
            .query_row(sql, [], |r| r.get::<_, Option<i64>>(0))
            .unwrap()
            .unwrap_or(0)
    }

    fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT count(*) FROM {table}"))
    }

    fn texts(&self, sql: &str) -> Vec<String> {
        let mut statement = self.connection.prepare(sql).unwrap();
        statement
            .query_map([], |r| r.get::<_, Option<String>>(0))
            .unwrap()
            .map(|t| t.unwrap().unwrap_or_default())
            .collect()
    }

    /// The median length of a text.
    fn median(&self, table: &str, column: &str) -> i64 {
        let half = self.number(&format!("SELECT count({column}) / 2 FROM {table}"));
        self.number(&format!("SELECT length({column}) FROM {table} WHERE {column} IS NOT NULL ORDER BY 1 LIMIT 1 OFFSET {half}"))
    }

    /// Every row of every table, as text.
    fn dump(&self) -> Vec<String> {
        tables(self)
            .iter()
            .flat_map(|table| {
                let columns = self.texts(&format!("SELECT name FROM pragma_table_info('{table}')"));
                let quoted: Vec<_> = columns.iter().map(|c| format!("quote({c})")).collect();
                self.texts(&format!(
                    "SELECT {} FROM {table} ORDER BY 1",
                    quoted.join(" || ',' || ")
                ))
            })
            .collect()
    }

    /// Rows that break a rule of the domain, each rule with how many break it.
    fn broken(&self, now: &str, today: &str) -> Vec<(String, i64)> {
        rules(now, today)
            .into_iter()
            .map(|(rule, sql)| {
                (
                    rule.to_owned(),
                    self.number(&format!("SELECT count(*) FROM {sql}")),
                )
            })
            .filter(|(_, n)| *n > 0)
            .collect()
    }
}

fn tables(made: &Made) -> Vec<String> {
    made.texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
}

/// What no row may break: a rule in words, and the rows that would.
fn rules(now: &str, today: &str) -> Vec<(&'static str, String)> {
    let mut rules = vec![
        ("no row points to nothing", "pragma_foreign_key_check".to_owned()),
        ("a demo has no log", "batches".to_owned()),
        ("held sessions are over", format!("sessions WHERE status = 'held' AND (ended_at IS NULL OR ended_at > '{now}' OR started_at > ended_at)")),
        ("other past sessions lie behind", format!("sessions WHERE status IN ('cancelled', 'missed') AND planned_start > '{now}'")),
        ("planned sessions lie ahead", format!("sessions WHERE status = 'planned' AND (planned_start <= '{now}' OR started_at IS NOT NULL)")),
        ("no session is live", "sessions WHERE status = 'live'".to_owned()),
        ("a moved session has both ends", "sessions a LEFT JOIN sessions b ON b.id = a.moved_to_id WHERE (a.status = 'rescheduled') <> (a.moved_to_id IS NOT NULL) OR (a.moved_to_id IS NOT NULL AND b.moved_from_id IS NOT a.id)".to_owned()),
        ("a moved session's successor names it", "sessions b LEFT JOIN sessions a ON a.id = b.moved_from_id WHERE b.moved_from_id IS NOT NULL AND a.moved_to_id IS NOT b.id".to_owned()),
        ("the agenda of a moved session moved along", "agenda_items i JOIN sessions s ON s.id = i.session_id WHERE s.status = 'rescheduled'".to_owned()),
        ("plans change before they are due to happen", "sessions WHERE changed_at > planned_start".to_owned()),
        ("what was told, was told after it was planned", "sessions WHERE changed_at < created_at OR agenda_shared_at < created_at".to_owned()),
        ("an item in a session that is over is not open", "agenda_items i JOIN sessions s ON s.id = i.session_id WHERE i.status = 'open' AND s.status <> 'planned'".to_owned()),
        ("closed items, and no others, have a time", format!("agenda_items WHERE (status = 'open') <> (closed_at IS NULL) OR closed_at > '{now}' OR closed_at < created_at")),
        ("a carried item has one copy", "agenda_items a WHERE status = 'carried' AND (SELECT count(*) FROM agenda_items b WHERE b.carried_from_id = a.id) <> 1".to_owned()),
        ("a copy counts on", "agenda_items b JOIN agenda_items a ON a.id = b.carried_from_id WHERE a.status <> 'carried' OR b.carry_count <> a.carry_count + 1 OR b.title <> a.title".to_owned()),
        ("only copies have been carried", "agenda_items WHERE carried_from_id IS NULL AND carry_count <> 0".to_owned()),
        ("positions are unique in their list", "(SELECT 1 FROM agenda_items GROUP BY coalesce(session_id, relationship_id), position HAVING count(*) > 1)".to_owned()),
        ("closed goals, and no others, have a day", format!("goals WHERE (status IN ('achieved', 'partly_achieved', 'dropped')) <> (closed_on IS NOT NULL) OR closed_on > '{today}'")),
        ("done milestones, and no others, have a day", format!("milestones WHERE (status = 'done') <> (done_on IS NOT NULL) OR done_on > '{today}'")),
        ("updates were written", format!("goal_updates WHERE at > '{now}'")),
        ("done promises, and no others, have a day", format!("commitments WHERE (status = 'done') <> (done_on IS NOT NULL) OR done_on > '{today}'")),
        ("renegotiations end in the date in force", "commitments WHERE renegotiated IS NOT NULL AND renegotiated ->> '$[#-1].new_due' IS NOT due".to_owned()),
        ("feedback has the days of its state", format!("feedback WHERE (state = 'draft') <> (said_on IS NULL) OR (state = 'responded') <> (responded_on IS NOT NULL AND response IS NOT NULL) OR said_on > '{today}' OR responded_on > '{today}' OR responded_on < said_on")),
        ("what is not yet said is private", "feedback WHERE state = 'draft' AND visibility <> 'private'".to_owned()),
        ("asked questions, and no others, have a day", format!("questions WHERE (status = 'asked') <> (asked_on IS NOT NULL) OR asked_on > '{today}'")),
        ("questions that are asked or on an agenda name it", "questions WHERE (status IN ('asked', 'on_agenda')) <> (session_id IS NOT NULL)".to_owned()),
        ("closed challenges, and no others, have a day", format!("challenges WHERE (status IN ('open', 'working')) <> (closed_on IS NULL) OR closed_on > '{today}' OR opened_on > '{today}'")),
        ("finished resources, and no others, have a day", format!("resources WHERE (status = 'done') <> (done_on IS NOT NULL) OR done_on > '{today}'")),
        ("wins, pulses and lessons have happened", format!("(SELECT happened_on d FROM wins UNION ALL SELECT taken_on FROM pulses UNION ALL SELECT learned_on FROM lessons) WHERE d > '{today}'")),
        ("one agreement is in force", "(SELECT 1 FROM agreements WHERE status = 'agreed' GROUP BY relationship_id HAVING count(*) > 1)".to_owned()),
        ("ended relationships, and no others, have a day", format!("relationships WHERE (status = 'ended') <> (ended_on IS NOT NULL AND end_kind IS NOT NULL) OR ended_on > '{today}'")),
        ("names are unique", "(SELECT 1 FROM relationships GROUP BY partner_name HAVING count(*) > 1)".to_owned()),
        ("what is linked belongs to the same relationship", "agenda_items i JOIN sessions s ON s.id = i.session_id WHERE s.relationship_id <> i.relationship_id".to_owned()),
    ];
    for table in [
        "sessions",
        "agenda_items",
        "goals",
        "commitments",
        "feedback",
        "questions",
        "pulses",
        "wins",
        "relationships",
    ] {
        rules.push(("nothing was made or changed in the future", format!("{table} WHERE created_at > '{now}' OR updated_at > '{now}' OR updated_at < created_at")));
    }
    for (table, column) in [
        ("agenda_items", "link"),
        ("resources", "used_in"),
        ("lessons", "made_from"),
    ] {
        let known = "SELECT id FROM goals UNION ALL SELECT id FROM sessions UNION ALL SELECT id FROM questions UNION ALL SELECT id FROM challenges UNION ALL SELECT id FROM feedback";
        rules.push(("links lead somewhere", format!("{table} WHERE {column} IS NOT NULL AND {column} ->> 'id' NOT IN (SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' || substr(h, 17, 4) || '-' || substr(h, 21)) FROM (SELECT hex(id) h FROM ({known})))")));
    }
    rules
}

fn assert_holds(made: &Made, at: DateTime<Utc>) {
    let now = at.format("%Y-%m-%dT%H:%M:59Z").to_string();
    let today = at.with_timezone(&ZONE).date_naive().to_string();
    assert_eq!(made.broken(&now, &today), []);
}

fn within(found: i64, wanted: i64, percent: i64, what: &str) {
    assert!(
        (found - wanted).abs() * 100 <= wanted * percent,
        "{what}: {found}, not about {wanted}"
    );
}

#[test]
fn the_demo_tells_three_relationships_over_18_months() {
    let demo = made(Size::Demo, 7, noon());
    assert_eq!(demo.count("relationships"), 3);
    within(demo.count("sessions"), 75, 10, "sessions");
    within(demo.count("agenda_items"), 400, 35, "items");
    let names = demo.texts("SELECT partner_name FROM relationships ORDER BY partner_name");
    assert_eq!(names, ["Athena", "Nestor", "Telemachus"]);
    let next: NaiveDate = demo
        .texts("SELECT min(planned_start) FROM sessions WHERE status = 'planned'")[0][..10]
        .parse()
        .unwrap();
    assert_eq!(next, noon().date_naive() + Days::new(2));
}

#[test]
fn the_demo_holds_together_on_every_day_of_the_week() {
    for day in 0..7 {
        let at = noon() + Days::new(day);
        assert_holds(&made(Size::Demo, 7, at), at);
    }
}

#[test]
fn no_sentence_of_the_demo_is_told_twice() {
    let demo = made(Size::Demo, 7, noon());
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in texts_of(&demo).iter().flat_map(|text| sentences(text)) {
        *told.entry(sentence).or_default() += 1;
    }
    assert!(told.len() > 1_000);
    told.retain(|_, times| *times > 1);
    assert_eq!(told, BTreeMap::new());
}

/// All that was written by hand: copies of carried items, and of terms that a later agreement took over, count once.
fn texts_of(demo: &Made) -> Vec<String> {
    let columns = [
        (
            "agenda_items",
            "title",
            "carried_from_id IS NULL AND coalesce(link ->> 'table', '') <> 'questions'",
        ),
        ("agenda_items", "outcome", "1"),
        ("agenda_items", "prompt", "carried_from_id IS NULL"),
        ("sessions", "summary", "1"),
        ("sessions", "notes", "1"),
        ("sessions", "change_reason", "1"),
        ("commitments", "text", "1"),
        ("commitments", "close_note", "1"),
        ("goals", "title", "1"),
        ("goals", "why", "1"),
        ("goals", "success_test", "1"),
        ("goals", "close_note", "1"),
        ("milestones", "title", "1"),
        ("goal_updates", "text", "1"),
        ("questions", "text", "1"),
        ("questions", "answer", "1"),
        ("feedback", "situation", "1"),
        ("feedback", "behaviour", "1"),
        ("feedback", "impact", "1"),
        ("feedback", "response_note", "1"),
        ("challenges", "title", "1"),
        ("challenges", "what", "1"),
        ("lessons", "text", "1"),
        ("resources", "takeaway", "1"),
        ("wins", "text", "1"),
    ];
    let select = |(table, column, condition): (&str, &str, &str)| {
        demo.texts(&format!("SELECT {column} FROM {table} WHERE {condition}"))
    };
    columns.into_iter().flat_map(select).collect()
}

/// Sentences of four words and more; shorter ones ("No.") may well be said twice.
fn sentences(text: &str) -> Vec<String> {
    let parts = text
        .split(['.', '!', '?', '\n'])
        .map(|s| s.trim().to_lowercase());
    parts
        .filter(|s| s.split_whitespace().count() >= 4)
        .collect()
}

#[test]
fn a_demo_fills_only_an_empty_file() {
    let store = Store::in_memory().unwrap();
    let env = Env::fixed(noon(), ZONE, 1);
    build(&store, &env, Size::Demo, 7).unwrap();
    let error = build(&store, &env, Size::Demo, 7).unwrap_err();
    assert!(error.to_string().contains("already holds"), "{error}");
}

#[test]
fn the_same_seed_gives_the_same_rows() {
    let first = made(Size::Demo, 7, noon()).dump();
    assert_eq!(first, made(Size::Demo, 7, noon()).dump());
    assert_ne!(first, made(Size::Demo, 8, noon()).dump());
}

#[test]
fn the_heavy_file_is_as_large_as_told_and_holds_together() {
    let heavy = made(Size::Heavy, 7, noon());
    assert_eq!(heavy.count("relationships"), 10);
    within(heavy.count("sessions"), 1_300, 15, "sessions");
    within(heavy.count("agenda_items"), 7_000, 15, "items");
    within(heavy.count("commitments"), 2_400, 15, "promises");
    within(heavy.count("feedback"), 1_000, 15, "feedback");
    within(bytes_of_text(&heavy), 2_000_000, 20, "bytes of text");
    assert_holds(&heavy, noon());
    let started = heavy
        .texts("SELECT min(planned_start) FROM sessions")
        .remove(0);
    assert!(started.as_str() > "2020-06", "{started}");
}

/// All free text: what is no id, no date and no word of a list.
fn bytes_of_text(made: &Made) -> i64 {
    let free = |table: &ithaca::domain::Table| {
        let columns = table
            .columns()
            .iter()
            .filter(|c| c.kind == ithaca::domain::table::Kind::Text);
        columns
            .map(|c| {
                made.number(&format!(
                    "SELECT sum(length(CAST({} AS BLOB))) FROM {}",
                    c.name,
                    table.name()
                ))
            })
            .sum::<i64>()
    };
    ithaca::domain::Table::ALL.iter().map(free).sum()
}

#[test]
fn the_heavy_file_is_spread_as_a_realistic_one() {
    let heavy = made(Size::Heavy, 7, noon());
    let of_100 = |part: &str, whole: &str| heavy.number(part) * 100 / heavy.number(whole);
    let planned =
        "SELECT count(*) FROM sessions WHERE status <> 'planned' AND moved_from_id IS NULL";
    let moved = of_100(
        "SELECT count(*) FROM sessions WHERE status = 'rescheduled'",
        planned,
    );
    assert!((9..=15).contains(&moved), "{moved} % moved");
    let carried = of_100(
        "SELECT count(*) FROM agenda_items WHERE status = 'carried'",
        "SELECT count(*) FROM agenda_items",
    );
    assert!((15..=21).contains(&carried), "{carried} % carried");
    let due = "SELECT count(*) FROM commitments WHERE status <> 'released' AND due IS NOT NULL";
    let kept = of_100(
        "SELECT count(*) FROM commitments WHERE status = 'done' AND done_on <= due",
        due,
    );
    assert!((56..=70).contains(&kept), "{kept} % kept");
    let answered = of_100(
        "SELECT count(*) FROM feedback WHERE state = 'responded'",
        "SELECT count(*) FROM feedback",
    );
    assert!((50..=60).contains(&answered), "{answered} % answered");
    within(
        heavy.median("agenda_items", "title"),
        40,
        20,
        "characters of a title",
    );
    within(
        heavy.median("sessions", "notes"),
        700,
        20,
        "characters of notes",
    );
    let long = of_100(
        "SELECT count(*) FROM sessions WHERE length(notes) > 3000",
        "SELECT count(*) FROM sessions WHERE notes IS NOT NULL",
    );
    assert!((3..=8).contains(&long), "{long} % of the notes are long");
    assert!(heavy.number("SELECT max(length(notes)) FROM sessions") > 11_000);
}

#[test]
fn the_heavy_file_holds_together_for_other_seeds_and_days() {
    for (seed, day) in [(1, 3), (2, 5)] {
        let at = noon() + Days::new(day);
        assert_holds(&made(Size::Heavy, seed, at), at);
    }
}

#[test]
fn the_same_seed_gives_the_same_heavy_file() {
    let first = made(Size::Heavy, 3, noon()).dump();
    assert!(first == made(Size::Heavy, 3, noon()).dump());
    assert!(first != made(Size::Heavy, 4, noon()).dump());
}

#[test]
#[ignore = "takes long; run by hand with --release"]
fn the_huge_file_is_made_in_time() {
    let huge = made(Size::Huge, 7, noon());
    assert_eq!(huge.count("relationships"), 200);
    within(huge.count("sessions"), 26_000, 15, "sessions");
    within(huge.count("agenda_items"), 140_000, 20, "items");
    within(bytes_of_text(&huge), 40_000_000, 20, "bytes of text");
    assert!(
        huge.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            < 200_000_000
    );
    let first = "(SELECT relationship_id FROM sessions WHERE status = 'planned' ORDER BY planned_start LIMIT 1)";
    assert_eq!(
        huge.number(&format!(
            "SELECT count(*) FROM sessions WHERE relationship_id = {first}"
        )),
        300
    );
    let next = "(SELECT id FROM sessions WHERE status = 'planned' ORDER BY planned_start LIMIT 1)";
    assert_eq!(
        huge.number(&format!(
            "SELECT count(*) FROM agenda_items WHERE session_id = {next} AND status = 'open'"
        )),
        10_000
    );
    assert_holds(&huge, noon());
}
