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
use ithaca::app::list::Keyed;
use ithaca::app::model::Tab;
use ithaca::app::overlay::Overlay;
use ithaca::domain::progress::{Progress, bars};
use ithaca::domain::story::{StoryKind, TOLD};
use ithaca::domain::{Id, Row, Table, Word};
use ithaca::store::Store;
use ithaca::store::window::story::{MonthLine, StoryLine};

/// A kind, its table and field, and the words of which another field has to be one.
type Dated = (
    &'static str,
    Table,
    &'static str,
    Option<(&'static str, &'static [&'static str])>,
);

/// Every date of the contract that the story tells, written down beside the code, from DOMAIN.md.
const DATED: &[Dated] = &[
    (
        "session",
        Table::Sessions,
        "started_at",
        Some(("status", &["held"])),
    ),
    (
        "change",
        Table::Sessions,
        "planned_start",
        Some(("status", &["rescheduled", "cancelled", "missed"])),
    ),
    ("begun", Table::Goals, "active_since", None),
    (
        "begun",
        Table::Goals,
        "closed_on",
        Some(("status", &["dropped"])),
    ),
    (
        "goal",
        Table::Goals,
        "closed_on",
        Some(("status", &["achieved", "partly_achieved"])),
    ),
    ("request", Table::FeedbackRequests, "asked_on", None),
    (
        "agreement",
        Table::Agreements,
        "effective_from",
        Some(("status", &["agreed", "superseded"])),
    ),
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

/// What an export says happened: kind, day, row.
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
    for (kind, table, field, only) in DATED {
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
            // A date that moved has no field of its own.
            if line.kind != StoryKind::Promise || line.is_end {
                all.insert((line.kind.word(), line.on.to_string(), line.id.to_string()));
            }
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
    raw.execute_batch(
        "DELETE FROM story; DELETE FROM story_months; DELETE FROM memory WHERE name = 'story'",
    )
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
    user.press("G").sees("ago it began");
}

#[test]
fn what_began_with_a_session_began_with_the_first() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("2 h a");
    user.write("2026-11-12 15:00").press("Enter 4 G");
    user.sees("it began: Session 1");
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

/// A file in which something of every kind happened between two people.
const EVERY_KIND: &str = r#"{"format": "ithaca/1",
    "relationships": [{"id": "01990000-0000-7000-8000-000000000001", "partner_name": "Athena", "my_role": "mentee", "status": "ended", "started_on": "2025-03-04", "ended_on": "2026-11-20", "end_kind": "faded"}],
    "agreements": [{"id": "01990000-0000-7000-8000-000000000002", "relationship_id": "01990000-0000-7000-8000-000000000001", "status": "agreed", "version": 1, "agreed_on_me": "2026-01-05", "agreed_on_partner": "2026-01-07"}],
    "goals": [{"id": "01990000-0000-7000-8000-000000000003", "relationship_id": "01990000-0000-7000-8000-000000000001", "title": "Reached", "status": "achieved", "active_since": "2026-02-01T09:00:00Z", "closed_on": "2026-02-01"},
        {"id": "01990000-0000-7000-8000-000000000004", "relationship_id": "01990000-0000-7000-8000-000000000001", "title": "Let go", "status": "dropped", "active_since": "2026-02-02T09:00:00Z", "closed_on": "2026-10-02"}],
    "milestones": [{"id": "01990000-0000-7000-8000-000000000005", "goal_id": "01990000-0000-7000-8000-000000000003", "title": "A step", "status": "done", "done_on": "2026-02-11"}],
    "goal_updates": [{"id": "01990000-0000-7000-8000-000000000006", "goal_id": "01990000-0000-7000-8000-000000000003", "at": "2026-02-12T10:00:00Z", "text": "It moved"}],
    "sessions": [{"id": "01990000-0000-7000-8000-000000000007", "relationship_id": "01990000-0000-7000-8000-000000000001", "planned_start": "2026-03-01T10:00:00Z", "status": "held"},
        {"id": "01990000-0000-7000-8000-000000000008", "relationship_id": "01990000-0000-7000-8000-000000000001", "planned_start": "2026-03-15T10:00:00Z", "status": "cancelled", "changed_at": "2026-03-12T10:00:00Z"}],
    "agenda_items": [{"id": "01990000-0000-7000-8000-000000000009", "relationship_id": "01990000-0000-7000-8000-000000000001", "session_id": "01990000-0000-7000-8000-000000000007", "title": "Which way", "kind": "decision", "status": "done", "closed_at": "2026-03-01T10:20:00Z"}],
    "questions": [{"id": "01990000-0000-7000-8000-00000000000a", "relationship_id": "01990000-0000-7000-8000-000000000001", "text": "Why?", "status": "asked", "asked_on": "2026-03-02"}],
    "commitments": [{"id": "01990000-0000-7000-8000-00000000000b", "relationship_id": "01990000-0000-7000-8000-000000000001", "text": "Send it", "owner": "me", "session_id": "01990000-0000-7000-8000-000000000007", "status": "done", "done_on": "2026-04-20",
        "renegotiated": [{"at": "2026-04-01T10:00:00Z", "old_due": "2026-04-02", "new_due": "2026-04-10"}, {"at": "2026-04-09T10:00:00Z", "old_due": "2026-04-10", "new_due": "2026-04-20"}]}],
    "feedback": [{"id": "01990000-0000-7000-8000-00000000000c", "relationship_id": "01990000-0000-7000-8000-000000000001", "direction": "from_partner", "behaviour": "you ask", "state": "responded", "said_on": "2026-05-01", "response": "trying", "responded_on": "2026-05-02", "visibility": "shared"}],
    "feedback_requests": [{"id": "01990000-0000-7000-8000-00000000000d", "relationship_id": "01990000-0000-7000-8000-000000000001", "to_side": "partner", "about": "the talk", "asked_on": "2026-05-03"}],
    "challenges": [{"id": "01990000-0000-7000-8000-00000000000e", "relationship_id": "01990000-0000-7000-8000-000000000001", "title": "The wall", "status": "resolved", "opened_on": "2026-06-01", "closed_on": "2026-06-20"}],
    "lessons": [{"id": "01990000-0000-7000-8000-00000000000f", "relationship_id": "01990000-0000-7000-8000-000000000001", "text": "Walls end", "learned_on": "2026-06-20"}],
    "pulses": [{"id": "01990000-0000-7000-8000-000000000010", "relationship_id": "01990000-0000-7000-8000-000000000001", "taken_on": "2026-07-01", "side": "me", "answers": {}}],
    "resources": [{"id": "01990000-0000-7000-8000-000000000011", "relationship_id": "01990000-0000-7000-8000-000000000001", "title": "A book", "status": "done", "done_on": "2026-08-01"}],
    "wins": [{"id": "01990000-0000-7000-8000-000000000012", "relationship_id": "01990000-0000-7000-8000-000000000001", "text": "Accepted", "happened_on": "2026-09-01"}]}"#;

fn with_every_kind(width: u16, height: u16) -> User {
    User::with(width, height, |store, env| {
        let rows = ithaca::transfer::json::parse(EVERY_KIND.as_bytes()).unwrap();
        let mode = ithaca::store::portable::Mode::Write;
        let report = store
            .import(rows, "x", mode, env.now(), || env.id())
            .unwrap();
        assert_eq!(report.errors, Vec::<String>::new());
    })
}

/// The line of the story under the cursor.
fn under(user: &User) -> StoryLine {
    match user.model.entry() {
        Some(Entry::Story(line)) => line.clone(),
        other => panic!("{other:?}\n{}", user.screen()),
    }
}

/// Enter stands on the row that a line of the story is told of, and Esc on that line again.
#[track_caller]
fn leads_there_and_back(user: &mut User) -> StoryLine {
    let line = under(user);
    user.press("Enter");
    let size = user.model.size;
    let key = match (user.model.tab, user.model.overlays.last()) {
        (_, Some(Overlay::Reading(page))) if line.table() == Table::Sessions => {
            Some((Table::Sessions, page.session))
        }
        (_, Some(Overlay::Reading(reading))) => reading.entry(size).and_then(Keyed::key),
        (_, Some(Overlay::Form(form))) => Some((form.table, form.id)),
        (_, Some(Overlay::Behind(_))) if line.kind == StoryKind::Pulse => {
            Some((Table::Pulses, line.id))
        }
        (Tab::Timeline, _) => panic!("{line:?}\n{}", user.screen()),
        // Beside the list, where the card of the one under its cursor is.
        (Tab::People, _) if line.table() == Table::Relationships => {
            user.model.people.panes.left.row().and_then(Keyed::key)
        }
        _ => user.model.entry().and_then(Keyed::key),
    };
    let wanted = Some((line.table(), line.id));
    assert_eq!(key, wanted, "{line:?}\n{}", user.screen());
    while user.model.tab != Tab::Timeline || !user.model.overlays.is_empty() {
        user.press("Esc");
    }
    assert_eq!(under(user), line);
    line
}

#[test]
fn every_kind_of_thing_leads_to_its_row_and_back_to_its_line() {
    for (width, height) in [(44, 24), (100, 60), (200, 50)] {
        let mut user = with_every_kind(width, height);
        user.model.timeline.kinds = StoryKind::ALL.to_vec();
        user.press("4 h g");
        // In one column the story is below the board.
        for _ in 0..60 {
            if matches!(user.model.entry(), Some(Entry::Story(_))) {
                break;
            }
            user.press("j");
        }
        let mut seen = BTreeSet::new();
        for _ in 0..25 {
            let line = leads_there_and_back(&mut user);
            seen.insert((line.kind.word(), line.is_end));
            user.press("j");
        }
        assert_eq!(seen.len(), 23, "{seen:?}");
    }
}

/// The keys that take every kind that is shown off.
fn all_off(user: &User) -> String {
    let shown = user.model.timeline.kinds.iter();
    let letters = shown.map(|kind| format!("{} ", kind.choice().0));
    letters.collect()
}

#[test]
fn each_kind_alone_is_chosen_by_its_letter_and_leads_to_its_rows_and_back() {
    for (width, height) in [(44, 24), (120, 40)] {
        let mut user = with_every_kind(width, height);
        user.press("4");
        let usual = user.screen();
        for kind in StoryKind::ALL {
            let off = all_off(&user);
            let (letter, name) = kind.choice();
            user.press("F").press(&off).press(&format!("{letter} Esc"));
            assert_eq!(user.model.timeline.kinds, [*kind]);
            user.press("g");
            for _ in 0..40 {
                if matches!(user.model.entry(), Some(Entry::Story(_))) {
                    break;
                }
                user.press("j");
            }
            user.sees(&format!("{name}, by month"));
            let of_it: usize = user
                .model
                .timeline
                .months
                .iter()
                .map(MonthLine::total)
                .sum();
            assert!(of_it > 0, "{name}");
            for _ in 0..of_it {
                assert_eq!(leads_there_and_back(&mut user).kind, *kind);
                user.press("j");
            }
            let is_over = !matches!(user.model.entry(), Some(Entry::Story(_)));
            assert!(is_over || of_it == 1, "{name}:\n{}", user.screen());
        }
        user.press("F 0 Esc g");
        let first = |screen: &str| screen.lines().take(8).collect::<Vec<_>>().join("\n");
        assert_eq!(user.model.timeline.kinds, TOLD);
        if width > 80 {
            assert_eq!(first(&user.screen()), first(&usual));
        }
    }
}

#[test]
fn a_filter_that_leaves_nothing_says_so_and_how_to_choose_others() {
    for (width, height) in [(44, 60), (120, 40)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("4");
        user.sees("Began with Athena");
        let off = all_off(&user);
        user.press("F").press(&off).press("Esc");
        user.sees("no kind, by month").sees("None so far.");
        user.press("F r Esc").sees("answers to it, by month");
        user.sees("None so far. F chooses other kinds.");
        if width > 80 {
            user.press("j k Enter Space -").sees("by year").press("+");
        }
        user.press("F 0 Esc").sees("Began with Athena");
        let mut some = with_every_kind(width, height);
        some.press("4 F").press(&off).press("w Esc");
        some.sees("2 months ago the first: Accepted")
            .sees_not("it began");
    }
}

#[test]
fn tab_reaches_trust_and_progress_whose_figures_lead_to_their_records() {
    let mut user = User::demo(80, 24);
    user.press("4")
        .sees("12 months")
        .sees("Tab trust")
        .press("Tab")
        .sees("Tab progress")
        .press("Tab j");
    let strand = match user.model.entry() {
        Some(Entry::Progress(strand)) => strand.clone(),
        other => panic!("{other:?}"),
    };
    user.sees(&format!("▸ milestones    {}", bars(&strand.recent())));
    user.press("Enter").sees("milestones, by month");
    let shown: usize = user
        .model
        .timeline
        .months
        .iter()
        .map(MonthLine::total)
        .sum();
    assert_eq!(shown, strand.total());
    assert_eq!(under(&user).kind, StoryKind::Milestone);
    user.press("Esc").sees("Story                   by month");
    user.press("Tab Tab -").sees("Adding up");
    assert!(matches!(user.model.entry(), Some(Entry::Years(_))));
}

#[test]
fn the_figures_of_progress_are_a_plain_count_of_the_rows() {
    let user = User::demo(80, 24);
    let of = user.model.relationship_id().unwrap().to_string();
    let mut user = user;
    user.press("4 -");
    let count = |table, field: &str, words: &[&str]| {
        let rows = user.store.table_rows(table).unwrap();
        let counted = |row: &&Row| {
            let word = row.get(field).and_then(|v| v.as_str()).unwrap_or_default();
            let goal = row.get("relationship_id").and_then(|v| v.as_str());
            goal == Some(&of) && !row.contains_key("deleted_at") && words.contains(&word)
        };
        rows.iter().filter(counted).count()
    };
    let totals: Vec<_> = user
        .model
        .timeline
        .progress
        .iter()
        .map(Progress::total)
        .collect();
    assert_eq!(
        totals,
        [
            count(Table::Goals, "status", &["achieved", "partly_achieved"]),
            count(Table::Milestones, "status", &["done"]),
            count(Table::Sessions, "status", &["held"]),
            count(Table::Lessons, "visibility", &["private", "shared"]),
        ]
    );
    assert!(totals.iter().all(|n| *n > 0), "{totals:?}");
}

#[test]
fn a_narrow_terminal_has_all_of_it_one_under_the_other() {
    let mut user = User::demo(44, 22);
    user.press("4")
        .sees("Worth raising")
        .sees("Trust, as recorded")
        .sees("Tab trust");
    let parts = |user: &User| {
        let sections = user.model.timeline.panes.left.sections().iter();
        let titles = sections.filter_map(|s| s.heading.clone());
        let wanted = ["Worth raising", "Trust", "Story", "12 months"];
        titles
            .filter_map(|title| wanted.iter().position(|w| title.starts_with(w)))
            .collect::<Vec<_>>()
    };
    assert_eq!(parts(&user), [0, 1, 2, 3]);
    let mut standing = Vec::new();
    for key in ["l", "l", "Tab", "Tab", "BackTab", "h"] {
        user.press(key);
        standing.push(match user.model.entry() {
            Some(Entry::Raised(_)) => "raised",
            Some(Entry::Figure(..)) => "trust",
            Some(Entry::Story(_)) => "story",
            Some(Entry::Progress(_)) => "progress",
            other => panic!("{other:?}\n{}", user.screen()),
        });
    }
    assert_eq!(
        standing,
        ["trust", "story", "progress", "raised", "progress", "story"]
    );
    let line = under(&user);
    user.press("Enter Esc Esc");
    assert_eq!(under(&user), line);
    user.resize(100, 30);
    assert_eq!(under(&user), line, "{}", user.screen());
    user.resize(44, 22);
    assert_eq!(under(&user), line, "{}", user.screen());
}

/// Where a text stands on the screen: column and row.
#[track_caller]
fn stands(user: &User, text: &str) -> (usize, usize) {
    let screen = user.screen();
    let found = screen.lines().enumerate().find_map(|(y, line)| {
        let at = line.find(text)?;
        Some((line.get(..at)?.chars().count(), y))
    });
    found.unwrap_or_else(|| panic!("'{text}' is not on the screen:\n{screen}"))
}

#[test]
fn a_wide_terminal_has_three_columns_and_the_keys_of_each() {
    for (width, height) in [(160, 45), (200, 50), (300, 60)] {
        let mut user = User::demo(width, height);
        user.press("4");
        let (trust, top) = stands(&user, "Trust, as recorded");
        let (raised, beside) = stands(&user, "Worth raising");
        assert_eq!(top, beside);
        assert_eq!(stands(&user, "12 months").0, raised);
        assert_eq!(stands(&user, "Reliability").0, trust);
        let (pulse, _) = stands(&user, "my pulse");
        assert!(pulse < trust + 66, "what belongs together stands together");
        user.sees("Tab trust")
            .press("Tab")
            .sees("Tab worth raising")
            .press("Tab")
            .sees("Tab story");
        assert!(matches!(user.model.entry(), Some(Entry::Raised(_))));
        user.press("-").sees("Trust, as recorded so far").press("+");
        user.press("l h").sees("▸ took place");
        assert!(matches!(user.model.entry(), Some(Entry::Figure(..))));
        user.press("h");
        assert!(matches!(user.model.entry(), Some(Entry::Story(_))));
        user.press("l l G");
        assert!(matches!(user.model.entry(), Some(Entry::Years(_))));
        user.press("-").sees("by year").sees("12 months").press("+");
    }
}

#[test]
fn a_wide_terminal_has_the_months_and_the_years_of_how_far_one_has_come() {
    let mut user = User::demo(160, 45);
    user.press("4").sees("12 months").sees("By year, adding up");
    user.sees("2025 2026  all");
    let strands = user.model.timeline.progress.clone();
    let screen = user.screen();
    for strand in &strands {
        let of_it = |line: &&str| line.contains(&format!("  {}", strand.label()));
        let columns = screen.lines().filter_map(|line| line.split('│').nth(2));
        let lines: Vec<_> = columns.filter(of_it).collect();
        assert!(lines.len() >= 2, "{}\n{screen}", strand.label());
        let by_year = lines.last().unwrap().trim_end();
        let years: Vec<_> = strand.years().iter().map(|(_, n)| *n).collect();
        let all = years.iter().sum();
        let figures = years.iter().chain([&all]);
        let figures: Vec<_> = figures.map(usize::to_string).collect();
        let found: Vec<_> = by_year.split_whitespace().collect();
        assert_eq!(found[found.len() - figures.len()..], figures, "{by_year}");
    }
    // Enter on one of them shows its records, and Esc all of the story again.
    user.press("Tab Tab G Enter").sees("lessons, by month");
    user.press("Esc")
        .sees("by month")
        .sees_not("lessons, by month");
}

#[test]
fn one_row_is_marked_and_reversed_beside_the_one_of_the_story() {
    for (width, height) in [(80, 24), (120, 40), (180, 45)] {
        let mut user = User::demo(width, height);
        let marks = |user: &User| user.screen().matches('▸').count();
        user.press("4");
        assert_eq!(marks(&user), 1, "{}", user.screen());
        for _ in 0..2 {
            user.press("Tab");
            assert!(marks(&user) <= 2, "{}", user.screen());
        }
    }
}

#[test]
fn in_three_columns_what_is_worth_raising_leads_to_its_row_and_back_and_is_written_at_once() {
    let mut user = User::demo(200, 50);
    user.press("4 Tab Tab");
    let first = user.model.entry().cloned();
    assert!(matches!(first, Some(Entry::Raised(_))), "{first:?}");
    user.press("Enter").sees_not("Trust, as recorded");
    user.press("Esc").sees("Trust, as recorded");
    assert_eq!(user.model.entry().cloned(), first);
    user.press("d").sees("Never offered: ");
    assert_ne!(user.model.entry().cloned(), first);
    user.press("u");
    assert_eq!(user.model.entry().cloned(), first);
    user.resize(100, 30);
    assert!(matches!(user.model.entry(), Some(Entry::Raised(_))));
    user.resize(200, 50);
    user.press("Tab G").resize(100, 30);
    assert!(
        matches!(
            user.model.entry(),
            Some(Entry::Progress(_) | Entry::Years(_))
        ),
        "{}",
        user.screen()
    );
    user.resize(44, 22).resize(200, 50).sees("Worth raising");
    user.press("m").sees_not("Worth raising").sees("12 months");
    user.press("h l l h m").sees("Worth raising");
}

#[test]
fn a_year_has_its_first_and_its_last_thing() {
    let mut user = User::demo(100, 40);
    user.press("4 -").sees("last ").sees("first ").press("k");
    assert!(
        matches!(user.model.entry(), Some(Entry::Edge("last", _))),
        "{}",
        user.screen()
    );
    user.press("Enter");
    assert!(user.model.tab != Tab::Timeline || !user.model.overlays.is_empty());
    user.press("Esc");
    assert!(
        matches!(user.model.entry(), Some(Entry::Edge("last", _))),
        "{}",
        user.screen()
    );
}

#[test]
fn f_filters_by_kinds_several_at_once() {
    let mut user = User::demo(100, 40);
    user.press("4 F")
        .sees("What the story shows")
        .sees("✓ sessions")
        .sees("· promises");
    user.press("s c g o m f l b t h a Esc")
        .sees("wins, by month");
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
    let mut user = User::with(80, 24, |store, env| {
        let rows = br#"{"format": "ithaca/1", "relationships": [{"partner_name": "Athena", "my_role": "mentee"}]}"#;
        let rows = ithaca::transfer::json::parse(rows.as_slice()).unwrap();
        let mode = ithaca::store::portable::Mode::Write;
        store
            .import(rows, "x", mode, env.now(), || env.id())
            .unwrap();
    });
    user.press("4").sees("What happens between you is");
    user.sees("F chooses");
}

#[test]
fn how_far_one_has_come_has_the_columns_of_the_size_that_the_terminal_has_now() {
    let figures = |user: &User| -> Vec<String> {
        let screen = user.screen();
        let lines = screen
            .lines()
            .map(|line| line.split('│').next().unwrap_or_default());
        let below = lines.skip_while(|line| !line.contains("12 months")).take(5);
        below.map(|line| line.trim_end().to_owned()).collect()
    };
    let sizes = [(80, 24), (120, 40), (100, 30), (80, 20)];
    for (from, to) in sizes.iter().flat_map(|a| sizes.iter().map(move |b| (a, b))) {
        let mut fresh = User::new(to.0, to.1);
        fresh.meets("Athena").press("4");
        let mut user = User::new(from.0, from.1);
        user.meets("Athena").press("4").resize(to.0, to.1);
        assert_eq!(figures(&user), figures(&fresh), "{from:?} to {to:?}");
        assert_eq!(figures(&user).len(), 5, "{to:?}");
    }
}

/// Down and up again: each line of the tab is on one of the screens, headings and what is no row of the file too.
#[test]
fn a_page_passes_no_line_unseen() {
    let mut user = User::demo(44, 24);
    user.press("4 Home");
    let lines = |user: &User| {
        let screen = user.screen();
        let rows = screen.lines().skip(2).take(20);
        // The signs of what is hidden and of where one stands are no part of a line.
        let plain = rows.map(|row| row.replace(['▸', '↑', '↓'], " "));
        plain
            .map(|row| row.trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    // By one row a key nothing is passed.
    let mut all = BTreeSet::new();
    for _ in 0..400 {
        all.extend(lines(&user));
        user.press("j");
    }
    assert!(
        all.iter()
            .any(|line| line.starts_with(" Covers 13 of 13 sessions.")
                || line.trim_start().starts_with("Covers 13 of 13 sessions."))
    );
    assert!(all.iter().any(|line| line.contains("Story ")));
    // On the last line a heading says how many rows it has.
    all.retain(|line| !line.ends_with(" more"));
    for (from, key) in [("Home", "PgDn"), ("End", "PgUp"), ("Home", "Ctrl-d")] {
        user.press(from);
        let mut seen = BTreeSet::new();
        for _ in 0..60 {
            seen.extend(lines(&user));
            user.press(key);
        }
        let missed: Vec<_> = all.difference(&seen).collect();
        assert!(missed.is_empty(), "{key}: {missed:#?}");
    }
}

#[test]
fn a_capital_in_the_filter_shows_that_kind_alone() {
    for size in [(44, 24), (80, 24)] {
        let mut user = User::demo(size.0, size.1);
        user.press("4 F").sees("letter chooses  capital that alone");
        user.press("L")
            .sees("l  ✓ lessons")
            .sees("s  · sessions held");
        assert_eq!(user.model.timeline.kinds, [StoryKind::Lesson]);
        user.press("w").sees("w  ✓ wins").press("B Esc");
        assert_eq!(user.model.timeline.kinds, [StoryKind::Challenge]);
        user.press("F 0 Esc");
        assert!(!user.model.timeline.is_filtered());
        // In other menus a capital is no letter.
        user.press("i")
            .sees_not("capital")
            .press("W")
            .sees("One of ");
    }
}

#[test]
fn of_feedback_the_words_keep_the_most_of_the_row() {
    let mut user = User::demo(80, 24);
    user.press("4")
        .sees("* Athena: you waited after…")
        .sees("* Athena: you ask,…  trying");
    let mut user = User::demo(120, 40);
    user.press("4").sees("considered");
}

#[test]
fn enter_on_an_end_shows_its_note_and_esc_leads_back() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        user.press("0 g j j Enter j 4");
        let is_there = |user: &User| matches!(user.model.entry(), Some(Entry::Story(line)) if line.table() == Table::Relationships);
        for _ in 0..60 {
            if !is_there(&user) {
                user.press("j");
            }
        }
        assert!(is_there(&user), "{}", user.screen());
        let before = user.screen();
        user.press("Enter")
            .sees("0 People")
            .sees("Ended  Nestor goes");
        user.press("Esc");
        assert_eq!(user.screen(), before);
    }
}
