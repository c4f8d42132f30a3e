//! What Space does, what is taken up of the offers, and templates for an agenda.

use crate::actions::{Act, Source};
use crate::domain::offer::{self, Grouping, OfferKind};
use crate::domain::pulse::PulseForm;
use crate::domain::relationship::Phase;
use crate::domain::{Id, ItemKind, Table, Word};
use crate::store::window::agenda::TextLine;
use crate::store::window::offers::OfferLine;

use super::super::entry::{Entry, Part, offer_source};
use super::super::keymap::Action;
use super::super::line::Purpose;
use super::super::list::List;
use super::super::model::{Model, Tab};
use super::super::overlay::{self, Offers, Overlay, Templates};
use super::call::{next_agenda, session_shown};
use super::opening::pulse;
use super::row::{menu_of, subject};
use super::{Intent, act, ask, open};

pub(super) fn toggle(model: &Model) -> Option<Intent> {
    let entry = subject(model)?;
    let relationship = model.relationship_id()?;
    let answers = entry.answers();
    if !answers.is_empty() {
        return open(Overlay::Menu(menu_of(model, entry, answers)));
    }
    match entry {
        Entry::Offer(line) => taken_up(model, line),
        Entry::Text(TextLine {
            table: Table::Questions,
            ..
        }) => act(Act::Take {
            relationship,
            session: next_agenda(model),
            sources: vec![entry.source()?],
        }),
        Entry::Text(TextLine {
            table: Table::Wins,
            id,
            ..
        }) => act(Act::TellWin { id: *id }),
        Entry::Fold(_) => Some(Intent::Fold),
        _ => entry.toggle(model.in_call).map(Intent::Step),
    }
}

/// What Space does with an offer: it goes onto the agenda; of a fact, what the fact asks for.
pub(in crate::app) fn taken_up(model: &Model, line: &OfferLine) -> Option<Intent> {
    let relationship = model.relationship_id()?;
    if let Some((Table::Dismissals, id)) = line.row {
        return act(Act::OfferAgain { id });
    }
    let session = session_shown(model);
    let agenda_with = |template: &str| match session {
        Some(session) => act(Act::Template {
            session,
            template: template.to_owned(),
        }),
        None => ask(Purpose::Plan),
    };
    match line.offer {
        OfferKind::Pause => act(Act::MeetAgain { id: relationship }),
        OfferKind::Rhythm => ask(Purpose::Plan),
        OfferKind::Empty => templates(model.next.as_ref()?.id),
        OfferKind::Review => agenda_with("mid-point"),
        OfferKind::Ending => agenda_with("closing"),
        OfferKind::Phase => act(Act::Phase {
            id: relationship,
            to: Phase::from_word(&line.bank_id)?,
        }),
        OfferKind::Pulse => pulse(relationship, PulseForm::Quick),
        OfferKind::Exchange => act(Act::Take {
            relationship,
            session,
            sources: vec![Source::Words(
                ItemKind::Feedback,
                offer::EACH_WAY.to_owned(),
            )],
        }),
        OfferKind::Carried => Some(Intent::GoTo(line.row?)),
        _ => act(Act::Take {
            relationship,
            session,
            sources: vec![offer_source(line)?],
        }),
    }
}

/// `o`: on the Agenda tab and in the call the offers; elsewhere the row onto the next agenda.
pub(super) fn offers(model: &Model) -> Option<Intent> {
    let relationship = model.relationship_id()?;
    if let Some(Entry::Raised(line)) = model.entry() {
        return act(line.taken(relationship, next_agenda(model)));
    }
    if model.is_reading() || (model.tab != Tab::Agenda && !model.in_call) {
        let sources = vec![subject(model)?.source()?];
        return act(Act::Take {
            relationship,
            session: next_agenda(model),
            sources,
        });
    }
    // Where the saved questions stand, the bank is what could join them.
    let is_shelf = matches!(
        model.list().and_then(List::section),
        Some((Part::Questions | Part::Asked | Part::LetGo, ..))
    );
    let bank = is_shelf.then_some(Grouping::Practice);
    offers_of(model, bank)
}

pub(super) fn template(model: &Model) -> Option<Intent> {
    let session = model
        .agenda
        .session
        .as_ref()
        .filter(|s| !s.status.is_past() && model.tab == Tab::Agenda)?;
    templates(session.id)
}

fn templates(session: Id) -> Option<Intent> {
    open(Overlay::Templates(Templates {
        session,
        choices: Vec::new(),
        selected: 0,
        is_offered: false,
    }))
}

/// The offers for the call that is shown, for the session ahead that is, or for the next one; or the whole bank.
fn offers_of(model: &Model, bank: Option<Grouping>) -> Option<Intent> {
    open(Overlay::Offers(Box::new(offers_for(model, bank))))
}

/// The bank, or the offers on what was switched off last.
pub(super) fn offers_at(model: &Model, action: Action) -> Option<Intent> {
    if action == Action::Bank {
        return offers_of(model, Some(Grouping::Practice));
    }
    let offers = Offers {
        selected: overlay::offers::ON_LAST,
        ..offers_for(model, None)
    };
    open(Overlay::Offers(Box::new(offers)))
}

fn offers_for(model: &Model, bank: Option<Grouping>) -> Offers {
    let (shown, sums) = if model.in_call {
        (&model.call.session, model.call.sums)
    } else {
        (&model.agenda.session, model.agenda.sums)
    };
    let offers = match shown.as_ref().filter(|s| !s.status.is_past()) {
        Some(s) => Offers {
            session: Some(s.id),
            start: Some(s.planned_start),
            minutes: (s.planned_minutes, sums.minutes),
            ..Offers::default()
        },
        None => Offers {
            session: model.next.as_ref().map(|n| n.id),
            start: model.next.as_ref().map(|n| n.planned_start),
            ..Offers::default()
        },
    };
    Offers { bank, ..offers }
}
