//! The one-line grammar: what someone types to add something, read as kind, text, minutes, owner, goal and due day.
//!
//! It is the same wherever a line is added. A first mark is the kind; `5m`, `@me`, `#goal` and a date count at the end of the
//! line, in any order, `@` and a date also at its start; what is left is the text. Nothing is refused here and no word is lost:
//! what isn't understood, or is understood twice, stays text, and `\` before a word keeps it as text. Where a date could as well
//! belong to the sentence ("ask about sun", "what we said last fri", "version 2.10"), it stays there.

use crate::domain::when::{self, LocalNow, WhenError};
use crate::domain::words::Side;
use chrono::NaiveDate;

/// The kind of an agenda item, by the sign that one types and sees; a topic has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `?`
    Question,
    /// `!`
    Decision,
    /// `~`
    Progress,
    /// `*`
    Feedback,
    /// `+`
    Win,
    /// `^`
    Challenge,
    /// `=`
    Lesson,
}

impl Mark {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Question,
        Self::Decision,
        Self::Progress,
        Self::Feedback,
        Self::Win,
        Self::Challenge,
        Self::Lesson,
    ];

    /// The sign, one column wide.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Question => '?',
            Self::Decision => '!',
            Self::Progress => '~',
            Self::Feedback => '*',
            Self::Win => '+',
            Self::Challenge => '^',
            Self::Lesson => '=',
        }
    }

    /// The mark of a sign.
    #[must_use]
    pub fn from_sign(sign: char) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.sign() == sign)
    }

    /// Its word, as the echo says it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Decision => "decision",
            Self::Progress => "progress",
            Self::Feedback => "feedback",
            Self::Win => "win",
            Self::Challenge => "challenge",
            Self::Lesson => "lesson",
        }
    }
}

/// What a line may say where it is typed, and the names that it may say it with.
#[derive(Clone, Copy, Debug)]
pub struct Grammar<'a> {
    /// A date is the day that it is due (promises); else dates are text.
    pub takes_date: bool,
    /// `5m` is how long it takes (agenda items); else it is text.
    pub takes_minutes: bool,
    /// A first mark, or a `?` at the end of the text, is the kind; else they are text.
    pub takes_kind: bool,
    /// The titles that `#` may mean; where several fit, the first of them.
    pub goals: &'a [String],
    /// The partner's name, whole.
    pub partner: &'a str,
    /// What dates are read from.
    pub now: LocalNow,
}

/// A line as understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuickLine {
    /// What is left, with single spaces; empty where nothing is.
    pub text: String,
    /// The kind.
    pub mark: Option<Mark>,
    /// Minutes, 1 to 480.
    pub minutes: Option<u32>,
    /// Whose it is.
    pub owner: Option<Side>,
    /// The place of the goal among [`Grammar::goals`].
    pub goal: Option<usize>,
    /// The day that it is due.
    pub due: Option<NaiveDate>,
    /// Why a day at the end is none, as a sentence (`31 Feb is no day: kept as text`); its words stay in the text.
    pub no_day: Option<String>,
}

impl QuickLine {
    /// Reads a line. Never fails: what isn't understood is text.
    #[must_use]
    pub fn read(line: &str, grammar: &Grammar) -> Self {
        let (mark, rest) = split_mark(line.trim(), grammar);
        let all: Vec<&str> = rest.split_whitespace().collect();
        let mut read = Self::default();
        let mut words = all.as_slice();
        while let Some(fewer) = read.take_last(words, grammar) {
            words = fewer;
        }
        while let Some(fewer) = read.take_first(words, grammar) {
            words = fewer;
        }
        if grammar.takes_date && read.due.is_none() {
            read.no_day = no_day(words, grammar.now);
        }
        read.text = words
            .iter()
            .map(|word| unescaped(word))
            .collect::<Vec<_>>()
            .join(" ");
        let asks = grammar.takes_kind && read.text.ends_with(['?', '？']);
        read.mark = mark.or(asks.then_some(Mark::Question));
        read
    }

