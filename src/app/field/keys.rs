//! Which key does what in a field. It changes nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::Shape;
use crate::domain::text::is_hazard;

/// Where the cursor goes, or how far a deletion reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    Up,
    Down,
    PageUp,
    PageDown,
    Start,
    End,
}

/// What a key asks of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Type(char),
    Break,
    Move(Motion),
    Erase(Motion),
    /// Erase, and keep for [`Command::Yank`].
    Kill(Motion),
    Yank,
    Undo,
    Redo,
}

const NONE: KeyModifiers = KeyModifiers::NONE;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;
const BOTH: KeyModifiers = CONTROL.union(ALT);

/// `None` where the key isn't the field's business.
pub(super) fn command(key: KeyEvent, shape: Shape) -> Option<Command> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let held = key.modifiers - KeyModifiers::SHIFT;
    match key.code {
        KeyCode::Char(c) => character(c, held),
        KeyCode::Enter if shape == Shape::Text && held == NONE => Some(Command::Break),
        KeyCode::Backspace if held == NONE => Some(Command::Erase(Motion::Left)),
        KeyCode::Backspace => Some(Command::Kill(Motion::WordLeft)),
        KeyCode::Delete if held == NONE => Some(Command::Erase(Motion::Right)),
        KeyCode::Delete => Some(Command::Kill(Motion::WordRight)),
        code => motion(code, held)
            .or_else(|| rows(code, held, shape))
            .map(Command::Move),
    }
}

fn character(c: char, held: KeyModifiers) -> Option<Command> {
    match held {
        NONE if !is_hazard(c) => Some(Command::Type(c)),
        CONTROL => with_control(c),
        ALT => with_alt(c),
        BOTH => with_both(c),
        _ => None,
    }
}

/// Terminals send Ctrl-_, Ctrl-/ and Ctrl-7 as one byte, which crossterm reads as Ctrl-7; and some
/// send Ctrl-h for Backspace.
fn with_control(c: char) -> Option<Command> {
    Some(match c {
        'a' => Command::Move(Motion::LineStart),
        'e' => Command::Move(Motion::LineEnd),
        'h' => Command::Erase(Motion::Left),
        'w' => Command::Kill(Motion::WordLeft),
        'u' => Command::Kill(Motion::LineStart),
        'k' => Command::Kill(Motion::LineEnd),
        'y' => Command::Yank,
        '_' | '7' | '/' => Command::Undo,
        _ => return None,
    })
}

fn with_alt(c: char) -> Option<Command> {
    Some(match c {
        'b' => Command::Move(Motion::WordLeft),
        'f' => Command::Move(Motion::WordRight),
        'd' => Command::Kill(Motion::WordRight),
        '_' => Command::Redo,
        _ => return None,
    })
}

/// Ctrl-Alt is also how `AltGr` arrives; that gives signs and accented letters, never a plain
/// letter, digit or space.
fn with_both(c: char) -> Option<Command> {
    match c {
        '_' | '7' => Some(Command::Redo),
        c if c.is_ascii_alphanumeric() || c == ' ' || is_hazard(c) => None,
        c => Some(Command::Type(c)),
    }
}

fn motion(code: KeyCode, held: KeyModifiers) -> Option<Motion> {
    Some(match (code, held) {
        (KeyCode::Left, NONE) => Motion::Left,
        (KeyCode::Right, NONE) => Motion::Right,
        (KeyCode::Left, CONTROL | ALT) => Motion::WordLeft,
        (KeyCode::Right, CONTROL | ALT) => Motion::WordRight,
        (KeyCode::Home, NONE) => Motion::LineStart,
        (KeyCode::End, NONE) => Motion::LineEnd,
        (KeyCode::Home, CONTROL) => Motion::Start,
        (KeyCode::End, CONTROL) => Motion::End,
        _ => return None,
    })
}

/// Only a text has rows.
fn rows(code: KeyCode, held: KeyModifiers, shape: Shape) -> Option<Motion> {
    Some(match (code, held, shape) {
        (KeyCode::Up, NONE, Shape::Text) => Motion::Up,
        (KeyCode::Down, NONE, Shape::Text) => Motion::Down,
        (KeyCode::PageUp, NONE, Shape::Text) => Motion::PageUp,
        (KeyCode::PageDown, NONE, Shape::Text) => Motion::PageDown,
        _ => return None,
    })
}
