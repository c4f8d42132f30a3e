//! What is private is in no output but where it was asked for, and no text reaches the terminal with its control characters.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ithaca::domain::Table;
use ithaca::domain::table::{Column, Kind};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::run;

const WITH: &str = "00000000-0000-7000-8000-000000000001";
const SHARED_SESSION: &str = "00000000-0000-7000-8000-000000000002";
const PAST_SESSION: &str = "00000000-0000-7000-8000-000000000003";

/// The id of the private row of a table.
fn id(table: Table) -> String {
    let n = Table::ALL.iter().position(|t| *t == table).unwrap();
    format!("00000000-0000-7000-8000-0000000001{n:02}")
}

/// A word that stands in one column of one table alone.
fn marker(table: Table, column: &str) -> String {
    format!(
        "MARK{}{}",
        table.name().replace('_', ""),
        column.replace('_', "")
    )
}

/// What a column of a private row holds: a marker wherever the user can write.
fn value(table: Table, column: &Column) -> Option<Json> {
    Some(match (column.kind, column.name) {
        (_, "id") => json!(id(table)),
        (_, "visibility") => json!("private"),
        (_, "zone" | "bank_id" | "template") => return None,
        (Kind::Text, name) => json!(marker(table, name)),
        (Kind::Id, "relationship_id") => json!(WITH),
        (Kind::Id, _) => json!(id(column.reference()?)),
        (Kind::Day, _) => json!("2026-11-20"),
        (Kind::Instant, "planned_start") => json!("2026-11-25T09:00:00Z"),
        (Kind::Instant, _) => json!("2026-11-20T09:00:00Z"),
        (Kind::Word(words), _) => json!(words.first()?),
        (Kind::Json, "sections") => json!([{"id": "purpose", "text": marker(table, "sections")}]),
        (Kind::Json, "answers") => json!({marker(table, "answers"): 3}),
        _ => return None,
    })
}

/// The private row of a table; relationships have none, but a private field.
fn private_row(table: Table) -> Json {
    if table == Table::Relationships {
        return json!({"id": WITH, "partner_name": "Athena", "my_role": "mentee", "about": marker(table, "about")});
    }
    let absent = [
        "moved_to_id",
        "moved_from_id",
        "carried_from_id",
        "current_item_id",
    ];
    let columns = table.columns().iter().filter(|c| !absent.contains(&c.name));
    let row = columns.filter_map(|c| Some((c.name.to_owned(), value(table, c)?)));
    Json::Object(row.collect())
}

/// A shared session with private notes, and the private rows in it.
fn shared_session(id: &str, start: &str, status: &str) -> Vec<(&'static str, Json)> {
    let row = |text: &str, mut more: Json| {
        more["relationship_id"] = json!(WITH);
        more["visibility"] = json!("private");
        more[text] = json!("MARKinside");
        more
    };
    let notes = marker(Table::Sessions, "notes");
    vec![
        (
            "sessions",
            json!({"id": id, "relationship_id": WITH, "planned_start": start, "status": status, "notes": notes}),
        ),
        (
            "agenda_items",
            row(
                "title",
                json!({"session_id": id, "prompt": "MARKprompt", "outcome": "MARKoutcome"}),
            ),
        ),
        (
            "commitments",
            row("text", json!({"session_id": id, "owner": "me"})),
        ),
        (
            "feedback",
            row(
                "behaviour",
                json!({"session_id": id, "direction": "from_partner"}),
            ),
        ),
        (
            "wins",
            row(
                "text",
                json!({"told_in_id": id, "happened_on": "2026-11-12"}),
            ),
        ),
    ]
}

/// A private row of every kind, those of goals and sessions with children, and shared sessions with private rows in them.
fn file() -> Json {
    let tables = Table::contract().iter();
    let private = tables.map(|table| (table.name(), private_row(*table)));
    let ahead = shared_session(SHARED_SESSION, "2026-11-26T09:00:00Z", "planned");
    let past = shared_session(PAST_SESSION, "2026-11-12T09:00:00Z", "held");
    let mut file: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
    for (table, row) in private.chain(ahead).chain(past) {
        file.entry(table).or_default().push(row);
    }
    let mut file = json!(file);
    file["format"] = json!("ithaca/1");
    file
}

