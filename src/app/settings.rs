//! What the configuration says to the planner; without one all of it is as the program comes.

use crate::domain::offer::OfferKind;

use super::keymap::Keymap;
use super::model::Look;

/// What the mouse does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mouse {
    /// It clicks and scrolls here.
    #[default]
    Taken,
    /// It is the terminal's.
    Left,
}

/// What the configuration says to the planner.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How the screen is drawn.
    pub look: Look,
    /// The keys.
    pub keys: Keymap,
    /// Masked from the first frame.
    pub is_masked: bool,
    /// What the mouse does.
    pub mouse: Mouse,
    /// Kinds that are offered nowhere.
    pub nudges_off: Vec<OfferKind>,
    /// Where the file of the settings is, or would be; none where there is no home.
    pub file: Option<String>,
}
