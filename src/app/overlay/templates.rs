//! The templates for an agenda.

use super::{Overlay, motion_of, moved, page_of};
use crate::actions::Act;
use crate::app::keymap::Action;
use crate::app::model::Model;
use crate::app::update::Effect;
use crate::domain::relationship::Phase;
use crate::domain::{Id, content};

/// The templates.
#[derive(Clone, Debug)]
pub struct Templates {
    /// For which session.
    pub session: Id,
    /// Id, name, and what it is for; the one that fits the phase first. Empty until they are read.
    pub choices: Vec<(String, String, String)>,
    /// The selected one.
    pub selected: usize,
    /// It came by itself, after a first session was planned.
    pub is_offered: bool,
}

/// What a letter is answered with where the templates came by themselves.
pub(super) const CHOOSE: &str =
    "Enter takes this agenda, ↓ and ↑ choose another, Esc begins without one.";

pub(super) fn on_templates(
    model: &mut Model,
    mut templates: Templates,
    action: Action,
) -> Vec<Effect> {
    match action {
        Action::Back | Action::Quit => return Vec::new(),
        Action::Enter => {
            let chosen = templates
                .choices
                .get(templates.selected)
                .map(|(id, ..)| id.clone());
            return chosen
                .map(|template| {
                    Effect::Act(Act::Template {
                        session: templates.session,
                        template,
                    })
                })
                .into_iter()
                .collect();
        }
        _ => {
            if let Some(motion) = motion_of(action) {
                templates.selected = moved(
                    templates.selected,
                    templates.choices.len(),
                    motion,
                    page_of(model, 8),
                );
            }
        }
    }
    model.overlays.push(Overlay::Templates(templates));
    Vec::new()
}

/// The templates to choose from; those that fit the phase come first.
#[must_use]
pub fn choices(model: &Model) -> Vec<(String, String, String)> {
    let phase = model
        .relationship
        .as_ref()
        .map(|r| r.phase)
        .unwrap_or_default();
    let mut choices: Vec<_> = content::templates().iter().collect();
    // Who goes on beyond the end meets as before.
    let phase = if phase == Phase::Redefined {
        Phase::Enabling
    } else {
        phase
    };
    choices.sort_by_key(|t| t.phase != phase);
    choices
        .iter()
        .map(|t| (t.id.clone(), t.name.clone(), t.purpose.clone()))
        .collect()
}
