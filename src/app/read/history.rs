//! Reads the history: the actions in view, and what going to one would come to.

use crate::actions::history::way_words;
use crate::app::model::Model;
use crate::app::overlay::history::{History, history_height};
use crate::app::{footer, layout};
use crate::domain::Id;
use crate::store::{Result, Store};

/// So many screens of it are held at most.
const SCREENS: usize = 6;

pub(super) fn history(model: &mut Model, store: &Store, history: &mut History) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let height = history_height(model.size);
    if !history.is_read {
        again(store, relationship, history, height)?;
    }
    follow(store, relationship, history, height)?;
    if model.is_masked {
        store.tell_private(&mut history.lines)?;
    }
    tell(model, store, relationship, history)?;
    let line = layout::tab(model).message;
    let seen = height.saturating_sub(footer::covered(model, line).into());
    history.settle(model.now.zone, seen.max(1));
    Ok(())
}

/// Everything again, on the line where it stood.
fn again(store: &Store, relationship: Id, history: &mut History, height: usize) -> Result<()> {
    let here = history.line().map(|line| line.seq);
    history.is_read = true;
    history.total = store.history_count(relationship, 0)?;
    if let Some(seq) = here {
        history.selected = store.history_count(relationship, seq)?;
        history.lines = store.history_after(relationship, seq, height)?;
        history.first = history.selected - history.lines.len().min(history.selected);
        let from = store.history_before(relationship, seq + 1, height)?;
        history.lines.extend(from);
    } else {
        history.first = 0;
        history.lines = store.history_before(relationship, i64::MAX, 2 * height)?;
    }
    Ok(())
}

/// Reads on from either end of what was read, by keyset; from the other end where the selection went there.
fn follow(store: &Store, relationship: Id, history: &mut History, height: usize) -> Result<()> {
    let end = history.first + history.lines.len();
    let is_far = history.selected + SCREENS * height < history.first
        || history.selected > end + SCREENS * height;
    if is_far && history.selected == 0 {
        history.first = 0;
        history.lines = store.history_before(relationship, i64::MAX, 2 * height)?;
    } else if is_far {
        history.lines = store.history_after(relationship, 0, 2 * height)?;
        history.first = history.total - history.lines.len().min(history.total);
        // Those behind a far place that is not the last are found from the end.
        history.selected = history.selected.max(history.first);
    } else if history.selected < history.first {
        let newest = history.lines.first().map_or(0, |line| line.seq);
        let wanted = history.first - history.selected + height;
        let mut newer = store.history_after(relationship, newest, wanted)?;
        history.first -= newer.len().min(history.first);
        newer.append(&mut history.lines);
        newer.truncate(SCREENS * height);
        history.lines = newer;
    } else if history.selected + height > end && end < history.total {
        let oldest = history.lines.last().map_or(i64::MAX, |line| line.seq);
        let wanted = history.selected + height - end + height;
        history
            .lines
            .extend(store.history_before(relationship, oldest, wanted)?);
        let spare = history.lines.len().saturating_sub(SCREENS * height);
        history.lines.drain(..spare);
        history.first += spare;
    }
    Ok(())
}

/// Says what Enter would come to, before it does it.
fn tell(model: &mut Model, store: &Store, relationship: Id, history: &mut History) -> Result<()> {
    let Some(seq) = history.asked.filter(|_| !history.is_told) else {
        return Ok(());
    };
    let way = store.way_to(relationship, seq)?;
    history.is_told = true;
    if way.is_here() {
        history.asked = None;
        model.say("Things stand as they did then.");
    } else {
        model.say(format!("{} · Enter again does it · Esc", way_words(way)));
    }
    Ok(())
}
