//! What is private is in no output but where it was asked for, and no text reaches the terminal with its control characters.

#[path = "../common/private.rs"]
mod private;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ithaca::domain::Table;
use ithaca::domain::table::{Column, Kind};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use ithaca::cli;

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

/// Every command, as it is run without its flag; `SESSION` stands for each way to name one, and each format is tried.
const LINES: &[(&str, &[&str])] = &[
    ("demo", &["--out example.db"]),
    ("next", &["", "--with athena"]),
    ("brief", &["SESSION", "--with athena"]),
    (
        "add",
        &[
            "question Which #qz @me",
            "topic The rota #qz 5m",
            "topic The rota #goals",
            "win It shipped #qz",
            "challenge I rush #qz",
            "commitment Send it #qz fri",
            "promise Send it #goals fri",
            "feedback you ask #qz",
            "goal Write it #qz",
            "resource A book #qz",
        ],
    ),
    ("agenda", &["SESSION", "--with athena"]),
    ("sessions", &["", "--with athena"]),
    ("goals", &["", "--with athena"]),
    ("timeline", &["", "--with athena"]),
    ("evidence", &["", "--with athena"]),
    ("undo", &["", "--with athena", ""]),
    (
        "export",
        &["", "--with athena", "--session SESSION", "--out out.file"],
    ),
    (
        "import",
        &["other.json", "other.json --dry-run", "bad.json"],
    ),
    ("backup", &["", "copy.db"]),
    ("restore", &["whole.db"]),
    ("check", &[""]),
    ("config", &[""]),
    ("forget", &["Brumald"]),
    ("completions", &["bash"]),
    ("man", &[""]),
];

/// A line of the table with each way to name a session, and in each format that its command has.
fn lines(name: &str, line: &str) -> Vec<Vec<String>> {
    let definition = cli::definition();
    let own = definition.find_subcommand(name).unwrap();
    let formats = own.get_arguments().find(|a| a.get_id() == "format");
    let formats = formats.map_or_else(Vec::new, clap::Arg::get_possible_values);
    let format =
        |f: &clap::builder::PossibleValue| vec!["--format".to_owned(), f.get_name().to_owned()];
    let mut more: Vec<_> = formats.iter().map(format).collect();
    more.push(Vec::new());
    let sessions = ["next", "last", "24 nov", "20 nov", "25 nov", "26 nov"];
    let ways = if line.contains("SESSION") {
        &sessions[..]
    } else {
        &[""]
    };
    let mut all = Vec::new();
    for way in ways {
        for more in &more {
            let words = line.split(' ').filter(|word| !word.is_empty());
            let words = words.map(|word| word.replace("SESSION", way));
            all.push([vec![name.to_owned()], words.collect(), more.clone()].concat());
        }
    }
    all
}

/// The file of private rows of every kind and in every state, copies of it beside it, and one that can't be taken.
fn folder_of_every_state() -> TempDir {
    let folder = folder(&private::file());
    let here = folder.path();
    let (_, whole, _) = run(here, &["export", "--include-private"]);
    assert!(whole.contains(private::SECRET));
    fs::write(
        here.join("other.json"),
        whole.replace(private::SECRET, "Qz other"),
    )
    .unwrap();
    let bad = whole.replace("\"2026-11-25\"", "5");
    fs::write(here.join("bad.json"), bad).unwrap();
    assert_eq!(run(here, &["backup", "whole.db"]).0, 0);
    folder
}

#[test]
fn no_command_prints_anything_private_without_its_flag() {
    let definition = cli::definition();
    let all: BTreeSet<_> = definition
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let told_of: BTreeSet<_> = LINES.iter().map(|(name, _)| *name).collect();
    assert_eq!(told_of, all, "the commands, and those of the table");
    let first = folder_of_every_state();
    let mut wrong = Vec::new();
    for (name, given) in LINES {
        let folder = TempDir::new().unwrap();
        for file in ["own.db", "other.json", "bad.json", "whole.db"] {
            let from = if file == "own.db" { "whole.db" } else { file };
            fs::copy(first.path().join(from), folder.path().join(file)).unwrap();
        }
        for words in given.iter().flat_map(|line| lines(name, line)) {
            let arguments: Vec<_> = words.iter().map(String::as_str).collect();
            let (_, out, err) = run(folder.path(), &arguments);
            assert!(!err.contains("panicked"), "{words:?}: {err}");
            let written = fs::read_to_string(folder.path().join("out.file")).unwrap_or_default();
            for text in [out, err, written] {
                if let Some(line) = text.lines().find(|line| line.contains(private::SECRET)) {
                    wrong.push(format!("{words:?}: {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_an_import_keeps_is_named_but_for_what_is_private() {
    let folder = folder_of_every_state();
    let (_, _, err) = run(folder.path(), &["import", "other.json", "--dry-run"]);
    assert!(err.contains("Kept as it is here: a private goal"), "{err}");
}

#[test]
fn a_private_goal_is_understood_and_not_named() {
    let folder = folder(&file());
    let (_, out, _) = run(folder.path(), &["add", "topic", "The rota #mark"]);
    assert!(out.contains("a private goal"), "{out}");
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
