//! Forms: which fields each kind of row has, and what leaving one keeps.

use serde_json::Value as Json;

use crate::actions::Act;
use crate::domain::agreement::{AgreementSection, AgreementStatus};
use crate::domain::moment::Now;
use crate::domain::table::Kind;
use crate::domain::{Id, Instant, Row, Table, text, when};

use crate::store::window::links::LinkLine;

use super::entry::Entry;
use super::field::Field;
use super::list::Keyed;
use super::model::Model;
use super::overlay::{Form, FormField};
use super::span;

/// A field of a form: column, label, whether it is long, whether it stands under "more".
type Spec = (&'static str, &'static str, bool, bool);

const GOAL: &[Spec] = &[
    ("title", "Goal", false, false),
    ("success_test", "Test", true, false),
    ("target_date", "By", false, false),
    ("why", "Why", true, true),
    ("owner", "Whose", false, true),
    ("kind", "Kind", false, true),
    ("progress_mode", "Progress", false, true),
    ("percent", "Percent", false, true),
    ("baseline", "Start", true, true),
    ("obstacle", "If", true, true),
    ("if_then", "then", true, true),
    ("confidence", "Confidence", false, true),
    ("self_rating_start", "At start", false, true),
    ("self_rating_end", "At the end", false, true),
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
    ("goal_id", "Goal", false, true),
    ("support", "A help", false, true),
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
    ("starts_on", "From", false, false),
    ("ends_on", "To", false, false),
    ("takeaway", "Stayed", true, false),
    ("goal_id", "Goal", false, true),
    ("hours", "Hours", false, true),
    ("suggested_by", "Who named it", false, true),
    ("done_on", "Done on", false, true),
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
    ("paused_until", "Paused to", false, true),
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
    ("feedback_every_sessions", "Feedback each", false, true),
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

/// A field that is one text of a list of texts stands as list and id.
const SECTION: &str = "sections.";

/// The field that is both ends of a held session.
const HELD: &str = "held";

fn specs(table: Table) -> &'static [Spec] {
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
        _ => &[],
    }
}

/// The form of a row, its values not read yet; none where the row has no form.
#[must_use]
pub fn form_for(entry: &Entry) -> Option<Form> {
    // What was agreed is read, and replaced by a new version.
    let is_agreed = matches!(entry, Entry::Agreement(a) if a.status != AgreementStatus::Draft);
    if is_agreed || matches!(entry, Entry::Offer(_)) {
        return None;
    }
    let (table, id) = entry.key()?;
    of(table, id)
}

/// The form of a row by its id; none where such rows have no form.
#[must_use]
pub fn of(table: Table, id: Id) -> Option<Form> {
    (!specs(table).is_empty()).then(|| empty(table, id))
}

/// A session's form, its values not read yet.
#[must_use]
pub fn of_session(session: Id) -> Form {
    empty(Table::Sessions, session)
}

fn empty(table: Table, id: Id) -> Form {
    Form {
        table,
        id,
        row: Row::new(),
        is_private: false,
        fields: Vec::new(),
        at: 0,
        is_open: false,
        goals: Vec::new(),
        links: Vec::new(),
        is_read: false,
        stretch: String::new(),
        is_unsaved: false,
        is_edited: false,
        is_typing: false,
        is_warned: false,
    }
}

/// Fills the form with the row as the file has it; goals are named by their titles.
pub fn fill(form: &mut Form, mut row: Row, stretch: String, goals: Vec<(Id, String)>, now: Now) {
    let is_held = row.get("status").and_then(Json::as_str) == Some("held");
    if form.table == Table::Sessions && is_held {
        row.insert(HELD.into(), span::of_row(&row, now).into());
    }
    for section in sections(&row) {
        row.insert(format!("{SECTION}{}", section.id), section.text.into());
    }
    form.fields = specs(form.table)
        .iter()
        .filter(|(name, ..)| *name != HELD || row.contains_key(HELD))
        .map(|spec| field(form.table, &row, spec, &goals))
        .collect();
    form.goals = goals;
    form.row = row;
    form.stretch = stretch;
    form.is_read = true;
}

fn field(
    table: Table,
    row: &Row,
    &(name, label, is_long, is_more): &Spec,
    goals: &[(Id, String)],
) -> FormField {
    let kind = table.column(name).map_or(Kind::Text, |c| c.kind);
    let value = shown(kind, row.get(name), goals);
    let words = match kind {
        Kind::Word(words) => words,
        Kind::Bool => &["no", "yes"],
        _ => &[],
    };
    let field = if is_long {
        Field::text(&value)
    } else {
        Field::line(&value)
    };
    FormField {
        name,
        label,
        field,
        words,
        is_more,
        error: None,
        draft: None,
        is_met: false,
    }
}

fn shown(kind: Kind, value: Option<&Json>, goals: &[(Id, String)]) -> String {
    match (kind, value) {
        (Kind::Id, Some(Json::String(id))) => goals
            .iter()
            .find(|(goal, _)| goal.to_string() == *id)
            .map_or_else(String::new, |(_, title)| title.clone()),
        (_, None | Some(Json::Null)) => String::new(),
        (Kind::Bool, Some(Json::Bool(yes))) => {
            if *yes {
                "yes".into()
            } else {
                "no".into()
            }
        }
        (Kind::Day, Some(Json::String(day))) => day
            .parse()
            .map_or_else(|_| day.clone(), when::show_day_long),
        (_, Some(Json::String(text))) => text.clone(),
        (_, Some(value)) => value.to_string(),
    }
}

