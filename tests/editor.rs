//! A long text in the user's own editor, in a real pty: what comes back, what a failure leaves, who may read it meanwhile.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/terminal.rs"]
mod terminal;

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use ithaca::store::{Patience, Store};
use serde_json::Value;
use terminal::{NOW, Terminal, demo, export, until};

/// An editor that is a few lines of shell, and a folder for its files.
struct Desk {
    folder: tempfile::TempDir,
    file: PathBuf,
    editor: String,
    temporary: String,
}

fn desk(script: &str) -> Desk {
    let (folder, file) = demo();
    let (editor, temporary) = (
        folder.path().join("editor.sh"),
        folder.path().join("temporary"),
    );
    let note = folder.path().join("seen");
    std::fs::create_dir(&temporary).unwrap();
    let script = script.replace("$SEEN", note.to_str().unwrap());
    std::fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    Desk {
        editor: text(&editor),
        temporary: text(&temporary),
        folder,
        file,
    }
}

impl Desk {
    fn start(&self) -> Terminal {
        let more = [
            ("VISUAL", ""),
            ("EDITOR", self.editor.as_str()),
            ("TMPDIR", self.temporary.as_str()),
            ("XDG_RUNTIME_DIR", ""),
        ];
        let mut terminal = Terminal::start_with(&self.file, NOW, 80, 24, &more);
        terminal.wait_for("? keys").press("2").wait_for("Sessions");
        terminal
    }

    fn notes(&self) -> String {
        let all = export(&self.file);
        let is_it = |row: &&Value| row["planned_start"] == "2026-10-29T15:00:00Z";
        let row = all["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .find(is_it)
            .unwrap()
            .clone();
        row["notes"].as_str().unwrap_or_default().to_owned()
    }

    fn seen(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("seen")).unwrap()
    }

    /// What lies in the one folder of an editor.
    fn left(&self, name: &str) -> Vec<u8> {
        let mut folders = std::fs::read_dir(&self.temporary).unwrap();
        let folder = folders.next().unwrap().unwrap().path();
        std::fs::read(folder.join(name)).unwrap()
    }

    /// Waits until the editor ended that outlived its planner.
    fn waits_for_the_editor(&self) {
        let mut folders = std::fs::read_dir(&self.temporary).unwrap();
        let lock = folders.next().unwrap().unwrap().path().join("lock");
        let lock = std::fs::File::open(lock).unwrap();
        until("the end of the editor", || lock.try_lock().is_ok());
    }

    /// Opens the editor with these keys, kills the planner once it has saved, and starts again after it has ended.
    fn killed_after(&self, keys: &[(&str, &str)], last: &str) -> Terminal {
        let mut terminal = self.start();
        for (keys, seen) in keys {
            terminal.press(keys).wait_for(seen);
        }
        terminal.press(last);
        let seen = self.folder.path().join("seen");
        until("the editor's text", || seen.exists());
        sent("-KILL", &mut terminal);
        self.waits_for_the_editor();
        self.start()
    }

    /// The names of what was begun.
    fn drafts(&self) -> Vec<String> {
        let store = Store::open(&self.file, Patience::CommandLine).unwrap();
        store.drafts("").unwrap().into_keys().collect()
    }

    /// Nothing of the text is left behind.
    fn is_tidy(&self) -> bool {
        std::fs::read_dir(&self.temporary).unwrap().next().is_none()
    }
}

#[test]
fn the_notes_of_a_page_go_through_the_editor() {
    let desk = desk(
        "stat -c %a \"$1\" \"$(dirname \"$1\")\" > $SEEN\nprintf 'And the editor.\\n' >> \"$1\"",
    );
    let before = desk.notes();
    let mut terminal = desk.start();
    terminal.press("hjj\r").wait_for("Thu 29 Oct 2026");
    terminal.press("E").wait_for("Kept, as the editor left it");
    assert_eq!(desk.notes(), format!("{before}And the editor."));
    assert_eq!(desk.seen(), "600\n700\n");
    assert!(desk.is_tidy());
    terminal.press("u").wait_for("Undone: Edited · the session");
    assert_eq!(desk.notes(), before);
    terminal.escape();
    terminal.quit();
}

#[test]
fn a_field_goes_through_the_editor_and_back() {
    let desk = desk("printf 'How did you choose? 5m' > \"$1\"");
    let mut terminal = desk.start();
    terminal.press("aWhat").wait_for("What").press("\x0f");
    terminal.wait_for("How did you choose? 5m").press("\r");
    terminal.wait_for("45 min, just right").escape();
    assert!(
        export(&desk.file)
            .to_string()
            .contains("\"title\":\"How did you choose?\"")
    );
    assert!(desk.is_tidy());
    terminal.quit();
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let desk = desk("printf 'half' > \"$1\"; exit 3");
    let before = desk.notes();
    let mut terminal = desk.start();
    terminal
        .press("hjjE")
        .wait_for("The editor ended with 3. Nothing was changed.");
    assert_eq!(desk.notes(), before);
    assert!(desk.is_tidy());
    // The terminal is the program's again: keys work, and it draws.
    terminal.press("1").wait_for("mine");
    terminal.quit();
}

