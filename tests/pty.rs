//! The real binary in a real pty: what a user types, what the file holds afterwards, and what a kill leaves.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/terminal.rs"]
mod terminal;

use std::path::Path;

use serde_json::Value;
use terminal::{NOW, Terminal, demo, export, ithaca, until};

fn rows<'v>(export: &'v Value, table: &str) -> &'v Vec<Value> {
    export[table].as_array().unwrap()
}

fn sound(file: &Path) {
    let checked = ithaca(file, &["check"]);
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}

/// The notes of the call that goes on.
fn live_notes(file: &Path) -> String {
    let held = export(file);
    let live = rows(&held, "sessions")
        .iter()
        .find(|s| s["status"] == "live");
    live.unwrap()["notes"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn done(export: &Value) -> usize {
    let is = |row: &&Value, words: &[&str]| words.contains(&row["status"].as_str().unwrap());
    rows(export, "goals")
        .iter()
        .filter(|r| is(r, &["achieved"]))
        .count()
        + rows(export, "milestones")
            .iter()
            .filter(|r| is(r, &["done"]))
            .count()
}

#[test]
fn an_item_that_is_typed_is_in_the_export_and_undo_outlives_a_restart() {
    let (_folder, file) = demo();
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("2")
        .press("a")
        .wait_for("Add")
        .press("Ask about scope? 5m @me")
        .wait_for("question · 5 min · me");
    terminal.press("\r").wait_for("○ ? Ask about scope?");
    terminal.quit();

    let held = export(&file);
    let item = rows(&held, "agenda_items")
        .iter()
        .find(|r| r["title"] == "Ask about scope?")
        .unwrap();
    assert_eq!(
        (&item["kind"], &item["minutes"], &item["owner"]),
        (&"question".into(), &5.into(), &"me".into())
    );
    let session = rows(&held, "sessions")
        .iter()
        .find(|s| s["id"] == item["session_id"])
        .unwrap();
    assert_eq!(
        (&session["status"], &session["planned_start"]),
        (&"planned".into(), &"2026-11-26T15:00:00Z".into())
    );
    let last = rows(&held, "agenda_items")
        .iter()
        .filter(|r| r["session_id"] == item["session_id"])
        .max_by_key(|r| r["position"].as_i64())
        .unwrap();
    assert_eq!(last["id"], item["id"]);

    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Ask about scope?")
        .press("u")
        .wait_for("Undone")
        .wait("it gone", |text| !text.contains("? Ask about scope?"));
    assert!(
        !rows(&export(&file), "agenda_items")
            .iter()
            .any(|r| r["title"] == "Ask about scope?")
    );
    terminal.press("\x12").wait_for("○ ? Ask about scope?");
    terminal.quit();
    assert!(
        rows(&export(&file), "agenda_items")
            .iter()
            .any(|r| r["title"] == "Ask about scope?")
    );
    sound(&file);
}

#[test]
fn a_goal_is_completed_in_a_call_and_a_kill_loses_nothing() {
    let (_folder, file) = demo();
    let before = done(&export(&file));
    let mut terminal = Terminal::start(&file, NOW, 44, 24);
    terminal
        .wait_for("Athena")
        .press("2")
        .press("c")
        .wait_for("0 of 45 min")
        .wait_for("Call started");
    terminal
        .press("g")
        .wait_for("▸   ○")
        .press(" ")
        .wait_for("u undoes")
        .wait_for("Done:");
    assert_eq!(done(&export(&file)), before + 1);
    terminal
        .escape()
        .press("n")
        .wait_for("Esc back")
        .press("stop doing: ask who would miss it");
    // Kept a moment after it was typed; how long that takes is the machine's affair.
    until("the notes are kept", || {
        live_notes(&file) == "stop doing: ask who would miss it"
    });
    terminal.kill();

    let live: Vec<_> = {
        let held = export(&file);
        rows(&held, "sessions")
            .iter()
            .filter(|s| s["status"] == "live")
            .cloned()
            .collect()
    };
    assert_eq!(live.len(), 1);
    assert_eq!(live[0]["notes"], "stop doing: ask who would miss it");
    assert!(
        live[0]["started_at"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-24T09:00:0")
    );
    sound(&file);
    let mut later = Terminal::start(&file, "2026-11-24T09:07:30Z", 44, 24);
    later
        .wait_for("7 of 45 min")
        .wait_for("stop doing: ask who would miss it");
    later.kill();
}

#[test]
fn what_is_typed_at_the_end_of_a_call_outlives_a_kill() {
    let (_folder, file) = demo();
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("Athena")
        .press("2")
        .press("c")
        .wait_for("Call started")
        .press("x")
        .wait_for("thu 10 dec 15:00");
    // From the last row up: usefulness, the next one, when it was held.
    let up = "\x1b[A";
    terminal.press(up);
    if terminal.text().contains("Pulse") {
        terminal.wait_for("▸ Pulse").press(up);
    }
    terminal.wait_for("▸ Useful").press(up).wait_for("▸ Next");
    terminal.press(&"\x7f".repeat(20)).press("11 dec 16:00");
    terminal.press(up).wait_for("▸ Held");
    terminal.press(&"\x7f".repeat(20)).press("8:45-8:59");
    terminal.wait_for("14 min");
    terminal.kill();
    sound(&file);
    let mut later = Terminal::start(&file, "2026-11-24T09:07:30Z", 80, 24);
    later.wait_for("7 of 45 min").press("x");
    later.wait_for("8:45-8:59").wait_for("11 dec 16:00");
    later.kill();
}

#[test]
fn the_end_of_a_call_carries_what_is_open_and_plans_the_next_date() {
    let (_folder, file) = demo();
    let mut terminal = Terminal::start(&file, NOW, 44, 24);
    terminal
        .wait_for("Athena")
        .press("2")
        .press("c")
        .wait_for("Call started")
        .press(" ")
        .wait_for("Done:");
    terminal
        .press("x")
        .wait_for("Promises, to read aloud")
        .wait_for("Review checklist")
        .wait_for("thu 10 dec 15:00");
    terminal.press("\r").wait_for("10 Dec");
    terminal.quit();
    let held = export(&file);
    let next = rows(&held, "sessions")
        .iter()
        .find(|s| s["planned_start"] == "2026-12-10T15:00:00Z")
        .unwrap();
    assert_eq!(next["status"], "planned");
    let carried: Vec<_> = rows(&held, "agenda_items")
        .iter()
        .filter(|r| r["session_id"] == next["id"])
        .collect();
    assert_eq!(carried.len(), 4);
    assert!(
        carried
            .iter()
            .all(|r| r["carry_count"].as_i64() >= Some(1) && r["status"] == "open")
    );
    let talk = carried
        .iter()
        .find(|r| r["title"] == "Talk for the June conference")
        .unwrap();
    assert_eq!(talk["carry_count"], 3);
    sound(&file);
}

#[test]
fn two_applications_and_forty_commands_at_once_lose_nothing() {
    let (_folder, file) = demo();
    let mut first = Terminal::start(&file, NOW, 120, 60);
    let mut second = Terminal::start(&file, NOW, 120, 60);
    for terminal in [&mut first, &mut second] {
        let terminal = terminal.wait_for("0 People").press("2");
        terminal.wait_for("Athena · Thu 26 Nov");
    }
    let writers: Vec<_> = (0..40)
        .map(|n| {
            let file = file.clone();
            std::thread::spawn(move || {
                ithaca(
                    &file,
                    &["add", "topic", &format!("From a shell, number {n}")],
                )
                .status
                .success()
            })
        })
        .collect();
    first
        .press("a")
        .wait_for("Add")
        .press("From the first screen\r")
        .wait_for("○   From the first screen");
    second
        .press("a")
        .wait_for("Add")
        .press("From the second screen\r")
        .wait_for("○   From the second screen");
    assert!(writers.into_iter().all(|w| w.join().unwrap()));
    first
        .escape()
        .wait_for("From the second screen")
        .wait_for("From a shell, number 39");
    second.escape().wait_for("From the first screen");
    let titles: Vec<String> = {
        let held = export(&file);
        rows(&held, "agenda_items")
            .iter()
            .map(|r| r["title"].as_str().unwrap().to_owned())
            .collect()
    };
    for n in 0..40 {
        assert!(
            titles.contains(&format!("From a shell, number {n}")),
            "{n} is lost"
        );
    }
    assert!(
        titles.contains(&"From the first screen".into())
            && titles.contains(&"From the second screen".into())
    );
    first.quit();
    second.quit();
    sound(&file);
}

#[test]
fn without_a_name_an_example_is_shown_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ithaca.db");
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal.wait_for("Who do you meet?").press("\r");
    terminal.wait_for("example · Tue 24 Nov").press("q");
    terminal.wait_for("Who do you meet?").escape();
    assert!(terminal.child.wait().unwrap().success());
    assert_eq!(rows(&export(&file), "relationships").len(), 0);
}

#[test]
fn a_terminal_that_is_closed_keeps_what_was_typed_up_to_its_last_letter() {
    let (_folder, file) = demo();
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Promises")
        .press("a")
        .wait_for("Add")
        .press("up to the end")
        .wait_for("up to the end");
    assert_eq!(terminal.close_after("!"), 1);
    // Where nothing is typed its cursor is hidden.
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal.wait_for("0 People").press("1").wait_for("mine");
    assert_eq!(terminal.close_after("j"), 1);
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Promises")
        .press("a")
        .wait_for("takes: up to the end!");
    terminal.quit();
    sound(&file);
}

/// A signal, and what the program is doing then.
#[cfg(target_os = "linux")]
fn signal(terminal: &Terminal, signal: &str, state: char) {
    let pid = terminal.child.process_id().unwrap().to_string();
    let sent = std::process::Command::new("kill")
        .args([signal, &pid])
        .status()
        .unwrap();
    assert!(sent.success());
    until("its state", || {
        let held = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let after = held.rsplit_once(") ").unwrap().1;
        state == '*' || after.starts_with(state)
    });
}

#[cfg(target_os = "linux")]
#[test]
fn another_size_is_taken_though_a_key_comes_at_the_same_time() {
    let (_folder, file) = demo();
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Promises");
    // Which of the two is seen first is the system's.
    for _ in 0..8 {
        signal(&terminal, "-STOP", 'T');
        terminal.press("1").resize(120, 40);
        signal(&terminal, "-CONT", '*');
        terminal.wait_for("Milestones").wait_for("4 Timeline     ");
        signal(&terminal, "-STOP", 'T');
        terminal.resize(80, 24).press("2");
        signal(&terminal, "-CONT", '*');
        terminal.wait_for("Promises").wait("it small", |text| {
            text.lines().all(|line| line.chars().count() <= 80)
        });
    }
    terminal.quit();
}

#[test]
fn what_a_field_can_not_take_is_said_once_it_is_kept() {
    let (_folder, file) = demo();
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("1")
        .wait_for("Goals")
        .press("e")
        .wait_for("Esc keeps it")
        .press("\t\t")
        .press("neverly")
        .wait_for("neverly")
        .wait_for("Not a date");
    terminal.kill();
}
