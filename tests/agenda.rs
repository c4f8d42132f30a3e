//! The Agenda tab, as a user goes through it: keys in, screen and rows out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{User, id_of};
use ithaca::actions::{Act, FieldEdit};
use ithaca::app::entry::{Entry, Part};
use ithaca::app::overlay::Overlay;
use ithaca::domain::{Row, Table};

const LATER: &str = "2026-11-24T09:00:10Z";

/// Somebody, and a session on Thursday, the focus in its agenda.
fn met() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter");
    user
}

fn with_items(titles: &[&str]) -> User {
    let mut user = met();
    user.press("a");
    for title in titles {
        user.write(title).press("Enter");
    }
    user.press("Esc Home");
    user
}

fn order(user: &User) -> Vec<String> {
    let mut rows: Vec<_> = user.rows(Table::AgendaItems);
    rows.sort_by_key(|r| r["position"].as_i64());
    rows.iter().map(|r| text(r, "title").to_owned()).collect()
}

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(|v| v.as_str()).unwrap_or_default()
}

fn to_part(user: &mut User, part: Part) {
    user.press("Home");
    for _ in 0..60 {
        if user
            .model
            .list()
            .and_then(ithaca::app::list::List::section)
            .map(|s| s.0)
            == Some(part)
        {
            return;
        }
        user.press("j");
    }
    panic!("no section {part:?}:\n{}", user.screen());
}

#[test]
fn a_line_is_an_item_and_stays_open_for_the_next() {
    let mut user = met();
    user.press("1 a")
        .write("Lead a design review")
        .press("Enter Esc 2 a");
    user.write("How did you choose? 5m @me #lead")
        .sees("question · 5 min · me · Lead a design review")
        .press("Enter");
    user.write("! Which conference @them")
        .press("Enter")
        .write("~ What we said 10m")
        .press("Enter");
    user.write("* The write-up @Athena")
        .press("Enter")
        .write("bug #123 with @nobody ran 5m late")
        .press("Enter Esc");
    assert_eq!(user.rows(Table::AgendaItems).len(), 5);
    let goal = user.row(Table::Goals, "Lead a design review");
    let item = user.row(Table::AgendaItems, "How did you choose?");
    assert_eq!(
        (
            text(&item, "kind"),
            text(&item, "owner"),
            item["minutes"].as_i64()
        ),
        ("question", "me", Some(5))
    );
    assert_eq!(
        item["link"],
        serde_json::json!({"table": "goals", "id": goal["id"]})
    );
    let item = user.row(Table::AgendaItems, "Which conference");
    assert_eq!(
        (text(&item, "kind"), text(&item, "owner")),
        ("decision", "partner")
    );
    assert_eq!(
        text(&user.row(Table::AgendaItems, "What we said"), "kind"),
        "progress"
    );
    let item = user.row(Table::AgendaItems, "The write-up");
    assert_eq!(
        (text(&item, "kind"), text(&item, "owner")),
        ("feedback", "partner")
    );
    let item = user.row(Table::AgendaItems, "bug #123 with @nobody ran 5m late");
    assert_eq!((text(&item, "kind"), item.get("link")), ("topic", None));
    user.sees("bug #123");
}

#[test]
fn tab_turns_the_owner_and_an_empty_enter_closes() {
    let mut user = met();
    user.press("a Tab")
        .write("Mine")
        .press("Enter")
        .write("Mine too")
        .press("Enter Enter");
    assert!(user.model.overlays.is_empty());
    assert_eq!(user.rows(Table::AgendaItems).len(), 2);
    assert_ne!(text(&user.row(Table::AgendaItems, "Mine"), "owner"), "both");
}

#[test]
fn a_begun_line_is_offered_again_after_esc_and_after_a_restart() {
    let mut user = met();
    user.press("a").write("Half a tho").press("Esc");
    assert_eq!(user.rows(Table::AgendaItems).len(), 0);
    user.press("a").sees("Half a tho").press("Esc");
    user.restart(LATER);
    user.press("a")
        .sees("Half a tho")
        .press("Up")
        .write("ught")
        .press("Enter Esc");
    user.row(Table::AgendaItems, "Half a thought");
    user.press("a").sees_not("takes:").press("Enter");
}

#[test]
fn what_is_typed_outlives_a_crash() {
    let mut user = met();
    user.press("a").write("Half a tho").pause();
    user.restart(LATER);
    user.press("a").sees("Half a tho");
}

#[test]
fn rows_move_within_their_list() {
    let mut user = with_items(&["One", "Two", "Three"]);
    user.press("J");
    assert_eq!(order(&user), ["Two", "One", "Three"]);
    user.press("J");
    assert_eq!(order(&user), ["Two", "Three", "One"]);
    user.press("J").sees("It stands last already");
    user.press("K K K").sees("It stands first already");
    assert_eq!(order(&user), ["One", "Two", "Three"]);
    user.press("J u");
    assert_eq!(order(&user), ["One", "Two", "Three"]);
}