#[test]
fn the_same_text_is_no_change() {
    let desk = desk("true");
    let mut terminal = desk.start();
    terminal.press("hjjE").wait_for("The text is as it was");
    terminal.press("u").wait_for("Nothing to undo");
    terminal.quit();
}

#[test]
fn without_an_editor_it_says_how_to_set_one() {
    let mut desk = desk("true");
    desk.editor = String::new();
    let mut terminal = desk.start();
    terminal
        .press("hjjE")
        .wait_for("No editor is set. For example: export EDITOR=nano");
    terminal.quit();
}

#[test]
fn masked_no_editor_opens() {
    let desk = desk("true");
    let mut terminal = desk.start();
    terminal
        .press("mhjjE")
        .wait_for("Masked: an editor would show the text");
    terminal.quit();
}

#[test]
fn an_editor_that_a_signal_ended_leaves_what_it_saved_in_its_file() {
    let desk = desk("printf 'half' > \"$1\"; kill -TERM $$");
    let before = desk.notes();
    let mut terminal = desk.start();
    terminal
        .press("hjjE")
        .wait_for("A signal ended the editor. What it saved is in");
    assert_eq!(desk.notes(), before);
    assert_eq!(desk.left("text.md"), b"half");
    terminal.quit();
    // At the next start it is offered.
    let mut terminal = desk.start();
    assert!(desk.is_tidy());
    terminal.press("hjje").wait_for("typed before: half");
    terminal.escape();
    terminal.quit();
}

#[test]
fn what_can_not_be_read_back_stays_in_its_file() {
    let desk = desk("printf 'caf\\351' > \"$1\"");
    let before = desk.notes();
    let mut terminal = desk.start();
    terminal
        .press("hjjE")
        .wait_for("No text (UTF-8, up to 1 MB); it stays in");
    assert_eq!(desk.notes(), before);
    assert_eq!(desk.left("text.md"), b"caf\xe9");
    terminal.quit();
    let terminal = desk.start();
    assert_eq!(desk.left("text.md"), b"caf\xe9");
    terminal.quit();
}

/// Waits until it is told to go on, and saves.
const WAITS: &str =
    "echo > $SEEN; while [ -e $SEEN ]; do sleep 0.05; done; printf 'Saved in it.\\n' > \"$1\"";

