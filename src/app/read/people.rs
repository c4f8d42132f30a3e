//! Reads the People tab: who is next, by date; my promises to everyone; and what is promised between the selected one and me.

use std::ops::Range;

use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::model::Model;
use crate::app::update;
use crate::domain::{Id, Instant, Table, text};
use crate::store::window::people::Group;
use crate::store::{Result, Store};

use super::fill;

pub(super) fn people(model: &mut Model, store: &Store) -> Result<()> {
    if !model.people.is_placed
        && let Some(id) = model.relationship_id()
    {
        model.people.is_placed = true;
        let list = &mut model.people.panes.left;
        list.stand_on((Table::Relationships, id));
    }
    fill_people(model, store)?;
    model.people.longest = longest(model.people.panes.left.rows());
    update::follow(model);
    super::relationship(model, store)?;
    between_us(model, store)
}

fn fill_people(model: &mut Model, store: &Store) -> Result<()> {
    let (now, is_unfolded) = (model.now.at, model.people.is_unfolded);
    // Masked, only the one in view exists.
    let only = match model.relationship_id().filter(|_| model.is_masked) {
        Some(id) => store.person_place(id, now)?,
        None => None,
    };
    fill(
        &mut model.people.panes.left,
        || match only {
            Some((group, _)) => Ok(vec![Section::plain(Part::People(group), 1)]),
            None => sections(store, now, is_unfolded),
        },
        |(table, id)| match table {
            _ if only.is_some() => Ok(None),
            Table::Relationships => Ok(store
                .person_place(id, now)?
                .map(|(group, n)| (Part::People(group), n))),
            Table::Commitments => Ok(store.owed_place(id)?.map(|n| (Part::Owed, n))),
            _ => Ok(None),
        },
        |part, range| match only {
            Some((_, n)) => rows(store, now, part, &(n..n + 1)),
            None => rows(store, now, part, range),
        },
    )
}

/// The columns of the longest name of a person, and of the longest first name to whom something is promised.
fn longest(rows: &[Entry]) -> (u16, u16) {
    let columns = |name: &str| u16::try_from(text::width(name)).unwrap_or(u16::MAX);
    rows.iter().fold((0, 0), |(people, owed), row| match row {
        Entry::Person(line) => (people.max(columns(&line.name)), owed),
        Entry::Owed(line) => (people, owed.max(columns(line.first_name()))),
        _ => (people, owed),
    })
}

fn sections(store: &Store, now: Instant, is_unfolded: bool) -> Result<Vec<Section<Part>>> {
    let counts = store.people_counts(now)?;
    let mut sections = Vec::with_capacity(9);
    for (group, count) in Group::ALL.into_iter().zip(counts) {
        if group == Group::Ended && count > 0 {
            sections.push(Section::plain(Part::Fold, 1));
        }
        let is_folded = group == Group::Ended && !is_unfolded;
        let shown = if is_folded { 0 } else { count };
        sections.push(Section::plain(Part::People(group), shown));
    }
    if counts.iter().all(|count| *count == 0) {
        // Nobody is in the file: the way to begin stands where they would.
        return Ok(vec![Section::plain(Part::People(Group::Undated), 1)]);
    }
    let owed = store.owed_count()?;
    let heading = "My promises, to everyone";
    sections.push(
        Section::headed(Part::Owed, owed, heading)
            .or_hint()
            .aside(owed.to_string()),
    );
    Ok(sections)
}

fn rows(store: &Store, now: Instant, part: Part, range: &Range<usize>) -> Result<Vec<Entry>> {
    let hinted = |rows: Vec<Entry>, hint| {
        if rows.is_empty() && range.start == 0 {
            vec![Entry::Hint(hint)]
        } else {
            rows
        }
    };
    Ok(match part {
        Part::Fold => vec![Entry::Fold(store.ended_count()?)],
        Part::Owed => {
            let promises = store.owed_page(range)?;
            let owed = promises.into_iter().map(|line| Entry::Owed(Box::new(line)));
            hinted(
                owed.collect(),
                "No promise of mine is open. {add} writes one.",
            )
        }
        Part::People(group) => {
            let people = store.people_page(group, now, range)?;
            let people = people.into_iter().map(|line| Entry::Person(Box::new(line)));
            hinted(
                people.collect(),
                "Whom do you meet? {add} adds a first person.",
            )
        }
        _ => Vec::new(),
    })
}

/// The promises between the one in view and me, and when we met last.
fn between_us(model: &mut Model, store: &Store) -> Result<()> {
    // On the line that those are folded under who ended, nobody is in view.
    let is_fold = matches!(model.people.panes.left.row(), Some(Entry::Fold(_)));
    let who = model.relationship_id().filter(|_| !is_fold);
    if model.people.shown != who {
        model.people.shown = who;
        model.people.panes.right.reset();
    }
    let Some(who) = who else {
        return Ok(());
    };
    if model.people.panes.right.is_stale() {
        model.people.last_met = store.last_time(who, model.now.at)?;
        update::place(model);
    }
    promises(model, store, who)
}

fn promises(model: &mut Model, store: &Store, who: Id) -> Result<()> {
    let none = if model.is_ended() {
        "No promise is open."
    } else {
        "No promise is open. {add} writes one."
    };
    fill(
        &mut model.people.panes.right,
        || {
            let count = store.open_promise_count(who)?;
            Ok(vec![Section::headed(
                Part::Promises,
                count.max(1),
                "Promises",
            )])
        },
        |_| Ok(None),
        |_, range| {
            let rows = store.open_promises_page(who, range)?;
            if rows.is_empty() && range.start == 0 {
                return Ok(vec![Entry::Hint(none)]);
            }
            Ok(rows.into_iter().map(Entry::Promise).collect())
        },
    )
}
