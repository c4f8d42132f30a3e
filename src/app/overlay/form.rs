//! A form: keys, and what is kept when a field is left.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Overlay, motion, moved, page_of};
use crate::actions::Act;
use crate::app::field::{Edit, Field, TOO_LONG};
use crate::app::form;
use crate::app::keymap::{Action, Place};
use crate::app::mask;
use crate::app::model::Model;
use crate::app::update::{self, Effect};
use crate::domain::table::{Column, Kind};
use crate::domain::{Id, Link, Row, Table};
use crate::store::window::links::LinkLine;

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The column.
    pub name: &'static str,
    /// What stands before it.
    pub label: &'static str,
    /// What is typed.
    pub field: Field,
    /// The words that it may be; Left and Right turn them.
    pub words: &'static [&'static str],
    /// It stands under "more".
    pub is_more: bool,
    /// What is wrong with it.
    pub error: Option<String>,
    /// What was typed in it before and not taken; Ctrl-y brings it back.
    pub draft: Option<String>,
    /// Something was typed or chosen in it since the form was opened: the draft is met.
    pub is_met: bool,
}

/// A form: what is typed is kept when it is left.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that hold or not, each on its own; no state machine"
)]
pub struct Form {
    /// What it edits.
    pub table: Table,
    /// Which row.
    pub id: Id,
    /// The row as the file has it.
    pub row: Row,
    /// The row as it was when the form was opened.
    pub opened: Row,
    /// Not for the partner's eyes.
    pub is_private: bool,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The one that is typed in.
    pub at: usize,
    /// Those under "more" are shown.
    pub is_open: bool,
    /// The goals that a field may name, with their titles.
    pub goals: Vec<(Id, String)>,
    /// What a takeaway may have been used in, as it is named: goals, open promises and lessons.
    pub uses: Vec<(Link, String)>,
    /// What the row is tied to: Enter goes there.
    pub links: Vec<LinkLine>,
    /// It has been read.
    pub is_read: bool,
    /// The name of this stretch of typing.
    pub stretch: String,
    /// Something is typed that is not in the file yet.
    pub is_unsaved: bool,
    /// Something that was typed in it went into the file.
    pub is_edited: bool,
    /// Something was typed in this field since one came to it.
    pub is_typing: bool,
    /// What can't be taken was told, and nothing was typed since: Esc leaves it.
    pub is_warned: bool,
    /// The letters by which a word is being chosen.
    pub letters: String,
}

impl Form {
    /// Something was typed, pasted or chosen.
    pub(super) fn change(&mut self) {
        (self.is_typing, self.is_unsaved, self.is_warned) = (true, true, false);
    }

