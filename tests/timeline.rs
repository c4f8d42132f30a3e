//! The story, as a user goes through it: keys in, screen out; and that it is nothing but the dated fields of the file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::collections::BTreeSet;

use common::User;
use ithaca::app::entry::Entry;
use ithaca::app::model::Tab;
use ithaca::domain::story::{StoryKind, TOLD};
use ithaca::domain::{Id, Row, Table};
use ithaca::store::Store;

/// A kind, its table and field, and the words of which another field has to be one.
type Dated = (
    &'static str,
    Table,
    &'static str,
    Option<(&'static str, &'static [&'static str])>,
);

/// What an export says happened: kind, day, row. Written down beside the code, from DOMAIN.md.
fn union(store: &Store, relationship: Id) -> BTreeSet<(&'static str, String, String)> {
    let of = relationship.to_string();
    let mut all = BTreeSet::new();
    let text = |row: &Row, field: &str| {
        let value = row.get(field).and_then(|v| v.as_str());
        value
            .unwrap_or_default()
            .chars()
            .take(10)
            .collect::<String>()
    };
    let trashed: BTreeSet<String> = store
        .table_rows(Table::Goals)
        .unwrap()
        .iter()
        .filter(|row| row.contains_key("deleted_at"))
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    let dated: &[Dated] = &[
        (
            "session",
            Table::Sessions,
            "planned_start",
            Some(("status", &["held", "rescheduled", "cancelled", "missed"])),
        ),
        ("goal", Table::Goals, "active_since", None),
        ("goal", Table::Goals, "closed_on", None),
        (
            "milestone",
            Table::Milestones,
            "done_on",
            Some(("status", &["done"])),
        ),
        ("feedback", Table::Feedback, "said_on", None),
        ("answer", Table::Feedback, "responded_on", None),
        ("lesson", Table::Lessons, "learned_on", None),
        ("win", Table::Wins, "happened_on", None),
        ("challenge", Table::Challenges, "opened_on", None),
        ("challenge", Table::Challenges, "closed_on", None),
        (
            "promise",
            Table::Commitments,
            "done_on",
            Some(("status", &["done"])),
        ),
        ("update", Table::GoalUpdates, "at", None),
        (
            "question",
            Table::Questions,
            "asked_on",
            Some(("status", &["asked"])),
        ),
        (
            "resource",
            Table::Resources,
            "done_on",
            Some(("status", &["done"])),
        ),
        ("pulse", Table::Pulses, "taken_on", None),
    ];
    for (kind, table, field, only) in dated {
        for row in store.table_rows(*table).unwrap() {
            let day = text(&row, field);
            let goal = row
                .get("goal_id")
                .and_then(|v| v.as_str())
                .unwrap_or_default();
            let is_child = matches!(table, Table::Milestones | Table::GoalUpdates);
            if row["relationship_id"].as_str() != Some(&of)
                || row.contains_key("deleted_at")
                || day.is_empty()
                || (is_child && trashed.contains(goal))
                || only.is_some_and(|(field, words)| {
                    !words.contains(&row.get(field).and_then(|v| v.as_str()).unwrap_or_default())
                })
            {
                continue;
            }
            all.insert((*kind, day, row["id"].as_str().unwrap().to_owned()));
        }
    }
    all
}

/// What the story tells, month after month.
fn told(store: &Store, relationship: Id) -> BTreeSet<(&'static str, String, String)> {
    use ithaca::domain::Word;
    let kinds: Vec<_> = StoryKind::ALL
        .iter()
        .copied()
        .filter(|k| !matches!(k, StoryKind::Decision | StoryKind::Together))
        .collect();
    let mut all = BTreeSet::new();
    for month in store.story_months(relationship, &kinds).unwrap() {
        let lines = store
            .story_page(relationship, &month.month, &kinds, &(0..10_000))
            .unwrap();
        assert_eq!(lines.len(), month.total(), "{}", month.month);
        let mut sorted = lines.clone();
        sorted.sort_by_key(|line| std::cmp::Reverse(line.on));
        assert!(lines.iter().map(|l| l.on).eq(sorted.iter().map(|l| l.on)));
        for line in lines {
            all.insert((line.kind.word(), line.on.to_string(), line.id.to_string()));
        }
    }
    all
}

#[test]
fn the_story_is_the_dated_fields_of_the_file_and_stays_so_through_writes_and_undo() {
    let mut user = User::demo(100, 30);
    let relationship = user.model.relationship_id().unwrap();
    assert_eq!(
        told(&user.store, relationship),
        union(&user.store, relationship)
    );
    for keys in [
        "1 Space",
        "u",
        "1 l Space",
        "h d",
        "u",
        "3 Space t Enter",
        "Space",
        "d",
        "u u",
        "2 h s",
        "Esc",
        "i w x Enter",
        "i b y Enter",
        "u",
        "4 d",
        "2 c",
        "x Enter",
        "u",
        "Ctrl-r",
    ] {
        user.press(keys);
        assert_eq!(
            told(&user.store, relationship),
            union(&user.store, relationship),
            "{keys}"
        );
    }
}

#[test]
fn a_file_from_before_has_its_story_told_once() {
    let user = User::demo(80, 24);
    let relationship = user.model.relationship_id().unwrap();
    let path = user.store.path().to_owned();
    let before = told(&user.store, relationship);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("DELETE FROM story; DELETE FROM memory WHERE name = 'story'")
        .unwrap();
    drop(raw);
    let again = Store::open(&path, ithaca::store::Patience::CommandLine).unwrap();
    assert_eq!(told(&again, relationship), before);
}

#[test]
fn a_session_in_the_evening_stands_on_its_own_day() {
    let env = common::env_at(common::NOW);
    let store = Store::in_memory().unwrap();
    let json = r#"{"format": "ithaca/1", "relationships": [{"id": "01990000-0000-7000-8000-000000000001", "partner_name": "Athena", "my_role": "mentee"}],
        "sessions": [{"relationship_id": "01990000-0000-7000-8000-000000000001", "planned_start": "2026-11-01T00:30:00Z", "zone": "America/Los_Angeles", "status": "held"}]}"#;
    let rows = ithaca::transfer::json::parse(json.as_bytes()).unwrap();
    store
        .import(
            rows,
            "x",
            ithaca::store::portable::Mode::Write,
            env.now(),
            || env.id(),
        )
        .unwrap();
    let relationship = Id::parse("01990000-0000-7000-8000-000000000001").unwrap();
    let months = store.story_months(relationship, TOLD).unwrap();
    assert_eq!(
        months.iter().map(|m| m.month.as_str()).collect::<Vec<_>>(),
        ["2026-10"]
    );
}

#[test]
fn months_stand_above_their_things_and_the_beginning_at_the_end() {
    let mut user = User::demo(100, 30);
    user.press("4")
        .sees("November 2026")
        .sees("by month")
        .sees("Session ");
    user.press("G").sees("it began:");
}

#[test]
fn enter_goes_where_it_lives_and_esc_comes_back_to_that_line() {
    let mut user = User::demo(100, 30);
    user.press("4");
    for _ in 0..12 {
        user.press("j");
        let Some(Entry::Story(line)) = user.model.entry().cloned() else {
            continue;
        };
        user.press("Enter");
        let is_there = user.model.tab != Tab::Timeline || !user.model.overlays.is_empty();
        assert!(is_there, "{line:?}:\n{}", user.screen());
        for _ in 0..3 {
            if user.model.tab != Tab::Timeline || !user.model.overlays.is_empty() {
                user.press("Esc");
            }
        }
        assert_eq!(user.model.tab, Tab::Timeline, "{}", user.screen());
        let here = match user.model.entry() {
            Some(Entry::Story(here)) => here.id,
            _ => panic!("{}", user.screen()),
        };
        assert_eq!(here, line.id);
    }
}

#[test]
fn f_filters_by_kinds_several_at_once() {
    let mut user = User::demo(100, 40);
    user.press("4 F")
        .sees("What the story shows")
        .sees("✓ sessions")
        .sees("· promises kept");
    user.press("s g m f l b t a Esc").sees("1 kinds");
    let is_win = |e: &Entry| matches!(e, Entry::Story(l) if l.kind == StoryKind::Win);
    let rows = user.model.timeline.panes.left.rows();
    assert!(rows.iter().any(is_win));
    assert!(
        rows.iter()
            .all(|e| is_win(e) || matches!(e, Entry::Begun(_)))
    );
    user.press("F 0 Esc").sees("by month").sees("Session ");
}

#[test]
fn minus_shows_the_years_and_plus_or_enter_the_month_again() {
    let mut user = User::demo(100, 30);
    user.press("4 -")
        .sees("by year")
        .sees("2026")
        .sees("November")
        .sees("2025");
    user.press("j Enter").sees("by month");
    let month = match user.model.entry() {
        Some(Entry::Story(line)) => line.on.format("%Y-%m").to_string(),
        other => panic!("{other:?}\n{}", user.screen()),
    };
    let second = user.model.timeline.months.get(1).unwrap().month.clone();
    assert_eq!(month, second);
    user.press("-");
    assert!(matches!(user.model.entry(), Some(Entry::Month(line)) if line.month == second));
    user.press("+").sees("by month");
}

#[test]
fn an_empty_story_says_what_it_is_for() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("4 F a Esc")
        .sees("What happens between you is");
}
