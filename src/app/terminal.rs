//! The terminal: taken over at the start, given back however the program ends.

use std::io::{self, Stdout, stdout};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};

use super::settings::Mouse;
use super::wire::Wire;

/// Clicks and the wheel, in the form that knows wide screens; what the mouse does in between would only wake the program.
const MOUSE_TAKEN: &str = "\x1b[?1000h\x1b[?1006h";

/// The mouse is the terminal's again.
const MOUSE_LEFT: &str = "\x1b[?1006l\x1b[?1000l";

/// The screen while the program has it.
pub(super) struct Screen {
    terminal: Terminal<Wire<io::BufWriter<Stdout>>>,
    mouse: Mouse,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn open(mouse: Mouse) -> io::Result<Self> {
        restore_on_panic();
        // NO_COLOR is honoured by the theme, which keeps bold and reverse; the library's own way resets them too.
        crossterm::style::force_color_output(true);
        take(mouse)?;
        let backend = Wire::new(io::BufWriter::with_capacity(1 << 16, stdout()));
        let mut terminal = Terminal::new(backend)?;
        // Not every terminal has a second screen, which would be empty.
        Backend::clear(terminal.backend_mut())?;
        Ok(Self { terminal, mouse })
    }

    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|s| (s.width, s.height))
    }

    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view).map(drop)
    }

    /// Draws everything again next time.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        // The library's own way asks the terminal where its cursor is; one that does not answer would end the program.
        self.terminal.backend_mut().forget();
        Backend::clear(self.terminal.backend_mut())?;
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Gives a text to the clipboard. A terminal without OSC 52 ignores it; nothing else can be known here.
    pub(super) fn copy(text: &str) {
        let _ = execute!(stdout(), CopyToClipboard::to_clipboard_from(text));
    }

    /// Gives the terminal back while something else uses it; what that came to, and whether the terminal was taken again.
    pub(super) fn lend<T>(&mut self, to: impl FnOnce() -> T) -> (T, io::Result<()>) {
        give_back();
        let done = to();
        (done, take(self.mouse).and_then(|()| self.clear()))
    }

    /// Gives the terminal back until the shell's `fg`.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        take(self.mouse)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take(mouse: Mouse) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    match mouse {
        Mouse::Taken => execute!(stdout(), Print(MOUSE_TAKEN)),
        Mouse::Left => Ok(()),
    }
}

/// Leaves nothing behind. A terminal that is gone can't be given back, which is no error then.
pub(super) fn give_back() {
    // What was not taken may be given back too.
    let _ = execute!(
        stdout(),
        Print(MOUSE_LEFT),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// A panic gives the terminal back before its report is printed. One in another thread (the daily copy) has no screen to write
/// on, and ends nothing.
fn restore_on_panic() {
    let report = std::panic::take_hook();
    let whose = thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().id() == whose {
            give_back();
            report(info);
        }
    }));
}
