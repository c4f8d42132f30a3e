//! Roles of colour, and signs: which sign a state has, and what stands for it where a terminal knows no such signs.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::app::model::{Colours, Look};
use crate::domain::challenge::ChallengeStatus;
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::goal::MilestoneStatus;
use crate::domain::learning::ResourceStatus;
use crate::domain::quick_line::Mark;
use crate::domain::session::SessionStatus;
use crate::domain::{AgreementStatus, GoalStatus, ItemStatus};

/// What a piece of text is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The terminal's own.
    Text,
    /// A title.
    Strong,
    /// An aside.
    Muted,
    /// Where one is.
    Focus,
    /// The selected row of the focused pane.
    Selection,
    /// What was searched for.
    Matched,
    /// Over time, or wrong: always with a word.
    Notice,
}

/// The style of a role.
#[must_use]
pub fn style(role: Role, look: Look) -> Style {
    let plain = Style::new();
    // What is written over a muted rule is no longer muted.
    let bold = plain
        .add_modifier(Modifier::BOLD)
        .remove_modifier(Modifier::DIM);
    let [accent, muted, notice] = if look.mono {
        [None; 3]
    } else {
        colours(look.colours)
    };
    let coloured = |style: Style, colour: Option<Color>| colour.map_or(style, |c| style.fg(c));
    match role {
        Role::Text => plain,
        Role::Strong => bold,
        Role::Notice => coloured(bold, notice),
        Role::Focus => coloured(bold, accent),
        Role::Muted if muted.is_none() => plain.add_modifier(Modifier::DIM),
        Role::Muted => coloured(plain, muted),
        Role::Selection => plain.add_modifier(Modifier::REVERSED),
        Role::Matched => plain.add_modifier(Modifier::UNDERLINED),
    }
}

/// Accent, muted and notice; none is the terminal's own text.
fn colours(colours: Colours) -> [Option<Color>; 3] {
    let rgb = |hex: u32| Some(Color::from_u32(hex));
    match colours {
        Colours::Terminal => [Some(Color::Magenta), None, None],
        Colours::Dark => [rgb(0x007f_b8d8), rgb(0x00a3_acb5), rgb(0x00e0_b860)],
        Colours::Light => [rgb(0x000a_5a7c), rgb(0x0059_6169), rgb(0x007a_4f00)],
        Colours::PlainDark => [Some(Color::Cyan), None, None],
        Colours::PlainLight => [Some(Color::Blue), None, None],
    }
}

/// An item's sign.
#[must_use]
pub fn item(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::Open => "○",
        ItemStatus::Done => "✓",
        ItemStatus::Carried => "→",
        ItemStatus::Dropped => "×",
    }
}

/// A promise's sign.
#[must_use]
pub fn promise(status: CommitmentStatus) -> &'static str {
    match status {
        CommitmentStatus::Open => "○",
        CommitmentStatus::Done => "✓",
        CommitmentStatus::Released => "×",
        CommitmentStatus::NotDone => "–",
    }
}

/// A session's sign; one whose time has passed waits for an answer.
#[must_use]
pub fn session(status: SessionStatus, has_passed: bool) -> &'static str {
    match status {
        SessionStatus::Planned if has_passed => "?",
        SessionStatus::Planned => "○",
        SessionStatus::Live => "●",
        SessionStatus::Held => "✓",
        SessionStatus::Rescheduled => "→",
        SessionStatus::Cancelled => "×",
        SessionStatus::Missed => "–",
    }
}

/// A goal's sign.
#[must_use]
pub fn goal(status: GoalStatus) -> &'static str {
    match status {
        GoalStatus::Active => "○",
        GoalStatus::Draft => "·",
        GoalStatus::OnHold => "‖",
        GoalStatus::Achieved => "✓",
        GoalStatus::PartlyAchieved => "◐",
        GoalStatus::Dropped => "×",
    }
}

/// A milestone's sign.
#[must_use]
pub fn milestone(status: MilestoneStatus) -> &'static str {
    match status {
        MilestoneStatus::Open => "○",
        MilestoneStatus::Done => "✓",
        MilestoneStatus::Dropped => "×",
    }
}

/// The sign of a piece of feedback: what I got and have not answered waits.
#[must_use]
pub fn feedback(state: FeedbackState, direction: Direction) -> &'static str {
    match (state, direction) {
        (FeedbackState::Draft, _) => "·",
        (FeedbackState::Said, Direction::FromPartner) => "?",
        (FeedbackState::Said, Direction::ToPartner) => "○",
        (FeedbackState::Responded, _) => "✓",
    }
}

/// An agreement's sign.
#[must_use]
pub fn agreement(status: AgreementStatus) -> &'static str {
    match status {
        AgreementStatus::Draft => "·",
        AgreementStatus::Agreed => "✓",
        AgreementStatus::Superseded => "→",
    }
}

/// A challenge's sign.
#[must_use]
pub fn challenge(status: ChallengeStatus) -> &'static str {
    match status {
        ChallengeStatus::Open => "○",
        ChallengeStatus::Working => "◐",
        ChallengeStatus::Resolved => "✓",
        ChallengeStatus::Accepted => "‖",
        ChallengeStatus::Dropped => "×",
    }
}

/// A resource's sign.
#[must_use]
pub fn resource(status: ResourceStatus) -> &'static str {
    match status {
        ResourceStatus::Suggested => "·",
        ResourceStatus::Planned => "○",
        ResourceStatus::Doing => "◐",
        ResourceStatus::Done => "✓",
        ResourceStatus::Skipped => "×",
    }
}

