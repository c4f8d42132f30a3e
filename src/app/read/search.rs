//! Reads the hits of a search: a page where what is looked for has changed, the next one where the cursor comes near the end.

use crate::app::layout;
use crate::app::model::Model;
use crate::app::overlay::Search;
use crate::app::overlay::search::PAGE;
use crate::domain::Id;
use crate::store::portable::Scope;
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
        let stood = search.hits.get(search.selected).map(|hit| hit.id);
        let most = search.hits.len().max(PAGE);
        search.hits = hits(model, store, search, whose, None, most)?;
        search.is_whole = search.hits.len() < most;
        search.read_for = wanted;
        let again = search.hits.iter().position(|hit| Some(hit.id) == stood);
        search.selected = again
            .unwrap_or(search.selected)
            .min(search.hits.len().saturating_sub(1));
        return Ok(());
    }
    let is_near_end = search.selected + layout::search_height(model.size) >= search.hits.len();
    if is_near_end && !search.is_whole {
        let last = search.hits.last().map(|hit| hit.key);
        let more = hits(model, store, search, whose, last, PAGE)?;
        search.is_whole = more.len() < PAGE;
        search.hits.extend(more);
    }
    Ok(())
}

/// Reads the search that goes on: its next hit is always known.
pub(super) fn found(model: &mut Model, store: &Store) -> Result<()> {
    let Some(mut found) = model.found.take() else {
        return Ok(());
    };
    // With this person means with whom it was begun, wherever a hit has led.
    let (whose, was_masked) = found.read_for.unwrap_or_default();
    let is_near_end = found.selected + 1 >= found.hits.len() && !found.is_whole;
    if model.is_masked && (!was_masked || found.everybody) {
        return Ok(());
    }
    if is_near_end {
        let last = found.hits.last().map(|hit| hit.key);
        let more = hits(model, store, &found, whose, last, PAGE)?;
        found.is_whole = more.len() < PAGE;
        found.hits.extend(more);
    }
    model.found = Some(found);
    Ok(())
}

fn hits(
    model: &Model,
    store: &Store,
    search: &Search,
    whose: Option<Id>,
    before: Option<i64>,
    most: usize,
) -> Result<Vec<search::Hit>> {
    let wanted = search::Search {
        query: search.query(),
        relationship: whose,
        scope: if model.is_masked {
            Scope::Shared
        } else {
            Scope::Everything
        },
    };
    let width = layout::search_columns(model.size, search.everybody).context;
    store.search(&wanted, before, most, usize::from(width))
}
