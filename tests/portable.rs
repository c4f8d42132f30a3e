//! Exports and imports: the law that the import of an export is the same again, and what is said of rows that can't be taken.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::cell::Cell;

use chrono::{DateTime, Utc};
use ithaca::domain::agenda::POSITION_STEP;
use ithaca::domain::moment::Now;
use ithaca::domain::table::{Column, Kind};
use ithaca::domain::{Goal, Id, Instant, Row, Table};
use ithaca::env::Env;
use ithaca::store::Store;
use ithaca::store::portable::{Mode, Report, Scope};
use ithaca::transfer::json::{self, JsonError};
use proptest::prelude::*;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value as Json, json};

const R: &str = "01941f29-7c00-7c21-a29f-6fbed82c07cd";
const G: &str = "01941f29-7fe8-7d8e-91b7-584a2265b1f5";

fn now() -> Now {
    let at: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
    Now {
        at: Instant::new(at),
        zone: chrono_tz::Europe::Berlin,
    }
}

fn import_as(store: &Store, file: &Json, mode: Mode) -> Report {
    let env = Env::fixed(now().at.utc(), now().zone, 7);
    let parcel = json::parse(file.to_string().as_bytes()).unwrap();
    store
        .import(parcel, "test.json", mode, now(), || env.id())
        .unwrap()
}

fn import(store: &Store, file: &Json) -> Report {
    import_as(store, file, Mode::Write)
}

fn export(store: &Store, scope: Scope) -> String {
    let mut writer = json::Writer::begin(Vec::new(), now().at).unwrap();
    store
        .export(scope, |table, row| {
            let _: () = writer.row(table, &row).unwrap();
            Ok(())
        })
        .unwrap();
    String::from_utf8(writer.end().unwrap()).unwrap()
}

fn imported(file: &Json) -> Store {
    let store = Store::in_memory().unwrap();
    let report = import(&store, file);
    assert_eq!(report.errors, Vec::<String>::new());
    store
}

/// A file with one relationship and what is given.
fn with(tables: &Json) -> Json {
    let mut file = json!({ "format": "ithaca/1", "relationships": [{ "id": R, "partner_name": "Athena", "my_role": "mentee" }] });
    for (name, rows) in tables.as_object().unwrap() {
        file[name] = rows.clone();
    }
    file
}

fn errors(tables: &Json) -> String {
    import(&Store::in_memory().unwrap(), &with(tables))
        .errors
        .join("\n")
}

/// Random rows of every table, valid by their columns alone.
struct Rows {
    rng: SmallRng,
    made: Vec<(Table, Id, Id)>,
    next: u128,
    position: i64,
    live: Cell<bool>,
}

impl Rows {
    fn file(seed: u64, most: usize) -> Json {
        let mut rows = Self {
            rng: SmallRng::seed_from_u64(seed),
            made: Vec::new(),
            next: 1,
            position: 0,
            live: Cell::new(false),
        };
        let mut file = json!({ "format": "ithaca/1" });
        for table in Table::contract() {
            let count = rows
                .rng
                .random_range(usize::from(*table == Table::Relationships)..=most);
            let made: Vec<Json> = (0..count)
                .filter_map(|_| rows.row(*table))
                .map(Json::Object)
                .collect();
            file[table.name()] = made.into();
        }
        file
    }

    fn row(&mut self, table: Table) -> Option<Row> {
        self.next += u128::from(self.rng.random_range(1..1_000_000_u64));
        let id = Id(uuid::Uuid::from_u128(self.next));
        let relationships: Vec<Id> = self
            .made
            .iter()
            .filter(|m| m.0 == Table::Relationships)
            .map(|m| m.1)
            .collect();
        let mut relationship = if relationships.is_empty() {
            id
        } else {
            relationships[self.rng.random_range(0..relationships.len())]
        };
        let mut row = Row::new();
        if let Some(parent) = table.parent() {
            let (_, to, of) = self.earlier(table.column(parent)?.reference()?)?;
            relationship = of;
            row.insert(parent.into(), to.to_string().into());
        }
        for column in table.columns() {
            let always = column.required
                || [
                    "relationship_id",
                    "visibility",
                    "position",
                    "created_at",
                    "updated_at",
                ]
                .contains(&column.name);
            if row.contains_key(column.name) || !(always || self.rng.random_bool(0.6)) {
                continue;
            }
            let value = match column.name {
                "id" => Some(id.to_string().into()),
                "relationship_id" => Some(relationship.to_string().into()),
                _ => self.value(table, column),
            };
            value.map(|value| row.insert(column.name.into(), value));
        }
        self.made.push((table, id, relationship));
        Some(row)
    }

