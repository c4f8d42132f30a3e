//! What an action would do here and now, or that it can't: "may I" and "do it" are one function, so that footer, help and
//! dispatch never disagree. Nothing here changes the model.

use crate::actions::{Act, Source};
use crate::domain::evidence::Span;
use crate::domain::offer::{self, Grouping, OfferKind};
use crate::domain::pulse::PulseForm;
use crate::domain::relationship::Phase;
use crate::domain::session::SessionStatus;
use crate::domain::story::StoryKind;
use crate::domain::{
    AgreementStatus, CommitmentStatus, Id, ItemKind, ItemStatus, Link, Side, Table, Word, text,
    turn,
};
use crate::store::window::agenda::TextLine;
use crate::store::window::offers::OfferLine;

use super::board::PulseLine;
use super::editor::{self, Edited};
use super::entry::{Entry, Part, Shelf, Step, offer_source, outcome_step};
use super::goto::{self, Spot};
use super::keymap::Action;
use super::line::Purpose;
use super::list::{Keyed, List, Motion};
use super::model::{CallFocus, Focus, Growth, Model, Shown, Stack, Tab, Zoom};
use super::overlay::behind::About;
use super::overlay::{
    self, AgreementPage, Behind, Commands, First, Menu, Offers, Overlay, PulsePage, Reading,
    Templates,
};
use super::update::Effect;
use super::{form, layout};

