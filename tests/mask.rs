//! Masked, nothing private and nobody else stands on any screen. Every row of the demo is made private and given a marker
//! word, everybody else another one; then every key is pressed everywhere, and no screen may show either.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use common::{User, id_of};
use ithaca::app::entry::Entry;
use ithaca::app::list::Keyed;
use ithaca::domain::feedback::FeedbackState;
use ithaca::domain::table::Kind;
use ithaca::domain::{Row, Table};

/// In every text of the relationship in view.
const SECRET: &str = "Amphora";
/// In every name and text of everybody else.
const OTHER: &str = "Polyphemus";

/// The demo, all of it private and marked, masked from the first frame.
fn masked(width: u16, height: u16) -> User {
    let mut user = User::demo(width, height);
    let here = user
        .model
        .relationship_id()
        .unwrap()
        .to_string()
        .replace('-', "");
    let file = rusqlite::Connection::open(user.store.path()).unwrap();
    for table in Table::ALL.iter().copied() {
        let owner = if table == Table::Relationships {
            "id"
        } else {
            "relationship_id"
        };
        let is_here = format!("{owner} = x'{here}'");
        for column in table.columns().iter().filter(|c| c.kind == Kind::Text) {
            // A zone, a template and a bank's id are the program's own words.
            if matches!(
                column.name,
                "zone" | "template" | "bank_id" | "retention" | "email"
            ) {
                continue;
            }
            let is_shared = table == Table::Relationships && column.name != "about";
            if !is_shared {
                mark(&file, table, column.name, SECRET, &is_here);
            }
            mark(&file, table, column.name, OTHER, &format!("NOT {is_here}"));
        }
        if table.column("visibility").is_some() {
            let sql = format!("UPDATE {} SET visibility = 'private'", table.name());
            file.execute(&sql, []).unwrap();
        }
    }
    user.store.index_anew().unwrap();
    user.model = ithaca::app::model::Model::new(
        user.env.now(),
        (width, height),
        ithaca::app::model::Look::default(),
        user.env.id(),
    );
    user.model.is_masked = true;
    user.refresh();
    user
}

fn mark(file: &rusqlite::Connection, table: Table, column: &str, word: &str, rows: &str) {
    let name = table.name();
    let sql =
        format!("UPDATE {name} SET {column} = '{word} ' || coalesce({column}, '') WHERE {rows}");
    file.execute(&sql, []).unwrap();
}

/// Looks at every screen on the way.
struct Walk {
    user: User,
    done: Vec<String>,
}

impl Walk {
    fn new(width: u16, height: u16) -> Self {
        let walk = Self {
            user: masked(width, height),
            done: Vec::new(),
        };
        walk.look();
        walk
    }

    #[track_caller]
    fn look(&self) {
        let screen = self.user.screen();
        for word in [SECRET, OTHER] {
            assert!(
                !screen.contains(word),
                "'{word}' shows after {:?}:\n{screen}",
                self.done
            );
        }
    }

    #[track_caller]
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ').filter(|k| !k.is_empty()) {
            // Saying feedback shares it: then it shows by right.
            if key == "Space" && self.is_on_a_draft() {
                continue;
            }
            self.user.press(key);
            self.done.push(key.to_owned());
            self.look();
        }
        self
    }

    /// In the detail too Space says the feedback that is selected at the left.
    fn is_on_a_draft(&self) -> bool {
        let here = [self.user.model.entry(), self.user.model.panes().left.row()];
        let is_draft = |entry: &&Entry| matches!(entry, Entry::Feedback(line) if line.state == FeedbackState::Draft);
        self.user.model.overlays.is_empty() && here.iter().flatten().any(is_draft)
    }

    /// Back to a tab without anything over it.
    fn home(&mut self, tab: &str) {
        for _ in 0..6 {
            if self.user.model.overlays.is_empty() {
                break;
            }
            self.press("Esc");
        }
        self.press(tab);
        self.done.clear();
    }
}

/// What every row is asked for; each is undone or left again.
const ON_A_ROW: &[&str] = &[
    "Space Esc",
    "u",
    "Enter Down Down Esc",
    "e Tab Tab Tab Ctrl-n Tab Tab Tab Tab Tab Tab Tab Esc",
    "s Esc",
    "> Esc",
    "+ -",
    "u",
    "J",
    "u",
    "d",
    "u",
    "n Esc",
    "a Esc",
    "o j Space Esc",
    "u",
    "y",
];

