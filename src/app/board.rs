//! The evidence board as the Timeline tab shows it: counted when the tab is opened and after a write, never for a key.

use crate::actions::{Act, Source};
use crate::domain::evidence::{Evidence, Raising, Reason};
use crate::domain::{Id, ItemKind, Link, Side, Table, Word};

/// What stands below the rows.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The lines, with the records behind each.
    pub lines: Vec<Evidence>,
    /// What is worth raising.
    pub raised: Vec<RaisedLine>,
    /// How much of what took place is recorded.
    pub coverage: String,
    /// It was counted while the screen was masked.
    pub is_masked: bool,
}

/// Something worth raising, with its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedLine {
    /// What it is.
    pub raising: Raising,
    /// Its sentence.
    pub sentence: String,
    /// Not for the partner's eyes.
    pub private: bool,
}

impl RaisedLine {
    /// Onto the agenda of a session, or the backlog: what is talked about there leads back to its records.
    #[must_use]
    pub fn taken(&self, relationship: Id, session: Option<Id>) -> Act {
        let sources = self.raising.rows.iter().map(|(table, id)| match table {
            Table::Commitments => Source::Promise(*id),
            Table::Feedback => Source::Feedback(*id),
            Table::AgendaItems => Source::Backlog(*id),
            Table::Goals => Source::Goal(*id),
            table => Source::Row(Link {
                table: *table,
                id: *id,
            }),
        });
        let item = |kind, title| Act::AddItem {
            relationship,
            session,
            kind,
            owner: Side::Both,
            title,
            minutes: None,
            goal: None,
        };
        match self.raising.reason {
            Reason::NoFeedback => item(ItemKind::Feedback, "Feedback, both ways".into()),
            Reason::Apart => {
                let what = self.raising.dimension.unwrap_or_default().spoken();
                item(ItemKind::Topic, format!("How each of us sees {what}"))
            }
            _ => Act::Take {
                relationship,
                session,
                sources: sources.collect(),
            },
        }
    }
}
