//! Reads the Timeline tab: the story by month, or the months by year, and the evidence board beside it.

use std::ops::Range;

use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::model::{Model, TimelineTab, Zoom};
use crate::app::update;
use crate::domain::Id;
use crate::store::window::story::MonthLine;
use crate::store::{Result, Store};

use super::fill;

/// What an empty story says.
const EMPTY: &str = "What happens between you is told here, by month. {filter} chooses the kinds.";

pub(super) fn timeline(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let tab = &mut model.timeline;
    if tab.panes.left.is_stale() {
        tab.months = store.story_months(relationship, &tab.kinds)?;
        tab.beginning = store.story_beginning(relationship, &tab.kinds)?;
    }
    story(tab, store, relationship)?;
    if let Some(index) = tab
        .wanted_month
        .take()
        .and_then(|month| index_of(tab, &month))
    {
        tab.panes.left.select(index);
        story(tab, store, relationship)?;
    }
    update::follow(model);
    update::place(model);
    super::board::board(model, store)
}

fn story(tab: &mut TimelineTab, store: &Store, relationship: Id) -> Result<()> {
    let (months, kinds, zoom) = (&tab.months, &tab.kinds, tab.zoom);
    let beginning = &tab.beginning;
    let seen = match tab.panes.left.row() {
        Some(Entry::Story(line)) => Some(line.clone()),
        _ => None,
    };
    fill(
        &mut tab.panes.left,
        || Ok(sections(months, zoom, beginning.is_some())),
        |(_, id)| {
            let place = store.story_place(relationship, id, kinds, seen.as_ref())?;
            Ok(place.and_then(|(month, n)| {
                let at = months.iter().position(|m| m.month == month)?;
                (zoom == Zoom::Months).then_some((Part::Month(at), n))
            }))
        },
        |part, range| match part {
            Part::Month(at) => {
                let Some(month) = months.get(at) else {
                    return Ok(Vec::new());
                };
                let page = store.story_page(relationship, &month.month, kinds, range)?;
                Ok(page.into_iter().map(Entry::Story).collect())
            }
            Part::Year(first) => Ok(of_year(months, first, range)),
            Part::Begun => Ok(beginning.iter().cloned().map(Entry::Begun).collect()),
            _ => Ok(vec![Entry::Hint(EMPTY)]),
        },
    )
}

/// The months of a year that begins with this one.
fn of_year(months: &[MonthLine], first: usize, range: &Range<usize>) -> Vec<Entry> {
    let page = months.iter().skip(first + range.start);
    page.take(range.end - range.start)
        .cloned()
        .map(Entry::Month)
        .collect()
}

fn year(month: &MonthLine) -> &str {
    month.month.get(..4).unwrap_or_default()
}

fn sections(months: &[MonthLine], zoom: Zoom, is_begun: bool) -> Vec<Section<Part>> {
    if months.is_empty() {
        return vec![Section::plain(Part::Story, 1)];
    }
    let mut sections: Vec<Section<Part>> = Vec::with_capacity(months.len() + 1);
    for (at, month) in months.iter().enumerate() {
        let is_new_year = at == 0 || months.get(at - 1).map(year) != Some(year(month));
        match (zoom, is_new_year) {
            (Zoom::Months, _) => sections.push(Section::headed(
                Part::Month(at),
                month.total(),
                month_words(&month.month, is_new_year),
            )),
            (Zoom::Years, true) => {
                let of_it: Vec<_> = months.iter().filter(|m| year(m) == year(month)).collect();
                let total: usize = of_it.iter().map(|m| m.total()).sum();
                let section = Section::headed(Part::Year(at), of_it.len(), year(month));
                sections.push(section.aside(total.to_string()));
            }
            (Zoom::Years, false) => {}
        }
    }
    if is_begun {
        sections.push(Section::plain(Part::Begun, 1).apart());
    }
    sections
}

/// "November 2026"; without its year where that was said above.
#[must_use]
pub fn month_words(month: &str, with_year: bool) -> String {
    let day = format!("{month}-01").parse::<chrono::NaiveDate>();
    let pattern = if with_year { "%B %Y" } else { "%B" };
    day.map_or_else(|_| month.to_owned(), |day| day.format(pattern).to_string())
}

/// The row of a month: its first thing, or in the view of years its line.
fn index_of(tab: &TimelineTab, month: &str) -> Option<usize> {
    let at = tab.months.iter().position(|m| m.month == month)?;
    match tab.zoom {
        Zoom::Months => tab.panes.left.start_of(Part::Month(at)),
        Zoom::Years => Some(at),
    }
}
