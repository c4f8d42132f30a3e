//! What goes wrong with the file and around it: a sentence, nothing half written, nothing open to others.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/terminal.rs"]
mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use portable_pty::CommandBuilder;
use tempfile::TempDir;
use terminal::{BINARY, NOW, Terminal, until};

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

/// The file with the first page of a table overwritten.
fn with_a_damaged_page(file: &Path, table: &str) {
    let held = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = ?";
    let (page, size): (u32, u32) = held
        .query_row(sql, [table], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap();
    held.close().unwrap();
    let mut bytes = fs::read(file).unwrap();
    let (from, to) = ((page - 1) * size, page * size);
    bytes[from as usize..to as usize].fill(0xFF);
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_damaged_page_is_told_with_the_way_out_and_no_copy_is_made_of_it() {
    let (folder, file) = demo();
    with_a_damaged_page(&file, "agenda_items");
    let check = ithaca(&file).arg("check").output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    let found = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(found.contains("The file is damaged: "), "{found}");
    assert!(said(&check).contains("ithaca restore"), "{}", said(&check));
    let agenda = ithaca(&file).arg("agenda").output().unwrap();
    assert_eq!(agenda.status.code(), Some(1));
    let sentence = said(&agenda);
    for word in ["is damaged", "ithaca check", "ithaca restore"] {
        assert!(sentence.contains(word), "{sentence}");
    }
    let copy = folder.path().join("copy.db");
    let backup = ithaca(&file).arg("backup").arg(&copy).output().unwrap();
    assert_eq!(backup.status.code(), Some(1), "{}", said(&backup));
    assert!(said(&backup).contains("is damaged"), "{}", said(&backup));
    // What needs no more than the rest of the file is done, and no copy of it takes the place of a good one.
    let win = ithaca(&file)
        .args(["add", "win", "It held"])
        .output()
        .unwrap();
    assert!(win.status.success(), "{}", said(&win));
    assert!(
        said(&win).contains("The weekly copy could not be made: A part of the file is damaged"),
        "{}",
        said(&win)
    );
    let copies = fs::read_dir(file.with_file_name("backups")).unwrap();
    assert_eq!((copies.count(), copy.exists()), (0, false));
}

#[test]
fn the_planner_says_that_no_copy_is_made_of_a_damaged_file() {
    let (_folder, file) = demo();
    with_a_damaged_page(&file, "lessons");
    let mut terminal = typing(&file, "all the same");
    terminal
        .press("\r")
        .wait_for("○   all the same")
        .wait_for("No copy was made today. A part of the file is damaged")
        .escape();
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn what_waited_is_said_to_be_written_once_it_is() {
    let (folder, file) = demo();
    let aside = folder.path().join("aside.db");
    let mut terminal = Terminal::start(&file, NOW, 80, 24);
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Promises")
        .press("e")
        .wait_for("Esc keeps it");
    fs::rename(&file, &aside).unwrap();
    terminal
        .press(" to be had")
        .wait_for("was moved or replaced")
        .wait_for("1 change waits");
    fs::rename(&aside, &file).unwrap();
    terminal
        .wait_for("What waited is written.")
        .wait("no change waits", |text| !text.contains("1 change waits"));
    terminal.quit();
    is_sound(&file);
}

/// The planner on this file, with a line begun on the agenda of the next session and on the screen.
fn typing(file: &Path, text: &str) -> Terminal {
    begun(Terminal::start(file, NOW, 80, 24), text)
}

fn begun(mut terminal: Terminal, text: &str) -> Terminal {
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Promises")
        .press("a")
        .wait_for("Add")
        .press(text)
        .wait_for(text);
    terminal
}

/// The line that was begun is offered, and ↑ and Enter add it.
#[track_caller]
fn takes_up(terminal: &mut Terminal, text: &str) {
    let added = format!("○   {text}");
    terminal
        .wait_for("0 People")
        .press("2")
        .wait_for("Promises")
        .press("a")
        .wait_for("Add")
        .wait_for(text)
        .press("\x1b[A\r")
        .wait_for(&added);
}

#[test]
fn a_full_disk_keeps_what_is_typed_in_the_planner() {
    let (_folder, file) = demo();
    let before = export(&file);
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 66; exec \"$0\" \"$@\""]);
    shell.args([BINARY, "--db", file.to_str().unwrap()]);
    let mut terminal = begun(Terminal::run(shell, NOW, 80, 24), "of no room");
    terminal
        .press("\r")
        .wait_for("The disk is full")
        .wait_for("1 change waits")
        .escape();
    // For as long as that is so it is said, in place of what would not be true.
    terminal
        .press("e")
        .wait_for("Esc keeps it")
        .press(" to be had")
        .wait_for("to be had")
        .escape();
    terminal
        .wait_for("The disk is full")
        .wait_for("2 changes wait");
    terminal
        .wait("nothing said to be edited", |text| !text.contains("Edited"))
        .press("q");
    assert_eq!(terminal.ends(), 1);
    terminal
        .is_given_back()
        .wait_for("The file did not take")
        .wait_for("of no room");
    assert_eq!(export(&file), before);
    is_sound(&file);
}

#[test]
fn a_file_that_is_replaced_underneath_is_left_alone_and_the_text_waits_for_its_own() {
    let (folder, file) = demo();
    let (aside, other) = (
        folder.path().join("aside.db"),
        folder.path().join("other.db"),
    );
    fs::copy(&file, &other).unwrap();
    let bytes = fs::read(&other).unwrap();
    let mut terminal = typing(&file, "for the file that was");
    fs::rename(&file, &aside).unwrap();
    fs::rename(&other, &file).unwrap();
    terminal.press("\r").wait_for("was moved or replaced");
    assert!(
        fs::read(&file).unwrap() == bytes,
        "the other file is as it was"
    );
    fs::rename(&aside, &file).unwrap();
    terminal.wait_for("○   for the file that was");
    terminal.quit();
    is_sound(&file);
}

#[test]
fn what_a_deleted_file_can_not_take_is_told_at_the_end() {
    let (_folder, file) = demo();
    let mut terminal = typing(&file, "for a file that is gone");
    fs::remove_file(&file).unwrap();
    terminal
        .press("\r")
        .wait_for("was moved or replaced")
        .escape()
        .press("q");
    assert_eq!(terminal.ends(), 1);
    terminal
        .is_given_back()
        .wait_for("The file did not take")
        .wait_for("for a file that is gone");
    assert!(!file.exists(), "nothing was made in its place");
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_what_was_typed() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let (_folder, file) = demo();
        let mut terminal = typing(&file, "begun and not added");
        let pid = terminal.child.process_id().unwrap().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success());
        assert_eq!(terminal.ends(), 1, "{signal}");
        terminal.is_given_back().wait_for("Ithaca was asked to end");
        let mut again = Terminal::start(&file, NOW, 80, 24);
        takes_up(&mut again, "begun and not added");
        again.quit();
        is_sound(&file);
    }
}

