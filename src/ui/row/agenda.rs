//! Rows of the Agenda tab and of the call: sessions, items, promises, what to bring, offers, texts.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::app::entry::Shelf;
use crate::app::model::Shown;
use crate::domain::content::Nudge;
use crate::domain::session::SessionStatus;
use crate::domain::{ItemStatus, Side, Table, content, text, when};
use crate::store::window::agenda::{ItemLine, MaterialLine, PromiseLine, TextLine};
use crate::store::window::offers::OfferLine;
use crate::store::window::sessions::SessionLine;

use super::super::pen::{Pen, columns};
use super::super::theme::{self, Role};
use super::shape::Shape;
use super::{Setting, sign_of};

pub(super) fn session<'a>(pen: &Pen<'a>, line: &'a SessionLine, width: u16) -> Shape<'a> {
    let model = pen.model;
    let local = line.at().local(model.now.zone);
    let passed = line.planned_start.plus_minutes(line.planned_minutes) < model.now.at;
    let sign = theme::session(line.status, passed);
    let ahead = !line.status.is_past();
    let today = model.today();
    let aside: Cow<'static, str> = match line.status {
        SessionStatus::Live => "now".into(),
        SessionStatus::Planned if line.open == 0 => "".into(),
        SessionStatus::Planned => line.open.to_string().into(),
        SessionStatus::Held if line.carried > 0 => {
            format!("{}✓ {}→", line.done, line.carried).into()
        }
        SessionStatus::Held => format!("{}✓", line.done).into(),
        SessionStatus::Rescheduled | SessionStatus::Cancelled => changed(pen, line, width),
        SessionStatus::Missed => "not held".into(),
    };
    let date = local.date();
    let time = when::show_time(local.time());
    let whole = format!("{} {time}", when::show_day(date, today));
    let mark = if line.private { 2 } else { 0 };
    let fits = SESSION_AT + columns(&whole) + mark + 2 + columns(&aside) < width;
    let day = match ahead {
        false => when::padded_day(date, today),
        true if fits => whole,
        // Its time of day is never cut.
        true => format!("{} {time}", when::short_day(date, today)),
    };
    let shape = Shape::new(sign, day)
        .private(line.private)
        .right(1, aside, Role::Muted);
    Shape {
        is_date: true,
        ..shape
    }
}

/// What became of the plan: to which day it was moved and who asked, as far as there is room for it.
fn changed(pen: &Pen<'_>, line: &SessionLine, width: u16) -> Cow<'static, str> {
    let (zone, today) = (pen.model.now.zone, pen.model.today());
    let word = if line.status == SessionStatus::Cancelled {
        "cancelled"
    } else {
        "moved"
    };
    let to = line.moved_to.map_or_else(String::new, |to| {
        format!(" to {}", when::short_day(to.day(zone), today))
    });
    let asked = match line.changed_by {
        Some(Side::Partner) => format!(" · {} asked", pen.model.partner()),
        Some(Side::Me) => " · I asked".to_owned(),
        Some(Side::Both) => " · we asked".to_owned(),
        None => String::new(),
    };
    let day = columns(&when::padded_day(line.at().day(zone), today));
    let mark = if line.private { 2 } else { 0 };
    let room = width.saturating_sub(SESSION_AT + day + mark + 3);
    let [all, where_to] = [format!("{word}{to}{asked}"), format!("{word}{to}")];
    [all, where_to]
        .into_iter()
        .find(|words| columns(words) <= room)
        .map_or(word.into(), Cow::from)
}

/// Where the words of a session begin.
const SESSION_AT: u16 = 3;

pub(super) fn shelf(shelf: Shelf, count: usize) -> Shape<'static> {
    let words = match shelf {
        Shelf::Questions => "Saved questions",
        Shelf::Wins => "Wins",
        Shelf::Backlog => "Backlog",
        Shelf::Promises => "Closed promises",
        Shelf::Agreement => "How we work",
    };
    Shape::new("", words)
        .right(1, count.to_string(), Role::Muted)
        .role(Role::Muted)
}

/// From this width on the names of owners have room in a call of one column.
const WITH_NAMES: u16 = 60;

