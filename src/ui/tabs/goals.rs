//! Goals at the left, the selected one at the right.

use ratatui::layout::Rect;

use crate::app::layout::Areas;
use crate::app::model::Growth;

use super::super::pen::{Pen, columns};
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    titles(pen, areas.left);
    ties(pen, areas);
}

/// The lists of this tab with their numbers; the one in view is strong.
fn titles(pen: &mut Pen<'_>, area: Rect) {
    if area.width == 0 {
        return;
    }
    let tab = &pen.model.goals;
    let numbered: Vec<_> = Growth::ALL
        .iter()
        .zip(tab.counts)
        .map(|(growth, count)| (*growth, numbered(growth.title(), count)))
        .collect();
    let wide: u16 = numbered.iter().map(|(_, words)| columns(words) + 2).sum();
    let fits = wide <= area.width + 1;
    let gap = if wide + 4 < area.width { 3 } else { 2 };
    let mut x = area.x + 1;
    for (growth, words) in &numbered {
        let is_shown = *growth == tab.growth;
        let role = if is_shown { Role::Strong } else { Role::Muted };
        let words = if fits || is_shown {
            words
        } else {
            growth.title()
        };
        x = pen.put(x, area.y, area.right().saturating_sub(x), words, role) + gap;
    }
}

fn numbered(title: &str, count: usize) -> String {
    if count == 0 {
        title.to_owned()
    } else {
        format!("{title} {count}")
    }
}

/// What else is tied to the goal, at the foot.
fn ties(pen: &mut Pen<'_>, areas: &Areas) {
    let model = pen.model;
    if areas.right.width == 0 || model.goals.goal().is_none() {
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
    if columns(&whole) <= room {
        pen.put(x, y, room, &whole, Role::Muted);
        return;
    }
    pen.put(x, y, room, &first, Role::Muted);
    if model.message.is_none() && areas.left.width > 0 {
        pen.put(x, y + 1, room, &second, Role::Muted);
    }
}
