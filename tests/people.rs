//! People: who is next by date, their states, my promises to everyone, and going from one to the other.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod common;

use chrono::DateTime;
use common::{NOW, User, id_of};
use ithaca::app::model::Tab;
use ithaca::app::read;
use ithaca::domain::relationship::{END_KINDS, EndKind, PHASES, Phase};
use ithaca::domain::{Row, Table, Word};
use ithaca::env::Env;

/// The day after the session with Mentes.
const AFTER: &str = "2026-11-27T09:00:00Z";

/// Adds somebody on People, with a date or without.
fn add(user: &mut User, name: &str, start: &str) {
    user.press("0 a").write(name).press("Enter Enter Enter");
    user.write(start).press("Enter Esc 0");
}

/// Athena on Thursday, Mentes on Friday morning, Medon without a date; on People, on the first row.
fn three() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("2 a")
        .write("sat 15:00")
        .press("Enter");
    add(&mut user, "Mentes", "thu 10:00");
    add(&mut user, "Medon", "");
    user.press("0 g");
    user
}

fn person(user: &User, name: &str) -> Row {
    user.row(Table::Relationships, name)
}

/// Goes to a person's row by keys.
#[track_caller]
fn stand_on(user: &mut User, name: &str) {
    user.press("0 g");
    for _ in 0..20 {
        if user.model.partner() == name {
            return;
        }
        user.press("j");
    }
    panic!("{name} is not to be reached:\n{}", user.screen());
}

/// The names in the order of the screen.
fn names(user: &User) -> Vec<String> {
    let screen = user.screen();
    let rows = screen.lines().skip(3).take_while(|l| !l.trim().is_empty());
    rows.filter_map(|l| {
        l.split_whitespace()
            .find(|w| w.chars().all(char::is_alphabetic))
    })
    .map(str::to_owned)
    .collect()
}

#[test]
fn people_stand_by_date() {
    let mut user = three();
    assert_eq!(names(&user), ["Mentes", "Athena", "Medon"]);
    user.sees("0 People")
        .sees("Thu 26 Nov 10:00")
        .sees("empty")
        .sees("no date yet");
    user.press("s p")
        .write("4 jan")
        .sees("Mon 4 Jan 2027")
        .press("Enter");
    assert_eq!(names(&user), ["Athena", "Medon", "Mentes"]);
    user.sees("paused until 4 Jan  Thu 26 Nov 10:00 is planned");
    user.sees("Paused until Mon 4 Jan 2027: Mentes · Thu 26 Nov 10:00 stays planned")
        .sees("u undoes");
    // What lies behind the pause is left alone.
    user.press("u s p").write("today").press("Enter");
    user.sees("Paused until Tue 24 Nov: Mentes")
        .sees_not("planned · 2");
}

#[test]
fn zero_shows_the_only_one_too() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .sees_not("0 People")
        .press("0")
        .sees("0 People")
        .sees("Athena");
    user.press("Enter").sees("2 Agenda").sees_not("0 People");
}

#[test]
fn enter_opens_the_agenda_of_the_one_under_the_cursor_and_the_tabs_are_theirs() {
    let mut user = three();
    user.press("Enter")
        .sees("Mentes · in 2 d")
        .sees("Thu 26 Nov 10:00");
    user.press("a")
        .write("Only with Mentes")
        .press("Enter Esc 1")
        .sees("What should be different");
    stand_on(&mut user, "Athena");
    user.press("Enter")
        .sees("Sat 28 Nov 15:00")
        .sees_not("Only with Mentes");
    user.press("0 g 2").sees("Only with Mentes");
    user.press("0").sees("1 item");
}

#[test]
fn the_call_of_the_one_under_the_cursor_is_opened() {
    let mut user = three();
    user.press("c")
        .sees("Call started")
        .press("0")
        .sees("● Mentes")
        .sees("now");
    stand_on(&mut user, "Athena");
    user.press("Enter")
        .sees("Sat 28 Nov 15:00")
        .press("c")
        .sees("● Mentes");
    assert_eq!(user.model.partner(), "Mentes");
    user.press("0 Enter");
    assert!(user.model.in_call);
}

