//! A version of how we work together, read whole.

use super::{Overlay, motion_of, moved};
use crate::app::keymap::Action;
use crate::app::layout;
use crate::app::model::Model;
use crate::app::update::Effect;
use crate::domain::{Agreement, Id};

/// The page of an agreement.
#[derive(Clone, Debug)]
pub struct AgreementPage {
    /// Which version.
    pub id: Id,
    /// The same, whole; none until it is read.
    pub agreement: Option<Agreement>,
    /// The first line in view.
    pub top: usize,
}

impl AgreementPage {
    /// A page that is not read yet.
    #[must_use]
    pub fn of(id: Id) -> Self {
        Self {
            id,
            agreement: None,
            top: 0,
        }
    }
}

pub(super) fn on_agreement(
    model: &mut Model,
    mut page: Box<AgreementPage>,
    action: Action,
) -> Vec<Effect> {
    if matches!(action, Action::Back | Action::Quit) {
        return Vec::new();
    }
    if let (Some(motion), Some(agreement)) = (motion_of(action), &page.agreement) {
        let lines = layout::agreement::lines(agreement, model).len();
        let height = layout::reading_height(model.size);
        let last = lines.saturating_sub(height);
        page.top = moved(page.top, last + 1, motion, height);
    }
    model.overlays.push(Overlay::Agreement(page));
    Vec::new()
}
