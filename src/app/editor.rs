//! A long text in the user's own editor: a file that nobody else can read, given to the editor, read back, removed.
//! It never touches the planner's file or the screen.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use rustix::io::{FdFlags, fcntl_setfd};

use crate::domain::{Id, Table};

use super::field::LIMIT;

/// Whose text is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// A column of a row.
    Column {
        /// The table.
        table: Table,
        /// The row.
        id: Id,
        /// The column.
        column: &'static str,
    },
    /// The field that is typed in.
    Field,
}

/// A text on its way to the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// Whose.
    pub whose: Edited,
    /// As it was when it was opened.
    pub text: String,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// Neither VISUAL nor EDITOR is set.
    #[error("No editor is set. For example: export EDITOR=nano, then start Ithaca again.")]
    NotSet,
    /// It could not be started, or its file not be written or read.
    #[error("The editor could not be used: {0}. Nothing was changed.")]
    Failed(#[from] io::Error),
    /// It said itself that it failed.
    #[error("The editor ended with {0}. Nothing was changed.")]
    Ended(String),
    /// It was ended by a signal after it had saved.
    #[error("A signal ended the editor. What it saved is in {}", .0.display())]
    Killed(PathBuf),
    /// What it left is no text.
    #[error("No text (UTF-8, up to 1 MB); it stays in {}", .0.display())]
    Unreadable(PathBuf),
}

impl EditorError {
    /// Whether what the editor saved stays in its file, which is told.
    #[must_use]
    pub fn keeps_file(&self) -> bool {
        matches!(self, Self::Killed(_) | Self::Unreadable(_))
    }
}

/// The long text of a kind of row: what `E` opens.
#[must_use]
pub fn long_column(table: Table) -> Option<&'static str> {
    Some(match table {
        Table::Sessions => "notes",
        Table::Goals => "why",
        Table::GoalUpdates
        | Table::Commitments
        | Table::Questions
        | Table::Wins
        | Table::Lessons => "text",
        Table::AgendaItems => "outcome",
        Table::Feedback => "behaviour",
        Table::Challenges => "what",
        Table::Resources => "takeaway",
        Table::Pulses => "comment",
        _ => return None,
    })
}

/// How often it is looked whether the program is asked to end while the editor runs.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What comes back from the editor.
#[derive(Debug)]
pub struct Back {
    /// The text, or why there is none; then the text is as it was.
    pub left: Result<String, EditorError>,
    /// Where it lies, to be removed once it is safe elsewhere; none where nothing was written.
    pub folder: Option<Folder>,
}

/// Gives a text to the editor, in a folder of this name, and waits for what comes back. Where the program is asked to end
/// meanwhile, that is what the editor has saved until then.
#[must_use]
pub fn edit(text: &str, name: &str, is_asked: impl Fn() -> bool) -> Back {
    let begun = command().ok_or(EditorError::NotSet);
    let (command, folder) = match begun.and_then(|c| Ok((c, Folder::new(name)?))) {
        Ok(begun) => begun,
        Err(error) => {
            return Back {
                left: Err(error),
                folder: None,
            };
        }
    };
    Back {
        left: edit_in(&folder, &command, text, is_asked),
        folder: Some(folder),
    }
}

fn edit_in(
    folder: &Folder,
    command: &str,
    text: &str,
    is_asked: impl Fn() -> bool,
) -> Result<String, EditorError> {
    let file = folder.path.join(TEXT);
    write(&folder.path.join(BEFORE), text)?;
    write(&file, text)?;
    // Through a shell, since people set it with options: "code --wait".
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(format!("{command} \"$1\""))
        .arg("ithaca")
        .arg(&file)
        .spawn()?;
    let (tell, ended) = mpsc::channel();
    std::thread::spawn(move || tell.send(child.wait()));
    let failed = |status: &ExitStatus| !status.success() && !is_asked();
    let Some(status) = wait(&ended, &is_asked)?.filter(failed) else {
        return Ok(as_typed(text, read(&file)?));
    };
    match status.code() {
        // Some shells tell of a signal by a code.
        Some(code) if code <= SIGNALLED => Err(EditorError::Ended(code.to_string())),
        _ if has_saved(&file, text) => Err(EditorError::Killed(file)),
        _ => Err(EditorError::Ended("a signal".to_owned())),
    }
}

/// Codes above it are a shell's, for a command that a signal ended.
const SIGNALLED: i32 = 128;

/// Whether another text lies there than the one that was given.
fn has_saved(file: &Path, before: &str) -> bool {
    fs::read(file).is_ok_and(|left| left != before.as_bytes())
}

/// How the editor ended; none where the program is asked to end before.
fn wait(
    ended: &mpsc::Receiver<io::Result<ExitStatus>>,
    is_asked: impl Fn() -> bool,
) -> io::Result<Option<ExitStatus>> {
    loop {
        match ended.recv_timeout(LOOK_EVERY) {
            Ok(status) => return status.map(Some),
            Err(RecvTimeoutError::Timeout) if !is_asked() => {}
            Err(_) => return Ok(None),
        }
    }
}

