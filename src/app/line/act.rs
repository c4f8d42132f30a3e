//! The action that Enter makes of a line, or the sentence that says why it makes none.

use crate::actions::{Act, Made, NewItem, NewPromise};
use crate::domain::feedback::{Direction, RequestStatus, Response};
use crate::domain::learning::ResourceStatus;
use crate::domain::quick_line::{Mark, QuickLine};
use crate::domain::when::{self};
use crate::domain::{Id, ItemKind, ItemStatus, Side, Table};

use super::Line;
use super::context::Context;
use super::goal::{rated, sure, thought_about};
use super::moved::{Cancelled, Moved};
use super::purpose::Purpose;
use super::start::{is_over, start};

impl Line {
    /// What something is turned into, as it is written.
    fn made(
        &self,
        text: &str,
        to: Table,
        session: Option<Id>,
        context: &Context<'_>,
    ) -> Result<Made, String> {
        let (takes_date, is_item) = (
            matches!(to, Table::Goals | Table::Commitments | Table::Resources),
            to == Table::AgendaItems,
        );
        let grammar = context.grammar(takes_date);
        let line = if takes_date || is_item {
            QuickLine::read(text, &grammar.borrow())
        } else {
            QuickLine {
                text: text.to_owned(),
                ..QuickLine::default()
            }
        };
        Ok(Made {
            text: some(line.text)?,
            owner: line.owner.unwrap_or(self.side),
            due: line.due,
            minutes: line.minutes.map(i64::from),
            kind: line.mark.map(|mark| item_kind(Some(mark))),
            session,
        })
    }

    /// The action that Enter makes; a sentence where it can't be made of this.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what to do.
    #[expect(clippy::too_many_lines, reason = "a flat list, a few lines a purpose")]
    pub fn act(&self, context: &Context<'_>) -> Result<Act, String> {
        let text = self.field.value().trim().to_owned();
        let Some(relationship) = context.relationship else {
            return Err("Nobody is in the file yet. 0, then a adds a person.".into());
        };
        let id = relationship.id;
        match &self.purpose {
            Purpose::Item { session } => self.item(&text, *session, context, id),
            Purpose::Outcome { item, .. } => {
                let outcome = (!text.is_empty()).then_some(text);
                Ok(Act::Item {
                    id: *item,
                    to: ItemStatus::Done,
                    outcome,
                })
            }
            Purpose::Promise { session } => self.promise(&text, *session, context, id),
            Purpose::PromiseDue { id } => {
                let due = optional_day(&text, context)?;
                Ok(Act::PromiseDue { id: *id, due })
            }
            Purpose::Material { session } => Ok(Act::AddMaterial {
                session: *session,
                label: some(text)?,
                for_side: self.side,
            }),
            Purpose::Plan => {
                let start = start(&text, context)?;
                Ok(if is_over(start, context) {
                    Act::EnterHeld {
                        relationship: id,
                        start,
                        minutes: None,
                    }
                } else {
                    Act::Plan {
                        relationship: id,
                        start,
                        minutes: None,
                        place: None,
                    }
                })
            }
            Purpose::Move { session } => {
                let moved = Moved::read(&text, self.side, context)?;
                Ok(Act::Move {
                    session: *session,
                    start: moved.start,
                    by: moved.by,
                    told_at: moved.told_at,
                    reason: moved.reason,
                })
            }
            Purpose::Cancel { session } => {
                let cancelled = Cancelled::read(&text, self.side, context)?;
                Ok(Act::Cancel {
                    session: *session,
                    by: cancelled.by,
                    told_at: Some(cancelled.told_at),
                    reason: cancelled.reason,
                })
            }
            Purpose::Goal { .. } => {
                let (text, is_draft) = thought_about(&text);
                let line = QuickLine::read(text, &context.grammar(true).borrow());
                let (owner, title, target) =
                    (line.owner.unwrap_or(self.side), some(line.text)?, line.due);
                Ok(if is_draft {
                    Act::AddDraftGoal {
                        relationship: id,
                        owner,
                        title,
                        target,
                    }
                } else {
                    Act::AddGoal {
                        relationship: id,
                        owner,
                        title,
                        target,
                    }
                })
            }
            Purpose::Milestone { goal } => {
                let line = QuickLine::read(&text, &context.grammar(true).borrow());
                Ok(Act::AddMilestone {
                    goal: *goal,
                    title: some(line.text)?,
                    due: line.due,
                })
            }
            Purpose::MilestoneTo { id } => Ok(Act::MilestoneTo {
                id: *id,
                goal: goal_named(&text, context)?,
            }),
            Purpose::Update { goal } => {
                let (text, confidence) = sure(&text);
                Ok(Act::GoalUpdate {
                    goal: *goal,
                    text: some(text)?,
                    confidence,
                })
            }
            Purpose::CloseNote { of } if of.table == Table::Goals => {
                let (note, rating) = rated(&text, self.skill);
                Ok(Act::GoalNote {
                    id: of.id,
                    note: note.to_owned(),
                    rating,
                })
            }
            Purpose::CloseNote { of } if of.table == Table::AgendaItems => Ok(Act::ItemNote {
                id: of.id,
                note: text,
            }),
            Purpose::CloseNote { of } => Ok(Act::PromiseNote {
                id: of.id,
                note: text,
            }),
            Purpose::Answer { id, response } => {
                if *response == Response::Declined {
                    some(text.clone()).map_err(|_| {
                        "Declining needs its reason, in a few words. Esc leaves it unanswered."
                            .to_owned()
                    })?;
                }
                Ok(Act::Answer {
                    id: *id,
                    response: *response,
                    note: text,
                })
            }
            Purpose::Request => Ok(Act::AddRequest {
                relationship: id,
                to: self.side,
                about: some(text)?,
            }),
            Purpose::RequestAnswer { request, .. } => Ok(if text.is_empty() {
                Act::Request {
                    id: *request,
                    to: RequestStatus::Answered,
                }
            } else {
                Act::AnswerRequest { id: *request, text }
            }),
            Purpose::Feedback { session, .. } => {
                let direction = if self.side == Side::Me {
                    Direction::ToPartner
                } else {
                    Direction::FromPartner
                };
                Ok(Act::AddFeedback {
                    relationship: id,
                    session: *session,
                    direction,
                    text: some(text)?,
                })
            }
            Purpose::Win { session } => Ok(Act::AddWin {
                relationship: id,
                session: *session,
                text: some(text)?,
                whose: self.side,
            }),
            Purpose::Challenge { session } => Ok(Act::AddChallenge {
                relationship: id,
                session: *session,
                text: some(text)?,
                owner: self.side,
            }),
            Purpose::Question => Ok(Act::AddQuestion {
                relationship: id,
                text: some(text)?,
            }),
            Purpose::Lesson { challenge: None } => Ok(Act::AddLesson {
                relationship: id,
                text: some(text)?,
            }),
            Purpose::Lesson {
                challenge: Some(challenge),
            } => Ok(Act::Learn {
                challenge: *challenge,
                text: some(text)?,
            }),
            Purpose::Resource => {
                let line = QuickLine::read(&text, &context.grammar(true).borrow());
                Ok(Act::AddResource {
                    relationship: id,
                    text: some(line.text)?,
                    starts_on: line.due,
                })
            }
            Purpose::Takeaway { resource } => Ok(Act::Resource {
                id: *resource,
                to: ResourceStatus::Done,
                takeaway: Some(text),
            }),
            Purpose::Pause { relationship } => Ok(Act::Pause {
                id: *relationship,
                until: optional_day(&text, context)?,
            }),
            Purpose::EndRelationship { relationship, kind } => Ok(Act::EndRelationship {
                id: *relationship,
                kind: *kind,
                note: text,
            }),
            Purpose::Turn { from, to, session } => Ok(Act::TurnInto {
                from: *from,
                to: *to,
                made: self.made(&text, *to, *session, context)?,
            }),
        }
    }

