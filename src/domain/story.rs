//! What of a row stands in the story of a relationship: its dated fields, each as one thing that happened.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::Value as Json;

use super::Row;
use super::moment::Instant;
use super::table::Table;
use super::words::words;

words! {
    /// What kind of thing happened; the filter of the story goes by it.
    StoryKind {
        /// A session was held.
        Session = "session",
        /// A session was moved or cancelled, or did not take place.
        Change = "change",
        /// A goal was reached, or in part.
        Goal = "goal",
        /// A goal was begun, or let go.
        Begun = "begun",
        /// A milestone was done.
        Milestone = "milestone",
        /// Feedback was said.
        Feedback = "feedback",
        /// Feedback was answered.
        Answer = "answer",
        /// Feedback was asked for.
        Request = "request",
        /// A lesson.
        Lesson = "lesson",
        /// A win.
        Win = "win",
        /// A challenge came, or was closed.
        Challenge = "challenge",
        /// A promise was kept, or its date moved.
        Promise = "promise",
        /// What moved on a goal.
        Update = "update",
        /// A question was asked.
        Question = "question",
        /// Something was decided.
        Decision = "decision",
        /// Something was learned from.
        Resource = "resource",
        /// A pulse.
        Pulse = "pulse",
        /// A version of how we work together was agreed.
        Agreement = "agreement",
        /// The relationship began, or ended.
        Together = "together",
    }
}

impl StoryKind {
    /// Its letter in the menu, and its words.
    #[must_use]
    pub fn choice(self) -> (char, &'static str) {
        match self {
            Self::Session => ('s', "sessions held"),
            Self::Change => ('c', "moved, not held"),
            Self::Goal => ('g', "goals reached"),
            Self::Begun => ('o', "goals begun"),
            Self::Milestone => ('m', "milestones"),
            Self::Feedback => ('f', "feedback said"),
            Self::Answer => ('r', "answers to it"),
            Self::Request => ('k', "asked for"),
            Self::Lesson => ('l', "lessons"),
            Self::Win => ('w', "wins"),
            Self::Challenge => ('b', "challenges"),
            Self::Promise => ('p', "promises"),
            Self::Update => ('n', "what moved"),
            Self::Question => ('q', "questions"),
            Self::Decision => ('d', "decisions"),
            Self::Resource => ('t', "learned from"),
            Self::Pulse => ('u', "pulses"),
            Self::Agreement => ('h', "how we work"),
            Self::Together => ('a', "began, ended"),
        }
    }

    /// The table of its rows.
    #[must_use]
    pub fn table(self) -> Table {
        match self {
            Self::Session | Self::Change => Table::Sessions,
            Self::Goal | Self::Begun => Table::Goals,
            Self::Milestone => Table::Milestones,
            Self::Feedback | Self::Answer => Table::Feedback,
            Self::Request => Table::FeedbackRequests,
            Self::Lesson => Table::Lessons,
            Self::Win => Table::Wins,
            Self::Challenge => Table::Challenges,
            Self::Promise => Table::Commitments,
            Self::Update => Table::GoalUpdates,
            Self::Question => Table::Questions,
            Self::Decision => Table::AgendaItems,
            Self::Resource => Table::Resources,
            Self::Pulse => Table::Pulses,
            Self::Agreement => Table::Agreements,
            Self::Together => Table::Relationships,
        }
    }
}

/// The kinds that the story shows until the user says otherwise: what one would tell; the rest is one key away.
pub const TOLD: &[StoryKind] = &[
    StoryKind::Session,
    StoryKind::Change,
    StoryKind::Goal,
    StoryKind::Begun,
    StoryKind::Milestone,
    StoryKind::Feedback,
    StoryKind::Lesson,
    StoryKind::Win,
    StoryKind::Challenge,
    StoryKind::Resource,
    StoryKind::Agreement,
    StoryKind::Together,
];

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// What kind.
    pub kind: StoryKind,
    /// It is the end of something that began before.
    pub is_end: bool,
    /// The local day.
    pub day: NaiveDate,
    /// The minute of that day, for what has a time.
    pub minute: i64,
}

