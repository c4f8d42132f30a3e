//! Search: everything that was ever written is found, what is private or thrown away is not, and a letter costs the screen.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::time::{Duration, Instant};

use common::{User, id_of};
use ithaca::actions::{Act, FieldEdit, World, perform};
use ithaca::app::entry::Entry;
use ithaca::app::goto;
use ithaca::app::list::Keyed;
use ithaca::app::overlay::Overlay;
use ithaca::demo::{self, Size};
use ithaca::domain::names::Names;
use ithaca::domain::search::{self, Query};
use ithaca::domain::{Id, Relationship, Table, Win};
use ithaca::env::Env;
use ithaca::store::portable::{Mode, Scope};
use ithaca::store::search::{Bound, Hit, Search, When};
use ithaca::store::{Patience, Store};
use ithaca::transfer::json;
use proptest::prelude::*;
use ratatui::style::Modifier;

fn search(store: &Store, typed: &str, relationship: Option<Id>, scope: Scope) -> Vec<Hit> {
    let search = Search {
        query: Query::new(typed),
        relationship,
        scope,
        hidden: Names::default(),
    };
    all_hits(store, &search, ALL)
}

const ALL: Bound = Bound {
    hits: 100_000,
    rows: 1_000_000,
};

/// Every hit, by as many looks as they take.
fn all_hits(store: &Store, search: &Search, look: Bound) -> Vec<Hit> {
    let (mut hits, mut rest) = (Vec::new(), Some(i64::MAX));
    while let Some(before) = rest {
        let found = store.search(search, Some(before), look, 60).unwrap();
        assert!(found.hits.len() <= look.hits && found.rest.is_none_or(|rest| rest < before));
        hits.extend(found.hits);
        rest = found.rest;
    }
    hits
}

/// Whether this row is among the hits, however many there are.
fn finds(store: &Store, typed: &str, id: Id) -> bool {
    let search = Search {
        query: Query::new(typed),
        relationship: None,
        scope: Scope::Everything,
        hidden: Names::default(),
    };
    let hits = all_hits(store, &search, ALL);
    assert!(hits.is_sorted_by(|a, b| a.key > b.key), "newest first");
    for hit in &hits {
        assert!(
            !hit.context.matches.is_empty()
                && hit
                    .context
                    .matches
                    .iter()
                    .all(|m| hit.context.text.get(m.clone()).is_some())
        );
    }
    hits.iter().any(|hit| hit.id == id)
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect()
}

#[test]
fn every_row_is_found_by_its_words() {
    let user = User::demo(80, 24);
    let mut looked = 0;
    for table in Table::ALL {
        for row in user.rows(*table).iter().step_by(5) {
            for column in search::columns(*table) {
                let text = row.get(column.name).map(search::text).unwrap_or_default();
                let words = words(&text);
                let Some(longest) = words.iter().max_by_key(|w| w.len()) else {
                    continue;
                };
                looked += 1;
                let last = words.last().unwrap();
                assert!(
                    finds(&user.store, &format!("{longest} {last}"), id_of(row)),
                    "{text}: {longest} {last}"
                );
            }
        }
    }
    assert!(looked > 150, "{looked}");
}

#[test]
fn a_file_of_before_is_searched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../src/store/migrations/0001_entities.sql"))
        .unwrap();
    old.execute_batch(
        "PRAGMA user_version = 1; PRAGMA application_id = 0x49746861;
         INSERT INTO relationships (id, created_at, updated_at, partner_name, my_role, status)
            VALUES (x'01941f29000070008000000000000001', '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z', 'Athena', 'mentee', 'active');
         INSERT INTO wins (id, created_at, updated_at, relationship_id, visibility, text, happened_on)
            VALUES (x'01941f29000070008000000000000002', '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z', x'01941f29000070008000000000000001', 'shared', 'the talk was accepted', '2025-02-03');",
    )
    .unwrap();
    drop(old);
    let store = Store::open(&path, Patience::Application).unwrap();
    let hits = search(&store, "accept", None, Scope::Everything);
    assert_eq!(hits.len(), 1);
    assert_eq!(
        (hits[0].table, hits[0].when),
        (Table::Wins, Some(When::Day("2025-02-03".parse().unwrap())))
    );
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

