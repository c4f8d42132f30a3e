//! Keys while something lies over the screen: the top layer has them, and letters are its own.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::actions::{Act, Ending};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::when::{self, Leaning};
use crate::domain::{Id, Instant, Side, content, text};

use super::entry::{Entry, offer_source};
use super::field::{Edit, Field};
use super::form;
use super::line::{self, Line, Purpose};
use super::list::{Keyed, Motion};
use super::model::{End, EndRow, Form, Menu, Model, Offers, Overlay, Templates};
use super::update::{self, Effect};

/// A key for the top layer.
pub fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) {
        let mut effects = update::save(model);
        effects.push(Effect::Quit);
        return effects;
    }
    let Some(top) = model.overlays.pop() else {
        return Vec::new();
    };
    match top {
        Overlay::Line(line) => on_line(model, line, key),
        Overlay::Menu(menu) => on_menu(model, menu, key),
        Overlay::Offers(offers) => on_offers(model, offers, key),
        Overlay::Templates(templates) => on_templates(model, templates, key),
        Overlay::Form(form) => on_form(model, form, key),
        Overlay::End(end) => on_end(model, end, key),
        Overlay::Reading(reading) => on_reading(model, reading, key),
        Overlay::Help(top) => on_help(model, top, key),
    }
}

/// A paste for the top layer.
pub fn paste(overlay: &mut Overlay, text: &str) {
    match overlay {
        Overlay::Line(line) => {
            line.field.paste(text);
            line.is_unsaved = true;
        }
        Overlay::Form(form) => {
            if let Some(field) = form.fields.get_mut(form.at) {
                field.field.paste(text);
                form.is_unsaved = true;
            }
        }
        Overlay::End(end) => {
            if let Some(field) = end_field(end) {
                field.paste(text);
            }
        }
        Overlay::Offers(offers) => {
            if let Some(filter) = offers.filter.as_mut().filter(|_| offers.is_typing) {
                filter.paste(text);
            }
        }
        Overlay::Menu(_) | Overlay::Templates(_) | Overlay::Reading(_) | Overlay::Help(_) => {}
    }
}

/// Keeps what is typed in the top layer.
pub fn save(overlay: &mut Overlay) -> Vec<Effect> {
    match overlay {
        Overlay::Line(line) if line.is_unsaved => {
            line.is_unsaved = false;
            vec![Effect::KeepDraft(line.draft_name(), left_behind(line))]
        }
        Overlay::End(end) => vec![Effect::KeepDraft(
            end_draft(end.session),
            end.sentence.value(),
        )],
        _ => Vec::new(),
    }
}

/// Under which name the sentence of an ending call is kept.
#[must_use]
pub fn end_draft(session: Id) -> String {
    format!("end-{session}")
}

/// Whether the top layer holds something that is not in the file.
#[must_use]
pub fn is_unsaved(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Line(line) => line.is_unsaved,
        Overlay::Form(form) => form.is_unsaved,
        _ => false,
    }
}

fn on_line(model: &mut Model, mut line: Box<Line>, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Esc => {
            return vec![Effect::KeepDraft(line.draft_name(), left_behind(&line))];
        }
        KeyCode::Enter => return enter_line(model, line),
        KeyCode::Tab | KeyCode::BackTab => line.turn(),
        KeyCode::Up if line.field.is_empty() => {
            if let Some(draft) = line.draft.take() {
                line.field.paste(&draft);
                line.is_unsaved = true;
            }
        }
        _ => {
            if line.field.key(key) == Edit::Changed {
                line.is_unsaved = true;
                line.error = None;
            }
        }
    }
    model.overlays.push(Overlay::Line(line));
    Vec::new()
}

/// What the next line of its sort offers: what is typed, else what was offered and not taken.
fn left_behind(line: &Line) -> String {
    if line.field.is_empty() {
        line.begun_before()
    } else {
        line.field.value()
    }
}

