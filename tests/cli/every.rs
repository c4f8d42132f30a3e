//! Every command, every option and every value that it may have is really run here, and what came of it looked at. The list is
//! compared with the definition of the command line: what has no case fails.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use clap::parser::ValueSource;
use ithaca::cli;

use super::{command, read, run, told};

/// What is run, what is looked at afterwards (nothing: its own output), and what stands there then.
const CASES: &[(&str, &str, &str)] = &[
    ("next", "", "Athena Pallas · Thu 26 Nov 15:00, in 2 d\n"),
    ("--with zoe next", "", ""),
    ("--db copy.db check", "", "The file is sound."),
    ("--config iso.toml brief", "", "2026-11-26"),
    ("next --format text", "", "Athena Pallas"),
    (
        "next --format json",
        "",
        "\"partner_name\":\"Athena Pallas\"",
    ),
    (
        "next --format json --include-private",
        "",
        "seen by me alone",
    ),
    ("brief", "", "# Athena Pallas, Thu 26 Nov 2026"),
    ("brief last", "", "12 Nov 2026"),
    ("brief --include-private", "", "a quiet word"),
    (
        "add question Which book first?",
        "brief",
        "Which book first?",
    ),
    ("add topic The rota 5m", "agenda", "The rota"),
    ("add win It shipped", "brief", "It shipped"),
    ("add challenge I rush", "export --include-private", "I rush"),
    ("add commitment Send it fri", "agenda", "Send it"),
    ("add promise Send the rest fri", "agenda", "Send the rest"),
    (
        "add feedback you ask, then wait",
        "export --include-private",
        "you ask, then wait",
    ),
    ("add goal Write it down", "goals", "Write it down"),
    ("add resource A book", "export", "\"title\": \"A book\""),
    ("agenda", "", "How did you choose?"),
    ("agenda last", "", "Second rota"),
    ("agenda --format text", "", "How did you choose?"),
    (
        "agenda --format json",
        "",
        "\"title\": \"How did you choose?\"",
    ),
    ("agenda --include-private", "", "a quiet word"),
    ("sessions", "", "26 Nov 2026  15:00"),
    ("sessions --format text", "", "26 Nov 2026  15:00"),
    (
        "sessions --format json",
        "",
        "\"planned_start\": \"2026-11-12T15:00:00Z\"",
    ),
    (
        "sessions --format json --include-private",
        "",
        "seen by me alone",
    ),
    ("goals", "", "Lead a design review"),
    ("goals --format text", "", "Lead a design review"),
    (
        "goals --format json",
        "",
        "\"title\": \"Lead a design review\"",
    ),
    ("goals --include-private", "", "my own way"),
    ("timeline", "", "Session 1: One review alone first."),
    ("timeline --format text", "", "November 2026"),
    ("timeline --format json", "", "\"kind\": \"session\""),
    ("timeline --include-private", "", "November 2026"),
    ("evidence", "", "Reliability"),
    ("evidence --format text", "", "Reliability"),
    ("evidence --format json", "", "\"rows\""),
    ("evidence --include-private", "", "a quiet word"),
    ("undo", "brief --include-private", "How did you choose?"),
    ("undo --include-private", "", "Undone: "),
    ("export", "", "\"format\": \"ithaca/1\""),
    ("export --format json", "", "\"format\": \"ithaca/1\""),
    ("export --format md", "", "# Athena Pallas"),
    (
        "export --format md --session last",
        "",
        "One review alone first.",
    ),
    ("export --include-private", "", "a quiet word"),
    (
        "export --out out.json",
        "--db new.db import out.json",
        "Imported ",
    ),
    (
        "--db new.db import file.json",
        "--db new.db next",
        "Athena Pallas",
    ),
    ("import file.json --dry-run", "", "Would import 13 new"),
    ("backup", "", "Written: "),
    ("backup mine.db", "--db mine.db next", "Athena Pallas"),
    ("restore copy.db", "next", "Athena Pallas"),
    ("check", "", "The file is sound."),
    ("config", "", "[keys]"),
    (
        "forget Zoë",
        "--with zoe next",
        "No relationship named 'zoe'",
    ),
    ("completions bash", "", "_ithaca()"),
    ("completions elvish", "", "edit:completion"),
    ("completions fish", "", "complete -c ithaca"),
    ("completions powershell", "", "Register-ArgumentCompleter"),
    ("completions zsh", "", "#compdef ithaca"),
    ("man", "", ".TH ithaca"),
    (
        "demo --out example.db --size demo --seed 2",
        "--db example.db next",
        "Athena",
    ),
];

/// What needs minutes or a terminal is run elsewhere: the large files in `tests/demo.rs`, the planner in `tests/pty.rs`.
const ELSEWHERE: &[&str] = &["demo size=heavy", "demo size=huge"];

