//! The call: how it begins, its own keys, and the session that new rows join.

use crate::actions::Act;
use crate::domain::session::SessionStatus;
use crate::domain::{Id, Session, Side};

use super::super::entry::{Entry, outcome_step};
use super::super::keymap::Action;
use super::super::line::Purpose;
use super::super::model::{CallFocus, Focus, Model, Shown, Tab};
use super::super::overlay::{self, Overlay};
use super::adding::feedback_from;
use super::{Intent, act, ask, open};

pub(super) fn call(model: &Model, relationship: Id) -> Option<Intent> {
    if let Some(live) = &model.live {
        // Masked, nobody else is there to be shown.
        let is_hidden = model.is_masked && live.relationship_id != relationship;
        return (!model.in_call && !is_hidden).then_some(Intent::ShowCall);
    }
    let shown = model
        .agenda
        .session
        .as_ref()
        .filter(|s| s.status == SessionStatus::Planned && model.tab == Tab::Agenda);
    let session = shown.map(|s| s.id).or(model.next.as_ref().map(|n| n.id));
    act(Act::Start {
        relationship,
        session,
    })
}

/// The session that new rows of the agenda join: the one shown, where it is ahead.
pub(in crate::app) fn session_shown(model: &Model) -> Option<Id> {
    if model.in_call {
        return model.call.session.as_ref().map(|s| s.id);
    }
    match (model.tab, model.agenda.shown) {
        (Tab::Agenda, Shown::Session(id)) => Some(id),
        _ => model.next.as_ref().map(|n| n.id),
    }
}

/// The held session whose page is open: what is caught there was said in it.
pub(super) fn held_shown(model: &Model) -> Option<Id> {
    if let Some(Overlay::Reading(reading)) = model.layer() {
        let page = reading.page.as_ref();
        return page.and_then(|page| held(&page.session));
    }
    let is_beside = model.tab == Tab::Agenda && model.panes().focus == Focus::Right;
    let shown = model.agenda.session.as_ref();
    shown.filter(|_| is_beside && !model.in_call).and_then(held)
}

fn held(session: &Session) -> Option<Id> {
    (session.status == SessionStatus::Held).then_some(session.id)
}

/// The agenda that something goes onto from anywhere: that of the call that runs with this person, else the next one.
pub(in crate::app) fn next_agenda(model: &Model) -> Option<Id> {
    let live = model.live_here().map(|l| l.id);
    live.or(model.next.as_ref().map(|n| n.id))
}

pub(super) fn in_call(model: &Model, action: Action) -> Option<Intent> {
    if !model.in_call {
        return None;
    }
    let session = model.call.session.as_ref().map(|s| s.id);
    match action {
        Action::CallGoals if model.call.focus == CallFocus::Side => {
            Some(Intent::CallFocus(CallFocus::Agenda))
        }
        Action::CallGoals => Some(Intent::CallFocus(CallFocus::Side)),
        Action::CallNotes => Some(Intent::CallFocus(CallFocus::Notes)),
        Action::CallPromise => ask(Purpose::Promise { session }),
        Action::CallFeedback => ask(feedback_from(session, Side::Partner)),
        Action::CallWin => ask(Purpose::Win { session }),
        Action::CallChallenge => ask(Purpose::Challenge { session }),
        Action::Outcome => match model.entry()? {
            Entry::Item(line) => outcome_step(line).map(Intent::Step),
            _ => None,
        },
        Action::NotToday => match model.entry()? {
            Entry::Item(line) if line.status == crate::domain::ItemStatus::Open => act(Act::Item {
                id: line.id,
                to: crate::domain::ItemStatus::Carried,
                outcome: None,
            }),
            _ => None,
        },
        Action::EndCall => open(Overlay::End(Box::new(overlay::end::end(session?)))),
        _ => None,
    }
}
