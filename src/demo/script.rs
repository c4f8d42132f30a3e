//! How a story is written down: the TOML of `assets/demo`. Days are offsets from the anchor, times are local.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::challenge::ChallengeStatus;
use crate::domain::feedback::{FeedbackKind, FeedbackState, RequestStatus, Response};
use crate::domain::goal::GoalKind;
use crate::domain::learning::{ResourceKind, ResourceStatus};
use crate::domain::pulse::PulseForm;
use crate::domain::question::{AskBy, Practice, QuestionStatus};
use crate::domain::relationship::{EndKind, Phase};
use crate::domain::words::Origin;
use crate::domain::{
    AgreementStatus, CommitmentStatus, GoalStatus, ItemKind, ItemStatus, ProgressMode,
    RelationshipStatus, Role, SessionStatus, Side,
};

/// Days from the anchor.
pub(super) type Offset = i64;

/// A relationship and all that belongs to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    pub relationship: Who,
    #[serde(default)]
    pub agreement: Vec<Terms>,
    #[serde(default)]
    pub goal: Vec<Aim>,
    #[serde(default)]
    pub session: Vec<Sitting>,
    #[serde(default)]
    pub backlog: Vec<Point>,
    #[serde(default)]
    pub question: Vec<Saved>,
    #[serde(default)]
    pub feedback: Vec<Said>,
    #[serde(default)]
    pub request: Vec<Wish>,
    #[serde(default)]
    pub challenge: Vec<Trouble>,
    #[serde(default)]
    pub lesson: Vec<Learned>,
    #[serde(default)]
    pub pulse: Vec<Beat>,
    #[serde(default)]
    pub resource: Vec<Source>,
    #[serde(default)]
    pub win: Vec<Success>,
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
pub(super) struct Who {
    pub name: String,
    pub role: Role,
    pub status: RelationshipStatus,
    pub phase: Phase,
    pub purpose: String,
    pub about: String,
    pub email: String,
    pub organisation: String,
    pub zone: String,
    pub started: Offset,
    pub review: Option<Offset>,
    pub ends: Option<Offset>,
    pub ended: Option<Offset>,
    pub end_kind: Option<EndKind>,
    pub end_note: String,
    pub cadence: i64,
    pub minutes: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    pub version: i64,
    pub status: AgreementStatus,
    pub agreed_me: Option<Offset>,
    pub agreed_partner: Option<Offset>,
    pub effective: Option<Offset>,
    pub notice: i64,
    pub grace: i64,
    pub lead: i64,
    pub feedback_every: i64,
    #[serde(default)]
    pub retention: String,
    pub sections: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Aim {
    pub key: String,
    pub owner: Side,
    pub kind: GoalKind,
    pub title: String,
    pub why: String,
    pub test: String,
    pub baseline: String,
    pub by: Option<Offset>,
    pub mode: ProgressMode,
    pub percent: Option<i64>,
    pub status: GoalStatus,
    pub since: Offset,
    pub closed: Option<Offset>,
    pub note: String,
    pub obstacle: String,
    pub if_then: String,
    pub confidence: Option<i64>,
    pub self_start: Option<i64>,
    pub self_end: Option<i64>,
    pub milestones: Vec<Step>,
    pub updates: Vec<Moved>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub text: String,
    pub due: Option<Offset>,
    pub done: Option<Offset>,
    #[serde(default)]
    pub dropped: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moved {
    pub on: Offset,
    #[serde(default)]
    pub text: String,
    pub percent: Option<i64>,
    pub confidence: Option<i64>,
    pub session: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Sitting {
    pub key: String,
    pub on: Offset,
    pub at: String,
    pub minutes: i64,
    pub status: SessionStatus,
    pub place: String,
    pub template: String,
    pub started: Option<String>,
    pub ended: Option<String>,
    pub sent: Option<Offset>,
    pub sent_at: Option<String>,
    pub usefulness: Option<i64>,
    pub summary: String,
    pub notes: String,
    pub moved_to: Option<String>,
    pub changed_by: Option<Side>,
    pub told: Option<Offset>,
    pub told_at: Option<String>,
    pub reason: String,
    pub missed_by: Option<Side>,
    pub origin: Origin,
    pub materials: Vec<Thing>,
    pub items: Vec<Point>,
    pub promises: Vec<Promise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thing {
    pub label: String,
    #[serde(rename = "where", default)]
    pub location: String,
    #[serde(default)]
    pub who: Side,
    #[serde(default)]
    pub ready: bool,
}

/// An agenda item. A copy of a carried one names its original, `"t02.5"` for the fifth of t02, and may repeat nothing.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Point {
    pub from: Option<String>,
    pub count: Option<i64>,
    pub kind: Option<ItemKind>,
    pub who: Option<Side>,
    pub text: Option<String>,
    pub prompt: String,
    pub min: Option<i64>,
    pub status: Option<ItemStatus>,
    pub outcome: String,
    pub goal: Option<String>,
    pub question: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promise {
    pub who: Side,
    pub text: String,
    /// The first date; the last of `moved` is the one in force.
    pub due: Option<Offset>,
    #[serde(default)]
    pub status: CommitmentStatus,
    pub done: Option<Offset>,
    #[serde(default)]
    pub support: bool,
    pub goal: Option<String>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub moved: Vec<Shift>,
}

/// A due date that was moved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shift {
    pub at: Offset,
    pub from: Offset,
    pub to: Offset,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Saved {
    pub key: Option<String>,
    pub text: String,
    pub bank: String,
    pub ask_by: AskBy,
    pub practice: Option<Practice>,
    pub status: QuestionStatus,
    #[serde(rename = "saved")]
    pub on: Offset,
    #[serde(rename = "asked")]
    pub asked_on: Option<Offset>,
    pub session: Option<String>,
    pub answer: String,
}

/// Which way feedback goes.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum Way {
    To,
    From,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub key: Option<String>,
    pub session: Option<String>,
    pub dir: Way,
    pub kind: Option<FeedbackKind>,
    pub on: Option<Offset>,
    #[serde(default)]
    pub situation: String,
    #[serde(default)]
    pub behaviour: String,
    #[serde(default)]
    pub impact: String,
    #[serde(default)]
    pub intent: String,
    #[serde(default)]
    pub next: String,
    pub goal: Option<String>,
    #[serde(default)]
    pub asked_for: bool,
    pub state: FeedbackState,
    pub response: Option<Response>,
    #[serde(default)]
    pub note: String,
    pub answered: Option<Offset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    pub to: Side,
    pub about: String,
    pub on: Offset,
    pub status: RequestStatus,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Trouble {
    pub key: Option<String>,
    pub owner: Side,
    pub title: String,
    pub area: String,
    pub what: String,
    pub so_what: String,
    pub now_what: String,
    pub goal: Option<String>,
    pub opened: Offset,
    pub closed: Option<Offset>,
    pub status: ChallengeStatus,
    pub lesson: String,
    pub lesson_on: Option<Offset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Learned {
    pub text: String,
    pub on: Offset,
    pub session: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beat {
    pub on: Offset,
    pub side: Side,
    pub form: PulseForm,
    pub answers: BTreeMap<String, i64>,
    #[serde(default)]
    pub comment: String,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Source {
    pub key: Option<String>,
    pub kind: ResourceKind,
    pub title: String,
    pub location: String,
    pub starts: Option<Offset>,
    pub ends: Option<Offset>,
    pub hours: Option<i64>,
    pub by: Option<Side>,
    pub goal: Option<String>,
    pub status: ResourceStatus,
    pub done: Option<Offset>,
    pub takeaway: String,
    pub used: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Success {
    pub text: String,
    pub on: Offset,
    pub whose: Side,
    pub goal: Option<String>,
    pub told: Option<String>,
}
