//! One line: what is asked for, how it is understood while typing, and the action that Enter makes of it.

use crate::actions::{Act, Made};
use crate::domain::feedback::{Direction, RequestStatus, Response};
use crate::domain::learning::{ResourceKind, ResourceStatus};
use crate::domain::moment::{Now, days_on};
use crate::domain::quick_line::{Grammar, Mark, QuickLine};
use crate::domain::relationship::EndKind;
use crate::domain::when::{self, Leaning};
use crate::domain::{Id, Instant, ItemKind, ItemStatus, Link, Relationship, Side, Table, Word};

use super::field::Field;

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the rows that they are about")]
pub enum Purpose {
    /// An agenda item.
    Item { session: Option<Id> },
    /// What was decided, on the way to done.
    Outcome { item: Id, kind: ItemKind },
    /// A promise.
    Promise { session: Option<Id> },
    /// Another date for a promise.
    PromiseDue { id: Id },
    /// Something to bring.
    Material { session: Id },
    /// A new session.
    Plan,
    /// Another date for a session.
    Move { session: Id },
    /// A session is called off.
    Cancel { session: Id },
    /// A goal.
    Goal { owner: Side },
    /// A milestone.
    Milestone { goal: Id },
    /// Another goal for a milestone.
    MilestoneTo { id: Id },
    /// What moved.
    Update { goal: Id },
    /// How a goal or a promise ended.
    CloseNote { of: Link },
    /// A piece of feedback, from or to whom.
    Feedback { session: Option<Id>, from: Side },
    /// What came of a piece of feedback.
    Answer { id: Id, response: Response },
    /// Feedback is asked for.
    Request,
    /// The feedback that came on a request.
    RequestAnswer { request: Id, to: Side },
    /// A win.
    Win { session: Option<Id> },
    /// A challenge.
    Challenge,
    /// A question for later.
    Question,
    /// A lesson: what a challenge ended in, or one of its own.
    Lesson { challenge: Option<Id> },
    /// Something to learn from.
    Resource,
    /// What stayed of a resource, on the way to done.
    Takeaway { resource: Id },
    /// A pause, and until when.
    Pause { relationship: Id },
    /// An end, and a line on it.
    EndRelationship { relationship: Id, kind: EndKind },
    /// Something is turned into something else; an item joins that session.
    Turn {
        from: Link,
        to: Table,
        session: Option<Id>,
    },
}

/// The line that is open.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own; no two of them make a state"
)]
pub struct Line {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub field: Field,
    /// A line that was begun before; ↑ takes it. None until it is read.
    pub draft: Option<String>,
    /// That is a date which the cadence proposes, not a line that was begun.
    pub is_proposal: bool,
    /// The draft has been looked up.
    pub is_draft_read: bool,
    /// Whose, where Tab turns it.
    pub side: Side,
    /// Which kind, where Tab turns it.
    pub kind: ItemKind,
    /// What was wrong with it at the last Enter.
    pub error: Option<String>,
    /// The stored draft differs from what is typed.
    pub is_unsaved: bool,
    /// A menu opened it: Enter closes it, whatever it is for.
    pub is_once: bool,
    /// It is about a skill, which may be rated.
    pub skill: Option<Skill>,
}

/// A skill that is closed, which may be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skill {
    /// 1–5, how it was rated at the start.
    pub at_start: Option<i64>,
}

