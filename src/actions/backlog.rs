//! What could go onto an agenda goes onto it: the backlog, saved questions, the bank, promises, feedback, goals, any row.

use super::called::{called, first_line};
use super::item::{agenda_of, end_of, to_backlog};
use super::say::{count, refuse, short};
use super::{Scene, Source, Step};
use crate::domain::carry::{self, End};
use crate::domain::feedback::Direction;
use crate::domain::question::QuestionStatus;
use crate::domain::{
    AgendaItem, Batch, Commitment, Entity, Feedback, Goal, Id, ItemKind, ItemStatus, Link,
    Question, Relationship, Side, Table, Visibility, content,
};
use crate::store::Result;

/// What several promises are called together on an agenda; one is called by its own words.
const PROMISES: &str = "What we said we would do";
/// Minutes for one promise, and at least for all of them.
const PROMISE_MINUTES: (i64, i64) = (3, 5);
/// Minutes for a question.
const QUESTION_MINUTES: i64 = 5;
/// Minutes for a win.
const WIN_MINUTES: i64 = 3;
/// Minutes for feedback that was asked for.
const REQUEST_MINUTES: i64 = 5;

/// What is taken: the batch so far, where the next item stands, and what the items were.
struct Taking<'a> {
    scene: &'a Scene<'a>,
    relationship: Relationship,
    end: End,
    batch: Batch,
    items: Vec<AgendaItem>,
}

pub(super) fn take(
    scene: &Scene,
    relationship: Id,
    session: Option<Id>,
    sources: &[Source],
) -> Step {
    if let Some(session) = session {
        agenda_of(scene, relationship, session)?;
    }
    let relationship: Relationship = scene.store.get(relationship)?;
    let mut taking = Taking {
        scene,
        end: end_of(scene, session)?,
        batch: Batch::new(relationship.id, String::new()),
        relationship,
        items: Vec::new(),
    };
    let mut seen: Vec<&Source> = Vec::new();
    for source in sources {
        if !seen.contains(&source) {
            taking.take(source, sources)?;
            seen.push(source);
        }
    }
    let label = match taking.items.as_slice() {
        [] => return refuse("Nothing was taken. Space takes what is offered."),
        [one] => format!("Added: {}{}", short(&one.title), to_backlog(session)),
        several => format!(
            "Added: {}{}",
            count(several.len(), "item"),
            to_backlog(session)
        ),
    };
    let focus = taking.items.first().map(|i| (Table::AgendaItems, i.id));
    Ok((
        Batch {
            label,
            ..taking.batch
        },
        focus,
    ))
}

