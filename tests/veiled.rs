//! What a masked screen tells in words of its own: the history, the trash, messages, and what is copied.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::User;

/// A goal that both see and one that is private, each with a milestone, written by hand and in view, unmasked.
fn two_goals(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena").press("1 a").write("Seen by both");
    user.press("Enter").write("Mine alone").press("Enter Esc");
    user.press("g j v").sees("Private now: Mine alone");
    user
}

#[test]
fn masked_the_history_and_the_trash_tell_what_is_shared_and_neither_what_is_not() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = two_goals(width, height);
        user.press("g d d").press("m H");
        user.sees("To the trash: Seen by both")
            .sees("Added: Seen by both");
        user.sees("Private now: ▪▪▪▪").sees("Added: ▪▪▪▪");
        user.sees("To the trash: ▪▪▪▪").sees_not("Mine");
        user.press("T").sees("Seen by both").sees("▪▪▪▪");
        user.sees_not("Mine")
            .press("Esc m")
            .sees("Added: Mine alone");
    }
}

#[test]
fn masked_a_row_says_nothing_in_the_trash_that_its_private_goal_hides() {
    let mut user = two_goals(80, 24);
    user.press("l a").write("A first step").press("Enter Esc");
    user.press("l Down Down").sees("▸").press("m d H T");
    user.sees("milestone").sees("▪▪▪▪").sees_not("A first step");
    user.press("Esc m").sees("A first step");
}

#[test]
fn masked_a_milestone_that_goes_to_another_goal_names_neither() {
    let mut user = two_goals(80, 24);
    user.press("g l a").write("A first step").press("Enter Esc");
    user.press("l s")
        .sees("another goal")
        .press("g")
        .write("Mine");
    user.press("Enter")
        .sees("Moved: A first step · now under Mine");
    user.press("m H").sees("Moved: ▪▪▪▪").sees_not("Mine");
}

#[test]
fn masked_going_back_to_something_private_does_not_say_what_it_was() {
    let mut user = two_goals(80, 24);
    user.press("g Space Esc m H").sees("Achieved: Seen by both");
    user.press("j Enter Enter").sees("1 action back, to: ▪▪▪▪");
    user.sees_not("Mine").press("Esc");
    user.press("u").sees("Undone: ").sees_not("Mine");
    user.press("Ctrl-r").sees("Done again: ").sees_not("Mine");
    user.press("m H").sees("to: Private now: Mine alone");
}

#[test]
fn what_was_private_when_it_was_done_stays_so_in_the_history() {
    let mut user = two_goals(80, 24);
    for title in ["A quiet word", "Ours"] {
        user.press("e Ctrl-u").write(title).press("Esc");
        user.sees(&format!("Edited: {title}"));
    }
    user.press("v H").sees("A quiet word").press("Esc m H");
    user.sees("Shared now: Ours").sees_not("A quiet word");
}

/// Besides, somebody else whose name stands in what is shared.
fn with_another(width: u16, height: u16) -> User {
    let mut user = two_goals(width, height);
    user.press("0 a").write("Telemachus").press("Ctrl-s 0");
    user.sees("Telemachus").press("g Enter");
    user.press("i w")
        .write("Telemachus will be there")
        .press("Enter Esc");
    user
}

#[test]
fn masked_what_is_hidden_is_not_copied() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = two_goals(width, height);
        user.press("g j y").sees("Copied: the goal");
        assert!(user.copied.pop().unwrap().contains("Mine alone"));
        user.press("m y")
            .sees("Masked: what is private is not copied.");
        user.sees_not("Mine").sees_not("y copy");
        assert_eq!(user.copied, Vec::<String>::new());
        user.press("g y").sees("Copied: the goal");
        assert!(user.copied.pop().unwrap().contains("Seen by both"));
    }
}

#[test]
fn masked_a_copy_names_nobody_else() {
    let mut user = with_another(80, 24);
    user.press("2 a")
        .write("thu 15:00")
        .press("Enter Esc Esc 2 l a");
    user.write("Ask Telemachus").press("Enter Esc");
    for (keys, name) in [("", "Telemachus"), ("m", "▪▪▪▪")] {
        user.press(keys).press("2 h g y").sees("Copied");
        let copied = user.copied.pop().unwrap();
        assert!(copied.contains(&format!("Ask {name}")), "{copied}");
        user.press(":").write("go-wins").press("Enter l y");
        user.sees("Copied: the win");
        let copied = user.copied.pop().unwrap();
        assert!(copied.contains(&format!("{name} will be")), "{copied}");
    }
}

#[test]
fn what_changed_since_is_not_named_where_it_is_private() {
    let mut user = two_goals(80, 24);
    for title in ["A quiet word", "Another word"] {
        user.press("e Ctrl-u").write(title).press("Esc");
    }
    user.press("H j u").sees("changed since, by 'Edited'.");
    user.press("k u j u").sees("Undone: Edited");
}

#[test]
fn masked_somebody_who_is_written_down_small_or_with_accents_is_hidden_too() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    for name in ["telemachus", "Zoë"] {
        user.press("0 a").write(name).press("Ctrl-s 0 g Enter");
    }
    user.press("i w").write("telemachus, Telemachus and Zoe");
    user.press("Enter Esc")
        .press(":")
        .write("go-wins")
        .press("Enter l");
    user.sees("Telemachus and Zoe").press("m");
    user.sees("▪▪▪▪, ▪▪▪▪ and ▪▪▪▪").sees_not("Zoe");
}
