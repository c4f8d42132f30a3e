//! What a key does: [`intent`] says what an action would do here and now, or that it can't; `update` does it. "May I" and
//! "do it" are one function, so that footer, help and dispatch never disagree.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::actions::{Act, Done};
use crate::domain::session::SessionStatus;
use crate::domain::{Id, Side, Table};
use crate::store::StoreError;

use super::entry::{Entry, Part, Shelf, Step};
use super::field::Edit;
use super::keymap::{self, Action};
use super::line::{Line, Purpose};
use super::list::{Keyed, List, Motion};
use super::model::{CallFocus, Focus, Menu, Model, Offers, Overlay, Reading, Shown, Tab};
use super::{form, layout, overlay};

/// What comes in.
#[derive(Debug)]
pub enum Message {
    /// A key.
    Key(KeyEvent),
    /// A paste.
    Paste(String),
    /// Another size.
    Resize(u16, u16),
    /// Time to keep what is being typed.
    Save,
    /// An action was done, or was not.
    Done(Box<Act>, Result<Done, StoreError>),
}

/// What goes out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// An action, written as one batch.
    Act(Act),
    /// What is typed is kept under this name.
    KeepDraft(String, String),
    /// Onto the clipboard, and the session's agenda marked as sent.
    CopyAgenda(Id),
    /// The terminal is given back until `fg`.
    Suspend,
    /// The whole screen is drawn again.
    Redraw,
    /// The end.
    Quit,
}

/// What an action means here and now.
#[derive(Clone, Debug)]
pub enum Intent {
    /// Something is done, or one line is asked for.
    Step(Step),
    /// The selection moves.
    Move(Motion),
    /// The focus moves.
    Focus(Focus),
    /// In the call too.
    CallFocus(CallFocus),
    /// Another tab.
    Tab(Tab),
    /// Something is laid over the screen.
    Open(Box<Overlay>),
    /// Other sessions' pages.
    Page(isize),
    /// To a section of the list.
    Section(isize),
    /// The call is shown.
    ShowCall,
    /// The closed goals fold and unfold.
    Fold,
    /// One layer back; at the bottom a word about the call.
    Back,
    /// Something else of the program itself.
    Effect(Effect),
    /// One layer back, then the end.
    Quit,
}

/// Whether an action would do anything here.
#[must_use]
pub fn can(model: &Model, action: Action) -> bool {
    intent(model, action).is_some()
}