fn enter_line(model: &mut Model, mut line: Box<Line>) -> Vec<Effect> {
    let is_optional = matches!(
        line.purpose,
        Purpose::Outcome { .. }
            | Purpose::Cancel { .. }
            | Purpose::PromiseDue { .. }
            | Purpose::Plan
    );
    if line.field.value().trim().is_empty() && !is_optional {
        // Enter on an empty line closes it, as Esc does.
        return vec![Effect::KeepDraft(line.draft_name(), left_behind(&line))];
    }
    match line.act(&model.context()) {
        Ok(act) => {
            let kept = Effect::KeepDraft(line.draft_name(), line.begun_before());
            if line.stays_open() {
                let mut next = Line::new(line.purpose.clone());
                if !matches!(line.purpose, Purpose::Item { .. }) {
                    next.side = line.side;
                }
                next.draft = line.draft;
                next.is_draft_read = true;
                model.overlays.push(Overlay::Line(Box::new(next)));
            }
            vec![Effect::Act(act), kept]
        }
        Err(error) => {
            line.error = Some(error);
            model.overlays.push(Overlay::Line(line));
            Vec::new()
        }
    }
}

fn on_menu(model: &mut Model, menu: Menu, key: KeyEvent) -> Vec<Effect> {
    if let KeyCode::Char(letter) = key.code
        && let Some((.., step)) = menu.choices.iter().find(|c| c.0 == letter)
    {
        let effects = update::take_step(model, step.clone());
        if let Some(Overlay::Line(line)) = model.overlays.last_mut() {
            line.is_once = true;
        }
        return effects;
    }
    if !matches!(key.code, KeyCode::Esc | KeyCode::Char('q')) {
        let letters: Vec<_> = menu.choices.iter().map(|c| c.0.to_string()).collect();
        model.say(format!("One of {}, or Esc.", letters.join(", ")));
        model.overlays.push(Overlay::Menu(menu));
    }
    Vec::new()
}

fn on_offers(model: &mut Model, mut offers: Box<Offers>, key: KeyEvent) -> Vec<Effect> {
    if offers.is_typing {
        narrow(&mut offers, key);
        model.overlays.push(Overlay::Offers(offers));
        return Vec::new();
    }
    let shown = offers.shown();
    let here = shown.get(offers.selected).copied();
    match key.code {
        KeyCode::Esc if offers.filter.take().is_some() => offers.selected = here.unwrap_or(0),
        KeyCode::Esc | KeyCode::Char('q') => return Vec::new(),
        KeyCode::Enter => return take_offers(model, &offers, here),
        KeyCode::Char(' ') => {
            if let Some(n) = here.filter(|n| !offers.taken.remove(n)) {
                offers.taken.insert(n);
            }
            offers.selected = (offers.selected + 1).min(shown.len().saturating_sub(1));
        }
        KeyCode::Char('u') if key.modifiers.is_empty() => {
            let undo = model.relationship_id().map(|id| {
                Effect::Act(Act::Undo {
                    relationship: Some(id),
                })
            });
            offers.is_read = false;
            model.overlays.push(Overlay::Offers(offers));
            return undo.into_iter().collect();
        }
        KeyCode::Char('/') => {
            offers.filter.get_or_insert_with(|| Field::line(""));
            offers.is_typing = true;
        }
        KeyCode::Char(c @ ('d' | 's')) => {
            let effects = dismiss(model, &offers, here, c == 's');
            offers.is_read = false;
            model.overlays.push(Overlay::Offers(offers));
            return effects;
        }
        _ => {
            if let Some(motion) = motion(key) {
                offers.selected = moved(offers.selected, shown.len(), motion);
            }
        }
    }
    model.overlays.push(Overlay::Offers(offers));
    Vec::new()
}

fn narrow(offers: &mut Offers, key: KeyEvent) {
    match key.code {
        KeyCode::Enter => offers.is_typing = false,
        KeyCode::Esc => {
            offers.is_typing = false;
            offers.filter = None;
        }
        _ => {
            if let Some(filter) = &mut offers.filter {
                filter.key(key);
            }
        }
    }
    offers.selected = 0;
    offers.top = 0;
}

