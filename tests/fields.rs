//! What a form says and takes: its keys, its labels, the rows that a field names; the texts of an agreement that follow its
//! numbers; a lesson that closes its challenge.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::{User, id_of};
use ithaca::app::overlay::Overlay;
use ithaca::domain::Table;

/// Goes to a field of the form by Tab.
fn to(user: &mut User, name: &str) {
    for _ in 0..24 {
        let Some(Overlay::Form(form)) = user.model.overlays.last() else {
            panic!("no form:\n{}", user.screen());
        };
        if form.fields.get(form.at).is_some_and(|f| f.name == name) {
            return;
        }
        user.press("Tab");
    }
    panic!("no field {name}:\n{}", user.screen());
}

fn with_goals(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena").press("1 a").write("Lead a review");
    user.press("Enter a")
        .write("Speak in public")
        .press("Enter Esc");
    user
}

#[test]
fn the_plan_for_an_obstacle_is_the_first_thing_under_more_and_its_key_is_in_view() {
    for (width, height) in [(80, 24), (44, 24)] {
        let mut user = with_goals(width, height);
        user.press("e").sees("Ctrl-n more").sees_not("← → choose");
        user.press("Ctrl-n Tab Tab Tab")
            .sees("what gets in the way");
        user.write("it goes quiet").press("Tab");
        user.sees("what is done then");
        user.write("count to five").press("Esc");
        let goals = user.rows(Table::Goals);
        let with = goals.iter().find(|g| g.contains_key("obstacle")).unwrap();
        assert_eq!(with["obstacle"], "it goes quiet");
        assert_eq!(with["if_then"], "count to five");
        // The form and the detail call it the same.
        user.press("e Ctrl-n").sees("│ If            it goes quiet");
        user.sees("│ then          count to five");
        to(&mut user, "baseline");
        user.sees("where it stands today").write("I fill it");
        user.press("Esc e Ctrl-n").sees("│ Start         I fill it");
        user.sees("Ctrl-n less").press("Esc l");
        user.sees("If     it goes quiet")
            .sees("then   count to five");
        user.sees("Start  I fill it");
    }
}

#[test]
fn the_example_of_a_goal_says_that_it_is_one() {
    let mut user = User::new(44, 24);
    user.meets("Athena")
        .press("1 a")
        .sees("such as: speak at a meetup");
}

#[test]
fn arrows_choose_a_goal_and_a_takeaway_says_where_it_was_used() {
    let mut user = with_goals(80, 24);
    user.press("i p").write("Send the draft").press("Enter");
    user.press("] ] a")
        .write("book: On reviews")
        .press("Enter Esc e");
    user.sees("Begins").sees("What stayed").press("Ctrl-n");
    to(&mut user, "goal_id");
    user.sees("← → choose").sees("a word of its title");
    user.press("Right").sees_not("a word of its title");
    to(&mut user, "used_in");
    user.sees("a word of a goal, promise or lesson")
        .write("draft");
    user.press("Tab").press("Esc");
    let book = user.row(Table::Resources, "On reviews");
    let promise = id_of(&user.row(Table::Commitments, "Send the draft"));
    assert_eq!(book["used_in"]["table"], "commitments");
    assert_eq!(book["used_in"]["id"], promise.to_string());
    assert!(book.contains_key("goal_id"));
    // It is named by its title again, turns to none, and what nothing is called is said.
    user.press("e Ctrl-n").sees("promise: Send the draft");
    to(&mut user, "goal_id");
    user.press("Left").sees("a word of its title");
    to(&mut user, "used_in");
    user.press("Ctrl-u Ctrl-a Ctrl-k").write("xyz").press("Esc");
    user.sees("No goal, open promise or lesson has");
    user.press("Esc");
    let book = user.row(Table::Resources, "On reviews");
    assert!(!book.contains_key("goal_id"), "{book:?}");
}

#[test]
fn a_lesson_says_that_it_resolved_its_challenge() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 ] a")
        .write("I rush")
        .press("Enter Esc");
    user.press("Space").write("Breathe").press("Enter");
    user.sees("Lesson: Breathe · resolved");
}

#[test]
fn the_texts_of_an_agreement_follow_its_numbers() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("2");
    while !user
        .screen()
        .lines()
        .any(|l| l.contains("▸How we") || l.contains("▸ How we"))
    {
        user.press("h j");
    }
    user.press("a").sees("At least 24 hours");
    to(&mut user, "notice_hours");
    user.press("Ctrl-u").write("48").press("Tab");
    user.sees("At least 48 hours' notice");
    to(&mut user, "sections.changes");
    user.press("Ctrl-e").write(" We call.").press("Tab");
    to(&mut user, "notice_hours");
    user.press("Ctrl-u").write("12").press("Esc");
    let text = user.rows(Table::Agreements)[0]["sections"].to_string();
    assert!(text.contains("At least 12 hours' notice"), "{text}");
    assert!(text.contains("We call."), "{text}");
    assert!(text.contains("an agenda the day before"), "{text}");
    assert!(!text.contains('{') || !text.contains("{notice}"), "{text}");
    user.press("u u u");
    let row = user.rows(Table::Agreements);
    assert!(row.is_empty() || row[0]["sections"].to_string().contains("24 hours"));
}

