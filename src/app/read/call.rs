//! Reads the call: the live agenda, goals and promises beside it, the notes.

use std::ops::Range;

use crate::app::entry::{Entry, Part};
use crate::app::list::{Keyed, Section};
use crate::app::model::Model;
use crate::app::{layout, update};
use crate::domain::carry;
use crate::domain::merge::merged;
use crate::domain::{Id, MilestoneStatus, Session, Side, Table};
use crate::store::window::goals::Which;
use crate::store::window::place::Listed;
use crate::store::{Result, Store};

use super::fill;

pub(super) fn call(model: &mut Model, store: &Store) -> Result<()> {
    let Some((relationship, live)) = model.relationship_id().zip(model.live_here().map(|l| l.id))
    else {
        return Ok(());
    };
    if model.call.items.is_stale() {
        read_call(model, store, relationship, live)?;
        update::place(model);
    }
    call_items(model, store, live)?;
    call_side(model, store, relationship)?;
    // How high each list is depends on how much is in both.
    update::place(model);
    call_items(model, store, live)?;
    call_side(model, store, relationship)?;
    Ok(())
}

fn read_call(model: &mut Model, store: &Store, relationship: Id, live: Id) -> Result<()> {
    let session = store.find::<Session>(live)?;
    model.call.sums = store.item_sums(live)?;
    model.call.caught = store.caught(live)?;
    let before = session.as_ref().map_or(model.now.at, carry::begun);
    model.call.last_time = store.last_time(relationship, before)?;
    let notes = session.as_ref().map_or(String::new(), |s| s.notes.clone());
    let is_other = model.call.session.as_ref().map(|s| s.id) != Some(live);
    read_notes(model, notes, is_other);
    if let Some(item) = session
        .as_ref()
        .and_then(|s| s.current_item_id)
        .filter(|_| is_other)
    {
        model.call.items.stand_on((Table::AgendaItems, item));
    }
    model.call.session = session;
    Ok(())
}

/// The notes as the file has them; what is typed and not in it yet is kept beside what another copy wrote.
fn read_notes(model: &mut Model, notes: String, is_other: bool) {
    let call = &mut model.call;
    if notes == call.notes_in_file && !is_other {
        return;
    }
    if is_other {
        call.notes.set(&notes);
    } else {
        let typed = call.notes.value();
        call.notes.set(&merged(&call.notes_in_file, &typed, &notes));
        if call.notes.value() != notes {
            model.say("The notes were written in elsewhere too: both texts stand in them.");
        }
    }
    model.call.notes_in_file = notes;
}

fn call_items(model: &mut Model, store: &Store, live: Id) -> Result<()> {
    let count = model.call.sums.count;
    let is_wide = model.size.0 >= layout::WIDE_CALL;
    fill(
        &mut model.call.items,
        || {
            let mut sections = vec![Section::plain(Part::Items, count).or_hint()];
            if is_wide {
                let (made, said) = (store.promises_made_count(live)?, store.said_count(live)?);
                if made > 0 {
                    sections.push(Section::headed(Part::Made, made, "Caught in this call"));
                }
                if said > 0 {
                    sections.push(if made > 0 {
                        Section::plain(Part::Said, said)
                    } else {
                        Section::headed(Part::Said, said, "Caught in this call")
                    });
                }
            }
            Ok(sections)
        },
        |(table, id)| {
            Ok(if table == Table::AgendaItems {
                store
                    .place(Listed::Items, live, id)?
                    .map(|n| (Part::Items, n))
            } else {
                None
            })
        },
        |part, range| {
            Ok(match part {
                Part::Items => {
                    let rows: Vec<_> = store
                        .items_page(live, range)?
                        .into_iter()
                        .map(Entry::Item)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint("Nothing planned. {add} writes what comes up.")]
                    } else {
                        rows
                    }
                }
                Part::Made => store
                    .promises_made_page(live, range)?
                    .into_iter()
                    .map(Entry::Promise)
                    .collect(),
                _ => store
                    .said_page(live, range)?
                    .into_iter()
                    .map(Entry::Text)
                    .collect(),
            })
        },
    )
}