#[test]
fn a_signal_keeps_a_form_and_the_notes_of_a_call() {
    let (_folder, file) = demo();
    for (keys, sees, text) in [
        ("1ge", "Esc keeps it", "Read"),
        ("2cn", "Esc back", "only just written"),
    ] {
        let mut terminal = Terminal::start(&file, NOW, 80, 24);
        terminal
            .wait_for("0 People")
            .press(keys)
            .wait_for(sees)
            .press(text)
            .wait_for(text);
        let pid = terminal.child.process_id().unwrap().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(sent.success());
        terminal.ends();
        let held = ithaca(&file)
            .args(["export", "--format", "json", "--include-private"])
            .output()
            .unwrap();
        let held = String::from_utf8(held.stdout).unwrap();
        assert!(held.contains(text), "{text} is lost");
    }
}

/// The planner whose drawing fails once a line says so. It is a program of its own: the test of a panic runs it in a pty.
#[test]
#[ignore = "run by a_panic_gives_the_terminal_back, in a pty"]
fn a_planner_that_falls_over() {
    let file = std::env::var_os("ITHACA_DB").unwrap();
    color_eyre::install().unwrap();
    let store = ithaca::store::Store::open(Path::new(&file), ithaca::store::Patience::Application);
    let (store, env) = (store.unwrap(), ithaca::env::Env::read().unwrap());
    let opening = ithaca::app::Opening {
        relationship: store.nearest_relationship(env.now().at).unwrap(),
        ..ithaca::app::Opening::default()
    };
    let ended = ithaca::app::run(&store, &env, opening, |model, frame| {
        ithaca::ui::draw(model, frame);
        let typed = model.overlays.last().map(|top| format!("{top:?}"));
        assert!(
            !typed.is_some_and(|t| t.contains("fall over")),
            "of its own"
        );
    });
    eprintln!("{}", ended.unwrap_err());
}

