//! A version of how we work together, on the whole screen.

use ratatui::layout::Rect;

use crate::app::keymap::{Action, Place};
use crate::app::layout;
use crate::app::overlay::agreement::AgreementPage;
use crate::domain::Agreement;
use crate::domain::content;

use super::pen::Pen;
use super::row::agreement_words;
use super::tabs::role;
use super::theme::Role;

/// Draws the page.
pub fn draw(pen: &mut Pen<'_>, page: &AgreementPage) {
    let model = pen.model;
    let (width, rows) = model.size;
    pen.clear(Rect::new(0, 0, width, rows));
    pen.rule(0, 1, width, "─", Role::Muted);
    let Some(agreement) = &page.agreement else {
        return;
    };
    title(pen, agreement, width);
    let lines = layout::agreement::lines(agreement, model);
    for ((tone, words), y) in lines.iter().skip(page.top).zip(2..rows - 1) {
        pen.put(1, y, width - 1, words, role(*tone));
    }
    let key = |action| model.keys.key(action, Place::Text);
    let back = format!("{} back", key(Action::Back));
    let moves = format!("{} {}", key(Action::Down), key(Action::Up));
    let mut end = pen
        .put_right(width - 1, rows - 1, &back, Role::Text)
        .saturating_sub(2);
    let height = layout::reading_height(model.size);
    if lines.len() > height {
        let last = (page.top + height).min(lines.len());
        let words = format!("{}–{last} of {}", page.top + 1, lines.len());
        end = pen
            .put_right(end, rows - 1, &words, Role::Muted)
            .saturating_sub(2);
    }
    pen.keys(1, rows - 1, end, 3, &[(&moves, "scroll")]);
}

fn title(pen: &mut Pen<'_>, agreement: &Agreement, width: u16) {
    let words = agreement_words(
        pen.model,
        agreement.status,
        agreement.agreed_on_me,
        agreement.agreed_on_partner,
        agreement.effective_from,
    );
    let aside = format!("version {} · {words}", agreement.version);
    let end = pen.put_right(width - 1, 0, &pen.aside(&aside), Role::Muted);
    let room = end.saturating_sub(3);
    pen.put(1, 0, room, &content::agreement().title, Role::Strong);
}
