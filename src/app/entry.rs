//! A row of any list: one enum, so that Space, states, minutes, order and the trash mean the same wherever a row stands.

mod part;
pub(in crate::app) mod person;
mod states;

use crate::actions::{Act, Source};
use crate::domain::challenge::ChallengeStatus;
use crate::domain::commitment::CommitmentStatus;
use crate::domain::evidence::{Figure, Signal};
use crate::domain::feedback::{FeedbackState, RequestStatus};
use crate::domain::goal::{GoalStatus, MilestoneStatus, ProgressMode};
use crate::domain::learning::ResourceStatus;
use crate::domain::offer::OfferKind;
use crate::domain::progress::Progress;
use crate::domain::story::StoryKind;
use crate::domain::{AgreementStatus, Id, ItemKind, ItemStatus, Link, Side, Table};
use crate::store::window::agenda::{ItemLine, MaterialLine, PromiseLine, TextLine};
use crate::store::window::feedback::{FeedbackLine, RequestLine};
use crate::store::window::goals::{GoalLine, MilestoneLine, UpdateLine};
use crate::store::window::links::LinkLine;
use crate::store::window::offers::OfferLine;
use crate::store::window::people::{OwedLine, PersonLine};
use crate::store::window::practices::{AgreementLine, ChallengeLine, LessonLine, ResourceLine};
use crate::store::window::sessions::SessionLine;
use crate::store::window::story::{MonthLine, StoryLine};

use self::states::{request_step, resource_step};
use super::board::{PulseLine, RaisedLine};
use super::line::Purpose;
use super::list::Keyed;

pub use self::part::{Part, Shelf};

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
    /// The same year by year, and what it adds up to.
    Years(Progress),
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
            | Self::Years(_)
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
    /// A goal is closed at once, and a line on how it ended is offered on top.
    Close(Id, GoalStatus),
    /// One line is asked for.
    Ask(Purpose),
    /// A kind is shown in the story, or no longer; none shows what it shows at first.
    Show(Option<StoryKind>),
    /// The states of the session on whose page the row stands are shown.
    OfSession,
    /// A kind is shown in the story, and no other.
    ShowOnly(StoryKind),
}

/// A state that a row may go to: the letter of its menu, its words, and what leads there.
pub type NextState = (char, &'static str, Step);

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
            | Self::Years(_)
            | Self::Shelf(..)
            | Self::Fold(_)
            | Self::Hint(_) => false,
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
    pub fn moved(&self, by: i64, stretch: String) -> Option<Act> {
        match self {
            Self::Item(line) => Some(Act::ItemMove {
                id: line.id,
                by,
                stretch,
            }),
            Self::Milestone(line) => Some(Act::MilestoneMove {
                id: line.id,
                by,
                stretch,
            }),
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
            Self::Challenge(_)
            | Self::Resource(_)
            | Self::Lesson(_)
            | Self::Update(_)
            | Self::Story(_)
            | Self::Begun(_)
            | Self::Edge(..) => {
                let (table, id) = self.key()?;
                Source::Row(Link { table, id })
            }
            Self::Milestone(line) => Source::Goal(line.goal_id),
            _ => return None,
        })
    }
}

/// The source behind an offer; none of a fact, and of an item that stands on the agenda already.
#[must_use]
pub fn offer_source(line: &OfferLine) -> Option<Source> {
    if line.is_to_do() || line.offer == OfferKind::Carried {
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