/// What a line is understood with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub now: Now,
    /// The relationship in view.
    pub relationship: Option<&'a Relationship>,
    /// Its open goals.
    pub goals: &'a [(Id, String)],
    /// The session that the purpose is about, as it is planned.
    pub planned: Option<Instant>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        let side = match purpose {
            Purpose::Item { .. } => Side::Both,
            Purpose::Feedback { from, .. } => from,
            Purpose::RequestAnswer { to, .. } => to,
            Purpose::Request => Side::Partner,
            Purpose::Goal { owner } => owner,
            _ => Side::Me,
        };
        let (draft, error) = (None, None);
        Self {
            purpose,
            field: Field::line(""),
            draft,
            is_proposal: false,
            is_draft_read: false,
            side,
            kind: ItemKind::Topic,
            error,
            is_unsaved: false,
            is_once: false,
            skill: None,
        }
    }

    /// What the line asks for, in the terms of what is written by hand: what is turned into a promise is written as one.
    #[must_use]
    pub fn plain(&self) -> Purpose {
        let session = None;
        match &self.purpose {
            Purpose::Turn {
                to, session: on, ..
            } => match to {
                Table::AgendaItems => Purpose::Item { session: *on },
                Table::Goals => Purpose::Goal { owner: self.side },
                Table::Commitments => Purpose::Promise { session },
                Table::Lessons => Purpose::Lesson { challenge: None },
                Table::Challenges => Purpose::Challenge,
                Table::Feedback => Purpose::Feedback {
                    session,
                    from: Side::Me,
                },
                Table::Wins => Purpose::Win { session },
                _ => Purpose::Question,
            },
            other => other.clone(),
        }
    }

    /// What something is turned into, as it is written.
    fn made(
        &self,
        text: &str,
        to: Table,
        session: Option<Id>,
        context: &Context<'_>,
    ) -> Result<Made, String> {
        let (takes_date, is_item) = (
            matches!(to, Table::Goals | Table::Commitments),
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

    /// Under which name a begun line is kept.
    #[must_use]
    pub fn draft_name(&self) -> String {
        let name = format!("{:?}", self.purpose);
        let name = name.split([' ', '{']).next().unwrap_or("line");
        // What was begun for one goal is not offered for another; an agenda's line may go onto the next one.
        let of = match &self.purpose {
            Purpose::Milestone { goal: id }
            | Purpose::Update { goal: id }
            | Purpose::Outcome { item: id, .. }
            | Purpose::PromiseDue { id }
            | Purpose::MilestoneTo { id }
            | Purpose::Answer { id, .. }
            | Purpose::RequestAnswer { request: id, .. }
            | Purpose::Takeaway { resource: id }
            | Purpose::Lesson {
                challenge: Some(id),
            } => format!("-{id}"),
            _ => String::new(),
        };
        format!("{}{of}", name.to_lowercase())
    }

    /// The line that was begun before and not taken; a proposed date is none.
    #[must_use]
    pub fn begun_before(&self) -> String {
        self.draft
            .clone()
            .filter(|_| !self.is_proposal)
            .unwrap_or_default()
    }

    /// What stands before the field.
    #[must_use]
    pub fn label(&self, partner: &str) -> String {
        match &self.plain() {
            Purpose::Item { session: Some(_) } => "Add".into(),
            Purpose::Item { session: None } => "Backlog".into(),
            Purpose::Outcome { kind, .. } => match kind {
                ItemKind::Decision => "Decided".into(),
                ItemKind::Question => "Answer".into(),
                _ => "What came of it".into(),
            },
            Purpose::Promise { .. } => match self.side {
                Side::Me => "I promise".into(),
                Side::Partner => format!("{partner} promises"),
                Side::Both => "We promise".into(),
            },
            Purpose::PromiseDue { .. } => "By".into(),
            Purpose::Material { .. } => {
                if self.side == Side::Me {
                    "I bring".into()
                } else {
                    format!("{partner} brings")
                }
            }
            Purpose::Plan => "Plan".into(),
            Purpose::Move { .. } => {
                if who(&self.field.value(), self.side, partner).1 == Side::Me {
                    "I move to".into()
                } else {
                    format!("{partner} moves to")
                }
            }
            Purpose::Cancel { .. } => {
                if self.side == Side::Me {
                    "I cancel".into()
                } else {
                    format!("{partner} cancels")
                }
            }
            Purpose::Goal { .. } => {
                if self.side == Side::Partner {
                    format!("Goal of {partner}")
                } else {
                    "Goal".into()
                }
            }
            Purpose::Milestone { .. } => "Milestone".into(),
            Purpose::MilestoneTo { .. } => "To goal #".into(),
            Purpose::Update { .. } => "What moved".into(),
            Purpose::CloseNote { of } => match (of.table, self.kind) {
                (Table::AgendaItems, ItemKind::Question) => "Answer".into(),
                (Table::AgendaItems, ItemKind::Decision) => "Decided".into(),
                (Table::AgendaItems, _) => "What came of it".into(),
                _ => "How it ended".into(),
            },
            Purpose::Feedback { .. } | Purpose::RequestAnswer { .. } => {
                if self.side == Side::Me {
                    format!("To {partner}")
                } else {
                    format!("From {partner}")
                }
            }
            Purpose::Answer { response, .. } => match response {
                Response::Trying => "Trying".into(),
                Response::Changed => "Changed".into(),
                Response::Considered => "Considered".into(),
                Response::Declined => "Declined, because".into(),
            },
            Purpose::Request => {
                if self.side == Side::Me {
                    format!("{partner} asks me about")
                } else {
                    format!("Ask {partner} about")
                }
            }
            Purpose::Win { .. } => {
                if self.side == Side::Partner {
                    format!("Win, {partner}'s")
                } else {
                    "Win".into()
                }
            }
            Purpose::Challenge => "Challenge".into(),
            Purpose::Question => "Question".into(),
            Purpose::Lesson { .. } => "Lesson".into(),
            Purpose::Resource => "To learn from".into(),
            Purpose::Takeaway { .. } => "What stayed".into(),
            Purpose::Pause { .. } => "Pause to".into(),
            Purpose::EndRelationship { kind, .. } => format!("Ended, {}", kind.spoken()),
            Purpose::Turn { .. } => String::new(),
        }
    }

    /// An example, muted in the empty field.
    #[must_use]
    pub fn example(&self) -> &'static str {
        match &self.plain() {
            Purpose::Item { .. } => "How did you choose? 5m @me #design",
            Purpose::Outcome { .. } => "in a few words, or nothing",
            Purpose::Promise { .. } => "Send the paper fri",
            Purpose::PromiseDue { .. } => "fri, 26 nov, in 2 weeks",
            Purpose::Material { .. } => "slides draft",
            Purpose::Plan => "thu 15:00; one that is over is entered as held",
            Purpose::Move { .. } => "fri 15:00, or fri 15:00 told wed 10",
            Purpose::Cancel { .. } => "why, or told wed 10, or nothing",
            Purpose::Goal { .. } => "Lead a design review by 18 dec; ? first: a draft",
            Purpose::Milestone { .. } => "Lead one alone by 30 nov",
            Purpose::MilestoneTo { .. } => "a word of its title",
            Purpose::Update { .. } => "one line on what moved",
            Purpose::CloseNote { .. } if self.skill.is_some() => "4/5 own rating, a line",
            Purpose::CloseNote { .. } => "a line on it",
            Purpose::Feedback { .. } => "what was done, and what it led to",
            Purpose::Answer {
                response: Response::Declined,
                ..
            } => "the reason, in a line",
            Purpose::Answer { .. } => "in a line, or nothing",
            Purpose::Request => "how I end my reviews",
            Purpose::RequestAnswer { .. } => "what was said, or nothing",
            Purpose::Win { .. } => "the talk was accepted",
            Purpose::Challenge => "I rush when I am unsure",
            Purpose::Question => "Which of the two books first?",
            Purpose::Lesson { .. } => "I say a number before I ask for more",
            Purpose::Resource => "conference: Storage days 12 mar",
            Purpose::Takeaway { .. } => "in one sentence, or nothing",
            Purpose::Pause { .. } => "4 jan, in 3 weeks, or nothing",
            Purpose::EndRelationship { .. } => "a line on how it ended, or nothing",
            Purpose::Turn { .. } => "",
        }
    }

    /// Whether Enter leaves the line open for the next one.
    #[must_use]
    pub fn stays_open(&self) -> bool {
        !self.is_once
            && matches!(
                self.purpose,
                Purpose::Item { .. }
                    | Purpose::Material { .. }
                    | Purpose::Milestone { .. }
                    | Purpose::Promise { session: None }
                    | Purpose::Question
            )
    }

    /// Tab: the next owner, direction or kind.
    pub fn turn(&mut self) {
        match self.plain() {
            Purpose::Item { .. } | Purpose::Promise { .. } => self.side = self.side.turned(),
            Purpose::Answer { .. } | Purpose::RequestAnswer { .. } => {}
            _ => {
                self.side = if self.side == Side::Me {
                    Side::Partner
                } else {
                    Side::Me
                }
            }
        }
    }

    /// What is understood so far, for the echo beside the field.
    #[must_use]
    pub fn echo(&self, context: &Context<'_>) -> String {
        let text = self.field.value();
        if text.trim().is_empty() {
            return String::new();
        }
        match &self.plain() {
            Purpose::Item { .. } => item_echo(&text, self.side, context),
            Purpose::Promise { .. } | Purpose::Milestone { .. } => {
                dated_echo(&text, context).join(" · ")
            }
            Purpose::Resource => {
                let kind = ResourceKind::read(&text).0.map(Word::spoken);
                let dated = dated_echo(&text, context);
                kind.into_iter()
                    .chain(dated)
                    .collect::<Vec<_>>()
                    .join(" · ")
            }
            Purpose::Goal { .. } => {
                let (text, is_draft) = thought_about(&text);
                let draft = is_draft.then(|| "draft".to_owned());
                draft
                    .into_iter()
                    .chain(dated_echo(text, context))
                    .collect::<Vec<_>>()
                    .join(" · ")
            }
            Purpose::Plan => plan_echo(&text, context),
            Purpose::Move { .. } => {
                Moved::read(&text, self.side, context).map_or_else(|e| e, |m| m.echo(context))
            }
            Purpose::CloseNote { .. } => match (
                rated(&text, self.skill).1,
                self.skill.and_then(|s| s.at_start),
            ) {
                (Some(end), Some(start)) => format!("own rating {end} of 5, {start} at the start"),
                (Some(end), None) => format!("own rating {end} of 5"),
                (None, _) => String::new(),
            },
            Purpose::PromiseDue { .. } | Purpose::Pause { .. } => {
                match when::day(&text, context.when()) {
                    Ok(day) => when::show_day_long(day),
                    Err(error) => error.to_string(),
                }
            }
            _ => String::new(),
        }
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
                    reason: "not said".into(),
                })
            }
            Purpose::Cancel { session } => {
                let (reason, told_at) = told(&text, context)?;
                Ok(Act::Cancel {
                    session: *session,
                    by: self.side,
                    told_at: Some(told_at),
                    reason,
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
            Purpose::Update { goal } => Ok(Act::GoalUpdate {
                goal: *goal,
                text: some(text)?,
            }),
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
            Purpose::Challenge => Ok(Act::AddChallenge {
                relationship: id,
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
        Ok(Act::AddItem {
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
        })
    }

    fn promise(
        &self,
        text: &str,
        session: Option<Id>,
        context: &Context<'_>,
        relationship: Id,
    ) -> Result<Act, String> {
        let line = QuickLine::read(text, &context.grammar(true).borrow());
        Ok(Act::AddPromise {
            relationship,
            session,
            owner: line.owner.unwrap_or(self.side),
            text: some(line.text)?,
            due: line.due,
            goal: line
                .goal
                .and_then(|n| context.goals.get(n))
                .map(|(id, _)| *id),
        })
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

/// A grammar with the titles that it borrows.
struct Owned<'a> {
    titles: Vec<String>,
    partner: &'a str,
    takes_date: bool,
    now: when::Now,
}

impl Owned<'_> {
    fn borrow(&self) -> Grammar<'_> {
        Grammar {
            takes_date: self.takes_date,
            takes_minutes: !self.takes_date,
            takes_kind: !self.takes_date,
            goals: &self.titles,
            partner: self.partner,
            now: self.now,
        }
    }
}

impl<'a> Context<'a> {
    fn when(&self) -> when::Now {
        when::Now {
            day: self.now.today(),
            time: self.now.time(),
        }
    }

    fn partner(&self) -> &'a str {
        self.relationship.map_or("", |r| r.partner_name.as_str())
    }

    fn grammar(&self, takes_date: bool) -> Owned<'a> {
        let titles = self.goals.iter().map(|(_, title)| title.clone()).collect();
        Owned {
            titles,
            partner: self.partner(),
            takes_date,
            now: self.when(),
        }
    }
}

