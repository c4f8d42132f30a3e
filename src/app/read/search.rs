//! Reads the hits of a search: a page where what is looked for has changed, the next one where the cursor comes near the end.

use crate::app::layout;
use crate::app::mask::Names;
use crate::app::model::Model;
use crate::app::overlay::Search;
use crate::app::overlay::search::PAGE;
use crate::domain::Id;
use crate::store::portable::Scope;
use crate::store::search::Bound;
use crate::store::{Result, Store, search};

/// Reads the search that lies on top.
pub(super) fn search(model: &Model, store: &Store, search: &mut Search) -> Result<()> {
    if model.is_masked {
        // Nobody else exists, and nothing private.
        search.everybody = false;
    }
    let whose = model.relationship_id().filter(|_| !search.everybody);
    let wanted = Some((whose, model.is_masked));
    if search.read_for != wanted {
        search.read_for = wanted;
        read_again(model, store, search, whose)?;
    }
    let wants = |search: &Search| {
        let is_near_end = search.selected + layout::search_height(model.size) >= search.hits.len();
        is_near_end && search.rest.is_some()
    };
    if wants(search) {
        read_on(model, store, search, whose, PAGE)?;
    }
    search.is_looking = wants(search);
    Ok(())
}

/// What was read is read again, as the file or the screen has changed; the cursor stays with its hit.
fn read_again(model: &Model, store: &Store, search: &mut Search, whose: Option<Id>) -> Result<()> {
    let stood = search.hits.get(search.selected).map(|hit| hit.id);
    let most = Bound {
        hits: search.hits.len(),
        rows: usize::MAX,
    };
    search.hits.clear();
    search.rest = Some(i64::MAX);
    if most.hits > 0 {
        read_on(model, store, search, whose, most)?;
    }
    let again = search.hits.iter().position(|hit| Some(hit.id) == stood);
    search.selected = again
        .unwrap_or(search.selected)
        .min(search.hits.len().saturating_sub(1));
    Ok(())
}

/// Reads the search that goes on: its next hit is always known, or looked for.
pub(super) fn found(model: &mut Model, store: &Store) -> Result<()> {
    let Some(mut found) = model.found.take() else {
        return Ok(());
    };
    // With this person means with whom it was begun, wherever a hit has led.
    let (whose, was_masked) = found.read_for.unwrap_or_default();
    if model.is_masked && (!was_masked || found.everybody) {
        return Ok(());
    }
    let wants = |found: &Search| found.selected + 1 >= found.hits.len() && found.rest.is_some();
    if wants(&found) {
        read_on(model, store, &mut found, whose, PAGE)?;
    }
    found.is_looking = wants(&found);
    model.found = Some(found);
    Ok(())
}

/// Looks on where the last look ended.
fn read_on(
    model: &Model,
    store: &Store,
    search: &mut Search,
    whose: Option<Id>,
    most: Bound,
) -> Result<()> {
    let wanted = search::Search {
        query: search.query(),
        relationship: whose,
        scope: if model.is_masked {
            Scope::Shared
        } else {
            Scope::Everything
        },
        hidden: model
            .others
            .as_ref()
            .map_or_else(Names::default, |(_, names)| names.clone()),
    };
    let width = layout::search_columns(model.size, search.everybody).context;
    let found = store.search(&wanted, search.rest, most, usize::from(width))?;
    search.hits.extend(found.hits);
    search.rest = found.rest;
    Ok(())
}
