//! The card above the right pane's list: its texts are whole where rows are free, and cut where none are.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::layout;

/// Twelve words that take several rows beside the list at 80 columns.
const TEXT: &str =
    "Two design reviews that somebody else asked me to lead without Mira in the room";

fn with_goal() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 a")
        .write("Lead a design review")
        .press("Enter Esc e Tab");
    user.write(TEXT).press("Esc");
    user
}

/// What stands right of the border, its rows joined.
fn beside(user: &User) -> String {
    let screen = user.screen();
    let rows = screen.lines().filter_map(|line| line.split_once('│'));
    let rows: Vec<_> = rows.map(|(_, right)| right.trim()).collect();
    rows.join(" ")
}

#[test]
fn a_text_is_whole_while_rows_are_free_and_milestones_keep_theirs() {
    let mut user = with_goal();
    assert!(beside(&user).contains(TEXT), "{}", user.screen());
    user.press("l a");
    for n in 1..=14 {
        user.write(&format!("Milestone {n}")).press("Enter");
    }
    user.press("Esc Home")
        .sees("Milestone 1")
        .sees("Milestone 12");
    assert!(!beside(&user).contains(TEXT), "{}", user.screen());
    user.sees("Test   Two design reviews that")
        .sees("asked me…");
    // With more rows it is whole again.
    user.resize(80, 34);
    assert!(beside(&user).contains(TEXT), "{}", user.screen());
}

#[test]
fn a_closed_goal_keeps_what_it_is_judged_by() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = with_goal();
        user.press("e Ctrl-n Tab Tab Tab")
            .write("I prepare slides")
            .press("Tab");
        user.write("close the editor").press("Esc");
        user.press("s y").write("Both were led").press("Enter");
        user.resize(size.0, size.1);
        if size.0 < 80 {
            user.press("l");
        }
        user.sees("After  Both were led")
            .sees("Test   Two design reviews")
            .sees("If     I prepare slides")
            .sees("then   close the editor");
    }
}

/// Whether a text of the card is cut while its pane has an empty row.
fn wastes_rows(user: &User) -> bool {
    let model = &user.model;
    let area = layout::tab(model).right;
    let head = layout::head(model, area.width);
    let list = layout::right_list(model);
    let is_cut = head.iter().any(|(_, line)| line.ends_with('…'));
    area.width > 0 && is_cut && usize::from(list.height) > model.panes().right.lines()
}

#[test]
fn no_card_of_the_demo_cuts_a_text_beside_empty_rows() {
    for size in [(44, 24), (80, 24), (80, 30), (120, 40)] {
        let mut user = User::demo(size.0, size.1);
        for keys in [
            "1 Home",
            "1 Home ]",
            "1 Home ] ]",
            "1 Home ] ] ]",
            "2 h Home",
            "3 Home",
            "0 Home",
        ] {
            user.press(keys);
            for _ in 0..12 {
                if size.0 < 80 {
                    user.press("l");
                }
                assert!(!wastes_rows(&user), "{}", user.screen());
                if size.0 < 80 {
                    user.press("h");
                }
                user.press("j");
            }
            user.press("Esc");
        }
    }
}