/// A file with a row of each private kind, each with the marker.
const MARKED: &str = r#"{"format": "ithaca/1",
    "relationships": [{"id": "01941f29-0000-7000-8000-000000000001", "partner_name": "Athena", "my_role": "mentee", "about": "marker"},
                      {"id": "01941f29-0000-7000-8000-000000000002", "partner_name": "Nestor", "my_role": "mentor"}],
    "goals": [{"id": "01941f29-0000-7000-8000-000000000003", "title": "marker", "visibility": "private", "relationship_id": "01941f29-0000-7000-8000-000000000001"}],
    "milestones": [{"title": "marker", "goal_id": "01941f29-0000-7000-8000-000000000003"}],
    "goal_updates": [{"text": "marker", "at": "2026-11-01T10:00:00Z", "goal_id": "01941f29-0000-7000-8000-000000000003"}],
    "sessions": [{"id": "01941f29-0000-7000-8000-000000000004", "planned_start": "2026-11-26T15:00:00Z", "notes": "marker", "summary": "open", "relationship_id": "01941f29-0000-7000-8000-000000000001"}],
    "materials": [{"id": "01941f29-0000-7000-8000-000000000005", "label": "slides", "session_id": "01941f29-0000-7000-8000-000000000004"}],
    "lessons": [{"text": "marker", "visibility": "private", "relationship_id": "01941f29-0000-7000-8000-000000000002"}],
    "wins": [{"id": "01941f29-0000-7000-8000-000000000006", "text": "marker, open to all", "happened_on": "2026-11-02", "relationship_id": "01941f29-0000-7000-8000-000000000001"}]}"#;

fn id(n: u8) -> Id {
    Id::parse(&format!("01941f29-0000-7000-8000-00000000000{n}")).unwrap()
}

struct File {
    store: Store,
    env: Env,
}

impl File {
    fn marked() -> Self {
        let file = Self {
            store: Store::in_memory().unwrap(),
            env: common::env_at(common::NOW),
        };
        let parcel = json::parse(MARKED.as_bytes()).unwrap();
        let report = file
            .store
            .import(parcel, "x", Mode::Write, file.env.now(), || file.env.id())
            .unwrap();
        assert_eq!((report.added, report.errors), (9, vec![]));
        file
    }

    /// With a win a day for each text.
    fn with_wins(texts: &[String]) -> Self {
        let file = Self {
            store: Store::in_memory().unwrap(),
            env: common::env_at(common::NOW),
        };
        let now = file.env.now().at;
        let with = Relationship {
            id: id(1),
            partner_name: "X".into(),
            ..Relationship::default()
        };
        let filled = file.store.fill(|filler| {
            filler.add(&with)?;
            for (n, text) in (0..).zip(texts) {
                filler.add(&Win {
                    id: file.env.id(),
                    relationship_id: with.id,
                    text: text.clone(),
                    happened_on: now.plus_minutes(1_440 * n).day(chrono_tz::UTC),
                    ..Win::default()
                })?;
            }
            Ok(())
        });
        filled.unwrap();
        file
    }