#[test]
fn presses_within_three_seconds_are_one_step() {
    let mut user = with_items(&["One 10m"]);
    let minutes = |user: &User| user.row(Table::AgendaItems, "One")["minutes"].as_i64();
    user.press("+ + + -");
    assert_eq!(minutes(&user), Some(12));
    user.env = common::env_at(LATER);
    user.refresh();
    user.press("+");
    assert_eq!(minutes(&user), Some(13));
    user.press("u");
    assert_eq!(minutes(&user), Some(12));
    user.press("u");
    assert_eq!(minutes(&user), Some(10));
    user.press("Ctrl-r");
    assert_eq!(minutes(&user), Some(12));
}

#[test]
fn every_section_takes_its_own_row() {
    let mut user = met();
    to_part(&mut user, Part::Promises);
    user.press("a")
        .write("Send the paper fri @them")
        .press("Enter Esc");
    assert_eq!(
        text(&user.row(Table::Commitments, "Send the paper"), "due"),
        "2026-11-27"
    );
    user.press("Space");
    assert_eq!(user.count(Table::Commitments, "status", "done"), 1);
    to_part(&mut user, Part::Bring);
    user.press("a").write("slides").press("Enter Esc");
    assert_eq!(user.row(Table::Materials, "slides")["ready"], false);
    to_part(&mut user, Part::Bring);
    user.press("Space");
    assert_eq!(user.row(Table::Materials, "slides")["ready"], true);
}

#[test]
fn what_is_let_go_and_trashed_comes_back() {
    let mut user = with_items(&["One", "Two"]);
    user.press("d")
        .sees("To the trash: One")
        .sees_not("○   One")
        .press("u")
        .sees("○   One");
    user.press("v");
    assert_eq!(
        text(&user.row(Table::AgendaItems, "One"), "visibility"),
        "private"
    );
    user.press("v");
    assert_eq!(
        text(&user.row(Table::AgendaItems, "One"), "visibility"),
        "shared"
    );
}

#[test]
fn offers_are_taken_narrowed_and_dismissed() {
    let mut user = met();
    user.press("i q")
        .write("Which book first?")
        .press("Enter i q")
        .write("Which talk?")
        .press("Enter Esc");
    user.press("o")
        .sees("saved questions")
        .sees("Which book first?")
        .sees("from the bank");
    user.press("/")
        .write("which book")
        .press("Enter")
        .sees_not("Which talk?")
        .press("Space Enter");
    let item = user.row(Table::AgendaItems, "Which book first?");
    assert_eq!(text(&item, "kind"), "question");
    assert_eq!(
        text(&user.row(Table::Questions, "Which book first?"), "status"),
        "on_agenda"
    );
    user.press("o")
        .sees_not("Which book first?")
        .sees("Which talk?")
        .press("d")
        .sees_not("Which talk?")
        .press("Esc");
    user.press("u o")
        .sees("Which talk?")
        .press("s")
        .sees_not("Which talk?")
        .press("Esc u o")
        .sees("Which talk?");
    user.press("Esc u").sees("Which book first?");
    assert_eq!(user.rows(Table::AgendaItems).len(), 0);
}

#[test]
fn in_a_narrow_terminal_the_words_of_an_offer_have_its_row() {
    let mut user = User::demo(44, 24);
    user.press("2 o")
        .sees("Athena: you wrote it so that")
        .sees("+ 5 of 45 min ─╮")
        .sees("me: you kept a serious face")
        .sees_not("to Athena,");
    // What stood beside them stands below, with the whole text.
    user.press("j").sees("thought for a while");
    user.sees("to Athena, ");
}

#[test]
fn narrowing_leaves_what_is_ticked_and_knows_what_stands_above_a_row() {
    let mut user = User::demo(80, 24);
    // Ticked by the program, since it was left from before.
    user.press("2 o").sees("1 taken");
    user.press("/")
        .sees("Enter keep these")
        .sees("Esc all again")
        .sees_not("d not this one")
        .sees("1 taken");
    user.write("to tell win")
        .sees("wins to tell")
        .sees("1 taken");
    user.press("Esc")
        .sees("1 taken")
        .sees("d not this one")
        .sees_not("Enter keep these");
    // And by hand.
    user.press("/ w i n Enter Space")
        .sees("2 taken")
        .press("Esc")
        .sees("2 taken");
}

#[test]
fn enter_takes_the_row_under_the_cursor_where_nothing_is_taken() {
    let mut user = met();
    user.press("o");
    let Some(Overlay::Offers(offers)) = user.model.overlays.last() else {
        panic!("no offers")
    };
    let title = offers.lines[1].title.clone();
    user.press("j Enter");
    user.row(Table::AgendaItems, &title);
    assert_eq!(user.rows(Table::AgendaItems).len(), 1);
    user.press("u");
    assert_eq!(
        (
            user.rows(Table::AgendaItems).len(),
            user.rows(Table::Questions).len()
        ),
        (0, 0)
    );
}

#[test]
fn what_was_carried_and_what_is_due_is_already_taken() {
    let mut user = met();
    user.press("i p")
        .write("Send the paper wed")
        .press("Enter o")
        .sees("promises due")
        .sees("1 taken")
        .press("Enter");
    assert_eq!(user.rows(Table::AgendaItems).len(), 1);
    // One is called by its own words, several by what they are.
    user.sees("Added: Send the paper");
    let item = user.row(Table::AgendaItems, "Send the paper");
    assert_eq!(item["kind"], "progress");
    user.press("u i p")
        .write("Ask Nestor thu")
        .press("Enter o")
        .sees("2 taken")
        .press("Enter");
    user.row(Table::AgendaItems, "What we said we would do");
}

