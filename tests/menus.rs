//! Every letter of every menu: the states of each kind of row in the demo, what can be caught from anywhere, the kinds of the
//! story. The menus themselves are walked, so that a letter that does nothing fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::User;
use ithaca::app::entry::Entry;
use ithaca::app::overlay::{Menu, Overlay};
use ithaca::domain::story::StoryKind;
use ithaca::domain::{Row, Table, Word};

/// The panes in which rows stand, and the keys that lead there.
const PANES: &[&str] = &[
    "0",
    "1",
    "1 l",
    "1 ]",
    "1 ] ]",
    "1 [",
    "2 h",
    "2 h g l",
    "2 h g j l",
    "2 h G l",
    "2 h G k l",
    "2 h G k k k l",
    "2 h G k k k k l",
    "3",
    "4",
];

/// The rows of a pane that are looked at.
const MOST: usize = 20;

/// Everything in the file, without the times of writing.
fn everything(user: &User) -> Vec<Vec<Row>> {
    let strip = |mut row: Row| {
        row.remove("updated_at");
        row
    };
    let tables = user.everything().into_iter();
    tables
        .map(|rows| rows.into_iter().map(strip).collect())
        .collect()
}

fn menu(user: &User) -> Option<Menu> {
    match user.model.overlays.last() {
        Some(Overlay::Menu(menu)) => Some(menu.clone()),
        _ => None,
    }
}

/// The letters and the words of a menu.
type Choices = Vec<(char, String)>;

fn choices(menu: &Menu) -> Choices {
    let choices = menu.choices.iter();
    choices
        .map(|(letter, words, _)| (*letter, words.clone()))
        .collect()
}

/// One way to each letter, and its words, of the menus of states that the demo has.
fn ways(demo: &User) -> BTreeMap<(char, String), String> {
    let mut ways = BTreeMap::new();
    for pane in PANES {
        let mut user = User::like(demo);
        user.press(pane).press("Home");
        for step in 0..MOST {
            user.press("s");
            if let Some(menu) = menu(&user) {
                let way = format!("{pane} Home {}s", "j ".repeat(step));
                for (letter, words) in choices(&menu) {
                    ways.entry((letter, words)).or_insert(way.clone());
                }
                user.press("Esc");
            }
            user.press("j");
        }
    }
    ways
}

#[test]
fn every_letter_of_every_menu_of_states_does_something_that_is_undone() {
    let demo = User::demo(100, 40);
    let ways = ways(&demo);
    assert!(ways.len() > 40, "{}", ways.len());
    for ((letter, words), way) in ways {
        let mut user = User::like(&demo);
        user.press(&way);
        let before = everything(&user);
        user.sees(&format!("{letter}  {words}"));
        user.press(&letter.to_string());
        let what = format!("{way}: {letter} {words}");
        if let Some(Overlay::Line(_)) = user.model.overlays.last() {
            // It asks for a line first, and Esc leaves all as it was; or it is done, and the line on it is offered.
            let done = everything(&user) != before;
            user.press("Esc");
            if done {
                user.sees("u undoes").press("u").sees("Undone: ");
            }
            assert_eq!(everything(&user), before, "{what}");
            continue;
        }
        if let Some(Overlay::Menu(_)) = user.model.overlays.last() {
            // It leads to the letters of the session, which are tried on its own row.
            user.press("Esc");
            assert_eq!((letter, everything(&user)), ('s', before), "{what}");
            continue;
        }
        assert!(user.model.overlays.is_empty(), "{what}");
        assert_ne!(everything(&user), before, "{what}\n{}", user.screen());
        user.sees("u undoes").press("u").sees("Undone: ");
        assert_eq!(everything(&user), before, "{what}");
    }
}

/// What each letter of the menu of what can be caught writes.
const CAUGHT: &[(char, Table)] = &[
    ('p', Table::Commitments),
    ('f', Table::Feedback),
    ('w', Table::Wins),
    ('b', Table::Challenges),
    ('q', Table::Questions),
    ('t', Table::AgendaItems),
];

#[test]
fn whatever_can_be_caught_is_caught_from_anywhere() {
    let demo = User::demo(80, 24);
    // The tabs, a page that is read, the call, and its notes are left first.
    for place in ["0", "1", "2", "2 h j j Enter", "3", "4", "2 c", "2 c g"] {
        let mut user = User::like(&demo);
        user.press(place).press("i");
        let letters: BTreeSet<_> = choices(&menu(&user).unwrap())
            .into_iter()
            .map(|c| c.0)
            .collect();
        assert_eq!(letters, CAUGHT.iter().map(|c| c.0).collect(), "{place}");
        user.press("Esc");
        for (letter, table) in CAUGHT {
            let before = user.rows(*table).len();
            user.press("i").press(&letter.to_string());
            user.write("One small thing").press("Enter");
            assert_eq!(user.rows(*table).len(), before + 1, "{place}: {letter}");
            assert!(
                !matches!(user.model.overlays.last(), Some(Overlay::Line(_))),
                "{place}: {letter}"
            );
        }
    }
}

#[test]
fn each_kind_of_the_story_is_shown_and_hidden_by_its_letter() {
    let mut user = User::demo(100, 40);
    user.press("4");
    for kind in StoryKind::ALL {
        let (letter, words) = kind.choice();
        user.press("F");
        // All that is shown is hidden, and this one shown.
        for other in StoryKind::ALL {
            let is_shown = user.model.timeline.kinds.contains(other);
            if is_shown != (other == kind) {
                let mark = if is_shown { '·' } else { '✓' };
                let (letter, words) = other.choice();
                user.press(&letter.to_string());
                user.sees(&format!("{letter}  {mark} {words}"));
            }
        }
        user.press("Esc").sees(&format!("{words}, by month"));
        let rows = user.model.timeline.panes.left.rows();
        let kinds: BTreeSet<_> = rows.iter().filter_map(kind_of).collect();
        assert_eq!(kinds, [*kind].into(), "{letter}\n{}", user.screen());
    }
    user.press("F 0 Esc").sees("by month").sees("Session ");
}

fn kind_of(entry: &Entry) -> Option<StoryKind> {
    match entry {
        Entry::Story(line) => Some(line.kind),
        _ => None,
    }
}
