//! A list on the screen: sections with a count each, and only the rows in view. Rows are read by `app::read` when the
//! range in view is not there; nothing here knows where they come from.

mod section;
mod view;

use crate::domain::{Id, Table};

pub use self::section::Section;
pub use self::view::ListLine;

/// A row that can be told from the others when the list is read again.
pub trait Keyed {
    /// Its row in the file; none for a placeholder.
    fn key(&self) -> Option<(Table, Id)>;
}

/// How far a key moves the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// So many rows; negative is up.
    By(isize),
    /// Half or whole pages, in halves.
    Halves(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// The list.
#[derive(Clone, Debug)]
pub struct List<K, R> {
    sections: Vec<Section<K>>,
    rows: Vec<R>,
    first: usize,
    selected: usize,
    top: usize,
    height: usize,
    stale: bool,
    stand_on: Option<(Table, Id)>,
    is_seeking: bool,
}

impl<K, R> Default for List<K, R> {
    fn default() -> Self {
        Self {
            sections: Vec::new(),
            rows: Vec::new(),
            first: 0,
            selected: 0,
            top: 0,
            height: 20,
            stale: true,
            stand_on: None,
            is_seeking: false,
        }
    }
}

impl<K: Copy + PartialEq, R: Keyed> List<K, R> {
    /// Has to be read again.
    pub fn touch(&mut self) {
        self.stale = true;
    }

    /// Whether its counts have to be read again.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// Begins again at the top: another session, another goal.
    pub fn reset(&mut self) {
        (self.selected, self.top, self.stale, self.stand_on) = (0, 0, true, None);
        self.rows.clear();
        self.sections.clear();
    }

    /// Stands on this row once it is read.
    pub fn stand_on(&mut self, key: (Table, Id)) {
        self.stand_on = Some(key);
    }

    /// Stands on this row once it is read, however far down it is.
    pub fn seek(&mut self, key: (Table, Id)) {
        (self.stand_on, self.is_seeking) = (Some(key), true);
    }

    /// Whether the row to stand on is looked for in the whole list.
    #[must_use]
    pub fn is_seeking(&self) -> bool {
        self.is_seeking && self.stand_on.is_some()
    }

    /// The row to stand on, where one is wanted that is not in view.
    #[must_use]
    pub fn wants(&self) -> Option<(Table, Id)> {
        self.stand_on
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sections.iter().map(|s| s.count).sum()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The index of the selected row.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The sections.
    #[must_use]
    pub fn sections(&self) -> &[Section<K>] {
        &self.sections
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<&R> {
        self.at(self.selected)
    }

    /// The row with this index, where it is in view.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<&R> {
        self.rows.get(index.checked_sub(self.first)?)
    }

    /// The rows that were read.
    #[must_use]
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The section of the selected row, and the row's place in it (from 0) and the section's count.
    #[must_use]
    pub fn section(&self) -> Option<(K, usize, usize)> {
        let mut before = 0;
        for section in &self.sections {
            if self.selected < before + section.count {
                return Some((section.kind, self.selected - before, section.count));
            }
            before += section.count;
        }
        None
    }

    /// The index of the first row of a section.
    #[must_use]
    pub fn start_of(&self, kind: K) -> Option<usize> {
        let mut before = 0;
        for section in &self.sections {
            if section.kind == kind && section.count > 0 {
                return Some(before);
            }
            before += section.count;
        }
        None
    }

    /// Takes the counts that were read.
    pub fn set_sections(&mut self, sections: Vec<Section<K>>) {
        self.sections = sections;
        self.rows.clear();
        self.stale = false;
        self.select(self.selected);
    }

    /// Changes the height of the pane.
    pub fn set_height(&mut self, height: usize) {
        if self.height != height {
            self.height = height.max(1);
            self.select(self.selected);
        }
    }

    /// Stands on the row with this index, and scrolls as little as needed to show it, with its heading where it is the first.
    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.len().saturating_sub(1));
        let line = self.line_of(self.selected);
        let head = self.section().map_or(
            0,
            |(_, place, _)| if place == 0 { self.head_above() } else { 0 },
        );
        // A line more shows at both ends, so that the sign of what is hidden stands beside another row.
        let air = usize::from(self.height > 2);
        if line < self.top + head.max(air) {
            self.top = line.saturating_sub(head.max(air));
        }
        if line + air >= self.top + self.height {
            self.top = line + air + 1 - self.height;
        }
        self.top = self.top.min(self.lines().saturating_sub(self.height));
    }

    /// Which of the rows in such sections is selected, from 1, and how many they are.
    pub fn standing(&self, is_counted: impl Fn(K) -> bool) -> Option<(usize, usize)> {
        let (mut before, mut total, mut stands) = (0, 0, None);
        for section in &self.sections {
            let of_section = before..before + section.count;
            before = of_section.end;
            if section.is_hint || !is_counted(section.kind) {
                continue;
            }
            if of_section.contains(&self.selected) {
                stands = Some(total + self.selected - of_section.start + 1);
            }
            total += section.count;
        }
        stands.map(|n| (n, total))
    }

    /// Stays in the section where it stood, also when that has fewer rows now.
    pub fn stay_in(&mut self, stood: Option<(K, usize, usize)>) {
        let Some((kind, place, _)) = stood else {
            return;
        };
        let count = self
            .sections
            .iter()
            .filter(|s| s.kind == kind)
            .map(|s| s.count)
            .sum::<usize>();
        if let Some(start) = self.start_of(kind) {
            self.select(start + place.min(count.saturating_sub(1)));
        }
    }

    /// Moves the selection. A page is counted in lines, so that no heading and no row is passed unseen.
    pub fn step(&mut self, motion: Motion) {
        let to = match motion {
            Motion::By(rows) => self.selected.saturating_add_signed(rows),
            Motion::Halves(halves) => self.a_page_on(halves),
            Motion::First => 0,
            Motion::Last => usize::MAX,
        };
        self.select(to);
    }

    /// The row so many half pages on: the furthest whose lines between are no more than they.
    fn a_page_on(&self, halves: isize) -> usize {
        // Upwards a heading with its air shows above the row that it lands on.
        let kept = if halves < 0 { 2 } else { 1 };
        let page = isize::try_from(self.height.saturating_sub(kept).max(1)).unwrap_or(1);
        let line = self.line_of(self.selected);
        let to = line.saturating_add_signed(halves * page / 2);
        if halves < 0 {
            let first = self.rows_above(to);
            return first.min(self.selected.saturating_sub(1));
        }
        let last = self.rows_above(to + 1).saturating_sub(1);
        last.max(self.selected + 1)
    }

    /// Scrolls by so many lines; the selection stays where it is while that is in view.
    pub fn scroll(&mut self, lines: isize) {
        let last = self.lines().saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(lines).min(last);
        let view = self.in_view();
        if !view.is_empty() {
            self.selected = self.selected.clamp(view.start, view.end - 1);
        }
    }

    /// Takes the rows in view; where the row to stand on is among them, stands on it.
    pub fn set_rows(&mut self, rows: Vec<R>) {
        self.first = self.in_view().start;
        self.rows = rows;
        let Some(wanted) = self.stand_on else {
            return;
        };
        // A row may stand here twice: begun, and reached. Where it is selected already, it stays so.
        let is_wanted = |r: &R| r.key() == Some(wanted);
        if self.row().is_some_and(is_wanted) {
            self.stand_on = None;
        } else if let Some(n) = self.rows.iter().position(is_wanted) {
            self.stand_on = None;
            self.select(self.first + n);
        }
    }

    /// Gives up on standing on a row that is not here.
    pub fn forget_wanted(&mut self) {
        (self.stand_on, self.is_seeking) = (None, false);
    }
}