fn folder(file: &Json) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("file.json"), file.to_string()).unwrap();
    let (code, out, err) = run(folder.path(), &["import", "file.json"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    folder
}

/// Every command that prints rows, in each of its forms.
fn commands() -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let private = id(Table::Sessions);
    let sessions = [
        "",
        "next",
        "last",
        "12 nov",
        "25 nov",
        "26 nov",
        SHARED_SESSION,
        PAST_SESSION,
        &private,
    ];
    for form in [&["--format", "text"][..], &["--format", "json"]] {
        for name in ["next", "sessions", "goals"] {
            all.push([&[name], form].concat());
        }
        all.extend(sessions.map(|which| [&["agenda", which], form].concat()));
    }
    all.extend(sessions.map(|which| vec!["brief", which]));
    all.extend(
        sessions
            .iter()
            .skip(1)
            .map(|which| vec!["export", "--format", "md", "--session", which]),
    );
    for with in [&[][..], &["--with", "athena"]] {
        all.push([with, &["export", "--format", "md"]].concat());
        all.push([with, &["export", "--format", "json"]].concat());
    }
    all.push(vec!["check"]);
    all.iter()
        .map(|words| {
            words
                .iter()
                .filter(|w| !w.is_empty())
                .map(ToString::to_string)
                .collect()
        })
        .collect()
}

fn printed(folder: &Path, words: &[String], flag: Option<&str>) -> String {
    let arguments: Vec<_> = words.iter().map(String::as_str).chain(flag).collect();
    let (_, out, err) = run(folder, &arguments);
    assert!(!err.contains("panicked"), "{arguments:?}: {err}");
    format!("{out}{err}")
}

#[test]
fn nothing_private_is_printed_unless_asked_for() {
    let folder = folder(&file());
    for words in commands() {
        let text = printed(folder.path(), &words, None);
        let found = text
            .find("MARK")
            .map(|at| text[at..].chars().take(40).collect::<String>());
        assert_eq!(found, None, "{words:?}");
    }
}

#[test]
fn asked_for_it_is_printed() {
    let folder = folder(&file());
    let print = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(ToString::to_string).collect();
        printed(folder.path(), &words, Some("--include-private"))
    };
    let (md, rows) = (print(&["export", "--format", "md"]), print(&["export"]));
    for table in Table::contract() {
        for column in table.columns() {
            let marker = marker(*table, column.name);
            assert_eq!(
                rows.contains(&marker),
                file().to_string().contains(&marker),
                "{marker} in the JSON"
            );
        }
        let titled = marker(*table, table.title_column());
        if file().to_string().contains(&titled) {
            assert!(md.contains(&titled), "{titled} in the Markdown");
        }
    }
    for marker in [
        "MARKrelationshipsabout",
        "MARKsessionsnotes",
        "MARKagreementssections",
        "MARKpulsesanswers",
        "MARKinside",
    ] {
        assert!(md.contains(marker), "{marker} in the Markdown");
    }
    assert!(print(&["agenda", "26 nov"]).contains("MARKinside ▪"));
    assert!(print(&["goals"]).contains("MARKgoalstitle ▪"));
    assert!(print(&["brief", "26 nov"]).contains("MARKinside"));
    assert!(print(&["next"]).contains("Wed 25 Nov"));
    assert!(print(&["sessions"]).contains("25 Nov 2026"));
    assert!(print(&["agenda", "25 nov", "--format", "json"]).contains("MARKsessionsnotes"));
}

#[test]
fn what_is_undone_is_not_named_where_it_was_private() {
    let folder = folder(&file());
    let undone = |arguments: &[&str], flag: &[&str]| {
        assert_eq!(run(folder.path(), arguments).0, 0);
        run(folder.path(), &[&["undo"], flag].concat()).1
    };
    let challenge = ["add", "challenge", "MARKnew"];
    assert_eq!(
        undone(&challenge, &[]),
        "Undone: something private. --include-private names it.\n"
    );
    assert!(undone(&challenge, &["--include-private"]).contains("MARKnew"));
    assert!(undone(&["add", "win", "seen"], &[]).contains("seen"));
}

#[test]
fn no_control_character_of_a_text_is_printed() {
    let evil = "\u{1b}[31mred\u{7}\u{9b}2J\u{7f}\u{202e}gnp\r\nnext <script>alert(1)</script> [a](javascript:b)";
    let text = file().to_string().replace(
        "MARK",
        "\\u001b[31mred\\u0007\u{9b}2J\u{7f}\u{202e}gnp\\r\\nnext <script> [a](javascript:b) MARK",
    );
    let mut file: Json = serde_json::from_str(&text).unwrap();
    file["relationships"][0]["partner_name"] = json!(format!("Athena {evil}"));
    let folder = folder(&file);
    for words in commands() {
        let text = printed(folder.path(), &words, Some("--include-private"));
        let live = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(text.find(live), None, "{words:?}: {text:?}");
        if words.contains(&"md".to_owned()) || words[0] == "brief" {
            assert!(
                !text.contains("<script") && !text.contains("[a]("),
                "{words:?}: {text}"
            );
        }
    }
}
