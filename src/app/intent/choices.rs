//! The choices of the menus of letters as commands of their own: what can be caught, the states of the row under the cursor, and
//! those of the relationship in view.

use crate::domain::text;

use super::super::entry::{NextState, Step, person};
use super::super::keymap::Action;
use super::super::line::Purpose;
use super::super::model::{Model, Tab};
use super::super::overlay::Overlay;
use super::row::{OF_SESSION, session_menu, state_entry, states_menu};
use super::{Entry, Intent, intent};
use crate::actions::Act;

/// A choice of a menu, told whole.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The keys that lead to it here; empty where it is not under the cursor.
    pub keys: String,
    /// What it does, and to what.
    pub words: String,
    /// Other words that somebody may look for it by.
    pub also: &'static str,
    /// What it does.
    pub step: Step,
}

/// The choices that there are here.
#[must_use]
pub fn choices(model: &Model) -> Vec<Choice> {
    let mut choices = of_menu(model, Action::State);
    choices.extend(of_session(model));
    choices.extend(of_relationship(model));
    choices.extend(of_menu(model, Action::Catch));
    choices
}

/// What the menu of an action holds, with its key and the letter.
fn of_menu(model: &Model, action: Action) -> Vec<Choice> {
    let Some(Intent::Open(overlay)) = intent(model, action) else {
        return Vec::new();
    };
    let Overlay::Menu(menu) = *overlay else {
        return Vec::new();
    };
    let key = model.key(action);
    // In the call these have keys of their own.
    let is_own =
        |letter: &char| !(model.in_call && action == Action::Catch) || "qt".contains(*letter);
    let title = &menu.title;
    let of = |(letter, words, step): (char, String, Step)| Choice {
        keys: format!("{key} {letter}"),
        words: match action {
            Action::Catch => format!("{title}: {words}"),
            _ => format!("{words}: {title}"),
        },
        also: also(&step),
        step,
    };
    let own = menu
        .choices
        .into_iter()
        .filter(|(letter, _, step)| is_own(letter) && *step != Step::OfSession);
    own.map(of).collect()
}

/// What the session may become, on whose page the cursor is, with the keys that lead there.
fn of_session(model: &Model) -> Vec<Choice> {
    let Some(menu) = session_menu(model) else {
        return Vec::new();
    };
    let Some(of_row) = states_menu(model) else {
        return Vec::new();
    };
    let leads = |(.., step): &(char, String, Step)| *step == Step::OfSession;
    // Where the row has no states of its own, these are its menu and told with it.
    if !of_row.choices.iter().any(leads) {
        return Vec::new();
    }
    let key = model.key(Action::State);
    let of = |(letter, words, step): (char, String, Step)| Choice {
        keys: format!("{key} {OF_SESSION} {letter}"),
        words: format!("{words}: {}", menu.title),
        also: also(&step),
        step,
    };
    menu.choices.into_iter().map(of).collect()
}

/// Pause, end, meet again, the phases: of the one in view, wherever the cursor is.
fn of_relationship(model: &Model) -> Vec<Choice> {
    let Some(with) = model.relationship.as_ref().filter(|_| !model.in_call) else {
        return Vec::new();
    };
    let is_under_cursor = matches!(state_entry(model), Some(Entry::Person(line)) if line.asks(model.now.at).is_none());
    if model.tab == Tab::People && is_under_cursor {
        return Vec::new();
    }
    let name = text::visible(&with.partner_name);
    let of = |(_, words, step): NextState| Choice {
        keys: String::new(),
        words: format!("{words}: {name}"),
        also: also(&step),
        step,
    };
    let standing = person::states_of(with.id, with.status, with.phase);
    standing.into_iter().map(of).collect()
}

/// Other words for a choice.
fn also(step: &Step) -> &'static str {
    match step {
        Step::Ask(Purpose::EndRelationship { .. }) => {
            "archive stop finish close remove relationship partner person mentoring"
        }
        Step::Ask(Purpose::Pause { .. }) => "break rest hold relationship partner person mentoring",
        Step::Ask(Purpose::Promise { .. }) => "new task to-do todo action item",
        Step::Ask(Purpose::Item { .. }) => "new agenda item",
        Step::Ask(Purpose::Move { .. } | Purpose::PromiseDue { .. }) => "reschedule postpone",
        Step::Act(Act::MeetAgain { .. }) => {
            "resume continue restart relationship partner person mentoring"
        }
        Step::Act(Act::Phase { .. }) => "phase stage change relationship partner person mentoring",
        _ => "",
    }
}
