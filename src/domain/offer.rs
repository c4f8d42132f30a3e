//! Offers: what could go onto the next agenda, and which of them were switched off for good.

use super::Id;
use super::entity::{self, entity};
use super::words::words;

words! {
    /// Where an offer comes from, in the order in which they are shown.
    OfferKind {
        /// Items of the backlog.
        LeftOver = "left from before",
        /// Promises whose date is near.
        PromiseDue = "promises due",
        /// Feedback without an answer.
        Waiting = "waiting for an answer",
        /// Saved questions.
        Saved = "saved questions",
        /// Goals that have gone quiet.
        Quiet = "quiet",
        /// The bank of questions, for this phase.
        Bank = "from the bank, for this phase",
        /// A pulse, every 8 weeks: on the Timeline tab and at the end of a call, never among the offers.
        Pulse = "a pulse, every 8 weeks",
    }
}

entity! {
    /// An offer, or a whole kind of offers, that is not shown any more.
    private Dismissal in Dismissals {
        required {
            /// The kind of offer.
            offer: OfferKind,
        }
        rest {
            /// The row that is not offered; none switches the whole kind off.
            row_id: Option<Id>,
            /// The question of the bank that is not offered.
            bank_id: String,
        }
    }
}