#[test]
fn the_form_of_a_promise_moves_its_date_which_is_recorded() {
    for (width, height) in [(80, 24), (44, 24)] {
        let mut user = User::new(width, height);
        user.meets("Athena")
            .press("i p")
            .write("Send the draft fri")
            .press("Enter 0 Tab e");
        user.sees("Fri 27 Nov 2026").sees_not("moved");
        to(&mut user, "due");
        user.press("Ctrl-u")
            .write("30 nov")
            .press("Tab")
            .sees("moved in time")
            .sees("was 27 Nov");
        to(&mut user, "due");
        user.press("Ctrl-u")
            .write("1 dec")
            .press("Tab")
            .sees("moved in time")
            .sees("was 27 Nov")
            .press("Esc");
        let promise = user.row(Table::Commitments, "Send the draft");
        assert_eq!(promise["due"], "2026-12-01");
        let moves = promise["renegotiated"].as_array().unwrap().clone();
        assert_eq!(moves.len(), 1);
        assert_eq!(moves[0]["old_due"], "2026-11-27");
        assert_eq!(moves[0]["new_due"], "2026-12-01");
        // Moved back in one go, it was not moved.
        user.press("e").sees("moved in time").sees("was 27 Nov");
        to(&mut user, "due");
        user.press("Ctrl-u")
            .write("3 dec")
            .press("Tab")
            .sees("moved in time twice")
            .sees("first 27 Nov");
        to(&mut user, "due");
        user.press("Ctrl-u")
            .write("1 dec")
            .press("Tab")
            .sees("moved in time")
            .sees("was 27 Nov")
            .press("Esc");
        // What is done keeps its date.
        user.press("Space");
        user.model.going = Some((Table::Commitments, id_of(&promise)));
        user.model.touch();
        user.refresh();
        user.press("e");
        to(&mut user, "due");
        user.press("Ctrl-u")
            .write("5 dec")
            .press("Esc")
            .sees("so its date stands");
    }
}

#[test]
fn masked_a_form_names_nothing_private_that_a_takeaway_was_used_in() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 [ a")
        .write("Ask before I answer");
    user.press("Enter Esc ] ] ] a").write("book: On reviews");
    user.press("Enter Esc e Ctrl-n");
    to(&mut user, "used_in");
    user.write("ask before").press("Esc e Ctrl-n");
    user.sees("lesson: Ask before I answer")
        .press("Esc m e Ctrl-n");
    user.sees_not("Ask before").sees("lesson: ▪▪▪▪");
    to(&mut user, "used_in");
    user.press("Left Right").sees_not("Ask before").press("Esc");
    assert!(user.rows(Table::Resources)[0].contains_key("used_in"));
}

#[test]
fn tab_reaches_what_stands_under_more_and_opens_it() {
    for size in [(80, 24), (44, 24)] {
        let mut user = User::demo(size.0, size.1);
        user.press("1 e Tab Tab").sees_not("Enter opens");
        user.press("Tab").sees("more, 12  Enter opens");
        // From there round to the first one, and back.
        user.press("Tab").sees_not("Enter opens").press("BackTab");
        user.sees("Enter opens").press("Enter").sees("│ If ");
        user.write("It goes quiet").press("Ctrl-n");
        user.sees("Enter opens")
            .press("Up Down Space")
            .sees("It goes quiet");
        user.press("Esc").sees("Edited: Lead a design review");
        let goal = user.row(Table::Goals, "Lead a design review");
        assert!(
            goal["obstacle"]
                .as_str()
                .unwrap()
                .ends_with("It goes quiet"),
            "{goal:?}"
        );
        // Enter on the last field keeps it, as before.
        user.press("e Enter Enter Enter");
        assert!(user.model.overlays.is_empty());
    }
}

#[test]
fn what_a_form_is_tied_to_can_be_read_in_a_narrow_terminal() {
    let mut user = User::new(44, 24);
    user.meets("Athena").press("1 ] a");
    user.write("I fill every silence after my own question")
        .press("Enter Esc > p Enter");
    let promise = id_of(&user.rows(Table::Commitments)[0]);
    user.press("2 a").write("sat 15:00").press("Enter");
    user.stand_on((Table::Commitments, promise));
    user.press("e");
    // The words of the tie, in the column of what is typed.
    let screen = user.screen();
    let column = |line: &str| {
        let inside = line.split('│').nth(1)?;
        Some(inside.chars().skip(12).collect::<String>())
    };
    let rows = screen.lines().skip_while(|line| !line.contains("from "));
    let words: Vec<_> = rows.filter_map(column).collect();
    let words = words.join(" ");
    let words: Vec<_> = words.split_whitespace().collect();
    assert_eq!(
        words.join(" "),
        "challenge: I fill every silence after my own question",
        "{screen}"
    );
    user.press("BackTab").sees("Enter goes").press("Enter");
    user.sees("1 Goals").sees("▸ ○ I fill every silence");
}
