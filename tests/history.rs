//! History, by keys: every action with its time, back to one and forward again, one undone alone; and what stays so.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::actions::{Act, World, perform};
use ithaca::domain::Table;

/// Athena with so many wins in the history, a minute apart.
fn with_wins(width: u16, height: u16, wins: u32) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena");
    for n in 1..=wins {
        user.env = common::env_at(&format!("2026-11-24T{:02}:{:02}:00Z", 9 + n / 60, n % 60));
        win(&user, &format!("win {n}"));
    }
    user.model.touch();
    user.refresh();
    user
}

/// As another copy of the program would.
fn win(user: &User, text: &str) {
    let act = Act::AddWin {
        relationship: user.model.relationship_id().unwrap(),
        session: None,
        text: text.into(),
        whose: ithaca::domain::Side::Me,
    };
    let world = World {
        store: &user.store,
        env: &user.env,
    };
    perform(&world, &act).unwrap();
}

#[test]
fn every_action_stands_there_with_its_time() {
    let mut user = with_wins(80, 24, 3);
    user.press("H").sees("History · Athena").sees("4 actions");
    user.sees(" today\n ▸ 09:03   Win: win 3\n   09:02   Win: win 2");
    user.sees("1/4")
        .sees("Enter go there")
        .press("Esc")
        .sees_not("History");
    user.restart("2026-11-26T09:00:00Z");
    user.press("H").sees(" Tue 24 Nov\n ▸ 09:03");
}

#[test]
fn back_by_ten_and_forward_gives_the_same_rows() {
    let mut user = with_wins(80, 24, 12);
    let before = user.everything();
    user.press("H j j j j j j j j j j Enter");
    user.sees("10 actions back · Enter again does it · Esc");
    assert_eq!(user.everything(), before);
    user.press("Esc")
        .sees_not("again does it")
        .press("Enter Enter");
    user.sees("10 actions back, to: Win: win 2")
        .sees("u undoes");
    assert_eq!(user.rows(Table::Wins).len(), 2);
    user.sees("× Win: win 12").sees("undone");
    user.press("j Enter")
        .sees("10 actions forward · Enter")
        .press("Enter");
    assert_eq!(user.everything(), before);
    // What was done is an action itself, and outlives a restart.
    user.restart("2026-11-25T09:00:00Z");
    user.press("u").sees("Undone: 10 actions forward");
    assert_eq!(user.rows(Table::Wins).len(), 2);
    user.press("u").sees("Undone: 10 actions back");
    assert_eq!(user.everything(), before);
    user.press("Ctrl-r").sees("Done again: 10 actions back");
    assert_eq!(user.rows(Table::Wins).len(), 2);
}

#[test]
fn a_line_is_undone_alone_unless_it_changed_since() {
    let mut user = User::new(44, 22);
    user.meets("Athena")
        .press("1 a")
        .write("First")
        .press("Enter Esc");
    user.press("a").write("Second").press("Enter Esc k Space");
    let before = user.everything();
    user.press("H j j u");
    let screen = user.screen();
    let words: Vec<_> = screen.split_whitespace().collect();
    let sentence = "Not undone: the state of 'First' changed since, by 'Achieved: First'. Undo that first: u on its line, above.";
    assert!(words.join(" ").contains(sentence), "{screen}");
    assert_eq!(user.everything(), before);
    user.press("k u")
        .sees("Undone: Added · Second")
        .sees("× Added: Second");
    assert_eq!(user.rows(Table::Goals).len(), 1);
    user.press("u")
        .sees("That is undone already. Enter goes forward");
    user.press("Ctrl-r").sees("Done again: Added · Second");
    assert_eq!(user.everything(), before);
}

#[test]
fn where_nothing_is_newer_nothing_is_done() {
    let mut user = with_wins(80, 24, 2);
    user.press("H Enter").sees("Things stand as they did then.");
    user.press("Enter").sees_not("again does it");
    user.press("j u k Enter").sees("1 action forward");
}

#[test]
fn a_long_history_is_read_as_it_is_scrolled() {
    let mut user = with_wins(80, 24, 150);
    user.store.work().take();
    for (keys, seen) in [
        ("H", "1/151"),
        ("PgDn PgDn", "41/151"),
        ("G", "151/151"),
        ("PgUp", "131/151"),
        ("g", "1/151"),
        ("G k", "150/151"),
    ] {
        user.press(keys).sees(seen).sees("▸");
        let cost = user.store.work().take();
        assert!(cost.rows < 200 && cost.scanned == 0, "{keys}: {cost:?}");
    }
    user.press("j").sees("▸ 09:00   Added: Athena");
}

#[test]
fn another_copys_actions_come_in_and_the_cursor_stays() {
    let mut user = with_wins(80, 24, 4);
    user.press("H j").sees("▸ 09:03   Win: win 3");
    win(&user, "from elsewhere");
    user.model.touch();
    user.refresh();
    user.sees("▸ 09:03   Win: win 3")
        .sees("Win: from elsewhere")
        .sees("3/6");
    user.press("Esc u").sees("Undone: Win · from elsewhere");
}

#[test]
fn masked_it_names_no_text_that_is_private() {
    let mut user = with_wins(80, 24, 1);
    user.press("i b").write("I rush").press("Enter Esc m H");
    user.sees("Challenge: ▪▪▪▪").sees_not("I rush");
    user.sees("Win: win 1");
}

#[test]
fn masked_a_page_of_it_costs_the_screen_too() {
    let mut user = with_wins(80, 24, 150);
    user.press("m H").sees("151 actions");
    for keys in ["PgDn", "PgDn", "G", "g"] {
        user.store.work().take();
        user.press(keys).sees("Win: win");
        let cost = user.store.work().take();
        assert!(cost.rows < 400 && cost.scanned == 0, "{keys}: {cost:?}");
        assert!(cost.queries < 20, "{keys}: {cost:?}");
    }
}

#[test]
fn a_refusal_leaves_the_line_in_view_that_it_is_about() {
    for (width, height) in [(44, 24), (80, 24)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("1 a").write("First");
        user.press("Enter Esc Space");
        for n in 0..30 {
            win(&user, &format!("win {n}"));
        }
        user.model.touch();
        user.refresh();
        user.press("H G k").sees("▸ 09:00   Added: First");
        user.press("u").sees("Not undone");
        user.sees("▸ 09:00   Added: First");
    }
}

#[test]
fn a_line_that_was_undone_says_what_going_there_comes_to_in_plain_words() {
    let mut user = with_wins(80, 24, 3);
    user.press("H j u").sees("Undone: Win · win 2");
    user.press("j Enter")
        .sees("1 action back · Enter again does it");
    user.press("Esc k Enter");
    user.sees("1 action undone, 1 done again · Enter again does it");
    user.press("Enter")
        .sees("1 action undone, 1 done again, to: Win: win 2");
    assert_eq!(user.rows(Table::Wins).len(), 2);
    user.press("u");
    assert_eq!(user.rows(Table::Wins).len(), 2);
}

#[test]
fn what_no_action_has_changed_is_not_to_be_undone_first() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("1 a").write("First");
    user.press("Enter Esc Space");
    let file = rusqlite::Connection::open(user.store.path()).unwrap();
    file.execute("UPDATE goals SET status = 'dropped'", [])
        .unwrap();
    for keys in ["u", "H u"] {
        user.press(keys)
            .sees("the state of 'First' changed since, and stands as it is.");
        user.sees_not("Undo that first");
    }
}
