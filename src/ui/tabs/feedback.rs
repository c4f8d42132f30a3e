//! Feedback both ways at the left, the selected piece at the right.

use crate::app::layout::Areas;

use super::super::pen::Pen;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let count = pen.model.feedback.left.len();
    super::left_title(pen, areas.left, "Feedback", &count.to_string());
}
