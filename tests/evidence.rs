//! Pulse and evidence board, as a user goes through them: keys in, screen and file out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::User;
use ithaca::domain::{Row, Table};

fn pulses(user: &User) -> Vec<Row> {
    let rows = user.store.table_rows(Table::Pulses).unwrap();
    let is_kept = |row: &Row| !row.contains_key("deleted_at");
    rows.into_iter().filter(is_kept).collect()
}

fn met() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    user
}

#[test]
fn five_digits_and_enter_keep_a_pulse_and_u_takes_it_back() {
    let mut user = met();
    user.press("4 Tab a").sees("not a grade of anyone");
    user.press("4 3 5 2 4").sees("5 of 5").press("Enter");
    user.sees("Pulse: 5 of 5 answered");
    let kept = pulses(&user);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["side"], "me");
    assert_eq!(kept[0]["form"], "quick");
    assert_eq!(kept[0]["visibility"], "private");
    assert_eq!(kept[0]["taken_on"], "2026-11-24");
    assert_eq!(
        kept[0]["answers"],
        serde_json::json!({"rel1": 4, "cre1": 3, "car1": 5, "ope1": 2, "dir1": 4})
    );
    user.press("u");
    assert_eq!(pulses(&user), Vec::<Row>::new());
}

#[test]
fn what_is_skipped_has_no_answer_and_backspace_takes_one_back() {
    let mut user = met();
    user.press("4 Tab a 4 Space 5 Tab 1 Backspace 2 Enter");
    let answers = &pulses(&user)[0]["answers"];
    assert_eq!(
        *answers,
        serde_json::json!({"rel1": 4, "car1": 5, "dir1": 2})
    );
}

#[test]
fn left_before_it_is_kept_a_pulse_goes_on_where_it_was() {
    let mut user = met();
    user.press("4 Tab a 4 3 Esc");
    assert_eq!(pulses(&user), Vec::<Row>::new());
    user.press("a").sees("2 of 5").press("5 2 4 Enter");
    assert_eq!(pulses(&user).len(), 1);
    user.press("a").sees("0 of 5");
}

#[test]
fn nothing_answered_keeps_nothing() {
    let mut user = met();
    user.press("4 Tab a Enter").sees("Nothing is answered");
    user.press("Space Space Space Space Space Enter Esc");
    assert_eq!(pulses(&user), Vec::<Row>::new());
}

#[test]
fn the_palette_has_twelve_and_tab_on_the_first_line_makes_them_the_others() {
    let mut user = met();
    user.press(":").write("full-pulse").press("Enter");
    user.sees("0 of 12");
    user.press("Up Tab").sees("answers of Athena");
    user.press("Down 3 Enter")
        .sees("Pulse of Athena: 1 of 12 answered");
    assert_eq!(pulses(&user)[0]["side"], "partner");
    assert_eq!(pulses(&user)[0]["form"], "full");
}

#[test]
fn the_end_of_a_call_offers_a_pulse_where_one_is_due() {
    let mut user = met();
    user.press("c x").sees("five answers, half a minute");
    user.press("Up Space").sees("answers of me");
    user.press("4 4 4 4 4 Enter").sees("Pulse");
    user.sees_not("five answers").press("Enter");
    assert_eq!(pulses(&user).len(), 1);
    user.press("c x").sees_not("Pulse ");
}
