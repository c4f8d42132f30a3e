//! What lies over the screen, by keys: the offers, the end of a call, forms and lines.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::actions::{Act, Ending};
use ithaca::domain::Table;

fn calling() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("c");
    assert!(
        user.model.live_here().is_some(),
        "no call:\n{}",
        user.screen()
    );
    user
}

fn at(user: &mut User, now: &str) {
    user.env = common::env_at(now);
    user.refresh();
}

fn clear(user: &mut User) {
    for _ in 0..24 {
        user.press("Backspace");
    }
}

#[test]
fn ticks_stay_on_their_offers() {
    let mut user = User::demo(100, 30);
    user.press("o Space Space Space Space Space Space g");
    let titles = |user: &User| {
        let Some(ithaca::app::overlay::Overlay::Offers(offers)) = user.model.overlays.last() else {
            panic!("no offers")
        };
        offers
            .taken
            .iter()
            .map(|n| offers.lines[*n].title.clone())
            .collect::<std::collections::BTreeSet<_>>()
    };
    let first = |user: &User| {
        let Some(ithaca::app::overlay::Overlay::Offers(offers)) = user.model.overlays.last() else {
            panic!("no offers")
        };
        offers.lines[0].title.clone()
    };
    let (mut before, gone) = (titles(&user), first(&user));
    user.press("d").sees("Not offered again").sees("u undoes");
    before.remove(&gone);
    assert_eq!(titles(&user), before);
    user.press("u").sees("Undone: Not offered again");
    assert_eq!(first(&user), gone);
    assert_eq!(titles(&user), before);
    user.press("/")
        .write("zzzz")
        .sees("No offer has that in it. Esc clears.")
        .sees("taken")
        .press("Esc");
    assert_eq!(titles(&user), before);
}

#[test]
fn held_takes_no_end_before_its_start_and_none_to_come() {
    let mut user = calling();
    at(&mut user, "2026-11-24T09:43:00Z");
    user.press("x Tab").sees("43 min · n: not held");
    clear(&mut user);
    user.write("9:30-9:10")
        .press("Enter")
        .sees("09:10 is before 09:30");
    clear(&mut user);
    user.write("9:00-10:10")
        .press("Enter")
        .sees("10:10 is not yet; it is 09:43 now. Try 09:00–09:43.");
    clear(&mut user);
    user.write("9:00-9:20").sees("20 min").press("Tab");
    clear(&mut user);
    user.write("10 dec 15:00")
        .sees("Thu 10 Dec 2026, 15:00 · in 2 weeks");
    clear(&mut user);
    user.write("2026-11-12 15:00")
        .press("Enter")
        .sees("is over. A later date");
    clear(&mut user);
    user.press("Enter");
    assert_eq!(
        user.count(Table::Sessions, "ended_at", "2026-11-24T09:20:00Z"),
        1
    );
}

#[test]
fn a_call_over_midnight_ends_the_next_day() {
    let mut user = calling();
    at(&mut user, "2026-11-24T23:40:00Z");
    user.press("x Tab");
    clear(&mut user);
    user.write("23:00-0:10")
        .press("Enter")
        .sees("00:10 is before 23:00");
    at(&mut user, "2026-11-25T00:20:00Z");
    user.press("Enter");
    assert_eq!(
        user.count(Table::Sessions, "ended_at", "2026-11-25T00:10:00Z"),
        1
    );
}

#[test]
fn the_end_screen_opens_as_it_was_left() {
    let mut user = calling();
    user.press("p").write("Send the paper fri").press("Enter");
    at(&mut user, "2026-11-24T09:43:00Z");
    user.press("x").write("We chose.").press("Tab Space Tab");
    clear(&mut user);
    user.write("9:00-9:20").press("Tab");
    clear(&mut user);
    user.write("11 dec 15:00")
        .press("Tab 4")
        .sees("▸ Useful")
        .press("Esc x");
    user.sees("We chose.")
        .sees("✓ me")
        .sees("9:00-9:20")
        .sees("11 dec 15:00")
        .press("Enter");
    user.row(Table::Sessions, "2026-12-11T15:00:00Z");
    assert_eq!(user.row(Table::Sessions, "We chose.")["usefulness"], 4);
    assert_eq!(user.count(Table::Commitments, "status", "done"), 1);
}

