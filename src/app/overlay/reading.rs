//! A past session, read whole: pages are turned, its rows answer to the keys that rows answer to everywhere.

pub mod page;

use super::{Overlay, motion_of};
use crate::app::editor::Edited;
use crate::app::entry::Entry;
use crate::app::intent::{self, Intent};
use crate::app::keymap::Action;
use crate::app::list::{Keyed, Motion};
use crate::app::model::{Model, Shown, Tab};
use crate::app::update::{self, Effect};
use crate::app::{form, goto, layout};
use crate::domain::search::Query;
use crate::domain::{Id, Table};
use crate::store::window::reading::Turn;

pub use page::Page;
use page::PageLine;

/// A past session, read whole.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The session.
    pub session: Id,
    /// What there is to read; none until it is read.
    pub page: Option<Page>,
    /// It has to be read again.
    pub is_stale: bool,
    /// The row to stand on, and the match that is to be in view, once it is read.
    pub wants: Option<(Table, Id)>,
    /// The hit that led here: its session, and its row there. It is in view whenever that page is.
    pub hit: Option<(Id, (Table, Id))>,
    /// The page beside it is wanted.
    pub turn: Option<Turn>,
    /// The row to stand on, by its index among the page's rows.
    pub selected: usize,
    /// The first line in view.
    pub top: usize,
    /// The line of a hit that stands in no row: until a key goes to a row, none is chosen.
    pub prose: Option<usize>,
}

impl Reading {
    /// A session's page, not read yet.
    #[must_use]
    pub fn new(session: Id) -> Self {
        Self {
            session,
            page: None,
            is_stale: true,
            wants: None,
            hit: None,
            turn: None,
            selected: 0,
            top: 0,
            prose: None,
        }
    }

