//! Masked, nothing private and nobody else stands on any screen or leaves by the clipboard: every screen and layer that a key
//! leads to is gone to, from what is new on each, until nothing new comes. A layer, a kind of row, of line or of form, or a key
//! that is not met fails.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;
#[path = "common/private.rs"]
mod private;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::rc::Rc;

use common::User;
use ithaca::app::effect::Next;
use ithaca::app::entry::Entry;
use ithaca::app::intent;
use ithaca::app::keymap::{Action, KEYS, Keymap, Place};
use ithaca::app::line::Purpose;
use ithaca::app::model::{CallFocus, Look, Model};
use ithaca::app::overlay::{self, Overlay};
use ithaca::app::{form, read};
use ithaca::domain::table::Kind;
use ithaca::domain::{Id, Row, Table};
use ithaca::store::portable::Mode;
use ithaca::transfer::json;

/// The file of marked rows, masked.
fn masked(width: u16, height: u16) -> User {
    let mut user = User::with(width, height, |store, env| {
        let parcel = json::parse(private::file().to_string().as_bytes()).unwrap();
        let report = store
            .import(parcel, "test.json", Mode::Write, env.now(), || env.id())
            .unwrap();
        assert_eq!(report.errors, Vec::<String>::new());
    });
    let people = user.rows(Table::Relationships);
    let here = people
        .iter()
        .find(|row| row["partner_name"] == private::HERE);
    throw_away(&user);
    user.model.chosen = here.map(common::id_of);
    user.model.keys = every_action_has_a_key();
    user.model.is_masked = true;
    user.model.touch();
    user.refresh();
    user
}

/// Of every kind a row that is private, and one that both see, lies in the trash.
fn throw_away(user: &User) {
    let file = rusqlite::Connection::open(user.store.path()).unwrap();
    for table in Table::contract().iter().skip(1) {
        let of = match (table.column("visibility"), table.parent()) {
            (Some(_), _) => "visibility",
            (_, Some("goal_id")) => "(SELECT g.visibility FROM goals g WHERE g.id = goal_id)",
            _ => "(SELECT s.visibility FROM sessions s WHERE s.id = session_id)",
        };
        let table = table.name();
        let sql = format!(
            "UPDATE {table} SET deleted_at = '2026-11-23T09:00:00Z' WHERE id IN
                (SELECT max(id) FROM {table} GROUP BY relationship_id, {of} HAVING count(*) > 1)"
        );
        assert!(file.execute(&sql, []).unwrap() > 1, "{table}");
    }
}

/// What is reached by its name alone has a key here too.
fn every_action_has_a_key() -> Keymap {
    let without = KEYS.iter().filter(|row| row.keys.is_empty());
    let given: Vec<_> = without
        .zip('α'..)
        .map(|(row, key)| (row.name.to_owned(), vec![key.to_string()]))
        .collect();
    Keymap::with(&given).unwrap()
}

/// The names of an enum's variants, all of them: another one has to be named here, and then to be met.
macro_rules! kinds {
    ($all:ident, $kind:ident, $type:ident: $($variant:ident)*) => {
        const $all: &[&str] = &[$(stringify!($variant)),*];

        fn $kind(of: &$type) -> &'static str {
            match of {
                $($type::$variant { .. } => stringify!($variant),)*
            }
        }
    };
}

kinds! { LAYERS, layer_kind, Overlay:
    Line Menu Offers Templates Form End Reading Agreement Pulse Behind Commands History Trash Search First
}

kinds! { PURPOSES, purpose_kind, Purpose:
    Item Outcome Promise PromiseDue Material Plan Move Cancel Goal Milestone MilestoneTo Update CloseNote Feedback Answer Request
    RequestAnswer Win Challenge Question Lesson Resource Takeaway Pause EndRelationship Turn
}

kinds! { ROWS, row_kind, Entry:
    Session Shelf Item Promise Material Offer Text Goal Milestone Update Agreement Challenge Resource Lesson Feedback Request Link
    Story Month Begun Edge Progress Years Note Person Owed Figure Raised Pulse Fold Hint
}

/// What a layer is: that of another purpose, table or set of choices is another one.
fn layer(overlay: &Overlay) -> String {
    let more = match overlay {
        Overlay::Line(line) => match &line.purpose {
            Purpose::Turn { to, .. } => format!("Turn {}", to.name()),
            purpose => purpose_kind(purpose).to_owned(),
        },
        Overlay::Menu(menu) => menu.choices.iter().map(|choice| choice.0).collect(),
        Overlay::Form(form) => form.table.name().to_owned(),
        Overlay::Offers(offers) => format!("{:?} {}", offers.bank, offers.is_typing),
        Overlay::Commands(list) => format!("{:?} {}", list.kind, list.filter.is_some()),
        _ => String::new(),
    };
    format!("{} {more}", layer_kind(overlay))
}

