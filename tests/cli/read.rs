//! Commands that only read: what they print, for people and for programs, and what they leave as it is.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{command, fails, run, told};

/// Athena with a session ahead and one behind, and Zoë with nothing planned.
pub(super) const FILE: &str = r#"{"format": "ithaca/1",
    "relationships": [
        {"id": "00000000-0000-7000-8000-000000000001", "partner_name": "Athena Pallas", "my_role": "mentee"},
        {"id": "00000000-0000-7000-8000-000000000002", "partner_name": "Zoë", "my_role": "mentor"}],
    "goals": [
        {"id": "00000000-0000-7000-8000-000000000011", "relationship_id": "00000000-0000-7000-8000-000000000001", "title": "Lead a design review", "target_date": "2026-12-18"},
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "title": "漢字", "owner": "partner", "progress_mode": "percent", "percent": 60},
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "title": "Learn Rust", "status": "dropped", "closed_on": "2026-09-01"}],
    "milestones": [
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "goal_id": "00000000-0000-7000-8000-000000000011", "title": "Co-lead one", "status": "done", "done_on": "2026-06-09"},
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "goal_id": "00000000-0000-7000-8000-000000000011", "title": "Lead one alone"}],
    "sessions": [
        {"id": "00000000-0000-7000-8000-000000000021", "relationship_id": "00000000-0000-7000-8000-000000000001", "planned_start": "2026-11-26T15:00:00Z", "zone": "UTC", "place": "video"},
        {"id": "00000000-0000-7000-8000-000000000022", "relationship_id": "00000000-0000-7000-8000-000000000001", "planned_start": "2026-11-12T15:00:00Z", "zone": "UTC", "status": "held",
         "started_at": "2026-11-12T15:00:00Z", "ended_at": "2026-11-12T15:44:00Z", "summary": "One review alone first."}],
    "materials": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000021", "label": "slides draft", "for_side": "me", "ready": true}],
    "agenda_items": [
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000021", "title": "How did you choose?", "kind": "question", "owner": "me", "minutes": 5, "position": 1},
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000021", "title": "A talk", "carry_count": 2, "position": 2},
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000022", "title": "Second rota", "kind": "decision", "status": "done", "outcome": "No, until March.", "position": 1},
        {"relationship_id": "00000000-0000-7000-8000-000000000002", "title": "Somewhen", "position": 1}],
    "questions": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Which of the two books first?"}],
    "commitments": [
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000022", "text": "Review checklist", "owner": "me", "due": "2026-11-26"},
        {"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Send the paper", "owner": "partner"}],
    "wins": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "The talk is accepted", "happened_on": "2026-11-20"}]}"#;

pub(super) fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("file.json"), FILE).unwrap();
    let (code, out, err) = run(folder.path(), &["import", "file.json"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    folder
}

/// The output of a command that succeeds without a word on stderr.
fn out(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = run(folder, arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&out(folder, arguments)).unwrap()
}

#[test]
fn the_next_session_is_one_line() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(
        out(here, &["next"]),
        "Athena Pallas · Thu 26 Nov 15:00, in 2 d\n"
    );
    assert_eq!(out(here, &["--with", "zoe", "next"]), "");
    let next = json(here, &["next", "--format", "json"]);
    assert_eq!(next["partner_name"], "Athena Pallas");
    assert_eq!(next["planned_start"], "2026-11-26T15:00:00Z");
    let at = |now| {
        told(
            &command(here, &["next"])
                .env("ITHACA_NOW", now)
                .output()
                .unwrap(),
        )
        .1
    };
    assert_eq!(
        at("2026-11-26T12:10:00Z"),
        "Athena Pallas · today 15:00, in 2 h\n"
    );
    assert_eq!(at("2026-11-26T15:10:00Z"), "Athena Pallas · today 15:00\n");
    assert_eq!(at("2026-11-27T12:10:00Z"), "");
    fails(
        here,
        &["--with", "Nestor", "next"],
        1,
        "No relationship named 'Nestor'",
    );
}

