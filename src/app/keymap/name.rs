//! How keys are written: in the table, in the configuration, on the screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The keys that have names, and other words for them that are understood.
const NAMED: &[(KeyCode, &str, &[&str])] = &[
    (KeyCode::Char(' '), "Space", &[]),
    (KeyCode::Enter, "Enter", &["return"]),
    (KeyCode::Esc, "Esc", &["escape"]),
    (KeyCode::Tab, "Tab", &[]),
    (KeyCode::BackTab, "BackTab", &["shift-tab"]),
    (KeyCode::Left, "Left", &[]),
    (KeyCode::Right, "Right", &[]),
    (KeyCode::Up, "Up", &[]),
    (KeyCode::Down, "Down", &[]),
    (KeyCode::Home, "Home", &[]),
    (KeyCode::End, "End", &[]),
    (KeyCode::PageUp, "PgUp", &["pageup"]),
    (KeyCode::PageDown, "PgDn", &["pagedown"]),
    (KeyCode::Insert, "Insert", &[]),
    (KeyCode::Delete, "Delete", &["del"]),
    (KeyCode::Backspace, "Backspace", &[]),
];

/// How a key event is written in the table.
#[must_use]
pub fn name(event: &KeyEvent) -> Option<String> {
    let plain = match event.code {
        KeyCode::Char(c) if c != ' ' => c.to_string(),
        KeyCode::F(n) => format!("F{n}"),
        code => NAMED.iter().find(|(c, ..)| *c == code)?.1.to_owned(),
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

/// The name of a key that was written by hand: `ctrl-X` is `Ctrl-x`, `PageDown` is `PgDn`. None where no key is called so.
#[must_use]
pub fn canonical(written: &str) -> Option<String> {
    let (mut rest, mut control, mut alt) = (written, "", "");
    loop {
        if let Some(after) = without(rest, "ctrl-") {
            (rest, control) = (after, "Ctrl-");
        } else if let Some(after) = without(rest, "alt-") {
            (rest, alt) = (after, "Alt-");
        } else {
            break;
        }
    }
    let mut chars = rest.chars();
    let plain = match (chars.next()?, chars.next()) {
        (' ', None) => "Space".to_owned(),
        // A terminal tells no large letter from a small one beside Ctrl.
        (c, None) if !control.is_empty() => c.to_ascii_lowercase().to_string(),
        (c, None) if !c.is_control() => c.to_string(),
        ('F' | 'f', Some(_)) => {
            let number: u8 = rest.get(1..)?.parse().ok()?;
            (1..=24).contains(&number).then(|| format!("F{number}"))?
        }
        _ => {
            let lower = rest.to_lowercase();
            let named = |(_, name, others): &&(KeyCode, &str, &[&str])| {
                name.eq_ignore_ascii_case(&lower) || others.contains(&lower.as_str())
            };
            NAMED.iter().find(named)?.1.to_owned()
        }
    };
    Some(format!("{control}{alt}{plain}"))
}

/// What stands behind a modifier, where it is not the last character: `Ctrl--` is Ctrl and the minus.
fn without<'t>(text: &'t str, modifier: &str) -> Option<&'t str> {
    let head = text.get(..modifier.len())?;
    let rest = text.get(modifier.len()..)?;
    (head.eq_ignore_ascii_case(modifier) && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_understood_as_people_write_them() {
        for (written, name) in [
            ("a", Some("a")),
            ("A", Some("A")),
            ("ctrl-X", Some("Ctrl-x")),
            ("Alt-down", Some("Alt-Down")),
            ("alt-ctrl-d", Some("Ctrl-Alt-d")),
            ("pagedown", Some("PgDn")),
            ("Shift-Tab", Some("BackTab")),
            ("f5", Some("F5")),
            ("f", Some("f")),
            ("-", Some("-")),
            ("Ctrl--", Some("Ctrl--")),
            ("é", Some("é")),
            (" ", Some("Space")),
            ("F99", None),
            ("Hyper-x", None),
            ("", None),
            ("ab", None),
        ] {
            assert_eq!(canonical(written).as_deref(), name, "{written:?}");
        }
    }
}
