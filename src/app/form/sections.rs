//! The sections of an agreement, each a field of its form: one column in the file.

use serde_json::Value as Json;

use crate::domain::Row;
use crate::domain::agreement::AgreementSection;

use super::super::overlay::Form;

/// A field that is one text of a list of texts stands as list and id.
pub(super) const SECTION: &str = "sections.";

/// The texts of an agreement, as the row holds them.
pub(super) fn sections(row: &Row) -> Vec<AgreementSection> {
    row.get("sections")
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default()
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
