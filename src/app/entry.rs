//! A row of any list: one enum, so that Space, states, minutes, order and the trash mean the same wherever a row stands.

mod person;

use chrono::NaiveDate;

use crate::actions::{Act, Source};
use crate::domain::challenge::{self, ChallengeStatus};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::evidence::{Dimension, Figure, Signal};
use crate::domain::feedback::{self, FeedbackState, RequestStatus, Response};
use crate::domain::goal::{self, GoalStatus, MilestoneStatus, ProgressMode};
use crate::domain::learning::{self, ResourceStatus};
use crate::domain::moment::Now;
use crate::domain::offer::OfferKind;
use crate::domain::progress::Progress;
use crate::domain::session::SessionStatus;
use crate::domain::story::StoryKind;
use crate::domain::{
    AgreementStatus, Id, ItemKind, ItemStatus, Link, Side, Table, agenda, commitment, question,
    session,
};
use crate::store::window::agenda::{ItemLine, MaterialLine, PromiseLine, TextLine};
use crate::store::window::feedback::{FeedbackLine, RequestLine};
use crate::store::window::goals::{GoalLine, MilestoneLine, UpdateLine};
use crate::store::window::links::LinkLine;
use crate::store::window::offers::OfferLine;
use crate::store::window::people::{Group, OwedLine, PersonLine};
use crate::store::window::practices::{AgreementLine, ChallengeLine, LessonLine, ResourceLine};
use crate::store::window::sessions::SessionLine;
use crate::store::window::story::{MonthLine, StoryLine};

use super::board::{PulseLine, RaisedLine};
use super::line::Purpose;
use super::list::Keyed;

/// Which section of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Sessions ahead.
    Ahead,
    /// What is saved between sessions.
    Saved,
    /// Past sessions.
    Past,
    /// A session's items.
    Items,
    /// Open promises.
    Promises,
    /// Promises done today.
    Kept,
    /// Promises that are closed, whenever.
    Settled,
    /// Promises made in a session.
    Made,
    /// Challenges and lessons of a session.
    Learned,
    /// What to bring.
    Bring,
    /// What is offered.
    Offered,
    /// The backlog.
    Backlog,
    /// Saved questions.
    Questions,
    /// Questions that were asked.
    Asked,
    /// Questions that were let go.
    LetGo,
    /// Wins.
    Wins,
    /// Versions of how we work together.
    Agreements,
    /// What was said and told.
    Said,
    /// My goals.
    Mine,
    /// The partner's goals.
    Theirs,
    /// Closed goals.
    Closed,
    /// The line that unfolds them.
    Fold,
    /// Challenges that are in the way.
    Challenges,
    /// What is there to learn from.
    Learning,
    /// Lessons.
    Lessons,
    /// A goal's milestones.
    Milestones,
    /// What else is open with a goal.
    OpenWith,
    /// What moved.
    Updates,
    /// Feedback that waits for an answer.
    Waiting,
    /// Feedback to say.
    ToSay,
    /// Feedback that was asked for and has not come.
    AskedFor,
    /// The goals that feedback led to.
    Areas,
    /// Feedback that was answered.
    Answered,
    /// Feedback that was asked for, answered or withdrawn.
    AskedBefore,
    /// What a row is tied to.
    Links,
    /// An empty story.
    Story,
    /// A month of the story, by its place among the months.
    Month(usize),
    /// A year of months, by the place of its newest.
    Year(usize),
    /// How it began.
    Begun,
    /// The heading over the board, where it stands in one list with the story.
    Trust,
    /// The heading over the story there.
    Telling,
    /// What the board covers.
    Covers,
    /// How far one has come.
    Progress,
    /// What is worth raising.
    Raised,
    /// A row of the evidence board.
    Board(Dimension),
    /// Pulses: one that is due, and those that were taken.
    Pulses,
    /// People.
    People(Group),
    /// My promises, to everyone.
    Owed,
}

/// What is saved between sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Questions.
    Questions,
    /// Wins.
    Wins,
    /// Items without a session.
    Backlog,
    /// Promises that are closed.
    Promises,
    /// How we work together, in its versions.
    Agreement,
}

