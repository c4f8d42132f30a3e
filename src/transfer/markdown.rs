//! Markdown that reads well in a chat and renders in pandoc: what is copied, briefs, exports. Values to text, never back.
//!
//! Every text of the user goes through [`inline`]: no text can begin a heading, a link, a picture, HTML or mathematics,
//! and its control characters are harmless.

mod rows;
mod whole;

pub use rows::{feedback, goal, line, promise};
pub use whole::{agenda, brief, relationship, session};

use crate::domain::moment::Now;
use crate::domain::{Side, text};

/// For whom, and when, something is written.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What the partner is called.
    pub partner: &'a str,
    /// Now, where the user is: times are local, days are told from today.
    pub now: Now,
}

impl<'a> Context<'a> {
    /// The name that stands before a row; nothing where it is both of us.
    fn whose(&self, side: Side) -> &'a str {
        match side {
            Side::Me => "me",
            Side::Partner => self
                .partner
                .split_whitespace()
                .next()
                .unwrap_or(self.partner),
            Side::Both => "",
        }
    }
}

/// A text that grows block by block; what is handed to it is text, never Markdown.
#[derive(Debug, Default)]
struct Document {
    text: String,
    in_list: bool,
}

impl Document {
    /// Begins a block: a blank line above it, but none between the rows of a list.
    fn block(&mut self, is_row: bool) {
        let goes_on = is_row && self.in_list;
        if !self.text.is_empty() && !goes_on {
            self.text.push('\n');
        }
        self.in_list = is_row;
    }

    fn push(&mut self, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
    }

    /// A heading, from level 1 to 6.
    fn heading(&mut self, level: usize, title: &str) {
        self.block(false);
        self.push(&[&"#".repeat(level), " ", &inline(title)]);
    }

    /// A paragraph, its line breaks kept; nothing where there is no text.
    fn paragraph(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.block(false);
            self.push(&[&broken(words, "")]);
        }
    }

    /// Some paragraphs in the user's own words, set apart; nothing where there are none.
    fn quote(&mut self, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        self.block(false);
        let words = words.trim_end().replace("\r\n", "\n");
        let mut rows = words.trim_start_matches('\n').split('\n').peekable();
        while let Some(row) = rows.next() {
            let row = quoted(row);
            let goes_on = rows.peek().is_some_and(|next| !next.trim().is_empty());
            let hard = if row.is_empty() || !goes_on { "" } else { "  " };
            let space = if row.is_empty() { "" } else { " " };
            self.push(&[">", space, &row, hard]);
        }
    }

    /// A row of a list, with what stands beside it in brackets.
    fn row(&mut self, words: &str, asides: &[&str]) {
        self.listed("- ", words, asides);
    }

    /// A row that is ticked off or not.
    fn task(&mut self, mark: Tick, words: &str, asides: &[&str]) {
        let mark = if mark == Tick::Done {
            "- [x] "
        } else {
            "- [ ] "
        };
        self.listed(mark, words, asides);
    }

    fn listed(&mut self, mark: &str, words: &str, asides: &[&str]) {
        self.block(true);
        let asides: Vec<_> = asides.iter().filter(|a| !a.is_empty()).copied().collect();
        self.push(&[mark, &broken(words, "  ")]);
        if !asides.is_empty() {
            let asides = inline(&asides.join(", "));
            self.text.truncate(self.text.trim_end().len());
            self.push(&[" (", &asides, ")"]);
        }
    }

    /// More on the row above, under it; nothing where there is no text.
    fn under(&mut self, label: &str, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        self.text.truncate(self.text.trim_end().len());
        let label = if label.is_empty() {
            String::new()
        } else {
            format!("{label}: ")
        };
        self.push(&["  \n  ", &label, &broken(words, "  ")]);
    }

    fn end(self) -> String {
        self.text
    }
}

/// Whether a row is ticked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tick {
    Open,
    Done,
}

impl From<bool> for Tick {
    fn from(is_done: bool) -> Self {
        if is_done { Self::Done } else { Self::Open }
    }
}

/// The lines of a text, each harmless, joined by hard breaks; blank ones are left out.
fn broken(words: &str, indent: &str) -> String {
    let rows: Vec<_> = words
        .lines()
        .map(inline)
        .filter(|row| !row.is_empty())
        .collect();
    rows.join(&format!("  \n{indent}"))
}

/// One line of text as inline Markdown that shows the same text.
#[must_use]
pub fn inline(line: &str) -> String {
    let line = text::visible(line);
    let line = line.trim();
    let (head, rest) = begun(line);
    let mut out = head;
    escape(rest, line, &mut out);
    out
}

/// A line of a quote: its lists and indents stay as they were typed.
fn quoted(line: &str) -> String {
    let trimmed = line.trim_start();
    let mut out = String::new();
    match trimmed.split_at_checked(2) {
        Some(("- " | "* " | "+ ", rest)) if !rest.trim().is_empty() => {
            out.push_str(&trimmed[..2]);
            out.push_str(&inline(rest));
        }
        _ => out.push_str(&inline(trimmed)),
    }
    out
}

/// What would begin a block (a heading, a quote, a list, a rule, a table) made text, and the rest of the line.
fn begun(line: &str) -> (String, &str) {
    let mark = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - mark.len();
    let mut after = mark.chars();
    let Some(first) = after.next() else {
        return (String::new(), line);
    };
    let is_alone = after.next().is_none_or(char::is_whitespace);
    let begins = match first {
        '.' | ')' => digits > 0 && is_alone,
        '#' => digits == 0 && (is_alone || mark.starts_with("##")),
        '-' | '+' => digits == 0 && (is_alone || mark.starts_with("--")),
        ':' | '|' => digits == 0 && is_alone,
        '>' | '=' | '%' => digits == 0,
        _ => false,
    };
    if !begins {
        return (String::new(), line);
    }
    let (number, _) = line.split_at(digits);
    (format!("{number}\\{first}"), &mark[first.len_utf8()..])
}

/// Appends the text with what has a meaning in Markdown made text. `whole` is the line that it stands in.
fn escape(rest: &str, whole: &str, out: &mut String) {
    let is_paired = |c: char| whole.matches(c).nth(1).is_some();
    let mut before = None;
    for (at, c) in rest.char_indices() {
        let tail = &rest[at + c.len_utf8()..];
        let next = tail.chars().next();
        match c {
            '<' if next.is_some_and(|n| n.is_ascii_alphabetic() || "/!?".contains(n))
                || is_mail(tail) =>
            {
                out.push_str("&lt;");
            }
            '&' if is_entity(tail) => out.push_str("&amp;"),
            '\\' | '`' | '*' | '[' | ']' | '{' => out.extend(['\\', c]),
            '_' if !(is_letter(before) && is_letter(next)) => out.extend(['\\', c]),
            '~' | '^' | '$' if is_paired(c) => out.extend(['\\', c]),
            _ => out.push(c),
        }
        before = Some(c);
    }
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether a `<` before this would make a link of a mail address.
fn is_mail(tail: &str) -> bool {
    tail.split_once('>')
        .is_some_and(|(address, _)| address.contains('@') && !address.contains(char::is_whitespace))
}

/// Whether an ampersand before this would be read as a character's name.
fn is_entity(tail: &str) -> bool {
    tail.split_once(';').is_some_and(|(name, _)| {
        let name = name.strip_prefix('#').unwrap_or(name);
        (1..=32).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests;