    /// What was understood beside the text, in words to be joined by ` · `: `question`, `5 min`, `me`, `Lead a design review`.
    #[must_use]
    pub fn understood(&self, grammar: &Grammar) -> Vec<String> {
        let goal = self.goal.and_then(|place| grammar.goals.get(place));
        [
            self.mark.map(|mark| mark.word().to_owned()),
            self.minutes.map(|minutes| format!("{minutes} min")),
            self.owner.map(|side| side_word(side, grammar.partner)),
            goal.cloned(),
            self.due.map(|day| when::show_day(day, grammar.now.day)),
            self.no_day.clone(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The words before what the last ones say; nothing where they are text.
    fn take_last<'w>(&mut self, words: &'w [&'w str], grammar: &Grammar) -> Option<&'w [&'w str]> {
        let most = words.len().min(MOST_WORDS);
        let (rest, part) = (1..=most).rev().find_map(|count| {
            let (rest, last) = words.split_at_checked(words.len().checked_sub(count)?)?;
            Some((rest, Reading::of(last, grammar)?.after(last, rest.last())))
        })?;
        self.set(part?).then_some(rest)
    }

    /// The words after what the first ones say; nothing where they are text.
    fn take_first<'w>(&mut self, words: &'w [&'w str], grammar: &Grammar) -> Option<&'w [&'w str]> {
        let most = words.len().min(MOST_WORDS);
        let (rest, part) = (1..=most).rev().find_map(|count| {
            let (first, rest) = words.split_at_checked(count)?;
            let named = promiser(first, grammar).map(Part::Owner).map(Some);
            let said = || Some(Reading::of(first, grammar)?.before(first, rest.first()));
            Some((rest, named.or_else(said)?))
        })?;
        self.set(part?).then_some(rest)
    }

    /// Keeps a part, unless the line has said such a one already.
    fn set(&mut self, part: Part) -> bool {
        match part {
            Part::Minutes(minutes) => fill(&mut self.minutes, minutes),
            Part::Owner(side) => fill(&mut self.owner, side),
            Part::Goal(place) => fill(&mut self.goal, place),
            Part::Due(day) => fill(&mut self.due, day),
        }
    }
}

fn fill<T>(slot: &mut Option<T>, value: T) -> bool {
    let free = slot.is_none();
    if free {
        *slot = Some(value);
    }
    free
}

fn side_word(side: Side, partner: &str) -> String {
    match side {
        Side::Me => "me".to_owned(),
        Side::Partner => partner.to_owned(),
        Side::Both => "both".to_owned(),
    }
}

fn split_mark<'t>(line: &'t str, grammar: &Grammar) -> (Option<Mark>, &'t str) {
    let mut chars = line.chars();
    let mark = chars.next().and_then(Mark::from_sign);
    let rest = chars.as_str();
    if grammar.takes_kind && mark.is_some() && !rest.is_empty() {
        (mark, rest)
    } else {
        (None, line)
    }
}

fn unescaped(word: &str) -> &str {
    word.strip_prefix('\\')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(word)
}

/// "by the end of next month", and long names.
const MOST_WORDS: usize = 7;

/// Words that say that a date follows, and go with it.
const DATE_FOLLOWS: [&str; 3] = ["by", "on", "due"];

/// Words that tie what follows to the sentence: a date or a number after them isn't when something is due.
const TIED_BEFORE: [&str; 29] = [
    "a", "about", "after", "all", "and", "any", "around", "as", "before", "between", "during",
    "each", "every", "for", "from", "last", "next", "of", "or", "past", "since", "than", "that",
    "the", "this", "till", "to", "until", "with",
];

/// Words that count what they name: a number after them is theirs, and a day isn't.
const NUMBERED: [&str; 4] = ["chapter", "page", "section", "version"];

/// Words that tie a date before them to the sentence.
const TIED_AFTER: [&str; 10] = [
    "and", "is", "of", "or", "to", "till", "until", "was", "will", "&",
];

/// What some words say.
#[derive(Clone, Copy)]
enum Part {
    Minutes(u32),
    Owner(Side),
    Goal(usize),
    Due(NaiveDate),
}

/// Words that have a meaning here.
enum Reading {
    Part(Part),
    /// A date, but none to be due on: it is text, and so are fewer words of it.
    Text,
}

impl Reading {
    fn of(words: &[&str], grammar: &Grammar) -> Option<Self> {
        single(words, grammar)
            .or_else(|| owner(words, grammar.partner).map(Part::Owner))
            .map(Self::Part)
            .or_else(|| {
                if grammar.takes_date {
                    due(words, grammar.now)
                } else {
                    None
                }
            })
    }

    /// What these words say at the end of a line, after this word.
    fn after(self, words: &[&str], word: Option<&&str>) -> Option<Part> {
        let is_numbered = || begins_with_digit(words) && is_one_of(word, &NUMBERED);
        match self {
            Self::Part(Part::Due(_)) if is_one_of(word, &TIED_BEFORE) || is_numbered() => None,
            Self::Part(part) => Some(part),
            Self::Text => None,
        }
    }

    /// What it says at the start of a line, before this word: there only an owner and a date count, and `1/2` is no date.
    fn before(self, words: &[&str], word: Option<&&str>) -> Option<Part> {
        match self {
            Self::Part(Part::Due(_)) if is_one_of(word, &TIED_AFTER) || is_number(words) => None,
            Self::Part(part @ (Part::Owner(_) | Part::Due(_))) => Some(part),
            Self::Part(_) | Self::Text => None,
        }
    }
}

fn is_one_of(word: Option<&&str>, ties: &[&str]) -> bool {
    word.is_some_and(|word| ties.contains(&word.to_lowercase().as_str()))
}

fn begins_with_digit(words: &[&str]) -> bool {
    words
        .first()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

fn single(words: &[&str], grammar: &Grammar) -> Option<Part> {
    let [word] = words else { return None };
    match word.strip_prefix('#') {
        Some(name) => goal(name, grammar.goals).map(Part::Goal),
        None if grammar.takes_minutes => minutes(word).map(Part::Minutes),
        None => None,
    }
}

/// `5m`, `5min`; 1 to 480.
fn minutes(word: &str) -> Option<u32> {
    let digits = word
        .strip_suffix("min")
        .or_else(|| word.strip_suffix('m'))?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = if plain {
        digits.parse().ok()?
    } else {
        return None;
    };
    (1..=480).contains(&count).then_some(count)
}

/// `@me`, `@them`, `@both`, or the partner's first or whole name.
fn owner(words: &[&str], partner: &str) -> Option<Side> {
    let name = folded(words.join(" ").strip_prefix('@')?);
    match name.as_str() {
        "me" => Some(Side::Me),
        "them" => Some(Side::Partner),
        "both" => Some(Side::Both),
        _ => is_name_of(&name, &folded(partner)).then_some(Side::Partner),
    }
}

/// `Athena:` before what is due: it is the partner's. On an agenda it is a part of the sentence.
fn promiser(words: &[&str], grammar: &Grammar) -> Option<Side> {
    let said = words.join(" ");
    let name = folded(said.strip_suffix(':').filter(|_| grammar.takes_date)?);
    is_name_of(&name, &folded(grammar.partner)).then_some(Side::Partner)
}

/// The whole name, its first word, or all of it in one word: `athena pallas`, `athena`, `athena-pallas`.
fn is_name_of(name: &str, partner: &str) -> bool {
    let parts: Vec<&str> = partner.split_whitespace().collect();
    let whole = [parts.join(" "), parts.join("-"), parts.concat()];
    !name.is_empty() && (parts.first() == Some(&name) || whole.iter().any(|one| one == name))
}

/// The goal whose slug this is, else the first one where it begins the slug or one of its words.
fn goal(name: &str, titles: &[String]) -> Option<usize> {
    let plain = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_') || is_combining(c));
    let wanted = slug(name);
    if !plain || wanted.is_empty() {
        return None;
    }
    let slugs: Vec<String> = titles.iter().map(|title| slug(title)).collect();
    let exact = slugs.iter().position(|slug| *slug == wanted);
    exact.or_else(|| slugs.iter().position(|slug| begins(slug, &wanted)))
}

fn begins(slug: &str, wanted: &str) -> bool {
    slug.starts_with(wanted) || slug.split('-').any(|word| word.starts_with(wanted))
}

/// `Lead a design review` → `lead-a-design-review`.
fn slug(text: &str) -> String {
    let folded = folded(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A day to be due on. A past one counts only with its year: the rest ("yesterday", "last fri") tell of something.
fn due(words: &[&str], now: LocalNow) -> Option<Reading> {
    let date = match words {
        [first, rest @ ..] if !rest.is_empty() && is_one_of(Some(first), &DATE_FOLLOWS) => rest,
        _ => words,
    };
    match when::day(&date.join(" "), now) {
        Err(WhenError::NotADate { .. } | WhenError::Empty { .. }) => None,
        Ok(day) if (day >= now.day || has_year(date)) && !is_decimal(date) => {
            Some(Reading::Part(Part::Due(day)))
        }
        _ => Some(Reading::Text),
    }
}

/// What is wrong with the day at the end of "Send it by 31 feb" or "Send it mon 26 nov".
fn no_day(words: &[&str], now: LocalNow) -> Option<String> {
    let most = words.len().min(MOST_WORDS);
    (1..=most).rev().find_map(|count| {
        let (rest, last) = words.split_at_checked(words.len() - count)?;
        let date = match last {
            [first, date @ ..] if is_one_of(Some(first), &DATE_FOLLOWS) => date,
            _ if is_one_of(rest.last(), &TIED_BEFORE) || is_number(last) => return None,
            _ => last,
        };
        let wrong = match when::day(&date.join(" "), now) {
            Err(WhenError::NoSuchDay { typed, .. }) => format!("{typed} is no day"),
            Err(WhenError::WrongWeekday { day, is, .. }) => format!("{day} is a {is}"),
            Err(WhenError::OtherSide { day, side, .. }) => format!("{day} is {side}"),
            _ => return None,
        };
        Some(format!("{wrong}: kept as text"))
    })
}

fn has_year(words: &[&str]) -> bool {
    let mut numbers = words
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_ascii_digit()));
    numbers.any(|digits| digits.len() == 4)
}

/// `2.10` is a version, a chapter or an amount before it is a date; `2.10.` is one.
fn is_decimal(words: &[&str]) -> bool {
    matches!(words, [word] if word.matches('.').count() == 1 && !word.ends_with('.') && is_number(words))
}

/// A short numeric date, which at the start of a line is a count: `1/2 page`.
fn is_number(words: &[&str]) -> bool {
    let digits = |word: &&str| {
        word.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | ','))
    };
    words.iter().all(digits) && !has_year(words)
}

/// Letters without their accents, for comparing: Latin and Greek; what it doesn't know stays as it is.
const ACCENTS: [(char, &str); 26] = [
    ('a', "àáâãäåāăą"),
    ('c', "çćĉċč"),
    ('d', "ďđð"),
    ('e', "èéêëēĕėęě"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįı"),
    ('j', "ĵ"),
    ('k', "ķ"),
    ('l', "ĺļľŀł"),
    ('n', "ñńņňŉ"),
    ('o', "òóôõöøōŏő"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűų"),
    ('w', "ŵ"),
    ('y', "ýÿŷ"),
    ('z', "źżž"),
    ('α', "ά"),
    ('ε', "έ"),
    ('η', "ή"),
    ('ι', "ίϊΐ"),
    ('ο', "ό"),
    ('υ', "ύϋΰ"),
    ('ω', "ώ"),
];

pub(crate) fn folded(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| !is_combining(*c))
        .map(bare_letter)
        .collect()
}

fn bare_letter(letter: char) -> char {
    match letter {
        _ if letter.is_ascii() => letter,
        'ς' => 'σ',
        _ => ACCENTS
            .into_iter()
            .find(|(_, accented)| accented.contains(letter))
            .map_or(letter, |(bare, _)| bare),
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

#[cfg(test)]
mod tests;