#[test]
fn what_is_caught_says_with_whom_it_will_stand_where_the_header_does_not() {
    let mut user = three();
    user.press("i")
        .sees("─ Catch · Mentes ─")
        .press("p")
        .sees("Mentes · I promise")
        .press("Tab")
        .sees("Mentes promises")
        .sees_not("Mentes · Mentes")
        .press("Esc")
        .press("i f")
        .sees("From Mentes")
        .sees_not("Mentes · From");
    user.press("Esc 2 i")
        .sees("─ Catch ─")
        .press("w")
        .sees("Win  ")
        .sees_not("· Win");
    // The header has the clock of a call with somebody else.
    user.press("Esc 0 c 0");
    stand_on(&mut user, "Athena");
    user.press("Enter i")
        .sees("● Mentes 0 of 45 min")
        .sees("─ Catch · Athena ─")
        .press("w")
        .sees("Athena · Win")
        .write("The talk was accepted")
        .press("Enter");
    user.sees("Win: The talk was accepted · with Athena");
    let win = user.row(Table::Wins, "The talk was accepted");
    assert_eq!(win["relationship_id"], person(&user, "Athena")["id"]);
    // Masked, only the one whose page it is has a name.
    user.press("m i w")
        .sees("● a call 0 of 45 min")
        .sees("Athena · Win")
        .sees_not("Mentes");
    user.press("Esc m c i w").sees("Win  ").sees_not("· Win");
    user.write("A second one").press("Enter");
    user.sees("Win: A second one").sees_not("· with");
}

#[test]
fn a_session_whose_time_has_passed_is_answered_by_one_letter() {
    for (keys, typed, status, says) in [
        ("h", "", "held", "Held: Thu 26 Nov 10:00"),
        ("m", "mon 15:00", "rescheduled", "Moved to Mon 30 Nov 15:00"),
        ("c", "ill", "cancelled", "Cancelled: Thu 26 Nov 10:00"),
        ("n", "", "missed", "Not held: Thu 26 Nov 10:00"),
    ] {
        let mut user = three();
        user.restart(AFTER);
        user.press("0")
            .sees("? Mentes")
            .sees("Thu 26 Nov 10:00 · s held, moved, cancelled, not held");
        assert_eq!(names(&user), ["Athena", "Mentes", "Medon"]);
        stand_on(&mut user, "Mentes");
        user.press("s").sees("Mentes, Thu 26 Nov 10:00").press(keys);
        if !typed.is_empty() {
            user.write(typed).press("Enter");
        }
        user.sees(says).sees_not("held, moved, cancelled");
        assert_eq!(user.count(Table::Sessions, "status", status), 1, "{keys}");
        user.press("u").sees("? Mentes");
    }
}

#[test]
fn it_ends_in_each_way_with_a_line_on_it_and_is_kept_whole() {
    assert_eq!(END_KINDS.len(), EndKind::ALL.len());
    for (kind, letter, _) in END_KINDS {
        let mut user = three();
        user.press("s")
            .press(&letter.to_string())
            .write("We are through")
            .press("Enter");
        let row = person(&user, "Mentes");
        assert_eq!(
            (&row["end_kind"], &row["end_note"], &row["ended_on"]),
            (
                &kind.word().into(),
                &"We are through".into(),
                &"2026-11-24".into()
            )
        );
        user.sees(&format!("{}: Mentes", kind.told()))
            .sees(&kind.spoken())
            .press("Enter")
            .sees("Thu 26 Nov 10:00");
        user.press("h a")
            .sees("so nothing is planned. Reopen it first: 0,")
            .press("Esc j")
            .sees("Mentes · ended 24 Nov")
            .sees("All of it is kept · 0, then s reopens it")
            .sees_not("c call");
        user.press("0 s a").sees("Reopened: Mentes");
        let row = person(&user, "Mentes");
        assert_eq!(
            (
                row["status"].as_str(),
                row.get("end_kind"),
                row.get("ended_on")
            ),
            (Some("active"), None, None)
        );
    }
}

#[test]
fn after_the_end_no_empty_list_names_a_key_that_begins_something() {
    let mut user = three();
    user.press("s e").press("Enter Enter");
    for keys in ["1", "1 ]", "1 ] ]", "1 [", "3"] {
        user.press(keys).sees("none open").sees_not("a writes");
    }
    user.press("0 s a Enter 3")
        .sees("a writes what is to be said");
}

#[test]
fn while_they_pause_and_after_the_end_nothing_is_worth_raising() {
    let mut user = User::demo(120, 40);
    let board = |user: &mut User| {
        user.press("4");
        let screen = user.screen();
        assert!(screen.contains("Reliability"), "{screen}");
        screen.contains("Worth raising")
    };
    assert!(board(&mut user), "{}", user.screen());
    for letter in ["p", "f"] {
        user.press("0 s").press(letter).press("Enter");
        assert!(!board(&mut user), "{}", user.screen());
        user.press("0 u");
        assert!(board(&mut user), "{}", user.screen());
    }
}

