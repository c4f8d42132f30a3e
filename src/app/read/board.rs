//! Reads the evidence board beside the story.

use crate::app::board::{Board, PULSES, RaisedLine, few_cases};
use crate::app::entry::{Entry, Part};
use crate::app::intent::next_agenda;
use crate::app::layout;
use crate::app::list::Section;
use crate::app::model::{Model, Stack};
use crate::domain::evidence::{Coverage, Dimension, Evidence, Raising, UNSEEN};
use crate::domain::offer::{OfferKind, whole_kinds};
use crate::domain::pulse::{self, last_of};
use crate::domain::{Pulse, Relationship, RelationshipStatus, Side, Word};
use crate::store::{Result, Store};

use super::fill;

/// Whether the board is stale, or was counted behind another mask.
pub(super) fn is_to_be_counted(model: &Model) -> bool {
    let tab = &model.timeline;
    tab.panes.right.is_stale() || tab.board.is_masked != model.is_masked
}

/// Counts anew where the list is stale; a key that scrolls reads nothing.
pub(super) fn board(model: &mut Model, store: &Store) -> Result<()> {
    if is_to_be_counted(model) {
        model.timeline.panes.right.touch();
    }
    let mut sections = Vec::new();
    if model.timeline.panes.right.is_stale() {
        let Some(with) = &model.relationship else {
            return Ok(());
        };
        let board = counted(model, store, with)?;
        sections = match layout::stack(model) {
            _ if model.is_masked => veiled(model),
            Stack::Alone => dimensions(&board).into_iter().map(Section::apart).collect(),
            _ => headed(&board),
        };
        model.timeline.board = board;
        model.timeline.panes.foot.touch();
    }
    let board = &model.timeline.board;
    fill(
        &mut model.timeline.panes.right,
        || Ok(sections),
        |_| Ok(None),
        |part, range| {
            let rows = rows(board, part);
            Ok(rows.get(range.clone()).unwrap_or_default().to_vec())
        },
    )
}

fn counted(model: &Model, store: &Store, with: &Relationship) -> Result<Board> {
    let span = model.timeline.board.span;
    let window = span.window(model.today());
    let records = store.evidence(with, model.now, window)?;
    let grounds = store.grounds(with.id, model.now)?;
    let off = store.switched_off(with.id)?;
    let kinds = kinds_off(model, &off);
    let mut lines = Evidence::board(&records, window);
    let is_off = |line: &Evidence| {
        off.iter()
            .any(|(kind, name)| *kind == OfferKind::Signal && name == line.signal.word())
    };
    lines.retain(|line| !is_off(line));
    let are_few = Evidence::are_few(&lines);
    let given = lines
        .iter()
        .filter_map(|line| Some((line.signal, line.given()?)));
    let given = given.collect();
    let session = next_agenda(model);
    let mut raised = Vec::new();
    for raising in Raising::of(with.status, &grounds, &kinds) {
        let title = store.title_of(&raising)?;
        let words = title.as_ref().map(|(title, _)| title.as_str());
        raised.push(RaisedLine {
            sentence: raising.sentence(words, model.today()),
            private: title.is_some_and(|(_, private)| private),
            aside: match store.is_taken(with.id, session, &raising)? {
                true if session.is_some() => "on agenda",
                true => "in backlog",
                false => "",
            },
            raising,
        });
    }
    Ok(Board {
        span,
        lines,
        given,
        raised,
        is_pulse_due: is_due(model, &grounds.pulses, &kinds),
        pulses: grounds.pulses,
        taken: store.pulse_counts(with.id)?,
        coverage: Coverage::of(&records, window).words(span),
        are_few,
        is_masked: model.is_masked,
    })
}

/// Whether a pulse is offered: one is due, and they were not switched off.
pub(super) fn is_pulse_due(model: &Model, store: &Store, pulses: &[Pulse]) -> Result<bool> {
    let Some(with) = model.relationship_id() else {
        return Ok(false);
    };
    let off = store.switched_off(with)?;
    Ok(is_due(model, pulses, &kinds_off(model, &off)))
}

