//! What goes to the terminal for a drawing, in as few bytes as it takes: over a slow line every one of them is waited for.
//! Only sequences that terminals have known for decades; nothing is asked of the terminal.

mod shown;

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{self, Clear};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use self::shown::Shown;
use crate::domain::text;

/// Up to so many cells are written anew rather than stepped over: a step takes three bytes or four.
const REWRITTEN: u16 = 3;

/// From so many empty cells on they are erased rather than written: erasing and going on take up to ten bytes.
const ERASED: u16 = 11;

/// The drawn cells on their way to the terminal.
#[derive(Debug)]
pub struct Wire<W: Write> {
    writer: W,
    looks: Looks,
    /// Where the next character would stand; none where that is not known.
    at: Option<Position>,
    /// Whether every terminal agrees on that: on the columns of signs beyond ASCII they don't.
    is_sure: bool,
    is_cursor_hidden: bool,
    shown: Shown,
}

/// How the next character would look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Looks {
    modifier: Modifier,
    foreground: Color,
    background: Color,
}

impl Looks {
    const PLAIN: Self = Self {
        modifier: Modifier::empty(),
        foreground: Color::Reset,
        background: Color::Reset,
    };

    fn of(cell: &Cell) -> Self {
        Self {
            modifier: cell.modifier,
            foreground: cell.fg,
            background: cell.bg,
        }
    }
}

impl<W: Write> Wire<W> {
    /// Nothing is known of the terminal yet.
    pub fn new(writer: W) -> Self {
        Self {
            writer,
            looks: Looks::PLAIN,
            at: None,
            is_sure: false,
            is_cursor_hidden: false,
            shown: Shown::default(),
        }
    }

    /// Another program had the terminal: what was known of it no longer holds.
    pub fn forget(&mut self) {
        (self.looks, self.at, self.is_cursor_hidden) = (Looks::PLAIN, None, false);
        self.shown.forget();
    }

    /// Goes to a cell, within a line over what stands between, or by steps, which are shorter to say.
    fn go(&mut self, to: Position) -> io::Result<()> {
        match self.at {
            Some(at) if at == to => {}
            Some(at) if self.is_sure && at.y == to.y && at.x < to.x => self.step(at, to.x)?,
            _ => {
                queue!(self.writer, MoveTo(to.x, to.y))?;
                self.is_sure = true;
            }
        }
        self.at = Some(to);
        Ok(())
    }

    /// Goes to the right: over what stands between, where it is little and looks as what was written, else by a step.
    fn step(&mut self, from: Position, to: u16) -> io::Result<()> {
        match to - from.x {
            ..=REWRITTEN if let Some(bytes) = self.shown.between(from, to, self.looks) => {
                self.writer.write_all(&bytes)
            }
            1 => write!(self.writer, "\x1b[C"),
            columns => write!(self.writer, "\x1b[{columns}C"),
        }
    }

    /// Changes how characters look, in one sequence.
    fn look(&mut self, looks: Looks) -> io::Result<()> {
        if looks == self.looks {
            return Ok(());
        }
        let is_added_to = looks.modifier.contains(self.looks.modifier);
        let from = if is_added_to {
            self.looks
        } else {
            Looks::PLAIN
        };
        self.looks = looks;
        if looks == Looks::PLAIN {
            return write!(self.writer, "\x1b[m");
        }
        write!(self.writer, "\x1b[{}", if is_added_to { "" } else { "0" })?;
        let mut separator = if is_added_to { "" } else { ";" };
        let added = looks.modifier - from.modifier;
        for (_, code) in MODIFIERS.iter().filter(|(m, _)| added.contains(*m)) {
            write!(self.writer, "{separator}{code}")?;
            separator = ";";
        }
        for (to, from, plane) in [
            (looks.foreground, from.foreground, 38),
            (looks.background, from.background, 48),
        ] {
            if to != from {
                write!(self.writer, "{separator}")?;
                color(&mut self.writer, to, plane)?;
                separator = ";";
            }
        }
        write!(self.writer, "m")
    }

