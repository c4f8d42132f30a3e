//! A search as typed, and the two questions that it answers: which tokens must a row's index entry hold, and where in a
//! text does it match.
//!
//! A word of three letters or more is found anywhere within words: by the words of the file that it is a part of, where these
//! are few, else by its runs of three letters. A shorter one is found where a word begins. Signs between letters part words
//! and are not looked for. Every word must be there, in any order.

use std::ops::Range;

use super::fold::{Class, class, fold, origins};
use crate::domain::text;

/// How many letters a token of the inside of a word has.
const RUN: usize = 3;

/// How many letters a word has, at least, that is a token itself. Shorter ones are a run, or the start of one.
const WORD: usize = RUN + 1;

/// How many letters of a word are one token, at most. A longer one, such as an address, is cut: a piece begins every [`STEP`].
const PIECE: usize = 64;

/// How far apart pieces begin: any part of a word that is no longer is within a piece.
const STEP: usize = PIECE / 2;

/// How many bytes of a query are looked at: longer ones come from a paste.
const LONGEST: usize = 400;

/// How many matches of a text are compared by how many words stand behind them.
const COMPARED: usize = 64;

/// A search as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

/// What an index entry must hold of a stretch of letters that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// Every one of these tokens.
    pub tokens: Vec<String>,
    /// And one of the file's [words](is_word) that this is a part of.
    pub part: Option<String>,
}

/// A text around its first match, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The text, harmless on a screen, `…` where it was cut.
    pub text: String,
    /// Where the matches stand in it, in order, in bytes.
    pub matches: Vec<Range<usize>>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let typed = text::part(typed, 0..typed.floor_char_boundary(LONGEST));
        let folded = fold(typed);
        let mut words: Vec<_> = words(&folded)
            .map(|w| text::part(&folded, w).to_owned())
            .collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words.dedup();
        Self { words }
    }

    /// Whether nothing is looked for: nothing typed, or only signs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What an index entry must hold, each once.
    #[must_use]
    pub fn needs(&self) -> Vec<Need> {
        let words = self.words.iter();
        let mut needs: Vec<_> = words.flat_map(|word| parts(word)).map(need).collect();
        needs.sort_unstable_by(|a, b| a.tokens.cmp(&b.tokens));
        needs.dedup();
        needs
    }

    /// Whether whatever holds these words holds those of the other search too, as after a letter more.
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        let held = |word: &String| {
            let within = !begins(word);
            let mut mine = self.words.iter();
            mine.any(|mine| mine == word || (within && mine.contains(word.as_str())))
        };
        !other.is_empty() && other.words.iter().all(held)
    }

    /// Whether every word is in one of these texts of a row.
    #[must_use]
    pub fn matches<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let mut missing: Vec<_> = self.words.iter().collect();
        for text in texts {
            let folded = fold(text);
            missing.retain(|word| found(&folded, word).next().is_none());
            if missing.is_empty() {
                return !self.is_empty();
            }
        }
        false
    }

    /// How many of the words are in a text.
    #[must_use]
    pub fn held(&self, text: &str) -> usize {
        let folded = fold(text);
        let is_held = |word: &&String| found(&folded, word).next().is_some();
        self.words.iter().filter(is_held).count()
    }

    /// Where the words stand in a text, in bytes, in order, none within another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let mut ranges: Vec<_> = self.words.iter().flat_map(|w| found(&folded, w)).collect();
        if ranges.is_empty() {
            return ranges;
        }
        ranges.sort_unstable_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let origins = origins(text);
        let at = |n: usize| origins.get(n).copied().unwrap_or(text.len());
        let mut matches: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            let start = at(range.start);
            // The last character with all that was dropped behind it, such as its accents.
            let end = origins
                .iter()
                .skip(range.end)
                .copied()
                .find(|end| *end > at(range.end.saturating_sub(1)))
                .unwrap_or(text.len());
            if matches.last().is_none_or(|last| last.end <= start) {
                matches.push(start..end);
            }
        }
        matches
    }

    /// A text around the match from which on most of the words are in view, at most `width` columns; none where no word is in it.
    #[must_use]
    pub fn context(&self, whole: &str, width: usize) -> Option<Context> {
        let matches = self.find(whole);
        let first = self.fullest(whole, &matches, width)?;
        let line = line_around(whole, first.start);
        let room = width.saturating_sub(1);
        let mut start = line.start;
        if text::width(text::part(whole, line.start..first.end)) > room * 2 / 3 {
            let behind = text::width(text::part(whole, first.start..line.end));
            let lead = room.saturating_sub(behind).max(room / 3);
            start = first.start - tail(text::part(whole, line.start..first.start), lead).len();
        }
        let mut context = Context::default();
        if start > line.start {
            context.text.push('…');
        }
        let mut at = start;
        for range in matches
            .iter()
            .filter(|r| r.start >= start && r.end <= line.end)
        {
            context
                .text
                .push_str(&text::visible(text::part(whole, at..range.start)));
            let begin = context.text.len();
            context
                .text
                .push_str(&text::visible(text::part(whole, range.clone())));
            context.matches.push(begin..context.text.len());
            at = range.end;
        }
        context
            .text
            .push_str(&text::visible(text::part(whole, at..line.end)));
        context.cut(width);
        Some(context)
    }

    /// The first of the matches from which on the most of the words stand within `width` columns of its line.
    fn fullest<'m>(
        &self,
        whole: &str,
        matches: &'m [Range<usize>],
        width: usize,
    ) -> Option<&'m Range<usize>> {
        let first = matches.first()?;
        if self.words.len() < 2 {
            return Some(first);
        }
        let held = |from: &Range<usize>| {
            let rest = text::part(whole, from.start..line_around(whole, from.start).end);
            let seen = text::prefix(rest, width.saturating_sub(1));
            self.held(seen)
        };
        let compared = matches.iter().take(COMPARED).map(|at| (held(at), at));
        let best = compared.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, at)| at)
    }
}