impl Taking<'_> {
    fn take(&mut self, source: &Source, all: &[Source]) -> Result<()> {
        match source {
            Source::Backlog(id) => self.backlog(*id),
            Source::Question(id) => self.question(*id),
            Source::Bank(id) => self.bank(id),
            Source::Words(kind, title) => self.words(*kind, title),
            Source::Promise(id) => self.promises(*id, all),
            Source::Feedback(id) => self.feedback(*id),
            Source::Goal(id) => self.goal(*id),
            Source::Row(link) => self.row(*link, all),
        }
    }

    /// The row, where it belongs to this relationship.
    fn own<T: Entity>(&self, id: Id, of: fn(&T) -> Id) -> Result<T> {
        let row: T = self.scene.store.get(id)?;
        if of(&row) == self.relationship.id {
            return Ok(row);
        }
        refuse(format!(
            "That {} belongs to another relationship. Press o again to see what is this one's.",
            T::TABLE.noun()
        ))
    }

    /// A new item at the end; its place is taken here. What an open item there is about already is not added again.
    fn add(&mut self, item: AgendaItem) -> Result<()> {
        let session = self.end.session_id;
        if let Some(link) = item.link
            && self
                .scene
                .store
                .is_on_agenda(self.relationship.id, session, link)?
        {
            return refuse(format!(
                "'{}' is on that agenda already.",
                short(&item.title)
            ));
        }
        let item = AgendaItem {
            session_id: self.end.session_id,
            position: self.end.place(),
            ..item
        };
        self.batch = std::mem::take(&mut self.batch).add(&item);
        self.items.push(item);
        Ok(())
    }

    fn backlog(&mut self, id: Id) -> Result<()> {
        let item: AgendaItem = self.own(id, |r: &AgendaItem| r.relationship_id)?;
        if item.status != ItemStatus::Open {
            return self.again(&item);
        }
        if item.session_id.is_some() {
            return refuse(format!(
                "'{}' is on an agenda already. Press o again to see what is not.",
                short(&item.title)
            ));
        }
        let there = carry::join(&item, &mut self.end);
        self.batch = std::mem::take(&mut self.batch).edit(&item, &there);
        self.items.push(there);
        Ok(())
    }

    /// What was talked about comes up once more: a new item with the same words, made from the old one.
    fn again(&mut self, item: &AgendaItem) -> Result<()> {
        let copies = match item.session_id {
            Some(session) => self.scene.store.whereabouts(session)?,
            None => Vec::new(),
        };
        if copies
            .iter()
            .any(|copy| copy.from == item.id && copy.status == ItemStatus::Open)
        {
            return refuse(format!(
                "'{}' has gone on already; Enter goes to where it stands now.",
                short(&item.title)
            ));
        }
        let scene = self.scene;
        let link = Link {
            table: Table::AgendaItems,
            id: item.id,
        };
        self.add(fresh!(
            scene,
            self.relationship.id,
            AgendaItem {
                title: item.title.clone(),
                kind: item.kind,
                owner: item.owner,
                minutes: item.minutes,
                prompt: item.prompt.clone(),
                visibility: item.visibility,
                link: item.link,
                made_from: Some(link),
            }
        ))
    }

    fn question(&mut self, id: Id) -> Result<()> {
        let question: Question = self.own(id, |r: &Question| r.relationship_id)?;
        if question.status == QuestionStatus::OnAgenda {
            return refuse(format!(
                "'{}' is on an agenda already. Press o again to see what is not.",
                short(&question.text)
            ));
        }
        self.batch = std::mem::take(&mut self.batch).edit(&question, &question.on_agenda());
        self.add(question_item(self.scene, &self.relationship, &question))
    }

    fn bank(&mut self, bank_id: &str) -> Result<()> {
        let Some(found) = content::question(bank_id) else {
            return refuse("That question is not in the bank. Press o again.");
        };
        let scene = self.scene;
        let question = fresh!(
            scene,
            self.relationship.id,
            Question {
                text: found.text.clone(),
                bank_id: found.id.clone(),
                practice: Some(found.practice),
                ask_by: found.ask_by,
                status: QuestionStatus::OnAgenda,
            }
        );
        self.batch = std::mem::take(&mut self.batch).add(&question);
        self.add(question_item(scene, &self.relationship, &question))
    }

    fn words(&mut self, kind: ItemKind, title: &str) -> Result<()> {
        let store = self.scene.store;
        if store.is_called_so(self.relationship.id, self.end.session_id, title)? {
            return refuse(format!("'{}' is on that agenda already.", short(title)));
        }
        let scene = self.scene;
        self.add(fresh!(
            scene,
            self.relationship.id,
            AgendaItem {
                title: title.to_owned(),
                kind,
            }
        ))
    }

    /// All promises that are taken make one item, which is about the first of them; it is called by that where it is the only one.
    fn promises(&mut self, id: Id, all: &[Source]) -> Result<()> {
        let is_promise = |s: &&Source| promise_of(s).is_some();
        let first = all.iter().find(is_promise).and_then(promise_of);
        if first != Some(id) {
            return Ok(());
        }
        let promise: Commitment = self.own(id, |r: &Commitment| r.relationship_id)?;
        let number = i64::try_from(all.iter().filter(is_promise).count()).unwrap_or(i64::MAX);
        let (title, owner) = if number == 1 {
            (promise.text.as_str(), promise.owner)
        } else {
            (PROMISES, Side::Both)
        };
        let item = about(
            self.scene,
            &self.relationship,
            Link {
                table: Table::Commitments,
                id,
            },
            title,
        );
        let minutes = number
            .saturating_mul(PROMISE_MINUTES.0)
            .max(PROMISE_MINUTES.1);
        self.add(AgendaItem {
            kind: ItemKind::Progress,
            owner,
            visibility: promise.visibility,
            minutes,
            ..item
        })
    }

    fn feedback(&mut self, id: Id) -> Result<()> {
        let feedback: Feedback = self.own(id, |r: &Feedback| r.relationship_id)?;
        self.add(feedback_item(self.scene, &self.relationship, &feedback))
    }

    fn goal(&mut self, id: Id) -> Result<()> {
        let goal: Goal = self.own(id, |r: &Goal| r.relationship_id)?;
        let item = about(
            self.scene,
            &self.relationship,
            Link {
                table: Table::Goals,
                id,
            },
            &goal.title,
        );
        self.add(AgendaItem {
            kind: ItemKind::Progress,
            owner: goal.owner,
            visibility: goal.visibility,
            prompt: "What moved, what is stuck, what did you learn since last time?".to_owned(),
            ..item
        })
    }

    fn row(&mut self, link: Link, all: &[Source]) -> Result<()> {
        match link.table {
            Table::AgendaItems => self.backlog(link.id),
            Table::Questions => self.question(link.id),
            Table::Commitments => self.promises(link.id, all),
            Table::Feedback => self.feedback(link.id),
            Table::Goals => self.goal(link.id),
            _ => self.other(link),
        }
    }

    fn other(&mut self, link: Link) -> Result<()> {
        let Some(row) = self
            .scene
            .store
            .row(link.table, link.id)?
            .filter(|row| !row.contains_key("deleted_at"))
        else {
            return refuse(format!(
                "The {} is not there any more. Press o again to see what is.",
                link.table.noun()
            ));
        };
        let title = called(self.scene, link.table, &row)?;
        let item = about(self.scene, &self.relationship, link, &title);
        let kind = match link.table {
            Table::Milestones | Table::GoalUpdates => ItemKind::Progress,
            Table::FeedbackRequests => ItemKind::Feedback,
            _ => ItemKind::Topic,
        };
        // As long as it was offered for.
        let minutes = match link.table {
            Table::Wins => WIN_MINUTES,
            Table::FeedbackRequests => REQUEST_MINUTES,
            _ => item.minutes,
        };
        // A child is as private as its parent.
        let visibility = if self.scene.store.is_private(link.table, link.id)? {
            Visibility::Private
        } else {
            Visibility::Shared
        };
        self.add(AgendaItem {
            visibility,
            kind,
            minutes,
            ..item
        })
    }
}