    /// The row that one stands on, by its index; none while a hit in prose is read.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.prose.is_none().then_some(self.selected)
    }

    /// The row that one stands on, where it is in view.
    #[must_use]
    pub fn entry(&self, size: (u16, u16)) -> Option<&Entry> {
        let page = self.page.as_ref()?;
        let line = page.line_of(self.chosen()?)?;
        let seen = self.top..self.top + layout::reading_height(size);
        seen.contains(&line)
            .then(|| page.rows.get(self.selected).map(|row| &row.entry))?
    }

    /// Has a row's first match in view, and stands on that row.
    pub fn show_row(&mut self, row: (Table, Id), query: &Query, height: usize) {
        let Some(page) = &self.page else { return };
        let place = page
            .rows
            .iter()
            .position(|r| r.entry.key() == Some(row))
            .and_then(|n| Some((n, page.line_of(n)?)));
        let Some((n, begin)) = place else {
            return self.stand_in_view(height, true);
        };
        let after = page.lines.iter().skip(begin + 1);
        let own = 1 + after.take_while(|line| line.row.is_none()).count();
        let mut lines = page.lines.iter().skip(begin).take(own);
        let at = lines.position(|line| !query.find(&line.text).is_empty());
        self.selected = n;
        self.show_line(begin + at.unwrap_or(0), height);
    }

    /// Has the first match that is in no row in view, of the notes alone or of the whole page; no row is chosen.
    pub fn show_prose(&mut self, query: &Query, in_notes: bool, height: usize) {
        let Some(page) = &self.page else { return };
        let begin = page.notes_at().filter(|_| in_notes).unwrap_or(0);
        let holds = |line: &&PageLine| line.row.is_none() && !query.find(&line.text).is_empty();
        let found = page.lines.iter().skip(begin).position(|line| holds(&line));
        let at = begin + found.unwrap_or(0);
        self.prose = Some(at);
        self.show_line(at, height);
    }

    fn show_line(&mut self, at: usize, height: usize) {
        let lines = self.page.as_ref().map_or(0, |page| page.lines.len());
        if at >= height {
            self.top = at
                .saturating_sub(height / 3)
                .min(lines.saturating_sub(height));
        }
    }

    /// The row in view that is nearest to what is read, on the side where a key leads, else on the other.
    fn nearest(&self, forward: bool, height: usize) -> Option<usize> {
        let page = self.page.as_ref()?;
        let seen = self.top..self.top + height;
        let from = self.prose.filter(|at| seen.contains(at));
        let from = from.unwrap_or(if forward { seen.start } else { seen.end });
        let rows = page.lines.iter().enumerate().skip(seen.start).take(height);
        let rows: Vec<_> = rows
            .filter_map(|(at, line)| Some((at, line.row?)))
            .collect();
        let next = rows.iter().find(|(at, _)| *at >= from);
        let before = rows.iter().rfind(|(at, _)| *at < from);
        let found = if forward {
            next.or(before)
        } else {
            before.or(next)
        };
        found.map(|(_, row)| *row)
    }

    /// Goes from a hit in prose to a row; where none is in view, the text moves by a line.
    fn leave_prose(&mut self, forward: bool, height: usize, most: usize) {
        match self.nearest(forward, height) {
            Some(row) => (self.selected, self.prose) = (row, None),
            None if forward => self.top = (self.top + 1).min(most),
            None => self.top = self.top.saturating_sub(1),
        }
    }

    /// Another session's page, from its beginning; the one that a hit led to, from there.
    pub fn show(&mut self, session: Id) {
        let hit = self.hit;
        let wants = hit.filter(|(at, _)| *at == session).map(|(_, row)| row);
        *self = Self {
            wants,
            hit,
            ..Self::new(session)
        };
    }

    /// Scrolls, and the row that one stands on goes along: past the last row in view the text moves by lines.
    fn step(&mut self, motion: Motion, height: usize) {
        let Some(page) = &self.page else { return };
        let most = page.lines.len().saturating_sub(height);
        match motion {
            Motion::By(by) if self.prose.is_some() => self.leave_prose(by > 0, height, most),
            Motion::By(by) if by > 0 => self.down(height, most),
            Motion::By(_) => self.up(height),
            Motion::Halves(halves) => {
                let half = isize::try_from(height / 2).unwrap_or(8).max(1);
                self.top = self.top.saturating_add_signed(halves * half).min(most);
                self.stand_in_view(height, halves > 0);
            }
            Motion::First => (self.top, self.selected) = (0, 0),
            Motion::Last => {
                self.top = most;
                self.stand_in_view(height, false);
            }
        }
    }

    fn line(&self, row: usize) -> Option<usize> {
        self.page.as_ref()?.line_of(row)
    }

    fn down(&mut self, height: usize, most: usize) {
        let is_above = self.line(self.selected).is_some_and(|at| at < self.top);
        let next = if is_above {
            None
        } else {
            self.line(self.selected + 1)
        };
        if next.is_some_and(|at| at < self.top + height) {
            self.selected += 1;
        } else if self.top < most {
            self.top += 1;
            if self
                .line(self.selected + 1)
                .is_some_and(|at| at < self.top + height)
            {
                self.selected += 1;
            }
        }
    }

    fn up(&mut self, height: usize) {
        let here = self.line(self.selected);
        let is_seen = here.is_some_and(|at| (self.top..self.top + height).contains(&at));
        let before = self.selected.checked_sub(1);
        let is_before_seen = before
            .and_then(|row| self.line(row))
            .is_some_and(|at| at >= self.top);
        if is_seen && is_before_seen {
            self.selected -= 1;
        } else if self.top > 0 {
            self.top -= 1;
            let line_before = before.and_then(|row| self.line(row));
            if is_seen && line_before.is_some_and(|at| at >= self.top) {
                self.selected -= 1;
            }
        }
    }

    /// Stands on the first or the last row in view, where one stood on none of them.
    fn stand_in_view(&mut self, height: usize, first: bool) {
        let Some(page) = &self.page else { return };
        let seen = self.top..self.top + height;
        if page
            .line_of(self.selected)
            .is_some_and(|at| seen.contains(&at))
        {
            return;
        }
        let mut rows = (0..page.rows.len())
            .filter(|row| page.line_of(*row).is_some_and(|at| seen.contains(&at)));
        let found = if first { rows.next() } else { rows.next_back() };
        self.selected = found.unwrap_or(self.selected);
    }
}

pub(super) fn on_reading(
    model: &mut Model,
    mut reading: Box<Reading>,
    action: Action,
) -> Vec<Effect> {
    if let Some(motion) = motion_of(action) {
        reading.step(motion, layout::reading_height(model.size));
        model.overlays.push(Overlay::Reading(reading));
        return Vec::new();
    }
    match action {
        Action::Back | Action::Quit => {
            model.found = None;
            return Vec::new();
        }
        Action::NextHit | Action::Note if model.found.is_some() => {
            return to_hit(model, reading, 1);
        }
        Action::PreviousHit if model.found.is_some() => return to_hit(model, reading, -1),
        Action::PreviousSession | Action::Left => reading.turn = Some(Turn::Back),
        Action::NextSession | Action::Right => reading.turn = Some(Turn::On),
        action => return on_row(model, reading, action),
    }
    model.overlays.push(Overlay::Reading(reading));
    Vec::new()
}

fn to_hit(model: &mut Model, reading: Box<Reading>, by: isize) -> Vec<Effect> {
    model.overlays.push(Overlay::Reading(reading));
    super::search::step(model, by);
    Vec::new()
}

