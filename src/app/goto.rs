//! Going to a row, wherever it lives: search, the story, the history and links all go by here.
//!
//! Call [`stand_where_it_lives`] with any row of the file, and nothing else: before the next drawing the row's relationship is
//! put in view, its tab, page or list shown, and the cursor stands on it; the overlays are gone, or a past session's page lies
//! on top. A row that is not there any more says so. Nothing here reads the file: `app::read::goto` looks up where a row lives.

use crate::domain::relationship::RelationshipStatus;
use crate::domain::story::StoryKind;
use crate::domain::{Id, Table, Word};

use super::entry::{Part, Shelf};
use super::form;
use super::intent;
use super::keymap::Action;
use super::list::{List, Section};
use super::model::{AgendaTab, Focus, Growth, Model, Shown, Tab, Zoom};
use super::overlay::{Overlay, Reading};
use super::update;

/// Where a row lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// On a past session's page; a session itself, without a row.
    Page(Id, Option<(Table, Id)>),
    /// On the page of a session that is ahead.
    Agenda(Id, Option<(Table, Id)>),
    /// Between sessions.
    Shelf(Shelf, (Table, Id)),
    /// On the Goals tab, and perhaps beside one of its rows.
    Growth(Growth, (Table, Id), Option<(Table, Id)>),
    /// On the Feedback tab.
    Feedback((Table, Id)),
    /// In the story.
    Story((Table, Id)),
    /// Among people.
    People,
    /// Between somebody and me, among people.
    Between((Table, Id)),
}

/// A list that one goes to by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The sessions.
    Sessions,
    /// The promises that are open, on the next session's page.
    Promises,
    /// Between sessions.
    Shelf(Shelf),
    /// On the Goals tab.
    Growth(Growth),
    /// The evidence board.
    Trust,
}

/// The list that an action goes to; none where it is another action.
#[must_use]
pub fn spot(action: Action) -> Option<Spot> {
    Some(match action {
        Action::GoSessions => Spot::Sessions,
        Action::GoPromises => Spot::Promises,
        Action::GoQuestions => Spot::Shelf(Shelf::Questions),
        Action::GoWins => Spot::Shelf(Shelf::Wins),
        Action::GoBacklog => Spot::Shelf(Shelf::Backlog),
        Action::GoAgreement => Spot::Shelf(Shelf::Agreement),
        Action::GoClosedPromises => Spot::Shelf(Shelf::Promises),
        Action::GoChallenges => Spot::Growth(Growth::Challenges),
        Action::GoLearning => Spot::Growth(Growth::Learning),
        Action::GoLessons => Spot::Growth(Growth::Lessons),
        Action::GoTrust => Spot::Trust,
        _ => return None,
    })
}

/// Goes to a list.
pub(super) fn visit(model: &mut Model, spot: Spot) {
    model.in_call = false;
    match spot {
        Spot::Sessions => {
            model.tab = Tab::Agenda;
            model.agenda.panes.focus = Focus::Left;
        }
        Spot::Promises => on_promises(model),
        Spot::Shelf(shelf) => {
            model.tab = Tab::Agenda;
            show_shelf(&mut model.agenda, shelf);
            model.agenda.panes.right.reset();
            model.agenda.panes.focus = Focus::Right;
        }
        Spot::Growth(growth) => {
            model.tab = Tab::Goals;
            update::show_growth(model, growth);
        }
        Spot::Trust => {
            model.tab = Tab::Timeline;
            model.timeline.panes.focus = Focus::Right;
            if let Some(row) = intent::board_row(model) {
                model.timeline.panes.left.select(row);
            }
        }
    }
    model.touch();
}

/// The open promises stand on the page of the next session; without one, their shelf is nearest.
fn on_promises(model: &mut Model) {
    let Some(next) = model.next.as_ref().map(|next| next.id) else {
        return visit(model, Spot::Shelf(Shelf::Promises));
    };
    on_agenda(model, next, None);
    model.agenda.wants_promises = true;
}

/// Goes to a row before the next drawing.
pub fn stand_where_it_lives(model: &mut Model, table: Table, id: Id) {
    model.going = Some((table, id));
}

