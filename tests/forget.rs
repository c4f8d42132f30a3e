//! What goes for good: a person by `ithaca forget`, the trash by emptying it. Asserted in the bytes of the file.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use common::User;
use ithaca::domain::{Row, Table};
use ithaca::store::{Patience, Store, backup};

const MARKER: &str = "zanzibar";

/// Whether the word is in the file, or in what lies beside it for the database.
fn is_in_the_bytes(file: &Path) -> bool {
    ["", "-wal", "-shm"].iter().any(|end| {
        let mut name = file.file_name().unwrap().to_owned();
        name.push(end);
        let bytes = fs::read(file.with_file_name(name)).unwrap_or_default();
        bytes
            .windows(MARKER.len())
            .any(|w| w.eq_ignore_ascii_case(MARKER.as_bytes()))
    })
}

fn forget(file: &Path, name: &str, typed: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ithaca"))
        .args(["forget", name])
        .env("ITHACA_DB", file)
        .env("ITHACA_NOW", common::NOW)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(format!("{typed}\n").as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// The rows of everyone but this one.
fn rows_of_others(store: &Store, id: &str) -> Vec<Row> {
    let all = Table::ALL
        .iter()
        .flat_map(|t| store.table_rows(*t).unwrap());
    all.filter(|r| r["id"] != id && r.get("relationship_id").is_none_or(|r| r != id))
        .collect()
}

/// The demo, with a word in what belongs to its first person: rows, log, labels, a draft.
fn marked() -> (User, String, String) {
    let mut user = User::demo(80, 24);
    let person = user.model.relationship.clone().unwrap();
    user.press("2 h g l a")
        .write("Ask about zanzibar")
        .press("Enter");
    user.write("zanzibar, once more")
        .press("Enter")
        .write("zanzibar unfinished")
        .press("Esc");
    user.press("i w").write("We saw Zanzibar").press("Enter");
    user.press("1 a")
        .write("Learn zanzibar")
        .press("Enter Esc e")
        .write("Zanzibar ")
        .press("Esc");
    (user, person.id.to_string(), person.partner_name)
}

#[test]
fn a_person_is_erased_and_nobody_else() {
    let (mut user, id, name) = marked();
    user.press("i t")
        .write("Zanzibar, undone")
        .press("Enter u")
        .sees("Undone");
    let file = user.store.path().to_owned();
    let others = rows_of_others(&user.store, &id);
    assert!(is_in_the_bytes(&file) && !others.is_empty());
    backup::daily(&file, user.env.now()).unwrap();
    let export = file.with_file_name("shared.md");
    fs::write(&export, format!("# {name}\n")).unwrap();

    let (code, _, err) = forget(&file, &name, "Somebody");
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("Nothing was erased"), "{err}");
    assert!(is_in_the_bytes(&file));

    let (code, out, err) = forget(&file, &name, &name);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with(&format!("{name} is gone: ")), "{out}");
    assert!(
        out.contains("backups/ithaca.db.2026-11-24.bak") && out.contains("shared.md"),
        "{out}"
    );
    assert!(!is_in_the_bytes(&file));

    let store = Store::open(&file, Patience::CommandLine).unwrap();
    assert_eq!(rows_of_others(&store, &id), others);
    let all = Table::ALL
        .iter()
        .flat_map(|t| store.table_rows(*t).unwrap());
    assert_eq!(
        all.filter(|r| r.values().any(|v| v == id.as_str())).count(),
        0
    );
    let (code, _, err) = forget(&file, &name, &name);
    assert_eq!(code, 1);
    assert!(err.contains("No relationship named"), "{err}");
}

#[test]
fn an_open_planner_says_who_is_gone() {
    let (mut user, _, name) = marked();
    let first = user.model.relationship_id();
    user.press("i t").write("half a line");
    forget(user.store.path(), &name, &name);
    user.model.touch();
    user.refresh();
    assert!(user.model.relationship_id().is_some() && user.model.relationship_id() != first);
    user.sees("is not in the file any more")
        .sees_not("half a line");
    user.press("u").sees("Nothing to undo");
}

#[test]
fn who_is_the_only_one_leaves_the_first_start() {
    let mut user = User::new(44, 22);
    user.meets("Athena")
        .press("a")
        .write("zanzibar")
        .press("Enter Esc");
    let file = user.store.path().to_owned();
    forget(&file, "athena", "Athena");
    user.model.touch();
    user.refresh();
    user.sees("Who?         a name")
        .sees("Athena is not in the file any more.");
    drop(user.store);
    assert!(!is_in_the_bytes(&file));
}

