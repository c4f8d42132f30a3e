//! One row of any list, at any width.

mod agenda;
mod agreement;
pub mod figure;
mod goals;
mod progress;
mod said;
mod shape;
mod story;

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::board::RaisedLine;
use crate::app::entry::Entry;
use crate::app::model::{Model, Tab, Zoom};
use crate::domain::evidence::Raising;
use crate::domain::goal::progress_words;
use crate::store::window::goals::GoalLine;
use crate::store::window::people::OwedLine;

use self::agenda::{due_words, item, material, offer, promise, session, shelf, text};
use self::agreement::agreement;
use self::goals::{challenge, goal, lesson, milestone, resource, update};
use self::shape::{Shape, draw_shape};
use super::pen::{Pen, columns};
use super::person;
use super::theme::{self, Role};

pub use self::agenda::quiet_words;
pub use self::agreement::agreement_words;
pub use said::link_words;

/// How the selection shows on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is not selected.
    None,
    /// It is selected, in a pane without the focus.
    Quiet,
    /// It is selected, in the focused pane.
    Focused,
}

impl Mark {
    /// In the call one looks at the current item, not at where one last was in the goals.
    #[must_use]
    pub fn in_call(has_focus: bool) -> Self {
        if has_focus { Self::Focused } else { Self::None }
    }
}

/// Where the row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// In a pane of a tab.
    Pane,
    /// In the call's single column: no margin.
    NarrowCall,
    /// In one of the call's two columns.
    WideCall,
}

impl Setting {
    fn margin(self) -> u16 {
        u16::from(self != Self::NarrowCall)
    }
}

