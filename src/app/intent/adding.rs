//! What is added, by the part of the list that one is in.

use crate::actions::Act;
use crate::domain::pulse::PulseForm;
use crate::domain::{Id, Side, text};

use super::super::entry::{Entry, Part, Shelf, Step};
use super::super::keymap::Action;
use super::super::line::Purpose;
use super::super::model::{Growth, Model, Tab};
use super::super::overlay::{First, Menu, Overlay};
use super::call::{held_shown, next_agenda, session_shown};
use super::opening::pulse;
use super::row::goal_under;
use super::{Intent, act, ask, is_story, open};

/// With nobody in the file somebody is added, or brought back.
pub(super) fn with_nobody(model: &Model, action: Action) -> Option<Intent> {
    let relationship = None;
    match action {
        Action::Add => add_to_empty(model),
        Action::Undo => act(Act::Undo { relationship }),
        Action::Redo => act(Act::Redo { relationship }),
        _ => None,
    }
}

pub(super) fn add(model: &Model) -> Option<Intent> {
    if model.is_reading() {
        let session = held_shown(model)?;
        return ask(Purpose::Promise {
            session: Some(session),
        });
    }
    if is_story(model) {
        return pulse(model.relationship_id()?, PulseForm::Quick);
    }
    let part = model.list()?.section().map(|(part, ..)| part);
    let live = model.in_call.then(|| session_shown(model)).flatten();
    let live = live.or_else(|| held_shown(model));
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
            | Part::Years
            | Part::Raised
            | Part::Pulses
            | Part::Board(_)
            | Part::Learned
            | Part::OpenWith
            | Part::Links,
        ) => None,
        // Of a session that was held, as on its page when it is read.
        None => match live {
            Some(session) => ask(Purpose::Promise {
                session: Some(session),
            }),
            None => add_to_empty(model),
        },
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
        Growth::Challenges => Purpose::Challenge { session: None },
        Growth::Learning => Purpose::Resource,
        Growth::Lessons => Purpose::Lesson { challenge: None },
    })
}

pub(super) fn feedback_from(session: Option<Id>, from: Side) -> Purpose {
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

/// The menu of what can be caught; a text that was pasted goes into the line that is chosen.
pub(in crate::app) fn catch_menu(model: &Model, pasted: String) -> Menu {
    let live = model.live_here().map(|l| l.id);
    // While somebody is in a call, that is where it was said.
    let held = held_shown(model).filter(|_| live.is_none());
    let session = live.or(held);
    let choice = |letter, words: &str, purpose| (letter, words.to_owned(), Step::Ask(purpose));
    let with = model.named_nowhere().map(|name| text::fit(name, 16));
    let with = with.map_or(String::new(), |name| format!(" · {name}"));
    let title = if pasted.is_empty() {
        format!("Catch{with}")
    } else {
        let first: String = pasted.chars().take(200).collect();
        let first = first.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = model.shown(&first, true);
        let room = 28_usize.saturating_sub(text::width(&with));
        format!("Catch{with}: {}", text::fit(&words, room))
    };
    Menu {
        title,
        pasted,
        above: Vec::new(),
        choices: vec![
            choice('p', "a promise", Purpose::Promise { session }),
            choice('f', "feedback", feedback_from(session, Side::Partner)),
            choice('w', "a win", Purpose::Win { session }),
            choice('b', "a challenge", Purpose::Challenge { session: held }),
            choice('q', "a question for later", Purpose::Question),
            choice(
                't',
                "a topic for the next agenda",
                Purpose::Item {
                    session: next_agenda(model),
                },
            ),
        ],
    }
}
