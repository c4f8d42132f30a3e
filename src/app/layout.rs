//! Where things stand: from the size and the model to named areas; shared by update, for paging and the mouse, and by view.

pub mod agreement;
mod growth;
mod people;
pub mod progress;
mod said;

use ratatui::layout::Rect;

use crate::domain::session::SessionStatus;
use crate::domain::{Session, text, when};

use super::entry::{Entry, Shelf};
use super::list::ListLine;
use super::model::{CallFocus, Focus, Model, Shown, Stack, Tab};

/// The smallest terminal that the program fits in.
pub const SMALLEST: (u16, u16) = (40, 16);

/// Two panes stand side by side from this width on.
pub const TWO_PANES: u16 = 80;

/// The call has two columns from this width on.
pub const WIDE_CALL: u16 = 100;

/// The areas of a tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Tabs, partner, next session.
    pub header: Rect,
    /// The rule under it.
    pub rule: Rect,
    /// The list; empty where only the other pane fits.
    pub left: Rect,
    /// What stands below the list; empty on most tabs, and where there is no room for it.
    pub foot: Rect,
    /// The detail; empty where only the list fits.
    pub right: Rect,
    /// The message, or the line that is typed.
    pub message: Rect,
    /// The keys that work here.
    pub footer: Rect,
}

/// Whether the terminal is too small.
#[must_use]
pub fn is_too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// The areas of the tab in view.
#[must_use]
pub fn tab(model: &Model) -> Areas {
    let (width, height) = model.size;
    let row = |y| Rect::new(0, y, width, 1);
    let body = Rect::new(0, 2, width, height.saturating_sub(4));
    // The list of people is a table of its own; their card stands beside it where there is more room.
    let two_panes = match model.tab {
        Tab::People => WIDE_CALL,
        _ => TWO_PANES,
    };
    let (mut left, right) = if width < two_panes {
        match model.panes().focus {
            _ if model.tab == Tab::Timeline => (body, Rect::ZERO),
            Focus::Left | Focus::Foot => (body, Rect::ZERO),
            Focus::Right => (Rect::ZERO, body),
        }
    } else {
        let at = left_width(model);
        (
            Rect { width: at, ..body },
            Rect {
                x: at + 1,
                width: width - at - 1,
                ..body
            },
        )
    };
    let below = match stack(model) {
        Stack::Story if model.tab == Tab::Timeline => PROGRESS.min(left.height),
        _ if model.tab == Tab::Agenda => SHELVES.min(left.height / 3),
        _ => 0,
    };
    left.height -= below;
    let foot = Rect {
        y: left.bottom(),
        height: below,
        ..left
    };
    Areas {
        header: row(0),
        rule: row(1),
        left,
        foot,
        right,
        message: row(height - 2),
        footer: row(height - 1),
    }
}

/// The lines of how far one has come: an empty one, a heading, a line for each strand.
const PROGRESS: u16 = 6;

/// The lines of the shelves: an empty one, a row for each; a third of the pane where it is low.
const SHELVES: u16 = 6;

/// From this height on it stands below the story, always in view.
const WITH_PROGRESS: u16 = 22;

/// What the left list of the Timeline holds.
#[must_use]
pub fn stack(model: &Model) -> Stack {
    match model.size {
        (width, _) if width < TWO_PANES => Stack::All,
        (_, height) if height < WITH_PROGRESS => Stack::WithProgress,
        _ => Stack::Story,
    }
}

/// Whether all of the Timeline stands in one list.
#[must_use]
pub fn is_one_column(model: &Model) -> bool {
    model.tab == Tab::Timeline && !model.in_call && stack(model) == Stack::All
}

/// The list of what stands below the left one.
#[must_use]
pub fn foot_list(model: &Model) -> Rect {
    below(tab(model).foot, 1, 0)
}

/// A tab's title in the header.
#[derive(Clone, Debug)]
pub struct TabTitle {
    /// The tab.
    pub tab: Tab,
    /// Its key and name; the key alone where it is narrow.
    pub words: String,
    /// Where it stands, with a column of air at both sides.
    pub area: Rect,
}