/// What the marks and the signs mean, in the order in which they are told.
#[must_use]
pub fn legend() -> [(&'static str, Vec<(String, &'static str)>); 2] {
    let marks = Mark::ALL.map(|mark| (mark.sign().to_string(), mark.word()));
    let signs = [
        (item(ItemStatus::Open), "open"),
        (item(ItemStatus::Done), "done, held"),
        (session(SessionStatus::Live, false), "now"),
        (item(ItemStatus::Carried), "went on, moved"),
        (goal(GoalStatus::OnHold), "on hold"),
        (goal(GoalStatus::PartlyAchieved), "partly"),
        (item(ItemStatus::Dropped), "let go"),
        (promise(CommitmentStatus::NotDone), "not done"),
        (goal(GoalStatus::Draft), "draft"),
        (session(SessionStatus::Planned, true), "asks"),
        (PRIVATE, "private"),
    ];
    [
        ("Marks", marks.to_vec()),
        (
            "Signs",
            signs.map(|(sign, words)| (sign.to_owned(), words)).to_vec(),
        ),
    ]
}

/// The same as Markdown, for the README.
#[must_use]
pub fn legend_as_markdown() -> String {
    let [marks, signs] = legend().map(|(title, rows)| {
        let rows = rows.iter().map(|(sign, words)| format!("`{sign}` {words}"));
        format!("{title}: {}.\n", rows.collect::<Vec<_>>().join(" · "))
    });
    format!("{marks}\n{signs}")
}

/// Not for the partner's eyes.
pub const PRIVATE: &str = "▪";

/// What stands for a sign where only ASCII is safe.
fn ascii(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "·" | "…" => ".",
        "○" => "o",
        "●" => "@",
        "✓" => "x",
        "◐" | "▇" => "%",
        "→" | "▸" => ">",
        "←" => "<",
        "↑" => "^",
        "↓" => "v",
        "‖" | "│" | "▏" => "|",
        "×" => "/",
        "–" | "─" | "−" | "▂" => "-",
        "━" | "▄" => "=",
        "▁" => "_",
        "▃" => "~",
        "▆" => "*",
        "▪" | "█" => "#",
        "▅" | "╭" | "╮" | "╰" | "╯" => "+",
        _ => return None,
    })
}

/// A text with every sign replaced by its ASCII one.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut buffer = [0; 4];
    let signs = text.chars().map(|c| {
        let sign = c.encode_utf8(&mut buffer);
        ascii(sign)
            .and_then(|plain| plain.chars().next())
            .unwrap_or(c)
    });
    signs.collect()
}

/// Replaces every sign of the frame by its ASCII one; each takes one cell too.
pub fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        if let Some(plain) = ascii(cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Word;

    /// Every sign of a state is told of in the legend.
    #[test]
    fn the_legend_has_every_sign() {
        let [_, (_, told)] = legend();
        let is_told = |sign: &str| told.iter().any(|(known, _)| known == sign);
        let mut signs: Vec<&str> = Vec::new();
        signs.extend(ItemStatus::ALL.iter().map(|s| item(*s)));
        signs.extend(CommitmentStatus::ALL.iter().map(|s| promise(*s)));
        signs.extend(SessionStatus::ALL.iter().map(|s| session(*s, true)));
        signs.extend(GoalStatus::ALL.iter().map(|s| goal(*s)));
        signs.extend(MilestoneStatus::ALL.iter().map(|s| milestone(*s)));
        signs.extend(AgreementStatus::ALL.iter().map(|s| agreement(*s)));
        signs.extend(ChallengeStatus::ALL.iter().map(|s| challenge(*s)));
        signs.extend(ResourceStatus::ALL.iter().map(|s| resource(*s)));
        for state in FeedbackState::ALL {
            signs.extend(Direction::ALL.iter().map(|way| feedback(*state, *way)));
        }
        for sign in signs {
            assert!(is_told(sign), "{sign}");
        }
    }

    /// Accent, muted and notice as a terminal is told them.
    fn told(look: Look) -> [String; 3] {
        [Role::Focus, Role::Muted, Role::Notice].map(|role| {
            let style = style(role, look);
            let colour = style.fg.map_or("text".to_owned(), |fg| fg.to_string());
            format!("{colour} {:?}", style.add_modifier)
        })
    }

    #[test]
    fn each_theme_has_its_colours() {
        for (colours, accent, muted, notice) in [
            (Colours::Terminal, "Magenta BOLD", "text DIM", "text BOLD"),
            (
                Colours::Dark,
                "#7FB8D8 BOLD",
                "#A3ACB5 NONE",
                "#E0B860 BOLD",
            ),
            (
                Colours::Light,
                "#0A5A7C BOLD",
                "#596169 NONE",
                "#7A4F00 BOLD",
            ),
            (Colours::PlainDark, "Cyan BOLD", "text DIM", "text BOLD"),
            (Colours::PlainLight, "Blue BOLD", "text DIM", "text BOLD"),
        ] {
            let look = Look {
                colours,
                ..Look::default()
            };
            assert_eq!(told(look), [accent, muted, notice], "{colours:?}");
            let mono = Look { mono: true, ..look };
            assert_eq!(
                told(mono),
                ["text BOLD", "text DIM", "text BOLD"],
                "{colours:?}"
            );
        }
    }

    #[test]
    fn what_is_told_without_colour_is_the_same_in_all() {
        let look = Look::default();
        assert_eq!(style(Role::Selection, look), Style::new().reversed());
        assert_eq!(style(Role::Matched, look), Style::new().underlined());
        assert_eq!(style(Role::Text, look), Style::new());
    }
}