/// What is asked for once on each tab.
const ON_A_TAB: &[&str] = &[
    "i p Esc",
    "i f Esc",
    "i w Esc",
    "i b Esc",
    "i q Esc",
    "i t Esc",
    "? j Esc",
    "t Esc",
    "H j j Esc",
    "T Esc",
    "0 j Esc",
    "u",
    "u",
    "Ctrl-r",
];

fn walk_tab(width: u16, height: u16, tab: &str) {
    let mut walk = Walk::new(width, height);
    walk.home(tab);
    walk.user.sees("masked");
    for pane in ["h g", "l g"] {
        for row in [0, 1, 4] {
            for keys in ON_A_ROW {
                walk.home(tab);
                walk.press(pane);
                for _ in 0..row {
                    walk.press("j");
                }
                walk.press(keys);
            }
        }
    }
    for keys in ON_A_TAB {
        walk.home(tab);
        walk.press(keys);
    }
    for key in ["/", ":"] {
        walk.home(tab);
        walk.press(key);
        // Its own letters are no keys only where something opened for them.
        if !walk.user.model.overlays.is_empty() {
            walk.press("a m p h o r Down Down Enter Esc");
        }
    }
}

#[test]
fn the_goals_tab_shows_nothing_private() {
    walk_tab(80, 24, "1");
}

#[test]
fn the_agenda_tab_shows_nothing_private() {
    walk_tab(120, 40, "2");
}

#[test]
fn the_feedback_tab_shows_nothing_private() {
    walk_tab(80, 24, "3");
}

#[test]
fn the_timeline_tab_shows_nothing_private() {
    walk_tab(80, 24, "4");
}

#[test]
fn past_sessions_show_nothing_private() {
    for width in [44, 80] {
        let mut walk = Walk::new(width, 24);
        walk.home("2");
        walk.press("h j j Enter");
        for _ in 0..12 {
            walk.press("j j j Space u o u s Esc e Tab Tab Tab Esc G y [");
        }
    }
}

#[test]
fn the_call_shows_nothing_private() {
    for (width, height) in [(44, 24), (120, 40)] {
        let mut walk = Walk::new(width, height);
        walk.home("2");
        walk.press("c j Space j z Enter + - n");
        walk.user.write("only this line");
        walk.user.sees("only this line");
        walk.press("Esc g j Space Space j Space Esc");
        walk.user.sees_not("only this line");
        walk.press("p Esc f Esc w Esc b Esc i q Esc [ j [ Esc x Tab Space Tab Tab Tab Tab Esc ?  Esc 1 2 c x");
    }
}

#[test]
fn only_the_line_being_typed_shows_and_drafts_are_hidden() {
    let mut user = User::demo(80, 24);
    user.press("m")
        .sees("Masked: private text")
        .sees("masked · ");
    user.press("i f").write("a hard word").sees("a hard word");
    user.pause().press("Esc").sees_not("a hard word");
    user.press("i f")
        .sees_not("a hard word")
        .sees("↑ takes: ▪▪▪▪")
        .press("Esc");
    user.press("m").sees("Not masked any more");
    user.press("i f").sees("↑ takes: a hard word");
}

#[test]
fn what_is_written_on_a_private_goal_is_hidden_at_the_end_until_one_types() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("1 a")
        .write("Lead one")
        .press("Enter Esc v Space n");
    user.write("a hard word").press("Enter c m x");
    user.sees("Closed today").sees_not("hard").press("Tab");
    user.sees_not("hard").write("er").sees("a hard worder");
    user.press("Esc x").sees("Closed today").sees_not("hard");
}

#[test]
fn another_persons_name_is_hidden_in_every_text() {
    let mut user = User::demo(80, 24);
    user.press("2 a")
        .write("What would Telemachus do, or telemachus?");
    user.press("Enter Esc").sees("Telemachus do").press("m");
    user.sees("What would ▪▪▪▪ do, or ▪▪▪▪?").sees("Athena");
    for keys in ["1", "3", "4", "2", "H", "Esc /"] {
        user.press(keys).sees_not("elemach");
    }
    user.write("telem")
        .sees_not("Telemach")
        .press("Esc Esc Esc m 2");
    user.sees("What would Telemachus do");
    // Cut short, it is one too.
    user.resize(66, 22)
        .press("l")
        .sees("Telem")
        .press("m")
        .sees_not("Telem");
}

