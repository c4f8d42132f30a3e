//! Does what update asks for, outside of the model. The one place of the application that writes.

use std::collections::VecDeque;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::actions::{self, Act, Done, FieldEdit, World};
use crate::domain::merge::merged;
use crate::domain::{Id, Table, text};
use crate::env::Env;
use crate::store::draft::EDITOR;
use crate::store::portable::Scope;
use crate::store::{self, Applied, Store, StoreError, backup};
use crate::transfer::markdown;

use super::editor::{self, Edited, Editing, Folder};
use super::mask;
use super::model::Model;
use super::update::{self, Effect, Message, Typed};
use super::{form, overlay};

/// How long a locked file is tried again before the user is told who may hold it.
const PATIENCE: Duration = Duration::from_secs(5);

/// What writes: actions that wait for a locked file are done in their order before any other.
#[derive(Debug)]
pub struct Writer<'a> {
    store: &'a Store,
    env: &'a Env,
    waiting: VecDeque<Pending>,
    since: Option<Instant>,
    /// Why the file takes nothing, from when on it is to be told.
    why: Option<String>,
    has_backup: bool,
    /// Today's copy, while it is made.
    copying: Option<JoinHandle<store::Result<()>>>,
    /// What came back from editors and may not be in the file yet: their names, and where the texts lie until then.
    lent: Vec<(String, Option<Folder>)>,
}

/// An action, and the line that it was made of.
type Pending = (Act, Option<Typed>);

/// How long an id is as text, at the beginning of a draft's name.
const ID_LENGTH: usize = 36;

/// What the loop does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Goes on.
    On,
    /// Gives the terminal back for a while.
    Suspend,
    /// Draws the whole screen again.
    Redraw,
    /// Leaves this file for the invented example.
    Example,
    /// Gives the terminal to the editor.
    Lend,
    /// Ends.
    Quit,
}

impl<'a> Writer<'a> {
    /// A writer with nothing waiting.
    #[must_use]
    pub fn new(store: &'a Store, env: &'a Env) -> Self {
        Self {
            store,
            env,
            waiting: VecDeque::new(),
            since: None,
            why: None,
            has_backup: false,
            copying: None,
            lent: Vec::new(),
        }
    }

    /// The file, and clock and ids.
    #[must_use]
    pub fn surroundings(&self) -> (&'a Store, &'a Env) {
        (self.store, self.env)
    }

    /// Whether actions wait for the file.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What ends with the program, since the file took it to the end: texts, and how many changes without any.
    #[must_use]
    pub fn lost(&self, model: &Model) -> Vec<String> {
        let typed = self
            .waiting
            .iter()
            .flat_map(|(act, typed)| match (act, typed) {
                (_, Some(typed)) => vec![typed.text.clone()],
                (Act::Edit(FieldEdit { after, .. }), None) => form::texts(after)
                    .into_iter()
                    .map(|(_, text)| text)
                    .collect(),
                _ => Vec::new(),
            });
        let begun = model
            .unwritten
            .values()
            .filter(|text| !text.trim().is_empty());
        let mut texts: Vec<String> = typed.chain(begun.cloned()).collect();
        texts.dedup();
        if model.is_masked {
            texts.clear();
        }
        let lines = texts.iter().flat_map(|text| text.lines());
        let mut lost: Vec<_> = lines.map(|line| text::visible(line).into_owned()).collect();
        if self.is_waiting() {
            lost.push(format!("(changes: {})", self.waiting.len()));
        }
        lost
    }

