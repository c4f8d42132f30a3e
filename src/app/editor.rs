//! A long text in the user's own editor: a file that nobody else can read, given to the editor, read back, removed.
//! It never touches the planner's file or the screen.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// Gives a text to the editor, and waits for what comes back.
///
/// # Errors
/// When no editor is set or it fails; then the text is as it was, and its file is gone.
pub fn edit(text: &str) -> Result<String, EditorError> {
    let command = command().ok_or(EditorError::NotSet)?;
    let folder = Folder::new()?;
    let file = folder.0.join("text.md");
    write(&file, text)?;
    // Through a shell, since people set it with options: "code --wait".
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{command} \"$1\""))
        .arg("ithaca")
        .arg(&file)
        .status()?;
    if !status.success() {
        let how = status
            .code()
            .map_or("a signal".to_owned(), |code| code.to_string());
        return Err(EditorError::Ended(how));
    }
    let length = fs::metadata(&file)?.len();
    if usize::try_from(length).map_or(true, |length| length > LIMIT) {
        return Err(EditorError::Unreadable);
    }
    let left = String::from_utf8(fs::read(&file)?).map_err(|_| EditorError::Unreadable)?;
    Ok(as_typed(text, left))
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

/// A folder that only the user can enter; it goes away with what is in it, also after a failure.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Self> {
        let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let root = own
            .filter(|p| p.is_dir())
            .unwrap_or_else(std::env::temp_dir);
        let path = root.join(format!("ithaca-{}", uuid::Uuid::now_v7()));
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed is still only the user's to read.
        let _ = fs::remove_dir_all(&self.0);
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