pub(super) fn item<'a>(
    pen: &Pen<'a>,
    line: &'a ItemLine,
    width: u16,
    setting: Setting,
) -> Shape<'a> {
    let current = is_current(pen, line);
    let sign = if current {
        "●"
    } else {
        theme::item(line.status)
    };
    let gone = matches!(line.status, ItemStatus::Carried | ItemStatus::Dropped);
    let mut shape = Shape::new(sign, line.title.as_str())
        .private(line.private)
        .role(if gone { Role::Muted } else { Role::Text });
    shape.kind = Some(line.kind.sign());
    // Beside a video there is room for "me" and for the first letter of a name.
    let has_names = setting != Setting::NarrowCall || width >= WITH_NAMES;
    let names = if has_names { pen.name_width() } else { 2 };
    let minutes = minutes(pen, line, current);
    // There a name stands before the minutes, and is blank where it is both of ours.
    let before = if has_names {
        6
    } else {
        columns(&minutes).max(2) + 1
    };
    let (minutes_end, carry_end, owner_end, kept) = match setting {
        Setting::Pane => (names + 2, names + 6, 1, names + 10),
        Setting::NarrowCall => (0, before + names + 1, before, 6),
        Setting::WideCall => (1, 7, 12, names + 14),
    };
    shape.kept = kept;
    shape = shape.right(
        minutes_end,
        minutes,
        if gone { Role::Muted } else { Role::Text },
    );
    if line.carry_count > 0 && !(current && setting != Setting::WideCall) {
        shape = shape.right(carry_end, format!("→{}", line.carry_count), Role::Muted);
    }
    let name = pen.whose(line.owner);
    let name = if has_names || line.owner != Side::Partner {
        pen.cut(name, names)
    } else {
        text::first(name).into()
    };
    // Names begin in one column, so their end depends on how long they are.
    let end = owner_end + names.saturating_sub(columns(&name));
    shape.right(end, name.into_owned(), Role::Muted)
}

fn is_current(pen: &Pen<'_>, line: &ItemLine) -> bool {
    let session = pen
        .model
        .call
        .session
        .as_ref()
        .filter(|s| s.status == SessionStatus::Live);
    line.status == ItemStatus::Open && session.is_some_and(|s| s.current_item_id == Some(line.id))
}

fn minutes(pen: &Pen<'_>, line: &ItemLine, is_current: bool) -> String {
    // In a call that was left open nothing was spoken about for days.
    let now = pen.model.now.at;
    let session = pen.model.call.session.as_ref();
    let since = session
        .filter(|s| !s.is_forgotten(now))
        .and_then(|s| s.current_since);
    match since.filter(|_| is_current) {
        Some(since) => format!("{}/{}", now.minutes_since(since).max(0), line.minutes),
        None => line.minutes.to_string(),
    }
}

pub(super) fn promise<'a>(
    pen: &Pen<'a>,
    line: &'a PromiseLine,
    width: u16,
    setting: Setting,
) -> Shape<'a> {
    if pen.model.agenda.shown == Shown::Shelf(Shelf::Promises) && pen.model.shows_shelf() {
        return settled(pen, line, width);
    }
    let today = pen.model.today();
    let short = setting == Setting::WideCall && width < 42;
    let due = line
        .due
        .map_or(String::new(), |day| due_words(day, today, short));
    let done = line.done_on.map(|day| {
        if day == today {
            "today".to_owned()
        } else {
            when::short_day(day, today)
        }
    });
    let aside = done.unwrap_or(due);
    Shape::new(theme::promise(line.status), line.text.as_str())
        .lead(pen.whose(line.owner), pen.name_width())
        .private(line.private)
        .right(setting.margin(), aside, Role::Muted)
}

/// A closed promise among the others: its text keeps the most of the row, what became of it and when stands beside it.
fn settled<'a>(pen: &Pen<'a>, line: &'a PromiseLine, width: u16) -> Shape<'a> {
    let [whole, short] = (line.status).settled_words(line.done_on, line.due, pen.model.today());
    let mark = if line.private { 2 } else { 0 };
    let row = width.saturating_sub(PROMISE_AT + pen.name_width() + mark);
    let wanted = columns(&line.text).min(row * 3 / 5);
    let is_whole = row.saturating_sub(columns(&whole) + 2) >= wanted;
    Shape::new(theme::promise(line.status), line.text.as_str())
        .lead(pen.whose(line.owner), pen.name_width())
        .private(line.private)
        .right(1, if is_whole { whole } else { short }, Role::Muted)
}

/// The columns of a promise's row beside its name, its text and its day.
const PROMISE_AT: u16 = 8;

pub(super) fn due_words(day: NaiveDate, today: NaiveDate, short: bool) -> String {
    let ahead = (day - today).num_days();
    match ahead {
        0 => "today".to_owned(),
        1..=6 if short => day.weekday().to_string(),
        _ if short => when::short_day(day, today),
        _ => when::show_day(day, today),
    }
}

