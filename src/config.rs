//! The configuration file: read once at the start, before anything is shown; nothing needs one. What can't be understood is
//! one sentence with its line.

mod surroundings;

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use chrono::Weekday;
use etcetera::BaseStrategy;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::keymap::Keymap;
use crate::app::settings::{Mouse, Settings};
use crate::domain::offer::{self, OfferKind};
use crate::domain::text;
use crate::domain::when::{DayStyle, Habits};

/// A configuration with every setting as it is without one.
pub const EXAMPLE: &str = include_str!("../assets/config.toml");

/// Whose colours the screen has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own; it is asked nothing.
    #[default]
    Terminal,
    /// Ours on dark.
    Dark,
    /// Ours on light.
    Light,
    /// Ours; the terminal is asked what it is.
    Auto,
}

/// What the file says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// For the planner, but for what the surroundings add to its look.
    pub settings: Settings,
    /// Whose colours.
    pub theme: Theme,
    /// The bracketed signs; without a word the locale decides.
    pub ascii: Option<bool>,
    /// Days and weeks.
    pub habits: Habits,
}

/// A configuration that can't be used.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", text::visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}.", text::visible(&self.what))
    }
}

impl std::error::Error for ConfigError {}

/// Where the configuration is when none is named. None where there is no home.
#[must_use]
pub fn default_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("ithaca").join("config.toml"))
}

impl Config {
    /// Reads the file that was named, or the usual one where there is one.
    ///
    /// # Errors
    /// When it can't be read or understood; when it was named and is not there.
    pub fn read(named: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(path) = named.map(Path::to_owned).or_else(default_file) else {
            return Ok(Self::default());
        };
        let file = path.display().to_string();
        let mut config = match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map_err(|(line, what)| ConfigError {
                file: file.clone(),
                line,
                what,
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => {
                Self::default()
            }
            Err(error) => {
                return Err(ConfigError {
                    file,
                    line: None,
                    what: format!("the configuration can't be read: {error}"),
                });
            }
        };
        config.settings.file = Some(text::visible(&file).into_owned());
        Ok(config)
    }

    /// Understands a configuration.
    ///
    /// # Errors
    /// The line, where there is one, and a sentence without its full stop.
    pub fn parse(text: &str) -> Result<Self, (Option<usize>, String)> {
        let line = |at: usize| Some(1 + text.bytes().take(at).filter(|b| *b == b'\n').count());
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map(|span| span.start);
            // A name that stands there twice may well have a value that it takes.
            let is_twice = error.message().contains("duplicate");
            let takes = at.filter(|_| !is_twice);
            let takes = takes.and_then(|at| takes_there(text, at));
            let what = takes.unwrap_or_else(|| format!("this is not TOML, {}", error.message()));
            (at.and_then(line), what)
        })?;
        let mut config = Self::default();
        for (name, value) in table.get_ref() {
            let at = line(name.span().start);
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("keys", DeValue::Table(keys)) => {
                    config.settings.keys = keymap(keys).map_err(|(at, what)| (line(at), what))?;
                }
                ("nudges", DeValue::Table(nudges)) => {
                    config.settings.nudges_off =
                        nudges_off(nudges).map_err(|(at, what)| (line(at), what))?;
                }
                (name, value) => config.set(name, value).map_err(|what| (at, what))?,
            }
        }
        Ok(config)
    }

    fn set(&mut self, name: &str, value: &DeValue<'_>) -> Result<(), String> {
        match name {
            "theme" => self.theme = one_of(name, value, THEMES)?,
            "dates" => self.habits.days = one_of(name, value, DATES)?,
            "week_starts" => self.habits.week_starts = one_of(name, value, WEEKS)?,
            "ascii" => self.ascii = Some(yes_or_no(name, value)?),
            "mask" => self.settings.is_masked = yes_or_no(name, value)?,
            "mouse" if yes_or_no(name, value)? => self.settings.mouse = Mouse::Taken,
            "mouse" => self.settings.mouse = Mouse::Left,
            "keys" => return Err("'keys' is a table: [keys], then add = [\"a\"]".into()),
            "nudges" => return Err("'nudges' is a table: [nudges], then quiet = false".into()),
            _ => {
                return Err(format!(
                    "no setting is called '{name}'; there are {SETTINGS}"
                ));
            }
        }
        Ok(())
    }

    /// Whether only ASCII signs are drawn: as the file says, else as the locale does.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.ascii.unwrap_or_else(|| !surroundings::knows_signs())
    }

    /// What the planner begins with, once the surroundings have been looked at; only `auto` asks the terminal.
    #[must_use]
    pub fn into_settings(self) -> Settings {
        let look = surroundings::look(self.theme, self.is_ascii());
        Settings {
            look,
            ..self.settings
        }
    }
}