    /// Does the effects in their order, and what follows from them.
    pub fn perform(&mut self, model: &mut Model, effects: Vec<Effect>) -> Next {
        let mut next = Next::On;
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Act(act) => queue.extend(self.act(model, (act, None))),
                Effect::Enter(act, typed) => queue.extend(self.act(model, (act, Some(typed)))),
                Effect::KeepDraft(field, text) => self.keep_draft(model, &field, &text),
                Effect::CopyRow(table, row) => self.copy_row(model, table, row),
                Effect::OpenEditor(whose) => next = self.open_editor(model, whose),
                // What can't be written now is found as it was before.
                Effect::SettleSearch => drop(self.store.settle_search()),
                Effect::CopyAgenda(session) => queue.extend(self.copy(model, session)),
                Effect::Suspend => next = Next::Suspend,
                Effect::Redraw => next = Next::Redraw,
                Effect::Example => return Next::Example,
                Effect::Quit => return Next::Quit,
            }
        }
        self.let_go(model);
        next
    }

    fn act(&mut self, model: &mut Model, pending: Pending) -> Vec<Effect> {
        if self.is_waiting() {
            self.waiting.push_back(pending);
            return Vec::new();
        }
        match actions::perform(&self.world(), &pending.0) {
            Err(error) if error.can_wait() => {
                self.wait(model, pending, &error);
                Vec::new()
            }
            result => self.settle(model, pending, result),
        }
    }

    fn world(&self) -> World<'a> {
        World {
            store: self.store,
            env: self.env,
        }
    }

    /// Tells the model how an action ended; a line that came to nothing stays a draft.
    fn settle(
        &mut self,
        model: &mut Model,
        (act, typed): Pending,
        result: store::Result<Done>,
    ) -> Vec<Effect> {
        self.back_up(result.is_ok());
        if let Some(typed) = typed {
            let left = if result.is_ok() {
                typed.before
            } else {
                overlay::line::offer_again(model, &typed.field, &typed.text);
                typed.text
            };
            self.keep_draft(model, &typed.field, &left);
        }
        let result = self.masked(model, result);
        update::update(model, Message::Done(Box::new(act), result))
    }

    /// What an action says while the screen is masked: nothing of a private row, and no name in an error.
    fn masked(&self, model: &Model, result: store::Result<Done>) -> store::Result<Done> {
        if !model.is_masked {
            return result;
        }
        match result {
            Ok(mut done) => {
                let is_private = match done.applied {
                    Applied::Batch(seq) => self.store.touched_private(seq).unwrap_or(true),
                    Applied::Nothing => true,
                };
                done.message = if is_private {
                    mask::verb_of(&done.message)
                } else {
                    model.told(&done.message).into_owned()
                };
                Ok(done)
            }
            Err(StoreError::Refused(sentence)) => Err(StoreError::Refused(
                mask::without_quotes(&sentence).into_owned(),
            )),
            Err(StoreError::ChangedSince(sentence)) => Err(StoreError::ChangedSince(
                mask::without_quotes(&sentence).into_owned(),
            )),
            other => other,
        }
    }

    fn wait(&mut self, model: &mut Model, pending: Pending, error: &StoreError) {
        self.waiting.push_back(pending);
        self.since = Some(Instant::now());
        if !matches!(error, StoreError::Locked) {
            self.why = Some(error.to_string());
            self.remind(model);
        }
    }

    /// Says why the file takes nothing, for as long as something waits: what else would be said of an action is not true yet.
    pub fn remind(&self, model: &mut Model) {
        let Some(why) = self.why.as_ref().filter(|_| self.is_waiting()) else {
            return;
        };
        if model.message.as_ref().is_some_and(|said| said.is_error) {
            return;
        }
        let changes = match self.waiting.len() {
            1 => "1 change waits".to_owned(),
            count => format!("{count} changes wait"),
        };
        model.warn(format!(
            "{why} What was typed is kept: {changes} and will be written then."
        ));
    }

    /// Tries again what waits; says so when it has waited long, and then when it is written.
    pub fn try_again(&mut self, model: &mut Model) -> Next {
        while let Some(pending) = self.waiting.pop_front() {
            match actions::perform(&self.world(), &pending.0) {
                Err(error) if error.can_wait() => {
                    self.waiting.push_front(pending);
                    self.tell(model);
                    return Next::On;
                }
                result => {
                    let effects = self.settle(model, pending, result);
                    // Effects of the application's own, such as drafts; another action would wait behind the others.
                    if self.perform(model, effects) == Next::Quit {
                        return Next::Quit;
                    }
                }
            }
        }
        self.since = None;
        let was_told = self.why.take().is_some();
        if was_told && model.message.as_ref().is_none_or(|said| said.is_error) {
            model.say("What waited is written.");
        }
        self.let_go(model);
        Next::On
    }

    fn tell(&mut self, model: &mut Model) {
        if self.why.is_some() || self.since.is_none_or(|s| s.elapsed() < PATIENCE) {
            return;
        }
        let who = "Another program holds the file (a second Ithaca, a backup?) and has to let go.";
        self.why = Some(who.into());
        self.remind(model);
    }

    /// A text that the file does not take now is kept in memory, and offered from there.
    fn keep_draft(&self, model: &mut Model, field: &str, text: &str) {
        let field = model.draft_field(field);
        match self.store.keep_draft(&field, text, self.env.now()) {
            Ok(()) => drop(model.unwritten.remove(&field)),
            Err(error) => {
                model.unwritten.insert(field, text.to_owned());
                if !matches!(error, StoreError::Locked) {
                    model.warn(format!("{error} What was typed is kept."));
                }
            }
        }
    }

    /// Tries once more to keep what the file did not take.
    pub fn keep_unwritten(&self, model: &mut Model) {
        let now = self.env.now();
        model
            .unwritten
            .retain(|field, text| self.store.keep_draft(field, text, now).is_err());
    }

    fn copy(&self, model: &mut Model, session: Id) -> Vec<Effect> {
        let whole = match self.store.whole_session(session, Scope::Shared) {
            Ok(Some(whole)) => whole,
            Ok(None) => {
                model.warn("This session is private, so nothing was copied. v shares it.");
                return Vec::new();
            }
            Err(error) => {
                model.warn(error.to_string());
                return Vec::new();
            }
        };
        let context = markdown::Context {
            partner: model.partner(),
            now: model.now,
        };
        let is_past = whole.session.status.is_past();
        let text = if is_past {
            markdown::session(&whole, &context)
        } else {
            markdown::agenda(&whole, &context)
        };
        model.copied = Some(model.unnamed(&text).into_owned());
        if !is_past {
            return vec![Effect::Act(Act::AgendaShared { session })];
        }
        model.say("Copied · without private notes");
        Vec::new()
    }

    /// Copies one row; a private one too, since it was asked for by standing on it, but for a masked screen.
    fn copy_row(&self, model: &mut Model, table: Table, row: Id) {
        let context = markdown::Context {
            partner: model.partner(),
            now: model.now,
        };
        match self.as_markdown(table, row, &context) {
            Ok(text) => {
                model.copied = Some(model.unnamed(&text).into_owned());
                model.say(format!("Copied: the {}", table.noun()));
            }
            Err(error) => model.warn(error.to_string()),
        }
    }

    fn as_markdown(
        &self,
        table: Table,
        row: Id,
        context: &markdown::Context<'_>,
    ) -> store::Result<String> {
        Ok(match table {
            Table::Goals => match self.store.whole_goal(row, Scope::Everything)? {
                Some(whole) => markdown::goal(&whole, context),
                None => String::new(),
            },
            Table::Commitments => markdown::promise(&self.store.get(row)?, context),
            Table::Feedback => markdown::feedback(&self.store.get(row)?, context),
            table => {
                let values = self.store.values(table, row)?;
                let words = values.get(table.title_column());
                markdown::line(words.and_then(|w| w.as_str()).unwrap_or_default())
            }
        })
    }

    /// Takes the text that is to be edited to where the loop gives the terminal away.
    fn open_editor(&self, model: &mut Model, whose: Edited) -> Next {
        let text = match &whose {
            Edited::Column { table, id, column } => match self.store.values(*table, *id) {
                Ok(row) => row
                    .get(*column)
                    .and_then(|v| v.as_str())
                    .unwrap_or_default()
                    .to_owned(),
                Err(error) => {
                    model.warn(error.to_string());
                    return Next::On;
                }
            },
            Edited::Field => update::field(model).map(|f| f.value()).unwrap_or_default(),
        };
        model.editing = Some(Editing { whose, text });
        Next::Lend
    }

    /// Notes where the text that the editor is given is to be offered, should the program not live to see it come back.
    pub fn note_editor(&self, model: &Model, editing: &Editing, name: &str) {
        let Some(field) = update::draft_of(model, &editing.whose) else {
            return;
        };
        // Without the note only a text that a kill interrupts is not offered.
        let note = format!(
            "{}\n{}",
            model.draft_field(&field),
            editor::place().display()
        );
        let _ = self
            .store
            .keep_draft(&format!("{EDITOR}{name}"), &note, self.env.now());
    }

    /// A text came back from the editor of this name; its folder goes once the text is in the file.
    pub fn take_back(&mut self, model: &Model, name: String, folder: Option<Folder>) {
        self.lent.push((name, folder));
        self.let_go(model);
    }

    /// Removes what editors had, unless something of it may be in memory alone.
    pub fn let_go(&mut self, model: &Model) {
        if self.is_waiting() || !model.unwritten.is_empty() {
            return;
        }
        for (name, folder) in std::mem::take(&mut self.lent) {
            self.remove_editor(&name, folder);
        }
    }

    fn remove_editor(&self, name: &str, folder: Option<Folder>) {
        if let Some(folder) = folder {
            folder.remove();
        }
        let _ = self
            .store
            .keep_draft(&format!("{EDITOR}{name}"), "", self.env.now());
    }

    /// What editors have saved for a program that was killed meanwhile is offered where it was begun.
    pub fn take_up_editors(&mut self, model: &mut Model) {
        let noted = self.store.drafts(EDITOR).unwrap_or_default();
        for (key, note) in noted {
            let name = key.strip_prefix(EDITOR).unwrap_or_default();
            let (field, place) = note.split_once('\n').unwrap_or_default();
            let Some(left) = editor::left_behind(name, Path::new(place)) else {
                continue;
            };
            match left.text {
                // It stays where it is, for the user to look at.
                Err(error) => model.warn(error.to_string()),
                Ok(text) => {
                    if let Some((before, text)) = text.filter(|_| !self.is_gone(field)) {
                        self.take_up(model, field, &before, text);
                    }
                    self.take_back(model, name.to_owned(), left.folder);
                }
            }
        }
    }

    /// Whether whom the field is about was forgotten meanwhile.
    fn is_gone(&self, field: &str) -> bool {
        let about = field.get(..ID_LENGTH).and_then(Id::parse);
        about.is_some_and(|id| matches!(self.store.row(Table::Relationships, id), Ok(None)))
    }

    /// Writes what an editor has saved of the notes of the call that runs into them: nothing is offered there.
    fn write_into_notes(&self, field: &str, before: &str, text: &str) -> bool {
        let Ok(Some(live)) = self.store.live() else {
            return false;
        };
        let notes = form::draft_name(live.id, "notes");
        if field != format!("{}-{notes}", live.relationship_id) {
            return false;
        }
        let both = merged(before, text, &live.notes);
        let value = |text: &str| match text {
            "" => serde_json::Value::Null,
            text => text.into(),
        };
        let edit = FieldEdit {
            relationship: live.relationship_id,
            table: Table::Sessions,
            id: live.id,
            label: "Notes".into(),
            before: vec![("notes".into(), value(&live.notes))],
            after: vec![("notes".into(), value(&both))],
            stretch: None,
        };
        actions::perform(&self.world(), &Act::Edit(edit)).is_ok()
    }

    /// Offers what an editor has saved.
    fn take_up(&self, model: &mut Model, field: &str, before: &str, text: String) {
        if self.write_into_notes(field, before, &text) {
            model.say("What the editor saved before the program ended is in the notes.");
            return;
        }
        let kept = self.store.keep_draft(field, &text, self.env.now());
        if kept.is_err() {
            model.unwritten.insert(field.to_owned(), text);
        }
        model.say("What the editor saved before the program ended is offered where it was begun.");
    }

    /// One copy of the file a day, beside it, after the first write, in a thread with its own connection.
    fn back_up(&mut self, has_written: bool) {
        if !has_written || self.has_backup {
            return;
        }
        self.has_backup = true;
        let (path, now) = (self.store.path().to_owned(), self.env.now());
        self.copying = Some(std::thread::spawn(move || backup::daily(&path, now)));
    }

    /// Says that today's copy was not made, where the file is damaged; whether it did. One that fails for another reason is made
    /// tomorrow.
    pub fn tell_of_copy(&mut self, model: &mut Model) -> bool {
        let Some(copying) = self.copying.take_if(|copying| copying.is_finished()) else {
            return false;
        };
        let failed = matches!(copying.join(), Ok(Err(StoreError::Malformed)));
        if failed {
            model.warn(format!("No copy was made today. {}", StoreError::Malformed));
        }
        failed
    }
}