#[test]
fn those_who_ended_are_folded() {
    let mut user = three();
    user.press("s c Enter").press("0");
    user.restart(NOW);
    user.press("0").sees("ended 1").sees_not("Mentes");
    user.press("g j j Enter")
        .sees("✓ Mentes")
        .sees("completed 24 Nov");
}

#[test]
fn a_last_session_comes_before_an_end() {
    let mut user = three();
    user.press("s l").sees("Template: Closing");
    assert_eq!(
        user.row(Table::Sessions, "2026-11-26T10:00:00Z")["template"],
        "closing"
    );
    stand_on(&mut user, "Medon");
    user.press("s l")
        .write("fri 10")
        .press("Enter")
        .sees("Planned: Fri 27 Nov 10:00");
}

#[test]
fn a_closing_agenda_fits_and_what_stood_there_waits_in_the_backlog() {
    let mut user = User::demo(120, 40);
    user.press("0 g s l").sees(" items to the backlog");
    let next = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
    assert_eq!(next["template"], "closing");
    let (mut minutes, mut waiting) = (0, 0);
    for item in user.rows(Table::AgendaItems) {
        let is_open = item["status"] == "open";
        if is_open && item.get("session_id") == Some(&next["id"]) {
            minutes += item["minutes"].as_i64().unwrap();
        }
        let waits = is_open && !item.contains_key("session_id");
        waiting += usize::from(waits && item["title"] == "Which conference");
    }
    assert!(minutes <= 45, "{minutes}");
    assert_eq!(waiting, 1);
    user.press("u");
    let item = user.row(Table::AgendaItems, "Which conference");
    assert_eq!(item.get("session_id"), Some(&next["id"]));
}

#[test]
fn an_end_tells_which_promises_are_open() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("Esc");
    user.press("i p").write("Send the paper").press("Enter");
    user.press("0 g s c Enter")
        .sees("Ended, completed: Athena · 1 promise open");
}

#[test]
fn a_pause_lasts_as_long_as_was_said() {
    for (said, until) in [
        ("a month", "2026-12-24"),
        ("a week", "2026-12-01"),
        ("2 months", "2027-01-24"),
    ] {
        let mut user = three();
        user.press("s p").write(said).press("Enter");
        assert_eq!(person(&user, "Mentes")["paused_until"], until, "{said}");
    }
    // What is no length of time is told as before.
    three()
        .press("s p")
        .write("a fish")
        .sees("Not a date: 'a fish'");
}

#[test]
fn what_is_planned_with_whom_one_pauses_or_has_ended_stands_in_their_row() {
    let mut user = three();
    user.press("s p Enter")
        .sees("Paused: Mentes · Thu 26 Nov 10:00 stays planned · 2, then s");
    user.resize(44, 24)
        .sees("‖ Mentes")
        .sees("26 Nov planned")
        .press("Esc");
    user.resize(80, 24)
        .press("2 s")
        .sees("c  cancelled")
        .press("Esc");
    stand_on(&mut user, "Mentes");
    user.press("s c Enter")
        .sees("Ended, completed: Mentes · Thu 26 Nov 10:00 stays planned");
    user.sees("Thu 26 Nov 10:00 is planned");
}

#[test]
fn with_whom_it_ended_no_key_begins_anything() {
    let mut user = three();
    user.resize(120, 40);
    user.sees("No promise is open. a writes one").sees("c call");
    user.press("s c Enter").sees("Ended, completed: Mentes");
    stand_on(&mut user, "Mentes");
    user.sees("No promise is open.")
        .sees_not("No promise is open. a");
    user.sees_not("c call").press("c").sees("Reopen it first");
    user.press("Esc Tab").sees_not("a add").press("a");
    user.sees("Reopen it first");
}

#[test]
fn what_a_phase_means_stands_beside_its_word() {
    let mut user = three();
    user.resize(44, 24).press("s");
    for (.., words) in PHASES.iter().skip(1) {
        user.sees(words);
    }
    assert!(Phase::ALL.iter().all(|phase| !phase.meaning().is_empty()));
}

