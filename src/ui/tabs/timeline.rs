//! The story at the left, the evidence board at the right.

use ratatui::layout::Rect;

use crate::app::board;
use crate::app::layout::Areas;
use crate::app::model::Focus;
use crate::domain::text;

use super::super::pen::Pen;
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    if areas.right.width > 0 {
        let aside = pen.model.timeline.shows();
        super::left_title(pen, areas.left, "Story", &aside);
    }
    beside(pen, areas.right);
}

/// What the selected line of the board says, at the foot of its pane; where there is one pane, in the place of the position.
pub fn legend(pen: &mut Pen<'_>, areas: &Areas) {
    let is_apart = areas.foot.x > areas.right.x;
    let pane = match pen.model.panes().focus {
        Focus::Foot if is_apart => areas.foot,
        _ if areas.right.width > 0 => areas.right,
        _ => areas.left,
    };
    let room = pane.width.saturating_sub(2);
    if let Some(words) = board::legend(pen.model, room.into()) {
        pen.put(pane.x + 1, areas.message.y, room, &words, Role::Muted);
    }
}

/// What stands around the board: whose answers, what it covers, and that it is one side's record.
fn beside(pen: &mut Pen<'_>, area: Rect) {
    if area.width == 0 || pen.model.is_masked {
        return;
    }
    let end = area.right().saturating_sub(1);
    let room = area.width.saturating_sub(2);
    let title = board::title(pen.model.timeline.board.span);
    let pulse = board::my_pulse(usize::from(room).saturating_sub(text::width(&title)));
    pen.put_right(end, area.y, pulse, Role::Muted);
    let one_sided = pen.model.one_sided();
    let y = area.bottom().saturating_sub(2);
    let coverage = &pen.model.timeline.board.coverage;
    pen.put(area.x + 1, y, room, coverage, Role::Muted);
    pen.put(area.x + 1, y + 1, room, &one_sided, Role::Muted);
}
