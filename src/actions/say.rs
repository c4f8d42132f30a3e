//! The words of messages: titles cut to a line, moments, how far ahead something was told, refusals.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::moment::Now;
use crate::domain::words::Transition;
use crate::domain::{Instant, Session, Word};
use crate::store::{Result, StoreError};

/// How many columns a title takes in a message.
const COLUMNS: usize = 40;

/// What is said of a line on a row: that it was written, or taken away.
pub(super) fn noted(what: &str, is_taken_away: bool, of: &str) -> String {
    let away = if is_taken_away { ", taken away" } else { "" };
    format!("{what}{away}: {}", short(of))
}

/// The first line of a text, cut to 40 columns with an ellipsis.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.width() <= COLUMNS {
        return line.to_owned();
    }
    let mut cut = String::new();
    for grapheme in line.graphemes(true) {
        if cut.width() + grapheme.width() >= COLUMNS {
            break;
        }
        cut.push_str(grapheme);
    }
    format!("{}…", cut.trim_end())
}

/// "Fri 27 Nov 15:00"; with its year where that isn't this one.
pub(super) fn moment_words(at: Instant, now: Now) -> String {
    let local = at.local(now.zone);
    format!(
        "{} {}",
        day_words(local.date(), now.today()),
        local.format("%H:%M")
    )
}

/// "Fri 27 Nov", "Mon 1 Nov 2027".
pub(super) fn day_words(day: NaiveDate, today: NaiveDate) -> String {
    let form = if day.year() == today.year() {
        "%a %-d %b"
    } else {
        "%a %-d %b %Y"
    };
    day.format(form).to_string()
}

/// "told now, 3 h ahead": when the other one was told, and how long before the session was to begin.
pub(super) fn told(session: &Session, told_at: Option<Instant>, now: Now) -> String {
    let Some(told_at) = told_at else {
        return "nobody knows when it was told".into();
    };
    let when = if now.at.minutes_since(told_at).abs() < 1 {
        "now".into()
    } else {
        moment_words(told_at, now)
    };
    let ahead = session.planned_start.minutes_since(told_at.to_minute());
    if ahead < 0 {
        return format!("told {when}, after its start");
    }
    format!("told {when}, {} ahead", span(ahead))
}

/// "20 min", "3 h", "2 days".
fn span(minutes: i64) -> String {
    match minutes {
        ..60 => format!("{minutes} min"),
        60..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

/// "1 promise", "2 promises".
pub(super) fn count<N: Copy + Display + PartialEq + From<u8>>(n: N, one: &str) -> String {
    let plural = if n == N::from(1) { "" } else { "s" };
    format!("{n} {one}{plural}")
}

/// A refusal: a sentence that says what, why and what to do.
pub(super) fn refuse<T>(sentence: impl Into<String>) -> Result<T> {
    Err(StoreError::Refused(sentence.into()))
}

/// A state in the words of the screens.
fn screen_word<S: Word>(state: S) -> String {
    match state.word() {
        "carried" => "gone on".to_owned(),
        "dropped" => "let go".to_owned(),
        "missed" => "not held".to_owned(),
        "rescheduled" => "moved".to_owned(),
        _ => state.spoken(),
    }
}

/// Refuses a step that the table of states doesn't have, and names those that it has.
pub(super) fn allow<S: Word>(table: &[Transition<S>], from: S, to: S, what: &str) -> Result<()> {
    if table.iter().any(|(a, b, ..)| *a == from && *b == to) {
        return Ok(());
    }
    let (what, is) = (short(what), screen_word(from));
    if from == to {
        return refuse(format!("'{what}' is {is} already. Nothing was changed."));
    }
    let steps: Vec<_> = table
        .iter()
        .filter(|(a, ..)| *a == from)
        .map(|(.., label)| *label)
        .collect();
    if steps.is_empty() {
        return refuse(format!(
            "'{what}' is {is}, and that is final. Undo (u) takes back what made it so."
        ));
    }
    let wanted = screen_word(to);
    refuse(format!(
        "'{what}' is {is}, and from there it can't be {wanted}. What it can be: {}.",
        steps.join("; ")
    ))
}

/// The text, or a refusal where there is none.
pub(super) fn required(text: &str, noun: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        refuse(format!(
            "Without a text there is no {noun}. Type one, or Esc leaves it."
        ))
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_to_a_line() {
        assert_eq!(short("Co-lead one\nand more"), "Co-lead one");
        let cut = short(&"長い題".repeat(20));
        assert!(cut.ends_with('…') && cut.width() <= COLUMNS);
    }

    #[test]
    fn a_notice_is_told_in_its_own_unit() {
        assert_eq!(span(20), "20 min");
        assert_eq!(span(200), "3 h");
        assert_eq!(span(2 * 24 * 60), "2 days");
    }
}
