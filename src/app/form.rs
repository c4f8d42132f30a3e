//! Forms: which fields each kind of row has, and what leaving one keeps.

mod due;
mod fields;
mod held;
mod sections;
mod value;

use serde_json::Value as Json;

use crate::actions::{Act, FieldEdit};
use crate::domain::agreement::{AgreementSection, AgreementStatus};
use crate::domain::moment::Now;
use crate::domain::table::Kind;
use crate::domain::{Id, Link, Row, Table, text};
use crate::store::window::links::LinkLine;

pub use self::due::moves;
use self::due::{fold_due, refuse_due};
use self::fields::{Spec, specs};
use self::held::{HELD, fold_held};
use self::sections::{SECTION, fold_sections, sections};
use self::value::{Known, shown, typed};
use super::entry::Entry;
use super::field::Field;
use super::list::Keyed;
use super::overlay::{Form, FormField};
use super::span;

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

/// What a form calls a column; what it has no single field for says something all the same.
#[must_use]
pub fn label_of(table: Table, column: &str) -> &'static str {
    let spec = specs(table).iter().find(|spec| spec.column == column);
    spec.map_or("It says", |spec| spec.label)
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
        opened: Row::new(),
        is_private: false,
        fields: Vec::new(),
        at: 0,
        is_open: false,
        goals: Vec::new(),
        uses: Vec::new(),
        links: Vec::new(),
        is_read: false,
        stretch: String::new(),
        is_unsaved: false,
        is_edited: false,
        is_typing: false,
        is_warned: false,
        letters: String::new(),
    }
}

/// Fills the form with the row as the file has it; goals are named by their titles.
pub fn fill(
    form: &mut Form,
    mut row: Row,
    stretch: String,
    goals: Vec<(Id, String)>,
    uses: Vec<(Link, String)>,
    now: Now,
) {
    let is_held = row.get("status").and_then(Json::as_str) == Some("held");
    if form.table == Table::Sessions && is_held {
        row.insert(HELD.into(), span::of_row(&row, now).into());
    }
    for section in sections(&row) {
        row.insert(format!("{SECTION}{}", section.id), section.text.into());
    }
    form.fields = specs(form.table)
        .iter()
        .filter(|spec| spec.column != HELD || row.contains_key(HELD))
        .map(|spec| field(form.table, &row, spec, (&goals, &uses)))
        .collect();
    form.goals = goals;
    if form.opened.is_empty() {
        form.opened.clone_from(&row);
    }
    form.uses = uses;
    form.row = row;
    form.stretch = stretch;
    form.is_read = true;
}

fn field(table: Table, row: &Row, spec: &Spec, known: Known<'_>) -> FormField {
    let kind = table.column(spec.column).map_or(Kind::Text, |c| c.kind);
    let value = shown(kind, row.get(spec.column), known);
    let words = match kind {
        Kind::Word(words) => words,
        Kind::Bool => &["no", "yes"],
        _ => &[],
    };
    let field = if spec.is_long {
        Field::text(&value)
    } else {
        Field::line(&value)
    };
    FormField {
        name: spec.column,
        label: spec.label,
        field,
        words,
        is_more: spec.is_more,
        error: None,
        draft: None,
        is_met: false,
    }
}

/// The action that keeps what differs from the file; fields that can't be read say so and are left as they were.
pub fn keep(form: &mut Form, now: Now, relationship: Id) -> Option<Act> {
    form.is_unsaved = false;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut fields = std::mem::take(&mut form.fields);
    for field in &mut fields {
        let was = form.row.get(field.name).cloned().unwrap_or(Json::Null);
        let kind = form.table.column(field.name).map_or(Kind::Text, |c| c.kind);
        if field.field.value() == shown(kind, Some(&was), (&form.goals, &form.uses)) {
            field.error = None;
            continue;
        }
        match refuse_due(form, field.name).map_or_else(|| typed(form, field, now), Err) {
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
    fold_due(form, &mut before, &mut after, now);
    form.row.extend(after.iter().cloned());
    let label = label(form);
    Some(Act::Edit(FieldEdit {
        relationship,
        table: form.table,
        id: form.id,
        label,
        before,
        after,
        stretch: Some(form.stretch.clone()),
    }))
}

/// Whether the row is another one than when the form was opened: what was typed may have been taken away again.
#[must_use]
pub fn differs(form: &Form) -> bool {
    let is = |row: &Row, name: &str| match row.get(name) {
        None | Some(Json::Null) => Json::Null,
        Some(Json::String(text)) if text.is_empty() => Json::Null,
        Some(value) => value.clone(),
    };
    let mut names = form.row.keys();
    names.any(|name| is(&form.row, name) != is(&form.opened, name))
}

/// What keeping it is called.
#[must_use]
pub fn label(form: &Form) -> String {
    format!("Edited: {}", title(form))
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

/// Where the cursor is on "more".
pub const MORE: usize = usize::MAX;

/// The fields that are shown, "more" where some are not, and after them what the row is tied to.
#[must_use]
pub fn shown_fields(form: &Form) -> Vec<usize> {
    let fields = form.fields.len();
    let is_shown = |n: &usize| {
        form.fields
            .get(*n)
            .is_some_and(|f| form.is_open || !f.is_more)
    };
    (0..fields)
        .filter(is_shown)
        .chain(folded(form).map(|_| MORE))
        .chain(fields..fields + form.links.len())
        .collect()
}

/// How many fields "more" stands for; none where nothing is folded.
#[must_use]
pub fn folded(form: &Form) -> Option<usize> {
    let more = form.fields.iter().filter(|f| f.is_more).count();
    Some(more).filter(|more| *more > 0 && !form.is_open)
}

/// Unfolds what stands under "more", or folds it; a cursor that stood on what goes stands on what comes.
pub fn unfold(form: &mut Form) {
    form.is_open = !form.is_open;
    let is_more = |f: &FormField| f.is_more;
    if form.at == MORE {
        form.at = form.fields.iter().position(is_more).unwrap_or(0);
    } else if !form.is_open && form.fields.get(form.at).is_some_and(is_more) {
        form.at = MORE;
    }
}

/// What the cursor stands on, where that is a tie and no field.
#[must_use]
pub fn link_at(form: &Form) -> Option<&LinkLine> {
    form.links.get(form.at.checked_sub(form.fields.len())?)
}
