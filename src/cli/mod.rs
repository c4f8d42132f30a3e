//! The command line: one file a command, whose doc comment is its help. Prints, and says how it ended.

mod add;
mod agenda;
mod backup;
mod brief;
mod check;
mod config;
mod demo;
mod evidence;
mod export;
mod file;
mod forget;
mod goals;
mod import;
mod next;
mod packager;
mod print;
mod restore;
mod sessions;
mod timeline;
mod undo;
mod which;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::app::{self, Left, Opening};
use crate::config::Config;
use crate::domain::quick_line::folded;
use crate::domain::{Id, Relationship, text};
use crate::env::{self, Env};
use crate::store::{self, Patience, Store};

/// A planner for mentoring relationships, in the terminal, over one file. Alone it opens the planner.
#[derive(Debug, Parser)]
#[command(name = "ithaca", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The file; without it the one in the platform's data folder
    #[arg(long, global = true, env = "ITHACA_DB", value_name = "FILE")]
    db: Option<PathBuf>,
    /// Whom it is about: the name, or how it begins; without it whoever is met next, else who was opened last
    #[arg(long, global = true, value_name = "NAME")]
    with: Option<String>,
    /// The configuration; without it the one in the platform's configuration folder
    #[arg(long, global = true, env = "ITHACA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Next(next::Next),
    Brief(brief::Brief),
    Add(add::Add),
    Agenda(agenda::Agenda),
    Sessions(sessions::Sessions),
    Goals(goals::Goals),
    Timeline(timeline::Timeline),
    Evidence(evidence::EvidenceBoard),
    Undo(undo::Undo),
    Export(export::Export),
    Import(import::Import),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Check(check::Check),
    Config(config::Example),
    Forget(forget::Forget),
    Completions(packager::Completions),
    Man(packager::Man),
}

/// Why a command did not do what it was asked for: a sentence, and an exit code.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    code: u8,
}

impl Failure {
    /// It could not be done.
    fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 1,
        }
    }

    /// It was asked for in the wrong way.
    fn usage(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 2,
        }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::new(error.to_string())
    }
}

type Outcome = Result<(), Failure>;

/// Opens a file; where it is of an older version, whoever waits at a terminal is told before it is brought up to date, which
/// takes seconds for a large one.
fn opened(path: &Path, patience: Patience) -> Result<Store, Failure> {
    let tell = |copy: &Path| {
        if io::stderr().is_terminal() {
            // Without a stderr it is done all the same.
            let _ = writeln!(io::stderr(), "{}", bringing(path, copy));
        }
    };
    Ok(Store::open_telling(path, patience, tell)?)
}

/// What is told while a file of an older version is brought up to date.
fn bringing(path: &Path, copy: &Path) -> String {
    let bytes = path.metadata().map_or(0, |file| file.len());
    format!(
        "Bringing the file up to date: it has {} MB, and this happens once. As it was it stays in {}.",
        bytes.div_ceil(1_000_000),
        file::shown(copy)
    )
}

/// What every command begins with.
struct Session<'a> {
    env: &'a Env,
    config: Config,
    db: Option<PathBuf>,
    with: Option<String>,
}

impl Session<'_> {
    /// Opens the file that was named, or the usual one.
    fn open(&self, patience: Patience) -> Result<Store, Failure> {
        opened(&self.path()?, patience)
    }

    /// Opens a file that must be there, to change it.
    fn open_there(&self) -> Result<Store, Failure> {
        opened(&self.path_there()?, Patience::CommandLine)
    }

    /// Opens a file that must be there, to read it: nothing is made, nothing is brought up to date.
    fn open_to_read(&self) -> Result<Store, Failure> {
        Ok(Store::open_to_read(&self.path_there()?)?)
    }

    /// The same; none where the usual file has not been begun. One that was named must be there.
    fn open_if_begun(&self) -> Result<Option<Store>, Failure> {
        if self.db.is_none() && matches!(self.path()?.try_exists(), Ok(false)) {
            return Ok(None);
        }
        self.open_to_read().map(Some)
    }

    /// A copy of the file where the newest is more than a week old, after something was written.
    fn keep_a_copy(&self, store: &Store) {
        if let Err(error) = store::backup::weekly(store.path(), self.env.now()) {
            // What was asked for is done; the next command tries again.
            eprintln!("The weekly copy could not be made: {error}");
        }
    }

    fn path_there(&self) -> Result<PathBuf, Failure> {
        let path = self.path()?;
        // What is in the way of looking (no folder, no right) is said by opening it.
        if matches!(path.try_exists(), Ok(false)) {
            return Err(Failure::new(format!(
                "There is no file {} yet. Start `ithaca` to begin one, or name another with --db FILE.",
                path.display()
            )));
        }
        Ok(path)
    }

    fn path(&self) -> Result<PathBuf, Failure> {
        let no_home = || {
            Failure::new("There is no home folder to keep the file in. Name one with --db FILE.")
        };
        self.db
            .clone()
            .or_else(env::default_file)
            .ok_or_else(no_home)
    }

    /// The relationship that was named; without a name the nearest planned session's, else the last opened.
    fn relationship(&self, store: &Store) -> Result<Option<Relationship>, Failure> {
        let Some(name) = &self.with else {
            return Ok(store.nearest_relationship(self.env.now().at)?);
        };
        let (id, _) = named(&store.names()?, name)?.clone();
        Ok(Some(store.get(id)?))
    }

    /// The same, where the command can't do without.
    fn needed(&self, store: &Store) -> Result<Relationship, Failure> {
        self.relationship(store)?.ok_or_else(|| {
            Failure::new(
                "The file holds no relationship yet. Start `ithaca` and name whom you meet.",
            )
        })
    }
}

