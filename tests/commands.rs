//! Keys bound otherwise, and what works here: help, palette, footer and hints follow the one table.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod common;

use common::User;
use ithaca::app::keymap::{Action, KEYS, Keymap, Place};
use ithaca::domain::Table;

#[test]
fn help_narrows_and_does_its_line() {
    let mut user = User::demo(80, 24);
    user.press("? /")
        .write("templ")
        .sees("take an agenda template");
    user.sees_not("go back to it")
        .press("Enter")
        .sees("A template for the agenda");
    user.press("Esc ? / z z z")
        .sees("No key here has that in its words. : has more.");
    user.press("Esc")
        .sees("onto the next agenda")
        .press("Esc")
        .sees_not("Keys that work here");
}

#[test]
fn help_is_moved_through_like_a_list() {
    let mut user = User::demo(44, 22);
    user.press("?")
        .sees("▸ a")
        .press("j")
        .sees("▸ o")
        .press("G")
        .sees("▸ Ctrl-c");
    user.press("k k j k g")
        .sees("▸ a")
        .press("?")
        .press("q")
        .sees_not("narrow");
}

#[test]
fn the_palette_finds_a_command_by_some_letters() {
    let mut user = User::demo(80, 24);
    user.press(":")
        .write("tmln")
        .sees("Timeline")
        .press("Enter");
    user.sees("Story")
        .press("Ctrl-p")
        .write("agnd")
        .press("Down Enter");
    // What is run by name is done as by its key.
    let mut user = User::demo(80, 24);
    user.press("a")
        .write("A line")
        .press("Enter Esc :")
        .write("take back")
        .press("Enter");
    user.sees("Undone: ");
    assert_eq!(user.count(Table::AgendaItems, "title", "A line"), 0);
}

#[test]
fn the_palette_finds_what_one_would_call_it() {
    let mut user = User::demo(80, 24);
    for (typed, line) in [
        ("delete", "to the trash"),
        ("remove", "to the trash"),
        ("archive", "to the trash"),
        ("rename", "edit"),
        ("meeting", "plan a session"),
        ("new meeting", "plan a session"),
        ("task", "Catch: a promise"),
        ("action item", "go to the promises that are open"),
        ("note", "a line on what moved"),
        ("print", "copy as Markdown"),
        ("share", "copy as Markdown"),
        ("share", "for a shared screen"),
        ("settings", "settings: keys, colours, dates"),
        ("config", "settings: keys, colours, dates"),
        ("quit", "close the top layer, then quit"),
        ("exit", "close the top layer, then quit"),
        ("save", "how all of it is kept"),
        ("back up", "how all of it is kept"),
        ("backup", "how all of it is kept"),
        ("undo", "take back the last action"),
        ("new mentor", "add a person"),
        ("help", "every key that works here"),
        ("pause", "pause: Athena"),
        ("end", "ended, completed: Athena"),
        ("archive", "ended early: Athena"),
        ("reschedule", "move: Thu 26 Nov 15:00"),
    ] {
        // On the goals nothing has a line on what moved but a goal.
        let keys = match typed {
            "note" => "1 :",
            _ => "2 l :",
        };
        user.press(keys).write(typed).sees(line).press("Esc");
    }
    user.press(":").write("settings").press("Enter");
    user.sees("Keys, colours, dates: a file");
}

#[test]
fn the_palette_looks_for_each_word_wherever_it_stands() {
    let mut user = User::demo(80, 24);
    for (typed, line) in [
        ("end relationship", "ended, completed: Athena"),
        ("end rel", "ended, completed: Athena"),
        ("how to end my partner", "ended, completed: Athena"),
        ("relationship pause", "pause: Athena"),
        ("phase", ": Athena"),
        ("change a key", "settings: keys, colours, dates"),
        ("rebind", "settings: keys, colours, dates"),
        ("keybinding", "settings: keys, colours, dates"),
        ("hotkey", "settings: keys, colours, dates"),
        ("edit config", "settings: keys, colours, dates"),
        ("config edit", "settings: keys, colours, dates"),
        ("meeting", "plan a session"),
        ("schedule", "plan a session"),
    ] {
        user.press(":").write(typed);
        let screen = user.screen();
        let first = screen.lines().find(|line| line.contains("│ ▸"));
        assert!(
            first.is_some_and(|first| first.contains(line)),
            "{typed}:\n{screen}"
        );
        user.press("Esc");
    }
    user.press(":").write("end nothingofthekind");
    user.sees("No command here has that in its words.");
}

#[test]
fn the_palette_runs_the_states_of_the_row_and_of_the_relationship_in_view() {
    let mut user = User::demo(80, 24);
    user.press("1 :")
        .write("achieved")
        .sees("s y          achieved: Lead a design review")
        .press("Enter")
        .sees("Achieved: Lead a design review");
    assert_eq!(
        user.row(Table::Goals, "Lead a design review")["status"],
        "achieved"
    );
    user.press("Esc u :")
        .write("pause")
        .press("Enter")
        .sees("Pause");
    user.write("4 jan").press("Enter");
    let athena = user.row(Table::Relationships, "Athena");
    assert_eq!(
        (&athena["status"], &athena["paused_until"]),
        (&"paused".into(), &"2027-01-04".into())
    );
    user.press("u :").write("end early").press("Enter");
    user.write("She moved away").press("Enter");
    assert_eq!(
        user.row(Table::Relationships, "Athena")["end_kind"],
        "ended_early"
    );
    // What is ended has the one way on; nothing begins there.
    user.press(":")
        .write("pause")
        .sees_not("pause: Athena")
        .press("Esc");
    user.press(":")
        .write("plan a")
        .sees_not("plan a session")
        .press("Esc");
    user.press(":").write("reopen").press("Enter");
    assert_eq!(user.row(Table::Relationships, "Athena")["status"], "active");
    // On People they stand with the key and the letter that do it there, once.
    user.press("0 g :")
        .write("pause")
        .sees("s p          pause: Athena");
    assert_eq!(user.screen().matches("pause: Athena").count(), 1);
    // In a call nobody ends what one meets for; over another layer the list is of its keys.
    user.press("Esc 2 c :")
        .write("pause")
        .sees_not("pause: Athena");
}

