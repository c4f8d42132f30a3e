//! What the rules count, over records alone.

use ithaca::domain::evidence::{
    Coverage, Evidence, Figure, Records, SessionRecord, Signal, Window,
};
use ithaca::domain::{Commitment, CommitmentStatus, SessionStatus, Side};

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

fn figures(records: &Records) -> Vec<(Signal, Figure)> {
    let board = Evidence::board(records, Window::recent(records.today));
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
