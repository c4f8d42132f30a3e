//! Reads the Timeline tab: the story by month, or the months by year; the evidence board beside it, and how far one has come
//! below. Where the terminal is narrow all of it is one list.

use std::ops::Range;

use crate::app::board::{my_pulse, title};
use crate::app::entry::{Entry, Part};
use crate::app::list::{Keyed, Section};
use crate::app::model::{Focus, Model, Stack, TimelineTab, Zoom};
use crate::app::{layout, update};
use crate::domain::progress::Progress;
use crate::domain::story::StoryKind;
use crate::domain::{Id, Word, text};
use crate::store::window::story::{MonthLine, StoryLine};
use crate::store::{Result, Store};

use super::{board, fill};

/// What an empty story says.
const EMPTY: &str = "What happens between you is told here, by month. {filter} chooses the kinds.";

/// And one that has nothing of the kinds that were chosen.
const NONE: &str = "None so far. {filter} chooses other kinds.";

pub(super) fn timeline(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    stack(model);
    if layout::is_one_column(model) && board::is_to_be_counted(model) {
        model.timeline.panes.left.touch();
    }
    board::board(model, store)?;
    if model.timeline.panes.left.is_stale() {
        counts(model, store, relationship)?;
    }
    story(model, store, relationship)?;
    if let Some(index) = wanted(&mut model.timeline) {
        model.timeline.panes.left.select(index);
        story(model, store, relationship)?;
    }
    below(model)?;
    update::follow(model);
    update::place(model);
    Ok(())
}

/// What the list holds follows from the size of the terminal: in another one it is read anew, and one stays where one was.
fn stack(model: &mut Model) {
    let (stack, width) = (layout::stack(model), model.size.0);
    let is_resized = std::mem::replace(&mut model.timeline.width, width) != width;
    let panes = &mut model.timeline.panes;
    if is_resized {
        panes.foot.touch();
    }
    let has_figures = matches!(stack, Stack::All | Stack::WithProgress);
    if model.timeline.stack != stack || (is_resized && has_figures) {
        model.timeline.stack = stack;
        if let Some(key) = panes.left.row().and_then(Keyed::key) {
            panes.left.stand_on(key);
        }
        if panes.focus == Focus::Foot
            && !matches!(panes.foot.row(), Some(Entry::Progress(_) | Entry::Years(_)))
        {
            // What is worth raising stands at the top of the board.
            panes.focus = Focus::Right;
            panes.right.reset();
        }
        panes.left.touch();
        panes.right.touch();
        panes.foot.touch();
    }
    let has_foot = matches!(stack, Stack::Story | Stack::Alone);
    if stack == Stack::All || (panes.focus == Focus::Foot && !has_foot) {
        panes.focus = Focus::Left;
    }
}

fn counts(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let months = store.story_months(relationship, StoryKind::ALL)?;
    let today = model.today();
    let tab = &mut model.timeline;
    let held = months.iter().flat_map(|m| {
        m.counts
            .iter()
            .map(|(kind, n)| (m.month.as_str(), *kind, *n))
    });
    tab.progress = Progress::strands(&held.collect::<Vec<_>>(), today);
    tab.months = months.iter().map(|month| month.of(&tab.kinds)).collect();
    tab.months.retain(|month| month.total() > 0);
    tab.most = tab.months.iter().map(MonthLine::total).max().unwrap_or(0);
    tab.beginning = store.story_beginning(relationship, &tab.kinds)?;
    tab.panes.foot.touch();
    Ok(())
}

fn story(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let all = sections(model);
    let one_sided = model.one_sided();
    let empty = if model.timeline.is_filtered() {
        NONE
    } else {
        EMPTY
    };
    let tab = &mut model.timeline;
    let (months, kinds, zoom) = (&tab.months, &tab.kinds, tab.zoom);
    let (beginning, counted, strands) = (&tab.beginning, &tab.board, &tab.progress);
    let seen = match tab.panes.left.row() {
        Some(Entry::Story(line)) => Some(line.clone()),
        _ => None,
    };
    let page = |month: &MonthLine, range: &Range<usize>| {
        store.story_page(relationship, &month.month, kinds, range)
    };
    fill(
        &mut tab.panes.left,
        || Ok(all),
        |(_, id)| {
            let place = store.story_place(relationship, id, kinds, seen.as_ref())?;
            Ok(place.and_then(|(month, n)| {
                let at = months.iter().position(|m| m.month == month)?;
                (zoom == Zoom::Months).then_some((Part::Month(at), n))
            }))
        },
        |part, range| {
            let rows = match part {
                Part::Month(at) => match months.get(at) {
                    Some(month) => {
                        return Ok(page(month, range)?.into_iter().map(Entry::Story).collect());
                    }
                    None => Vec::new(),
                },
                Part::Year(first) => of_year(months, first, page)?,
                Part::Begun => beginning.iter().cloned().map(Entry::Begun).collect(),
                Part::Story => vec![Entry::Hint(empty)],
                Part::Progress => strands_of(strands, zoom),
                Part::Covers => vec![
                    Entry::Note(counted.coverage.clone()),
                    Entry::Note(one_sided.clone()),
                ],
                part => board::rows(counted, part),
            };
            Ok(rows.get(range.clone()).unwrap_or_default().to_vec())
        },
    )
}

