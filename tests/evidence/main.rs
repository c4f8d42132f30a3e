//! Pulse and evidence board, as a user goes through them: keys in, screen and file out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

#[path = "../common/mod.rs"]
mod common;
mod fixtures;
mod guard;
mod law;
mod plain;
mod raising;

use common::User;
use ithaca::app::board::PulseLine;
use ithaca::app::entry::Entry;
use ithaca::app::model::Tab;
use ithaca::app::overlay::Overlay;
use ithaca::domain::evidence::Signal;
use ithaca::domain::{Row, Table, Word};

fn pulses(user: &User) -> Vec<Row> {
    let rows = user.store.table_rows(Table::Pulses).unwrap();
    let is_kept = |row: &Row| !row.contains_key("deleted_at");
    rows.into_iter().filter(is_kept).collect()
}

fn met() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    user
}

#[test]
fn five_digits_and_enter_keep_a_pulse_and_u_takes_it_back() {
    let mut user = met();
    user.press("4 Tab a").sees("not a grade of anyone");
    user.press("4 3 5 2 4").sees("5 of 5").press("Enter");
    user.sees("Pulse: 5 of 5 answered");
    let kept = pulses(&user);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["side"], "me");
    assert_eq!(kept[0]["form"], "quick");
    assert_eq!(kept[0]["visibility"], "private");
    assert_eq!(kept[0]["taken_on"], "2026-11-24");
    assert_eq!(
        kept[0]["answers"],
        serde_json::json!({"rel1": 4, "cre1": 3, "car1": 5, "ope1": 2, "dir1": 4})
    );
    user.press("u");
    assert_eq!(pulses(&user), Vec::<Row>::new());
}

#[test]
fn what_is_skipped_has_no_answer_and_backspace_takes_one_back() {
    let mut user = met();
    user.press("4 Tab a 4 Space 5 Tab 1 Backspace 2 Enter");
    let answers = &pulses(&user)[0]["answers"];
    assert_eq!(
        *answers,
        serde_json::json!({"rel1": 4, "car1": 5, "dir1": 2})
    );
}

#[test]
fn left_before_it_is_kept_a_pulse_goes_on_where_it_was() {
    let mut user = met();
    user.press("4 Tab a 4 3 Esc");
    assert_eq!(pulses(&user), Vec::<Row>::new());
    user.press("a").sees("2 of 5").press("5 2 4 Enter");
    assert_eq!(pulses(&user).len(), 1);
    user.press("a").sees("0 of 5");
}

#[test]
fn nothing_answered_keeps_nothing() {
    let mut user = met();
    user.press("4 Tab a Enter").sees("Nothing is answered");
    user.press("Space Space Space Space Space Enter Esc");
    assert_eq!(pulses(&user), Vec::<Row>::new());
}

#[test]
fn the_palette_has_twelve_and_tab_on_the_first_line_makes_them_the_others() {
    let mut user = met();
    user.press(":").write("full-pulse").press("Enter");
    user.sees("0 of 12");
    user.sees("answers of me · g Space: those of Athena");
    user.press("g")
        .sees("answers of me · Space: those of Athena");
    user.press("Space").sees("answers of Athena · Space: mine");
    user.press("Space Tab").sees("answers of Athena");
    user.press("Down 3 Enter")
        .sees("Pulse of Athena: 1 of 12 answered");
    assert_eq!(pulses(&user)[0]["side"], "partner");
    assert_eq!(pulses(&user)[0]["form"], "full");
}

#[test]
fn the_end_of_a_call_offers_a_pulse_where_one_is_due() {
    let mut user = met();
    user.press("c x").sees("five answers, half a minute");
    user.press("Up Space").sees("answers of me");
    user.press("4 4 4 4 4 Enter").sees("Pulse");
    user.sees_not("five answers").press("Enter");
    assert_eq!(pulses(&user).len(), 1);
    user.press("c x").sees_not("Pulse ");
}

#[test]
fn an_empty_board_says_that_nothing_is_recorded() {
    let mut user = met();
    user.press("4 Tab").sees("Trust, as recorded in 180 days");
    user.sees("took place  nothing recorded")
        .sees("My record; Athena may see it otherwise.")
        .sees_not("Worth raising")
        .sees_not("%");
    user.press("G").sees("not seen from here");
}

#[test]
fn the_board_of_the_demo_counts_and_what_is_worth_raising_goes_onto_the_agenda() {
    let mut user = User::demo(120, 40);
    user.press("4 Tab").sees("11 of 11  ·······━━●");
    user.sees("2 of 2  ●●")
        .sees("too few")
        .sees("Worth raising");
    let raised = user.model.timeline.board.raised.len();
    assert!((1..=3).contains(&raised));
    assert!(matches!(user.model.entry(), Some(Entry::Raised(_))));
    user.press("o").sees("Added: ");
    user.press("u").sees("Undone: Added · ");
    user.press("Enter").sees_not("Trust, as recorded");
}