#[test]
fn the_detail_of_a_promise_says_that_its_date_was_moved() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("2 a").write("sat 15:00");
        user.press("Enter i p");
        user.write("Send the paper thu").press("Enter");
        let promise = id_of(&user.rows(Table::Commitments)[0]);
        user.stand_on((Table::Commitments, promise));
        user.sees_not("moved");
        user.press("s m");
        for _ in 0.."Thu 26 Nov 2026".len() {
            user.press("Backspace");
        }
        user.write("4 dec").press("Enter j k");
        user.sees("moved in time, was 26 Nov");
    }
}

#[test]
fn a_template_sums_to_the_minutes() {
    let mut user = met();
    user.press("t j Enter").sees("Template:");
    let minutes: i64 = user
        .rows(Table::AgendaItems)
        .iter()
        .filter_map(|r| r["minutes"].as_i64())
        .sum();
    assert_eq!(minutes, 45);
    user.press("u");
    assert_eq!(user.rows(Table::AgendaItems).len(), 0);
}

#[test]
fn a_session_is_planned_by_the_cadence_where_nothing_is_typed() {
    let mut user = met();
    user.press("h a").sees("10 dec").press("Enter");
    user.row(Table::Sessions, "2026-12-10T15:00:00Z");
    user.press("h a")
        .write("in 5 weeks")
        .sees("29 Dec")
        .press("Enter");
    user.row(Table::Sessions, "2026-12-29T15:00:00Z");
}

#[test]
fn a_move_says_how_far_ahead_it_was_told() {
    let mut user = with_items(&["One"]);
    user.press("h s m")
        .write("Athena fri 15:00")
        .sees("told now")
        .sees("ahead")
        .press("Enter");
    user.sees("Moved to Fri 27 Nov 15:00 · Athena asked · told now, 2 days ahead");
    let old = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
    assert_eq!(
        (
            text(&old, "status"),
            text(&old, "changed_by"),
            text(&old, "changed_at")
        ),
        ("rescheduled", "partner", common::NOW)
    );
    let new = user.row(Table::Sessions, "2026-11-27T15:00:00Z");
    assert_eq!(
        (&old["moved_to_id"], &new["moved_from_id"]),
        (&new["id"], &old["id"])
    );
    let item = user.row(Table::AgendaItems, "One");
    assert_eq!(
        (
            &item["session_id"],
            item["carry_count"].as_i64().unwrap_or(0)
        ),
        (&new["id"], 0)
    );
    user.sees("One");
}

#[test]
fn a_session_moves_ahead_only() {
    for width in [44, 80] {
        let mut user = User::new(width, 24);
        user.meets("Athena").press("2 h a").write("thu 15:00");
        user.press("Enter h s m")
            .write("yesterday 10:00")
            .press("Enter");
        let screen = user.screen();
        let words: Vec<_> = screen.split_whitespace().collect();
        let sentence = "Mon 23 Nov 10:00 is past; a new time lies ahead. One that was held then is entered with a, among the sessions.";
        assert!(words.join(" ").contains(sentence), "{screen}");
        assert_eq!(user.rows(Table::Sessions).len(), 1);
        user.press("Esc").restart("2026-11-27T09:00:00Z");
        user.press("2 h s m")
            .write("yesterday 10:00")
            .press("Enter");
        let screen = user.screen();
        let words: Vec<_> = screen.split_whitespace().collect();
        let sentence = "Held, and entered afterwards: Esc, s, then h.";
        assert!(words.join(" ").contains(sentence), "{screen}");
        assert_eq!(user.rows(Table::Sessions).len(), 1);
    }
}

#[test]
fn a_move_names_the_notice_that_was_agreed_and_when_it_was_told() {
    let mut user = met();
    user.press("h s m").write("mon told today 8:30");
    user.sees("told Tue 24 Nov 08:30, 2 d ahead")
        .sees_not("agreed");
    user.press("Esc h s m").write("mon told 3 days ahead");
    user.sees("told Mon 23 Nov 15:00, 3 d ahead");
    user.press("Esc h s m").write("mon told 3 hours ahead");
    user.sees("Thu 26 Nov 12:00 is ahead, so nobody was told then.");
    user.press("Esc");
    user.press("h G k Enter a Esc s b").sees("agreed 24 Nov");
    user.press("h g s m").write("fri told mon 7 dec 7:00");
    user.sees("Mon 7 Dec is ahead. Try mon 15:00.")
        .sees_not("2025");
    user.press("Esc h s m").write("fri told tomorrow 9");
    user.sees("Wed 25 Nov 09:00 is ahead, so nobody was told then.");
    user.press("Esc h s m Tab").write("fri 15:00");
    user.sees("Athena asked · told now, 2 d ahead; 24 h agreed");
    user.press("Enter")
        .sees("Moved to Fri 27 Nov 15:00 · Athena asked · told now");
}

