//! Every setting of the configuration and every variable that the program reads, each seen in the real program.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "common/terminal.rs"]
mod terminal;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use terminal::{BINARY, NOW, Terminal, demo};
use vt100::{Color, MouseProtocolMode};

/// A configuration beside the file.
fn config(file: &Path, text: &str) -> PathBuf {
    let path = file.with_extension("toml");
    std::fs::write(&path, text).unwrap();
    path
}

/// The planner on the Agenda of the demo, with a configuration and variables.
fn begun(file: &Path, text: &str, more: &[(&str, &str)]) -> Terminal {
    let path = config(file, text);
    let mut all = vec![
        ("ITHACA_CONFIG", path.to_str().unwrap()),
        ("NO_COLOR", ""),
        ("COLORTERM", ""),
        ("COLORFGBG", ""),
    ];
    all.extend(more);
    let mut terminal = Terminal::start_with(file, NOW, 80, 24, &all);
    // The keys of the foot are drawn last.
    terminal.wait_for("0 People").wait_for("? keys");
    terminal
}

/// The colours of the letters on the screen.
fn colours(terminal: &Terminal) -> Vec<Color> {
    let parser = terminal.screen.lock().unwrap();
    let cells = (0..24).flat_map(|y| (0..80).map(move |x| (y, x)));
    let cells = cells.filter_map(|(y, x)| parser.screen().cell(y, x));
    let written = cells.filter(|cell| cell.has_contents());
    let mut found = Vec::new();
    for colour in written.map(vt100::Cell::fgcolor) {
        if colour != Color::Default && !found.contains(&colour) {
            found.push(colour);
        }
    }
    found
}

const ACCENT_ON_DARK: Color = Color::Rgb(0x7f, 0xb8, 0xd8);
const ACCENT_ON_LIGHT: Color = Color::Rgb(0x0a, 0x5a, 0x7c);
const DEEP: (&str, &str) = ("COLORTERM", "truecolor");

/// Names, each with what stands in it.
type Variables = &'static [(&'static str, &'static str)];

#[test]
fn each_theme_has_its_colours_and_no_color_has_none() {
    let (_folder, file) = demo();
    let cases: &[(&str, Variables, Option<Color>)] = &[
        ("", &[DEEP], Some(Color::Idx(5))),
        ("theme = 'terminal'", &[DEEP], Some(Color::Idx(5))),
        ("theme = 'dark'", &[DEEP], Some(ACCENT_ON_DARK)),
        ("theme = 'light'", &[DEEP], Some(ACCENT_ON_LIGHT)),
        ("theme = 'dark'", &[], Some(Color::Idx(6))),
        ("theme = 'light'", &[], Some(Color::Idx(4))),
        (
            "theme = 'auto'",
            &[DEEP, ("COLORFGBG", "15;0")],
            Some(ACCENT_ON_DARK),
        ),
        (
            "theme = 'auto'",
            &[DEEP, ("COLORFGBG", "0;15")],
            Some(ACCENT_ON_LIGHT),
        ),
        ("theme = 'dark'", &[DEEP, ("NO_COLOR", "1")], None),
    ];
    for (text, more, accent) in cases {
        let terminal = begun(&file, text, more);
        let found = colours(&terminal);
        match accent {
            Some(accent) => assert!(found.contains(accent), "{text} {more:?}: {found:?}"),
            None => assert_eq!(found, [], "{text} {more:?}"),
        }
        terminal.quit();
    }
}

#[test]
fn plain_signs_are_drawn_where_the_file_or_the_locale_says_so() {
    let (_folder, file) = demo();
    for (text, more, is_plain) in [
        ("", ("LC_ALL", "C.UTF-8"), false),
        ("", ("LC_ALL", "C"), true),
        ("ascii = true", ("LC_ALL", "C.UTF-8"), true),
        ("ascii = false", ("LC_ALL", "C"), false),
    ] {
        let mut terminal = begun(&file, text, &[more]);
        let signs: BTreeSet<_> = terminal
            .text()
            .chars()
            .filter(|c| "○─│▸·…".contains(*c))
            .collect();
        assert_eq!(
            signs.is_empty(),
            is_plain,
            "{text} {more:?}: {}",
            terminal.text()
        );
        terminal
            .press("2")
            .wait_for(if is_plain { "> o ?" } else { "▸ ○ ?" });
        terminal.quit();
    }
}

#[test]
fn the_other_settings_are_seen_from_the_first_screen_on() {
    let (_folder, file) = demo();
    let mut terminal = begun(&file, "dates = '2026-11-26'", &[]);
    terminal.wait_for("2026-11-26 15:00");
    terminal.quit();
    let mut terminal = begun(&file, "dates = 'Nov 26'", &[]);
    terminal.wait_for("Thu Nov 26 15:00");
    terminal.quit();
    // Weeks begin on Sunday: the next one two days earlier than with Monday's.
    for (text, day) in [("", "Mon 30 Nov"), ("week_starts = 'sunday'", "Sun 29 Nov")] {
        let mut terminal = begun(&file, text, &[]);
        terminal
            .press("ip")
            .wait_for("I promise")
            .press("Send it next week");
        terminal.wait_for(day);
        terminal.quit();
    }
    let path = config(&file, "mask = true");
    let more = [("ITHACA_CONFIG", path.to_str().unwrap())];
    let mut terminal = Terminal::start_with(&file, NOW, 80, 24, &more);
    terminal.wait_for("masked · ");
    terminal.quit();
    for (text, is_taken) in [("", true), ("mouse = false", false)] {
        let terminal = begun(&file, text, &[]);
        let held = terminal
            .screen
            .lock()
            .unwrap()
            .screen()
            .mouse_protocol_mode();
        assert_eq!(held != MouseProtocolMode::None, is_taken, "{text}");
        terminal.quit();
    }
    let mut terminal = begun(&file, "[keys]\nadd = ['F2']\n[nudges]\nquiet = false", &[]);
    terminal
        .press("2")
        .wait_for("F2 add")
        .wait("it left out", |text| !text.contains("quiet for"));
    terminal.quit();
}

#[test]
fn what_chance_gives_an_id_follows_from_the_seed() {
    let id = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| {
            let out = Command::new(BINARY)
                .args(arguments)
                .env("ITHACA_DB", folder.path().join("ithaca.db"))
                .env("ITHACA_NOW", NOW)
                .env("ITHACA_SEED", seed)
                .current_dir(&folder)
                .output()
                .unwrap();
            String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned()
        };
        let file = folder.path().join("file.json");
        let person = r#"{"format": "ithaca/1", "relationships": [{"partner_name": "Athena", "my_role": "mentee"}]}"#;
        std::fs::write(&file, person).unwrap();
        run(&["import", "file.json"]);
        run(&["add", "win", "It shipped"]);
        let export = run(&["export"]);
        let file: serde_json::Value = serde_json::from_str(&export).unwrap();
        // It begins with the time.
        file["wins"][0]["id"].as_str().unwrap()[19..].to_owned()
    };
    assert_eq!(id("7"), id("7"));
    assert_ne!(id("7"), id("8"));
}