    fn text_of(&self, hit: &Hit) -> String {
        self.store.values(hit.table, hit.id).unwrap()["text"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn act(&self, act: &Act) {
        perform(
            &World {
                store: &self.store,
                env: &self.env,
            },
            act,
        )
        .unwrap();
    }

    fn count(&self, typed: &str) -> usize {
        assert_eq!(self.store.check().unwrap(), Vec::<String>::new());
        search(&self.store, typed, None, Scope::Everything).len()
    }

    fn trash(&self, table: Table, id_: Id) {
        self.act(&Act::Trash {
            relationship: id(1),
            table,
            id: id_,
        });
    }

    fn notes(&self, before: &str, after: &str) {
        let field = |text: &str| vec![("notes".to_owned(), text.into())];
        self.act(&Act::Edit(FieldEdit {
            relationship: id(1),
            table: Table::Sessions,
            id: id(4),
            label: "Notes".into(),
            before: field(before),
            after: field(after),
            stretch: Some("typing".into()),
        }));
    }
}

#[test]
fn what_is_private_is_not_found_when_only_what_is_shared_is_shown() {
    let file = File::marked();
    assert_eq!(file.count("marker"), 7);
    let shared = search(&file.store, "marker", None, Scope::Shared);
    assert_eq!(shared.iter().map(|hit| hit.id).collect::<Vec<_>>(), [id(6)]);
    let open = search(&file.store, "open", Some(id(1)), Scope::Shared);
    assert_eq!(
        open.iter().map(|hit| hit.column).collect::<Vec<_>>(),
        ["summary", "text"]
    );
    assert_eq!(
        search(&file.store, "open marker", Some(id(1)), Scope::Shared).len(),
        1
    );
    file.act(&Act::Visibility {
        relationship: id(1),
        table: Table::Goals,
        id: id(3),
    });
    assert_eq!(
        search(&file.store, "marker", None, Scope::Shared).len(),
        4,
        "with the goal its milestone and update"
    );
    file.count("marker");
}

#[test]
fn a_hit_shows_the_text_that_holds_the_most_of_the_words() {
    let with = r#"{"format": "ithaca/1", "relationships": [{"id": "01941f29-0000-7000-8000-000000000001",
        "partner_name": "Calypso", "my_role": "mentor", "about": "Works on an island; we write letters.",
        "status": "ended", "end_kind": "completed", "ended_on": "2026-05-04", "end_note": "We meet no more: she moved on, we both did."}]}"#;
    let mut user = User::with(80, 24, |store, env| {
        let parcel = json::parse(with.as_bytes()).unwrap();
        let report = store.import(parcel, "x", Mode::Write, env.now(), || env.id());
        assert_eq!(report.unwrap().errors, Vec::<String>::new());
    });
    let hits = search(&user.store, "moved on, we", None, Scope::Everything);
    assert_eq!((hits.len(), hits[0].column), (1, "end_note"));
    assert_eq!(hits[0].context.matches.len(), 4, "{}", hits[0].context.text);
    user.press("/").write("moved on, we");
    user.sees("she moved on, we both did").sees_not("island");
    let file = File::marked();
    // Where several hold as many, the first of them.
    file.notes("marker", "marker, open");
    file.store.settle_search().unwrap();
    let of_session = |typed| {
        let hits = search(&file.store, typed, None, Scope::Everything);
        let hit = hits.into_iter().find(|hit| hit.table == Table::Sessions);
        hit.map(|hit| hit.column)
    };
    assert_eq!(of_session("open"), Some("summary"));
    assert_eq!(of_session("open marker"), Some("notes"));
}

#[test]
fn one_relationship_or_all() {
    let file = File::marked();
    let with = |n| search(&file.store, "marker", Some(id(n)), Scope::Everything);
    assert_eq!((with(1).len(), with(2).len()), (6, 1));
    assert_eq!(with(2)[0].partner, "Nestor");
}

#[test]
fn the_trash_is_not_searched_and_undo_brings_back() {
    let file = File::marked();
    file.trash(Table::Goals, id(3));
    assert_eq!(
        file.count("marker"),
        4,
        "its milestone and update went with it"
    );
    file.trash(Table::Sessions, id(4));
    assert_eq!((file.count("marker"), file.count("slides")), (3, 0));
    file.act(&Act::Undo {
        relationship: Some(id(1)),
    });
    assert_eq!((file.count("marker"), file.count("slides")), (4, 1));
    file.act(&Act::Restore {
        relationship: id(1),
        table: Table::Goals,
        id: id(3),
    });
    assert_eq!(file.count("marker"), 7);
    file.trash(Table::Relationships, id(2));
    assert_eq!(
        search(&file.store, "marker", None, Scope::Everything).len(),
        6
    );
    assert_eq!(
        search(&file.store, "marker", Some(id(2)), Scope::Everything).len(),
        0
    );
}

#[test]
fn what_is_typed_is_found_once_a_search_begins_or_the_next_action_is_done() {
    let file = File::marked();
    file.notes("marker", "marker first");
    file.notes("marker first", "marker second");
    assert_eq!(file.count("second"), 0);
    file.store.settle_search().unwrap();
    assert_eq!((file.count("second"), file.count("first")), (1, 0));
    file.notes("marker second", "third");
    file.act(&Act::MaterialReady { id: id(5) });
    assert_eq!((file.count("third"), file.count("second")), (1, 0));
    file.act(&Act::Undo {
        relationship: Some(id(1)),
    });
    file.act(&Act::Undo {
        relationship: Some(id(1)),
    });
    assert_eq!(file.count("third"), 0);
}