#[test]
fn it_is_turned_on_over_the_history_too() {
    let mut user = User::demo(80, 24);
    user.press("i f Tab")
        .write("a hard word")
        .press("Enter Esc H");
    user.sees("a hard word").press("m").sees_not("a hard word");
    user.press("m").sees("a hard word");
}

#[test]
fn what_covers_the_header_says_that_the_screen_is_masked() {
    for (width, height) in [(44, 24), (80, 24)] {
        let mut user = User::demo(width, height);
        for keys in ["/", "H", "4 Tab j j j Enter"] {
            user.press(keys).sees_not("masked").press("Esc Esc");
        }
        user.press("2 m j");
        for keys in ["/", "H", "4 Tab j j j Enter"] {
            user.press(keys);
            let screen = user.screen();
            let head = screen.lines().next().unwrap_or_default();
            assert!(head.contains("masked"), "{keys}: {screen}");
            user.press("Esc Esc");
        }
    }
}

/// What the board beside the story says of what is recorded.
const RECORDED: [&str; 7] = [
    "Trust",
    "trust",
    "Worth raising",
    "Reliability",
    "my pulse",
    "My record",
    "Covers",
];

#[test]
fn masked_the_board_is_one_line_that_tells_nothing() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        user.press("4 g g").sees("Reliability").press("m Up");
        for keys in ["Tab", "Tab", "l", "Enter", "+", "-", "Esc", "g"] {
            user.press(keys);
            for word in RECORDED {
                user.sees_not(word);
            }
        }
        user.press("4 g").sees("Masked · m shows what stands here");
        user.press("Tab Tab l").sees("▸");
        user.press("+ m g").sees("Reliability");
    }
}

#[test]
fn masked_no_list_of_commands_leads_to_the_board() {
    let mut user = User::demo(120, 40);
    user.press(":")
        .write("trust")
        .sees("the evidence board")
        .press("Esc");
    user.press("m :")
        .write("trust")
        .sees_not("the evidence board")
        .press("Esc");
    user.press("? /")
        .write("trust")
        .sees_not("the evidence board");
    user.press("Esc Esc m :").write("trust").press("Enter");
    user.sees("Trust, as recorded");
    user.configure("[keys]\ngo-trust = [\"Y\"]\n");
    user.press("2 m Y")
        .sees("Masked: the board is hidden. m shows it again.");
    user.press("m Y").sees("Trust, as recorded");
}

#[test]
fn a_masked_page_says_so_once() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        user.press("2 h m j j Enter").sees("masked · ");
        for _ in 0..6 {
            user.sees_not("masked · masked").press("[");
        }
    }
}

#[test]
fn masked_what_is_private_and_to_be_said_is_not_even_counted() {
    for width in [44, 80] {
        let mut user = User::demo(width, 24);
        user.press("3 i f Tab")
            .write("A hard word")
            .press("Enter g");
        user.sees("A hard word").press("Enter m Esc");
        user.sees_not("to say · ").sees_not("▪▪▪▪  27 Nov");
        let drafts = |user: &User| {
            let rows = user.model.feedback.panes.left.rows().iter();
            let drafts = rows.filter(
                |row| matches!(row, Entry::Feedback(line) if line.state == FeedbackState::Draft),
            );
            drafts.count()
        };
        assert_eq!(drafts(&user), 0);
        user.press("m");
        assert!(drafts(&user) > 0);
    }
}

#[test]
fn masked_a_page_does_not_say_how_useful_one_found_it() {
    let mut user = User::demo(80, 24);
    user.press("2 h").press("j Enter");
    for _ in 0..25 {
        if user.screen().contains("useful ") {
            break;
        }
        user.press("[");
    }
    user.sees(" of 5")
        .press("m")
        .sees_not("useful")
        .press("m")
        .sees("useful ");
}