#[test]
fn nothing_begun_has_nothing_next() {
    let folder = TempDir::new().unwrap();
    let output = command(folder.path(), &["next"])
        .env_remove("ITHACA_DB")
        .env("HOME", folder.path())
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap();
    assert_eq!(told(&output), (0, String::new(), String::new()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    fails(folder.path(), &["next"], 1, "There is no file");
}

#[test]
fn an_agenda_lines_up() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(
        out(here, &["agenda"]),
        "Athena Pallas · Thu 26 Nov 15:00 · 45 min · video · 15 min, 30 to spare

Agenda
  ○  ?   5  me      How did you choose?
  ○     10      →2  A talk

Promises
  ○  me      Thu 26 Nov  Review checklist
  ○  Athena              Send the paper

Bring
  ✓  me  slides draft
"
    );
    let plain = told(
        &command(here, &["agenda"])
            .env("LC_ALL", "C")
            .output()
            .unwrap(),
    )
    .1;
    assert!(
        plain.is_ascii() && plain.contains("o  ?   5  me"),
        "{plain}"
    );
    let rows = json(here, &["agenda", "--format", "json"]);
    let titles: Vec<_> = rows["agenda_items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["title"])
        .collect();
    assert_eq!(titles, ["How did you choose?", "A talk"]);
    assert_eq!(rows["commitments"].as_array().unwrap().len(), 2);
    assert_eq!(rows["goals"].as_array().unwrap().len(), 0);
}

#[test]
fn a_session_is_named_in_four_ways() {
    let folder = folder();
    let here = folder.path();
    let past = "Athena Pallas · Thu 12 Nov 15:00 · held · 44 of 45 min";
    for which in [
        &["last"][..],
        &["12", "nov"],
        &["2026-11-12"],
        &["00000000-0000-7000-8000-000000000022"],
    ] {
        let text = out(here, &[&["agenda"], which].concat());
        assert!(text.starts_with(past), "{which:?}: {text}");
        assert!(
            text.contains("Promises made\n  ○  me  Thu 26 Nov  Review checklist"),
            "{text}"
        );
    }
    assert!(out(here, &["agenda", "thu"]).starts_with("Athena Pallas · Thu 26 Nov"));
    assert_eq!(out(here, &["agenda", "next"]), out(here, &["agenda"]));
    fails(here, &["agenda", "soon"], 2, "Not a date: 'soon'");
    fails(
        here,
        &["agenda", "13 nov"],
        1,
        "There is no session with Athena Pallas on Fri 13 Nov 2026.",
    );
    fails(
        here,
        &["agenda", "00000000-0000-7000-8000-000000000099"],
        1,
        "There is no session 00000000",
    );
    fails(
        here,
        &[
            "--with",
            "zoe",
            "agenda",
            "00000000-0000-7000-8000-000000000022",
        ],
        1,
        "is with Athena Pallas",
    );
    fails(
        here,
        &["--with", "zoe", "agenda"],
        1,
        "Nothing is planned with Zoë.",
    );
    fails(
        here,
        &["--with", "zoe", "agenda", "last"],
        1,
        "No session with Zoë has been held yet.",
    );
}

#[test]
fn sessions_and_goals_are_listed() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(
        out(here, &["sessions"]),
        "Athena Pallas\n  ○  Thu  26 Nov 2026  15:00  45 min  planned  2 open\n  ✓  Thu  12 Nov 2026  15:00  45 min  held     1 done\n"
    );
    assert_eq!(
        out(here, &["goals"]),
        "mine\n  ○  active  1 of 2  18 Dec  Lead a design review\n\nAthena Pallas\n  ○  active  60 %  漢字\n\nclosed\n  ×  dropped   1 Sep  Learn Rust\n"
    );
    assert_eq!(
        json(here, &["sessions", "--format", "json"])["sessions"][1]["summary"],
        "One review alone first."
    );
    let goals = json(here, &["goals", "--format", "json"]);
    assert_eq!(goals["goals"].as_array().unwrap().len(), 3);
    assert_eq!(goals["milestones"][0]["title"], "Co-lead one");
    assert_eq!(out(here, &["--with", "zoe", "goals"]), "");
}

#[test]
fn the_timeline_is_told_by_month_with_how_far_one_has_come() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(
        out(here, &["timeline"]),
        "Athena Pallas
                 12 months        before  2026
  goals reached  ············  0       0     0
  milestones     ······█·····  1       0     1
  sessions       ···········█  1       0     1
  lessons        ············  0       0     0

November 2026
  24  ○  Begun: 漢字
  24  ○  Begun: Lead a design review
  20  +  The talk is accepted
  12  ✓  Session 1: One review alone first.  1✓

September 2026
   1  ×  Let go: Learn Rust

June 2026
   9  ✓  Co-lead one

5 months ago it began: Co-lead one
"
    );
    let all = json(here, &["timeline", "--format", "json"]);
    let kinds: Vec<_> = all["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["kind"])
        .collect();
    assert_eq!(
        kinds,
        ["begun", "begun", "win", "session", "begun", "milestone"]
    );
    assert_eq!(all["progress"][1]["what"], "milestone");
    assert_eq!(all["progress"][1]["months"][6], 1);
    let (code, _, err) = run(here, &["add", "challenge", "A quiet wall"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, text, told) = run(here, &["timeline"]);
    assert_eq!((code, text.contains("wall")), (0, false));
    assert_eq!(
        told,
        "Left out as private: challenges 1. --include-private shows them.\n"
    );
    assert!(!out(here, &["timeline", "--format", "json"]).contains("wall"));
    assert!(out(here, &["timeline", "--include-private"]).contains("^  A quiet wall ▪"));
    assert!(out(here, &["--with", "zoe", "timeline"]).starts_with("Zoë\n"));
}

/// Every list says in the same words what it left out, where it is no part of what is sent on.
#[test]
fn what_is_private_is_named_as_left_out_in_the_same_words() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let file = r#"{"format": "ithaca/1", "relationships": [{"id": "00000000-0000-7000-8000-000000000001", "partner_name": "Athena", "my_role": "mentee"}],
        "goals": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "title": "Mine", "status": "active", "active_since": "2026-11-01T10:00:00Z", "visibility": "private"}],
        "sessions": [{"id": "00000000-0000-7000-8000-000000000002", "relationship_id": "00000000-0000-7000-8000-000000000001", "planned_start": "2026-11-26T15:00:00Z"},
            {"relationship_id": "00000000-0000-7000-8000-000000000001", "planned_start": "2026-11-12T15:00:00Z", "status": "held", "visibility": "private"}],
        "agenda_items": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "session_id": "00000000-0000-7000-8000-000000000002", "title": "Aside", "visibility": "private"}],
        "commitments": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Quietly", "owner": "me", "due": "2026-11-20", "visibility": "private"}],
        "lessons": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Learned", "learned_on": "2026-11-01", "visibility": "private"},
            {"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Again", "learned_on": "2026-11-02", "visibility": "private"}]}"#;
    fs::write(here.join("all.json"), file).unwrap();
    assert_eq!(run(here, &["import", "all.json"]).0, 0);
    for (command, what) in [
        ("timeline", "sessions held 1, goals begun 1, lessons 2"),
        ("goals", "goals 1"),
        ("sessions", "sessions 1"),
        ("agenda", "items 1, promises 1"),
        ("evidence", "promises 1"),
    ] {
        let (code, text, told) = run(here, &[command]);
        let wanted = format!("Left out as private: {what}. --include-private shows them.\n");
        assert_eq!((code, told), (0, wanted), "{command}: {text}");
        assert!(!text.contains("rivate"), "{text}");
        out(here, &[command, "--include-private"]);
        out(here, &[command, "--format", "json"]);
    }
}

