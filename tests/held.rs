//! A session that was held stands on the day on which it was, wherever it is dated: also where its call began days early.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{User, id_of};
use ithaca::domain::Table;
use ithaca::store::{Patience, Store};

/// A call two weeks ahead of its date, with a promise and a piece of feedback from it, and one on its own day after that.
fn early(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena").press("2 h a").write("26 nov 15:00");
    user.press("Enter h a").write("8 dec 15:00");
    user.press("Enter c f").write("You ask twice");
    user.press("Enter x").write("We begin");
    user.press("Enter");
    user
}

#[test]
fn a_call_that_was_begun_early_stands_on_its_day() {
    let mut user = early(80, 24);
    user.press("4")
        .sees("24 ✓ Session 1")
        .sees_not("December 2026")
        .sees("took place    1 of 1")
        .sees("Covers 1 of 1 sessions.");
    user.press("3 Enter").sees("session of 24 Nov").press("Esc");
    user.press("0 Tab").sees("24 Nov · We begin");
}

#[test]
fn sessions_are_ordered_and_numbered_by_when_they_were_held() {
    let mut user = early(80, 24);
    user.restart("2026-11-26T15:00:00Z");
    user.press("2 c x").write("Second");
    user.press("Enter 2");
    let screen = user.screen();
    let (second, first) = (screen.find("✓ 26 Nov"), screen.find("✓ 24 Nov"));
    assert!(second.is_some() && second < first, "{screen}");
    user.press("[").sees("Thu 26 Nov 2026 · held");
    user.press("[").sees("Tue 24 Nov 2026 · held");
    user.press("]").sees("Thu 26 Nov 2026 · held");
    user.press("4")
        .sees("26 ✓ Session 2")
        .sees("24 ✓ Session 1")
        .press("0 Tab")
        .sees("26 Nov · Second");
    user.press("/").write("second").sees("26 Nov");
}

#[test]
fn a_file_that_told_of_the_planned_day_tells_of_the_day_once_opened() {
    let user = early(80, 24);
    let path = user.store.path().to_owned();
    let day = "SELECT date(at * 60, 'unixepoch') FROM story WHERE kind = 'session'";
    let raw = rusqlite::Connection::open(&path).unwrap();
    let told = || raw.query_row(day, [], |r| r.get::<_, String>(0)).unwrap();
    assert_eq!(told(), "2026-11-24");
    raw.execute_batch(
        "UPDATE story SET at = at + 1440 WHERE kind = 'session';
         DELETE FROM memory WHERE name = 'story of held sessions'",
    )
    .unwrap();
    assert_eq!(told(), "2026-11-25");
    Store::open(&path, Patience::CommandLine).unwrap();
    assert_eq!(told(), "2026-11-24");
}

/// Somebody with a closing session in its call.
fn closing(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena").press("2 h a").write("today 15:00");
    user.press("Enter t");
    while !user
        .screen()
        .lines()
        .any(|l| l.contains('▸') && l.contains("Closing"))
    {
        user.press("j");
    }
    user.press("Enter c");
    user
}

#[test]
fn a_closing_session_ends_with_nothing_planned_and_leads_to_the_end() {
    for (width, height) in [(80, 24), (44, 24)] {
        let mut user = closing(width, height);
        user.press("x")
            .sees("closing session, none planned")
            .sees_not("keep all of it and plan the next")
            .write("We part as friends")
            .press("Enter")
            .sees("Held, 0 min")
            .sees("s ends it")
            .sees("Closed promises");
        assert_eq!(user.count(Table::Sessions, "status", "planned"), 0);
        // Another key leaves the offer; the person's states lead there too, and ask for no last session.
        user.press("s").sees("completed").sees("faded").press("Esc");
        user.press("0 s").sees("completed");
        user.sees_not("last session first")
            .press("Esc u 2 c x Enter");
        user.press("s c").write("a year").press("Enter");
        user.sees("Ended, completed");
        assert_eq!(user.count(Table::Relationships, "status", "ended"), 1);
    }
}

#[test]
fn any_other_session_proposes_the_next_and_offers_no_end() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("2 c x");
    user.sees_not("none planned").press("Enter");
    user.sees("next Tue 8 Dec").sees_not("ends it");
}

#[test]
fn what_is_caught_on_a_held_sessions_page_belongs_to_it() {
    for (width, height) in [(80, 24), (44, 24)] {
        let mut user = early(width, height);
        user.restart("2026-12-01T09:00:00Z");
        user.press("2 [ [ h Enter");
        assert!(user.model.is_reading(), "{}", user.screen());
        user.press("a").write("Send the draft").press("Enter");
        user.sees("Promises made").sees("Send the draft");
        user.press("i p")
            .write("Read it")
            .press("Enter")
            .sees("Read it");
        user.press("i w")
            .write("Talk accepted")
            .press("Enter")
            .sees("+ Talk accepted");
        user.press("i b").write("I rush").press("Enter");
        user.press("i f").write("You listen").press("Enter");
        user.press("G").sees("^ I rush").press("g");
        let session = id_of(
            &user
                .rows(Table::Sessions)
                .iter()
                .find(|r| r["status"] == "held")
                .unwrap()
                .clone(),
        );
        let session = session.to_string();
        assert_eq!(user.count(Table::Commitments, "session_id", &session), 2);
        assert_eq!(user.count(Table::Feedback, "session_id", &session), 2);
        assert_eq!(user.count(Table::Wins, "told_in_id", &session), 1);
        assert_eq!(user.count(Table::Challenges, "opened_on", "2026-11-24"), 1);
        // Left, the page holds on to nothing.
        user.press("Esc 1 i p").write("Later").press("Enter");
        assert_eq!(user.count(Table::Commitments, "session_id", &session), 2);
    }
}

#[test]
fn a_date_of_another_year_is_said_with_it() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("2 h a").write("1 nov 15:00");
    user.sees("Mon 1 Nov 2027")
        .press("Enter")
        .sees("Planned: Mon 1 Nov 2027 15:00");
    user.press("i p")
        .write("Send it 1 nov")
        .press("Enter")
        .sees("by Mon 1 Nov 2027");
    user.press("i p")
        .write("Read it fri")
        .press("Enter")
        .sees("by Fri 27 Nov ");
}

#[test]
fn a_search_finds_in_the_order_of_the_days_that_it_shows() {
    for (width, height) in [(44, 24), (80, 24)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("2 h a").write("26 nov 15:00");
        user.press("Enter a").write("Harbour, an item");
        // Held two days before its date.
        user.press("Enter Esc c Space x")
            .write("Harbour, a sentence");
        user.press("Enter");
        user.restart("2026-11-25T09:00:00Z");
        user.press("i w").write("Harbour, a win").press("Enter");
        let found = |user: &mut User, first: &str, others: &str| {
            user.press("/").write("harbour").sees("1/3");
            let screen = user.screen();
            let hits: Vec<_> = screen.lines().skip(2).take(3).collect();
            assert!(
                hits[0].contains(first) && hits[0].contains("a win"),
                "{screen}"
            );
            assert!(hits[1..].iter().all(|hit| hit.contains(others)), "{screen}");
            user.press("Esc");
            assert_eq!(user.store.check().unwrap(), Vec::<String>::new());
        };
        found(&mut user, "25 Nov", "24 Nov");
        // Taken back, its end is not yet: it stands under its date again.
        user.press("u").sees("Undone: Win").press("Ctrl-r");
        found(&mut user, "25 Nov", "24 Nov");
    }
}
