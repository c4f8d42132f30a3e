//! Questions: saved, asked, answered, let go, and the whole bank to choose from.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{User, id_of};
use ithaca::domain::Table;

const QUESTION: &str = "Which book first?";

/// Athena, a session ahead and a saved question.
fn with_question(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter");
    user.press("i q").write(QUESTION).press("Enter Esc");
    user
}

/// Stands in the saved questions.
fn shelf(user: &mut User) -> &mut User {
    user.press("Esc 2 h G k k k k");
    user.sees("Saved questions").press("l g")
}

fn value(user: &User, name: &str) -> String {
    let row = user.row(Table::Questions, QUESTION);
    let value = row.get(name).cloned().unwrap_or_default();
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn on_agenda(user: &mut User) {
    shelf(user).press("Space").sees("Added:");
    let item = id_of(user.rows(Table::AgendaItems).last().unwrap());
    user.model.going = Some((Table::AgendaItems, item));
    user.model.touch();
    user.refresh();
}

#[test]
fn the_answer_is_what_the_item_ended_in() {
    for (width, height) in [(80, 24), (44, 22)] {
        let mut user = with_question(width, height);
        on_agenda(&mut user);
        user.press("Space").sees("n its answer");
        assert_eq!(
            (value(&user, "status"), value(&user, "asked_on")),
            ("asked".into(), "2026-11-24".into())
        );
        user.press("n")
            .sees("Answer")
            .write("The yellow one")
            .press("Enter");
        assert_eq!(value(&user, "answer"), "The yellow one");
        assert_eq!(
            user.count(Table::AgendaItems, "outcome", "The yellow one"),
            1
        );
        assert_ne!(value(&user, "session_id"), "null");
        // Written on later, by the same key; and by the form of the item.
        user.press("j k n")
            .write(", then the red one")
            .press("Enter");
        assert_eq!(value(&user, "answer"), "The yellow one, then the red one");
        user.press("u u");
        assert_eq!(value(&user, "answer"), "null");
        assert_eq!(value(&user, "status"), "asked");
        user.press("u");
        assert_eq!(value(&user, "status"), "on_agenda");
        user.press("Ctrl-r Ctrl-r");
        assert_eq!(value(&user, "answer"), "The yellow one");
        // What is opened again is asked again; its answer stays until there is another.
        user.press("Space");
        assert_eq!(value(&user, "status"), "on_agenda");
        user.press("Space");
        assert_eq!(
            (value(&user, "status"), value(&user, "answer")),
            ("asked".into(), "The yellow one".into())
        );
    }
}

#[test]
fn an_outcome_that_is_edited_is_the_answer_too() {
    let mut user = with_question(80, 24);
    on_agenda(&mut user);
    user.press("Space e Tab Tab Tab Tab")
        .write("The yellow one")
        .press("Esc");
    assert_eq!(
        user.count(Table::AgendaItems, "outcome", "The yellow one"),
        1
    );
    assert_eq!(value(&user, "answer"), "The yellow one");
    user.press("u");
    assert_eq!(value(&user, "answer"), "null");
}

#[test]
fn the_answer_is_written_down_in_the_call() {
    let mut user = with_question(44, 24);
    on_agenda(&mut user);
    user.press("c Space").sees("r what came of it").press("r");
    user.write("The yellow one").press("Enter");
    assert_eq!(value(&user, "answer"), "The yellow one");
    user.press("j n").write("notes").pause();
    assert_eq!(user.count(Table::Sessions, "notes", "notes"), 1);
}

#[test]
fn a_saved_question_is_let_go_and_brought_back() {
    for (width, height) in [(120, 40), (80, 24), (44, 22)] {
        let mut user = with_question(width, height);
        shelf(&mut user).press("s").sees("let go").press("l");
        user.sees("Let go:").sees("Let go 1");
        assert_eq!(value(&user, "status"), "dropped");
        user.press("u");
        assert_eq!(value(&user, "status"), "queued");
        user.press("Ctrl-r");
        assert_eq!(value(&user, "status"), "dropped");
        shelf(&mut user).press("G s").sees("saved again").press("q");
        assert_eq!(value(&user, "status"), "queued");
        user.press("u");
        // Straight onto the agenda, too.
        shelf(&mut user).press("G Space");
        assert_eq!(value(&user, "status"), "on_agenda");
    }
}

#[test]
fn what_was_asked_is_kept_with_its_answer() {
    let mut user = with_question(80, 24);
    on_agenda(&mut user);
    user.press("Space n").write("The yellow one").press("Enter");
    shelf(&mut user).press("G").sees("Asked 1").sees(QUESTION);
    user.press("Enter").sees("The yellow one").press("Esc");
    // Asked once more.
    user.press("Space").sees("Added:");
    assert_eq!(value(&user, "status"), "on_agenda");
}

#[test]
fn the_whole_bank_is_looked_through_by_practice_by_phase_and_by_who_asks() {
    for (width, height) in [(120, 40), (80, 24), (44, 22)] {
        let mut user = with_question(width, height);
        shelf(&mut user)
            .press("o")
            .sees("by practice")
            .sees("goals")
            .sees("1/60");
        // The question in full, and what it is for.
        user.sees("preparing").sees("mentor asks");
        user.press("Tab")
            .sees("by phase")
            .sees("preparing")
            .sees("1/60");
        user.press("Tab").sees("by who asks").sees("mentor asks");
        user.press("Tab").sees("saved questions");
        user.press("Tab").sees("by practice");
        // Words of the practice, the phase and of who asks narrow it too.
        user.press("/").write("trust mentee").press("Enter");
        let shown = user.screen();
        assert!(!shown.contains("/60"), "{shown}");
        user.press("Space Enter").sees("Added:");
        let asked = user.rows(Table::Questions);
        let asked = asked.iter().find(|q| q.contains_key("bank_id")).unwrap();
        assert_eq!(
            (asked["practice"].as_str(), asked["ask_by"].as_str()),
            (Some("trust"), Some("mentee"))
        );
        assert_eq!(asked["status"], "on_agenda");
        user.press("u");
        assert_eq!(user.rows(Table::Questions).len(), 1);
    }
}

#[test]
fn a_question_of_the_bank_is_saved_for_later() {
    let mut user = with_question(80, 24);
    shelf(&mut user).press("o a").sees("Saved:");
    let saved = user.rows(Table::Questions);
    let saved = saved.iter().find(|q| q.contains_key("bank_id")).unwrap();
    assert_eq!(
        (saved["status"].as_str(), saved["practice"].as_str()),
        (Some("queued"), Some("goals"))
    );
    // It says so where it stands, and is not saved twice.
    user.sees("24 Nov").press("k a").sees("already");
    assert_eq!(user.rows(Table::Questions).len(), 2);
    user.press("u Esc");
    assert_eq!(user.rows(Table::Questions).len(), 1);
}

#[test]
fn the_bank_is_a_command_too_and_ticks_are_not_lost_on_the_way() {
    let mut user = with_question(80, 24);
    user.press("Esc : b a n k Enter").sees("by practice");
    user.press("Space Tab").sees("1 taken").sees("by phase");
    user.press("Tab Tab").sees("1 taken").sees("adds");
    user.press("Enter").sees("Added:");
}