#[test]
fn a_row_that_is_gone_leaves_no_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.db");
    let store = Store::open(&path, Patience::CommandLine).unwrap();
    let env = common::env_at(common::NOW);
    store
        .import(
            json::parse(MARKED.as_bytes()).unwrap(),
            "x",
            Mode::Write,
            env.now(),
            || env.id(),
        )
        .unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    // As when a session went before its materials: nothing tells any more under which day their entries stand.
    for table in [Table::Sessions, Table::Materials] {
        let place = Table::ALL.iter().position(|t| *t == table).unwrap();
        let name = table.name();
        let gone = format!(
            "PRAGMA foreign_keys = OFF; DELETE FROM {name};
             INSERT INTO search_pending SELECT source, 0 FROM search_rows WHERE source % 32 = {place};"
        );
        raw.execute_batch(&gone).unwrap();
    }
    store.tidy_search().unwrap();
    assert_eq!(search(&store, "marker", None, Scope::Everything).len(), 6);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let left = "SELECT (SELECT count(*) FROM search('sli')) + (SELECT count(*) FROM search_words WHERE word = 'slides')
        + (SELECT count(*) FROM search_parts('sli'))";
    assert_eq!(raw.query_row(left, [], |r| r.get::<_, i64>(0)).unwrap(), 0);
    let held = "SELECT count(*) FROM search_words JOIN search_parts('mar') p ON p.rowid = id WHERE search_words.word = 'marker'";
    assert_eq!(raw.query_row(held, [], |r| r.get::<_, i64>(0)).unwrap(), 1);
}

/// A word of a note of two years ago, in a file with two people.
fn with_an_old_note(width: u16, height: u16) -> User {
    User::with(width, height, |store, env| {
        let notes = format!("{}promotion: two reviews led alone", "a line\\n".repeat(60));
        let file = MARKED
            .replace(r#""sessions": ["#, &format!(r#""sessions": [
                {{"id": "01941f29-0000-7000-8000-000000000007", "planned_start": "2024-11-20T15:00:00Z", "status": "held", "notes": "{notes}", "relationship_id": "01941f29-0000-7000-8000-000000000001"}},
                {{"id": "01941f29-0000-7000-8000-000000000008", "planned_start": "2024-11-06T15:00:00Z", "status": "held", "summary": "No promotion now", "relationship_id": "01941f29-0000-7000-8000-000000000001"}},"#))
            .replace(r#""wins": ["#, r#""commitments": [{"text": "write to the promotion board", "owner": "me", "relationship_id": "01941f29-0000-7000-8000-000000000001"}],
                "feedback": [{"direction": "from_partner", "state": "said", "said_on": "2025-01-05", "behaviour": "spoke up for the promotion", "relationship_id": "01941f29-0000-7000-8000-000000000002"}], "wins": ["#);
        let report = store
            .import(
                json::parse(file.as_bytes()).unwrap(),
                "x",
                Mode::Write,
                env.now(),
                || env.id(),
            )
            .unwrap();
        assert_eq!(report.errors, Vec::<String>::new());
    })
}

#[test]
fn a_word_of_two_years_ago_is_found_from_any_tab_and_read_where_it_stands() {
    for (tab, size) in [
        ("1", (80, 24)),
        ("2", (44, 22)),
        ("3", (120, 40)),
        ("4", (80, 24)),
    ] {
        let mut user = with_an_old_note(size.0, size.1);
        user.press(tab).press("/").write("reviews led");
        user.sees("two reviews led").sees("Nov 2024").sees("1/1");
        user.press("Enter")
            .sees("promotion: two reviews led alone")
            .sees("Wed 20 Nov 2024");
        user.press("[")
            .sees("Wed 6 Nov 2024")
            .press("Esc")
            .sees_not("reviews led\"");
    }
}

#[test]
fn hits_are_gone_through_until_esc() {
    let mut user = with_an_old_note(80, 24);
    user.press("/")
        .write("promotio")
        .sees("1/3")
        .press("Down Enter");
    user.sees("Wed 20 Nov 2024")
        .sees("n N \"promotio\" 2/3")
        .press("n")
        .sees("No promotion now")
        .sees("3/3");
    user.press("n")
        .sees("That was the oldest hit.")
        .press("N N")
        .sees("1/3")
        .sees("write to the promotion board");
    assert!(
        matches!(user.model.entry(), Some(Entry::Promise(_))),
        "stands on the promise"
    );
    user.press("/")
        .sees("/ promotio")
        .press("Down Enter n Esc")
        .sees_not("\"promotio\"");
    user.press("1 n").sees_not("2/3");
}

#[test]
fn a_page_that_a_hit_led_to_shows_it_whenever_it_is_shown() {
    for (width, height) in [(44, 24), (80, 24)] {
        let mut user = with_an_old_note(width, height);
        user.press("/").write("promotio").press("Down Enter");
        let before = user.screen();
        assert!(before.contains("promotion"), "{before}");
        user.press("[");
        assert_ne!(user.screen(), before);
        user.press("]");
        assert_eq!(user.screen(), before);
    }
}

#[test]
fn a_hit_in_prose_chooses_no_row_until_a_key_goes_to_one() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        let before = user.everything();
        user.press("/").write("letter").press("Down Down Enter");
        user.sees("15 Oct").sees("A. writes the").sees_not("▸");
        for key in ["Space", "Enter", "s", "d", "o", ">", "v"] {
            user.press(key)
                .sees("No row is chosen here. j goes to one.");
        }
        assert_eq!(user.everything(), before);
        assert!(user.model.is_reading() && user.model.overlays.len() == 1);
        user.sees_not("onto agenda").press("PgUp").sees_not("▸");
        user.press("Down").sees("▸");
        assert!(user.model.entry().is_some());
        user.press("] [").sees("A. writes the").sees_not("▸");
        user.press("n").sees_not("A. writes").press("N");
        user.sees("A. writes the").sees_not("▸");
        user.press("k").sees("▸ ~ The cache proposal");
    }
}

#[test]
fn a_hit_in_a_row_of_a_page_is_stood_on() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        user.press("/").write("the letter for the panel");
        user.press("Down Down Enter").sees("▸ ✓ Athena");
        assert!(
            matches!(user.model.entry(), Some(Entry::Promise(line)) if line.text == "The letter for the panel"),
            "{}",
            user.screen()
        );
    }
}