#[test]
fn masked_what_is_not_found_says_why_and_where_there_is_room_how_that_ends() {
    let mut user = User::demo(120, 40);
    user.press("m").sees("masked, m ends it · Athena");
    user.press(":").write("trust");
    user.sees("While the screen is masked some")
        .sees("Esc, then m ends that");
    user.press("Esc m")
        .sees_not("masked, m")
        .press(":")
        .write("trust");
    user.sees("go to trust");
    let mut user = User::demo(44, 24);
    user.press("m").sees("masked").press(":").write("trust");
    user.sees("hidden");
}

#[test]
fn masked_a_private_row_names_no_other_row_and_keeps_its_state() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::new(width, height);
        user.meets("Athena").press("1 a").write("Lead one");
        user.press("Enter Esc ] a")
            .write("I rush")
            .press("Enter Esc");
        user.press("e Ctrl-n");
        for _ in 0..12 {
            user.press("Tab");
            if user.screen().contains("a word of its title") {
                break;
            }
        }
        user.write("lead").press("Esc");
        let beside = if width < 80 { "Tab" } else { "" };
        user.press(beside).sees("goal: Lead one").sees("I rush");
        user.press("m").sees("for       ▪▪▪▪").sees_not("Lead one");
        user.sees_not("I rush").sees("open · since 24 Nov");
        user.press("e")
            .sees_not("Lead one")
            .sees("goal: ▪▪▪▪")
            .press("Esc");
        // What it names is not private itself.
        user.press("1 [ g").sees("Lead one");
    }
}

#[test]
fn what_goes_onto_the_agenda_from_a_private_goal_is_private_too() {
    let mut user = User::demo(120, 40);
    user.press("1 g j v").sees("Read the storage papers ▪");
    let goal = user.model.entry().and_then(Keyed::key).unwrap().1;
    let of_it = |table: Table| {
        let rows = user.rows(table).into_iter();
        let is_done = |row: &Row| row.get("status").is_some_and(|s| s == "done");
        let mut of_it = rows.filter(|row| row["goal_id"] == goal.to_string() && !is_done(row));
        id_of(&of_it.next().unwrap())
    };
    for row in [Table::Milestones, Table::GoalUpdates].map(|table| (table, of_it(table))) {
        user.model.going = Some(row);
        user.model.touch();
        user.refresh();
        let before = user.rows(Table::AgendaItems).len();
        user.press("o");
        let items = user.rows(Table::AgendaItems);
        assert_eq!(items.len(), before + 1, "{}", user.screen());
        let made = items.iter().max_by_key(|item| id_of(item)).unwrap();
        assert_eq!(made["visibility"], "private", "{made:?}");
    }
}

/// Telemachus in the demo is in view, masked; in its texts Athena is spoken of, a colleague of both.
fn masked_with_telemachus(width: u16, height: u16) -> User {
    let mut user = User::demo(width, height);
    let people = user.rows(Table::Relationships);
    let here = people
        .iter()
        .find(|row| row["partner_name"] == "Telemachus");
    user.model.chosen = here.map(id_of);
    user.model.touch();
    user.refresh();
    user.press("2 i w").write("One parrot, Athena, is a friend");
    user.press("Enter Esc i w")
        .write("Parrot: Athena")
        .press("Enter Esc m");
    user.sees_not("Athena").sees("masked");
    user
}

#[test]
fn masked_a_search_neither_shows_nor_confirms_another_name() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = masked_with_telemachus(width, height);
        user.press("/")
            .write("parrot")
            .sees("1/2")
            .sees("/ parrot ");
        user.write(" a").sees("1/1");
        user.write("t")
            .sees("/ parrot at")
            .sees_not("1/")
            .sees_not("parrot ▪");
        for letter in ["h", "e", "n", "a"] {
            user.write(letter).sees("/ parrot ▪▪▪▪ ").sees_not("1/");
        }
        user.sees("Nothing has all of these words.");
        user.press("Ctrl-u")
            .write("parrot fri")
            .sees("/ parrot fri ")
            .sees("1/1");
        user.press("Esc /").write("thena").sees_not("1/");
        // Nor does what was found say it.
        user.press("Esc /")
            .write("parrot")
            .press("Enter")
            .sees_not("then");
        user.press("n")
            .sees_not("then")
            .press("Esc m /")
            .write("parrot athen");
        user.sees("1/2");
    }
}

