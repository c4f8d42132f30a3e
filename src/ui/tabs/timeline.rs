//! The story at the left, the selected thing at the right; the evidence board will take the right pane.

use crate::app::layout::Areas;
use crate::app::model::Zoom;
use crate::domain::story::TOLD;

use super::super::pen::Pen;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let tab = &pen.model.timeline;
    let zoom = match tab.zoom {
        Zoom::Months => "by month",
        Zoom::Years => "by year",
    };
    let is_usual = tab.kinds.len() == TOLD.len() && TOLD.iter().all(|k| tab.kinds.contains(k));
    let aside = if is_usual {
        zoom.to_owned()
    } else {
        format!("{} kinds, {zoom}", tab.kinds.len())
    };
    super::left_title(pen, areas.left, "Story", &aside);
}