/// The editor has saved, and another program holds the file meanwhile.
fn saved_while_held(desk: &Desk) -> (Terminal, rusqlite::Connection) {
    let mut terminal = desk.start();
    terminal.press("hjjE");
    let seen = desk.folder.path().join("seen");
    until("the editor", || seen.exists());
    let other = rusqlite::Connection::open(&desk.file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::fs::remove_file(seen).unwrap();
    terminal.wait_for("Kept, as the editor left it");
    (terminal, other)
}

#[test]
fn what_waits_for_the_file_outlives_a_kill() {
    let desk = desk(WAITS);
    let (mut terminal, other) = saved_while_held(&desk);
    assert_eq!(desk.left("text.md"), b"Saved in it.\n");
    sent("-KILL", &mut terminal);
    drop(other);
    let mut terminal = desk.start();
    assert!(desk.is_tidy());
    terminal
        .press("hjje")
        .wait_for("typed before: Saved in it.");
    terminal.escape();
    terminal.quit();
}

#[test]
fn what_waited_for_the_file_is_removed_once_it_is_written() {
    let desk = desk(WAITS);
    let (terminal, other) = saved_while_held(&desk);
    assert!(!desk.is_tidy());
    drop(other);
    until("the text in the file", || desk.is_tidy());
    assert_eq!(desk.notes(), "Saved in it.");
    terminal.quit();
}

/// Saves, and goes on for as long as its file is there.
const STAYS: &str =
    "printf 'Saved in it.\\n' > \"$1\"; echo > $SEEN; while [ -e \"$1\" ]; do sleep 0.05; done";

/// The editor is open on the notes of a page, and has saved; then a signal comes.
fn ended_by(signal: &str, desk: &Desk) -> Terminal {
    let mut terminal = desk.start();
    terminal.press("hjjE");
    until("the editor's text", || {
        desk.folder.path().join("seen").exists()
    });
    sent(signal, &mut terminal);
    terminal
}

/// The program ends by a signal.
fn sent(signal: &str, terminal: &mut Terminal) {
    let pid = terminal.child.process_id().unwrap().to_string();
    let sent = std::process::Command::new("kill")
        .args([signal, &pid])
        .status();
    assert!(sent.unwrap().success());
    terminal.ends();
}

#[test]
fn what_the_editor_saved_is_taken_where_the_program_is_asked_to_end() {
    for signal in ["-TERM", "-HUP"] {
        let desk = desk(STAYS);
        ended_by(signal, &desk).wait_for("Ithaca was asked to end");
        assert_eq!(desk.notes(), "Saved in it.", "{signal}");
        assert!(desk.is_tidy());
    }
}

#[test]
fn what_the_editor_saved_is_offered_once_where_the_program_was_killed() {
    let desk = desk(STAYS);
    let before = desk.notes();
    ended_by("-KILL", &desk);
    desk.waits_for_the_editor();
    assert_eq!(desk.notes(), before);
    let mut terminal = desk.start();
    assert!(desk.is_tidy());
    terminal
        .press("hjje")
        .wait_for("typed before: Saved in it.");
    terminal.escape();
    terminal.quit();
    // What lies in the folder of an editor that runs is left to the copy that opened it.
    let mut first = desk.start();
    first.press("hjjE");
    until("the editor's folder", || !desk.is_tidy());
    let second = desk.start();
    assert!(!desk.is_tidy());
    second.quit();
    first.kill();
}

#[test]
fn an_editor_that_outlives_a_killed_planner_keeps_its_file() {
    let desk = desk(&format!("trap '' HUP; {WAITS}"));
    let mut terminal = desk.start();
    terminal.press("hjjE");
    let seen = desk.folder.path().join("seen");
    until("the editor", || seen.exists());
    sent("-KILL", &mut terminal);
    desk.start().quit();
    assert!(!desk.is_tidy());
    std::fs::remove_file(seen).unwrap();
    desk.waits_for_the_editor();
    let mut terminal = desk.start();
    assert!(desk.is_tidy());
    terminal
        .press("hjje")
        .wait_for("typed before: Saved in it.");
    terminal.escape();
    terminal.quit();
}

#[test]
fn of_somebody_forgotten_nothing_stays_that_an_editor_saved() {
    let desk = desk(STAYS);
    ended_by("-KILL", &desk);
    desk.waits_for_the_editor();
    assert!(desk.drafts().iter().any(|name| name.starts_with("editor-")));
    let mut forget = std::process::Command::new(terminal::BINARY)
        .args(["--db", desk.file.to_str().unwrap(), "forget", "Athena"])
        .env("ITHACA_NOW", NOW)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut typed = forget.stdin.take().unwrap();
    typed.write_all(b"Athena\n").unwrap();
    drop(typed);
    assert!(forget.wait().unwrap().success());
    assert!(desk.is_tidy());
    assert!(!desk.drafts().iter().any(|name| name.starts_with("editor-")));
}

#[test]
fn what_was_saved_about_somebody_who_is_gone_is_dropped() {
    let desk = desk("true");
    let name = "ithaca-01a2286c-f01e-7059-bfde-b78fb4685439";
    let folder = Path::new(&desk.temporary).join(name);
    std::fs::create_dir(&folder).unwrap();
    for (file, text) in [("lock", ""), ("before.md", ""), ("text.md", "zanzibar")] {
        std::fs::write(folder.join(file), text).unwrap();
    }
    let gone = "01a2286c-f01e-7059-bfde-b78fb4685430";
    let note = format!("{gone}-form-{gone}-notes\n{}", desk.temporary);
    let other = rusqlite::Connection::open(&desk.file).unwrap();
    let sql =
        "INSERT INTO drafts (field, text, at) VALUES ('editor-' || ?1, ?2, '2026-11-24T09:00:00Z')";
    other.execute(sql, [name, &note]).unwrap();
    drop(other);
    desk.start().quit();
    assert!(desk.is_tidy());
    assert!(!desk.drafts().iter().any(|name| name.contains(gone)));
}

#[test]
fn the_notes_of_a_call_have_what_was_saved_before_a_kill() {
    let desk = desk(STAYS);
    let calls = [
        ("hc", "0 of 45 min"),
        ("n", "Esc back to the agenda"),
        ("Typed", "Typed"),
    ];
    let terminal = desk.killed_after(&calls, "\x0f");
    let all = export(&desk.file);
    let is_it = |row: &&Value| row["status"] == "live";
    let live = all["sessions"].as_array().unwrap().iter().find(is_it);
    assert_eq!(live.unwrap()["notes"], "Saved in it.");
    assert!(desk.is_tidy());
    terminal.kill();
}

#[test]
fn a_row_of_an_end_has_what_was_saved_before_a_kill() {
    let desk = desk(STAYS);
    let calls = [("hc", "0 of 45 min"), ("x", "In a sentence")];
    let terminal = desk.killed_after(&calls, "\x0f");
    assert!(desk.is_tidy());
    let drafts = desk.drafts();
    assert!(
        drafts.iter().any(|name| name.contains("-end-")),
        "{drafts:?}"
    );
    terminal.kill();
}