/// A call with so many promises made in it, items that go on, and goals closed.
fn with_much(size: (u16, u16), promises: usize, closed: usize) -> User {
    let mut user = User::new(size.0, size.1);
    user.meets("Athena").press("1 a");
    for n in 0..closed {
        user.write(&format!("Goal {n}.")).press("Enter");
    }
    user.press("Esc c a");
    for n in 0..closed {
        user.write(&format!("Item {n}.")).press("Enter");
    }
    user.press("Esc");
    for n in 0..promises {
        user.press("p")
            .write(&format!("Promise {n}. fri"))
            .press("Enter");
    }
    user.press("q 1 Home");
    for _ in 0..closed {
        user.press("Space Home");
    }
    user.press("c");
    user
}

#[test]
fn every_row_of_the_end_is_reached_and_what_is_out_of_view_has_its_arrow() {
    for size in [(44, 24), (80, 24), (40, 16)] {
        for (promises, closed) in [(0, 0), (1, 9), (26, 9)] {
            let mut user = with_much(size, promises, closed);
            let sign = if size.0 < 80 { "\n↑" } else { "│  ↑" };
            user.press("x").sees("In a sentence").sees_not(sign);
            let mut seen = String::new();
            let listed = promises.min(24);
            for row in 0..1 + listed + closed + 4 {
                let screen = user.screen();
                let at = match row {
                    0 => "▸ ".to_owned(),
                    _ if row <= listed => format!("▸ ○ me      Promise {}.", row - 1),
                    _ if row <= listed + closed => "▸ ✓ Goal ".to_owned(),
                    _ => format!(
                        "▸ {}",
                        ["Held", "Next", "Useful", "Pulse"][row - listed - closed - 1]
                    ),
                };
                assert!(screen.contains(&at), "{at} in {row}:\n{screen}");
                let first = screen.contains("In a sentence");
                assert_eq!(screen.contains(sign), !first, "{row}:\n{screen}");
                seen.push_str(&screen);
                user.press("Down");
            }
            user.sees("In a sentence").press("Up").sees("▸ Pulse");
            for n in 0..closed {
                assert!(seen.contains(&format!("Goal {n}.")), "goal {n} at {size:?}");
            }
            for n in 0..listed {
                assert!(seen.contains(&format!("Promise {n}.")), "promise {n}");
            }
            assert_eq!(seen.contains("and 2 more"), promises > 24);
            let (listed, more) = if size.1 < 24 { (1, 8) } else { (6, 3) };
            for n in 0..listed.min(closed) {
                assert!(
                    seen.contains(&format!("→ Item {n}.")),
                    "item {n} at {size:?}"
                );
            }
            assert_eq!(seen.contains(&format!("and {more} more")), closed > 0);
        }
    }
}

/// At the end of a call, every row in which one types has something in it.
fn all_typed() -> User {
    let mut user = with_much((80, 24), 0, 1);
    at(&mut user, "2026-11-24T09:43:00Z");
    user.press("x").write("We chose.").press("Tab");
    user.write("One outside.").press("Tab");
    clear(&mut user);
    user.write("9:00-9:20").press("Tab");
    clear(&mut user);
    user
}

#[test]
fn what_is_typed_at_the_end_outlives_a_kill() {
    let mut user = all_typed();
    user.write("11 dec 15:00").restart("2026-11-24T09:50:00Z");
    user.press("x")
        .sees("We chose.")
        .sees("One outside.")
        .sees("9:00-9:20")
        .sees("11 dec 15:00");
    user.press("Enter").sees("Held, 20 min");
    user.row(Table::Sessions, "2026-12-11T15:00:00Z");
    assert_eq!(
        user.row(Table::Goals, "Goal 0.")["close_note"],
        "One outside."
    );
    assert!(user.store.drafts("").unwrap().is_empty(), "all is written");
}

#[test]
fn an_emptied_next_stays_empty_after_a_kill_and_what_was_proposed_is_no_draft() {
    let mut user = all_typed();
    user.restart("2026-11-24T09:50:00Z");
    user.press("x").sees("nothing planned").press("Tab Tab");
    clear(&mut user);
    user.write("09:00–09:50").sees("50 min");
    user.restart("2026-11-24T09:55:00Z");
    user.press("x").sees("09:00–09:55").sees("nothing planned");
}