/// Those who pause, and those who ended, are left alone.
fn is_due(model: &Model, pulses: &[Pulse], off: &[OfferKind]) -> bool {
    let with = model.relationship.as_ref();
    let they_meet = with.is_some_and(|r| r.status == RelationshipStatus::Active);
    they_meet && pulse::is_due(pulses, model.today()) && !off.contains(&OfferKind::Pulse)
}

/// The kinds that are off, here or with anybody.
fn kinds_off(model: &Model, off: &[(OfferKind, String)]) -> Vec<OfferKind> {
    whole_kinds(off)
        .chain(model.nudges_off.iter().copied())
        .collect()
}

pub(super) fn rows(board: &Board, part: Part) -> Vec<Entry> {
    match part {
        Part::Board(Dimension::Credibility) => vec![Entry::Hint(UNSEEN)],
        Part::Board(dimension) => of(&board.lines, dimension)
            .map(|line| Entry::Figure(line.signal, line.figure()))
            .collect(),
        Part::Trust => vec![Entry::Note(few_cases())],
        Part::Pulses => board.pulse_lines().into_iter().map(Entry::Pulse).collect(),
        _ => {
            let lines = board.raised.iter().cloned();
            lines.map(|line| Entry::Raised(Box::new(line))).collect()
        }
    }
}

fn of(lines: &[Evidence], dimension: Dimension) -> impl Iterator<Item = &Evidence> {
    lines
        .iter()
        .filter(move |line| line.signal.dimension() == dimension)
}

/// Masked, not even that something is recorded shows: one line that says what was hidden, and the key that shows it.
fn veiled(model: &Model) -> Vec<Section<Part>> {
    let words = model.filled("Masked · {mask} shows what stands here");
    vec![Section::headed(Part::Covers, 0, words)]
}

/// What is worth raising stands above the rows, where it is in view at any height, and a pulse that is due with it.
fn headed(board: &Board) -> Vec<Section<Part>> {
    let (raised, pulses) = (raised(board), pulses(board));
    let (above, below) = if board.is_pulse_due {
        (pulses, None)
    } else {
        (None, pulses)
    };
    let mut rows = dimensions(board);
    if let Some(first) = rows.first_mut() {
        first.gap = raised.is_some() || above.is_some();
    }
    let above = raised.into_iter().chain(above);
    above.chain(rows).chain(below).collect()
}

/// What stands in a column of its own beside the rows, where the terminal is wide.
pub(super) fn apart(board: &Board) -> Vec<Section<Part>> {
    raised(board).into_iter().chain(pulses(board)).collect()
}

fn raised(board: &Board) -> Option<Section<Part>> {
    let section = Section::headed(Part::Raised, board.raised.len(), "Worth raising");
    (section.count > 0).then(|| section.aside("{offers} puts it on"))
}

fn pulses(board: &Board) -> Option<Section<Part>> {
    let section = Section::headed(Part::Pulses, board.pulse_lines().len(), "Pulse");
    (section.count > 0).then_some(section)
}

/// The rows of the board, one right under the other.
fn dimensions(board: &Board) -> Vec<Section<Part>> {
    let all = Dimension::ALL.iter().copied();
    all.map(|dimension| {
        let mut name = dimension.spoken();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        // What no program could see has a row that says so, so that one can scroll to it.
        let rows = match dimension {
            Dimension::Credibility => 1,
            _ => of(&board.lines, dimension).count(),
        };
        let section = Section::headed(Part::Board(dimension), rows, name);
        Section {
            gap: false,
            ..section.aside(medians(board, dimension))
        }
    })
    .collect()
}

/// My last medians, the oldest first: "4 – 4 5". The partner's are folded until they are opened.
fn medians(board: &Board, dimension: Dimension) -> String {
    let mine = last_of(&board.pulses, Side::Me, PULSES);
    let medians = mine.into_iter().map(|pulse| pulse.median_words(dimension));
    medians.collect::<Vec<_>>().join(" ")
}
