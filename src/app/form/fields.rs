//! Which fields a form has, by table, in their order.

use crate::domain::Table;

use super::held::HELD;

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spec {
    /// The column that it fills, or the name of what it folds into several.
    pub column: &'static str,
    /// What stands before it.
    pub label: &'static str,
    /// It is a text of many lines.
    pub is_long: bool,
    /// It stands under "more".
    pub is_more: bool,
}

/// A field of one line.
const fn line(column: &'static str, label: &'static str) -> Spec {
    Spec {
        column,
        label,
        is_long: false,
        is_more: false,
    }
}

/// A field of many lines.
const fn long(column: &'static str, label: &'static str) -> Spec {
    Spec {
        is_long: true,
        ..line(column, label)
    }
}

impl Spec {
    /// The same, seen once "more" is unfolded.
    const fn under_more(self) -> Self {
        Self {
            is_more: true,
            ..self
        }
    }
}

const GOAL: &[Spec] = &[
    line("title", "Goal"),
    long("success_test", "Test"),
    line("target_date", "By"),
    long("obstacle", "If").under_more(),
    long("if_then", "then").under_more(),
    long("why", "Why").under_more(),
    line("owner", "Whose").under_more(),
    line("kind", "Kind").under_more(),
    line("progress_mode", "Progress").under_more(),
    line("percent", "Percent").under_more(),
    long("baseline", "Start").under_more(),
    line("confidence", "Confidence").under_more(),
    line("self_rating_start", "Rated before").under_more(),
    line("self_rating_end", "Rated after").under_more(),
    long("close_note", "How it ended").under_more(),
];

const ITEM: &[Spec] = &[
    line("title", "Text"),
    line("kind", "Kind"),
    line("owner", "Whose"),
    line("minutes", "Minutes"),
    long("prompt", "Prompt").under_more(),
    long("outcome", "Outcome"),
];

const SESSION: &[Spec] = &[
    line(HELD, "Held"),
    line("place", "Where"),
    line("planned_minutes", "Minutes"),
    long("summary", "In a sentence"),
    long("notes", "Notes"),
    line("change_reason", "Why changed").under_more(),
    line("changed_by", "Changed by").under_more(),
    line("missed_by", "Not there").under_more(),
    line("usefulness", "Useful 1-5").under_more(),
];

const PROMISE: &[Spec] = &[
    line("text", "Promise"),
    line("owner", "Who"),
    line("due", "By"),
    line("goal_id", "Goal").under_more(),
    line("support", "Offer of help").under_more(),
    long("close_note", "How it ended").under_more(),
];

const MILESTONE: &[Spec] = &[line("title", "Milestone"), line("due", "By")];

const UPDATE: &[Spec] = &[long("text", "What moved")];

const MATERIAL: &[Spec] = &[
    line("label", "Bring"),
    line("for_side", "Who"),
    line("location", "Where"),
];

const QUESTION: &[Spec] = &[
    long("text", "Question"),
    line("ask_by", "Who asks"),
    long("answer", "Answer"),
    line("practice", "Practice").under_more(),
];

const WIN: &[Spec] = &[
    long("text", "Win"),
    line("whose", "Whose"),
    line("happened_on", "On"),
    line("goal_id", "Goal").under_more(),
];

const FEEDBACK: &[Spec] = &[
    long("situation", "Situation"),
    long("behaviour", "Behaviour"),
    long("impact", "Impact"),
    long("intent", "Meant"),
    long("next_time", "Next time"),
    line("kind", "Kind").under_more(),
    line("goal_id", "Goal").under_more(),
    line("asked_for", "Asked for").under_more(),
    line("direction", "Which way").under_more(),
    line("said_on", "Said on").under_more(),
    long("response_note", "Answer").under_more(),
];

const REQUEST: &[Spec] = &[
    long("about", "About"),
    line("to_side", "Who is asked"),
    line("asked_on", "Asked on").under_more(),
];

const CHALLENGE: &[Spec] = &[
    line("title", "Challenge"),
    long("what", "What"),
    long("so_what", "So what"),
    long("now_what", "Now what"),
    line("area", "Area").under_more(),
    line("goal_id", "Goal").under_more(),
    line("owner", "Whose").under_more(),
    line("opened_on", "Since").under_more(),
    line("closed_on", "Until").under_more(),
];

const LESSON: &[Spec] = &[long("text", "Lesson"), line("learned_on", "On")];

const RESOURCE: &[Spec] = &[
    line("title", "What"),
    line("kind", "Kind"),
    line("location", "Where"),
    line("starts_on", "Begins"),
    line("ends_on", "Ends"),
    long("takeaway", "What stayed"),
    line("used_in", "Used in").under_more(),
    line("goal_id", "Goal").under_more(),
    line("hours", "Hours").under_more(),
    line("suggested_by", "Who named it").under_more(),
    line("done_on", "Done on").under_more(),
];

const PULSE: &[Spec] = &[
    long("comment", "A line on it"),
    line("taken_on", "On").under_more(),
];

const PERSON: &[Spec] = &[
    line("partner_name", "Name"),
    line("my_role", "I am the"),
    long("purpose", "Purpose"),
    long("about", "About"),
    line("cadence_days", "Every … days"),
    line("session_minutes", "Minutes"),
    line("phase", "Phase"),
    line("email", "Mail").under_more(),
    line("organisation", "Works at").under_more(),
    line("zone", "Time zone").under_more(),
    line("started_on", "Since").under_more(),
    line("review_on", "Look back").under_more(),
    line("ends_on", "Agreed end").under_more(),
    line("paused_until", "Paused until").under_more(),
    line("ended_on", "Ended on").under_more(),
    long("end_note", "How it ended").under_more(),
];

const AGREEMENT: &[Spec] = &[
    long("sections.rhythm", "How often"),
    line("notice_hours", "Notice, hours"),
    long("sections.changes", "Plans change"),
    line("agenda_lead_hours", "Agenda, hours"),
    long("sections.preparation", "Who sends it"),
    line("grace_minutes", "On time, min").under_more(),
    line("feedback_every_sessions", "Feedback every").under_more(),
    long("sections.purpose", "What for").under_more(),
    long("sections.goals", "Goals").under_more(),
    long("sections.roles", "Who does what").under_more(),
    long("sections.between", "Between").under_more(),
    long("sections.confidence", "Between us").under_more(),
    long("sections.feedback", "Feedback").under_more(),
    long("sections.boundaries", "Boundaries").under_more(),
    long("sections.stuck", "If stuck").under_more(),
    long("sections.ending", "How it ends").under_more(),
    long("retention", "Afterwards").under_more(),
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
