//! One-line fields and forms: what stays open for the next, what is kept of what was begun, what leaving says.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::actions::{Act, FieldEdit};
use ithaca::domain::Table;

fn with_two_goals(width: u16) -> User {
    let mut user = User::new(width, 24);
    user.meets("Athena").press("1 a");
    user.write("Lead a review").press("Enter");
    user.write("Speak at a meetup").press("Enter Esc");
    assert_eq!(user.rows(Table::Goals).len(), 2);
    user
}

#[test]
fn promises_are_written_one_after_the_other() {
    let mut user = with_two_goals(80);
    user.press("2 a").write("thu 15:00");
    user.press("Enter Esc i p")
        .write("One, caught")
        .press("Enter");
    user.sees_not("Esc closes").press("2 l j a");
    user.sees("I promise")
        .write("Send the paper fri")
        .press("Enter");
    user.sees("I promise").write("Read it").press("Enter Esc");
    assert_eq!(user.rows(Table::Commitments).len(), 3);
}

#[test]
fn what_is_added_on_the_goals_tab_is_written_one_after_the_other() {
    for (width, height) in [(44, 16), (80, 24)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("1");
        for (to, asks, table) in [
            ("a", "Goal", Table::Goals),
            ("l a", "Milestone", Table::Milestones),
            ("h ] a", "Challenge", Table::Challenges),
            ("] a", "learn from", Table::Resources),
            ("] a", "Lesson", Table::Lessons),
        ] {
            user.press(to).sees(asks).sees("Enter adds");
            for written in ["The first of them", "And the next one"] {
                user.write(written).press("Enter").sees(written);
                user.sees(asks).sees("Enter adds").sees("Esc closes");
                user.row(table, written);
            }
            // Nothing is typed: it closes, and no third one is made.
            user.press("Enter").sees_not("Enter adds");
            assert_eq!(user.rows(table).len(), 2, "{asks}");
        }
    }
}

#[test]
fn what_is_caught_in_a_call_closes_its_line() {
    for (key, asks) in [
        ("p", "I promise"),
        ("f", "From Athena"),
        ("w", "Win"),
        ("b", "Challenge"),
    ] {
        let mut user = with_two_goals(44);
        user.press("c").press(key).sees(asks).sees("Enter keeps it");
        user.write("Send the paper").press("Enter");
        user.sees("a add").sees_not("Esc closes");
    }
}

#[test]
fn a_line_that_was_begun_is_offered_where_it_was_begun() {
    let mut user = with_two_goals(80);
    user.press("Home l a")
        .sees("Milestone")
        .write("With a colleague wat");
    user.press("Esc h End l a")
        .sees("Milestone")
        .sees_not("With a colleague wat");
    user.press("Esc h Home l a")
        .sees("↑ takes: With a colleague wat");
}

#[test]
fn leaving_a_form_says_what_it_changed() {
    let mut user = with_two_goals(80);
    user.press("Home e").write(" alone").pause();
    user.press("Esc")
        .sees("Edited: Lead a review alone")
        .sees("u undoes");
    user.press("u").sees("Undone: Edited · Lead a review");
    user.press("e Esc").sees_not("Edited");
}

#[test]
fn a_name_before_a_promise_says_whose_it_is() {
    for (width, typed) in [(44, "Athena:"), (80, "athena:")] {
        let mut user = with_two_goals(width);
        user.press("2 a").write("thu 15:00").press("Enter Esc i p");
        user.sees("I promise").write(typed);
        user.write(" introduce me to Mentes 11 dec");
        user.sees("Athena promises").press("Enter");
        let made = user.row(Table::Commitments, "introduce me to Mentes");
        assert_eq!(made["text"].as_str(), Some("introduce me to Mentes"));
        assert_eq!(made["owner"].as_str(), Some("partner"));
        assert_eq!(made["due"].as_str(), Some("2026-12-11"));
    }
}

/// What stands on the screen, its lines joined: a sentence may go over two of them.
fn joined(user: &User) -> String {
    let screen = user.screen();
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_wrong_with_a_line_is_whole_in_a_narrow_terminal() {
    let mut user = with_two_goals(44);
    user.press("2 a").write("31 nov 15:00").press("Enter");
    let screen = joined(&user);
    assert!(
        screen.contains("No such day: 31 Nov. Try 30 nov, mon 15:00, in 2 weeks."),
        "{screen}"
    );
    user.sees("Esc closes");
}

#[test]
fn the_end_shows_what_is_wrong_whole_and_on_its_row() {
    let mut user = with_two_goals(44);
    user.press("c x Tab Tab");
    for _ in 0..20 {
        user.press("Backspace");
    }
    user.write("31 nov").press("Up Up Enter");
    let screen = joined(&user);
    assert!(
        screen.contains("No such day: 31 Nov. Try 30 nov, mon 15:00, in 2 weeks."),
        "{screen}"
    );
    user.sees("▸ Next").sees("Enter keep all of it");
}

#[test]
fn the_foot_of_the_end_names_the_keys_of_its_row() {
    let mut user = with_two_goals(44);
    user.press("c p").write("Send the paper").press("Enter x");
    user.sees_not("Space done").press("Tab");
    user.sees("Space done r released Enter keep all of it");
    user.press("Tab Tab Tab").sees("1–5 answer");
}

#[test]
fn under_a_menu_and_the_templates_the_foot_names_their_keys() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        user.press("2 t").sees("takes it").sees_not("a add");
        user.press("Esc").sees("a add").press("s");
        user.sees("letter chooses  Esc closes")
            .sees_not("a letter")
            .sees_not("a add");
        user.press("Esc c i")
            .sees("letter chooses")
            .sees_not("a letter")
            .sees_not("g goals");
    }
}