    fn item(
        &self,
        text: &str,
        session: Option<Id>,
        context: &Context<'_>,
        relationship: Id,
    ) -> Result<Act, String> {
        let line = QuickLine::read(text, &context.grammar(false).borrow());
        Ok(Act::AddItem(NewItem {
            relationship,
            session,
            kind: item_kind(line.mark),
            owner: line.owner.unwrap_or(self.side),
            title: some(line.text)?,
            minutes: line.minutes.map(i64::from),
            goal: line
                .goal
                .and_then(|n| context.goals.get(n))
                .map(|(id, _)| *id),
        }))
    }

    fn promise(
        &self,
        text: &str,
        session: Option<Id>,
        context: &Context<'_>,
        relationship: Id,
    ) -> Result<Act, String> {
        let line = QuickLine::read(text, &context.grammar(true).borrow());
        Ok(Act::AddPromise(NewPromise {
            relationship,
            session,
            owner: line.owner.unwrap_or(self.side),
            text: some(line.text)?,
            due: line.due,
            goal: line
                .goal
                .and_then(|n| context.goals.get(n))
                .map(|(id, _)| *id),
        }))
    }
}

/// The kind of item that a mark means; what isn't an item's mark is a topic.
#[must_use]
pub fn item_kind(mark: Option<Mark>) -> ItemKind {
    match mark {
        Some(Mark::Question) => ItemKind::Question,
        Some(Mark::Decision) => ItemKind::Decision,
        Some(Mark::Progress) => ItemKind::Progress,
        Some(Mark::Feedback) => ItemKind::Feedback,
        _ => ItemKind::Topic,
    }
}

fn some(text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("Nothing is written yet. Type it, or Esc closes.".into())
    } else {
        Ok(text)
    }
}

/// A day, or none where nothing is typed.
fn optional_day(text: &str, context: &Context<'_>) -> Result<Option<chrono::NaiveDate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    when::day_or_length(text, context.now.local())
        .map(Some)
        .map_err(|e| e.to_string())
}

fn goal_named(text: &str, context: &Context<'_>) -> Result<Id, String> {
    let line = QuickLine::read(
        &format!("x #{}", text.trim_start_matches('#')),
        &context.grammar(false).borrow(),
    );
    let found = line
        .goal
        .and_then(|n| context.goals.get(n))
        .map(|(id, _)| *id);
    found.ok_or_else(|| {
        format!("No active goal has a word like '{text}'. Type the first letters of one.")
    })
}
