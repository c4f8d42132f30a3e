//! Finding a line by some of its letters, for lists of a screenful or two: each word that was typed must be in one of the line's
//! texts, in any order, as a beginning of a word, as a part, as beginnings of several words, or as a word with letters left out.
//! Case and accents do not count, nor do little words beside others.

use super::quick_line::folded;

/// Words that tell nothing of what is looked for, where others stand beside them.
const LITTLE: &[&str] = &[
    "a", "an", "the", "my", "this", "to", "of", "for", "with", "how", "do", "does", "can", "i",
    "is", "it",
];

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    typed: String,
    words: Vec<Vec<char>>,
}

impl Sought {
    /// Takes what was typed apart.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let folded = folded(typed);
        let all = || folded.split_whitespace();
        let has_others = all().any(|word| !LITTLE.contains(&word));
        let words = all().filter(|word| !has_others || !LITTLE.contains(word));
        Self {
            typed: typed.trim().to_owned(),
            words: words.map(|word| word.chars().collect()).collect(),
        }
    }

    /// Whether exactly this was typed.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.typed == text
    }
}

/// How far the texts are from it, 0 the nearest; none where one of its words is in none of them. Each text has how much farther
/// its words are than those of a text at 0.
#[must_use]
pub fn distance(sought: &Sought, texts: &[(&str, usize)]) -> Option<usize> {
    let texts: Vec<(Vec<char>, usize)> = texts
        .iter()
        .map(|(text, farther)| (folded(text).chars().collect(), *farther))
        .collect();
    let nearest = |word: &Vec<char>| {
        let found = texts
            .iter()
            .filter_map(|(text, farther)| Some(of_word(word, text)? + farther));
        found.min()
    };
    sought.words.iter().map(nearest).sum()
}

/// A beginning of a word is nearer than a part of one, and that nearer than letters with others between them.
fn of_word(word: &[char], line: &[char]) -> Option<usize> {
    let parts = line
        .windows(word.len().max(1))
        .enumerate()
        .filter(|(_, part)| *part == word)
        .map(|(at, _)| at);
    let parts: Vec<_> = parts.collect();
    if let Some(first) = parts.first() {
        let start = parts.iter().find(|at| begins(line, **at));
        return Some(start.map_or(100 + first, |at| 1 + at));
    }
    let starts = (0..line.len()).filter(|at| begins(line, *at));
    let spans = starts.filter_map(|at| runs(word, line, at).or_else(|| shortened(word, line, at)));
    spans.min().map(|span| 200 + span)
}

/// Whether a word begins there.
fn begins(line: &[char], at: usize) -> bool {
    at == 0 || line.get(at - 1).is_some_and(|c| !c.is_alphanumeric())
}

/// How many letters it takes from there, where each of the word's stands beside the one before or begins a later word: "stt" is
/// "start the". Letters that stand far apart are no word that somebody meant.
fn runs(word: &[char], line: &[char], start: usize) -> Option<usize> {
    let (first, rest) = word.split_first()?;
    let mut at = vec![start];
    at.retain(|n| line.get(*n) == Some(first));
    for letter in rest {
        let from = at.first()? + 1;
        let follows = |n: usize| begins(line, n) || at.contains(&(n - 1));
        let next = (from..line.len()).filter(|n| line.get(*n) == Some(letter) && follows(*n));
        at = next.collect();
    }
    let span = at.first()? + 1 - start;
    (span <= 3 * word.len()).then_some(span)
}

/// The same, where letters of one word are left out, no more than are typed: "tmln" is "timeline".
fn shortened(word: &[char], line: &[char], start: usize) -> Option<usize> {
    let rest = line.get(start..)?;
    let whole: Vec<_> = rest.iter().take_while(|c| c.is_alphanumeric()).collect();
    let mut letters = whole.iter().enumerate();
    let mut last = 0;
    for (n, wanted) in word.iter().enumerate() {
        last = letters
            .find(|(at, c)| **c == wanted && (n > 0 || *at == 0))?
            .0;
    }
    let span = last + 1;
    (word.len() >= 3 && span <= 2 * word.len()).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn best<'l>(typed: &str, lines: &[&'l str]) -> Option<&'l str> {
        let sought = Sought::new(typed);
        let found = lines
            .iter()
            .filter_map(|l| Some((distance(&sought, &[(*l, 0)])?, *l)));
        found.min_by_key(|(distance, _)| *distance).map(|(_, l)| l)
    }

    #[test]
    fn beginnings_before_parts_before_letters() {
        let lines = [
            "private or shared",
            "start the call",
            "not today",
            "a prompt",
        ];
        for (typed, line) in [
            ("call", Some("start the call")),
            ("CALL st", Some("start the call")),
            ("stcl", None),
            ("stt", Some("start the call")),
            ("priv", Some("private or shared")),
            ("odáy", Some("not today")),
            ("prm", Some("a prompt")),
            ("pr", Some("private or shared")),
            ("tdy", Some("not today")),
            ("zz", None),
            ("sdl", None),
            ("poe", None),
            ("oty", None),
            ("tll", None),
        ] {
            assert_eq!(best(typed, &lines), line, "{typed}");
        }
    }

    #[test]
    fn each_word_is_looked_for_in_every_text_and_little_ones_are_passed_over() {
        let texts = [("ended, completed: Athena", 0), ("relationship stop", 40)];
        let far = |typed: &str| distance(&Sought::new(typed), &texts);
        for found in [
            "end relationship",
            "rel end",
            "how do I end my relationship",
            "stop Athena",
            "END THE REL",
        ] {
            assert!(far(found).is_some(), "{found}");
        }
        assert!(far("end") < far("stop"), "its own words are nearer");
        for not in ["end xyz", "how to"] {
            assert_eq!(far(not), None, "{not}");
        }
        let line = [("how all of it is kept", 0)];
        assert!(
            distance(&Sought::new("how"), &line).is_some(),
            "alone a little word counts"
        );
    }

    proptest! {
        #[test]
        fn a_line_is_found_by_any_part_of_it(line in "[ -~]{1,30}", from in 0usize..30, to in 0usize..30) {
            let part = line.get(from.min(to)..from.max(to)).unwrap_or_default();
            prop_assert!(distance(&Sought::new(part), &[(&line, 0)]).is_some());
        }

        #[test]
        fn nothing_typed_panics(typed in any::<String>(), line in any::<String>()) {
            let _ = distance(&Sought::new(&typed), &[(&line, 0)]);
        }
    }
}
