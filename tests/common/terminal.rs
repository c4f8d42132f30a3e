//! The real binary in a real pty: keys in, screen out.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part; a test may panic"
)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use serde_json::Value;
use tempfile::TempDir;

pub const BINARY: &str = env!("CARGO_BIN_EXE_ithaca");
pub const NOW: &str = "2026-11-24T09:00:00Z";

/// How long anything may take on a machine that does much else; only a failure waits so long.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Terminal {
    pub screen: Arc<Mutex<vt100::Parser>>,
    pub keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pair: Box<dyn MasterPty + Send>,
    reading: JoinHandle<()>,
    is_leaving: Arc<AtomicBool>,
}

impl Terminal {
    pub fn start(file: &Path, now: &str, columns: u16, rows: u16) -> Self {
        Self::start_with(file, now, columns, rows, &[])
    }

    /// With more in the environment.
    pub fn start_with(
        file: &Path,
        now: &str,
        columns: u16,
        rows: u16,
        more: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(BINARY);
        command.args(["--db", file.to_str().unwrap()]);
        for (name, value) in more {
            command.env(name, value);
        }
        Self::run(command, now, columns, rows)
    }

    /// A command of one's own.
    pub fn run(mut command: CommandBuilder, now: &str, columns: u16, rows: u16) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        for (name, value) in [
            ("ITHACA_NOW", now),
            ("TZ", "UTC"),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            // A backtrace takes a debug build a minute.
            ("RUST_BACKTRACE", "0"),
        ] {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(
            rows.try_into().unwrap(),
            columns.try_into().unwrap(),
            0,
        )));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        let is_leaving = Arc::new(AtomicBool::new(false));
        let leaves = Arc::clone(&is_leaving);
        let reading = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 {
                    break;
                }
                seen.lock().unwrap().process(&buffer[..n]);
                if leaves.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self {
            screen,
            keys,
            child,
            pair: pair.master,
            reading,
            is_leaving,
        }
    }

    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    #[track_caller]
    pub fn wait_for(&mut self, wanted: &str) -> &mut Self {
        self.wait(wanted, |text| text.contains(wanted))
    }

    #[track_caller]
    pub fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !holds(&self.text()) {
            assert!(
                Instant::now() < until,
                "'{what}' did not come:\n{}",
                self.text()
            );
            sleep(Duration::from_millis(10));
        }
        self
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Escape, and the pause that tells it from the beginning of a longer sequence.
    pub fn escape(&mut self) -> &mut Self {
        self.press("\x1b");
        sleep(Duration::from_millis(80));
        self
    }

    pub fn quit(mut self) {
        self.escape();
        self.press("q");
        self.ends();
    }

    /// Waits for the end; the code that it ended with.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "it goes on:\n{}", self.text());
            sleep(Duration::from_millis(10));
        }
    }

    /// The terminal is the shell's again: its own screen, its cursor, and no mouse.
    #[track_caller]
    pub fn is_given_back(&mut self) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        loop {
            let is_back = {
                let parser = self.screen.lock().unwrap();
                let screen = parser.screen();
                let mouse = screen.mouse_protocol_mode();
                !screen.alternate_screen()
                    && !screen.hide_cursor()
                    && !screen.bracketed_paste()
                    && mouse == vt100::MouseProtocolMode::None
            };
            if is_back {
                return self;
            }
            assert!(Instant::now() < until, "it keeps the terminal");
            sleep(Duration::from_millis(10));
        }
    }

    /// Gives it another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let size = (rows.try_into().unwrap(), columns.try_into().unwrap());
        let mut screen = self.screen.lock().unwrap();
        screen.screen_mut().set_size(size.0, size.1);
        drop(screen);
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.pair.resize(size).unwrap();
        self
    }

    /// Closes the terminal as soon as what these keys do is drawn; the program ends with a code of its own, which is told.
    #[track_caller]
    pub fn close_after(mut self, keys: &str) -> u32 {
        self.is_leaving.store(true, Ordering::Relaxed);
        self.press(keys);
        self.reading.join().unwrap();
        drop((self.keys, self.pair));
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), None);
        status.exit_code()
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Waits until something holds.
#[track_caller]
pub fn until(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "it never came: {what}");
        sleep(Duration::from_millis(20));
    }
}

pub fn ithaca(file: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(BINARY)
        .args(["--db", file.to_str().unwrap()])
        .args(arguments)
        .env("ITHACA_NOW", NOW)
        .env("TZ", "UTC")
        .output()
        .unwrap()
}

pub fn demo() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.db");
    let made = ithaca(&file, &["demo", "--out", file.to_str().unwrap()]);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    (folder, file)
}

pub fn export(file: &Path) -> Value {
    let out = ithaca(file, &["export", "--format", "json", "--include-private"]);
    assert!(out.status.success());
    serde_json::from_slice(&out.stdout).unwrap()
}