#[test]
fn nobody_was_told_on_a_day_that_is_ahead_and_no_other_year_is_taken_for_it() {
    let ahead = "Mon 7 Dec 07:00 is ahead, so nobody was told then.";
    for (keys, told) in [
        ("h s m Tab", "8 dec 10:00 told 7 dec 7:00 because ill"),
        ("h s m", "8 dec 10:00 because ill told 7 dec 7:00"),
        ("h s m", "8 dec 10:00 told 7 dec 7:00"),
        ("h s c", "ill told 7 dec 7:00"),
    ] {
        let mut user = met();
        user.press(keys).write(told).sees(ahead).sees_not("2025");
        user.press("Enter").sees(ahead);
        assert_eq!(user.count(Table::Sessions, "status", "planned"), 1);
        assert_eq!(user.rows(Table::Sessions).len(), 1, "{told}");
    }
    let mut user = met();
    user.press("h s m").write("8 dec 10:00 told 7 nov 7:00");
    user.sees("told Sat 7 Nov 07:00").press("Enter");
    let old = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
    assert_eq!(text(&old, "changed_at"), "2026-11-07T07:00:00Z");
}

#[test]
fn who_asked_and_when_it_was_told_can_be_said() {
    let mut user = met();
    user.press("h s m Tab")
        .write("mon told yesterday 10")
        .press("Enter")
        .sees("Moved to Mon 30 Nov 15:00");
    let old = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
    assert_eq!(
        (text(&old, "changed_by"), text(&old, "changed_at")),
        ("partner", "2026-11-23T10:00:00Z")
    );
    user.press("h s c")
        .write("ill told mon 9")
        .press("Enter")
        .sees("Cancelled: Mon 30 Nov 15:00");
    let cancelled = user.row(Table::Sessions, "2026-11-30T15:00:00Z");
    assert_eq!(
        (
            text(&cancelled, "change_reason"),
            text(&cancelled, "changed_at")
        ),
        ("ill", "2026-11-23T09:00:00Z")
    );
}

#[test]
fn a_wrong_date_keeps_the_line_open_with_a_sentence() {
    let mut user = met();
    user.press("h a")
        .write("31 nov")
        .press("Enter")
        .sees("No such day")
        .sees("31 nov");
    assert_eq!(user.rows(Table::Sessions).len(), 1);
    user.press("Esc s m")
        .write("soon")
        .press("Enter")
        .sees("soon")
        .press("Esc");
    user.press("s c")
        .write("told 31 nov")
        .press("Enter")
        .sees("No such day")
        .press("Esc");
    assert_eq!(user.count(Table::Sessions, "status", "planned"), 1);
}

#[test]
fn a_session_whose_time_has_passed_asks_one_letter() {
    let mut user = met();
    user.restart("2026-11-27T09:00:00Z");
    user.sees("held, moved, cancelled");
    user.press("s")
        .sees("held, entered afterwards")
        .press("n")
        .sees("Not held: Thu 26 Nov 15:00");
    assert_eq!(user.count(Table::Sessions, "status", "missed"), 1);
}

#[test]
fn past_sessions_are_read_like_pages() {
    let mut user = User::demo(80, 24);
    user.press("2 h Home");
    for _ in 0..8 {
        if matches!(user.model.entry(), Some(Entry::Session(line)) if line.status.is_past()) {
            break;
        }
        user.press("j");
    }
    user.press("Enter").sees("[ ] sessions");
    let first = user.screen();
    user.press("[");
    assert_ne!(user.screen(), first);
    user.press("]");
    assert_eq!(user.screen(), first);
    user.press("e").sees("Notes").press("Esc Esc");
    assert!(user.model.overlays.is_empty());
}

#[test]
fn the_sessions_are_turned_in_the_order_of_their_days_and_the_list_stands_on_the_page() {
    for size in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena");
        for day in ["17 nov 2026", "10 nov 2026", "1 dec", "20 dec", "8 dec"] {
            user.press("2 h a").write(&format!("{day} 16:30"));
            user.press("Enter Esc");
        }
        // What was moved stands among the past ones, on a day that is ahead.
        user.press("s m").write("27 dec 16:30").press("Enter Esc");
        let list = |user: &User| match user.model.agenda.panes.left.row() {
            Some(Entry::Session(line)) => line.id,
            row => panic!("{row:?}"),
        };
        let page = |user: &User| user.model.agenda.session.as_ref().unwrap().id;
        let day = |user: &User| {
            let start = user.model.agenda.session.as_ref().unwrap().planned_start;
            start.to_string()[5..10].to_owned()
        };
        let days = ["12-27", "12-20", "12-08", "12-01", "11-17", "11-10"];
        for focus in ["l", "h"] {
            user.press(focus);
            while user.model.agenda.beside.1.is_some() {
                user.press("]");
            }
            let mut seen = vec![day(&user)];
            for _ in 1..days.len() {
                let before = user.screen();
                user.press("[");
                assert_ne!(user.screen(), before, "{size:?} {focus}");
                assert_eq!(page(&user), list(&user), "{size:?} {focus}");
                seen.push(day(&user));
            }
            assert_eq!(seen, days, "{size:?} {focus}");
            user.press("[").sees("There is no session before this one.");
            for expected in days.iter().rev().skip(1) {
                user.press("]");
                assert_eq!((day(&user).as_str(), page(&user)), (*expected, list(&user)));
            }
            user.press("]").sees("There is no session after this one.");
        }
    }
}