#[test]
fn this_person_first_and_tab_looks_with_everybody() {
    let mut user = with_an_old_note(80, 24);
    user.press("/")
        .sees("Everything ever written")
        .write("spoke up")
        .sees("Nothing has all of these words.")
        .sees("Tab looks with everybody");
    user.press("Tab")
        .sees("everybody · 1/1")
        .sees("Nestor")
        .press("Enter");
    assert_eq!(user.model.partner(), "Nestor");
    user.sees("Nestor  spoke up for the p")
        .sees("\"spoke up\" 1/1");
    user.press("/ Esc /")
        .write("?!")
        .sees("Letters and digits are looked for.");
}

#[test]
fn masked_search_shows_nothing_private_and_nobody_else() {
    let mut user = with_an_old_note(80, 24);
    user.model.is_masked = true;
    user.press("/")
        .write("promotion")
        .sees("No promotion now")
        .sees_not("two reviews")
        .sees_not("Nestor");
    user.press("Tab")
        .sees("1/2")
        .press("Esc /")
        .write("marker")
        .sees("1/1")
        .sees("marker, open to all");
}

#[test]
fn every_row_is_stood_on_where_it_lives() {
    let mut user = User::demo(120, 40);
    let mut stood = 0;
    for table in Table::contract() {
        for row in user
            .rows(*table)
            .iter()
            .filter(|r| !r.contains_key("deleted_at"))
            .step_by(7)
        {
            let id = id_of(row);
            goto::stand_where_it_lives(&mut user.model, *table, id);
            user.refresh();
            let here = user.model.entry().and_then(Keyed::key);
            let reading = user
                .model
                .overlays
                .iter()
                .any(|o| matches!(o, Overlay::Reading(_)));
            let is_listed = !matches!(table, |Table::Pulses| Table::FeedbackRequests
                | Table::Commitments
                | Table::Questions);
            let is_there = here == Some((*table, id)) || reading;
            assert!(
                is_there || !is_listed,
                "{table:?} {row:?} led to {here:?}\n{}",
                user.screen()
            );
            stood += usize::from(is_there);
        }
    }
    assert!(stood > 60, "{stood}");
}

