//! Changes of the clocks, and two zones whose clocks change on different days: local times stay, and theirs stand beside mine.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{User, env_in};
use ithaca::domain::Table;

/// I am in Berlin, Athena in New York: 6 hours apart, but 5 for three weeks in March and for one at the end of October.
fn apart(width: u16, height: u16, now: &str) -> User {
    let mut user = User::new(width, height);
    at(&mut user, now);
    user.meets("Athena")
        .press("0 g e Ctrl-n Tab Tab Tab Tab Tab Tab Tab Tab Tab")
        .write("new york")
        .press("Esc");
    let zone = &user.row(Table::Relationships, "Athena")["zone"];
    assert_eq!(zone, "America/New_York");
    user
}

/// Another time, in Berlin.
fn at(user: &mut User, now: &str) {
    user.restart(now);
    user.env = env_in(now, chrono_tz::Europe::Berlin);
    user.refresh();
}

/// The day as it is typed, the day as it is shown, what their clock shows at 15:00 of mine, and the instant.
type Day = (&'static str, &'static str, &'static str, &'static str);

/// Before and after each change, on both sides of the sea.
const SPRING: &[Day] = &[
    ("5 mar", "Thu 5 Mar", "09:00", "2026-03-05T14:00:00Z"),
    ("12 mar", "Thu 12 Mar", "10:00", "2026-03-12T14:00:00Z"),
    ("28 mar", "Sat 28 Mar", "10:00", "2026-03-28T14:00:00Z"),
    ("29 mar", "Sun 29 Mar", "09:00", "2026-03-29T13:00:00Z"),
    ("2 apr", "Thu 2 Apr", "09:00", "2026-04-02T13:00:00Z"),
];
const AUTUMN: &[Day] = &[
    ("24 oct", "Sat 24 Oct", "09:00", "2026-10-24T13:00:00Z"),
    ("25 oct", "Sun 25 Oct", "10:00", "2026-10-25T14:00:00Z"),
    ("31 oct", "Sat 31 Oct", "10:00", "2026-10-31T14:00:00Z"),
    ("1 nov", "Sun 1 Nov", "09:00", "2026-11-01T14:00:00Z"),
    ("5 nov", "Thu 5 Nov", "09:00", "2026-11-05T14:00:00Z"),
];
const YEAR: &[(&str, &[Day])] = &[
    ("2026-03-02T09:00:00Z", SPRING),
    ("2026-10-19T09:00:00Z", AUTUMN),
];
const SIZES: &[(u16, u16)] = &[(44, 24), (80, 24), (120, 40)];

#[test]
fn a_session_is_planned_at_my_time_and_theirs_stands_beside_it() {
    for (width, height) in SIZES {
        for (now, days) in YEAR {
            for (typed, shown, theirs, instant) in *days {
                let mut user = apart(*width, *height, now);
                let there = format!("{theirs} there");
                user.press("2 h a")
                    .write(&format!("{typed} 15:00"))
                    .sees(&there);
                user.press("Enter");
                user.row(Table::Sessions, instant);
                // On its page, and on their card.
                let both = format!("{shown} 15:00 · {there}");
                user.press("2 h g l").sees(&both);
                user.press("0 g");
                user.sees(&format!("{shown} 15:00"));
                user.press("l").sees(&both);
            }
        }
    }
}

#[test]
fn once_the_clocks_have_changed_what_was_planned_before_stands_at_its_local_time() {
    for (now, later, shown, theirs) in [
        (
            "2026-03-02T09:00:00Z",
            "2026-03-29T09:00:00Z",
            "Thu 2 Apr",
            "09:00",
        ),
        (
            "2026-03-02T09:00:00Z",
            "2026-03-25T09:00:00Z",
            "Thu 2 Apr",
            "09:00",
        ),
        (
            "2026-10-19T09:00:00Z",
            "2026-10-25T09:00:00Z",
            "Sat 31 Oct",
            "10:00",
        ),
        (
            "2026-10-19T09:00:00Z",
            "2026-10-24T09:00:00Z",
            "Sat 31 Oct",
            "10:00",
        ),
    ] {
        let mut user = apart(120, 40, now);
        let both = format!("{shown} 15:00 · {theirs} there");
        user.press("2 h a")
            .write(&format!("{shown} 15:00"))
            .press("Enter 2 l");
        user.sees(&both);
        let planned = user.rows(Table::Sessions);
        at(&mut user, later);
        user.press("2 l").sees(&both);
        assert_eq!(user.rows(Table::Sessions), planned);
    }
}

#[test]
fn a_move_across_a_change_keeps_the_time_of_day_and_says_theirs() {
    for (width, height) in SIZES {
        for (now, days) in YEAR {
            let mut user = apart(*width, *height, now);
            let (first, .., planned) = days[0];
            user.press("2 h a")
                .write(&format!("{first} 15:00"))
                .press("Enter");
            user.row(Table::Sessions, planned);
            for (typed, shown, theirs, instant) in &days[1..] {
                user.press("2 h g s m").write(typed);
                // Without a time it is the one that was planned.
                let words: Vec<String> = user.screen().split_whitespace().map(Into::into).collect();
                let both = format!("{shown} 15:00 · {theirs} there");
                assert!(words.join(" ").contains(&both), "{both}\n{}", user.screen());
                user.press("Enter");
                user.row(Table::Sessions, instant);
                user.press("2 h g l").sees(&both);
            }
        }
    }
}

#[test]
fn the_end_of_a_call_plans_the_next_at_its_local_time_and_says_theirs() {
    for (width, height) in SIZES {
        let mut user = apart(*width, *height, "2026-03-12T14:00:00Z");
        user.press("2 h a").write("today 15:10").press("Enter c x");
        // Two weeks on New York and Berlin are 5 hours apart as today, three weeks on 6 again.
        user.press("Tab Tab")
            .sees("thu 26 mar 15:10")
            .sees("10:10 there");
        user.press(&"Backspace ".repeat(20)).write("2 apr 15:10");
        user.sees("Thu 2 Apr 2026, 15:10 · 09:10 there");
        user.press("Enter");
        user.row(Table::Sessions, "2026-04-02T13:10:00Z");
    }
}

#[test]
fn the_hour_that_never_comes_and_the_one_that_comes_twice_are_one_moment_each() {
    for (now, typed, instant, shown) in [
        (
            "2026-03-02T09:00:00Z",
            "29 mar 02:30",
            "2026-03-29T01:30:00Z",
            "03:30",
        ),
        (
            "2026-10-19T09:00:00Z",
            "25 oct 02:30",
            "2026-10-25T00:30:00Z",
            "02:30",
        ),
    ] {
        let mut user = apart(80, 24, now);
        user.press("2 h a").write(typed).press("Enter");
        user.row(Table::Sessions, instant);
        user.press("2 l").sees(&format!(" {shown} · "));
    }
}