impl Shelf {
    /// As they stand below the sessions.
    pub const ALL: [Self; 5] = [
        Self::Questions,
        Self::Wins,
        Self::Backlog,
        Self::Agreement,
        Self::Promises,
    ];
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub enum Entry {
    Session(SessionLine),
    Shelf(Shelf, usize),
    Item(ItemLine),
    Promise(PromiseLine),
    Material(MaterialLine),
    Offer(OfferLine),
    Text(TextLine),
    Goal(GoalLine),
    Milestone(MilestoneLine),
    Update(UpdateLine),
    Agreement(AgreementLine),
    Challenge(ChallengeLine),
    Resource(ResourceLine),
    Lesson(LessonLine),
    Feedback(FeedbackLine),
    Request(RequestLine),
    /// What the row in the other pane is tied to.
    Link(LinkLine),
    Story(StoryLine),
    /// A month of the story, counted.
    Month(MonthLine),
    /// The first thing of the story, at its end.
    Begun(StoryLine),
    /// The first or the last thing of a year, after this word.
    Edge(&'static str, StoryLine),
    /// How far one has come, one strand of it.
    Progress(Progress),
    /// Words that no key is about.
    Note(String),
    Person(Box<PersonLine>),
    Owed(Box<OwedLine>),
    /// A line of the evidence board.
    Figure(Signal, Figure),
    /// Something worth raising.
    Raised(Box<RaisedLine>),
    /// A pulse that is offered, or those of one side.
    Pulse(PulseLine),
    /// The line that unfolds the closed goals, or those whom one no longer meets, with their number.
    Fold(usize),
    /// What an empty section says.
    Hint(&'static str),
}

impl Keyed for Entry {
    fn key(&self) -> Option<(Table, Id)> {
        Some(match self {
            Self::Session(line) => (Table::Sessions, line.id),
            Self::Item(line) => (Table::AgendaItems, line.id),
            Self::Promise(line) => (Table::Commitments, line.id),
            Self::Material(line) => (Table::Materials, line.id),
            Self::Offer(line) => return line.row,
            Self::Text(line) => (line.table, line.id),
            Self::Goal(line) => (Table::Goals, line.id),
            Self::Milestone(line) => (Table::Milestones, line.id),
            Self::Update(line) => (Table::GoalUpdates, line.id),
            Self::Agreement(line) => (Table::Agreements, line.id),
            Self::Challenge(line) => (Table::Challenges, line.id),
            Self::Resource(line) => (Table::Resources, line.id),
            Self::Lesson(line) => (Table::Lessons, line.id),
            Self::Feedback(line) => (Table::Feedback, line.id),
            Self::Request(line) => (Table::FeedbackRequests, line.id),
            Self::Story(line) | Self::Begun(line) | Self::Edge(_, line) => (line.table(), line.id),
            Self::Person(line) => (Table::Relationships, line.id),
            Self::Owed(line) => (Table::Commitments, line.promise.id),
            Self::Figure(..)
            | Self::Raised(_)
            | Self::Pulse(_)
            | Self::Shelf(..)
            | Self::Link(_)
            | Self::Month(_)
            | Self::Progress(_)
            | Self::Note(_)
            | Self::Fold(_)
            | Self::Hint(_) => {
                return None;
            }
        })
    }
}

/// What a key on a row leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It is done at once.
    Act(Act),
    /// One line is asked for.
    Ask(Purpose),
    /// A kind is shown in the story, or no longer; none shows what it shows at first.
    Show(Option<StoryKind>),
}

impl Entry {
    /// The row's yes: what Space does.
    #[must_use]
    pub fn toggle(&self, in_call: bool) -> Option<Step> {
        Some(match self {
            Self::Item(line) if line.status == ItemStatus::Open => {
                if in_call && line.kind == ItemKind::Decision {
                    return outcome_step(line);
                }
                Step::Act(Act::Item {
                    id: line.id,
                    to: ItemStatus::Done,
                    outcome: None,
                })
            }
            Self::Item(line) => Step::Act(Act::Item {
                id: line.id,
                to: ItemStatus::Open,
                outcome: None,
            }),
            Self::Owed(line) => return Self::Promise(line.promise.clone()).toggle(in_call),
            Self::Promise(line) => {
                let to = if line.status == CommitmentStatus::Open {
                    CommitmentStatus::Done
                } else {
                    CommitmentStatus::Open
                };
                Step::Act(Act::Promise { id: line.id, to })
            }
            Self::Material(line) => Step::Act(Act::MaterialReady { id: line.id }),
            Self::Goal(line) => {
                let to = if line.status == GoalStatus::Active {
                    GoalStatus::Achieved
                } else {
                    GoalStatus::Active
                };
                Step::Act(Act::Goal { id: line.id, to })
            }
            Self::Milestone(line) => {
                let to = if line.status == MilestoneStatus::Open {
                    MilestoneStatus::Done
                } else {
                    MilestoneStatus::Open
                };
                Step::Act(Act::Milestone { id: line.id, to })
            }
            Self::Agreement(line) if line.status == AgreementStatus::Draft => {
                Step::Act(Act::Agree {
                    id: line.id,
                    side: Side::Both,
                })
            }
            Self::Challenge(line) if line.status.is_closed() => Step::Act(Act::Challenge {
                id: line.id,
                to: ChallengeStatus::Open,
            }),
            Self::Challenge(line) => Step::Ask(Purpose::Lesson {
                challenge: Some(line.id),
            }),
            Self::Resource(line) => match line.status {
                ResourceStatus::Skipped => resource_step(line.id, ResourceStatus::Suggested),
                ResourceStatus::Done => resource_step(line.id, ResourceStatus::Doing),
                _ => resource_step(line.id, ResourceStatus::Done),
            },
            Self::Feedback(line) => {
                let to = match line.state {
                    FeedbackState::Draft | FeedbackState::Responded => FeedbackState::Said,
                    FeedbackState::Said => return None,
                };
                Step::Act(Act::Feedback { id: line.id, to })
            }
            Self::Request(line) if line.status == RequestStatus::Asked => {
                request_step(line, RequestStatus::Answered)
            }
            Self::Request(line) => request_step(line, RequestStatus::Asked),
            _ => return None,
        })
    }

    /// Not for the partner's eyes.
    #[must_use]
    pub fn is_private(&self) -> bool {
        match self {
            Self::Session(line) => line.private,
            Self::Item(line) => line.private,
            Self::Promise(line) => line.private,
            Self::Material(line) => line.private,
            Self::Offer(line) => line.private,
            Self::Text(line) => line.private,
            Self::Goal(line) => line.private,
            Self::Milestone(line) => line.private,
            Self::Update(line) => line.private,
            Self::Agreement(line) => line.private,
            Self::Challenge(line) => line.private,
            Self::Resource(line) => line.private,
            Self::Lesson(line) => line.private,
            Self::Feedback(line) => line.private,
            Self::Request(line) => line.private,
            Self::Link(line) => line.private,
            Self::Story(line) | Self::Begun(line) | Self::Edge(_, line) => line.private,
            Self::Owed(line) => line.promise.private,
            Self::Raised(line) => line.private,
            Self::Figure(..) | Self::Pulse(_) | Self::Note(_) => true,
            Self::Person(_)
            | Self::Month(_)
            | Self::Progress(_)
            | Self::Shelf(..)
            | Self::Fold(_)
            | Self::Hint(_) => false,
        }
    }

    /// The answers that what waits may get, each with its letter: what Space shows.
    #[must_use]
    pub fn answers(&self) -> Vec<(char, &'static str, Step)> {
        match self {
            Self::Feedback(line) if line.state == FeedbackState::Said => feedback_states(line)
                .into_iter()
                .filter(|(_, _, step)| matches!(step, Step::Ask(_)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The states that the row may go to, each with its letter: what `s` shows.
    #[must_use]
    pub fn states(&self, now: Now) -> Vec<(char, &'static str, Step)> {
        match self {
            Self::Item(line) => item_states(line),
            Self::Promise(line) => promise_states(line),
            Self::Owed(line) => promise_states(&line.promise),
            Self::Person(line) => match line.asks(now.at) {
                Some(session) => session_states(session, now),
                None => person::states(line),
            },
            Self::Goal(line) => goal::TRANSITIONS
                .iter()
                .filter(|t| t.0 == line.status)
                .map(|t| {
                    (
                        t.2,
                        t.3,
                        Step::Act(Act::Goal {
                            id: line.id,
                            to: t.1,
                        }),
                    )
                })
                .collect(),
            Self::Milestone(line) => milestone_states(line),
            Self::Session(line) => session_states(line, now),
            Self::Agreement(line) => agreement_states(line),
            Self::Text(line) => question_states(line),
            Self::Challenge(line) => challenge_states(line),
            Self::Resource(line) => learning::TRANSITIONS
                .iter()
                .filter(|t| t.0 == line.status)
                .map(|t| (t.2, t.3, resource_step(line.id, t.1)))
                .collect(),
            Self::Feedback(line) => feedback_states(line),
            Self::Request(line) => feedback::REQUEST_TRANSITIONS
                .iter()
                .filter(|t| t.0 == line.status)
                .map(|t| (t.2, t.3, request_step(line, t.1)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// More or fewer minutes, or percent.
    #[must_use]
    pub fn number(&self, by: i64, stretch: String) -> Option<Act> {
        match self {
            Self::Item(line) => Some(Act::ItemMinutes {
                id: line.id,
                by,
                stretch,
            }),
            Self::Goal(line) if line.mode != ProgressMode::Milestones || line.of == 0 => {
                Some(Act::GoalPercent {
                    id: line.id,
                    by: by * 5,
                    stretch,
                })
            }
            _ => None,
        }
    }

    /// One place up or down.
    #[must_use]
    pub fn moved(&self, by: i64) -> Option<Act> {
        match self {
            Self::Item(line) => Some(Act::ItemMove { id: line.id, by }),
            Self::Milestone(line) => Some(Act::MilestoneMove { id: line.id, by }),
            _ => None,
        }
    }

    /// The row as something that could go onto an agenda.
    #[must_use]
    pub fn source(&self) -> Option<Source> {
        Some(match self {
            Self::Offer(line) => offer_source(line)?,
            Self::Text(line) if line.table == Table::Questions => Source::Question(line.id),
            Self::Item(line) => Source::Backlog(line.id),
            Self::Promise(line) => Source::Promise(line.id),
            Self::Owed(line) => Source::Promise(line.promise.id),
            Self::Goal(line) => Source::Goal(line.id),
            Self::Feedback(line) => Source::Feedback(line.id),
            Self::Request(line) => Source::Row(Link {
                table: Table::FeedbackRequests,
                id: line.id,
            }),
            Self::Text(line) => Source::Row(Link {
                table: line.table,
                id: line.id,
            }),
            Self::Challenge(_) | Self::Resource(_) | Self::Lesson(_) => {
                let (table, id) = self.key()?;
                Source::Row(Link { table, id })
            }
            Self::Milestone(line) => Source::Goal(line.goal_id),
            Self::Story(line) => Source::Row(Link {
                table: line.table(),
                id: line.id,
            }),
            _ => return None,
        })
    }
}

/// The source behind an offer; none of a fact, and of an item that stands on the agenda already.
#[must_use]
pub fn offer_source(line: &OfferLine) -> Option<Source> {
    if line.offer.is_fact() || line.offer == OfferKind::Carried {
        return None;
    }
    let Some((table, id)) = line.row else {
        return Some(Source::Bank(line.bank_id.clone()));
    };
    Some(match table {
        Table::AgendaItems => Source::Backlog(id),
        Table::Questions => Source::Question(id),
        Table::Commitments => Source::Promise(id),
        Table::Feedback => Source::Feedback(id),
        Table::Goals => Source::Goal(id),
        table => Source::Row(Link { table, id }),
    })
}

fn promise_states(line: &PromiseLine) -> Vec<(char, &'static str, Step)> {
    let table = commitment::TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            (
                t.2,
                t.3,
                Step::Act(Act::Promise {
                    id: line.id,
                    to: t.1,
                }),
            )
        })
        .collect();
    if line.status == CommitmentStatus::Open {
        states.push((
            'm',
            "another date",
            Step::Ask(Purpose::PromiseDue { id: line.id }),
        ));
    }
    states
}

fn milestone_states(line: &MilestoneLine) -> Vec<(char, &'static str, Step)> {
    let table = goal::MILESTONE_TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            (
                t.2,
                t.3,
                Step::Act(Act::Milestone {
                    id: line.id,
                    to: t.1,
                }),
            )
        })
        .collect();
    states.push((
        'g',
        "to another goal",
        Step::Ask(Purpose::MilestoneTo { id: line.id }),
    ));
    states
}

fn question_states(line: &TextLine) -> Vec<(char, &'static str, Step)> {
    let own = question::OWN.iter().filter(|t| line.question == Some(t.0));
    let step = |to| Step::Act(Act::Question { id: line.id, to });
    own.map(|t| (t.2, t.3, step(t.1))).collect()
}

fn agreement_states(line: &AgreementLine) -> Vec<(char, &'static str, Step)> {
    if line.status != AgreementStatus::Draft {
        return Vec::new();
    }
    let agree = |side| Step::Act(Act::Agree { id: line.id, side });
    let word = |held: Option<NaiveDate>, yes, no| if held.is_some() { no } else { yes };
    let (me, other) = (line.agreed_on_me, line.agreed_on_partner);
    vec![
        ('b', "agreed by both, from today", agree(Side::Both)),
        (
            'm',
            word(me, "agreed by me", "not agreed by me"),
            agree(Side::Me),
        ),
        (
            't',
            word(other, "agreed by the other", "not agreed by the other"),
            agree(Side::Partner),
        ),
    ]
}

/// A line on what came of it: an open item is done with that, one that is done stays so.
pub(super) fn outcome_step(line: &ItemLine) -> Option<Step> {
    let (item, kind) = (line.id, line.kind);
    let of = Link {
        table: Table::AgendaItems,
        id: line.id,
    };
    Some(Step::Ask(match line.status {
        ItemStatus::Open => Purpose::Outcome { item, kind },
        ItemStatus::Done => Purpose::CloseNote { of },
        ItemStatus::Carried | ItemStatus::Dropped => return None,
    }))
}

fn item_states(line: &ItemLine) -> Vec<(char, &'static str, Step)> {
    let table = agenda::TRANSITIONS.iter().filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            let act = Act::Item {
                id: line.id,
                to: t.1,
                outcome: None,
            };
            (t.2, t.3, Step::Act(act))
        })
        .collect();
    let words = match line.status {
        ItemStatus::Open => "done, with what came of it",
        _ => "what came of it, in a line",
    };
    states.extend(outcome_step(line).map(|step| ('r', words, step)));
    states
}

fn challenge_states(line: &ChallengeLine) -> Vec<(char, &'static str, Step)> {
    let table = challenge::TRANSITIONS.iter().filter(|t| t.0 == line.status);
    let mut states: Vec<_> = table
        .map(|t| {
            let act = Act::Challenge {
                id: line.id,
                to: t.1,
            };
            (t.2, t.3, Step::Act(act))
        })
        .collect();
    if line.lesson_id.is_none() {
        let lesson = Purpose::Lesson {
            challenge: Some(line.id),
        };
        states.push(('=', "its lesson, in one sentence", Step::Ask(lesson)));
    }
    states
}

/// A resource that is done asks what stayed.
fn resource_step(id: Id, to: ResourceStatus) -> Step {
    if to == ResourceStatus::Done {
        Step::Ask(Purpose::Takeaway { resource: id })
    } else {
        Step::Act(Act::Resource {
            id,
            to,
            takeaway: None,
        })
    }
}

/// An answer asks for its line; what is only said or not is done at once.
fn feedback_states(line: &FeedbackLine) -> Vec<(char, &'static str, Step)> {
    let step = |letter, to| match Response::of_letter(letter) {
        Some(response) if to == FeedbackState::Responded => Step::Ask(Purpose::Answer {
            id: line.id,
            response,
        }),
        _ => Step::Act(Act::Feedback { id: line.id, to }),
    };
    feedback::TRANSITIONS
        .iter()
        .filter(|t| t.0 == line.state)
        .map(|t| (t.2, t.3, step(t.2, t.1)))
        .collect()
}

/// A request that is answered asks for the feedback that came.
fn request_step(line: &RequestLine, to: RequestStatus) -> Step {
    if to == RequestStatus::Answered {
        Step::Ask(Purpose::RequestAnswer {
            request: line.id,
            to: line.to,
        })
    } else {
        Step::Act(Act::Request { id: line.id, to })
    }
}

fn session_states(line: &SessionLine, now: Now) -> Vec<(char, &'static str, Step)> {
    let (begun, over) = (
        line.planned_start <= now.at,
        line.planned_start.plus_minutes(line.planned_minutes) <= now.at,
    );
    let states = session::TRANSITIONS.iter().filter(|t| t.0 == line.status);
    // What has not begun can't have been missed, and what is not over can't have been held.
    let possible = states.filter(|t| match (t.0, t.1) {
        (SessionStatus::Planned, SessionStatus::Held) => over,
        (SessionStatus::Planned, SessionStatus::Missed) => begun,
        _ => true,
    });
    let mut states: Vec<_> = possible
        .filter_map(|t| Some((t.2, t.3, session_step(line.id, t.0, t.1)?)))
        .collect();
    if line.status == SessionStatus::Planned && !begun {
        let sent = Act::AgendaSent { session: line.id };
        states.push(('a', "agenda sent, or not", Step::Act(sent)));
    }
    states
}

fn session_step(session: Id, from: SessionStatus, to: SessionStatus) -> Option<Step> {
    Some(match (from, to) {
        (SessionStatus::Planned, SessionStatus::Rescheduled) => {
            Step::Ask(Purpose::Move { session })
        }
        (SessionStatus::Planned, SessionStatus::Cancelled) => {
            Step::Ask(Purpose::Cancel { session })
        }
        (_, SessionStatus::Missed) => Step::Act(Act::Miss { session, by: None }),
        (SessionStatus::Live, SessionStatus::Held) | (_, SessionStatus::Live) => return None,
        (_, SessionStatus::Held) => Step::Act(Act::HeldLater { session }),
        (_, SessionStatus::Planned) => Step::Act(Act::PlanAgain { session }),
        _ => return None,
    })
}