fn read(file: &Path) -> Result<String, EditorError> {
    let length = fs::metadata(file)?.len();
    if usize::try_from(length).map_or(true, |length| length > LIMIT) {
        return Err(EditorError::Unreadable(file.to_owned()));
    }
    String::from_utf8(fs::read(file)?).map_err(|_| EditorError::Unreadable(file.to_owned()))
}

/// What a program that was killed while its editor ran has left in the folder of this name: the text, where it was changed.
/// None while another copy's editor is at it, or an editor that outlived its program.
#[must_use]
pub fn left_behind(name: &str, place: &Path) -> Option<LeftBehind> {
    let Some(path) = folder_of(name, place).filter(|path| path.is_dir()) else {
        return Some(LeftBehind {
            text: Ok(None),
            folder: None,
        });
    };
    let lock = File::open(path.join(LOCK)).ok()?;
    lock.try_lock().ok()?;
    let folder = Folder { path, _lock: lock };
    Some(LeftBehind {
        text: folder.changed(),
        folder: Some(folder),
    })
}

/// What lies in the folder of an editor whose program was killed.
#[derive(Debug)]
pub struct LeftBehind {
    /// What it was and what it is, where it was changed; an error where it can't be read.
    pub text: Result<Option<(String, String)>, EditorError>,
    /// Where it lies, to be removed once it is safe elsewhere.
    pub folder: Option<Folder>,
}

/// Removes the folder of this name, whoever is at it.
pub fn remove(name: &str, place: &Path) {
    // What can't be removed is still only the user's to read.
    let _ = folder_of(name, place).map(fs::remove_dir_all);
}

/// The path of a folder of ours. Name and place come from the file: nothing else is looked at, or removed.
fn folder_of(name: &str, place: &Path) -> Option<PathBuf> {
    let id = name.strip_prefix("ithaca-")?;
    uuid::Uuid::parse_str(id).ok()?;
    Some(place.join(name))
}

/// Editors end a file with a newline; that is no change of the text.
fn as_typed(before: &str, mut left: String) -> String {
    if left.ends_with('\n') && !before.ends_with('\n') {
        left.pop();
    }
    left
}

fn command() -> Option<String> {
    let set = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR"))
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut open = OpenOptions::new();
    open.write(true).create_new(true).mode(0o600);
    open.open(file)?.write_all(text.as_bytes())
}

/// What is edited, what it was, and what tells that somebody is at it.
const TEXT: &str = "text.md";
const BEFORE: &str = "before.md";
const LOCK: &str = "lock";

/// A name for a folder that nobody else has.
#[must_use]
pub fn new_name() -> String {
    format!("ithaca-{}", uuid::Uuid::now_v7())
}

/// Where the folders are.
#[must_use]
pub fn place() -> PathBuf {
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    own.filter(|path| path.is_dir())
        .unwrap_or_else(std::env::temp_dir)
}

/// A folder that only the user can enter. It is not removed by itself: what is in it may be nowhere else.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held for as long as this program or its editor is at it.
    _lock: File,
}

impl Folder {
    fn new(name: &str) -> io::Result<Self> {
        let path = place().join(name);
        DirBuilder::new().mode(0o700).create(&path)?;
        Self::locked(&path).inspect_err(|_| drop(fs::remove_dir_all(&path)))
    }

    fn locked(path: &Path) -> io::Result<Self> {
        write(&path.join(LOCK), "")?;
        let lock = File::open(path.join(LOCK))?;
        // Where a file system has no locks, what a kill leaves stays where it is.
        let _ = lock.lock();
        // The editor has it too: it may outlive the program, and goes on saving.
        fcntl_setfd(&lock, FdFlags::empty())?;
        Ok(Self {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// What the text was and what it is, where the editor changed it. Before the editor began there is none.
    fn changed(&self) -> Result<Option<(String, String)>, EditorError> {
        let (before, file) = (self.path.join(BEFORE), self.path.join(TEXT));
        if !before.exists() || !file.exists() {
            return Ok(None);
        }
        let before = read(&before)?;
        let text = as_typed(&before, read(&file)?);
        Ok((text != before).then_some((before, text)))
    }

    /// Removes it with what is in it.
    pub fn remove(self) {
        // What can't be removed is still only the user's to read.
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newline_of_the_editor_is_no_change() {
        assert_eq!(as_typed("", "\n".into()), "");
        assert_eq!(as_typed("a", "a\n".into()), "a");
        assert_eq!(as_typed("a\n", "a\n".into()), "a\n");
        assert_eq!(as_typed("a", "a\n\n".into()), "a\n");
    }
}
