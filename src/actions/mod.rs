//! What a user can do: each action reads what it needs, says what changes by the domain's rules, and is written as one
//! batch. The application and the command line do the same things through the same list.
//!
//! Nothing here knows a screen. An action is data ([`Act`]), so that a test of the application can compare it, and so
//! that it can be tried again as it is where the file was locked.

/// A new row of a relationship: with a new id, made now.
macro_rules! fresh {
    ($scene:ident, $relationship:expr, $entity:ident { $($fields:tt)* }) => {
        $entity {
            id: $scene.env.id(),
            created_at: $scene.now.at,
            updated_at: $scene.now.at,
            relationship_id: $relationship,
            $($fields)*
            ..$entity::default()
        }
    };
}

mod act;
mod agreement;
mod backlog;
mod call;
mod called;
mod capture;
mod feedback;
pub mod goal;
pub mod history;
mod item;
mod person;
mod place;
mod practice;
mod promise;
mod pulse;
mod row;
mod say;
mod session;
mod template;
mod told;
mod trash;
mod turn;

use chrono::NaiveDate;

use crate::domain::moment::Now;
use crate::domain::{Batch, Id, Instant, Session, Table};
use crate::env::Env;
use crate::store::{Applied, Result, Store, Undone};

pub use self::act::{Act, Ending, FieldEdit, Made, NewItem, NewPromise, NewRelationship, Source};
pub use self::session::past_refusal;

/// What an action may ask for.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The file.
    pub store: &'a Store,
    /// Clock and ids.
    pub env: &'a Env,
}

/// What an action came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// A sentence without a full stop: "Done: Co-lead one". It is also the action's name in the history.
    pub message: String,
    /// The row to stand on afterwards.
    pub focus: Option<(Table, Id)>,
    /// Where it stands in the log.
    pub applied: Applied,
}

/// What an action reads from: the file inside the transaction, the clock and the ids.
#[derive(Clone, Copy)]
struct Scene<'a> {
    store: &'a Store,
    env: &'a Env,
    now: Now,
}

impl Scene<'_> {
    fn at(&self) -> Instant {
        self.now.at
    }

    fn today(&self) -> NaiveDate {
        self.now.today()
    }

    /// The call that runs with this person; none where it is with somebody else.
    fn live_with(&self, relationship: Id) -> Result<Option<Session>> {
        let live = self.store.live()?;
        Ok(live.filter(|session| session.relationship_id == relationship))
    }
}

/// What an action comes to: what is written, under its name, and the row to stand on.
type Step = Result<(Batch, Option<(Table, Id)>)>;

/// Does what the user asked for, in one transaction.
///
/// # Errors
/// A rule that refuses, with a sentence; a conflict; or what the file says. Then nothing is written.
pub fn perform(world: &World, act: &Act) -> Result<Done> {
    let now = world.env.now();
    match act {
        Act::Undo { relationship } => match world.store.pass_over(*relationship)? {
            Some(passed) => Ok(trash::passed(passed)),
            None => Ok(again(
                "Undone",
                "Nothing to undo",
                world.store.undo(*relationship, now)?,
            )),
        },
        Act::Redo { relationship } => Ok(again(
            "Done again",
            "Nothing to do again",
            world.store.redo(*relationship, now)?,
        )),
        Act::EmptyTrash { relationship } => trash::empty(world.store, *relationship, now),
        Act::UndoLine { relationship, seq } => {
            let undone = world.store.undo_one(*relationship, *seq, now)?;
            Ok(again("Undone", "", Some(undone)))
        }
        Act::GoTo { relationship, seq } => {
            let gone = world
                .store
                .go_to(*relationship, *seq, history::label, now)?;
            Ok(history::gone(gone.map(|(undone, _)| undone)))
        }
        act => {
            let (applied, (message, focus)) = world.store.act(now, |store| {
                let (batch, focus) = step(
                    &Scene {
                        store,
                        env: world.env,
                        now,
                    },
                    act,
                )?;
                let message = batch.label.clone();
                Ok((batch, (message, focus)))
            })?;
            Ok(Done {
                message,
                focus,
                applied,
            })
        }
    }
}