fn take_offers(model: &mut Model, offers: &Offers, here: Option<usize>) -> Vec<Effect> {
    let Some(relationship) = model.relationship_id() else {
        return Vec::new();
    };
    let mut wanted: Vec<usize> = offers.taken.iter().copied().collect();
    if wanted.is_empty() {
        wanted.extend(here);
    }
    let sources: Vec<_> = wanted
        .iter()
        .filter_map(|n| offers.lines.get(*n))
        .filter_map(offer_source)
        .collect();
    if sources.is_empty() {
        return Vec::new();
    }
    vec![Effect::Act(Act::Take {
        relationship,
        session: offers.session,
        sources,
    })]
}

fn dismiss(model: &Model, offers: &Offers, here: Option<usize>, whole_kind: bool) -> Vec<Effect> {
    let Some((relationship, line)) = model
        .relationship_id()
        .zip(here.and_then(|n| offers.lines.get(n)))
    else {
        return Vec::new();
    };
    let row = if whole_kind {
        None
    } else {
        line.row.map(|(_, id)| id)
    };
    let bank_id = if whole_kind {
        String::new()
    } else {
        line.bank_id.clone()
    };
    vec![Effect::Act(Act::Dismiss {
        relationship,
        offer: line.offer,
        row,
        bank_id,
    })]
}

/// How a key moves in an overlay's list.
fn motion(key: KeyEvent) -> Option<Motion> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char(c @ ('n' | 'p')) if control => Motion::By(if c == 'n' { 1 } else { -1 }),
        KeyCode::Char('d') if control => Motion::Halves(1),
        KeyCode::Char('u') if control => Motion::Halves(-1),
        KeyCode::Char('j') | KeyCode::Down => Motion::By(1),
        KeyCode::Char('k') | KeyCode::Up => Motion::By(-1),
        KeyCode::PageDown | KeyCode::Char(' ') => Motion::Halves(2),
        KeyCode::PageUp => Motion::Halves(-2),
        KeyCode::Home | KeyCode::Char('g') => Motion::First,
        KeyCode::End | KeyCode::Char('G') => Motion::Last,
        _ => return None,
    })
}

fn moved(at: usize, count: usize, motion: Motion) -> usize {
    let to = match motion {
        Motion::By(by) => at.saturating_add_signed(by),
        Motion::Halves(halves) => at.saturating_add_signed(halves * 8),
        Motion::First => 0,
        Motion::Last => usize::MAX,
    };
    to.min(count.saturating_sub(1))
}

fn on_templates(model: &mut Model, mut templates: Templates, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Esc | KeyCode::Char('q') => return Vec::new(),
        KeyCode::Enter | KeyCode::Char(' ') => {
            let chosen = templates
                .choices
                .get(templates.selected)
                .map(|(id, ..)| id.clone());
            return chosen
                .map(|template| {
                    Effect::Act(Act::Template {
                        session: templates.session,
                        template,
                    })
                })
                .into_iter()
                .collect();
        }
        _ => {
            if let Some(motion) = motion(key) {
                templates.selected = moved(templates.selected, templates.choices.len(), motion);
            }
        }
    }
    model.overlays.push(Overlay::Templates(templates));
    Vec::new()
}

/// The templates for a session; those that fit the phase come first.
#[must_use]
pub fn templates(model: &Model, session: Id) -> Templates {
    let phase = model
        .relationship
        .as_ref()
        .map(|r| r.phase)
        .unwrap_or_default();
    let mut choices: Vec<_> = content::templates().iter().collect();
    choices.sort_by_key(|t| t.phase != phase);
    let choices = choices
        .iter()
        .map(|t| (t.id.clone(), t.name.clone(), t.purpose.clone()))
        .collect();
    Templates {
        session,
        choices,
        selected: 0,
    }
}