/// Where one stands: what is new about it is worth going on from.
fn place(model: &Model) -> String {
    let call = if model.in_call {
        format!("call {:?} ", model.call.focus)
    } else {
        format!("{:?} {:?} ", model.tab, model.panes().focus)
    };
    match model.overlays.last() {
        Some(top) => {
            // After a search its keys go on from hit to hit.
            let goes_on = model.is_reading() && model.found.is_some();
            format!("{} over {} {goes_on}", layer(top), model.in_call)
        }
        None => format!("{call}{} {}", row(model), model.found.is_some()),
    }
}

/// The kind of row under the cursor, and whether it is private.
fn row(model: &Model) -> String {
    let Some(entry) = model.entry() else {
        return "no row".into();
    };
    let table = match entry {
        Entry::Text(line) => line.table.name(),
        Entry::Story(line) => line.table().name(),
        Entry::Offer(line) => line.row.map_or("", |(table, _)| table.name()),
        _ => "",
    };
    format!("{} {table} {}", row_kind(entry), entry.is_private())
}

/// A state to go on from: how one came there, the screen, and the file as it was then.
struct State {
    way: String,
    model: Model,
    file: Rc<Vec<u8>>,
}

struct Walk {
    user: User,
    /// A connection beside the user's, which sees what that one writes.
    beside: rusqlite::Connection,
    file: Rc<Vec<u8>>,
    version: i64,
    way: String,
    seen: BTreeSet<String>,
    done: BTreeSet<String>,
    actions: BTreeSet<&'static str>,
    rows: BTreeSet<&'static str>,
    found: BTreeMap<String, String>,
    left: VecDeque<State>,
    runs: u64,
}

impl Walk {
    fn new(user: User) -> Self {
        let mut walk = Self {
            beside: beside(&user),
            file: Rc::default(),
            version: -1,
            way: String::new(),
            seen: BTreeSet::new(),
            done: BTreeSet::new(),
            actions: BTreeSet::new(),
            rows: BTreeSet::new(),
            found: BTreeMap::new(),
            left: VecDeque::new(),
            runs: 100,
            user,
        };
        walk.keep();
        walk
    }

    fn written(&self) -> i64 {
        let version = |r: &rusqlite::Row<'_>| r.get(0);
        self.beside
            .query_row("PRAGMA data_version", [], version)
            .unwrap()
    }

    /// The file as it is now.
    fn keep(&mut self) {
        if self.written() != self.version {
            let into = self.user.folder.path().join("kept.db");
            self.beside
                .execute("VACUUM INTO ?", [into.to_str()])
                .unwrap();
            self.file = Rc::new(fs::read(&into).unwrap());
            fs::remove_file(&into).unwrap();
            self.version = self.written();
        }
    }

    /// Back to a state, in a file of its own where something has been written since.
    fn back_to(&mut self, state: &State) {
        if self.written() != self.version || !Rc::ptr_eq(&self.file, &state.file) {
            self.runs += 1;
            self.user = User::resumed(&state.file, state.model.clone(), self.runs);
            self.beside = beside(&self.user);
            self.file = Rc::clone(&state.file);
            self.version = self.written();
        } else {
            self.user.model = state.model.clone();
        }
        self.user.copied.clear();
        self.way.clone_from(&state.way);
    }

