//! What comes in and what goes out: a key becomes an intent (`intent` says what an action would do here), which is carried
//! out on the model; what has to happen outside of it are effects.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent};

use crate::actions::{Act, Done};
use crate::domain::evidence::Span;
use crate::domain::story::{self, StoryKind};
use crate::domain::{Id, Table, when};
use crate::store::StoreError;

use super::after;
use super::editor::{Edited, Editing, EditorError};
use super::entry::{Entry, Part, Shelf, Step};
use super::field::{Edit, Field, TOO_LONG};
use super::intent::{Intent, begins, catch_menu, intent, is_board, is_story};
use super::keymap::Action;
use super::line::{Line, Purpose};
use super::list::{Keyed, List, Motion};
use super::model::{CallFocus, CameFrom, Focus, Growth, Model, Shown, Tab, TimelineTab, Zoom};
use super::overlay::{Overlay, Search};
use super::{goto, layout, mouse, overlay};

/// What comes in.
#[derive(Debug)]
pub enum Message {
    /// A key.
    Key(KeyEvent),
    /// The mouse.
    Mouse(MouseEvent),
    /// A paste.
    Paste(String),
    /// Another size.
    Resize(u16, u16),
    /// Time to keep what is being typed.
    Save,
    /// What the editor left of a text, or why nothing came back.
    Edited(Editing, Result<String, EditorError>),
    /// An action was done, or was not.
    Done(Box<Act>, Result<Done, StoreError>),
}

/// What goes out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// An action, written as one batch.
    Act(Act),
    /// The same, made of a line that was typed: where it can't be done, the line is offered again.
    Enter(Act, Typed),
    /// What is typed is kept under this name.
    KeepDraft(String, String),
    /// What was typed is made ready to be found.
    SettleSearch,
    /// Onto the clipboard, and the session's agenda marked as sent.
    CopyAgenda(Id),
    /// One row onto the clipboard.
    CopyRow(Table, Id),
    /// A text is given to the user's editor.
    OpenEditor(Edited),
    /// The terminal is given back until `fg`.
    Suspend,
    /// The whole screen is drawn again.
    Redraw,
    /// An invented example, in a file of its own.
    Example,
    /// The end.
    Quit,
}

/// The line that an action was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The name of its draft.
    pub field: String,
    /// What was typed.
    pub text: String,
    /// The line that was begun before and not taken: offered next once the action is done.
    pub before: String,
}

/// Takes a message into the model; what has to be done outside comes back.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key) => on_key(model, key),
        Message::Mouse(event) => mouse::on_mouse(model, event),
        Message::Paste(text) => paste(model, &text),
        Message::Resize(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Message::Save => save(model),
        Message::Edited(editing, left) => edited(model, &editing, left),
        Message::Done(act, result) => after::done(model, &act, result),
    };
    place(model);
    effects
}

/// Heights of the lists follow from size and model.
pub fn place(model: &mut Model) {
    if layout::is_too_small(model.size) {
        return;
    }
    if model.in_call {
        let (items, side, notes) = (
            layout::call_items_list(model),
            layout::call_side_list(model),
            layout::call_notes(model),
        );
        model.call.items.set_height(usize::from(items.height));
        model.call.side.set_height(usize::from(side.height));
        model.call.notes.set_width(notes.width);
        model.call.notes.set_height(notes.height);
        return;
    }
    let (left, right) = (layout::left_list(model), layout::right_list(model));
    let foot = layout::foot_list(model);
    model.panes_mut().foot.set_height(usize::from(foot.height));
    model.panes_mut().left.set_height(usize::from(left.height));
    model
        .panes_mut()
        .right
        .set_height(usize::from(right.height));
}

