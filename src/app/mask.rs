//! What is hidden while the screen is shared. The one place that decides what a private text looks like.

use std::borrow::Cow;

use super::model::Model;

/// What stands for a private text; how long that is does not show.
pub const HIDDEN: &str = "▪▪▪▪";

impl Model {
    /// A text as it may be shown: a private one is hidden while the screen is masked; nothing stays nothing.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str, private: bool) -> Cow<'t, str> {
        if self.is_masked && private && !text.is_empty() {
            Cow::Borrowed(HIDDEN)
        } else {
            Cow::Borrowed(text)
        }
    }
}
