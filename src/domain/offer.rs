//! Nudges and offers: what could be done before the next session, each a fact and a key; and which were switched off for good.
//!
//! One table, read by the lists of the Agenda tab, the overlay of the offers, the configuration and the small texts: a kind has
//! a name there, and its sentence in `assets/microcopy.toml`. Nothing here asks, counts against anybody, or repeats itself
//! once it was switched off.

use super::Id;
use super::content::BankQuestion;
use super::entity::{self, entity};
use super::question::AskBy;
use super::words::words;

words! {
    /// Where an offer comes from, in the order in which they are shown.
    OfferKind {
        /// The day has come to which they paused.
        Pause = "the pause",
        /// No next date, or one that is far off for the rhythm.
        Rhythm = "the rhythm",
        /// Nothing stands on an agenda that is due.
        Empty = "an empty agenda",
        /// The day to look back half-way has come.
        Review = "the half-way review",
        /// The agreed end is near.
        Ending = "the agreed end",
        /// What was done fits the next phase.
        Phase = "the next phase",
        /// A pulse, every 8 weeks: here, on the Timeline tab and at the end of a call.
        Pulse = "a pulse, every 8 weeks",
        /// No feedback either way for as many sessions as were agreed.
        Exchange = "feedback each way",
        /// Items that have moved on again and again.
        Carried = "moved on three times",
        /// Items of the backlog.
        LeftOver = "left from before",
        /// Promises whose date is near.
        PromiseDue = "promises due",
        /// Feedback without an answer.
        Waiting = "waiting for an answer",
        /// Feedback that was asked for and has not come.
        Asked = "asked for",
        /// Saved questions.
        Saved = "saved questions",
        /// Goals that have gone quiet.
        Quiet = "quiet",
        /// Goals that nobody could say are reached.
        Untested = "without a test",
        /// Wins that were not told.
        Untold = "wins to tell",
        /// Questions from the bank.
        Bank = "from the bank, for this phase",
        /// A line of the evidence board, which the dismissal names; nothing is offered of this kind.
        Signal = "a line of the board",
    }
}

/// How the whole bank of questions is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// By the practice that a question serves.
    Practice,
    /// By the phase that it fits.
    Phase,
    /// By who asks.
    Asker,
}

impl Grouping {
    /// In their order.
    pub const ALL: [Self; 3] = [Self::Practice, Self::Phase, Self::Asker];

    /// The next one; none after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Practice => Some(Self::Phase),
            Self::Phase => Some(Self::Asker),
            Self::Asker => None,
        }
    }

    /// As the title writes it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Practice => "by practice",
            Self::Phase => "by phase",
            Self::Asker => "by who asks",
        }
    }

    /// Under what a question stands.
    #[must_use]
    pub fn heading(self, question: &BankQuestion) -> &str {
        match self {
            Self::Practice => super::Word::word(question.practice),
            Self::Phase if question.phase == "any" => "any phase",
            Self::Phase => &question.phase,
            Self::Asker => match question.ask_by {
                AskBy::Either => "either asks",
                AskBy::Mentor => "mentor asks",
                AskBy::Mentee => "mentee asks",
            },
        }
    }
}

/// The title of an agenda item about feedback each way.
pub const EACH_WAY: &str = "Feedback, each way";

/// The name of each kind in the configuration and in the small texts.
pub const NAMES: &[(OfferKind, &str)] = &[
    (OfferKind::Pause, "pause"),
    (OfferKind::Rhythm, "rhythm"),
    (OfferKind::Empty, "empty"),
    (OfferKind::Review, "review"),
    (OfferKind::Ending, "ending"),
    (OfferKind::Phase, "phase"),
    (OfferKind::Pulse, "pulse"),
    (OfferKind::Exchange, "exchange"),
    (OfferKind::Carried, "carried"),
    (OfferKind::LeftOver, "left"),
    (OfferKind::PromiseDue, "due"),
    (OfferKind::Waiting, "waiting"),
    (OfferKind::Asked, "asked"),
    (OfferKind::Saved, "saved"),
    (OfferKind::Quiet, "quiet"),
    (OfferKind::Untested, "test"),
    (OfferKind::Untold, "wins"),
    (OfferKind::Bank, "bank"),
];

/// Of what was switched off, each with what it is about, the whole kinds.
pub fn whole_kinds(off: &[(OfferKind, String)]) -> impl Iterator<Item = OfferKind> {
    let whole = off.iter().filter(|(_, about)| about.is_empty());
    whole.map(|(kind, _)| *kind)
}

impl OfferKind {
    /// Its name in the configuration and in the small texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// It is about the two, not about a row: there is nothing to tick, only something to do.
    #[must_use]
    pub fn is_fact(self) -> bool {
        matches!(
            self,
            Self::Pause
                | Self::Rhythm
                | Self::Empty
                | Self::Review
                | Self::Ending
                | Self::Phase
                | Self::Pulse
                | Self::Exchange
        )
    }

    /// Under which words it stands in the overlay: the facts stand together.
    #[must_use]
    pub fn heading(self) -> &'static str {
        if self.is_fact() {
            "to know"
        } else {
            super::Word::word(self)
        }
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
            /// The row that is not offered; without one, and without what it is about, the whole kind is switched off.
            row_id: Option<Id>,
            /// The question of the bank that is not offered; of a fact the day or the phase that it is about.
            bank_id: String,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Word, content};

    #[test]
    fn every_kind_has_a_name_and_a_sentence_of_its_own() {
        // A row of the evidence board is switched off by the same key, but is no offer.
        let is_offer = |kind: &&OfferKind| **kind != OfferKind::Signal;
        let kinds: Vec<_> = OfferKind::ALL.iter().filter(is_offer).collect();
        let names: std::collections::BTreeSet<_> = kinds.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), kinds.len());
        for kind in kinds {
            assert!(content::nudge(kind.name()).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn a_sentence_states_a_fact_and_asks_nothing() {
        for nudge in &content::microcopy().nudges {
            let text = format!(" {} ", nudge.text.to_lowercase());
            for word in [
                "?", " you ", " your ", " late ", "overdue", " still ", "forgot",
            ] {
                assert!(!text.contains(word), "{}: {word}", nudge.id);
            }
            assert!(!nudge.does.is_empty(), "{}", nudge.id);
        }
    }
}
