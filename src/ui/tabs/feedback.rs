//! Feedback both ways at the left, the selected piece at the right.

use crate::app::layout::Areas;

use super::super::pen::{Pen, columns};

/// What stands around the two lists: how much was said each way. There is no score.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let (from, to) = pen.model.feedback.each_way;
    let name = pen.model.partner();
    let whole = format!("from {name} {from} · to {name} {to}");
    let aside = if columns(&whole) + 12 > areas.left.width {
        format!("from {from} · to {to}")
    } else {
        whole
    };
    super::left_title(pen, areas.left, "Feedback", &aside);
}