#[test]
fn what_is_private_is_neither_worth_raising_nor_a_false_zero() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let file = r#"{"format": "ithaca/1", "relationships": [{"id": "00000000-0000-7000-8000-000000000001", "partner_name": "Athena", "my_role": "mentee"}],
        "commitments": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Aloud", "owner": "me", "due": "2026-11-18"},
            {"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Quietly", "owner": "me", "due": "2026-11-02", "visibility": "private"}],
        "pulses": [{"id": "00000000-0000-7000-8000-000000000031", "relationship_id": "00000000-0000-7000-8000-000000000001", "taken_on": "2026-11-01", "side": "me", "form": "quick", "answers": {"ope1": 5}},
            {"id": "00000000-0000-7000-8000-000000000032", "relationship_id": "00000000-0000-7000-8000-000000000001", "taken_on": "2026-11-02", "side": "partner", "form": "quick", "answers": {"ope1": 2}}],
        "lessons": [{"relationship_id": "00000000-0000-7000-8000-000000000001", "text": "Learned", "learned_on": "2026-11-01"}]}"#;
    fs::write(here.join("all.json"), file).unwrap();
    assert_eq!(run(here, &["import", "all.json"]).0, 0);
    let (_, text, told) = run(here, &["evidence"]);
    assert!(
        text.contains("Worth raising\n  \"Aloud\" was promised for 18 Nov\n"),
        "{text}"
    );
    assert!(!text.contains("apart in openness"), "{text}");
    let wanted = "Left out as private: promises 1, pulses 2. --include-private shows them.\n";
    assert_eq!(told, wanted);
    let raised = &json(here, &["evidence", "--format", "json"])["worth_raising"];
    assert_eq!(raised.as_array().unwrap().len(), 1, "{raised}");
    assert_eq!(
        raised[0]["records"].as_array().unwrap().len(),
        1,
        "{raised}"
    );
    let whole = out(here, &["evidence", "--include-private"]);
    assert!(
        whole.contains("2 promises of mine, from 2 Nov on"),
        "{whole}"
    );
    assert!(
        whole.contains("The two pulses are apart in openness"),
        "{whole}"
    );

    let strands = |flags: &[&str]| {
        let progress =
            &json(here, &[&["timeline", "--format", "json"], flags].concat())["progress"];
        let strands = progress.as_array().unwrap().iter();
        strands
            .map(|s| s["what"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(strands(&[]), ["goal", "milestone", "session"]);
    let all = ["goal", "milestone", "session", "lesson"];
    assert_eq!(strands(&["--include-private"]), all);
    let (_, text, told) = run(here, &["timeline"]);
    assert!(!text.contains("lessons"), "{text}");
    assert!(told.contains("lessons 1"), "{told}");
    assert!(out(here, &["timeline", "--include-private"]).contains("lessons "));
}

#[test]
fn the_board_says_what_it_covers_and_that_cases_are_few() {
    let folder = folder();
    let here = folder.path();
    let (text, few) = (
        out(here, &["evidence"]),
        "Few cases so far, too few to compare.",
    );
    let end = format!(
        "\n{few}\nIn 180 days: covers 1 of 1 sessions.\nSo far: covers 1 of 1 sessions.\nThis is your record."
    );
    assert!(text.contains(&end), "{text}");
    assert!(
        out(here, &["--with", "zoe", "evidence"]).contains("In 180 days: covers no session.\n")
    );
    let many = r#"{"format": "ithaca/1", "relationships": [{"id": "00000000-0000-7000-8000-000000000101", "partner_name": "Nestor", "my_role": "mentee"}],
        "sessions": [SESSIONS]}"#;
    let session = |n| {
        format!(
            r#"{{"relationship_id": "00000000-0000-7000-8000-000000000101", "planned_start": "2026-11-0{n}T15:00:00Z", "status": "held"}}"#
        )
    };
    let sessions: Vec<_> = (1..=5).map(session).collect();
    fs::write(
        here.join("many.json"),
        many.replace("SESSIONS", &sessions.join(",")),
    )
    .unwrap();
    assert_eq!(run(here, &["import", "many.json"]).0, 0);
    assert!(!out(here, &["--with", "nestor", "evidence"]).contains(few));
}

#[test]
fn a_brief_has_what_one_looks_at_before() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(
        out(here, &["brief"]),
        "# Athena Pallas, Thu 26 Nov 2026, 15:00

in 2 d · 45 min · video

Last time, Thu 12 Nov: One review alone first.

## Open promises

- [ ] me: Review checklist (by Thu 26 Nov)
- [ ] Athena: Send the paper

## Agenda

- [ ] How did you choose? (question, me, 5 min)
- [ ] A talk (10 min)

## Bring

- [x] me: slides draft

## Saved questions

- Which of the two books first?

## Wins not told yet

- The talk is accepted
"
    );
    let without = out(here, &["--with", "zoe", "brief"]);
    assert!(
        without.starts_with("# Zoë, no date yet\n") && without.contains("- [ ] Somewhen"),
        "{without}"
    );
}