    /// What must not stand there.
    fn look(&mut self) {
        let screen = self.user.screen();
        let copied = self.user.copied.join("\n");
        for (what, text) in [("screen", &screen), ("clipboard", &copied)] {
            for word in private::HIDDEN.iter().filter(|word| text.contains(**word)) {
                let place = format!("{word} on the {what} in {}", place(&self.user.model));
                let told = format!("after {}\n{text}", self.way);
                self.found.entry(place).or_insert(told);
            }
        }
        self.rows.extend(self.user.model.entry().map(row_kind));
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            self.user.press(key);
            self.way = format!("{} {key}", self.way);
            assert!(self.user.model.is_masked, "{}", self.way);
            self.look();
        }
    }

    /// Goes on from here later, where it is new.
    fn note(&mut self) {
        if self.user.next == Next::On && self.seen.insert(place(&self.user.model)) {
            self.sizes();
            self.keep();
            self.left.push_back(State {
                way: self.way.clone(),
                model: self.user.model.clone(),
                file: Rc::clone(&self.file),
            });
        }
    }

    /// The same in the other sizes.
    fn sizes(&mut self) {
        let (model, size) = (self.user.model.clone(), self.user.model.size);
        for (width, height) in [(44, 24), (80, 24), (120, 40)] {
            if (width, height) != size {
                self.user.resize(width, height);
                self.look();
            }
        }
        self.user.model = model;
    }

    fn go_on(&mut self) {
        while let Some(state) = self.left.pop_front() {
            self.back_to(&state);
            self.mask_anew();
            for keys in self.choices() {
                self.back_to(&state);
                self.press(&keys);
                self.note();
            }
        }
    }

    /// What lies open while the mask is taken off and put on again.
    fn mask_anew(&mut self) {
        let model = &self.user.model;
        let is_typed = match model.overlays.last() {
            Some(top) => overlay::place(top).is_none() || matches!(top, Overlay::Commands(_)),
            None => model.in_call && model.call.focus == CallFocus::Notes,
        };
        let typing =
            matches!(model.overlays.last(), Some(Overlay::Offers(offers)) if offers.is_typing);
        if !is_typed && !typing {
            self.user.press("m m");
            assert!(self.user.model.is_masked, "{}", self.way);
            self.look();
        }
    }

    /// What can be pressed here that was not yet, with such a row in such a layer.
    fn choices(&mut self) -> Vec<String> {
        let model = &self.user.model;
        let Some(top) = model.overlays.last() else {
            if model.in_call && model.call.focus == CallFocus::Notes {
                return typed(&["Enter x y Esc", "Ctrl-o Esc"]);
            }
            let there = model.place();
            return self.keys(
                there,
                &format!("{} {}", model.in_call, row(model)),
                intent::can,
            );
        };
        match top {
            Overlay::Menu(menu) => {
                let letters = menu.choices.iter().map(|choice| choice.0.to_string());
                letters.chain(["Esc".into(), "!".into()]).collect()
            }
            // Only what is typed shows: what stood there goes first.
            Overlay::Line(_) => typed(&[
                "Esc",
                "Tab Tab",
                "Up Enter",
                "Enter",
                "Ctrl-u x y Enter Esc",
                "Ctrl-u T h u Enter",
                "Ctrl-u z e p h y r i n e Space # q z Enter Esc",
                "Ctrl-u x Esc",
                "Ctrl-o Esc",
            ]),
            Overlay::Form(_) => typed(&[
                "Ctrl-n Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Esc",
                "Ctrl-o",
                "Ctrl-n BackTab Enter",
                "Right Tab Right Tab Left Tab Esc",
                "Ctrl-u x Esc",
            ]),
            Overlay::Search(_) => typed(&[
                "q z Down Enter Esc",
                "z e p h y r i n e Down Enter",
                "b r u m a l d",
                "Tab q y Tab",
                "w i t h Down Down Enter",
                "o n Enter",
            ]),
            Overlay::End(_) => typed(&[
                "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab",
                "Ctrl-s",
                "Down Space Down r Down Down n",
                "Up Space",
                "Esc",
                "x Enter",
            ]),
            Overlay::First(_) => typed(&["x Tab", "Esc"]),
            Overlay::Commands(list) if list.filter.is_some() => typed(&[
                "z e p h y r i n e",
                "q z",
                "t r u s t Enter",
                "Down Down Enter",
                "Esc",
            ]),
            Overlay::Offers(offers) if offers.is_typing => {
                typed(&["z e p h y Enter", "q z", "Esc"])
            }
            top => {
                let there = overlay::place(top).unwrap();
                let what = layer(top);
                let reads = if model.is_reading() {
                    row(model)
                } else {
                    String::new()
                };
                let mut keys = self.keys(there, &format!("{what} {reads}"), |model, action| {
                    overlay::can(model, model.overlays.last().unwrap(), action)
                });
                // What asks once more.
                keys.extend(typed(&["Enter Enter", "1 Enter", "D Enter"]));
                keys
            }
        }
    }

    /// The keys of a place that do something there, each once for such a row.
    fn keys(
        &mut self,
        there: Place,
        what: &str,
        can: impl Fn(&Model, Action) -> bool,
    ) -> Vec<String> {
        let model = &self.user.model;
        let mut keys = Vec::new();
        for row in model.keys.rows(there) {
            let is_once = self.done.contains(&format!("{what} {}", row.name));
            let shares = row.action == Action::Visibility && is_private(model);
            if is_once || shares || LEFT_OUT.contains(&row.name) || !can(model, row.action) {
                continue;
            }
            self.done.insert(format!("{what} {}", row.name));
            self.actions.insert(row.name);
            keys.push(row.keys[0].clone());
        }
        keys
    }
}