#[test]
fn the_trash_gives_back_row_by_row() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 a")
        .write("Lead a review")
        .press("Enter Esc l a");
    user.write("Co-lead one").press("Enter Esc h d");
    user.sees("To the trash: Lead a review, with 1 more")
        .press("H T");
    user.sees("Trash · Athena")
        .sees("1 row, 1 with it")
        .sees("1/1 · with it 1 milestone")
        .sees("Lead a review, with 1")
        .sees("today 09:00");
    user.press("Enter")
        .sees("Back from the trash: Lead a review")
        .sees("Nothing lies in it");
    user.press("u")
        .sees("Lead a review, with 1")
        .press("Space Esc Esc");
    user.sees("Lead a review").sees("Co-lead one");
}

#[test]
fn a_person_comes_back_from_the_trash_with_all_that_went_along() {
    for (width, height) in [(44, 24), (80, 24)] {
        let mut user = User::demo(width, height);
        let before = user.everything();
        user.press("0 g j d").sees("To the trash: Telemachus");
        user.press("H T").sees("person  Telemachus").sees(" 1 row");
        // Emptying is about rows; a person goes for good by name alone.
        user.press("D").sees("emptying leaves").sees_not("for good");
        user.press("Enter").sees("Back from the trash: Telemachus");
        user.press("Esc Esc 0").sees("Telemachus");
        let without_times = |all: Vec<Vec<Row>>| -> Vec<Vec<Row>> {
            let clear = |mut row: Row| {
                row.shift_remove("updated_at");
                row
            };
            all.into_iter()
                .map(|rows| rows.into_iter().map(clear).collect())
                .collect()
        };
        assert_eq!(without_times(user.everything()), without_times(before));
    }
}

#[test]
fn emptied_it_is_gone_from_the_file_and_the_log() {
    let (mut user, ..) = marked();
    // What is named by the word goes; a promise tied to a goal that goes stays, and points at it no more.
    let is_marked = |row: &Row| {
        row.values().any(|v| {
            v.as_str()
                .is_some_and(|t| t.to_lowercase().contains(MARKER))
        })
    };
    let goal = user
        .rows(Table::Goals)
        .into_iter()
        .find(|r| is_marked(r))
        .unwrap();
    let promise = user
        .rows(Table::Commitments)
        .into_iter()
        .find(|r| r["relationship_id"] == goal["relationship_id"])
        .unwrap();
    user.press("1 h g");
    let world = ithaca::actions::World {
        store: &user.store,
        env: &user.env,
    };
    let relationship = user.model.relationship_id().unwrap();
    let tie = ithaca::actions::Act::Edit(ithaca::actions::FieldEdit {
        relationship,
        table: Table::Commitments,
        id: common::id_of(&promise),
        label: "Tie".into(),
        before: vec![(
            "goal_id".into(),
            promise.get("goal_id").cloned().unwrap_or_default(),
        )],
        after: vec![("goal_id".into(), goal["id"].clone())],
        stretch: None,
    });
    ithaca::actions::perform(&world, &tie).unwrap();
    for table in Table::ALL {
        for row in user.rows(*table).iter().filter(|r| is_marked(r)) {
            let id = common::id_of(row);
            let trash = ithaca::actions::Act::Trash {
                relationship,
                table: *table,
                id,
            };
            ithaca::actions::perform(&world, &trash).unwrap();
        }
    }
    backup::daily(user.store.path(), user.env.now()).unwrap();
    user.store
        .keep_draft(&user.model.draft_field("item"), "", user.env.now())
        .unwrap();
    user.store
        .keep_draft(&user.model.draft_field("goal"), "", user.env.now())
        .unwrap();
    user.model.touch();
    user.press("H T D").sees("No undo. Enter again");
    user.press("Esc Enter")
        .sees("Back from the trash")
        .press("u");
    assert!(
        user.rows(Table::Goals)
            .iter()
            .any(|r| r["id"] == goal["id"])
    );
    user.press("g D Enter")
        .sees("Gone for good: ")
        .sees(".bak holds them")
        .sees("Nothing lies in it");
    let file = user.store.path().to_owned();
    assert!(!is_in_the_bytes(&file));
    let kept = user
        .rows(Table::Commitments)
        .into_iter()
        .find(|r| r["id"] == promise["id"])
        .unwrap();
    assert_eq!(kept.get("goal_id"), None);
    // What is left of the history can be undone to its beginning.
    user.press("Esc Esc u").sees("the next undo: Tie");
    for _ in 0..20 {
        user.press("u")
            .sees_not("Not undone")
            .sees_not("refers to it");
    }
    user.sees("Nothing to undo");
    assert!(!is_in_the_bytes(&file));
}

