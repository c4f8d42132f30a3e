//! Going to a line of the history: its words. What happens is one action of the store.

use super::Done;
use super::say::{count, short};
use crate::store::{Applied, Undone, Way};

/// "12 actions back", "1 action undone, 1 done again": what going to a line comes to.
#[must_use]
pub fn way_words(way: Way) -> String {
    let actions = |n: usize| count(n, "action");
    match (way.back, way.again) {
        (back, 0) => format!("{} back", actions(back)),
        (0, again) => format!("{} forward", actions(again)),
        (back, again) => format!("{} undone, {again} done again", actions(back)),
    }
}

/// The name of going there in the history.
pub(super) fn label(way: Way, target: &str) -> String {
    format!("{}, to: {}", way_words(way), short(target))
}

pub(super) fn gone(undone: Option<Undone>) -> Done {
    match undone {
        Some(undone) => Done {
            message: undone.label,
            focus: None,
            applied: Applied::Batch(undone.seq),
        },
        None => Done {
            message: "Things stand as they did then".to_owned(),
            focus: None,
            applied: Applied::Nothing,
        },
    }
}
