//! What goes wrong with the file and around it: a sentence, nothing half written, nothing open to others.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_ithaca");

fn ithaca(file: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command
        .args(["--db", file.to_str().unwrap()])
        .env("ITHACA_NOW", "2026-11-24T09:00:00Z")
        .env("TZ", "UTC");
    command
}

fn demo() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own/demo.db");
    let made = ithaca(&file)
        .args(["demo", "--out", file.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", said(&made));
    (folder, file)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the file holds, in words that can be compared.
fn export(file: &Path) -> Vec<u8> {
    let out = ithaca(file)
        .args(["export", "--format", "json"])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", said(&out));
    out.stdout
}

#[track_caller]
fn is_sound(file: &Path) {
    let check = ithaca(file).arg("check").output().unwrap();
    assert!(check.status.success(), "{}", said(&check));
}

/// A file may grow no further than `blocks` of half a kilobyte, as on a disk that is full.
fn on_a_full_disk(file: &Path, blocks: u32, arguments: &[&str]) -> Output {
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &line, BINARY, "--db", file.to_str().unwrap()])
        .args(arguments)
        .env("ITHACA_NOW", "2026-11-24T09:00:00Z")
        .env("TZ", "UTC")
        .output()
        .unwrap()
}

#[test]
fn a_full_disk_takes_all_or_nothing_and_says_so() {
    let (_folder, file) = demo();
    let before = export(&file);
    let full = on_a_full_disk(&file, 66, &["add", "topic", "Ask about scope"]);
    assert_eq!(full.status.code(), Some(1), "{}", said(&full));
    assert!(said(&full).contains("The disk is full"), "{}", said(&full));
    assert_eq!(export(&file), before);
    is_sound(&file);
    let added = ithaca(&file)
        .args(["add", "topic", "Ask about scope"])
        .output()
        .unwrap();
    assert!(added.status.success(), "{}", said(&added));
}

#[test]
fn a_damaged_file_is_named_and_left_alone() {
    let (_folder, file) = demo();
    let bytes = fs::read(&file).unwrap();
    let mut torn = bytes[..bytes.len() / 2].to_vec();
    torn[4096..8192].fill(0x5A);
    for damaged in [
        torn,
        b"a letter, not a file of ours, and long enough".repeat(99),
    ] {
        fs::write(&file, &damaged).unwrap();
        let out = ithaca(&file).args(["add", "topic", "x"]).output().unwrap();
        assert_eq!(out.status.code(), Some(1));
        assert!(
            said(&out).contains("damaged") || said(&out).contains("not an Ithaca file"),
            "{}",
            said(&out)
        );
        assert!(fs::read(&file).unwrap() == damaged, "nothing was touched");
    }
}

/// Runs as somebody who may not write here; where the tests run as root that is another user.
fn as_a_reader(file: &Path, folder: &Path) -> Output {
    let mut command = ithaca(file);
    if fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0) {
        let copy = folder.join("ithaca");
        fs::copy(BINARY, &copy).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new(copy);
        command
            .uid(65534)
            .gid(65534)
            .env("HOME", folder)
            .args(["--db", file.to_str().unwrap()]);
    }
    command.args(["add", "topic", "x"]).output().unwrap()
}

#[test]
fn a_file_that_may_only_be_read_is_said_to_be() {
    let (folder, file) = demo();
    let before = fs::read(&file).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let own = file.parent().unwrap();
    fs::set_permissions(own, fs::Permissions::from_mode(0o555)).unwrap();
    let out = as_a_reader(&file, folder.path());
    fs::set_permissions(own, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    assert!(said(&out).contains("read-only"), "{}", said(&out));
    assert!(fs::read(&file).unwrap() == before, "nothing was touched");
}

#[test]
fn the_file_and_what_lies_beside_it_are_the_users_own() {
    let (_folder, file) = demo();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let own = file.parent().unwrap();
    assert_eq!((mode(own), mode(&file)), (0o700, 0o600));
    let held = rusqlite::Connection::open(&file).unwrap();
    held.query_row("SELECT count(*) FROM goals", [], |r| r.get::<_, i64>(0))
        .unwrap();
    let added = ithaca(&file).args(["add", "topic", "x"]).output().unwrap();
    assert!(added.status.success(), "{}", said(&added));
    for entry in fs::read_dir(own).unwrap() {
        let path = entry.unwrap().path();
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), wanted, "{}", path.display());
    }
}