#[test]
fn an_export_as_markdown_is_of_all_of_one_or_of_a_session() {
    let folder = folder();
    let here = folder.path();
    let all = out(here, &["export", "--format", "md"]);
    assert!(
        all.contains("# Athena Pallas\n") && all.contains("# Zoë\n"),
        "{all}"
    );
    let one = out(here, &["--with", "athena", "export", "--format", "md"]);
    assert!(
        one.contains("### Lead a design review\n") && !one.contains("Zoë"),
        "{one}"
    );
    assert!(
        one.contains("- [x] Second rota (decision, 10 min)  \n  No, until March.\n"),
        "{one}"
    );
    let last = out(here, &["export", "--format", "md", "--session", "12 nov"]);
    assert!(
        last.starts_with(
            "# Athena Pallas, Thu 12 Nov 2026, 15:00\n\nsession 1 · held · 44 of 45 min\n"
        ),
        "{last}"
    );
    // Without a name it is of the one whom every command is about then, and says so.
    let last = out(here, &["export", "--format", "md", "--session", "last"]);
    let brief = out(here, &["brief", "last"]);
    assert!(last.starts_with("# Athena Pallas, "), "{last}");
    assert_eq!(last.lines().next(), brief.lines().next());
    let help = out(here, &["export", "--help"]);
    assert!(help.contains("without it whoever is met next"), "{help}");
    assert_eq!(
        out(here, &["export", "--format", "md", "--out", "a.md"]),
        "Written: a.md\n"
    );
    assert_eq!(fs::read_to_string(here.join("a.md")).unwrap(), all);
    fails(here, &["export", "--session", "last"], 2, "add --format md");
    let athena = json(here, &["--with", "athena", "export"]);
    assert_eq!(athena["relationships"].as_array().unwrap().len(), 1);
    assert_eq!(athena["agenda_items"].as_array().unwrap().len(), 3);
}

