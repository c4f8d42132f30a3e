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
pub use form::{Form, FormField, spoken};
pub use history::History;
pub use menu::Menu;
pub use offers::Offers;
pub use pulse::PulsePage;
pub use reading::Reading;
pub use search::Search;
pub use templates::Templates;
pub use trash::Trash;

use super::field::Field;
use super::intent::Intent;
use super::keymap::{Action, Place};
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
        return leave(model);
    }
    if key.code == KeyCode::Char('o') && key.modifiers.contains(KeyModifiers::CONTROL) {
        return update::field_to_editor(model);
    }
    let action = meaning(model, key);
    let Some(top) = model.overlays.pop() else {
        return Vec::new();
    };
    match top {
        Overlay::Line(line) => line::on_line(model, line, key),
        Overlay::Menu(menu) => menu::on_menu(model, menu, key),
        Overlay::Form(form) => form::on_form(model, form, key),
        Overlay::End(end) => end::on_end(model, end, key),
        Overlay::Search(search) => search::on_search(model, search, key),
        Overlay::First(first) => first::on_first(model, first, key),
        Overlay::Offers(offers) if offers.is_typing => offers::narrow(model, offers, key),
        Overlay::Commands(list) if list.filter.is_some() => commands::narrow(model, list, key),
        Overlay::Pulse(page) if action.is_none() => pulse::on_answer(model, page, key),
        // It came by itself, while somebody may be typing a title already.
        Overlay::Templates(offered)
            if offered.is_offered
                && is_letter(key)
                && !matches!(action, Some(Action::Down | Action::Up)) =>
        {
            model.say(templates::CHOOSE);
            model.overlays.push(Overlay::Templates(offered));
            Vec::new()
        }
        top => {
            model.overlays.push(top);
            action.map_or_else(Vec::new, |action| act(model, action))
        }
    }
}

/// Whether a key would type something in a field.
fn is_letter(key: KeyEvent) -> bool {
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    matches!(key.code, KeyCode::Char(_)) && held.is_empty()
}

/// Does what an action means to the top layer; with none that has keys of its own, what it means beneath.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if model.overlays.last().and_then(place).is_none() {
        return update::act_on(model, action);
    }
    match action {
        Action::QuitNow => return leave(model),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Mask => return update::carry_out(model, Intent::Mask),
        Action::Help => {
            let help = Overlay::Commands(Box::new(Commands::help()));
            model.overlays.push(help);
            return Vec::new();
        }
        _ => {}
    }
    match model.overlays.pop() {
        Some(Overlay::Offers(offers)) => offers::on_offers(model, offers, action),
        Some(Overlay::Templates(templates)) => templates::on_templates(model, templates, action),
        Some(Overlay::Reading(reading)) => reading::on_reading(model, reading, action),
        Some(Overlay::Agreement(page)) => agreement::on_agreement(model, page, action),
        Some(Overlay::Pulse(page)) => pulse::on_pulse(model, page, action),
        Some(Overlay::Behind(behind)) => behind::on_behind(model, behind, action),
        Some(Overlay::Commands(commands)) => commands::on_commands(model, commands, action),
        Some(Overlay::History(history)) => history::on_history(model, history, action),
        Some(Overlay::Trash(trash)) => trash::on_trash(model, trash, action),
        top => {
            model.overlays.extend(top);
            Vec::new()
        }
    }
}

/// Keeps what is typed, and ends.
fn leave(model: &mut Model) -> Vec<Effect> {
    let mut effects = update::save(model);
    effects.push(Effect::Quit);
    effects
}

/// Where the keys of a layer stand in the table; none where its letters type or are its choices.
#[must_use]
pub fn place(overlay: &Overlay) -> Option<Place> {
    match overlay {
        Overlay::Offers(_) => Some(Place::Offers),
        Overlay::Templates(_) => Some(Place::Templates),
        Overlay::Reading(_) => Some(Place::Tabs),
        Overlay::Agreement(_) => Some(Place::Text),
        Overlay::Pulse(_) => Some(Place::Pulse),
        Overlay::Behind(_) => Some(Place::Records),
        Overlay::Commands(_) => Some(Place::Help),
        Overlay::History(_) => Some(Place::History),
        Overlay::Trash(_) => Some(Place::Trash),
        Overlay::Line(_)
        | Overlay::Menu(_)
        | Overlay::Form(_)
        | Overlay::End(_)
        | Overlay::Search(_)
        | Overlay::First(_) => None,
    }
}

