//! A pulse is kept: my answers, or the partner's as they were told.

use std::collections::BTreeMap;

use super::say::refuse;
use super::{Scene, Step};
use crate::domain::pulse::PulseForm;
use crate::domain::{Batch, Id, Pulse, Relationship, Side, Table};

/// The answers of today. What was skipped is not among them; where all of it was, nothing is kept.
pub(super) fn take(
    scene: &Scene,
    relationship: Id,
    side: Side,
    form: PulseForm,
    answers: &BTreeMap<String, i64>,
) -> Step {
    let with: Relationship = scene.store.get(relationship)?;
    if answers.is_empty() {
        return refuse("Nothing is answered. 1 to 5 answer, Esc leaves it.");
    }
    let pulse = fresh!(
        scene,
        relationship,
        Pulse {
            taken_on: scene.today(),
            side,
            form,
            answers: answers.clone(),
        }
    );
    let whose = match side {
        Side::Partner => format!("Pulse of {}", with.first_name()),
        Side::Me | Side::Both => "Pulse".to_owned(),
    };
    let label = format!(
        "{whose}: {} of {} answered",
        answers.len(),
        form.items().count()
    );
    let batch = Batch::new(relationship, label).add(&pulse);
    Ok((batch, Some((Table::Pulses, pulse.id))))
}
