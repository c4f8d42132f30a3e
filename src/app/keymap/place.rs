//! Where keys are pressed: each place has its keys, and some it shares with what lies below.

use super::action::Action;

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In every place but text fields and what lies over the screen.
    Anywhere,
    /// On the tabs.
    Tabs,
    /// In the call.
    Call,
    /// In the offers.
    Offers,
    /// In the templates.
    Templates,
    /// In the history.
    History,
    /// In the trash.
    Trash,
    /// In the records behind a figure.
    Records,
    /// In a text that is only read.
    Text,
    /// In a pulse.
    Pulse,
    /// In the list of keys.
    Help,
    /// In a line, where letters type.
    Line,
    /// In a form, where letters type.
    Form,
    /// In the search, where letters type.
    Search,
    /// At the end of a call, where letters type.
    End,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 15] = [
        Self::Anywhere,
        Self::Tabs,
        Self::Call,
        Self::Offers,
        Self::Templates,
        Self::History,
        Self::Trash,
        Self::Records,
        Self::Text,
        Self::Pulse,
        Self::Help,
        Self::Line,
        Self::Form,
        Self::Search,
        Self::End,
    ];

    /// As the README names it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Anywhere => "",
            Self::Tabs => "tabs",
            Self::Call => "call",
            Self::Offers => "offers",
            Self::Templates => "templates",
            Self::History => "history",
            Self::Trash => "trash",
            Self::Records => "records",
            Self::Text => "text",
            Self::Pulse => "pulse",
            Self::Help => "list of keys",
            Self::Line => "line",
            Self::Form => "form",
            Self::Search => "search",
            Self::End => "end of a call",
        }
    }

    /// Whether letters type there.
    fn is_typed_in(self) -> bool {
        matches!(self, Self::Line | Self::Form | Self::Search | Self::End)
    }

    /// Whether an action of the tabs means the same in this layer over the screen: what moves, leaves, or is the program's.
    pub(super) fn shares(self, action: Action) -> bool {
        match action {
            Action::Down
            | Action::Up
            | Action::PageDown
            | Action::PageUp
            | Action::HalfDown
            | Action::HalfUp
            | Action::First
            | Action::Last
            | Action::Back
            | Action::Quit
            | Action::QuitNow
            | Action::Redraw
            | Action::Suspend
            | Action::Mask => !self.is_typed_in(),
            Action::Help => !self.is_typed_in() && self != Self::Help,
            Action::Undo => matches!(self, Self::Offers | Self::Trash),
            Action::Redo => self == Self::History,
            _ => false,
        }
    }
}
