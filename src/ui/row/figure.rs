//! A line of the evidence board: its count, dots for few cases or a strip with its range from five on. No colour speaks.

use ratatui::layout::Rect;

use super::super::pen::{Pen, columns};
use super::super::theme::Role;
use super::shape::Shape;
use crate::app::board::PulseLine;
use crate::app::mask::HIDDEN;
use crate::domain::Side;
use crate::domain::evidence::{Figure, PERCENT_FROM, RANGE_FROM, Rate, Signal};

/// The columns of the labels in a pane so wide; from there on each is told in full.
const LABEL: u16 = 11;
const WIDE_LABEL: u16 = 14;
const WIDE: u16 = 48;
/// Where the counts end.
const COUNT: u16 = 8;
/// The cells of a strip.
const STRIP: u16 = 10;
/// The columns of a range, and of the air before it where there is room.
const RANGE: u16 = 8;
/// From this width on a percent stands before the range, in a column of its own.
const WITH_PERCENT: u16 = COUNT + 2 + STRIP + 2 + 5 + 2 + RANGE;
/// A hollow dot says something from so many cases on; of fewer the count says it, and a column of them would read as marks.
const HOLLOW_FROM: u32 = 3;

/// What a signal is called in so many columns: the promises of the other stand under mine.
fn label(signal: Signal, room: u16) -> &'static str {
    match signal {
        Signal::PromisesTheirs if room < WIDE_LABEL => "theirs",
        _ => signal.label(),
    }
}

/// A line about pulses: the one that is due, those that were taken; the partner's are folded until they are opened.
pub(super) fn pulse<'a>(pen: &Pen<'a>, line: PulseLine) -> Shape<'a> {
    let count = |n: usize| match n {
        1 => "1 pulse".to_owned(),
        many => format!("{many} pulses"),
    };
    let opens = pen.model.filled("{open} opens");
    match line {
        PulseLine::Due => Shape::new("", "five answers, half a minute").right(
            1,
            pen.model.filled("{add} · {delete} never"),
            Role::Muted,
        ),
        PulseLine::Of(Side::Partner, n) => {
            let words = format!("{}: {}, folded", pen.model.partner(), count(n));
            Shape::new("", words).right(1, opens, Role::Muted)
        }
        PulseLine::Of(_, n) => {
            Shape::new("", format!("me: {}", count(n))).right(1, opens, Role::Muted)
        }
    }
}

/// Draws a line.
pub(super) fn draw(pen: &mut Pen<'_>, signal: Signal, figure: Figure, area: Rect) {
    let x = area.x + 3;
    let room = if area.width < WIDE { LABEL } else { WIDE_LABEL };
    pen.put(x, area.y, room, label(signal, room), Role::Text);
    let x = x + room + 1;
    let end = area.right().saturating_sub(1);
    let width = end.saturating_sub(x);
    if pen.model.is_masked {
        pen.put(x, area.y, width, HIDDEN, Role::Muted);
        return;
    }
    let area = Rect { x, width, ..area };
    let Figure::Rate(rate) = figure else {
        return in_words(pen, signal, figure, area);
    };
    if rate.n == 0 {
        return in_words(pen, signal, figure, area);
    }
    let signs = if rate.n < HOLLOW_FROM {
        dots(pen, Rate { n: rate.k, ..rate })
    } else {
        signs(pen, rate)
    };
    let aside = aside(pen, signal, rate);
    of_rate(pen, rate, &signs, &aside, area);
}

/// Draws a figure without its label, from the left: "31 of 33 · 94 %  ········━●  80–98 %".
pub fn alone(pen: &mut Pen<'_>, signal: Signal, figure: Figure, area: Rect) {
    let Figure::Rate(rate) = figure else {
        return in_words(pen, signal, figure, area);
    };
    if rate.n == 0 {
        return in_words(pen, signal, figure, area);
    }
    let words = match rate.n {
        PERCENT_FROM.. => format!("{} of {} · {}", rate.k, rate.n, rate.percent()),
        _ => format!("{} of {}", rate.k, rate.n),
    };
    let x = pen.put(area.x, area.y, area.width, &words, Role::Text);
    let signs = signs(pen, rate);
    let x = pen.put(x + 2, area.y, STRIP, &signs, Role::Text);
    let words = ranged(rate).unwrap_or_else(|| few(rate).to_owned());
    let room = area.right().saturating_sub(x + 2);
    pen.put(x + 2, area.y, room, &words, Role::Muted);
}