#[test]
fn what_is_ticked_and_answered_at_the_end_outlives_a_kill() {
    let mut user = with_much((80, 24), 3, 0);
    // One is kept, one let go, one ticked and unticked.
    user.press("x Tab Space Tab r Tab Space Space Tab Tab Tab 4");
    user.restart("2026-11-24T09:20:00Z");
    user.press("x").sees("✓ me      Promise 0.");
    user.sees("○ me      Promise 2.").press("Enter");
    for (status, count) in [("done", 1), ("released", 1), ("open", 1)] {
        let found = user.count(Table::Commitments, "status", status);
        assert_eq!(found, count, "{status}");
    }
    let held = user.count(Table::Sessions, "status", "held");
    assert_eq!(held, 1);
    let useful = |row: &ithaca::domain::Row| row.get("usefulness") == Some(&4.into());
    assert!(user.rows(Table::Sessions).iter().any(useful));
    assert!(user.store.drafts("").unwrap().is_empty(), "all is written");
}

#[test]
fn a_paste_at_the_end_outlives_a_kill_too() {
    let mut user = calling();
    user.press("x").paste("We chose.").press("Tab").pause();
    user.restart("2026-11-24T09:50:00Z");
    user.press("x").sees("We chose.");
    user.paste(" Twice.").press("Tab Tab Tab Tab Space");
    user.sees("My pulse, 5 answers");
    user.restart("2026-11-24T09:55:00Z");
    user.press("x").sees("We chose. Twice.");
}

#[test]
fn not_held_and_back_keeps_what_was_typed_at_the_end() {
    let mut user = calling();
    user.press("p").write("Send the paper fri").press("Enter");
    user.press("x")
        .write("We chose.")
        .press("Tab Space Tab Tab");
    clear(&mut user);
    user.write("11 dec 15:00").press("Tab 4 Up Up");
    user.sees("n: not held")
        .press("n")
        .sees("Not held: Tue 24 Nov 09:00");
    user.press("u c x")
        .sees("We chose.")
        .sees("✓ me")
        .sees("11 dec 15:00");
    user.press("Enter").sees("next Fri 11 Dec 15:00");
    assert_eq!(user.row(Table::Sessions, "We chose.")["usefulness"], 4);
}

/// In a call, on the day on which a goal was closed, with a line on it.
fn closed_with_a_line() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("1 a").write("Goal 0.");
    user.press("Enter Esc Space n").write("Two led");
    user.press("Enter c");
    user
}