/// The promise that a source names.
fn promise_of(source: &Source) -> Option<Id> {
    match source {
        Source::Promise(id)
        | Source::Row(Link {
            table: Table::Commitments,
            id,
        }) => Some(*id),
        _ => None,
    }
}

/// A new topic about a row, not in any list yet.
pub(super) fn about(
    scene: &Scene,
    relationship: &Relationship,
    link: Link,
    title: &str,
) -> AgendaItem {
    fresh!(
        scene,
        relationship.id,
        AgendaItem {
            title: first_line(title),
            link: Some(link),
        }
    )
}

/// The item that asks a saved question, not in any list yet.
pub(super) fn question_item(
    scene: &Scene,
    relationship: &Relationship,
    question: &Question,
) -> AgendaItem {
    AgendaItem {
        kind: ItemKind::Question,
        owner: question.ask_by.side(relationship.my_role),
        visibility: question.visibility,
        minutes: QUESTION_MINUTES,
        ..about(
            scene,
            relationship,
            Link {
                table: Table::Questions,
                id: question.id,
            },
            &question.text,
        )
    }
}

/// The item that answers a piece of feedback, not in any list yet; whoever got it answers.
pub(super) fn feedback_item(
    scene: &Scene,
    relationship: &Relationship,
    feedback: &Feedback,
) -> AgendaItem {
    let title = feedback_title(relationship, feedback);
    AgendaItem {
        kind: ItemKind::Feedback,
        owner: if feedback.direction == Direction::FromPartner {
            Side::Me
        } else {
            Side::Partner
        },
        visibility: feedback.visibility,
        ..about(
            scene,
            relationship,
            Link {
                table: Table::Feedback,
                id: feedback.id,
            },
            &title,
        )
    }
}

/// By what one knows it on an agenda: from whom, and what was seen or heard.
fn feedback_title(relationship: &Relationship, feedback: &Feedback) -> String {
    let way = match feedback.direction {
        Direction::FromPartner => "From",
        Direction::ToPartner => "To",
    };
    let said = feedback.gist().unwrap_or("feedback");
    let words: Vec<_> = said.split_whitespace().collect();
    format!("{way} {}: {}", relationship.first_name(), words.join(" "))
}