#[test]
fn after_planning_by_its_name_another_session_is_turned_to_and_written_on() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        user.press("2 : p l a n Enter").write("in 3 weeks 16:30");
        user.press("Enter").sees("Tue 15 Dec 16:30 · ").press("[");
        user.sees_not("15 Dec 16:30 · ").press("a");
        user.write("Written on what is shown").press("Enter Esc");
        let shown = user.model.agenda.session.as_ref().unwrap().id;
        let item = user.row(Table::AgendaItems, "Written on what is shown");
        assert_eq!(text(&item, "session_id"), shown.to_string());
        assert_ne!(
            text(&user.row(Table::Sessions, "2026-12-15T16:30:00Z"), "id"),
            shown.to_string()
        );
    }
}

#[test]
fn where_a_line_is_narrow_the_example_of_a_move_stands_whole() {
    for turned in ["", "Tab"] {
        let mut user = User::new(44, 24);
        user.meets("Athena").press("2 a").write("thu 15:00");
        user.press("Enter Esc h s m").press(turned);
        user.sees("move to   fri 15:00\n").sees_not("…");
        user.sees("or: fri 15:00 told wed 10 because ill");
        user.write("3 hours").sees_not("because ill");
        user.press("Enter").sees("told 3 hours before.");
    }
    let mut user = met();
    user.press("h s m");
    user.sees("fri 15:00, fri 15:00 told wed 10 because ill");
}

#[test]
fn a_copied_agenda_is_marked_as_sent() {
    let mut user = with_items(&["One"]);
    user.press("y").sees("Copied · marked as sent");
    assert_eq!(
        text(&user.rows(Table::Sessions)[0], "agenda_shared_at"),
        common::NOW
    );
    user.press("u");
    assert_eq!(text(&user.rows(Table::Sessions)[0], "agenda_shared_at"), "");
}

#[test]
fn a_milestone_or_goal_goes_onto_the_agenda_from_its_tab() {
    let mut user = met();
    user.press("1 a")
        .write("Lead a design review")
        .press("Enter Esc o");
    let item = user.row(Table::AgendaItems, "Lead a design review");
    assert_eq!(
        id_of(&user.rows(Table::Goals)[0]).to_string(),
        item["link"]["id"].as_str().unwrap()
    );
}

#[test]
fn what_was_taken_in_the_offers_is_not_left_by_one_slip() {
    let mut user = User::demo(80, 24);
    user.press("2 o j Space Esc")
        .sees("taken · Enter adds, Esc again leaves them")
        .press("Enter");
    user.sees("○ ~ Review checklist");
    user.press("o j Space Esc Esc").sees_not("Onto the agenda");
}

#[test]
fn a_call_stands_under_the_day_on_which_it_was_held() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("Esc 2 h a")
        .write("thu 15:00")
        .press("Enter c x Enter");
    user.press("h j Enter").sees("Tue 24 Nov 2026");
    user.press("Esc").sees("✓ 24 Nov").sees_not("✓ 26 Nov");
}

#[test]
fn three_hours_less_some_seconds_are_three_hours_of_notice() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("Esc 2 h a")
        .write("thu 15:00")
        .press("Enter");
    user.restart("2026-11-26T12:00:05Z");
    user.press("2 h s m")
        .write("fri 10:00")
        .sees("3 h ahead")
        .press("Enter");
    user.sees("told now, 3 h ahead");
}

#[test]
fn a_session_that_moved_says_nothing_of_an_empty_agenda() {
    let mut user = User::demo(80, 24);
    user.press("2 h j j j j j")
        .sees("moved, told")
        .sees_not("Nothing on it yet");
}

/// The file is moved away for as long as something is done.
fn without_the_file(user: &mut User, work: impl FnOnce(&mut User)) {
    let (file, aside) = (
        user.folder.path().join("ithaca.db"),
        user.folder.path().join("aside"),
    );
    std::fs::rename(&file, &aside).unwrap();
    work(user);
    std::fs::rename(&aside, &file).unwrap();
}

#[test]
fn a_line_that_was_not_taken_is_offered_again() {
    let mut user = User::demo(80, 24);
    without_the_file(&mut user, |user| {
        user.press("2 a").write("of no place").press("Esc");
        user.sees("was moved or replaced")
            .press("a")
            .sees("of no place")
            .press("Esc");
    });
    user.press("a Up Enter Esc a")
        .sees("How did you choose?")
        .press("Esc");
    user.row(Table::AgendaItems, "of no place");
    user.press("h s c").write("both away");
    let session = id_of(&user.row(Table::Sessions, "2026-11-26T15:00:00Z"));
    let relationship = user.model.relationship_id().unwrap();
    user.elsewhere(&Act::Trash {
        relationship,
        table: Table::Sessions,
        id: session,
    });
    user.press("Enter").sees("not there any more").press("Esc");
    user.elsewhere(&Act::Restore {
        relationship,
        table: Table::Sessions,
        id: session,
    });
    // As the loop does once it sees that another process wrote.
    user.model.touch();
    user.press("h Home s c").sees("both away");
}

