//! A long text in the user's own editor: a file that nobody else can read, given to the editor, read back, removed.
//! It never touches the planner's file or the screen.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

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
    /// It could not be started, or its file not be written.
    #[error("The editor could not be used: {0}. Nothing was changed.")]
    Failed(#[from] io::Error),
    /// It said itself that it failed.
    #[error("The editor ended with {0}. Nothing was changed.")]
    Ended(String),
    /// What it left is not text.
    #[error("The editor left no readable text (UTF-8, up to 1 MB). Nothing was changed.")]
    Unreadable,
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

/// Gives a text to the editor, in a folder of this name, and waits for what comes back. Where the program is asked to end
/// meanwhile, that is what the editor has saved until then.
///
/// # Errors
/// When no editor is set or it fails; then the text is as it was, and its file is gone.
pub fn edit(text: &str, name: &str, is_asked: impl Fn() -> bool) -> Result<String, EditorError> {
    let command = command().ok_or(EditorError::NotSet)?;
    let folder = Folder::new(name)?;
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
    if let Some(status) = wait(&ended, &is_asked)?.filter(failed) {
        let how = status
            .code()
            .map_or("a signal".to_owned(), |code| code.to_string());
        return Err(EditorError::Ended(how));
    }
    read(&file).map(|left| as_typed(text, left))
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
        return Err(EditorError::Unreadable);
    }
    String::from_utf8(fs::read(file)?).map_err(|_| EditorError::Unreadable)
}

/// What a program that was killed while its editor ran has left in the folder of this name: the text, where it was changed.
/// The folder goes away. None while another copy's editor is at it.
#[must_use]
pub fn left_behind(name: &str, place: &Path) -> Option<Option<String>> {
    // Both come from the file: nothing but a folder of ours is looked at, or removed.
    let is_ours = name
        .strip_prefix("ithaca-")
        .is_some_and(|id| uuid::Uuid::parse_str(id).is_ok());
    let path = place.join(name);
    if !is_ours || !path.is_dir() {
        return Some(None);
    }
    let lock = File::open(path.join(LOCK)).ok()?;
    lock.try_lock().ok()?;
    let folder = Folder { path, _lock: lock };
    let before = read(&folder.path.join(BEFORE)).ok();
    let text = read(&folder.path.join(TEXT)).ok();
    Some(before.zip(text).and_then(|(before, text)| {
        let text = as_typed(&before, text);
        (text != before).then_some(text)
    }))
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

/// A folder that only the user can enter; it goes away with what is in it, also after a failure.
struct Folder {
    path: PathBuf,
    /// Held for as long as this program is at it.
    _lock: File,
}

impl Folder {
    fn new(name: &str) -> io::Result<Self> {
        let path = place().join(name);
        DirBuilder::new().mode(0o700).create(&path)?;
        write(&path.join(LOCK), "")?;
        let lock = File::open(path.join(LOCK))?;
        lock.lock()?;
        Ok(Self { path, _lock: lock })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
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
