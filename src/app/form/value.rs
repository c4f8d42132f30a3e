//! A value as it is shown in its field, and read from it again.

use serde_json::Value as Json;

use crate::domain::moment::Now;
use crate::domain::table::Kind;
use crate::domain::{Id, Link, text, when};

use super::super::overlay::{Form, FormField};
use super::held::{HELD, held};

/// The rows that a value may name, by their titles: goals, and what a takeaway may have been used in.
pub(super) type Known<'a> = (&'a [(Id, String)], &'a [(Link, String)]);

pub(super) fn shown(kind: Kind, value: Option<&Json>, (goals, uses): Known<'_>) -> String {
    match (kind, value) {
        (Kind::Json, Some(link)) => uses
            .iter()
            .find(|(to, _)| serde_json::to_value(to).is_ok_and(|to| to == *link))
            .map_or_else(String::new, |(_, title)| title.clone()),
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
pub(super) fn typed(form: &Form, field: &FormField, now: Now) -> Result<Json, String> {
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
        Kind::Json => use_called(trimmed, &form.uses),
        Kind::Int => number(field.name, trimmed).map(Json::from),
        Kind::Bool => Ok(Json::Bool(trimmed == "yes")),
        Kind::Day => when::day(trimmed, now.local())
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

/// The goal, promise or lesson with this title, else the first that has these words in it.
fn use_called(words: &str, uses: &[(Link, String)]) -> Result<Json, String> {
    let wanted = words.to_lowercase();
    let exact = uses.iter().find(|(_, title)| title == words);
    let near = uses
        .iter()
        .find(|(_, title)| title.to_lowercase().contains(&wanted));
    let found = exact
        .or(near)
        .and_then(|(link, _)| serde_json::to_value(link).ok());
    found.ok_or_else(|| {
        let words = text::fit(words, 12);
        format!(
            "No goal, open promise or lesson has '{words}' in it. Type a word of one, or nothing."
        )
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