#[test]
fn phases_are_set_by_their_digit() {
    assert_eq!(PHASES.len(), Phase::ALL.len());
    let mut user = three();
    for (phase, digit, _) in PHASES.iter().rev() {
        user.press("s").press(&digit.to_string());
        assert_eq!(person(&user, "Mentes")["phase"], phase.word());
    }
}

#[test]
fn a_form_edits_the_person() {
    let mut user = three();
    user.press("e Down Down").write("Get further");
    user.press("Tab")
        .write("Likes tea")
        .press("Ctrl-n Tab Tab Tab Tab")
        .write("m@x.example");
    user.press("Tab Tab").write("new york").press("Esc");
    let row = person(&user, "Mentes");
    assert_eq!(
        (&row["purpose"], &row["about"], &row["email"], &row["zone"]),
        (
            &"Get further".into(),
            &"Likes tea".into(),
            &"m@x.example".into(),
            &"America/New_York".into()
        )
    );
    user.press("l")
        .sees("▪      Likes tea")
        .sees("Thu 26 Nov 10:00 · 05:00 there")
        .sees("America/New_York, 5 h behind");
    user.press("Enter")
        .press("h")
        .press("0 h Enter")
        .sees("Thu 26 Nov 10:00 · 05:00 there");
    user.press("0 e Ctrl-n BackTab BackTab BackTab BackTab BackTab BackTab BackTab")
        .write("x")
        .press("Esc")
        .sees("No zone is called");
}

#[test]
fn a_person_goes_to_the_trash_with_everything_and_comes_back() {
    let mut user = three();
    user.press("Enter a")
        .write("Only with Mentes")
        .press("Enter Esc 0");
    let kept = |user: &User, table| {
        user.rows(table)
            .iter()
            .filter(|r| !r.contains_key("deleted_at"))
            .count()
    };
    user.press("d")
        .sees("To the trash: Mentes")
        .sees_not("Thu 26 Nov 10:00");
    assert_eq!(
        (
            kept(&user, Table::Relationships),
            kept(&user, Table::Sessions),
            kept(&user, Table::AgendaItems)
        ),
        (2, 1, 0)
    );
    user.press("u").sees("Thu 26 Nov 10:00");
    assert_eq!(
        (
            kept(&user, Table::Relationships),
            kept(&user, Table::Sessions),
            kept(&user, Table::AgendaItems)
        ),
        (3, 2, 1)
    );
}

#[test]
fn with_the_last_one_gone_somebody_is_added_or_brought_back() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("0 d")
        .sees("Whom do you meet? a adds a first person.");
    user.press("u")
        .sees("Athena")
        .press("d a")
        .write("Mentes")
        .press("Ctrl-s")
        .sees("Added: Mentes");
}

#[test]
fn my_promises_stand_under_the_people_and_are_worked_on_there() {
    let mut user = three();
    user.press("Enter i p")
        .write("Draft the plan fri")
        .press("Enter");
    stand_on(&mut user, "Athena");
    user.press("Enter i p")
        .write("Read the draft thu")
        .press("Enter 0");
    user.sees("My promises, to everyone")
        .sees("Read the draft, Thu")
        .sees("Draft the plan, Fri");
    user.press("g j j j")
        .sees("▸ ○ Read the draft")
        .press("j")
        .sees("▸ ○ Draft the plan");
    assert_eq!(user.model.partner(), "Mentes");
    user.press("Space")
        .sees("Done: Draft the plan")
        .press("u")
        .sees("○ Draft the plan");
    user.press("s m").write("mon").press("Enter");
    assert_eq!(
        user.row(Table::Commitments, "Draft the plan")["due"],
        "2026-11-30"
    );
    user.press("o");
    let item = user.rows(Table::AgendaItems);
    let session = id_of(&user.row(Table::Sessions, "2026-11-26T10:00:00Z")).to_string();
    assert_eq!(item[0]["session_id"], session.as_str());
}

/// Starts the program over at another time.
fn begin(user: &mut User, now: &str, is_named: bool) {
    user.restart(now);
    read::begin(&mut user.model, &user.store, is_named).unwrap();
    user.refresh();
}