/// Goals and promises beside the call. Goals come with the milestones that are next: two where there is room, else one.
fn call_side(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let (today, partner) = (model.today(), model.partner().to_owned());
    let is_wide = model.size.0 >= layout::WIDE_CALL;
    let is_mentor = model
        .relationship
        .as_ref()
        .is_some_and(|r| r.my_role == crate::domain::Role::Mentor);
    // In a low and narrow call two goals of the mentee stand above the promises, the others under them.
    let is_low = !is_wide && model.size.1 < 30;
    let (most, each) = if is_wide { (12, 2) } else { (6, 1) };
    let wants_next = std::mem::take(&mut model.call.wants_next_milestone);
    let about = goal_of_current(model);
    let list = &mut model.call.side;
    if list.missing().is_none() && !list.is_stale() && !wants_next {
        return Ok(());
    }
    let (mine, theirs, is_mixed) = side_goals(
        store,
        relationship,
        (most, each),
        (is_low, is_mentor),
        today,
    )?;
    if wants_next {
        let (above, below) = if is_mentor {
            (&theirs, &mine)
        } else {
            (&mine, &theirs)
        };
        let rows: Vec<_> = above.iter().chain(below).collect();
        if let Some(key) = next_milestone(&rows, about) {
            list.stand_on(key);
        }
    }
    let promises = store.open_promise_count(relationship)?;
    let kept = store.promises_done_count(relationship, today)?;
    list.touch();
    fill(
        list,
        || {
            // Beside the call there is room between the sections; above the notes of a narrow one there is none.
            let headed = |part, count, heading: String| Section {
                gap: is_wide,
                ..Section::headed(part, count, heading)
            };
            let open = if kept == 0 { promises.max(1) } else { promises };
            let promises = [
                headed(Part::Promises, open, "Promises".into()),
                Section::plain(Part::Kept, kept),
            ];
            let (mine, theirs) = (
                |words: &str| headed(Part::Mine, mine.len(), words.into()),
                |words: &str| headed(Part::Theirs, theirs.len(), words.into()),
            );
            let mut sections = match (is_mixed, is_mentor) {
                (true, true) => vec![theirs(&partner), mine("Other goals")],
                (true, false) => vec![mine("Goals"), theirs("Other goals")],
                (false, true) => vec![theirs(&partner), mine("My goals")],
                (false, false) => vec![mine("Goals"), theirs(&partner)],
            };
            let at = if is_low { 1 } else { 2 };
            sections.splice(at..at, promises);
            Ok(sections
                .into_iter()
                .filter(|s| s.count > 0 || s.kind == Part::Promises)
                .collect())
        },
        |(table, id)| {
            if table == Table::Commitments {
                let place = store.place(Listed::Promises, relationship, id)?;
                return Ok(place.map(|n| (Part::Promises, n)));
            }
            let at = |rows: &[Entry]| {
                rows.iter()
                    .position(|r| r.key().is_some_and(|(_, key)| key == id))
            };
            Ok(at(&mine)
                .map(|n| (Part::Mine, n))
                .or_else(|| at(&theirs).map(|n| (Part::Theirs, n))))
        },
        |part, range| {
            let cut = |rows: &[Entry]| {
                rows.iter()
                    .skip(range.start)
                    .take(range.end - range.start)
                    .cloned()
                    .collect::<Vec<_>>()
            };
            Ok(match part {
                Part::Mine => cut(&mine),
                Part::Theirs => cut(&theirs),
                Part::Kept => store
                    .promises_done_page(relationship, today, range)?
                    .into_iter()
                    .map(Entry::Promise)
                    .collect(),
                _ => open_promises(store, relationship, range)?,
            })
        },
    )
}