#[test]
fn masked_the_board_shows_no_figure_and_no_answer() {
    let mut user = User::demo(120, 40);
    user.press("4 Tab m")
        .sees_not("11 of 11")
        .sees_not("too few");
    user.sees_not("Read the storage papers")
        .sees("Masked · m shows what stands here");
    user.press("m").sees("11 of 11");
}

#[test]
fn a_figure_opens_its_records_and_each_of_them_where_it_lives() {
    let mut user = User::demo(80, 24);
    user.press("4 Tab").sees("my promises 13 of 19");
    user.press("j j j j j j Enter")
        .sees("before 9 of 12: too early to tell");
    user.sees("\n beside it: 1 dated ahead; 1 moved in time");
    user.sees("● 19 Nov      Leave the naming group");
    user.sees("○ 29 Oct      Answer her word on the write-up");
    user.sees("not done").sees("1/20");
    user.press("j Enter").sees_not("dated ahead");
    user.press("Esc").sees("dated ahead").sees("2/20");
    user.press("Esc").sees("▸ my promises 13 of 19");
}

#[test]
fn from_a_row_on_another_tab_and_from_a_pulse_one_comes_back_to_the_records() {
    let mut user = User::demo(80, 24);
    user.press("4 Tab G");
    while !matches!(user.model.entry(), Some(Entry::Figure(signal, _)) if *signal == Signal::Milestones)
    {
        user.press("k");
    }
    user.press("Enter j").sees("Milestones done, of those due.");
    let at = |user: &User| match user.model.overlays.last() {
        Some(Overlay::Behind(behind)) => behind.selected,
        other => panic!("{other:?}"),
    };
    assert_eq!(at(&user), 1);
    user.press("Enter");
    assert_eq!(user.model.tab, Tab::Goals);
    user.press("Esc").sees("Milestones done, of those due.");
    assert_eq!((user.model.tab, at(&user)), (Tab::Timeline, 1));
    user.press("Esc").sees("▸ milestones");
    while !matches!(user.model.entry(), Some(Entry::Pulse(PulseLine::Of(..)))) {
        user.press("j");
    }
    user.press("Enter j Enter").sees("A line on it");
    user.write("After the long week").press("Esc");
    user.row(Table::Pulses, "After the long week");
    user.sees("Pulse · me").sees_not("A line on it");
    assert_eq!(at(&user), 1);
    user.press("Esc").sees("pulses");
    assert!(user.model.overlays.is_empty());
}

#[test]
fn minus_looks_at_everything_so_far_on_the_board_and_behind_it() {
    let mut user = User::demo(80, 24);
    user.press("4 Tab -")
        .sees("Trust, as recorded so far")
        .sees("30 of 46");
    user.press("-")
        .sees("It shows everything so far. + shows the last 180 days.");
    user.press("+").sees("in 180 days").sees("13 of 19");
    user.press("j j j Enter")
        .sees("took place")
        .sees("11 of 11")
        .press("-")
        .sees("31 of 33");
    user.sees_not("before")
        .press("Esc")
        .sees("▸ took place  31 of 33");
    user.press("Tab + ").sees("31 of 33");
}

#[test]
fn a_pulse_is_offered_on_the_tab_until_one_was_taken_and_again_after_eight_weeks() {
    let mut user = met();
    user.press("4 Tab")
        .sees("five answers, half a minute")
        .press("Enter 4 4 4 4 4 Enter");
    user.sees_not("five answers").press("G").sees("me: 1 pulse");
    user.restart("2027-01-18T09:00:00Z");
    user.press("4 Tab").sees_not("five answers");
    user.restart("2027-01-19T09:00:00Z");
    user.press("4 Tab").sees("five answers, half a minute");
}

#[test]
fn a_pulse_that_was_switched_off_is_offered_nowhere_until_that_is_undone() {
    let mut user = met();
    user.press("4 Tab d")
        .sees("Never offered: a pulse")
        .sees_not("five answers");
    user.press("c x").sees_not("five answers").press("Esc x");
    user.restart("2027-06-01T09:00:00Z");
    user.press("q 4 Tab").sees_not("five answers");
    let mut other = met();
    other
        .configure("[nudges]\npulse = false")
        .press("4 Tab")
        .sees_not("five answers");
    let mut undone = met();
    undone.press("4 Tab d u").sees("five answers");
}

#[test]
fn the_partners_answers_are_folded_until_they_are_opened() {
    let mut user = met();
    user.press("4 Tab a Up Tab Down 1 2 3 Enter")
        .sees("Pulse of Athena: 3 of 5 answered");
    user.press("g j")
        .sees("▸ Athena: 1 pulse, folded")
        .sees_not("1 2 3");
    user.press("Enter")
        .sees("Pulse · Athena")
        .sees("Enter a line on it")
        .sees_not("Enter open")
        .sees("24 Nov")
        .sees("1           –           3           –           2");
    user.press("Esc").sees("Athena: 1 pulse, folded");
}

