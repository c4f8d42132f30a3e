//! Patience and learning: a challenge becomes a lesson, a resource leaves a takeaway; lists that one turns with `[` and `]`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod common;

use common::User;
use ithaca::domain::{Table, Word};

/// Somebody is met, and the Goals tab is in view.
fn growing() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("1");
    user
}

#[test]
fn a_challenge_ends_in_a_lesson_that_is_kept() {
    let mut user = growing();
    user.press("]")
        .sees("A challenge ends in one sentence")
        .press("a")
        .write("I rush when I am unsure")
        .press("Enter Esc");
    user.sees("I rush when I am unsure")
        .press("e Tab")
        .write("Three numbers in a minute")
        .press("Tab")
        .write("Nobody could follow")
        .press("Tab")
        .write("One number, then a breath")
        .press("Esc")
        .sees("So     Nobody could follow")
        .sees("none yet; Space writes");
    user.press("Space")
        .write("A breath is a pause for them")
        .press("Enter");
    let challenge = user.row(Table::Challenges, "I rush when I am unsure");
    let lesson = user.row(Table::Lessons, "A breath is a pause for them");
    assert_eq!(challenge["status"], "resolved");
    assert_eq!(challenge["lesson_id"], lesson["id"]);
    assert_eq!(challenge["closed_on"], "2026-11-24");
    assert_eq!(lesson["made_from"]["id"], challenge["id"]);
    assert_eq!(lesson["visibility"], "private");
    user.sees("closed 1").sees("A breath is a pause for them");
    user.press("] ]")
        .sees("= A breath is a pause for them")
        .sees("Lessons 1");
    user.press("u");
    assert!(user.rows(Table::Lessons).is_empty());
    assert_eq!(user.count(Table::Challenges, "status", "open"), 1);
}

#[test]
fn the_footer_says_what_space_does_with_a_challenge() {
    let mut user = growing();
    user.press("] a")
        .write("I rush when I am unsure")
        .press("Enter Esc")
        .sees("Space lesson");
    // Nothing written, nothing done: neither a lesson nor an end.
    user.press("Space")
        .sees("Lesson   one sentence, and it is resolved")
        .write("x")
        .press("Backspace Enter")
        .sees("Space lesson");
    assert_eq!(user.count(Table::Challenges, "status", "open"), 1);
    assert!(user.rows(Table::Lessons).is_empty());
    // Without a lesson it is resolved by its state, and the same key opens it again.
    user.press("s r").sees("closed 1").sees("Space reopen");
    assert_eq!(user.count(Table::Challenges, "status", "resolved"), 1);
    user.press("Space").sees("Space lesson");
    assert_eq!(user.count(Table::Challenges, "status", "open"), 1);
}

#[test]
fn the_footer_says_what_space_does_with_what_is_closed_or_waits() {
    let mut user = User::demo(80, 24);
    user.press("1 ] ] Space")
        .write("Logs first")
        .press("Enter")
        .sees("Space reopen");
    user.press("1 [ [ Space").sees("Space reopen");
    user.press("3 l").sees("Space answer");
    user.press("h j j j").sees("Space said");
    user.press("j j").sees("Space answered");
}

#[test]
fn a_lesson_may_stand_alone() {
    let mut user = growing();
    user.press("[ a")
        .write("Ask before you advise")
        .press("Enter Esc");
    user.sees("Lessons 1").sees("learned 24 Nov · private");
}

#[test]
fn a_resource_is_begun_and_leaves_what_stayed() {
    let mut user = growing();
    user.press("] ] a")
        .write("conference: Storage days 12 mar")
        .sees("conference")
        .press("Enter Esc");
    let row = user.row(Table::Resources, "Storage days");
    assert_eq!(row["kind"], "conference");
    assert_eq!(row["starts_on"], "2027-03-12");
    user.sees("Learning 1")
        .press("s p")
        .sees("Planned: Storage days");
    user.press("Space")
        .sees("What stayed")
        .write("Logs before trees")
        .press("Enter")
        .sees("Stayed Logs before trees");
    let row = user.row(Table::Resources, "Storage days");
    assert_eq!(row["status"], "done");
    assert_eq!(row["takeaway"], "Logs before trees");
    user.press("u").sees("Undone");
    assert!(
        !user
            .row(Table::Resources, "Storage days")
            .contains_key("takeaway")
    );
}

#[test]
fn every_kind_of_resource_is_read_from_its_word() {
    for kind in ithaca::domain::learning::ResourceKind::ALL {
        let mut user = growing();
        user.press("] ] a")
            .write(&format!("{}: A title", kind.word()))
            .press("Enter Esc");
        assert_eq!(user.row(Table::Resources, "A title")["kind"], kind.word());
    }
    let mut user = growing();
    user.press("] ] a")
        .write("Dune: a novel")
        .press("Enter Esc");
    user.row(Table::Resources, "Dune: a novel");
}

