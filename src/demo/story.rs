//! Tells the hand-written stories of `assets/demo`: from offsets and keys to dated, linked rows.

mod practices;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use self::practices::made_on;
use super::calendar::{Calendar, clock};
use super::chance::Chance;
use super::script::{Aim, Moved, Offset, Promise, Script, Step, Terms, Who};
use crate::domain::agenda::POSITION_STEP;
use crate::domain::agreement::AgreementSection;
use crate::domain::commitment::Renegotiation;
use crate::domain::moment::{Now, days_on};
use crate::domain::{
    AgendaItem, Agreement, Commitment, Goal, GoalStatus, GoalUpdate, Id, Instant, Link, Milestone,
    MilestoneStatus, Relationship, Session, Table,
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

/// Two weeks earlier, for the very first session.
pub(super) fn fortnight_before(days: &Calendar, start: Instant) -> Instant {
    days.morning(days_on(start.day(days.now().zone), -14))
}