#[test]
fn d_takes_a_line_off_the_board_or_a_kind_off_what_is_raised_until_that_is_undone() {
    let mut user = User::demo(120, 40);
    user.press("4 Tab").sees("waits for my answer").press("d");
    user.sees("Never offered: waiting for an answer")
        .sees_not("waits for my answer");
    user.press("u")
        .sees("waits for my answer")
        .press("g j j j j j d");
    user.sees("Off the board: on time")
        .press("k")
        .sees_not("on time");
    user.press("j d").sees("Off the board: my promises");
    user.press("u").sees("my promises");
    user.restart("2026-11-24T10:00:00Z");
    user.press("4 Tab")
        .sees_not("on time")
        .press("u")
        .sees("on time");
}

/// The figures of the list that has the focus, and on which of its rows they stand.
fn figures_at(user: &mut User) -> Vec<(usize, Signal)> {
    user.press("g");
    let mut all = Vec::new();
    for at in 0..user.model.panes().list().len() {
        if let Some(Entry::Figure(signal, _)) = user.model.entry() {
            all.push((at, *signal));
        }
        user.press("j");
    }
    all
}

#[test]
fn each_figure_leads_to_its_records_and_each_kind_of_record_leads_back() {
    for (width, height, spans) in [
        (44, 24, "-"),
        (80, 24, "+"),
        (120, 40, "+ -"),
        (200, 50, "-"),
    ] {
        for span in spans.split(' ') {
            let mut user = User::demo(width, height);
            user.press("4");
            user.press(if width < 80 { "g" } else { "Tab" });
            user.press(span);
            let figures = figures_at(&mut user);
            assert_eq!(figures.len(), Signal::ALL.len());
            let mut opened = 0;
            for (at, signal) in figures {
                user.press("g").press(&"j ".repeat(at));
                let rule: String = signal.rule().chars().take(30).collect();
                user.press("Enter").sees(&rule);
                let has_records = !user.screen().contains("Nothing recorded.");
                user.press("Enter");
                if has_records {
                    user.sees_not(&rule);
                    opened += 1;
                }
                for _ in 0..4 {
                    let is_back = user.model.overlays.is_empty() && user.model.came_from.is_empty();
                    user.press(if is_back { "Ctrl-l" } else { "Esc" });
                }
                assert!(
                    matches!(user.model.entry(), Some(Entry::Figure(back, _)) if *back == signal),
                    "{signal:?}:\n{}",
                    user.screen()
                );
            }
            assert!(opened > 10, "{opened}");
        }
    }
}

#[test]
fn in_a_narrow_terminal_the_strips_stand_under_each_other() {
    let mut user = User::demo(44, 30);
    user.press("4 Tab")
        .sees("took place  11 of 11 ·······━━● 74–100 %")
        .sees("my promises 13 of 19 ····━━●━━·  46–85 %");
}

#[test]
fn o_on_the_board_puts_on_once_what_is_worth_raising_and_nothing_else() {
    let mut user = User::demo(80, 24);
    let items = |user: &User| user.rows(Table::AgendaItems).len();
    let before = items(&user);
    user.press("4 l o").sees("Added: ");
    user.sees("waits for my answer  on");
    user.press("o").sees("is on that agenda already.");
    assert_eq!(items(&user), before + 1);
    // What no program could see is nothing that goes onto an agenda, and neither is the story beside it.
    user.press("G k k").sees("▸ not seen from here");
    user.press("o").sees_not("Added: ");
    assert_eq!(items(&user), before + 1);
}

#[test]
fn all_pulses_are_counted_and_all_are_there() {
    let mut user = User::demo(80, 40);
    let with = user.model.relationship_id().unwrap().to_string();
    let mine = user.rows(Table::Pulses).into_iter();
    let mine = mine.filter(|row| row["side"] == "me" && row["relationship_id"] == with.as_str());
    let mine = mine.count();
    assert!(mine > 8);
    user.press("4 l G k").sees(&format!("▸ me: {mine} pulses"));
    user.press("Enter").sees(&format!("1/{mine}"));
}

#[test]
fn in_a_narrow_terminal_a_record_keeps_its_date() {
    let mut user = User::demo(44, 22);
    user.press("4 Tab j Enter").sees("told ahead");
    user.press("-").sees("16 Oct 2025").sees("7 May");
}

#[test]
fn the_list_of_keys_says_what_they_do_to_the_board() {
    let mut user = User::demo(80, 40);
    user.press("4 l j j j ?").sees("everything so far");
    user.sees("off for good").sees_not("fewer minutes");
    user.press("Esc h ?").sees("year by year");
}

#[test]
fn the_medians_say_their_order_and_at_the_foot_their_days() {
    for (size, beside) in [
        ((120, 40), "my pulse, oldest first"),
        ((80, 24), "my pulse"),
    ] {
        let mut user = User::demo(size.0, size.1);
        user.press("4 Tab").sees(beside).sees("Reliability");
        user.press("j j j").sees("▸ took place").sees("my pulse: ");
        let screen = user.screen();
        let foot = screen.lines().rev().nth(1).unwrap();
        assert!(foot.contains(" · ") && foot.ends_with('5'), "{foot}");
        user.press("j").sees_not("my pulse: ");
        while !user.screen().contains("▸ not seen from here") {
            user.press("j");
        }
        user.sees("my pulse: ").press("m").sees_not("my pulse");
    }
}
