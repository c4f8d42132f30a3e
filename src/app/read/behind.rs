//! Reads what stands behind a figure of the board.

use std::collections::HashSet;

use crate::app::model::Model;
use crate::app::overlay::behind::{About, Behind, in_order};
use crate::domain::evidence::{Evidence, Raising, Reason, Signal, Span, Window};
use crate::domain::pulse::last_of;
use crate::domain::{Relationship, Side};
use crate::store::{Result, Store};

/// The pulses that are read of one side: more than ten years of them.
const PULSES: usize = 80;

pub(super) fn behind(model: &Model, store: &Store, behind: &mut Behind) -> Result<()> {
    let Some(with) = &model.relationship else {
        return Ok(());
    };
    if !behind.is_read {
        behind.is_read = true;
        match behind.about {
            About::Figure(signal) => figure(model, store, with, signal, behind)?,
            About::Raised(reason) => raised(model, store, with, reason, behind)?,
            About::Pulses(Side::Both) => {
                // Those that were compared: the last one of each.
                let pulses = store.last_pulses(with.id)?;
                let last = [Side::Me, Side::Partner].map(|side| last_of(&pulses, side, 1));
                behind.pulses = last.concat().into_iter().cloned().collect();
            }
            About::Pulses(side) => behind.pulses = store.pulses_of(with.id, side, PULSES)?,
        }
        behind.titles.clear();
    }
    behind.settle(model.size);
    titles(model, store, behind)
}

/// The window and the one before it are counted from one reading.
fn figure(
    model: &Model,
    store: &Store,
    with: &Relationship,
    signal: Signal,
    behind: &mut Behind,
) -> Result<()> {
    let window = behind.span.window(model.today());
    let from = window.earlier().and_then(|earlier| earlier.from);
    let records = store.evidence(with, model.now, Window { from, ..window })?;
    let mut evidence = Evidence::of(signal, &records, window);
    in_order(&mut evidence.cases);
    let before = evidence.before(&records).filter(|_| signal.is_dated());
    behind.change = before.as_ref().and_then(|_| evidence.change(&records));
    behind.before = before.map(|before| before.figure());
    behind.evidence = Some(evidence);
    Ok(())
}

/// The records of what is worth raising, and no other.
fn raised(
    model: &Model,
    store: &Store,
    with: &Relationship,
    reason: Reason,
    behind: &mut Behind,
) -> Result<()> {
    let grounds = store.grounds(with.id, model.now)?;
    let all = Raising::of(with.status, &grounds, &[]);
    let (mut sentence, mut evidence) = (String::new(), None);
    if let Some(raising) = all.iter().find(|raising| raising.reason == reason)
        && let Some(signal) = reason.signal()
    {
        let window = Span::All.window(model.today());
        let records = store.evidence(with, model.now, window)?;
        let rows: HashSet<_> = raising.rows.iter().collect();
        let mut found = Evidence::of(signal, &records, window);
        found.cases.retain(|case| rows.contains(&case.row));
        in_order(&mut found.cases);
        (sentence, evidence) = (raising.sentence(None, model.today()), Some(found));
    }
    (behind.sentence, behind.evidence) = (sentence, evidence);
    Ok(())
}

fn titles(model: &Model, store: &Store, behind: &mut Behind) -> Result<()> {
    let height = behind.height(model.size);
    let last = (behind.top + height).min(behind.cases().len());
    let is_there = behind.first <= behind.top && last <= behind.first + behind.titles.len();
    if is_there && !behind.titles.is_empty() {
        return Ok(());
    }
    let seen = behind.cases().get(behind.top..last).unwrap_or_default();
    let rows: Vec<_> = seen.iter().map(|case| case.row).collect();
    behind.titles = store.case_titles(&rows)?;
    behind.first = behind.top;
    Ok(())
}