/// Esc and a key that arrive joined look like Alt and the key: where that means nothing, they are Esc, then the key.
fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let is_bound = |model: &Model| {
        let in_field =
            matches!(key.code, KeyCode::Char('b' | 'f' | 'd' | '_')) && field_is_open(model);
        in_field || model.keys.action(&key, model.place()).is_some()
    };
    let held = key.modifiers.difference(KeyModifiers::SHIFT);
    let is_joined = matches!(key.code, KeyCode::Char(_)) && held == KeyModifiers::ALT;
    if !is_joined || is_bound(model) {
        return on_one_key(model, key);
    }
    let mut effects = on_one_key(model, KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    let plain = key.modifiers.difference(KeyModifiers::ALT);
    effects.extend(on_one_key(model, KeyEvent::new(key.code, plain)));
    effects
}

/// Whether letters type.
fn field_is_open(model: &Model) -> bool {
    match model.overlays.last() {
        Some(top) => matches!(top, Overlay::Line(_) | Overlay::Form(_) | Overlay::End(_)),
        None => model.in_call && model.call.focus == CallFocus::Notes,
    }
}

fn on_one_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let message = model.message.take();
    if !model.overlays.is_empty() {
        return overlay::on_key(model, key);
    }
    if model.in_call && model.call.focus == CallFocus::Notes {
        return in_notes(model, key);
    }
    let Some(action) = model.keys.action(&key, model.place()) else {
        return Vec::new();
    };
    // In the call n is the notes', whatever was just closed.
    let writes_on = if model.in_call {
        Action::Outcome
    } else {
        Action::Note
    };
    if action == writes_on
        && let Some(of) = message.and_then(|message| message.closed)
    {
        return take_step(model, Step::Ask(Purpose::CloseNote { of }));
    }
    act_on(model, action)
}

/// Does what an action means here, or says what would help.
pub fn act_on(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(intent) = intent(model, action) {
        carry_out(model, intent)
    } else {
        explain(model, action);
        Vec::new()
    }
}

/// A key that can't do anything here says what would help.
pub(super) fn explain(model: &mut Model, action: Action) {
    let text = match action {
        action if model.is_ended() && begins(action) => ended(model),
        Action::Call if model.is_masked && model.live.is_some() && !model.in_call => {
            "A call is going on; end it first.".to_owned()
        }
        Action::Toggle | Action::State | Action::Edit | Action::Delete => {
            "Nothing under the cursor takes that. {down} and {up} move.".to_owned()
        }
        Action::More if is_board(model) => {
            "180 days are the nearest. {fewer} shows everything so far.".to_owned()
        }
        Action::Fewer if is_board(model) => {
            "It shows everything so far. {more} shows the last 180 days.".to_owned()
        }
        Action::Enter if model.is_masked && is_board(model) => {
            "Masked: figures are hidden. {mask} shows them again.".to_owned()
        }
        Action::More if is_story(model) => {
            "Month by month is the nearest. {fewer} shows the years.".to_owned()
        }
        Action::Fewer if is_story(model) => {
            "Year by year is the widest. {more} shows the months.".to_owned()
        }
        Action::More | Action::Fewer => {
            "This row has no number of its own. Minutes are on agenda items, percent on goals without milestones.".to_owned()
        }
        Action::Visibility => match model.entry().and_then(Keyed::key) {
            Some((table, _)) if let Some(column) = table.parent() => {
                let (noun, parent) = (table.noun(), column.trim_end_matches("_id"));
                let key = model.key(Action::Visibility);
                format!("A {noun} is as private as its {parent}. {key} on the {parent} changes both.")
            }
            _ => return,
        },
        Action::People if model.is_masked => {
            "Masked: nobody else is shown. {mask} shows People again.".to_owned()
        }
        Action::Editor if model.is_masked => {
            refuse_masked(model);
            return;
        }
        Action::Editor => "Nothing under the cursor has a long text.".to_owned(),
        Action::Template => {
            "A template goes onto a planned session: choose one at the left, or {add} plans one.".to_owned()
        }
        Action::TurnInto => {
            "Nothing here turns into something else. {down} and {up} move.".to_owned()
        }
        _ => return,
    };
    model.say(model.filled(&text).into_owned());
}

