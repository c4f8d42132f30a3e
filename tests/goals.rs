//! The Goals tab, as a user goes through it: keys in, screen and rows out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{NOW, User, env_at, env_in};
use ithaca::app::entry::Entry;
use ithaca::domain::{Row, Table};

const GOAL: &str = "Lead a design review";

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(|v| v.as_str()).unwrap_or_default()
}

fn with_goal() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 a")
        .write("Lead a design review by 18 dec")
        .press("Enter Esc");
    user
}

fn goal(user: &User) -> Row {
    user.row(Table::Goals, GOAL)
}

#[test]
fn a_goal_is_added_with_its_date_and_its_owner() {
    let mut user = with_goal();
    assert_eq!(
        (
            text(&goal(&user), "target_date"),
            text(&goal(&user), "owner"),
            text(&goal(&user), "status")
        ),
        ("2026-12-18", "me", "active")
    );
    user.press("a")
        .write("Hand over the on-call @them")
        .press("Enter Esc")
        .sees("Hand over the on-call");
    assert_eq!(
        text(&user.row(Table::Goals, "Hand over the on-call"), "owner"),
        "partner"
    );
    user.press("u u");
    assert_eq!(user.rows(Table::Goals).len(), 0);
}

#[test]
fn a_goal_that_is_thought_about_is_a_draft() {
    let mut user = with_goal();
    user.press("a")
        .write("? Write a book")
        .sees("draft")
        .press("Enter Esc")
        .sees("▸ · Write a book");
    let draft = user.row(Table::Goals, "Write a book");
    assert_eq!(
        (text(&draft, "status"), draft.get("active_since")),
        ("draft", None)
    );
    user.sees("Space active").sees_not("Space reopen");
    user.press("s a");
    let active = user.row(Table::Goals, "Write a book");
    assert_eq!(
        (text(&active, "status"), text(&active, "active_since")),
        ("active", common::NOW)
    );
}

#[test]
fn space_completes_and_the_closed_ones_fold() {
    let mut user = with_goal();
    user.press("a")
        .write("Speak at a meetup")
        .press("Enter Esc Home Space")
        .sees("Achieved:")
        .sees("closed 1");
    let closed = user
        .rows(Table::Goals)
        .into_iter()
        .find(|r| text(r, "status") == "achieved")
        .unwrap();
    assert_eq!(text(&closed, "closed_on"), "2026-11-24");
    let title = text(&closed, "title").to_owned();
    // The cursor stays on the goal, among the closed ones, so that the same key opens it again.
    user.sees(&title)
        .press("Space")
        .sees(&format!("Open again: {title}"));
    assert_eq!(user.count(Table::Goals, "status", "active"), 2);
    assert_eq!(
        user.rows(Table::Goals)
            .iter()
            .filter(|r| r.contains_key("closed_on"))
            .count(),
        0
    );
}

#[test]
fn unfolding_goes_both_ways() {
    let mut user = with_goal();
    user.press("a")
        .write("Speak at a meetup")
        .press("Enter Esc Space");
    assert!(user.model.goals.is_unfolded);
    let before = user.screen();
    for _ in 0..5 {
        if matches!(user.model.entry(), Some(ithaca::app::entry::Entry::Fold(_))) {
            break;
        }
        user.press("k");
    }
    user.press("Enter");
    assert!(!user.model.goals.is_unfolded);
    assert_ne!(user.screen(), before);
    user.press("Enter");
    assert!(user.model.goals.is_unfolded);
}

#[test]
fn what_moved_is_a_dated_line() {
    let mut user = with_goal();
    user.press("n")
        .write("Co-led the storage one")
        .press("Enter")
        .sees("Co-led the storage o");
    let update = user.row(Table::GoalUpdates, "Co-led the storage one");
    assert_eq!(
        (text(&update, "at"), &update["goal_id"]),
        (common::NOW, &goal(&user)["id"])
    );
    user.press("u");
    assert_eq!(user.rows(Table::GoalUpdates).len(), 0);
}

#[test]
fn how_sure_one_is_begins_the_line_on_what_moved_and_holds_from_there_on() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = with_goal();
        user.resize(width, height);
        user.press("n").write("7/10 Co-led one");
        user.sees("confidence 7 of 10").press("Enter");
        let update = user.row(Table::GoalUpdates, "Co-led one");
        assert_eq!(
            (&update["confidence"], &goal(&user)["confidence"]),
            (&7.into(), &7.into())
        );
        user.press("l").sees("Co-led one").sees("7/10");
        // Alone it says so itself, and what is no measure of it is text.
        user.press("h n").write("4/10").press("Enter");
        user.row(Table::GoalUpdates, "confidence 4 of 10");
        user.press("n").write("11/10 is too much").press("Enter");
        user.row(Table::GoalUpdates, "11/10 is too much");
        assert_eq!(goal(&user)["confidence"], 4);
        user.press("u u").sees("Undone: What moved");
        assert_eq!(goal(&user)["confidence"], 7);
        assert_eq!(user.rows(Table::GoalUpdates).len(), 1);
    }
}