#[test]
fn it_begins_where_the_user_is_needed() {
    let mut user = three();
    begin(&mut user, NOW, false);
    user.sees("0 People").sees("▸ ○ Mentes");
    assert_eq!(user.model.tab, Tab::People);
    begin(&mut user, NOW, true);
    assert_eq!(user.model.tab, Tab::Agenda);
    begin(&mut user, "2026-11-26T09:20:00Z", false);
    user.sees("Mentes · today 10:00").sees("Thu 26 Nov 10:00");
    assert_eq!(user.model.tab, Tab::Agenda);
    begin(&mut user, AFTER, false);
    assert_eq!(user.model.tab, Tab::People);
    user.sees("Mentes, Thu 26 Nov 10:00: held, moved, cancelled, not held · s on its row");
    begin(&mut user, AFTER, true);
    user.sees("Mentes, Thu 26 Nov 10:00: held, moved, cancelled, not held · 0, then s");
    stand_on(&mut user, "Athena");
    user.press("c");
    begin(&mut user, AFTER, false);
    assert!(user.model.in_call);
}

#[test]
fn one_person_begins_on_the_agenda() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    begin(&mut user, NOW, false);
    assert_eq!(user.model.tab, Tab::Agenda);
    let mut user = User::new(80, 24);
    read::begin(&mut user.model, &user.store, false).unwrap();
    user.sees("Who do you meet?");
}