/// Promises that are open, or how one is caught.
fn open_promises(store: &Store, relationship: Id, range: &Range<usize>) -> Result<Vec<Entry>> {
    let promises = store.open_promises_page(relationship, range)?;
    if promises.is_empty() {
        let hint = "No promise is open. {call-promise} catches one.";
        return Ok(vec![Entry::Hint(hint)]);
    }
    Ok(promises.into_iter().map(Entry::Promise).collect())
}

/// My goals and theirs, more of the mentee's; in a low and narrow call those above the promises and those below.
fn side_goals(
    store: &Store,
    relationship: Id,
    (most, each): (usize, usize),
    (is_low, is_mentor): (bool, bool),
    today: chrono::NaiveDate,
) -> Result<(Vec<Entry>, Vec<Entry>, bool)> {
    let goals = |which, most| with_milestones(store, relationship, which, most, each, today);
    let (first, second) = if is_mentor {
        (most / 2, most)
    } else {
        (most, most / 2)
    };
    let (mut mine, mut theirs) = (goals(Which::Mine, first)?, goals(Which::Theirs, second)?);
    let (first, second) = if is_mentor {
        (&mut theirs, &mut mine)
    } else {
        (&mut mine, &mut theirs)
    };
    let mut rest = if is_low {
        after_goals(first, FIRST_GOALS)
    } else {
        Vec::new()
    };
    let is_mixed = !rest.is_empty();
    rest.append(second);
    *second = rest;
    Ok((mine, theirs, is_mixed))
}

/// So many goals stand above the promises of a low and narrow call.
const FIRST_GOALS: usize = 2;

/// Takes away the goals after the first ones, each with its milestones.
fn after_goals(rows: &mut Vec<Entry>, first: usize) -> Vec<Entry> {
    let goals = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| matches!(r, Entry::Goal(_)));
    let at = goals.map(|(n, _)| n).nth(first).unwrap_or(rows.len());
    rows.split_off(at)
}

fn with_milestones(
    store: &Store,
    relationship: Id,
    which: Which,
    most: usize,
    each: usize,
    today: chrono::NaiveDate,
) -> Result<Vec<Entry>> {
    let mut rows = Vec::new();
    let active = store
        .goals_page(relationship, which, &(0..most))?
        .into_iter()
        .filter(|g| g.status == crate::domain::GoalStatus::Active);
    // A goal that was closed today stays in view, so that the same key opens it again.
    let closed = store
        .goals_page(relationship, Which::Closed, &(0..3))?
        .into_iter()
        .filter(|g| {
            g.closed_on == Some(today) && (g.owner == Side::Partner) == (which == Which::Theirs)
        });
    for goal in active.chain(closed) {
        let has_milestones = goal.of > 0 && goal.status == crate::domain::GoalStatus::Active;
        let milestones = if has_milestones {
            store.next_milestones(goal.id, each, today)?
        } else {
            Vec::new()
        };
        rows.push(Entry::Goal(goal));
        rows.extend(milestones.into_iter().map(Entry::Milestone));
    }
    Ok(rows)
}

/// The goal that the current item is about.
fn goal_of_current(model: &Model) -> Option<Id> {
    let current = model.call.session.as_ref().and_then(|s| s.current_item_id);
    model.call.items.rows().iter().find_map(|e| match e {
        Entry::Item(line) if Some(line.id) == current => line.goal,
        _ => None,
    })
}

/// The next open milestone of this goal, else of the first one; a goal without one is stood on itself.
fn next_milestone(rows: &[&Entry], about: Option<Id>) -> Option<(Table, Id)> {
    let is_goal = |e: &&Entry| matches!(e, Entry::Goal(g) if about.is_none_or(|id| id == g.id));
    let goal = rows.iter().position(is_goal).unwrap_or(0);
    let own = rows.iter().skip(goal + 1);
    let mut own = own.take_while(|e| matches!(e, Entry::Milestone(_)));
    let is_open =
        |e: &&&Entry| matches!(e, Entry::Milestone(m) if m.status == MilestoneStatus::Open);
    own.find(is_open).or(rows.get(goal))?.key()
}