/// What is no rate of some cases.
fn in_words(pen: &mut Pen<'_>, signal: Signal, figure: Figure, area: Rect) {
    let Some(words) = figure.in_words(signal, pen.model.partner()) else {
        return;
    };
    let is_nothing = matches!(figure, Figure::Rate(_) | Figure::Counts(0, 0));
    let role = if is_nothing { Role::Muted } else { Role::Text };
    pen.put(area.x, area.y, area.width, &words, role);
}

/// Dots for few cases, a strip from five on.
fn signs(pen: &Pen<'_>, rate: Rate) -> String {
    if rate.n < RANGE_FROM {
        dots(pen, rate)
    } else {
        strip(rate)
    }
}

fn ranged(rate: Rate) -> Option<String> {
    let range = rate.range().filter(|_| rate.n >= RANGE_FROM)?;
    Some(range.words())
}

/// One case is no rate of anything.
fn few(rate: Rate) -> &'static str {
    match rate.n {
        1 => "one case",
        _ => "too few",
    }
}

/// The range in words; of few cases that they are, unless that is said once above all lines, or what could not have been
/// otherwise.
fn aside(pen: &Pen<'_>, signal: Signal, rate: Rate) -> String {
    let board = &pen.model.timeline.board;
    match (ranged(rate), board.given(signal)) {
        (Some(range), _) => range,
        (None, Some(given)) => given.to_owned(),
        (None, None) if board.are_few && rate.n > 1 => String::new(),
        (None, None) => few(rate).to_owned(),
    }
}

fn of_rate(pen: &mut Pen<'_>, rate: Rate, signs: &str, aside: &str, area: Rect) {
    let count = format!("{} of {}", rate.k, rate.n);
    let end = (area.x + COUNT.max(columns(&count))).min(area.right());
    // Few cases stand back: a record, and nothing to read much into.
    let role = if rate.n < RANGE_FROM {
        Role::Muted
    } else {
        Role::Text
    };
    pen.put_right(end, area.y, &count, role);
    let mut right = pen.put_right(area.right(), area.y, aside, Role::Muted);
    if rate.n >= PERCENT_FROM && area.width >= WITH_PERCENT {
        let end = right.min(area.right() - RANGE) - 2;
        right = pen.put_right(end, area.y, &rate.percent(), Role::Text);
    }
    // A column of air on both sides, and two before it where there is room in every row.
    let x = if area.width >= COUNT + 2 + STRIP + 1 + RANGE {
        end + 2
    } else {
        end + 1
    };
    if right > x + columns(signs) {
        pen.put(x, area.y, STRIP, signs, role);
    }
}

/// One dot a case: full where it counts. In ASCII these are no states of anything.
fn dots(pen: &Pen<'_>, rate: Rate) -> String {
    let [full, hollow] = if pen.model.look.ascii {
        ['x', '.']
    } else {
        ['●', '○']
    };
    let cases = 0..rate.n;
    cases
        .map(|n| if n < rate.k { full } else { hollow })
        .collect()
}

/// Ten cells from 0 to 1: the range as a line, the rate as a dot on it.
fn strip(rate: Rate) -> String {
    let Some(range) = rate.range() else {
        return String::new();
    };
    let tenth = |n: u32| f64::from(n) / 10.0;
    let holds = |n: u32, share: f64| tenth(n) <= share && (share < tenth(n + 1) || n == 9);
    (0..10)
        .map(|n| match n {
            n if holds(n, rate.share()) => '●',
            n if range.low < tenth(n + 1) && tenth(n) <= range.high => '━',
            _ => '·',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_from_five_on_are_a_strip() {
        for (k, n, signs) in [
            (11, 12, "······━━━●"),
            (26, 30, "·······━●━"),
            (0, 5, "●━━━━·····"),
            (5, 5, "·····━━━━●"),
        ] {
            assert_eq!(strip(Rate { k, n }), signs, "{k} of {n}");
        }
    }
}