fn item_echo(text: &str, side: Side, context: &Context<'_>) -> String {
    let grammar = context.grammar(false);
    let mut line = QuickLine::read(text, &grammar.borrow());
    if line.owner.is_none() && side != Side::Both {
        line.owner = Some(side);
    }
    line.understood(&grammar.borrow()).join(" · ")
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
    when::day(text, context.when())
        .map(Some)
        .map_err(|e| e.to_string())
}

/// What a line with a date says, in words.
fn dated_echo(text: &str, context: &Context<'_>) -> Vec<String> {
    let grammar = context.grammar(true);
    QuickLine::read(text, &grammar.borrow()).understood(&grammar.borrow())
}

/// A goal that begins with `?` is a draft: only thought about.
fn thought_about(text: &str) -> (&str, bool) {
    match text.trim_start().strip_prefix('?') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    }
}

/// What a line on a skill says, and the rating that it begins with: `4/5`.
fn rated(text: &str, skill: Option<Skill>) -> (&str, Option<i64>) {
    let text = text.trim();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rating = first.strip_suffix("/5").and_then(|n| n.parse().ok());
    let rating = rating.filter(|n| skill.is_some() && (1..=5).contains(n));
    match rating {
        Some(rating) => (rest.trim(), Some(rating)),
        None => (text, None),
    }
}