/// Rows that only their owner sees.
const PRIVATE: &str = r#"{"format": "ithaca/1",
    "sessions": [{"id": "00000000-0000-7000-8000-000000000021", "relationship_id": "00000000-0000-7000-8000-000000000001",
        "planned_start": "2026-11-26T15:00:00Z", "zone": "UTC", "place": "video", "notes": "seen by me alone", "updated_at": "2099-01-01T00:00:00Z"}],
    "goals": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "title": "my own way", "visibility": "private"}],
    "agenda_items": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000021",
        "title": "a quiet word", "visibility": "private", "carry_count": 4, "position": 9}]}"#;

/// What a case's words name: "next", "next format", "next format=json"; what is global stands without its command.
fn named(words: &str) -> BTreeSet<String> {
    let words = std::iter::once("ithaca").chain(words.split(' '));
    let found = cli::definition().try_get_matches_from(words).unwrap();
    let (name, inner) = found.subcommand().unwrap();
    let definition = cli::definition();
    let own = definition.find_subcommand(name).unwrap();
    let mut named = BTreeSet::from([name.to_owned()]);
    let is_typed = |id: &str| inner.value_source(id) == Some(ValueSource::CommandLine);
    let globals = definition.get_arguments().filter(|a| a.is_global_set());
    named.extend(
        globals
            .map(|a| a.get_id().as_str())
            .filter(|id| is_typed(id))
            .map(|id| format!(" {id}")),
    );
    for argument in own
        .get_arguments()
        .filter(|a| is_typed(a.get_id().as_str()))
    {
        let id = argument.get_id().as_str();
        named.insert(format!("{name} {id}"));
        if !argument.get_possible_values().is_empty() && argument.get_action().takes_values() {
            let values = inner.get_raw(id).unwrap();
            named.extend(values.map(|v| format!("{name} {id}={}", v.to_str().unwrap())));
        }
    }
    named
}

/// Everything that the definition has, in the same words.
fn defined() -> BTreeSet<String> {
    let definition = cli::definition();
    let globals = definition.get_arguments().filter(|a| a.is_global_set());
    let mut all: BTreeSet<_> = globals.map(|a| format!(" {}", a.get_id())).collect();
    for own in definition.get_subcommands() {
        let name = own.get_name();
        all.insert(name.to_owned());
        for argument in own.get_arguments().filter(|a| !a.is_global_set()) {
            let id = argument.get_id();
            all.insert(format!("{name} {id}"));
            if argument.get_action().takes_values() {
                let values = argument.get_possible_values();
                all.extend(
                    values
                        .iter()
                        .map(|v| format!("{name} {id}={}", v.get_name())),
                );
            }
        }
    }
    all
}

#[test]
fn every_command_and_option_has_a_case() {
    let elsewhere = ELSEWHERE.iter().map(|words| (*words).to_owned());
    let told = CASES.iter().flat_map(|(words, ..)| named(words));
    let told: BTreeSet<_> = told.chain(elsewhere).collect();
    let missing: Vec<_> = defined().difference(&told).cloned().collect();
    assert!(
        missing.is_empty(),
        "no case in tests/cli/every.rs: {missing:?}"
    );
}

/// Runs a line; a name that has to be typed again is the line's last word.
fn said(here: &Path, line: &str) -> String {
    let words: Vec<_> = line.split(' ').collect();
    let mut child = command(here, &words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let typed = format!("{}\n", words.last().unwrap());
    // A command that reads nothing may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let (_, out, err) = told(&child.wait_with_output().unwrap());
    out + &err
}

#[test]
fn each_of_them_does_what_it_is_for() {
    let first = read::folder();
    std::fs::write(first.path().join("private.json"), PRIVATE).unwrap();
    assert_eq!(run(first.path(), &["import", "private.json"]).0, 0);
    assert_eq!(run(first.path(), &["backup", "first.db"]).0, 0);
    let mut wrong = Vec::new();
    for (line, then, words) in CASES {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        for name in ["own.db", "copy.db"] {
            std::fs::copy(first.path().join("first.db"), here.join(name)).unwrap();
        }
        std::fs::write(here.join("file.json"), read::FILE).unwrap();
        std::fs::write(here.join("iso.toml"), "dates = \"2026-11-26\"").unwrap();
        let mut out = said(here, line);
        if !then.is_empty() {
            out = said(here, then);
        }
        if !out.contains(words) || (words.is_empty() && !out.is_empty()) {
            wrong.push(format!("`{line}`: '{words}' is not in\n{out}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_shows_its_help() {
    for own in cli::definition().get_subcommands() {
        let folder = tempfile::tempdir().unwrap();
        let (code, out, err) = run(folder.path(), &[own.get_name(), "--help"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("Example"), "{out}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
