//! Pulse and evidence board, as a user goes through them: keys in, screen and file out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::User;
use ithaca::app::entry::Entry;
use ithaca::domain::evidence::{Coverage, Records, SessionRecord, Signal, Window};
use ithaca::domain::{Commitment, CommitmentStatus, Row, SessionStatus, Side, Table};

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
    user.press("Up Tab").sees("answers of Athena");
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
    user.press("u").sees("Undone: Added: ");
    user.press("Enter").sees_not("Trust, as recorded");
}

#[test]
fn masked_the_board_shows_no_figure_and_no_answer() {
    let mut user = User::demo(120, 40);
    user.press("4 Tab m")
        .sees_not("11 of 11")
        .sees_not("too few");
    user.sees_not("Read the storage papers")
        .sees("took place  ▪▪▪▪");
    user.press("m").sees("11 of 11");
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn promise(n: u128, due: Option<&str>, status: CommitmentStatus, done: Option<&str>) -> Commitment {
    Commitment {
        id: ithaca::domain::Id::parse(&format!("00000000-0000-7000-8000-{n:012}")).unwrap(),
        due: due.map(day),
        done_on: done.map(day),
        status,
        owner: Side::Me,
        ..Commitment::default()
    }
}

fn figures(records: &Records) -> Vec<(Signal, ithaca::domain::evidence::Figure)> {
    let board = Signal::board(records, Window::recent(records.today));
    board
        .iter()
        .map(|line| (line.signal, line.figure()))
        .collect()
}

#[test]
fn released_undated_and_not_yet_due_promises_change_no_figure() {
    use CommitmentStatus::{Done, NotDone, Open, Released};
    let mut records = Records {
        today: day("2026-11-24"),
        commitments: vec![
            promise(1, Some("2026-11-01"), Done, Some("2026-11-01")),
            promise(2, Some("2026-11-01"), Done, Some("2026-11-02")),
            promise(3, Some("2026-11-23"), Open, None),
            promise(4, Some("2026-11-10"), NotDone, None),
        ],
        ..Records::default()
    };
    let before = figures(&records);
    let mine = before.iter().find(|f| f.0 == Signal::PromisesMine).unwrap();
    assert_eq!(format!("{:?}", mine.1), "Rate(Rate { k: 1, n: 4 })");
    records.commitments.extend([
        promise(5, Some("2026-11-01"), Released, None),
        promise(6, None, Done, Some("2026-11-03")),
        promise(7, Some("2026-11-24"), Open, None),
    ]);
    assert_eq!(figures(&records), before);
}

#[test]
fn no_figure_depends_on_the_records_of_another_row() {
    let mut records = Records {
        today: day("2026-11-24"),
        ..Records::default()
    };
    let before = figures(&records);
    records.commitments = vec![promise(
        1,
        Some("2026-11-01"),
        CommitmentStatus::Done,
        Some("2026-11-01"),
    )];
    let changed: Vec<_> = figures(&records)
        .into_iter()
        .zip(before)
        .filter(|(is, was)| is != was)
        .map(|(is, _)| is.0)
        .collect();
    assert_eq!(changed, [Signal::PromisesMine]);
}

#[test]
fn coverage_counts_what_nobody_answered() {
    let at = |text: &str| ithaca::domain::Instant::parse(text).unwrap();
    let session = |start| SessionRecord {
        planned_start: at(start),
        status: SessionStatus::Held,
        ..SessionRecord::default()
    };
    let records = Records {
        today: day("2026-11-24"),
        sessions: vec![
            session("2026-11-10T15:00:00Z"),
            session("2024-11-10T15:00:00Z"),
        ],
        unanswered: vec![at("2026-11-20T15:00:00Z")],
        ..Records::default()
    };
    let coverage = Coverage::of(&records, Window::recent(records.today));
    assert_eq!(coverage.words(), "Covers 1 of 2 sessions.");
}
