//! What comes in and what goes out, as data: nothing is done here.

use crossterm::event::{KeyEvent, MouseEvent};

use crate::actions::{Act, Done};
use crate::domain::{Id, Table};
use crate::store::StoreError;

use super::super::editor::{Edited, Editing, EditorError};

/// What comes in.
#[derive(Debug)]
pub enum Message {
    /// A key.
    Key(KeyEvent),
    /// The mouse.
    Mouse(MouseEvent),
    /// A paste.
    Paste(String),
    /// Another size.
    Resize(u16, u16),
    /// Time to keep what is being typed.
    Save,
    /// What the editor left of a text, or why nothing came back.
    Edited(Editing, Result<String, EditorError>),
    /// An action was done, or was not.
    Done(Box<Act>, Result<Done, StoreError>),
}

/// What goes out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// An action, written as one batch.
    Act(Act),
    /// The same, made of a line that was typed: where it can't be done, the line is offered again.
    Enter(Act, Typed),
    /// What is typed is kept under this name.
    KeepDraft(String, String),
    /// What was typed is made ready to be found.
    SettleSearch,
    /// Onto the clipboard, and the session's agenda marked as sent.
    CopyAgenda(Id),
    /// One row onto the clipboard.
    CopyRow(Table, Id),
    /// A text is given to the user's editor.
    OpenEditor(Edited),
    /// The terminal is given back until `fg`.
    Suspend,
    /// The whole screen is drawn again.
    Redraw,
    /// An invented example, in a file of its own.
    Example,
    /// The end.
    Quit,
}

/// The line that an action was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The name of its draft.
    pub field: String,
    /// What was typed.
    pub text: String,
    /// The line that was begun before and not taken: offered next once the action is done.
    pub before: String,
}
