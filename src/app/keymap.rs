//! The one key table: it drives dispatch, the footer, help, palette, hints, and the README's list. [`KEYS`] is the table as
//! the program comes; a [`Keymap`] is the same with what the configuration binds otherwise.

mod action;
mod name;
mod place;
mod table;

use std::borrow::Cow;
use std::sync::Arc;

use crossterm::event::KeyEvent;

pub use self::action::Action;
pub use self::place::Place;
pub use name::{canonical, name};
pub use table::KEYS;

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it means.
    pub action: Action,
    /// What the configuration and hints call it.
    pub name: &'static str,
    /// The keys, as they are written.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub place: Place,
    /// A word or two for the footer; empty where the footer never shows it.
    pub label: &'static str,
    /// What it does, for help and the README.
    pub does: &'static str,
    /// Other words that somebody may look for it by.
    pub also: &'static str,
}

/// A row with the keys that it has now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// What it means.
    pub action: Action,
    /// What the configuration and hints call it.
    pub name: &'static str,
    /// The keys, as they are written; the first is the one that is shown.
    pub keys: Vec<String>,
    /// Where it works.
    pub place: Place,
    /// A word or two for the footer; empty where the footer never shows it.
    pub label: &'static str,
    /// What it does.
    pub does: &'static str,
    /// Other words that somebody may look for it by.
    pub also: &'static str,
}

impl Bound {
    /// Whether the row holds there.
    fn holds(&self, there: Place) -> bool {
        match there {
            Place::Anywhere => true,
            Place::Tabs | Place::Call => self.place == Place::Anywhere || self.place == there,
            layer if self.place == layer => true,
            layer => {
                let is_below = matches!(self.place, Place::Anywhere | Place::Tabs);
                is_below && layer.shares(self.action)
            }
        }
    }

    /// The key that is shown; empty where it has none.
    #[must_use]
    pub fn key(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }
}

impl From<&Binding> for Bound {
    fn from(row: &Binding) -> Self {
        Self {
            action: row.action,
            name: row.name,
            keys: row.keys.iter().map(|&key| key.to_owned()).collect(),
            place: row.place,
            label: row.label,
            does: row.does,
            also: row.also,
        }
    }
}

/// Why keys can't be bound so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No row has this name.
    #[error("no action is called '{name}'; {like}")]
    Action {
        /// What was given.
        name: String,
        /// Which ones are like it.
        like: String,
    },
    /// No key has this name.
    #[error("'{key}' for '{action}' is no key; keys are written a, A, Ctrl-x, Alt-Down, Space, F5")]
    Key {
        /// The action.
        action: String,
        /// What was given as its key.
        key: String,
    },
    /// One key, two meanings in one place.
    #[error("'{key}' would mean both '{one}' and '{other}'; give one of them another key")]
    Clash {
        /// The key.
        key: String,
        /// The one that was bound here.
        one: String,
        /// The other.
        other: String,
    },
}

/// The table with the keys that hold in this run; cheap to clone.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Arc<[Bound]>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self {
            rows: KEYS.iter().map(Bound::from).collect(),
        }
    }
}

impl Keymap {
    /// The table with other keys for the named actions; each error comes with the place of its action in `given`.
    ///
    /// # Errors
    /// When no action or key has that name, or a key would mean two things in one place.
    pub fn with(given: &[(String, Vec<String>)]) -> Result<Self, (usize, KeyError)> {
        let mut rows: Vec<_> = KEYS.iter().map(Bound::from).collect();
        for (at, (action, keys)) in given.iter().enumerate() {
            let row = rows.iter_mut().find(|row| row.name == action);
            let row = row.ok_or_else(|| (at, unknown(action)))?;
            let known = keys.iter().map(|key| {
                canonical(key).ok_or_else(|| KeyError::Key {
                    action: action.clone(),
                    key: key.clone(),
                })
            });
            row.keys = known.collect::<Result<_, _>>().map_err(|e| (at, e))?;
        }
        for (at, (action, _)) in given.iter().enumerate() {
            if let Some(clash) = clash_of(&rows, action) {
                return Err((at, clash));
            }
        }
        Ok(Self { rows: rows.into() })
    }

    /// What the key means there.
    #[must_use]
    pub fn action(&self, event: &KeyEvent, there: Place) -> Option<Action> {
        let name = name(event)?;
        self.rows(there)
            .find(|row| row.keys.contains(&name))
            .map(|row| row.action)
    }