/// After the end nothing begins; all of it is there to be read.
fn ended(model: &Model) -> String {
    let on = model.relationship.as_ref().and_then(|r| r.ended_on);
    let on = on.map_or_else(String::new, |on| {
        format!(" on {}", when::show_day(on, model.today()))
    });
    format!(
        "It ended with {}{on}, so nothing is planned. Reopen it first: {{people}}, then {{state}}.",
        model.partner()
    )
}

fn in_notes(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Esc | KeyCode::Tab => {
            model.call.focus = CallFocus::Agenda;
            return save(model);
        }
        KeyCode::Char('s') if control => return save(model),
        KeyCode::Char('o') if control => return field_to_editor(model),
        KeyCode::Char('c') if control => {
            let mut effects = save(model);
            effects.push(Effect::Quit);
            return effects;
        }
        _ => {}
    }
    let changes = matches!(
        key.code,
        KeyCode::Char(_) | KeyCode::Enter | KeyCode::Backspace | KeyCode::Delete
    );
    if changes && model.call.notes.is_for_editor() {
        model.say(TOO_LONG);
        return Vec::new();
    }
    match model.call.notes.key(key) {
        Edit::Full => {
            model.warn("The notes are full. Open them in an editor once the call is over.");
        }
        Edit::Changed => model.call.is_typing = true,
        Edit::Moved | Edit::Ignored => {}
    }
    Vec::new()
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(top) = model.overlays.last_mut()
        && !matches!(top, Overlay::Reading(_))
    {
        overlay::paste(top, text);
        return Vec::new();
    }
    if model.overlays.is_empty() && model.in_call && model.call.focus == CallFocus::Notes {
        model.call.notes.paste(text);
        return Vec::new();
    }
    if model.relationship.is_some() {
        let menu = catch_menu(model, text.to_owned());
        model.overlays.push(Overlay::Menu(menu));
    }
    Vec::new()
}

/// The field that is typed in, on top of all or in the call's notes.
pub fn field(model: &mut Model) -> Option<&mut Field> {
    match model.overlays.last_mut() {
        Some(top) => overlay::field(top),
        None if model.in_call && model.call.focus == CallFocus::Notes => {
            Some(&mut model.call.notes)
        }
        None => None,
    }
}

/// Ctrl-o: the text of the field that is typed in, in the user's editor.
pub(super) fn field_to_editor(model: &mut Model) -> Vec<Effect> {
    if model.is_masked {
        return refuse_masked(model);
    }
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        let (table, id) = (form.table, form.id);
        let Some(column) = overlay::form::text_column(form) else {
            model.say("This one is short: type it here.");
            return Vec::new();
        };
        let mut effects = overlay::form::keep_top(model);
        effects.push(Effect::OpenEditor(Edited::Column { table, id, column }));
        return effects;
    }
    match field(model) {
        Some(_) => vec![Effect::OpenEditor(Edited::Field)],
        None => Vec::new(),
    }
}

fn refuse_masked(model: &mut Model) -> Vec<Effect> {
    let key = model.key(Action::Mask).to_owned();
    model.say(format!(
        "Masked: an editor would show the text. {key} shows it here again."
    ));
    Vec::new()
}

/// What the editor left becomes the text; the same text changes nothing.
fn edited(model: &mut Model, editing: &Editing, left: Result<String, EditorError>) -> Vec<Effect> {
    model.touch();
    let after = match left {
        Ok(after) => after,
        Err(error) => {
            model.warn(error.to_string());
            return Vec::new();
        }
    };
    if after == editing.text {
        model.say("The text is as it was");
        return Vec::new();
    }
    match (&editing.whose, model.relationship_id()) {
        (Edited::Field, _) => {
            if let Some(field) = field(model) {
                field.set(&after);
            }
            if let Some(top) = model.overlays.last_mut() {
                overlay::typed(top);
            }
            save(model)
        }
        (Edited::Column { table, id, column }, Some(relationship)) => {
            if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
                form.is_read = false;
            }
            let value = |text: &str| match text {
                "" => serde_json::Value::Null,
                text => text.into(),
            };
            model.say("Kept, as the editor left it · u undoes");
            vec![Effect::Act(Act::Edit {
                relationship,
                table: *table,
                id: *id,
                label: format!("Edited: the {}", table.noun()),
                before: vec![((*column).to_owned(), value(&editing.text))],
                after: vec![((*column).to_owned(), value(&after))],
                stretch: None,
            })]
        }
        (Edited::Column { .. }, None) => Vec::new(),
    }
}