#[test]
fn masked_a_beginning_of_a_name_that_other_words_have_is_found_in_these() {
    let mut user = masked_with_telemachus(80, 24);
    user.press("i w")
        .write("the Athenaeum is open")
        .press("Enter Esc");
    user.press("/").write("athen").sees("/ athen").sees("1/1");
    user.write("a").write("e").sees("/ athenae").sees("1/1");
}

#[test]
fn masked_one_width_stands_for_names_of_any_length() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let screens = ["Bo", "Wolfeschlegelstein"].map(|name| {
            let mut user = User::new(width, height);
            user.meets(name)
                .press("0 a")
                .write("Athena")
                .press("Ctrl-s");
            let people = user.rows(Table::Relationships);
            let here = people.iter().find(|row| row["partner_name"] == "Athena");
            user.model.chosen = here.map(id_of);
            user.model.touch();
            user.refresh();
            let text =
                format!("Ask {name} and go on with all that is to be said of it, of this and that");
            user.press("2 a").write(&text).press("Enter Esc");
            user.press("i p").write(&text).press("Enter Esc");
            user.press("i w").write(&text).press("Enter Esc");
            user.press("i f")
                .write(&text)
                .press("Enter Esc 1 a")
                .write(&text[..name.len() + 14]);
            user.press("Enter Esc m");
            // A text that one writes on wraps as it is written.
            user.press("1 g e")
                .sees("Ask ▪▪▪▪")
                .sees_not("▪▪▪▪▪")
                .press("Esc");
            let mut screens = Vec::new();
            for keys in [
                "1",
                "2",
                "3",
                "4",
                "2 h",
                "l g",
                "H",
                "Esc T",
                "Esc : a s k",
                "Esc 1 g",
                "d",
                "u",
                "2 c",
                "g",
                "Esc n",
                "Esc x",
                "Esc / g o Space o n",
                "Enter",
            ] {
                user.press(keys).sees_not(name);
                screens.push(user.screen());
            }
            assert!(
                screens
                    .iter()
                    .filter(|s| s.contains("Ask ▪▪▪▪ and"))
                    .count()
                    > 7
            );
            screens
        });
        for (short, long) in screens[0].iter().zip(&screens[1]) {
            assert_eq!(short, long);
        }
    }
}

#[test]
fn masked_a_name_in_the_line_being_typed_has_that_width_too() {
    let mut user = masked_with_telemachus(80, 24);
    user.press("2 i w")
        .write("I told Athena X")
        .sees("I told ▪▪▪▪ X");
    let screen = user.screen();
    assert!(!screen.contains("▪▪▪▪▪"), "{screen}");
}

#[test]
fn masked_the_end_of_a_call_shows_no_answer_and_says_masked() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        user.press("2 c m x").sees("masked").sees("the end");
        user.sees("1 2 3 4 5").sees("or nothing");
        for _ in 0..20 {
            if user.screen().contains("▸ Useful") {
                break;
            }
            user.press("Tab");
        }
        let plain = user.style_of("4 5");
        user.press("4").sees("▪▪▪▪");
        assert_eq!(user.style_of("4 5"), plain);
        user.model.is_masked = false;
        user.refresh();
        user.sees_not("▪▪▪▪").sees_not("masked");
        assert_ne!(user.style_of("4 5"), plain);
    }
}

#[test]
fn every_layer_says_that_the_screen_is_masked() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = User::demo(width, height);
        user.press("2 m j");
        for keys in [
            "1",
            "2",
            "3",
            "4",
            "? j",
            "/",
            ":",
            "H",
            "T",
            "o",
            "t",
            "s",
            "e",
            "a",
            "i",
            "i p",
            "i f",
            "> ",
            "3 e",
            "1 g e Ctrl-n",
            "2 h j j Enter",
            "2 h G Enter",
            "2 h G k Enter",
            "2 h G k k Enter",
            "2 h G k k k Enter",
            "4 Tab j Enter",
            "2 c",
            "2 c e",
            "2 c g",
            "2 c n",
            "2 c o",
            "2 c ?",
            "2 c x",
            "2 c x Ctrl-s",
            "1",
            "3",
        ] {
            for _ in 0..6 {
                if !user.model.overlays.is_empty() {
                    user.press("Esc");
                }
            }
            user.press(keys);
            assert!(
                user.screen().contains("masked"),
                "{keys}: {}",
                user.screen()
            );
        }
    }
}
