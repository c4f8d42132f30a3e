//! The real binary on the command line: exit codes, and a sentence for whatever can't be done.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod copies;
mod every;
mod privacy;
mod read;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// What came of it: exit code, stdout, stderr.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(&command(folder, arguments).output().unwrap())
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ithaca"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
        .env("ITHACA_DB", folder.join("own.db"))
        .env("ITHACA_NOW", "2026-11-24T09:00:00Z")
        .env("TZ", "UTC");
    command
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn folder_with_people() -> TempDir {
    let folder = TempDir::new().unwrap();
    let file = r#"{"format": "ithaca/1", "relationships": [
        {"partner_name": "Athena", "my_role": "mentee"}, {"partner_name": "Zoë", "my_role": "mentor"}, {"partner_name": "Zorba", "my_role": "peer"}]}"#;
    fs::write(folder.path().join("people.json"), file).unwrap();
    let (code, out, err) = run(folder.path(), &["import", "people.json"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    folder
}

/// One sentence on stderr, nothing on stdout.
fn fails(folder: &Path, arguments: &[&str], code: i32, sentence: &str) {
    let (was, out, err) = run(folder, arguments);
    assert_eq!((was, out.as_str()), (code, ""), "{arguments:?}: {err}");
    assert!(
        err.contains(sentence),
        "{arguments:?}: {err:?} lacks {sentence:?}"
    );
    assert!(
        !err.contains("panicked") && !err.contains("backtrace"),
        "{err}"
    );
}

#[test]
fn without_a_terminal_it_says_so() {
    let folder = TempDir::new().unwrap();
    fails(folder.path(), &[], 2, "needs a terminal");
    fails(folder.path(), &["demo"], 2, "needs a terminal");
    let hostile = "none\u{1b}]0;x\u{7}.db";
    fails(
        folder.path(),
        &["--db", hostile, "next"],
        1,
        "none␛]0;x\u{fffd}.db",
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_session_without_a_word_is_none() {
    let folder = folder_with_people();
    for arguments in [
        &["agenda", ""][..],
        &["brief", " "],
        &["export", "--format", "md", "--session", ""],
    ] {
        fails(
            folder.path(),
            arguments,
            2,
            "No session was named. Give next, last, a date or an id.",
        );
    }
}

#[test]
fn wrong_usage_is_two() {
    let folder = TempDir::new().unwrap();
    fails(folder.path(), &["sing"], 2, "unrecognized subcommand");
    fails(folder.path(), &["add", "pet", "x"], 2, "invalid value");
    fails(folder.path(), &["goals", "mine"], 2, "unexpected argument");
    fails(
        folder.path(),
        &["next", "--format", "xml"],
        2,
        "invalid value",
    );
    fails(
        folder.path(),
        &["restore"],
        2,
        "required arguments were not provided",
    );
    assert_eq!(run(folder.path(), &["--version"]).0, 0);
}

#[test]
fn a_clock_that_is_no_time_is_named() {
    let folder = TempDir::new().unwrap();
    let (code, _, err) = told(
        &command(folder.path(), &["check"])
            .env("ITHACA_NOW", "soon")
            .output()
            .unwrap(),
    );
    assert_eq!(code, 2);
    assert!(
        err.starts_with("ITHACA_NOW is 'soon', which is no time."),
        "{err}"
    );
}

#[test]
fn people_are_found_by_how_their_name_begins() {
    let folder = folder_with_people();
    fails(
        folder.path(),
        &["--with", "Nestor", "add", "win", "x"],
        1,
        "No relationship named 'Nestor'. There are: Athena, Zorba, Zoë.",
    );
    fails(
        folder.path(),
        &["--with", "zo", "add", "win", "x"],
        1,
        "Several names begin with 'zo': Zorba, Zoë.",
    );
    let (code, out, _) = run(
        folder.path(),
        &["--with", "zoe", "add", "win", "the talk was accepted"],
    );
    assert_eq!(
        (code, out.as_str()),
        (0, "Added: the talk was accepted (wins, Zoë)\n")
    );
}

#[test]
fn what_is_added_is_said_and_taken_back() {
    let folder = folder_with_people();
    let (_, out, _) = run(
        folder.path(),
        &[
            "--with",
            "athena",
            "add",
            "topic",
            "Ask about scope? 5m @me",
        ],
    );
    assert_eq!(
        out,
        "Added: Ask about scope? (question · 5 min · me · Athena, backlog)\n"
    );
    let (_, out, _) = run(
        folder.path(),
        &["--with", "athena", "add", "question", "Who is", "@me"],
    );
    assert_eq!(out, "Added: Who is @me (saved questions, Athena)\n");
    for (kind, line, added) in [
        (
            "resource",
            "conference: RustConf 12 mar",
            "conference: RustConf (conference · Fri 12 Mar · learning, Athena)",
        ),
        (
            "resource",
            "Ask @ann 31 feb",
            "Ask @ann 31 feb (31 Feb is no day: kept as text · learning, Athena)",
        ),
        (
            "goal",
            "? Write a book 12 mar",
            "Write a book (draft · Fri 12 Mar · goals, Athena)",
        ),
    ] {
        let (_, out, _) = run(folder.path(), &["--with", "athena", "add", kind, line]);
        assert_eq!(out, format!("Added: {added}\n"));
    }
    let (_, json, _) = run(folder.path(), &["export", "--include-private"]);
    let held: serde_json::Value = serde_json::from_str(&json).unwrap();
    // Rows are listed by id, and those of one moment in any order.
    let resources = held["resources"].as_array().unwrap();
    let resource = resources.iter().find(|row| row["title"] == "RustConf");
    let (resource, goal) = (resource.unwrap(), &held["goals"][0]);
    assert_eq!(resource["starts_on"], "2027-03-12");
    assert_eq!(
        (&goal["status"], &goal["title"]),
        (&"draft".into(), &"Write a book".into())
    );
    for _ in 0..3 {
        run(folder.path(), &["undo"]);
    }
    let (code, out, _) = run(folder.path(), &["undo"]);
    assert_eq!(code, 0, "{out}");
    fails(
        folder.path(),
        &["add", "topic", "5m"],
        2,
        "There is no text",
    );
}

#[test]
fn an_option_is_one_wherever_it_stands() {
    let folder = folder_with_people();
    let (code, out, err) = run(
        folder.path(),
        &["add", "commitment", "send paper 31 feb", "--with", "Zorba"],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "Added: send paper 31 feb (31 Feb is no day: kept as text · promises, Zorba)\n"
    );
    let (_, out, _) = run(
        folder.path(),
        &[
            "--with", "zoe", "add", "win", "--", "dropped", "--with", "-5",
        ],
    );
    assert_eq!(out, "Added: dropped --with -5 (wins, Zoë)\n");
    let (_, out, _) = run(folder.path(), &["add", "win", "ran at", "-5", "--with=zoe"]);
    assert_eq!(out, "Added: ran at -5 (wins, Zoë)\n");
    fails(
        folder.path(),
        &["add", "win", "ran", "--fast"],
        2,
        "'-- --fast'",
    );
}

#[test]
fn an_import_says_in_plain_words_what_it_can_not_take() {
    let folder = folder_with_people();
    let here = folder.path();
    let whole = fs::read_to_string(here.join("people.json")).unwrap();
    for (text, sentence) in [
        ("", "bad.json is empty."),
        ("<html>", "bad.json is a file of another kind."),
        (&whole[..60], "bad.json breaks off before its end."),
        (
            "{\"format\": \"ithaca/1\",\n x}",
            "bad.json can't be read from line 2 on.",
        ),
    ] {
        fs::write(here.join("bad.json"), text).unwrap();
        fails(here, &["import", "bad.json", "--dry-run"], 1, sentence);
    }
    let (_, _, _) = run(here, &["add", "goal", "Lead a review", "--with", "zoe"]);
    let (_, out, _) = run(here, &["export", "--include-private"]);
    fs::write(
        here.join("out.json"),
        out.replace("Lead a review", "Lead one"),
    )
    .unwrap();
    let (code, _, err) = run(here, &["import", "out.json", "--dry-run"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        err,
        "Kept as it is here: goal 'Lead one' (in the file it is not newer)\n"
    );
}

#[test]
fn files_that_are_not_ours_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    fs::write(
        here.join("text.db"),
        "not a database, and long enough to be read as a header by something that looks",
    )
    .unwrap();
    fails(
        here,
        &["--db", "text.db", "check"],
        1,
        "is not an Ithaca file",
    );
    fails(
        here,
        &["--db", "text.db/own.db", "check"],
        1,
        "Can't open text.db/own.db",
    );
    fails(
        here,
        &["--db", "text.db/own.db", "import", "text.db"],
        1,
        "text.db is a file of another kind. An import is a file that `ithaca export --format json` wrote",
    );
    fails(here, &["--db", ".", "export"], 1, "it is a folder");
    fails(
        here,
        &["--db", "none.db", "export"],
        1,
        "There is no file none.db yet",
    );
    assert!(!here.join("none.db").exists());
}

#[test]
fn a_newer_file_is_left_alone() {
    let folder = folder_with_people();
    let file = folder.path().join("own.db");
    // `user_version` stands at byte 60 of the header.
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    fails(
        folder.path(),
        &["check"],
        1,
        "was written by a newer Ithaca (format 999",
    );
}

#[test]
fn an_export_replaces_nothing_but_an_older_one() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with_people();
    let here = folder.path();
    for _ in 0..2 {
        assert_eq!(run(here, &["export", "--out", "out.json"]).0, 0);
    }
    assert_eq!(
        fs::metadata(here.join("out.json"))
            .unwrap()
            .permissions()
            .mode()
            & 0o777,
        0o600
    );
    fails(
        here,
        &["export", "--out", "own.db"],
        1,
        "is the file that is exported",
    );
    fails(
        here,
        &["export", "--out", "people.json/out.json"],
        1,
        "could not be written",
    );
    fails(
        here,
        &["demo", "--out", "people.json"],
        1,
        "is there already",
    );
    let (code, out, _) = run(here, &["check"]);
    assert_eq!((code, out.as_str()), (0, "The file is sound.\n"));
}

#[test]
fn a_dry_run_makes_no_file() {
    let folder = folder_with_people();
    let (code, out, _) = run(
        folder.path(),
        &["--db", "new.db", "import", "people.json", "--dry-run"],
    );
    assert_eq!(
        (code, out.as_str()),
        (
            0,
            "Would import 3 new, 0 newer, 0 unchanged, 0 kept as here.\n"
        )
    );
    assert!(!folder.path().join("new.db").exists());
}

#[test]
fn wrong_rows_are_named_without_their_control_characters() {
    let folder = folder_with_people();
    fs::write(
        folder.path().join("bad.json"),
        r#"{"format": "ithaca/1", "goals": [{"title": "x", "status": "\u001b[31mred"}]}"#,
    )
    .unwrap();
    let (code, out, err) = run(folder.path(), &["import", "bad.json"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        err.contains("goals row 1: status") && !err.contains('\u{1b}'),
        "{err:?}"
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder_with_people();
    for arguments in [
        &["export"][..],
        &["export", "--format", "md"],
        &["sessions"],
        &["goals", "--format", "json"],
        &["brief"],
        &["man"],
        &["check"],
        &["add", "win", "x"],
    ] {
        let mut child = command(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let (code, _, err) = told(&child.wait_with_output().unwrap());
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    }
}