/// Keeps what is being typed: notes and forms in their rows, an unfinished line as a draft.
pub fn save(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<_> = save_notes(model).into_iter().collect();
    if let Some(overlay) = model.overlays.last_mut() {
        effects.extend(overlay::save(overlay));
    }
    effects.extend(overlay::form::keep_top(model));
    effects
}

fn save_notes(model: &mut Model) -> Option<Effect> {
    let session = model.call.session.as_ref()?;
    let notes = model.call.notes.value();
    if notes == model.call.notes_in_file {
        return None;
    }
    let value = |text: &str| {
        if text.is_empty() {
            serde_json::Value::Null
        } else {
            text.into()
        }
    };
    let act = Act::Edit {
        relationship: session.relationship_id,
        table: Table::Sessions,
        id: session.id,
        label: "Notes".into(),
        before: vec![("notes".into(), value(&model.call.notes_in_file))],
        after: vec![("notes".into(), value(&notes))],
        stretch: Some(format!("{}-notes-{}", model.run, model.stretches)),
    };
    model.call.notes_in_file = notes;
    Some(Effect::Act(act))
}

/// Whether something is typed that is not in the file yet.
#[must_use]
pub fn is_unsaved(model: &Model) -> bool {
    let notes = model.call.focus == CallFocus::Notes && model.call.session.is_some();
    (notes && model.call.notes.value() != model.call.notes_in_file)
        || model.overlays.last().is_some_and(overlay::is_unsaved)
}

/// Does what an intent says.
pub fn carry_out(model: &mut Model, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Step(step) => return take_step(model, step),
        Intent::Effect(effect) => return leaving(model, effect),
        Intent::Quit => return quit(model),
        Intent::Move(motion) => move_by(model, motion),
        Intent::Focus(focus) => set_focus(model, focus),
        Intent::CallFocus(focus) => focus_in_call(model, focus),
        Intent::Tab(tab) => show_tab(model, tab),
        Intent::Open(overlay) => model.overlays.push(*overlay),
        Intent::Visit(spot) => {
            model.came_from.clear();
            goto::visit(model, spot);
        }
        Intent::GoTo(row) => go_to(model, row),
        Intent::Row(row) => {
            // From below, so that it comes to stand at the top.
            let list = model.panes_mut().list_mut();
            list.step(Motion::Last);
            list.select(row);
        }
        Intent::Zoom(zoom) => show_zoom(model, zoom),
        Intent::Records(kind) => show_records(model, kind),
        Intent::Span(span) => look_back(model, span),
        Intent::Page(by) => page_sessions(model, by),
        Intent::Growth(growth) => show_growth(model, growth),
        Intent::ShowCall => show_call(model),
        Intent::Fold => {
            let folded = match model.tab {
                Tab::People => &mut model.people.is_unfolded,
                _ => &mut model.goals.is_unfolded,
            };
            *folded = !*folded;
            model.touch();
        }
        Intent::Mask => turn_mask(model),
        Intent::Search => return search(model),
        Intent::Hit(by) => overlay::search::step(model, by),
        Intent::Back => back(model),
    }
    Vec::new()
}

