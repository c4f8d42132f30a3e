//! Reads the Feedback tab: the pieces in their groups, and the selected one whole with what it is tied to.

use std::ops::Range;

use chrono::NaiveDate;

use crate::app::entry::{Entry, Part};
use crate::app::list::{List, Section};
use crate::app::model::{Model, Piece};
use crate::app::update;
use crate::domain::feedback::FeedbackState;
use crate::domain::{Goal, Id, Table, when};
use crate::store::window::feedback::{Asked, FeedbackLine, Seen};
use crate::store::{Result, Store};

use super::fill;

/// The feedback about a goal that is read at most.
const PIECES: usize = 20;

pub(super) fn feedback(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    if model.feedback.panes.left.is_stale() {
        model.feedback.each_way = store.feedback_each_way(relationship)?;
    }
    let seen: Shown = if model.is_masked {
        masked
    } else {
        |_| Seen::All
    };
    groups(&mut model.feedback.panes.left, store, relationship, seen)?;
    update::follow(model);
    if model.feedback.panes.right.is_stale() {
        model.feedback.piece = model
            .feedback
            .shown
            .map(|(table, id)| piece(store, table, id))
            .transpose()?
            .flatten();
        update::place(model);
    }
    detail(model, store)
}

/// What of a state stands in the list: masked, what is private and not said yet is not even counted.
type Shown = fn(FeedbackState) -> Seen;

fn masked(state: FeedbackState) -> Seen {
    match state {
        FeedbackState::Draft => Seen::Shared,
        FeedbackState::Said | FeedbackState::Responded => Seen::All,
    }
}

fn groups(
    list: &mut List<Part, Entry>,
    store: &Store,
    relationship: Id,
    seen: Shown,
) -> Result<()> {
    fill(
        list,
        || sections(store, relationship, seen),
        |(table, id)| {
            Ok(match table {
                Table::Feedback => store
                    .feedback_place(relationship, id, seen)?
                    .map(|(state, n)| (part_of(state), n)),
                Table::FeedbackRequests => {
                    store
                        .request_place(relationship, id)?
                        .map(|(which, n)| match which {
                            Asked::Waiting => (Part::AskedFor, n),
                            Asked::Before => (Part::AskedBefore, n),
                        })
                }
                _ => None,
            })
        },
        |part, range| rows(store, relationship, seen, part, range),
    )
}

fn part_of(state: FeedbackState) -> Part {
    match state {
        FeedbackState::Draft => Part::ToSay,
        FeedbackState::Said => Part::Waiting,
        FeedbackState::Responded => Part::Answered,
    }
}

fn sections(store: &Store, relationship: Id, seen: Shown) -> Result<Vec<Section<Part>>> {
    let count = |state| store.feedback_count(relationship, state, seen(state));
    let (said, draft, answered) = (
        count(FeedbackState::Said)?,
        count(FeedbackState::Draft)?,
        count(FeedbackState::Responded)?,
    );
    let asked = store.request_count(relationship, Asked::Waiting)?;
    let before = store.request_count(relationship, Asked::Before)?;
    let areas = store.area_count(relationship)?;
    let is_empty = said + draft + answered == 0;
    let waiting = Section::headed(Part::Waiting, said, "waiting for an answer");
    let mut sections = vec![
        if is_empty { waiting.or_hint() } else { waiting },
        Section::headed(Part::ToSay, draft, "to say").or_hint(),
        Section::headed(Part::AskedFor, asked, "asked for").or_hint(),
        Section::headed(Part::Areas, areas, "areas to improve"),
        Section::headed(Part::Answered, answered, "answered"),
        Section::headed(Part::AskedBefore, before, "asked before"),
    ];
    sections.retain(|s| s.count > 0);
    Ok(sections)
}

