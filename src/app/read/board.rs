//! Reads the evidence board beside the story.

use crate::app::board::{Board, RaisedLine};
use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::mask::HIDDEN;
use crate::app::model::Model;
use crate::domain::evidence::{Coverage, Dimension, Evidence, Raising, Records, Signal, Window};
use crate::domain::pulse::last_of;
use crate::domain::{Side, Word};
use crate::store::{Result, Store};

use super::fill;

/// The pulses whose medians stand beside a dimension.
const PULSES: usize = 4;

/// Counts anew where the list is stale; a key that scrolls reads nothing.
pub(super) fn board(model: &mut Model, store: &Store) -> Result<()> {
    let is_masked = model.is_masked;
    if model.timeline.board.is_masked != is_masked {
        model.timeline.panes.right.touch();
    }
    let mut sections = Vec::new();
    if model.timeline.panes.right.is_stale() {
        let Some(with) = &model.relationship else {
            return Ok(());
        };
        let records = store.evidence(with, model.now)?;
        let partner = with.first_name().to_owned();
        let raised = raised(store, &records, &partner)?;
        let lines = Signal::board(&records, Window::recent(records.today));
        sections = headed(&records, &lines, raised.len(), is_masked);
        model.timeline.board = Board {
            lines,
            raised,
            coverage: Coverage::of(&records, Window::recent(records.today)).words(),
            is_masked,
        };
    }
    let board = &model.timeline.board;
    let list = &mut model.timeline.panes.right;
    fill(
        list,
        || Ok(sections),
        |_| Ok(None),
        |part, range| {
            let rows: Vec<Entry> = match part {
                Part::Board(Dimension::Credibility) => vec![Entry::Hint("not seen from here")],
                Part::Board(dimension) => of(&board.lines, dimension)
                    .map(|line| Entry::Figure(line.signal, line.figure()))
                    .collect(),
                _ => board
                    .raised
                    .iter()
                    .map(|line| Entry::Raised(Box::new(line.clone())))
                    .collect(),
            };
            Ok(rows.get(range.clone()).unwrap_or_default().to_vec())
        },
    )
}

fn of(lines: &[Evidence], dimension: Dimension) -> impl Iterator<Item = &Evidence> {
    lines
        .iter()
        .filter(move |line| line.signal.dimension() == dimension)
}

/// What is worth raising stands above the rows, where it is in view at any height.
fn headed(
    records: &Records,
    lines: &[Evidence],
    raised: usize,
    is_masked: bool,
) -> Vec<Section<Part>> {
    let mut sections = Vec::new();
    if raised > 0 {
        let section = Section::headed(Part::Raised, raised, "Worth raising");
        sections.push(section.aside("{offers} puts it on"));
    }
    for dimension in Dimension::ALL.iter().copied() {
        let mut name = dimension.spoken();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        // What no program could see has a row that says so, so that one can scroll to it.
        let rows = of(lines, dimension).count().max(1);
        let mut section = Section::headed(Part::Board(dimension), rows, name);
        section.gap = sections.len() == usize::from(raised > 0);
        sections.push(section.aside(pulse_words(records, dimension, is_masked)));
    }
    sections
}

/// My last medians, the oldest first: "4 – 4 5".
fn pulse_words(records: &Records, dimension: Dimension, is_masked: bool) -> String {
    let mine = last_of(&records.pulses, Side::Me, PULSES);
    if is_masked && !mine.is_empty() {
        return HIDDEN.to_owned();
    }
    let medians: Vec<_> = mine
        .into_iter()
        .map(|pulse| {
            pulse
                .median(dimension)
                .map_or_else(|| "–".to_owned(), |median| median.to_string())
        })
        .collect();
    medians.join(" ")
}

fn raised(store: &Store, records: &Records, partner: &str) -> Result<Vec<RaisedLine>> {
    let mut lines = Vec::new();
    for raising in Raising::of(records) {
        let title = store.titles_of(&raising)?;
        let (title, private) = title.unwrap_or_default();
        lines.push(RaisedLine {
            sentence: raising.sentence(&title, partner, records.today),
            private,
            raising,
        });
    }
    Ok(lines)
}
