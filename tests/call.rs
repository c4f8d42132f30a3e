//! The call, as a user goes through it: keys in, screen and rows out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{User, env_at};
use ithaca::app::entry::Entry;
use ithaca::app::list::Keyed;
use ithaca::domain::{ItemKind, Row, Table};

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(|v| v.as_str()).unwrap_or_default()
}

/// A call on three items, the second a decision; today at 9.
fn calling() -> User {
    let mut user = User::new(44, 24);
    user.meets("Athena")
        .press("1 a")
        .write("Lead a design review")
        .press("Enter Esc l a");
    user.write("Lead one alone by 30 nov")
        .press("Enter")
        .write("Lead one outside")
        .press("Enter Esc");
    user.press("1 h a")
        .write("Speak at a meetup")
        .press("Enter Esc 2 a")
        .write("thu 15:00")
        .press("Enter a");
    for line in ["One 10m", "! Which conference 5m", "Three 10m #lead"] {
        user.write(line).press("Enter");
    }
    user.press("Esc Home c");
    user
}

fn at(user: &mut User, now: &str) {
    user.env = env_at(now);
    user.model.touch();
    user.refresh();
}

fn live(user: &User) -> Row {
    let live: Vec<_> = user
        .rows(Table::Sessions)
        .into_iter()
        .filter(|r| text(r, "status") == "live")
        .collect();
    assert_eq!(live.len(), 1, "one call runs");
    live[0].clone()
}

fn item(user: &User, title: &str) -> Row {
    user.row(Table::AgendaItems, title)
}