#[test]
fn percent_goes_by_presses_until_milestones_count() {
    let mut user = with_goal();
    user.press("+ + -");
    assert_eq!(goal(&user)["percent"].as_i64(), Some(5));
    user.env = env_at("2026-11-24T09:00:10Z");
    user.refresh();
    user.press("+");
    assert_eq!(goal(&user)["percent"].as_i64(), Some(10));
    user.press("u u");
    assert_eq!(goal(&user).get("percent"), None);
    user.press("l a")
        .write("Lead one alone by 30 nov")
        .press("Enter")
        .write("Lead one outside")
        .press("Enter Esc h")
        .sees("0 of 2");
    user.press("+");
    assert_eq!(goal(&user).get("percent"), None);
}

#[test]
fn milestones_are_done_moved_and_let_go_and_never_close_the_goal() {
    let mut user = with_goal();
    user.press("l a")
        .write("One by 30 nov")
        .press("Enter")
        .write("Two")
        .press("Enter Esc Home Space")
        .sees("Done: One")
        .sees("1 of 2");
    assert_eq!(
        text(&user.row(Table::Milestones, "One"), "done_on"),
        "2026-11-24"
    );
    user.press("Space").sees("0 of 2").press("J");
    let position = |user: &User, title| user.row(Table::Milestones, title)["position"].as_i64();
    assert!(position(&user, "One") > position(&user, "Two"));
    user.press("Home Space j Space");
    assert_eq!(user.count(Table::Milestones, "status", "done"), 2);
    assert_eq!(text(&goal(&user), "status"), "active");
}

#[test]
fn a_milestone_moves_to_another_goal() {
    let mut user = with_goal();
    user.press("l a")
        .write("One")
        .press("Enter Esc h a")
        .write("Speak at a meetup")
        .press("Enter Esc Home");
    while user.model.goals.goal().is_none_or(|g| g.title != GOAL) {
        user.press("j");
    }
    user.press("l Home s g")
        .write("nothing such")
        .press("Enter")
        .sees("No active goal")
        .press("Esc s g");
    user.write("speak")
        .press("Enter")
        .sees("now under Speak at a meetup");
    assert_eq!(
        user.row(Table::Milestones, "One")["goal_id"],
        user.row(Table::Goals, "Speak at a meetup")["id"]
    );
}

#[test]
fn a_form_keeps_what_was_typed_on_esc_as_one_step() {
    let mut user = with_goal();
    user.press("e End")
        .write("!")
        .press("Tab")
        .write("Two were led alone")
        .press("Esc")
        .sees("Two were led alone");
    let edited = user.row(Table::Goals, "Lead a design review!");
    assert_eq!(text(&edited, "success_test"), "Two were led alone");
    user.press("u");
    assert_eq!(text(&goal(&user), "success_test"), "");
    user.press("Ctrl-r");
    user.row(Table::Goals, "Lead a design review!");
}

#[test]
fn an_invalid_date_says_so_and_nothing_is_lost() {
    let mut user = with_goal();
    user.press("e Tab")
        .write("Two were led")
        .press("Tab End Ctrl-u");
    for _ in 0..30 {
        user.press("Backspace");
    }
    user.write("31 nov")
        .press("Esc")
        .sees("No such day")
        .sees("31 nov");
    assert_eq!(text(&goal(&user), "success_test"), "Two were led");
    assert_eq!(text(&goal(&user), "target_date"), "2026-12-18");
    for _ in 0..6 {
        user.press("Backspace");
    }
    user.write("20 dec").press("Esc");
    assert!(user.model.overlays.is_empty(), "{}", user.screen());
    assert_eq!(text(&goal(&user), "target_date"), "2026-12-20");
}

#[test]
fn a_title_can_not_be_emptied() {
    let mut user = with_goal();
    user.press("e");
    for _ in 0..30 {
        user.press("Backspace");
    }
    user.press("Esc").sees("can't be empty").press("Esc");
    goal(&user);
    assert!(user.model.overlays.is_empty());
}

#[test]
fn words_turn_and_more_opens() {
    let mut user = with_goal();
    user.press("e Ctrl-n")
        .sees("Kind")
        .press("Tab Tab Tab Tab Tab Tab Right Esc");
    assert_eq!(text(&goal(&user), "owner"), "partner");
    user.press("u");
    assert_eq!(text(&goal(&user), "owner"), "me");
}

