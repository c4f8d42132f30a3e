//! The date of a promise, as a field of its form: another date is a renegotiation, recorded beside it.

use serde_json::Value as Json;

use crate::domain::commitment::{CommitmentStatus, Renegotiation};
use crate::domain::moment::Now;
use crate::domain::{Row, Table, Word};

use super::super::overlay::Form;

const DUE: &str = "due";
const MOVES: &str = "renegotiated";

/// The changes of a promise's date, as its row holds them.
#[must_use]
pub fn moves(row: &Row) -> Vec<Renegotiation> {
    row.get(MOVES)
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default()
}

/// Why the date of a promise can't change: it is closed, so that its date stands.
pub(super) fn refuse_due(form: &Form, field: &str) -> Option<String> {
    let status = form.row.get("status").and_then(Json::as_str);
    let status = status.and_then(CommitmentStatus::from_word)?;
    let is_closed = form.table == Table::Commitments && status != CommitmentStatus::Open;
    (is_closed && field == DUE).then(|| {
        format!(
            "It is {}, so its date stands. Open it again first (Space).",
            status.spoken()
        )
    })
}

/// Another date than when the form was opened is recorded with the one that it replaced; a first date replaces none.
pub(super) fn fold_due(
    form: &Form,
    before: &mut Vec<(String, Json)>,
    after: &mut Vec<(String, Json)>,
    now: Now,
) {
    let is_due = |(name, _): &&(String, Json)| name == DUE;
    let day = |value: &Json| value.as_str()?.parse().ok();
    let Some((_, due)) = after.iter().find(is_due) else {
        return;
    };
    let (old_due, new_due) = (form.opened.get(DUE).and_then(day), day(due));
    if form.table != Table::Commitments || old_due.is_none() {
        return;
    }
    let mut all = moves(&form.opened);
    if old_due != new_due {
        all.push(Renegotiation {
            at: now.at,
            old_due,
            new_due,
        });
    }
    let held = form.row.get(MOVES).cloned().unwrap_or(Json::Null);
    before.push((MOVES.to_owned(), held));
    after.push((
        MOVES.to_owned(),
        serde_json::to_value(all).unwrap_or(Json::Null),
    ));
}
