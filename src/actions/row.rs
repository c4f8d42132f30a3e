//! What can be done to any row: a form's fields, the trash, private or shared.

use serde_json::Value as Json;

use super::item::{answer, move_current, question_of};
use super::say::{day_words, refuse, short};
use super::{FieldEdit, Scene, Step, person};
use crate::domain::question::QuestionStatus;
use crate::domain::table::Kind;
use crate::domain::{
    AgendaItem, Agreement, AgreementStatus, Batch, Change, Entity, Id, Instant, ItemStatus,
    Question, Row, SessionStatus, Table, Visibility, Word,
};
use crate::store::{Result, StoreError};

/// The column of the trash.
pub(super) const TRASH: &str = "deleted_at";

pub(super) fn edit(scene: &Scene, edit: &FieldEdit) -> Step {
    let FieldEdit {
        relationship,
        table,
        id,
        label,
        before,
        after,
        stretch,
    } = edit;
    let held = held(scene, *table, *id)?;
    let mut change = difference(*table, before, after);
    check_fields(scene, *table, *id, &change.1)?;
    if *table == Table::Agreements {
        ask_again(&held, &mut change);
    }
    check_row(*table, held, &change.1)?;
    let batch = Batch::new(*relationship, label).in_stretch(stretch.clone());
    let change = Change {
        table: *table,
        id: *id,
        before: Some(change.0),
        after: Some(change.1),
    };
    let outcome = change
        .after
        .as_ref()
        .and_then(|after| after.get("outcome"))
        .filter(|_| *table == Table::AgendaItems)
        .map(|outcome| outcome.as_str().unwrap_or_default().to_owned());
    let mut batch = Batch {
        changes: vec![change],
        ..batch
    };
    if let Some(outcome) = outcome {
        batch = answer(scene, batch, &scene.store.get(*id)?, &outcome)?;
    }
    Ok((batch, Some((*table, *id))))
}

/// Who agreed to a draft agreed to its words: where they change, both are asked again.
fn ask_again(held: &Row, change: &mut (Row, Row)) {
    for side in ["agreed_on_me", "agreed_on_partner"] {
        if let Some(agreed) = held.get(side).filter(|_| !change.1.is_empty()) {
            change.0.insert(side.into(), agreed.clone());
            change.1.insert(side.into(), Json::Null);
        }
    }
}

/// The row as it stands, unless it is in the trash.
fn held(scene: &Scene, table: Table, id: Id) -> Result<Row> {
    match scene.store.row(table, id)? {
        Some(row) if !row.contains_key(TRASH) => Ok(row),
        _ => refuse(format!(
            "The {} is not there any more. What was typed is kept; undo (u) brings back what was trashed.",
            table.noun()
        )),
    }
}

/// The fields in which `after` differs from `before`; what is empty is absent, as everywhere in the file.
fn difference(table: Table, before: &[(String, Json)], after: &[(String, Json)]) -> (Row, Row) {
    let (mut was, mut is) = (Row::new(), Row::new());
    for (name, value) in after {
        let old = before
            .iter()
            .find(|(n, _)| n == name)
            .map_or(Json::Null, |(_, v)| v.clone());
        let (old, new) = (
            absent_if_empty(table, name, old),
            absent_if_empty(table, name, value.clone()),
        );
        if old != new {
            was.insert(name.clone(), old);
            is.insert(name.clone(), new);
        }
    }
    (was, is)
}

fn absent_if_empty(table: Table, name: &str, value: Json) -> Json {
    let is_empty = match (&value, table.column(name).map(|c| c.kind)) {
        (Json::String(text), _) => text.is_empty(),
        (Json::Array(list), Some(Kind::Json)) => list.is_empty(),
        (Json::Object(map), Some(Kind::Json)) => map.is_empty(),
        _ => false,
    };
    if is_empty { Json::Null } else { value }
}

