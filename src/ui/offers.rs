//! What could go onto the agenda, by kind.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout::TWO_PANES;
use crate::app::overlay::Offers;
use crate::domain::offer::{Grouping, OfferKind};
use crate::domain::relationship::Phase;
use crate::domain::{Side, Word, content, text, when};
use crate::store::window::offers::OfferLine;

use super::footer;
use super::pen::Pen;
use super::row::quiet_words;
use super::theme::Role;

/// A line of the list.
enum Line<'a> {
    Heading(&'a str, usize),
    Row(usize, &'a OfferLine, bool),
}

/// Draws the offers.
pub fn draw(pen: &mut Pen<'_>, offers: &Offers) {
    let size = pen.model.size;
    let margin = u16::from(size.0 >= TWO_PANES);
    let screen = Rect::new(0, 0, size.0, size.1);
    let area = Rect::new(margin, 1, size.0 - 2 * margin, size.1 - 3);
    pen.clear(Rect {
        y: 1,
        height: screen.height - 1,
        ..screen
    });
    let (aside, role) = sum(offers, size.0 < NARROW);
    let inner = pen.boxed(area, &title(pen, offers), &aside, role);
    let shown = offers.shown();
    let lines = lines(offers, &shown);
    let is_cut = size.0 < NARROW && !offers.lines.is_empty();
    let whole = if offers.bank.is_some() || is_cut {
        WHOLE
    } else {
        0
    };
    let list = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(2 + whole),
        ..inner
    };
    let top = top(offers, &lines, list.height.into());
    for (line, y) in lines.iter().skip(top).zip(list.y..list.bottom()) {
        draw_line(
            pen,
            offers,
            line,
            Rect {
                y,
                height: 1,
                ..list
            },
        );
    }
    if shown.is_empty() && offers.is_read {
        let words = if offers.filter.is_some() {
            "No offer has that in it. Esc clears."
        } else {
            "Nothing is waiting. Esc goes back."
        };
        pen.put(
            list.x + 3,
            list.y,
            list.width.saturating_sub(4),
            words,
            Role::Muted,
        );
    }
    in_full(
        pen,
        offers,
        Rect {
            y: list.bottom(),
            height: whole,
            ..list
        },
    );
    foot(
        pen,
        offers,
        &shown,
        Rect {
            y: inner.bottom().saturating_sub(1),
            ..inner
        },
    );
    if let Some(message) = &pen.model.message {
        footer::message(
            pen,
            message,
            Rect {
                y: size.1 - 2,
                height: 1,
                ..screen
            },
        );
    }
    let keys = Rect::new(margin, size.1 - 1, size.0 - 2 * margin, 1);
    if offers.is_typing {
        let words = [
            ("Enter", "keep these"),
            ("Esc", "all again"),
            ("↑ ↓", "move"),
        ];
        pen.keys(keys.x, keys.y, keys.right(), 3, &words);
    } else {
        footer::layer(pen, Place::Offers, keys, |action| offers.can(action));
    }
}

/// So many rows show the selected line in full.
const WHOLE: u16 = 4;

/// Below this width what is known stands in its row alone, and what a key does with it below the list.
const NARROW: u16 = 60;

/// The selected line in full: a question of the bank and what it is for, or what is known and what Space does with it.
fn in_full(pen: &mut Pen<'_>, offers: &Offers, area: Rect) {
    let Some(line) = offers.here().filter(|_| area.height > 0) else {
        return;
    };
    let words = match offers.bank_question(line) {
        Some(question) => Grouping::ALL.map(|by| by.heading(question)).join(" · "),
        None if line.is_to_do() => does(pen, line),
        None => aside(pen, line).into_owned(),
    };
    let room = area.width.saturating_sub(4);
    let title = pen.model.shown(&line.title, line.private).into_owned();
    let rows = text::wrap(&title, room.into());
    let shown = usize::from(area.height).saturating_sub(2);
    for (row, y) in rows.iter().take(shown).zip(area.y + 1..) {
        pen.put(area.x + 2, y, room, row, Role::Text);
    }
    let y = area.bottom().saturating_sub(1);
    pen.put(area.x + 2, y, room, &words, Role::Muted);
}