fn beside(user: &User) -> rusqlite::Connection {
    rusqlite::Connection::open(user.store.path()).unwrap()
}

fn typed(keys: &[&str]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

/// What is shared shows by right.
fn is_private(model: &Model) -> bool {
    model.entry().is_some_and(Entry::is_private)
}

/// What ends the walk, or the mask; what does nothing while it is on; and, of the records behind a figure, the next test.
const LEFT_OUT: &[&str] = &[
    "mask",
    "quit",
    "quit-at-once",
    "suspend",
    "redraw",
    "editor",
    "meet",
    "people",
    "go-trust",
    "records-open",
    "records-recent",
    "records-all",
];

/// From every row of every list on.
fn begin(walk: &mut Walk) {
    walk.look();
    let start = State {
        way: String::new(),
        model: walk.user.model.clone(),
        file: Rc::clone(&walk.file),
    };
    for tab in [
        "1",
        "1 ]",
        "1 ] ]",
        "1 ] ] ]",
        "2 h",
        "2 h G Enter",
        "2 l",
        "3",
        "3 l",
        "4",
        "4 -",
        "4 l",
        "2 h j j Enter",
    ] {
        walk.back_to(&start);
        walk.press(tab);
        walk.press("Home");
        for _ in 0..55 {
            walk.note();
            walk.press("j");
        }
    }
}

/// The kinds of which none was met.
fn missing<'k>(all: &[&'k str], is_met: impl Fn(&str) -> bool) -> Vec<&'k str> {
    all.iter().copied().filter(|kind| !is_met(kind)).collect()
}

#[test]
fn masked_nothing_hidden_is_anywhere() {
    let mut walk = Walk::new(masked(80, 24));
    begin(&mut walk);
    walk.go_on();
    let told: Vec<_> = walk
        .found
        .iter()
        .map(|(place, told)| format!("{place}: {told}"))
        .collect();
    assert!(
        told.is_empty(),
        "{}\n\n{} in all",
        told.join("\n\n"),
        told.len()
    );
    let is_seen = |start: &str| walk.seen.iter().any(|place| place.starts_with(start));
    // The records behind a figure are met in the next test.
    assert_eq!(
        missing(LAYERS, |kind| is_seen(&format!("{kind} "))),
        ["Behind"]
    );
    // Nobody's states are shown, and with whom one is not changed.
    let lines = missing(PURPOSES, |kind| is_seen(&format!("Line {kind} ")));
    assert_eq!(lines, ["Pause", "EndRelationship"]);
    let rows = missing(ROWS, |kind| walk.rows.contains(kind));
    assert_eq!(
        rows,
        ["Note", "Person", "Owed", "Figure", "Raised", "Pulse"]
    );
    let forms = Table::ALL
        .iter()
        .filter(|table| form::of(**table, Id::default()).is_some());
    let forms: Vec<_> = forms.map(|table| table.name()).collect();
    assert_eq!(
        missing(&forms, |table| is_seen(&format!("Form {table} "))),
        ["relationships", "pulses"]
    );
    let keys: Vec<_> = KEYS
        .iter()
        .filter(|row| !is_typed(row.place))
        .map(|row| row.name)
        .collect();
    let never = missing(&keys, |name| walk.actions.contains(name));
    let never: Vec<_> = never
        .iter()
        .filter(|name| !LEFT_OUT.contains(name))
        .collect();
    assert_eq!(never, [""; 0].iter().collect::<Vec<_>>());
}

/// Where letters type, keys are pressed in the order in which they are needed.
fn is_typed(place: Place) -> bool {
    matches!(
        place,
        Place::Line | Place::Form | Place::Search | Place::End
    )
}

/// The records behind a figure don't open while the screen is masked; those that lie open already are covered.
#[test]
fn what_was_open_before_is_hidden_once_it_is_masked() {
    for (width, height) in [(44, 24), (80, 24), (120, 40)] {
        let mut user = masked(width, height);
        user.press("m 4 g");
        user.press(if width < 80 { "" } else { "l g" });
        let mut records = 0;
        for _ in 0..60 {
            let here = user.model.clone();
            user.press("Enter");
            if let Some(Overlay::Behind(_)) = user.model.overlays.last() {
                records += 1;
                for keys in ["m", "j", "j", "-", "+", "G", "?", "Esc", "Esc"] {
                    user.press(keys);
                    assert!(!shows_hidden(&user), "{}", user.screen());
                }
            }
            user.model = here;
            user.press("j");
        }
        assert!(records > 3, "{records} at {width}");
    }
}