#[test]
fn a_form_keeps_what_the_file_or_a_field_did_not_take() {
    let mut user = User::demo(80, 24);
    let relationship = user.model.relationship_id().unwrap();
    user.press("2 h e").write(" call");
    let session = id_of(&user.row(Table::Sessions, "2026-11-26T15:00:00Z"));
    let values = |text: &str| vec![("place".to_owned(), text.into())];
    user.elsewhere(&Act::Edit(FieldEdit {
        relationship,
        table: Table::Sessions,
        id: session,
        label: "Edited".into(),
        before: values("video"),
        after: values("roof"),
        stretch: None,
    }));
    user.press("Esc").sees("changed elsewhere").press("e");
    user.sees("roof").sees("typed before: video call");
    user.press("Ctrl-y Esc e")
        .sees("video call")
        .sees_not("typed before")
        .press("Esc");
    user.press("1 g e Tab Tab Ctrl-u")
        .write("31 nov")
        .press("Esc")
        .sees("No such day")
        .press("Esc");
    user.press("e")
        .sees("typed before: 31 nov")
        .press("Tab Tab Ctrl-y");
    user.sees_not("typed before")
        .press("Ctrl-u")
        .write("30 nov")
        .press("Esc e");
    user.sees("30 Nov").sees_not("typed before");
}

#[test]
fn the_ends_of_a_held_session_are_corrected_in_its_form() {
    let mut user = User::demo(80, 24);
    user.press("2 h j e").sees("Held").sees("15:0");
    user.press("Ctrl-u").write("1510 1543").press("Tab Esc");
    user.sees("Esc again leaves that field as it was.");
    user.press("BackTab")
        .sees("From when to when, such as 15:00–15:43.");
    user.press("Ctrl-u").write("15:43-15:10").press("Esc");
    user.sees("15:10 is before 15:43").press("Ctrl-u");
    user.write("15:10-15:43").press("Esc");
    let of_form = |user: &User| {
        let row = user.row(Table::Sessions, "2026-11-12T15:00:00Z");
        ["started_at", "ended_at", "start_corrected"].map(|column| row[column].clone())
    };
    let corrected: [serde_json::Value; 3] = [
        "2026-11-12T15:10:00Z".into(),
        "2026-11-12T15:43:00Z".into(),
        true.into(),
    ];
    assert_eq!(of_form(&user), corrected);
    user.press("Enter").sees("33 of 45 min").press("Esc u");
    assert_ne!(of_form(&user), corrected);
}

#[test]
fn a_session_entered_afterwards_says_when_it_was() {
    let mut user = User::demo(80, 24);
    user.press("2 h a")
        .write("2026-11-23 10:00")
        .press("Enter Esc h");
    user.press("e")
        .sees("10:00–10:45")
        .press("End Backspace Backspace")
        .write("20");
    user.press("Esc e").sees("10:00–10:20").press("Esc");
    let row = user.row(Table::Sessions, "2026-11-23T10:00:00Z");
    assert_eq!(row["ended_at"], "2026-11-23T10:20:00Z");
    assert_eq!(row.get("start_corrected"), Some(&false.into()));
}

#[test]
fn lines_that_are_pasted_into_one_line_are_said_to_be_joined() {
    let mut user = User::demo(80, 24);
    user.press("2 a")
        .paste("one\ntwo\n")
        .sees("2 lines became one");
    user.press("Ctrl-_")
        .sees_not("one two")
        .sees_not("became one");
    user.paste("one\n").sees_not("became one");
}

#[test]
fn an_agenda_that_was_sent_says_so_and_is_marked_by_hand_too() {
    for (width, height) in [(120, 40), (80, 24), (44, 22)] {
        let mut user = User::new(width, height);
        user.meets("Athena")
            .press("2 a")
            .write("thu 15:00")
            .press("Enter");
        let sent = |user: &User| {
            let row = user.rows(Table::Sessions).remove(0);
            row.get("agenda_shared_at").is_some()
        };
        user.press("y")
            .sees("marked as sent")
            .sees("Agenda sent Tue 24 Nov 09:00");
        assert!(sent(&user));
        user.press("u").sees_not("Agenda sent");
        assert!(!sent(&user));
        // Without a copy, from the states of the session.
        user.press("h s").sees("agenda sent, or not").press("a");
        assert!(sent(&user));
        user.press("s a").sees_not("Agenda sent Tue");
        assert!(!sent(&user));
        user.press("u");
        assert!(sent(&user));
        // Copied once more, it was sent when it was sent first.
        let held = user.rows(Table::Sessions).remove(0);
        user.env = common::env_at("2026-11-25T10:00:00Z");
        user.refresh();
        user.press("y").sees("Copied · was sent Tue 24 Nov 09:00");
        let is = user.rows(Table::Sessions).remove(0);
        assert_eq!(held["agenda_shared_at"], is["agenda_shared_at"]);
    }
}

#[test]
fn their_time_stands_beside_mine_where_a_session_is_planned_and_moved() {
    for (width, height) in [(120, 40), (80, 24), (44, 22)] {
        let mut user = User::new(width, height);
        user.meets("Athena");
        let relationship = user.model.relationship_id().unwrap();
        user.elsewhere(&Act::Edit(FieldEdit {
            relationship,
            table: Table::Relationships,
            id: relationship,
            label: "Edited".into(),
            before: vec![("zone".into(), serde_json::Value::Null)],
            after: vec![("zone".into(), "Asia/Tokyo".into())],
            stretch: None,
        }));
        user.restart(common::NOW);
        user.press("2 a")
            .write("thu 16:00")
            .sees("Fri 01:00 there")
            .press("Enter");
        user.sees("Fri 01:00 there");
        user.press("h s m").write("fri 10:00").sees("19:00 there");
        user.press("Enter l").sees("19:00 there");
    }
}

