//! The first start: from nothing to a planned session with an agenda, and every way out.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::effect::Next;
use ithaca::domain::Table;

/// A session is planned for Thursday, and the first template is offered for it.
fn planned(user: &mut User) -> &mut User {
    user.write("Athena").press("Enter Enter Enter");
    user.write("thu 15:00").press("Enter")
}

#[test]
fn at_most_eight_keys_lead_from_nothing_to_a_session_with_an_agenda() {
    let mut user = User::new(80, 24);
    user.sees("Who do you meet?")
        .sees("One file on this computer. Nothing is sent anywhere.");
    let mut keys = 0;
    for (typed, key) in [
        ("Athena", "Enter"),
        ("", "Enter"),
        ("every month, 60 min", "Enter"),
        ("thu 15:00", "Enter"),
        ("", "Enter"),
    ] {
        user.write(typed).press(key);
        keys += 1;
    }
    assert!(keys <= 8, "{keys} keys");
    let person = user.row(Table::Relationships, "Athena");
    assert_eq!(
        (
            person["cadence_days"].as_i64(),
            person["session_minutes"].as_i64()
        ),
        (Some(30), Some(60))
    );
    let session = &user.rows(Table::Sessions)[0];
    assert_eq!(session["planned_start"], "2026-11-26T15:00:00Z");
    assert_eq!(
        (&session["planned_minutes"], &session["template"]),
        (&60.into(), &"first-meeting".into())
    );
    assert_eq!(user.rows(Table::AgendaItems).len(), 7);
    user.sees("Template: First meeting")
        .sees("u undoes")
        .sees("2 Agenda");
}

#[test]
fn what_is_added_and_what_is_offered_are_two_steps_back() {
    let mut user = User::new(80, 24);
    planned(&mut user).sees("First meeting").press("Enter u");
    assert_eq!(user.count(Table::AgendaItems, "kind", "topic"), 0);
    assert_eq!(user.rows(Table::Sessions).len(), 1);
    user.press("u");
    assert_eq!(
        user.rows(Table::Relationships).len() + user.rows(Table::Sessions).len(),
        0
    );
    user.sees("Who do you meet?");
}

#[test]
fn the_offered_agenda_can_be_left() {
    let mut user = User::new(80, 24);
    planned(&mut user)
        .press("Esc")
        .sees("Nothing on it yet.")
        .sees_not("First meeting");
    assert_eq!(user.rows(Table::AgendaItems).len(), 0);
}

#[test]
fn in_a_narrow_terminal_enter_shows_an_example() {
    let mut user = User::new(44, 24);
    user.sees("Enter shows an example")
        .write("A")
        .sees_not("example");
}

#[test]
fn only_the_name_is_needed() {
    let mut user = User::new(80, 24);
    user.write("Athena").press("Enter Enter Enter Enter");
    let person = user.row(Table::Relationships, "Athena");
    assert_eq!(
        (&person["my_role"], &person["cadence_days"]),
        (&"mentee".into(), &14.into())
    );
    assert_eq!(user.rows(Table::Sessions).len(), 0);
    user.sees("No session yet. a in the sessions plans one")
        .press("a");
    user.write("fri 10").press("Enter").sees("Fri 27 Nov 10:00");
}

#[test]
fn the_role_turns_with_arrows_and_takes_no_letters() {
    let mut user = User::new(80, 24);
    user.write("Mentes")
        .press("Enter Right Right x")
        .sees("← → choose");
    user.press("Left Ctrl-s");
    assert_eq!(
        user.row(Table::Relationships, "Mentes")["my_role"],
        "mentor"
    );
}

#[test]
fn each_answer_is_echoed_and_a_wrong_one_says_the_way_out() {
    let mut user = User::new(80, 24);
    user.write("Athena")
        .press("Enter Enter")
        .write("weekly, 1 h")
        .sees("every week, 60 min");
    user.write(" sometimes")
        .press("Enter")
        .sees("'sometimes' is no rhythm.");
    for _ in 0.." sometimes".len() {
        user.press("Backspace");
    }
    user.press("Enter").write("31 nov").sees("No such day");
    user.press("Enter")
        .sees("No such day")
        .press("Backspace Backspace Backspace Backspace Backspace Backspace");
    user.write("yesterday 15:00")
        .press("Enter")
        .sees("is over. A later one, or nothing.");
    assert_eq!(user.rows(Table::Relationships).len(), 0);
}

#[test]
fn without_a_name_the_example_is_opened_and_nothing_is_written() {
    let mut user = User::new(80, 24);
    user.sees("look at an invented example").press("Enter");
    assert_eq!(user.next, Next::Example);
    assert_eq!(user.rows(Table::Relationships).len(), 0);
    user.model.is_example = true;
    user.write("Athena")
        .press("Ctrl-s")
        .sees("example · Athena · no date yet");
}

#[test]
fn leaving_writes_nothing_and_what_was_typed_is_there_again() {
    let mut user = User::new(80, 24);
    user.write("Quintus")
        .press("Enter Right Enter")
        .write("weekly")
        .press("Esc");
    assert_eq!(user.next, Next::Quit);
    assert_eq!(user.rows(Table::Relationships).len(), 0);
    user.restart(common::NOW);
    user.sees("Quintus")
        .sees("weekly")
        .sees("every week, 45 min")
        .press("Ctrl-s");
    assert_eq!(
        user.row(Table::Relationships, "Quintus")["my_role"],
        "mentor"
    );
    user.restart(common::NOW);
    assert_eq!(user.store.draft("person").unwrap(), None);
}

