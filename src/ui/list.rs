//! The lines of a list that are in view: headings with asides, rows, and the selected one.

use ratatui::layout::Rect;

use crate::app::entry::{Entry, Part};
use crate::app::list::{List, ListLine, Section};

use super::pen::Pen;
use super::row::{self, Mark, Setting};
use super::theme::Role;

/// Draws a list into its area.
pub fn draw(
    pen: &mut Pen<'_>,
    list: &List<Part, Entry>,
    area: Rect,
    has_focus: bool,
    setting: Setting,
) {
    for (line, y) in list.view().iter().zip(area.y..area.bottom()) {
        draw_line(
            pen,
            line,
            Rect {
                y,
                height: 1,
                ..area
            },
            has_focus,
            setting,
        );
    }
}

/// Draws one line of a list.
pub fn draw_line(
    pen: &mut Pen<'_>,
    line: &ListLine<'_, Part, Entry>,
    area: Rect,
    has_focus: bool,
    setting: Setting,
) {
    match line {
        ListLine::Blank => {}
        ListLine::Heading(section) => heading(pen, section, area, setting),
        ListLine::Row(entry, is_selected) => {
            let mark = match (is_selected, has_focus) {
                (false, _) => Mark::None,
                (true, true) => Mark::Focused,
                // In the call one looks at the current item, not at where one last was in the goals.
                (true, false) if setting != Setting::Pane => Mark::None,
                (true, false) => Mark::Quiet,
            };
            row::draw(pen, entry, area, mark, setting);
        }
    }
}

fn heading(pen: &mut Pen<'_>, section: &Section<Part>, area: Rect, setting: Setting) {
    let margin = u16::from(setting != Setting::NarrowCall);
    let end = pen.put_right(
        area.right().saturating_sub(margin),
        area.y,
        &section.aside,
        Role::Muted,
    );
    let words = section.heading.as_deref().unwrap_or("");
    let x = area.x + margin;
    pen.put(x, area.y, end.saturating_sub(x + 1), words, Role::Strong);
}
