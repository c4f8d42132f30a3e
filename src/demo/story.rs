//! Tells the hand-written stories of `assets/demo`: from offsets and keys to dated, linked rows.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::calendar::{Calendar, clock};
use super::chance::Chance;
use super::script::{
    Aim, Beat, Learned, Moved, Offset, Promise, Said, Saved, Script, Source, Step, Success, Terms,
    Trouble, Way, Who, Wish,
};
use crate::domain::agenda::POSITION_STEP;
use crate::domain::agreement::AgreementSection;
use crate::domain::commitment::Renegotiation;
use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::moment::{Now, days_on};
use crate::domain::{
    AgendaItem, Agreement, Challenge, Commitment, Feedback, FeedbackRequest, Goal, GoalStatus,
    GoalUpdate, Id, Instant, Lesson, Link, Milestone, MilestoneStatus, Pulse, Question,
    Relationship, Resource, Session, Table, Visibility, Win,
};
use crate::store::fill::Filler;
use crate::store::{Result, StoreError};

/// The stories, the one that is opened first in front.
const STORIES: &[(&str, &str)] = &[
    ("athena", include_str!("../../assets/demo/athena.toml")),
    (
        "telemachus",
        include_str!("../../assets/demo/telemachus.toml"),
    ),
    ("nestor", include_str!("../../assets/demo/nestor.toml")),
];

/// The sections of an agreement, in the order of the starter agreement.
const SECTIONS: &[&str] = &[
    "purpose",
    "goals",
    "roles",
    "rhythm",
    "changes",
    "preparation",
    "between",
    "confidence",
    "feedback",
    "boundaries",
    "stuck",
    "ending",
];

/// Tells all stories.
pub(super) fn tell_all(filler: &Filler<'_>, now: Now, seed: u64) -> Result<()> {
    let mut chance = Chance::new(seed);
    for (name, text) in STORIES {
        let script: Script = toml::from_str(text)
            .map_err(|e| StoreError::Refused(format!("The story '{name}' can't be read: {e}")))?;
        Teller::new(filler, now, &mut chance, &script, name).tell(&script)?;
    }
    Ok(())
}

/// Turns one script into rows.
pub(super) struct Teller<'a> {
    pub(super) filler: &'a Filler<'a>,
    pub(super) chance: &'a mut Chance,
    pub(super) days: Calendar,
    pub(super) relationship: Id,
    /// The first morning: nothing was written before.
    pub(super) began: Instant,
    pub(super) agreements: Vec<Agreement>,
    /// The sessions in order, with what was in force when they were planned.
    pub(super) sessions: Vec<Session>,
    /// The items that were told already, by `session.number`.
    pub(super) items: BTreeMap<String, AgendaItem>,
    name: &'a str,
    links: BTreeMap<String, Link>,
}

