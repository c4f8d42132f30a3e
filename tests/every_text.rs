//! Every text that a person can write is found by search, and read where Enter leads.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::entry::Entry;
use ithaca::app::list::Keyed;
use ithaca::app::model::Tab;
use ithaca::domain::Table;
use ithaca::domain::search;
use ithaca::store::portable::Mode;
use ithaca::transfer::json;
use serde_json::{Map, Value as Json, json};

const ATHENA: usize = 1;
const GOAL: usize = 2;
const HELD: usize = 3;
const AHEAD: usize = 4;
const CANCELLED: usize = 5;
/// When what has happened did.
const ON: &str = "2026-10-01";

fn id(n: usize) -> String {
    format!("01941f29-0000-7000-8000-{n:012}")
}

/// The rows of a table in the states that lead to different places, each with what its texts can be; none says all of them.
fn rows(table: Table) -> Vec<(Json, &'static [&'static str])> {
    let of_all = |row: Json| vec![(row, &[][..])];
    let start = "2026-10-01T15:00:00Z";
    match table {
        Table::Relationships => of_all(
            json!({"id": id(ATHENA), "my_role": "mentee", "status": "ended", "ended_on": ON}),
        ),
        Table::Agreements => of_all(
            json!({"version": 1, "status": "agreed", "agreed_on_me": ON, "agreed_on_partner": ON}),
        ),
        Table::Goals => vec![
            (json!({"id": id(GOAL), "status": "active"}), &[][..]),
            (json!({"status": "dropped", "closed_on": ON}), &[]),
        ],
        Table::Milestones => of_all(json!({"goal_id": id(GOAL)})),
        Table::GoalUpdates => of_all(json!({"goal_id": id(GOAL), "at": start})),
        Table::Sessions => vec![
            (
                json!({"id": id(HELD), "status": "held", "planned_start": start, "started_at": start, "ended_at": "2026-10-01T15:40:00Z"}),
                &["place", "summary", "notes"],
            ),
            (
                json!({"id": id(AHEAD), "status": "planned", "planned_start": "2026-11-26T15:00:00Z"}),
                &["place", "notes"],
            ),
            (
                json!({"id": id(CANCELLED), "status": "cancelled", "planned_start": "2026-10-15T15:00:00Z"}),
                &["place", "notes", "change_reason"],
            ),
        ],
        Table::Materials => vec![
            (json!({"session_id": id(HELD)}), &[][..]),
            (json!({"session_id": id(AHEAD)}), &[]),
        ],
        Table::AgendaItems => vec![
            (json!({"session_id": id(HELD), "status": "done"}), &[][..]),
            (json!({"session_id": id(AHEAD)}), &["title", "prompt"]),
            (json!({}), &["title", "prompt"]),
        ],
        Table::Questions => vec![
            (json!({"status": "queued"}), &["text"][..]),
            (json!({"status": "asked", "asked_on": ON}), &[]),
            (
                json!({"status": "asked", "asked_on": ON, "session_id": id(HELD)}),
                &[],
            ),
        ],
        Table::Commitments => vec![
            (json!({"owner": "me", "status": "open"}), &["text"][..]),
            (json!({"owner": "me", "status": "done", "done_on": ON}), &[]),
            (
                json!({"owner": "partner", "status": "released", "session_id": id(HELD)}),
                &[],
            ),
        ],
        Table::Feedback => of_all(
            json!({"direction": "from_partner", "state": "responded", "response": "changed", "said_on": ON}),
        ),
        Table::FeedbackRequests => of_all(json!({"to_side": "partner", "asked_on": ON})),
        Table::Challenges => of_all(json!({"opened_on": ON})),
        Table::Lessons => of_all(json!({"learned_on": ON})),
        Table::Pulses => of_all(json!({"taken_on": ON, "side": "me", "answers": {}})),
        Table::Resources => of_all(json!({"status": "done", "done_on": ON})),
        Table::Wins => of_all(json!({"happened_on": ON})),
        Table::Dismissals => Vec::new(),
    }
}

/// A text of one column of one row, and the word that stands in it alone.
struct Text {
    table: Table,
    column: &'static str,
    word: String,
}

/// A file in which each text of each row has a word of its own; what is ahead is left out for whom nothing is planned with.
fn file(has_next: bool) -> (String, Vec<Text>) {
    let mut file = Map::new();
    file.insert("format".into(), "ithaca/1".into());
    let mut texts = Vec::new();
    for table in Table::contract() {
        let mut written = Vec::new();
        for (row, named) in rows(*table) {
            let Json::Object(mut row) = row else {
                panic!("{row}")
            };
            let ahead = Json::from(id(AHEAD));
            let is_ahead = [row.get("id"), row.get("session_id")].contains(&Some(&ahead));
            if is_ahead && !has_next {
                continue;
            }
            if *table != Table::Relationships {
                row.insert("relationship_id".into(), id(ATHENA).into());
            }
            for column in search::columns(*table) {
                if !named.is_empty() && !named.contains(&column.name) {
                    continue;
                }
                let word = format!("zq{}x", texts.len() + 100);
                let value = match column.name {
                    "sections" => json!([{"id": "purpose", "text": format!("On {word}")}]),
                    _ => format!("On {word}").into(),
                };
                row.insert(column.name.into(), value);
                texts.push(Text {
                    table: *table,
                    column: column.name,
                    word,
                });
            }
            written.push(Json::Object(row));
        }
        file.insert(table.name().into(), written.into());
    }
    (Json::Object(file).to_string(), texts)
}

