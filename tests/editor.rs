//! A long text in the user's own editor, in a real pty: what comes back, what a failure leaves, who may read it meanwhile.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/terminal.rs"]
mod terminal;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

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
    let (terminal, other) = saved_while_held(&desk);
    assert_eq!(desk.left("text.md"), b"Saved in it.\n");
    terminal.kill();
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
    let pid = terminal.child.process_id().unwrap().to_string();
    let sent = std::process::Command::new("kill")
        .args([signal, &pid])
        .status();
    assert!(sent.unwrap().success());
    terminal.ends();
    terminal
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