/// The titles of the tabs, from the left; People once there are several.
#[must_use]
pub fn tabs(model: &Model) -> Vec<TabTitle> {
    let wide = model.size.0 >= 72;
    let mut x = 0;
    let title = |tab: Tab| {
        let key = model.key(tab.action());
        let words = if wide || tab == model.tab {
            format!("{key} {}", tab.title())
        } else {
            key.to_owned()
        };
        let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX) + 2;
        let area = Rect::new(x, 0, width, 1);
        x += width + u16::from(wide);
        TabTitle { tab, words, area }
    };
    let is_wanted = model.relationships > 1 || model.tab == Tab::People;
    let people = is_wanted && !model.is_masked;
    let people = people.then_some(Tab::People);
    people.into_iter().chain(Tab::ALL).map(title).collect()
}

/// The columns of the left pane, without its border.
fn left_width(model: &Model) -> u16 {
    let width = model.size.0;
    match model.tab {
        Tab::Agenda => (24 + (width - TWO_PANES) / 8).min(30),
        Tab::People => width * 66 / 100,
        Tab::Timeline => width * 34 / 80,
        Tab::Goals | Tab::Feedback => width * 46 / 80,
    }
}

/// What a line above a list is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Text.
    Plain,
    /// A title.
    Strong,
    /// An aside.
    Muted,
    /// It asks for something.
    Notice,
}

/// The list of the tab's left pane; empty where only the other pane fits.
#[must_use]
pub fn left_list(model: &Model) -> Rect {
    let head = match model.tab {
        Tab::People => 1,
        Tab::Timeline if is_one_column(model) => 0,
        _ => 2,
    };
    below(tab(model).left, head, 0)
}

/// The list of the tab's right pane; empty where only the other pane fits.
#[must_use]
pub fn right_list(model: &Model) -> Rect {
    let area = tab(model).right;
    let head = u16::try_from(head(model, area.width).len()).unwrap_or(u16::MAX);
    below(area, head, foot_lines(model))
}

fn below(area: Rect, head: u16, foot: u16) -> Rect {
    let head = head.min(area.height);
    Rect {
        y: area.y + head,
        height: area.height.saturating_sub(head + foot),
        ..area
    }
}

/// The lines at the foot of the right pane: a goal's ties, what the board covers.
fn foot_lines(model: &Model) -> u16 {
    match model.tab {
        Tab::Timeline => 2,
        Tab::Goals if model.goals.goal().is_some() => 1,
        _ => 0,
    }
}

/// What stands above the list of the right pane, line by line; the last one is empty.
#[must_use]
pub fn head(model: &Model, width: u16) -> Vec<(Tone, String)> {
    let room = usize::from(width.saturating_sub(2)).max(8);
    let mut lines = match model.tab {
        Tab::People => people::card(model, room),
        Tab::Agenda => agenda_head(model, room),
        Tab::Goals => model
            .goals
            .studied
            .as_ref()
            .map(|studied| growth::head(studied, model, room))
            .unwrap_or_default(),
        Tab::Feedback => said::head(model, room),
        Tab::Timeline => vec![(
            Tone::Strong,
            format!("Trust, as recorded {}", model.timeline.board.span.title()),
        )],
    };
    if lines.is_empty() {
        lines.push((Tone::Plain, String::new()));
    }
    lines.push((Tone::Plain, String::new()));
    lines
}

fn agenda_head(model: &Model, room: usize) -> Vec<(Tone, String)> {
    let shelf = |words: &str| vec![(Tone::Strong, words.to_owned())];
    match (model.agenda.shown, &model.agenda.session) {
        (Shown::Shelf(Shelf::Questions), _) => shelf("Saved questions"),
        (Shown::Shelf(Shelf::Wins), _) => shelf("Wins"),
        (Shown::Shelf(Shelf::Backlog), _) => shelf("Backlog"),
        (Shown::Shelf(Shelf::Promises), _) => shelf("Closed promises"),
        (Shown::Shelf(Shelf::Agreement), _) => shelf("How we work together"),
        (_, Some(session)) => session_head(&model.veiled(session), model, room),
        _ => Vec::new(),
    }
}