#[test]
fn reading_leaves_the_file_as_it_is() {
    let folder = folder();
    let here = folder.path();
    let file = here.join("own.db");
    let before = fs::read(&file).unwrap();
    let names = || {
        fs::read_dir(here)
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (were, backups) = (names(), fs::read_dir(here.join("backups")).unwrap().count());
    for command in [
        "next", "brief", "agenda", "sessions", "goals", "export", "check",
    ] {
        out(here, &[command]);
    }
    assert!(fs::read(&file).unwrap() == before);
    assert_eq!(
        (names(), fs::read_dir(here.join("backups")).unwrap().count()),
        (were, backups)
    );
    // An older format stands at byte 60 of the header: it is for whoever writes to bring the file up to date.
    let mut old = before;
    old[60..64].copy_from_slice(&0_u32.to_be_bytes());
    fs::write(&file, &old).unwrap();
    fails(here, &["next"], 1, "is of an older Ithaca");
    assert!(fs::read(&file).unwrap() == old);
    fs::write(&file, "").unwrap();
    fails(here, &["agenda"], 1, "is empty");
}

#[test]
fn completions_and_the_manual_know_the_commands() {
    let folder = TempDir::new().unwrap();
    assert!(out(folder.path(), &["completions", "fish"]).contains("agenda"));
    assert!(out(folder.path(), &["man"]).starts_with(".ie"));
    fails(folder.path(), &["completions", "cmd"], 2, "invalid value");
}