#[test]
fn a_line_on_what_was_closed_goes_on_from_what_is_there() {
    for (typed, left) in [("", "Two led"), (" alone", "Two led alone")] {
        let mut user = closed_with_a_line();
        user.press("x Tab").sees("Two led");
        user.write(typed).press("Esc x").sees(left).press("Enter");
        assert_eq!(user.row(Table::Goals, "Goal 0.")["close_note"], left);
        let said = user.store.drafts("").unwrap();
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn a_line_on_what_was_closed_is_taken_back_by_emptying_it() {
    let mut user = closed_with_a_line();
    user.press("x Tab").sees("Two led");
    clear(&mut user);
    user.sees_not("Two led").press("Enter");
    let goal = user.row(Table::Goals, "Goal 0.");
    assert_eq!(goal.get("close_note"), None);
    user.press("u");
    assert_eq!(user.row(Table::Goals, "Goal 0.")["close_note"], "Two led");
}

#[test]
fn the_foot_of_the_end_plans_only_what_can_be_planned() {
    let mut user = calling();
    user.press("x").sees("keep all of it and plan the next");
    user.press("Tab Tab");
    clear(&mut user);
    user.sees("nothing planned").sees_not("plan the next");
    user.write("31 nov")
        .sees("No such day: 31 Nov. Try 30 nov, mon 15:00, in 2 weeks.")
        .sees_not("plan the next");
    user.press("Enter").sees("▸ Next");
    user.press("Up").sees_not("No such day").press("Enter");
    user.sees("▸ Next").sees("No such day");
    clear(&mut user);
    user.write("30 nov").sees("plan the next");
}

#[test]
fn what_is_wrong_with_when_it_was_held_quotes_what_was_typed() {
    for (typed, says) in [
        ("", "From when to when, such as 15:00–15:43."),
        ("9:00", "From when to when, such as 15:00–15:43."),
        ("9:00-", "From when to when, such as 15:00–15:43."),
        (
            "soon-9:10",
            "Not a time: 'soon'. From when to when, such as",
        ),
        (
            "8:00-9 mon",
            "Not a time: '9 mon'. From when to when, such as",
        ),
        (
            "8:00–31 nov",
            "Not a time: '31 nov'. From when to when, such as",
        ),
        ("8:00–25:00", "No such time: 25:00. Try 15:00, 9, noon."),
    ] {
        let mut user = calling();
        at(&mut user, "2026-11-24T09:43:00Z");
        user.press("x Tab");
        clear(&mut user);
        user.write(typed).sees(says);
        user.press("Enter")
            .sees("▸ Held")
            .sees(says)
            .sees_not("2026");
        let mut user = User::demo(80, 24);
        user.press("2 h j e Ctrl-u").write(typed).press("Tab Esc");
        user.press("BackTab").sees(says).sees_not("2026-");
    }
}

#[test]
fn milestones_done_today_stand_at_the_end() {
    let mut user = calling();
    user.press("q 1 a")
        .write("Lead a review")
        .press("Enter Esc l a")
        .write("Co-lead one")
        .press("Enter Esc");
    user.press("c g Space x")
        .sees("Closed today")
        .sees("Co-lead one · milestone");
}

#[test]
fn a_call_found_open_says_since_when() {
    let mut user = calling();
    user.restart("2026-11-26T18:00:00Z");
    user.sees("Open since Tue 09:00 · x ends it at 09:45")
        .sees("open since Tue 09:00")
        .sees_not("of 45");
    user.press("2")
        .sees("open since Tue 09:00")
        .press("c x")
        .sees("open since Tue 09:00");
}

#[test]
fn a_choice_is_made_by_arrows_by_space_or_by_the_letters_of_a_word() {
    let mut user = calling();
    user.press("a")
        .write("A topic @them")
        .press("Enter Esc e Tab Tab")
        .sees("Athena  ← →");
    user.press("x")
        .sees("← → or a letter: me, Athena, both")
        .sees("Athena  ← →");
    for (letters, owner) in [
        ("me", "me  ← →"),
        ("Athena", "Athena  ← →"),
        ("both", "both  ← →"),
        ("them", "Athena  ← →"),
        ("m", "me  ← →"),
        ("partner", "Athena  ← →"),
    ] {
        user.write(letters).sees(owner);
    }
    user.press("Right").sees("both  ← →").press("Esc");
    assert_eq!(user.row(Table::AgendaItems, "A topic")["owner"], "both");
}

#[test]
fn the_same_letter_again_goes_on_to_the_next_word_and_more_of_them_spell_one() {
    let mut user = User::demo(80, 24);
    user.press("1 [ [ e Tab");
    for (letter, kind) in [
        ("c", "conference  ← →"),
        ("c", "course  ← →"),
        ("c", "conference  ← →"),
        ("b", "book  ← →"),
        ("person", "person  ← →"),
    ] {
        user.write(letter).sees(kind);
    }
    user.press("Ctrl-n").press(&"Tab ".repeat(8));
    user.write("Athena")
        .sees("Who named it")
        .sees("Athena  ← →");
}

#[test]
fn lines_say_whose_and_begin_anew() {
    let mut user = calling();
    user.press("a Tab")
        .write("Mine")
        .press("Enter")
        .write("Ours")
        .press("Enter Esc");
    assert_eq!(user.row(Table::AgendaItems, "Ours")["owner"], "both");
    user.press("w Tab").sees("Win, Athena's").press("Esc");
    user.press("i q").write("Which book?").press("Enter");
    assert!(user.model.overlays.is_empty());
    user.press("i t").write("A talk").press("Enter");
    assert!(user.model.overlays.is_empty());
}

#[test]
fn a_move_says_who_asked() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("h a")
        .write("24 nov 12:00")
        .press("Enter h s m")
        .write("Athena fri 15:00");
    user.sees("Athena asked: move to")
        .sees("Fri 27 Nov 15:00 · Athena asked · told now, 3 h ahead");
    // Said in the line itself, Tab has nothing to turn.
    user.sees_not("Tab ");
}

#[test]
fn who_asked_is_plain_before_anything_is_typed() {
    for width in [44, 80] {
        let mut user = User::new(width, 24);
        user.meets("Athena")
            .press("2 h a")
            .write("fri 12:00")
            .press("Enter h s m");
        user.sees("I asked: move to").sees("Tab Athena asked");
        user.press("Tab")
            .sees("Athena asked: move to")
            .sees("Tab I asked");
        user.press("Esc s c").sees("Tab Athena cancels");
    }
}

#[test]
fn when_a_change_was_told_may_be_said_in_words() {
    for told in [
        "told 3 hours ahead",
        "told 3 hours before",
        "told three hours before",
        "told three hours earlier",
        "told three hours in advance",
    ] {
        let mut user = User::new(80, 24);
        user.meets("Athena")
            .press("h a")
            .write("24 nov 12:00")
            .press("Enter h s m");
        user.write(&format!("fri 15:00 {told}"));
        user.sees("told now, 3 h ahead");
    }
}

#[test]
fn a_paste_with_no_field_open_asks_what_it_is() {
    let mut user = User::demo(80, 24);
    for before in ["", "1 l", "3", "4", "2 h j j Enter"] {
        user.press(before).paste("one line\nand another");
        user.sees("Catch: one line and another").press("q");
        user.sees("Question")
            .sees("one line and another")
            .press("Esc Esc 2");
    }
    user.paste("a talk\n").press("t Enter");
    user.row(Table::AgendaItems, "a talk");
}

#[test]
fn a_large_paste_is_taken() {
    let mut user = User::demo(80, 24);
    user.paste(&"word ".repeat(200_000)).press("q");
    user.sees("word word").press("Esc");
}

#[test]
fn escape_and_a_key_that_arrive_joined_are_both() {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    let joined = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT);
    let mut user = User::demo(80, 24);
    user.press("?").sees("Keys that work here");
    user.key(joined('1'));
    user.sees_not("Keys that work here").sees("mine");
    user.press("a").write("one two");
    user.key(joined('b'));
    user.write("and ").sees("one and two");
    user.key(joined('2'));
    user.sees("Sessions");
}