    fn earlier(&mut self, table: Table) -> Option<(Table, Id, Id)> {
        let all: Vec<_> = self.made.iter().filter(|m| m.0 == table).copied().collect();
        (!all.is_empty()).then(|| all[self.rng.random_range(0..all.len())])
    }

    fn value(&mut self, table: Table, column: &Column) -> Option<Json> {
        if let Some(to) = column.reference() {
            return self.earlier(to).map(|(_, id, _)| id.to_string().into());
        }
        Some(match column.kind {
            Kind::Id => return None,
            Kind::Text => self.text().into(),
            Kind::Word(words) => self.word(table, column, words).into(),
            Kind::Bool => self.rng.random_bool(0.5).into(),
            Kind::Instant => self.instant().into(),
            Kind::Day => self.instant()[..10].into(),
            Kind::Int if column.name == "position" => {
                self.position += POSITION_STEP;
                self.position.into()
            }
            Kind::Int => self.rng.random_range(1..=5).into(),
            Kind::Json => return self.json(column.name),
        })
    }

    fn word(&mut self, table: Table, column: &Column, words: &[&'static str]) -> &'static str {
        let word = words[self.rng.random_range(0..words.len())];
        // At most one session of the file is live.
        if table == Table::Sessions
            && column.name == "status"
            && word == "live"
            && self.live.replace(true)
        {
            "held"
        } else {
            word
        }
    }

    fn json(&mut self, name: &str) -> Option<Json> {
        Some(match name {
            "sections" => json!([{ "id": "time", "text": self.text() }]),
            "renegotiated" => {
                json!([{ "at": self.instant(), "old_due": "2026-01-02", "new_due": null }])
            }
            "answers" => json!({ "b": 3, "a": 5 }),
            _ => {
                let (table, id, _) = self
                    .made
                    .get(self.rng.random_range(0..self.made.len().max(1)))?;
                json!({ "table": table.name(), "id": id.to_string() })
            }
        })
    }

    fn instant(&mut self) -> String {
        let at =
            DateTime::<Utc>::from_timestamp(self.rng.random_range(0..4_000_000_000), 0).unwrap();
        Instant::new(at).to_string()
    }

    fn text(&mut self) -> String {
        let letters = [
            'a', 'é', '日', '🙂', '"', '\\', '\n', '\u{1b}', '\u{0}', ' ', '\u{202E}', '{',
        ];
        let length = self.rng.random_range(1..12);
        (0..length)
            .map(|_| letters[self.rng.random_range(0..letters.len())])
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_import_of_an_export_is_the_same(seed: u64) {
        let store = imported(&Rows::file(seed, 6));
        for scope in [Scope::Everything, Scope::Shared] {
            let out = export(&store, scope);
            let again = imported(&serde_json::from_str(&out).unwrap());
            prop_assert_eq!(&export(&again, scope), &out);
            // Onto the file that it came from it changes nothing, with what it left out.
            let whole = export(&store, Scope::Everything);
            let report = import(&store, &serde_json::from_str(&out).unwrap());
            prop_assert_eq!((report.added, report.updated, report.older.len()), (0, 0, 0));
            prop_assert_eq!(export(&store, Scope::Everything), whole);
        }
    }

    #[test]
    fn an_import_is_one_step_back(seed: u64) {
        let store = imported(&with(&json!({})));
        let before = export(&store, Scope::Everything);
        import(&store, &Rows::file(seed, 4));
        store.undo(None, now()).unwrap();
        prop_assert_eq!(export(&store, Scope::Everything), before);
    }

    #[test]
    fn no_text_panics(text in ".{0,200}", name in "[a-z_]{1,12}", value in "[-0-9a-z\":{}\\[\\],]{0,40}") {
        let _ = json::parse(text.as_bytes());
        let _ = json::parse(format!("{{\"format\":\"ithaca/1\",\"goals\":[{{\"{name}\":{value}}}]}}").as_bytes());
    }
}

#[test]
fn every_table_stands_in_an_export_in_order() {
    let out = export(&Store::in_memory().unwrap(), Scope::Shared);
    let names: Vec<String> = serde_json::from_str::<Row>(&out)
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let tables = Table::contract().iter().map(|t| t.name());
    assert_eq!(
        names,
        ["format", "exported_at"]
            .into_iter()
            .chain(tables)
            .collect::<Vec<_>>()
    );
}

#[test]
fn real_goals_come_in_and_go_out() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/real-goals.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let file: Json = serde_json::from_str(&text).unwrap();
    let store = Store::in_memory().unwrap();
    assert_eq!(import(&store, &file).added, 121);
    assert_eq!(import(&store, &file).skipped, 121);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let undone = store.undo(None, now()).unwrap().unwrap();
    assert_eq!(undone.label, "Imported 121 rows from test.json");
}

#[test]
fn errors_name_the_row_and_the_reason() {
    let goals = json!({ "goals": [{ "id": G, "title": "x", "status": "foo" }] });
    assert_eq!(
        errors(&goals),
        format!(
            "goals row 1 (id {G}): status 'foo' is not one of active, draft, on_hold, achieved, partly_achieved, dropped"
        )
    );
    let table = [
        (
            json!({ "goals": [{ "title": "x" }, { "why": "y" }] }),
            "goals row 2: title is missing",
        ),
        (json!({ "goals": [{ "title": 5 }] }), "title '5' is no text"),
        (
            json!({ "goals": [{ "title": "x", "percent": 101 }] }),
            "percent '101' is not within 0–100",
        ),
        (
            json!({ "goals": [{ "title": "x", "confidence": -1 }] }),
            "confidence '-1' is not within 0–10",
        ),
        (
            json!({ "goals": [{ "title": "x", "percent": 1.5 }] }),
            "percent '1.5' is no whole number",
        ),
        (
            json!({ "goals": [{ "title": "x", "target_date": "2026-02-30" }] }),
            "target_date '2026-02-30' is no day",
        ),
        (
            json!({ "goals": [{ "title": "x", "id": "7" }] }),
            "id '7' is no id",
        ),
        (
            json!({ "goals": [{ "id": G, "title": "x" }, { "id": G, "title": "y" }] }),
            "goals row 2 (id",
        ),
        (json!({ "goals": [7] }), "goals row 1 is no object"),
        (json!({ "goals": {} }), "goals is no list of rows"),
        (
            json!({ "goals": [{ "title": "x", "relationship_id": G }] }),
            "is no relationship here",
        ),
        (
            json!({ "sessions": [{ "planned_start": "tomorrow" }] }),
            "planned_start 'tomorrow' is no instant",
        ),
        (
            json!({ "sessions": [{ "planned_start": "2026-11-26T15:00:00Z", "usefulness": 6 }] }),
            "usefulness '6' is not within 1–5",
        ),
        (
            json!({ "agenda_items": [{ "title": "x", "minutes": 0 }] }),
            "minutes '0' is not within 1–1440",
        ),
        (
            json!({ "agenda_items": [{ "title": "x", "link": { "table": "pets", "id": G } }] }),
            "link can't be read",
        ),
        (
            json!({ "agenda_items": [{ "title": "x", "link": { "table": "goals", "id": G } }] }),
            "is no goal here",
        ),
        (
            json!({ "milestones": [{ "title": "x", "goal_id": G }] }),
            "is no goal here",
        ),
        (
            json!({ "pulses": [{ "taken_on": "2026-11-24", "side": "me", "answers": { "a": 6 } }] }),
            "answers: a '6' is not within 1–5",
        ),
    ];
    for (tables, wanted) in table {
        let said = errors(&tables);
        assert!(said.contains(wanted), "{said:?} lacks {wanted:?}");
    }
}

#[test]
fn one_session_is_live_at_most() {
    let session = json!({ "planned_start": "2026-11-26T15:00:00Z", "status": "live" });
    let said = errors(&json!({ "sessions": [session, session] }));
    assert!(
        said.contains("sessions row 2") && said.contains("only one can be"),
        "{said}"
    );
}

#[test]
fn nothing_is_written_where_one_row_is_wrong() {
    let store = Store::in_memory().unwrap();
    let report = import(
        &store,
        &with(&json!({ "goals": [{ "title": "x" }, { "title": "y", "status": "foo" }] })),
    );
    assert_eq!((report.added, report.errors.len()), (0, 1));
    assert_eq!(store.relationship_count().unwrap(), 0);
}

#[test]
fn a_dry_run_says_and_writes_nothing() {
    let store = Store::in_memory().unwrap();
    let report = import_as(
        &store,
        &with(&json!({ "goals": [{ "title": "x" }] })),
        Mode::DryRun,
    );
    assert_eq!((report.added, store.relationship_count().unwrap()), (2, 0));
}

#[test]
fn unknown_names_are_skipped_and_named() {
    let report = import(
        &Store::in_memory().unwrap(),
        &with(&json!({ "pets": [], "goals": [{ "title": "x", "colour": "red" }] })),
    );
    assert_eq!(
        (report.unknown, report.added),
        (vec!["goals.colour".to_owned(), "pets".to_owned()], 2)
    );
}

fn goal(title: &str, updated_at: &str) -> Json {
    with(&json!({ "goals": [{ "id": G, "title": title, "updated_at": updated_at }] }))
}

#[test]
fn the_newer_one_stays() {
    let store = imported(&goal("first", "2026-01-02T00:00:00Z"));
    let title = || store.find::<Goal>(Id::parse(G).unwrap()).unwrap().unwrap();
    let older = import(&store, &goal("older", "2026-01-01T00:00:00Z"));
    assert_eq!(
        (older.older, older.skipped),
        (
            vec!["goal 'older' (in the file it is not newer)".to_owned()],
            1
        )
    );
    assert_eq!(title().title, "first");
    let newer = import(&store, &goal("newer", "2026-01-03T00:00:00+01:00"));
    assert_eq!((newer.updated, newer.skipped), (1, 1));
    assert_eq!(
        (
            title().title.as_str(),
            title().updated_at.to_string().as_str()
        ),
        ("newer", "2026-01-02T23:00:00Z")
    );
    assert_eq!(
        import(&store, &goal("newer", "2026-01-03T00:00:00+01:00")).skipped,
        2
    );
    store.undo(None, now()).unwrap();
    assert_eq!(
        (
            title().title.as_str(),
            title().updated_at.to_string().as_str()
        ),
        ("first", "2026-01-02T00:00:00Z")
    );
}

#[test]
fn rows_begin_as_the_domain_says() {
    let out = export(
        &imported(&with(&json!({
            "feedback": [{ "direction": "to_partner" }, { "direction": "from_partner", "said_on": "2026-11-20" }],
            "resources": [{ "title": "x" }], "lessons": [{ "text": "x" }], "agenda_items": [{ "title": "b" }, { "title": "a" }],
        }))),
        Scope::Everything,
    );
    let out: Json = serde_json::from_str(&out).unwrap();
    let feedback = |n: usize| {
        (
            out["feedback"][n]["state"].as_str().unwrap(),
            out["feedback"][n]["visibility"].as_str().unwrap(),
        )
    };
    assert_eq!(
        (feedback(0), feedback(1)),
        (("draft", "private"), ("said", "shared"))
    );
    assert_eq!(
        (
            out["resources"][0]["status"].as_str(),
            out["lessons"][0]["visibility"].as_str()
        ),
        (Some("suggested"), Some("private"))
    );
    assert_eq!(out["agenda_items"][0]["position"], POSITION_STEP);
    assert_eq!(out["agenda_items"][1]["position"], 2 * POSITION_STEP);
    assert_eq!(out["goals"], json!([]));
}

#[test]
fn what_is_private_is_not_exported() {
    let mut tables = with(&json!({}));
    tables["relationships"][0]["about"] = "MARKER".into();
    for table in Table::contract()
        .iter()
        .filter(|t| **t != Table::Relationships)
    {
        tables[table.name()] = json!([private_row(*table)]);
    }
    let store = imported(&tables);
    assert!(
        export(&store, Scope::Everything).matches("MARKER").count() >= Table::contract().len() - 1
    );
    assert!(!export(&store, Scope::Shared).contains("MARKER"));
}

/// A private row with the marker in each of its texts; children belong to the private goal and session.
fn private_row(table: Table) -> Json {
    let own = |table: Table| Id(uuid::Uuid::from_u128(1000 + table as u128)).to_string();
    let mut row = json!({ "id": own(table), "relationship_id": R });
    for column in table.columns() {
        match (column.kind, column.name) {
            (_, "visibility") => row["visibility"] = "private".into(),
            (Kind::Id, "goal_id") if column.required => row["goal_id"] = own(Table::Goals).into(),
            (Kind::Id, "session_id") if column.required => {
                row["session_id"] = own(Table::Sessions).into();
            }
            (Kind::Text, name) => row[name] = "MARKER".into(),
            (Kind::Word(words), name) if column.required => row[name] = words[0].into(),
            (Kind::Day, name) if column.required => row[name] = "2026-11-24".into(),
            (Kind::Instant, name) if column.required => row[name] = "2026-11-24T09:00:00Z".into(),
            _ => {}
        }
    }
    row
}

#[test]
fn notes_stay_here_and_pointers_to_private_rows_are_dropped() {
    let store = imported(&with(&json!({
        "goals": [{ "id": G, "title": "mine alone", "visibility": "private" }],
        "sessions": [{ "planned_start": "2026-11-26T15:00:00Z", "notes": "MARKER" }],
        "wins": [{ "text": "x", "happened_on": "2026-11-24", "goal_id": G, "made_from": { "table": "goals", "id": G } }],
        "feedback_requests": [{ "to_side": "partner", "about": "the talk" }],
    })));
    let out = export(&store, Scope::Shared);
    assert!(!out.contains(G) && !out.contains("MARKER"), "{out}");
    assert!(out.contains("the talk"));
    // A newer shared copy keeps what it could not know.
    let mut newer: Json = serde_json::from_str(&out).unwrap();
    newer["sessions"][0]["summary"] = "met".into();
    newer["wins"][0]["text"] = "y".into();
    for table in ["sessions", "wins"] {
        newer[table][0]["updated_at"] = "2027-01-01T00:00:00Z".into();
    }
    assert_eq!(import(&store, &newer).updated, 2);
    let all = export(&store, Scope::Everything);
    assert!(
        all.contains("MARKER") && all.matches(G).count() == 3,
        "{all}"
    );
}

#[test]
fn files_of_another_kind_are_told_apart() {
    let kind = |text: &str| json::parse(text.as_bytes()).unwrap_err();
    assert!(matches!(kind("title;due"), JsonError::NotJson(_)));
    assert!(matches!(
        kind("{\"format\": \"ithaca/1\""),
        JsonError::NotJson(_)
    ));
    assert!(matches!(kind("[]"), JsonError::AnotherKind));
    assert!(matches!(kind("{\"goals\": []}"), JsonError::AnotherKind));
    assert!(matches!(
        kind("{\"format\": \"ithaca/2\"}"),
        JsonError::AnotherFormat(_)
    ));
    assert!(matches!(kind(&"[".repeat(100_000)), JsonError::NotJson(_)));
    assert!(matches!(
        json::read(std::io::repeat(b' ')),
        Err(JsonError::TooLarge)
    ));
}
