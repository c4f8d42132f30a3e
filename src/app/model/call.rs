//! The call: its agenda, what stands beside it, its notes.

use crate::domain::Session;
use crate::store::window::agenda::{Caught, ItemSums};

use super::super::entry::{Entry, Part};
use super::super::field::Field;
use super::super::list::List;
use super::super::overlay::End;

/// Where the focus is in the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallFocus {
    /// In the agenda.
    #[default]
    Agenda,
    /// In the goals and promises.
    Side,
    /// In the notes: letters type.
    Notes,
}

/// The call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The live session.
    pub session: Option<Session>,
    /// Its items, counted.
    pub sums: ItemSums,
    /// The agenda; at a wide terminal what was caught stands under it.
    pub items: List<Part, Entry>,
    /// Goals with their next milestones, and promises.
    pub side: List<Part, Entry>,
    /// What was caught so far.
    pub caught: Option<Caught>,
    /// The session's own notes.
    pub notes: Field,
    /// The notes as they stand in the file.
    pub notes_in_file: String,
    /// Something was typed in the notes since one came to them.
    pub is_typing: bool,
    /// Where the focus is.
    pub focus: CallFocus,
    /// The session before this one.
    pub last_time: Option<Session>,
    /// The side list has to stand on the milestone that comes next.
    pub wants_next_milestone: bool,
    /// The end screen as it was left: it opens again with what was ticked and typed.
    pub ending: Option<Box<End>>,
}

impl Default for Call {
    fn default() -> Self {
        Self {
            session: None,
            sums: ItemSums::default(),
            items: List::default(),
            side: List::default(),
            caught: None,
            notes: Field::text(""),
            notes_in_file: String::new(),
            is_typing: false,
            focus: CallFocus::default(),
            last_time: None,
            wants_next_milestone: false,
            ending: None,
        }
    }
}