fn title(pen: &Pen<'_>, offers: &Offers) -> String {
    let model = pen.model;
    if let Some(grouping) = offers.bank {
        return format!("Bank {}", grouping.words());
    }
    // In a narrow terminal the minutes beside it come first.
    let onto = if model.size.0 < NARROW {
        "Onto"
    } else {
        "Onto the agenda of"
    };
    match offers.start {
        Some(start) => format!(
            "{onto} {}",
            when::show_day(start.day(model.now.zone), model.today())
        ),
        None => "For the next session".to_owned(),
    }
}

/// "25 + 21 of 45 min, 1 too many".
fn sum(offers: &Offers, is_short: bool) -> (String, Role) {
    let ((length, minutes), taken) = (offers.minutes, offers.taken_minutes());
    if offers.session.is_none() || length == 0 {
        return (format!("{taken} min"), Role::Muted);
    }
    let words = format!("{minutes} + {taken} of {length} min");
    match minutes + taken - length {
        1.. if is_short => (words, Role::Notice),
        over @ 1.. => (format!("{words}, {over} too many"), Role::Notice),
        _ => (words, Role::Muted),
    }
}

fn lines<'a>(offers: &'a Offers, shown: &[usize]) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(shown.len() + 8);
    let mut before = None;
    for (n, index) in shown.iter().enumerate() {
        let Some(offer) = offers.lines.get(*index) else {
            continue;
        };
        let heading = heading(offers, offer);
        if before != Some(heading) {
            before = Some(heading);
            let all = shown.iter().filter_map(|i| offers.lines.get(*i));
            let count = all.filter(|o| self::heading(offers, o) == heading).count();
            lines.push(Line::Heading(heading, count));
        }
        lines.push(Line::Row(*index, offer, n == offers.selected));
    }
    lines
}

/// Under what a line stands.
fn heading<'a>(offers: &Offers, line: &OfferLine) -> &'a str {
    match (offers.bank, offers.bank_question(line)) {
        (Some(grouping), Some(question)) => grouping.heading(question),
        _ => line.heading(),
    }
}

