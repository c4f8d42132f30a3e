//! Behaviour of the application: model, messages, update, effects, and the loop that joins them to a terminal.
//!
//! No SQL and no drawing; only `effect`, `read` and this loop touch the store.

mod after;
pub mod board;
pub mod editor;
pub mod effect;
pub mod entry;
pub mod field;
pub mod footer;
pub mod form;
pub mod goto;
pub mod intent;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod list;
pub mod mask;
pub mod model;
mod mouse;
pub mod overlay;
pub mod read;
pub mod settings;
mod span;
mod terminal;
pub mod update;
pub mod wire;

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEventKind};
use ratatui::Frame;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::domain::Relationship;
use crate::env::Env;
use crate::store::{Store, StoreError};

use editor::EditorError;
use effect::{Next, Writer};
use model::Model;
use settings::Settings;
use terminal::Screen;
use update::Message;

/// How long after a key the text being typed is kept.
const SAVE_AFTER: Duration = Duration::from_millis(300);

/// How often another process's write is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How often it is looked whether the terminal is gone. It is there nearly always, and an idle program is to sleep.
const WATCH_EVERY: Duration = Duration::from_secs(2);

/// What ended the application early.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The terminal.
    #[error("The terminal could not be used: {0}.")]
    Terminal(#[from] io::Error),
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the file did not take to the end; it is nowhere else.
    #[error("The file did not take what was done last, so it is told here:\n{0}")]
    Unwritten(String),
    /// A signal asked for the end, or the terminal is gone.
    #[error(
        "Ithaca was asked to end from outside. What was done and typed is in the file; start it again to go on."
    )]
    Asked,
    /// A panic, whose report stands above the sentence.
    #[error(
        "Ithaca stopped by a mistake of its own (see above). What was done and typed is in the file; start it again to go on."
    )]
    Mistake,
}

/// What draws the model.
pub type View = fn(&Model, &mut Frame<'_>);

/// What the application begins with.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The relationship in view.
    pub relationship: Option<Relationship>,
    /// It was named by the user.
    pub is_named: bool,
    /// The file is an invented example.
    pub is_example: bool,
    /// How the screen is drawn.
    pub settings: Settings,
}

/// How the application was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It was quit.
    Quit,
    /// The invented example is wanted, in a file of its own.
    ForExample,
}

/// Runs the application until it is quit; `view` draws the model.
///
/// # Errors
/// When the terminal or the file can't be used, or the program fails by a mistake of its own; the terminal is given back first,
/// and what was typed is kept.
pub fn run(store: &Store, env: &Env, opening: Opening, view: View) -> Result<Left, AppError> {
    let settings = opening.settings;
    let mut screen = Screen::open(settings.mouse)?;
    let size = screen.size()?;
    let mut model = Model::new(env.now(), size, settings.look, env.id());
    model.configure(settings);
    model.relationship = opening.relationship;
    model.is_example = opening.is_example;
    if store.is_on_network() {
        model.say("The file lies on a network folder: it is kept safe there, but more slowly.");
    }
    read::begin(&mut model, store, opening.is_named)?;
    let mut writer = Writer::new(store, env);
    writer.take_up_editors(&mut model);
    let turned = guarded(|| turn(&mut screen, &mut model, &mut writer, view));
    // Whatever ended the loop, what was typed outlives it.
    let kept = guarded(|| finish(&mut model, &mut writer));
    drop(screen);
    kept?;
    let left = turned?;
    if let Some(id) = model.relationship_id() {
        // What was opened last is a convenience; it is not worth an error at the end.
        let _ = store.remember_opened(id);
    }
    Ok(left)
}

/// Does a part of the work; a panic in it becomes an error.
fn guarded<T>(work: impl FnOnce() -> Result<T, AppError>) -> Result<T, AppError> {
    // What a panic left half done in the model is only read once more, to keep what was typed.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(AppError::Mistake))
}

/// The loop: draw, wait for what comes in, update, do what follows.
fn turn(
    screen: &mut Screen,
    model: &mut Model,
    writer: &mut Writer<'_>,
    view: View,
) -> Result<Left, AppError> {
    let stop = Stop::watched()?;
    let (store, env) = writer.surroundings();
    let mut clock = Clock {
        version: store.data_version()?,
        looked: Instant::now(),
        unsaved: None,
    };
    let mut is_dirty = true;
    loop {
        is_dirty |= measure(screen, model)?;
        if is_dirty {
            writer.remind(model);
            refresh(model, store)?;
            screen.draw(|frame| view(model, frame))?;
        }
        let is_looking = overlay::search::is_looking(model);
        is_dirty = comes(clock.timeout(model, writer))?;
        model.now = env.now();
        let next = if is_dirty {
            on_events(model, writer)?
        } else {
            Next::On
        };
        is_dirty |= is_looking;
        if next == Next::On {
            is_dirty |= clock.tick(model, store, writer)?;
        }
        if stop.is_wanted() {
            return Err(AppError::Asked);
        }
        if let Some(text) = model.copied.take() {
            Screen::copy(&text);
        }
        match next {
            Next::Quit => return Ok(Left::Quit),
            Next::Example => return Ok(Left::ForExample),
            Next::Suspend => screen.suspend()?,
            Next::Redraw => screen.clear()?,
            Next::Lend => lend(screen, model, writer, &stop)?,
            Next::On => {}
        }
        is_dirty |= next != Next::On;
    }
}

