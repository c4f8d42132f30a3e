//! The configuration: what it changes, and how it says what it does not understand.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use std::process::Command;

use ithaca::app::settings::Mouse;
use ithaca::config::{Config, EXAMPLE, Theme};
use ithaca::domain::offer::OfferKind;
use ithaca::domain::when::{DayStyle, Habits};
use proptest::prelude::*;

use common::User;

#[test]
fn the_example_says_how_it_is_without_one() {
    let (example, none) = (Config::parse(EXAMPLE).unwrap(), Config::default());
    assert_eq!(format!("{example:?}"), format!("{none:?}"));
    let readme = include_str!("../README.md");
    assert!(readme.contains(EXAMPLE.trim_end()));
}

#[test]
fn every_setting_is_understood() {
    let config = Config::parse(
        r#"
        theme = "auto"
        dates = "2026-11-26"
        week_starts = "sunday"
        ascii = true
        mask = true
        mouse = false
        nudges = { quiet = false, bank = true }
        "#,
    )
    .unwrap();
    assert_eq!((config.theme, config.ascii), (Theme::Auto, Some(true)));
    let habits = Habits {
        days: DayStyle::Iso,
        week_starts: chrono::Weekday::Sun,
    };
    assert_eq!(config.habits, habits);
    assert!(config.settings.is_masked);
    assert_eq!(config.settings.mouse, Mouse::Left);
    assert_eq!(config.settings.nudges_off, [OfferKind::Quiet]);
}

#[test]
fn what_is_not_understood_is_one_sentence_with_its_line() {
    for (text, line, words) in [
        ("them = \"dark\"", 1, "no setting is called 'them'"),
        (
            "\ntheme = \"blue\"",
            2,
            "'theme' takes one of \"terminal\", \"dark\"",
        ),
        ("mask = 1", 1, "'mask' takes true or false"),
        ("keys = 3", 1, "'keys' is a table"),
        ("[nudges]\nquite = false", 2, "no nudge is called 'quite'"),
        (
            "[keys]\nad = [\"x\"]",
            2,
            "no action is called 'ad'; the nearest is 'add'",
        ),
        (
            "[keys]\n'' = \"x\"",
            2,
            "no action is called ''; the README lists them",
        ),
        (
            "[keys]\n\noffers-drop = 's'",
            3,
            "'s' would mean both 'offers-drop' and 'offers-never'",
        ),
        (
            "[keys]\nhistory-undo = 'j'",
            2,
            "'j' would mean both 'history-undo' and 'down'",
        ),
        (
            "[keys]\n\nadd = [\"Hyper-x\"]",
            3,
            "'Hyper-x' for 'add' is no key",
        ),
        ("[keys]\nadd = 3", 2, "'add' takes a list of keys"),
        (
            "[keys]\ntoggle = \"a\"",
            2,
            "'a' would mean both 'toggle' and 'add'",
        ),
        (
            "[keys]\nundo = \"F2\"\nsearch = \"F2\"",
            2,
            "'F2' would mean both",
        ),
        ("them = ", 1, "this is not TOML"),
        (
            "mask = true\nmask = false",
            2,
            "this is not TOML, duplicate key",
        ),
        ("[keys]\nofferings = \"x\"", 2, "the nearest are offers, "),
        // What is no TOML at all is told by what stands there.
        ("\n\nascii = yes\n", 3, "'ascii' takes true or false"),
        ("mask = on", 1, "'mask' takes true or false"),
        ("mouse = ", 1, "'mouse' takes true or false"),
        (
            "theme = dark\nmask = true",
            1,
            "'theme' takes one of \"terminal\"",
        ),
        ("dates = 26 Nov", 1, "'dates' takes one of \"26 Nov\""),
        (
            "week_starts = sunday",
            1,
            "'week_starts' takes one of \"monday\"",
        ),
        ("[nudges]\nquiet = off", 2, "'quiet' takes true or false"),
        ("[keys]\nadd = a", 2, "'add' takes a list of keys"),
        (
            "[keys]\ndelet = \"x\"",
            2,
            "no action is called 'delet'; the nearest is 'delete'",
        ),
    ] {
        let (at, what) = Config::parse(text).unwrap_err();
        assert_eq!(at, Some(line), "{text}");
        assert!(what.contains(words), "{text}: {what}");
    }
}

#[test]
fn two_actions_may_change_places() {
    assert!(Config::parse("[keys]\nadd = \"o\"\noffers = [\"a\"]").is_ok());
}

/// What the real program says with this configuration, and its exit code.
fn ithaca(config: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, config).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ithaca"))
        .args(arguments)
        .env("ITHACA_CONFIG", &path)
        .env("ITHACA_DB", folder.path().join("ithaca.db"))
        .env("ITHACA_NOW", common::NOW)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn a_command_ends_with_the_sentence_too() {
    let (code, said) = ithaca("[keys]\nadd = \"Hyper-x\"", &["check"]);
    assert_eq!(code, Some(2));
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("mine.toml, line 2: 'Hyper-x'"), "{said}");
    // What would help is still printed.
    let (code, said) = ithaca("[keys", &["config"]);
    assert_eq!((code, said.as_str()), (Some(0), EXAMPLE));
}

#[test]
fn a_file_that_was_named_has_to_be_there() {
    let output = Command::new(env!("CARGO_BIN_EXE_ithaca"))
        .args(["check", "--config", "/nowhere/mine.toml"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/mine.toml: "));
}

#[test]
fn a_nudge_that_is_off_is_offered_nowhere() {
    let mut user = User::demo(120, 40);
    user.press("o")
        .sees("from the bank, for this phase")
        .press("Esc");
    user.configure("[nudges]\nbank = false");
    user.press("o")
        .sees("Onto the agenda")
        .sees_not("from the bank");
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(text in "(\\[keys\\]\n|\\[nudges\\]\n)?([a-z_]{1,6} ?= ?[\\[\"a-z0-9,\\]]{0,12}\n){0,4}\\PC{0,20}") {
        let _ = Config::parse(&text);
    }
}