/// The first line in view, so that the selected one is in view too.
fn top(offers: &Offers, lines: &[Line<'_>], height: usize) -> usize {
    let selected = lines
        .iter()
        .position(|line| matches!(line, Line::Row(_, _, true)))
        .unwrap_or(0);
    let last = lines.len().saturating_sub(height);
    // With its heading, where it is the first of its kind.
    let above = if selected == 1 { 0 } else { selected };
    offers
        .top
        .min(above)
        .max((selected + 1).saturating_sub(height))
        .min(last)
}

fn draw_line(pen: &mut Pen<'_>, offers: &Offers, line: &Line<'_>, area: Rect) {
    match line {
        Line::Heading(kind, count) => {
            pen.put(
                area.x + 1,
                area.y,
                area.width.saturating_sub(6),
                kind,
                Role::Strong,
            );
            if *count > 1 {
                pen.put_right(area.right() - 1, area.y, &count.to_string(), Role::Muted);
            }
        }
        Line::Row(index, offer, is_selected) => {
            row(pen, offer, offers.taken.contains(index), area);
            if *is_selected {
                pen.put(area.x + 1, area.y, 1, "▸", Role::Focus);
                pen.select(area);
            }
        }
    }
}

fn row(pen: &mut Pen<'_>, offer: &OfferLine, is_taken: bool, area: Rect) {
    if offer.is_to_do() {
        fact(pen, offer, area);
        return;
    }
    pen.put(
        area.x + 3,
        area.y,
        1,
        if is_taken { "✓" } else { "·" },
        Role::Text,
    );
    pen.put(
        area.x + 5,
        area.y,
        1,
        offer.kind.sign().encode_utf8(&mut [0; 4]),
        Role::Text,
    );
    pen.put_right(
        area.right() - 1,
        area.y,
        &offer.minutes.to_string(),
        Role::Text,
    );
    let x = area.x + 7;
    if pen.model.size.0 < NARROW {
        let room = (area.right() - 5).saturating_sub(x);
        pen.put(x, area.y, room, &narrow_words(pen, offer), Role::Text);
        return;
    }
    let aside = aside(pen, offer);
    let end = pen.put_right(area.right() - 7, area.y, &aside, Role::Muted);
    pen.put(
        x,
        area.y,
        end.saturating_sub(x + 2),
        &pen.model.shown(&offer.title, offer.private),
        Role::Text,
    );
}

/// There the words have the row: of whose feedback waits its name stands before them, the rest below the list in full.
fn narrow_words<'a>(pen: &Pen<'a>, offer: &'a OfferLine) -> Cow<'a, str> {
    let words = pen.model.shown(&offer.title, offer.private);
    match (offer.offer, offer.owner) {
        (OfferKind::Waiting, Side::Me) => {
            format!("{}: {words}", pen.cut(pen.model.partner(), 10)).into()
        }
        (OfferKind::Waiting, _) => format!("me: {words}").into(),
        _ => words,
    }
}

/// What is known, and what Space does with it.
fn fact(pen: &mut Pen<'_>, fact: &OfferLine, area: Rect) {
    pen.put(area.x + 3, area.y, 1, "·", Role::Text);
    let does = if pen.model.size.0 < NARROW {
        String::new()
    } else {
        does(pen, fact)
    };
    let end = pen.put_right(area.right() - 1, area.y, &does, Role::Muted);
    let x = area.x + 5;
    let words = pen.model.shown(&fact.title, fact.private);
    pen.put(x, area.y, end.saturating_sub(x + 1), &words, Role::Text);
}

/// "Space plans one".
fn does(pen: &Pen<'_>, fact: &OfferLine) -> String {
    let key = pen.model.keys.key(Action::Toggle, Place::Offers);
    if fact.is_off() {
        return format!("{key} offers it again");
    }
    let does = content::nudge(fact.offer.name()).map_or("", |nudge| &nudge.does);
    // What a phase's word means stands beside it.
    let phase = Phase::from_word(&fact.bank_id).filter(|_| fact.offer == OfferKind::Phase);
    let means = phase.map_or(String::new(), |phase| format!(": {}", phase.meaning()));
    format!("{key} {does}{means}")
}

fn aside(pen: &Pen<'_>, offer: &OfferLine) -> Cow<'static, str> {
    let today = pen.model.today();
    match (offer.offer, offer.on) {
        (OfferKind::Carried, _) => {
            let key = pen.model.keys.key(Action::Toggle, Place::Offers);
            format!("→{}, {key} goes there", offer.carry_count).into()
        }
        (OfferKind::LeftOver, _) if offer.carry_count > 0 => {
            format!("→{}", offer.carry_count).into()
        }
        (OfferKind::PromiseDue, Some(on)) => format!("due {}", when::short_day(on, today)).into(),
        (OfferKind::Waiting, Some(on)) => format!(
            "{} {}, {}",
            // It waits for whoever received it.
            if offer.owner == Side::Me {
                "from"
            } else {
                "to"
            },
            pen.cut(pen.model.partner(), 10),
            when::short_day(on, today)
        )
        .into(),
        (OfferKind::Asked | OfferKind::Untold | OfferKind::Saved | OfferKind::Bank, Some(on)) => {
            when::short_day(on, today).into()
        }
        (OfferKind::Untested, _) => match offer.owner {
            Side::Me => "mine".into(),
            Side::Partner => pen.cut(pen.model.partner(), 10).to_string().into(),
            Side::Both => "".into(),
        },
        (OfferKind::Quiet, Some(since)) => quiet_words(since, today, false).into(),
        _ => "".into(),
    }
}

fn foot(pen: &mut Pen<'_>, offers: &Offers, shown: &[usize], area: Rect) {
    let place = format!("{}/{}", (offers.selected + 1).min(shown.len()), shown.len());
    let taken = format!("{} taken", offers.adding().count());
    let Some(filter) = &offers.filter else {
        let end = pen.put_right(area.right() - 1, area.y, &place, Role::Muted);
        pen.put(
            area.x + 1,
            area.y,
            end.saturating_sub(area.x + 2),
            &taken,
            Role::Muted,
        );
        return;
    };
    let end = pen.put_right(
        area.right() - 1,
        area.y,
        &format!("{taken}   {place}"),
        Role::Muted,
    );
    let x = pen.put(area.x + 1, area.y, 2, "/", Role::Strong);
    pen.field(
        x,
        area.y,
        end.saturating_sub(x + 1),
        filter,
        offers.is_typing,
    );
}
