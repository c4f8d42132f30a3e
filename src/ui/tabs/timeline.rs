//! The story at the left, the selected day of it at the right.

use crate::app::layout::Areas;

use super::super::pen::Pen;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    super::left_title(pen, areas.left, "Story", "newest first");
}
