//! The tables of the JSON contract: their names, order, columns and references, for whoever reads, writes or checks rows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entity::Entity;

/// An id: a `UUIDv7`, so that two machines never hand out the same one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Id(pub Uuid);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Id {
    /// Reads the hyphenated form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

/// A pointer to a row of any table: what an agenda item is about, where something was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The table.
    pub table: Table,
    /// The row.
    pub id: Id,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An [`Id`], 16 bytes in the file.
    Id,
    /// Free text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number.
    Int,
    /// True or false, 1 or 0 in the file.
    Bool,
    /// An RFC 3339 instant in UTC.
    Instant,
    /// A local ISO date.
    Day,
    /// A list, an object or a [`Link`], as JSON text in the file.
    Json,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the file and in the contract.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether an import must bring it.
    pub required: bool,
}

impl Column {
    /// The table that the column points to.
    #[must_use]
    pub fn reference(&self) -> Option<Table> {
        Self::named_table(self.name)
    }

    /// The table that a column with this name points to.
    #[must_use]
    pub fn named_table(name: &str) -> Option<Table> {
        Some(match name {
            "relationship_id" => Table::Relationships,
            "goal_id" => Table::Goals,
            "session_id" | "moved_to_id" | "moved_from_id" | "told_in_id" => Table::Sessions,
            "carried_from_id" | "current_item_id" => Table::AgendaItems,
            "lesson_id" => Table::Lessons,
            _ => return None,
        })
    }

    /// Whether the column is private whatever its row says.
    #[must_use]
    pub fn always_private(&self) -> bool {
        matches!(self.name, "notes" | "about") && self.kind == Kind::Text && !self.required
    }
}

/// What a column is called on the screens, as a part of its row: `state`, `place in the list`.
#[must_use]
pub fn spoken_field(column: &str) -> String {
    let words = match column {
        "status" | "state" => "state",
        "current_item_id" | "current_since" => "item that is talked about",
        "planned_start" => "time",
        "planned_minutes" | "session_minutes" => "minutes",
        "position" => "place in the list",
        "visibility" => "privacy",
        "deleted_at" => "place in the trash",
        "moved_to_id" | "moved_from_id" => "move",
        "changed_by" | "changed_at" | "change_reason" => "change of plan",
        "made_from" | "carried_from_id" => "origin",
        "carry_count" => "count of moves",
        "success_test" => "test",
        "target_date" | "due" | "renegotiated" => "date",
        "if_then" => "plan",
        "summary" => "sentence",
        "close_note" | "end_note" => "line on how it ended",
        "response" | "response_note" => "answer",
        "partner_name" => "name",
        other => {
            let bare = ["_id", "_on", "_at"];
            let bare = bare.iter().find_map(|end| other.strip_suffix(end));
            return bare.unwrap_or(other).replace('_', " ");
        }
    };
    words.to_owned()
}

macro_rules! tables {
    ($($variant:ident = $name:literal, $entity:path, $noun:literal, $title:literal;)*) => {
        /// A table of the contract, in its order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Table {
            $(#[doc = concat!("`", $name, "`")] #[serde(rename = $name)] $variant,)*
        }

        impl Table {
            /// Every table: those of the contract in its order, then what only this file knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the file and in the contract.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// One row of it, in the field's words.
            #[must_use]
            pub fn noun(self) -> &'static str {
                match self { $(Self::$variant => $noun,)* }
            }

            /// The column that names a row to a person.
            #[must_use]
            pub fn title_column(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Its columns, in the order of the contract.
            #[must_use]
            pub fn columns(self) -> &'static [Column] {
                match self { $(Self::$variant => <$entity>::COLUMNS,)* }
            }

            /// Reads a row into its entity and back: defaults filled in, absent values left out.
            ///
            /// # Errors
            /// When a value is not of its column's kind.
            pub fn normalise(self, row: super::Row) -> Result<super::Row, serde_json::Error> {
                match self { $(Self::$variant => <$entity>::from_row(row).map(|e| e.to_row()),)* }
            }
        }
    };
}

tables! {
    Relationships = "relationships", super::Relationship, "relationship", "partner_name";
    Agreements = "agreements", super::Agreement, "agreement", "version";
    Goals = "goals", super::Goal, "goal", "title";
    Milestones = "milestones", super::Milestone, "milestone", "title";
    GoalUpdates = "goal_updates", super::GoalUpdate, "update", "text";
    Sessions = "sessions", super::Session, "session", "planned_start";
    Materials = "materials", super::Material, "material", "label";
    AgendaItems = "agenda_items", super::AgendaItem, "agenda item", "title";
    Questions = "questions", super::Question, "question", "text";
    Commitments = "commitments", super::Commitment, "promise", "text";
    Feedback = "feedback", super::Feedback, "feedback", "behaviour";
    FeedbackRequests = "feedback_requests", super::FeedbackRequest, "feedback request", "about";
    Challenges = "challenges", super::Challenge, "challenge", "title";
    Lessons = "lessons", super::Lesson, "lesson", "text";
    Pulses = "pulses", super::Pulse, "pulse", "taken_on";
    Resources = "resources", super::Resource, "resource", "title";
    Wins = "wins", super::Win, "win", "text";
    Dismissals = "dismissals", super::offer::Dismissal, "switched-off offer", "offer";
}

impl Table {
    /// The tables of the JSON contract, in its order.
    #[must_use]
    pub fn contract() -> &'static [Self] {
        Self::ALL.split_last().map_or(&[], |(_, contract)| contract)
    }

    /// The table with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.name() == name)
    }

    /// The column with this name.
    #[must_use]
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|c| c.name == name)
    }

    /// For a child, which inherits visibility and goes to the trash with it: the column that names its parent.
    #[must_use]
    pub fn parent(self) -> Option<&'static str> {
        match self {
            Self::Milestones | Self::GoalUpdates => Some("goal_id"),
            Self::Materials => Some("session_id"),
            _ => None,
        }
    }
}