#[test]
fn the_lists_turn_round_and_each_has_its_own_keys() {
    let mut user = User::demo(80, 24);
    user.press("1").sees("Goals 6").sees("Lead a design review");
    user.press("]")
        .sees("I fill every silence")
        .sees("What   After my own question");
    user.press("]").sees("Six papers on logs");
    user.press("]").sees("learned 17 Sep");
    user.press("]").sees("3 of 5");
    for narrow in [(44, 24), (40, 16)] {
        user.resize(narrow.0, narrow.1);
        user.press("]")
            .sees("Challenges 2  Learning")
            .press("Enter")
            .sees("working · reviews")
            .press("s")
            .sees("accepted: lived with")
            .press("Esc Esc [");
    }
}

#[test]
fn an_agreement_is_drafted_agreed_by_both_and_replaced_but_never_rewritten() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("h G k");
    user.sees("How we work").press("Enter");
    user.sees("who sends the agenda: a begins")
        .press("a")
        .sees("Notice, hours")
        .press("Tab Ctrl-_ Backspace Backspace")
        .write("48")
        .press("Esc");
    user.sees("Version 1")
        .press("s t")
        .sees("draft, agreed by Athena");
    // What changes after somebody agreed is asked again.
    user.press("Enter Ctrl-n Tab")
        .sees("Feedback every  1  session")
        .press("Esc");
    user.press("Enter Tab Backspace Backspace")
        .write("36")
        .press("Esc")
        .sees("· Version 1")
        .sees_not("agreed by Athena");
    user.press("Space")
        .sees("Agreed by both: version 1, from today")
        .sees("agreed 24 Nov");
    let row = user.rows(Table::Agreements).remove(0);
    assert_eq!(
        (&row["notice_hours"], &row["status"]),
        (&36.into(), &"agreed".into())
    );
    assert_eq!(row["effective_from"], "2026-11-24");
    // The numbers are copied onto what is planned from now on.
    user.press("h g a").write("thu 15:00").press("Enter");
    assert_eq!(user.rows(Table::Sessions)[0]["notice_hours"], 36);
    // It is read whole, and not written again.
    user.press("h G k Enter Enter")
        .sees("version 1 · agreed 24 Nov")
        .sees("Notice 36 hours")
        .press("Esc");
    user.press("e").sees_not("Notice, hours");
    assert_eq!(user.rows(Table::Agreements)[0]["notice_hours"], 36);
    user.press("Esc Esc")
        .press("2 h G k Enter a")
        .sees("Edit")
        .press("Esc");
    user.press("a").sees("Version 2 is being written");
    user.press("Space")
        .sees("Agreed by both: version 2")
        .sees("replaced, agreed 24 Nov");
    assert_eq!(user.count(Table::Agreements, "status", "superseded"), 1);
    user.press("u");
    assert_eq!(user.count(Table::Agreements, "status", "agreed"), 1);
    assert_eq!(user.count(Table::Agreements, "status", "draft"), 1);
}

/// Adds a row with this text where the cursor is.
fn add(user: &mut User, text: &str) {
    user.press("a").write(text).press("Enter");
    // Some lines stay for the next one.
    if !user.model.overlays.is_empty() {
        user.press("Esc");
    }
}

#[test]
fn a_new_row_of_a_long_list_is_in_view() {
    for (keys, end) in [
        ("1", "g"),
        ("1 ]", "G"),
        ("1 ] ]", "g"),
        ("1 [", "G"),
        ("2 h g j j l", "g"),
        ("2 h g j j j l", "G"),
    ] {
        let mut user = growing();
        user.press(keys);
        for n in 0..60 {
            add(&mut user, &format!("Row {n} of many"));
        }
        user.press(end).sees_not("Row 30 of many");
        add(&mut user, "The newest of all");
        let places = user.model.panes();
        let (list, other) = (&places.left, &places.right);
        let stood = [list, other].map(|l| l.standing(|_| true));
        assert!(
            stood.contains(&Some((61, 61))) || stood.contains(&Some((1, 61))),
            "{keys}: {stood:?}\n{}",
            user.screen()
        );
    }
}

