//! What stands above the list of the right pane on the Timeline tab: the selected thing, or the selected month.

use crate::app::entry::Entry;
use crate::app::model::Model;
use crate::app::read::timeline::month_words;
use crate::domain::{text, when};
use crate::store::window::story::{MonthLine, StoryLine};

use super::Tone;

/// The lines of what is selected.
pub(super) fn head(model: &Model, room: usize) -> Vec<(Tone, String)> {
    match model.timeline.panes.left.row() {
        Some(Entry::Story(line) | Entry::Begun(line)) => thing(line, model, room),
        Some(Entry::Month(line)) => month(line, model),
        _ => Vec::new(),
    }
}

fn thing(line: &StoryLine, model: &Model, room: usize) -> Vec<(Tone, String)> {
    let ago = when::relative(line.on, model.today());
    let kind = line.kind.table().noun();
    let mut lines = vec![
        (Tone::Strong, when::show_day_long(line.on)),
        (Tone::Muted, format!("{kind} · {ago}")),
        (Tone::Plain, String::new()),
    ];
    let words = text::wrap(&model.shown(&line.text, line.private), room);
    lines.extend(words.into_iter().map(|row| (Tone::Plain, row)));
    lines
}

fn month(line: &MonthLine, model: &Model) -> Vec<(Tone, String)> {
    let mut lines = vec![
        (Tone::Strong, month_words(&line.month, true)),
        (Tone::Plain, String::new()),
    ];
    for (kind, count) in &line.counts {
        let (_, words) = kind.choice();
        lines.push((Tone::Plain, format!("{count:>4}  {words}")));
    }
    let year = line.month.get(..4).unwrap_or_default();
    let of_year = model
        .timeline
        .months
        .iter()
        .filter(|m| m.month.starts_with(year));
    let total: usize = of_year.map(MonthLine::total).sum();
    lines.push((Tone::Plain, String::new()));
    lines.push((
        Tone::Muted,
        format!("{total} in {year} · Enter reads the month"),
    ));
    lines
}
