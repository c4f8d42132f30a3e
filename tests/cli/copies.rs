//! Copies of the file: made on purpose and by the week, and put back.

use std::fs;
use std::path::Path;

use ithaca::store::{Patience, Store};

use super::{command, fails, folder_with_people, run, told};

fn backups(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder.join("backups")).unwrap();
    let mut names: Vec<_> = names
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_was_restored_is_what_was_copied_and_what_was_there_is_kept() {
    let folder = folder_with_people();
    let here = folder.path();
    let whole = |file: &str| run(here, &["--db", file, "export", "--include-private"]).1;
    assert_eq!(run(here, &["backup", "copy.db"]).1, "Written: copy.db\n");
    let copied = whole("own.db");
    run(here, &["add", "win", "after the copy"]);
    let replaced = whole("own.db");
    assert_ne!(replaced, copied);
    let (code, out, err) = run(here, &["restore", "copy.db"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(whole("own.db"), copied);
    let kept = "backups/own.db.replaced-2026-11-24-090000.bak";
    assert!(
        out.ends_with(&format!(
            "What was there is kept: {}\n",
            here.join(kept).display()
        )),
        "{out}"
    );
    assert_eq!(whole(kept), replaced);
    let left: Vec<_> = fs::read_dir(here)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(
        left.iter().all(|n| !n.to_string_lossy().contains("own.db.")
            && !n.to_string_lossy().contains("copy.db-")),
        "{left:?}"
    );
}

#[test]
fn a_copy_goes_into_the_folder_beside_the_file_and_over_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with_people();
    let here = folder.path();
    for _ in 0..2 {
        assert_eq!(run(here, &["backup"]).0, 0);
    }
    let names = backups(here);
    assert!(
        names.contains(&"own.db.kept-2026-11-24-090000.bak".into()),
        "{names:?}"
    );
    assert!(
        names.contains(&"own.db.kept-2026-11-24-090000-2.bak".into()),
        "{names:?}"
    );
    let copy = here.join("backups").join(&names[1]);
    assert_eq!(
        fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600
    );
    fails(
        here,
        &["backup", "people.json"],
        1,
        "is there already, and was left alone",
    );
}

#[test]
fn what_is_no_whole_copy_is_not_restored() {
    let folder = folder_with_people();
    let here = folder.path();
    run(here, &["backup", "copy.db"]);
    let bytes = fs::read(here.join("copy.db")).unwrap();
    fs::write(here.join("cut.db"), &bytes[..bytes.len() / 2]).unwrap();
    let mut newer = bytes.clone();
    newer[60..64].copy_from_slice(&999_u32.to_be_bytes());
    fs::write(here.join("newer.db"), newer).unwrap();
    let own = fs::read(here.join("own.db")).unwrap();
    fails(
        here,
        &["restore", "cut.db"],
        1,
        "cut.db is damaged, so nothing was changed.",
    );
    fails(
        here,
        &["restore", "people.json"],
        1,
        "people.json is not an Ithaca file, so nothing was changed.",
    );
    fails(
        here,
        &["restore", "newer.db"],
        1,
        "was written by a newer Ithaca",
    );
    fails(
        here,
        &["restore", "none.db"],
        1,
        "There is no file none.db.",
    );
    fails(here, &["restore", "own.db"], 1, "is the file itself");
    assert!(fs::read(here.join("own.db")).unwrap() == own);
}

#[test]
fn a_file_in_use_is_not_replaced_under_anybody() {
    let folder = folder_with_people();
    let here = folder.path();
    run(here, &["backup", "copy.db"]);
    let store = Store::open(&here.join("own.db"), Patience::Application).unwrap();
    assert_eq!(store.relationships().unwrap().len(), 3);
    fails(here, &["restore", "copy.db"], 1, "Another program has");
    store.close().unwrap();
    assert_eq!(run(here, &["restore", "copy.db"]).0, 0);
}

#[test]
fn a_damaged_or_missing_file_is_replaced() {
    let folder = folder_with_people();
    let here = folder.path();
    run(here, &["backup", "copy.db"]);
    fs::write(
        here.join("own.db"),
        "no database, and long enough to be taken for the header of one ".repeat(20),
    )
    .unwrap();
    fails(here, &["next"], 1, "is not an Ithaca file");
    assert_eq!(run(here, &["restore", "copy.db"]).0, 0);
    assert_eq!(run(here, &["check"]).1, "The file is sound.\n");
    fs::remove_file(here.join("own.db")).unwrap();
    let (code, out, _) = run(here, &["restore", "copy.db"]);
    assert_eq!((code, out.lines().count()), (0, 1), "{out}");
    assert_eq!(run(here, &["check"]).1, "The file is sound.\n");
    let elsewhere = ["--db", "new/folder/own.db"];
    assert_eq!(
        run(here, &[&elsewhere[..], &["restore", "copy.db"]].concat()).0,
        0
    );
    assert_eq!(
        run(here, &[&elsewhere[..], &["check"]].concat()).1,
        "The file is sound.\n"
    );
}

#[test]
fn a_command_that_writes_makes_a_copy_where_the_newest_is_over_a_week_old() {
    let folder = folder_with_people();
    let here = folder.path();
    let on = |day: &str| {
        let now = format!("2026-{day}T09:00:00Z");
        let output = command(here, &["add", "win", "x"])
            .env("ITHACA_NOW", now)
            .output();
        assert_eq!(told(&output.unwrap()).0, 0);
        backups(here)
    };
    let first = "own.db.2026-11-24.bak";
    assert_eq!(backups(here), [first]);
    assert_eq!(on("12-01"), [first]);
    assert_eq!(on("12-02"), [first, "own.db.2026-12-02.bak"]);
}

#[test]
fn a_copy_and_an_example_have_their_folder_made_an_export_does_not() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with_people();
    let here = folder.path();
    for (command, made) in [
        (&["backup", "copies/of/today.db"][..], "copies/of"),
        (&["demo", "--out", "examples/demo.db"], "examples"),
    ] {
        assert_eq!(run(here, command).0, 0, "{command:?}");
        let mode = here.join(made).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{command:?}");
    }
    fails(
        here,
        &["export", "--out", "none/all.json"],
        1,
        "none/all.json could not be written: there is no folder none. Make it first, or name another file.",
    );
    assert!(!here.join("none").exists());
}