#[test]
fn a_panic_gives_the_terminal_back_says_so_and_keeps_what_was_typed() {
    let (_folder, file) = demo();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([
        "--ignored",
        "--exact",
        "--nocapture",
        "a_planner_that_falls_over",
    ]);
    command.env("ITHACA_DB", &file);
    let mut terminal = begun(Terminal::run(command, NOW, 80, 24), "before the");
    terminal.press(" fall over");
    terminal.ends();
    terminal
        .is_given_back()
        .wait_for("of its own")
        .wait_for("What was done and typed is in the file");
    let mut again = Terminal::start(&file, NOW, 80, 24);
    takes_up(&mut again, "before the fall over");
    again.quit();
    is_sound(&file);
}

/// The sockets that a process has open, by the names that the system's tables of connections use.
#[cfg(target_os = "linux")]
fn sockets(pid: u32) -> Vec<String> {
    let links = fs::read_dir(format!("/proc/{pid}/fd")).unwrap();
    let targets = links.filter_map(|link| fs::read_link(link.ok()?.path()).ok());
    targets
        .filter_map(|target| {
            let name = target.to_string_lossy().into_owned();
            Some(
                name.strip_prefix("socket:[")?
                    .trim_end_matches(']')
                    .to_owned(),
            )
        })
        .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn no_connection_is_ever_opened() {
    let (_folder, file) = demo();
    let mut terminal = typing(&file, "to nobody else");
    terminal.press("\r").wait_for("○   to nobody else").escape();
    terminal.press("c").wait_for("0 of 45 min");
    until("the daily copy", || {
        file.parent().unwrap().join("backups").exists()
    });
    let pid = terminal.child.process_id().unwrap();
    let open = sockets(pid);
    for table in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"] {
        let known = fs::read_to_string(format!("/proc/{pid}/net/{table}")).unwrap_or_default();
        let of_ours = known.lines().skip(1).filter(|line| {
            let inode = line.split_whitespace().nth(9).unwrap_or("0");
            open.iter().any(|socket| socket == inode)
        });
        assert_eq!(of_ours.count(), 0, "{table}");
    }
    terminal.kill();
    let lock = include_str!("../Cargo.lock");
    for name in [
        "tokio",
        "hyper",
        "reqwest",
        "ureq",
        "curl",
        "rustls",
        "openssl",
        "socket2",
        "async-std",
        "smol",
        "quinn",
    ] {
        assert!(
            !lock.contains(&format!("name = \"{name}\"")),
            "{name} talks to a network"
        );
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

/// A file as an older version wrote it, before there was an index to search by: its first seven formats, and one row.
fn of_an_older_version(file: &Path) {
    let old = rusqlite::Connection::open(file).unwrap();
    let steps = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/migrations");
    let mut steps: Vec<_> = fs::read_dir(steps)
        .unwrap()
        .map(|step| step.unwrap().path())
        .collect();
    steps.sort();
    for step in &steps[..7] {
        let sql = fs::read_to_string(step).unwrap();
        old.execute_batch(&sql).unwrap();
    }
    old.execute_batch(
        "INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status, phase, started_on, cadence_days, session_minutes)
            VALUES (x'01941f29000070008000000000000001', '2026-11-03T09:00:00Z', '2026-11-03T09:00:00Z', 'Athena', 'mentee', 'active', 'preparing', '2026-11-03', 14, 45);
         PRAGMA application_id = 0x49746861; PRAGMA user_version = 7;",
    )
    .unwrap();
}

/// What is said at a terminal of a file that is small.
const BRINGING: &str =
    "Bringing the file up to date: it has 1 MB, and this happens once. As it was it stays in ";

/// A command on this file in a terminal.
fn at_a_terminal(file: &Path, arguments: &[&str]) -> Terminal {
    let mut command = CommandBuilder::new(BINARY);
    command.args(["--db", file.to_str().unwrap()]);
    command.args(arguments);
    // Wide, so that what it says stands on one line.
    Terminal::run(command, NOW, 200, 24)
}

#[test]
fn an_older_file_says_that_it_is_brought_up_to_date_before_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    of_an_older_version(&file);
    let copy = folder.path().join("backups/old.db.format-7.bak");
    let mut terminal = at_a_terminal(&file, &["add", "topic", "x"]);
    terminal.wait_for(&format!("{BRINGING}{}.", copy.display()));
    assert_eq!(terminal.ends(), 0, "{}", terminal.text());
    assert!(copy.exists());
    is_sound(&file);
    let mut terminal = at_a_terminal(&file, &["add", "topic", "y"]);
    terminal.wait_for("y");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.text().contains("Bringing"), "once");
    // The planner too, before it draws; what it said is there again once it is left.
    let other = folder.path().join("other.db");
    of_an_older_version(&other);
    let mut terminal = at_a_terminal(&other, &[]);
    terminal.wait_for("Athena").press("q").wait_for(BRINGING);
    assert_eq!(terminal.ends(), 0);
    // A script is told nothing.
    let piped = folder.path().join("piped.db");
    of_an_older_version(&piped);
    let out = ithaca(&piped).args(["add", "topic", "x"]).output().unwrap();
    assert!(out.status.success(), "{}", said(&out));
    assert_eq!(said(&out), "");
    assert!(folder.path().join("backups/piped.db.format-7.bak").exists());
}