#[test]
fn a_day_that_is_none_is_said_while_it_is_typed() {
    for width in [44, 80] {
        let mut user = with_two_goals(width);
        user.press("i p").write("Send the paper 31 feb");
        user.sees("31 Feb is no day: kept as text");
    }
}

#[test]
fn a_promise_says_whose_it_is_while_typed_and_after() {
    for width in [44, 80] {
        let mut user = with_two_goals(width);
        user.press("i p").sees("I promise").write("Send it @them");
        user.sees("Athena promises").press("Enter");
        user.sees("Promise of Athena: Send it").press("i p Tab Tab");
        user.write("Meet")
            .press("Enter")
            .sees("Promise of both: Meet");
        user.press("1 a").write("Rust @them").sees("Goal of Athena");
    }
}

#[test]
fn a_form_that_is_left_as_it_was_is_no_action() {
    let mut user = with_two_goals(80);
    user.press("Home e").write("x").pause();
    user.press("Backspace").pause().press("Esc");
    user.sees_not("Edited").press("H").sees_not("Edited");
    user.press("Esc u")
        .sees("Undone: Added · Speak at a meetup");
}

#[test]
fn the_days_of_examples_lie_ahead() {
    use ithaca::app::line::{Line, Purpose};
    use ithaca::domain::relationship::EndKind;
    use ithaca::domain::{Id, Side};
    let id = Id::default();
    let purposes = [
        Purpose::PromiseDue { id },
        Purpose::Goal { owner: Side::Me },
        Purpose::Milestone { goal: id },
        Purpose::Resource,
        Purpose::Pause { relationship: id },
        Purpose::EndRelationship {
            relationship: id,
            kind: EndKind::Completed,
        },
    ];
    // Every day of a year that has the day between February and March, and one that hasn't.
    let first = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    let mut named = 0;
    for today in first.iter_days().take(800) {
        for purpose in &purposes {
            let example = Line::new(purpose.clone()).example(today);
            let words: Vec<_> = example.split([' ', ',']).collect();
            for pair in words.windows(2) {
                let typed = pair.join(" ");
                let year = chrono::Datelike::year(&today);
                let day = [year, year + 1].into_iter().find_map(|year| {
                    let day = format!("{typed} {year}");
                    let day = chrono::NaiveDate::parse_from_str(&day, "%d %b %Y").ok()?;
                    Some(day).filter(|day| *day >= today)
                });
                if pair[0].parse::<u8>().is_ok() && pair[1].len() == 3 {
                    let ahead = (day.unwrap() - today).num_days();
                    assert!((1..120).contains(&ahead), "{today}: {example}");
                    named += 1;
                }
            }
        }
    }
    assert_eq!(named, 5 * 800);
}

#[test]
fn what_was_begun_for_a_session_is_offered_for_that_one_alone() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    for day in ["thu 15:00", "2 dec 15:00"] {
        user.press("2 h a").write(day).press("Enter");
    }
    user.press("h g s m").write("fri 16:").pause();
    user.restart("2026-11-24T12:05:00Z");
    user.press("2 h g s m")
        .sees("↑ takes: fri 16:")
        .press("Esc");
    user.press("j s m").sees_not("takes:").press("Esc");
    user.press("s c").write("A cold").press("Esc k s c");
    user.sees_not("takes:")
        .press("Esc j s c")
        .sees("↑ takes: A cold");
}

#[test]
fn what_was_typed_over_the_words_of_a_row_goes_on_after_a_restart() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("3 a")
        .write("You rush")
        .press("Enter Esc > p");
    user.sees("You rush").write(" less: count").pause();
    user.restart("2026-11-24T12:05:00Z");
    user.press("3 > q")
        .sees("You rush")
        .sees_not("less")
        .press("Esc");
    user.press("> p")
        .sees("You rush less: count")
        .press("Enter");
    user.row(Table::Commitments, "You rush less: count");
    assert!(user.store.drafts("").unwrap().is_empty(), "all is written");
    user.press("> p").sees_not("less: count");
}

#[test]
fn a_form_that_could_not_be_kept_does_not_say_that_it_edited() {
    let mut user = with_two_goals(80);
    user.press("Home e").write(" alone");
    let goal = user.row(Table::Goals, "Lead a review");
    let title = |text: &str| vec![("title".to_owned(), text.into())];
    user.elsewhere(&Act::Edit(FieldEdit {
        relationship: user.model.relationship_id().unwrap(),
        table: Table::Goals,
        id: common::id_of(&goal),
        label: "Edited: elsewhere".into(),
        before: title("Lead a review"),
        after: title("Lead two reviews"),
        stretch: None,
    }));
    user.pause();
    user.sees("changed elsewhere since").press("Esc");
    user.sees_not("Edited").sees("Lead two reviews");
    user.press("e").sees("typed before: Lead a review alone");
}