    /// The rows that a field may name, by their titles; none where it names no row.
    #[must_use]
    pub fn named(&self, field: &FormField) -> Vec<&str> {
        match self.table.column(field.name).map(|column| column.kind) {
            Some(Kind::Id) => self.goals.iter().map(|(_, title)| title.as_str()).collect(),
            Some(Kind::Json) => self.uses.iter().map(|(_, title)| title.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether ← → choose in a field: a word, or a row by its title, unless something else is typed there.
    #[must_use]
    pub fn turns(&self, field: &FormField) -> bool {
        if !field.words.is_empty() {
            return true;
        }
        let (titles, value) = (self.named(field), field.field.value());
        !titles.is_empty() && (value.is_empty() || titles.contains(&value.as_str()))
    }

    /// Whether a field is hidden while the screen is masked.
    #[must_use]
    pub fn hides(&self, field: &FormField) -> bool {
        let column = self.table.column(field.name);
        let is_always = column.is_some_and(Column::always_private);
        field.words.is_empty() && (self.is_private || is_always)
    }
}

pub(super) fn on_form(model: &mut Model, mut form: Box<Form>, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let shown = form::shown_fields(&form);
    let place = shown.iter().position(|n| *n == form.at).unwrap_or(0);
    let is_words = form
        .fields
        .get(form.at)
        .is_some_and(|f| !f.words.is_empty());
    let turns = form.fields.get(form.at).is_some_and(|f| form.turns(f));
    let unfolds = model.keys.action(&key, Place::Form) == Some(Action::Unfold);
    match key.code {
        KeyCode::Esc => return leave_form(model, form),
        KeyCode::Char('s') if control => return leave_form(model, form),
        KeyCode::Enter if form::link_at(&form).is_some() => return follow_link(model, form),
        KeyCode::Enter | KeyCode::Right | KeyCode::Char(' ') if form.at == form::MORE => {
            form::unfold(&mut form);
        }
        // On the last line, "more" and what the row is tied to aside.
        KeyCode::Enter if shown.get(place + 1).is_none_or(|n| *n >= form.fields.len()) => {
            return leave_form(model, form);
        }
        KeyCode::Enter | KeyCode::Tab => {
            return to_field(
                model,
                form,
                shown.get((place + 1) % shown.len().max(1)).copied(),
            );
        }
        KeyCode::BackTab => {
            return to_field(
                model,
                form,
                shown
                    .get((place + shown.len().max(1) - 1) % shown.len().max(1))
                    .copied(),
            );
        }
        _ if unfolds => form::unfold(&mut form),
        KeyCode::Char('y') if control && take_draft(&mut form) => {}
        KeyCode::Left | KeyCode::Right if turns => {
            turn_word(&mut form, key.code == KeyCode::Right);
        }
        KeyCode::Char(' ') if is_words => turn_word(&mut form, true),
        KeyCode::Backspace | KeyCode::Delete if is_words && empty_word(&mut form) => {}
        KeyCode::Char(letter) if is_words && !control => {
            let partner = model.partner().to_owned();
            if let Err(words) = choose(&mut form, letter, &partner) {
                model.say(words);
            }
        }
        KeyCode::Char(_) | KeyCode::Backspace | KeyCode::Delete if is_words => {
            model.say("← → choose");
        }
        _ => return type_in_form(model, form, key, &shown, place),
    }
    model.overlays.push(Overlay::Form(form));
    Vec::new()
}

fn type_in_form(
    model: &mut Model,
    mut form: Box<Form>,
    key: KeyEvent,
    shown: &[usize],
    place: usize,
) -> Vec<Effect> {
    let is_arrow = matches!(
        key.code,
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown
    );
    let edit = match form.fields.get_mut(form.at) {
        Some(field) if field.field.is_for_editor() && !is_arrow => {
            model.say(TOO_LONG);
            Edit::Moved
        }
        Some(field) if field.field.is_for_editor() => Edit::Ignored,
        Some(field) => {
            let was = field.field.cursor();
            let edit = field.field.key(key);
            field.is_met |= edit == Edit::Changed;
            match edit {
                // From the first and the last row of a text the arrows lead on to the next field.
                Edit::Moved if is_arrow && field.field.cursor() == was => Edit::Ignored,
                edit => edit,
            }
        }
        None => Edit::Ignored,
    };
    let next = motion(key)
        .filter(|_| edit == Edit::Ignored)
        .map(|motion| moved(place, shown.len(), motion, page_of(model, 6)))
        .filter(|to| *to != place)
        .and_then(|to| shown.get(to));
    if edit == Edit::Changed {
        form.change();
    }
    to_field(model, form, next.copied())
}

fn to_field(model: &mut Model, mut form: Box<Form>, field: Option<usize>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(field) = field {
        form.at = field;
        form.is_typing = false;
        form.letters.clear();
        effects.extend(keep_form(model, &mut form));
    }
    model.overlays.push(Overlay::Form(form));
    effects
}

fn turn_word(form: &mut Form, forward: bool) {
    let Some(field) = form.fields.get(form.at) else {
        return;
    };
    let words = if field.words.is_empty() {
        // Naming none of them is a choice, too.
        std::iter::once("").chain(form.named(field)).collect()
    } else {
        field.words.to_vec()
    };
    let count = words.len().max(1);
    let value = field.field.value();
    let at = words.iter().position(|w| *w == value).unwrap_or(count - 1);
    let to = if forward { at + 1 } else { at + count - 1 } % count;
    let chosen = words.get(to).copied().unwrap_or("").to_owned();
    let Some(field) = form.fields.get_mut(form.at) else {
        return;
    };
    field.field.set(&chosen);
    field.is_met = true;
    form.is_unsaved = true;
    form.letters.clear();
}

/// A word as the screen writes it: the partner by name.
#[must_use]
pub fn spoken(word: &str, partner: &str) -> String {
    let parts = word.split('_');
    let parts = parts.map(|part| if part == "partner" { partner } else { part });
    parts.collect::<Vec<_>>().join(" ")
}

/// Whether a word, as the screen writes it or as a line is typed, begins with these letters.
fn begins(word: &str, letters: &str, partner: &str) -> bool {
    let is_so = |name: &str| name.to_lowercase().starts_with(letters);
    let is_partner = word == "partner" && ["them", "partner"].into_iter().any(is_so);
    is_partner || is_so(&spoken(word, partner))
}

/// Letters choose a word: several in a row spell it, the same one again goes on to the next.
///
/// # Errors
/// The words that there are, where none begins so.
fn choose(form: &mut Form, letter: char, partner: &str) -> Result<(), String> {
    let Some(field) = form.fields.get(form.at) else {
        return Ok(());
    };
    let (words, value) = (field.words, field.field.value());
    let spelt = format!("{}{}", form.letters, letter.to_lowercase());
    let alone = letter.to_lowercase().to_string();
    let after = words
        .iter()
        .position(|word| *word == value)
        .map_or(0, |n| n + 1);
    let mut from_here = words.iter().cycle().skip(after).take(words.len());
    let found = words
        .iter()
        .find(|word| !form.letters.is_empty() && begins(word, &spelt, partner))
        .map(|word| (*word, spelt))
        .or_else(|| {
            let next = from_here.find(|word| begins(word, &alone, partner));
            next.map(|word| (*word, alone))
        });
    let Some((word, letters)) = found else {
        let words: Vec<_> = words.iter().map(|word| spoken(word, partner)).collect();
        return Err(format!("← → or a letter: {}", words.join(", ")));
    };
    form.letters = letters;
    let Some(field) = form.fields.get_mut(form.at) else {
        return Ok(());
    };
    field.field.set(word);
    field.is_met = true;
    form.change();
    Ok(())
}

/// Empties a word that need not be said; one that has to be there stays.
fn empty_word(form: &mut Form) -> bool {
    let table = form.table;
    let Some(field) = form.fields.get_mut(form.at) else {
        return false;
    };
    // What is there without it is what the table puts in its place.
    let others = form
        .row
        .iter()
        .filter(|(name, _)| **name != field.name && table.column(name).is_some());
    let others: Row = others.map(|(n, v)| (n.clone(), v.clone())).collect();
    let is_needed = !table
        .normalise(others)
        .is_ok_and(|row| !row.contains_key(field.name));
    if is_needed {
        return false;
    }
    field.field.set("");
    field.is_met = true;
    form.change();
    true
}

/// The text that was typed before takes the place of what the field holds.
fn take_draft(form: &mut Form) -> bool {
    let Some(field) = form.fields.get_mut(form.at) else {
        return false;
    };
    let Some(draft) = field.draft.as_deref().filter(|_| !field.is_met) else {
        return false;
    };
    field.field.set(draft);
    field.is_met = true;
    form.change();
    true
}

/// What the fields can't take is kept beside them, and forgotten once another text was taken.
fn drafts(form: &mut Form) -> Vec<Effect> {
    let mut drafts = Vec::new();
    for field in form.fields.iter_mut().filter(|f| f.is_met) {
        let begun = field.error.as_ref().map(|_| field.field.value());
        if field.draft != begun {
            let name = form::draft_name(form.id, field.name);
            drafts.push(Effect::KeepDraft(name, begun.clone().unwrap_or_default()));
            field.draft = begun;
        }
    }
    drafts
}

/// The column of the field that is typed in, where that is a text.
pub(in crate::app) fn text_column(form: &Form) -> Option<&'static str> {
    let name = form.fields.get(form.at)?.name;
    let column = form.table.column(name)?;
    (column.kind == Kind::Text).then_some(name)
}

/// What was typed in the form on top, as an action; it stays open.
pub(in crate::app) fn keep_top(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(mut form)) = model
        .overlays
        .pop_if(|top| matches!(top, Overlay::Form(form) if form.is_read))
    else {
        return Vec::new();
    };
    let effects = keep_form(model, &mut form);
    model.overlays.push(Overlay::Form(form));
    effects
}

/// What was typed in a form, as an action; what its fields can't take, as drafts.
fn keep_form(model: &Model, form: &mut Form) -> Vec<Effect> {
    let Some(relationship) = model.relationship_id() else {
        return Vec::new();
    };
    let act = form::keep(form, model.now, relationship);
    let drafts = drafts(form);
    act.map(Effect::Act).into_iter().chain(drafts).collect()
}

/// Keeps the form and goes to what the row is tied to.
fn follow_link(model: &mut Model, form: Box<Form>) -> Vec<Effect> {
    let to = form::link_at(&form).map(|line| (line.to.table, line.to.id));
    let effects = leave_form(model, form);
    if let Some(to) = to.filter(|_| !matches!(model.overlays.last(), Some(Overlay::Form(_)))) {
        update::go_to(model, to);
    }
    effects
}

fn leave_form(model: &mut Model, mut form: Box<Form>) -> Vec<Effect> {
    let effects = keep_form(model, &mut form);
    let is_kept = |effect: &Effect| matches!(effect, Effect::Act(Act::Edit(_)));
    form.is_edited |= effects.iter().any(is_kept);
    if form::has_error(&form) && !std::mem::replace(&mut form.is_warned, true) {
        let error = form
            .fields
            .iter()
            .find_map(|f| f.error.clone())
            .unwrap_or_default();
        model.warn(format!("{error} Esc again leaves that field as it was."));
        model.overlays.push(Overlay::Form(form));
    } else if form.is_edited && form::differs(&form) {
        say_edited(model, &form);
    }
    effects
}

/// What leaving did, as after every other action; where it could not be done, that is said instead.
fn say_edited(model: &mut Model, form: &Form) {
    let label = form::label(form);
    let text = if model.is_masked && form.is_private {
        mask::verb_of(&label)
    } else {
        label
    };
    model.say(text);
    if let Some(message) = &mut model.message {
        message.can_undo = true;
    }
}