/// What is typed, as the column holds it.
fn typed(form: &Form, field: &FormField, now: Now) -> Result<Json, String> {
    let (table, goals) = (form.table, &form.goals);
    let written = field.field.value();
    let trimmed = written.trim();
    let column = table.column(field.name);
    let kind = column.map_or(Kind::Text, |c| c.kind);
    if field.name == HELD {
        return held(form, trimmed, now).map(|_| Json::from(written));
    }
    if trimmed.is_empty() {
        let needed = column.is_some_and(|c| c.required) || matches!(kind, Kind::Bool);
        return if needed {
            Err(format!(
                "{} can't be empty. Write something; the old text stays until then.",
                field.label
            ))
        } else {
            Ok(Json::Null)
        };
    }
    match kind {
        _ if field.name == "zone" => zone(trimmed).map(Json::from),
        Kind::Id => goal_called(trimmed, goals).map(|id| Json::from(id.to_string())),
        Kind::Int => number(field.name, trimmed).map(Json::from),
        Kind::Bool => Ok(Json::Bool(trimmed == "yes")),
        Kind::Day => when::day(trimmed, in_days(now))
            .map(|day| Json::from(day.to_string()))
            .map_err(|e| e.to_string()),
        Kind::Word(words) if !words.contains(&trimmed) => {
            Err(format!("One of {}. ← and → turn them.", words.join(", ")))
        }
        _ => Ok(Json::from(written)),
    }
}

/// An IANA zone, however its letters are typed; a city alone where only one zone is called so.
fn zone(text: &str) -> Result<&'static str, String> {
    let wanted = text.replace(' ', "_").to_lowercase();
    let city = format!("/{wanted}");
    let named = |zone: &&chrono_tz::Tz| zone.name().to_lowercase() == wanted;
    let ends = |zone: &&chrono_tz::Tz| zone.name().to_lowercase().ends_with(&city);
    let found = chrono_tz::TZ_VARIANTS.iter().find(named);
    let found = found.or_else(|| chrono_tz::TZ_VARIANTS.iter().find(ends));
    found.map(|zone| zone.name()).ok_or_else(|| {
        format!(
            "No zone is called '{}'. Try Europe/Athens, or New York.",
            text::fit(text, 20)
        )
    })
}

/// The goal with this title, else the first that has these words in it.
fn goal_called(words: &str, goals: &[(Id, String)]) -> Result<Id, String> {
    let wanted = words.to_lowercase();
    let exact = goals
        .iter()
        .find(|(_, title)| title.to_lowercase() == wanted);
    let near = goals
        .iter()
        .find(|(_, title)| title.to_lowercase().contains(&wanted));
    exact.or(near).map(|(id, _)| *id).ok_or_else(|| {
        let words = text::fit(words, 12);
        format!("No active goal has '{words}' in its title. Type a word of one, or nothing.")
    })
}

fn number(name: &str, text: &str) -> Result<i64, String> {
    let (least, most) = match name {
        "percent" => (0, 100),
        "cadence_days" => (1, 366),
        "confidence" => (0, 10),
        "notice_hours" | "agenda_lead_hours" => (0, 720),
        "grace_minutes" => (0, 60),
        "feedback_every_sessions" => (1, 24),
        "self_rating_start" | "self_rating_end" | "usefulness" => (1, 5),
        _ => (1, 480),
    };
    let found = text
        .trim_end_matches(['%', 'm', ' '])
        .parse()
        .ok()
        .filter(|n| (least..=most).contains(n));
    found.ok_or_else(|| {
        format!(
            "'{}' is no number from {least} to {most}.",
            text::fit(text, 12)
        )
    })
}

/// The action that keeps what differs from the file; fields that can't be read say so and are left as they were.
pub fn keep(form: &mut Form, now: Now, relationship: Id) -> Option<Act> {
    form.is_unsaved = false;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut fields = std::mem::take(&mut form.fields);
    for field in &mut fields {
        let was = form.row.get(field.name).cloned().unwrap_or(Json::Null);
        let kind = form.table.column(field.name).map_or(Kind::Text, |c| c.kind);
        if field.field.value() == shown(kind, Some(&was), &form.goals) {
            field.error = None;
            continue;
        }
        match typed(form, field, now) {
            Ok(is) => {
                field.error = None;
                if is != was {
                    before.push((field.name.to_owned(), was));
                    after.push((field.name.to_owned(), is));
                }
            }
            Err(error) => field.error = Some(error),
        }
    }
    form.fields = fields;
    if after.is_empty() {
        return None;
    }
    fold_held(form, &mut before, &mut after, now);
    fold_sections(form, &mut before, &mut after);
    form.row.extend(after.iter().cloned());
    let label = label(form);
    Some(Act::Edit {
        relationship,
        table: form.table,
        id: form.id,
        label,
        before,
        after,
        stretch: Some(form.stretch.clone()),
    })
}

