//! Where the keys that move lead: rows, panes, and in one column the parts of it.

use super::super::entry::{Entry, Part};
use super::super::keymap::Action;
use super::super::layout;
use super::super::list::Motion;
use super::super::model::{CallFocus, Focus, Model, Stack, Tab};

use super::Intent;

/// Where the parts of one column begin: what is worth raising, trust, the story, how far one has come.
fn stretch_of(part: Part) -> usize {
    match part {
        Part::Raised => 0,
        Part::Pulses | Part::Trust | Part::Board(_) | Part::Covers => 1,
        Part::Progress | Part::Years => 3,
        _ => 2,
    }
}

/// In one column, the part that one is in, and the first rows of all of them.
pub(super) fn stretch(model: &Model) -> Option<(usize, Vec<(usize, usize)>)> {
    if !layout::is_one_column(model) {
        return None;
    }
    let list = &model.timeline.panes.left;
    let (mut starts, mut before) = (Vec::<(usize, usize)>::new(), 0);
    for section in list.sections() {
        let here = stretch_of(section.kind);
        // That there are few cases is read, and nothing to stand on.
        let has_row = section.count > 0 && section.kind != Part::Trust;
        if has_row && starts.iter().all(|(of, _)| *of != here) {
            starts.push((here, before));
        }
        before += section.count;
    }
    let (part, ..) = list.section()?;
    Some((stretch_of(part), starts))
}

/// The part after this one, or before it, in one column: which it is, and its first row.
fn next_stretch(model: &Model, forward: bool) -> Option<(usize, usize)> {
    let (here, starts) = stretch(model)?;
    let at = starts.iter().position(|(of, _)| *of == here)?;
    let by = if forward { 1 } else { starts.len() - 1 };
    starts.get((at + by) % starts.len()).copied()
}

/// The next pane, or in one column the first row of the next part.
fn next_part(model: &Model, forward: bool) -> Intent {
    if let Some((_, row)) = next_stretch(model, forward) {
        return Intent::Row(row);
    }
    let stack = layout::stack(model);
    let has_foot = model.tab == Tab::Timeline && matches!(stack, Stack::Story | Stack::Alone);
    Intent::Focus(match (model.panes().focus, forward) {
        (Focus::Left, _) if has_foot && is_veiled(model) => Focus::Foot,
        _ if is_veiled(model) => Focus::Left,
        (Focus::Left, false) | (Focus::Right, true) if has_foot => Focus::Foot,
        (Focus::Left, _) | (Focus::Foot, false) => Focus::Right,
        (Focus::Right, _) | (Focus::Foot, true) => Focus::Left,
    })
}

/// Masked, there is nothing to stand on beside the story.
fn is_veiled(model: &Model) -> bool {
    model.is_masked && model.tab == Tab::Timeline && !model.in_call
}

/// What the next pane shows, for the footer.
#[must_use]
pub fn next_title(model: &Model) -> &'static str {
    let to = next_stretch(model, true).map(|(part, _)| part);
    let to = to.unwrap_or_else(|| match next_part(model, true) {
        Intent::Focus(Focus::Right) => 1,
        Intent::Focus(Focus::Foot) => match model.panes().foot.sections().first() {
            Some(section) if section.kind == Part::Raised => 0,
            _ => 3,
        },
        _ => 2,
    });
    let names = ["worth raising", "trust", "story", "progress"];
    names.get(to).copied().unwrap_or_default()
}

pub(super) fn moving(model: &Model, action: Action) -> Option<Intent> {
    let focus = model.panes().focus;
    if is_paneless(model)
        && matches!(
            action,
            Action::NextPane | Action::PreviousPane | Action::Right
        )
    {
        return None;
    }
    Some(match action {
        Action::Down => Intent::Move(Motion::By(1)),
        Action::Up => Intent::Move(Motion::By(-1)),
        Action::PageDown => Intent::Move(Motion::Halves(2)),
        Action::PageUp => Intent::Move(Motion::Halves(-2)),
        Action::HalfDown => Intent::Move(Motion::Halves(1)),
        Action::HalfUp => Intent::Move(Motion::Halves(-1)),
        Action::First => Intent::Move(Motion::First),
        Action::Last => Intent::Move(Motion::Last),
        Action::NextPane | Action::PreviousPane if model.in_call => {
            Intent::CallFocus(next_call_focus(model, action == Action::NextPane))
        }
        Action::NextPane => next_part(model, true),
        Action::PreviousPane => next_part(model, false),
        Action::Left if layout::is_one_column(model) => next_part(model, false),
        Action::Right if layout::is_one_column(model) => next_part(model, true),
        Action::Left if model.in_call => Intent::CallFocus(CallFocus::Agenda),
        Action::Right if model.in_call => Intent::CallFocus(CallFocus::Side),
        Action::Right if is_veiled(model) => Intent::Focus(Focus::Left),
        Action::Left if has_three(model) && focus == Focus::Foot => Intent::Focus(Focus::Right),
        Action::Right if has_three(model) && focus != Focus::Left => Intent::Focus(Focus::Foot),
        Action::Left => Intent::Focus(Focus::Left),
        Action::Right => Intent::Focus(Focus::Right),
        _ => return None,
    })
}

/// Whether nothing stands beside the list of People: those who ended are folded, and nobody of them is in view.
fn is_paneless(model: &Model) -> bool {
    let panes = model.panes();
    let is_fold = matches!(panes.left.row(), Some(Entry::Fold(_)));
    model.tab == Tab::People && !model.in_call && panes.focus == Focus::Left && is_fold
}

/// Whether three columns stand side by side, with rows in each.
fn has_three(model: &Model) -> bool {
    let is_wide = model.tab == Tab::Timeline && layout::stack(model) == Stack::Alone;
    is_wide && !is_veiled(model)
}

fn next_call_focus(model: &Model, forward: bool) -> CallFocus {
    match (model.call.focus, forward) {
        (CallFocus::Agenda, true) | (CallFocus::Notes, false) => CallFocus::Side,
        (CallFocus::Side, true) | (CallFocus::Agenda, false) => CallFocus::Notes,
        (CallFocus::Notes, true) | (CallFocus::Side, false) => CallFocus::Agenda,
    }
}

/// Other sessions' pages, other lists of the Goals tab, or the next section.
pub(super) fn turn(model: &Model, forward: bool) -> Option<Intent> {
    match model.tab {
        Tab::Agenda => {
            let (before, after) = model.agenda.beside;
            if forward { after } else { before }.map(Intent::Page)
        }
        Tab::Goals => {
            let by = if forward { 1 } else { -1 };
            Some(Intent::Growth(model.goals.growth.turned(by)))
        }
        Tab::People | Tab::Feedback | Tab::Timeline => next_section(model, forward),
    }
}

/// The first row of the section after this one, or before it.
fn next_section(model: &Model, forward: bool) -> Option<Intent> {
    let list = model.list().filter(|_| !model.in_call)?;
    let mut starts = Vec::new();
    let mut before = 0;
    for section in list.sections().iter().filter(|s| s.count > 0) {
        starts.push(before);
        before += section.count;
    }
    let here = starts.iter().rposition(|start| *start <= list.selected())?;
    let to = if forward {
        starts.get(here + 1)
    } else {
        starts.get(here.checked_sub(1)?)
    };
    to.copied().map(Intent::Row)
}
