//! How two people work together: notice, grace, agenda lead, and what they wrote down.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entity::{self, entity};
use super::words::words;

words! {
    /// `draft` → `agreed` → `superseded` by the next agreed version.
    AgreementStatus {
        /// Being written.
        Draft = "draft",
        /// In force; never changes.
        Agreed = "agreed",
        /// Replaced by a newer one.
        Superseded = "superseded",
    }
}

/// One section of an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementSection {
    /// The section of the starter agreement.
    pub id: String,
    /// What the two wrote.
    pub text: String,
}

entity! {
    /// A version of how we work together.
    shared Agreement in Agreements {
        required {}
        rest {
            /// 1, 2, 3 …
            version: i64 = 1,
            /// Whether it is in force.
            status: AgreementStatus,
            /// When I agreed.
            agreed_on_me: Option<NaiveDate>,
            /// When the partner agreed.
            agreed_on_partner: Option<NaiveDate>,
            /// From when it holds.
            effective_from: Option<NaiveDate>,
            /// Hours of notice that a change of plan needs.
            notice_hours: i64 = 24,
            /// Minutes within which a start counts as on time.
            grace_minutes: i64 = 5,
            /// Hours before a session by which its agenda is shared.
            agenda_lead_hours: i64 = 24,
            /// A piece of feedback every so many sessions.
            feedback_every_sessions: i64 = 1,
            /// What happens to the notes afterwards.
            retention: String,
            /// What the two wrote down.
            sections: Vec<AgreementSection>,
        }
    }
}