impl Context {
    fn cut(&mut self, width: usize) {
        self.text = text::fit(&self.text, width);
        let end = self.text.trim_end_matches('…').len();
        self.matches.retain(|m| m.start < end);
        if let Some(last) = self.matches.last_mut() {
            last.end = last.end.min(end);
        }
    }
}

/// What the index keeps of a text: each token once, in order.
#[must_use]
pub fn tokens(folded: &str) -> Vec<&str> {
    let mut tokens = Vec::with_capacity(folded.len());
    for word in words(folded) {
        for (class, part) in parts(text::part(folded, word)) {
            match class {
                Class::Letter => {
                    tokens.extend(starts(part));
                    tokens.extend(runs(part));
                    tokens.extend(pieces(part));
                }
                _ => tokens.extend(slices(part, 1).chain(slices(part, 2))),
            }
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Whether a token is a whole word, or a piece of a long one: those that the file lists, to look for parts among them.
#[must_use]
pub fn is_word(token: &str) -> bool {
    token.chars().nth(WORD - 1).is_some() && token.chars().all(|c| class(c) == Class::Letter)
}

/// What an entry must hold of a part of a word that is typed.
fn need((class, part): (Class, &str)) -> Need {
    let owned = |tokens: &mut dyn Iterator<Item = &str>| tokens.map(ToOwned::to_owned).collect();
    let letters = part.chars().count();
    let tokens = match class {
        Class::Letter if letters < RUN => vec![part.to_owned()],
        Class::Letter => owned(&mut runs(part)),
        _ if letters == 1 => vec![part.to_owned()],
        _ => owned(&mut slices(part, 2)),
    };
    let is_in_words = class == Class::Letter && letters >= WORD;
    let part = is_in_words.then(|| part.chars().take(STEP).collect());
    Need { tokens, part }
}

/// The words of a folded text.
fn words(folded: &str) -> impl Iterator<Item = Range<usize>> {
    stretches(folded, |c| class(c) == Class::Between)
        .filter(|(between, _)| !between)
        .map(|(_, range)| range)
}

/// A word's letters and its characters that are words by themselves, apart.
fn parts(word: &str) -> impl Iterator<Item = (Class, &str)> {
    stretches(word, class).map(|(class, range)| (class, text::part(word, range)))
}

/// A text in stretches of characters that are alike.
fn stretches<K: PartialEq + Copy>(
    text: &str,
    kind: impl Fn(char) -> K,
) -> impl Iterator<Item = (K, Range<usize>)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let mut chars = text.get(rest..)?.char_indices();
        let first = kind(chars.next()?.1);
        let length = chars
            .find(|(_, c)| kind(*c) != first)
            .map_or(text.len() - rest, |(n, _)| n);
        let range = rest..rest + length;
        rest = range.end;
        Some((first, range))
    })
}