fn rows(
    store: &Store,
    relationship: Id,
    seen: Shown,
    part: Part,
    range: &Range<usize>,
) -> Result<Vec<Entry>> {
    let pieces = |state| -> Result<Vec<Entry>> {
        let page = store.feedback_page(relationship, state, seen(state), range)?;
        Ok(page.into_iter().map(Entry::Feedback).collect())
    };
    let requests = |which| -> Result<Vec<Entry>> {
        let page = store.requests_page(relationship, which, range)?;
        Ok(page.into_iter().map(Entry::Request).collect())
    };
    Ok(match part {
        Part::ToSay => or_hint(
            pieces(FeedbackState::Draft)?,
            "{add} writes what is to be said",
        ),
        Part::AskedFor => or_hint(
            requests(Asked::Waiting)?,
            "{add} asks for feedback on one thing",
        ),
        Part::AskedBefore => requests(Asked::Before)?,
        Part::Areas => {
            let page = store.areas_page(relationship, range)?;
            page.into_iter().map(Entry::Goal).collect()
        }
        Part::Answered => pieces(FeedbackState::Responded)?,
        _ => or_hint(
            pieces(FeedbackState::Said)?,
            "What did you see, and what did it lead to? {add} writes the first.",
        ),
    })
}

/// What an empty section says instead.
fn or_hint(rows: Vec<Entry>, words: &'static str) -> Vec<Entry> {
    if rows.is_empty() {
        vec![Entry::Hint(words)]
    } else {
        rows
    }
}

fn piece(store: &Store, table: Table, id: Id) -> Result<Option<Piece>> {
    Ok(match table {
        Table::Feedback => store.find(id)?.map(|f| Piece::Feedback(Box::new(f))),
        Table::FeedbackRequests => store.find(id)?.map(|r| Piece::Request(Box::new(r))),
        Table::Goals => store.find(id)?.map(|g| Piece::Area(Box::new(g))),
        _ => None,
    })
}

/// An area to improve: what was said about it, and what has changed since.
#[derive(Default)]
struct Since {
    said: Vec<Entry>,
    /// "Since 20 Jan"; where nothing was said yet, all that moved.
    words: String,
    moved: Vec<Entry>,
}

/// What was said about an area, and from the first of it on what was reached and what moved.
fn since(store: &Store, goal: &Goal, today: NaiveDate) -> Result<Since> {
    let said = store.feedback_about(goal, PIECES)?;
    let is_said = |line: &&FeedbackLine| line.state != FeedbackState::Draft;
    let first = said.iter().filter(is_said).filter_map(|line| line.on).min();
    let from = first.unwrap_or_default();
    let reached = store.reached_since(goal.id, from, PIECES)?;
    let moved = store.moved_since(goal.id, from, PIECES)?;
    let mut rows: Vec<_> = reached.into_iter().map(Entry::Milestone).collect();
    rows.extend(moved.into_iter().map(Entry::Update));
    if rows.is_empty() {
        rows.push(Entry::Hint(
            "Nothing has moved yet. {what-moved} writes what does.",
        ));
    }
    Ok(Since {
        said: said.into_iter().map(Entry::Feedback).collect(),
        words: first.map_or("What moved".to_owned(), |day| {
            format!("Since {}", when::short_day(day, today))
        }),
        moved: rows,
    })
}

/// What the piece is tied to; of an area, its feedback and what moved since.
fn detail(model: &mut Model, store: &Store) -> Result<()> {
    let list = &model.feedback.panes.right;
    if !list.is_stale() && list.missing().is_none() {
        return Ok(());
    }
    let area = match &model.feedback.piece {
        Some(Piece::Area(goal)) => Some(since(store, goal, model.now.today())?),
        _ => None,
    };
    let links: Vec<_> = match model
        .feedback
        .shown
        .filter(|_| model.feedback.piece.is_some())
    {
        Some((table, id)) => super::links_of(model, store, (table, id))?
            .into_iter()
            .map(Entry::Link)
            .collect(),
        None => Vec::new(),
    };
    let is_area = area.is_some();
    let since = area.unwrap_or_default();
    let is_shown = model.feedback.piece.is_some();
    fill(
        &mut model.feedback.panes.right,
        || {
            let tied = if is_shown && !is_area {
                links.len().max(1)
            } else {
                links.len()
            };
            let mut sections = vec![
                Section::headed(Part::Said, since.said.len(), "Said about it"),
                Section::headed(Part::Updates, since.moved.len(), since.words.clone()),
                Section::headed(Part::Links, tied, "Linked"),
            ];
            sections.retain(|s| s.count > 0);
            Ok(sections)
        },
        |_| Ok(None),
        |part, range| {
            let cut = |rows: &[Entry]| rows.get(range.clone()).unwrap_or_default().to_vec();
            Ok(match part {
                Part::Said => cut(&since.said),
                Part::Updates => cut(&since.moved),
                _ => or_hint(cut(&links), "{turn-into} turns it into something to do"),
            })
        },
    )
}
