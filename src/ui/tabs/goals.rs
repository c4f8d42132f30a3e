//! Goals at the left, the selected one at the right.

use crate::app::entry::Part;
use crate::app::layout::Areas;

use super::super::pen::Pen;
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let sections = pen.model.goals.panes.left.sections();
    let count: usize = sections
        .iter()
        .filter(|s| matches!(s.kind, Part::Mine | Part::Theirs))
        .map(|s| s.count)
        .sum();
    super::left_title(pen, areas.left, &format!("Goals {count}"), "");
    ties(pen, areas);
}

/// What else is tied to the goal, at the foot.
fn ties(pen: &mut Pen<'_>, areas: &Areas) {
    let model = pen.model;
    if areas.right.width == 0 || model.goals.goal.is_none() {
        return;
    }
    let (sessions, feedback, promises) = model.goals.ties;
    let room = areas.right.width.saturating_sub(2);
    let (x, y) = (areas.right.x + 1, areas.right.bottom().saturating_sub(1));
    let some = |count: i64, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let first = format!(
        "{} · {feedback} feedback",
        some(sessions, "session", "sessions")
    );
    let second = some(promises, "promise", "promises");
    let whole = format!("{first} · {second}");
    if super::super::pen::columns(&whole) <= room {
        pen.put(x, y, room, &whole, Role::Muted);
        return;
    }
    pen.put(x, y, room, &first, Role::Muted);
    if model.message.is_none() && areas.left.width > 0 {
        pen.put(x, y + 1, room, &second, Role::Muted);
    }
}
