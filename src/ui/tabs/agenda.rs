//! Sessions at the left, the page of the selected one at the right.

use crate::app::entry::{Entry, Part};
use crate::app::layout::Areas;
use crate::app::list::Section;
use crate::app::model::{Model, Shown};
use crate::domain::Word;
use crate::domain::agenda::spare_words;

use super::super::pen::{Pen, columns};
use super::super::theme::Role;

/// What stands around the two lists.
pub fn draw(pen: &mut Pen<'_>, areas: &Areas) {
    let model = pen.model;
    let sections = model.agenda.panes.left.sections();
    let count: usize = sections
        .iter()
        .filter(|s| matches!(s.kind, Part::Ahead | Part::Past))
        .map(Section::rows)
        .sum();
    super::left_title(pen, areas.left, "Sessions", &count.to_string());
    if areas.right.width == 0 {
        return;
    }
    sums(pen, areas);
    nothing(pen, areas);
    prompt(pen, areas);
}

/// The minutes on the agenda against the session's length.
fn sums(pen: &mut Pen<'_>, areas: &Areas) {
    let model = pen.model;
    let Some(session) = model
        .agenda
        .session
        .as_ref()
        .filter(|s| !s.status.is_past())
    else {
        return;
    };
    if !matches!(model.agenda.shown, Shown::Session(_)) {
        return;
    }
    let minutes = model.agenda.sums.minutes;
    let (words, role) = spare(minutes, session.planned_minutes);
    let head = crate::app::layout::head(model, areas.right.width);
    let taken = head.first().map_or(0, |(_, title)| columns(title));
    let end = areas.right.right().saturating_sub(1);
    let fits = areas.right.x + 1 + taken + 2 + columns(&words) <= end;
    if fits {
        pen.put_right(end, areas.right.y, &words, role);
    } else {
        // Where the title leaves no room, the sum takes the empty line under it.
        let y = areas.right.y + u16::try_from(head.len()).unwrap_or(1).saturating_sub(1);
        pen.put_right(end, y, &words, role);
    }
}

/// "40 min, 5 to spare".
#[must_use]
pub fn spare(minutes: i64, length: i64) -> (String, Role) {
    let role = if minutes > length {
        Role::Notice
    } else {
        Role::Muted
    };
    (spare_words(minutes, length), role)
}

fn nothing(pen: &mut Pen<'_>, areas: &Areas) {
    if pen.model.agenda.shown == Shown::Nothing && pen.model.agenda.panes.right.is_empty() {
        let (x, room) = (areas.right.x + 1, areas.right.width.saturating_sub(2));
        pen.put(
            x,
            areas.right.y + 2,
            room,
            "No session yet. a in the sessions plans one: thu 15:00",
            Role::Muted,
        );
    }
}

/// The prompt of the selected item, at the foot.
fn prompt(pen: &mut Pen<'_>, areas: &Areas) {
    let model: &Model = pen.model;
    if model.message.is_some() || areas.left.width == 0 {
        return;
    }
    if let Some(Entry::Item(line)) = model.agenda.panes.right.row()
        && !line.prompt.is_empty()
    {
        let x = areas.right.x + 1;
        let prompt = model.shown(&line.prompt, line.private);
        let words = format!("{} · {prompt}", line.kind.word());
        pen.put(
            x,
            areas.message.y,
            areas.right.width.saturating_sub(2),
            &words,
            Role::Muted,
        );
    }
}