#[test]
fn private_or_shared_says_which_and_children_name_their_parent() {
    let mut user = User::demo(80, 24);
    user.press("v")
        .sees("Private now: ")
        .sees("▪")
        .press("v")
        .sees("Shared now: ");
    user.press("1 g l v")
        .sees("is as private as its goal. v on the goal changes both.");
}

#[test]
fn any_row_is_copied() {
    let mut user = User::demo(80, 24);
    user.press("1 g y").sees("Copied: the goal");
    user.press("l y").sees("Copied: the milestone");
    user.press("3 g y").sees("Copied: the feedback");
    user.press("2 y").sees("Copied · marked as sent");
    user.press("h j j Enter y")
        .sees("Copied · without private notes");
}

#[test]
fn a_catch_comes_back_to_where_one_was() {
    let mut user = User::demo(80, 24);
    user.press("h j j Enter j i w")
        .write("told in passing")
        .press("Enter");
    assert!(user.model.is_reading());
    user.row(Table::Wins, "told in passing");
    user.press("Esc 3 i p")
        .write("send it fri")
        .press("Enter")
        .sees("3 Feedback");
    user.row(Table::Commitments, "send it");
}

#[test]
fn what_nobody_ticked_is_not_added_unseen() {
    let mut user = User::demo(80, 24);
    user.press("i q")
        .write("Where would you begin?")
        .press("Enter");
    user.press("2 o /").write("where would").press("Enter");
    user.sees("0 taken").press("Enter");
    user.sees("Added: Where would you begin?");
}

#[test]
fn a_long_pulse_shows_that_it_goes_on() {
    let mut user = User::demo(44, 18);
    user.press(":").write("twelve").press("Enter");
    user.sees("\n↓ ").sees_not("↑");
    for _ in 0..7 {
        user.press("Down");
    }
    user.sees("\n↑ ").sees("\n↓ ").sees("\n▸ ");
    user.press("End").sees("\n↑ ").sees_not("↓");
}

#[test]
fn a_box_that_names_its_keys_covers_those_of_the_screen_below() {
    for (width, height) in [(80, 24), (100, 30)] {
        let mut user = User::demo(width, height);
        user.press("2 c x")
            .sees("keep all of it")
            .sees_not("Space done");
        user.press("Esc").sees("Space done").press("q 4 Tab a");
        user.sees("Not a validated test").sees_not("+ - zoom");
    }
}

#[test]
fn an_end_that_another_copy_kept_first_stays_open_with_what_was_typed() {
    let mut user = calling();
    user.press("x").write("We chose.").pause();
    let live = user.row(Table::Sessions, "live");
    user.elsewhere(&Act::End {
        session: common::id_of(&live),
        ending: Ending::default(),
    });
    user.refresh();
    user.press("Enter")
        .sees("That call is not running")
        .sees("We chose.")
        .pause();
    assert!(
        user.store
            .drafts("")
            .unwrap()
            .values()
            .any(|text| text == "We chose.")
    );
    user.press("Esc").sees_not("We chose.");
}