/// How far one has come, below the story; in a third column under what is worth raising.
fn below(model: &mut Model) -> Result<()> {
    let mut sections = match model.timeline.stack {
        Stack::Alone if !model.is_masked => board::apart(&model.timeline.board),
        _ => Vec::new(),
    };
    let is_alone = model.timeline.stack == Stack::Alone;
    let zoom = if is_alone {
        Zoom::Months
    } else {
        model.timeline.zoom
    };
    sections.push(progress_section(model, Part::Progress, zoom));
    if is_alone {
        sections.push(progress_section(model, Part::Years, Zoom::Years));
    }
    let (strands, counted) = (&model.timeline.progress, &model.timeline.board);
    fill(
        &mut model.timeline.panes.foot,
        || Ok(sections),
        |_| Ok(None),
        |part, range| {
            let rows = match part {
                Part::Progress => strands_of(strands, zoom),
                Part::Years => strands_of(strands, Zoom::Years),
                part => board::rows(counted, part),
            };
            Ok(rows.get(range.clone()).unwrap_or_default().to_vec())
        },
    )
}

fn strands_of(strands: &[Progress], zoom: Zoom) -> Vec<Entry> {
    let entry = match zoom {
        Zoom::Months => Entry::Progress,
        Zoom::Years => Entry::Years,
    };
    strands.iter().cloned().map(entry).collect()
}

/// A year: its last thing, its months, its first thing.
fn of_year(
    months: &[MonthLine],
    first: usize,
    page: impl Fn(&MonthLine, &Range<usize>) -> Result<Vec<StoryLine>>,
) -> Result<Vec<Entry>> {
    let of_it = year_of(months, first);
    let mut rows = Vec::with_capacity(of_it.len() + 2);
    if let Some(month) = of_it.first() {
        let line = page(month, &(0..1))?.into_iter().next();
        rows.extend(line.map(|line| Entry::Edge("last", line)));
    }
    rows.extend(of_it.iter().cloned().map(Entry::Month));
    if let Some(month) = of_it.last() {
        let total = month.total();
        let line = page(month, &(total.saturating_sub(1)..total))?
            .into_iter()
            .next();
        rows.extend(line.map(|line| Entry::Edge("first", line)));
    }
    Ok(rows)
}

/// The months of the year that begins with this one.
fn year_of(months: &[MonthLine], first: usize) -> &[MonthLine] {
    let of_it = months.get(first..).unwrap_or_default();
    let same = |month: &&MonthLine| of_it.first().map(year) == Some(year(month));
    let count = of_it.iter().take_while(same).count();
    of_it.get(..count).unwrap_or_default()
}

fn year(month: &MonthLine) -> &str {
    month.month.get(..4).unwrap_or_default()
}

/// All sections of the left list, from the top.
fn sections(model: &Model) -> Vec<Section<Part>> {
    let tab = &model.timeline;
    let mut all = Vec::new();
    if tab.stack == Stack::All && model.is_masked {
        all.extend_from_slice(tab.panes.right.sections());
    } else if tab.stack == Stack::All {
        all.extend(board_sections(tab));
    }
    if tab.stack == Stack::All {
        let title = Section::headed(Part::Telling, 0, "Story");
        all.push(title.aside(tab.shows()));
    }
    let mut told = told(tab);
    if let Some(first) = told.first_mut() {
        first.gap = tab.stack != Stack::All;
    }
    all.extend(told);
    if matches!(tab.stack, Stack::All | Stack::WithProgress) {
        all.push(progress_section(model, Part::Progress, tab.zoom));
    }
    all
}