#[test]
fn a_letter_typed_in_a_call_is_found() {
    let mut user = User::demo(80, 24);
    user.press("2 l c n")
        .write("zebrafish")
        .press("Esc /")
        .write("zebraf")
        .sees("zebrafish")
        .sees("notes");
}

/// What a letter may read, however rare its words are: the rows of one look and those of the hits.
const LETTER: u64 = 700;

#[test]
fn a_search_costs_the_screen() {
    let mut user = User::with(120, 40, |store, env| {
        demo::build(store, env, Size::Heavy, 1).unwrap();
    });
    user.press("/");
    for key in ["t", "e", "a", "m", "Backspace", "Down", "Tab"] {
        user.store.work().take();
        user.press(key);
        let cost = user.store.work().take();
        assert!(cost.rows <= 120 && cost.scanned == 0, "{key}: {cost:?}");
    }
}

#[test]
fn a_letter_costs_little_also_where_hits_are_few() {
    let mut user = User::with(120, 40, |store, env| {
        demo::build(store, env, Size::Heavy, 1).unwrap();
    });
    let searches = [
        "interesting",
        "notation",
        "stone river",
        "ration ment ing",
        "zzqxv",
        "eresting",
        "promotionz",
        "会議",
    ];
    for whose in ["/", "/ Tab"] {
        for typed in searches {
            user.press("Esc Esc").press(whose);
            for letter in typed.chars() {
                user.store.work().take();
                user.write(&letter.to_string());
                let cost = user.store.work().take();
                assert!(
                    cost.rows <= LETTER && cost.scanned == 0 && cost.sorts == 0,
                    "{typed}, {letter}: {cost:?}"
                );
            }
        }
    }
}

