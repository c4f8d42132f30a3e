//! Closing on purpose: the line that is offered, the rating of a skill, and what stays open.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{User, id_of};
use ithaca::actions::{Act, FieldEdit};
use ithaca::domain::Table;
use ithaca::domain::commitment::CommitmentStatus;

const GOAL: &str = "Lead a design review";

fn with_goal(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena")
        .press("1 a")
        .write(GOAL)
        .press("Enter Esc");
    user
}

fn field(user: &User, table: Table, text: &str, name: &str) -> String {
    let row = user.row(table, text);
    let value = row.get(name).cloned().unwrap_or_default();
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn a_closed_goal_offers_a_line_on_it_and_needs_none() {
    for (width, height) in [(80, 24), (44, 22)] {
        let mut user = with_goal(width, height);
        user.press("Space")
            .sees(&format!("Achieved: {GOAL}"))
            .sees("n a line on it")
            .sees("u undoes");
        user.press("n")
            .sees("How it ended")
            .write("Two led alone")
            .press("Enter");
        assert_eq!(
            field(&user, Table::Goals, GOAL, "close_note"),
            "Two led alone"
        );
        // Later the same key writes it anew, from what is there.
        user.press("j n")
            .sees("Two led alone")
            .write(", by June")
            .press("Enter");
        assert_eq!(
            field(&user, Table::Goals, GOAL, "close_note"),
            "Two led alone, by June"
        );
        user.press("u u");
        assert_eq!(field(&user, Table::Goals, GOAL, "close_note"), "null");
        user.press("u");
        assert_eq!(user.count(Table::Goals, "status", "active"), 1);
        // What is open is told what moved.
        user.press("n").sees("What moved");
    }
}

#[test]
fn a_goal_that_is_closed_by_a_letter_opens_the_line_on_how_it_ended() {
    for (width, height) in [(80, 24), (44, 22)] {
        for (letter, word, says) in [
            ("y", "achieved", "Achieved"),
            ("p", "partly_achieved", "Partly achieved"),
            ("d", "dropped", "Let go"),
        ] {
            let said = format!("{says}: {GOAL}");
            let mut user = with_goal(width, height);
            user.press("s").press(letter).sees("How it ended");
            user.sees(&said).sees("Esc without a line");
            assert_eq!(user.count(Table::Goals, "status", word), 1);
            // The letters of a note are no keys.
            user.write("a quiet end").press("Enter");
            user.sees("How it ended: Lead");
            assert_eq!(
                field(&user, Table::Goals, GOAL, "close_note"),
                "a quiet end"
            );
            user.press("u");
            assert_eq!(field(&user, Table::Goals, GOAL, "close_note"), "null");
            assert_eq!(user.count(Table::Goals, "status", word), 1);
            user.press("u");
            assert_eq!(user.count(Table::Goals, "status", "active"), 1);
            // Without a line it is closed all the same, and says so.
            for leaves in ["Enter", "Esc"] {
                user.press("s").press(letter).press(leaves);
                user.sees(&said).sees("n a line on it").sees("u undoes");
                user.press("u");
                assert_eq!(user.count(Table::Goals, "status", "active"), 1);
            }
        }
    }
}

#[test]
fn a_line_on_an_end_that_was_left_is_offered_again() {
    let mut user = with_goal(80, 24);
    user.press("s d").write("Too far off").press("Esc");
    user.sees("n a line on it").press("n");
    user.sees("↑ takes: Too far off").press("Up Enter");
    assert_eq!(
        field(&user, Table::Goals, GOAL, "close_note"),
        "Too far off"
    );
}

#[test]
fn what_is_open_with_a_closed_goal_keeps_its_line_one_key_away() {
    let mut user = with_goal(80, 24);
    user.press("Enter a")
        .write("Lead one alone")
        .press("Enter Esc h Space");
    user.sees_not("How it ended").sees("n a line on it");
    user.press("Enter").sees("▸ ○ Lead one alone");
    user.sees("n a line on it").press("n");
    user.sees("How it ended").write("One led").press("Enter");
    assert_eq!(field(&user, Table::Goals, GOAL, "close_note"), "One led");
    // Open again, it is told what moved from there.
    user.press("Esc Space Enter n").sees("What moved");
}

#[test]
fn in_a_call_space_asks_nothing_and_a_letter_offers_the_line() {
    let mut user = with_goal(44, 24);
    user.press("c g Space").sees_not("How it ended");
    user.press("Space s p").sees("How it ended");
    user.write("Halfway").press("Enter");
    assert_eq!(field(&user, Table::Goals, GOAL, "close_note"), "Halfway");
}

#[test]
fn a_closed_goal_of_a_call_offers_a_line_too() {
    let mut user = with_goal(44, 24);
    user.press("c g Space")
        .sees(&format!("Achieved: {GOAL}"))
        .sees("r a line on it");
    user.press("r").write("Two led alone").press("Enter");
    assert_eq!(
        field(&user, Table::Goals, GOAL, "close_note"),
        "Two led alone"
    );
    // n is the notes' here, whatever was just closed.
    user.press("Space Space n").write("heard ").pause();
    assert_eq!(user.count(Table::Sessions, "notes", "heard "), 1);
    user.press("Esc u");
    user.press("j n").write("said").pause();
    assert_eq!(user.count(Table::Sessions, "notes", "said"), 1);
}

#[test]
fn a_skill_is_rated_where_it_ends() {
    let mut user = with_goal(80, 24);
    // Its kind stands under "more" in the form, and turns.
    let id = id_of(&user.row(Table::Goals, GOAL));
    let relationship = user.model.relationship_id().unwrap();
    user.elsewhere(&Act::Edit(FieldEdit {
        relationship,
        table: Table::Goals,
        id,
        label: "Edited".into(),
        before: vec![
            ("kind".into(), "outcome".into()),
            ("self_rating_start".into(), serde_json::Value::Null),
        ],
        after: vec![
            ("kind".into(), "skill".into()),
            ("self_rating_start".into(), 2.into()),
        ],
        stretch: None,
    }));
    user.model.touch();
    user.refresh();
    user.press("Space n").sees("4/5");
    user.write("4/5 I ask first")
        .sees("own rating 4 of 5, 2 at the start")
        .press("Enter");
    assert_eq!(field(&user, Table::Goals, GOAL, "self_rating_end"), "4");
    assert_eq!(
        field(&user, Table::Goals, GOAL, "close_note"),
        "I ask first"
    );
    user.press("n").sees("4/5 I ask first");
    user.press("Esc u");
    assert_eq!(field(&user, Table::Goals, GOAL, "self_rating_end"), "null");
    user.press("n").write("5/5").press("Enter");
    assert_eq!(field(&user, Table::Goals, GOAL, "self_rating_end"), "5");
    user.press("s a s p").sees("5/5");
    user.press("Backspace Backspace Backspace")
        .sees("4/5 own rating, a line");
    user.write("3/5 one").press("Enter");
    assert_eq!(field(&user, Table::Goals, GOAL, "self_rating_end"), "3");
}

#[test]
fn of_an_outcome_a_fraction_is_text() {
    let mut user = with_goal(80, 24);
    user.press("Space n")
        .write("4/5 reviews led")
        .sees_not("own rating")
        .press("Enter");
    assert_eq!(
        field(&user, Table::Goals, GOAL, "close_note"),
        "4/5 reviews led"
    );
}

#[test]
fn a_closed_promise_offers_a_line_on_it_however_it_ended() {
    for (keys, status) in [
        ("Space", CommitmentStatus::Done),
        ("s r", CommitmentStatus::Released),
        ("s n", CommitmentStatus::NotDone),
    ] {
        let mut user = User::new(80, 24);
        user.meets("Athena")
            .press("2 a")
            .write("thu 15:00")
            .press("Enter");
        user.press("i p").write("Send the paper fri").press("Enter");
        let id = id_of(&user.row(Table::Commitments, "Send the paper"));
        user.model.going = Some((Table::Commitments, id));
        user.model.touch();
        user.refresh();
        user.press(keys).sees("n a line on it");
        user.press("n")
            .sees("How it ended")
            .write("in two parts")
            .press("Enter");
        let note = |user: &User| field(user, Table::Commitments, "Send the paper", "close_note");
        assert_eq!(note(&user), "in two parts", "{status:?}");
        user.press("u");
        assert_eq!(note(&user), "null", "{status:?}");
        user.press("u");
        assert_eq!(user.count(Table::Commitments, "status", "open"), 1);
    }
}

#[test]
fn what_stays_open_with_a_goal_is_counted_seen_and_let_go() {
    for (width, height) in [(120, 40), (80, 24), (44, 22)] {
        let mut user = with_goal(width, height);
        user.press("Enter a").write("Lead one alone").press("Enter");
        user.write("Lead one outside").press("Enter Esc");
        user.press("h > p Enter").sees("Promise:");
        user.press("> i Enter");
        let goal = id_of(&user.row(Table::Goals, GOAL));
        user.press("] ] a")
            .write("book: On reviews")
            .press("Enter Esc");
        let book = id_of(&user.row(Table::Resources, "On reviews"));
        user.elsewhere(&Act::Edit(FieldEdit {
            relationship: user.model.relationship_id().unwrap(),
            table: Table::Resources,
            id: book,
            label: "Edited".into(),
            before: vec![("goal_id".into(), serde_json::Value::Null)],
            after: vec![("goal_id".into(), goal.to_string().into())],
            stretch: None,
        }));
        user.model.touch();
        user.refresh();
        user.press("[ [ Space").sees("Enter shows");
        let words: Vec<_> = user
            .screen()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let counted = "open with it: 2 milestones, 1 promise, 1 resource, 1 item";
        let screen = words.join(" ");
        assert!(screen.contains(counted), "{}", user.screen());
        // The way there: the milestones, and under them what else is open.
        user.press("Enter").sees("Open with it");
        user.press("s d");
        assert_eq!(user.count(Table::Milestones, "status", "dropped"), 1);
        let stand = |user: &mut User, table: Table| {
            for _ in 0..8 {
                let here = user.model.entry().and_then(ithaca::app::list::Keyed::key);
                if here.is_some_and(|(t, _)| t == table) {
                    return;
                }
                user.press("j");
            }
            panic!("{table:?} is not there:\n{}", user.screen());
        };
        stand(&mut user, Table::Commitments);
        user.press("s r");
        assert_eq!(user.count(Table::Commitments, "status", "released"), 1);
        stand(&mut user, Table::Resources);
        user.press("s k");
        assert_eq!(user.count(Table::Resources, "status", "skipped"), 1);
        stand(&mut user, Table::AgendaItems);
        user.press("s l");
        assert_eq!(user.count(Table::AgendaItems, "status", "dropped"), 1);
        user.sees_not("Open with it");
        user.press("u u u u u");
        assert_eq!(user.count(Table::Goals, "status", "active"), 1);
        assert_eq!(user.count(Table::Milestones, "status", "open"), 2);
    }
}

#[test]
fn what_serves_a_goal_is_tied_to_it_in_its_form() {
    for (keys, table) in [
        ("] ] a", Table::Resources),
        ("] a", Table::Challenges),
        ("i p", Table::Commitments),
        ("i w", Table::Wins),
    ] {
        let mut user = with_goal(80, 24);
        user.press("2 a").write("thu 15:00").press("Enter 1");
        let goal = id_of(&user.row(Table::Goals, GOAL)).to_string();
        user.press(keys).write("On reviews").press("Enter");
        let id = id_of(user.rows(table).last().unwrap());
        user.model.going = Some((table, id));
        user.model.touch();
        user.refresh();
        user.press("e Ctrl-n");
        for _ in 0..12 {
            let Some(ithaca::app::overlay::Overlay::Form(form)) = user.model.overlays.last() else {
                panic!("no form:\n{}", user.screen());
            };
            if form
                .fields
                .get(form.at)
                .is_some_and(|f| f.name == "goal_id")
            {
                break;
            }
            user.press("Tab");
        }
        user.write("design").press("Esc");
        assert_eq!(user.count(table, "goal_id", &goal), 1, "{table:?}");
    }
}

#[test]
fn at_the_end_of_a_call_a_goal_shows_how_it_ended() {
    for (letter, sign) in [("y", "✓"), ("p", "◐"), ("d", "×")] {
        let mut user = with_goal(44, 30);
        user.press("c g s").press(letter).press("Esc x");
        user.sees("Closed today").sees(&format!("{sign} {GOAL}"));
    }
}

#[test]
fn an_emptied_line_on_an_end_takes_the_note_away() {
    for (width, height) in [(80, 24), (44, 22)] {
        let mut user = with_goal(width, height);
        user.press("Space n").write("Two led alone").press("Enter");
        user.press("j n").sees("Two led alone").press("Ctrl-u");
        user.sees("Enter takes it away").press("Enter");
        user.sees("How it ended, taken away: Lead").sees("u undoes");
        assert_eq!(field(&user, Table::Goals, GOAL, "close_note"), "null");
        user.press("u");
        assert_eq!(
            field(&user, Table::Goals, GOAL, "close_note"),
            "Two led alone"
        );
        // Esc leaves it as it was.
        user.press("n Ctrl-u Esc");
        assert_eq!(
            field(&user, Table::Goals, GOAL, "close_note"),
            "Two led alone"
        );
    }
}

#[test]
fn an_emptied_line_on_a_promise_takes_the_note_away() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter");
    user.press("i p").write("Send the paper fri").press("Enter");
    let id = id_of(&user.row(Table::Commitments, "Send the paper"));
    user.model.going = Some((Table::Commitments, id));
    user.model.touch();
    user.refresh();
    user.press("Space n").write("in two parts").press("Enter");
    let note = |user: &User| field(user, Table::Commitments, "Send the paper", "close_note");
    assert_eq!(note(&user), "in two parts");
    user.model.going = Some((Table::Commitments, id));
    user.model.touch();
    user.refresh();
    user.press("n Ctrl-u Enter")
        .sees("taken away: Send the paper");
    assert_eq!(note(&user), "null");
    user.press("u");
    assert_eq!(note(&user), "in two parts");
}
