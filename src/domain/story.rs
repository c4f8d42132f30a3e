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
        /// A session: held, moved, cancelled, not held.
        Session = "session",
        /// A goal was begun, reached, let go.
        Goal = "goal",
        /// A milestone was done.
        Milestone = "milestone",
        /// Feedback was said.
        Feedback = "feedback",
        /// Feedback was answered.
        Answer = "answer",
        /// A lesson.
        Lesson = "lesson",
        /// A win.
        Win = "win",
        /// A challenge came, or was closed.
        Challenge = "challenge",
        /// A promise was kept.
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
        /// The relationship and its agreement.
        Together = "together",
    }
}

impl StoryKind {
    /// Its letter in the menu, and its words.
    #[must_use]
    pub fn choice(self) -> (char, &'static str) {
        match self {
            Self::Session => ('s', "sessions"),
            Self::Goal => ('g', "goals begun and closed"),
            Self::Milestone => ('m', "milestones"),
            Self::Feedback => ('f', "feedback said"),
            Self::Answer => ('r', "feedback answered"),
            Self::Lesson => ('l', "lessons"),
            Self::Win => ('w', "wins"),
            Self::Challenge => ('b', "challenges"),
            Self::Promise => ('p', "promises kept"),
            Self::Update => ('n', "what moved"),
            Self::Question => ('q', "questions asked"),
            Self::Decision => ('d', "decisions"),
            Self::Resource => ('t', "learned from"),
            Self::Pulse => ('u', "pulses"),
            Self::Together => ('a', "beginnings, agreements, ends"),
        }
    }

    /// The table of its rows.
    #[must_use]
    pub fn table(self) -> Table {
        match self {
            Self::Session => Table::Sessions,
            Self::Goal => Table::Goals,
            Self::Milestone => Table::Milestones,
            Self::Feedback | Self::Answer => Table::Feedback,
            Self::Lesson => Table::Lessons,
            Self::Win => Table::Wins,
            Self::Challenge => Table::Challenges,
            Self::Promise => Table::Commitments,
            Self::Update => Table::GoalUpdates,
            Self::Question => Table::Questions,
            Self::Decision => Table::AgendaItems,
            Self::Resource => Table::Resources,
            Self::Pulse => Table::Pulses,
            Self::Together => Table::Relationships,
        }
    }
}

/// The kinds that the story shows until the user says otherwise: what one would tell; the rest is one key away.
pub const TOLD: &[StoryKind] = &[
    StoryKind::Session,
    StoryKind::Goal,
    StoryKind::Milestone,
    StoryKind::Feedback,
    StoryKind::Lesson,
    StoryKind::Win,
    StoryKind::Challenge,
    StoryKind::Resource,
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
    let text = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default();
    if row.contains_key("deleted_at") {
        return Vec::new();
    }
    let own = text("zone").parse().unwrap_or(zone);
    let at = |kind, is_end, name: &str| moment(text(name), own, kind, is_end);
    let found = match table {
        Table::Sessions if matches!(text("status"), "planned" | "live") => Vec::new(),
        Table::Sessions => vec![at(StoryKind::Session, false, "planned_start")],
        Table::Goals => vec![
            at(StoryKind::Goal, false, "active_since"),
            at(StoryKind::Goal, true, "closed_on"),
        ],
        Table::Milestones if text("status") == "done" => {
            vec![at(StoryKind::Milestone, true, "done_on")]
        }
        Table::Feedback => vec![
            at(StoryKind::Feedback, false, "said_on"),
            at(StoryKind::Answer, true, "responded_on"),
        ],
        Table::Lessons => vec![at(StoryKind::Lesson, false, "learned_on")],
        Table::Wins => vec![at(StoryKind::Win, false, "happened_on")],
        Table::Challenges => vec![
            at(StoryKind::Challenge, false, "opened_on"),
            at(StoryKind::Challenge, true, "closed_on"),
        ],
        Table::Commitments if text("status") == "done" => {
            vec![at(StoryKind::Promise, true, "done_on")]
        }
        Table::GoalUpdates => vec![at(StoryKind::Update, false, "at")],
        Table::Questions if text("status") == "asked" => {
            vec![at(StoryKind::Question, true, "asked_on")]
        }
        Table::AgendaItems if (text("kind"), text("status")) == ("decision", "done") => {
            vec![at(StoryKind::Decision, true, "closed_at")]
        }
        Table::Resources if text("status") == "done" => {
            vec![at(StoryKind::Resource, true, "done_on")]
        }
        Table::Pulses => vec![at(StoryKind::Pulse, false, "taken_on")],
        Table::Relationships => vec![
            at(StoryKind::Together, false, "started_on"),
            at(StoryKind::Together, true, "ended_on"),
        ],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
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
