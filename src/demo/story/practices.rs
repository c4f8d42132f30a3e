//! What is told beside the sessions and the goals: questions, feedback, challenges and lessons, pulses, what there is to learn
//! from, wins.

use super::super::script::{
    Beat, Learned, Offset, Said, Saved, Source, Success, Trouble, Way, Wish,
};
use super::Teller;
use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::{
    Challenge, Feedback, FeedbackRequest, Id, Lesson, Link, Pulse, Question, Resource, Table,
    Visibility, Win,
};
use crate::store::Result;

impl Teller<'_> {
    pub(super) fn question(&mut self, asked: &Saved) -> Result<()> {
        let made = self.evening(asked.on);
        let changed = asked.asked_on.map_or(made, |o| self.evening(o));
        let id = self.own_id("question", asked.key.as_ref(), made)?;
        self.filler
            .add(&row!(Question(id, self.relationship, made, changed) {
                text: asked.text.clone(),
                bank_id: asked.bank.clone(),
                practice: asked.practice,
                ask_by: asked.ask_by,
                status: asked.status,
                answer: asked.answer.clone(),
                asked_on: self.past_day(asked.asked_on),
                session_id: self.id_of("session", asked.session.as_ref())?,
            }))
    }

    pub(super) fn feedback(&mut self, said: &Said) -> Result<()> {
        let made = self.evening(said.on.unwrap_or(-4));
        let changed = said.answered.map_or(made, |o| self.evening(o));
        let id = self.own_id("feedback", said.key.as_ref(), made)?;
        let is_draft = said.state == FeedbackState::Draft;
        self.filler.add(&row!(Feedback(id, self.relationship, made, changed) {
            visibility: if is_draft { Visibility::Private } else { Visibility::Shared },
            direction: match said.dir { Way::To => Direction::ToPartner, Way::From => Direction::FromPartner },
            kind: said.kind,
            situation: said.situation.clone(),
            behaviour: said.behaviour.clone(),
            impact: said.impact.clone(),
            intent: said.intent.clone(),
            next_time: said.next.clone(),
            goal_id: self.id_of("goal", said.goal.as_ref())?,
            session_id: self.id_of("session", said.session.as_ref())?,
            asked_for: said.asked_for,
            state: said.state,
            said_on: if is_draft { None } else { self.past_day(said.on) },
            response: said.response,
            response_note: said.note.clone(),
            responded_on: self.past_day(said.answered),
        }))
    }

    pub(super) fn request(&mut self, wish: &Wish) -> Result<()> {
        let made = self.evening(wish.on);
        self.filler.add(
            &row!(FeedbackRequest(self.chance.id(made), self.relationship, made, made) {
                to_side: wish.to,
                about: wish.about.clone(),
                asked_on: Some(self.days.past_day(wish.on)),
                status: wish.status,
            }),
        )
    }

    pub(super) fn challenge(&mut self, trouble: &Trouble) -> Result<()> {
        let made = self.evening(trouble.opened);
        let id = self.own_id("challenge", trouble.key.as_ref(), made)?;
        let lesson_id = self.lesson_of(trouble, id)?;
        let changed = trouble
            .closed
            .into_iter()
            .chain(trouble.lesson_on)
            .max()
            .map_or(made, |o| self.evening(o));
        self.filler
            .add(&row!(Challenge(id, self.relationship, made, changed) {
                title: trouble.title.clone(),
                owner: trouble.owner,
                area: trouble.area.clone(),
                what: trouble.what.clone(),
                so_what: trouble.so_what.clone(),
                now_what: trouble.now_what.clone(),
                goal_id: self.id_of("goal", trouble.goal.as_ref())?,
                opened_on: Some(self.days.past_day(trouble.opened)),
                closed_on: self.past_day(trouble.closed),
                status: trouble.status,
                lesson_id,
            }))
    }

    fn lesson_of(&mut self, trouble: &Trouble, challenge: Id) -> Result<Option<Id>> {
        let Some(on) = trouble
            .lesson_on
            .or(trouble.closed)
            .filter(|_| !trouble.lesson.is_empty())
        else {
            return Ok(None);
        };
        let made_from = Some(Link {
            table: Table::Challenges,
            id: challenge,
        });
        self.learned(&trouble.lesson, on, made_from).map(Some)
    }

    pub(super) fn lesson(&mut self, learned: &Learned) -> Result<()> {
        let made_from = learned
            .session
            .as_ref()
            .map(|key| self.link("session", key))
            .transpose()?;
        self.learned(&learned.text, learned.on, made_from)
            .map(|_| ())
    }

    fn learned(&mut self, text: &str, on: Offset, made_from: Option<Link>) -> Result<Id> {
        let made = self.evening(on);
        let learned_on = Some(self.days.past_day(on));
        let lesson = row!(Lesson(self.chance.id(made), self.relationship, made, made) { made_from, text: text.to_owned(), learned_on, });
        self.filler.add(&lesson)?;
        Ok(lesson.id)
    }

    pub(super) fn pulse(&mut self, beat: &Beat) -> Result<()> {
        let made = self.evening(beat.on);
        self.filler.add(
            &row!(Pulse(self.chance.id(made), self.relationship, made, made) {
                taken_on: self.days.past_day(beat.on),
                side: beat.side,
                form: beat.form,
                answers: beat.answers.clone(),
                comment: beat.comment.clone(),
            }),
        )
    }

    pub(super) fn resource(&mut self, source: &Source) -> Result<()> {
        let made = self.evening(made_on(source));
        let id = self.own_id("resource", source.key.as_ref(), made)?;
        self.filler.add(&row!(Resource(id, self.relationship, made, source.done.map_or(made, |o| self.evening(o))) {
            title: source.title.clone(),
            kind: source.kind,
            location: source.location.clone(),
            starts_on: self.day(source.starts),
            ends_on: self.day(source.ends),
            hours: source.hours,
            suggested_by: source.by,
            goal_id: self.id_of("goal", source.goal.as_ref())?,
            status: source.status,
            done_on: self.past_day(source.done),
            takeaway: source.takeaway.clone(),
            used_in: source.used.as_ref().map(|name| self.named(name)).transpose()?,
        }))
    }

    pub(super) fn win(&mut self, success: &Success) -> Result<()> {
        let made = self.evening(success.on);
        self.filler.add(
            &row!(Win(self.chance.id(made), self.relationship, made, made) {
                text: success.text.clone(),
                happened_on: self.days.past_day(success.on),
                whose: success.whose,
                goal_id: self.id_of("goal", success.goal.as_ref())?,
                told_in_id: self.id_of("session", success.told.as_ref())?,
            }),
        )
    }
}

/// When a resource was named: six weeks before it took place or was finished, or five weeks ago.
pub(super) fn made_on(source: &Source) -> Offset {
    source
        .starts
        .into_iter()
        .chain(source.done)
        .min()
        .map_or(-35, |first| first.min(0) - 42)
}
