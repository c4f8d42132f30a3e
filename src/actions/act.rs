//! Every action of a user, as data: what the keys and the command line ask for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::domain::agenda::ItemKind;
use crate::domain::challenge::ChallengeStatus;
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{Direction, FeedbackState, RequestStatus, Response};
use crate::domain::goal::{GoalStatus, MilestoneStatus};
use crate::domain::learning::ResourceStatus;
use crate::domain::pulse::PulseForm;
use crate::domain::question::QuestionStatus;
use crate::domain::relationship::{EndKind, Phase, Role};
use crate::domain::{Id, Instant, ItemStatus, Link, Side, Table};

/// A row that could go onto an agenda.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// An item of the backlog: it joins the session.
    Backlog(Id),
    /// A saved question: an item is made for it and it becomes `on_agenda`.
    Question(Id),
    /// A question of the bank, by its id.
    Bank(String),
    /// What a fact asks for, in its own words; what stands there in these words already is not added again.
    Words(ItemKind, String),
    /// The promises that are due, "What we said we would do", or one of them by its own words: kind progress, linked to the
    /// promise.
    Promise(Id),
    /// Feedback that waits for an answer: kind feedback, linked to it.
    Feedback(Id),
    /// A goal that has gone quiet: kind progress, linked to it.
    Goal(Id),
    /// Any other row (a win, a challenge, a resource …): a topic, linked to it.
    Row(Link),
}

/// What something is turned into, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its title, or its sentence.
    pub text: String,
    /// Whose it is.
    pub owner: Side,
    /// By when, of a goal or a promise; of what there is to learn from the day that it begins.
    pub due: Option<NaiveDate>,
    /// How long, of an agenda item, in minutes.
    pub minutes: Option<i64>,
    /// What an agenda item is for; none where what it was made from says so.
    pub kind: Option<ItemKind>,
    /// The session whose agenda an item joins; none means the backlog.
    pub session: Option<Id>,
}

/// How a call ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ending {
    /// In one sentence.
    pub summary: String,
    /// When it began, where that was corrected.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// 1–5.
    pub usefulness: Option<i64>,
    /// When the next session is to begin; none plans nothing.
    pub next: Option<Instant>,
    /// Promises that change their state at the end (kept, released).
    pub promises: Vec<(Id, CommitmentStatus)>,
    /// A line on a goal that was closed in the call; an empty one takes away what stands there.
    pub close_notes: Vec<(Id, String)>,
}

/// A new item of an agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct NewItem {
    /// Of whom.
    pub relationship: Id,
    /// On whose agenda; none means the backlog.
    pub session: Option<Id>,
    /// What it is for.
    pub kind: ItemKind,
    /// Whose it is.
    pub owner: Side,
    /// In one line.
    pub title: String,
    /// How long; none takes the usual length.
    pub minutes: Option<i64>,
    /// The goal that it is about.
    pub goal: Option<Id>,
}

/// A new promise.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPromise {
    /// Of whom.
    pub relationship: Id,
    /// The session in which it was made.
    pub session: Option<Id>,
    /// Who promised.
    pub owner: Side,
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The goal that it serves.
    pub goal: Option<Id>,
}

/// Somebody whom one meets from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRelationship {
    /// What they are called.
    pub name: String,
    /// What I am to them.
    pub role: Role,
    /// How often they meet: every so many days.
    pub cadence_days: i64,
    /// For how long, in minutes.
    pub session_minutes: i64,
    /// The first session; none plans nothing.
    pub start: Option<Instant>,
}

/// What was typed in the fields of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEdit {
    /// Of whom.
    pub relationship: Id,
    /// The table.
    pub table: Table,
    /// The row.
    pub id: Id,
    /// What the history calls it.
    pub label: String,
    /// The columns as they were when the form was opened.
    pub before: Vec<(String, Json)>,
    /// The same as they were left.
    pub after: Vec<(String, Json)>,
    /// Names the stretch of typing that this is a part of.
    pub stretch: Option<String>,
}

