//! The lines of an agreement, wrapped for the screen: its numbers first, then what the two wrote.

use super::card::Card;
use super::head::Tone;
use crate::app::model::Model;
use crate::domain::{Agreement, AgreementStatus, Visibility, content};

/// Every line, in order.
#[must_use]
pub fn lines(agreement: &Agreement, model: &Model) -> Vec<(Tone, String)> {
    let room = usize::from(model.size.0.saturating_sub(2)).clamp(20, 76);
    let mut card = Card::default();
    let whole = usize::MAX;
    card.text(Tone::Muted, &content::agreement().preamble, room, whole);
    card.blank();
    for (label, words) in numbers(agreement, model) {
        card.hang(label, &words, room, whole);
    }
    let rule = "The numbers count; the words stand below.";
    card.text(Tone::Muted, rule, room, whole);
    for section in &content::agreement().sections {
        let written = agreement.section(&section.id);
        if written.trim().is_empty() {
            continue;
        }
        card.blank();
        card.line(Tone::Strong, section.title.clone());
        let shown = model.shown(written, is_private(agreement));
        card.text(Tone::Plain, &shown, room, whole);
    }
    card.laid(0)
}

fn is_private(agreement: &Agreement) -> bool {
    agreement.visibility == Visibility::Private
}

/// The rhythm in which the two meet by now, or are to once this is agreed; of a version that was replaced nothing is known.
fn rhythm(agreement: &Agreement, model: &Model) -> Option<String> {
    let now = model.relationship.as_ref()?.rhythm();
    let rhythm = match agreement.status {
        AgreementStatus::Draft => agreement.rhythm(now).unwrap_or(now),
        AgreementStatus::Agreed => now,
        AgreementStatus::Superseded => return None,
    };
    (rhythm.days > 0).then(|| rhythm.to_string())
}

fn numbers(agreement: &Agreement, model: &Model) -> Vec<(&'static str, String)> {
    let every = match agreement.feedback_every_sessions {
        1 => "every session".to_owned(),
        n => format!("every {n} sessions"),
    };
    let rhythm = rhythm(agreement, model).map(|words| ("Meet", words));
    let mut numbers: Vec<_> = rhythm.into_iter().collect();
    numbers.extend([
        ("Notice", format!("{} hours", agreement.notice_hours)),
        (
            "Start",
            format!("on time within {} minutes", agreement.grace_minutes),
        ),
        (
            "Agenda",
            format!("{} hours before", agreement.agenda_lead_hours),
        ),
        ("Heard", format!("feedback {every}")),
    ]);
    if !agreement.retention.is_empty() {
        let shown = model.shown(&agreement.retention, is_private(agreement));
        numbers.push(("After", shown.into_owned()));
    }
    numbers
}