/// Gives the terminal to the editor for as long as it runs, and takes in what it leaves.
fn lend(
    screen: &mut Screen,
    model: &mut Model,
    writer: &mut Writer<'_>,
    stop: &Stop,
) -> Result<(), AppError> {
    let Some(editing) = model.editing.take() else {
        return Ok(());
    };
    let name = editor::new_name();
    writer.note_editor(model, &editing, &name);
    let is_asked = || stop.is_wanted() || !io::stdin().is_terminal();
    // Ctrl-c in the editor is the editor's.
    let (back, taken) = stop
        .deaf_to_interrupts(|| Ok(screen.lend(|| editor::edit(&editing.text, &name, is_asked))))?;
    // What the screen told the path of is the user's, in its file.
    let is_left = back.left.as_ref().is_err_and(EditorError::keeps_file);
    let effects = update::update(model, Message::Edited(editing, back.left));
    writer.perform(model, effects);
    if !is_left {
        writer.take_back(model, name, back.folder);
    }
    Ok(taken?)
}

/// What is said of a file that can't be read just now.
const LOCKED: &str = "Another program is writing to the file. It is read again in a moment.";

/// Reads what is missing; a file that another process holds just now is read at the next turn.
fn refresh(model: &mut Model, store: &Store) -> Result<(), StoreError> {
    match read::refresh(model, store) {
        Err(error) if error.can_wait() => {
            model.touch();
            model.warn(match error {
                StoreError::Locked => LOCKED.to_owned(),
                error => error.to_string(),
            });
            Ok(())
        }
        other => other,
    }
}

/// Whether the terminal has another size than the model knows: what tells of it may be lost where a key comes at the same time.
fn measure(screen: &Screen, model: &mut Model) -> io::Result<bool> {
    let (width, height) = screen.size()?;
    let is_other = model.size != (width, height);
    if is_other {
        update::update(model, Message::Resize(width, height));
    }
    Ok(is_other)
}

/// Waits until something comes in, at most so long.
fn comes(within: Duration) -> Result<bool, AppError> {
    // What was read already is not on the terminal any more.
    listen(Duration::ZERO)?;
    if event::poll(Duration::ZERO)? {
        return Ok(true);
    }
    let is_heard = listen(within)?;
    if event::poll(Duration::ZERO)? {
        return Ok(true);
    }
    if is_heard {
        // A key that came together with another size is passed over by the library, which is told of each only once. Setting
        // the terminal to what it is tells it again.
        let stdin = io::stdin();
        let set =
            tcgetattr(&stdin).and_then(|as_is| tcsetattr(&stdin, OptionalActions::Now, &as_is));
        set.map_err(io::Error::from)?;
        return Ok(event::poll(within)?);
    }
    Ok(false)
}

/// Waits for the terminal, at most so long: whether there is something to read. One that is gone ends the program before it is
/// read: that would never come back.
fn listen(within: Duration) -> Result<bool, AppError> {
    let stdin = io::stdin();
    let mut terminal = [PollFd::new(&stdin, PollFlags::IN)];
    let at_most = Timespec::try_from(within).ok();
    match rustix::event::poll(&mut terminal, at_most.as_ref()) {
        // A signal, such as that of another size.
        Ok(0) | Err(Errno::INTR) => return Ok(false),
        heard => heard.map_err(io::Error::from)?,
    };
    let [said] = terminal.map(|terminal| terminal.revents());
    if said.intersects(PollFlags::HUP | PollFlags::ERR) {
        return Err(AppError::Asked);
    }
    // Where a system can't wait for a terminal in this way, the library does.
    Ok(true)
}

/// Takes all that has come in, so that a storm of keys or of sizes is drawn once.
fn on_events(model: &mut Model, writer: &mut Writer<'_>) -> Result<Next, AppError> {
    loop {
        let message = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => Some(Message::Key(key)),
            Event::Mouse(event) => Some(Message::Mouse(event)),
            Event::Paste(text) => Some(Message::Paste(text)),
            Event::Resize(width, height) => Some(Message::Resize(width, height)),
            _ => None,
        };
        if let Some(message) = message {
            let effects = update::update(model, message);
            let next = writer.perform(model, effects);
            // What an action changed has to be read before the next key means something.
            let has_to_read = model.is_stale || model.chosen.is_some() || model.agenda.is_turned;
            if next != Next::On || has_to_read || !model.overlays.is_empty() {
                return Ok(next);
            }
        }
        if !comes(Duration::ZERO)? {
            return Ok(Next::On);
        }
    }
}

