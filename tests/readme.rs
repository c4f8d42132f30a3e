//! What the README says of the keys and of the commands is what the program does.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeSet;

use common::User;

use ithaca::app::keymap;
use ithaca::cli;
use ithaca::ui::theme;

/// What the program writes of itself, by the name of its place.
fn generated() -> [(&'static str, String); 2] {
    [
        ("keys", keymap::as_markdown()),
        ("signs", theme::legend_as_markdown()),
    ]
}

#[test]
fn the_keys_and_the_signs_are_those_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let mut readme = std::fs::read_to_string(path).unwrap();
    for (name, text) in generated() {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = readme.split_once(&begin).unwrap();
        let (held, after) = rest.split_once(&end).unwrap();
        if std::env::var_os("ITHACA_WRITE_README").is_some() {
            readme = format!("{before}{begin}{text}{end}{after}");
            std::fs::write(path, &readme).unwrap();
        } else {
            assert_eq!(
                held, text,
                "run ITHACA_WRITE_README=1 cargo test --test readme"
            );
        }
    }
}

/// A command with what it takes: `--format`, `SESSION`.
fn taken(command: &clap::Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter(|a| !a.is_global_set());
    own.filter(|a| a.get_id() != "help")
        .map(|argument| match argument.get_long() {
            Some(long) => format!("--{long}"),
            None => argument.get_value_names().unwrap()[0].to_string(),
        })
        .collect()
}

#[test]
fn the_table_of_commands_is_the_one_of_the_program() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("<!-- commands -->\n").unwrap();
    let (table, _) = rest.split_once("<!-- /commands -->").unwrap();
    let mut told = Vec::new();
    for row in table.lines().skip(2) {
        let usage = row.split('`').nth(1).unwrap();
        let mut words = usage.split_whitespace().skip(1);
        let name = words.next().unwrap_or_default().to_owned();
        let words: Vec<_> = words.map(|w| w.trim_matches(['[', ']', '…'])).collect();
        // What follows an option is its value.
        let takes = words.iter().enumerate().filter(|(n, word)| {
            let is_value = *n > 0
                && words[n - 1].starts_with("--")
                && !usage.contains(&format!("{}]", words[n - 1]));
            word.starts_with("--") || !is_value
        });
        told.push((name, takes.map(|(_, word)| (*word).to_owned()).collect()));
    }
    let definition = cli::definition();
    let commands = definition
        .get_subcommands()
        .map(|c| (c.get_name().to_owned(), taken(c)));
    let all: Vec<_> = std::iter::once((String::new(), BTreeSet::new()))
        .chain(commands)
        .collect();
    assert_eq!(told, all);
}

/// The words of a line of the shell, up to a pipe or a file.
fn words(line: &str) -> Vec<String> {
    let line = line.split(" | ").next().unwrap_or_default();
    let line = line.split(" > ").next().unwrap_or_default();
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(n, part)| match n % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn the_help_of_each_command_shows_an_example_that_works() {
    for command in cli::definition().get_subcommands() {
        let name = command.get_name();
        let help = command.get_long_about().unwrap().to_string();
        let (_, examples) = help
            .split_once("Example")
            .unwrap_or_else(|| panic!("{name}: {help}"));
        let examples: Vec<_> = examples.split('`').skip(1).step_by(2).collect();
        assert!(!examples.is_empty(), "{name}: {help}");
        for example in examples {
            let found = cli::definition()
                .try_get_matches_from(words(example))
                .unwrap();
            assert_eq!(found.subcommand_name(), Some(name), "{example}");
        }
    }
}

/// The steps of the five minutes: what the README says of them, the keys, what is typed, and what is then on the screen.
const TOUR: &[(&str, &str, &str, &str)] = &[
    (
        "The demo opens on People",
        "0 Enter",
        "",
        "Thu 26 Nov 15:00",
    ),
    (
        "`a`, then `Ask about scope? 5m @me` and Enter",
        "a",
        "Ask about scope? 5m @me",
        "Enter adds",
    ),
    ("Esc closes the line", "Enter Esc", "", "Ask about scope?"),
    ("`o` shows what is waiting", "o", "", "1 taken"),
    (
        "Space ticks or unticks, Enter adds what is ticked",
        "Space Space Enter",
        "",
        "Added: ",
    ),
    (
        "`J K` order, `+ -` change the minutes",
        "J K + -",
        "",
        "10 min: ",
    ),
    ("`c` starts it", "c", "", "Call started"),
    (
        "Space ticks the item off and goes on to the next",
        "Space",
        "",
        "Done: How did you choose",
    ),
    (
        "`g` and Space complete a milestone",
        "g Space",
        "",
        "Done: Lead one alone",
    ),
    (
        "`p` catches a promise (`@them fri Send the paper`)",
        "p",
        "@them fri Send the paper",
        "Enter keeps it",
    ),
    (
        "`n` opens the notes, Esc leaves them",
        "Enter n",
        "a note",
        "back to the agenda",
    ),
    (
        "`x`, a sentence, Enter",
        "Esc x",
        "We chose Berlin",
        "Enter keep all of it and plan the next",
    ),
    ("the next date is planned", "Enter", "", "Thu 10 Dec 15:00"),
    (
        "`h` goes to the sessions, `j` to the one just held",
        "h j Enter",
        "",
        "We chose Berlin",
    ),
    (
        "`[` and `]` turn to the one before and after",
        "[ ]",
        "",
        "We chose Berlin",
    ),
    (
        "`/promotion` finds a word in everything ever written",
        "/",
        "promotion",
        "with Athena · 1/",
    ),
    (
        "Enter stands on it where it was written, `n N` go on",
        "Enter n",
        "",
        " 2/",
    ),
    (
        "`1` has the goals; `n` notes what moved",
        "Esc Esc Esc 1 n",
        "Asked two",
        "Enter keeps it",
    ),
    (
        "`]` turns to challenges, to what there is to learn from, and to the lessons",
        "Enter ] ] ]",
        "",
        "A reason is an offer",
    ),
    ("`3` has feedback: Space answers", "3 Space", "", "trying"),
    ("`>` turns a row into something else", "Esc >", "", "a goal"),
    (
        "`m` masks what is private, and everybody else",
        "Esc m",
        "",
        "Masked: ",
    ),
    (
        "`H` is the history of every action",
        "H",
        "",
        "History · Athena",
    ),
    (
        "`:` finds any command by its name",
        "Esc :",
        "rename",
        "edit",
    ),
];

#[test]
fn the_five_minutes_go_as_they_are_written() {
    let readme = include_str!("../README.md");
    let tour = readme.split_once("## Five minutes").unwrap().1;
    let tour: Vec<_> = tour
        .split_once("\n## ")
        .unwrap()
        .0
        .split_whitespace()
        .collect();
    let tour = tour.join(" ");
    for size in [(80, 24), (44, 24)] {
        let mut user = User::demo(size.0, size.1);
        let mut before = 0;
        for (says, keys, typed, seen) in TOUR {
            let at = tour.find(says);
            assert!(
                at.is_some_and(|at| at >= before),
                "not written, or before: {says}"
            );
            before = at.unwrap();
            user.press(keys).write(typed).sees(seen);
        }
    }
}