#[test]
fn masked_the_palette_names_nothing_private_and_nobody_else() {
    let mut user = User::demo(80, 60);
    user.press("3 m :");
    for word in ["Telemachus", "Nestor", "add a person"] {
        user.sees_not(word);
    }
    // The title of a private row is hidden beside its states, too.
    user.press("Esc 1 ] :").write("accepted").sees(": ▪▪▪▪");
    user.sees_not("silence");
}

#[test]
fn the_palette_works_in_the_call() {
    let mut user = User::demo(44, 24);
    user.press("2 c : ")
        .write("catch a win")
        .press("Enter")
        .write("It shipped")
        .press("Enter");
    assert_eq!(user.count(Table::Wins, "text", "It shipped"), 1);
    user.press("?")
        .sees("not today")
        .press("Esc")
        .sees("Space done");
}

#[test]
fn help_over_a_layer_is_of_its_keys_and_does_them_there() {
    let mut user = User::demo(80, 24);
    user.press("o ?")
        .sees("▸ Space")
        .sees("never this kind")
        .sees_not("take an agenda template");
    user.press("/")
        .write("not this one")
        .press("Enter")
        .sees("Not offered again");
    user.press("Esc h j j Enter ? /")
        .write("copy")
        .press("Enter")
        .sees("Copied · without private notes");
    assert!(user.model.is_reading());
}

/// A key for each row that nothing else has: letters from another alphabet.
fn unusual(at: usize) -> String {
    char::from_u32('α' as u32 + u32::try_from(at).unwrap())
        .unwrap()
        .to_string()
}

#[test]
fn every_action_can_have_another_key() {
    let rows: Vec<_> = (0..KEYS.len())
        .map(|n| format!("{} = ['{}']", KEYS[n].name, unusual(n)))
        .collect();
    let text = format!("[keys]\n{}", rows.join("\n"));
    let bound = ithaca::config::Config::parse(&text).unwrap().settings.keys;
    for (n, row) in KEYS.iter().enumerate() {
        let there = match row.place {
            Place::Anywhere => Place::Tabs,
            place => place,
        };
        assert_eq!(
            bound.action(&common::named(&unusual(n)), there),
            Some(row.action)
        );
        assert_eq!(bound.key(row.action, there), unusual(n));
        for default in row.keys {
            assert_eq!(
                bound.action(&common::named(default), there),
                None,
                "{default}"
            );
            assert_eq!(
                Keymap::default().action(&common::named(default), there),
                Some(row.action)
            );
        }
    }
    // The screen says the new keys, and the old ones do nothing.
    for (scene, keys) in [("tabs", ""), ("call", "2 c")] {
        let mut user = User::demo(80, 24);
        user.press(keys);
        user.model.keys = bound.clone();
        // What was said is gone with the next key.
        let before = user.press("Ω").screen();
        for old in [
            "a", "o", "Space", "s", "e", "q", "x", "?", ":", "/", "Enter",
        ] {
            user.press(old);
        }
        assert_eq!(user.screen(), before, "{scene}");
        let help = bound.key(Action::Help, user.model.place()).to_owned();
        user.sees(&format!("{} add", bound.key(Action::Add, Place::Tabs)))
            .sees(&help);
        user.press(&help)
            .sees("Keys that work here")
            .sees(&unusual(0))
            .sees_not("Space ");
        user.press(bound.key(Action::Back, Place::Help))
            .press(bound.key(Action::Palette, Place::Tabs))
            .write("redo");
        user.sees(bound.key(Action::Redo, Place::Tabs))
            .sees_not("Ctrl-r");
    }
}

#[test]
fn a_narrow_footer_shows_what_is_most_useful_there() {
    for (keys, footer) in [
        ("", "a add  o offers  Space done  c call      ?"),
        ("h", "a add  s state  o offers  y copy  c call ?"),
        ("h j", "Enter open  s state  e edit  c call      ?"),
        ("0", "Enter open  Tab their page  s state      ?"),
        ("1", "a add  Space done  n what moved  s state ?"),
        ("1 ]", "a add  Space lesson  [ ] section  e edit ?"),
        ("3", "a add  Space answer  s state  e edit     ?"),
        ("4", "Enter open  Tab trust  o onto agenda     ?"),
    ] {
        let mut user = User::demo(44, 22);
        user.press(keys).sees(footer);
    }
    let mut user = User::demo(80, 24);
    user.press("1")
        .sees("a add  Space done  n what moved  s state  [ ] section  > turn into");
    user.press("2 c g").sees("g back");
}

#[test]
fn hints_name_the_keys_that_hold() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .configure("[keys]\nadd = ['F2']\noffers = []");
    user.press("1").sees("F2 writes a first goal");
    user.press("2").sees_not("a plans").sees_not("o shows");
}

#[test]
fn help_ends_in_what_the_marks_and_signs_mean() {
    for (width, height) in [(44, 24), (80, 24), (40, 16)] {
        let mut user = User::demo(width, height);
        user.press("2 l ?").sees_not("= lesson").press("G");
        user.sees("▸ Ctrl-c").sees("= lesson").sees("‖ on hold");
        user.sees("▪ private").press("/").sees_not("= lesson");
        user.press("Esc Esc : ").write("quit").sees_not("= lesson");
    }
}