/// Wins that hold all runs of "interest" and not the word, but for the first, each of which holds it within another word.
fn with_look_alikes(first: u32, count: u32) -> User {
    User::with(80, 24, |store, env| {
        let text = |n: u32| {
            if n < first {
                format!("of interest{n}")
            } else {
                format!("a winter here, rested {n}")
            }
        };
        let wins: Vec<_> = (0..count)
            .map(|n| {
                let day = chrono::NaiveDate::from_ymd_opt(2010, 1, 1).unwrap() + chrono::Days::new(u64::from(n / 10));
                let text = text(n);
                format!(r#"{{"text": "{text}", "happened_on": "{day}", "relationship_id": "01941f29-0000-7000-8000-000000000001"}}"#)
            })
            .collect();
        let file = MARKED.replace(r#""wins": ["#, &format!(r#""wins": [{},"#, wins.join(",")));
        let parcel = json::parse(file.as_bytes()).unwrap();
        store
            .import(parcel, "x", Mode::Write, env.now(), || env.id())
            .unwrap();
    })
}

#[test]
fn a_rare_word_is_found_at_once_among_its_look_alikes() {
    let mut user = with_look_alikes(1, 6_000);
    user.press("/").write("inter").sees("a winter here");
    for (letter, wanted) in [
        ("e", "of interest0"),
        ("s", "of interest0"),
        ("u", "Nothing has all of these words."),
    ] {
        user.store.work().take();
        user.write(letter).sees(wanted);
        let cost = user.store.work().take();
        assert!(
            cost.rows <= LETTER && cost.scanned == 0,
            "{letter}: {cost:?}"
        );
        assert_eq!(user.looks_on(), 0, "{letter}");
    }
    user.press("Backspace")
        .sees("1/1")
        .press("Enter")
        .sees("of interest0");
}

#[test]
fn a_part_of_many_words_is_looked_for_on_while_no_key_waits() {
    let mut user = with_look_alikes(65, 6_000);
    user.press("/");
    for letter in ["i", "n", "t", "e", "r", "e", "s", "t"] {
        user.store.work().take();
        user.press(letter);
        let cost = user.store.work().take();
        assert!(
            cost.rows <= LETTER && cost.scanned == 0,
            "{letter}: {cost:?}"
        );
    }
    user.sees("Athena · looking").sees_not("Nothing has");
    // What goes on begins where the fewer letters ended, and each turn is as small.
    let turns = user.looks_on();
    assert!((5..19).contains(&turns), "{turns} turns");
    user.sees("of interest64").sees("1/50+");
    user.write("x").sees("Nothing has all of these words.");
    user.press("Backspace");
    assert!(user.looks_on() > 5);
    user.sees("1/50+").press("Enter").sees("of interest64");
}

#[test]
fn hits_go_on_also_where_the_next_is_far_back() {
    let mut user = with_look_alikes(65, 6_000);
    let text = "as interest";
    user.press("i w")
        .write(text)
        .press("Enter Esc /")
        .write("interest");
    user.sees("as interest").sees("1/1+").press("Enter n");
    user.sees("Looking further back.").looks_on();
    user.press("n").sees("2/51+").sees("of interest64");
    user.press("/").looks_on();
    user.sees("2/51+");
}

/// A text as people compare it, and each of its words with where the word begins: for the letters of [`texts`] alone.
fn plainly(text: &str) -> String {
    let plain = |c: char| match c {
        'é' | 'É' => 'e',
        'Ü' | 'ü' => 'u',
        c => c.to_ascii_lowercase(),
    };
    text.chars()
        .filter(|c| *c != '\u{301}')
        .map(plain)
        .collect()
}

fn has_plainly(text: &str, typed: &str) -> bool {
    let text = plainly(text);
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let has = |word: &str| {
        let is_short = word.chars().take_while(|c| is_letter(*c)).count();
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            !(1..3).contains(&is_short) || before.is_none_or(|c| !is_letter(c))
        })
    };
    let typed = plainly(typed);
    typed.split_whitespace().all(has)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[abn]{1,5}",
        "[aeéÜn]{2,6}",
        "[会議a]{1,4}",
        Just("interest".to_owned()),
        Just("e\u{301}l".to_owned()),
        "[abé]{60,140}",
    ];
    let text = proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    proptest::collection::vec(text, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed finds what reading every text finds, newest first, in one look or in many; with fewer letters before
    /// it or without.
    #[test]
    fn a_search_finds_what_reading_everything_finds(texts in texts(), which in any::<proptest::sample::Index>(), from in 0..20_usize, length in 1..9_usize, looks in 1..4_usize) {
        let file = File::with_wins(&texts);
        let text = which.get(&texts);
        let typed: String = text.chars().skip(from % text.chars().count()).take(length).collect();
        for end in typed.char_indices().map(|(n, c)| n + c.len_utf8()) {
            let typed = &typed[..end];
            let search = Search { query: Query::new(typed), relationship: None, scope: Scope::Everything, hidden: Names::default() };
            let wanted: Vec<_> = texts.iter().rev().filter(|text| !plainly(typed).trim().is_empty()&& has_plainly(text, typed)).collect();
            for look in [ALL, Bound { hits: looks, rows: 1 }, Bound { hits: 50, rows: looks }] {
                let hits = all_hits(&file.store, &search, look);
                let found: Vec<_> = hits.iter().map(|hit| file.text_of(hit)).collect();
                prop_assert_eq!(found.iter().collect::<Vec<_>>(), wanted.clone(), "{}", typed);
            }
            let hits = all_hits(&file.store, &search, ALL);
            let fewer = typed.floor_char_boundary(end.saturating_sub(1));
            let wider = Search { query: Query::new(&typed[..fewer]), ..search.clone() };
            if search.query.narrows(&wider.query) {
                let all = all_hits(&file.store, &wider, ALL);
                let is_among = |hit: &Hit| all.iter().any(|wide| wide.id == hit.id);
                prop_assert!(hits.iter().all(is_among), "{}", typed);
            }
        }
    }
}