/// The one with this name; else the one whose name begins so, whatever its case and accents.
fn named<'n>(all: &'n [(Id, String)], name: &str) -> Result<&'n (Id, String), Failure> {
    let wanted = folded(name);
    let exact = all
        .iter()
        .find(|(_, whole)| whole == name)
        .or_else(|| all.iter().find(|(_, whole)| folded(whole) == wanted));
    if let Some(found) = exact {
        return Ok(found);
    }
    let begin: Vec<_> = all
        .iter()
        .filter(|(_, whole)| !wanted.is_empty() && folded(whole).starts_with(&wanted))
        .collect();
    match begin[..] {
        [one] => Ok(one),
        [] => Err(Failure::new(unknown(all, name))),
        _ => Err(Failure::new(format!(
            "Several names begin with '{}': {}. Give more of the name.",
            text::visible(name),
            names(&begin)
        ))),
    }
}

/// Names for a sentence, not too many of them.
fn names(all: &[&(Id, String)]) -> String {
    let shown: Vec<_> = all
        .iter()
        .take(8)
        .map(|(_, name)| text::visible(name))
        .collect();
    let more = if all.len() > 8 {
        format!(" and {} more", all.len() - 8)
    } else {
        String::new()
    };
    format!("{}{more}", shown.join(", "))
}

fn unknown(all: &[(Id, String)], name: &str) -> String {
    let all: Vec<_> = all.iter().collect();
    let there = if all.is_empty() {
        "The file holds nobody yet".to_owned()
    } else {
        format!("There are: {}", names(&all))
    };
    format!("No relationship named '{}'. {there}.", text::visible(name))
}

/// The definition of the command line: what completions, the manual page and the test of the README read.
#[must_use]
pub fn definition() -> clap::Command {
    Arguments::command()
}

/// Runs what was asked for.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nothing is left to be told when even stderr is gone.
            for line in failure.sentence.lines() {
                let _ = writeln!(io::stderr(), "{}", text::visible(line));
            }
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(arguments: Arguments) -> Outcome {
    let env = Env::read().map_err(|e| Failure::usage(e.to_string()))?;
    // A configuration that can't be understood is no reason not to show how one is written.
    let config = match arguments.command {
        Some(Command::Config(_)) => Ok(Config::default()),
        _ => Config::read(arguments.config.as_deref()),
    };
    let config = config.map_err(|e| Failure::usage(e.to_string()))?;
    config.habits.keep();
    let session = Session {
        env: &env,
        config,
        db: arguments.db,
        with: arguments.with,
    };
    match arguments.command {
        None => planner(&session),
        Some(Command::Demo(demo)) => demo.run(&session),
        Some(Command::Next(next)) => next.run(&session),
        Some(Command::Brief(brief)) => brief.run(&session),
        Some(Command::Add(add)) => add.run(&session),
        Some(Command::Agenda(agenda)) => agenda.run(&session),
        Some(Command::Sessions(sessions)) => sessions.run(&session),
        Some(Command::Goals(goals)) => goals.run(&session),
        Some(Command::Timeline(timeline)) => timeline.run(&session),
        Some(Command::Evidence(board)) => board.run(&session),
        Some(Command::Undo(undo)) => undo.run(&session),
        Some(Command::Export(export)) => export.run(&session),
        Some(Command::Import(import)) => import.run(&session),
        Some(Command::Backup(backup)) => backup.run(&session),
        Some(Command::Restore(restore)) => restore.run(&session),
        Some(Command::Check(check)) => check.run(&session),
        Some(Command::Config(example)) => example.run(),
        Some(Command::Forget(forget)) => forget.run(&session),
        Some(Command::Completions(completions)) => completions.run(),
        Some(Command::Man(man)) => man.run(),
    }
}

fn planner(session: &Session<'_>) -> Outcome {
    needs_terminal()?;
    let store = session.open(Patience::Application)?;
    while show(session, &store, false)? == Left::ForExample {
        demo::look_around(session)?;
    }
    Ok(())
}

/// The planner is drawn on a terminal, and read from one.
fn needs_terminal() -> Outcome {
    if std::env::var("TERM").is_ok_and(|kind| kind == "dumb") {
        return Err(Failure::usage(
            "The planner needs a terminal that can place what it writes, and this one says that it can't (TERM is dumb). Use a command: `ithaca --help` lists them.",
        ));
    }
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::usage(
        "The planner needs a terminal for its screen and its keys. In a pipe or a script, use a command: `ithaca --help` lists them.",
    ))
}

fn show(session: &Session<'_>, store: &Store, is_example: bool) -> Result<Left, Failure> {
    let opening = Opening {
        relationship: session.relationship(store)?,
        is_named: session.with.is_some(),
        is_example,
        settings: session.config.clone().into_settings(),
    };
    Ok(app::run(store, session.env, opening, crate::ui::draw)?)
}
