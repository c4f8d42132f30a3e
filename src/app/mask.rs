//! What is hidden while the screen is shared. The one place that decides what private text looks like; every drawing of
//! a text from the file goes through it.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::domain::table::Kind;
use crate::domain::{Entity, Visibility, Word};

use super::model::Model;
use crate::store::window::links::LinkLine;

/// What stands for a private text; how long that is does not show.
pub const HIDDEN: &str = "▪▪▪▪";

impl Model {
    /// A text as it may be shown: a private one is hidden while the screen is masked; nothing stays nothing.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str, private: bool) -> Cow<'t, str> {
        if self.is_masked && private && !text.is_empty() {
            Cow::Borrowed(HIDDEN)
        } else {
            Cow::Borrowed(text)
        }
    }

    /// What a row is tied to, as it may be shown: while the screen is masked, a private row doesn't tell by the names of others
    /// what it is about.
    #[must_use]
    pub fn veiled_links(&self, is_private: bool, mut links: Vec<LinkLine>) -> Vec<LinkLine> {
        for line in links.iter_mut().filter(|_| self.is_masked && is_private) {
            line.private = true;
        }
        links
    }

    /// An entity as it may be shown: while the screen is masked, what is private of it is hidden.
    #[must_use]
    pub fn veiled<'t, T: Entity>(&self, entity: &'t T) -> Cow<'t, T> {
        if !self.is_masked {
            return Cow::Borrowed(entity);
        }
        let mut row = entity.to_row();
        let is_private =
            row.get("visibility").and_then(Json::as_str) == Some(Visibility::Private.word());
        for column in T::COLUMNS {
            let is_hidden = is_private || column.always_private();
            if is_hidden
                && column.kind == Kind::Text
                && let Some(Json::String(text)) = row.get_mut(column.name)
                && !text.is_empty()
            {
                HIDDEN.clone_into(text);
            }
        }
        // An entity that can't be read back is better not shown at all.
        Cow::Owned(T::from_row(row).unwrap_or_default())
    }
}

/// Names of people, word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// The names of everybody but one, without the words that are in that one's name too. What begins small ("of", "van")
    /// names nobody.
    #[must_use]
    pub fn of(others: &[String], but: &str) -> Self {
        let words = |name: &str| -> Vec<String> {
            let words = name.split(|c: char| !c.is_alphabetic());
            let words = words.filter(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()));
            words.map(str::to_lowercase).collect()
        };
        let own = words(but);
        let mut names: Vec<_> = others.iter().flat_map(|name| words(name)).collect();
        names.retain(|word| !own.contains(word));
        names.sort_unstable();
        names.dedup();
        Self(names)
    }

    /// Whether a word names one of them; of a word that is cut short three letters are enough. A short name only counts
    /// as a name is written ("Will", not "will"); where a script has no spaces it is looked for within.
    #[must_use]
    pub fn has(&self, word: &str, is_cut: bool) -> bool {
        let small = word.to_lowercase();
        let is_small = small == word;
        self.0.iter().any(|name| {
            let length = name.chars().count();
            let has_spaces = name.to_uppercase() != *name;
            let is_it = if !has_spaces {
                small.contains(name)
            } else if is_cut && small.chars().count() >= CUT {
                name.starts_with(&small)
            } else {
                small == *name
            };
            is_it && (length >= PLAIN || !is_small || !has_spaces)
        })
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// So many letters of a word that is cut short tell whose name it is.
const CUT: usize = 3;

/// A name of so many letters is one however it is written.
const PLAIN: usize = 5;

/// What an action on a private row says: its verb, without the text.
#[must_use]
pub fn verb_of(message: &str) -> String {
    match message.split_once(": ") {
        Some((verb, _)) => format!("{verb}: {HIDDEN}"),
        None => message.to_owned(),
    }
}

/// A sentence without what it quotes: an error names the row that it is about.
#[must_use]
pub fn without_quotes(sentence: &str) -> Cow<'_, str> {
    match (sentence.find('\''), sentence.rfind('\'')) {
        (Some(from), Some(to)) if from < to => {
            let (before, after) = (sentence.get(..=from), sentence.get(to..));
            Cow::Owned(format!(
                "{}{HIDDEN}{}",
                before.unwrap_or(""),
                after.unwrap_or("")
            ))
        }
        _ => Cow::Borrowed(sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_any_text() {
        let others = ["Telemachus", "Will of Pylos", "Athena Elder", "田中"].map(str::to_owned);
        let names = Names::of(&others, "Athena");
        let is_hidden = |word| names.has(word, false);
        for word in [
            "Telemachus",
            "telemachus",
            "TELEMACHUS",
            "Will",
            "Pylos",
            "Elder",
            "田中さんと",
        ] {
            assert!(is_hidden(word), "{word}");
        }
        for word in ["Athena", "will", "of", "telegram", "Tel", "中"] {
            assert!(!is_hidden(word), "{word}");
        }
        assert!(names.has("Telem", true));
        assert!(!names.has("Te", true));
        assert!(!names.has("Team", true));
    }

    #[test]
    fn a_sentence_keeps_all_but_its_quotes() {
        assert_eq!(
            without_quotes("'Athena's talk' is on an agenda already."),
            "'▪▪▪▪' is on an agenda already."
        );
        assert_eq!(without_quotes("Athena's turn."), "Athena's turn.");
        assert_eq!(verb_of("Undone: Done: Co-lead one"), "Undone: ▪▪▪▪");
    }
}