/// What an action would do here and now; none where it can't.
#[must_use]
pub fn intent(model: &Model, action: Action) -> Option<Intent> {
    if let Some(intent) = moving(model, action) {
        return Some(intent);
    }
    match action {
        Action::TabGoals => Some(Intent::Tab(Tab::Goals)),
        Action::TabAgenda => Some(Intent::Tab(Tab::Agenda)),
        Action::TabFeedback => Some(Intent::Tab(Tab::Feedback)),
        Action::TabTimeline => Some(Intent::Tab(Tab::Timeline)),
        Action::Back => Some(Intent::Back),
        Action::Quit => Some(Intent::Quit),
        Action::QuitNow => Some(Intent::Effect(Effect::Quit)),
        Action::Redraw => Some(Intent::Effect(Effect::Redraw)),
        Action::Suspend => Some(Intent::Effect(Effect::Suspend)),
        Action::Help => open(Overlay::Help(0)),
        _ => acting(model, action),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what an action leads to, or nothing"
)]
fn open(overlay: Overlay) -> Option<Intent> {
    Some(Intent::Open(Box::new(overlay)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what an action leads to, or nothing"
)]
fn ask(purpose: Purpose) -> Option<Intent> {
    Some(Intent::Step(Step::Ask(purpose)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what an action leads to, or nothing"
)]
fn act(act: Act) -> Option<Intent> {
    Some(Intent::Step(Step::Act(act)))
}

fn moving(model: &Model, action: Action) -> Option<Intent> {
    Some(match action {
        Action::Down => Intent::Move(Motion::By(1)),
        Action::Up => Intent::Move(Motion::By(-1)),
        Action::PageDown => Intent::Move(Motion::Halves(2)),
        Action::PageUp => Intent::Move(Motion::Halves(-2)),
        Action::HalfDown => Intent::Move(Motion::Halves(1)),
        Action::HalfUp => Intent::Move(Motion::Halves(-1)),
        Action::First => Intent::Move(Motion::First),
        Action::Last => Intent::Move(Motion::Last),
        Action::NextPane | Action::PreviousPane if model.in_call => {
            Intent::CallFocus(next_call_focus(model, action == Action::NextPane))
        }
        Action::NextPane | Action::PreviousPane => {
            Intent::Focus(if model.panes().focus == Focus::Left {
                Focus::Right
            } else {
                Focus::Left
            })
        }
        Action::Left if model.in_call => Intent::CallFocus(CallFocus::Agenda),
        Action::Right if model.in_call => Intent::CallFocus(CallFocus::Side),
        Action::Left => Intent::Focus(Focus::Left),
        Action::Right => Intent::Focus(Focus::Right),
        _ => return None,
    })
}

fn next_call_focus(model: &Model, forward: bool) -> CallFocus {
    match (model.call.focus, forward) {
        (CallFocus::Agenda, true) | (CallFocus::Notes, false) => CallFocus::Side,
        (CallFocus::Side, true) | (CallFocus::Agenda, false) => CallFocus::Notes,
        (CallFocus::Notes, true) | (CallFocus::Side, false) => CallFocus::Agenda,
    }
}

/// What needs a relationship, and mostly a row.
fn acting(model: &Model, action: Action) -> Option<Intent> {
    let relationship = model.relationship_id()?;
    let entry = model.entry();
    match action {
        Action::Undo => act(Act::Undo {
            relationship: Some(relationship),
        }),
        Action::Redo => act(Act::Redo {
            relationship: Some(relationship),
        }),
        Action::Catch => open(Overlay::Menu(catch_menu(model))),
        Action::Call => call(model, relationship),
        Action::Add => add(model),
        Action::Toggle => toggle(model),
        Action::State => {
            let states = state_entry(model)?.states(model.now);
            let choices: Vec<_> = states
                .into_iter()
                .map(|(letter, words, step)| (letter, words.to_owned(), step))
                .collect();
            let title = overlay::title_of(model, state_entry(model)?);
            if choices.is_empty() {
                None
            } else {
                open(Overlay::Menu(Menu { title, choices }))
            }
        }
        Action::More => act(entry?.number(1, press_name(model))?),
        Action::Fewer => act(entry?.number(-1, press_name(model))?),
        Action::MoveDown => act(entry?.moved(1)?),
        Action::MoveUp => act(entry?.moved(-1)?),
        Action::Edit => open(Overlay::Form(Box::new(form::form_for(entry?)?))),
        Action::Delete => {
            let (table, id) = deletable(entry?)?;
            act(Act::Trash {
                relationship,
                table,
                id,
            })
        }
        Action::Visibility => {
            let (table, id) = entry?.key().filter(|(table, _)| table.parent().is_none())?;
            act(Act::Visibility {
                relationship,
                table,
                id,
            })
        }
        Action::Enter => enter(model),
        Action::Offers => offers(model),
        Action::Note => Some(Intent::Step(Step::Ask(Purpose::Update {
            goal: goal_under(model)?,
        }))),
        Action::Template => template(model),
        Action::Copy => Some(Intent::Effect(Effect::CopyAgenda(session_shown(model)?))),
        Action::PreviousSession if model.in_call => open(Overlay::Reading(Box::new(Reading {
            session: model.call.last_time.as_ref()?.id,
            page: None,
            top: 0,
        }))),
        Action::PreviousSession => turn(model, 1),
        Action::NextSession => turn(model, -1),
        _ => in_call(model, action),
    }
}

/// The row whose states `s` shows: a row without states of its own stands for the session of its page.
fn state_entry(model: &Model) -> Option<&Entry> {
    let entry = model.entry()?;
    let stands_for_session = matches!(entry, Entry::Hint(_) | Entry::Material(_) | Entry::Offer(_));
    if stands_for_session && model.tab == Tab::Agenda && !model.in_call {
        model.agenda.panes.left.row()
    } else {
        Some(entry)
    }
}

fn turn(model: &Model, by: isize) -> Option<Intent> {
    match model.tab {
        Tab::Agenda => Some(Intent::Page(by)),
        Tab::Goals => Some(Intent::Section(-by)),
        Tab::Feedback | Tab::Timeline => None,
    }
}

fn call(model: &Model, relationship: Id) -> Option<Intent> {
    if let Some(live) = &model.live {
        return if model.in_call || live.relationship_id != relationship {
            None
        } else {
            Some(Intent::ShowCall)
        };
    }
    let shown = model
        .agenda
        .session
        .as_ref()
        .filter(|s| s.status == SessionStatus::Planned && model.tab == Tab::Agenda);
    let session = shown.map(|s| s.id).or(model.next.as_ref().map(|n| n.id));
    act(Act::Start {
        relationship,
        session,
    })
}

/// The session that new rows of the agenda join: the one shown, where it is ahead.
fn session_shown(model: &Model) -> Option<Id> {
    if model.in_call {
        return model.call.session.as_ref().map(|s| s.id);
    }
    match (model.tab, model.agenda.shown) {
        (Tab::Agenda, Shown::Session(id)) => Some(id),
        _ => model.next.as_ref().map(|n| n.id),
    }
}

fn add(model: &Model) -> Option<Intent> {
    let part = model.list()?.section().map(|(part, ..)| part);
    let live = model.in_call.then(|| session_shown(model)).flatten();
    match part {
        Some(Part::Ahead | Part::Past | Part::Saved) => ask(Purpose::Plan),
        Some(Part::Promises | Part::Kept | Part::Settled | Part::Made) => {
            ask(Purpose::Promise { session: live })
        }
        Some(Part::Bring) => ask(Purpose::Material {
            session: session_shown(model)?,
        }),
        Some(Part::Questions) => ask(Purpose::Question),
        Some(Part::Wins) => ask(Purpose::Win { session: live }),
        Some(Part::Mine | Part::Closed | Part::Fold) if model.in_call => {
            ask(Purpose::Item { session: live })
        }
        Some(Part::Mine | Part::Closed | Part::Fold) => ask(Purpose::Goal {
            owner: goal_owner(model),
        }),
        Some(Part::Theirs) => ask(Purpose::Goal {
            owner: Side::Partner,
        }),
        Some(Part::Milestones) => ask(Purpose::Milestone {
            goal: goal_under(model)?,
        }),
        Some(Part::Updates) => ask(Purpose::Update {
            goal: goal_under(model)?,
        }),
        Some(Part::Waiting | Part::ToSay | Part::Answered | Part::Said) => {
            ask(Purpose::Feedback { session: live })
        }
        Some(Part::Items | Part::Offered) => ask(Purpose::Item {
            session: session_shown(model),
        }),
        Some(Part::Backlog) => ask(Purpose::Item { session: None }),
        Some(Part::Story) => None,
        None => add_to_empty(model),
    }
}

fn add_to_empty(model: &Model) -> Option<Intent> {
    match model.tab {
        Tab::Goals => ask(Purpose::Goal {
            owner: goal_owner(model),
        }),
        Tab::Agenda => ask(Purpose::Plan),
        Tab::Feedback => ask(Purpose::Feedback { session: None }),
        Tab::Timeline => None,
    }
}

/// Whose goal is added first: the mentee's.
fn goal_owner(model: &Model) -> Side {
    let mentor = model
        .relationship
        .as_ref()
        .is_some_and(|r| r.my_role == crate::domain::Role::Mentor);
    if mentor { Side::Partner } else { Side::Me }
}

fn toggle(model: &Model) -> Option<Intent> {
    let entry = model.entry()?;
    let relationship = model.relationship_id()?;
    match entry {
        Entry::Offer(_)
        | Entry::Text(crate::store::window::agenda::TextLine {
            table: Table::Questions,
            ..
        }) => {
            let sources = vec![entry.source()?];
            let session = if matches!(entry, Entry::Offer(_)) {
                session_shown(model)
            } else {
                model.next.as_ref().map(|n| n.id)
            };
            act(Act::Take {
                relationship,
                session,
                sources,
            })
        }
        Entry::Fold(_) => Some(Intent::Fold),
        _ => entry.toggle(model.in_call).map(Intent::Step),
    }
}

fn enter(model: &Model) -> Option<Intent> {
    match model.entry()? {
        Entry::Session(line) if line.status.is_past() => {
            open(Overlay::Reading(Box::new(Reading {
                session: line.id,
                page: None,
                top: 0,
            })))
        }
        Entry::Session(line) if line.status == SessionStatus::Live => Some(Intent::ShowCall),
        Entry::Session(_) | Entry::Shelf(..) | Entry::Goal(_) if !model.in_call => {
            Some(Intent::Focus(Focus::Right))
        }
        Entry::Fold(_) => Some(Intent::Fold),
        Entry::Item(line) if model.in_call => act(Act::Current {
            session: model.call.session.as_ref()?.id,
            item: line.id,
        }),
        Entry::Offer(_) => offers(model),
        entry => open(Overlay::Form(Box::new(form::form_for(entry)?))),
    }
}

/// `o`: on the Agenda tab the offers; elsewhere the row onto the next agenda.
fn offers(model: &Model) -> Option<Intent> {
    let relationship = model.relationship_id()?;
    if model.tab != Tab::Agenda && !model.in_call {
        let sources = vec![model.entry()?.source()?];
        return act(Act::Take {
            relationship,
            session: model.next.as_ref().map(|n| n.id),
            sources,
        });
    }
    let ahead = model
        .agenda
        .session
        .as_ref()
        .filter(|s| !s.status.is_past());
    let offers = match ahead {
        Some(s) => Offers {
            session: Some(s.id),
            start: Some(s.planned_start),
            minutes: (s.planned_minutes, model.agenda.sums.minutes),
            ..Offers::default()
        },
        None => Offers {
            session: model.next.as_ref().map(|n| n.id),
            start: model.next.as_ref().map(|n| n.planned_start),
            ..Offers::default()
        },
    };
    open(Overlay::Offers(Box::new(offers)))
}

fn template(model: &Model) -> Option<Intent> {
    let session = model
        .agenda
        .session
        .as_ref()
        .filter(|s| !s.status.is_past() && model.tab == Tab::Agenda)?;
    open(Overlay::Templates(overlay::templates(model, session.id)))
}

/// The goal that the cursor is on, or whose detail it is in.
fn goal_under(model: &Model) -> Option<Id> {
    match model.entry() {
        Some(Entry::Goal(line)) => Some(line.id),
        Some(Entry::Milestone(line)) => Some(line.goal_id),
        _ if model.tab == Tab::Goals && model.panes().focus == Focus::Right => model.goals.shown,
        _ => None,
    }
}

fn deletable(entry: &Entry) -> Option<(Table, Id)> {
    match entry {
        Entry::Story(_) | Entry::Offer(_) => None,
        Entry::Session(line) if line.status == SessionStatus::Live => None,
        entry => entry.key(),
    }
}

/// A stretch goes on while the same row is pressed within three seconds.
fn press_name(model: &Model) -> String {
    let key = model.entry().and_then(Keyed::key);
    match &model.presses {
        Some((at, row, name))
            if Some(*row) == key && (model.now.at.utc() - at.utc()).num_seconds() < 3 =>
        {
            name.clone()
        }
        _ => format!("{}-{}", model.run, model.stretches + 1),
    }
}

fn in_call(model: &Model, action: Action) -> Option<Intent> {
    if !model.in_call {
        return None;
    }
    let session = model.call.session.as_ref().map(|s| s.id);
    match action {
        Action::CallGoals if model.call.focus == CallFocus::Side => {
            Some(Intent::CallFocus(CallFocus::Agenda))
        }
        Action::CallGoals => Some(Intent::CallFocus(CallFocus::Side)),
        Action::CallNotes => Some(Intent::CallFocus(CallFocus::Notes)),
        Action::CallPromise => ask(Purpose::Promise { session }),
        Action::CallFeedback => ask(Purpose::Feedback { session }),
        Action::CallWin => ask(Purpose::Win { session }),
        Action::CallChallenge => ask(Purpose::Challenge),
        Action::NotToday => match model.entry()? {
            Entry::Item(line) if line.status == crate::domain::ItemStatus::Open => act(Act::Item {
                id: line.id,
                to: crate::domain::ItemStatus::Carried,
                outcome: None,
            }),
            _ => None,
        },
        Action::EndCall => open(Overlay::End(Box::new(overlay::end(session?)))),
        _ => None,
    }
}

fn catch_menu(model: &Model) -> Menu {
    let session = model.live_here().map(|l| l.id);
    let topic = session.or(model.next.as_ref().map(|n| n.id));
    let choice = |letter, words: &str, purpose| (letter, words.to_owned(), Step::Ask(purpose));
    Menu {
        title: "Catch".into(),
        choices: vec![
            choice('p', "a promise", Purpose::Promise { session }),
            choice('f', "feedback", Purpose::Feedback { session }),
            choice('w', "a win", Purpose::Win { session }),
            choice('b', "a challenge", Purpose::Challenge),
            choice('q', "a question for later", Purpose::Question),
            choice(
                't',
                "a topic for the next agenda",
                Purpose::Item { session: topic },
            ),
        ],
    }
}

/// Takes a message into the model; what has to be done outside comes back.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key) => on_key(model, key),
        Message::Paste(text) => paste(model, &text),
        Message::Resize(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Message::Save => save(model),
        Message::Done(act, result) => done(model, &act, result),
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
    model.panes_mut().left.set_height(usize::from(left.height));
    model
        .panes_mut()
        .right
        .set_height(usize::from(right.height));
}

fn on_key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    model.message = None;
    if !model.overlays.is_empty() {
        return overlay::on_key(model, key);
    }
    if model.in_call && model.call.focus == CallFocus::Notes {
        return in_notes(model, key);
    }
    if model.relationship.is_none() {
        return overlay::first_key(model, key);
    }
    let Some(action) = keymap::action(&key, model.in_call) else {
        return Vec::new();
    };
    if let Some(intent) = intent(model, action) {
        carry_out(model, intent)
    } else {
        explain(model, action);
        Vec::new()
    }
}

/// A key that can't do anything here says what would help.
fn explain(model: &mut Model, action: Action) {
    let text = match action {
        Action::Call => match &model.live {
            Some(live) if !model.in_call => format!("A call with {} is going on; end it first.", live.partner_name),
            _ => return,
        },
        Action::Toggle | Action::State | Action::Edit | Action::Delete => "Nothing under the cursor takes that. j and k move.".into(),
        Action::More | Action::Fewer => "This row has no number of its own. Minutes are on agenda items, percent on goals without milestones.".into(),
        Action::Template => "A template goes onto a planned session: choose one at the left, or a plans one.".into(),
        _ => return,
    };
    model.say(text);
}

fn in_notes(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Esc | KeyCode::Tab => {
            model.call.focus = CallFocus::Agenda;
            return save(model);
        }
        KeyCode::Char('s') if control => return save(model),
        KeyCode::Char('c') if control => {
            let mut effects = save(model);
            effects.push(Effect::Quit);
            return effects;
        }
        _ => {}
    }
    match model.call.notes.key(key) {
        Edit::Full => {
            model.warn("The notes are full. Open them in an editor once the call is over.");
        }
        Edit::Changed | Edit::Moved | Edit::Ignored => {}
    }
    Vec::new()
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(top) = model.overlays.last_mut() {
        overlay::paste(top, text);
        return Vec::new();
    }
    if model.in_call && model.call.focus == CallFocus::Notes {
        model.call.notes.paste(text);
        return Vec::new();
    }
    if model.relationship.is_some() {
        let mut line = Line::new(Purpose::Item {
            session: session_shown(model),
        });
        line.field.paste(text);
        line.is_unsaved = true;
        line.is_draft_read = true;
        model.overlays.push(Overlay::Line(Box::new(line)));
    }
    Vec::new()
}

