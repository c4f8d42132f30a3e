//! Search: one line at the top, hits as they are typed for. After Enter it goes on as the model's `found`: `n` and `N` go from
//! hit to hit until Esc.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Overlay, motion, moved};
use crate::app::field::Field;
use crate::app::form;
use crate::app::goto;
use crate::app::keymap::{Action, Place};
use crate::app::layout;
use crate::app::model::{Model, Tab};
use crate::app::update::{self, Effect};
use crate::domain::search::Query;
use crate::domain::{Id, text};
use crate::store::search::{Bound, Hit};

/// What is read for a key, and for each turn of the loop while more is wanted: so no key waits.
pub const PAGE: Bound = Bound {
    hits: 50,
    rows: 300,
};

/// A search, as far as its hits have been read.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is typed.
    pub field: Field,
    /// With everybody, not only with whom one has in view.
    pub everybody: bool,
    /// The hits that were read, newest first.
    pub hits: Vec<Hit>,
    /// The entry before which the next look goes on; none where there are no other hits.
    pub rest: Option<i64>,
    /// More hits are wanted than one look found: the next look needs no key.
    pub is_looking: bool,
    /// What its hits were read for: whose they are, and whether the screen was masked; none where they have to be read.
    pub read_for: Option<(Option<Id>, bool)>,
    /// The hit to stand on.
    pub selected: usize,
    /// The first hit in view.
    pub top: usize,
    /// The hit that one goes to: where its words are not in view there, they are to be said.
    pub leads_to: Option<Id>,
    /// What is typed next takes the place of what stands there: the search was opened again.
    is_fresh: bool,
}

impl Search {
    /// Nothing typed yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            field: Field::line(""),
            everybody: false,
            hits: Vec::new(),
            rest: None,
            is_looking: false,
            read_for: None,
            selected: 0,
            top: 0,
            leads_to: None,
            is_fresh: false,
        }
    }

    /// The one that goes on, opened again where it was left; else a new one: with everybody on People, where everybody stands,
    /// and where nobody is in view.
    #[must_use]
    pub fn again(model: &Model) -> Self {
        match &model.found {
            Some(found) => Self {
                is_fresh: true,
                read_for: None,
                ..(**found).clone()
            },
            None => Self {
                everybody: !model.is_masked
                    && (update::is_about_nobody(model) || is_among_people(model)),
                ..Self::new()
            },
        }
    }

    /// What is looked for.
    #[must_use]
    pub fn query(&self) -> Query {
        Query::new(&self.field.value())
    }

    /// The place among the hits: "2/7", "2/50+".
    #[must_use]
    pub fn place(&self) -> String {
        let more = if self.rest.is_none() { "" } else { "+" };
        let at = (self.selected + 1).min(self.hits.len());
        format!("{at}/{}{more}", self.hits.len())
    }

    /// What is typed, as a footer tells it with the place: `"promotion" 2/7`.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!(
            "\"{}\" {}",
            text::fit(self.field.value().trim(), 14),
            self.place()
        )
    }

    /// Looks anew, from the newest entry.
    fn begin(&mut self) {
        self.begin_before(Some(i64::MAX));
    }

    /// Looks anew. What was not found by fewer letters is not looked for again.
    fn begin_after(&mut self, before: &Query) {
        if self.read_for.is_none() || !self.query().narrows(before) {
            return self.begin();
        }
        let newest = self.hits.first().map(|hit| hit.key + 1);
        self.begin_before(newest.or(self.rest));
    }

    fn begin_before(&mut self, entry: Option<i64>) {
        (self.rest, self.selected, self.top) = (entry, 0, 0);
        self.hits.clear();
    }

    fn select(&mut self, to: usize, height: usize) {
        self.selected = to.min(self.hits.len().saturating_sub(1));
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height));
    }
}

fn is_among_people(model: &Model) -> bool {
    model.tab == Tab::People && !model.in_call && model.relationships > 1
}

impl Default for Search {
    fn default() -> Self {
        Self::new()
    }
}