/// Run by hand: `cargo test --release --test search -- --ignored --nocapture`.
#[test]
#[ignore = "making the file takes long, and a time is no test on a busy machine"]
fn a_letter_takes_ten_milliseconds_on_huge() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.db");
    let env = common::env_at(common::NOW);
    let store = Store::open(&path, Patience::Application).unwrap();
    let begun = Instant::now();
    demo::build(&store, &env, Size::Huge, 1).unwrap();
    eprintln!("made in {:?}", begun.elapsed());
    store.close().unwrap();
    eprintln!("{} MB", std::fs::metadata(&path).unwrap().len() / 1_000_000);
    let store = Store::open(&path, Patience::Application).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    let sizes =
        "SELECT name, sum(pgsize) / 1000 FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 60";
    let mut statement = raw.prepare(sizes).unwrap();
    for line in statement
        .query_map([], |r| {
            Ok(format!(
                "{:8} KB  {}",
                r.get::<_, i64>(1)?,
                r.get::<_, String>(0)?
            ))
        })
        .unwrap()
    {
        eprintln!("{}", line.unwrap());
    }
    let someone = store.relationships().unwrap()[7].id;
    let mut slow = Vec::new();
    for with in [None, Some(someone)] {
        for typed in [
            "promotion",
            "design review",
            "e",
            "zq",
            "xylophone",
            "motionless",
            "interest",
            "notation",
            "会議",
            "the a b c",
            "ration ment ing",
        ] {
            for end in typed.char_indices().map(|(n, c)| n + c.len_utf8()) {
                for scope in [Scope::Everything, Scope::Shared] {
                    let begun = Instant::now();
                    let hits = search(&store, &typed[..end], with, scope);
                    let took = begun.elapsed();
                    eprintln!(
                        "{:8.2} ms {:3} hits  {scope:?} {} '{}'",
                        took.as_secs_f64() * 1e3,
                        hits.len(),
                        with.is_some(),
                        &typed[..end]
                    );
                    if took > Duration::from_millis(10) {
                        slow.push((typed[..end].to_owned(), took));
                    }
                }
            }
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn a_hit_from_people_opens_with_whom_it_was_said() {
    // Nestor's ended, and stands under the fold.
    for (words, name) in [
        ("told the desk", "Telemachus"),
        ("thirty-one meetings", "Nestor"),
    ] {
        let mut user = User::demo(80, 24);
        user.press("0").sees("My promises, to everyone");
        user.press("/").write(words).press("Enter");
        let name_in_view = |user: &User| {
            user.model
                .relationship
                .as_ref()
                .unwrap()
                .partner_name
                .clone()
        };
        let Some(Overlay::Reading(page)) = user.model.overlays.last() else {
            panic!("{}", user.screen());
        };
        let session: ithaca::domain::Session = user.store.find(page.session).unwrap().unwrap();
        assert_eq!(user.model.relationship_id(), Some(session.relationship_id));
        assert!(
            name_in_view(&user).starts_with(name),
            "{}",
            name_in_view(&user)
        );
        user.press("Esc");
        assert!(
            name_in_view(&user).starts_with(name),
            "{}",
            name_in_view(&user)
        );
    }
}

#[test]
fn a_search_says_with_whom_it_looks_and_what_tab_changes() {
    let mut user = User::demo(44, 24);
    user.press("1 /").sees("with Athena").sees("Tab all");
    // Narrow, what may be looked for is said whole.
    user.sees("promises, feedback, goals.").sees("accents.");
    user.press("Tab").sees("with everybody").sees("Tab Athena");
    user.write("corridor").sees("with everybody · 1/4");
    user.press("Enter").sees("n N 1/4");
    let mut user = User::demo(80, 24);
    // Among people everybody is looked through, but by one Tab.
    user.press("0 /").sees("with everybody").sees("Tab Athena");
    user.press("Tab").sees("with Athena").press("Esc /");
    user.sees("with everybody")
        .press("Esc m /")
        .sees("with Athena");
    user.press("Esc m 0");
    // Where the cursor is on nobody, everybody is looked through.
    user.press("Esc g j j");
    assert!(matches!(user.model.entry(), Some(Entry::Fold(_))));
    user.press("/").sees("with everybody");
    user.write("thirty-one meetings").sees("1/2");
}

#[test]
fn the_words_of_a_hit_are_marked_where_it_lives_until_esc() {
    let is_marked = |user: &User, words: &str| {
        let style = user.style_of(words);
        style.add_modifier.contains(Modifier::UNDERLINED)
    };
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        // In its row.
        let mut user = with_an_old_note(width, height);
        user.press("/").write("promotio").press("Enter");
        assert!(is_marked(&user, "promotio"), "{}", user.screen());
        assert!(!is_marked(&user, "n board"), "{}", user.screen());
        user.press("Esc");
        assert!(!is_marked(&user, "promotio"), "{}", user.screen());
    }
    // In the head of the pane beside it.
    let mut user = User::demo(120, 40);
    user.press("/").write("need no correction").press("Enter");
    assert!(is_marked(&user, "correction"), "{}", user.screen());
    assert!(!is_marked(&user, "Two reviews"), "{}", user.screen());
    user.press("Esc");
    assert!(!is_marked(&user, "correction"), "{}", user.screen());
}
