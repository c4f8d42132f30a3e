//! What stands above the list of the right pane on the Feedback tab: the selected piece, label by label.

use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::{Feedback, FeedbackRequest, Goal, Side, Visibility, Word, when};

use super::card::Card;
use super::growth::goal_words;
use super::head::Tone;
use crate::app::model::{Model, Piece};

/// The lines of the selected piece.
pub(super) fn head(model: &Model, room: usize) -> Card {
    match &model.feedback.piece {
        Some(Piece::Feedback(piece)) => piece_lines(piece, model, room),
        Some(Piece::Request(request)) => request_lines(request, model, room),
        Some(Piece::Area(goal)) => area_lines(goal, model, room),
        None => Card::default(),
    }
}

/// How many rows each part has at least: in a low terminal what it is tied to stays in view; the form shows all of it.
fn least(model: &Model) -> usize {
    if model.size.1 < 30 { 3 } else { 8 }
}

fn piece_lines(piece: &Feedback, model: &Model, room: usize) -> Card {
    let partner = model.partner();
    let way = if piece.direction == Direction::FromPartner {
        "From"
    } else {
        "To"
    };
    let mut card = Card::default();
    card.line(Tone::Strong, format!("{way} {partner}"));
    card.text(Tone::Muted, &piece_words(piece, model), room, usize::MAX);
    card.blank();
    for (label, words) in parts(piece, model) {
        card.hang(label, &words, room, least(model));
    }
    card
}

/// What was written of the piece, each with its word.
pub(in crate::app) fn parts(piece: &Feedback, model: &Model) -> Vec<(&'static str, String)> {
    let is_private = piece.visibility == Visibility::Private;
    let parts = [
        ("When", &piece.situation),
        ("What", &piece.behaviour),
        ("Led to", &piece.impact),
        ("Meant", &piece.intent),
        ("Next", &piece.next_time),
        ("Answer", &piece.response_note),
    ];
    let written = parts.into_iter().filter(|(_, words)| !words.is_empty());
    let shown = written.map(|(label, words)| (label, model.shown(words, is_private).into_owned()));
    shown.collect()
}

/// Texts, each with its word or none, in so many columns; in about so many rows, where they have more.
#[must_use]
pub fn laid(parts: &[(&'static str, String)], room: usize, rows: usize) -> Vec<(Tone, String)> {
    let mut card = Card::default();
    for (label, words) in parts {
        match *label {
            "" => card.text(Tone::Plain, words, room, 1),
            label => card.hang(label, words, room, 1),
        }
    }
    card.laid(rows)
}

/// "appreciation · asked for · 3 Oct · trying, since 9 Oct".
fn piece_words(piece: &Feedback, model: &Model) -> String {
    let day = |on| when::short_day(on, model.today());
    let mut words = vec![piece.kind.map_or(String::new(), Word::spoken)];
    if piece.asked_for {
        words.push("asked for".into());
    }
    words.push(piece.said_on.map_or(String::new(), day));
    words.push(match (piece.state, piece.response, piece.responded_on) {
        (FeedbackState::Draft, ..) => "to say".into(),
        (FeedbackState::Said, ..) => "waiting for an answer".into(),
        (_, Some(response), Some(on)) => format!("{}, {}", response.spoken(), day(on)),
        (_, Some(response), None) => response.spoken(),
        (_, None, _) => "answered".into(),
    });
    words.retain(|w| !w.is_empty());
    words.join(" · ")
}

fn request_lines(request: &FeedbackRequest, model: &Model, room: usize) -> Card {
    let partner = model.partner();
    let who = if request.to_side == Side::Me {
        format!("{partner} asked me")
    } else {
        format!("Asked {partner}")
    };
    let on = request.asked_on.map_or(String::new(), |on| {
        format!("{} · ", when::short_day(on, model.today()))
    });
    let mut card = Card::default();
    card.line(Tone::Strong, who);
    card.line(Tone::Muted, format!("{on}{}", request.status.spoken()));
    card.blank();
    let about = model.shown(&request.about, request.visibility == Visibility::Private);
    card.hang("About", &about, room, least(model));
    card
}

fn area_lines(goal: &Goal, model: &Model, room: usize) -> Card {
    let is_private = goal.visibility == Visibility::Private;
    let mut card = Card::default();
    let title = model.shown(&goal.title, is_private);
    card.text(Tone::Strong, &title, room, 3);
    card.line(Tone::Muted, goal_words(goal, model));
    if !goal.success_test.is_empty() {
        card.blank();
        let test = model.shown(&goal.success_test, is_private);
        card.hang("Test", &test, room, least(model));
    }
    card
}
