//! Resources to learn from, and wins to tell.

use chrono::NaiveDate;

use super::entity::{self, entity};
use super::words::{Side, Transition, Word, words};
use super::{Id, Link};

words! {
    /// What a resource is.
    ResourceKind {
        /// Something else.
        Other = "other",
        /// A conference.
        Conference = "conference",
        /// A workshop.
        Workshop = "workshop",
        /// A course.
        Course = "course",
        /// A publication.
        Publication = "publication",
        /// A book.
        Book = "book",
        /// A talk.
        Talk = "talk",
        /// A person to speak with.
        Person = "person",
    }
}

words! {
    /// `suggested` → `planned` → `doing` → `done` | `skipped`.
    ResourceStatus {
        /// Somebody named it.
        Suggested = "suggested",
        /// In the calendar, or on the desk.
        Planned = "planned",
        /// Being read, heard, attended.
        Doing = "doing",
        /// Finished, with a takeaway.
        Done = "done",
        /// Not for now.
        Skipped = "skipped",
    }
}

impl ResourceStatus {
    /// Whether it is behind, finished or not.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Skipped)
    }
}

/// What may follow what, with the letter of the state menu.
pub const TRANSITIONS: &[Transition<ResourceStatus>] = {
    use ResourceStatus::{Doing, Done, Planned, Skipped, Suggested};
    &[
        (Suggested, Planned, 'p', "planned"),
        (Suggested, Doing, 'b', "begun"),
        (Suggested, Done, 'y', "done, with a takeaway"),
        (Suggested, Skipped, 'k', "skipped"),
        (Planned, Suggested, 's', "suggested, not planned"),
        (Planned, Doing, 'b', "begun"),
        (Planned, Done, 'y', "done, with a takeaway"),
        (Planned, Skipped, 'k', "skipped"),
        (Doing, Planned, 'p', "planned, not begun"),
        (Doing, Done, 'y', "done, with a takeaway"),
        (Doing, Skipped, 'k', "skipped"),
        (Done, Doing, 'b', "not done yet"),
        (Skipped, Suggested, 's', "suggested again"),
    ]
};

impl ResourceKind {
    /// The kind that a text begins with ("book: The Odyssey"), and the rest of it.
    #[must_use]
    pub fn read(text: &str) -> (Option<Self>, &str) {
        let found = text.split_once(':').and_then(|(word, rest)| {
            let kind = Self::from_word(&word.trim().to_lowercase())?;
            Some((Some(kind), rest.trim()))
        });
        found
            .filter(|(_, rest)| !rest.is_empty())
            .unwrap_or((None, text.trim()))
    }
}

entity! {
    /// A conference, a book, a person: something to learn from.
    shared Resource in Resources {
        required {
            /// In one line.
            title: String,
        }
        rest {
            /// What it is.
            kind: ResourceKind,
            /// Where it is found.
            location: String,
            /// The first day.
            starts_on: Option<NaiveDate>,
            /// The last day.
            ends_on: Option<NaiveDate>,
            /// How long it takes, in hours.
            hours: Option<i64>,
            /// Who named it.
            suggested_by: Option<Side>,
            /// The goal that it serves.
            goal_id: Option<Id>,
            /// Where it stands.
            status: ResourceStatus,
            /// When it was finished.
            done_on: Option<NaiveDate>,
            /// What stayed.
            takeaway: String,
            /// Where the takeaway was used.
            used_in: Option<Link>,
        }
    }
}

impl Resource {
    /// The resource in another state, with the day that belongs to it.
    #[must_use]
    pub fn with_status(&self, status: ResourceStatus, today: NaiveDate) -> Self {
        Self {
            status,
            done_on: (status == ResourceStatus::Done).then_some(today),
            ..self.clone()
        }
    }
}

entity! {
    /// Something that went well.
    shared Win in Wins {
        required {
            /// What.
            text: String,
            /// When.
            happened_on: NaiveDate,
        }
        rest {
            /// Whose.
            whose: Side,
            /// The goal that it served.
            goal_id: Option<Id>,
            /// The session in which it was told.
            told_in_id: Option<Id>,
        }
    }
}
