//! What Enter opens, and what else looks closer: a figure, a page, the editor, a copy.

use crate::actions::Act;
use crate::domain::evidence::{Raising, Reason, Span};
use crate::domain::pulse::PulseForm;
use crate::domain::session::SessionStatus;
use crate::domain::story::StoryKind;
use crate::domain::{AgreementStatus, Id, Side, Table, Word};

use super::super::board::PulseLine;
use super::super::editor::{self, Edited};
use super::super::entry::Entry;
use super::super::form;
use super::super::list::Keyed;
use super::super::model::{Focus, Model, Shown, Tab, Zoom};
use super::super::overlay::behind::About;
use super::super::overlay::{AgreementPage, Behind, Overlay, PulsePage, Reading};
use super::super::update::Effect;
use super::call::session_shown;
use super::offers::{offers, taken_up};
use super::{Intent, act, open};

pub(super) fn looking_back(model: &Model, span: Span) -> Option<Intent> {
    let is_other = model.timeline.board.span != span && !model.is_masked;
    is_other.then_some(Intent::Span(span))
}

/// What stands behind a figure, or the pulses of a side; masked, neither is shown.
fn behind(model: &Model, about: About) -> Option<Intent> {
    let span = model.timeline.board.span;
    open(Overlay::Behind(Box::new(Behind::new(about, span)))).filter(|_| !model.is_masked)
}

pub(super) fn zoomed(model: &Model, zoom: Zoom) -> Option<Intent> {
    (model.timeline.zoom != zoom).then_some(Intent::Zoom(zoom))
}

/// The long text of a row in the user's editor; an editor knows no mask.
pub(super) fn to_editor(model: &Model) -> Option<Intent> {
    let (table, id) = model.entry()?.key().filter(|_| !model.is_masked)?;
    let column = editor::long_column(table)?;
    let whose = Edited::Column { table, id, column };
    Some(Intent::Effect(Effect::OpenEditor(whose)))
}

/// On the Agenda tab the session, elsewhere the row; on a masked screen only what it shows.
pub(super) fn copy(model: &Model) -> Option<Intent> {
    let is_session = model.tab == Tab::Agenda && matches!(model.agenda.shown, Shown::Session(_));
    if is_session {
        return Some(Intent::Effect(Effect::CopyAgenda(session_shown(model)?)));
    }
    let entry = model.entry()?;
    let (table, id) = entry.key().filter(|_| !hides(model, entry))?;
    Some(Intent::Effect(if table == Table::Sessions {
        Effect::CopyAgenda(id)
    } else {
        Effect::CopyRow(table, id)
    }))
}

/// Whether the screen is masked and a row private.
pub fn hides(model: &Model, entry: &Entry) -> bool {
    model.is_masked && entry.is_private()
}

pub(super) fn pulse(relationship: Id, form: PulseForm) -> Option<Intent> {
    open(Overlay::Pulse(Box::new(PulsePage::new(relationship, form))))
}

pub(super) fn enter(model: &Model) -> Option<Intent> {
    match model.entry()? {
        Entry::Session(line) if line.status.is_past() => {
            open(Overlay::Reading(Box::new(Reading::new(line.id))))
        }
        Entry::Person(_) if model.live_here().is_some() => Some(Intent::ShowCall),
        Entry::Person(_) => Some(Intent::Tab(Tab::Agenda)),
        Entry::Session(line) if line.status == SessionStatus::Live => Some(Intent::ShowCall),
        Entry::Month(_) => Some(Intent::Zoom(Zoom::Months)),
        Entry::Story(line) if line.kind == StoryKind::Pulse => {
            let side = Side::from_word(&line.state).unwrap_or_default();
            behind(model, About::Pulses(side))
        }
        Entry::Progress(strand) | Entry::Years(strand) => Some(Intent::Records(strand.kind)),
        Entry::Story(_) | Entry::Begun(_) | Entry::Edge(..) => {
            Some(Intent::GoTo(model.entry()?.key()?))
        }
        Entry::Figure(signal, _) => behind(model, About::Figure(*signal)),
        Entry::Pulse(PulseLine::Of(side, _)) => behind(model, About::Pulses(*side)),
        Entry::Pulse(PulseLine::Due) => pulse(model.relationship_id()?, PulseForm::Quick),
        Entry::Raised(line) => raised(model, &line.raising),
        Entry::Link(line) => Some(Intent::GoTo((line.to.table, line.to.id))),
        Entry::Feedback(_) | Entry::Goal(_) if is_detail_of(model, Tab::Feedback) => {
            Some(Intent::GoTo(model.entry()?.key()?))
        }
        Entry::Feedback(_) | Entry::Request(_) if model.tab == Tab::Feedback && !model.in_call => {
            Some(Intent::Focus(Focus::Right))
        }
        Entry::Session(_)
        | Entry::Shelf(..)
        | Entry::Goal(_)
        | Entry::Challenge(_)
        | Entry::Resource(_)
        | Entry::Lesson(_)
            if !model.in_call && model.panes().focus != Focus::Right =>
        {
            Some(Intent::Focus(Focus::Right))
        }
        Entry::Fold(_) => Some(Intent::Fold),
        Entry::Agreement(line) if line.status != AgreementStatus::Draft => {
            open(Overlay::Agreement(Box::new(AgreementPage::of(line.id))))
        }
        Entry::Item(line) if model.in_call => act(Act::Current {
            session: model.call.session.as_ref()?.id,
            item: line.id,
        }),
        Entry::Offer(line) if line.offer.is_fact() => taken_up(model, line),
        Entry::Offer(_) => offers(model),
        entry => open(Overlay::Form(Box::new(form::form_for(entry)?))),
    }
}

/// One record where it lives; several among one another.
fn raised(model: &Model, raising: &Raising) -> Option<Intent> {
    if raising.reason == Reason::Apart {
        return behind(model, About::Pulses(Side::Both));
    }
    match (&raising.rows[..], raising.reason.signal()) {
        ([_, _, ..], Some(_)) if !model.is_masked => behind(model, About::Raised(raising.reason)),
        (rows, _) => Some(Intent::GoTo(*rows.first()?)),
    }
}

/// Whether the focus is in the detail of this tab.
fn is_detail_of(model: &Model, tab: Tab) -> bool {
    !model.in_call && model.tab == tab && model.panes().focus == Focus::Right
}
