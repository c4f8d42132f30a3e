//! Closed lists of words (sides, states, kinds): one macro gives each its spelling in data.

use std::fmt::Debug;

/// A closed list of words, as they stand in the file and in the JSON contract.
pub trait Word: Copy + PartialEq + Debug + Sized + 'static {
    /// Every word of the list, the default first unless it says otherwise.
    const ALL: &'static [Self];

    /// The word as it stands in data.
    fn word(self) -> &'static str;

    /// The member with this spelling.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|w| w.word() == word)
    }

    /// The word as it stands on the screen: spaces instead of underscores.
    fn spoken(self) -> String {
        self.word().replace('_', " ")
    }
}

/// A row of a table of states: from where, to where, the letter of the state menu, and what the menu calls it.
pub type Transition<S> = (S, S, char, &'static str);

/// Declares an enum of words; the first one is the default.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident = $first_word:literal $(, $(#[$variant_doc:meta])* $variant:ident = $word:literal)* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            #[serde(rename = $first_word)]
            $first,
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $crate::domain::words::Word for $name {
            const ALL: &'static [Self] = &[Self::$first, $(Self::$variant),*];

            fn word(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::domain::entity::Stored for $name {
            const KIND: $crate::domain::table::Kind = $crate::domain::table::Kind::Word(&[$first_word, $($word),*]);
            fn absent(&self) -> bool {
                false
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Who: the person at the keyboard is always `me`, whether mentor or mentee.
    Side {
        /// The person at the keyboard.
        Me = "me",
        /// The other one.
        Partner = "partner",
        /// Both of us.
        Both = "both",
    }
}

impl Side {
    /// The other side; both stays both.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Me => Self::Partner,
            Self::Partner => Self::Me,
            Self::Both => Self::Both,
        }
    }

    /// The next one of me, partner, both, as Tab turns them.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Me => Self::Partner,
            Self::Partner => Self::Both,
            Self::Both => Self::Me,
        }
    }
}

words! {
    /// Whether a row may appear in what is exported for, or synced with, the partner.
    Visibility {
        /// It may.
        Shared = "shared",
        /// It never does, unless asked for by name.
        Private = "private",
    }
}

words! {
    /// When a row was written: while it happened, or afterwards.
    Origin {
        /// While it happened.
        Live = "live",
        /// Entered after the fact.
        Later = "later",
    }
}
