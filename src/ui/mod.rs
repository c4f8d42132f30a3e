//! What the model looks like: pure functions that draw it. They read nothing, write nothing and decide nothing.

mod agreement;
mod behind;
mod call;
mod commands;
mod end;
mod first;
mod footer;
mod form;
mod header;
mod history;
mod line;
mod list;
mod menus;
mod offers;
mod pen;
mod person;
mod pulse;
pub mod reading;
mod row;
mod search;
mod tabs;
pub mod theme;
pub mod told;
mod trash;
mod veil;

#[cfg(test)]
mod tests;

use ratatui::Frame;

use crate::app::layout;
use crate::app::model::Model;
use crate::app::overlay::Overlay;

use self::pen::Pen;
use self::theme::Role;

/// Draws the whole screen.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let mut pen = Pen {
        buffer: frame.buffer_mut(),
        model,
        cursor: None,
    };
    if layout::is_too_small(model.size)
        || pen.buffer.area.width < layout::SMALLEST.0
        || pen.buffer.area.height < layout::SMALLEST.1
    {
        too_small(&mut pen);
    } else {
        screen(&mut pen);
    }
    if let Some((_, names)) = model.others.as_ref().filter(|(_, names)| !names.is_empty()) {
        veil::names(pen.buffer, names);
    }
    if model.look.ascii {
        theme::to_ascii(pen.buffer);
    }
    if let Some(at) = pen.cursor {
        frame.set_cursor_position(at);
    }
}

fn too_small(pen: &mut Pen<'_>) {
    let (width, height) = layout::SMALLEST;
    let words = format!("Ithaca needs {width}×{height}.");
    let room = pen.buffer.area.width;
    pen.put(0, 0, room, &words, Role::Strong);
}

fn screen(pen: &mut Pen<'_>) {
    let model = pen.model;
    // What a whole page covers is not drawn.
    let covering = model.overlays.iter().rposition(is_page);
    if covering.is_some() {
        // Nothing lies under it.
    } else if model.in_call {
        call::draw(pen);
    } else {
        tabs::draw(pen);
    }
    for overlay in model.overlays.iter().skip(covering.unwrap_or(0)) {
        // Only the topmost field has the cursor.
        pen.cursor = None;
        draw_overlay(pen, overlay);
    }
}

/// Whether an overlay takes the whole screen.
fn is_page(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Reading(_)
        | Overlay::Agreement(_)
        | Overlay::Behind(_)
        | Overlay::History(_)
        | Overlay::Trash(_)
        | Overlay::Search(_) => true,
        Overlay::First(first) => first.is_alone,
        _ => false,
    }
}

fn draw_overlay(pen: &mut Pen<'_>, overlay: &Overlay) {
    match overlay {
        Overlay::Line(line) => line::draw(pen, line),
        Overlay::Menu(menu) => menus::menu(pen, menu),
        Overlay::Offers(offers) => offers::draw(pen, offers),
        Overlay::Templates(templates) => menus::templates(pen, templates),
        Overlay::Form(form) => form::draw(pen, form),
        Overlay::End(end) => end::draw(pen, end),
        Overlay::Reading(reading) => reading::draw(pen, reading),
        Overlay::Agreement(page) => agreement::draw(pen, page),
        Overlay::Pulse(page) => pulse::draw(pen, page),
        Overlay::Behind(behind) => behind::draw(pen, behind),
        Overlay::Commands(commands) => commands::draw(pen, commands),
        Overlay::History(history) => history::draw(pen, history),
        Overlay::Trash(trash) => trash::draw(pen, trash),
        Overlay::Search(search) => search::draw(pen, search),
        Overlay::First(first) => first::draw(pen, first),
    }
}
