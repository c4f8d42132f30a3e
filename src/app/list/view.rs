//! The lines of a list that are in view, headings and rows, and where the selected one stands among them.

use std::ops::Range;

use super::section::Section;
use super::{Keyed, List};

/// What stands on one line of a list.
#[derive(Debug, PartialEq)]
pub enum ListLine<'a, K, R> {
    /// Nothing.
    Blank,
    /// The heading of a section.
    Heading(&'a Section<K>),
    /// A row, its index in the whole list, and whether it is selected.
    Row(&'a R, bool),
}

impl<K: Copy + PartialEq, R: Keyed> List<K, R> {
    /// How many lines the list would take in all.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.sections
            .iter()
            .enumerate()
            .map(|(n, s)| s.head_lines(n == 0) + s.count)
            .sum()
    }

    pub(super) fn head_above(&self) -> usize {
        let (mut before, mut bare) = (0, 0);
        for (n, section) in self.sections.iter().enumerate() {
            let head = section.head_lines(n == 0);
            if section.count > 0 && self.selected == before {
                return bare + head;
            }
            // A heading without rows of its own stands over the next one.
            bare = if section.count == 0 { bare + head } else { 0 };
            before += section.count;
        }
        0
    }

    pub(super) fn line_of(&self, index: usize) -> usize {
        let (mut line, mut before) = (0, 0);
        for (n, section) in self.sections.iter().enumerate() {
            line += section.head_lines(n == 0);
            if index < before + section.count {
                return line + index - before;
            }
            line += section.count;
            before += section.count;
        }
        line
    }

    /// How many rows stand on the lines above this one.
    pub(super) fn rows_above(&self, line: usize) -> usize {
        let (mut before, mut from) = (0, 0);
        for (n, section) in self.sections.iter().enumerate() {
            from += section.head_lines(n == 0);
            before += line.saturating_sub(from).min(section.count);
            from += section.count;
        }
        before
    }

    /// The rows in view.
    pub(super) fn in_view(&self) -> Range<usize> {
        let (mut line, mut before) = (0, 0);
        let mut view: Option<Range<usize>> = None;
        for (n, section) in self.sections.iter().enumerate() {
            line += section.head_lines(n == 0);
            let from = self.top.saturating_sub(line).min(section.count);
            let to = (self.top + self.height)
                .saturating_sub(line)
                .min(section.count);
            if from < to {
                let start = view.map_or(before + from, |v| v.start);
                view = Some(start..before + to);
            }
            line += section.count;
            before += section.count;
        }
        view.unwrap_or(0..0)
    }

    /// What has to be read for the rows in view: each section's part, in order. None where all of it is there.
    #[must_use]
    pub fn missing(&self) -> Option<Vec<(K, Range<usize>)>> {
        let view = self.in_view();
        if view.start >= self.first && view.end <= self.first + self.rows.len() {
            return None;
        }
        let mut parts = Vec::new();
        let mut before = 0;
        for section in &self.sections {
            let from = view.start.saturating_sub(before).min(section.count);
            let to = view.end.saturating_sub(before).min(section.count);
            if from < to {
                parts.push((section.kind, from..to));
            }
            before += section.count;
        }
        Some(parts)
    }

    /// Whether there is more above what is in view.
    #[must_use]
    pub fn begins_above(&self) -> bool {
        self.top > 0
    }

    /// The sections that begin below what is in view: none of their rows can be seen.
    pub fn below(&self) -> impl Iterator<Item = &Section<K>> {
        let (mut line, bottom) = (0, self.top + self.height);
        self.sections.iter().enumerate().filter_map(move |(n, s)| {
            let first = line + s.head_lines(n == 0);
            line = first + s.count;
            (first >= bottom && s.count > 0).then_some(s)
        })
    }

    /// Whether there is more below what is in view.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.top + self.height < self.lines()
    }

    /// The lines in view.
    #[must_use]
    pub fn view(&self) -> Vec<ListLine<'_, K, R>> {
        let end = (self.top + self.height).min(self.lines());
        (self.top..end).map(|line| self.line(line)).collect()
    }

    /// What stands on a line, counted from the list's first.
    fn line(&self, wanted: usize) -> ListLine<'_, K, R> {
        let (mut line, mut before) = (0, 0);
        for (n, section) in self.sections.iter().enumerate() {
            let head = section.head_lines(n == 0);
            if wanted < line + head {
                let is_heading = wanted + 1 == line + head && section.heading.is_some();
                return if is_heading {
                    ListLine::Heading(section)
                } else {
                    ListLine::Blank
                };
            }
            if wanted < line + head + section.count {
                let index = before + wanted - line - head;
                return self.at(index).map_or(ListLine::Blank, |row| {
                    ListLine::Row(row, index == self.selected)
                });
            }
            line += head + section.count;
            before += section.count;
        }
        ListLine::Blank
    }

    /// The row on this line of the pane, counted from its top.
    #[must_use]
    pub fn index_at_line(&self, line: usize) -> Option<usize> {
        let wanted = self.top + line;
        (self.in_view()).find(|index| self.line_of(*index) == wanted)
    }
}