/// What a row answers to everywhere, it answers to here.
fn on_row(model: &mut Model, reading: Box<Reading>, action: Action) -> Vec<Effect> {
    let session = reading.session;
    let entry = reading.entry(model.size).cloned();
    model.overlays.push(Overlay::Reading(reading));
    match action {
        Action::Copy => vec![Effect::CopyAgenda(session)],
        Action::Edit => {
            let form = form::of_session(session);
            model.overlays.push(Overlay::Form(Box::new(form)));
            Vec::new()
        }
        Action::Editor if !model.is_masked => {
            vec![Effect::OpenEditor(Edited::Column {
                table: Table::Sessions,
                id: session,
                column: "notes",
            })]
        }
        Action::Enter if entry.is_some() => into(model, entry),
        action if !works(action) => Vec::new(),
        action => match intent::intent(model, action) {
            Some(Intent::Tab(tab)) => {
                model.overlays.pop();
                update::carry_out(model, Intent::Tab(tab))
            }
            Some(intent) => update::carry_out(model, intent),
            None => {
                update::explain(model, action);
                Vec::new()
            }
        },
    }
}

/// Whether an action would do anything to the page that is read, or to the row that one stands on.
#[must_use]
pub fn can(model: &Model, action: Action) -> bool {
    match action {
        Action::PreviousSession
        | Action::NextSession
        | Action::Left
        | Action::Right
        | Action::Copy
        | Action::Edit => true,
        Action::Editor => !model.is_masked,
        Action::Enter => model.entry().is_some(),
        Action::NextHit | Action::Note | Action::PreviousHit => model.found.is_some(),
        action => works(action) && intent::can(model, action),
    }
}

/// What a key about a row says where one stands on none; none where the action is about none, or there is a row.
#[must_use]
pub fn without_row(model: &Model, action: Action) -> Option<&'static str> {
    let is_about_row = matches!(
        action,
        Action::Enter
            | Action::Toggle
            | Action::State
            | Action::Delete
            | Action::TurnInto
            | Action::Visibility
            | Action::Offers
    );
    let Some(Overlay::Reading(reading)) = model.layer() else {
        return None;
    };
    let height = layout::reading_height(model.size);
    match reading.entry(model.size) {
        None if is_about_row && reading.nearest(true, height).is_some() => {
            Some("No row is chosen here. {down} goes to one.")
        }
        None if is_about_row => Some("No row is in view here."),
        _ => None,
    }
}

/// Which actions have a meaning while reading: none that moves in the lists beneath, or that adds to them.
fn works(action: Action) -> bool {
    !matches!(
        action,
        Action::Template
            | Action::More
            | Action::Fewer
            | Action::MoveDown
            | Action::MoveUp
            | Action::NextPane
            | Action::PreviousPane
            | Action::Note
            | Action::CallGoals
            | Action::CallNotes
            | Action::NotToday
            | Action::Outcome
            | Action::EndCall
    )
}

/// Enter: to where an item stands now, to another session's page, else the row itself.
fn into(model: &mut Model, entry: Option<Entry>) -> Vec<Effect> {
    let Some(entry) = entry else {
        return Vec::new();
    };
    let Some(Overlay::Reading(reading)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    let onward = reading
        .page
        .as_ref()
        .and_then(|p| p.onward(reading.selected));
    match (onward, entry) {
        (Some((session, true, _)), _) => reading.show(session),
        (Some((session, false, item)), _) => stand_on_agenda(model, session, Some(item)),
        (None, Entry::Session(line)) if line.status.is_past() => reading.show(line.id),
        (None, Entry::Session(line)) => stand_on_agenda(model, line.id, None),
        (None, entry) => {
            if let Some(form) = form::form_for(&entry) {
                model.overlays.push(Overlay::Form(Box::new(form)));
            }
        }
    }
    Vec::new()
}

/// Closes the page, and stands on a session that is ahead.
fn stand_on_agenda(model: &mut Model, session: Id, item: Option<Id>) {
    model.overlays.pop();
    goto::on_agenda(model, session, item.map(|item| (Table::AgendaItems, item)));
}

/// The list of sessions stands on the page that is read.
pub fn follow_page(model: &mut Model, session: Id) {
    let is_there = model.agenda.shown == Shown::Session(session);
    if model.in_call || model.tab != Tab::Agenda || is_there {
        return;
    }
    model.agenda.shown = Shown::Session(session);
    model.agenda.panes.left.stand_on((Table::Sessions, session));
    model.agenda.panes.left.touch();
    model.agenda.panes.right.reset();
    model.agenda.is_placed = true;
}
