//! What the Timeline shows: which kinds, by month or by year, over which window.

use crate::domain::evidence::Span;
use crate::domain::story::{self, StoryKind};

use super::super::entry::Entry;
use super::super::model::{Focus, Model, TimelineTab, Zoom};
use super::super::overlay;
use super::super::overlay::Overlay;

/// The records behind a figure of how far one has come: the story of that kind alone.
pub(super) fn show_records(model: &mut Model, kind: StoryKind) {
    let tab = &mut model.timeline;
    let before = std::mem::take(&mut tab.kinds);
    tab.kinds_before.get_or_insert(before);
    show_kinds(tab, vec![kind]);
    tab.panes.focus = Focus::Left;
    let words = format!("{}: {{back}} shows the others again", kind.choice().1);
    model.say(model.filled(&words).into_owned());
}

pub(super) fn show_kinds(tab: &mut TimelineTab, kinds: Vec<StoryKind>) {
    tab.kinds = kinds;
    tab.panes.left.reset();
    tab.wants_story = true;
}

/// The story by month, or the months by year, on the month where one stood.
pub(super) fn show_zoom(model: &mut Model, zoom: Zoom) {
    let tab = &mut model.timeline;
    tab.wanted_month = match tab.panes.left.row() {
        Some(Entry::Story(line)) => Some(line.on.format("%Y-%m").to_string()),
        Some(Entry::Month(line)) => Some(line.month.clone()),
        _ => None,
    };
    tab.zoom = zoom;
    tab.panes.foot.touch();
    if matches!(
        tab.panes.list().row(),
        Some(Entry::Progress(_) | Entry::Years(_))
    ) {
        // One looks at the figures: they stay where they are.
        tab.panes.left.touch();
    } else {
        tab.panes.focus = Focus::Left;
        tab.panes.left.reset();
        tab.wants_story = true;
    }
}

/// The board over another window.
pub(in crate::app) fn look_back(model: &mut Model, span: Span) {
    model.timeline.board.span = span;
    model.timeline.panes.right.touch();
}

/// Shows one kind in the story alone; the menu stays open for the next.
pub(super) fn show_only(model: &mut Model, kind: StoryKind) {
    model.timeline.kinds_before = None;
    model.timeline.kinds.clear();
    show_kind(model, Some(kind));
}

/// Shows a kind in the story, or no longer; the menu stays open for the next.
pub(super) fn show_kind(model: &mut Model, kind: Option<StoryKind>) {
    model.timeline.kinds_before = None;
    let kinds = &mut model.timeline.kinds;
    match kind {
        None => *kinds = story::TOLD.to_vec(),
        Some(kind) if kinds.contains(&kind) => kinds.retain(|k| *k != kind),
        Some(kind) => kinds.push(kind),
    }
    model.timeline.panes.left.touch();
    let menu = overlay::menu::kinds(&model.timeline.kinds);
    model.overlays.push(Overlay::Menu(menu));
}