#[test]
fn presses_that_move_a_row_are_one_action() {
    let mut user = with_items(&["One", "Two", "Three"]);
    let order = |user: &User| {
        let screen = user.screen();
        ["One", "Two", "Three"].map(|title| screen.find(title).unwrap())
    };
    let before = order(&user);
    user.press("l g J J +");
    assert_ne!(order(&user), before);
    user.press("u").sees("Undone: 11 min · One").press("u");
    user.sees("Undone: Moved down · One");
    assert_eq!(order(&user), before);
    user.press("J");
    user.env = common::env_at("2026-11-24T09:00:04Z");
    user.refresh();
    user.press("J u");
    assert_ne!(order(&user), before, "after 3 s it is another action");
}

#[test]
fn the_time_of_a_session_that_runs_or_is_private_is_not_cut() {
    let mut user = with_items(&["Talk"]);
    user.press("2 h").sees("▸○ Thu 26 Nov 15:00   1");
    user.press("v").sees("▸○ 26 Nov 15:00 ▪").sees_not("15:…");
    user.press("u c q").sees("● 26 Nov 15:00").sees("now │");
    user.resize(120, 40).sees("● Thu 26 Nov 15:00");
}

#[test]
fn what_is_offered_takes_as_long_on_the_agenda_as_it_said() {
    let mut kinds = std::collections::BTreeSet::new();
    for n in 0..60 {
        let mut user = User::demo(80, 24);
        user.press("2 o");
        let Some(Overlay::Offers(offers)) = user.model.overlays.last_mut() else {
            panic!("{}", user.screen());
        };
        let Some(line) = offers.lines.get(n).cloned() else {
            break;
        };
        if line.offer.is_fact() {
            continue;
        }
        offers.taken = [n].into();
        let before: Vec<_> = user.rows(Table::AgendaItems).iter().map(id_of).collect();
        user.press("Enter");
        let rows = user.rows(Table::AgendaItems);
        let added = rows.iter().find(|row| !before.contains(&id_of(row)));
        let minutes = added.map_or(line.minutes, |row| row["minutes"].as_i64().unwrap());
        assert_eq!(minutes, line.minutes, "{:?} {}", line.offer, line.title);
        kinds.insert(format!("{:?}", line.offer));
    }
    assert!(kinds.len() > 3, "{kinds:?}");
}

#[test]
fn a_day_without_its_year_that_is_far_ahead_says_when_it_was_last() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("2 h a").write("15 nov 15:00");
        let screen = user.screen().replace('\n', " ");
        let words: Vec<_> = screen.split_whitespace().collect();
        let said = "Mon 15 Nov 2027, 15:00 · in 11 months; Sun 15 Nov 2026 was 9 d ago";
        assert!(words.join(" ").contains(said), "{screen}");
        // With its year, or soon, nothing is to be said.
        for typed in ["15 nov 2027 15:00", "15 jan 15:00", "in 9 months"] {
            user.press("Esc a")
                .write(typed)
                .sees(" 2027")
                .sees_not(" was ");
            user.press(&"Backspace ".repeat(20));
        }
    }
    let mut user = met();
    user.press("h s m").write("15 nov 15:00");
    user.sees("Mon 15 Nov 2027 15:00 · in 11 months; Sun 15 Nov 2026 was 9 d ago · I asked");
}

#[test]
fn what_changed_a_plan_stands_beside_it_with_who_asked_and_the_new_date() {
    for (width, height, row) in [
        (44, 24, "moved to 27 Nov · I asked"),
        (80, 24, "moved"),
        (120, 40, "moved to 27 Nov"),
    ] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("2 h a").write("thu 15:00");
        user.press("Enter h s m")
            .write("fri 15:00 because ill told mon 9");
        user.press("Enter 2 h j").sees(row).press("l");
        let screen = user.screen();
        for words in ["Moved by me, told on", "Why: ill", "Now Fri 27 Nov 15:00"] {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
        let old = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
        let told = (text(&old, "change_reason"), text(&old, "changed_at"));
        assert_eq!(told, ("ill", "2026-11-23T09:00:00Z"));
    }
    let mut user = met();
    user.press("h s m").write("fri 15:00").press("Enter 2 h j");
    user.sees("Now Fri 27 Nov 15:00").sees_not("not said");
}

#[test]
fn a_cancellation_says_who_asked_before_and_after() {
    for (keys, asked, by) in [("", "I asked", "me"), ("Tab", "Athena asked", "Athena")] {
        let mut user = met();
        user.press("h s c").press(keys);
        user.sees(&format!("{asked} · told now, 2 d ahead"));
        user.write("ill")
            .sees(&format!("{asked} · told now, 2 d ahead"));
        user.press("Enter").sees(&format!("· {asked} · told now"));
        user.press("2 h")
            .sees(&format!("Cancelled by {by}, told on"));
        user.sees("Why: ill").resize(120, 40);
        user.sees("cancelled");
        user.resize(44, 24).press("h");
        user.sees(&format!("cancelled · {asked}"));
    }
}