/// Keeps what is being typed: notes and forms in their rows, an unfinished line as a draft.
pub fn save(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<_> = save_notes(model).into_iter().collect();
    if let Some(overlay) = model.overlays.last_mut() {
        effects.extend(overlay::save(overlay));
    }
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
        Intent::Focus(focus) => model.panes_mut().focus = focus,
        Intent::CallFocus(focus) => focus_in_call(model, focus),
        Intent::Tab(tab) => show_tab(model, tab),
        Intent::Open(overlay) => model.overlays.push(*overlay),
        Intent::Page(by) => page_sessions(model, by),
        Intent::Section(by) => to_section(model, by),
        Intent::ShowCall => show_call(model),
        Intent::Fold => {
            model.goals.is_unfolded = !model.goals.is_unfolded;
            model.touch();
        }
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

fn back(model: &mut Model) {
    if model.in_call {
        if model.call.focus == CallFocus::Agenda {
            model.say("The call goes on · x ends it");
        }
        model.call.focus = CallFocus::Agenda;
    } else if model.panes().focus == Focus::Right {
        model.panes_mut().focus = Focus::Left;
    }
}

fn move_by(model: &mut Model, motion: Motion) {
    if let Some(list) = model.list_mut() {
        list.step(motion);
    }
    follow(model);
}

/// The right pane follows the selection of the left one.
pub fn follow(model: &mut Model) {
    match model.tab {
        Tab::Agenda
            if model.agenda.panes.focus == Focus::Left || model.agenda.shown == Shown::Nothing =>
        {
            let shown = match model.agenda.panes.left.row() {
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
                Some(Entry::Goal(line)) => Some(line.id),
                _ => return,
            };
            if shown != model.goals.shown {
                model.goals.shown = shown;
                model.goals.panes.right.reset();
            }
        }
        _ => {}
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
}

fn show_tab(model: &mut Model, tab: Tab) {
    model.tab = tab;
    model.in_call = false;
    model.touch();
}

/// Shows the call.
pub fn show_call(model: &mut Model) {
    model.in_call = true;
    model.call.focus = CallFocus::Agenda;
    model.touch();
}

/// `[` and `]` go through the sessions from anywhere on the tab.
fn page_sessions(model: &mut Model, by: isize) {
    let focus = model.agenda.panes.focus;
    model.agenda.panes.focus = Focus::Left;
    model.agenda.panes.left.step(Motion::By(by));
    follow(model);
    model.agenda.panes.focus = focus;
}

fn to_section(model: &mut Model, by: isize) {
    let list = model.panes_mut().list_mut();
    let starts: Vec<usize> = {
        let mut before = 0;
        list.sections()
            .iter()
            .filter(|s| s.count > 0)
            .map(|s| {
                let at = before;
                before += s.count;
                at
            })
            .collect()
    };
    let at = list.selected();
    let target = if by > 0 {
        starts.iter().find(|s| **s > at)
    } else {
        starts.iter().rev().find(|s| **s < at)
    };
    if let Some(target) = target.copied() {
        list.select(target);
    }
    follow(model);
}

fn done(model: &mut Model, act: &Act, result: Result<Done, StoreError>) -> Vec<Effect> {
    match result {
        Ok(done) => {
            let quiet = matches!(act, Act::Edit { .. });
            let moves_on = model.in_call
                && matches!(
                    act,
                    Act::Item {
                        to: crate::domain::ItemStatus::Done | crate::domain::ItemStatus::Carried,
                        ..
                    }
                );
            if !quiet {
                let can_undo = !matches!(act, Act::Undo { .. } | Act::Redo { .. });
                model.message = Some(super::model::Message {
                    text: done.message,
                    can_undo,
                    is_error: false,
                });
            }
            after(model, act, done.focus, moves_on);
            model.touch();
        }
        Err(error) => {
            keep_typed(model, act);
            model.warn(error.to_string());
            model.touch();
        }
    }
    Vec::new()
}

/// What the screen does after an action: it stands on the new row, shows the call, goes on to the next open item.
fn after(model: &mut Model, act: &Act, focus: Option<(Table, Id)>, moves_on: bool) {
    match (act, focus) {
        (Act::Start { .. }, _) => show_call(model),
        (Act::End { .. }, _) => {
            model.in_call = false;
            model.tab = Tab::Agenda;
            model.agenda.shown = Shown::Nothing;
            model.agenda.is_placed = false;
        }
        (Act::AddRelationship { .. }, _) => model.agenda.is_placed = false,
        _ if moves_on => to_next_open(model),
        // What was caught in a call leaves the cursor where it was.
        (
            Act::AddPromise { .. }
            | Act::AddFeedback { .. }
            | Act::AddWin { .. }
            | Act::AddChallenge { .. },
            _,
        ) if model.in_call => {}
        (_, Some(key)) if key.0 == Table::Sessions && !model.in_call => {
            stand_on_session(model, act, key);
        }
        (Act::Goal { to, .. }, Some(key)) if to.is_closed() && !model.in_call => {
            // The cursor stays on the goal, so that the same key opens it again.
            model.goals.is_unfolded = true;
            model.goals.panes.left.stand_on(key);
        }
        (_, Some(key)) => {
            if let Some(list) = model.list_mut() {
                list.stand_on(key);
            }
        }
        (_, None) => {}
    }
}

fn stand_on_session(model: &mut Model, act: &Act, key: (Table, Id)) {
    model.agenda.panes.left.stand_on(key);
    if model.agenda.shown != Shown::Session(key.1) {
        model.agenda.shown = Shown::Session(key.1);
        model.agenda.panes.right.reset();
    }
    if matches!(act, Act::Plan { .. }) {
        model.agenda.panes.focus = Focus::Right;
    }
}

fn to_next_open(model: &mut Model) {
    let is_open = |e: &Entry| matches!(e, Entry::Item(line) if line.status == crate::domain::ItemStatus::Open);
    let list = &mut model.call.items;
    let here = list.row().and_then(Keyed::key);
    let next = next_open(list, here, is_open);
    if let Some(key) = next.or(here) {
        list.stand_on(key);
    }
}

fn next_open(
    list: &List<Part, Entry>,
    here: Option<(Table, Id)>,
    is_open: impl Fn(&Entry) -> bool,
) -> Option<(Table, Id)> {
    let rows = list.rows();
    let at = rows.iter().position(|r| r.key() == here)?;
    let behind = rows.iter().skip(at + 1).find(|r| is_open(r));
    let found = behind.or_else(|| rows.iter().take(at).find(|r| is_open(r)));
    found.and_then(Keyed::key)
}

/// What a conflict left unwritten is offered by the next field.
fn keep_typed(model: &mut Model, act: &Act) {
    if let Act::Edit { after, .. } = act
        && let Some((_, serde_json::Value::String(text))) = after.first()
    {
        model.kept = Some(text.clone());
    }
}

/// The shelf that a row opens.
#[must_use]
pub fn shelf_part(shelf: Shelf) -> Part {
    match shelf {
        Shelf::Questions => Part::Questions,
        Shelf::Wins => Part::Wins,
        Shelf::Backlog => Part::Backlog,
        Shelf::Promises => Part::Settled,
    }
}