fn plan_echo(text: &str, context: &Context<'_>) -> String {
    let moment = match when::moment(text, context.when(), Leaning::Future) {
        Ok(moment) => moment,
        Err(error) => return error.to_string(),
    };
    let start = instant(moment, context);
    let held = if is_over(start, context) {
        " · entered as held"
    } else {
        ""
    };
    format!("{moment}{}{held}", there(start, context))
}

/// What the other one's clock shows then, where it shows something else.
fn there(start: Instant, context: &Context<'_>) -> String {
    let zone = context.now.zone;
    context
        .relationship
        .map_or_else(String::new, |with| with.there(start, zone))
}

/// A session that would be over by now was held, and is entered afterwards.
fn is_over(start: Instant, context: &Context<'_>) -> bool {
    let minutes = context.relationship.map_or(45, |r| r.session_minutes);
    start.plus_minutes(minutes) <= context.now.at
}

/// The instant of a moment; without a time, the time of day that was planned, or the next full hour.
fn instant(moment: when::Moment, context: &Context<'_>) -> Instant {
    let zone = context.now.zone;
    let usual = context.planned.map(|p| p.local(zone).time());
    let time = moment
        .time
        .or(usual)
        .or_else(|| chrono::NaiveTime::from_hms_opt(15, 0, 0))
        .unwrap_or_default();
    Instant::from_day(moment.day, time, zone)
}