/// Fields that no form writes: ids and dates of the row itself, and states, which go by their own tables.
fn check_fields(scene: &Scene, table: Table, id: Id, after: &Row) -> Result<()> {
    let by_table = matches!(
        table,
        Table::Relationships
            | Table::Goals
            | Table::Milestones
            | Table::Sessions
            | Table::AgendaItems
            | Table::Commitments
            | Table::Challenges
            | Table::Resources
            | Table::FeedbackRequests
    );
    for (name, value) in after {
        let column = table.column(name);
        let own = matches!(
            name.as_str(),
            "id" | "created_at" | "updated_at" | "relationship_id"
        );
        let is_answer = table == Table::Feedback && matches!(name.as_str(), "state" | "response");
        if column.is_none() || own || is_answer || (by_table && name == "status") {
            let field = name.replace('_', " ");
            return refuse(format!(
                "The {field} of a {} is not changed in a form. Its state changes with Space or s.",
                table.noun()
            ));
        }
        if column.is_some_and(|c| c.required)
            && (value.is_null() || value.as_str().is_some_and(|t| t.trim().is_empty()))
        {
            return refuse(format!(
                "A {} needs its {}. Type it, or Esc leaves it as it was.",
                table.noun(),
                name.replace('_', " ")
            ));
        }
    }
    if table == Table::Agreements && !after.is_empty() {
        let agreement: Agreement = scene.store.get(id)?;
        if agreement.status != AgreementStatus::Draft && !after.keys().all(|name| name == "status")
        {
            return refuse(
                "What was agreed doesn't change. Begin a new version; it takes over once both agree.",
            );
        }
    }
    Ok(())
}

/// Refuses values that the row could not be read back with.
fn check_row(table: Table, mut row: Row, after: &Row) -> Result<()> {
    row.remove(TRASH);
    for (name, value) in after {
        if value.is_null() {
            row.remove(name)
        } else {
            row.insert(name.clone(), value.clone())
        };
    }
    let read = table.normalise(row);
    read.map(|_| ()).map_err(|e| {
        StoreError::Refused(format!(
            "Not written: {e}. What was typed is kept; correct it."
        ))
    })
}

/// What names the row in a message: its title, cut; its day, where it has none.
fn title(scene: &Scene, table: Table, row: &Row) -> String {
    let (noun, today) = (table.noun(), scene.today());
    let titled = row.get(table.title_column());
    if table == Table::Agreements {
        return titled.map_or_else(|| noun.to_owned(), |n| format!("{noun}, version {n}"));
    }
    let Some(text) = titled
        .and_then(Json::as_str)
        .filter(|t| !t.trim().is_empty())
    else {
        return noun.to_owned();
    };
    let day = match table {
        Table::Sessions => Instant::parse(text).ok().map(|at| at.day(scene.now.zone)),
        Table::Pulses => text.parse().ok(),
        _ => return short(text),
    };
    day.map_or_else(
        || noun.to_owned(),
        |day| format!("{noun} of {}", day_words(day, today)),
    )
}

/// ", with 6 more": what goes to the trash, and comes back from it, with the row.
fn with_more(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!(", with {more} more"),
    }
}

pub(super) fn trash(scene: &Scene, relationship: Id, table: Table, id: Id) -> Step {
    let row = held(scene, table, id)?;
    refuse_running(scene, table, id)?;
    let now = Json::String(scene.at().to_string());
    let mut batch = Batch::new(relationship, String::new());
    batch
        .changes
        .push(Change::field(table, id, TRASH, Json::Null, now.clone()));
    if table == Table::Relationships {
        batch = person::trash_all(scene, batch, id, &now)?;
    }
    if table == Table::AgendaItems {
        batch = leave_agenda(scene, batch, scene.store.get(id)?)?;
    }
    let more = match table {
        Table::Relationships => batch.changes.len() - 1,
        _ => scene.store.with_it(table, id)?,
    };
    batch.label = format!(
        "To the trash: {}{}",
        title(scene, table, &row),
        with_more(more)
    );
    Ok((batch, Some((table, id))))
}