fn here(user: &User) -> String {
    match user.model.entry() {
        Some(Entry::Item(line)) => line.title.clone(),
        Some(Entry::Goal(line)) => line.title.clone(),
        Some(Entry::Milestone(line)) => line.title.clone(),
        Some(Entry::Promise(line)) => line.text.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn it_begins_at_once_and_says_how_early() {
    let mut user = calling();
    user.sees("Call started 2 days early").sees("0 of 45 min");
    let session = live(&user);
    assert_eq!(text(&session, "started_at"), common::NOW);
    assert_eq!(session["current_item_id"], item(&user, "One")["id"]);
    user.press("u");
    assert_eq!(user.count(Table::Sessions, "status", "live"), 0);
    assert!(!user.model.in_call);
}

#[test]
fn with_nothing_planned_a_session_is_made() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("2 c").sees("Call started");
    assert_eq!(text(&live(&user), "planned_start"), common::NOW);
    user.press("u");
    assert_eq!(user.rows(Table::Sessions).len(), 0);
}

#[test]
fn its_clock_goes_on_from_the_true_start_after_a_restart() {
    let mut user = calling();
    user.restart("2026-11-24T09:14:30Z");
    assert!(user.model.in_call);
    user.sees("14 of 45 min").sees("31 left");
    user.press("q").sees("Agenda");
    assert!(!user.model.in_call);
    live(&user);
    user.press("1").sees("14 of 45 min").press("c");
    assert!(user.model.in_call);
    user.restart("2026-11-24T09:40:00Z");
    user.sees("5 left");
}

#[test]
fn done_moves_on_to_the_next_open_item() {
    let mut user = calling();
    user.press("Space").sees("Done: One");
    assert_eq!(here(&user), "Which conference");
    assert_eq!(
        live(&user)["current_item_id"],
        item(&user, "Which conference")["id"]
    );
    user.press("Space")
        .sees("Decided")
        .write("Berlin")
        .press("Enter");
    let decided = item(&user, "Which conference");
    assert_eq!(
        (text(&decided, "status"), text(&decided, "outcome")),
        ("done", "Berlin")
    );
    assert_eq!(here(&user), "Three");
    user.press("k Space").sees("Open again: Which conference");
    assert_eq!(text(&item(&user, "Which conference"), "status"), "open");
}

#[test]
fn a_decision_may_be_left_unsaid() {
    let mut user = calling();
    user.press("j Space Enter");
    assert_eq!(text(&item(&user, "Which conference"), "status"), "done");
    user.press("u");
    assert_eq!(text(&item(&user, "Which conference"), "status"), "open");
}

/// The line above the one that is typed.
fn above(user: &User, label: &str) -> String {
    let screen = user.screen();
    let lines: Vec<_> = screen.lines().collect();
    let at = lines.iter().rposition(|line| line.contains(label)).unwrap();
    lines[at - 1].trim().to_owned()
}

#[test]
fn after_an_outcome_the_next_open_item_is_under_the_cursor() {
    let mut user = calling();
    user.press("a").write("Why Berlin?").press("Enter Esc");
    user.press("Home Space k r");
    assert_eq!(above(&user, "What came of it"), "One");
    user.write("It went well").press("Enter");
    assert_eq!(text(&item(&user, "One"), "outcome"), "It went well");
    assert_eq!(here(&user), "Which conference");
    user.press("Space");
    assert_eq!(above(&user, "Decided"), "Which conference");
    user.press("Enter End Space r");
    assert_eq!(above(&user, "Answer"), "Why Berlin?");
    user.write("The talk is there").press("Enter Space");
    let done = user.count(Table::AgendaItems, "status", "done");
    assert_eq!(done, 4, "nothing is opened again");
}

#[test]
fn from_the_notes_one_comes_back_to_what_is_open() {
    let mut user = calling();
    user.press("j j n").write("Ask again").press("Esc");
    assert_eq!(here(&user), "Three");
    user.press("Home Space k n").write(" later").press("Esc");
    assert_eq!(here(&user), "Which conference");
}

#[test]
fn under_what_is_done_beside_the_agenda_stands_that_it_reopens() {
    let mut user = calling();
    user.press("g k Space").sees("Space reopen").press("Space");
    user.sees("Space done");
}

#[test]
fn enter_makes_an_item_the_current_one() {
    let mut user = calling();
    user.press("j j Enter").sees("Now: Three");
    assert_eq!(live(&user)["current_item_id"], item(&user, "Three")["id"]);
    at(&mut user, "2026-11-24T09:03:00Z");
    user.sees("3/10");
    user.press("Enter").sees("Set aside: Three");
    assert_eq!(live(&user).get("current_item_id"), None);
}

#[test]
fn not_today_goes_on_at_once_and_comes_back() {
    let mut user = calling();
    user.press("z").sees("Goes on: One");
    assert_eq!(here(&user), "Which conference");
    let copies = |user: &User| {
        user.rows(Table::AgendaItems)
            .into_iter()
            .filter(|r| r.contains_key("carried_from_id"))
            .collect::<Vec<_>>()
    };
    let copy = copies(&user).pop().unwrap();
    assert_eq!(
        (copy.get("session_id"), copy["carry_count"].as_i64()),
        (None, Some(1))
    );
    user.press("k Space");
    assert_eq!(text(&item(&user, "One"), "status"), "open");
    assert_eq!(copies(&user).len(), 0);
}

#[test]
fn not_today_joins_the_next_session_where_one_is_planned() {
    let mut user = calling();
    user.press("q h a").write("10 dec 15:00").press("Enter c z");
    let next = user.row(Table::Sessions, "2026-12-10T15:00:00Z");
    let copy = user
        .rows(Table::AgendaItems)
        .into_iter()
        .find(|r| r.contains_key("carried_from_id"))
        .unwrap();
    assert_eq!(copy["session_id"], next["id"]);
}

#[test]
fn what_comes_up_is_added_to_the_call() {
    let mut user = calling();
    user.press("a")
        .write("What about Berlin?")
        .press("Enter Esc");
    let session = live(&user);
    assert_eq!(
        item(&user, "What about Berlin?")["session_id"],
        session["id"]
    );
    user.press("+ +");
    assert_eq!(
        item(&user, "What about Berlin?")["minutes"].as_i64(),
        Some(12)
    );
}

#[test]
fn goals_open_on_the_next_milestone_of_the_linked_goal() {
    let mut user = calling();
    user.press("j j Enter g");
    assert_eq!(here(&user), "Lead one alone");
    user.press("Space").sees("Done: Lead one alone");
    assert_eq!(
        text(&user.row(Table::Milestones, "Lead one alone"), "status"),
        "done"
    );
    assert_eq!(
        text(&user.row(Table::Goals, "Lead a design review"), "status"),
        "active"
    );
    user.press("Esc");
    assert_eq!(here(&user), "Three");
    user.press("g");
    assert_eq!(here(&user), "Lead one outside");
    // What was done today stays in view, so that the same key opens it again: the goal is two rows up.
    user.press("k k")
        .press("Space")
        .sees("Achieved: Lead a design review");
    assert_eq!(
        text(&user.row(Table::Goals, "Lead a design review"), "status"),
        "achieved"
    );
    assert_eq!(
        text(&user.row(Table::Milestones, "Lead one outside"), "status"),
        "open"
    );
    user.press("u g");
    assert_eq!(user.count(Table::Goals, "status", "active"), 2);
}

#[test]
fn a_goal_without_milestones_takes_percent() {
    let mut user = calling();
    user.press("g j j j").sees("Speak at a meetup");
    while here(&user) != "Speak at a meetup" {
        user.press("k");
    }
    user.press("+ + +");
    assert_eq!(
        user.row(Table::Goals, "Speak at a meetup")["percent"].as_i64(),
        Some(15)
    );
    user.press("u");
    assert_eq!(
        user.row(Table::Goals, "Speak at a meetup").get("percent"),
        None
    );
}

#[test]
fn captures_land_in_the_file_and_leave_the_cursor() {
    let mut user = calling();
    user.press("j p")
        .write("@them fri Send the paper")
        .press("Enter");
    assert_eq!(here(&user), "Which conference");
    let session = live(&user)["id"].clone();
    let promise = user.row(Table::Commitments, "Send the paper");
    assert_eq!(
        (
            text(&promise, "owner"),
            text(&promise, "due"),
            &promise["session_id"]
        ),
        ("partner", "2026-11-27", &session)
    );
    user.press("f")
        .write("you ask, then answer yourself")
        .press("Enter f Tab")
        .write("clear")
        .press("Enter");
    let heard = user.row(Table::Feedback, "you ask, then answer yourself");
    assert_eq!(
        (text(&heard, "direction"), text(&heard, "state")),
        ("from_partner", "said")
    );
    assert_eq!(
        text(&user.row(Table::Feedback, "clear"), "direction"),
        "to_partner"
    );
    user.press("w")
        .write("the talk was accepted")
        .press("Enter b")
        .write("I rush")
        .press("Enter i q")
        .write("Which book?")
        .press("Enter Esc");
    assert_eq!(
        user.row(Table::Wins, "the talk was accepted")["told_in_id"],
        session
    );
    user.row(Table::Challenges, "I rush");
    user.row(Table::Questions, "Which book?");
    assert_eq!(here(&user), "Which conference");
    assert_eq!(user.count(Table::Sessions, "status", "live"), 1);
}

#[test]
fn notes_are_kept_while_typing() {
    let mut user = calling();
    user.press("n").write("stop doing:").pause();
    assert_eq!(text(&live(&user), "notes"), "stop doing:");
    user.press("Enter")
        .write("x and q are letters")
        .pause()
        .restart("2026-11-24T09:10:00Z");
    user.sees("x and q are letters");
    assert_eq!(
        text(&live(&user), "notes"),
        "stop doing:\nx and q are letters"
    );
    user.press("n End").write(" here").press("Esc u");
    assert_eq!(
        text(&live(&user), "notes"),
        "stop doing:\nx and q are letters"
    );
}

#[test]
fn escape_at_the_top_says_that_the_call_goes_on() {
    let mut user = calling();
    user.press("Esc").sees("The call goes on");
    live(&user);
}

#[test]
fn the_end_keeps_all_of_it_and_plans_the_next() {
    let mut user = calling();
    user.press("Space p")
        .write("Mine fri")
        .press("Enter p")
        .write("Not needed")
        .press("Enter");
    at(&mut user, "2026-11-24T09:43:00Z");
    user.press("x")
        .write("We chose Berlin.")
        .press("Down Space Down r Enter");
    user.sees("Held, 43 min · 2 go on · next");
    assert_eq!(user.count(Table::Commitments, "status", "done"), 1);
    assert_eq!(user.count(Table::Commitments, "status", "released"), 1);
    let held = user
        .rows(Table::Sessions)
        .into_iter()
        .find(|r| text(r, "status") == "held")
        .unwrap();
    assert_eq!(
        (text(&held, "summary"), text(&held, "ended_at")),
        ("We chose Berlin.", "2026-11-24T09:43:00Z")
    );
    assert!(
        !held
            .get("start_corrected")
            .and_then(serde_json::value::Value::as_bool)
            .unwrap_or_default()
    );
    let next = user
        .rows(Table::Sessions)
        .into_iter()
        .find(|r| text(r, "status") == "planned")
        .unwrap();
    let copies: Vec<_> = user
        .rows(Table::AgendaItems)
        .into_iter()
        .filter(|r| r.contains_key("carried_from_id"))
        .collect();
    assert_eq!(copies.len(), 2);
    assert!(
        copies
            .iter()
            .all(|c| c["session_id"] == next["id"] && c["carry_count"] == 1)
    );
    user.press("u");
    live(&user);
    assert_eq!(user.count(Table::Commitments, "status", "open"), 2);
    assert_eq!(user.rows(Table::AgendaItems).len(), 3);
}

#[test]
fn an_emptied_next_plans_nothing_and_what_is_open_waits() {
    let mut user = calling();
    user.press("x Up Up Up");
    for _ in 0..20 {
        user.press("Backspace");
    }
    user.press("Enter").sees("Held, 0 min · 3 go on");
    assert_eq!(user.count(Table::Sessions, "status", "planned"), 0);
    let waiting = user
        .rows(Table::AgendaItems)
        .into_iter()
        .filter(|r| !r.contains_key("session_id"))
        .count();
    assert_eq!(waiting, 3);
    user.press("2 h a").write("10 dec 15:00").press("Enter");
    let next = user.row(Table::Sessions, "2026-12-10T15:00:00Z");
    assert!(
        user.rows(Table::AgendaItems)
            .iter()
            .filter(|r| text(r, "status") == "open")
            .all(|r| r["session_id"] == next["id"])
    );
}

#[test]
fn corrected_times_say_so() {
    let mut user = calling();
    at(&mut user, "2026-11-24T09:43:00Z");
    user.press("x Tab");
    for _ in 0..12 {
        user.press("Backspace");
    }
    user.write("08:50-9")
        .sees("08:50-9")
        .press("Enter")
        .sees("Held, 10 min");
    assert_eq!(user.count(Table::Sessions, "status", "held"), 1);
    let held = user
        .rows(Table::Sessions)
        .into_iter()
        .find(|r| text(r, "status") == "held")
        .unwrap();
    assert_eq!(
        (text(&held, "started_at"), text(&held, "ended_at")),
        ("2026-11-24T08:50:00Z", "2026-11-24T09:00:00Z")
    );
    assert_eq!(held["start_corrected"], true);
}

#[test]
fn wrong_dates_at_the_end_keep_it_open() {
    let mut user = calling();
    user.press("x")
        .write("We talked.")
        .press("Up Up Up")
        .write(" 31 nov")
        .press("Enter");
    assert!(
        !user.model.overlays.is_empty(),
        "it stays open:\n{}",
        user.screen()
    );
    live(&user);
    user.press("Esc x").sees("We talked.");
}

#[test]
fn a_sentence_outlives_a_crash() {
    let mut user = calling();
    user.press("x")
        .write("We chose")
        .restart("2026-11-24T09:20:00Z");
    user.press("x")
        .sees("We chose")
        .write(" Berlin.")
        .press("Enter");
    user.row(Table::Sessions, "We chose Berlin.");
}

#[test]
fn a_call_found_open_long_after_proposes_its_planned_end() {
    let mut user = calling();
    user.restart("2026-11-26T18:00:00Z");
    user.sees("▸ ●   One").sees_not("/10");
    user.press("x")
        .sees("09:00–09:45")
        .write("Late.")
        .press("Enter");
    let held = user.row(Table::Sessions, "Late.");
    assert_eq!(text(&held, "ended_at"), "2026-11-24T09:45:00Z");
}

#[test]
fn one_call_runs_in_the_whole_file() {
    let mut user = calling();
    user.press("q h a").write("10 dec 15:00").press("Enter c");
    live(&user);
    user.press("q q").restart("2026-11-24T09:05:00Z");
    assert!(user.model.in_call);
    live(&user);
    assert_eq!(
        user.model.live.as_ref().map(|l| l.id),
        user.model.call.session.as_ref().map(|s| s.id)
    );
    assert!(user.model.entry().and_then(Keyed::key).is_some());
}

#[test]
fn what_goes_on_again_counts_how_often() {
    let mut user = calling();
    user.press("Space j Space Enter x")
        .write("Once.")
        .press("Enter");
    let carried = |user: &User| {
        user.rows(Table::AgendaItems)
            .iter()
            .filter_map(|r| r["carry_count"].as_i64())
            .max()
    };
    assert_eq!(carried(&user), Some(1));
    for times in 2..4 {
        user.press("2 c x Enter").sees("1 goes on");
        assert_eq!(carried(&user), Some(times));
    }
    user.press("2").sees("→3");
}

#[test]
fn a_second_c_goes_back_to_the_call_that_runs() {
    let mut user = User::demo(80, 24);
    user.press("2 c");
    let before = user.count(Table::Sessions, "status", "live");
    user.press("q 2 c");
    assert_eq!(
        (before, user.count(Table::Sessions, "status", "live")),
        (1, 1)
    );
}

#[test]
fn notes_that_another_copy_writes_in_meet_what_is_typed_here() {
    let mut user = User::demo(120, 40);
    user.press("2 c n").write("what I heard");
    rusqlite::Connection::open(user.store.path())
        .unwrap()
        .execute(
            "UPDATE sessions SET notes = 'what the other copy wrote' WHERE status = 'live'",
            [],
        )
        .unwrap();
    user.pause().sees("both texts stand in them").pause();
    let notes = "what the other copy wrote\nwhat I heard";
    assert_eq!(user.count(Table::Sessions, "notes", notes), 1);
    user.write("!").pause();
    assert_eq!(
        user.count(Table::Sessions, "notes", &format!("{notes}!")),
        1
    );
}

#[test]
fn what_went_on_by_z_is_counted_at_the_end() {
    let mut user = User::demo(44, 24);
    user.press("2 c z x").sees("Done 0, goes on 5");
    user.press("Enter").sees("Held, 0 min · 5 go on");
}

#[test]
fn a_next_session_that_is_planned_already_is_not_planned_by_the_end() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena").press("2 a").write("today 12:00");
        user.press("Enter Esc h a").write("10 dec 15:00");
        user.press("Enter Esc h Home c x");
        user.sees("Thu 10 Dec 15:00").sees("Enter keep all of it");
        user.sees_not("plan the next").press("Up Up Up");
        user.sees("▸ Next").sees_not("plan the next").press("End");
        user.press("Backspace Backspace").write("30");
        user.sees("keep all of it and plan the next").press("Enter");
        assert_eq!(user.count(Table::Sessions, "status", "planned"), 2);
    }
    let mut user = calling();
    user.press("x").sees("keep all of it and plan the next");
}