/// Whether something hidden stands on the screen.
#[track_caller]
fn shows_hidden(user: &User) -> bool {
    let screen = user.screen();
    private::HIDDEN.iter().any(|word| screen.contains(word))
}

/// With somebody else a call goes on, and another session asks what became of it.
fn beside_a_call() -> User {
    let user = masked(80, 24);
    let file = rusqlite::Connection::open(user.store.path()).unwrap();
    let theirs = "SELECT id FROM relationships WHERE partner_name <> 'Athena' LIMIT 1";
    let live = format!("UPDATE sessions SET status = 'live', started_at = '2026-11-24T08:50:00Z', planned_start = '2026-11-24T08:50:00Z'
        WHERE id = (SELECT id FROM sessions WHERE relationship_id = ({theirs}) AND status = 'planned' LIMIT 1)");
    assert_eq!(file.execute(&live, []).unwrap(), 1);
    user
}

#[test]
fn masked_a_call_with_somebody_else_is_not_told_of() {
    let mut user = beside_a_call();
    user.press("m").sees("Zephyrine").press("m");
    for keys in [
        "1",
        "2",
        "3",
        "4",
        "c",
        "x",
        "0",
        ":",
        "Esc ?",
        "Esc 2 h c",
        "a",
        "Esc i p",
        "Esc H",
        "Esc /",
        "Esc s",
    ] {
        user.press(keys);
        assert!(!shows_hidden(&user), "{keys}: {}", user.screen());
    }
}

#[test]
fn masked_the_start_tells_of_no_session_with_somebody_else() {
    for (is_named, is_masked) in [(false, false), (false, true), (true, true)] {
        let mut user = masked(80, 24);
        let file = rusqlite::Connection::open(user.store.path()).unwrap();
        file.execute("UPDATE sessions SET status = 'held' WHERE status = 'planned' AND planned_start < '2026-11-24T09'", []).unwrap();
        file.execute("UPDATE sessions SET planned_start = '2026-11-23T08:00:00Z' WHERE id = (SELECT id FROM sessions WHERE status = 'planned'
            AND relationship_id IN (SELECT id FROM relationships WHERE partner_name = 'Brumald') LIMIT 1)", []).unwrap();
        let here = user.model.relationship.clone();
        user.model = Model::new(user.env.now(), (80, 24), Look::default(), user.env.id());
        user.model.is_masked = is_masked;
        user.model.relationship = here;
        read::begin(&mut user.model, &user.store, is_named).unwrap();
        assert_eq!(
            user.screen().contains("held, moved, cancelled"),
            !is_masked,
            "{}",
            user.screen()
        );
        assert_eq!(shows_hidden(&user), !is_masked, "{}", user.screen());
    }
}

/// What is begun with one person, and not kept, is offered with nobody else.
#[test]
fn masked_what_was_begun_with_somebody_else_is_offered_to_nobody() {
    let mut user = masked(80, 24);
    user.press("m 0").sees("Brumald").press("j Enter 2 i w");
    user.write("Qz begun").pause().press("Esc");
    let people = user.rows(Table::Relationships);
    let here = people
        .iter()
        .find(|row| row["partner_name"] == private::HERE);
    user.model.chosen = here.map(common::id_of);
    user.model.touch();
    user.refresh();
    user.press("m i w").sees_not("takes").press("Esc");
    assert!(!shows_hidden(&user), "{}", user.screen());
}

/// Else the walk would look for words that are nowhere.
#[test]
fn every_text_of_every_kind_of_private_row_is_marked() {
    let mut user = masked(80, 24);
    for table in Table::contract() {
        let rows = user.rows(*table);
        let own = ["zone", "bank_id", "template"];
        let texts = table
            .columns()
            .iter()
            .filter(|c| c.kind == Kind::Text && !own.contains(&c.name));
        let is_person = *table == Table::Relationships;
        for column in texts.filter(|c| !is_person || c.always_private()) {
            let is_marked = |row: &Row| {
                row.get(column.name)
                    .is_some_and(|v| v.to_string().contains(private::SECRET))
            };
            assert!(
                rows.iter().any(is_marked),
                "{} {}",
                table.name(),
                column.name
            );
        }
    }
    for keys in ["m 1", "2", "3", "4"] {
        assert!(shows_hidden(user.press(keys)), "{keys}: {}", user.screen());
    }
}
