//! The tabs: two panes, or the one that has the focus where the terminal is narrow.

mod agenda;
mod feedback;
mod goals;
mod people;
mod timeline;

use ratatui::layout::Rect;

use crate::app::entry::Part;
use crate::app::layout::{self, Areas, Tone};
use crate::app::model::{Focus, Model, Tab};

use super::pen::Pen;
use super::row::{Mark, Setting};
use super::theme::Role;
use super::{footer, header, list, search};

/// Draws the tab in view.
pub fn draw(pen: &mut Pen<'_>) {
    let areas = layout::tab(pen.model);
    header::draw(pen, areas.header, areas.rule);
    if areas.left.width > 0 && areas.right.width > 0 {
        pen.upright(areas.left.right(), areas.left.y, areas.right.height + 1);
    }
    if areas.foot.x > areas.right.x {
        pen.upright(areas.right.right(), areas.right.y, areas.right.height + 1);
    }
    // As its texts are wrapped for it, it is worked out once.
    let head = layout::head(pen.model, areas.right.width);
    panes(pen, &areas, &head);
    match pen.model.tab {
        Tab::People => people::draw(pen, &areas),
        Tab::Agenda => agenda::draw(pen, &areas, &head),
        Tab::Goals => goals::draw(pen, &areas),
        Tab::Feedback => feedback::draw(pen, &areas),
        Tab::Timeline => timeline::draw(pen, &areas),
    }
    if let Some(message) = &pen.model.message {
        pen.clear(areas.message);
        footer::message(pen, message, areas.message);
    } else {
        position(pen, &areas);
        if pen.model.tab == Tab::Timeline {
            timeline::legend(pen, &areas);
        }
    }
    footer::tabs(pen, areas.footer);
}

fn panes(pen: &mut Pen<'_>, areas: &Areas, head: &[(Tone, String)]) {
    let model = pen.model;
    let panes = model.panes();
    if areas.left.width > 0 {
        list::draw(
            pen,
            &panes.left,
            layout::left_list(model),
            mark(model, Focus::Left),
            Setting::Pane,
        );
    }
    if areas.foot.height > 0 {
        let area = layout::foot_list(model);
        let mark = mark(model, Focus::Foot);
        list::draw(pen, &panes.foot, area, mark, Setting::Pane);
    }
    if areas.right.width > 0 {
        draw_head(pen, areas.right, head);
        list::draw(
            pen,
            &panes.right,
            layout::under_head(model, areas.right, head),
            mark(model, Focus::Right),
            Setting::Pane,
        );
    }
}

/// How the selected row of a pane shows: of sessions and shelves, the one whose page stands beside them.
fn mark(model: &Model, pane: Focus) -> Mark {
    let is_other = match pane {
        Focus::Left => model.shows_shelf(),
        Focus::Foot => model.tab == Tab::Agenda && !model.shows_shelf(),
        Focus::Right => false,
    };
    match model.panes().focus == pane {
        true => Mark::Focused,
        false if is_other => Mark::None,
        false => Mark::Quiet,
    }
}

/// The lines above the list of the right pane.
fn draw_head(pen: &mut Pen<'_>, area: Rect, lines: &[(Tone, String)]) {
    for ((tone, words), y) in lines.iter().zip(area.y..area.bottom()) {
        let room = area.width.saturating_sub(2);
        let after = pen.put(area.x + 1, y, room, words, role(*tone));
        let text = Rect::new(area.x + 1, y, after.saturating_sub(area.x + 1), 1);
        search::found(pen, text, words);
    }
}

/// The role of a line that the layout worked out.
#[must_use]
pub fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Text,
        Tone::Strong => Role::Strong,
        Tone::Muted => Role::Muted,
        Tone::Notice => Role::Notice,
    }
}

/// Which row of how many, under the list.
fn position(pen: &mut Pen<'_>, areas: &Areas) {
    let (x, y) = (areas.message.x + 1, areas.message.y);
    if let Some(words) = position_words(pen.model, areas) {
        pen.put(x, y, 20, &words, Role::Muted);
    }
}

fn position_words(model: &Model, areas: &Areas) -> Option<String> {
    let panes = model.panes();
    if model.shows_shelf() && areas.left.width > 0 {
        return None;
    }
    let shown = if areas.left.width > 0 {
        &panes.left
    } else {
        &panes.right
    };
    // The shelves under the sessions are no sessions, a hint or a fold is no row, and of the Timeline the story is counted.
    let is_counted = |part| {
        let beside = matches!(
            part,
            Part::Raised | Part::Board(_) | Part::Pulses | Part::Covers
        );
        let is_below = matches!(part, Part::Progress | Part::Years);
        !beside && !is_below && !matches!(part, Part::Saved | Part::Owed | Part::Fold)
    };
    let (n, count) = shown.standing(is_counted)?;
    Some(format!("{n}/{count}"))
}

/// A title above the left pane, with words at its right.
fn left_title(pen: &mut Pen<'_>, area: Rect, title: &str, aside: &str) {
    if area.width > 0 {
        let end = pen.put_right(area.right().saturating_sub(1), area.y, aside, Role::Muted);
        pen.put(
            area.x + 1,
            area.y,
            end.saturating_sub(area.x + 2),
            title,
            Role::Strong,
        );
    }
}
