//! Every word that the contract knows, sides, kinds, reasons, answers, is written by keys: none by an import alone. The columns
//! are the code's own, so that a new word without its key fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::collections::BTreeSet;

use common::{NOW, User, id_of};
use ithaca::app::overlay::{Form, FormField, Overlay};
use ithaca::domain::table::Kind;
use ithaca::domain::{Id, Table};

/// A column and one of its words.
type Written = BTreeSet<(Table, &'static str, String)>;

/// How a row of each table comes by keys, and the pane in which one stands on it.
const ROWS: &[(Table, &str, &str)] = &[
    (Table::Relationships, "", "0"),
    (Table::Goals, r#"1 a "Lead a review" Enter"#, "1"),
    (
        Table::Milestones,
        r#"1 l a "Lead one alone" Enter Esc"#,
        "1 l",
    ),
    (Table::Sessions, r#"2 h a "thu 15:00" Enter Esc"#, "2 h"),
    (
        Table::AgendaItems,
        r#"2 h g l a "Talk" Enter Esc"#,
        "2 h g l",
    ),
    (
        Table::Commitments,
        r#"i p "Send the paper" Enter"#,
        "2 h g l",
    ),
    (
        Table::Materials,
        r#"2 h g l g j j a "slides" Enter Esc"#,
        "2 h g l",
    ),
    (
        Table::Questions,
        r#"i q "Which book first?" Enter"#,
        "2 h G k k k k l",
    ),
    (Table::Wins, r#"i w "It shipped" Enter"#, "2 h G k k k l"),
    (Table::Feedback, r#"3 g a "You rush" Enter"#, "3"),
    (
        Table::FeedbackRequests,
        r#"3 g Down Down a "how I end" Enter"#,
        "3",
    ),
    (Table::Challenges, r#"1 ] a "I rush" Enter"#, "1 ]"),
    (Table::Lessons, r#"1 [ a "Ask first" Enter"#, "1 ["),
    (Table::Resources, r#"1 ] ] a "A talk" Enter"#, "1 ] ]"),
    (Table::Agreements, "2 h G k l a Esc", "2 h G k l"),
    (Table::Pulses, "4 l a 4 Enter", "4 F u Esc"),
];

/// What is no field of a form: the column, the word, and the keys that write it where its rows stand.
const BY_KEYS: &[(Table, &str, &str, &str)] = &[
    (Table::Relationships, "end_kind", "completed", "s c Enter"),
    (Table::Relationships, "end_kind", "ended_early", "s e Enter"),
    (Table::Relationships, "end_kind", "faded", "s f Enter"),
    (Table::Relationships, "end_kind", "redefined", "s r Enter"),
    (Table::Sessions, "origin", "live", ""),
    (
        Table::Sessions,
        "origin",
        "later",
        r#"a "yesterday 15:00" Enter"#,
    ),
    (Table::Feedback, "response", "changed", "Space c Enter"),
    (Table::Feedback, "response", "trying", "Space t Enter"),
    (Table::Feedback, "response", "considered", "Space k Enter"),
    (
        Table::Feedback,
        "response",
        "declined",
        r#"Space d "It helps" Enter"#,
    ),
    (Table::Pulses, "side", "me", "4 l a 4 Enter"),
    (
        Table::Pulses,
        "side",
        "partner",
        "4 l a Up Space Down 4 Enter",
    ),
    (Table::Pulses, "form", "quick", "4 l a 4 Enter"),
    (
        Table::Pulses,
        "form",
        "full",
        r#"4 l : "full" Enter 4 Enter"#,
    ),
];

/// What nobody writes: nobody answers a pulse for two.
const UNWRITTEN: &[(Table, &str, &str)] = &[(Table::Pulses, "side", "both")];

/// Goes one way: keys, and in quotes what is written.
fn walk(user: &mut User, way: &str) {
    for (n, part) in way.split('"').enumerate() {
        if n % 2 == 1 {
            user.write(part);
        } else {
            user.press(part);
        }
    }
}

/// Athena, and one row of every kind.
fn met() -> User {
    let mut user = User::new(100, 40);
    user.meets("Athena");
    for (_, way, _) in ROWS {
        walk(&mut user, way);
        user.restart(NOW);
    }
    user
}

fn stand_on(user: &mut User, table: Table) -> Id {
    let id = id_of(
        user.rows(table)
            .first()
            .unwrap_or_else(|| panic!("no {}", table.noun())),
    );
    let (.., pane) = ROWS.iter().find(|row| row.0 == table).unwrap();
    user.restart(NOW);
    user.press(pane);
    user.stand_on((table, id));
    id
}

fn form(user: &User) -> &Form {
    match user.model.overlays.last() {
        Some(Overlay::Form(form)) => form,
        _ => panic!("no form\n{}", user.screen()),
    }
}

/// Turns a field of the form once, from the row and back to it.
fn turn(user: &mut User, table: Table, column: &'static str) -> Option<String> {
    let id = stand_on(user, table);
    at_field(user, column);
    user.press("Right Esc");
    let written = user.exported(table, id).get(column)?.as_str()?.to_owned();
    Some(written)
}

/// What need not be said: Backspace empties it again.
const OPTIONAL: &[(Table, &str)] = &[
    (Table::Sessions, "changed_by"),
    (Table::Sessions, "missed_by"),
    (Table::Questions, "practice"),
    (Table::Feedback, "kind"),
    (Table::Resources, "suggested_by"),
];

/// Opens the form of a row, at a field.
fn at_field(user: &mut User, column: &str) {
    user.press("e");
    let is_more = |f: &FormField| f.name == column && f.is_more;
    if form(user).fields.iter().any(is_more) {
        user.press("Ctrl-n");
    }
    for _ in 0..20 {
        if form(user).fields[form(user).at].name == column {
            break;
        }
        user.press("Tab");
    }
}

#[test]
fn what_need_not_be_said_is_emptied_again_and_the_rest_is_not() {
    let mut user = met();
    let mut emptied = BTreeSet::new();
    for (table, ..) in ROWS.iter().filter(|row| row.0 != Table::Pulses) {
        let id = stand_on(&mut user, *table);
        user.press("e");
        let fields = form(&user).fields.iter();
        let fields: Vec<_> = fields
            .filter(|f| !f.words.is_empty())
            .map(|f| f.name)
            .collect();
        user.press("Esc");
        for column in fields {
            stand_on(&mut user, *table);
            at_field(&mut user, column);
            user.press("Right Right Backspace Esc");
            if !user.exported(*table, id).contains_key(column) {
                emptied.insert((*table, column));
            }
        }
    }
    assert_eq!(emptied, OPTIONAL.iter().copied().collect());
}

/// The words of the fields of the forms.
fn by_forms() -> Written {
    let mut user = met();
    let mut written = Written::new();
    for (table, ..) in ROWS.iter().filter(|row| row.0 != Table::Pulses) {
        stand_on(&mut user, *table);
        user.press("e");
        let fields: Vec<_> = form(&user)
            .fields
            .iter()
            .filter(|f| !f.words.is_empty())
            .map(|f| (f.name, f.words.len()))
            .collect();
        user.press("Esc");
        for (column, words) in fields {
            let turned = (0..words).filter_map(|_| turn(&mut user, *table, column));
            written.extend(turned.map(|word| (*table, column, word)));
        }
    }
    written
}

/// The words of what is written by other keys.
fn by_keys() -> Written {
    let mut written = Written::new();
    for (table, column, word, way) in BY_KEYS {
        let mut user = met();
        if *table != Table::Pulses {
            stand_on(&mut user, *table);
        }
        walk(&mut user, way);
        let rows = user.rows(*table).into_iter();
        let rows = rows.map(|row| user.exported(*table, id_of(&row)));
        let is_it = |row: &ithaca::domain::Row| row.get(*column).is_some_and(|v| v == word);
        if rows.filter(is_it).count() > 0 {
            written.insert((*table, column, (*word).to_owned()));
        }
    }
    written
}

/// Private and shared, by `v`.
fn by_v() -> Written {
    let mut user = met();
    let mut written = Written::new();
    let tables = ROWS.iter().map(|row| row.0);
    for table in tables.filter(|table| table.column("visibility").is_some()) {
        for _ in 0..2 {
            let id = stand_on(&mut user, table);
            user.press("v");
            let word = user.exported(table, id)["visibility"]
                .as_str()
                .unwrap()
                .to_owned();
            written.insert((table, "visibility", word));
        }
    }
    written
}

/// What the columns may hold; the states are walked one by one in `tests/states.rs`.
fn words_of_the_contract() -> Written {
    let columns = Table::contract()
        .iter()
        .flat_map(|table| table.columns().iter().map(|column| (*table, column)));
    columns
        .filter(|(_, column)| !matches!(column.name, "status" | "state"))
        .flat_map(|(table, column)| {
            let words = match column.kind {
                Kind::Word(words) => words,
                _ => &[],
            };
            words
                .iter()
                .map(move |word| (table, column.name, (*word).to_owned()))
        })
        .collect()
}

#[test]
fn every_word_of_the_contract_is_written_by_keys() {
    let written: Written = [by_forms(), by_keys(), by_v()]
        .into_iter()
        .flatten()
        .collect();
    let unwritten = UNWRITTEN
        .iter()
        .map(|(table, column, word)| (*table, *column, (*word).to_owned()));
    let accounted: Written = written.into_iter().chain(unwritten).collect();
    let missing: Vec<_> = words_of_the_contract()
        .difference(&accounted)
        .cloned()
        .collect();
    assert_eq!(missing, []);
}