/// What the user does. Texts are as typed, already cleaned; instants are UTC.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are named after the columns that they fill"
)]
pub enum Act {
    // The agenda.
    /// A new item at the end of a session's agenda, or of the backlog where there is none.
    AddItem(NewItem),
    /// An item goes to a state of [`crate::domain::agenda::TRANSITIONS`]; with an outcome where it is done and one was said.
    Item {
        id: Id,
        to: ItemStatus,
        outcome: Option<String>,
    },
    /// What came of an item that is done; of a question it is the answer.
    ItemNote {
        id: Id,
        note: String,
    },
    /// More or fewer minutes (never below 1, never above 480); presses within a stretch are one action.
    ItemMinutes {
        id: Id,
        by: i64,
        stretch: String,
    },
    /// One place up (−1) or down (+1) within its list: one row is written; presses within a stretch are one action.
    ItemMove {
        id: Id,
        by: i64,
        stretch: String,
    },
    /// The item that is being talked about in the live session (`current_item_id`, `current_since`); again takes it off.
    Current {
        session: Id,
        item: Id,
    },
    /// These onto a session's agenda, in this order, as one action.
    Take {
        relationship: Id,
        session: Option<Id>,
        sources: Vec<Source>,
    },
    /// A template, scaled to the session's minutes, behind what is there.
    Template {
        session: Id,
        template: String,
    },
    /// Something to bring.
    AddMaterial {
        session: Id,
        label: String,
        for_side: Side,
    },
    /// Ready, or not yet.
    MaterialReady {
        id: Id,
    },
    /// The agenda was copied for the partner: `agenda_shared_at`.
    AgendaShared {
        session: Id,
    },
    /// The agenda was sent otherwise, or was not sent: marked by hand.
    AgendaSent {
        session: Id,
    },
    // Sessions.
    /// A new session; notice, grace and lead are copied from the agreement in force; the backlog joins.
    Plan {
        relationship: Id,
        start: Instant,
        minutes: Option<i64>,
        place: Option<String>,
    },
    /// A session that took place and was never planned here: held, origin later.
    EnterHeld {
        relationship: Id,
        start: Instant,
        minutes: Option<i64>,
    },
    /// A planned session moves: it becomes `rescheduled`, its successor is planned, its rows move along.
    Move {
        session: Id,
        start: Instant,
        by: Side,
        told_at: Instant,
        reason: String,
    },
    /// Cancelled by one of us, told at a moment (none: nobody knows when). Open items go on.
    Cancel {
        session: Id,
        by: Side,
        told_at: Option<Instant>,
        reason: String,
    },
    /// Not held; who was not there may be unknown. Open items go on.
    Miss {
        session: Id,
        by: Option<Side>,
    },
    /// Held, and entered afterwards: origin later, start and end as planned unless said. Open items go on.
    HeldLater {
        session: Id,
    },
    /// Back to planned (a cancelled or missed session, or a call that has not begun).
    PlanAgain {
        session: Id,
    },
    /// A call begins: the session named, or one made now.
    Start {
        relationship: Id,
        session: Option<Id>,
    },
    /// A call ends.
    End {
        session: Id,
        ending: Ending,
    },
    // Promises.
    /// Somebody does something, by when.
    AddPromise(NewPromise),
    Promise {
        id: Id,
        to: CommitmentStatus,
    },
    /// A line on how a promise ended.
    PromiseNote {
        id: Id,
        note: String,
    },
    /// Another date: a renegotiation, recorded.
    PromiseDue {
        id: Id,
        due: Option<NaiveDate>,
    },
    // Goals.
    AddGoal {
        relationship: Id,
        owner: Side,
        title: String,
        target: Option<NaiveDate>,
    },
    /// A goal that is only thought about: a draft.
    AddDraftGoal {
        relationship: Id,
        owner: Side,
        title: String,
        target: Option<NaiveDate>,
    },
    Goal {
        id: Id,
        to: GoalStatus,
    },
    /// A line on how a goal ended, and for a skill one's own rating, 1–5, where one was given.
    GoalNote {
        id: Id,
        note: String,
        rating: Option<i64>,
    },
    /// What moved: a dated line, in the live session where there is one.
    GoalUpdate {
        goal: Id,
        text: String,
        /// 0–10, where one said how sure one is from here on; else it stays what it was.
        confidence: Option<i64>,
    },
    /// More or fewer percent (0–100); a goal without a mode takes the percent mode, one that counts milestones refuses.
    GoalPercent {
        id: Id,
        by: i64,
        stretch: String,
    },
    AddMilestone {
        goal: Id,
        title: String,
        due: Option<NaiveDate>,
    },
    Milestone {
        id: Id,
        to: MilestoneStatus,
    },
    /// As for items.
    MilestoneMove {
        id: Id,
        by: i64,
        stretch: String,
    },
    /// To another goal, at its end.
    MilestoneTo {
        id: Id,
        goal: Id,
    },
    // Feedback.
    /// A piece is said, or not yet, or open again.
    Feedback {
        id: Id,
        to: FeedbackState,
    },
    /// What came of a piece, in one line; declining needs its reason.
    Answer {
        id: Id,
        response: Response,
        note: String,
    },
    /// One of us is asked for feedback about one thing.
    AddRequest {
        relationship: Id,
        to: Side,
        about: String,
    },
    /// A request is answered, withdrawn, or asked again.
    Request {
        id: Id,
        to: RequestStatus,
    },
    /// The feedback that came on a request: a piece of its own, made from it.
    AnswerRequest {
        id: Id,
        text: String,
    },
    // Captured in passing.
    AddFeedback {
        relationship: Id,
        session: Option<Id>,
        direction: Direction,
        text: String,
    },
    AddWin {
        relationship: Id,
        session: Option<Id>,
        text: String,
        whose: Side,
    },
    AddChallenge {
        relationship: Id,
        /// The held session that it came up in.
        session: Option<Id>,
        text: String,
        owner: Side,
    },
    /// A question of the bank is saved for later.
    SaveQuestion {
        relationship: Id,
        bank_id: String,
    },
    /// A saved question is let go, or saved again.
    Question {
        id: Id,
        to: QuestionStatus,
    },
    AddQuestion {
        relationship: Id,
        text: String,
    },
    AddLesson {
        relationship: Id,
        text: String,
    },
    /// Something to learn from; the text may begin with its kind ("book: …"), the date is its first day.
    AddResource {
        relationship: Id,
        text: String,
        starts_on: Option<NaiveDate>,
    },
    // Trust.
    /// A pulse of today: from item to 1–5, without what was skipped.
    TakePulse {
        relationship: Id,
        side: Side,
        form: PulseForm,
        answers: BTreeMap<String, i64>,
    },
    // How we work together.
    /// A new draft of the agreement, from the version in force or the starter text.
    BeginAgreement {
        relationship: Id,
    },
    /// A side agrees to a draft, or takes it back; both at once with [`Side::Both`].
    Agree {
        id: Id,
        side: Side,
    },
    // Patience and learning.
    /// A challenge goes to a state of [`crate::domain::challenge::TRANSITIONS`].
    Challenge {
        id: Id,
        to: ChallengeStatus,
    },
    /// The sentence that a challenge ended in.
    Learn {
        challenge: Id,
        text: String,
    },
    /// A resource goes to a state of [`crate::domain::learning::TRANSITIONS`]; done, with what stayed where one said it.
    Resource {
        id: Id,
        to: ResourceStatus,
        takeaway: Option<String>,
    },
    /// Somebody new, with the first session where it has a date.
    AddRelationship(NewRelationship),
    /// They don't meet for a while.
    Pause {
        id: Id,
        until: Option<NaiveDate>,
    },
    /// They stopped; all of it is kept.
    EndRelationship {
        id: Id,
        kind: EndKind,
        note: String,
    },
    /// They meet again, after a pause or an end.
    MeetAgain {
        id: Id,
    },
    /// How far it has come; the user decides.
    Phase {
        id: Id,
        to: Phase,
    },
    // Any row.
    /// Into something else ([`crate::domain::turn::TURNS`]): the new row names this one in `made_from`.
    TurnInto {
        from: Link,
        to: Table,
        made: Made,
    },
    /// Fields of a form: before as it was opened, after as it was left. One batch for one stretch of typing.
    Edit(FieldEdit),
    /// To the trash.
    Trash {
        relationship: Id,
        table: Table,
        id: Id,
    },
    /// Back from the trash.
    Restore {
        relationship: Id,
        table: Table,
        id: Id,
    },
    /// Private or shared.
    Visibility {
        relationship: Id,
        table: Table,
        id: Id,
    },
    /// A win is told, or not.
    TellWin {
        id: Id,
    },
    /// This offer is not shown again; without a row the whole kind.
    Dismiss {
        relationship: Id,
        offer: crate::domain::offer::OfferKind,
        row: Option<Id>,
        bank_id: String,
    },
    /// What was switched off for good is offered again.
    OfferAgain {
        id: Id,
    },
    /// What lies in the trash goes for good.
    EmptyTrash {
        relationship: Id,
    },
    /// The newest action back.
    Undo {
        relationship: Option<Id>,
    },
    /// The last undone action again.
    Redo {
        relationship: Option<Id>,
    },
    /// This action of the history back, alone, by its number in the log.
    UndoLine {
        relationship: Id,
        seq: i64,
    },
    /// To this line of the history: what came after it is undone, and what was undone since is done again.
    GoTo {
        relationship: Id,
        seq: i64,
    },
}
