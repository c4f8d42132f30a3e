//! Who is next, by date and never by merit; under them my promises to everyone; beside them, where there is room, the card.

use crate::app::layout::Areas;

use super::super::pen::Pen;
use super::super::person::Columns;
use super::super::theme::Role;

/// The heads of the columns.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let area = areas.left;
    if area.width == 0 || pen.model.relationships == 0 {
        return;
    }
    let at = Columns::here(pen.model, area.width);
    let mut head = |x: u16, words: &str| {
        pen.put(area.x + x, area.y, 12, words, Role::Muted);
    };
    head(at.who, "who");
    head(at.next, "next");
    if let Some(agenda) = at.agenda {
        head(agenda, "agenda");
    }
    if let Some(promised) = at.promised {
        head(promised, "I promised");
        pen.put_right(
            area.right().saturating_sub(1),
            area.y,
            "theirs",
            Role::Muted,
        );
    }
}