fn session_head(session: &Session, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let local = session.at().local(model.now.zone);
    let place = if session.place.is_empty() {
        String::new()
    } else {
        format!(" · {}", session.place)
    };
    let time = when::show_time(local.time());
    if !session.status.is_past() {
        let day = when::show_day(local.date(), model.today());
        let there = model.relationship.as_ref().map_or_else(String::new, |r| {
            people::there(r, session.planned_start, model)
        });
        let mut lines = vec![(
            Tone::Strong,
            format!(
                "{day} {time}{there} · {} min{place}",
                session.planned_minutes
            ),
        )];
        if let Some(at) = session.agenda_shared_at {
            let local = at.local(model.now.zone);
            let (day, time) = (
                when::show_day(local.date(), model.today()),
                when::show_time(local.time()),
            );
            lines.push((Tone::Muted, format!("Agenda sent {day} {time}")));
        }
        if session.status == SessionStatus::Planned && session.planned_end() < model.now.at {
            lines.push((
                Tone::Notice,
                model
                    .filled("held, moved, cancelled, not held?   {state} answers")
                    .into_owned(),
            ));
        }
        return lines;
    }
    let day = when::show_day_long(local.date());
    let mut lines = vec![(Tone::Strong, format!("{day} · {}", session.in_words()))];
    if !session.summary.is_empty() {
        lines.extend(
            text::wrap(&session.summary, room)
                .into_iter()
                .take(3)
                .map(|row| (Tone::Plain, row)),
        );
    }
    lines
}

/// The columns of a word with a text beside it.
const INDENT: usize = 7;

/// A word, and beside it a text that wraps under itself; the last line says where it was cut.
fn hang(lines: &mut Vec<(Tone, String)>, word: &str, words: &str, room: usize, most: usize) {
    let rows = clipped(words, room.saturating_sub(INDENT).max(6), most);
    for (n, row) in rows.into_iter().enumerate() {
        let word = if n == 0 { word } else { "" };
        lines.push((Tone::Plain, format!("{word:<INDENT$}{row}")));
    }
}

/// The first rows of a text; the last one says where it was cut.
fn clipped(words: &str, room: usize, most: usize) -> Vec<String> {
    let mut rows = text::wrap(words, room);
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            *last = format!("{}…", text::prefix(last, room.saturating_sub(1)));
        }
    }
    rows
}

/// The areas of the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallAreas {
    /// The clock.
    pub header: Rect,
    /// The rule under it.
    pub rule: Rect,
    /// The agenda.
    pub items: Rect,
    /// Goals and promises, and last time's sentence in a wide terminal.
    pub side: Rect,
    /// The notes, with their heading.
    pub notes: Rect,
    /// The message.
    pub message: Rect,
    /// Two lines of keys; one where the terminal is wide.
    pub footer: Rect,
}

/// The areas of the call: one column, or two from [`WIDE_CALL`].
#[must_use]
pub fn call(model: &Model) -> CallAreas {
    let (width, height) = model.size;
    let foot = if width < TWO_PANES { 2 } else { 1 };
    let body = height.saturating_sub(3 + foot);
    let (header, rule) = (Rect::new(0, 0, width, 1), Rect::new(0, 1, width, 1));
    let message = Rect::new(0, height - foot - 1, width, 1);
    let footer = Rect::new(0, height - foot, width, foot);
    let notes_rows = notes_height(model, body);
    let lists = body - notes_rows;
    if width >= WIDE_CALL {
        let at = call_width(model);
        let items = Rect::new(0, 2, at, lists);
        let notes = Rect::new(0, 2 + lists, at, notes_rows);
        let side = Rect::new(at + 1, 2, width - at - 1, body);
        return CallAreas {
            header,
            rule,
            items,
            side,
            notes,
            message,
            footer,
        };
    }
    let wanted = u16::try_from(model.call.items.lines())
        .unwrap_or(u16::MAX)
        .max(1)
        .saturating_add(hint_lines(model));
    let side_wanted = u16::try_from(model.call.side.lines()).unwrap_or(u16::MAX);
    let items_rows = wanted.min(lists.saturating_sub(side_wanted.min(lists / 2)).max(1));
    let items = Rect::new(0, 2, width, items_rows);
    let side = Rect::new(0, 2 + items_rows, width, lists - items_rows);
    let notes = Rect::new(0, 2 + lists, width, notes_rows);
    CallAreas {
        header,
        rule,
        items,
        side,
        notes,
        message,
        footer,
    }
}

fn is_wide_call(model: &Model) -> bool {
    model.size.0 >= WIDE_CALL
}

/// The list of the call's agenda, without the lines that the prompt takes.
#[must_use]
pub fn call_items_list(model: &Model) -> Rect {
    let head = if is_wide_call(model) { 2 } else { 0 };
    below(call(model).items, head, hint_lines(model))
}

/// The list of goals and promises in the call; in a wide terminal last time's sentence stands under it.
#[must_use]
pub fn call_side_list(model: &Model) -> Rect {
    let area = call(model).side;
    let foot = u16::try_from(last_time(model, area.width).len()).unwrap_or(0);
    below(area, 0, foot)
}

