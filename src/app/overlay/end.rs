//! The end of a call: its sentence, the promises read back, the next date.

mod dates;
mod drafts;

use crossterm::event::{KeyCode, KeyEvent};

use super::{Overlay, PulsePage, motion, moved, page_of};
use crate::actions::{Act, Ending};
use crate::app::field::{Edit, Field};
use crate::app::keymap::{Action, Place};
use crate::app::list::Motion;
use crate::app::model::Model;
use crate::app::update::{self, Effect};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::pulse::PulseForm;
use crate::domain::{GoalStatus, Id, Instant};
use crate::store::window::agenda::PromiseLine;

use self::dates::{held, next_start};
use self::drafts::{forget_rows, keep_row};

pub use self::dates::{
    end_echo, held_minutes, next_there, open_since, plans_next, proposed_end, proposed_next,
};
pub(super) use self::drafts::keep_rows;
pub use self::drafts::{end_draft, row_draft, take_up_drafts};

/// Which row of the end screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndRow {
    /// In a sentence.
    Sentence,
    /// A promise, by its index.
    Promise(usize),
    /// A goal that was closed today, by its index.
    Closed(usize),
    /// From when to when.
    Held,
    /// The next session.
    Next,
    /// How useful it was.
    Useful,
    /// A pulse, where one is due.
    Pulse,
}

/// Whether a pulse is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PulseOffer {
    /// None is due.
    #[default]
    None,
    /// One is due.
    Due,
    /// It was taken here.
    Kept,
}

/// A goal or a milestone that was closed today.
#[derive(Clone, Debug)]
pub struct Closed {
    /// Its row.
    pub id: Id,
    /// Its text.
    pub title: String,
    /// How the goal ended; none of a milestone, which is done.
    pub status: Option<GoalStatus>,
    /// Not for the partner's eyes.
    pub private: bool,
    /// A line on it.
    pub note: Field,
    /// The line that is in the file.
    pub note_in_file: String,
    /// The line as it was found here.
    pub found: String,
}

impl Closed {
    /// It shows what was written before, none of it typed here: not on a masked screen.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        !self.found.is_empty() && self.found == self.note.value()
    }
}

/// The end of a call.
#[derive(Clone, Debug)]
pub struct End {
    /// The live session.
    pub session: Id,
    /// In a sentence.
    pub sentence: Field,
    /// The promises, to read aloud, with the state that they go to.
    pub promises: Vec<(PromiseLine, CommitmentStatus)>,
    /// How many more are open than those.
    pub more_promises: usize,
    /// Goals that were closed today, with a line on each.
    pub closed: Vec<Closed>,
    /// Items done, and items that go on.
    pub counts: (usize, usize),
    /// Some of those that go on: text, how often, and whether it is private.
    pub goes_on: Vec<(String, i64, bool)>,
    /// From when to when, as typed: "15:00–15:43".
    pub held: Field,
    /// The same, as proposed.
    pub held_proposed: String,
    /// The next session, as typed; emptied plans nothing.
    pub next: Field,
    /// The same, as proposed.
    pub next_proposed: String,
    /// When the next session is planned, where it is already.
    pub planned: Option<Instant>,
    /// Nothing is proposed to follow: with this one they close.
    pub is_last: bool,
    /// 1–5.
    pub useful: Option<i64>,
    /// Whether a pulse is offered.
    pub pulse: PulseOffer,
    /// The row that is typed in.
    pub row: EndRow,
    /// It has been read.
    pub is_read: bool,
    /// The drafts differ from what is typed.
    pub is_unsaved: bool,
    /// What is wrong.
    pub error: Option<String>,
}

/// The end of a call, not read yet.
#[must_use]
pub fn end(session: Id) -> End {
    End {
        session,
        sentence: Field::line(""),
        promises: Vec::new(),
        more_promises: 0,
        closed: Vec::new(),
        counts: (0, 0),
        goes_on: Vec::new(),
        held: Field::line(""),
        held_proposed: String::new(),
        next: Field::line(""),
        next_proposed: String::new(),
        planned: None,
        is_last: false,
        useful: None,
        pulse: PulseOffer::None,
        row: EndRow::Sentence,
        is_read: false,
        is_unsaved: false,
        error: None,
    }
}

/// The rows of the end screen, in order.
#[must_use]
pub fn end_rows(end: &End) -> Vec<EndRow> {
    let mut rows = vec![EndRow::Sentence];
    rows.extend((0..end.promises.len()).map(EndRow::Promise));
    rows.extend((0..end.closed.len()).map(EndRow::Closed));
    rows.extend([EndRow::Held, EndRow::Next, EndRow::Useful]);
    if end.pulse != PulseOffer::None {
        rows.push(EndRow::Pulse);
    }
    rows
}

pub(super) fn end_field(end: &mut End) -> Option<&mut Field> {
    field_of(end, end.row)
}

fn field_of(end: &mut End, row: EndRow) -> Option<&mut Field> {
    match row {
        EndRow::Sentence => Some(&mut end.sentence),
        EndRow::Closed(n) => end.closed.get_mut(n).map(|closed| &mut closed.note),
        EndRow::Held => Some(&mut end.held),
        EndRow::Next => Some(&mut end.next),
        EndRow::Promise(_) | EndRow::Useful | EndRow::Pulse => None,
    }
}

