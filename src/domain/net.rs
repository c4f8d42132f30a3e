//! What many changes come to, row by row: a row that was added and removed is nothing, one that was edited ten times is
//! edited once. Knows no file.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::change::{Change, Row};
use super::table::{Id, Table};

/// Changes that follow one another, joined into one for each row.
#[derive(Clone, Debug, Default)]
pub struct Net {
    changes: Vec<Change>,
    places: HashMap<(Table, Id), usize>,
}

impl Net {
    /// With the change that comes next.
    pub fn push(&mut self, change: Change) {
        let key = (change.table, change.id);
        let held = self.places.get(&key);
        if let Some(held) = held.and_then(|n| self.changes.get_mut(*n)) {
            join(held, change);
        } else {
            self.places.insert(key, self.changes.len());
            self.changes.push(change);
        }
    }

    /// What is left, in the order in which the rows came first.
    #[must_use]
    pub fn into_changes(self) -> Vec<Change> {
        self.changes.into_iter().filter(is_some).collect()
    }
}

/// Joins `next` onto the change before it.
fn join(held: &mut Change, next: Change) {
    // A row that was removed and is there again is edited as a whole, in both directions.
    let is_whole = held.before.is_some() && held.after.is_none();
    if let (Some(before), Some(was)) = (&mut held.before, next.before) {
        let is_set = |name: &str| held.after.as_ref().is_some_and(|a| a.contains_key(name));
        for (name, value) in was.into_iter().filter(|(name, _)| !is_set(name)) {
            before.entry(name).or_insert(value);
        }
    }
    if is_whole && next.after.is_some() {
        held.before = held.before.take().map(|before| whole(held.table, before));
    }
    held.after = match (held.after.take(), next.after) {
        (_, None) => None,
        (None, Some(after)) if is_whole => Some(whole(held.table, after)),
        (None, Some(after)) => Some(after),
        (Some(mut after), Some(later)) => {
            after.extend(later);
            Some(after)
        }
    };
}

/// The row with its absent columns named, so that writing it leaves nothing of what stood there.
fn whole(table: Table, mut row: Row) -> Row {
    let columns = table.columns().iter().map(|c| c.name);
    for name in columns.chain(["deleted_at"]) {
        row.entry(name).or_insert(Json::Null);
    }
    row
}

fn is_some(change: &Change) -> bool {
    match (&change.before, &change.after) {
        (None, None) => false,
        // In a whole row what is absent is empty; elsewhere it is not known.
        (Some(before), Some(after)) => after.iter().any(|(name, value)| {
            let absent = Some(&Json::Null).filter(|_| before.contains_key("id"));
            before.get(name).or(absent) != Some(value)
        }),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A change of one win, from and to what may be nothing.
    #[expect(clippy::needless_pass_by_value, reason = "it reads better with values")]
    fn change(before: Json, after: Json) -> Change {
        let row = |value: &Json| value.as_object().cloned();
        Change {
            table: Table::Wins,
            id: Id::default(),
            before: row(&before),
            after: row(&after),
        }
    }

    fn net(changes: impl IntoIterator<Item = Change>) -> Vec<Change> {
        let mut net = Net::default();
        changes.into_iter().for_each(|c| net.push(c));
        net.into_changes()
    }

    #[test]
    fn edits_join_from_the_first_before_to_the_last_after() {
        let edits = [
            change(json!({"text": "a"}), json!({"text": "b"})),
            change(
                json!({"text": "b", "whose": null}),
                json!({"text": "c", "whose": "me"}),
            ),
        ];
        let joined = change(
            json!({"text": "a", "whose": null}),
            json!({"text": "c", "whose": "me"}),
        );
        assert_eq!(net(edits), [joined]);
    }

    #[test]
    fn what_comes_to_nothing_is_nothing() {
        let there_and_back = [
            change(json!({"text": "a"}), json!({"text": "b"})),
            change(json!({"text": "b"}), json!({"text": "a"})),
        ];
        assert_eq!(net(there_and_back), []);
        let added_and_removed = [
            change(Json::Null, json!({"text": "a"})),
            change(json!({"text": "a"}), Json::Null),
        ];
        assert_eq!(net(added_and_removed), []);
    }

    #[test]
    fn a_row_that_is_there_again_leaves_nothing_of_the_old() {
        let removed_and_added = [
            change(json!({"text": "a", "whose": "me"}), Json::Null),
            change(Json::Null, json!({"text": "b"})),
        ];
        let joined = net(removed_and_added);
        let after = joined[0].after.as_ref().map(|a| (&a["text"], &a["whose"]));
        assert_eq!(after, Some((&json!("b"), &Json::Null)));
        let the_same = [
            change(json!({"id": "1", "text": "a"}), Json::Null),
            change(Json::Null, json!({"id": "1", "text": "a"})),
        ];
        assert_eq!(net(the_same), []);
    }

    #[test]
    fn a_row_that_is_there_again_leaves_nothing_of_the_new_when_it_is_taken_back() {
        let trashed_by_the_way = [
            change(json!({"id": "1", "text": "a"}), Json::Null),
            change(
                Json::Null,
                json!({"id": "1", "text": "a", "deleted_at": "2026-11-24T12:00:00Z"}),
            ),
        ];
        let back = net(trashed_by_the_way).remove(0).swapped();
        let after = back.after.as_ref().map(|a| &a["deleted_at"]);
        assert_eq!(after, Some(&Json::Null));
    }
}
