//! The story at the left, the evidence board at the right.

use ratatui::layout::Rect;

use crate::app::layout::Areas;
use crate::app::model::Zoom;
use crate::domain::story::TOLD;

use super::super::pen::Pen;
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let tab = &pen.model.timeline;
    let zoom = match tab.zoom {
        Zoom::Months => "by month",
        Zoom::Years => "by year",
    };
    let is_usual = tab.kinds.len() == TOLD.len() && TOLD.iter().all(|k| tab.kinds.contains(k));
    let aside = match tab.kinds.as_slice() {
        _ if is_usual => zoom.to_owned(),
        [kind] => format!("{}, {zoom}", kind.choice().1),
        kinds => format!("{} kinds, {zoom}", kinds.len()),
    };
    super::left_title(pen, areas.left, "Story", &aside);
    board(pen, areas.right);
}

/// What stands around the board: whose answers, what it covers, and that it is one side's record.
fn board(pen: &mut Pen<'_>, area: Rect) {
    if area.width == 0 {
        return;
    }
    let end = area.right().saturating_sub(1);
    pen.put_right(end, area.y, "my pulse", Role::Muted);
    let room = area.width.saturating_sub(2);
    let partner = pen.model.partner();
    let one_sided = format!("My record; {partner} may see it otherwise.");
    let y = area.bottom().saturating_sub(2);
    pen.put(
        area.x + 1,
        y,
        room,
        &pen.model.shown(&pen.model.timeline.board.coverage, true),
        Role::Muted,
    );
    pen.put(area.x + 1, y + 1, room, &one_sided, Role::Muted);
}