    /// The rows that hold there, in order.
    pub fn rows(&self, there: Place) -> impl Iterator<Item = &Bound> {
        self.rows.iter().filter(move |row| row.holds(there))
    }

    /// The rows that hold in a layer over the screen: its own, then what it shares with the tabs.
    pub fn rows_of_layer(&self, layer: Place) -> impl Iterator<Item = &Bound> {
        let is_own =
            move |row: &Bound| row.place == layer && !matches!(layer, Place::Tabs | Place::Call);
        let own = self.rows(layer).filter(move |row| is_own(row));
        own.chain(self.rows(layer).filter(move |row| !is_own(row)))
    }

    /// The row of an action there.
    #[must_use]
    pub fn row(&self, action: Action, there: Place) -> Option<&Bound> {
        self.rows_of_layer(there).find(|row| row.action == action)
    }

    /// The key of an action as footers and sentences write it; empty where it has none.
    #[must_use]
    pub fn key(&self, action: Action, there: Place) -> &str {
        self.row(action, there).map_or("", Bound::key)
    }

    /// A text with the key in place of each `{name-of-an-action}`.
    #[must_use]
    pub fn filled<'t>(&self, text: &'t str, there: Place) -> Cow<'t, str> {
        if !text.contains('{') {
            return Cow::Borrowed(text);
        }
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            rest = behind;
            let named = behind.split_once('}').and_then(|(name, behind)| {
                let row = self.rows(there).find(|row| row.name == name)?;
                Some((row, behind))
            });
            match named {
                // It is no name of an action, and stays as it is.
                None => filled.push('{'),
                Some((row, behind)) => {
                    rest = behind;
                    if row.keys.is_empty() {
                        // What has no key is found by its name.
                        filled.push_str(self.key(Action::Palette, there));
                        filled.push_str(row.name);
                    }
                    filled.push_str(row.key());
                }
            }
        }
        filled.push_str(rest);
        Cow::Owned(filled)
    }
}

/// The most names that an error gives.
const LIKE: usize = 6;

/// No action has this name: those that begin like it have.
fn unknown(name: &str) -> KeyError {
    let all = || KEYS.iter().map(|row| row.name);
    let begins = |letters: usize| {
        let head: String = name.chars().take(letters).collect();
        let like = all().filter(|name| !head.is_empty() && name.starts_with(&head));
        like.take(LIKE).collect::<Vec<_>>()
    };
    let like = [3, 2, 1]
        .map(begins)
        .into_iter()
        .find(|like| !like.is_empty());
    KeyError::Action {
        name: name.to_owned(),
        like: match like {
            Some(like) if like.len() == 1 => format!("the nearest is '{}'", like.join("")),
            Some(like) => format!("the nearest are {}", like.join(", ")),
            None => "the README lists them".to_owned(),
        },
    }
}

/// The other row that one of this row's keys would mean too.
fn clash_of(rows: &[Bound], action: &str) -> Option<KeyError> {
    let row = rows.iter().find(|row| row.name == action)?;
    let meets = |other: &Bound| {
        let mut places = Place::ALL.iter().filter(|at| **at != Place::Anywhere);
        places.any(|at| row.holds(*at) && other.holds(*at))
    };
    let others = rows.iter().filter(|other| other.name != row.name);
    for other in others.filter(|other| meets(other)) {
        if let Some(key) = row.keys.iter().find(|&key| other.keys.contains(key)) {
            return Some(KeyError::Clash {
                key: key.clone(),
                one: row.name.to_owned(),
                other: other.name.to_owned(),
            });
        }
    }
    None
}

/// The table as Markdown, for the README.
#[must_use]
pub fn as_markdown() -> String {
    let mut text = String::from("| key | does | where | name |\n| --- | --- | --- | --- |\n");
    for row in KEYS {
        let keys: Vec<_> = row.keys.iter().map(|k| format!("`{k}`")).collect();
        text.extend(["| ", &keys.join(" "), " | ", row.does]);
        text.extend([" | ", row.place.word(), " | ", row.name, " |\n"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_and_no_name_stands_twice_in_the_table() {
        let rows: Vec<_> = KEYS.iter().map(Bound::from).collect();
        for row in &rows {
            assert_eq!(clash_of(&rows, row.name), None);
            assert_eq!(rows.iter().filter(|r| r.name == row.name).count(), 1);
            for key in &row.keys {
                assert_eq!(canonical(key).as_ref(), Some(key));
            }
        }
    }
}