/// An item that goes to the trash leaves its agenda: the call goes on with another one, its question waits again.
fn leave_agenda(scene: &Scene, mut batch: Batch, item: AgendaItem) -> Result<Batch> {
    if let Some(question) =
        question_of(scene, &item)?.filter(|q| q.status == QuestionStatus::OnAgenda)
    {
        batch = batch.edit(
            &question,
            &Question {
                status: QuestionStatus::Queued,
                ..question.clone()
            },
        );
    }
    move_current(
        scene,
        batch,
        &AgendaItem {
            status: ItemStatus::Dropped,
            ..item
        },
    )
}

/// An open item that comes back from the trash asks its question again.
fn join_agenda_again(scene: &Scene, batch: Batch, item: &AgendaItem) -> Result<Batch> {
    let question = question_of(scene, item)?
        .filter(|q| q.status == QuestionStatus::Queued && item.status == ItemStatus::Open);
    Ok(match question {
        Some(question) => batch.edit(&question, &question.on_agenda()),
        None => batch,
    })
}

/// A call that runs, and whom it is with, stay where they are.
fn refuse_running(scene: &Scene, table: Table, id: Id) -> Result<()> {
    let Some(live) = scene
        .store
        .live()?
        .filter(|s| s.status == SessionStatus::Live)
    else {
        return Ok(());
    };
    if (table == Table::Sessions && live.id == id)
        || (table == Table::Relationships && live.relationship_id == id)
    {
        return refuse("The call is running. End it first (x in the call).");
    }
    Ok(())
}

pub(super) fn restore(scene: &Scene, relationship: Id, table: Table, id: Id) -> Step {
    let row = scene.store.row(table, id)?;
    let Some((row, since)) =
        row.and_then(|mut row| row.shift_remove(TRASH).map(|since| (row, since)))
    else {
        return refuse(format!(
            "The {} is not in the trash, so there is nothing to bring back.",
            table.noun()
        ));
    };
    let mut batch = Batch::new(
        relationship,
        format!("Back from the trash: {}", title(scene, table, &row)),
    );
    batch
        .changes
        .push(Change::field(table, id, TRASH, since.clone(), Json::Null));
    if table == Table::Relationships {
        batch = person::restore_all(scene, batch, id, &since)?;
    }
    if let (Table::AgendaItems, Ok(item)) = (table, AgendaItem::from_row(row)) {
        batch = join_agenda_again(scene, batch, &item)?;
    }
    Ok((batch, Some((table, id))))
}

pub(super) fn turn_visibility(scene: &Scene, relationship: Id, table: Table, id: Id) -> Step {
    const FIELD: &str = "visibility";
    let row = held(scene, table, id)?;
    if table.column(FIELD).is_none() {
        return refuse(match table.parent() {
            Some(column) => {
                let parent = column.trim_end_matches("_id");
                format!(
                    "A {} is as private as its {parent}. v on the {parent} changes both.",
                    table.noun()
                )
            }
            None => format!(
                "A {} is never private as a whole. What is private is marked in its form.",
                table.noun()
            ),
        });
    }
    let is_private = row.get(FIELD).and_then(Json::as_str) == Some(Visibility::Private.word());
    let (to, spoken) = if is_private {
        (Visibility::Shared, "Shared now")
    } else {
        (Visibility::Private, "Private now")
    };
    let before = row.get(FIELD).cloned().unwrap_or(Json::Null);
    let mut batch = Batch::new(
        relationship,
        format!("{spoken}: {}", title(scene, table, &row)),
    );
    batch.changes.push(Change::field(
        table,
        id,
        FIELD,
        before,
        Json::String(to.word().to_owned()),
    ));
    Ok((batch, Some((table, id))))
}