/// What an action means here and now.
#[derive(Clone, Debug)]
pub enum Intent {
    /// Something is done, or one line is asked for.
    Step(Step),
    /// The selection moves.
    Move(Motion),
    /// The selection goes to the row with this index.
    Row(usize),
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
    /// Another list on the Goals tab.
    Growth(Growth),
    /// Another view of the story.
    Zoom(Zoom),
    /// The story of one kind: the records behind a figure.
    Records(StoryKind),
    /// The board over another window.
    Span(Span),
    /// To a list, wherever it stands.
    Visit(Spot),
    /// To a row, where it lives.
    GoTo((Table, Id)),
    /// The call is shown.
    ShowCall,
    /// The closed goals fold and unfold.
    Fold,
    /// Private text is hidden, or shown again.
    Mask,
    /// Search is opened.
    Search,
    /// So many hits on in the search that goes on.
    Hit(isize),
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

/// To a list of the relationship in view.
fn visit(model: &Model, action: Action) -> Option<Intent> {
    model.relationship_id()?;
    goto::spot(action).map(Intent::Visit)
}

/// What an action would do here and now; none where it can't.
#[must_use]
pub fn intent(model: &Model, action: Action) -> Option<Intent> {
    if let Some(intent) = moving(model, action) {
        return Some(intent);
    }
    match action {
        Action::People => Some(Intent::Tab(Tab::People)).filter(|_| !model.is_masked),
        Action::TabGoals => Some(Intent::Tab(Tab::Goals)),
        Action::TabAgenda => Some(Intent::Tab(Tab::Agenda)),
        Action::TabFeedback => Some(Intent::Tab(Tab::Feedback)),
        Action::TabTimeline => Some(Intent::Tab(Tab::Timeline)),
        _ if goto::spot(action).is_some() => visit(model, action),
        Action::Back => Some(Intent::Back),
        Action::Mask => Some(Intent::Mask),
        Action::Quit => Some(Intent::Quit),
        Action::QuitNow => Some(Intent::Effect(Effect::Quit)),
        Action::Redraw => Some(Intent::Effect(Effect::Redraw)),
        Action::Suspend => Some(Intent::Effect(Effect::Suspend)),
        Action::Help => open(Overlay::Commands(Box::new(Commands::help()))),
        Action::Palette => open(Overlay::Commands(Box::new(Commands::palette()))),
        Action::Search => Some(Intent::Search),
        Action::NextHit | Action::Note if model.found.is_some() => Some(Intent::Hit(1)),
        Action::PreviousHit if model.found.is_some() => Some(Intent::Hit(-1)),
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

/// Whether the keys are about the story.
#[must_use]
pub fn is_story(model: &Model) -> bool {
    model.tab == Tab::Timeline && !model.in_call && !model.is_reading()
}

/// Whether they are about the board beside it.
#[must_use]
pub fn is_board(model: &Model) -> bool {
    let is_beside = model.panes().focus == Focus::Right;
    is_story(model) && (is_beside || stretch(model).is_some_and(|(stretch, _)| stretch < 2))
}

/// Where the parts of one column begin: what is worth raising, trust, the story, how far one has come.
fn stretch_of(part: Part) -> usize {
    match part {
        Part::Raised => 0,
        Part::Pulses | Part::Trust | Part::Board(_) | Part::Covers => 1,
        Part::Progress => 3,
        _ => 2,
    }
}

/// In one column, the part that one is in, and the first rows of all of them.
fn stretch(model: &Model) -> Option<(usize, Vec<(usize, usize)>)> {
    if !layout::is_one_column(model) {
        return None;
    }
    let list = &model.timeline.panes.left;
    let (mut starts, mut before) = (Vec::<(usize, usize)>::new(), 0);
    for section in list.sections() {
        let here = stretch_of(section.kind);
        if section.count > 0 && starts.iter().all(|(of, _)| *of != here) {
            starts.push((here, before));
        }
        before += section.count;
    }
    let (part, ..) = list.section()?;
    Some((stretch_of(part), starts))
}

/// In one column, the first row of the board, once it is read.
#[must_use]
pub fn board_row(model: &Model) -> Option<usize> {
    let (_, starts) = stretch(model)?;
    starts.iter().find(|(of, _)| *of == 1).map(|(_, row)| *row)
}

/// The part after this one, or before it, in one column: which it is, and its first row.
fn next_stretch(model: &Model, forward: bool) -> Option<(usize, usize)> {
    let (here, starts) = stretch(model)?;
    let at = starts.iter().position(|(of, _)| *of == here)?;
    let by = if forward { 1 } else { starts.len() - 1 };
    starts.get((at + by) % starts.len()).copied()
}

/// The next pane, or in one column the first row of the next part.
fn next_part(model: &Model, forward: bool) -> Intent {
    if let Some((_, row)) = next_stretch(model, forward) {
        return Intent::Row(row);
    }
    let has_foot = model.tab == Tab::Timeline && layout::stack(model) == Stack::Story;
    Intent::Focus(match (model.panes().focus, forward) {
        (Focus::Left, false) | (Focus::Right, true) if has_foot => Focus::Foot,
        (Focus::Left, _) | (Focus::Foot, false) => Focus::Right,
        (Focus::Right, _) | (Focus::Foot, true) => Focus::Left,
    })
}

/// What the next pane shows, for the footer.
#[must_use]
pub fn next_title(model: &Model) -> &'static str {
    let to = next_stretch(model, true).map(|(part, _)| part);
    let to = to.unwrap_or_else(|| match next_part(model, true) {
        Intent::Focus(Focus::Right) => 1,
        Intent::Focus(Focus::Foot) => 3,
        _ => 2,
    });
    let names = ["worth raising", "trust", "story", "progress"];
    names.get(to).copied().unwrap_or_default()
}

fn looking_back(model: &Model, span: Span) -> Option<Intent> {
    (model.timeline.board.span != span).then_some(Intent::Span(span))
}

/// What stands behind a figure, or the pulses of a side; masked, neither is shown.
fn behind(model: &Model, about: About) -> Option<Intent> {
    let span = model.timeline.board.span;
    open(Overlay::Behind(Box::new(Behind::new(about, span)))).filter(|_| !model.is_masked)
}

fn zoomed(model: &Model, zoom: Zoom) -> Option<Intent> {
    (model.timeline.zoom != zoom).then_some(Intent::Zoom(zoom))
}

/// A menu of what a row may become, by letter.
fn menu_of(model: &Model, entry: &Entry, choices: Vec<(char, &'static str, Step)>) -> Menu {
    Menu {
        title: overlay::menu::title_of(model, entry),
        pasted: String::new(),
        choices: choices
            .into_iter()
            .map(|(letter, words, step)| (letter, words.to_owned(), step))
            .collect(),
    }
}

/// What a row can be turned into, by letter.
fn turn_menu(model: &Model, entry: &Entry, from: Link) -> Menu {
    let session = model.live_here().map(|l| l.id);
    let session = session.or(model.next.as_ref().map(|n| n.id));
    let choices = turn::choices(from.table).iter().map(|&to| {
        let (letter, words) = turn::words(to);
        (
            letter,
            words,
            Step::Ask(Purpose::Turn { from, to, session }),
        )
    });
    let menu = menu_of(model, entry, choices.collect());
    Menu {
        title: format!("> {}", menu.title),
        ..menu
    }
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
        Action::NextPane => next_part(model, true),
        Action::PreviousPane => next_part(model, false),
        Action::Left if layout::is_one_column(model) => next_part(model, false),
        Action::Right if layout::is_one_column(model) => next_part(model, true),
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
    let Some(relationship) = model.relationship_id() else {
        return with_nobody(model, action);
    };
    let entry = subject(model);
    if model.is_ended() && model.tab != Tab::People && begins(action) {
        return None;
    }
    match action {
        Action::Undo => act(Act::Undo {
            relationship: undone_in(model, relationship),
        }),
        Action::Redo => act(Act::Redo {
            relationship: undone_in(model, relationship),
        }),
        Action::History => open(Overlay::History(Box::default())),
        Action::Trash => open(Overlay::Trash(Box::default())),
        Action::Catch => open(Overlay::Menu(catch_menu(model, String::new()))),
        Action::Call => call(model, relationship),
        Action::Add => add(model),
        Action::Toggle => toggle(model),
        Action::State => {
            let entry = state_entry(model)?;
            let menu = menu_of(model, entry, entry.states(model.now));
            if menu.choices.is_empty() {
                None
            } else {
                open(Overlay::Menu(menu))
            }
        }
        Action::Filter if model.tab == Tab::Timeline => {
            open(Overlay::Menu(overlay::menu::kinds(&model.timeline.kinds)))
        }
        Action::More if is_board(model) => looking_back(model, Span::Recent),
        Action::Fewer if is_board(model) => looking_back(model, Span::All),
        Action::More if is_story(model) => zoomed(model, Zoom::Months),
        Action::Fewer if is_story(model) => zoomed(model, Zoom::Years),
        Action::More => act(entry?.number(1, press_name(model))?),
        Action::Fewer => act(entry?.number(-1, press_name(model))?),
        Action::MoveDown => act(entry?.moved(1)?),
        Action::MoveUp => act(entry?.moved(-1)?),
        Action::Edit => open(Overlay::Form(Box::new(
            form::form_for(entry?).or_else(|| owner_form(model))?,
        ))),
        Action::Delete if is_switch(model) => {
            let (offer, bank_id) = switch(entry?)?;
            act(Act::Dismiss {
                relationship,
                offer,
                row: None,
                bank_id,
            })
        }
        Action::Delete => {
            let (table, id) = deletable(entry?)?;
            act(Act::Trash {
                relationship,
                table,
                id,
            })
        }
        Action::TurnInto => {
            let (table, id) = deletable(entry?)?;
            let menu = turn_menu(model, entry?, Link { table, id });
            if menu.choices.is_empty() {
                None
            } else {
                open(Overlay::Menu(menu))
            }
        }
        Action::Visibility => {
            let has_one = |row: &(Table, Id)| row.0.column("visibility").is_some();
            let (table, id) = entry?.key().filter(has_one)?;
            act(Act::Visibility {
                relationship,
                table,
                id,
            })
        }
        Action::Enter => enter(model),
        Action::FullPulse => pulse(relationship, PulseForm::Full),
        Action::Bank => offers_of(model, Some(Grouping::Practice)),
        Action::Offers => offers(model),
        Action::Note => match entry.and_then(closed_row) {
            Some(of) => ask(Purpose::CloseNote { of }),
            None => ask(Purpose::Update {
                goal: goal_under(model)?,
            }),
        },
        Action::Template => template(model),
        Action::Editor => to_editor(model),
        Action::Copy => copy(model),
        Action::PreviousSession if model.in_call => open(Overlay::Reading(Box::new(Reading::new(
            model.call.last_time.as_ref()?.id,
        )))),
        Action::PreviousSession => turn(model, 1),
        Action::NextSession => turn(model, -1),
        _ => in_call(model, action),
    }
}

/// What begins something, which nobody does after the end.
pub(super) fn begins(action: Action) -> bool {
    matches!(
        action,
        Action::Call | Action::Add | Action::Offers | Action::Template | Action::Catch
    )
}

/// Whether the row under the cursor is one that is switched off, not thrown away.
pub(super) fn is_switch(model: &Model) -> bool {
    subject(model).is_some_and(|entry| switch(entry).is_some())
}

/// What `d` switches off for good on the board: a line of it, a kind of what is worth raising, the pulse.
fn switch(entry: &Entry) -> Option<(OfferKind, String)> {
    Some(match entry {
        Entry::Figure(signal, _) => (OfferKind::Signal, signal.word().to_owned()),
        Entry::Raised(line) => (line.raising.reason.nudge(), String::new()),
        Entry::Pulse(PulseLine::Due) => (OfferKind::Pulse, String::new()),
        _ => return None,
    })
}

/// On People every relationship is in view, so the newest action of all is taken back.
fn undone_in(model: &Model, relationship: Id) -> Option<Id> {
    Some(relationship).filter(|_| model.tab != Tab::People || model.in_call)
}

/// With nobody in the file somebody is added, or brought back.
fn with_nobody(model: &Model, action: Action) -> Option<Intent> {
    let relationship = None;
    match action {
        Action::Add => add_to_empty(model),
        Action::Undo => act(Act::Undo { relationship }),
        Action::Redo => act(Act::Redo { relationship }),
        _ => None,
    }
}

/// The row that keys are about: in the detail of feedback that is the piece, not what it is tied to.
fn subject(model: &Model) -> Option<&Entry> {
    let entry = model.entry();
    let is_beside = matches!(entry, Some(Entry::Link(_) | Entry::Hint(_)) | None);
    if is_beside && !model.in_call && !model.is_reading() && model.panes().focus == Focus::Right {
        return match model.tab {
            Tab::Feedback => model.panes().left.row(),
            Tab::Goals if matches!(entry, Some(Entry::Link(_))) => model.panes().left.row(),
            Tab::Goals | Tab::Agenda | Tab::Timeline | Tab::People => entry,
        };
    }
    entry
}

/// In a detail whose row has no form (a hint), the form of what the detail is about.
fn owner_form(model: &Model) -> Option<overlay::Form> {
    let is_hint = matches!(model.entry(), Some(Entry::Hint(_)));
    let owner = model.owner()?;
    if is_hint && !model.in_call && model.panes().focus == Focus::Right {
        form::form_for(owner)
    } else {
        None
    }
}

/// The row whose states `s` shows: a row without states of its own stands for the session of its page.
fn state_entry(model: &Model) -> Option<&Entry> {
    let entry = subject(model)?;
    let stands_for_session = matches!(entry, Entry::Hint(_) | Entry::Material(_) | Entry::Offer(_));
    if stands_for_session && model.tab == Tab::Agenda && !model.in_call {
        model.owner()
    } else {
        Some(entry)
    }
}

/// The long text of a row in the user's editor; an editor knows no mask.
fn to_editor(model: &Model) -> Option<Intent> {
    let (table, id) = model.entry()?.key().filter(|_| !model.is_masked)?;
    let column = editor::long_column(table)?;
    let whose = Edited::Column { table, id, column };
    Some(Intent::Effect(Effect::OpenEditor(whose)))
}

/// On the Agenda tab the session, elsewhere the row.
fn copy(model: &Model) -> Option<Intent> {
    let is_session = model.tab == Tab::Agenda && matches!(model.agenda.shown, Shown::Session(_));
    if is_session {
        return Some(Intent::Effect(Effect::CopyAgenda(session_shown(model)?)));
    }
    let (table, id) = model.entry()?.key()?;
    Some(Intent::Effect(if table == Table::Sessions {
        Effect::CopyAgenda(id)
    } else {
        Effect::CopyRow(table, id)
    }))
}

fn turn(model: &Model, by: isize) -> Option<Intent> {
    match model.tab {
        Tab::Agenda => Some(Intent::Page(by)),
        Tab::Goals => Some(Intent::Growth(model.goals.growth.turned(-by))),
        Tab::People | Tab::Feedback | Tab::Timeline => None,
    }
}

fn call(model: &Model, relationship: Id) -> Option<Intent> {
    if let Some(live) = &model.live {
        // Masked, nobody else is there to be shown.
        let is_hidden = model.is_masked && live.relationship_id != relationship;
        return (!model.in_call && !is_hidden).then_some(Intent::ShowCall);
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
pub(super) fn session_shown(model: &Model) -> Option<Id> {
    if model.in_call {
        return model.call.session.as_ref().map(|s| s.id);
    }
    match (model.tab, model.agenda.shown) {
        (Tab::Agenda, Shown::Session(id)) => Some(id),
        _ => model.next.as_ref().map(|n| n.id),
    }
}

fn pulse(relationship: Id, form: PulseForm) -> Option<Intent> {
    open(Overlay::Pulse(Box::new(PulsePage::new(relationship, form))))
}

fn add(model: &Model) -> Option<Intent> {
    if is_story(model) {
        return pulse(model.relationship_id()?, PulseForm::Quick);
    }
    let part = model.list()?.section().map(|(part, ..)| part);
    let live = model.in_call.then(|| session_shown(model)).flatten();
    match part {
        Some(Part::Ahead | Part::Past) => ask(Purpose::Plan),
        Some(Part::Saved) => add_to_shelf(model, live),
        Some(Part::Promises | Part::Kept | Part::Settled | Part::Made) => {
            ask(Purpose::Promise { session: live })
        }
        Some(Part::Bring) => ask(Purpose::Material {
            session: session_shown(model)?,
        }),
        Some(Part::Questions | Part::Asked | Part::LetGo) => ask(Purpose::Question),
        Some(Part::Agreements) => act(Act::BeginAgreement {
            relationship: model.relationship_id()?,
        }),
        Some(Part::Wins) => ask(Purpose::Win { session: live }),
        Some(Part::Mine | Part::Closed | Part::Fold) if model.in_call => {
            ask(Purpose::Item { session: live })
        }
        Some(Part::Fold) if model.tab == Tab::People => {
            open(Overlay::First(Box::new(First::new(false))))
        }
        Some(Part::Mine) => ask(Purpose::Goal {
            owner: goal_owner(model),
        }),
        Some(Part::Challenges | Part::Learning | Part::Lessons | Part::Closed | Part::Fold) => {
            add_growth(model)
        }
        Some(Part::Theirs) => ask(Purpose::Goal {
            owner: Side::Partner,
        }),
        Some(Part::Milestones) => ask(Purpose::Milestone {
            goal: goal_under(model)?,
        }),
        Some(Part::Updates) => ask(Purpose::Update {
            goal: goal_under(model)?,
        }),
        Some(Part::Waiting | Part::Answered | Part::Said | Part::Areas) => {
            ask(feedback_from(live, Side::Partner))
        }
        Some(Part::ToSay) => ask(feedback_from(live, Side::Me)),
        Some(Part::AskedFor | Part::AskedBefore) => ask(Purpose::Request),
        Some(Part::Links) if model.tab == Tab::Feedback => ask(feedback_from(live, Side::Partner)),
        Some(Part::Items | Part::Offered) => ask(Purpose::Item {
            session: session_shown(model),
        }),
        Some(Part::Backlog) => ask(Purpose::Item { session: None }),
        Some(Part::People(_)) => open(Overlay::First(Box::new(First::new(false)))),
        Some(Part::Owed) => ask(Purpose::Promise { session: None }),
        Some(
            Part::Story
            | Part::Month(_)
            | Part::Year(_)
            | Part::Begun
            | Part::Trust
            | Part::Telling
            | Part::Covers
            | Part::Progress
            | Part::Raised
            | Part::Pulses
            | Part::Board(_)
            | Part::Learned
            | Part::OpenWith
            | Part::Links,
        ) => None,
        None => add_to_empty(model),
    }
}

/// What the shelf under the cursor takes.
fn add_to_shelf(model: &Model, live: Option<Id>) -> Option<Intent> {
    match model.entry()? {
        Entry::Shelf(Shelf::Questions, _) => ask(Purpose::Question),
        Entry::Shelf(Shelf::Wins, _) => ask(Purpose::Win { session: live }),
        Entry::Shelf(Shelf::Backlog, _) => ask(Purpose::Item { session: None }),
        Entry::Shelf(Shelf::Agreement, _) => act(Act::BeginAgreement {
            relationship: model.relationship_id()?,
        }),
        Entry::Shelf(Shelf::Promises, _) => ask(Purpose::Promise { session: live }),
        _ => None,
    }
}

/// What the list of the Goals tab takes.
fn add_growth(model: &Model) -> Option<Intent> {
    ask(match model.goals.growth {
        Growth::Goals => Purpose::Goal {
            owner: goal_owner(model),
        },
        Growth::Challenges => Purpose::Challenge,
        Growth::Learning => Purpose::Resource,
        Growth::Lessons => Purpose::Lesson { challenge: None },
    })
}

fn feedback_from(session: Option<Id>, from: Side) -> Purpose {
    Purpose::Feedback { session, from }
}

fn add_to_empty(model: &Model) -> Option<Intent> {
    match model.tab {
        Tab::People => open(Overlay::First(Box::new(First::new(false)))),
        Tab::Goals => add_growth(model),
        Tab::Agenda => ask(Purpose::Plan),
        Tab::Feedback => ask(feedback_from(None, Side::Partner)),
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
    let entry = subject(model)?;
    let relationship = model.relationship_id()?;
    let answers = entry.answers();
    if !answers.is_empty() {
        return open(Overlay::Menu(menu_of(model, entry, answers)));
    }
    match entry {
        Entry::Offer(line) => taken_up(model, line),
        Entry::Text(TextLine {
            table: Table::Questions,
            ..
        }) => act(Act::Take {
            relationship,
            session: model.next.as_ref().map(|n| n.id),
            sources: vec![entry.source()?],
        }),
        Entry::Text(TextLine {
            table: Table::Wins,
            id,
            ..
        }) => act(Act::TellWin { id: *id }),
        Entry::Fold(_) => Some(Intent::Fold),
        _ => entry.toggle(model.in_call).map(Intent::Step),
    }
}

/// What Space does with an offer: it goes onto the agenda; of a fact, what the fact asks for.
pub(super) fn taken_up(model: &Model, line: &OfferLine) -> Option<Intent> {
    let relationship = model.relationship_id()?;
    let session = session_shown(model);
    let agenda_with = |template: &str| match session {
        Some(session) => act(Act::Template {
            session,
            template: template.to_owned(),
        }),
        None => ask(Purpose::Plan),
    };
    match line.offer {
        OfferKind::Rhythm => ask(Purpose::Plan),
        OfferKind::Empty => templates(model.next.as_ref()?.id),
        OfferKind::Review => agenda_with("mid-point"),
        OfferKind::Ending => agenda_with("closing"),
        OfferKind::Phase => act(Act::Phase {
            id: relationship,
            to: Phase::from_word(&line.bank_id)?,
        }),
        OfferKind::Pulse => pulse(relationship, PulseForm::Quick),
        OfferKind::Exchange => act(Act::Take {
            relationship,
            session,
            sources: vec![Source::Words(
                ItemKind::Feedback,
                offer::EACH_WAY.to_owned(),
            )],
        }),
        OfferKind::Carried => Some(Intent::GoTo(line.row?)),
        _ => act(Act::Take {
            relationship,
            session,
            sources: vec![offer_source(line)?],
        }),
    }
}

fn enter(model: &Model) -> Option<Intent> {
    match model.entry()? {
        Entry::Session(line) if line.status.is_past() => {
            open(Overlay::Reading(Box::new(Reading::new(line.id))))
        }
        Entry::Person(_) if model.live_here().is_some() => Some(Intent::ShowCall),
        Entry::Person(_) => Some(Intent::Tab(Tab::Agenda)),
        Entry::Session(line) if line.status == SessionStatus::Live => Some(Intent::ShowCall),
        Entry::Month(_) => Some(Intent::Zoom(Zoom::Months)),
        Entry::Story(line) if line.kind == StoryKind::Pulse => {
            let side = Side::from_word(&line.state).unwrap_or_default();
            behind(model, About::Pulses(side))
        }
        Entry::Progress(strand) => Some(Intent::Records(strand.kind)),
        Entry::Story(_) | Entry::Begun(_) | Entry::Edge(..) => {
            Some(Intent::GoTo(model.entry()?.key()?))
        }
        Entry::Figure(signal, _) => behind(model, About::Figure(*signal)),
        Entry::Pulse(PulseLine::Of(side, _)) => behind(model, About::Pulses(*side)),
        Entry::Pulse(PulseLine::Due) => pulse(model.relationship_id()?, PulseForm::Quick),
        Entry::Raised(line) => Some(Intent::GoTo(*line.raising.rows.first()?)),
        Entry::Link(line) => Some(Intent::GoTo((line.to.table, line.to.id))),
        Entry::Feedback(_) | Entry::Goal(_) if is_detail_of(model, Tab::Feedback) => {
            Some(Intent::GoTo(model.entry()?.key()?))
        }
        Entry::Feedback(_) | Entry::Request(_) if model.tab == Tab::Feedback && !model.in_call => {
            Some(Intent::Focus(Focus::Right))
        }
        Entry::Session(_)
        | Entry::Shelf(..)
        | Entry::Goal(_)
        | Entry::Challenge(_)
        | Entry::Resource(_)
        | Entry::Lesson(_)
            if !model.in_call && model.panes().focus != Focus::Right =>
        {
            Some(Intent::Focus(Focus::Right))
        }
        Entry::Fold(_) => Some(Intent::Fold),
        Entry::Agreement(line) if line.status != AgreementStatus::Draft => {
            open(Overlay::Agreement(Box::new(AgreementPage::of(line.id))))
        }
        Entry::Item(line) if model.in_call => act(Act::Current {
            session: model.call.session.as_ref()?.id,
            item: line.id,
        }),
        Entry::Offer(line) if line.offer.is_fact() => taken_up(model, line),
        Entry::Offer(_) => offers(model),
        entry => open(Overlay::Form(Box::new(form::form_for(entry)?))),
    }
}

/// Whether the focus is in the detail of this tab.
fn is_detail_of(model: &Model, tab: Tab) -> bool {
    !model.in_call && model.tab == tab && model.panes().focus == Focus::Right
}

/// `o`: on the Agenda tab the offers; elsewhere the row onto the next agenda.
fn offers(model: &Model) -> Option<Intent> {
    let relationship = model.relationship_id()?;
    if let Some(Entry::Raised(line)) = model.entry() {
        return act(line.taken(relationship, model.next.as_ref().map(|n| n.id)));
    }
    if model.is_reading() || (model.tab != Tab::Agenda && !model.in_call) {
        let sources = vec![subject(model)?.source()?];
        return act(Act::Take {
            relationship,
            session: model.next.as_ref().map(|n| n.id),
            sources,
        });
    }
    // Where the saved questions stand, the bank is what could join them.
    let is_shelf = matches!(
        model.list().and_then(List::section),
        Some((Part::Questions | Part::Asked | Part::LetGo, ..))
    );
    let bank = is_shelf.then_some(Grouping::Practice);
    offers_of(model, bank)
}

/// The offers for the session ahead that is shown, or for the next one; or the whole bank.
fn offers_of(model: &Model, bank: Option<Grouping>) -> Option<Intent> {
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
    open(Overlay::Offers(Box::new(Offers { bank, ..offers })))
}

fn template(model: &Model) -> Option<Intent> {
    let session = model
        .agenda
        .session
        .as_ref()
        .filter(|s| !s.status.is_past() && model.tab == Tab::Agenda)?;
    templates(session.id)
}

fn templates(session: Id) -> Option<Intent> {
    open(Overlay::Templates(Templates {
        session,
        choices: Vec::new(),
        selected: 0,
        is_offered: false,
    }))
}

/// A goal or a promise that is closed, an item that is done: it takes a line on what came of it.
pub(super) fn closed_row(entry: &Entry) -> Option<Link> {
    let is_closed = match entry {
        Entry::Goal(line) => line.status.is_closed(),
        Entry::Promise(line) => line.status != CommitmentStatus::Open,
        Entry::Item(line) => line.status == ItemStatus::Done,
        _ => false,
    };
    let (table, id) = entry.key().filter(|_| is_closed)?;
    Some(Link { table, id })
}

/// The goal that the cursor is on, or whose detail it is in.
fn goal_under(model: &Model) -> Option<Id> {
    match model.entry() {
        Some(Entry::Goal(line)) => Some(line.id),
        Some(Entry::Milestone(line)) => Some(line.goal_id),
        _ if model.tab == Tab::Goals && model.panes().focus == Focus::Right => {
            model.goals.goal().map(|g| g.id)
        }
        _ => None,
    }
}

fn deletable(entry: &Entry) -> Option<(Table, Id)> {
    match entry {
        Entry::Story(_) | Entry::Begun(_) | Entry::Edge(..) | Entry::Offer(_) => None,
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
        Action::CallFeedback => ask(feedback_from(session, Side::Partner)),
        Action::CallWin => ask(Purpose::Win { session }),
        Action::CallChallenge => ask(Purpose::Challenge),
        Action::Outcome => match model.entry()? {
            Entry::Item(line) => outcome_step(line).map(Intent::Step),
            _ => None,
        },
        Action::NotToday => match model.entry()? {
            Entry::Item(line) if line.status == crate::domain::ItemStatus::Open => act(Act::Item {
                id: line.id,
                to: crate::domain::ItemStatus::Carried,
                outcome: None,
            }),
            _ => None,
        },
        Action::EndCall => open(Overlay::End(Box::new(overlay::end::end(session?)))),
        _ => None,
    }
}

/// The menu of what can be caught; a text that was pasted goes into the line that is chosen.
pub(super) fn catch_menu(model: &Model, pasted: String) -> Menu {
    let session = model.live_here().map(|l| l.id);
    let topic = session.or(model.next.as_ref().map(|n| n.id));
    let choice = |letter, words: &str, purpose| (letter, words.to_owned(), Step::Ask(purpose));
    let title = if pasted.is_empty() {
        "Catch".to_owned()
    } else {
        let first: String = pasted.chars().take(200).collect();
        let first = first.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = model.shown(&first, true);
        format!("Catch: {}", text::fit(&words, 28))
    };
    Menu {
        title,
        pasted,
        choices: vec![
            choice('p', "a promise", Purpose::Promise { session }),
            choice('f', "feedback", feedback_from(session, Side::Partner)),
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
