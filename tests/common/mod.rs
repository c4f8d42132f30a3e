//! A user at the program: keys in, screen out, over a real file, without a terminal.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test file uses a part; a test may panic"
)]

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ithaca::actions::{self, Act, World};
use ithaca::app::effect::{Next, Writer};
use ithaca::app::entry::Entry;
use ithaca::app::list::Keyed;
use ithaca::app::model::{Look, Model};
use ithaca::app::overlay::search;
use ithaca::app::read;
use ithaca::app::update::{self, Message};
use ithaca::demo::{self, Size};
use ithaca::domain::{Id, Row, Table};
use ithaca::env::Env;
use ithaca::store::portable::Scope;
use ithaca::store::{Patience, Store};
use ithaca::transfer::json;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

/// A Tuesday morning.
pub const NOW: &str = "2026-11-24T09:00:00Z";

pub fn env_at(now: &str) -> Env {
    env_in(now, chrono_tz::Tz::UTC)
}

/// The same, somewhere else.
pub fn env_in(now: &str, zone: chrono_tz::Tz) -> Env {
    env_of(now, zone, 7)
}

fn env_of(now: &str, zone: chrono_tz::Tz, seed: u64) -> Env {
    Env::fixed(
        DateTime::parse_from_rfc3339(now).unwrap().to_utc(),
        zone,
        seed,
    )
}

pub fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(NOW).unwrap().to_utc()
}

/// The program, its file, and who sits before it.
pub struct User {
    pub folder: TempDir,
    pub store: Store,
    pub env: Env,
    pub model: Model,
    /// What the loop does after the last key.
    pub next: Next,
    /// What was copied, the last one at the end.
    pub copied: Vec<String>,
    /// How often it was started again: each time other ids are given, also at the same moment.
    starts: u64,
}