/// A step from a menu or a row.
pub fn take_step(model: &mut Model, step: Step) -> Vec<Effect> {
    match step {
        Step::Ask(purpose) => {
            model
                .overlays
                .push(Overlay::Line(Box::new(Line::new(purpose))));
            Vec::new()
        }
        Step::Show(kind) => {
            show_kind(model, kind);
            Vec::new()
        }
        Step::Act(act) => {
            note_press(model, &act);
            vec![Effect::Act(act)]
        }
    }
}

fn note_press(model: &mut Model, act: &Act) {
    let (Act::ItemMinutes { id, stretch, .. } | Act::GoalPercent { id, stretch, .. }) = act else {
        return;
    };
    let table = if matches!(act, Act::ItemMinutes { .. }) {
        Table::AgendaItems
    } else {
        Table::Goals
    };
    if model
        .presses
        .as_ref()
        .is_none_or(|(.., name)| name != stretch)
    {
        model.stretches += 1;
    }
    model.presses = Some((model.now.at, (table, *id), stretch.clone()));
}

fn leaving(model: &mut Model, effect: Effect) -> Vec<Effect> {
    let mut effects = if effect == Effect::Quit {
        save(model)
    } else {
        Vec::new()
    };
    effects.push(effect);
    effects
}

fn quit(model: &mut Model) -> Vec<Effect> {
    if model.in_call {
        let effects = save(model);
        model.in_call = false;
        model.tab = Tab::Agenda;
        model.touch();
        return effects;
    }
    leaving(model, Effect::Quit)
}

/// Hides what is private and everybody else, or shows it again; what is in view is read again for it.
fn turn_mask(model: &mut Model) {
    model.is_masked = !model.is_masked;
    model.touch();
    let key = model.key(Action::Mask);
    let words = if model.is_masked {
        format!("Masked: private text and other people are hidden · {key} shows them")
    } else {
        "Not masked any more".to_owned()
    };
    model.say(words);
}

/// What is being typed can be found, too.
fn search(model: &mut Model) -> Vec<Effect> {
    let mut effects = save(model);
    effects.push(Effect::SettleSearch);
    let search = Search::again(model);
    model.overlays.push(Overlay::Search(Box::new(search)));
    effects
}

fn back(model: &mut Model) {
    if model.found.take().is_some() {
        return;
    }
    if model.in_call {
        if model.call.focus == CallFocus::Agenda {
            model.say(
                model
                    .filled("The call goes on · {end-call} ends it")
                    .into_owned(),
            );
        }
        model.call.focus = CallFocus::Agenda;
    } else if let Some(from) = model.came_from.pop() {
        model.tab = from.tab;
        model.panes_mut().focus = from.focus;
        model.overlays.extend(from.records());
        model.touch();
    } else if let Some(kinds) = model
        .timeline
        .kinds_before
        .take_if(|_| model.tab == Tab::Timeline)
    {
        show_kinds(&mut model.timeline, kinds);
    } else if model.panes().focus != Focus::Left {
        let is_beside = model.panes().focus == Focus::Right;
        set_focus(model, Focus::Left);
        if !is_beside {
            model.panes_mut().focus = Focus::Left;
        }
    }
}

/// The focus goes to a pane; from a shelf's page to the shelf, which stands below the list.
fn set_focus(model: &mut Model, focus: Focus) {
    let to_shelf = focus == Focus::Left && model.shows_shelf();
    model.panes_mut().focus = if to_shelf { Focus::Foot } else { focus };
}

/// The records behind a figure of how far one has come: the story of that kind alone.
fn show_records(model: &mut Model, kind: StoryKind) {
    let tab = &mut model.timeline;
    let before = std::mem::take(&mut tab.kinds);
    tab.kinds_before.get_or_insert(before);
    show_kinds(tab, vec![kind]);
    tab.panes.focus = Focus::Left;
    let words = format!("{}: {{back}} shows the others again", kind.choice().1);
    model.say(model.filled(&words).into_owned());
}

fn show_kinds(tab: &mut TimelineTab, kinds: Vec<StoryKind>) {
    tab.kinds = kinds;
    tab.panes.left.reset();
    tab.wants_story = true;
}

