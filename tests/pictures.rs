//! The pictures of the README: drawn by the program's own code from the demo, as SVG. `REMAKE=1 cargo test --test pictures`
//! writes them anew; without it they are compared with what the program draws today.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fmt::Write;
use std::path::Path;

use common::User;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The width and the height of a cell, in pixels of the picture.
const CELL: (usize, usize) = (9, 19);

/// Room around the screen.
const MARGIN: usize = 12;

const BACKGROUND: &str = "#14171a";
const TEXT: &str = "#d5dade";
const ACCENT: &str = "#d08fd8";

/// Name, columns, rows, and the keys that lead there.
const PICTURES: &[(&str, u16, u16, &str)] = &[
    ("goals", 80, 24, "1"),
    ("agenda", 80, 24, "2"),
    ("feedback", 80, 24, "3"),
    ("timeline", 80, 24, "4"),
    ("call", 44, 24, "2 c j Space"),
    ("reading", 80, 24, "2 h j Enter"),
];

#[test]
fn the_pictures_show_what_the_program_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let remake = std::env::var_os("REMAKE").is_some();
    let mut stale = Vec::new();
    for (name, width, height, keys) in PICTURES {
        let mut user = User::demo(*width, *height);
        user.press(keys);
        let picture = svg(&drawn(&user), *width, *height);
        let path = folder.join(format!("{name}.svg"));
        if remake {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, picture).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != picture {
            stale.push(*name);
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} look otherwise today. See whether they should, then: REMAKE=1 cargo test --test pictures"
    );
}

fn drawn(user: &User) -> Buffer {
    let (width, height) = user.model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal
        .draw(|frame| ithaca::ui::draw(&user.model, frame))
        .unwrap();
    terminal.backend().buffer().clone()
}

fn svg(buffer: &Buffer, width: u16, height: u16) -> String {
    let (columns, rows) = (usize::from(width), usize::from(height));
    let size = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n<rect width=\"{0}\" height=\"{1}\" rx=\"6\" fill=\"{BACKGROUND}\"/>\n<g font-family=\"'DejaVu Sans Mono',Menlo,Consolas,ui-monospace,monospace\" font-size=\"15\" xml:space=\"preserve\">\n",
        size.0, size.1
    );
    for y in 0..height {
        row(&mut out, buffer, y, width);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A row as runs of cells of one style; runs of spaces are left out unless they are reversed.
fn row(out: &mut String, buffer: &Buffer, y: u16, width: u16) {
    let mut x = 0;
    while x < width {
        let first = &buffer[(x, y)];
        let mut end = x + 1;
        while end < width && same(first, &buffer[(end, y)]) {
            end += 1;
        }
        let words: String = (x..end).map(|x| buffer[(x, y)].symbol()).collect();
        run(
            out,
            &words,
            (usize::from(x), usize::from(y), usize::from(end - x)),
            first,
        );
        x = end;
    }
}

fn same(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.modifier == b.modifier
}

fn run(out: &mut String, words: &str, (x, y, cells): (usize, usize, usize), cell: &Cell) {
    let is_reversed = cell.modifier.contains(Modifier::REVERSED);
    if words.trim().is_empty() && !is_reversed {
        return;
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let ink = match cell.fg {
        Color::Magenta => ACCENT,
        _ => TEXT,
    };
    if is_reversed {
        let wide = cells * CELL.0;
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{ink}\"/>",
            CELL.1
        );
    }
    let mut style = String::new();
    if cell.modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if cell.modifier.contains(Modifier::DIM) {
        style.push_str(" opacity=\"0.6\"");
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        style.push_str(" text-decoration=\"underline\"");
    }
    let fill = if is_reversed { BACKGROUND } else { ink };
    let baseline = top + CELL.1 - 5;
    // Each piece between wide gaps has a place of its own, so that another font doesn't shift the columns.
    let mut at = left;
    for piece in words.split("  ") {
        let lead = piece.len() - piece.trim_start_matches(' ').len();
        let shown = piece.trim_matches(' ');
        let x = at + lead * CELL.0;
        at += (ithaca::domain::text::width(piece) + 2) * CELL.0;
        if shown.is_empty() {
            continue;
        }
        let wide = ithaca::domain::text::width(shown) * CELL.0;
        let shown = shown
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{baseline}\" textLength=\"{wide}\" fill=\"{fill}\"{style}>{shown}</text>"
        );
    }
}