#[test]
fn what_does_not_fit_is_named_and_scrolls_in() {
    let mut user = User::demo(40, 16);
    user.press("2 c")
        .sees("Promises ↓ 2 more")
        .sees_not("Review checklist");
    user.press("g j j j").sees("Review checklist");
    assert_eq!(here(&user), "Review checklist");
    user.sees("\n▸ ○ me      Review").sees("\n↑");
    for _ in 0..20 {
        user.press("j");
    }
    // Every open goal can be reached, not only the first ones.
    user.sees("Hand over the on-call rota").sees("Other goals");
    user.press("Home").sees("Goals").sees("Promises ↓ 2 more");
}

#[test]
fn o_offers_onto_the_agenda_of_the_call() {
    for (width, height) in [(44, 24), (100, 30)] {
        let mut user = User::demo(width, height);
        // Another session is shown on the Agenda tab, which the offers are not for.
        user.press("2 h a").write("10 dec 15:00").press("Enter q");
        user.press("2 h Home l c");
        let live = live(&user)["id"].clone();
        let on_it = |user: &User| {
            let rows = user.rows(Table::AgendaItems);
            rows.iter()
                .filter(|r| r.get("session_id") == Some(&live))
                .count()
        };
        let before = on_it(&user);
        user.press("?")
            .sees("onto the next agenda; on")
            .press("Esc");
        user.press("o").sees("Thu 26 Nov ─").sees("40");
        user.press("/")
            .write("which of the two")
            .press("Enter Enter");
        user.sees("Added: Which of the two");
        assert!(user.model.in_call);
        assert_eq!(on_it(&user), before + 1);
        // From the goals beside it and from last time's page as well.
        user.press("g o").sees("Thu 26 Nov ─").press("Esc");
        user.press("g [")
            .sees("session")
            .press("j j o")
            .sees("Added:");
        assert_eq!(on_it(&user), before + 2);
    }
    User::demo(120, 40).press("2 c").sees("o offers");
    // With nothing on the agenda it leads at any width.
    for size in [(44, 24), (64, 20), (80, 24), (100, 30)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena").press("c").sees("o offers");
        user.press("o").sees("Tue 24 Nov ─").press("Esc");
    }
}