/// Who plans, talks and follows goals, and nothing else, meets nothing that asks for more.
#[test]
fn nothing_stands_in_the_way_of_who_uses_agenda_and_goals_alone() {
    #[track_caller]
    fn is_left_alone(user: &User) {
        let screen = user.screen();
        assert!(user.model.overlays.is_empty(), "{screen}");
    }
    let mut user = growing();
    user.press("1 a")
        .write("Lead a design review")
        .press("Enter Esc");
    is_left_alone(&user);
    // Long enough for every fact to come: no feedback, no pulse, no agreement, no test, gone quiet.
    let days = [
        "2026-11-24",
        "2026-12-15",
        "2027-01-12",
        "2027-02-16",
        "2027-03-23",
    ];
    for (n, day) in days.iter().enumerate() {
        user.restart(&format!("{day}T09:00:00Z"));
        is_left_alone(&user);
        user.press("2 h g a").write("today 10:00").press("Enter");
        user.press("l g a").write("What to stop").press("Enter Esc");
        is_left_alone(&user);
        user.press("c Space x Enter");
        is_left_alone(&user);
        user.press("1 g n").write("One step on").press("Enter");
        is_left_alone(&user);
        assert_eq!(user.count(Table::Sessions, "status", "held"), n + 1);
        assert_eq!(user.rows(Table::GoalUpdates).len(), n + 1);
    }
    // What is known beside is offered where one looks for it, and switched off there.
    user.press("2 o").sees("to know").press("Esc");
    for table in [Table::Feedback, Table::Pulses, Table::Questions] {
        assert!(user.rows(table).is_empty(), "{table:?}");
    }
}

/// The demo, walked through: each of the seven practices is in use there, and opens by keys.
#[test]
fn the_demo_shows_all_seven_practices_in_use() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(size.0, size.1);
        // Goals: followed by milestones, with a test.
        user.press("1 g")
            .sees("Lead a design review")
            .press("Enter");
        user.sees("Test").sees("Milestones").sees("3 of 5");
        // Communication: questions saved up, wins, how we work.
        user.press("Esc 2 h G k k k k Enter")
            .sees("Which of the two books first?");
        user.press("Esc h G k Enter").sees("How we work together");
        // Time: an agenda with its minutes, what to bring and for whom.
        user.press("Esc h g Enter").sees("5 to spare");
        user.press("G").press(&"k ".repeat(12)).sees("slides draft");
        // Promises of both.
        user.press("g").sees("Promises").sees("Intro to the group");
        // Feedback: both ways, and what waits.
        user.press("Esc 3").sees("waiting for an answer");
        // Patience: a challenge, and the lessons that others ended in.
        user.press("1 ]").sees("I fill every").press("] ]");
        assert!(user.model.goals.counts[3] > 0, "{}", user.screen());
        // Learning.
        user.press("[").sees("Six papers");
        // Trust, as recorded.
        user.press("4 l").sees("Reliability");
    }
}

/// Whether this stands on the screen, wherever its lines end.
#[track_caller]
fn says(user: &User, text: &str) {
    let screen = user.screen();
    let words = screen.split(['\n', ' ', '│']).filter(|w| !w.is_empty());
    let words: Vec<_> = words.collect();
    assert!(words.join(" ").contains(text), "'{text}'\n{screen}");
}

#[test]
fn an_agreement_begins_with_the_rhythm_in_which_the_two_meet_and_changes_it_once_agreed() {
    for (width, height) in [(44, 24), (80, 24)] {
        let mut user = User::new(width, height);
        let often = |user: &User| user.rows(Table::Relationships)[0]["cadence_days"].as_i64();
        user.write("Athena").press("Enter Enter Ctrl-u");
        user.write("weekly, 30 min").press("Ctrl-s 2 h G k Enter a");
        says(&user, "Every week for 30 minutes, for nine months");
        user.press("Ctrl-e Ctrl-u Ctrl-u Ctrl-u Ctrl-u Ctrl-u");
        user.press(&"Backspace ".repeat(120));
        user.write("Every three weeks for an hour, for a year.");
        user.press("Esc s b");
        says(
            &user,
            "Agreed by both: version 1, from today · every 3 weeks, 60 min",
        );
        assert_eq!(often(&user), Some(21));
        user.press("Enter").sees("Meet   every 3 weeks, 60 min");
        user.sees("The numbers count").press("Esc u");
        assert_eq!(often(&user), Some(7));
        user.press("Ctrl-r");
        assert_eq!(often(&user), Some(21));
        // What is changed elsewhere stands in the next version.
        user.press("0 e Tab Tab Tab Tab Ctrl-u").write("14");
        user.press("Esc 2 h G k Enter a");
        says(&user, "Every 2 weeks for 60 minutes, for a year");
    }
}

#[test]
fn between_peers_nobody_is_the_mentee() {
    let mut user = User::new(80, 24);
    user.write("Nestor").press("Enter Right Right Ctrl-s");
    assert_eq!(user.rows(Table::Relationships)[0]["my_role"], "peer");
    user.press("2 h G k Enter a")
        .sees("Whoever has the first topic shares an agenda")
        .sees_not("mentee");
}
