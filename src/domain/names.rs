//! The names of people that no masked screen shows, and what stands for them.

use std::borrow::Cow;
use std::ops::Range;

use super::search::fold::fold;
use super::text;

/// What stands for a private text and for a name; how long that is does not show.
pub const HIDDEN: &str = "▪▪▪▪";

/// Names of people, word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<Name>);

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// As search compares it: small, and without accents.
    folded: String,
    /// Somebody is written down without capitals, and so it is in texts.
    is_small: bool,
}

impl Names {
    /// The names of everybody but one, without the words that are in that one's name too. What begins small ("of", "van")
    /// names nobody, but where a whole name is written small: there its first word does, and each that is no little one.
    #[must_use]
    pub fn of(others: &[String], but: &str) -> Self {
        let own: Vec<_> = words(but).map(|word| fold(text::part(but, word))).collect();
        let mut names: Vec<_> = others.iter().flat_map(|name| words_of(name)).collect();
        names.retain(|word| !own.contains(&word.folded));
        names.sort_unstable();
        names.dedup();
        Self(names)
    }

    /// Whether a word names one of them, with its accents or without; of a word that is cut short three letters are enough. A
    /// short name only counts as a name is written ("Will", not "will"); where a script has no spaces it is looked for within.
    #[must_use]
    pub fn has(&self, word: &str, is_cut: bool) -> bool {
        let folded = fold(word);
        let is_small = word.to_lowercase() == word;
        self.0.iter().any(|name| {
            let length = name.folded.chars().count();
            let has_spaces = name.folded.to_uppercase() != name.folded;
            let is_it = if !has_spaces {
                folded.contains(&name.folded)
            } else if is_cut && folded.chars().count() >= CUT {
                name.folded.starts_with(&folded)
            } else {
                folded == name.folded
            };
            is_it && (length >= PLAIN || name.is_small || !is_small || !has_spaces)
        })
    }

    /// A text without them.
    #[must_use]
    pub fn hidden<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.without(text, |word, is_cut| self.has(word, is_cut))
    }

    /// A text without them and without what may be the beginning of one.
    #[must_use]
    pub fn hidden_from_the_start<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.without(text, |word, _| {
            self.has(word, true) || self.has(word, false)
        })
    }

    fn without<'t>(&self, whole: &'t str, is_one: impl Fn(&str, bool) -> bool) -> Cow<'t, str> {
        if self.is_empty() {
            return Cow::Borrowed(whole);
        }
        let (mut shown, mut kept) = (String::new(), 0);
        for word in words(whole) {
            let behind = text::part(whole, word.end..whole.len());
            let is_cut = behind.starts_with('…') || behind.starts_with("...");
            if is_one(text::part(whole, word.clone()), is_cut) {
                shown.push_str(text::part(whole, kept..word.start));
                shown.push_str(HIDDEN);
                kept = word.end;
            }
        }
        if kept == 0 {
            return Cow::Borrowed(whole);
        }
        shown.push_str(text::part(whole, kept..whole.len()));
        Cow::Owned(shown)
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

/// A little word of a name ("de", "van") has at most so many letters.
const LITTLE: usize = 3;

/// The words of a name that name somebody.
fn words_of(name: &str) -> Vec<Name> {
    let words: Vec<_> = words(name).map(|word| text::part(name, word)).collect();
    let is_large = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    let is_small = !words.iter().any(|word| is_large(word));
    let counts = |(n, word): (usize, &str)| {
        let is_no_little_one = is_small && (n == 0 || word.chars().count() > LITTLE);
        is_no_little_one || is_large(word)
    };
    let named = words.into_iter().enumerate().filter(|word| counts(*word));
    named
        .map(|(_, word)| Name {
            folded: fold(word),
            is_small,
        })
        .filter(|name| !name.folded.is_empty())
        .collect()
}

/// Letters beside each other, with their accents.
fn words(whole: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text::graphemes(whole)
        .filter(|grapheme| {
            grapheme
                .text
                .chars()
                .next()
                .is_some_and(char::is_alphabetic)
        })
        .map(|grapheme| grapheme.at..grapheme.at + grapheme.text.len())
        .peekable();
    std::iter::from_fn(move || {
        let mut word = letters.next()?;
        while let Some(next) = letters.next_if(|next| next.start == word.end) {
            word.end = next.end;
        }
        Some(word)
    })
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
    fn a_name_is_known_without_its_accents_and_where_it_is_written_small() {
        let others = ["Zoë Élan", "jo of pylos"].map(str::to_owned);
        let names = Names::of(&others, "Athena");
        for word in [
            "Zoë",
            "Zoe",
            "Zoe\u{308}",
            "elan",
            "Élan",
            "jo",
            "Jo",
            "Pylos",
        ] {
            // "elan" is a word of four letters, which counts as a name is written.
            assert_eq!(names.has(word, false), word != "elan", "{word}");
        }
        assert!(!names.has("of", false));
        assert!(Names::of(&others, "zoe élan, Jo of Pylos").is_empty());
    }

    #[test]
    fn one_width_stands_for_every_name() {
        let others = ["Telemachus", "Bo Élan"].map(str::to_owned);
        let names = Names::of(&others, "Athena");
        for (text, shown) in [
            ("told Telemachus, Athena", "told ▪▪▪▪, Athena"),
            ("Bo's Élan: Telem… bo", "▪▪▪▪'s ▪▪▪▪: ▪▪▪▪… bo"),
        ] {
            assert_eq!(names.hidden(text), shown);
        }
        assert_eq!(names.hidden_from_the_start("told telem te"), "told ▪▪▪▪ te");
    }
}
