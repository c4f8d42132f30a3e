//! What a line on a goal says beside its words: that it is a draft, or how a skill is rated.

/// A skill that is closed, which may be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skill {
    /// 1–5, how it was rated at the start.
    pub at_start: Option<i64>,
}

/// A goal that begins with `?` is a draft: only thought about.
#[must_use]
pub fn thought_about(text: &str) -> (&str, bool) {
    match text.trim_start().strip_prefix('?') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    }
}

/// What a line on what moved says, and how sure one is from here on, where it begins with that: `7/10`. Alone it says so itself.
pub(super) fn sure(text: &str) -> (String, Option<i64>) {
    let text = text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let sure = first.strip_suffix("/10").and_then(|n| n.parse().ok());
    match (sure.filter(|n| (0..=10).contains(n)), rest.trim()) {
        (Some(sure), "") => (confidence_words(sure), Some(sure)),
        (Some(sure), rest) => (rest.to_owned(), Some(sure)),
        (None, _) => (text.to_owned(), None),
    }
}

/// "confidence 7 of 10".
pub(super) fn confidence_words(sure: i64) -> String {
    format!("confidence {sure} of 10")
}

/// What a line on a skill says, and the rating that it begins with: `4/5`.
pub(super) fn rated(text: &str, skill: Option<Skill>) -> (&str, Option<i64>) {
    let text = text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rating = first.strip_suffix("/5").and_then(|n| n.parse().ok());
    let rating = rating.filter(|n| skill.is_some() && (1..=5).contains(n));
    match rating {
        Some(rating) => (rest.trim(), Some(rating)),
        None => (text, None),
    }
}