fn start(text: &str, context: &Context<'_>) -> Result<Instant, String> {
    if text.is_empty() {
        return Ok(proposed(context));
    }
    let moment = when::moment(text, context.when(), Leaning::Future).map_err(|e| e.to_string())?;
    Ok(instant(moment, context))
}

/// The date that the cadence proposes.
#[must_use]
pub fn proposed(context: &Context<'_>) -> Instant {
    let days = context.relationship.map_or(14, |r| r.cadence_days);
    let from = context
        .planned
        .map_or_else(|| context.now.today(), |p| p.day(context.now.zone));
    let time = context.planned.map(|p| p.local(context.now.zone).time());
    let time = time
        .or_else(|| chrono::NaiveTime::from_hms_opt(15, 0, 0))
        .unwrap_or_default();
    let mut day = days_on(from, days);
    while days > 0 && Instant::from_day(day, time, context.now.zone) <= context.now.at {
        day = days_on(day, days);
    }
    Instant::from_day(day, time, context.now.zone)
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

/// A session's move as it was typed.
struct Moved {
    start: Instant,
    by: Side,
    told_at: Instant,
}

impl Moved {
    fn read(text: &str, side: Side, context: &Context<'_>) -> Result<Self, String> {
        let (rest, told_at) = split_told(text, context)?;
        let (rest, by) = who(
            rest,
            side,
            context.relationship.map_or("", |r| r.first_name()),
        );
        if rest.trim().is_empty() {
            return Err("To which day? Try fri 15:00, in 2 weeks.".into());
        }
        let moment = when::moment(rest.trim(), context.when(), Leaning::Future)
            .map_err(|e| e.to_string())?;
        Ok(Self {
            start: instant(moment, context),
            by,
            told_at,
        })
    }

    fn echo(&self, context: &Context<'_>) -> String {
        let local = self.start.local(context.now.zone);
        let day = when::show_day(local.date(), context.now.today());
        let ahead = context
            .planned
            .map(|p| p.minutes_since(self.told_at.to_minute()))
            .unwrap_or_default();
        let told = if self.told_at == context.now.at {
            "told now"
        } else {
            "told then"
        };
        let notice = if ahead >= 0 {
            format!("{} ahead", when::duration_words(ahead))
        } else {
            "after its time".into()
        };
        let name = context.relationship.map_or("", |r| r.first_name());
        let asked = if self.by == Side::Partner { name } else { "I" };
        format!(
            "{day} {}{} · {asked} asked · {told}, {notice}",
            when::show_time(local.time()),
            there(self.start, context)
        )
    }
}

/// Splits off `told wed 10` at the end; without it, told now.
fn split_told<'t>(text: &'t str, context: &Context<'_>) -> Result<(&'t str, Instant), String> {
    let Some((rest, told)) = text
        .split_once("told ")
        .filter(|(rest, _)| rest.is_empty() || rest.ends_with(' '))
    else {
        return Ok((text, context.now.at));
    };
    let moment =
        when::moment(told.trim(), context.when(), Leaning::Past).map_err(|e| e.to_string())?;
    Ok((rest, instant(moment, context)))
}

fn told(text: &str, context: &Context<'_>) -> Result<(String, Instant), String> {
    let (rest, at) = split_told(text, context)?;
    let reason = rest.trim();
    Ok((
        if reason.is_empty() {
            "not said".into()
        } else {
            reason.to_owned()
        },
        at,
    ))
}

/// Splits off a leading name: the partner's, or me.
fn who<'t>(text: &'t str, side: Side, partner: &str) -> (&'t str, Side) {
    let first = text.split_whitespace().next().unwrap_or("");
    let name = first.trim_start_matches('@').to_lowercase();
    let partner = partner.to_lowercase();
    let found = match name.as_str() {
        "" => None,
        "me" | "i" => Some(Side::Me),
        "them" => Some(Side::Partner),
        other if other == partner => Some(Side::Partner),
        _ => None,
    };
    match found {
        Some(side) => (text.trim_start().strip_prefix(first).unwrap_or(text), side),
        None => (text, side),
    }
}