#[test]
fn a_long_agenda_shows_that_it_goes_on_at_both_ends() {
    let mut user = calling();
    user.press("a");
    for n in 0..12 {
        user.write(&format!("More {n}")).press("Enter");
    }
    user.press("Esc Home").sees("\n↓ ○   More").sees_not("↑");
    // The selected row never stands where the sign does.
    for _ in 0..8 {
        user.press("j");
    }
    user.sees("\n↑ ").sees("\n↓ ").sees("\n▸ ");
    user.press("End").sees("\n▸ ○   More 11").sees("\n↑ ");
}

#[test]
fn long_notes_say_which_part_of_them_shows() {
    let mut user = calling();
    user.press("n");
    for n in 0..30 {
        user.write(&format!("Line {n}")).press("Enter");
    }
    user.sees("of 31 · private")
        .sees("Line 29")
        .sees_not("Line 3\n");
}

#[test]
fn what_came_of_an_item_is_one_key_away() {
    let mut user = calling();
    user.press("r")
        .sees("What came of it")
        .write("Berlin first")
        .press("Enter")
        .sees("Done: One");
    assert_eq!(text(&item(&user, "One"), "outcome"), "Berlin first");
    assert_eq!(here(&user), "Which conference");
    // One that is done takes it later, and stays done.
    user.press("j Space End").sees("Space reopen  r outcome");
    user.press("r")
        .sees("What came of it")
        .write("By May")
        .press("Enter");
    let three = item(&user, "Three");
    assert_eq!(text(&three, "outcome"), "By May");
    assert_eq!(text(&three, "status"), "done");
    user.press("u").sees("Undone: What came of it · Three");
    assert_eq!(text(&item(&user, "Three"), "outcome"), "");
}

