//! Every key of the table, pressed where it works: what it does is seen on the screen. The table itself is walked, so a row
//! without a case fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::effect::Next;
use ithaca::app::keymap::{Action, Bound, Keymap, Place};
use ithaca::app::update::{self, Message};

/// The action, the keys that lead to where it works in the demo, and what stands on the screen once its key is pressed, and not
/// before; what happens outside of the screen stands in the words of the code.
const CASES: &[(&str, &str, &str)] = &[
    ("add", "", "Enter adds   Tab whose"),
    ("offers", "", "Onto the agenda of"),
    ("toggle", "1 l", "Open again: Sit in on one"),
    ("call-goals", "2 c", "▸   ○ Lead one alone"),
    ("call-notes", "2 c", "back to the agenda"),
    ("end-call", "2 c", "the end"),
    ("call-promise", "2 c", "Enter keeps it"),
    ("call-feedback", "2 c", "From Athena"),
    ("call-win", "2 c", "Enter keeps it"),
    ("call-challenge", "2 c", "Enter keeps it"),
    ("not-today", "2 c", "Goes on: How did you choose"),
    ("what-moved", "1", "Enter keeps it"),
    ("more", "", "6 min: How did you choose"),
    ("fewer", "", "4 min: How did you choose"),
    ("template", "", "A template for the agenda"),
    ("call", "", "Call started"),
    ("state", "h", "c  cancelled"),
    ("edit", "", "╭─ Edit ─"),
    ("previous-session", "h", "2/39"),
    ("next-session", "h j", "1/39"),
    ("copy", "", "Copied"),
    ("delete", "", "To the trash: How did"),
    ("turn-into", "", "─ > How"),
    ("editor", "1", "Lend"),
    ("move-down", "", "Moved"),
    ("move-up", "j", "Moved"),
    ("visibility", "", "Private now: "),
    ("catch", "", "Catch"),
    ("undo", "d", "Undone: "),
    ("redo", "d u", "Done again: "),
    ("history", "", "History · Athena"),
    ("search", "", "Everything ever written"),
    ("next-hit", "/ t a l k Enter", "\"talk\" 2/"),
    ("previous-hit", "/ t a l k Enter n", "\"talk\" 1/"),
    ("filter", "4", "What the story shows"),
    ("mask", "", "Masked: "),
    ("trash", "d", "Trash · Athena"),
    ("full-pulse", "", "Pulse, 12 answers"),
    ("open", "h j", "Thu 12 Nov 2026 · 44 of 45 min"),
    ("back", "2 /", "? keys"),
    ("people", "", "My promises, to everyone"),
    ("tab-goals", "", "mine"),
    ("tab-agenda", "1", "Sessions"),
    ("tab-feedback", "", "waiting for an answer"),
    ("tab-timeline", "", "Trust, as recorded"),
    ("next-pane", "", "[ last one"),
    ("previous-pane", "", "[ last one"),
    ("left", "", "[ last one"),
    ("right", "h", "Space done"),
    ("down", "h", "▸✓ 12 Nov"),
    ("up", "h j", "▸○ Thu 26 Nov"),
    ("page-down", "h", "▸✓  9 Apr"),
    ("page-up", "h G", "▸✓ 27 Nov 2025"),
    ("half-down", "h", "▸✓ 20 Aug"),
    ("half-up", "h G", "▸✓ 17 Jul 2025"),
    ("first", "h j j", "▸○ Thu 26 Nov"),
    ("last", "h", "▸Closed promises"),
    ("first-in-call", "2 c j j", "▸ ● ? How did you choose"),
    ("last-in-call", "2 c", "▸ ○ ! Which conference"),
    ("help", "", "Keys that work here"),
    ("palette", "", "Commands"),
    ("redraw", "", "Redraw"),
    ("suspend", "", "Suspend"),
    ("quit", "", "Quit"),
    ("quit-at-once", "", "Quit"),
];

/// Each of the row's keys; what has none is run by its name.
fn pressed(row: &Bound) -> Vec<String> {
    if row.keys.is_empty() {
        let letters: Vec<_> = row.name.chars().map(String::from).collect();
        return vec![format!(": {} Enter", letters.join(" "))];
    }
    row.keys.clone()
}

/// What stands on the screen before and after the key, or what happens outside of it.
fn around(demo: &User, before: &str, key: &str, action: Action) -> (String, String) {
    let mut user = User::like(demo);
    user.press(before);
    let screen = user.screen();
    if action == Action::Suspend {
        let effects = update::update(&mut user.model, Message::Key(common::named(key)));
        return (screen, format!("{effects:?}"));
    }
    let after = user.press(key).screen();
    match &user.next {
        Next::On => (screen, after),
        next => (screen, format!("{next:?}")),
    }
}

#[test]
fn every_key_of_the_table_does_what_it_says() {
    let demo = User::demo(80, 24);
    let keys = Keymap::default();
    let mut wrong = Vec::new();
    for row in keys.rows(Place::Anywhere) {
        let Some((_, before, shows)) = CASES.iter().find(|(name, ..)| *name == row.name) else {
            wrong.push(format!("no case for {}", row.name));
            continue;
        };
        for key in pressed(row) {
            let (was, is) = around(&demo, before, &key, row.action);
            if was.contains(shows) || !is.contains(shows) {
                let new: Vec<_> = is.lines().filter(|line| !was.contains(*line)).collect();
                wrong.push(format!("{} {key}: '{shows}'\n{}", row.name, new.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