impl<'a> Teller<'a> {
    fn new(
        filler: &'a Filler<'a>,
        now: Now,
        chance: &'a mut Chance,
        script: &Script,
        name: &'a str,
    ) -> Self {
        let days = Calendar::new(now);
        let began = days.morning(days.past_day(script.relationship.started));
        let relationship = chance.id(began);
        let (agreements, sessions, items, links) =
            (Vec::new(), Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self {
            filler,
            chance,
            days,
            relationship,
            began,
            agreements,
            sessions,
            items,
            name,
            links,
        }
    }

    fn tell(&mut self, script: &Script) -> Result<()> {
        self.name_rows(script);
        self.relationship(&script.relationship)?;
        self.each(&script.agreement, Self::agreement)?;
        self.tell_sessions(script)?;
        self.each(&script.goal, Self::goal)?;
        self.each(&script.question, Self::question)?;
        self.each(&script.feedback, Self::feedback)?;
        self.each(&script.request, Self::request)?;
        self.each(&script.challenge, Self::challenge)?;
        self.each(&script.lesson, Self::lesson)?;
        self.each(&script.pulse, Self::pulse)?;
        self.each(&script.resource, Self::resource)?;
        self.each(&script.win, Self::win)
    }

    pub(super) fn each<T>(
        &mut self,
        list: &[T],
        mut tell: impl FnMut(&mut Self, &T) -> Result<()>,
    ) -> Result<()> {
        list.iter().try_for_each(|one| tell(self, one))
    }

    /// Gives an id to each row that another one may name.
    fn name_rows(&mut self, script: &Script) {
        for goal in &script.goal {
            self.name_row("goal", Some(&goal.key), Table::Goals, goal.since);
        }
        for session in &script.session {
            self.name_row("session", Some(&session.key), Table::Sessions, session.on);
        }
        for question in &script.question {
            self.name_row(
                "question",
                question.key.as_ref(),
                Table::Questions,
                question.on,
            );
        }
        for feedback in &script.feedback {
            self.name_row(
                "feedback",
                feedback.key.as_ref(),
                Table::Feedback,
                feedback.on.unwrap_or(-4),
            );
        }
        for challenge in &script.challenge {
            self.name_row(
                "challenge",
                challenge.key.as_ref(),
                Table::Challenges,
                challenge.opened,
            );
        }
        for resource in &script.resource {
            self.name_row(
                "resource",
                resource.key.as_ref(),
                Table::Resources,
                made_on(resource),
            );
        }
    }

    fn name_row(&mut self, kind: &str, key: Option<&String>, table: Table, on: Offset) {
        if let Some(key) = key {
            let id = self.chance.id(self.days.morning(self.days.day(on)));
            self.links
                .insert(format!("{kind}:{key}"), Link { table, id });
        }
    }

    /// The row that a key names, such as `goal:importer`.
    pub(super) fn link(&self, kind: &str, key: &str) -> Result<Link> {
        self.named(&format!("{kind}:{key}"))
    }

    fn named(&self, name: &str) -> Result<Link> {
        self.links
            .get(name)
            .copied()
            .ok_or_else(|| self.wrong(&format!("there is no {name}")))
    }

    pub(super) fn id_of(&self, kind: &str, key: Option<&String>) -> Result<Option<Id>> {
        key.map(|key| self.link(kind, key).map(|link| link.id))
            .transpose()
    }

    /// The id that the key has, or a new one.
    fn own_id(&mut self, kind: &str, key: Option<&String>, at: Instant) -> Result<Id> {
        Ok(self.id_of(kind, key)?.unwrap_or_else(|| self.chance.id(at)))
    }

    pub(super) fn wrong(&self, what: &str) -> StoreError {
        StoreError::Refused(format!(
            "The story '{}' doesn't hold together: {what}.",
            self.name
        ))
    }

    pub(super) fn time(&self, text: &str) -> Result<NaiveTime> {
        NaiveTime::parse_from_str(text, "%H:%M")
            .map_err(|_| self.wrong(&format!("'{text}' is no time")))
    }

    /// The evening of a day that is over, not before the beginning.
    pub(super) fn evening(&self, offset: Offset) -> Instant {
        self.days
            .evening(self.days.past_day(offset))
            .max(self.began)
    }

    fn day(&self, offset: Option<Offset>) -> Option<NaiveDate> {
        offset.map(|o| self.days.day(o))
    }

    fn past_day(&self, offset: Option<Offset>) -> Option<NaiveDate> {
        offset.map(|o| self.days.past_day(o))
    }

    /// When a session ended, for what was said in it; else the evening of the day.
    fn in_session(&self, session: Option<Id>, on: Offset) -> Instant {
        let ended = self
            .sessions
            .iter()
            .find(|s| Some(s.id) == session)
            .and_then(|s| s.ended_at);
        ended.unwrap_or_else(|| self.evening(on))
    }

    fn relationship(&mut self, who: &Who) -> Result<()> {
        let changed = who.ended.map_or(self.began, |o| self.evening(o));
        self.filler.add(&Relationship {
            id: self.relationship,
            created_at: self.began,
            updated_at: changed,
            partner_name: who.name.clone(),
            my_role: who.role,
            status: who.status,
            phase: who.phase,
            purpose: who.purpose.clone(),
            about: who.about.clone(),
            email: who.email.clone(),
            zone: who.zone.clone(),
            organisation: who.organisation.clone(),
            started_on: Some(self.days.past_day(who.started)),
            review_on: self.day(who.review),
            ends_on: self.day(who.ends),
            paused_until: None,
            ended_on: self.past_day(who.ended),
            end_kind: who.end_kind,
            end_note: who.end_note.clone(),
            cadence_days: who.cadence,
            session_minutes: who.minutes,
        })
    }

    fn agreement(&mut self, terms: &Terms) -> Result<()> {
        let first = terms
            .agreed_me
            .into_iter()
            .chain(terms.agreed_partner)
            .min()
            .unwrap_or(0);
        let last = terms
            .agreed_me
            .into_iter()
            .chain(terms.agreed_partner)
            .max()
            .unwrap_or(0);
        let (made, changed) = (self.evening(first - 2), self.evening(last));
        let section = |id: &&str| {
            Some(AgreementSection {
                id: (*id).to_owned(),
                text: terms.sections.get(*id)?.clone(),
            })
        };
        let agreement = row!(Agreement(self.chance.id(made), self.relationship, made, changed) {
            version: terms.version,
            status: terms.status,
            agreed_on_me: self.past_day(terms.agreed_me),
            agreed_on_partner: self.past_day(terms.agreed_partner),
            effective_from: self.past_day(terms.effective),
            notice_hours: terms.notice,
            grace_minutes: terms.grace,
            agenda_lead_hours: terms.lead,
            feedback_every_sessions: terms.feedback_every,
            retention: terms.retention.clone(),
            sections: SECTIONS.iter().filter_map(section).collect(),
        });
        self.filler.add(&agreement)?;
        self.agreements.push(agreement);
        Ok(())
    }

    fn goal(&mut self, aim: &Aim) -> Result<()> {
        let (id, made) = (self.link("goal", &aim.key)?.id, self.evening(aim.since));
        let moved = aim
            .updates
            .iter()
            .map(|u| u.on)
            .chain(aim.milestones.iter().filter_map(|m| m.done))
            .chain(aim.closed)
            .max();
        let goal = row!(Goal(id, self.relationship, made, moved.map_or(made, |o| self.evening(o))) {
            title: aim.title.clone(),
            owner: aim.owner,
            kind: aim.kind,
            why: aim.why.clone(),
            success_test: aim.test.clone(),
            baseline: aim.baseline.clone(),
            target_date: self.day(aim.by),
            progress_mode: aim.mode,
            percent: aim.percent,
            obstacle: aim.obstacle.clone(),
            if_then: aim.if_then.clone(),
            confidence: aim.confidence,
            self_rating_start: aim.self_start,
            self_rating_end: aim.self_end,
            status: aim.status,
            active_since: (aim.status != GoalStatus::Draft).then_some(made),
            closed_on: self.past_day(aim.closed),
            close_note: aim.note.clone(),
        });
        self.filler.add(&goal)?;
        for (n, step) in (1..).zip(&aim.milestones) {
            self.milestone(&goal, step, n * POSITION_STEP)?;
        }
        self.each(&aim.updates, |teller, moved| {
            teller.goal_update(&goal, moved)
        })
    }

    fn milestone(&mut self, goal: &Goal, step: &Step, position: i64) -> Result<()> {
        let status = match (step.done, step.dropped) {
            (Some(_), _) => MilestoneStatus::Done,
            (None, true) => MilestoneStatus::Dropped,
            (None, false) => MilestoneStatus::Open,
        };
        let made = goal.created_at;
        let changed = step.done.map_or(made, |o| self.evening(o));
        self.filler.add(
            &row!(Milestone(self.chance.id(made), self.relationship, made, changed) {
                goal_id: goal.id,
                title: step.text.clone(),
                due: self.day(step.due),
                position,
                status,
                done_on: self.past_day(step.done),
            }),
        )
    }

    fn goal_update(&mut self, goal: &Goal, moved: &Moved) -> Result<()> {
        let session_id = self.id_of("session", moved.session.as_ref())?;
        let at = self.in_session(session_id, moved.on);
        self.filler.add(
            &row!(GoalUpdate(self.chance.id(at), self.relationship, at, at) {
                goal_id: goal.id,
                at,
                text: moved.text.clone(),
                percent: moved.percent,
                confidence: moved.confidence,
                session_id,
            }),
        )
    }

    pub(super) fn promise(&mut self, session: &Session, promise: &Promise) -> Result<()> {
        let made = session.ended_at.unwrap_or(session.planned_start);
        let last = promise.moved.iter().map(|s| s.at).chain(promise.done).max();
        let changed = last.map_or(made, |o| self.evening(o)).max(made);
        let days = self.days;
        let renegotiated = promise.moved.iter().map(|shift| Renegotiation {
            at: days.at(days.past_day(shift.at), clock(12, 0)),
            old_due: Some(days.day(shift.from)),
            new_due: Some(days.day(shift.to)),
        });
        if promise
            .moved
            .first()
            .is_some_and(|shift| Some(shift.from) != promise.due)
        {
            return Err(self.wrong(&format!(
                "'{}' was moved from another day than it was due",
                promise.text
            )));
        }
        self.filler.add(
            &row!(Commitment(self.chance.id(made), self.relationship, made, changed) {
                text: promise.text.clone(),
                owner: promise.who,
                due: self.day(promise.moved.last().map(|shift| shift.to).or(promise.due)),
                session_id: Some(session.id),
                goal_id: self.id_of("goal", promise.goal.as_ref())?,
                support: promise.support,
                status: promise.status,
                done_on: self.past_day(promise.done),
                renegotiated: renegotiated.collect(),
                close_note: promise.note.clone(),
            }),
        )
    }

    fn question(&mut self, asked: &Saved) -> Result<()> {
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

    fn feedback(&mut self, said: &Said) -> Result<()> {
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

    fn request(&mut self, wish: &Wish) -> Result<()> {
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

    fn challenge(&mut self, trouble: &Trouble) -> Result<()> {
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

    fn lesson(&mut self, learned: &Learned) -> Result<()> {
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

    fn pulse(&mut self, beat: &Beat) -> Result<()> {
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

    fn resource(&mut self, source: &Source) -> Result<()> {
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

    fn win(&mut self, success: &Success) -> Result<()> {
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

    /// The agreement that was in force on a day.
    pub(super) fn agreement_on(&self, at: Instant) -> Agreement {
        let day = at.day(self.days.now().zone);
        let held = self
            .agreements
            .iter()
            .filter(|a| a.effective_from.is_some_and(|from| from <= day));
        held.max_by_key(|a| a.version).cloned().unwrap_or_default()
    }
}

/// When a resource was named: six weeks before it took place or was finished, or five weeks ago.
fn made_on(source: &Source) -> Offset {
    source
        .starts
        .into_iter()
        .chain(source.done)
        .min()
        .map_or(-35, |first| first.min(0) - 42)
}

/// Two weeks earlier, for the very first session.
pub(super) fn fortnight_before(days: &Calendar, start: Instant) -> Instant {
    days.morning(days_on(start.day(days.now().zone), -14))
}
