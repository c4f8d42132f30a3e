//! Reads what the screen shows: after a write or another process's write everything in view, else only what scrolled in.

mod agenda;
mod behind;
mod board;
mod call;
mod end;
mod feedback;
mod goals;
mod goto;
mod growth;
mod history;
mod overlays;
mod people;
mod reading;
mod search;
mod start;
pub mod timeline;
mod trash;

use std::ops::Range;

use crate::domain::{Id, Relationship, Session, SessionStatus, Table};
use crate::store::window::links::LinkLine;
use crate::store::window::place::Listed;
use crate::store::{Result, Store};

pub use start::begin;

use super::entry::{Entry, Part};
use super::list::{Keyed, List, Section};
use super::mask::Names;
use super::model::{Model, Tab};
use super::overlay::{First, Overlay, Templates};
use super::{layout, overlay, update};

/// Reads what is missing for the next drawing.
///
/// # Errors
/// When the file can't be read.
pub fn refresh(model: &mut Model, store: &Store) -> Result<()> {
    store.at_once(|| read(model, store))
}

fn read(model: &mut Model, store: &Store) -> Result<()> {
    heads(model, store)?;
    goto::go(model, store)?;
    search::found(model, store)?;
    if layout::is_too_small(model.size) {
        return Ok(());
    }
    first_start(model);
    if model.relationship.is_none() && model.tab != Tab::People {
        return overlays::overlays(model, store);
    }
    update::place(model);
    if model.in_call {
        call::call(model, store)?;
    } else {
        match model.tab {
            Tab::People => people::people(model, store)?,
            Tab::Agenda => agenda::agenda(model, store)?,
            Tab::Goals => goals::goals(model, store)?,
            Tab::Feedback => feedback::feedback(model, store)?,
            Tab::Timeline => timeline::timeline(model, store)?,
        }
        // Now that its list is read, a card knows the rows that are left to it.
        update::place(model);
    }
    if model.tab == Tab::Agenda {
        offer_template(model);
    }
    overlays::overlays(model, store)?;
    overlay::search::tell(model);
    Ok(())
}

/// What stands above every tab, and whom the tabs are about; no list.
fn heads(model: &mut Model, store: &Store) -> Result<()> {
    if model.is_stale {
        read_header(model, store)?;
        touch_lists(model);
        model.others = None;
        model.is_stale = false;
    }
    if model.is_masked && model.tab == Tab::People {
        // Masked, nobody else exists.
        model.tab = Tab::Agenda;
    }
    goto::choose(model, store)?;
    relationship(model, store)?;
    others(model, store)
}

/// Whose names no masked screen shows: they stand in texts too.
fn others(model: &mut Model, store: &Store) -> Result<()> {
    let here = model.relationship.as_ref().filter(|_| model.is_masked);
    let Some(here) = here else {
        model.others = None;
        return Ok(());
    };
    if model.others.as_ref().is_none_or(|(id, _)| *id != here.id) {
        let names = store.names_but(here.id)?;
        model.others = Some((here.id, Names::of(&names, &here.partner_name)));
    }
    Ok(())
}

fn read_header(model: &mut Model, store: &Store) -> Result<()> {
    model.live = store.live_head()?;
    model.relationships = store.relationship_count()?;
    model.chosen = model.chosen.or(model.relationship_id());
    if model.chosen.is_none() {
        model.relationship = store.nearest_relationship(model.now.at)?;
        return read_next(model, store);
    }
    Ok(())
}

/// Reads the relationship that was chosen; where it is gone, the nearest. The tabs of another one begin anew.
fn relationship(model: &mut Model, store: &Store) -> Result<()> {
    let Some(chosen) = model.chosen.take() else {
        return Ok(());
    };
    let was = model.relationship_id();
    let found = store.find(chosen)?;
    if found.is_none()
        && let Some(gone) = model.relationship.take()
    {
        leave(model, &gone);
    }
    model.relationship = match found {
        Some(found) => Some(found),
        None => store.nearest_relationship(model.now.at)?,
    };
    if was.is_some() && was != model.relationship_id() {
        model.begin_tabs();
    }
    read_next(model, store)
}

/// What goes with the relationship in view: its next session, its goals' names, its call.
fn read_next(model: &mut Model, store: &Store) -> Result<()> {
    let Some(id) = model.relationship_id() else {
        model.next = None;
        model.in_call = false;
        return Ok(());
    };
    model.next = store.next_head(id, model.now.at)?;
    let is_line = |overlay: &Overlay| matches!(overlay, Overlay::Line(_));
    if model.overlays.iter().any(is_line) {
        overlays::read_goal_names(model, store)?;
    }
    if model.live_here().is_none() {
        model.in_call = false;
        model.call.session = None;
    }
    Ok(())
}

/// Whoever was in view is gone (forgotten, or undone): nothing that was shown or typed about them stays.
fn leave(model: &mut Model, gone: &Relationship) {
    model.overlays.clear();
    model.in_call = false;
    (model.call, model.unwritten) = Default::default();
    if model.message.is_none() {
        let name = gone.first_name();
        model.say(format!("{name} is not in the file any more."));
    }
}

