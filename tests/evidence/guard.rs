//! That no total, mean across rows, rank or target exists: not in the JSON, not on the screen, not in a public name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ithaca::domain::Word;
use ithaca::domain::evidence::{Signal, Span};
use ithaca::transfer::evidence;

use super::common::User;

/// What would add rows up, set them against each other, or aim at something.
const NEVER: &[&str] = &[
    "total", "sum", "score", "mean", "average", "overall", "rank", "rating", "target", "grade",
    "index", "level", "streak", "badge",
];

#[track_caller]
fn names_none(what: &str, name: &str) {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_lowercase);
    for word in words {
        assert!(
            !NEVER.contains(&word.as_str()),
            "{what} says '{word}': {name}"
        );
    }
}

#[test]
fn the_json_has_a_row_for_each_signal_and_window_and_no_other_number() {
    let user = User::demo(80, 24);
    let with = user.model.relationship.clone().unwrap();
    let now = user.env.now();
    let records = user
        .store
        .evidence(&with, now, Span::All.window(now.today()))
        .unwrap();
    let board = evidence::board(&with, &records, &[]);
    let keys: BTreeSet<_> = board
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let known = [
        "as_of",
        "coverage",
        "format",
        "relationship_id",
        "rows",
        "worth_raising",
    ];
    assert_eq!(keys, BTreeSet::from(known));
    let rows = board["rows"].as_array().unwrap();
    let mut seen = BTreeSet::new();
    for row in rows {
        let (signal, window) = (
            row["signal"].as_str().unwrap(),
            row["window"].as_str().unwrap(),
        );
        assert!(Signal::from_word(signal).is_some(), "{signal}");
        assert!(seen.insert((signal, window)), "{signal} twice in {window}");
        let known = [
            "dimension",
            "signal",
            "window",
            "from",
            "to",
            "k",
            "n",
            "low",
            "high",
            "change",
            "mine",
            "theirs",
            "count",
            "median_notice_hours",
        ];
        for key in row.as_object().unwrap().keys() {
            assert!(known.contains(&key.as_str()), "{key}");
        }
    }
    assert_eq!(seen.len(), 3 * Signal::ALL.len());
}

#[test]
fn neither_the_board_nor_what_is_behind_it_says_such_a_word() {
    let mut user = User::demo(120, 60);
    user.press("4 Tab g");
    for _ in 0..24 {
        let (_, board) = user
            .screen()
            .split_once("Trust")
            .map(|(a, b)| (a.len(), b.to_owned()))
            .unwrap();
        for line in board.lines() {
            names_none("the board", line.rsplit('│').next().unwrap());
        }
        if matches!(
            user.model.entry(),
            Some(ithaca::app::entry::Entry::Figure(..))
        ) {
            user.press("Enter");
            let head: Vec<_> = user
                .screen()
                .lines()
                .take_while(|l| !l.is_empty())
                .map(str::to_owned)
                .collect();
            names_none("behind a figure", &head.join(" "));
            user.press("Esc");
        }
        user.press("j");
    }
}

#[test]
fn no_public_name_of_the_board_does() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut names = 0;
    for file in [
        "domain/evidence.rs",
        "domain/evidence/case.rs",
        "domain/evidence/raising.rs",
        "domain/evidence/records.rs",
        "domain/evidence/signal.rs",
        "domain/evidence/statistics.rs",
        "store/evidence.rs",
        "transfer/evidence.rs",
        "cli/evidence.rs",
        "app/board.rs",
        "app/read/board.rs",
        "app/overlay/behind.rs",
        "ui/row/figure.rs",
        "ui/behind.rs",
    ] {
        let text = fs::read_to_string(source.join(file)).unwrap();
        for line in text
            .lines()
            .map(str::trim_start)
            .filter(|l| l.starts_with("pub "))
        {
            names_none(file, line);
            names += 1;
        }
    }
    assert!(names > 80, "{names}");
    let why = fs::read_to_string(source.join("domain/evidence.rs")).unwrap();
    assert!(why.contains("nothing anywhere, adds rows up into one number"));
}