#[test]
fn a_kill_keeps_what_was_typed() {
    let mut user = User::new(80, 24);
    user.write("Athena").pause();
    user.restart(common::NOW);
    user.sees("Athena")
        .press("BackTab Ctrl-s")
        .sees("Added: Athena");
}

#[test]
fn q_leaves_where_no_letter_is_typed() {
    let mut user = User::new(80, 24);
    user.write("q").sees("Who do you meet?    q").press("Tab q");
    assert_eq!(user.next, Next::Quit);
}

#[test]
fn it_fits_a_small_terminal() {
    for (width, height) in [(44, 16), (40, 16), (60, 18), (120, 40)] {
        let mut user = User::new(width, height);
        user.sees("Who")
            .sees("a name")
            .sees("mentee")
            .sees("peer")
            .sees("every 2 weeks, 45 min")
            .sees("Esc leaves");
        user.write("Athena")
            .press("Enter Enter Enter")
            .write("thu 15:00")
            .sees("Thu 26 Nov 2026, 15:00");
        user.press("Enter")
            .sees("First meeting")
            .press("Enter")
            .sees("How we each got");
    }
}

#[test]
fn empty_lists_say_what_they_are_for_and_which_key_begins() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    user.sees("No session yet. a in the sessions plans one")
        .sees("a plans a session");
    user.press("1")
        .sees("What should be different when you are")
        .sees("a writes a first goal.");
    user.press("3").sees(" a ");
    user.press("4").sees("Story");
    user.press("0")
        .sees("no date yet")
        .sees("No promise of mine is open. a writes one.");
    user.press("2 a").write("thu 15:00").press("Enter");
    user.sees("Nothing on it yet. o offers, t takes")
        .sees("No promise is open. a writes one.")
        .sees("Nothing to bring. a writes what.");
    for (steps, says) in [
        ("h g j", "What would you ask next time? a saves a question."),
        ("j", "What went well? a keeps it, to be told."),
        ("j", "Nothing waits for a session."),
        ("G", "Promises that are done, released or not done"),
    ] {
        user.press(steps).sees(says);
    }
}

#[test]
fn a_title_that_is_typed_over_the_first_templates_does_nothing_but_say_what_would() {
    let mut user = User::new(80, 24);
    user.write("Mentor")
        .press("Tab Tab Tab")
        .write("thu 15:00")
        .press("Enter");
    user.sees("A template for the agenda");
    let before = user.everything();
    user.write("Quarterly goals").sees("Esc begins without one");
    assert_eq!(user.everything(), before);
    user.sees("A template for the agenda")
        .press("j k Enter")
        .sees_not("A template for");
}

#[test]
fn what_is_taken_looks_like_what_is_typed_and_an_example_does_not() {
    use ratatui::style::Modifier;
    for size in [(80, 24), (44, 24)] {
        let mut user = User::new(size.0, size.1);
        let is_dim = |user: &User, words: &str| {
            let modifier = user.style_of(words).add_modifier;
            modifier.contains(Modifier::DIM)
        };
        assert!(is_dim(&user, "a name"));
        assert!(!is_dim(&user, "every 2 weeks, 45 min"));
        assert!(is_dim(&user, "such as thu 15:00, or nothing"));
        user.write("Athena").press("Enter Right Enter");
        // What was chosen stands out without colour, too.
        let chosen = user.style_of("mentor").add_modifier;
        assert!(chosen.contains(Modifier::BOLD) && !is_dim(&user, "mentor"));
        assert!(is_dim(&user, "mentee"));
        user.sees("unless typed otherwise").write("weekly");
        user.sees_not("unless typed").sees("every week, 45 min");
    }
}

#[test]
fn each_template_is_read_whole_before_it_is_taken() {
    for size in [(80, 24), (44, 24), (40, 16)] {
        let mut user = User::new(size.0, size.1);
        user.write("Athena").press("Enter Enter Enter").write("thu");
        user.press("Enter").sees("A template for the agenda");
        for template in ithaca::domain::content::templates() {
            let mut seen = String::new();
            for _ in 0..ithaca::domain::content::templates().len() {
                let columns = usize::from(76.min(size.0 - 2));
                let left = (usize::from(size.0) - columns) / 2;
                for line in user.screen().lines() {
                    let inside: String = line.chars().skip(left + 1).take(columns - 2).collect();
                    seen.extend([inside.trim(), " "]);
                }
                user.press("j");
            }
            user.press("Home");
            assert!(
                seen.contains(&template.purpose),
                "{size:?} {}",
                template.purpose
            );
            assert!(seen.contains(&template.name), "{size:?} {}", template.name);
        }
    }
}

#[test]
fn with_one_session_no_key_to_another_is_named() {
    let mut user = User::new(80, 24);
    user.meets("Athena").sees("a plans a session");
    user.sees_not("last one").sees_not("next one");
    user.press("[").sees("There is no session before this one.");
    user.press("]").sees("There is no session after this one.");
    user.press("a").write("thu").press("Enter Esc Esc h a");
    user.write("10 dec").press("Enter Esc h g l");
    user.sees("next one").sees_not("last one").press("]");
    user.sees("last one").sees_not("next one");
}

#[test]
fn when_one_meets_next_comes_before_that_it_is_an_example() {
    for (width, words) in [
        (80, "  Athena · in 2 d"),
        (120, "example · Athena · Thu 26 Nov, in 2 d"),
    ] {
        let mut user = User::demo(width, 24);
        user.model.is_example = true;
        for tab in ["1", "2", "3", "4"] {
            user.press(tab).sees(words);
        }
        user.press("0").sees("example · Tue 24 Nov");
        // What is masked is said first.
        user.press("2 m").sees("masked");
    }
}