#[test]
fn as_a_mentor_the_mentees_goals_stand_first() {
    let mut user = User::new(80, 24);
    user.write("Telemachus")
        .press("Tab Right Ctrl-s 1 a")
        .write("Find a voice")
        .press("Enter Esc");
    assert_eq!(
        text(&user.row(Table::Goals, "Find a voice"), "owner"),
        "partner"
    );
}

#[test]
fn what_is_trashed_comes_back() {
    let mut user = with_goal();
    user.press("d").sees("To the trash").press("u").sees(GOAL);
    assert_eq!(goal(&user).get("deleted_at"), None);
}

#[test]
fn the_detail_of_a_goal_without_milestones_opens_its_form() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("Esc 1 a")
        .write("Speak at a meetup")
        .press("Enter Esc l");
    user.sees("No milestone yet")
        .press("e")
        .sees("Test")
        .press("Esc");
}

#[test]
fn a_goal_tells_its_own_way_by_month() {
    let mut user = with_goal();
    user.press("l a")
        .write("Lead one")
        .press("Enter")
        .write("Lead two")
        .press("Enter Esc Home")
        .sees_not("→ 0");
    user.env = env_at("2027-01-24T09:00:00Z");
    user.refresh();
    user.press("Space").sees("Nov 2026 ··▄ Jan  0 → 1 of 2");
    user.resize(44, 22).sees("Nov 2026 ··▄ Jan  0 → 1 of 2");
    user.model.look.ascii = true;
    user.sees("Nov 2026 ..= Jan  0 > 1 of 2");
    user.press("u").sees_not("Nov 2026");
}

#[test]
fn a_percent_is_told_from_where_it_was_first_written_down() {
    let mut user = with_goal();
    user.press("+ + n")
        .write("Read the first one")
        .press("Enter");
    user.env = env_at("2026-12-24T09:00:00Z");
    user.refresh();
    user.press("+").sees("Nov ▁▂ Dec  10 → 15 %");
}

#[test]
fn the_months_of_a_goal_end_where_the_user_is() {
    let told = |zone: chrono_tz::Tz, at: &str| {
        let mut user = with_goal();
        for (now, text) in [(NOW, "Read the first one"), (at, "Read the second one")] {
            user.env = env_in(now, zone);
            user.refresh();
            user.press("+ + n").write(text).press("Enter");
        }
        user.env = env_in("2026-12-24T09:00:00Z", zone);
        user.refresh();
        user.press("+");
        user
    };
    // Half an hour into December in Kyiv; the last evening of November in New York.
    told(chrono_tz::Europe::Kyiv, "2026-11-30T22:30:00Z").sees("Nov ▁▂ Dec  10 → 25 %");
    told(chrono_tz::America::New_York, "2026-12-01T02:00:00Z").sees("Nov ▂▂ Dec  20 → 25 %");
}

#[test]
fn before_and_after_of_a_closed_goal_stand_side_by_side_where_there_is_room() {
    let mut user = User::demo(80, 24);
    user.press("1 G Enter j").sees("Say no without a speech");
    user.sees("Before My last no").sees("After  The second");
    user.sees("own rating 1 of 5").sees("own rating 4 of 5");
    let beside = |user: &User| {
        let screen = user.screen();
        screen
            .lines()
            .any(|line| line.contains("own rating 1 of 5") && line.contains("own rating 4 of 5"))
    };
    assert!(!beside(&user));
    assert!(beside(user.resize(160, 40)));
    user.press("Space")
        .sees_not("own rating")
        .sees("Start  My last no");
}

#[test]
fn the_line_that_closed_rows_are_folded_under_is_marked_and_shown() {
    for (keys, title) in [
        ("1", "Closed goals"),
        ("1 ]", "Closed challenges"),
        ("1 ] ]", "Closed, of what"),
    ] {
        let mut user = User::demo(80, 24);
        user.press(keys);
        let beside = |user: &User| {
            let screen = user.screen();
            let line = screen.lines().nth(2).unwrap();
            line.split('│').nth(1).unwrap_or_default().trim().to_owned()
        };
        let first = beside(&user);
        user.press("End")
            .sees("▸closed")
            .sees(title)
            .sees("Enter shows them");
        assert_ne!(beside(&user), first);
        user.press("Enter")
            .sees("▸closed")
            .sees("Enter folds them away");
        user.press("Down").sees(" closed").sees_not(title);
        assert!(matches!(
            user.model.entry(),
            Some(Entry::Goal(_) | Entry::Challenge(_) | Entry::Resource(_))
        ));
        user.press("Up Tab").sees("▸closed");
    }
}
