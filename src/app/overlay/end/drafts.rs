//! What stands in the rows of an end, as it outlives the program: each row that is typed in, ticked or answered has a draft.

use super::{End, EndRow, end_rows, field_of};
use crate::app::update::Effect;
use crate::domain::commitment::CommitmentStatus;
use crate::domain::{Id, Word};
use crate::store::window::agenda::PromiseLine;

/// Under which name the sentence of an ending call is kept; those of its other rows begin so.
#[must_use]
pub fn end_draft(session: Id) -> String {
    format!("end-{session}")
}

/// A row that is typed in, ticked or answered: the name of its draft, what stands there, and what it began with.
fn typed(end: &End, row: EndRow) -> Option<(String, String, &str)> {
    let name = end_draft(end.session);
    Some(match row {
        EndRow::Sentence => (name, end.sentence.value(), ""),
        EndRow::Closed(n) => {
            let closed = end.closed.get(n)?;
            let name = format!("{name}-{}", closed.id);
            (name, closed.note.value(), &closed.note_in_file)
        }
        EndRow::Held => (format!("{name}-held"), end.held.value(), &end.held_proposed),
        EndRow::Next => (format!("{name}-next"), end.next.value(), &end.next_proposed),
        EndRow::Promise(n) => {
            let (line, to) = end.promises.get(n)?;
            (format!("{name}-{}", line.id), turned(line, *to), "")
        }
        EndRow::Useful => {
            let digit = end.useful.map(|n| n.to_string());
            (format!("{name}-useful"), digit.unwrap_or_default(), "")
        }
        EndRow::Pulse => return None,
    })
}

/// Under which name what stands in the row that is typed in is kept.
#[must_use]
pub fn row_draft(end: &End) -> Option<String> {
    typed(end, end.row).map(|(name, ..)| name)
}

/// A promise that goes to another state, as it stands in a draft: "open done".
fn turned(line: &PromiseLine, to: CommitmentStatus) -> String {
    if line.status == to {
        return String::new();
    }
    format!("{} {}", line.status.word(), to.word())
}

/// What stands in a draft for a row that was emptied: a draft without a text is none.
const EMPTIED: &str = " ";

/// Keeps what stands in a row; where it stands as it began, the draft is forgotten.
pub(super) fn keep_row(end: &End, row: EndRow) -> Option<Effect> {
    let (name, text, begun) = typed(end, row)?;
    let text = match text {
        text if text == begun => String::new(),
        text if text.is_empty() => EMPTIED.to_owned(),
        text => text,
    };
    Some(Effect::KeepDraft(name, text))
}

/// Keeps what stands in every row.
pub(in crate::app::overlay) fn keep_rows(end: &mut End) -> Vec<Effect> {
    end.is_unsaved = false;
    let rows = end_rows(end).into_iter();
    rows.filter_map(|row| keep_row(end, row)).collect()
}

pub(super) fn forget_rows(end: &End) -> impl Iterator<Item = Effect> {
    let rows = end_rows(end).into_iter();
    rows.filter_map(|row| Some(Effect::KeepDraft(typed(end, row)?.0, String::new())))
}

/// Takes up what was left before the program ended, by the names of the drafts.
pub fn take_up_drafts(end: &mut End, draft: impl Fn(&str) -> Option<String>) {
    for row in end_rows(end) {
        if let Some(text) = typed(end, row).and_then(|(name, ..)| draft(&name)) {
            take_up_draft(end, row, &text);
        }
    }
}

fn take_up_draft(end: &mut End, row: EndRow, draft: &str) {
    match row {
        EndRow::Promise(n) => {
            // One that has another state since then stays in it.
            let (was, to) = draft.split_once(' ').unwrap_or_default();
            if let Some((line, goes_to)) = end.promises.get_mut(n)
                && line.status.word() == was
            {
                *goes_to = CommitmentStatus::from_word(to).unwrap_or(line.status);
            }
        }
        EndRow::Useful => end.useful = draft.parse().ok().filter(|n| (1..=5).contains(n)),
        _ => {
            if let Some(field) = field_of(end, row) {
                field.set(if draft == EMPTIED { "" } else { draft });
            }
        }
    }
}