fn on_form(model: &mut Model, mut form: Box<Form>, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let shown = form::shown_fields(&form);
    let place = shown.iter().position(|n| *n == form.at).unwrap_or(0);
    let is_words = form
        .fields
        .get(form.at)
        .is_some_and(|f| !f.words.is_empty());
    match key.code {
        KeyCode::Esc => return leave_form(model, form),
        KeyCode::Char('s') if control => return leave_form(model, form),
        KeyCode::Enter if place + 1 >= shown.len() => return leave_form(model, form),
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
        KeyCode::Char('n') if control => form.is_open = !form.is_open,
        KeyCode::Left | KeyCode::Right if is_words => {
            turn_word(&mut form, key.code == KeyCode::Right);
        }
        KeyCode::Char(' ') if is_words => turn_word(&mut form, true),
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
    let edit = form
        .fields
        .get_mut(form.at)
        .map_or(Edit::Ignored, |f| f.field.key(key));
    let next = match (edit, key.code) {
        (Edit::Ignored, KeyCode::Down) => shown.get(place + 1),
        (Edit::Ignored, KeyCode::Up) => place.checked_sub(1).and_then(|n| shown.get(n)),
        _ => None,
    };
    if edit == Edit::Changed {
        form.is_unsaved = true;
    }
    to_field(model, form, next.copied())
}

fn to_field(model: &mut Model, mut form: Box<Form>, field: Option<usize>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(field) = field {
        form.at = field;
        effects.extend(keep_form(model, &mut form));
    }
    model.overlays.push(Overlay::Form(form));
    effects
}

fn turn_word(form: &mut Form, forward: bool) {
    let Some(field) = form.fields.get_mut(form.at) else {
        return;
    };
    let count = field.words.len().max(1);
    let at = field
        .words
        .iter()
        .position(|w| *w == field.field.value())
        .unwrap_or(count - 1);
    let to = if forward { at + 1 } else { at + count - 1 } % count;
    field.field.set(field.words.get(to).copied().unwrap_or(""));
    form.is_unsaved = true;
}

/// What was typed in a form, as an action.
pub fn keep_form(model: &Model, form: &mut Form) -> Option<Effect> {
    form::keep(form, form::when_now(model), model.relationship_id()?).map(Effect::Act)
}

fn leave_form(model: &mut Model, mut form: Box<Form>) -> Vec<Effect> {
    let had_error = form::has_error(&form);
    let effects: Vec<_> = keep_form(model, &mut form).into_iter().collect();
    if form::has_error(&form) && !had_error {
        let error = form
            .fields
            .iter()
            .find_map(|f| f.error.clone())
            .unwrap_or_default();
        model.warn(format!("{error} Esc again leaves that field as it was."));
        model.overlays.push(Overlay::Form(form));
    }
    effects
}

fn on_help(model: &mut Model, top: usize, key: KeyEvent) -> Vec<Effect> {
    if let Some(motion) = motion(key) {
        model.overlays.push(Overlay::Help(moved(
            top,
            super::keymap::KEYS.len() * 2,
            motion,
        )));
    }
    Vec::new()
}

fn on_reading(
    model: &mut Model,
    mut reading: Box<super::model::Reading>,
    key: KeyEvent,
) -> Vec<Effect> {
    match key.code {
        KeyCode::Esc | KeyCode::Char('q') => return Vec::new(),
        KeyCode::Char('e') => {
            if let Some(entry) = model
                .agenda
                .panes
                .left
                .row()
                .filter(|e| e.key().is_some_and(|(_, id)| id == reading.session))
                && let Some(form) = form::form_for(entry)
            {
                reading.page = None;
                model.overlays.push(Overlay::Reading(reading));
                model.overlays.push(Overlay::Form(Box::new(form)));
                return Vec::new();
            }
        }
        KeyCode::Char('y') => {
            let session = reading.session;
            model.overlays.push(Overlay::Reading(reading));
            return vec![Effect::CopyAgenda(session)];
        }
        KeyCode::Char('[') | KeyCode::Left => turn_page(model, &mut reading, 1),
        KeyCode::Char(']') | KeyCode::Right => turn_page(model, &mut reading, -1),
        _ => {
            if let Some(motion) = motion(key) {
                reading.top = moved(
                    reading.top,
                    reading
                        .page
                        .as_ref()
                        .map_or(1, |p| super::layout::reading_end(p, model.size) + 1),
                    motion,
                );
            }
        }
    }
    model.overlays.push(Overlay::Reading(reading));
    Vec::new()
}

fn turn_page(model: &mut Model, reading: &mut super::model::Reading, by: isize) {
    model.agenda.panes.focus = super::model::Focus::Left;
    model.agenda.panes.left.step(Motion::By(by));
    update::follow(model);
    match model.agenda.panes.left.row() {
        Some(Entry::Session(line)) if line.status.is_past() => {
            reading.session = line.id;
            reading.page = None;
            reading.top = 0;
        }
        _ => model.say("That was the last page on this side."),
    }
}

/// The end of a call, not read yet.
#[must_use]
pub fn end(session: Id) -> End {
    End {
        session,
        sentence: Field::line(""),
        promises: Vec::new(),
        closed: Vec::new(),
        counts: (0, 0),
        goes_on: Vec::new(),
        held: Field::line(""),
        held_proposed: String::new(),
        next: Field::line(""),
        useful: None,
        row: EndRow::Sentence,
        is_read: false,
        error: None,
    }
}

/// The rows of the end screen, in order.
#[must_use]
pub fn end_rows(end: &End) -> Vec<EndRow> {
    let mut rows = vec![EndRow::Sentence];
    rows.extend((0..end.promises.len()).map(EndRow::Promise));
    rows.extend((0..end.closed.len()).map(EndRow::Closed));
    rows.extend([EndRow::Held, EndRow::Next, EndRow::Useful]);
    rows
}

fn end_field(end: &mut End) -> Option<&mut Field> {
    match end.row {
        EndRow::Sentence => Some(&mut end.sentence),
        EndRow::Closed(n) => end.closed.get_mut(n).map(|(.., field)| field),
        EndRow::Held => Some(&mut end.held),
        EndRow::Next => Some(&mut end.next),
        EndRow::Promise(_) | EndRow::Useful => None,
    }
}

fn on_end(model: &mut Model, mut end: Box<End>, key: KeyEvent) -> Vec<Effect> {
    let rows = end_rows(&end);
    let place = rows.iter().position(|r| *r == end.row).unwrap_or(0);
    let mut effects = Vec::new();
    match key.code {
        KeyCode::Esc => {
            effects.push(Effect::KeepDraft(
                end_draft(end.session),
                end.sentence.value(),
            ));
            model.call.ending = Some(end);
            return effects;
        }
        KeyCode::Enter => return keep_end(model, end),
        KeyCode::Tab | KeyCode::Down => {
            end.row = rows.get(place + 1).copied().unwrap_or(EndRow::Sentence);
        }
        KeyCode::BackTab | KeyCode::Up => {
            end.row = place
                .checked_sub(1)
                .and_then(|n| rows.get(n))
                .copied()
                .unwrap_or(EndRow::Useful);
        }
        KeyCode::Char(c) => match end.row {
            EndRow::Useful => {
                end.useful = c
                    .to_digit(10)
                    .map(i64::from)
                    .filter(|n| (1..=5).contains(n));
            }
            EndRow::Promise(n) => turn_promise(&mut end, n, c),
            EndRow::Held if c == 'n' && end.held.value() == end.held_proposed => {
                let act = Act::Miss {
                    session: end.session,
                    by: None,
                };
                model.in_call = false;
                return vec![Effect::Act(act)];
            }
            _ => effects.extend(type_in_end(&mut end, key)),
        },
        _ => effects.extend(type_in_end(&mut end, key)),
    }
    model.overlays.push(Overlay::End(end));
    effects
}

fn type_in_end(end: &mut End, key: KeyEvent) -> Option<Effect> {
    end.error = None;
    let is_sentence = end.row == EndRow::Sentence;
    let edit = end_field(end)?.key(key);
    (is_sentence && edit == Edit::Changed)
        .then(|| Effect::KeepDraft(end_draft(end.session), end.sentence.value()))
}

/// Space: done or open; r: released.
fn turn_promise(end: &mut End, n: usize, key: char) {
    let Some((_, to)) = end.promises.get_mut(n) else {
        return;
    };
    *to = match (key, *to) {
        ('r', CommitmentStatus::Released) | (' ', CommitmentStatus::Done) => CommitmentStatus::Open,
        ('r', _) => CommitmentStatus::Released,
        (' ', _) => CommitmentStatus::Done,
        (_, same) => same,
    };
}

fn keep_end(model: &mut Model, mut end: Box<End>) -> Vec<Effect> {
    match ending(model, &end) {
        Ok(ending) => {
            let mut effects = update::save(model);
            effects.push(Effect::Act(Act::End {
                session: end.session,
                ending,
            }));
            effects.push(Effect::KeepDraft(end_draft(end.session), String::new()));
            // Where the end is taken back, it opens again as it was left.
            model.call.ending = Some(end);
            effects
        }
        Err(error) => {
            end.error = Some(error);
            model.overlays.push(Overlay::End(end));
            Vec::new()
        }
    }
}

fn ending(model: &Model, end: &End) -> Result<Ending, String> {
    let (started_at, ended_at) = held(model, end)?;
    let next = end.next.value();
    let next = if next.trim().is_empty() {
        None
    } else {
        Some(next_start(model, next.trim())?)
    };
    Ok(Ending {
        summary: end.sentence.value().trim().to_owned(),
        started_at,
        ended_at: Some(ended_at),
        usefulness: end.useful,
        next,
        promises: end
            .promises
            .iter()
            .filter(|(line, to)| line.status != *to)
            .map(|(line, to)| (line.id, *to))
            .collect(),
        close_notes: end
            .closed
            .iter()
            .filter(|(.., f)| !f.is_empty())
            .map(|(id, _, f)| (*id, f.value()))
            .collect(),
    })
}

fn next_start(model: &Model, typed: &str) -> Result<Instant, String> {
    let moment =
        when::moment(typed, form::when_now(model), Leaning::Future).map_err(|e| e.to_string())?;
    let usual = model
        .call
        .session
        .as_ref()
        .map(|s| s.planned_start.local(model.now.zone).time());
    let time = moment.time.or(usual).unwrap_or_default();
    let start = Instant::from_day(moment.day, time, model.now.zone);
    if start <= model.now.at {
        let day = when::show_day(moment.day, model.today());
        return Err(format!(
            "{day} {} is over. A later date, or an empty one plans nothing.",
            when::show_time(time)
        ));
    }
    Ok(start)
}

/// How the row that is typed in is understood, or why it isn't; nothing for the other rows.
#[must_use]
pub fn end_echo(model: &Model, end: &End) -> String {
    match end.row {
        EndRow::Held => held_minutes(model, end).unwrap_or_else(|e| e),
        EndRow::Next => next_echo(model, end).unwrap_or_else(|e| e),
        _ => String::new(),
    }
}

/// How long it was held: "43 min".
///
/// # Errors
/// A sentence, where that can't be read.
pub fn held_minutes(model: &Model, end: &End) -> Result<String, String> {
    let (start, stop) = held(model, end)?;
    let begun = start
        .or_else(|| model.call.session.as_ref().and_then(|s| s.started_at))
        .unwrap_or(stop);
    Ok(format!("{} min", stop.minutes_since(begun).max(0)))
}

fn next_echo(model: &Model, end: &End) -> Result<String, String> {
    let typed = end.next.value();
    if typed.trim().is_empty() {
        return Ok("nothing planned".to_owned());
    }
    let local = next_start(model, typed.trim())?.local(model.now.zone);
    let (day, time) = (
        when::show_day_long(local.date()),
        when::show_time(local.time()),
    );
    Ok(format!(
        "{day}, {time} · {}",
        when::relative(local.date(), model.today())
    ))
}

/// Since when a call has been open: "Thu 15:00", with its date where that was more than a week ago.
#[must_use]
pub fn open_since(model: &Model, begun: Instant) -> String {
    let local = begun.local(model.now.zone);
    if (model.today() - local.date()).num_days() < 7 {
        return local.format("%a %H:%M").to_string();
    }
    format!(
        "{} {}",
        when::show_day(local.date(), model.today()),
        when::show_time(local.time())
    )
}

/// From when to when, where that was corrected.
fn held(model: &Model, end: &End) -> Result<(Option<Instant>, Instant), String> {
    let typed = end.held.value();
    if typed == end.held_proposed {
        return Ok((None, proposed_end(model)));
    }
    let begun = model
        .call
        .session
        .as_ref()
        .and_then(|s| s.started_at)
        .unwrap_or(model.now.at);
    let day = begun.day(model.now.zone);
    let mut times = typed.split(['–', '-']).map(|t| {
        when::moment(
            &format!("{day} {}", t.trim()),
            form::when_now(model),
            Leaning::Past,
        )
    });
    let read = |time: Option<Result<when::Moment, when::WhenError>>| match time {
        Some(Ok(moment)) => moment
            .time
            .ok_or_else(|| "From when to when? Such as 15:00–15:43.".to_owned()),
        Some(Err(error)) => Err(error.to_string()),
        None => Err("From when to when? Such as 15:00–15:43.".to_owned()),
    };
    let (from, to) = (read(times.next())?, read(times.next())?);
    let start = Instant::from_day(day, from, model.now.zone);
    let mut stop = Instant::from_day(day, to, model.now.zone);
    if stop < start {
        if day >= model.today() {
            return Err(format!(
                "{} is before {}. From when to when, such as 15:00–15:43?",
                when::show_time(to),
                when::show_time(from)
            ));
        }
        stop = Instant::from_day(crate::domain::moment::days_on(day, 1), to, model.now.zone);
    }
    if let Some(ahead) = [(start, from), (stop, to)]
        .iter()
        .find_map(|(at, time)| (*at > model.now.at).then_some(*time))
    {
        return Err(format!(
            "{} is still to come; it is {} now.",
            when::show_time(ahead),
            when::show_time(model.now.time())
        ));
    }
    let changed =
        begun.local(model.now.zone).format("%H:%M").to_string() != from.format("%H:%M").to_string();
    Ok((changed.then_some(start), stop))
}

/// When the call ended: now, or when it was planned to, where it was found open long after.
#[must_use]
pub fn proposed_end(model: &Model) -> Instant {
    let Some(session) = &model.call.session else {
        return model.now.at;
    };
    let Some(begun) = session
        .started_at
        .filter(|_| session.is_forgotten(model.now.at))
    else {
        return model.now.at.max(session.started_at.unwrap_or(model.now.at));
    };
    begun.plus_minutes(session.planned_minutes)
}

/// The keys of an empty file: who is it that one meets?
pub fn first_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Char('q') | KeyCode::Esc => return vec![Effect::Quit],
        KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => {
            return vec![Effect::Quit];
        }
        _ => {}
    }
    let mut line = Line::new(Purpose::Partner);
    line.is_draft_read = true;
    if matches!(key.code, KeyCode::Char(_)) {
        line.field.key(key);
    }
    model.overlays.push(Overlay::Line(Box::new(line)));
    Vec::new()
}

/// What a menu is about.
#[must_use]
pub fn title_of(model: &Model, entry: &Entry) -> String {
    let title = match entry {
        Entry::Item(line) => line.title.clone(),
        Entry::Promise(line) => line.text.clone(),
        Entry::Goal(line) => line.title.clone(),
        Entry::Milestone(line) => line.title.clone(),
        Entry::Session(line) => {
            let local = line.planned_start.local(model.now.zone);
            format!(
                "{} {}",
                when::show_day(local.date(), model.today()),
                when::show_time(local.time())
            )
        }
        _ => String::new(),
    };
    text::fit(&text::visible(&title), 36)
}

/// Whose line it is when a new one opens, for the first screen.
#[must_use]
pub fn role_words(side: Side) -> &'static str {
    match side {
        Side::Me => "mentee",
        Side::Partner => "mentor",
        Side::Both => "peer",
    }
}

/// The start that the cadence proposes, as it is typed.
#[must_use]
pub fn proposed_next(model: &Model) -> String {
    let start = line::proposed(&model.context());
    let local = start.local(model.now.zone);
    format!(
        "{} {}",
        when::show_day(local.date(), model.today()),
        when::show_time(local.time())
    )
    .to_lowercase()
}