#[test]
fn a_change_of_the_clocks_leaves_local_times_alone() {
    let at = |now: &str| {
        Env::fixed(
            DateTime::parse_from_rfc3339(now).unwrap().to_utc(),
            chrono_tz::Europe::Berlin,
            7,
        )
    };
    for (now, before, after, utc) in [
        (
            "2026-10-20T09:00:00Z",
            "thu 15:00",
            "29 oct 15:00",
            ["2026-10-22T13:00:00Z", "2026-10-29T14:00:00Z"],
        ),
        (
            "2027-03-22T09:00:00Z",
            "thu 15:00",
            "1 apr 15:00",
            ["2027-03-25T14:00:00Z", "2027-04-01T13:00:00Z"],
        ),
    ] {
        let mut user = User::new(80, 24);
        user.env = at(now);
        user.meets("Athena")
            .press("2 a")
            .write(before)
            .press("Enter h a")
            .write(after)
            .press("Enter");
        let starts: Vec<_> = user
            .rows(Table::Sessions)
            .iter()
            .map(|r| r["planned_start"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(starts, utc);
        let screen = user.screen();
        assert_eq!(
            screen.matches("15:00").count(),
            4,
            "both rows, the head and the message:\n{screen}"
        );
        user.press("h a Up").sees("15:00");
    }
}

#[test]
fn it_reads_in_a_narrow_column() {
    let mut user = three();
    user.resize(44, 16);
    user.sees("0 People")
        .sees("○ Mentes")
        .sees("Thu 26 Nov 10:00")
        .sees("no date yet")
        .sees("My promises, to everyone");
    user.resize(40, 16).sees("Thu 26 Nov 10:00");
    user.resize(120, 40)
        .sees("I promised")
        .sees("mentor since 24 Nov")
        .sees("Phase  preparing: getting to know")
        .sees("every 2 weeks, 45 min");
}

#[test]
fn somebody_ended_is_not_who_is_next() {
    let mut user = User::demo(80, 24);
    let first = user.model.partner().to_owned();
    user.press("0 g s e Enter");
    let nearest = user.store.nearest_relationship(user.model.now.at).unwrap();
    assert_ne!(nearest.unwrap().first_name(), first);
}

#[test]
fn that_it_ended_where_one_met_last_is_said_once() {
    let mut user = User::demo(80, 24);
    let row = |user: &User, name: &str| {
        let screen = user.screen();
        let line = screen.lines().find(|line| line.contains(name)).unwrap();
        line.to_owned()
    };
    user.press("0 g j j Enter").sees("ended ");
    let mut seen = 0;
    for person in user.rows(Table::Relationships) {
        let name = person["partner_name"].as_str().unwrap().to_owned();
        if person["status"] == "ended" && user.screen().contains(&name) {
            let line = row(&user, &name);
            let on: Vec<_> = line.split("met ").skip(1).collect();
            assert!(
                on.iter().all(|day| line.matches(day.trim()).count() == 1),
                "{line}"
            );
            seen += 1;
        }
    }
    assert!(seen > 0, "somebody ended: {}", user.screen());
}

#[test]
fn a_long_name_takes_the_room_that_the_others_leave() {
    let names = ["Wilhelmina Fitzgerald", "Eurycleia Ithacan"];
    for (size, seen) in [
        ((44, 24), "Eurycleia Ithacan"),
        ((80, 24), "Wilhelmina Fitzgerald"),
        ((100, 30), "Eurycleia Ithacan"),
    ] {
        let mut user = User::new(size.0, size.1);
        user.meets("Bo").press("Esc");
        for name in names {
            user.press("0 a")
                .write(name)
                .press("Enter Enter Enter")
                .write("thu 15:00")
                .press("Enter Esc");
        }
        user.press("0").sees(seen).sees("Thu 26 Nov 15:00");
        // The dates stand in their column, under its head.
        let screen = user.screen();
        let column = |words: &str| {
            let line = screen.lines().find(|line| line.contains(words)).unwrap();
            line.split_once(words).unwrap().0.chars().count()
        };
        assert_eq!(column("next"), column("Thu 26 Nov 15:00"), "{screen}");
    }
}

#[test]
fn in_a_narrow_header_the_clock_of_the_call_is_whole_wherever_one_looks() {
    let mut user = User::demo(44, 24);
    user.press("2 c");
    for tab in ["0", "1", "2", "3", "4", "m 3", "m 0 j"] {
        user.press(tab);
        let screen = user.screen();
        let header = screen.lines().next().unwrap();
        assert!(
            header.contains("/45") || header.ends_with("of 45 min"),
            "{header}"
        );
        assert!(!header.contains('…'), "{header}");
    }
}

#[test]
fn in_a_narrow_header_a_name_is_whole_where_an_example_is_masked() {
    let mut user = User::demo(44, 24);
    user.model.is_example = true;
    for tab in ["2", "m 1", "3"] {
        let screen = user.press(tab).screen();
        let header = screen.lines().next().unwrap();
        assert!(header.contains(" Athena"), "{screen}");
        assert!(!header.contains('…'), "{screen}");
    }
}

#[test]
fn from_a_row_of_the_agenda_the_states_of_its_session_are_reached() {
    let mut user = User::demo(80, 24);
    stand_on(&mut user, "Athena");
    user.press("s c Enter")
        .sees("Thu 26 Nov 15:00 stays planned · 2, then s");
    // The cursor is on an item: its own states stand first, and the last line leads to those of the session.
    user.press("2 s")
        .sees("goes on to the next session")
        .sees("s  the session: move, cancel");
    user.press("s")
        .sees("Thu 26 Nov 15:00")
        .sees("c  cancelled");
    user.press("c Enter");
    assert_eq!(
        user.count(Table::Sessions, "status", "cancelled"),
        1 + cancelled(&User::demo(80, 24))
    );
    // What cannot become anything else has none of it, and a session's own row neither.
    user.press("2 h s").sees_not("the session");
    // The list of keys says so, and how one is planned.
    let mut user = User::demo(80, 24);
    user.press("2 l ?")
        .sees("and its session have: move, cancel")
        .press("Esc h ?");
    user.sees("plan the next one: thu 15:00");
}

fn cancelled(user: &User) -> usize {
    user.count(Table::Sessions, "status", "cancelled")
}

#[test]
fn how_it_ended_has_its_sign_and_is_said_once() {
    for (letter, row, card) in [
        ("c", "✓ Mentes", "ended, completed on 24 Nov"),
        ("e", "× Mentes", "ended early on 24 Nov"),
        ("f", "– Mentes", "ended, faded on 24 Nov"),
        ("r", "→ Mentes", "ended, redefined on 24 Nov"),
    ] {
        let mut user = three();
        user.press(&format!("s {letter} Enter")).sees(row);
        user.resize(120, 40).sees(card).sees_not("ended, ended");
    }
}

#[test]
fn the_line_over_those_who_ended_says_what_enter_does() {
    let mut user = three();
    user.press("s c Enter").sees("ended 1").sees("Enter closes");
    user.press("k")
        .sees("Space close")
        .press("Enter")
        .sees("Enter opens");
    user.press("Enter").sees("Enter closes");
}

#[test]
fn the_line_that_those_who_ended_are_folded_under_is_about_nobody() {
    let mut user = User::demo(120, 40);
    user.press("0 g j")
        .sees("Telemachus wants to carry")
        .press("j")
        .sees("▸ended 1")
        .sees("Enter shows them")
        .sees_not("Telemachus wants to carry")
        .sees_not("their page")
        .sees_not("c call");
    // There is nothing beside it to go to, and nobody to call.
    user.press("Tab l c").sees("▸ended 1");
    assert!(user.model.live.is_none());
    user.press("Enter")
        .sees("Enter folds them away")
        .press("j")
        .sees_not("folds them away")
        .press("k k")
        .sees("Telemachus wants to carry");
}
