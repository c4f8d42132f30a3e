//! The one key table: it drives dispatch, the footer, help, and the README's list.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key means; the focused pane gives it its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is described by its row of the table")]
pub enum Action {
    TabGoals,
    TabAgenda,
    TabFeedback,
    TabTimeline,
    NextPane,
    PreviousPane,
    Left,
    Right,
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    First,
    Last,
    Enter,
    Back,
    Add,
    Toggle,
    Edit,
    Delete,
    State,
    Offers,
    Note,
    More,
    Fewer,
    MoveDown,
    MoveUp,
    Visibility,
    Template,
    Copy,
    Call,
    PreviousSession,
    NextSession,
    Catch,
    Undo,
    Redo,
    Help,
    Quit,
    QuitNow,
    Redraw,
    Suspend,
    CallGoals,
    CallNotes,
    CallPromise,
    CallFeedback,
    CallWin,
    CallChallenge,
    NotToday,
    EndCall,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In every place but text fields and overlays.
    Anywhere,
    /// On the four tabs.
    Tabs,
    /// In the call.
    Call,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it means.
    pub action: Action,
    /// The keys, as they are written.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub place: Place,
    /// A word or two for the footer; empty where the footer never shows it.
    pub label: &'static str,
    /// What it does, for help and the README.
    pub does: &'static str,
}

const fn key(
    action: Action,
    keys: &'static [&'static str],
    place: Place,
    label: &'static str,
    does: &'static str,
) -> Binding {
    Binding {
        action,
        keys,
        place,
        label,
        does,
    }
}

/// The table. Footers show the rows in this order, as many as fit.
pub const KEYS: &[Binding] = {
    use Place::{Anywhere, Call, Tabs};
    &[
        key(
            Action::Add,
            &["a"],
            Anywhere,
            "add",
            "add to the section under the cursor",
        ),
        key(
            Action::Offers,
            &["o"],
            Tabs,
            "offers",
            "onto the next agenda; on the Agenda tab what is offered",
        ),
        key(
            Action::Toggle,
            &["Space"],
            Anywhere,
            "done",
            "the row's yes: done or not, ready or not, take an offer",
        ),
        key(
            Action::CallGoals,
            &["g"],
            Call,
            "goals",
            "into the goals and back",
        ),
        key(Action::CallNotes, &["n"], Call, "notes", "into the notes"),
        key(Action::EndCall, &["x"], Call, "end", "end the call"),
        key(
            Action::CallPromise,
            &["p"],
            Call,
            "promise",
            "catch a promise",
        ),
        key(
            Action::CallFeedback,
            &["f"],
            Call,
            "feedback",
            "catch a piece of feedback",
        ),
        key(Action::CallWin, &["w"], Call, "win", "catch a win"),
        key(
            Action::CallChallenge,
            &["b"],
            Call,
            "challenge",
            "catch a challenge",
        ),
        key(
            Action::NotToday,
            &["z"],
            Call,
            "not today",
            "not today: the item goes on to the next session",
        ),
        key(
            Action::Note,
            &["n"],
            Tabs,
            "what moved",
            "a line on what moved",
        ),
        key(
            Action::More,
            &["+", "="],
            Anywhere,
            "more",
            "more minutes, or percent",
        ),
        key(
            Action::Fewer,
            &["-"],
            Anywhere,
            "fewer",
            "fewer minutes, or percent",
        ),
        key(
            Action::Template,
            &["t"],
            Tabs,
            "template",
            "take an agenda template",
        ),
        key(
            Action::Call,
            &["c"],
            Anywhere,
            "call",
            "start the call, or go back to it",
        ),
        key(
            Action::State,
            &["s"],
            Anywhere,
            "state",
            "the states that this row may go to",
        ),
        key(Action::Edit, &["e"], Anywhere, "edit", "edit"),
        key(
            Action::PreviousSession,
            &["["],
            Anywhere,
            "last one",
            "the session before; the previous section",
        ),
        key(
            Action::NextSession,
            &["]"],
            Tabs,
            "next one",
            "the session after; the next section",
        ),
        key(
            Action::Copy,
            &["y"],
            Tabs,
            "copy",
            "copy as Markdown; an agenda is marked as sent",
        ),
        key(Action::Delete, &["d"], Anywhere, "trash", "to the trash"),
        key(
            Action::MoveDown,
            &["J", "Alt-Down"],
            Anywhere,
            "down",
            "move the row down its list",
        ),
        key(
            Action::MoveUp,
            &["K", "Alt-Up"],
            Anywhere,
            "up",
            "move the row up its list",
        ),
        key(
            Action::Visibility,
            &["v"],
            Anywhere,
            "private",
            "private or shared",
        ),
        key(
            Action::Catch,
            &["i"],
            Anywhere,
            "catch",
            "catch from anywhere: then a letter, and one line",
        ),
        key(
            Action::Undo,
            &["u"],
            Anywhere,
            "undo",
            "take back the last action",
        ),
        key(Action::Redo, &["Ctrl-r"], Anywhere, "redo", "do it again"),
        key(Action::Enter, &["Enter"], Anywhere, "open", "into"),
        key(Action::Back, &["Esc"], Anywhere, "", "back"),
        key(Action::TabGoals, &["1"], Anywhere, "", "Goals"),
        key(Action::TabAgenda, &["2"], Anywhere, "", "Agenda"),
        key(Action::TabFeedback, &["3"], Anywhere, "", "Feedback"),
        key(Action::TabTimeline, &["4"], Anywhere, "", "Timeline"),
        key(Action::NextPane, &["Tab"], Anywhere, "", "the next pane"),
        key(
            Action::PreviousPane,
            &["BackTab"],
            Anywhere,
            "",
            "the previous pane",
        ),
        key(
            Action::Left,
            &["h", "Left"],
            Anywhere,
            "",
            "the pane to the left",
        ),
        key(
            Action::Right,
            &["l", "Right"],
            Anywhere,
            "",
            "the pane to the right",
        ),
        key(Action::Down, &["j", "Down"], Anywhere, "", "down"),
        key(Action::Up, &["k", "Up"], Anywhere, "", "up"),
        key(Action::PageDown, &["PgDn"], Anywhere, "", "a page down"),
        key(Action::PageUp, &["PgUp"], Anywhere, "", "a page up"),
        key(
            Action::HalfDown,
            &["Ctrl-d"],
            Anywhere,
            "",
            "half a page down",
        ),
        key(Action::HalfUp, &["Ctrl-u"], Anywhere, "", "half a page up"),
        key(Action::First, &["g", "Home"], Tabs, "", "to the first row"),
        key(Action::Last, &["G", "End"], Tabs, "", "to the last row"),
        key(Action::First, &["Home"], Call, "", "to the first row"),
        key(Action::Last, &["End"], Call, "", "to the last row"),
        key(
            Action::Help,
            &["?"],
            Anywhere,
            "keys",
            "every key that works here",
        ),
        key(
            Action::Redraw,
            &["Ctrl-l"],
            Anywhere,
            "",
            "draw the screen again",
        ),
        key(
            Action::Suspend,
            &["Ctrl-z"],
            Anywhere,
            "",
            "suspend; `fg` comes back",
        ),
        key(
            Action::Quit,
            &["q"],
            Anywhere,
            "",
            "close the top layer, then quit; a live call stays live",
        ),
        key(Action::QuitNow, &["Ctrl-c"], Anywhere, "", "quit at once"),
    ]
};

