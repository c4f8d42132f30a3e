//! What a screen says of the ways that lead on: the keys that were looked for, where an added row went, a search that ends.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::User;

#[test]
fn help_finds_what_has_no_key_once_it_is_looked_for() {
    let mut user = User::demo(80, 24);
    user.press("2 ?")
        .sees_not("saved questions")
        .press("/")
        .write("quest");
    user.sees("question").sees_not("No key here");
    user.press("Esc /").write("zzzz");
    user.sees("No key here has that in its words. : has more.");
}

#[test]
fn a_question_that_was_asked_shows_its_answer_at_the_foot() {
    for (width, height) in [(80, 24), (44, 24)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("2 h a").write("today 15:00");
        user.press("Enter i q")
            .write("Which book first?")
            .press("Enter");
        user.press(":")
            .write("saved questions")
            .press("Enter Space 2");
        user.press("c Space r")
            .write("The second one")
            .press("Enter x Enter");
        user.press(":").write("saved questions").press("Enter");
        user.press("G").sees("Which book first?");
        user.sees("answer · The second one");
    }
}

#[test]
fn a_search_leaves_the_foot_with_the_next_other_key() {
    let mut user = User::demo(80, 24);
    user.press("2 /").write("talk").press("Enter");
    while user.model.is_reading() {
        user.press("n");
    }
    user.sees("n N \"talk\"").press("n").sees("\"talk\"");
    while user.model.is_reading() {
        user.press("n");
    }
    user.press("j").sees_not("n N \"talk\"");
}

#[test]
fn the_foot_of_people_names_the_way_to_their_page_and_back() {
    for (width, height) in [(80, 24), (44, 24)] {
        let mut user = User::demo(width, height);
        user.press("0")
            .sees("Tab their page")
            .press("Tab")
            .sees("Tab people");
    }
}

#[test]
fn what_has_no_session_to_go_to_says_that_it_went_to_the_backlog() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 a")
        .write("Lead a review")
        .press("Enter Esc o");
    user.sees("· to the backlog");
    user.press("i t")
        .write("A topic")
        .press("Enter")
        .sees("Added: A topic · to the backlog");
    user.press("2 h a")
        .write("thu 15:00")
        .press("Enter 1 i t")
        .write("Another")
        .press("Enter");
    user.sees("Added: Another").sees_not("to the backlog");
}

#[test]
fn what_was_entered_afterwards_began_before_it_was_written_down() {
    let mut user = User::new(120, 30);
    user.meets("Athena").press("4").sees("Began with Athena");
    user.press("2 h a")
        .write("2026-10-27 15:00")
        .press("Enter 4 G");
    user.sees("Written down from here on");
    user.sees_not("Began with Athena")
        .sees("4 weeks ago it began: Session 1");
    user.resize(80, 24).sees("Written down from here on");
}