/// Whether an action would do anything in the layer that the keys are about.
#[must_use]
pub fn can(model: &Model, layer: &Overlay, action: Action) -> bool {
    match layer {
        Overlay::Offers(offers) => offers.can(action),
        Overlay::History(history) => history.can(action),
        Overlay::Trash(trash) => trash.can(action),
        Overlay::Reading(_) => reading::can(model, action),
        Overlay::Behind(behind) => behind.can(action),
        _ => true,
    }
}

/// What a key means to the top layer. Where it means nothing, Space pages, and Ctrl-n and Ctrl-p move as where letters type.
fn meaning(model: &Model, key: KeyEvent) -> Option<Action> {
    let top = model.overlays.last()?;
    let keys = &model.keys;
    let in_call = || {
        keys.action(&key, model.place())
            .filter(|_| model.is_reading())
    };
    let named = keys.action(&key, place(top)?).or_else(in_call);
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    named.or(match key.code {
        KeyCode::Char('n') if control => Some(Action::Down),
        KeyCode::Char('p') if control => Some(Action::Up),
        KeyCode::Char(' ') => Some(Action::PageDown),
        _ => None,
    })
}

/// A paste for the top layer.
pub fn paste(overlay: &mut Overlay, text: &str) {
    match overlay {
        Overlay::Line(line) => {
            line.field.paste(text);
            line.is_unsaved = true;
            let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
            let joined = || format!("{lines} lines became one. Ctrl-_ takes the paste back.");
            line.error = (lines > 1).then(joined);
        }
        Overlay::Form(form) => {
            if let Some(field) = form.fields.get_mut(form.at) {
                field.field.paste(text);
                form.change();
            }
        }
        Overlay::End(end) => {
            if let Some(field) = end::end_field(end) {
                field.paste(text);
                end.is_unsaved = true;
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
        Overlay::End(end) => end::keep_rows(end),
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
        Overlay::End(end) => end.is_unsaved,
        _ => false,
    }
}

/// How a key moves in a list beside a line where letters type.
fn motion(key: KeyEvent) -> Option<Motion> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char('n') if control => Motion::By(1),
        KeyCode::Char('p') if control => Motion::By(-1),
        KeyCode::Down => Motion::By(1),
        KeyCode::Up => Motion::By(-1),
        KeyCode::PageDown => Motion::Halves(2),
        KeyCode::PageUp => Motion::Halves(-2),
        _ => return None,
    })
}

/// How far an action moves.
fn motion_of(action: Action) -> Option<Motion> {
    Some(match action {
        Action::Down => Motion::By(1),
        Action::Up => Motion::By(-1),
        Action::PageDown => Motion::Halves(2),
        Action::PageUp => Motion::Halves(-2),
        Action::HalfDown => Motion::Halves(1),
        Action::HalfUp => Motion::Halves(-1),
        Action::First => Motion::First,
        Action::Last => Motion::Last,
        _ => return None,
    })
}

/// The rows of a page in a layer that has so many lines around its rows.
fn page_of(model: &Model, around: u16) -> usize {
    usize::from(model.size.1.saturating_sub(around)).max(2)
}

/// Where a motion leads among so many rows, a page of them in view.
fn moved(at: usize, count: usize, motion: Motion, page: usize) -> usize {
    let half = isize::try_from(page / 2).unwrap_or(1).max(1);
    let to = match motion {
        Motion::By(by) => at.saturating_add_signed(by),
        Motion::Halves(halves) => at.saturating_add_signed(halves * half),
        Motion::First => 0,
        Motion::Last => usize::MAX,
    };
    to.min(count.saturating_sub(1))
}
