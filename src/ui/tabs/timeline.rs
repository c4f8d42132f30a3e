//! The story at the left, the evidence board at the right.

use ratatui::layout::Rect;

use crate::app::layout::Areas;

use super::super::pen::Pen;
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    if areas.right.width > 0 {
        let aside = pen.model.timeline.shows();
        super::left_title(pen, areas.left, "Story", &aside);
    }
    board(pen, areas.right);
}

/// What stands around the board: whose answers, what it covers, and that it is one side's record.
fn board(pen: &mut Pen<'_>, area: Rect) {
    if area.width == 0 || pen.model.is_masked {
        return;
    }
    let end = area.right().saturating_sub(1);
    pen.put_right(end, area.y, "my pulse", Role::Muted);
    let room = area.width.saturating_sub(2);
    let one_sided = pen.model.one_sided();
    let y = area.bottom().saturating_sub(2);
    let coverage = &pen.model.timeline.board.coverage;
    pen.put(area.x + 1, y, room, coverage, Role::Muted);
    pen.put(area.x + 1, y + 1, room, &one_sided, Role::Muted);
}