/// The text of the notes, without their heading.
#[must_use]
pub fn call_notes(model: &Model) -> Rect {
    let area = call(model).notes;
    let indent = if is_wide_call(model) { 3 } else { 2 };
    let text = below(area, 1, 0);
    Rect {
        x: text.x + indent,
        width: text.width.saturating_sub(indent),
        ..text
    }
}

/// Last time's sentence, at the foot of the side column of a wide call.
#[must_use]
pub fn last_time(model: &Model, width: u16) -> Vec<(Tone, String)> {
    let Some(session) = model
        .call
        .last_time
        .as_ref()
        .filter(|_| is_wide_call(model))
    else {
        return Vec::new();
    };
    let day = when::short_day(session.planned_start.day(model.now.zone), model.today());
    let mut lines = vec![
        (Tone::Plain, String::new()),
        (Tone::Strong, format!("Last time, {day}")),
    ];
    let rows = text::wrap(
        &model.veiled(session).summary,
        usize::from(width.saturating_sub(4)).max(8),
    );
    lines.extend(
        rows.into_iter()
            .filter(|row| !row.is_empty())
            .take(3)
            .map(|row| (Tone::Plain, format!("  {row}"))),
    );
    lines.push((
        Tone::Muted,
        model.filled("{previous-session} reads it").into_owned(),
    ));
    lines
}

/// The prompt of the current item, wrapped to at most two lines, and its line within the list's view.
#[must_use]
pub fn hint(model: &Model) -> Option<(usize, Vec<String>)> {
    let current = model.call.session.as_ref()?.current_item_id?;
    let width = usize::from(call_width(model)).saturating_sub(8).max(8);
    let is_it = |line: &ListLine<'_, _, Entry>| matches!(line, ListLine::Row(Entry::Item(item), _) if item.id == current && !item.prompt.is_empty());
    let view = model.call.items.view();
    let at = view.iter().position(is_it)?;
    let Some(ListLine::Row(Entry::Item(item), _)) = view.get(at) else {
        return None;
    };
    Some((
        at,
        text::wrap(&model.shown(&item.prompt, item.private), width)
            .into_iter()
            .take(HINT_LINES.into())
            .collect(),
    ))
}

/// The columns of the call's agenda.
fn call_width(model: &Model) -> u16 {
    let width = model.size.0;
    if is_wide_call(model) {
        (width * 61 / 100).min(width - 36)
    } else {
        width
    }
}

/// The most lines of a prompt.
const HINT_LINES: u16 = 2;

/// The lines under the current item that its prompt takes: none in a low terminal where it has none.
#[must_use]
pub fn hint_lines(model: &Model) -> u16 {
    let Some(current) = model.call.session.as_ref().and_then(|s| s.current_item_id) else {
        return 0;
    };
    let is_low = model.size.1 < 30;
    let is_bare =
        |e: &Entry| matches!(e, Entry::Item(item) if item.id == current && item.prompt.is_empty());
    if is_low && model.call.items.rows().iter().any(is_bare) {
        0
    } else {
        HINT_LINES
    }
}

fn notes_height(model: &Model, body: u16) -> u16 {
    let typing = model.call.focus == CallFocus::Notes;
    let share = if typing { body / 2 } else { body / 4 };
    share.clamp(3, 20)
}

/// The lines that a past session's text may take: all but header, rule, message and footer.
#[must_use]
pub fn reading_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(4))
}

/// The hits that have room: all lines but the head, its rule, the message and the footer.
#[must_use]
pub fn search_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(4))
}

/// The columns of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchColumns {
    /// The day.
    pub date: u16,
    /// The mark of its kind.
    pub sign: u16,
    /// What the match stands in; 0 where there is no room for it.
    pub kind: u16,
    /// The text around the match.
    pub text: u16,
    /// How wide that is.
    pub context: u16,
    /// With whom; at the right edge.
    pub name: u16,
}

/// Where a hit's columns stand.
#[must_use]
pub fn search_columns(size: (u16, u16), everybody: bool) -> SearchColumns {
    let (date, day) = (3, if size.0 < TWO_PANES { 9 } else { 12 });
    let sign = date + day;
    let (kind, text) = if size.0 < TWO_PANES {
        (0, sign + 2)
    } else {
        (sign + 2, sign + 13)
    };
    let name = size.0.saturating_sub(if everybody { 10 } else { 0 });
    SearchColumns {
        date,
        sign,
        kind,
        text,
        context: name.saturating_sub(text + 1),
        name,
    }
}