    fn cell(&mut self, at: Position, cell: &Cell) -> io::Result<()> {
        let symbol = cell.symbol();
        let was = self.shown.take_spread(at);
        if usize::from(was) > text::columns(symbol) {
            // What of it is not written over next is empty.
            self.empty(Run {
                start: at,
                length: was,
            })?;
        }
        self.go(at)?;
        self.look(Looks::of(cell))?;
        self.writer.write_all(symbol.as_bytes())?;
        self.shown.write(at, symbol, self.looks);
        self.is_sure &= symbol.len() == 1;
        let is_one_wide = symbol.len() == 1 || text::columns(symbol) == 1;
        self.at = is_one_wide.then(|| Position::new(at.x + 1, at.y));
        Ok(())
    }

    /// Empties so many cells from here, and with the last of them what of its sign stands beside it.
    fn empty(&mut self, mut run: Run) -> io::Result<()> {
        self.go(run.start)?;
        self.look(Looks::PLAIN)?;
        let mut x = run.start.x;
        while x < run.end().x {
            let at = Position::new(x, run.start.y);
            let end = x.saturating_add(self.shown.take_spread(at));
            run.length = run.length.max(end.saturating_sub(run.start.x));
            self.shown.write(at, " ", Looks::PLAIN);
            x += 1;
        }
        if run.length >= ERASED {
            return write!(self.writer, "\x1b[{}X", run.length);
        }
        write!(self.writer, "{:1$}", "", usize::from(run.length))?;
        self.at = Some(run.end());
        Ok(())
    }
}

/// Empty cells beside each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: Position,
    length: u16,
}