/// The settings, for a sentence.
const SETTINGS: &str = "theme, ascii, mask, mouse, dates, week_starts, [keys] and [nudges]";

const THEMES: &[(&str, Theme)] = &[
    ("terminal", Theme::Terminal),
    ("dark", Theme::Dark),
    ("light", Theme::Light),
    ("auto", Theme::Auto),
];

const DATES: &[(&str, DayStyle)] = &[
    ("26 Nov", DayStyle::DayFirst),
    ("Nov 26", DayStyle::MonthFirst),
    ("2026-11-26", DayStyle::Iso),
];

const WEEKS: &[(&str, Weekday)] = &[("monday", Weekday::Mon), ("sunday", Weekday::Sun)];

fn one_of<T: Copy>(name: &str, value: &DeValue<'_>, all: &[(&str, T)]) -> Result<T, String> {
    let given = value.as_str();
    let found = all.iter().find(|(word, _)| given == Some(word));
    found
        .map(|(_, meaning)| *meaning)
        .ok_or_else(|| takes_one_of(name, all))
}

fn takes_one_of<T>(name: &str, all: &[(&str, T)]) -> String {
    let words: Vec<_> = all.iter().map(|(word, _)| format!("\"{word}\"")).collect();
    format!("'{name}' takes one of {}, in quotes", words.join(", "))
}

fn yes_or_no(name: &str, value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| takes_yes_or_no(name))
}

fn takes_yes_or_no(name: &str) -> String {
    format!("'{name}' takes true or false")
}

fn takes_keys(action: &str) -> String {
    format!("'{action}' takes a list of keys: {action} = [\"a\", \"Ctrl-x\"]")
}

/// What the setting takes that stands on the line of this place, where its value is no TOML at all.
fn takes_there(text: &str, at: usize) -> Option<String> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let name = text.get(start..)?.lines().next()?.split_once('=')?.0.trim();
    let heads = text.get(..start)?.lines().map(str::trim);
    match heads.rev().find(|line| line.starts_with('[')) {
        None => match name {
            "theme" => Some(takes_one_of(name, THEMES)),
            "dates" => Some(takes_one_of(name, DATES)),
            "week_starts" => Some(takes_one_of(name, WEEKS)),
            "ascii" | "mask" | "mouse" => Some(takes_yes_or_no(name)),
            _ => None,
        },
        Some("[keys]") => Some(takes_keys(name)),
        Some("[nudges]") => {
            let is_one = offer::NAMES.iter().any(|(_, word)| *word == name);
            is_one.then(|| takes_yes_or_no(name))
        }
        Some(_) => None,
    }
}

/// An error with the place of what it is about.
type At<T> = Result<T, (usize, String)>;

fn nudges_off(nudges: &DeTable<'_>) -> At<Vec<OfferKind>> {
    let mut off = Vec::new();
    for (name, value) in nudges {
        let here = |what| (name.span().start, what);
        let kind = offer::NAMES
            .iter()
            .find(|(_, word)| *word == name.get_ref());
        let (kind, word) = kind.ok_or_else(|| {
            let words: Vec<_> = offer::NAMES.iter().map(|(_, word)| *word).collect();
            here(format!(
                "no nudge is called '{}'; there are {}",
                name.get_ref(),
                words.join(", ")
            ))
        })?;
        if !yes_or_no(word, value.get_ref()).map_err(here)? {
            off.push(*kind);
        }
    }
    Ok(off)
}

fn keymap(table: &DeTable<'_>) -> At<Keymap> {
    let mut given = Vec::with_capacity(table.len());
    // In the order of the file: errors name the place of the row that was given.
    let mut rows: Vec<_> = table.iter().collect();
    rows.sort_by_key(|(action, _)| action.span().start);
    for (action, keys) in &rows {
        let keys = names_of_keys(keys).ok_or_else(|| {
            let what = takes_keys(action.get_ref());
            (action.span().start, what)
        })?;
        given.push((action.get_ref().to_string(), keys));
    }
    Keymap::with(&given).map_err(|(at, error)| {
        let start = rows.get(at).map_or(0, |(action, _)| action.span().start);
        (start, error.to_string())
    })
}

fn names_of_keys(value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
    match value.get_ref() {
        DeValue::String(one) => Some(vec![one.to_string()]),
        DeValue::Array(several) => {
            let names = several.iter().map(|key| key.get_ref().as_str());
            names.map(|name| name.map(str::to_owned)).collect()
        }
        _ => None,
    }
}