/// With nobody in the file the first start asks whom one meets; where somebody has come meanwhile, it ends.
fn first_start(model: &mut Model) {
    let is_alone = |o: &Overlay| matches!(o, Overlay::First(first) if first.is_alone);
    if model.relationship.is_some() {
        model.overlays.retain(|o| !is_alone(o));
    } else if model.tab != Tab::People && !model.overlays.iter().any(is_alone) {
        model
            .overlays
            .insert(0, Overlay::First(Box::new(First::new(true))));
    }
}

/// A template for the agenda in view, where one is wanted and nothing stands on it.
fn offer_template(model: &mut Model) {
    if !std::mem::take(&mut model.wants_template) || model.agenda.sums.count > 0 {
        return;
    }
    let planned = |s: &&Session| s.status == SessionStatus::Planned;
    if let Some(session) = model.agenda.session.as_ref().filter(planned) {
        let templates = Templates {
            session: session.id,
            choices: Vec::new(),
            selected: 0,
            is_offered: true,
        };
        model.overlays.push(Overlay::Templates(templates));
    }
}

fn touch_lists(model: &mut Model) {
    let lists = [
        &mut model.people.panes.left,
        &mut model.people.panes.right,
        &mut model.agenda.panes.left,
        &mut model.agenda.panes.right,
        &mut model.agenda.panes.foot,
        &mut model.goals.panes.left,
        &mut model.goals.panes.right,
        &mut model.feedback.panes.left,
        &mut model.feedback.panes.right,
        &mut model.timeline.panes.left,
        &mut model.timeline.panes.right,
        &mut model.timeline.panes.foot,
        &mut model.call.items,
        &mut model.call.side,
    ];
    for list in lists {
        if list.wants().is_none()
            && let Some(key) = list.row().and_then(Keyed::key)
        {
            list.stand_on(key);
        }
        list.touch();
    }
    for overlay in &mut model.overlays {
        match overlay {
            Overlay::Reading(reading) => reading.is_stale = true,
            Overlay::History(history) => history.is_read = false,
            Overlay::Offers(offers) => offers.is_read = false,
            Overlay::Trash(trash) => trash.is_read = false,
            Overlay::Behind(behind) => behind.is_read = false,
            Overlay::Search(search) => search.read_for = None,
            _ => {}
        }
    }
}

/// Reads the sections of a stale list, finds the row to stand on, and reads the rows in view.
fn fill(
    list: &mut List<Part, Entry>,
    sections: impl FnOnce() -> Result<Vec<Section<Part>>>,
    place: impl FnOnce((Table, Id)) -> Result<Option<(Part, usize)>>,
    mut rows: impl FnMut(Part, &Range<usize>) -> Result<Vec<Entry>>,
) -> Result<()> {
    if list.is_stale() {
        let stood = list.section();
        list.set_sections(sections()?);
        let wanted = list.wants();
        let placed = match wanted.map(place).transpose()?.flatten() {
            None if list.is_seeking() => sought(list, &mut rows)?,
            placed => placed,
        };
        match placed {
            Some((part, n)) => {
                if let Some(start) = list.start_of(part) {
                    list.select(start + n);
                }
            }
            None => list.stay_in(stood),
        }
    }
    // Standing on a row may scroll, so that other rows have to be read: at most once.
    for _ in 0..2 {
        let Some(parts) = list.missing() else { break };
        let mut found = Vec::new();
        for (part, range) in parts {
            let mut read = rows(part, &range)?;
            let wanted = range.end - range.start;
            read.truncate(wanted);
            read.resize(wanted, Entry::Hint(""));
            found.extend(read);
        }
        list.set_rows(found);
    }
    list.forget_wanted();
    Ok(())
}

/// What a row is tied to, as it may be shown.
fn links_of(model: &Model, store: &Store, (table, id): (Table, Id)) -> Result<Vec<LinkLine>> {
    let is_private = model.is_masked && store.is_private(table, id)?;
    Ok(model.veiled_links(is_private, store.links(table, id)?))
}

/// Where a row stands in the first of these sections that has it.
fn placed(
    store: &Store,
    within: Id,
    (table, row): (Table, Id),
    sections: &[(Part, Listed)],
) -> Result<Option<(Part, usize)>> {
    for (part, list) in sections.iter().filter(|(_, list)| list.table() == table) {
        if let Some(n) = store.place(*list, within, row)? {
            return Ok(Some((*part, n)));
        }
    }
    Ok(None)
}

/// The rows that are looked through for one to stand on.
const SOUGHT: usize = 20_000;

/// Looks for the row to stand on where no query tells its place: once, after a step that led to it.
fn sought(
    list: &List<Part, Entry>,
    rows: &mut impl FnMut(Part, &Range<usize>) -> Result<Vec<Entry>>,
) -> Result<Option<(Part, usize)>> {
    for section in list.sections() {
        let count = section.count.min(SOUGHT);
        for start in (0..count).step_by(200) {
            let read = rows(section.kind, &(start..count.min(start + 200)))?;
            if let Some(n) = read.iter().position(|row| row.key() == list.wants()) {
                return Ok(Some((section.kind, start + n)));
            }
        }
    }
    Ok(None)
}
