//! The sections of an agreement, each a field of its form: one column in the file.

use serde_json::Value as Json;

use crate::domain::Row;
use crate::domain::agreement::{Agreement, AgreementSection, Terms};

use super::super::overlay::Form;

/// A field that is one text of a list of texts stands as list and id.
pub(super) const SECTION: &str = "sections.";

/// The texts of an agreement, as the row holds them.
pub(super) fn sections(row: &Row) -> Vec<AgreementSection> {
    row.get("sections")
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default()
}

/// The numbers that the texts name, as the row holds them.
fn terms(row: &Row) -> Terms {
    let usual = Agreement::default().terms();
    let number = |name: &str, usual| row.get(name).and_then(Json::as_i64).unwrap_or(usual);
    Terms {
        notice_hours: number("notice_hours", usual.notice_hours),
        grace_minutes: number("grace_minutes", usual.grace_minutes),
        agenda_lead_hours: number("agenda_lead_hours", usual.agenda_lead_hours),
        feedback_every_sessions: number("feedback_every_sessions", usual.feedback_every_sessions),
    }
}

/// The fields show the texts that follow the numbers.
fn show(form: &mut Form, list: &[AgreementSection]) {
    for section in list {
        let name = format!("{SECTION}{}", section.id);
        let text = Json::from(section.text.as_str());
        if form.row.get(&name) == Some(&text) {
            continue;
        }
        if let Some(field) = form.fields.iter_mut().find(|f| f.name == name) {
            field.field.set(&section.text);
        }
        form.row.insert(name, text);
    }
}

/// Texts that were changed become the list that holds them.
pub(super) fn fold_sections(
    form: &mut Form,
    before: &mut Vec<(String, Json)>,
    after: &mut Vec<(String, Json)>,
) {
    let is_section = |field: &(String, Json)| field.0.starts_with(SECTION);
    let changed: Vec<_> = after.extract_if(.., |f| is_section(f)).collect();
    before.retain(|f| !is_section(f));
    let was = terms(&form.row);
    let mut row = form.row.clone();
    row.extend(after.iter().cloned());
    let is = terms(&row);
    if changed.is_empty() && was == is {
        return;
    }
    let mut list = was.followed(is, &sections(&form.row));
    for (name, text) in changed {
        let id = name.trim_start_matches(SECTION).to_owned();
        let text = text.as_str().unwrap_or_default().to_owned();
        form.row.insert(name, text.clone().into());
        match list.iter_mut().find(|s| s.id == id) {
            Some(section) => section.text = text,
            None => list.push(AgreementSection { id, text }),
        }
    }
    show(form, &list);
    let held = form.row.get("sections").cloned().unwrap_or(Json::Null);
    if held.as_array().is_none_or(Vec::is_empty) && list.is_empty() {
        return;
    }
    before.push(("sections".into(), held));
    after.push((
        "sections".into(),
        serde_json::to_value(list).unwrap_or(Json::Null),
    ));
}
