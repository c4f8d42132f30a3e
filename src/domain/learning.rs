//! Resources to learn from, and wins to tell.

use chrono::NaiveDate;

use super::entity::{self, entity};
use super::words::{Side, words};
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