/// A file of an older version with two thousand wins, no word of theirs twice: much to make an index of. All of it stands in
/// the write-ahead log, as whoever wrote it was killed.
fn with_much_to_index(file: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.db");
    of_an_older_version(&other);
    let old = rusqlite::Connection::open(&other).unwrap();
    old.pragma_update(None, "journal_mode", "wal").unwrap();
    old.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
    old.execute_batch(
        "INSERT INTO wins (id, created_at, updated_at, relationship_id, visibility, text, happened_on, whose)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            SELECT randomblob(16), '2026-11-03T09:00:00Z', '2026-11-03T09:00:00Z', x'01941f29000070008000000000000001', 'shared',
                hex(randomblob(6)) || ' ' || hex(randomblob(6)) || ' ' || hex(randomblob(6)) || ' ' || hex(randomblob(6)), '2026-11-03', 'me'
            FROM n;
         UPDATE wins SET happened_on = '2026-11-04';
         UPDATE wins SET happened_on = '2026-11-05';",
    )
    .unwrap();
    for end in ["", "-wal"] {
        fs::copy(beside(&other, end), beside(file, end)).unwrap();
    }
}

/// What the database keeps beside a file.
fn beside(file: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", file.display()))
}

/// The format, how many wins there are, and whether all of it is sound, as the file itself tells.
fn format_and_wins(file: &Path) -> (i64, i64, String) {
    let held = rusqlite::Connection::open(file).unwrap();
    held.query_row(
        "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM wins), (SELECT integrity_check FROM pragma_integrity_check)",
        [],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )
    .unwrap()
}

#[test]
fn an_older_file_stays_as_it_was_where_the_process_is_killed_while_it_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    with_much_to_index(&file);
    let copy = folder.path().join("backups/old.db.format-7.bak");
    let log = || fs::metadata(beside(&file, "-wal")).unwrap().len();
    let before = log();
    // The system kills whoever writes beyond this: the copy has room, what is written behind the log has not.
    let line = format!("ulimit -f {}; exec \"$0\" \"$@\"", before / 512 + 200);
    let killed = Command::new("sh")
        .args(["-c", &line, BINARY, "--db", file.to_str().unwrap()])
        .args(["add", "topic", "x"])
        .env("ITHACA_NOW", "2026-11-24T09:00:00Z")
        .output()
        .unwrap();
    assert!(killed.status.signal().is_some(), "{}", said(&killed));
    assert!(log() > before, "it was in the midst of it");
    let sound = "ok".to_owned();
    assert_eq!(format_and_wins(&copy), (7, 2_000, sound.clone()));
    assert_eq!(format_and_wins(&file), (7, 2_000, sound));
    // The next start does it.
    let out = ithaca(&file).args(["add", "topic", "x"]).output().unwrap();
    assert!(out.status.success(), "{}", said(&out));
    assert!(format_and_wins(&file).0 > 7);
    is_sound(&file);
}

#[test]
fn an_interrupt_while_an_older_file_is_brought_up_to_date_leaves_it_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    with_much_to_index(&file);
    let mut terminal = at_a_terminal(&file, &[]);
    terminal
        .wait_for("Bringing the file up to date")
        .press("\x03");
    terminal.ends();
    let (format, wins, sound) = format_and_wins(&file);
    assert_eq!((wins, sound.as_str()), (2_000, "ok"), "format {format}");
    let mut terminal = at_a_terminal(&file, &[]);
    terminal.wait_for("Athena").press("q").ends();
    is_sound(&file);
}