/// The story by month, or the months by year, on the month where one stood.
fn show_zoom(model: &mut Model, zoom: Zoom) {
    let tab = &mut model.timeline;
    tab.wanted_month = match tab.panes.left.row() {
        Some(Entry::Story(line)) => Some(line.on.format("%Y-%m").to_string()),
        Some(Entry::Month(line)) => Some(line.month.clone()),
        _ => None,
    };
    tab.zoom = zoom;
    tab.panes.foot.touch();
    if matches!(tab.panes.list().row(), Some(Entry::Progress(_))) {
        // One looks at the figures: they stay where they are.
        tab.panes.left.touch();
    } else {
        tab.panes.focus = Focus::Left;
        tab.panes.left.reset();
        tab.wants_story = true;
    }
}

/// The board over another window.
pub(super) fn look_back(model: &mut Model, span: Span) {
    model.timeline.board.span = span;
    model.timeline.panes.right.touch();
}

/// Shows a kind in the story, or no longer; the menu stays open for the next.
fn show_kind(model: &mut Model, kind: Option<StoryKind>) {
    model.timeline.kinds_before = None;
    let kinds = &mut model.timeline.kinds;
    match kind {
        None => *kinds = story::TOLD.to_vec(),
        Some(kind) if kinds.contains(&kind) => kinds.retain(|k| *k != kind),
        Some(kind) => kinds.push(kind),
    }
    model.timeline.panes.left.touch();
    let menu = overlay::menu::kinds(&model.timeline.kinds);
    model.overlays.push(Overlay::Menu(menu));
}

/// Goes to a row where it lives; Esc leads back to where one was.
pub(super) fn go_to(model: &mut Model, row: (Table, Id)) {
    let records = model.overlays.drain(..).rev().find_map(|o| match o {
        Overlay::Behind(behind) => Some(behind),
        _ => None,
    });
    let from = CameFrom {
        tab: model.tab,
        focus: model.panes().focus,
        behind: records,
    };
    model.came_from.push(from);
    model.going = Some(row);
}

fn move_by(model: &mut Model, motion: Motion) {
    if !step_over(model, motion)
        && let Some(list) = model.list_mut()
    {
        list.step(motion);
    }
    follow(model);
}

/// The sessions and the shelves below them are moved through as one list: whether this step went from one to the other.
fn step_over(model: &mut Model, motion: Motion) -> bool {
    if model.in_call || model.tab != Tab::Agenda {
        return false;
    }
    let panes = &mut model.agenda.panes;
    let goes_down = matches!(motion, Motion::By(1..) | Motion::Halves(1..));
    match (panes.focus, motion) {
        (Focus::Left, Motion::Last) | (Focus::Foot, Motion::First | Motion::Halves(..0)) => (),
        (Focus::Left, _) if goes_down && panes.left.selected() + 1 >= panes.left.len() => (),
        (Focus::Foot, Motion::By(..0)) if panes.foot.selected() == 0 => (),
        _ => return false,
    }
    if panes.focus == Focus::Left {
        panes.focus = Focus::Foot;
        let to_last = motion == Motion::Last;
        panes
            .foot
            .step(if to_last { Motion::Last } else { Motion::First });
        return true;
    }
    panes.focus = Focus::Left;
    panes.left.step(match motion {
        Motion::First => Motion::First,
        _ => Motion::Last,
    });
    if matches!(motion, Motion::Halves(_)) {
        panes.left.step(motion);
    }
    true
}

