//! What lies over the screen: a stack of one enum, one file a kind. The top layer has the keys, and letters are its own.

pub mod agreement;
pub mod behind;
pub mod commands;
pub mod end;
pub mod first;
pub mod form;
pub mod history;
pub mod line;
pub mod menu;
pub mod offers;
pub mod pulse;
pub mod reading;
pub mod search;
pub mod templates;
pub mod trash;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use agreement::AgreementPage;
pub use behind::Behind;
pub use commands::Commands;
pub use end::End;
pub use first::First;
pub use form::{Form, FormField};
pub use history::History;
pub use menu::Menu;
pub use offers::Offers;
pub use pulse::PulsePage;
pub use reading::Reading;
pub use search::Search;
pub use templates::Templates;
pub use trash::Trash;

use super::field::Field;
use super::line::Line;
use super::list::Motion;
use super::model::Model;
use super::update::{self, Effect};

/// What lies over the screen; the last one has the keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// One line.
    Line(Box<Line>),
    /// A menu by letters.
    Menu(Menu),
    /// The offers.
    Offers(Box<Offers>),
    /// The templates.
    Templates(Templates),
    /// A form.
    Form(Box<Form>),
    /// The end of a call.
    End(Box<End>),
    /// A past session.
    Reading(Box<Reading>),
    /// A version of how we work together.
    Agreement(Box<AgreementPage>),
    /// A pulse.
    Pulse(Box<PulsePage>),
    /// What stands behind a figure of the board.
    Behind(Box<Behind>),
    /// What works here.
    Commands(Box<Commands>),
    /// Every action with its time.
    History(Box<History>),
    /// What was thrown away.
    Trash(Box<Trash>),
    /// Search.
    Search(Box<Search>),
    /// Whom one meets.
    First(Box<First>),
}

/// A key for the top layer.
pub fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) {
        let mut effects = update::save(model);
        effects.push(Effect::Quit);
        return effects;
    }
    if key.code == KeyCode::Char('o') && key.modifiers.contains(KeyModifiers::CONTROL) {
        return update::field_to_editor(model);
    }
    let Some(top) = model.overlays.pop() else {
        return Vec::new();
    };
    match top {
        Overlay::Line(line) => line::on_line(model, line, key),
        Overlay::Menu(menu) => menu::on_menu(model, menu, key),
        Overlay::Offers(offers) => offers::on_offers(model, offers, key),
        Overlay::Templates(templates) => templates::on_templates(model, templates, key),
        Overlay::Form(form) => form::on_form(model, form, key),
        Overlay::End(end) => end::on_end(model, end, key),
        Overlay::Reading(reading) => reading::on_reading(model, reading, key),
        Overlay::Agreement(page) => agreement::on_agreement(model, page, key),
        Overlay::Pulse(page) => pulse::on_pulse(model, page, key),
        Overlay::Behind(behind) => behind::on_behind(model, behind, key),
        Overlay::Commands(commands) => commands::on_commands(model, commands, key),
        Overlay::History(history) => history::on_history(model, history, key),
        Overlay::Trash(trash) => trash::on_trash(model, trash, key),
        Overlay::Search(search) => search::on_search(model, search, key),
        Overlay::First(first) => first::on_first(model, first, key),
    }
}

/// A paste for the top layer.
pub fn paste(overlay: &mut Overlay, text: &str) {
    match overlay {
        Overlay::Line(line) => {
            line.field.paste(text);
            line.is_unsaved = true;
        }
        Overlay::Form(form) => {
            if let Some(field) = form.fields.get_mut(form.at) {
                field.field.paste(text);
                form.is_typing = true;
                form.is_unsaved = true;
            }
        }
        Overlay::End(end) => {
            if let Some(field) = end::end_field(end) {
                field.paste(text);
            }
        }
        Overlay::First(first) => {
            if let Some(field) = first.field_mut() {
                field.paste(text);
                first.is_unsaved = true;
            }
        }
        Overlay::Commands(commands) => {
            if let Some(filter) = &mut commands.filter {
                filter.paste(text);
            }
        }
        Overlay::Offers(offers) => {
            if let Some(filter) = offers.filter.as_mut().filter(|_| offers.is_typing) {
                filter.paste(text);
            }
        }
        Overlay::Menu(_)
        | Overlay::Templates(_)
        | Overlay::Reading(_)
        | Overlay::Agreement(_)
        | Overlay::Behind(_)
        | Overlay::History(_)
        | Overlay::Trash(_)
        | Overlay::Pulse(_) => {}
        Overlay::Search(search) => search::paste(search, text),
    }
}

/// The field of a layer that is typed in.
pub(super) fn field(overlay: &mut Overlay) -> Option<&mut Field> {
    match overlay {
        Overlay::Line(line) => Some(&mut line.field),
        Overlay::End(end) => end::end_field(end),
        _ => None,
    }
}

/// The field of a layer has another text.
pub(super) fn typed(overlay: &mut Overlay) {
    if let Overlay::Line(line) = overlay {
        (line.is_unsaved, line.error) = (true, None);
    }
}

/// Keeps what is typed in the top layer.
pub fn save(overlay: &mut Overlay) -> Vec<Effect> {
    match overlay {
        Overlay::Line(line) if line.is_unsaved => {
            line.is_unsaved = false;
            vec![Effect::KeepDraft(
                line.draft_name(),
                line::left_behind(line),
            )]
        }
        Overlay::First(first) if first.is_unsaved => {
            first.is_unsaved = false;
            vec![Effect::KeepDraft(first::DRAFT.to_owned(), first.draft())]
        }
        Overlay::Pulse(page) => vec![page.keep()],
        Overlay::End(end) => vec![Effect::KeepDraft(
            end::end_draft(end.session),
            end.sentence.value(),
        )],
        _ => Vec::new(),
    }
}

/// Whether the top layer holds something that is not in the file.
#[must_use]
pub fn is_unsaved(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Line(line) => line.is_unsaved,
        Overlay::Form(form) => form.is_unsaved,
        Overlay::First(first) => first.is_unsaved,
        _ => false,
    }
}

/// How a key moves in an overlay's list.
fn motion(key: KeyEvent) -> Option<Motion> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char(c @ ('n' | 'p')) if control => Motion::By(if c == 'n' { 1 } else { -1 }),
        KeyCode::Char('d') if control => Motion::Halves(1),
        KeyCode::Char('u') if control => Motion::Halves(-1),
        KeyCode::Char('j') | KeyCode::Down => Motion::By(1),
        KeyCode::Char('k') | KeyCode::Up => Motion::By(-1),
        KeyCode::PageDown | KeyCode::Char(' ') => Motion::Halves(2),
        KeyCode::PageUp => Motion::Halves(-2),
        KeyCode::Home | KeyCode::Char('g') => Motion::First,
        KeyCode::End | KeyCode::Char('G') => Motion::Last,
        _ => return None,
    })
}

fn moved(at: usize, count: usize, motion: Motion) -> usize {
    let to = match motion {
        Motion::By(by) => at.saturating_add_signed(by),
        Motion::Halves(halves) => at.saturating_add_signed(halves * 8),
        Motion::First => 0,
        Motion::Last => usize::MAX,
    };
    to.min(count.saturating_sub(1))
}