pub(super) fn material<'a>(pen: &Pen<'a>, line: &'a MaterialLine) -> Shape<'a> {
    Shape::new(if line.ready { "✓" } else { "○" }, line.label.as_str())
        .lead(pen.whose(line.for_side), pen.name_width())
        .private(line.private)
}

pub(super) fn offer<'a>(pen: &Pen<'a>, line: &'a OfferLine, width: u16) -> Shape<'a> {
    let carried = match line.carry_count {
        0 => String::new(),
        count => format!("→{count}"),
    };
    let aside = match columns(&carried) {
        0 => 0,
        taken => taken + 2,
    };
    let room = width.saturating_sub(OFFER_AT + 1 + aside + if line.private { 2 } else { 0 });
    Shape::new("·", fitted(pen, line, room))
        .private(line.private)
        .right(1, carried, Role::Muted)
}

/// Where the words of an offer begin.
const OFFER_AT: u16 = 5;

/// The columns that are left of a title at least.
const TITLE: usize = 8;

/// The sentence of an offer in so many columns: an instruction gives way to the title, the title to a fact.
fn fitted(pen: &Pen<'_>, line: &OfferLine, room: u16) -> String {
    let whole = offer_words(pen, line, &line.title);
    let over = text::columns(&whole).saturating_sub(room.into());
    let goes_on = !whole.ends_with(&line.title) && !line.title.is_empty();
    if over == 0 || !goes_on {
        return whole;
    }
    if let Some(short) = nudge(line).and_then(|nudge| nudge.short.as_deref()) {
        let words = filled(pen, line, short, &line.title);
        return if text::columns(&words) <= room.into() {
            words
        } else {
            pen.cut(&line.title, room).into_owned()
        };
    }
    let kept = text::columns(&line.title).saturating_sub(over).max(TITLE);
    offer_words(
        pen,
        line,
        &pen.cut(&line.title, u16::try_from(kept).unwrap_or(room)),
    )
}

/// The sentence of an offer, from the small texts.
#[must_use]
pub fn offer_words(pen: &Pen<'_>, line: &OfferLine, title: &str) -> String {
    let text = nudge(line).map_or("{title}", |nudge| &nudge.text);
    filled(pen, line, text, title)
}

/// What the small texts say of an offer that is no fact.
fn nudge(line: &OfferLine) -> Option<&'static Nudge> {
    content::nudge(line.offer.name()).filter(|_| !line.offer.is_fact())
}

fn filled(pen: &Pen<'_>, line: &OfferLine, text: &str, title: &str) -> String {
    let today = pen.model.today();
    let (date, weeks) = line.on.map_or_else(Default::default, |on| {
        (when::short_day(on, today), (today - on).num_days() / 7)
    });
    let text = text.replace("{date}", &date);
    let text = text.replace("{weeks}", &weeks.to_string());
    let text = text.replace("{name}", pen.model.partner());
    // It waits for whoever received it.
    let way = if line.owner == Side::Me { "From" } else { "To" };
    let text = text.replace("{way}", way);
    // Last, as what somebody wrote may hold anything.
    text.replace("{title}", title)
}

/// How long a goal has been quiet.
#[must_use]
pub fn quiet_words(since: NaiveDate, today: NaiveDate, short: bool) -> String {
    let weeks = (today - since).num_days() / 7;
    if short {
        format!("{weeks}w")
    } else {
        format!("{weeks} weeks")
    }
}

pub(super) fn text<'a>(pen: &Pen<'a>, line: &'a TextLine, setting: Setting) -> Shape<'a> {
    let sign = sign_of(line.sign);
    let (words, aside) = said_words(pen, line);
    let aside = match line.on {
        Some(on)
            if aside.is_empty() && line.table != Table::Feedback && setting == Setting::Pane =>
        {
            when::short_day(on, pen.model.today())
        }
        _ => aside.to_owned(),
    };
    Shape::new(sign, words)
        .private(line.private)
        .right(setting.margin(), aside, Role::Muted)
}

/// The words of what was said, with who said them, and what stands at the right.
#[must_use]
pub fn said_words<'a>(pen: &Pen<'a>, line: &'a TextLine) -> (Cow<'a, str>, &'a str) {
    match (line.table, line.aside.as_str()) {
        (Table::Feedback, "from" | "to") => (
            format!("{} {}: {}", line.aside, pen.model.partner(), line.text).into(),
            "",
        ),
        (_, aside) => (line.text.as_str().into(), aside),
    }
}