/// The right pane follows the selection of the left one.
pub fn follow(model: &mut Model) {
    match model.tab {
        Tab::People if model.people.panes.focus == Focus::Left => {
            if let Some(who) = person_under(model) {
                model.choose(who);
            }
        }
        Tab::Agenda
            if model.agenda.panes.focus != Focus::Right || model.agenda.shown == Shown::Nothing =>
        {
            let panes = &model.agenda.panes;
            let row = match panes.focus {
                Focus::Foot => panes.foot.row(),
                Focus::Left | Focus::Right => panes.left.row(),
            };
            let shown = match row {
                Some(Entry::Session(line)) => Shown::Session(line.id),
                Some(Entry::Shelf(shelf, _)) => Shown::Shelf(*shelf),
                Some(Entry::Hint(_)) => Shown::Nothing,
                _ => return,
            };
            if shown != model.agenda.shown {
                model.agenda.shown = shown;
                model.agenda.panes.right.reset();
            }
        }
        Tab::Goals if model.goals.panes.focus == Focus::Left || model.goals.shown.is_none() => {
            let shown = match model.goals.panes.left.row() {
                Some(Entry::Hint(_)) => None,
                Some(entry) if entry.key().is_some() => entry.key(),
                _ => return,
            };
            if shown != model.goals.shown {
                model.goals.shown = shown;
                model.goals.panes.right.reset();
            }
        }
        Tab::Feedback if model.feedback.panes.focus == Focus::Left => {
            let shown = model.feedback.panes.left.row().and_then(Keyed::key);
            if shown != model.feedback.shown {
                model.feedback.shown = shown;
                model.feedback.panes.right.reset();
            }
        }
        _ => {}
    }
}

/// Whom the row under the cursor of People is about.
fn person_under(model: &Model) -> Option<Id> {
    match model.people.panes.left.row()? {
        Entry::Person(line) => Some(line.id),
        Entry::Owed(line) => Some(line.relationship_id),
        _ => None,
    }
}

fn focus_in_call(model: &mut Model, focus: CallFocus) {
    if focus == CallFocus::Side && model.call.focus != CallFocus::Side {
        model.call.wants_next_milestone = true;
        model.call.side.touch();
    }
    if focus == CallFocus::Notes {
        model.stretches += 1;
    }
    model.call.focus = focus;
    model.call.is_typing = false;
}

fn show_tab(model: &mut Model, tab: Tab) {
    if tab == Tab::People && person_under(model) != model.relationship_id() {
        model.people.is_placed = false;
    }
    model.came_from.clear();
    model.tab = tab;
    model.in_call = false;
    model.touch();
}

/// Shows the call.
pub fn show_call(model: &mut Model) {
    if let Some(live) = model.live.as_ref().map(|l| l.relationship_id) {
        model.choose(live);
    }
    model.in_call = true;
    model.call.focus = CallFocus::Agenda;
    model.touch();
}

/// `[` and `]` go through the sessions from anywhere on the tab.
fn page_sessions(model: &mut Model, by: isize) {
    if model.panes().focus == Focus::Foot {
        model.panes_mut().focus = Focus::Left;
    }
    in_left_pane(model, |list| list.step(Motion::By(by)));
}

/// Moves in the left pane, which the right one follows, wherever the focus is.
pub(super) fn in_left_pane(model: &mut Model, move_in: impl FnOnce(&mut List<Part, Entry>)) {
    let focus = model.panes().focus;
    model.panes_mut().focus = Focus::Left;
    move_in(&mut model.panes_mut().left);
    follow(model);
    model.panes_mut().focus = focus;
}

/// Another list on the Goals tab: it begins at its top.
pub(super) fn show_growth(model: &mut Model, growth: Growth) {
    model.goals.growth = growth;
    model.goals.shown = None;
    model.goals.studied = None;
    model.goals.panes.left.reset();
    model.goals.panes.right.reset();
    model.goals.panes.focus = Focus::Left;
}

/// The shelf that a row opens.
#[must_use]
pub fn shelf_part(shelf: Shelf) -> Part {
    match shelf {
        Shelf::Questions => Part::Questions,
        Shelf::Wins => Part::Wins,
        Shelf::Backlog => Part::Backlog,
        Shelf::Promises => Part::Settled,
        Shelf::Agreement => Part::Agreements,
    }
}
