//! Which fields a form has, by table: the column, its label, whether it is a long text, whether it has to be there.

use crate::domain::Table;

use super::held::HELD;

/// A field of a form: column, label, whether it is long, whether it stands under "more".
pub(super) type Spec = (&'static str, &'static str, bool, bool);

const GOAL: &[Spec] = &[
    ("title", "Goal", false, false),
    ("success_test", "Test", true, false),
    ("target_date", "By", false, false),
    ("obstacle", "If", true, true),
    ("if_then", "then", true, true),
    ("why", "Why", true, true),
    ("owner", "Whose", false, true),
    ("kind", "Kind", false, true),
    ("progress_mode", "Progress", false, true),
    ("percent", "Percent", false, true),
    ("baseline", "Start", true, true),
    ("confidence", "Confidence", false, true),
    ("self_rating_start", "Rated before", false, true),
    ("self_rating_end", "Rated after", false, true),
    ("close_note", "How it ended", true, true),
];

const ITEM: &[Spec] = &[
    ("title", "Text", false, false),
    ("kind", "Kind", false, false),
    ("owner", "Whose", false, false),
    ("minutes", "Minutes", false, false),
    ("prompt", "Prompt", true, true),
    ("outcome", "Outcome", true, false),
];

const SESSION: &[Spec] = &[
    (HELD, "Held", false, false),
    ("place", "Where", false, false),
    ("planned_minutes", "Minutes", false, false),
    ("summary", "In a sentence", true, false),
    ("notes", "Notes", true, false),
    ("change_reason", "Why changed", false, true),
    ("changed_by", "Changed by", false, true),
    ("missed_by", "Not there", false, true),
    ("usefulness", "Useful 1-5", false, true),
];

const PROMISE: &[Spec] = &[
    ("text", "Promise", false, false),
    ("owner", "Who", false, false),
    ("due", "By", false, false),
    ("goal_id", "Goal", false, true),
    ("support", "Offer of help", false, true),
    ("close_note", "How it ended", true, true),
];

const MILESTONE: &[Spec] = &[
    ("title", "Milestone", false, false),
    ("due", "By", false, false),
];

const UPDATE: &[Spec] = &[("text", "What moved", true, false)];

const MATERIAL: &[Spec] = &[
    ("label", "Bring", false, false),
    ("for_side", "Who", false, false),
    ("location", "Where", false, false),
];

const QUESTION: &[Spec] = &[
    ("text", "Question", true, false),
    ("ask_by", "Who asks", false, false),
    ("answer", "Answer", true, false),
    ("practice", "Practice", false, true),
];

const WIN: &[Spec] = &[
    ("text", "Win", true, false),
    ("whose", "Whose", false, false),
    ("happened_on", "On", false, false),
    ("goal_id", "Goal", false, true),
];

const FEEDBACK: &[Spec] = &[
    ("situation", "Situation", true, false),
    ("behaviour", "Behaviour", true, false),
    ("impact", "Impact", true, false),
    ("intent", "Meant", true, false),
    ("next_time", "Next time", true, false),
    ("kind", "Kind", false, true),
    ("goal_id", "Goal", false, true),
    ("asked_for", "Asked for", false, true),
    ("direction", "Which way", false, true),
    ("said_on", "Said on", false, true),
    ("response_note", "Answer", true, true),
];

const REQUEST: &[Spec] = &[
    ("about", "About", true, false),
    ("to_side", "Who is asked", false, false),
    ("asked_on", "Asked on", false, true),
];

const CHALLENGE: &[Spec] = &[
    ("title", "Challenge", false, false),
    ("what", "What", true, false),
    ("so_what", "So what", true, false),
    ("now_what", "Now what", true, false),
    ("area", "Area", false, true),
    ("goal_id", "Goal", false, true),
    ("owner", "Whose", false, true),
    ("opened_on", "Since", false, true),
    ("closed_on", "Until", false, true),
];

const LESSON: &[Spec] = &[
    ("text", "Lesson", true, false),
    ("learned_on", "On", false, false),
];

const RESOURCE: &[Spec] = &[
    ("title", "What", false, false),
    ("kind", "Kind", false, false),
    ("location", "Where", false, false),
    ("starts_on", "Begins", false, false),
    ("ends_on", "Ends", false, false),
    ("takeaway", "What stayed", true, false),
    ("used_in", "Used in", false, true),
    ("goal_id", "Goal", false, true),
    ("hours", "Hours", false, true),
    ("suggested_by", "Who named it", false, true),
    ("done_on", "Done on", false, true),
];

const PULSE: &[Spec] = &[
    ("comment", "A line on it", true, false),
    ("taken_on", "On", false, true),
];

const PERSON: &[Spec] = &[
    ("partner_name", "Name", false, false),
    ("my_role", "I am the", false, false),
    ("purpose", "Purpose", true, false),
    ("about", "About", true, false),
    ("cadence_days", "Every … days", false, false),
    ("session_minutes", "Minutes", false, false),
    ("phase", "Phase", false, false),
    ("email", "Mail", false, true),
    ("organisation", "Works at", false, true),
    ("zone", "Time zone", false, true),
    ("started_on", "Since", false, true),
    ("review_on", "Look back", false, true),
    ("ends_on", "Agreed end", false, true),
    ("paused_until", "Paused until", false, true),
    ("ended_on", "Ended on", false, true),
    ("end_note", "How it ended", true, true),
];

const AGREEMENT: &[Spec] = &[
    ("sections.rhythm", "How often", true, false),
    ("notice_hours", "Notice, hours", false, false),
    ("sections.changes", "Plans change", true, false),
    ("agenda_lead_hours", "Agenda, hours", false, false),
    ("sections.preparation", "Who sends it", true, false),
    ("grace_minutes", "On time, min", false, true),
    ("feedback_every_sessions", "Feedback every", false, true),
    ("sections.purpose", "What for", true, true),
    ("sections.goals", "Goals", true, true),
    ("sections.roles", "Who does what", true, true),
    ("sections.between", "Between", true, true),
    ("sections.confidence", "Between us", true, true),
    ("sections.feedback", "Feedback", true, true),
    ("sections.boundaries", "Boundaries", true, true),
    ("sections.stuck", "If stuck", true, true),
    ("sections.ending", "How it ends", true, true),
    ("retention", "Afterwards", true, true),
];

pub(super) fn specs(table: Table) -> &'static [Spec] {
    match table {
        Table::Relationships => PERSON,
        Table::Goals => GOAL,
        Table::AgendaItems => ITEM,
        Table::Sessions => SESSION,
        Table::Commitments => PROMISE,
        Table::Milestones => MILESTONE,
        Table::GoalUpdates => UPDATE,
        Table::Materials => MATERIAL,
        Table::Questions => QUESTION,
        Table::Wins => WIN,
        Table::Feedback => FEEDBACK,
        Table::Agreements => AGREEMENT,
        Table::Challenges => CHALLENGE,
        Table::Lessons => LESSON,
        Table::Resources => RESOURCE,
        Table::FeedbackRequests => REQUEST,
        Table::Pulses => PULSE,
        Table::Dismissals => &[],
    }
}
