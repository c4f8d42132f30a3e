//! What an action would do here and now, or that it can't: "may I" and "do it" are one function, so that footer, help and
//! dispatch never disagree. Nothing here changes the model.

mod adding;
mod call;
mod choices;
mod moving;
mod offers;
mod opening;
mod row;

use crate::actions::Act;
use crate::domain::evidence::Span;
use crate::domain::pulse::PulseForm;
use crate::domain::story::StoryKind;
use crate::domain::{Id, Link, Table};

use self::adding::{add, with_nobody};
use self::call::{call, in_call};
use self::moving::{moving, stretch, turn};
use self::offers::{offers, offers_at, template, toggle};
use self::opening::{copy, enter, looking_back, pulse, to_editor, zoomed};
use self::row::{
    Press, deletable, goal_under, owner_form, press_name, states_menu, switch, turn_menu,
};
use super::entry::{Entry, Part, Step};
use super::form;
use super::goto::{self, Spot};
use super::keymap::Action;
use super::line::Purpose;
use super::list::{Keyed, Motion};
use super::model::{CallFocus, Focus, Growth, Model, Tab, Zoom};
use super::overlay::{self, Commands, First, Overlay, Reading};
use super::update::{self, Effect};

pub(super) use self::adding::catch_menu;
pub(super) use self::call::next_agenda;
pub(super) use self::choices::{Choice, choices};
pub(super) use self::opening::hides;

pub use self::moving::next_title;
pub(super) use self::offers::taken_up;
pub(super) use self::row::{closed_beside, closed_row, is_switch, session_menu, subject};

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
    Page(Id),
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
    /// Something is told.
    Say(String),
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
    // Masked, the board is hidden as a whole.
    let spot = goto::spot(action).filter(|spot| *spot != Spot::Trust || !model.is_masked);
    spot.map(Intent::Visit)
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
        Action::Settings => Some(Intent::Say(settings(model))),
        Action::Keeping => Some(Intent::Say(keeping(model).to_owned())),
        Action::Meet if !model.is_masked => open(Overlay::First(Box::new(First::new(false)))),
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

/// Where the settings are.
fn settings(model: &Model) -> String {
    let file = model.settings_file.as_deref().unwrap_or("a file");
    format!("Keys, colours, dates: {file}, read at start · `ithaca config` prints one")
}

/// That nothing has to be saved, and what makes copies.
fn keeping(model: &Model) -> &'static str {
    if model.is_example {
        "The example is thrown away at the end · `ithaca demo --out FILE` keeps one"
    } else {
        "All of it is kept as it is typed · `ithaca backup` copies the file, `ithaca export` writes it out"
    }
}

/// Whether the keys are about the story.
#[must_use]
pub fn is_story(model: &Model) -> bool {
    model.tab == Tab::Timeline && !model.in_call && !model.is_reading()
}

/// Whether they are about the board beside it.
#[must_use]
pub fn is_board(model: &Model) -> bool {
    let panes = model.panes();
    let is_beside = match panes.focus {
        Focus::Left => false,
        Focus::Right => true,
        Focus::Foot => {
            let part = panes.foot.section().map(|(part, ..)| part);
            matches!(part, Some(Part::Raised | Part::Pulses))
        }
    };
    is_story(model) && (is_beside || stretch(model).is_some_and(|(stretch, _)| stretch < 2))
}

/// In one column, the first row of the board, once it is read.
#[must_use]
pub fn board_row(model: &Model) -> Option<usize> {
    let (_, starts) = stretch(model)?;
    starts.iter().find(|(of, _)| *of == 1).map(|(_, row)| *row)
}

/// What needs a relationship, and mostly a row.
fn acting(model: &Model, action: Action) -> Option<Intent> {
    let Some(relationship) = model.relationship_id() else {
        return with_nobody(model, action);
    };
    let entry = subject(model);
    let is_about_them = model.tab != Tab::People || begins_with_them(model, action);
    if model.is_ended() && is_about_them && begins(action) {
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
        Action::Call if update::is_about_nobody(model) && model.live.is_none() => None,
        Action::Call => call(model, relationship),
        Action::Add => add(model),
        Action::Toggle => toggle(model),
        Action::State => {
            let menu = states_menu(model)?;
            open(Overlay::Menu(menu))
        }
        Action::Filter if model.tab == Tab::Timeline => {
            open(Overlay::Menu(overlay::menu::kinds(&model.timeline.kinds)))
        }
        Action::More if is_board(model) => looking_back(model, Span::Recent),
        Action::Fewer if is_board(model) => looking_back(model, Span::All),
        Action::More if is_story(model) => zoomed(model, Zoom::Months),
        Action::Fewer if is_story(model) => zoomed(model, Zoom::Years),
        Action::More => act(entry?.number(1, press_name(model, Press::Number))?),
        Action::Fewer => act(entry?.number(-1, press_name(model, Press::Number))?),
        Action::MoveDown => act(entry?.moved(1, press_name(model, Press::Place))?),
        Action::MoveUp => act(entry?.moved(-1, press_name(model, Press::Place))?),
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
        Action::AskFeedback => ask(Purpose::Request),
        Action::Plan if !model.is_ended() => ask(Purpose::Plan),
        Action::FullPulse => pulse(relationship, PulseForm::Full),
        Action::Bank | Action::OfferAgain => offers_at(model, action),
        Action::Offers => offers(model),
        Action::Note => match entry.and_then(closed_row).or_else(|| closed_beside(model)) {
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
        Action::PreviousSession => turn(model, false),
        Action::NextSession => turn(model, true),
        _ => in_call(model, action),
    }
}

/// What begins something, which nobody does after the end.
pub(super) fn begins(action: Action) -> bool {
    matches!(
        action,
        Action::Call
            | Action::Add
            | Action::Offers
            | Action::Template
            | Action::Catch
            | Action::AskFeedback
            | Action::Plan
    )
}

/// On People other persons' rows are in view too: what is begun there with the one under the cursor.
fn begins_with_them(model: &Model, action: Action) -> bool {
    match action {
        Action::Call => model.live.is_none(),
        Action::Add => model.panes().focus == Focus::Right,
        _ => false,
    }
}

/// On People every relationship is in view, so the newest action of all is taken back.
fn undone_in(model: &Model, relationship: Id) -> Option<Id> {
    Some(relationship).filter(|_| model.tab != Tab::People || model.in_call)
}
