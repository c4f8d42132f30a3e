//! Sentences about mentoring work, put together from parts: what the generated files hold instead of lorem ipsum.
//! A frame names its parts in braces; a part is drawn from a list, and may itself be a frame.

mod words;

use super::chance::Chance;

pub(super) use self::words::{EPITHETS, NAMES};

/// What a line is for.
#[derive(Clone, Copy)]
pub(super) enum Line {
    Topic,
    Question,
    Decision,
    FeedbackItem,
    Progress,
    Outcome,
    Prompt,
    Promise,
    CloseNote,
    Goal,
    Why,
    Test,
    Baseline,
    Obstacle,
    IfThen,
    Milestone,
    Update,
    Summary,
    Note,
    Situation,
    Behaviour,
    Impact,
    Intent,
    NextTime,
    ResponseNote,
    Request,
    Challenge,
    Lesson,
    Resource,
    Takeaway,
    Win,
    Material,
    Purpose,
    Terms,
}

/// A line of that kind.
pub(super) fn line(chance: &mut Chance, kind: Line) -> String {
    let mut text = String::with_capacity(64);
    expand(chance, words::frames(kind), &mut text);
    capitalise(&mut text);
    text
}

/// A title: mostly one line, now and then up to 160 characters of them, rarely in another script.
pub(super) fn title(chance: &mut Chance, kind: Line) -> String {
    let mut text = line(chance, kind);
    if chance.percent(6) {
        lengthen(chance, kind, &mut text);
    }
    if chance.per_mille(15) {
        text.push(' ');
        text.push_str(chance.pick(words::ODD));
    }
    if chance.per_mille(1) {
        text.push(' ');
        text.push_str(&long_word(chance));
    }
    text
}

/// Adds lines while they fit into 160 characters.
fn lengthen(chance: &mut Chance, kind: Line, text: &mut String) {
    for _ in 0..chance.between(1, 3) {
        let more = line(chance, kind);
        if text.chars().count() + more.chars().count() + 2 <= 160 {
            text.push_str("; ");
            text.push_str(&more);
        }
    }
}

/// Notes of a session: a median of 700 characters, one in twenty over 3,000, now and then 12,000.
pub(super) fn notes(chance: &mut Chance) -> String {
    let length = if chance.per_mille(4) {
        12_000
    } else {
        usual_length(chance)
    };
    let mut text = String::with_capacity(length + 120);
    let mut left = chance.between(2, 5);
    while text.len() < length {
        expand(chance, words::frames(Line::Note), &mut text);
        left -= 1;
        if left == 0 {
            left = chance.between(2, 5);
            text.push_str("\n\n");
        } else {
            text.push(' ');
        }
    }
    if chance.percent(2) {
        text.push_str(chance.pick(words::ODD));
    }
    if chance.per_mille(2) {
        text.push_str(&long_word(chance));
    }
    text.truncate(text.trim_end().len());
    text
}

/// Log-normal: the deviation puts 5 % over 3,000 where the median is 700.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length between 40 and 12,000"
)]
fn usual_length(chance: &mut Chance) -> usize {
    (700.0 * (0.885 * chance.normal()).exp()).clamp(40.0, 12_000.0) as usize
}

/// One word of 300 characters, for what can't wrap.
fn long_word(chance: &mut Chance) -> String {
    chance
        .pick(&["Polyphloisboio", "Odysseiapenelope", "tetradekapous"])
        .chars()
        .cycle()
        .take(300)
        .collect()
}

fn expand(chance: &mut Chance, frames: &[&'static str], out: &mut String) {
    let mut rest = chance.pick(frames);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((part, behind)) = after.split_once('}') else {
            break;
        };
        expand(chance, words::parts(part), out);
        rest = behind;
    }
    out.push_str(rest);
}

fn capitalise(text: &mut str) {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
}