/// What keeping it is called.
#[must_use]
pub fn label(form: &Form) -> String {
    format!("Edited: {}", title(form))
}

/// Both ends of a held session, on the day on which it was held.
fn held(form: &Form, typed: &str, now: Now) -> Result<(Instant, Instant), String> {
    let begun = ["started_at", "planned_start"];
    let begun = begun.iter().find_map(|name| span::instant(&form.row, name));
    span::read(typed, begun.unwrap_or(now.at), now)
}

/// Both ends become the columns that hold them; another start no longer says who was on time.
fn fold_held(
    form: &mut Form,
    before: &mut Vec<(String, Json)>,
    after: &mut Vec<(String, Json)>,
    now: Now,
) {
    before.retain(|(name, _)| name != HELD);
    let Some(typed) = after.extract_if(.., |(name, _)| name == HELD).next() else {
        return;
    };
    let Ok((start, stop)) = held(form, typed.1.as_str().unwrap_or_default(), now) else {
        return;
    };
    form.row.insert(HELD.into(), typed.1);
    let was = span::instant(&form.row, "started_at");
    let is_moved = !was.is_some_and(|was| span::is_same_minute(was, start, now));
    let mut ends = vec![("ended_at", Json::from(stop.to_string()))];
    if is_moved {
        ends.push(("started_at", start.to_string().into()));
        ends.push(("start_corrected", true.into()));
    }
    for (name, value) in ends {
        let old = form.row.get(name).cloned().unwrap_or(Json::Null);
        before.push((name.to_owned(), old));
        after.push((name.to_owned(), value));
    }
}

/// Under which name a text is kept that its field could not take.
#[must_use]
pub fn draft_name(id: Id, field: &str) -> String {
    format!("form-{id}-{field}")
}

/// Values as they are typed, by the names of their fields.
#[must_use]
pub fn texts(values: &[(String, Json)]) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (name, value) in values {
        match value {
            Json::Null => {}
            Json::String(text) => texts.push((name.clone(), text.clone())),
            Json::Array(_) if name == "sections" => {
                let row = [(name.clone(), value.clone())].into_iter().collect();
                let named = |s: AgreementSection| (format!("{SECTION}{}", s.id), s.text);
                texts.extend(sections(&row).into_iter().map(named));
            }
            other => texts.push((name.clone(), other.to_string())),
        }
    }
    texts
}

/// The texts of an agreement, as the row holds them.
fn sections(row: &Row) -> Vec<AgreementSection> {
    row.get("sections")
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default()
}

/// Texts that were changed become the list that holds them.
fn fold_sections(
    form: &mut Form,
    before: &mut Vec<(String, Json)>,
    after: &mut Vec<(String, Json)>,
) {
    let is_section = |field: &(String, Json)| field.0.starts_with(SECTION);
    let changed: Vec<_> = after.extract_if(.., |f| is_section(f)).collect();
    before.retain(|f| !is_section(f));
    if changed.is_empty() {
        return;
    }
    let mut list = sections(&form.row);
    for (name, text) in changed {
        let id = name.trim_start_matches(SECTION).to_owned();
        let text = text.as_str().unwrap_or_default().to_owned();
        form.row.insert(name, text.clone().into());
        match list.iter_mut().find(|s| s.id == id) {
            Some(section) => section.text = text,
            None => list.push(AgreementSection { id, text }),
        }
    }
    let held = form.row.get("sections").cloned().unwrap_or(Json::Null);
    before.push(("sections".into(), held));
    after.push((
        "sections".into(),
        serde_json::to_value(list).unwrap_or(Json::Null),
    ));
}

fn title(form: &Form) -> String {
    let title = form
        .row
        .get(form.table.title_column())
        .and_then(Json::as_str)
        .unwrap_or(form.table.noun());
    if form.table == Table::Sessions {
        "the session".into()
    } else if form.table == Table::Agreements {
        "how we work together".into()
    } else {
        text::fit(&text::visible(title), 40)
    }
}

/// Whether a field says that it can't be kept as it is.
#[must_use]
pub fn has_error(form: &Form) -> bool {
    form.fields.iter().any(|f| f.error.is_some())
}

/// The fields that are shown, and after them what the row is tied to.
#[must_use]
pub fn shown_fields(form: &Form) -> Vec<usize> {
    let fields = form.fields.len();
    (0..fields)
        .filter(|n| form.is_open || form.fields.get(*n).is_some_and(|f| !f.is_more))
        .chain(fields..fields + form.links.len())
        .collect()
}

/// What the cursor stands on, where that is a tie and no field.
#[must_use]
pub fn link_at(form: &Form) -> Option<&LinkLine> {
    form.links.get(form.at.checked_sub(form.fields.len())?)
}

/// When the model's now is, for dates.
#[must_use]
pub fn when_now(model: &Model) -> when::Now {
    in_days(model.now)
}

/// A moment, as dates are read with.
fn in_days(now: Now) -> when::Now {
    when::Now {
        day: now.today(),
        time: now.time(),
    }
}