#[test]
fn the_states_of_an_item_lead_to_what_came_of_it_on_the_agenda_too() {
    let mut user = calling();
    user.press("a")
        .write("Who reads it?")
        .press("Enter Esc q 2 Home");
    user.press("s").sees("done, with what came of it");
    user.press("r")
        .sees("What came of it")
        .write("All of it")
        .press("Enter");
    assert_eq!(text(&item(&user, "One"), "outcome"), "All of it");
    assert_eq!(text(&item(&user, "One"), "status"), "done");
}

#[test]
fn from_anywhere_in_the_goals_one_comes_back_to_the_milestone_that_is_next() {
    for (width, height) in [(80, 24), (44, 24), (100, 30)] {
        let mut user = User::demo(width, height);
        user.press("2 c g");
        let stood = user.model.call.side.row().and_then(Keyed::key);
        user.press("G g g");
        let side = &user.model.call.side;
        assert_eq!(side.row().and_then(Keyed::key), stood, "{}", user.screen());
        assert!(
            user.screen().contains("▸"),
            "the cursor is in view: {}",
            user.screen()
        );
        user.press("End g g");
        assert_eq!(user.model.call.side.row().and_then(Keyed::key), stood);
    }
}

#[test]
fn r_after_an_item_is_done_tells_of_that_item_whatever_its_kind() {
    let mut user = User::demo(80, 24);
    user.press("2 c");
    let items = user.model.call.items.rows();
    let progress = items.iter().find_map(|row| match row {
        Entry::Item(line) if line.kind == ItemKind::Topic || line.kind == ItemKind::Progress => {
            Some((line.id, line.title.clone()))
        }
        _ => None,
    });
    let (id, title) = progress.unwrap();
    user.stand_on((Table::AgendaItems, id));
    user.press("Space").sees("r what came of it").press("r");
    user.write("We start in May").press("Enter");
    let row = user.row(Table::AgendaItems, &title);
    assert_eq!(row["outcome"], "We start in May");
    assert_eq!(
        user.count(Table::AgendaItems, "outcome", "We start in May"),
        1
    );
}

