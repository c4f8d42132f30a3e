//! One's way: what stands between sessions is in view below them, and every list is found by its name.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::domain::Table;

/// The sizes at which one looks.
const SIZES: [(u16, u16); 4] = [(40, 16), (44, 24), (80, 24), (120, 40)];

#[test]
fn the_shelves_stand_below_the_sessions_always_in_view() {
    for (width, height) in SIZES {
        let mut user = User::demo(width, height);
        user.press("2 h g");
        let first = if height < 20 {
            "Wins"
        } else {
            "Closed promises"
        };
        user.sees("Saved questions").sees(first);
        user.press("PgDn PgDn").sees("Saved questions").sees(first);
    }
}

#[test]
fn sessions_and_shelves_are_moved_through_as_one_list() {
    let mut user = User::demo(80, 24);
    user.press("2 h G").sees("▸Closed promises");
    user.press("k k k k").sees("▸Saved questions");
    // The page beside them follows, and one mark shows whose it is.
    user.sees("Which of the two books first?");
    let marks = |user: &User| user.screen().matches("\n▸").count();
    assert_eq!(marks(&user), 1, "{}", user.screen());
    user.press("k")
        .sees("▸✓  5 Jun 2025")
        .press("j")
        .sees("▸Saved questions");
    user.press("g").sees("▸○ Thu 26 Nov");
    // From a shelf's page one comes back to the shelf, and on to the sessions.
    user.press("G Enter h").sees("▸Closed promises");
    user.press("Esc").sees("▸○ Thu 26 Nov");
    user.press("G [").sees("▸✓ 12 Nov");
}

#[test]
fn each_shelf_takes_what_it_holds() {
    for (up, shows, written, table) in [
        ("", "I promise", "Send the paper", Table::Commitments),
        ("k k", "Enter adds", "A thing for later", Table::AgendaItems),
        ("k k k", "Enter keeps it", "It went well", Table::Wins),
        ("k k k k", "Question  ", "Why so?", Table::Questions),
    ] {
        let mut user = User::demo(80, 24);
        user.press("2 h G").press(up).press("a").sees(shows);
        user.write(written).press("Enter");
        user.row(table, written);
    }
    let mut user = User::demo(80, 24);
    let versions = user.rows(Table::Agreements).len();
    user.press("2 h G k a");
    assert_eq!(
        user.rows(Table::Agreements).len(),
        versions + 1,
        "{}",
        user.screen()
    );
    user.press("Esc Esc")
        .press("h G k Enter s")
        .sees("─ Version 3");
}

#[test]
fn every_list_is_found_by_its_name_from_any_tab() {
    let (mut wide, mut narrow) = (User::demo(80, 24), User::demo(44, 24));
    for (typed, sees) in [
        ("saved q", "Which of the two books first?"),
        ("wins", "▸Wins"),
        ("agree", "▸How we work"),
        ("how we work", "▸How we work"),
        ("backlog", "▸Backlog"),
        ("open commit", "▸ ○ me      Review checklist"),
        ("promises open", "▸ ○ me      Review checklist"),
        ("promises closed", "▸Closed promises"),
        ("sessions", "Sessions  "),
        ("challenges", "I fill every sil"),
        ("resources", "Six papers on lo"),
        ("lessons", "Lessons 6"),
        ("trust", "Reliability"),
    ] {
        for (user, narrow) in [(&mut wide, false), (&mut narrow, true)] {
            for tab in ["0 g", "1 ]", "2 [", "3", "4"] {
                user.press(tab).press(":").write(typed).press("Enter");
                // Narrow, one pane shows: the list, or what is in it.
                let is_beside = narrow && !user.screen().contains(sees);
                user.press(if is_beside { "h" } else { "" }).sees(sees);
                user.press("2 g 0 g");
            }
        }
    }
}

#[test]
fn a_list_is_gone_to_from_the_call_which_goes_on() {
    let mut user = User::demo(44, 24);
    user.press("2 c")
        .press(":")
        .write("agreement")
        .press("Enter");
    user.sees("How we work together")
        .sees("●")
        .press("c")
        .sees("x end");
}