impl User {
    /// With an empty file.
    pub fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, |_, _| {})
    }

    /// With the demo.
    pub fn demo(width: u16, height: u16) -> Self {
        Self::with(width, height, |store, env| {
            demo::build(store, env, Size::Demo, 1).unwrap();
        })
    }

    pub fn with(width: u16, height: u16, fill: impl FnOnce(&Store, &Env)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let env = env_at(NOW);
        let store = Store::open(&folder.path().join("ithaca.db"), Patience::Application).unwrap();
        fill(&store, &env);
        Self::before(folder, store, env, (width, height))
    }

    /// With a file of its own that holds what another's holds.
    pub fn like(other: &Self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["ithaca.db", "ithaca.db-wal"] {
            std::fs::copy(other.folder.path().join(name), folder.path().join(name)).unwrap();
        }
        let store = Store::open(&folder.path().join("ithaca.db"), Patience::Application).unwrap();
        Self::before(folder, store, env_at(NOW), other.model.size)
    }

    /// With a copy of a file.
    pub fn of_file(file: &std::path::Path, width: u16, height: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(file, folder.path().join("ithaca.db")).unwrap();
        let store = Store::open(&folder.path().join("ithaca.db"), Patience::Application).unwrap();
        Self::before(folder, store, env_at(NOW), (width, height))
    }

    /// As somebody left it: a file's bytes, and the screen; another seed gives other ids than were given before.
    pub fn resumed(file: &[u8], model: Model, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ithaca.db"), file).unwrap();
        let store = Store::open(&folder.path().join("ithaca.db"), Patience::Application).unwrap();
        Self {
            folder,
            store,
            env: env_of(NOW, chrono_tz::Tz::UTC, seed),
            model,
            next: Next::On,
            copied: Vec::new(),
            starts: 0,
        }
    }

    fn before(folder: TempDir, store: Store, env: Env, (width, height): (u16, u16)) -> Self {
        let model = Model::new(env.now(), (width, height), Look::default(), env.id());
        let mut user = Self {
            folder,
            store,
            env,
            model,
            next: Next::On,
            copied: Vec::new(),
            starts: 0,
        };
        user.refresh();
        if user.model.live_here().is_some() {
            update::show_call(&mut user.model);
            user.refresh();
        }
        user
    }

    /// Quits and starts again at another time.
    pub fn restart(&mut self, now: &str) {
        self.starts += 1;
        self.env = env_of(now, chrono_tz::Tz::UTC, 7 + self.starts);
        let size = self.model.size;
        self.model = Model::new(self.env.now(), size, Look::default(), self.env.id());
        self.refresh();
        if self.model.live_here().is_some() {
            update::show_call(&mut self.model);
            self.refresh();
        }
    }

    /// Begins with a configuration.
    pub fn configure(&mut self, text: &str) -> &mut Self {
        let config = ithaca::config::Config::parse(text).unwrap();
        self.model.configure(config.settings);
        self.refresh();
        self
    }

    /// Another program does something to the file, which this screen has not seen yet.
    pub fn elsewhere(&self, act: &Act) {
        let world = World {
            store: &self.store,
            env: &self.env,
        };
        actions::perform(&world, act).unwrap();
    }

    pub fn refresh(&mut self) {
        self.model.now = self.env.now();
        read::refresh(&mut self.model, &self.store).unwrap();
    }

    /// Presses keys: names such as `Enter`, `Ctrl-r`, single characters; `text:…` types. Parted by spaces.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for step in keys.split(' ').filter(|s| !s.is_empty()) {
            self.key(named(step));
        }
        self
    }

    /// Types a text, one key a character.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
        self
    }

    /// Answers the first question of the first start, and leaves the others as they are.
    pub fn meets(&mut self, name: &str) -> &mut Self {
        self.write(name).press("Ctrl-s")
    }

    pub fn key(&mut self, key: KeyEvent) {
        let effects = update::update(&mut self.model, Message::Key(key));
        self.perform(effects);
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        let effects = update::update(&mut self.model, Message::Paste(text.into()));
        self.perform(effects);
        self
    }

    /// The turns that the loop takes by itself while a search has more to look through; how many.
    pub fn looks_on(&mut self) -> usize {
        let turns = std::iter::from_fn(|| search::is_looking(&self.model).then(|| self.refresh()));
        turns.count()
    }

    /// The pause after which typed text is kept.
    pub fn pause(&mut self) -> &mut Self {
        let effects = update::update(&mut self.model, Message::Save);
        self.perform(effects);
        self
    }

    fn perform(&mut self, effects: Vec<update::Effect>) {
        let mut writer = Writer::new(&self.store, &self.env);
        self.next = writer.perform(&mut self.model, effects);
        assert!(self.next != Next::Suspend);
        self.copied.extend(self.model.copied.take());
        self.refresh();
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        update::update(&mut self.model, Message::Resize(width, height));
        self.refresh();
        self
    }

    /// The screen as text, without trailing spaces.
    pub fn screen(&self) -> String {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| ithaca::ui::draw(&self.model, frame))
            .unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..width {
                let symbol = buffer[(x, y)].symbol();
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                line.push_str(symbol);
                skip = ithaca::domain::text::width(symbol).saturating_sub(1);
            }
            line.trim_end().to_owned()
        };
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    /// How the first of these words on the screen are drawn.
    #[track_caller]
    pub fn style_of(&self, words: &str) -> ratatui::style::Style {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| ithaca::ui::draw(&self.model, frame))
            .unwrap();
        let buffer = terminal.backend().buffer();
        let line = |y| {
            (0..width)
                .map(|x| buffer[(x, y)].symbol())
                .collect::<Vec<_>>()
        };
        let found = (0..height).find_map(|y| {
            let line = line(y);
            let at = (0..line.len()).find(|x| line[*x..].concat().starts_with(words))?;
            Some(buffer[(u16::try_from(at).unwrap(), y)].style())
        });
        found.unwrap_or_else(|| panic!("'{words}' is not on the screen:\n{}", self.screen()))
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(
            screen.contains(text),
            "'{text}' is not on the screen:\n{screen}"
        );
        self
    }

    #[track_caller]
    pub fn sees_not(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(
            !screen.contains(text),
            "'{text}' is on the screen:\n{screen}"
        );
        self
    }

    pub fn rows(&self, table: Table) -> Vec<Row> {
        self.store.table_rows(table).unwrap()
    }

    pub fn count(&self, table: Table, field: &str, value: &str) -> usize {
        self.rows(table)
            .iter()
            .filter(|r| r.get(field).and_then(|v| v.as_str()) == Some(value))
            .count()
    }

    /// The row of a table with this text in one of its fields.
    #[track_caller]
    pub fn row(&self, table: Table, text: &str) -> Row {
        let found = self
            .rows(table)
            .into_iter()
            .find(|r| r.values().any(|v| v.as_str() == Some(text)));
        found.unwrap_or_else(|| panic!("no row of {} holds '{text}'", table.name()))
    }

    /// A row as an export of everything has it.
    #[track_caller]
    pub fn exported(&self, table: Table, id: Id) -> Row {
        let mut writer = json::Writer::begin(Vec::new(), self.env.now().at).unwrap();
        self.store
            .export(Scope::Everything, |table, row| {
                let _: () = writer.row(table, &row).unwrap();
                Ok(())
            })
            .unwrap();
        let file: serde_json::Value = serde_json::from_slice(&writer.end().unwrap()).unwrap();
        let rows = file[table.name()].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == id.to_string());
        row.unwrap().as_object().unwrap().clone()
    }

    /// Goes to a row of the pane with the focus by keys alone; what is folded is unfolded.
    #[track_caller]
    pub fn stand_on(&mut self, row: (Table, Id)) {
        for _ in 0..2 {
            self.press("Home");
            let mut fold = None;
            for step in 0..60 {
                match self.model.entry() {
                    Some(entry) if entry.key() == Some(row) => return,
                    Some(Entry::Fold(_)) if !self.model.goals.is_unfolded => fold = Some(step),
                    _ => {}
                }
                self.press("j");
            }
            let Some(steps) = fold else { break };
            self.press("Home").press(&"j ".repeat(steps)).press("Enter");
        }
        panic!("{row:?} is not to be reached:\n{}", self.screen());
    }

    /// Everything in the file, for comparing before and after.
    pub fn everything(&self) -> Vec<Vec<Row>> {
        Table::ALL.iter().map(|t| self.rows(*t)).collect()
    }
}

pub fn id_of(row: &Row) -> Id {
    Id::parse(row["id"].as_str().unwrap()).unwrap()
}

pub fn named(step: &str) -> KeyEvent {
    if step.chars().count() == 1 {
        return KeyEvent::new(
            KeyCode::Char(step.chars().next().unwrap()),
            KeyModifiers::NONE,
        );
    }
    if let Some(rest) = step.strip_prefix("Ctrl-") {
        return KeyEvent::new(
            KeyCode::Char(rest.chars().next().unwrap()),
            KeyModifiers::CONTROL,
        );
    }
    if let Some(rest) = step.strip_prefix("Alt-") {
        return KeyEvent::new(named(rest).code, KeyModifiers::ALT);
    }
    if let Some(number) = step.strip_prefix('F').and_then(|n| n.parse().ok()) {
        return KeyEvent::new(KeyCode::F(number), KeyModifiers::NONE);
    }
    let code = match step {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        other => panic!("unknown key {other}"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}
