//! One thing is turned into another: the new row names the old one, and `u` takes both back as one.

use serde_json::Value as Json;

use super::say::{refuse, short};
use super::{
    Made, NewItem, NewPromise, Scene, Source, Step, backlog, capture, goal, item, practice, promise,
};
use crate::domain::feedback::Direction;
use crate::domain::table::Kind;
use crate::domain::{Batch, Goal, Id, Link, Resource, Row, Table, Visibility, Word, turn};
use crate::store::Result;

pub(super) fn into(scene: &Scene, from: Link, to: Table, made: &Made) -> Step {
    let Some(row) = scene
        .store
        .row(from.table, from.id)?
        .filter(|row| !row.contains_key("deleted_at"))
    else {
        let noun = from.table.noun();
        return refuse(format!(
            "The {noun} is not there any more. Undo (u) brings back what was trashed."
        ));
    };
    let relationship = row.get("relationship_id").and_then(Json::as_str);
    let relationship = relationship.and_then(Id::parse);
    let Some(relationship) = relationship.filter(|_| turn::choices(from.table).contains(&to))
    else {
        return refuse(format!(
            "A {} can't become a {}. > shows what it can become.",
            from.table.noun(),
            to.noun()
        ));
    };
    let (batch, focus) = added(scene, relationship, from, to, &row, made)?;
    let batch = tied(scene, batch, from, to, &row)?;
    let noun = to.noun();
    let label = format!(
        "{}{}: {} · from {}{}",
        noun.get(..1).unwrap_or_default().to_uppercase(),
        noun.get(1..).unwrap_or_default(),
        short(&made.text),
        from.table.noun(),
        stands(&batch, to)
    );
    let new = focus.filter(|(table, _)| *table == to).or_else(|| {
        let added = batch
            .changes
            .iter()
            .find(|c| c.table == to && c.before.is_none());
        added.map(|c| (c.table, c.id))
    });
    let batch = used(scene, batch, from, new)?;
    Ok((Batch { label, ..batch }, new))
}

/// ", private, in Promises": that the new row is not for the other's eyes, and in which list it stands.
fn stands(batch: &Batch, to: Table) -> String {
    let added = batch.changes.iter();
    let mut added = added.filter(|c| c.table == to && c.before.is_none());
    let word = Visibility::Private.word();
    let is_private = added.any(|c| {
        let row = c.after.as_ref();
        row.and_then(|row| row.get("visibility")) == Some(&Json::from(word))
    });
    let private = if is_private { ", private" } else { "" };
    let list = match to {
        Table::Commitments => ", in Promises",
        Table::Goals => ", in Goals",
        Table::Challenges => ", in Challenges",
        Table::Lessons => ", in Lessons",
        Table::Resources => ", in Learning",
        Table::Questions => ", in Saved questions",
        Table::Wins => ", in Wins",
        Table::Feedback => ", in Feedback",
        _ => "",
    };
    format!("{private}{list}")
}

/// The new row, as it is made where it is written by hand.
fn added(scene: &Scene, relationship: Id, from: Link, to: Table, row: &Row, made: &Made) -> Step {
    let text = made.text.as_str();
    match to {
        Table::Goals => goal::add(scene, relationship, made.owner, text, made.due),
        Table::Commitments => promise::add(
            scene,
            &NewPromise {
                relationship,
                session: scene.live_with(relationship)?.map(|s| s.id),
                owner: made.owner,
                text: text.to_owned(),
                due: made.due,
                goal: turn::goal(from.table, row),
            },
        ),
        Table::AgendaItems if from.table == Table::Questions => backlog::take(
            scene,
            relationship,
            made.session,
            &[Source::Question(from.id)],
        ),
        Table::AgendaItems => item::add(
            scene,
            &NewItem {
                relationship,
                session: made.session,
                kind: made.kind.unwrap_or_else(|| turn::item_kind(from.table)),
                owner: made.owner,
                title: text.to_owned(),
                minutes: made.minutes,
                goal: None,
            },
        ),
        Table::Lessons if from.table == Table::Challenges => practice::learn(scene, from.id, text),
        Table::Lessons => capture::lesson(scene, relationship, text),
        Table::Challenges => capture::challenge(scene, relationship, None, text, made.owner),
        Table::Feedback => capture::feedback(scene, relationship, None, Direction::ToPartner, text),
        Table::Questions => capture::question(scene, relationship, text),
        Table::Resources => capture::resource(scene, relationship, text, made.due),
        Table::Wins => capture::win(scene, relationship, None, text, made.owner),
        _ => refuse("Nothing is turned into that."),
    }
}

/// The new row with what ties it to the old one: where it came from, what it is about, its goal, and that it is private.
fn tied(scene: &Scene, mut batch: Batch, from: Link, to: Table, row: &Row) -> Result<Batch> {
    let goal = turn::goal(from.table, row);
    let is_private = match row.get("visibility").and_then(Json::as_str) {
        Some(word) => word == Visibility::Private.word(),
        None => match goal {
            Some(goal) => scene.store.get::<Goal>(goal)?.visibility == Visibility::Private,
            None => false,
        },
    };
    let link = serde_json::to_value(from).unwrap_or_default();
    let new = batch
        .changes
        .iter_mut()
        .find(|c| c.table == to && c.before.is_none())
        .and_then(|c| c.after.as_mut());
    if let Some(new) = new {
        new.insert("made_from".into(), link.clone());
        if to == Table::AgendaItems {
            new.insert("link".into(), link);
        }
        if is_private && to.column("visibility").is_some() {
            new.insert("visibility".into(), Visibility::Private.word().into());
        }
        let takes_goal = to.column("goal_id").is_some_and(|c| c.kind == Kind::Id);
        if let Some(goal) = goal.filter(|_| takes_goal) {
            new.insert("goal_id".into(), goal.to_string().into());
        }
    }
    Ok(batch)
}

/// A resource whose takeaway is used says where.
fn used(scene: &Scene, batch: Batch, from: Link, new: Option<(Table, Id)>) -> Result<Batch> {
    let Some((table, id)) = new.filter(|_| from.table == Table::Resources) else {
        return Ok(batch);
    };
    let resource: Resource = scene.store.get(from.id)?;
    if resource.takeaway.is_empty() || resource.used_in.is_some() {
        return Ok(batch);
    }
    let used = Resource {
        used_in: Some(Link { table, id }),
        ..resource.clone()
    };
    Ok(batch.edit(&resource, &used))
}