#[test]
fn what_is_added_to_a_session_that_was_held_belongs_to_it() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("2 h a").write("yesterday 15:00");
    user.press("Enter")
        .sees("entered afterwards")
        .press("2 l a");
    user.sees("I promise")
        .write("Send it fri")
        .press("Enter Esc");
    let held = user.row(Table::Sessions, "2026-11-23T15:00:00Z");
    let promise = user.row(Table::Commitments, "Send it");
    assert_eq!(text(&promise, "session_id"), text(&held, "id"));
    // Of what was spoken about nothing is open in a session that is over.
    user.restart("2026-11-25T09:00:00Z");
    user.press("2 h a").write("tomorrow 10:00").press("Enter a");
    user.write("Talk 5m").press("Enter Esc c Space x Enter");
    user.press("2 h");
    let held = user.row(Table::Sessions, "2026-11-25T09:00:00Z");
    user.stand_on((Table::Sessions, id_of(&held)));
    user.press("l a").write("Rota 5m").press("Enter Esc");
    assert_eq!(
        text(&user.row(Table::AgendaItems, "Rota"), "status"),
        "done"
    );
}

#[test]
fn what_was_to_be_brought_to_a_session_that_was_not_held_goes_along() {
    for (keys, restart) in [("s c Enter", false), ("s n", true)] {
        for is_next_planned in [true, false] {
            let mut user = User::new(80, 24);
            user.meets("Athena").press("2 h a").write("thu 15:00");
            user.press("Enter");
            let first = user.rows(Table::Sessions)[0].clone();
            let first = id_of(&first);
            if is_next_planned {
                user.press("h a").write("10 dec 15:00").press("Enter");
            }
            user.press("h");
            user.stand_on((Table::Sessions, first));
            user.press("l");
            to_part(&mut user, Part::Bring);
            user.press("a").sees("I bring").write("slides draft");
            user.press("Enter Esc");
            if restart {
                user.restart("2026-11-27T09:00:00Z");
            }
            user.press("2 h");
            user.stand_on((Table::Sessions, first));
            let before = user.rows(Table::Materials);
            user.press(keys);
            if !is_next_planned {
                assert_eq!(user.rows(Table::Materials), before);
                user.press("h a").write("10 dec 15:00").press("Enter");
            }
            let brought = user.row(Table::Materials, "slides draft");
            let next = user.row(Table::Sessions, "2026-12-10T15:00:00Z");
            assert_eq!(brought["session_id"], next["id"]);
            // Planned again it has what belongs to it.
            user.press("2 h");
            user.stand_on((Table::Sessions, first));
            user.press("s p");
            let back = user.row(Table::Materials, "slides draft");
            assert_eq!(back["session_id"], first.to_string());
            assert!(!back.contains_key("made_from"));
            user.press("u");
            let brought = user.row(Table::Materials, "slides draft");
            assert_eq!(brought["session_id"], next["id"]);
        }
    }
}

#[test]
fn a_day_alone_is_echoed_with_the_time_that_it_takes() {
    for (width, typed, echo) in [
        (44, "in 2 weeks", "Tue 8 Dec 2026, 15:00"),
        (80, "in 2 weeks", "Tue 8 Dec 2026, 15:00"),
        (44, "fri 9:30", "Fri 27 Nov 2026, 09:30"),
    ] {
        let mut user = User::new(width, 24);
        user.meets("Athena").press("2 h a").write(typed).sees(echo);
        user.press("Enter");
        let start = user.rows(Table::Sessions)[0]["planned_start"].clone();
        assert!(!start.is_null());
        let (_, time) = echo.split_once(", ").unwrap();
        user.sees(time);
    }
}

#[test]
fn a_cancellation_is_read_as_a_move_is() {
    for (width, typed, label, by, reason, told) in [
        (
            80,
            "she told me",
            "I cancel",
            "me",
            "she told me",
            common::NOW,
        ),
        (
            44,
            "Athena ill",
            "Athena cancels",
            "partner",
            "ill",
            common::NOW,
        ),
        (
            80,
            "@them because ill told mon 9",
            "Athena cancels",
            "partner",
            "ill",
            "2026-11-23T09:00:00Z",
        ),
        (
            80,
            "she told me so told mon 9",
            "I cancel",
            "me",
            "she told me so",
            "2026-11-23T09:00:00Z",
        ),
        (80, "I am ill", "I cancel", "me", "I am ill", common::NOW),
        (
            44,
            "Athena",
            "Athena cancels",
            "partner",
            "not said",
            common::NOW,
        ),
    ] {
        let mut user = met();
        user.resize(width, 24);
        user.press("h s c").write(typed).sees(label);
        user.press("Enter").sees("Cancelled: Thu 26 Nov 15:00");
        let row = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
        let said = ["changed_by", "change_reason", "changed_at"].map(|field| text(&row, field));
        assert_eq!(said, [by, reason, told], "{typed}");
    }
    // A day that is none says so, and a move knows the same words.
    let mut user = met();
    user.press("h s c")
        .write("ill told 31 nov")
        .sees("No such day");
    user.press("Esc h s m")
        .write("fri 15:00 because she told me")
        .press("Enter");
    let row = user.row(Table::Sessions, "2026-11-26T15:00:00Z");
    assert_eq!(text(&row, "change_reason"), "she told me");
}