#[test]
fn from_a_hundred_columns_on_the_foot_names_the_offers() {
    for width in [100, 108, 120] {
        let mut user = User::demo(width, 30);
        user.press("2 c")
            .sees("o offers")
            .sees("w win")
            .sees("x end");
        let screen = user.screen();
        assert!(screen.lines().last().unwrap().contains('?'), "{screen}");
    }
}

#[test]
fn a_mentor_has_the_mentees_goals_first_in_the_call() {
    for (width, height, (first, then)) in [
        (44, 24, ("Telemachus", "My goals")),
        (80, 24, ("Telemachus", "My goals")),
        (120, 40, ("Telemachus", "My goals")),
    ] {
        let mut user = User::demo(width, height);
        user.press("0 j Enter 2 c");
        let screen = user.screen();
        let at = |words: &str| screen.find(words);
        let theirs = at("Say that I am stuck");
        assert!(theirs.is_some() && theirs < at("Listen longer"), "{screen}");
        user.sees(first).sees(then).press("g");
        let entry = user.model.entry().cloned();
        let key = entry.and_then(|e| e.key()).unwrap();
        let goal = match key.0 {
            Table::Milestones => user.exported(key.0, key.1)["goal_id"].clone(),
            _ => key.1.to_string().into(),
        };
        let goal = user.row(Table::Goals, goal.as_str().unwrap());
        assert_eq!(goal["owner"], "partner", "{screen}");
    }
}