/// The board as it stands above the story: under a title of its own, and with what it covers.
fn board_sections(tab: &TimelineTab) -> Vec<Section<Part>> {
    let mut all = tab.panes.right.sections().to_vec();
    let is_board = |section: &Section<Part>| matches!(section.kind, Part::Board(_));
    if let Some(at) = all.iter().position(is_board) {
        if let Some(first) = all.get_mut(at) {
            first.gap = false;
        }
        let title = title(tab.board.span);
        let room = usize::from(tab.width).saturating_sub(2 + text::width(&title));
        let note = usize::from(tab.board.are_few);
        let section = Section::headed(Part::Trust, note, title);
        all.insert(at, section.aside(my_pulse(room)));
    }
    all.push(Section::plain(Part::Covers, 2));
    all
}

fn told(tab: &TimelineTab) -> Vec<Section<Part>> {
    let months = &tab.months;
    if months.is_empty() {
        return vec![Section::plain(Part::Story, 1)];
    }
    let mut sections: Vec<Section<Part>> = Vec::with_capacity(months.len() + 1);
    for (at, month) in months.iter().enumerate() {
        let is_new_year = at == 0 || months.get(at - 1).map(year) != Some(year(month));
        match (tab.zoom, is_new_year) {
            (Zoom::Months, _) => sections.push(Section::headed(
                Part::Month(at),
                month.total(),
                month_words(&month.month, is_new_year),
            )),
            (Zoom::Years, true) => {
                let of_it = year_of(months, at);
                let total: usize = of_it.iter().map(MonthLine::total).sum();
                let section = Section::headed(Part::Year(at), of_it.len() + 2, year(month));
                sections.push(section.aside(total.to_string()));
            }
            (Zoom::Years, false) => {}
        }
    }
    if tab.beginning.is_some() {
        sections.push(Section::plain(Part::Begun, 1).apart());
    }
    sections
}

/// How far one has come: the last 12 months one by one, or what they add up to, year by year. Where there is a column for it
/// both stand there.
fn progress_section(model: &Model, part: Part, zoom: Zoom) -> Section<Part> {
    let tab = &model.timeline;
    let areas = layout::tab(model);
    let width = match tab.stack {
        Stack::Story | Stack::Alone => areas.foot.width,
        Stack::WithProgress | Stack::All => areas.left.width,
    };
    let heading = match zoom {
        Zoom::Months => "12 months",
        Zoom::Years if part == Part::Years => "By year, adding up",
        Zoom::Years => "Adding up",
    };
    let section = Section::headed(part, tab.progress.len(), heading);
    let section = section.aside(layout::progress::columns(tab.progress.first(), zoom, width));
    if tab.stack == Stack::Story {
        return Section {
            gap: false,
            ..section
        };
    }
    section
}

/// "November 2026"; without its year where that was said above.
#[must_use]
pub fn month_words(month: &str, with_year: bool) -> String {
    let day = format!("{month}-01").parse::<chrono::NaiveDate>();
    let pattern = if with_year { "%B %Y" } else { "%B" };
    day.map_or_else(|_| month.to_owned(), |day| day.format(pattern).to_string())
}

/// The row to stand on after another zoom, or with other kinds.
fn wanted(tab: &mut TimelineTab) -> Option<usize> {
    let (month, story) = (
        tab.wanted_month.take(),
        std::mem::take(&mut tab.wants_story),
    );
    let at = month.and_then(|month| index_of(tab, &month));
    at.or_else(|| {
        let part = tab.panes.left.sections().iter().map(|s| s.kind);
        let is_story = |p: &Part| matches!(p, Part::Month(_) | Part::Year(_) | Part::Story);
        let first = part.into_iter().find(is_story).filter(|_| story)?;
        tab.panes.left.start_of(first)
    })
}

/// The row of a month: its first thing, or in the view of years its line.
fn index_of(tab: &TimelineTab, month: &str) -> Option<usize> {
    let at = tab.months.iter().position(|m| m.month == month)?;
    if tab.zoom == Zoom::Months {
        return tab.panes.left.start_of(Part::Month(at));
    }
    let is_of_it = |m: &&MonthLine| m.month.get(..4) == month.get(..4);
    let before = tab.months.iter().take(at).filter(is_of_it).count();
    // The year's last thing stands above its months.
    Some(tab.panes.left.start_of(Part::Year(at - before))? + 1 + before)
}