/// How a key event is written in the table.
#[must_use]
pub fn name(event: &KeyEvent) -> Option<String> {
    let plain = match event.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "Enter".into(),
        KeyCode::Esc => "Esc".into(),
        KeyCode::Tab => "Tab".into(),
        KeyCode::BackTab => "BackTab".into(),
        KeyCode::Left => "Left".into(),
        KeyCode::Right => "Right".into(),
        KeyCode::Up => "Up".into(),
        KeyCode::Down => "Down".into(),
        KeyCode::Home => "Home".into(),
        KeyCode::End => "End".into(),
        KeyCode::PageUp => "PgUp".into(),
        KeyCode::PageDown => "PgDn".into(),
        KeyCode::Delete => "Delete".into(),
        KeyCode::Backspace => "Backspace".into(),
        _ => return None,
    };
    let control = if event.modifiers.contains(KeyModifiers::CONTROL) {
        "Ctrl-"
    } else {
        ""
    };
    let alt = if event.modifiers.contains(KeyModifiers::ALT) {
        "Alt-"
    } else {
        ""
    };
    Some(format!("{control}{alt}{plain}"))
}

/// What the key means here.
#[must_use]
pub fn action(event: &KeyEvent, in_call: bool) -> Option<Action> {
    let name = name(event)?;
    rows(in_call)
        .find(|row| row.keys.contains(&name.as_str()))
        .map(|row| row.action)
}

/// The rows that hold here, in order.
pub fn rows(in_call: bool) -> impl Iterator<Item = &'static Binding> {
    KEYS.iter().filter(move |row| match row.place {
        Place::Anywhere => true,
        Place::Tabs => !in_call,
        Place::Call => in_call,
    })
}

/// The keys of an action as the footer writes them.
#[must_use]
pub fn keys_of(action: Action, in_call: bool) -> &'static str {
    rows(in_call)
        .find(|row| row.action == action)
        .and_then(|row| row.keys.first())
        .copied()
        .unwrap_or("")
}

/// The table as Markdown, for the README.
#[must_use]
pub fn as_markdown() -> String {
    let mut text = String::from("| key | does | where |\n| --- | --- | --- |\n");
    for row in KEYS {
        let keys: Vec<_> = row.keys.iter().map(|k| format!("`{k}`")).collect();
        let place = match row.place {
            Place::Anywhere => "",
            Place::Tabs => "tabs",
            Place::Call => "call",
        };
        text.extend(["| ", &keys.join(" "), " | ", row.does, " | ", place, " |\n"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for in_call in [false, true] {
            let mut seen = std::collections::HashMap::new();
            for row in rows(in_call) {
                for key in row.keys {
                    let before = seen.insert(*key, row.action);
                    assert!(
                        before.is_none(),
                        "{key} means {before:?} and {:?}",
                        row.action
                    );
                }
            }
        }
    }
}
