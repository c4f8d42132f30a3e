//! Reading a past session back: its page, the pages beside it, and what its rows answer to.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::domain::Table;

/// The page of 29 October.
fn reading(width: u16, height: u16) -> User {
    let mut user = User::demo(width, height);
    user.press("h j j Enter").sees("Thu 29 Oct 2026");
    user
}

#[test]
fn a_page_tells_what_became_of_it_all() {
    let mut user = reading(80, 40);
    user.sees(" Thu 29 Oct 2026 · 44 of 45 min · video")
        .sees("session 30 of 31")
        .sees("15:00–15:44")
        .sees("   →   Talk for the June conference                               now on 26 Nov")
        .sees("       Ask me about my calendar, I asked. Laugh more, she asked.")
        .sees("   ○ Athena  Intro to the group          due 27 Nov · moved in time, was 12 Nov")
        .sees("due 19 Nov · kept 17 Nov")
        .sees("Said")
        .sees("Notes                                                                  private")
        .sees("[ ] sessions   a add   e edit   o onto agenda   y copy");
}

#[test]
fn pages_turn_both_ways_and_the_list_stands_on_them() {
    let mut user = reading(80, 24);
    user.press("[ Left").sees("Thu 1 Oct 2026").press("Left");
    user.sees("Wed 30 Sep 2026 · moved, told 29 h ahead")
        .sees("Moved by Athena, told on Tue 29 Sep 10:00, 29 h ahead; 24 h were agreed.")
        .sees("Why: Athena's night on the bridge")
        .sees("▸ ✓ Thu 1 Oct 15:00");
    user.press("Enter").sees("Thu 1 Oct 2026 · 44 of 45 min");
    user.press("] Right ] ] ]")
        .sees("That was the last page on this side.");
    user.press("[ [ Esc").sees("▸✓ 15 Oct").press("Enter");
    user.sees("Thu 15 Oct 2026 · 43 of 45 min");
}

#[test]
fn enter_goes_to_where_an_item_stands_now() {
    let mut user = reading(80, 24);
    user.press("j j Enter")
        .sees("▸ ○   Talk for the June conference")
        .sees("Thu 26 Nov 15:00 · 45 min");
}

#[test]
fn rows_of_a_page_answer_to_their_keys() {
    let mut user = reading(80, 24);
    user.press("o").sees("Added: What would you do more of?");
    user.press("j j o").sees("has gone on already");
    for _ in 0..5 {
        user.press("j");
    }
    user.sees("▸ ○ Athena  Intro to the group");
    user.press("Space").sees("▸ ✓ Athena  Intro to the group");
    assert!(user.model.is_reading());
    user.press("u").sees("▸ ○ Athena  Intro to the group");
    user.press("s y").sees("▸ ✓ Athena").press("u u");
    assert_eq!(
        user.count(Table::AgendaItems, "title", "What would you do more of?"),
        2
    );
}

#[test]
fn a_page_is_edited_and_shows_it() {
    let mut user = reading(80, 24);
    user.press("e Tab Tab Tab").write(" And more.").press("Esc");
    user.sees("a number. And more.")
        .sees("Thu 29 Oct 2026 · 44 of 45 min");
}

#[test]
fn a_long_note_scrolls_by_lines_and_says_where() {
    let mut user = reading(80, 24);
    let notes: Vec<_> = (1..=4000).map(|n| format!("note {n} of many")).collect();
    let connection = rusqlite::Connection::open(user.store.path()).unwrap();
    let sql = "UPDATE sessions SET notes = ? WHERE planned_start LIKE '2026-10-29%'";
    connection.execute(sql, [notes.join("\n")]).unwrap();
    user.press("Esc").press("[ ] Enter").sees("1–20 of 40");
    user.press("End")
        .sees("note 4000 of many")
        .press("k")
        .sees("note 3999 of many")
        .sees_not("note 4000 ");
    user.press("g").sees("▸ ✓ * What would you do more of?");
    for _ in 0..36 {
        user.press("j");
    }
    user.sees("note 1 of many");
    for _ in 0..60 {
        user.press("k");
    }
    user.sees("▸ ✓ * What would you do more of?")
        .sees("1–20 of");
}

#[test]
fn what_was_not_held_says_who_and_when() {
    let mut user = User::demo(80, 24);
    user.press("h s c").write("snowed in").press("Enter Enter");
    user.sees("cancelled, told 2 d ahead")
        .sees("Cancelled by me, told on Tue 24 Nov 09:00, 2 d ahead; 24 h were agreed.")
        .sees("Why: snowed in");
}

#[test]
fn the_page_fits_a_narrow_terminal() {
    let mut user = reading(44, 22);
    user.sees("30/31").sees("now on 26 Nov").sees("Esc back");
    user.resize(120, 40)
        .sees("session 30 of 31")
        .sees("due 27 Nov · moved in time, was 12 Nov");
}

#[test]
fn in_a_narrow_header_the_minutes_are_whole() {
    let mut user = User::demo(44, 24);
    user.press("2 h j Enter m")
        .sees("Thu 12 Nov · 44 of 45 min   masked · ");
    let mut user = User::demo(80, 24);
    user.press("2 h j Enter")
        .sees("Thu 12 Nov 2026 · 44 of 45 min");
}