fn again(done: &str, nothing: &str, undone: Option<Undone>) -> Done {
    match undone {
        Some(Undone { label, row, seq }) => Done {
            // One colon: the action's own would read as another.
            message: format!("{done}: {}", label.replacen(": ", " · ", 1)),
            focus: row,
            applied: Applied::Batch(seq),
        },
        None => Done {
            message: nothing.to_owned(),
            focus: None,
            applied: Applied::Nothing,
        },
    }
}

/// One line for each action: where it is done.
#[expect(
    clippy::too_many_lines,
    reason = "a flat list, a line or two an action"
)]
fn step(scene: &Scene, act: &Act) -> Step {
    match act {
        Act::AddItem(new) => item::add(scene, new),
        Act::Item { id, to, outcome } => item::set_status(scene, *id, *to, outcome.as_deref()),
        Act::ItemNote { id, note } => item::note(scene, *id, note),
        Act::ItemMinutes { id, by, stretch } => item::change_minutes(scene, *id, *by, stretch),
        Act::ItemMove { id, by, stretch } => item::step(scene, *id, *by > 0, stretch),
        Act::Current { session, item } => item::talk_about(scene, *session, *item),
        Act::Take {
            relationship,
            session,
            sources,
        } => backlog::take(scene, *relationship, *session, sources),
        Act::Template { session, template } => template::apply(scene, *session, template),
        Act::AddMaterial {
            session,
            label,
            for_side,
        } => session::add_material(scene, *session, label, *for_side),
        Act::MaterialReady { id } => session::turn_material(scene, *id),
        Act::AgendaSent { session } => session::turn_sent(scene, *session),
        Act::AgendaShared { session } => session::agenda_shared(scene, *session),
        Act::Plan {
            relationship,
            start,
            minutes,
            place,
        } => session::plan(scene, *relationship, *start, *minutes, place.as_deref()),
        Act::EnterHeld {
            relationship,
            start,
            minutes,
        } => session::enter_held(scene, *relationship, *start, *minutes),
        Act::Move {
            session,
            start,
            by,
            told_at,
            reason,
        } => session::change_date(scene, *session, *start, *by, *told_at, reason),
        Act::Cancel {
            session,
            by,
            told_at,
            reason,
        } => session::cancel(scene, *session, *by, *told_at, reason),
        Act::Miss { session, by } => session::miss(scene, *session, *by),
        Act::HeldLater { session } => session::held_later(scene, *session),
        Act::PlanAgain { session } => session::plan_again(scene, *session),
        Act::Start {
            relationship,
            session,
        } => call::start(scene, *relationship, *session),
        Act::End { session, ending } => call::end(scene, *session, ending),
        Act::AddPromise(new) => promise::add(scene, new),
        Act::Promise { id, to } => promise::set_status(scene, *id, *to),
        Act::PromiseNote { id, note } => promise::note(scene, *id, note),
        Act::PromiseDue { id, due } => promise::set_due(scene, *id, *due),
        Act::AddGoal {
            relationship,
            owner,
            title,
            target,
        } => goal::add(scene, *relationship, *owner, title, *target),
        Act::AddDraftGoal {
            relationship,
            owner,
            title,
            target,
        } => goal::add_draft(scene, *relationship, *owner, title, *target),
        Act::Goal { id, to } => goal::set_status(scene, *id, *to),
        Act::GoalNote { id, note, rating } => goal::note(scene, *id, note, *rating),
        Act::GoalUpdate {
            goal,
            text,
            confidence,
        } => goal::add_update(scene, *goal, text, *confidence),
        Act::GoalPercent { id, by, stretch } => goal::change_percent(scene, *id, *by, stretch),
        Act::AddMilestone { goal, title, due } => goal::add_milestone(scene, *goal, title, *due),
        Act::Milestone { id, to } => goal::set_milestone(scene, *id, *to),
        Act::MilestoneMove { id, by, stretch } => {
            goal::step_milestone(scene, *id, *by > 0, stretch)
        }
        Act::MilestoneTo { id, goal } => goal::milestone_to(scene, *id, *goal),
        Act::Feedback { id, to } => feedback::set_state(scene, *id, *to),
        Act::Answer { id, response, note } => feedback::answer(scene, *id, *response, note),
        Act::AddRequest {
            relationship,
            to,
            about,
        } => feedback::ask(scene, *relationship, *to, about),
        Act::Request { id, to } => feedback::set_request(scene, *id, *to),
        Act::AnswerRequest { id, text } => feedback::answer_request(scene, *id, text),
        Act::AddFeedback {
            relationship,
            session,
            direction,
            text,
        } => capture::feedback(scene, *relationship, *session, *direction, text),
        Act::AddWin {
            relationship,
            session,
            text,
            whose,
        } => capture::win(scene, *relationship, *session, text, *whose),
        Act::AddChallenge {
            relationship,
            session,
            text,
            owner,
        } => capture::challenge(scene, *relationship, *session, text, *owner),
        Act::SaveQuestion {
            relationship,
            bank_id,
        } => capture::save_question(scene, *relationship, bank_id),
        Act::Question { id, to } => capture::set_question(scene, *id, *to),
        Act::AddQuestion { relationship, text } => capture::question(scene, *relationship, text),
        Act::AddLesson { relationship, text } => capture::lesson(scene, *relationship, text),
        Act::AddResource {
            relationship,
            text,
            starts_on,
        } => capture::resource(scene, *relationship, text, *starts_on),
        Act::TakePulse {
            relationship,
            side,
            form,
            answers,
        } => pulse::take(scene, *relationship, *side, *form, answers),
        Act::BeginAgreement { relationship } => agreement::begin(scene, *relationship),
        Act::Agree { id, side } => agreement::agree(scene, *id, *side),
        Act::Challenge { id, to } => practice::set_challenge(scene, *id, *to),
        Act::Learn { challenge, text } => practice::learn(scene, *challenge, text),
        Act::Resource { id, to, takeaway } => {
            practice::set_resource(scene, *id, *to, takeaway.as_deref())
        }
        Act::AddRelationship(new) => person::add(scene, new),
        Act::Pause { id, until } => person::pause(scene, *id, *until),
        Act::EndRelationship { id, kind, note } => person::end(scene, *id, *kind, note),
        Act::MeetAgain { id } => person::meet_again(scene, *id),
        Act::Phase { id, to } => person::set_phase(scene, *id, *to),
        Act::TurnInto { from, to, made } => turn::into(scene, *from, *to, made),
        Act::Edit(edit) => row::edit(scene, edit),
        Act::Trash {
            relationship,
            table,
            id,
        } => row::trash(scene, *relationship, *table, *id),
        Act::Restore {
            relationship,
            table,
            id,
        } => row::restore(scene, *relationship, *table, *id),
        Act::Visibility {
            relationship,
            table,
            id,
        } => row::turn_visibility(scene, *relationship, *table, *id),
        Act::TellWin { id } => told::toggle(scene, *id),
        Act::Dismiss {
            relationship,
            offer,
            row,
            bank_id,
        } => capture::dismissal(scene, *relationship, *offer, *row, bank_id),
        Act::OfferAgain { id } => capture::offer_again(scene, *id),
        // The log does these itself, and `perform` asks it.
        Act::Undo { .. }
        | Act::Redo { .. }
        | Act::UndoLine { .. }
        | Act::GoTo { .. }
        | Act::EmptyTrash { .. } => Ok((Batch::default(), None)),
    }
}
