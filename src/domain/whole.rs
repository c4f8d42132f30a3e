//! Rows that are read together: a session with all that belongs to it, a goal with its steps, all that two people share.

use super::{
    AgendaItem, Agreement, Challenge, Commitment, Feedback, FeedbackRequest, Goal, GoalUpdate,
    Lesson, Material, Milestone, Pulse, Question, Relationship, Resource, Session, Win,
};

/// A session with all that belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeSession {
    /// The session.
    pub session: Session,
    /// Which one of the held ones it is, from 1; none where it was not held.
    pub number: Option<i64>,
    /// Its agenda, in order.
    pub items: Vec<AgendaItem>,
    /// What to bring, mine first.
    pub materials: Vec<Material>,
    /// The promises that were made in it, as they were made.
    pub promises: Vec<Commitment>,
    /// The feedback that was given in it.
    pub feedback: Vec<Feedback>,
    /// The wins that were told in it.
    pub wins: Vec<Win>,
}

/// A goal with its steps and what moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeGoal {
    /// The goal.
    pub goal: Goal,
    /// Its milestones, in order.
    pub milestones: Vec<Milestone>,
    /// What moved, the newest first.
    pub updates: Vec<GoalUpdate>,
}

/// What one looks at in the minutes before a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// The session; none where nothing is planned.
    pub session: Option<WholeSession>,
    /// The last session that was held before it.
    pub last: Option<Session>,
    /// The open promises, mine first, then by date.
    pub promises: Vec<Commitment>,
    /// The backlog, where no session is planned that it could join.
    pub backlog: Vec<AgendaItem>,
    /// The saved questions, the oldest first.
    pub questions: Vec<Question>,
    /// The wins that are not told yet, the newest first.
    pub wins: Vec<Win>,
}

/// All that two people share, or with the private rows all that one of them wrote down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeRelationship {
    /// Who.
    pub relationship: Relationship,
    /// How they work together, the newest version first.
    pub agreements: Vec<Agreement>,
    /// Mine first, then theirs, as they were written.
    pub goals: Vec<WholeGoal>,
    /// What is ahead by date, then what is past, the newest first.
    pub sessions: Vec<WholeSession>,
    /// Items on no agenda yet.
    pub backlog: Vec<AgendaItem>,
    /// Promises that no session above tells of, mine first, then by date.
    pub promises: Vec<Commitment>,
    /// Questions, the newest first.
    pub questions: Vec<Question>,
    /// Feedback that no session above tells of, the newest first.
    pub feedback: Vec<Feedback>,
    /// Feedback that was asked for, the newest first.
    pub requests: Vec<FeedbackRequest>,
    /// What got in the way, the newest first.
    pub challenges: Vec<Challenge>,
    /// What was learned, the newest first.
    pub lessons: Vec<Lesson>,
    /// Things to learn from.
    pub resources: Vec<Resource>,
    /// Wins that no session above tells of, the newest first.
    pub wins: Vec<Win>,
    /// Answers of single days, the newest first.
    pub pulses: Vec<Pulse>,
}