/// Keeps what is typed, and tries once more what waits.
fn finish(model: &mut Model, writer: &mut Writer<'_>) -> Result<(), AppError> {
    let effects = update::save(model);
    writer.perform(model, effects);
    let until = Instant::now() + Duration::from_secs(2);
    while writer.is_waiting() && Instant::now() < until {
        writer.try_again(model);
        std::thread::sleep(Duration::from_millis(50));
    }
    writer.keep_unwritten(model);
    writer.let_go(model);
    let lost = writer.lost(model);
    if lost.is_empty() {
        Ok(())
    } else {
        Err(AppError::Unwritten(lost.join("\n")))
    }
}

/// SIGTERM, SIGHUP and SIGINT end the loop, which gives the terminal back and keeps what is typed.
struct Stop {
    flag: Arc<AtomicBool>,
    interrupt: Cell<SigId>,
}

impl Stop {
    fn watched() -> io::Result<Self> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&flag))?;
        }
        let interrupt = signal_hook::flag::register(SIGINT, Arc::clone(&flag))?;
        let seen = Arc::clone(&flag);
        std::thread::Builder::new()
            .stack_size(64 * 1024)
            .spawn(move || watch(&seen))?;
        Ok(Self {
            flag,
            interrupt: Cell::new(interrupt),
        })
    }

    fn is_wanted(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Does something during which SIGINT is not for this program.
    fn deaf_to_interrupts<T>(&self, during: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        signal_hook::low_level::unregister(self.interrupt.get());
        let done = during();
        self.interrupt
            .set(signal_hook::flag::register(SIGINT, Arc::clone(&self.flag))?);
        done
    }
}

/// Ends the program where the loop can't: reading from a terminal that is gone never comes back. What was typed is in the
/// file by then, but for the last moments.
fn watch(stop: &AtomicBool) {
    let mut told = 0;
    loop {
        std::thread::sleep(WATCH_EVERY);
        if stop.load(Ordering::Relaxed) || !io::stdin().is_terminal() {
            told += 1;
        }
        // The loop needs up to two seconds for what waits on a locked file.
        if told > 2 {
            // Not waited for: the loop may hold the output.
            std::thread::spawn(terminal::give_back);
            std::thread::sleep(Duration::from_millis(100));
            std::process::exit(129);
        }
    }
}

/// What happens without a key: typed text is kept, another process's write is seen, a call's minute passes.
struct Clock {
    version: i64,
    looked: Instant,
    unsaved: Option<Instant>,
}

impl Clock {
    /// How long to wait for a key.
    fn timeout(&self, model: &Model, writer: &Writer<'_>) -> Duration {
        if overlay::search::is_looking(model) {
            return Duration::ZERO;
        }
        let look = LOOK_EVERY.saturating_sub(self.looked.elapsed());
        let save = match (self.unsaved, update::is_unsaved(model)) {
            (Some(since), true) => SAVE_AFTER.saturating_sub(since.elapsed()),
            (None, true) => SAVE_AFTER,
            (_, false) => look,
        };
        let again = if writer.is_waiting() {
            Duration::from_millis(100)
        } else {
            look
        };
        look.min(save).min(again)
    }

    /// Does what the time asks for; whether the screen is another one now.
    fn tick(
        &mut self,
        model: &mut Model,
        store: &Store,
        writer: &mut Writer<'_>,
    ) -> Result<bool, AppError> {
        let waited = writer.is_waiting();
        if waited {
            writer.try_again(model);
        }
        let has_told = writer.tell_of_copy(model);
        let has_kept = self.save(model, writer);
        let is_another = self.looked.elapsed() >= LOOK_EVERY && self.look(model, store)?;
        Ok(waited || has_told || has_kept || is_another)
    }

    /// Keeps what is typed, a moment after the last key; whether it did.
    fn save(&mut self, model: &mut Model, writer: &mut Writer<'_>) -> bool {
        if !update::is_unsaved(model) {
            self.unsaved = None;
            return false;
        }
        let since = *self.unsaved.get_or_insert_with(Instant::now);
        if since.elapsed() < SAVE_AFTER {
            return false;
        }
        self.unsaved = None;
        let effects = update::update(model, Message::Save);
        writer.perform(model, effects);
        // What was kept stands in other places of the screen too, and what could not be is said beside it.
        true
    }

    /// Whether another process wrote, a call's minute passed, or a day.
    fn look(&mut self, model: &mut Model, store: &Store) -> Result<bool, AppError> {
        self.looked = Instant::now();
        // Where that can't be done just now, the first write does it.
        let _ = store.prepare_to_write();
        let version = match store.data_version() {
            Err(error) if error.can_wait() => self.version,
            other => other?,
        };
        // What could not be read because the file was held is read now.
        let has_to_read = version != self.version || model.is_stale;
        if has_to_read {
            self.version = version;
            model.touch();
        }
        let begun = model.live.as_ref().and_then(|live| live.started_at);
        let minute = begun.map_or(0, |begun| model.now.at.minutes_since(begun));
        let is_later = model.live.is_some() && model.clock_minute != minute;
        let is_another_day = model.clock_day != model.today();
        (model.clock_minute, model.clock_day) = (minute, model.today());
        Ok(has_to_read || is_later || is_another_day)
    }
}
