//! Finding a line by some of its letters, for lists of a screenful or two: each word that was typed must be in the line, as a
//! beginning of a word, as a part, or as letters in their order. Case and accents do not count.

use super::quick_line::folded;

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
        let words = folded(typed)
            .split_whitespace()
            .map(|word| word.chars().collect())
            .collect();
        Self {
            typed: typed.trim().to_owned(),
            words,
        }
    }

    /// Whether exactly this was typed.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.typed == text
    }
}

/// How far the line is from it, 0 the nearest; none where it is not in it.
#[must_use]
pub fn distance(sought: &Sought, line: &str) -> Option<usize> {
    let line: Vec<char> = folded(line).chars().collect();
    sought.words.iter().map(|word| of_word(word, &line)).sum()
}

/// A beginning of a word is nearer than a part of one, and that nearer than scattered letters.
fn of_word(word: &[char], line: &[char]) -> Option<usize> {
    let is_start = |at: usize| at == 0 || line.get(at - 1).is_some_and(|c| !c.is_alphanumeric());
    let mut parts = line
        .windows(word.len().max(1))
        .enumerate()
        .filter(|(_, part)| *part == word)
        .map(|(at, _)| at);
    if let Some(first) = parts.next() {
        let start = std::iter::once(first).chain(parts).find(|at| is_start(*at));
        return Some(start.map_or(100 + first, |at| 1 + at));
    }
    let starts = (0..line.len()).filter(|at| is_start(*at));
    let spans = starts.filter_map(|at| scattered(word, line.get(at..)?));
    // Letters that stand far apart are no word that somebody meant.
    let span = spans.min().filter(|span| *span <= 3 * word.len())?;
    Some(200 + span)
}

/// How many letters it takes to meet all of the word's in their order, from the first one.
fn scattered(word: &[char], line: &[char]) -> Option<usize> {
    let (first, rest) = word.split_first()?;
    if line.first() != Some(first) {
        return None;
    }
    let mut at = 0;
    for wanted in rest {
        at += 1 + line.get(at + 1..)?.iter().position(|c| c == wanted)?;
    }
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn best<'l>(typed: &str, lines: &[&'l str]) -> Option<&'l str> {
        let sought = Sought::new(typed);
        let found = lines
            .iter()
            .filter_map(|l| Some((distance(&sought, l)?, *l)));
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
            ("zz", None),
        ] {
            assert_eq!(best(typed, &lines), line, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_line_is_found_by_any_part_of_it(line in "[ -~]{1,30}", from in 0usize..30, to in 0usize..30) {
            let part = line.get(from.min(to)..from.max(to)).unwrap_or_default();
            prop_assert!(distance(&Sought::new(part), &line).is_some());
        }

        #[test]
        fn nothing_typed_panics(typed in any::<String>(), line in any::<String>()) {
            let _ = distance(&Sought::new(&typed), &line);
        }
    }
}