/// What a row tells; nothing while it lies in the trash. Instants are days in the row's own zone, else in `zone`.
#[must_use]
pub fn events(table: Table, row: &Row, zone: Tz) -> Vec<Event> {
    use StoryKind as K;
    let text = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default();
    if row.contains_key("deleted_at") {
        return Vec::new();
    }
    let own = text("zone").parse().unwrap_or(zone);
    let at = |kind, is_end, name: &str| moment(text(name), own, kind, is_end);
    let begin = |kind, name| at(kind, false, name);
    let end = |kind, name| at(kind, true, name);
    let found = match (table, text("status")) {
        (Table::Sessions, "planned" | "live") => return Vec::new(),
        (Table::Sessions, "held") => {
            let planned = || begin(K::Session, "planned_start");
            vec![begin(K::Session, "started_at").or_else(planned)]
        }
        (Table::Sessions, _) => vec![begin(K::Change, "planned_start")],
        (Table::Goals, "dropped") => {
            vec![begin(K::Begun, "active_since"), end(K::Begun, "closed_on")]
        }
        (Table::Goals, _) => vec![begin(K::Begun, "active_since"), end(K::Goal, "closed_on")],
        (Table::Milestones, "done") => vec![end(K::Milestone, "done_on")],
        (Table::Feedback, _) => {
            vec![
                begin(K::Feedback, "said_on"),
                end(K::Answer, "responded_on"),
            ]
        }
        (Table::FeedbackRequests, _) => vec![begin(K::Request, "asked_on")],
        (Table::Lessons, _) => vec![begin(K::Lesson, "learned_on")],
        (Table::Wins, _) => vec![begin(K::Win, "happened_on")],
        (Table::Challenges, _) => {
            vec![
                begin(K::Challenge, "opened_on"),
                end(K::Challenge, "closed_on"),
            ]
        }
        (Table::Commitments, status) => {
            let mut told = moves(row, own);
            told.push(end(K::Promise, "done_on").filter(|_| status == "done"));
            told
        }
        (Table::GoalUpdates, _) => vec![begin(K::Update, "at")],
        (Table::Questions, "asked") => vec![end(K::Question, "asked_on")],
        (Table::AgendaItems, "done") if text("kind") == "decision" => {
            vec![end(K::Decision, "closed_at")]
        }
        (Table::Resources, "done") => vec![end(K::Resource, "done_on")],
        (Table::Pulses, _) => vec![begin(K::Pulse, "taken_on")],
        (Table::Agreements, "agreed" | "superseded") => {
            let both = text("agreed_on_me").max(text("agreed_on_partner"));
            let agreed = || moment(both, own, K::Agreement, false);
            vec![begin(K::Agreement, "effective_from").or_else(agreed)]
        }
        (Table::Relationships, _) => {
            vec![
                begin(K::Together, "started_on"),
                end(K::Together, "ended_on"),
            ]
        }
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// The days on which a promise was given another date.
fn moves(row: &Row, zone: Tz) -> Vec<Option<Event>> {
    let moves = row.get("renegotiated").and_then(Json::as_array);
    let at = |one: &Json| moment(one.get("at")?.as_str()?, zone, StoryKind::Promise, false);
    moves.into_iter().flatten().map(at).collect()
}

/// A day, or an instant as a local day with its minute.
fn moment(text: &str, zone: Tz, kind: StoryKind, is_end: bool) -> Option<Event> {
    use chrono::Timelike;
    let (day, minute) = match Instant::parse(text) {
        Ok(at) => {
            let local = at.local(zone);
            let minutes = local.hour() * 60 + local.minute();
            (local.date(), i64::from(minutes))
        }
        Err(_) => (text.parse().ok()?, 0),
    };
    Some(Event {
        kind,
        is_end,
        day,
        minute,
    })
}