/// The first letter of a word, and the first two.
fn starts(part: &str) -> impl Iterator<Item = &str> {
    let one = part.chars().next().map_or(0, char::len_utf8);
    let two = part.chars().take(2).map(char::len_utf8).sum();
    [one, two].into_iter().map(|n| text::part(part, 0..n))
}

/// A part that is too short to be found within a word: it is looked for where one begins.
fn longest_start(part: &str) -> Option<&str> {
    (part.chars().nth(RUN - 1).is_none()).then_some(part)
}

/// The runs of three letters.
fn runs(part: &str) -> impl Iterator<Item = &str> {
    slices(part, RUN)
}

/// A word, whole where it is not too long; nothing where its runs tell it.
fn pieces(part: &str) -> impl Iterator<Item = &str> {
    let starts = part.char_indices().map(|(n, _)| n).step_by(STEP);
    let pieces = starts.map(|n| {
        let rest = text::part(part, n..part.len());
        let end = rest
            .char_indices()
            .nth(PIECE)
            .map_or(rest.len(), |(n, _)| n);
        text::part(rest, 0..end)
    });
    // What is left behind the last whole piece is within it.
    let is_told = |piece: &&str| piece.len() < part.len() && piece.chars().nth(STEP).is_none();
    pieces
        .filter(|piece| piece.chars().nth(WORD - 1).is_some())
        .filter(move |piece| !is_told(piece))
}

fn slices(part: &str, length: usize) -> impl Iterator<Item = &str> {
    let ends = part
        .char_indices()
        .map(|(n, c)| n + c.len_utf8())
        .skip(length - 1);
    part.char_indices()
        .zip(ends)
        .map(|((start, _), end)| text::part(part, start..end))
}

/// Whether a word of a query is only looked for where a word begins.
fn begins(word: &str) -> bool {
    parts(word)
        .next()
        .is_some_and(|(class, part)| class == Class::Letter && longest_start(part).is_some())
}

/// Where a word of a query stands in a folded text.
fn found<'a>(folded: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let begins = begins(word);
    folded
        .match_indices(word)
        .map(|(at, word)| at..at + word.len())
        .filter(move |range| {
            let before = text::part(folded, 0..range.start).chars().next_back();
            !begins || before.is_none_or(|c| class(c) != Class::Letter)
        })
}

/// The line of a text in which a byte stands.
fn line_around(whole: &str, at: usize) -> Range<usize> {
    let start = text::part(whole, 0..at).rfind('\n').map_or(0, |n| n + 1);
    let end = text::part(whole, at..whole.len())
        .find('\n')
        .map_or(whole.len(), |n| at + n);
    start..end
}

