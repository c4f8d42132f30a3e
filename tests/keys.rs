//! Every key of the table, pressed where it works: what it does is seen on the screen. The table itself is walked, so a row
//! without a case fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::effect::Next;
use ithaca::app::keymap::{Action, Bound, KEYS, Keymap, Place};
use ithaca::app::update::{self, Message};

/// The action, the keys that lead to where it works in the demo, and what stands on the screen once its key is pressed, and not
/// before; what happens outside of the screen stands in the words of the code.
const CASES: &[(&str, &str, &str)] = &[
    ("add", "", "Enter adds"),
    ("offers", "", "Onto the agenda of"),
    ("toggle", "1 l", "Open again: Sit in on one"),
    ("call-goals", "2 c", "▸   ○ Lead one alone"),
    ("call-notes", "2 c", "back to the agenda"),
    ("end-call", "2 c", "the end"),
    ("call-promise", "2 c", "Enter keeps it"),
    ("call-feedback", "2 c", "From Athena"),
    ("call-win", "2 c", "Enter keeps it"),
    ("call-challenge", "2 c", "Enter keeps it"),
    ("outcome", "2 c", "Answer"),
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
    ("offer-again", "o s Esc", "│ not offered any more"),
    ("full-pulse", "", "My pulse, 12 answers"),
    ("bank", "", "Bank by practice"),
    ("go-sessions", "1", "Sessions  "),
    ("go-promises", "1", "▸ ○ me      Review checklist"),
    ("go-closed-promises", "1", "▸Closed promises"),
    ("go-questions", "1", "▸Saved questions"),
    ("go-wins", "1", "▸Wins"),
    ("go-backlog", "1", "▸Backlog"),
    ("go-agreement", "1", "▸How we work"),
    ("go-challenges", "", "I fill every silence"),
    ("go-learning", "", "Six papers on logs"),
    ("go-lessons", "", "learned 17 Sep"),
    ("go-trust", "", "Reliability"),
    ("ask-feedback", "", "Ask Athena about"),
    ("plan", "1", "Plan   ↑ takes"),
    ("meet", "1", "Who do you meet?"),
    ("settings", "", "Keys, colours, dates: "),
    ("keeping", "", "All of it is kept as it is typed"),
    ("open", "h j", "Thu 12 Nov 2026 · 44 of 45 min"),
    ("back", "", " copy"),
    ("people", "", "My promises, to everyone"),
    ("tab-goals", "", "mine"),
    ("tab-agenda", "1", "Sessions"),
    ("tab-feedback", "", "waiting for an answer"),
    ("tab-timeline", "", "Trust, as recorded"),
    ("next-pane", "", " copy"),
    ("previous-pane", "", " copy"),
    ("left", "", " copy"),
    ("right", "h", "min  "),
    ("down", "h", "▸✓ 12 Nov"),
    ("up", "h j", "▸○ Thu 26 Nov"),
    ("page-down", "h", "▸× 23 Jul"),
    ("page-up", "h G", "▸× 16 Oct 2"),
    ("half-down", "h", "▸✓  1 Oct"),
    ("half-up", "h G", "▸✓  7 Aug 2025"),
    ("first", "h j j", "▸○ Thu 26 Nov"),
    ("last", "h", "▸Closed promises"),
    ("first-in-call", "2 c j j", "▸ ● ? How did you choose"),
    ("last-in-call", "2 c", "▸ ○ ! Which conference"),
    ("help", "", "Keys that work here"),
    ("palette", "", "Commands"),
    ("redraw", "", "Redraw"),
    ("suspend", "", "Suspend"),
    ("quit", "", "Quit"),
    ("offers-take", "o Space Space", "2 taken"),
    ("offers-add", "o", "Added: Review checklist"),
    ("offers-narrow", "o", "│ /"),
    ("offers-bank", "o", "Bank by practice"),
    ("offers-save", "o Tab", "Saved: If our work together"),
    ("offers-drop", "o", "Not offered again"),
    ("offers-never", "o", "Never offered: promises due"),
    ("templates-take", "t", "Template: Regular check-in"),
    ("history-go", "d d H j", "leave it"),
    ("history-undo", "d H", "Undone: "),
    ("history-trash", "d H", "Trash · Athena"),
    (
        "trash-restore",
        "d : t r a s h Enter",
        "Back from the trash: How did",
    ),
    (
        "trash-empty",
        "d : t r a s h Enter",
        "Empty the trash for good: 1 item",
    ),
    (
        "records-open",
        "4 l j j j j Enter",
        "moved, told 29 h ahead",
    ),
    (
        "records-recent",
        "4 l j j j j Enter -",
        "told ahead                                                         in 180 days",
    ),
    (
        "records-all",
        "4 l j j j j Enter",
        "told ahead                                                              so far",
    ),
    ("pulse-skip", "4 l a", "▸ · The views and advice"),
    ("pulse-keep", "4 l a 4", "Pulse: 1 of 5 answered"),
    ("pulse-clear", "4 l a 4", "0 of 5"),
    ("help-run", "? j", "Onto the agenda of"),
    ("help-narrow", "?", "│ / "),
    ("line-turn", "i w", "Win, Athena's"),
    ("form-more", "e", "Prompt "),
    ("search-whose", "/", "everybody"),
    ("end-done", "2 c x Tab", "▸ ✓ me"),
    ("end-release", "2 c x Tab", "▸ × me"),
    ("end-not-held", "2 c x Tab Tab Tab", "Not held: Thu 26 Nov"),
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

/// Who has done what leads to where the key works, in a file like the one of the demo.
fn there(demo: &User, before: &str, keys: &Keymap) -> User {
    let mut user = User::like(demo);
    user.press(before);
    user.model.keys = keys.clone();
    user
}

/// The screen after a key, or what happens outside of it.
fn after(user: &mut User, key: &str, action: Action) -> String {
    if action == Action::Suspend {
        let effects = update::update(&mut user.model, Message::Key(common::named(key)));
        return format!("{effects:?}");
    }
    let screen = user.press(key).screen();
    match &user.next {
        Next::On => screen,
        next => format!("{next:?}"),
    }
}

/// What is new on a screen, for a test that fails.
fn told(row: &Bound, shows: &str, was: &str, is: &str) -> String {
    let new: Vec<_> = is.lines().filter(|line| !was.contains(*line)).collect();
    format!(
        "{} ({}): '{shows}'\n{}",
        row.name,
        row.keys.join(" "),
        new.join("\n")
    )
}

#[test]
fn every_key_of_the_table_does_what_it_says() {
    let demo = User::demo(80, 24);
    let keys = Keymap::default();
    let mut wrong = Vec::new();
    for row in keys.rows(Place::Anywhere) {
        let case = CASES.iter().find(|(name, ..)| *name == row.name);
        let (_, before, shows) =
            case.unwrap_or_else(|| panic!("no case in tests/keys.rs for {}", row.name));
        for key in pressed(row) {
            let mut user = there(&demo, before, &keys);
            let was = user.screen();
            let is = after(&mut user, &key, row.action);
            if was.contains(shows) || !is.contains(shows) {
                wrong.push(told(row, shows, &was, &is));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Other keys for every action: letters from another alphabet.
fn bound_otherwise() -> Keymap {
    let other = |n| char::from_u32('α' as u32 + n).unwrap().to_string();
    let names = KEYS.iter().map(|row| row.name.to_owned());
    let given: Vec<_> = names.zip((0..).map(|n| vec![other(n)])).collect();
    Keymap::with(&given).unwrap()
}

/// Whether the list of what works here, its footer or its hints tell the key.
fn tells(user: &mut User, row: &Bound) -> bool {
    let has_hint = !row.label.is_empty() && !matches!(row.place, Place::End | Place::Templates);
    let wide = user.resize(240, 24).screen();
    let in_footer = !has_hint || wide.contains(&format!("{} ", row.key()));
    let is_text = matches!(
        row.place,
        Place::Line | Place::Form | Place::Search | Place::End
    );
    if is_text || matches!(row.action, Action::Help | Action::Palette) || row.place == Place::Help {
        return in_footer;
    }
    let help = user.model.keys.key(Action::Help, Place::Tabs).to_owned();
    let listed = user.resize(80, 120).press(&help).screen();
    let back = user.model.keys.key(Action::Back, Place::Help).to_owned();
    user.press(&back).resize(80, 24);
    let line = listed
        .lines()
        .find(|line| line.contains(&format!(" {}  ", row.key())));
    in_footer && line.is_some_and(|line| line.contains(row.does.get(..20).unwrap_or(row.does)))
}

#[test]
fn every_action_bound_otherwise_is_done_by_its_new_key_alone_and_told_with_it() {
    let demo = User::demo(80, 24);
    let keys = bound_otherwise();
    let mut wrong = Vec::new();
    for (row, usual) in keys.rows(Place::Anywhere).zip(KEYS) {
        let (_, before, shows) = CASES.iter().find(|(name, ..)| *name == row.name).unwrap();
        let mut user = there(&demo, before, &keys);
        let was = user.screen();
        let is = after(&mut user, row.key(), row.action);
        if was.contains(shows) || !is.contains(shows) {
            wrong.push(told(row, shows, &was, &is));
        }
        let mut user = there(&demo, before, &keys);
        if !tells(&mut user, row) {
            wrong.push(format!("{} is not told as {}", row.name, row.key()));
        }
        for key in usual.keys.iter().filter(|key| **key != "Ctrl-c") {
            let is = after(&mut user, key, row.action);
            if is.contains(shows) {
                wrong.push(format!("{} is done by {key} too", row.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
