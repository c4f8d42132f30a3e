//! Reads what the screen shows: after a write or another process's write everything in view, else only what scrolled in.

mod agenda;
mod call;
mod feedback;
mod goals;
mod growth;
mod overlays;
mod reading;
mod timeline;

use std::ops::Range;

use crate::domain::{Id, Table};
use crate::store::{Result, Store};

use super::entry::{Entry, Part};
use super::list::{Keyed, List, Section};
use super::model::{Model, Tab};
use super::overlay::Overlay;
use super::{layout, update};

/// Reads what is missing for the next drawing.
///
/// # Errors
/// When the file can't be read.
pub fn refresh(model: &mut Model, store: &Store) -> Result<()> {
    store.at_once(|| read(model, store))
}

fn read(model: &mut Model, store: &Store) -> Result<()> {
    if model.is_stale {
        read_header(model, store)?;
        touch_lists(model);
        model.is_stale = false;
    }
    if model.relationship.is_none() || layout::is_too_small(model.size) {
        return Ok(());
    }
    update::place(model);
    if model.in_call {
        call::call(model, store)?;
    } else {
        match model.tab {
            Tab::Agenda => agenda::agenda(model, store)?,
            Tab::Goals => goals::goals(model, store)?,
            Tab::Feedback => feedback::feedback(model, store)?,
            Tab::Timeline => timeline::timeline(model, store)?,
        }
    }
    overlays::overlays(model, store)
}

fn read_header(model: &mut Model, store: &Store) -> Result<()> {
    model.live = store.live_head()?;
    model.relationships = store.relationship_count()?;
    let current = match model.relationship_id() {
        Some(id) => store.find(id)?,
        None => None,
    };
    model.relationship = match current {
        Some(found) => Some(found),
        None => store.nearest_relationship(model.now.at)?,
    };
    let Some(id) = model.relationship_id() else {
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

fn touch_lists(model: &mut Model) {
    let lists = [
        &mut model.agenda.panes.left,
        &mut model.agenda.panes.right,
        &mut model.goals.panes.left,
        &mut model.goals.panes.right,
        &mut model.feedback.left,
        &mut model.timeline.left,
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
        if let Overlay::Reading(reading) = overlay {
            reading.is_stale = true;
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
        match wanted.map(place).transpose()?.flatten() {
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
