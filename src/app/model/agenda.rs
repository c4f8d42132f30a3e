//! The Agenda tab: the sessions, and the page beside them.

use crate::domain::{Id, Instant, Session};
use crate::store::window::agenda::ItemSums;
use crate::store::window::offers::OfferLine;

use super::super::entry::Shelf;
use super::tab::{Focus, Panes};

/// What the right pane of the Agenda tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A session's page.
    Session(Id),
    /// What is saved between sessions.
    Shelf(Shelf),
    /// Nothing is planned, nothing was held.
    Nothing,
}

/// The Agenda tab.
#[derive(Clone, Debug)]
pub struct AgendaTab {
    /// Sessions, and the page of the selected one.
    pub panes: Panes,
    /// Whose page the right list holds.
    pub shown: Shown,
    /// The session of that page.
    pub session: Option<Session>,
    /// The sessions of the days before and after it.
    pub beside: (Option<Id>, Option<Id>),
    /// Another session's page was turned to, and is not read yet.
    pub is_turned: bool,
    /// When it is instead, where it was moved.
    pub moved_to: Option<Instant>,
    /// Its items, counted.
    pub sums: ItemSums,
    /// Its number among the held ones, and how many were held.
    pub number: i64,
    /// What is offered for it.
    pub offers: Vec<OfferLine>,
    /// What is worth knowing of the two before their next session.
    pub facts: Vec<OfferLine>,
    /// The sessions have been read once, and the next one stood on.
    pub is_placed: bool,
    /// The first open promise is to stand on, once it is read.
    pub wants_promises: bool,
}

impl Default for AgendaTab {
    fn default() -> Self {
        Self {
            panes: Panes {
                focus: Focus::Right,
                ..Panes::default()
            },
            shown: Shown::Nothing,
            session: None,
            beside: (None, None),
            is_turned: false,
            moved_to: None,
            sums: ItemSums::default(),
            number: 0,
            offers: Vec::new(),
            facts: Vec::new(),
            is_placed: false,
            wants_promises: false,
        }
    }
}