/// Words at the right: how far from the right edge they end.
type Right = (u16, Cow<'static, str>, Role);

/// Draws a row.
pub fn draw(pen: &mut Pen<'_>, entry: &Entry, area: Rect, mark: Mark, setting: Setting) {
    let tight = matches!(entry, Entry::Session(_) | Entry::Shelf(..)) && setting == Setting::Pane;
    let margin = if tight { 0 } else { setting.margin() };
    let sign_at = match entry {
        _ if tight => 1,
        Entry::Fold(_) => margin,
        _ => margin + 2,
    };
    // Of the board and of how far one has come one looks at all lines: what is marked there says nothing.
    let is_quiet = mark == Mark::Quiet && is_seen_whole(pen.model, entry);
    if mark != Mark::None && !is_quiet {
        let role = if mark == Mark::Focused {
            Role::Focus
        } else {
            Role::Muted
        };
        // A fold begins where headings do, so its mark stands at the edge.
        let at = if matches!(entry, Entry::Fold(_)) {
            0
        } else {
            margin
        };
        pen.put(area.x + at, area.y, 1, "▸", role);
    }
    if let Entry::Person(line) = entry {
        person::draw(pen, line, area);
    } else if let Entry::Figure(signal, figure) = entry {
        figure::draw(pen, *signal, *figure, area);
    } else if let Entry::Progress(strand) = entry {
        progress::draw(pen, strand, Zoom::Months, area);
    } else if let Entry::Years(strand) = entry {
        progress::draw(pen, strand, Zoom::Years, area);
    } else {
        let shape = shape(pen, entry, area.width, setting);
        draw_shape(pen, &shape, area, sign_at, setting.margin());
    }
    if mark == Mark::Focused {
        pen.select(area);
    }
}

fn is_seen_whole(model: &Model, entry: &Entry) -> bool {
    let is_story = matches!(
        entry,
        Entry::Story(_) | Entry::Month(_) | Entry::Edge(..) | Entry::Begun(_)
    );
    model.tab == Tab::Timeline && !is_story
}

fn shape<'a>(pen: &Pen<'a>, entry: &'a Entry, width: u16, setting: Setting) -> Shape<'a> {
    match entry {
        Entry::Session(line) => session(pen, line, width),
        Entry::Shelf(shelf, count) => self::shelf(*shelf, *count),
        Entry::Item(line) => item(pen, line, width, setting),
        Entry::Promise(line) => promise(pen, line, width, setting),
        Entry::Material(line) => material(pen, line),
        Entry::Offer(line) => offer(pen, line, width),
        Entry::Text(line) => text(pen, line, setting),
        Entry::Goal(line) => goal(pen, line, width, setting),
        Entry::Milestone(line) => milestone(pen, line, setting),
        Entry::Update(line) => update(pen, line),
        Entry::Agreement(line) => agreement(pen, line),
        Entry::Challenge(line) => challenge(pen, line),
        Entry::Resource(line) => resource(pen, line),
        Entry::Lesson(line) => lesson(pen, line),
        Entry::Owed(line) => owed(pen, line, width),
        Entry::Person(line) => Shape::new("", line.name.as_str()),
        Entry::Pulse(line) => figure::pulse(pen, *line),
        Entry::Figure(signal, _) => Shape::new("", signal.label()),
        Entry::Raised(line) => raised(pen, line, width),
        Entry::Fold(count) => fold(pen, *count),
        Entry::Feedback(line) => said::feedback(pen, line, width, setting),
        Entry::Request(line) => said::request(pen, line, width, setting),
        Entry::Link(line) => said::link(pen, line),
        Entry::Story(line) => story::story(pen, line, width),
        Entry::Month(line) => story::month(pen, line, width),
        Entry::Begun(line) => story::begun(pen, line, width),
        Entry::Edge(word, line) => story::edge(pen, word, line, width),
        Entry::Progress(strand) | Entry::Years(strand) => Shape::new("", strand.label()),
        Entry::Note(words) => Shape::new("", pen.model.shown(words, true)).role(Role::Muted),
        Entry::Hint(words) => Shape::new("", pen.model.hint(words)).role(Role::Muted),
    }
}

/// What is worth raising; that it stands on the next agenda is said beside it.
fn raised<'a>(pen: &Pen<'a>, line: &'a RaisedLine, width: u16) -> Shape<'a> {
    let pane = usize::from(width.saturating_sub(2));
    let beside = line.beside(pane.saturating_sub(if line.private { 4 } else { 2 }));
    let sentence = pen.model.shown(&line.sentence, true);
    // Without signs three dots stand where a title was cut.
    let cut = if pen.model.look.ascii { "..." } else { "…" };
    let fitted = Raising::fitted(&sentence, line.room(pane), cut);
    Shape::new("", fitted)
        .private(line.private)
        .right(1, beside, Role::Muted)
}

/// A mark that was typed, as it is drawn.
#[must_use]
pub fn sign_of(sign: char) -> &'static str {
    match sign {
        '?' => "?",
        '!' => "!",
        '~' => "~",
        '*' => "*",
        '+' => "+",
        '^' => "^",
        '=' => "=",
        _ => " ",
    }
}

/// How far a goal is.
#[must_use]
pub fn progress(line: &GoalLine) -> String {
    progress_words(line.mode, line.percent, line.done, line.of)
}

fn owed<'a>(pen: &Pen<'a>, line: &'a OwedLine, width: u16) -> Shape<'a> {
    let promise = &line.promise;
    let due = promise.due.map_or(String::new(), |day| {
        due_words(day, pen.model.today(), width < 60)
    });
    let (date, most) = if width < 60 { (10, 10) } else { (15, 16) };
    let name = pen.cut(line.first_name(), most);
    // Names begin in one column, so their end depends on how long they are; a day of another year pushes them on.
    let longest = pen.model.people.longest.1.min(most);
    let end = date.max(columns(&due) + 3) + longest.saturating_sub(columns(&name));
    Shape::new(theme::promise(promise.status), promise.text.as_str())
        .private(promise.private)
        .right(1, due, Role::Muted)
        .right(end, name.into_owned(), Role::Muted)
}

fn fold<'a>(pen: &Pen<'a>, count: usize) -> Shape<'a> {
    let word = match pen.model.tab {
        Tab::People => "ended",
        _ => "closed",
    };
    let does = if pen.model.is_unfolded() {
        "{open} closes"
    } else {
        "{open} opens"
    };
    Shape::new("", format!("{word} {count}"))
        .right(1, pen.model.filled(does), Role::Muted)
        .role(Role::Muted)
}