/// Stands where a row lives; its relationship is in view.
pub(super) fn stand(model: &mut Model, home: Home) {
    model.overlays.retain(|o| matches!(o, Overlay::First(_)));
    // A page is read over whatever is in view, the call too.
    if !matches!(home, Home::Page(..)) {
        model.in_call = false;
    }
    match home {
        Home::Page(session, row) => {
            // The person under the cursor is the one in view.
            if model.tab == Tab::People {
                let with = model.relationship.as_ref();
                let has_ended = with.is_some_and(|r| r.status == RelationshipStatus::Ended);
                model.people.is_unfolded |= has_ended;
                model.people.is_placed = false;
                model.people.panes.left.touch();
            }
            // It lies over the records that one came from.
            if let Some(from) = model.came_from.pop_if(|from| from.behind.is_some()) {
                model.overlays.extend(from.records());
            }
            let mut reading = Reading::new(session);
            let row = row.unwrap_or((Table::Sessions, session));
            reading.wants = Some(row);
            reading.hit = model.found.as_ref().map(|_| (session, row));
            model.overlays.push(Overlay::Reading(Box::new(reading)));
        }
        Home::Agenda(session, row) => {
            on_agenda(model, session, row);
            if row.is_none() {
                model.agenda.panes.focus = Focus::Left;
            }
        }
        Home::Shelf(shelf, row) => {
            model.tab = Tab::Agenda;
            let agenda = &mut model.agenda;
            show_shelf(agenda, shelf);
            agenda.panes.focus = Focus::Right;
            seek(&mut agenda.panes.right, row);
        }
        Home::Growth(growth, row, beside) => on_growth(model, growth, row, beside),
        Home::Feedback(row) => {
            (model.tab, model.feedback.panes.focus) = (Tab::Feedback, Focus::Left);
            seek(&mut model.feedback.panes.left, row);
        }
        Home::Story(row) => in_story(model, row),
        Home::People => {
            let from = model.came_from.last().filter(|_| !model.is_masked);
            let is_from_story = from.is_some_and(|from| from.tab == Tab::Timeline);
            among_people(model);
            // What the story tells of, an end and its note, stands on the card.
            if is_from_story {
                model.people.panes.focus = Focus::Right;
            }
        }
        Home::Between(row) => {
            among_people(model);
            model.people.shown = model.relationship_id();
            model.people.panes.focus = Focus::Right;
            seek(&mut model.people.panes.right, row);
        }
    }
}

/// The list of people, on the row of whom the row is about.
fn among_people(model: &mut Model) {
    (model.tab, model.people.is_placed) = (Tab::People, false);
    let here = model.relationship.as_ref();
    model.people.is_unfolded |= here.is_some_and(|r| r.status == RelationshipStatus::Ended);
    model.people.panes.focus = Focus::Left;
    model.people.panes.left.touch();
}

fn show_shelf(agenda: &mut AgendaTab, shelf: Shelf) {
    (agenda.shown, agenda.session, agenda.is_placed) = (Shown::Shelf(shelf), None, true);
    let place = Shelf::ALL.iter().position(|s| *s == shelf).unwrap_or(0);
    let shelves = &mut agenda.panes.foot;
    shelves.set_sections(vec![Section::plain(Part::Saved, Shelf::ALL.len())]);
    shelves.select(place);
    agenda.panes.left.touch();
}

/// What lives in the story alone, as a pulse, is opened there where one comes from the story; what has no form is stood on.
fn in_story(model: &mut Model, (table, id): (Table, Id)) {
    let form = match model.came_from.last() {
        Some(from) if from.tab == Tab::Timeline => form::of(table, id),
        _ => None,
    };
    let Some(form) = form else {
        (model.tab, model.timeline.panes.focus) = (Tab::Timeline, Focus::Left);
        let tab = &mut model.timeline;
        tab.zoom = Zoom::Months;
        let kind = StoryKind::ALL.iter().find(|kind| kind.table() == table);
        if let Some(kind) = kind.filter(|kind| !tab.kinds.contains(kind)) {
            tab.kinds_before.get_or_insert(tab.kinds.clone());
            tab.kinds.push(*kind);
        }
        return seek(&mut tab.panes.left, (table, id));
    };
    if let Some(from) = model.came_from.pop() {
        model.overlays.extend(from.records());
    }
    model.overlays.push(Overlay::Form(Box::new(form)));
}

/// A session that is ahead, and perhaps a row of its page.
pub(super) fn on_agenda(model: &mut Model, session: Id, row: Option<(Table, Id)>) {
    (model.tab, model.in_call) = (Tab::Agenda, false);
    let agenda = &mut model.agenda;
    (agenda.shown, agenda.is_placed) = (Shown::Session(session), true);
    seek(&mut agenda.panes.left, (Table::Sessions, session));
    agenda.panes.right.reset();
    if let Some(row) = row {
        agenda.panes.right.seek(row);
    }
    agenda.panes.focus = Focus::Right;
}

fn on_growth(model: &mut Model, growth: Growth, row: (Table, Id), beside: Option<(Table, Id)>) {
    model.tab = Tab::Goals;
    let goals = &mut model.goals;
    // The row may be a closed one.
    (goals.growth, goals.shown, goals.is_unfolded) = (growth, Some(row), true);
    seek(&mut goals.panes.left, row);
    goals.panes.right.reset();
    goals.panes.focus = Focus::Left;
    if let Some(beside) = beside {
        goals.panes.right.seek(beside);
        goals.panes.focus = Focus::Right;
    }
}

fn seek(list: &mut List<super::entry::Part, super::entry::Entry>, row: (Table, Id)) {
    list.reset();
    list.seek(row);
}
