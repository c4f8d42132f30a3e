//! Reads a past session's page.

use crate::app::entry::{Entry, Part};
use crate::app::layout;
use crate::app::model::Model;
use crate::app::overlay::Reading;
use crate::app::overlay::reading::page::{Became, Page, PageRow};
use crate::app::overlay::reading::{self};
use crate::domain::{Id, Session};
use crate::store::{Result, Store};

/// The most rows of a kind that a page shows.
const MOST: usize = 200;

/// Turns to the page that is wanted, and reads it where it is not there or not true any more.
pub(super) fn reading(model: &mut Model, store: &Store, reading: &mut Reading) -> Result<()> {
    if let Some(turn) = reading.turn.take() {
        let beside = match reading.page.as_ref() {
            Some(page) => store.session_beside(&page.session, turn)?,
            None => None,
        };
        match beside {
            Some(session) => reading.show(session),
            None => model.say("That was the last page on this side."),
        }
    }
    if reading.is_stale {
        reading.page = read_page(model, store, reading.session)?.or(reading.page.take());
        reading.is_stale = false;
        reading::follow_page(model, reading.session);
    }
    if let Some(page) = &mut reading.page {
        page.wrap(model);
    }
    if let Some(wanted) = reading.wants.take() {
        let found = model.found.as_ref();
        let hit = found.and_then(|found| found.hits.get(found.selected));
        let of_session = hit.filter(|hit| hit.id == reading.session && wanted.1 == hit.id);
        let query = found.map(|found| found.query()).unwrap_or_default();
        let height = layout::reading_height(model.size);
        match of_session {
            Some(hit) => reading.show_prose(&query, hit.column == "notes", height),
            None => reading.show_row(wanted, &query, height),
        }
    }
    if let Some(page) = &mut reading.page {
        let most = page
            .lines
            .len()
            .saturating_sub(layout::reading_height(model.size));
        reading.top = reading.top.min(most);
        reading.selected = reading.selected.min(page.rows.len().saturating_sub(1));
    }
    Ok(())
}

fn read_page(model: &Model, store: &Store, session: Id) -> Result<Option<Page>> {
    let Some((relationship, found)) = model.relationship_id().zip(store.find::<Session>(session)?)
    else {
        return Ok(None);
    };
    let number = (
        store.session_number(relationship, found.at())?,
        store.held_count(relationship)?,
    );
    let mut rows = items(store, session)?;
    if let Some(there) = found.moved_to_id {
        let line = store.session_line(there)?.map(Entry::Session);
        rows.extend(line.map(|line| PageRow::new(Part::Ahead, line)));
    }
    for (line, moves) in store.promises_of(session, MOST)? {
        let row = PageRow::new(Part::Made, Entry::Promise(line));
        rows.push(PageRow {
            became: Became::Moved(moves),
            ..row
        });
    }
    let mut add = |part, lines: Vec<Entry>| {
        rows.extend(lines.into_iter().map(|line| PageRow::new(part, line)));
    };
    add(
        Part::Said,
        store
            .feedback_of(session, MOST)?
            .into_iter()
            .map(Entry::Feedback)
            .collect(),
    );
    add(
        Part::Said,
        store
            .wins_told(session, MOST)?
            .into_iter()
            .map(Entry::Text)
            .collect(),
    );
    add(
        Part::Learned,
        store
            .learned_in(&found, MOST)?
            .into_iter()
            .map(Entry::Text)
            .collect(),
    );
    add(
        Part::Updates,
        store
            .updates_of(session, MOST)?
            .into_iter()
            .map(Entry::Update)
            .collect(),
    );
    add(
        Part::Bring,
        store
            .materials_page(session, &(0..MOST))?
            .into_iter()
            .map(Entry::Material)
            .collect(),
    );
    if let Some(there) = found.moved_from_id {
        let line = store.session_line(there)?.map(Entry::Session);
        add(Part::Past, line.into_iter().collect());
    }
    Ok(Some(Page::new(found, number, rows)))
}

fn items(store: &Store, session: Id) -> Result<Vec<PageRow>> {
    let onward = store.whereabouts(session)?;
    let rows = store
        .items_page(session, &(0..MOST))?
        .into_iter()
        .map(|line| {
            let there = onward.iter().find(|w| w.from == line.id).copied();
            PageRow {
                became: there.map_or(Became::AsItSays, Became::Now),
                ..PageRow::new(Part::Items, Entry::Item(line))
            }
        });
    Ok(rows.collect())
}
