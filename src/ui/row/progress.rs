//! How far two people have come, a line for each strand: a strip, and its figures. No colour speaks.

use ratatui::layout::Rect;

use super::super::pen::Pen;
use super::super::theme::Role;
use crate::app::layout::progress::{LABEL, STRIP, YEAR, figures};
use crate::app::model::Zoom;
use crate::domain::progress::{self, Progress};

/// With fewer cells a strip says nothing.
const FEWEST: u16 = 4;

/// The columns of a figure that stands alone.
const ALONE: u16 = 4;

/// The columns of one beside another.
const BESIDE: u16 = 6;

/// Draws a strand.
pub(super) fn draw(pen: &mut Pen<'_>, strand: &Progress, zoom: Zoom, area: Rect) {
    let x = area.x + 3;
    pen.put(x, area.y, LABEL, strand.label(), Role::Text);
    let mut end = area.right().saturating_sub(1);
    let figures = figures(strand, zoom, area.width);
    let wide = match (zoom, figures.len()) {
        (Zoom::Years, _) => YEAR,
        (Zoom::Months, 1) => ALONE,
        (Zoom::Months, _) => BESIDE,
    };
    for figure in figures.iter().rev() {
        let start = pen.put_right(end, area.y, figure, Role::Text);
        end = start.min(end.saturating_sub(wide));
    }
    let x = x + LABEL + 1;
    let free = end.saturating_sub(x).min(STRIP);
    if free < FEWEST {
        return;
    }
    let counts = match zoom {
        Zoom::Months => strand.recent(),
        Zoom::Years => strand.adding_up(free.into()),
    };
    let from = counts.len().saturating_sub(free.into());
    let strip = progress::bars(counts.get(from..).unwrap_or_default());
    pen.put(x, area.y, free, &strip, Role::Text);
}