/// Athena with two goals of two, one of them in the trash with its milestone, and a win before it.
fn with_a_goal_in_the_trash() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("i w")
        .write("A first win")
        .press("Enter");
    user.press("1 a")
        .write("Lead a review")
        .press("Enter Esc l a");
    user.write("Co-lead one").press("Enter Esc h d");
    user.sees("To the trash: Lead a review, with 1 more");
    user
}

#[test]
fn the_question_names_what_goes_and_the_history_keeps_that_it_went() {
    let mut user = with_a_goal_in_the_trash();
    user.press("H T D");
    user.sees("Empty the trash for good: 1 goal and 1 row that went with it. No undo.");
    user.press("Enter")
        .sees("Gone for good: 2 rows")
        .press("Esc");
    user.sees("09:00   The trash was emptied, 2 rows gone for good");
    user.sees_not("review").sees_not("Co-lead");
    // It is no action to undo, alone or in its turn, and says so once.
    user.press("Home u")
        .sees("can't be brought back")
        .press("Esc");
    user.press("u").sees("Emptying the trash can't be undone");
    user.sees("the next undo: Win · A first win");
    assert_eq!(user.rows(Table::Wins).len(), 1);
    user.press("u").sees("Undone: Win · A first win");
    assert!(user.rows(Table::Wins).is_empty());
    user.press("Ctrl-r").sees("Done again: Win · A first win");
    user.press("Ctrl-r").sees("Nothing to do again");
    user.press("H").sees_not("undone");
}

#[test]
fn the_way_back_leads_past_what_went_for_good() {
    let mut user = with_a_goal_in_the_trash();
    user.press("H T D Enter Esc End Enter");
    user.sees("1 action back · Enter again does it");
    user.press("Enter");
    assert!(user.rows(Table::Wins).is_empty());
    user.sees("The trash was emptied")
        .sees("× Win: A first win");
    user.press("u").sees("Undone: 1 action back");
    assert_eq!(user.rows(Table::Wins).len(), 1);
}

#[test]
fn going_to_what_went_is_named_no_more() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 a")
        .write("one")
        .press("Enter Esc l a");
    user.write("two")
        .press("Enter Esc h d")
        .sees("To the trash: one");
    user.press("i w")
        .write("A win")
        .press("Enter H j Enter Enter");
    user.sees("1 action back, to: To the trash: one, with 1 more");
    user.press("T D Enter Esc").sees("In part gone for good");
    user.sees_not("to: To the trash").sees_not("one, with");
}

#[test]
fn an_empty_trash_says_so() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("H T D");
    user.sees("The trash is empty: nothing to empty.");
    user.press("Enter")
        .sees("The trash is empty: nothing to bring back.");
}

#[test]
fn every_kind_of_row_goes_to_the_trash_by_its_name() {
    let user = User::demo(80, 24);
    // Those of whom all is come last.
    for table in Table::contract().iter().rev() {
        let rows = user.rows(*table);
        let is_kept = |row: &&Row| row.get("status").is_none_or(|s| s != "live");
        let row = rows.iter().find(is_kept).unwrap();
        let relationship = row.get("relationship_id").unwrap_or(&row["id"]);
        let act = ithaca::actions::Act::Trash {
            relationship: ithaca::domain::Id::parse(relationship.as_str().unwrap()).unwrap(),
            table: *table,
            id: common::id_of(row),
        };
        let world = ithaca::actions::World {
            store: &user.store,
            env: &user.env,
        };
        let done = ithaca::actions::perform(&world, &act).unwrap();
        let named = row.get(table.title_column()).unwrap();
        let name = match (table, named.as_str()) {
            (Table::Agreements, _) => format!("agreement, version {named}"),
            (Table::Sessions, Some(start)) => day("session of", &start[..10]),
            (Table::Pulses, Some(taken)) => day("pulse of", taken),
            (_, title) => title.unwrap().chars().take(30).collect(),
        };
        let begin = format!("To the trash: {name}");
        assert!(
            done.message.starts_with(&begin),
            "{}: {begin}",
            done.message
        );
        assert_eq!(
            done.message.ends_with(" more"),
            matches!(table, Table::Relationships | Table::Goals | Table::Sessions),
            "{}",
            done.message
        );
    }
}

/// "session of Tue 17 Nov", with the year where it is another.
fn day(words: &str, iso: &str) -> String {
    let day: chrono::NaiveDate = iso.parse().unwrap();
    let year = if iso.starts_with("2026") { "" } else { " %Y" };
    format!("{words} {}", day.format(&format!("%a %-d %b{year}")))
}