/// Says in which words the hit stands that one went to, where they are not in view: its row may show others.
pub fn tell(model: &mut Model) {
    let Some(found) = model.found.as_mut() else {
        return;
    };
    let led_to = found.leads_to.take();
    let hit = found
        .hits
        .iter()
        .find(|hit| Some(hit.id) == led_to)
        .cloned();
    let (Some(hit), None, query) = (hit, &model.message, found.query()) else {
        return;
    };
    if !is_in_view(model, &hit, &query) {
        let label = form::label_of(hit.table, hit.column);
        model.say(format!("{label}: {}", hit.context.text));
    }
}

/// Whether one reads the words of a hit where it lives.
fn is_in_view(model: &Model, hit: &Hit, query: &Query) -> bool {
    let holds = |text: &str| !query.find(text).is_empty();
    if let Some(Overlay::Reading(reading)) = model.overlays.last() {
        let height = layout::reading_height(model.size);
        let lines = reading.page.iter().flat_map(|page| &page.lines);
        let mut seen = lines.skip(reading.top).take(height);
        return seen.any(|line| holds(&line.text));
    }
    let is_whole = !hit.context.text.contains('…');
    if hit.column == hit.table.title_column() && is_whole {
        return true;
    }
    let beside = layout::tab(model).right;
    let head = layout::head(model, beside.width);
    let mut seen = head.iter().take(beside.height.into());
    !model.in_call && seen.any(|(_, line)| holds(line))
}

pub(super) fn on_search(model: &mut Model, mut search: Box<Search>, key: KeyEvent) -> Vec<Effect> {
    let height = layout::search_height(model.size);
    let turns = model.keys.action(&key, Place::Search) == Some(Action::Whose);
    match key.code {
        KeyCode::Esc => return Vec::new(),
        KeyCode::Enter => return open(model, search),
        _ if turns && !model.is_masked && model.relationships > 1 => {
            search.everybody = !search.everybody;
            search.begin();
        }
        _ => match motion(key) {
            Some(motion) => {
                let to = moved(search.selected, search.hits.len(), motion, height);
                search.select(to, height);
            }
            None => type_in(&mut search, key),
        },
    }
    model.overlays.push(Overlay::Search(search));
    Vec::new()
}

fn type_in(search: &mut Search, key: KeyEvent) {
    let (before, query) = (search.field.value(), search.query());
    let types =
        matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL);
    if std::mem::take(&mut search.is_fresh) && types {
        search.field.set("");
    }
    search.field.key(key);
    if search.field.value() != before {
        search.begin_after(&query);
    }
}

/// A paste into the line.
pub(super) fn paste(search: &mut Search, text: &str) {
    if std::mem::take(&mut search.is_fresh) {
        search.field.set("");
    }
    search.field.paste(text);
    search.begin();
}

/// Enter: to where the hit lives. The search goes on.
fn open(model: &mut Model, mut search: Box<Search>) -> Vec<Effect> {
    let Some(hit) = search.hits.get(search.selected) else {
        model.overlays.push(Overlay::Search(search));
        return Vec::new();
    };
    let (table, id) = (hit.table, hit.id);
    search.leads_to = Some(id);
    model.found = Some(search);
    let effects = update::save(model);
    goto::stand_where_it_lives(model, table, id);
    effects
}

/// Whether a search in view, or the one that goes on, has more to look through without a key.
#[must_use]
pub fn is_looking(model: &Model) -> bool {
    if layout::is_too_small(model.size) {
        return false;
    }
    let on_top = match model.overlays.last() {
        Some(Overlay::Search(search)) => search.is_looking,
        _ => false,
    };
    on_top || model.found.as_ref().is_some_and(|found| found.is_looking)
}

/// The next hit of the search that goes on, or the one before.
pub fn step(model: &mut Model, by: isize) {
    let height = layout::search_height(model.size);
    let Some(found) = &mut model.found else {
        return;
    };
    let to = found
        .selected
        .checked_add_signed(by)
        .filter(|to| *to < found.hits.len());
    let Some(to) = to else {
        let end = match (by > 0, found.rest) {
            (false, _) => "That was the newest hit.",
            (true, None) => "That was the oldest hit.",
            (true, Some(_)) => "Looking further back.",
        };
        model.say(end);
        return;
    };
    found.select(to, height);
    if let Some((table, id)) = found.hits.get(to).map(|hit| (hit.table, hit.id)) {
        found.leads_to = Some(id);
        goto::stand_where_it_lives(model, table, id);
    }
}