pub(super) fn on_end(model: &mut Model, mut end: Box<End>, key: KeyEvent) -> Vec<Effect> {
    let action = model.keys.action(&key, Place::End);
    match (end.row, action) {
        (EndRow::Pulse, Some(Action::Toggle)) => return take_pulse(model, end),
        (EndRow::Held, Some(Action::NotHeld)) if end.held.value() == end.held_proposed => {
            return not_held(model, end);
        }
        (EndRow::Promise(n), Some(action)) => turn_promise(&mut end, n, action),
        _ => return on_other_key(model, end, key),
    }
    let kept = keep_row(&end, end.row);
    model.overlays.push(Overlay::End(end));
    kept.into_iter().collect()
}

fn not_held(model: &mut Model, end: Box<End>) -> Vec<Effect> {
    model.in_call = false;
    let session = end.session;
    // Where that is taken back, the end opens again as it was left.
    model.call.ending = Some(end);
    vec![Effect::Act(Act::Miss { session, by: None })]
}

/// What goes on, goes from row to row, or types.
fn on_other_key(model: &mut Model, mut end: Box<End>, key: KeyEvent) -> Vec<Effect> {
    let rows = end_rows(&end);
    let place = rows.iter().position(|r| *r == end.row).unwrap_or(0);
    let mut effects = Vec::new();
    match key.code {
        KeyCode::Esc => {
            effects.extend(keep_rows(&mut end));
            model.call.ending = Some(end);
            return effects;
        }
        KeyCode::Enter => return keep_end(model, end),
        KeyCode::Tab | KeyCode::Down => {
            end.row = rows.get(place + 1).copied().unwrap_or(EndRow::Sentence);
            end.error = None;
        }
        KeyCode::BackTab | KeyCode::Up => {
            end.row = place
                .checked_sub(1)
                .and_then(|n| rows.get(n))
                .or(rows.last())
                .copied()
                .unwrap_or(EndRow::Useful);
            end.error = None;
        }
        KeyCode::Char(c) if end.row == EndRow::Useful => {
            let digit = c.to_digit(10).map(i64::from);
            end.useful = digit.filter(|n| (1..=5).contains(n));
            effects.extend(keep_row(&end, end.row));
        }
        _ => match motion_in_end(&end, key) {
            Some(motion) => {
                let to = moved(place, rows.len(), motion, page_of(model, 14));
                end.row = rows.get(to).copied().unwrap_or(end.row);
                end.error = None;
            }
            None => effects.extend(type_in_end(&mut end, key)),
        },
    }
    model.overlays.push(Overlay::End(end));
    effects
}

/// A page on or back; to the ends on a row in which nothing is typed.
fn motion_in_end(end: &End, key: KeyEvent) -> Option<Motion> {
    let is_typed = matches!(
        end.row,
        EndRow::Sentence | EndRow::Closed(_) | EndRow::Held | EndRow::Next
    );
    match key.code {
        KeyCode::Home if !is_typed => Some(Motion::First),
        KeyCode::End if !is_typed => Some(Motion::Last),
        KeyCode::PageDown | KeyCode::PageUp => motion(key),
        _ => None,
    }
}

/// The pulse lies over the end of the call, which goes on behind it.
fn take_pulse(model: &mut Model, mut end: Box<End>) -> Vec<Effect> {
    let effects = keep_rows(&mut end);
    let page = model
        .relationship_id()
        .filter(|_| end.pulse == PulseOffer::Due)
        .map(|with| PulsePage::new(with, PulseForm::Quick));
    model.overlays.push(Overlay::End(end));
    model
        .overlays
        .extend(page.map(|page| Overlay::Pulse(Box::new(page))));
    effects
}

fn type_in_end(end: &mut End, key: KeyEvent) -> Option<Effect> {
    end.error = None;
    let edit = end_field(end)?.key(key);
    (edit == Edit::Changed).then(|| keep_row(end, end.row))?
}

/// Done or open, released or open.
fn turn_promise(end: &mut End, n: usize, action: Action) {
    let Some((_, to)) = end.promises.get_mut(n) else {
        return;
    };
    *to = match (action, *to) {
        (Action::Release, CommitmentStatus::Released)
        | (Action::Toggle, CommitmentStatus::Done) => CommitmentStatus::Open,
        (Action::Release, _) => CommitmentStatus::Released,
        (Action::Toggle, _) => CommitmentStatus::Done,
        (_, same) => same,
    };
}

fn keep_end(model: &mut Model, mut end: Box<End>) -> Vec<Effect> {
    match ending(model, &end) {
        Ok(ending) => {
            let mut effects = update::save(model);
            effects.push(Effect::Act(Act::End {
                session: end.session,
                ending,
            }));
            effects.extend(forget_rows(&end));
            // Where the end is taken back, it opens again as it was left.
            model.call.ending = Some(end);
            effects
        }
        Err(error) => {
            // To the row that it is about.
            end.row = match held(model, &end) {
                Err(_) => EndRow::Held,
                Ok(_) => EndRow::Next,
            };
            end.error = Some(error);
            model.overlays.push(Overlay::End(end));
            Vec::new()
        }
    }
}

fn ending(model: &Model, end: &End) -> Result<Ending, String> {
    let (started_at, ended_at) = held(model, end)?;
    let next = end.next.value();
    let next = if next.trim().is_empty() {
        None
    } else {
        Some(next_start(model, next.trim())?)
    };
    Ok(Ending {
        summary: end.sentence.value().trim().to_owned(),
        started_at,
        ended_at: Some(ended_at),
        usefulness: end.useful,
        next,
        promises: end
            .promises
            .iter()
            .filter(|(line, to)| line.status != *to)
            .map(|(line, to)| (line.id, *to))
            .collect(),
        close_notes: end
            .closed
            .iter()
            .filter(|closed| closed.note.value().trim() != closed.note_in_file.trim())
            .map(|closed| (closed.id, closed.note.value()))
            .collect(),
    })
}