/// The end of a text, of about so many columns, beginning with a word where there is one.
fn tail(before: &str, width: usize) -> &str {
    let tail = text::suffix(before, width);
    match tail.find(' ') {
        Some(space) if tail.len() < before.len() => text::part(tail, space + 1..tail.len()),
        _ => tail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a search shows of a text, its matches in brackets.
    fn shown(typed: &str, text: &str, width: usize) -> Option<String> {
        let context = Query::new(typed).context(text, width)?;
        let mut marked = context.text.clone();
        for range in context.matches.iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        Some(marked)
    }

    #[test]
    fn finds_words_by_their_parts() {
        let table = [
            ("promo", "The promotion case", Some("The [promo]tion case")),
            ("motion", "The promotion case", Some("The pro[motion] case")),
            ("elan", "Avec Élan", Some("Avec [Élan]")),
            (
                "ÉLAN",
                "avec e\u{301}lan vital",
                Some("avec [e\u{301}lan] vital"),
            ),
            ("strasse", "die Straße lang", Some("die [Straße] lang")),
            ("p", "stop the press", Some("stop the [p]ress")),
            ("to", "stop to talk", Some("stop [to] talk")),
            ("op", "stop to talk", None),
            ("会議", "来週の会議です", Some("来週の[会議]です")),
            ("会", "来週の会議です", Some("来週の[会]議です")),
            ("case the", "The case", Some("[The] [case]")),
            (
                "don't",
                "She doesn\u{2019}t; we don't",
                Some("She doesn\u{2019}[t]; we [don]'[t]"),
            ),
            ("🎉", "done 🎉", Some("done [🎉]")),
            ("?!", "what?!", None),
        ];
        for (typed, text, wanted) in table {
            assert_eq!(
                shown(typed, text, 60).as_deref(),
                wanted,
                "{typed} in {text}"
            );
        }
    }

    #[test]
    fn a_context_is_the_line_around_the_match() {
        let text = "first line\nWe looked at many things in turn, and then at the promotion, for long\nlast";
        assert_eq!(
            shown("promotion", text, 40).as_deref(),
            Some("…and then at the [promotion], for long")
        );
        assert_eq!(
            shown("looked", text, 30).as_deref(),
            Some("We [looked] at many things in t…")
        );
        assert_eq!(shown("last", text, 30).as_deref(), Some("[last]"));
        assert_eq!(
            shown("es", "esc \u{1b}[2J", 30).as_deref(),
            Some("[es]c ␛[2J")
        );
    }

    #[test]
    fn a_context_is_where_the_most_of_the_words_stand() {
        let text = "On Monday we sat for long and talked of the old house by the sea.\nThen he moved on, we did not";
        assert_eq!(
            shown("moved on, we", text, 40).as_deref(),
            Some("Then he [moved] [on], [we] did not")
        );
        let line =
            "On Monday sat for long and talked of the old house by the sea; then he moved on";
        assert_eq!(
            shown("moved on", line, 30).as_deref(),
            Some("…by the sea; then he [moved] [on]")
        );
        assert_eq!(
            shown("on sat", text, 30).as_deref(),
            Some("[On] Monday we [sat] for long and…")
        );
    }

    #[test]
    fn a_long_word_is_cut_so_that_each_part_is_within_a_piece() {
        assert!(pieces("abc").next().is_none(), "a run tells it");
        assert_eq!(pieces("abcd").collect::<Vec<_>>(), ["abcd"]);
        for length in [63, 64, 65, 96, 97, 128, 150, 1_000] {
            let word: String = ('a'..='z').cycle().take(length).collect();
            let pieces: Vec<_> = pieces(&word).collect();
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE));
            for part in slices(&word, STEP) {
                let is_within = pieces.iter().any(|piece| piece.contains(part));
                assert!(is_within, "{part} of {length}");
            }
        }
        assert!(Query::new(" -- ").is_empty());
    }

    proptest! {
        /// Whatever stands in a text is found by any part of it: the index names it, and the match is in it.
        #[test]
        fn every_part_of_three_letters_is_found(text in "[a-zA-Zé会ß 0-9.,-]{1,60}", from in 0..60_usize, length in 3..12_usize) {
            let folded = fold(&text);
            for word in words(&folded) {
                let word = text::part(&folded, word);
                let part: String = word.chars().skip(from % word.chars().count()).take(length).collect();
                let begins = part.chars().count() >= RUN && parts(&part).next().is_some_and(|(_, first)| longest_start(first).is_none());
                let typed = if begins { part } else { word.to_owned() };
                let query = Query::new(&typed);
                let held = tokens(&folded);
                for need in query.needs() {
                    prop_assert!(need.tokens.iter().all(|t| held.contains(&t.as_str())), "{typed} in {text}");
                    let is_held = |part: &String| held.iter().any(|t| is_word(t) && t.contains(part));
                    prop_assert!(need.part.iter().all(is_held), "{typed} in {text}");
                }
                prop_assert!(query.matches([text.as_str()]), "{typed} in {text}");
                prop_assert!(!query.find(&text).is_empty());
            }
        }

        #[test]
        fn matches_and_contexts_are_of_the_text(typed in any::<String>(), text in any::<String>(), width in 0..50_usize) {
            let query = Query::new(&typed);
            for range in query.find(&text) {
                prop_assert!(text.get(range).is_some_and(|found| !found.is_empty()));
            }
            if let Some(context) = query.context(&text, width) {
                prop_assert!(text::width(&context.text) <= width.max(1));
                prop_assert!(context.matches.iter().all(|m| context.text.get(m.clone()).is_some()));
            }
        }
    }
}
