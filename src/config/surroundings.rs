//! What the surroundings say about colour and signs: variables, and for `theme = "auto"` alone the terminal.

use std::env;
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::Theme;
use crate::app::model::{Colours, Look};

/// How long a terminal may take to say what its background is.
const ANSWER_WITHIN: Duration = Duration::from_millis(100);

/// The look that follows from the configuration and the surroundings.
pub(super) fn look(theme: Theme, ascii: bool) -> Look {
    let mono = set("NO_COLOR").is_some();
    Look {
        ascii,
        mono,
        // Without colour there is nothing to ask the terminal for.
        colours: if mono {
            Colours::Terminal
        } else {
            colours(theme)
        },
    }
}

fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether the locale knows more than ASCII.
pub(super) fn knows_signs() -> bool {
    let locale = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"))
        .unwrap_or_else(|| "C.UTF-8".into());
    let upper = locale.to_uppercase();
    upper.contains("UTF-8") || upper.contains("UTF8")
}

fn colours(theme: Theme) -> Colours {
    let true_colour =
        set("COLORTERM").is_some_and(|depth| matches!(depth.as_str(), "truecolor" | "24bit"));
    let ours = |mode| match (mode, true_colour) {
        (ThemeMode::Dark, true) => Colours::Dark,
        (ThemeMode::Light, true) => Colours::Light,
        (ThemeMode::Dark, false) => Colours::PlainDark,
        (ThemeMode::Light, false) => Colours::PlainLight,
    };
    match theme {
        Theme::Terminal => Colours::Terminal,
        Theme::Dark => ours(ThemeMode::Dark),
        Theme::Light => ours(ThemeMode::Light),
        Theme::Auto => {
            let told = set("COLORFGBG").and_then(|told| background(&told));
            // A terminal that tells nothing keeps its own colours, which it reads best.
            told.or_else(asked).map_or(Colours::Terminal, ours)
        }
    }
}

fn asked() -> Option<ThemeMode> {
    let mut options = QueryOptions::default();
    options.timeout = ANSWER_WITHIN;
    theme_mode(options).ok()
}

/// What `COLORFGBG` says of the background: `15;0` is dark, `0;15` is light.
fn background(told: &str) -> Option<ThemeMode> {
    let colour: u8 = told.rsplit(';').next()?.parse().ok()?;
    match colour {
        7 | 9..=15 => Some(ThemeMode::Light),
        0..=6 | 8 => Some(ThemeMode::Dark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_is_the_last_colour() {
        assert_eq!(background("15;0"), Some(ThemeMode::Dark));
        assert_eq!(background("0;default;15"), Some(ThemeMode::Light));
        assert_eq!(background("0;default"), None);
        assert_eq!(background("0;200"), None);
    }
}
