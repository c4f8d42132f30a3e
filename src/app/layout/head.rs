//! What stands above the list of the right pane, line by line.

use crate::domain::session::SessionStatus;
use crate::domain::{Session, when};

use super::super::board::few_cases;
use super::super::entry::{Entry, Shelf};
use super::super::model::{Growth, Model, Shown, Tab};
use super::super::overlay::reading::page;
use super::card::Card;
use super::{foot_lines, growth, people, said, tab};

/// What a line above a list is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Text.
    Plain,
    /// A title.
    Strong,
    /// An aside.
    Muted,
    /// It asks for something.
    Notice,
}

/// What stands above the list of the right pane, line by line; the last one is empty. Where the list leaves rows of the pane
/// free, its texts take them.
#[must_use]
pub fn head(model: &Model, width: u16) -> Vec<(Tone, String)> {
    let room = usize::from(width.saturating_sub(2)).max(8);
    let mut card = match model.tab {
        Tab::People if is_folded(model) => folded(model),
        Tab::People => people::card(model, room),
        Tab::Agenda => agenda_head(model, room),
        Tab::Goals => match &model.goals.studied {
            Some(studied) => growth::head(studied, model, room),
            None => folded(model),
        },
        Tab::Feedback => said::head(model, room),
        Tab::Timeline if model.is_masked => Card::default(),
        Tab::Timeline => board_head(model),
    };
    if card.is_empty() {
        card.blank();
    }
    card.blank();
    card.laid(rows_beside_list(model))
}

fn is_folded(model: &Model) -> bool {
    matches!(model.panes().left.row(), Some(Entry::Fold(_)))
}

/// What is closed or has ended, where one stands on the line that it is folded under.
fn folded(model: &Model) -> Card {
    let mut card = Card::default();
    let Some(Entry::Fold(count)) = model.panes().left.row() else {
        return card;
    };
    let title = match (model.tab, model.goals.growth) {
        (Tab::People, _) => "Ended",
        (_, Growth::Goals) => "Closed goals",
        (_, Growth::Challenges) => "Closed challenges",
        (_, Growth::Learning | Growth::Lessons) => "Closed, of what there is to learn from",
    };
    card.line(Tone::Strong, title.to_owned());
    let does = if model.is_unfolded() {
        "{open} folds them away"
    } else {
        "{open} shows them"
    };
    let words = format!("{count} · {}", model.filled(does));
    card.line(Tone::Muted, words);
    card
}

/// The rows of the right pane that its list leaves; of a list that is about to be read nobody knows yet.
fn rows_beside_list(model: &Model) -> usize {
    let list = &model.panes().right;
    if list.is_stale() {
        return 0;
    }
    let taken = usize::from(foot_lines(model)) + list.lines();
    usize::from(tab(model).right.height).saturating_sub(taken)
}

fn board_head(model: &Model) -> Card {
    let board = &model.timeline.board;
    let mut card = Card::default();
    card.line(
        Tone::Strong,
        format!("Trust, as recorded {}", board.span.title()),
    );
    if board.are_few {
        card.line(Tone::Muted, model.shown(&few_cases(), true).into_owned());
    }
    card
}

fn agenda_head(model: &Model, room: usize) -> Card {
    let mut card = Card::default();
    let mut shelf = |words: &str| card.line(Tone::Strong, words.to_owned());
    match (model.agenda.shown, &model.agenda.session) {
        (Shown::Shelf(Shelf::Questions), _) => shelf("Saved questions"),
        (Shown::Shelf(Shelf::Wins), _) => shelf("Wins"),
        (Shown::Shelf(Shelf::Backlog), _) => shelf("Backlog"),
        (Shown::Shelf(Shelf::Promises), _) => shelf("Closed promises"),
        (Shown::Shelf(Shelf::Agreement), _) => shelf("How we work together"),
        (_, Some(session)) => session_head(&mut card, &model.veiled(session), model, room),
        _ => {}
    }
    card
}

fn session_head(card: &mut Card, session: &Session, model: &Model, room: usize) {
    let local = session.at().local(model.now.zone);
    let place = if session.place.is_empty() {
        String::new()
    } else {
        format!(" · {}", session.place)
    };
    let time = when::show_time(local.time());
    if !session.status.is_past() {
        let day = when::show_day(local.date(), model.today());
        let there = model.relationship.as_ref().map_or_else(String::new, |r| {
            people::there(r, session.planned_start, model)
        });
        let minutes = session.planned_minutes;
        card.line(
            Tone::Strong,
            format!("{day} {time}{there} · {minutes} min{place}"),
        );
        if let Some(at) = session.agenda_shared_at {
            let local = at.local(model.now.zone);
            let sent = when::show_moment(local, model.today());
            card.line(Tone::Muted, format!("Agenda sent {sent}"));
        }
        if session.status == SessionStatus::Planned && session.planned_end() < model.now.at {
            let words = model.filled("held, moved, cancelled, not held?   {state} answers");
            card.line(Tone::Notice, words.into_owned());
        }
        return;
    }
    let day = when::show_day_long(local.date());
    card.line(Tone::Strong, format!("{day} · {}", session.in_words()));
    if session.status != SessionStatus::Held {
        not_held(card, session, model, room);
    }
    if !session.summary.is_empty() {
        card.text(Tone::Plain, &session.summary, room, 3);
    }
}

/// Who told what when and why of a session that did not take place, and when it is instead.
fn not_held(card: &mut Card, session: &Session, model: &Model, room: usize) {
    let new = model.agenda.moved_to.map(|to| {
        let local = to.local(model.now.zone);
        let day = when::show_day(local.date(), model.today());
        format!("Now {day} {}", when::show_time(local.time()))
    });
    for words in page::told(session, model).into_iter().chain(new) {
        card.text(Tone::Muted, &words, room, usize::MAX);
    }
}