impl Run {
    fn end(self) -> Position {
        Position::new(self.start.x + self.length, self.start.y)
    }
}

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The code of a colour; `plane` is 38 for the characters, 48 for what is behind them.
fn color(writer: &mut impl Write, color: Color, plane: u8) -> io::Result<()> {
    let number = match color {
        Color::Reset => return write!(writer, "{}", plane + 1),
        Color::Rgb(r, g, b) => return write!(writer, "{plane};2;{r};{g};{b}"),
        Color::Indexed(n) => n,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    write!(writer, "{plane};5;{number}")
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // The cursor was moved by whoever shows it.
        self.at = None;
        let mut blank: Option<Run> = None;
        for (x, y, cell) in content {
            let at = Position::new(x, y);
            let is_blank = cell.symbol() == " " && Looks::of(cell) == Looks::PLAIN;
            if let Some(run) = blank.as_mut().filter(|run| is_blank && run.end() == at) {
                run.length += 1;
                continue;
            }
            if let Some(run) = blank.take() {
                self.empty(run)?;
            }
            if is_blank {
                blank = Some(Run {
                    start: at,
                    length: 1,
                });
            } else {
                self.cell(at, cell)?;
            }
        }
        if let Some(run) = blank {
            self.empty(run)?;
        }
        self.look(Looks::PLAIN)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_cursor_hidden, true) {
            execute!(self.writer, Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.is_cursor_hidden = false;
        // The library complains on stderr where that fails at the end, which ends the program by a mistake where both are gone.
        let _ = execute!(self.writer, Show);
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        crossterm::cursor::position().map(|(x, y)| Position { x, y })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        execute!(self.writer, MoveTo(x, y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        match region {
            ClearType::All => self.shown.clear(),
            _ => self.shown.forget(),
        }
        let part = match region {
            ClearType::All => terminal::ClearType::All,
            ClearType::AfterCursor => terminal::ClearType::FromCursorDown,
            ClearType::BeforeCursor => terminal::ClearType::FromCursorUp,
            ClearType::CurrentLine => terminal::ClearType::CurrentLine,
            ClearType::UntilNewLine => terminal::ClearType::UntilNewLine,
        };
        execute!(self.writer, Clear(part))
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let columns_rows = self.size()?;
        Ok(WindowSize {
            columns_rows,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;

    const WIDTH: u16 = 24;
    const HEIGHT: u16 = 3;

    /// Words somewhere on the screen, in some style.
    type Words = (u16, u16, String, Style);

    fn style() -> impl Strategy<Value = Style> {
        let color = prop_oneof![
            Just(Color::Reset),
            Just(Color::Magenta),
            Just(Color::LightBlue),
            Just(Color::Rgb(1, 2, 3))
        ];
        let modifier = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::DIM),
            Just(Modifier::REVERSED),
            Just(Modifier::REVERSED | Modifier::BOLD)
        ];
        (color.clone(), color, modifier).prop_map(|(fg, bg, modifier)| Style {
            fg: Some(fg),
            bg: Some(bg),
            // What stood there before goes whole: the screen of the test is either bold or dim.
            ..Style::reset().add_modifier(modifier)
        })
    }

    fn frame() -> impl Strategy<Value = Vec<Words>> {
        let words = prop_oneof!["[a-c ]{1,24}", " {8,24}", "[✓▸é漢 a]{1,8}"];
        prop::collection::vec((0..WIDTH, 0..HEIGHT, words, style()), 0..8)
    }

    fn terminal<B: Backend>(backend: B) -> Terminal<B> {
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT)),
        };
        Terminal::with_options(backend, options).unwrap()
    }

    fn draw<B: Backend>(terminal: &mut Terminal<B>, words: &[Words]) {
        terminal
            .draw(|frame| {
                for (x, y, text, style) in words {
                    frame.buffer_mut().set_string(*x, *y, text, *style);
                }
            })
            .unwrap();
    }

    /// What a terminal shows after these bytes, cell by cell. An erased cell looks like a space.
    fn shown(bytes: &[u8]) -> Vec<String> {
        let (height, width) = (HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap());
        let mut screen = vt100::Parser::new(height, width, 0);
        screen.process(bytes);
        let cells = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (y, x)));
        cells
            .map(|(y, x)| {
                let cell = screen.screen().cell(y, x).unwrap();
                let symbol = cell.contents();
                format!(
                    "{x} {y} {:?} {:?} {:?} {} {} {}",
                    if symbol.is_empty() { " " } else { &symbol },
                    cell.fgcolor(),
                    cell.bgcolor(),
                    cell.bold(),
                    cell.dim(),
                    cell.inverse()
                )
            })
            .collect()
    }

    proptest! {
        /// A drawing over another shows what the library's own way of drawing shows.
        #[test]
        fn shows_the_same(frames in prop::collection::vec(frame(), 1..4)) {
            let (mut own, mut plain) = (Vec::new(), Vec::new());
            {
                let mut wire = terminal(Wire::new(&mut own));
                let mut other = terminal(ratatui::backend::CrosstermBackend::new(&mut plain));
                Backend::clear(wire.backend_mut()).unwrap();
                for words in &frames {
                    draw(&mut wire, words);
                    draw(&mut other, words);
                }
            }
            prop_assert_eq!(shown(&own), shown(&plain));
        }
    }

    #[test]
    fn of_a_sign_whose_parts_a_terminal_holds_apart_nothing_remains() {
        for sign in ["🇩🇪", "क्ष", "ദ്ധ"] {
            for after in ["", "x", "  x", "漢", "é"] {
                let mut sent = Vec::new();
                {
                    let mut wire = terminal(Wire::new(&mut sent));
                    Backend::clear(wire.backend_mut()).unwrap();
                    draw(&mut wire, &[(4, 1, format!("{sign} and on"), Style::new())]);
                    draw(&mut wire, &[(4, 1, after.into(), Style::new())]);
                }
                let row: String = shown(&sent)[usize::from(WIDTH)..2 * usize::from(WIDTH)]
                    .iter()
                    .filter_map(|cell| cell.split('"').nth(1))
                    .collect();
                assert_eq!(row.trim(), after.trim(), "{sign}");
            }
        }
    }

    #[test]
    fn nothing_new_is_nothing_sent() {
        let mut wire = terminal(Wire::new(Vec::new()));
        draw(&mut wire, &[(2, 1, "as it was".into(), Style::new())]);
        let sent = std::mem::take(&mut wire.backend_mut().writer);
        assert_eq!(sent, b"\x1b[2;3Has\x1b[Cit\x1b[Cwas\x1b[?25l");
        draw(&mut wire, &[(2, 1, "as it was".into(), Style::new())]);
        assert_eq!(wire.backend().writer, b"");
    }

    #[test]
    fn what_stands_between_is_written_anew_where_that_is_shorter() {
        let mut wire = terminal(Wire::new(Vec::new()));
        Backend::clear(wire.backend_mut()).unwrap();
        wire.backend_mut().writer.clear();
        draw(&mut wire, &[(0, 0, "who was it".into(), Style::new())]);
        let sent = std::mem::take(&mut wire.backend_mut().writer);
        assert_eq!(sent, b"\x1b[1;1Hwho was it\x1b[?25l");
        draw(&mut wire, &[(0, 0, "how has at".into(), Style::new())]);
        assert_eq!(wire.backend().writer, b"\x1b[1;1Hhow has a");
    }
}
