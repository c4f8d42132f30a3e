//! Does on the model what an intent says; what has to happen outside of it comes back as effects.

use crate::actions::Act;
use crate::domain::Table;

use super::super::entry::Step;
use super::super::intent::{Intent, session_menu};
use super::super::keymap::Action;
use super::super::line::Line;
use super::super::list::Motion;
use super::super::model::{CallFocus, Focus, Model, Tab};
use super::super::overlay::{Overlay, Search};
use super::super::{goto, overlay};
use super::going::{
    focus_in_call, go_to, move_by, page_sessions, show_call, show_growth, show_tab,
};
use super::message::Effect;
use super::save::save;
use super::set_focus;
use super::timeline::{look_back, show_kind, show_kinds, show_only, show_records, show_zoom};

/// Does what an intent says.
pub fn carry_out(model: &mut Model, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Step(step) => return take_step(model, step),
        Intent::Effect(effect) => return leaving(model, effect),
        Intent::Quit => return quit(model),
        Intent::Move(motion) => move_by(model, motion),
        Intent::Focus(focus) => set_focus(model, focus),
        Intent::CallFocus(focus) => focus_in_call(model, focus),
        Intent::Tab(tab) => show_tab(model, tab),
        Intent::Open(overlay) => model.overlays.push(*overlay),
        Intent::Visit(spot) => {
            model.came_from.clear();
            goto::visit(model, spot);
        }
        Intent::GoTo(row) => go_to(model, row),
        Intent::Row(row) => {
            // From below, so that it comes to stand at the top.
            let list = model.panes_mut().list_mut();
            list.step(Motion::Last);
            list.select(row);
        }
        Intent::Zoom(zoom) => show_zoom(model, zoom),
        Intent::Records(kind) => show_records(model, kind),
        Intent::Span(span) => look_back(model, span),
        Intent::Page(session) => page_sessions(model, session),
        Intent::Growth(growth) => show_growth(model, growth),
        Intent::ShowCall => show_call(model),
        Intent::Fold => {
            let folded = match model.tab {
                Tab::People => &mut model.people.is_unfolded,
                _ => &mut model.goals.is_unfolded,
            };
            *folded = !*folded;
            model.touch();
        }
        Intent::Mask => turn_mask(model),
        Intent::Say(words) => model.say(words),
        Intent::Search => return search(model),
        Intent::Hit(by) => overlay::search::step(model, by),
        Intent::Back => back(model),
    }
    Vec::new()
}

/// A step from a menu or a row.
pub fn take_step(model: &mut Model, step: Step) -> Vec<Effect> {
    match step {
        Step::Ask(purpose) => {
            let mut line = Line::new(purpose);
            line.is_once = model.in_call && line.purpose.is_caught();
            model.overlays.push(Overlay::Line(Box::new(line)));
            Vec::new()
        }
        Step::Show(kind) => {
            show_kind(model, kind);
            Vec::new()
        }
        Step::OfSession => {
            model
                .overlays
                .extend(session_menu(model).map(Overlay::Menu));
            Vec::new()
        }
        Step::ShowOnly(kind) => {
            show_only(model, kind);
            Vec::new()
        }
        Step::Close(id, to) => {
            model.wants_ending = true;
            vec![Effect::Act(Act::Goal { id, to })]
        }
        Step::Act(act) => {
            note_press(model, &act);
            vec![Effect::Act(act)]
        }
    }
}

fn note_press(model: &mut Model, act: &Act) {
    let (table, id, stretch) = match act {
        Act::ItemMinutes { id, stretch, .. } | Act::ItemMove { id, stretch, .. } => {
            (Table::AgendaItems, *id, stretch)
        }
        Act::MilestoneMove { id, stretch, .. } => (Table::Milestones, *id, stretch),
        Act::GoalPercent { id, stretch, .. } => (Table::Goals, *id, stretch),
        _ => return,
    };
    if model
        .presses
        .as_ref()
        .is_none_or(|(.., name)| name != stretch)
    {
        model.stretches += 1;
    }
    model.presses = Some((model.now.at, (table, id), stretch.clone()));
}

fn leaving(model: &mut Model, effect: Effect) -> Vec<Effect> {
    let mut effects = if effect == Effect::Quit {
        save(model)
    } else {
        Vec::new()
    };
    effects.push(effect);
    effects
}

fn quit(model: &mut Model) -> Vec<Effect> {
    if model.in_call {
        let effects = save(model);
        model.in_call = false;
        model.tab = Tab::Agenda;
        model.touch();
        return effects;
    }
    leaving(model, Effect::Quit)
}

/// Hides what is private and everybody else, or shows it again; what is in view is read again for it.
fn turn_mask(model: &mut Model) {
    model.is_masked = !model.is_masked;
    model.touch();
    // What is private and not said yet leaves the list, and with it the detail; so does the board beside the story.
    model.feedback.panes.focus = Focus::Left;
    if model.timeline.panes.focus == Focus::Right {
        model.timeline.panes.focus = Focus::Left;
    }
    let key = model.key(Action::Mask);
    let words = if model.is_masked {
        format!("Masked: private text and other people are hidden · {key} shows them")
    } else {
        "Not masked any more".to_owned()
    };
    model.say(words);
}

/// What is being typed can be found, too.
fn search(model: &mut Model) -> Vec<Effect> {
    let mut effects = save(model);
    effects.push(Effect::SettleSearch);
    let search = Search::again(model);
    model.overlays.push(Overlay::Search(Box::new(search)));
    effects
}

pub(super) fn back(model: &mut Model) {
    if model.found.take().is_some() {
        return;
    }
    if model.in_call {
        if model.call.focus == CallFocus::Agenda {
            model.say(
                model
                    .filled("The call goes on · {end-call} ends it")
                    .into_owned(),
            );
        }
        model.call.focus = CallFocus::Agenda;
    } else if let Some(from) = model.came_from.pop() {
        model.tab = from.tab;
        model.panes_mut().focus = from.focus;
        model.overlays.extend(from.records());
        model.touch();
    } else if let Some(kinds) = model
        .timeline
        .kinds_before
        .take_if(|_| model.tab == Tab::Timeline)
    {
        show_kinds(&mut model.timeline, kinds);
    } else if model.panes().focus != Focus::Left {
        let is_beside = model.panes().focus == Focus::Right;
        set_focus(model, Focus::Left);
        if !is_beside {
            model.panes_mut().focus = Focus::Left;
        }
    }
}