#[test]
fn what_was_caught_is_told_quietly_where_it_has_no_rows() {
    let mut user = calling();
    let rows = user.screen().lines().count();
    user.sees_not("Caught");
    user.press("f")
        .write("You ask, then answer")
        .press("Enter j");
    user.sees("Caught 1 · * You ask, then answer");
    at(&mut user, "2026-11-24T09:01:00Z");
    user.press("w")
        .write("The talk was accepted")
        .press("Enter j");
    user.sees("Caught 2 · + The talk was accepted");
    at(&mut user, "2026-11-24T09:02:00Z");
    user.press("b").write("I rush").press("Enter k");
    user.sees("Caught 3 · ^").sees_not("The talk was accepted");
    at(&mut user, "2026-11-24T09:03:00Z");
    user.press("p").write("Send the paper fri").press("Enter k");
    user.sees("Caught 4 · Send the paper");
    assert_eq!(user.screen().lines().count(), rows);
    // Where it has rows of its own, it is told there, and what the clock has to say comes first.
    user.resize(120, 30).sees("Caught 4");
    at(&mut user, "2026-11-24T09:04:00Z");
    user.sees("Caught in this call").sees_not("Caught 4");
    user.resize(80, 24);
    at(&mut user, "2026-11-24T09:05:00Z");
    user.sees("Caught 4 · Send the paper");
    at(&mut user, "2026-11-24T09:41:00Z");
    user.sees("4 min left").sees_not("Caught 4");
    at(&mut user, "2026-11-24T09:20:00Z");
    user.press("m")
        .sees_not("Send the paper fri")
        .sees_not("I rush");
    user.press("m u").press("j").sees("Caught 3 · ^");
}

#[test]
fn a_promise_that_was_caught_comes_into_view() {
    for (width, height) in [(80, 24), (44, 24), (40, 16)] {
        let mut user = User::demo(width, height);
        user.press("2 c p")
            .write("@them fri Send the paper")
            .press("Enter");
        user.press("p")
            .write("Read it twice by 30 nov")
            .press("Enter");
        user.press("Down Up").sees("me      Read it twice");
        // The cursor stays in the agenda, and the goals are a key away.
        user.press("g").sees("g back");
    }
}

#[test]
fn whose_an_item_is_stands_in_a_call_of_any_width() {
    for (width, me, theirs) in [
        (44, "me", "A "),
        (80, "me", "Athena"),
        (120, "me", "Athena"),
    ] {
        let mut user = User::demo(width, 30);
        user.press("2 c");
        let screen = user.screen();
        let row = |title: &str| {
            let row = screen.lines().find(|line| line.contains(title)).unwrap();
            row.split('│').next().unwrap().to_owned()
        };
        assert!(
            row("How did you choose").contains(&format!(" {me} ")),
            "{screen}"
        );
        assert!(
            row("The incident write-up").contains(&format!(" {theirs}")),
            "{screen}"
        );
        // What is both of ours has nobody's name.
        let ours = row("Which conference");
        assert!(
            ours.split_whitespace()
                .eq(["○", "!", "Which", "conference", "5"]),
            "{screen}"
        );
    }
}