fn with_every_text(width: u16, height: u16, has_next: bool) -> (User, Vec<Text>) {
    let (file, texts) = file(has_next);
    let user = User::with(width, height, |store, env| {
        let parcel = json::parse(file.as_bytes()).unwrap();
        let report = store
            .import(parcel, "x", Mode::Write, env.now(), || env.id())
            .unwrap();
        assert_eq!(report.errors, Vec::<String>::new());
    });
    (user, texts)
}

/// The screen without its last line, which names what is looked for.
fn seen(user: &User) -> String {
    let screen = user.screen();
    let (seen, _) = screen.rsplit_once('\n').unwrap_or_default();
    seen.to_owned()
}

#[test]
fn every_text_is_found_and_read_where_enter_leads() {
    for (width, height, has_next) in [
        (44, 24, true),
        (80, 24, false),
        (80, 24, true),
        (120, 40, true),
    ] {
        let (mut user, texts) = with_every_text(width, height, has_next);
        assert!(texts.len() > 60, "{}", texts.len());
        for Text {
            table,
            column,
            word,
        } in texts
        {
            user.press("1 /").write(&word);
            user.sees("1/1").press("Enter");
            let screen = seen(&user);
            assert!(
                screen.contains(&word),
                "{width}: {table:?} {column} {word}\n{screen}"
            );
            // Esc ends the search, and leaves what one came to.
            user.press("Esc Esc Esc");
        }
    }
}

#[test]
fn a_text_that_is_in_view_is_not_said_again() {
    let (mut user, texts) = with_every_text(120, 40, true);
    let of = |table, column| {
        let is_it = |text: &&Text| text.table == table && text.column == column;
        texts.iter().find(is_it).unwrap().word.clone()
    };
    for (table, column, times) in [
        (Table::Goals, "title", 2),
        (Table::Goals, "success_test", 1),
        (Table::Goals, "why", 1),
        (Table::Sessions, "notes", 1),
        (Table::AgendaItems, "outcome", 1),
        (Table::Relationships, "purpose", 1),
    ] {
        let word = of(table, column);
        user.press("1 /").write(&word).press("Enter");
        let screen = seen(&user);
        assert_eq!(
            screen.matches(&word).count(),
            times,
            "{table:?} {column}\n{screen}"
        );
        user.press("Esc Esc Esc");
    }
    user.press("1 /")
        .write(&of(Table::Goals, "why"))
        .press("Enter");
    user.sees("Why: On zq");
    user.press("j").sees_not("Why: On zq");
}

#[test]
fn a_promise_that_stands_on_no_page_is_gone_to_among_people() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("i p").write("Send the paper");
        user.press("Enter /").write("the paper").press("Enter");
        assert_eq!(user.model.tab, Tab::People);
        let here = user.model.entry().and_then(Keyed::key).map(|key| key.0);
        assert_eq!(here, Some(Table::Commitments), "{}", user.screen());
        user.sees("Send the paper").press("Space");
        assert_eq!(user.count(Table::Commitments, "status", "done"), 1);
    }
}

#[test]
fn a_pulse_is_gone_to_in_the_story_also_where_that_shows_none() {
    let (mut user, texts) = with_every_text(80, 24, true);
    let comment = texts.iter().find(|t| t.table == Table::Pulses).unwrap();
    user.press("4 -")
        .press("/")
        .write(&comment.word)
        .press("Enter");
    user.sees("A line on it: On zq");
    let here = user.model.entry().and_then(Keyed::key).map(|key| key.0);
    assert_eq!(here, Some(Table::Pulses), "{}", user.screen());
    user.sees("My pulse").press("Esc Esc").sees_not("My pulse ");
}

#[test]
fn the_line_on_how_it_ended_stands_in_the_story_and_on_the_card() {
    let (mut user, texts) = with_every_text(120, 40, true);
    let is_it = |text: &&Text| text.column == "end_note";
    let word = texts.iter().find(is_it).unwrap().word.clone();
    user.press("4 g")
        .sees(&format!("Ended with On zq100x: On {word}"));
    let is_end = |user: &User| matches!(user.model.entry(), Some(Entry::Story(line)) if line.is_end && line.table() == Table::Relationships);
    for _ in 0..20 {
        if is_end(&user) {
            break;
        }
        user.press("j");
    }
    user.press("Enter").sees(&format!("Ended  On {word}"));
    assert_eq!(user.model.tab, Tab::People);
    user.resize(80, 24).sees(&format!("Ended  On {word}"));
    // Where there is no room for it the story tells the end alone.
    user.resize(44, 24).press("4").sees_not(&word);
}
