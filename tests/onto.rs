//! What a row is called once `o` has put it onto an agenda: as one recognises it there, never by a time, a number or an id.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use common::{NOW, User, env_in, id_of};
use ithaca::actions::{Act, FieldEdit, Source, World, perform};
use ithaca::app::entry::Entry;
use ithaca::app::list::Keyed;
use ithaca::domain::story::StoryKind;
use ithaca::domain::{Id, Instant, Link, Table, Word};
use serde_json::Value as Json;

/// Whether nobody could tell from it what is meant.
fn is_raw(title: &str) -> bool {
    title.trim().is_empty()
        || DateTime::parse_from_rfc3339(title).is_ok()
        || title.parse::<NaiveDate>().is_ok()
        || title.parse::<f64>().is_ok()
        || Id::parse(title).is_some()
}

/// Takes a row onto the next agenda; its title there, or nothing where it can't go.
fn taken(user: &User, relationship: Id, link: Link) -> Option<String> {
    let act = Act::Take {
        relationship,
        session: None,
        sources: vec![Source::Row(link)],
    };
    let world = World {
        store: &user.store,
        env: &user.env,
    };
    let (table, id) = perform(&world, &act).ok()?.focus.unwrap();
    let row = user.store.row(table, id).unwrap().unwrap();
    // What is private stays so there.
    let is_private = user.store.is_private(link.table, link.id).unwrap();
    assert_eq!(row["visibility"] == "private", is_private, "{link:?}");
    Some(row["title"].as_str().unwrap().to_owned())
}

#[test]
fn no_row_of_any_table_goes_onto_an_agenda_by_a_time_a_number_or_an_id() {
    let mut user = User::demo(80, 24);
    // With a goal that is private, and so all that belongs to it.
    user.press("1 g v");
    for &table in Table::contract() {
        let mut titles = Vec::new();
        for row in user.rows(table).into_iter().take(12) {
            let relationship = row.get("relationship_id").unwrap_or(&row["id"]);
            let relationship = match row.get("goal_id").or(row.get("session_id")) {
                Some(parent) if table.parent().is_some() => {
                    let parents = user.rows(table_of_parent(table));
                    let owner = parents.into_iter().find(|p| p["id"] == *parent).unwrap();
                    owner["relationship_id"].clone()
                }
                _ => relationship.clone(),
            };
            let relationship = Id::parse(relationship.as_str().unwrap()).unwrap();
            let id = id_of(&row);
            titles.extend(taken(&user, relationship, Link { table, id }));
        }
        assert!(!titles.is_empty(), "nothing of {} was taken", table.name());
        for title in titles {
            assert!(!is_raw(&title), "{}: '{title}'", table.name());
            assert!(!title.contains('\n'), "{}: '{title}'", table.name());
        }
    }
}

fn table_of_parent(table: Table) -> Table {
    match table.parent() {
        Some("session_id") => Table::Sessions,
        _ => Table::Goals,
    }
}

#[test]
fn every_kind_of_row_of_the_story_is_recognised_on_the_agenda() {
    let mut user = User::demo(80, 24);
    user.press("4 F");
    for kind in StoryKind::ALL {
        let (letter, _) = kind.choice();
        if !user.model.timeline.kinds.contains(kind) {
            user.press(&letter.to_string());
        }
    }
    user.press("Esc Esc 4 g");
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        let kind = match user.model.entry() {
            Some(Entry::Story(line)) => Some(line.kind),
            Some(Entry::Begun(_)) => break,
            _ => None,
        };
        if let Some(kind) = kind
            && seen.insert(kind.choice())
        {
            let row = user.model.entry().and_then(Keyed::key).unwrap();
            user.press("o");
            let message = user.model.message.clone().unwrap().text;
            if message.ends_with("is on that agenda already.") {
                seen.remove(&kind.choice());
                continue;
            }
            let title = message.strip_prefix("Added: ");
            assert!(title.is_some_and(|t| !is_raw(t)), "{row:?}: {message}");
            user.press("u");
        }
        user.press("j");
    }
    for kind in StoryKind::ALL {
        assert!(seen.contains(&kind.choice()), "no row of {kind:?} was met");
    }
}

#[test]
fn a_session_goes_by_its_local_day_and_by_its_sentence() {
    let mut user = User::new(80, 24);
    user.meets("Athena").press("Esc Esc");
    user.env = env_in(NOW, chrono_tz::Europe::Berlin);
    let relationship = id_of(&user.rows(Table::Relationships)[0]);
    let held = |start: &str| Act::EnterHeld {
        relationship,
        start: Instant::parse(start).unwrap(),
        minutes: None,
    };
    user.elsewhere(&held("2026-11-17T22:30:00Z"));
    user.elsewhere(&held("2026-11-11T23:30:00Z"));
    let sessions: Vec<_> = user.rows(Table::Sessions).iter().map(id_of).collect();
    user.elsewhere(&Act::Edit(FieldEdit {
        relationship,
        table: Table::Sessions,
        id: sessions[1],
        label: "Edited".into(),
        before: vec![("summary".into(), Json::Null)],
        after: vec![("summary".into(), "We chose Berlin\nand more".into())],
        stretch: None,
    }));
    let titles = sessions.iter().map(|id| {
        let link = Link {
            table: Table::Sessions,
            id: *id,
        };
        taken(&user, relationship, link).unwrap()
    });
    let titles: Vec<_> = titles.collect();
    assert_eq!(
        titles,
        [
            "Session of Tue 17 Nov",
            "Session of Thu 12 Nov: We chose Berlin"
        ]
    );
}
