//! That no total, mean across rows, rank or target exists: not in the JSON, not on the screen, not in a public name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ithaca::app::entry::Entry;
use ithaca::domain::Word;
use ithaca::domain::evidence::{Signal, Span};
use ithaca::transfer::evidence;
use serde_json::Value as Json;

use super::common::{NOW, User};

/// What would add rows up, set them against each other, or aim at something.
const NEVER: &[&str] = &[
    "total", "sum", "score", "mean", "average", "overall", "rank", "rating", "target", "grade",
    "index", "level", "streak", "badge",
];

/// Of a text or a name: `trust_score` and `TrustScore` are two words too.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words
}

#[track_caller]
fn names_none(what: &str, name: &str) {
    for word in words(name) {
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

/// Every name in a JSON value, however deep.
fn keys(value: &Json) -> Vec<&str> {
    match value {
        Json::Object(fields) => {
            let names = fields.keys().map(String::as_str);
            names.chain(fields.values().flat_map(keys)).collect()
        }
        Json::Array(values) => values.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_name_is_told_in_words() {
    assert_eq!(
        words("trust_scoreOf TheTotal"),
        ["trust", "score", "of", "the", "total"]
    );
}

/// The command's text and JSON, of each person of the demo, with what is private and without.
#[test]
fn what_the_command_prints_has_no_such_name_at_any_depth() {
    let user = User::demo(80, 24);
    for person in user.store.relationships().unwrap() {
        for flag in [None, Some("--include-private")] {
            let print = |format: &str| {
                let out = Command::new(env!("CARGO_BIN_EXE_ithaca"))
                    .arg("--db")
                    .arg(user.store.path())
                    .args([
                        "--with",
                        &person.partner_name,
                        "evidence",
                        "--format",
                        format,
                    ])
                    .args(flag)
                    .env("ITHACA_NOW", NOW)
                    .env("TZ", "UTC")
                    .output()
                    .unwrap();
                assert!(out.status.success(), "{out:?}");
                String::from_utf8(out.stdout).unwrap()
            };
            let json: Json = serde_json::from_str(&print("json")).unwrap();
            let found = keys(&json);
            assert!(found.len() > 300, "{}", found.len());
            for key in found {
                names_none("the JSON", key);
            }
            let text = print("text");
            let (board, _) = text.split_once("Worth raising").unwrap_or((&text, ""));
            names_none("the text", board);
            // A line for each signal, each with its label, and none besides.
            let rows = board.lines().filter(|line| line.starts_with("  "));
            let labels = rows.filter(|line| !line.contains("180 days"));
            assert_eq!(labels.count(), Signal::ALL.len() + 1, "{board}");
        }
    }
}

/// The cells of a pane that begins under a title, as far as its border.
fn pane(screen: &str, title: &str) -> Vec<String> {
    let mut lines = screen.lines().skip_while(|line| !line.contains(title));
    let first = lines.next().unwrap();
    let cells: Vec<char> = first.chars().collect();
    let before = first.split(title).next().unwrap().chars().count();
    let begins = cells[..before].iter().rposition(|c| *c == '│');
    let begins = begins.map_or(0, |at| at + 1);
    let rest = std::iter::once(first).chain(lines);
    rest.map(|line| {
        line.chars()
            .skip(begins)
            .take_while(|c| *c != '│')
            .collect()
    })
    .collect()
}

#[test]
fn neither_the_board_nor_what_is_behind_it_says_such_a_word() {
    for (width, height, spans) in [
        (44, 24, "-"),
        (80, 24, "+"),
        (120, 60, "+ -"),
        (200, 50, "-"),
    ] {
        for span in spans.split(' ') {
            let mut user = User::demo(width, height);
            user.press("4");
            user.press(if width < 80 { "g" } else { "Tab g" })
                .press(span);
            for _ in 0..24 {
                if user.screen().contains("Trust, as recorded") {
                    for line in pane(&user.screen(), "Trust, as recorded") {
                        let is_story = width < 80 && line.starts_with(" Story");
                        if is_story {
                            break;
                        }
                        names_none("the board", &line);
                    }
                }
                if matches!(user.model.entry(), Some(Entry::Figure(..))) {
                    user.press("Enter");
                    let screen = user.screen();
                    let head: Vec<_> = screen.lines().take_while(|l| !l.is_empty()).collect();
                    names_none("behind a figure", &head.join(" "));
                    user.press("Esc");
                }
                user.press("j");
            }
        }
    }
}

/// Whatever file of the source knows the board: a new one is looked through as well.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.to_string_lossy().contains("evidence")
            || ["evidence::", "Evidence", "Figure"]
                .iter()
                .any(|name| fs::read_to_string(&path).unwrap().contains(name))
        {
            found.push(path);
        }
    }
}

#[test]
fn no_public_name_of_the_board_does_and_none_makes_a_number_of_several_lines() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut names) = (Vec::new(), 0);
    sources(&source, &mut files);
    assert!(files.len() > 20, "{files:?}");
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let name = file.to_string_lossy();
        let lines = text.lines().map(str::trim_start);
        for line in lines.filter(|l| l.starts_with("pub")) {
            names_none(&name, line);
            names += 1;
        }
        // The whole signature of each function that takes lines of the board, over however many lines it goes.
        for signature in text.split("fn ").skip(1) {
            let signature = signature.split(['{', ';']).next().unwrap();
            let (takes, gives) = signature.split_once("->").unwrap_or((signature, ""));
            let of_several = [
                "[Evidence]",
                "Vec<Evidence>",
                "[Self]",
                "[Figure]",
                "[Rate]",
            ];
            let a_number = [
                "f64", "u32", "u64", "usize", "i64", "Rate", "Range", "Figure",
            ];
            let makes = |kinds: &[&str], text: &str| kinds.iter().any(|kind| text.contains(kind));
            assert!(
                !(makes(&of_several, takes) && makes(&a_number, gives)),
                "{name}: fn {signature}"
            );
        }
    }
    assert!(names > 100, "{names}");
    let why = fs::read_to_string(source.join("domain/evidence.rs")).unwrap();
    assert!(why.contains("nothing anywhere, adds rows up into one number"));
}
