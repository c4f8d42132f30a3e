//! What one does most, from a tab to the row in the file: how many keys it takes, without the letters of what is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::User;
use ithaca::domain::Table;

/// Nothing that is done every week takes more keys than that, the one included that closes a line which stays for the next.
const MOST: usize = 11;

/// Athena, and a session in two days.
fn met(width: u16, height: u16) -> User {
    let mut user = User::new(width, height);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter");
    user
}

/// Goes one way: keys, and in quotes what is written. Counts the keys.
fn walk(user: &mut User, way: &str) -> usize {
    let mut keys = 0;
    for (n, part) in way.split('"').enumerate() {
        if n % 2 == 1 {
            user.write(part);
        } else {
            user.press(part);
            keys += part.split_whitespace().count();
        }
    }
    keys
}

/// Each way, what it leaves: a table, one of its columns, and what stands in it.
const WAYS: &[(&str, Table, &str, &str)] = &[
    (
        r#"1 a "Lead a review by 18 dec" Enter Esc e Tab "Two led alone" Esc"#,
        Table::Goals,
        "success_test",
        "Two led alone",
    ),
    (
        r#"i q "Which book first?" Enter o Enter c Space r "The yellow one" Enter"#,
        Table::Questions,
        "answer",
        "The yellow one",
    ),
    (
        r#"3 a "You rush at the end" Enter Space t "Count to five" Enter > p Enter"#,
        Table::Feedback,
        "response_note",
        "Count to five",
    ),
    (
        r#"1 ] a "I fill every silence" Enter Esc Space "I count to five" Enter > p Enter"#,
        Table::Lessons,
        "text",
        "I count to five",
    ),
    (
        r#"1 ] ] a "conference: Storage days 12 mar" Enter Esc Space "Ask what it replaces" Enter > p Enter"#,
        Table::Resources,
        "takeaway",
        "Ask what it replaces",
    ),
    (
        r#"2 i p "Send the paper fri" Enter s m "in 2 weeks" Enter"#,
        Table::Commitments,
        "due",
        "2026-12-08",
    ),
    ("2 h G k l a Esc s b", Table::Agreements, "status", "agreed"),
    (
        r#"0 s l 0 s c "It did what it was for" Enter"#,
        Table::Relationships,
        "end_note",
        "It did what it was for",
    ),
];

#[test]
fn none_of_them_takes_more_than_eleven_keys() {
    for (width, height) in [(120, 40), (80, 24), (44, 22)] {
        for (way, table, column, text) in WAYS {
            let mut user = met(width, height);
            let keys = walk(&mut user, way);
            assert_eq!(
                user.count(*table, column, text),
                1,
                "{way} at {width}\n{}",
                user.screen()
            );
            assert!(keys <= MOST, "{way}: {keys} keys");
        }
    }
}
