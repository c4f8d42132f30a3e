//! An agenda template goes behind what is there, with the live rows that belong under its items. An item whose title is there
//! and open is not placed again.

use super::backlog::{about, feedback_item, question_item};
use super::item::{agenda_of, end_of};
use super::say::{count, refuse};
use super::{Scene, Step};
use crate::domain::carry::{self, End};
use crate::domain::content::{self, TemplateItem};
use crate::domain::{
    AgendaItem, Batch, Commitment, Id, ItemKind, Link, Relationship, Session, SessionStatus, Table,
};
use crate::store::Result;

/// How many rows of one sort a template places, so that it doesn't fill an agenda by itself.
const MOST: i64 = 5;
/// The template of a last session: it fills the session alone, and what was there gives way to it.
const CLOSING: &str = "closing";
/// Minutes that a row placed under an item takes from it.
const PULLED_MINUTES: i64 = 2;

/// What a template is applied to.
struct Applying<'a> {
    scene: &'a Scene<'a>,
    relationship: Relationship,
    session: Session,
    end: End,
    batch: Batch,
    /// What the open items of the agenda are about.
    links: Vec<Link>,
    /// What was carried here or waits in the backlog, until it is placed.
    carried: Vec<AgendaItem>,
}

pub(super) fn apply(scene: &Scene, session: Id, template: &str) -> Step {
    let old: Session = scene.store.get(session)?;
    let session = agenda_of(scene, old.relationship_id, session)?;
    let Some(template) = content::template(template) else {
        return refuse("There is no such template. Press t to see which there are.");
    };
    let relationship: Relationship = scene.store.get(session.relationship_id)?;
    let all = scene.store.open_items(session.id)?;
    let makes_room = template.id == CLOSING && session.status == SessionStatus::Planned;
    let (away, open): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|item| makes_room && template.items.iter().all(|t| t.title != item.title));
    let mut carried: Vec<_> = open.iter().filter(|i| i.carry_count > 0).cloned().collect();
    carried.extend(scene.store.backlog(relationship.id)?);
    let mut applying = Applying {
        scene,
        batch: Batch::new(relationship.id, format!("Template: {}", template.name)),
        end: end_of(scene, Some(session.id))?,
        links: open.iter().filter_map(|i| i.link).collect(),
        carried,
        relationship,
        session: session.clone(),
    };
    let mut first = None;
    let is_there = |item: &TemplateItem| open.iter().any(|o| o.title == item.title);
    let mut skipped = 0;
    for (item, minutes) in template.scaled(session.planned_minutes) {
        if is_there(item) {
            skipped += 1;
        } else {
            first = first.or(Some(applying.place(item, minutes)?));
        }
    }
    applying.leave(&away)?;
    if first.is_none() {
        return refuse("All of this template stands on the agenda already. Nothing was added.");
    }
    if skipped > 0 {
        let there = format!(" · {skipped} were there already");
        applying.batch.label.push_str(&there);
    }
    let mut after = session.clone();
    if after.template.is_empty() {
        template.id.clone_into(&mut after.template);
    }
    Ok((
        applying.batch.edit(&session, &after),
        first.map(|id| (Table::AgendaItems, id)),
    ))
}

impl Applying<'_> {
    /// What gives way to the template waits in the backlog.
    fn leave(&mut self, away: &[AgendaItem]) -> Result<()> {
        let mut end = end_of(self.scene, None)?;
        for item in away {
            let waits = carry::join(item, &mut end);
            self.batch = std::mem::take(&mut self.batch).edit(item, &waits);
        }
        if !away.is_empty() {
            let words = format!(" · {} to the backlog", count(away.len(), "item"));
            self.batch.label.push_str(&words);
        }
        Ok(())
    }

    /// An item of the template, then what belongs under it.
    fn place(&mut self, item: &TemplateItem, minutes: i64) -> Result<Id> {
        let scene = self.scene;
        let mut head = fresh!(
            scene,
            self.relationship.id,
            AgendaItem {
                session_id: Some(self.session.id),
                kind: item.kind,
                owner: item.owner.side(self.relationship.my_role),
                title: item.title.clone(),
                prompt: item.prompt.clone(),
                position: self.end.place(),
                minutes,
            }
        );
        let at = self.batch.changes.len();
        let new = match item.pull.as_str() {
            "carried_items" => self.pull_carried(),
            "questions_queued" => self.pull_questions()?,
            "commitments_due" => self.pull_promises()?,
            "feedback_pending" => self.pull_feedback()?,
            _ => 0,
        };
        head.minutes = (minutes - PULLED_MINUTES.saturating_mul(new)).max(PULLED_MINUTES);
        let pulled = self.batch.changes.split_off(at);
        self.batch = std::mem::take(&mut self.batch).add(&head);
        self.batch.changes.extend(pulled);
        Ok(head.id)
    }

    /// What was carried here, or waits in the backlog: the same rows, placed here, with their own minutes.
    fn pull_carried(&mut self) -> i64 {
        for row in std::mem::take(&mut self.carried) {
            let placed = carry::join(&row, &mut self.end);
            self.batch = std::mem::take(&mut self.batch).edit(&row, &placed);
            self.links.extend(placed.link);
        }
        0
    }

    fn pull_questions(&mut self) -> Result<i64> {
        let mut added = 0;
        for question in self
            .scene
            .store
            .queued_questions(self.relationship.id, MOST)?
        {
            let one = self.add(vec![question_item(
                self.scene,
                &self.relationship,
                &question,
            )]);
            if one > 0 {
                self.batch = std::mem::take(&mut self.batch).edit(&question, &question.on_agenda());
            }
            added += one;
        }
        Ok(added)
    }

    fn pull_promises(&mut self) -> Result<i64> {
        let day = self.session.planned_start.day(self.scene.now.zone);
        let due = self
            .scene
            .store
            .promises_due(self.relationship.id, day, MOST)?;
        let item = |promise: &Commitment| AgendaItem {
            kind: ItemKind::Progress,
            owner: promise.owner,
            visibility: promise.visibility,
            ..about(
                self.scene,
                &self.relationship,
                Link {
                    table: Table::Commitments,
                    id: promise.id,
                },
                &promise.text,
            )
        };
        let items = due.iter().map(item).collect();
        Ok(self.add(items))
    }

    fn pull_feedback(&mut self) -> Result<i64> {
        let waiting = self
            .scene
            .store
            .feedback_waiting(self.relationship.id, MOST)?;
        let items = waiting
            .iter()
            .map(|f| feedback_item(self.scene, &self.relationship, f))
            .collect();
        Ok(self.add(items))
    }

    /// Adds those that this agenda is not about already; gives how many.
    fn add(&mut self, items: Vec<AgendaItem>) -> i64 {
        let mut added = 0;
        for item in items {
            if item.link.is_none_or(|link| !self.links.contains(&link)) {
                let session_id = Some(self.session.id);
                let item = AgendaItem {
                    session_id,
                    position: self.end.place(),
                    minutes: PULLED_MINUTES,
                    ..item
                };
                self.batch = std::mem::take(&mut self.batch).add(&item);
                self.links.extend(item.link);
                added += 1;
            }
        }
        added
    }
}
