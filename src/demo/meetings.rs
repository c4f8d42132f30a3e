//! The sessions of a generated relationship: what was planned, what was talked about, promised and said, what went on.

use chrono::NaiveDate;

use super::grammar::{self, Line};
use super::life::Life;
use super::plan::Fate;
use crate::domain::agenda::{CARRIED_OFTEN, POSITION_STEP};
use crate::domain::commitment::Renegotiation;
use crate::domain::feedback::{Direction, FeedbackKind, FeedbackState, Response};
use crate::domain::moment::days_on;
use crate::domain::question::{AskBy, Practice, QuestionStatus};
use crate::domain::words::Origin;
use crate::domain::{
    AgendaItem, Commitment, CommitmentStatus, Feedback, Id, Instant, ItemKind, ItemStatus, Link,
    Material, Question, Session, SessionStatus, Side, Table, Visibility,
};
use crate::store::Result;

/// How many new items an agenda gets: 2–10; with what was carried there, five on average.
const ITEMS: &[i64] = &[2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 7, 10];
/// Of 100 sessions that were held, so many have notes: 2 MB of text over 1,300 sessions.
const NOTED: u32 = 70;
/// How many promises a session ends in.
const PROMISES: &[i64] = &[0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5];
/// How many pieces of feedback are said around a session.
const PIECES: &[i64] = &[0, 0, 1, 1, 1, 1, 1, 1, 1, 3];
/// Why plans change, as often as they do.
const REASONS: &[&str] = &[
    "work came up",
    "work came up",
    "work came up",
    "illness",
    "family",
    "travel",
    "double booked",
    "not prepared",
    "technical",
];

impl Life<'_> {
    /// Draws all sessions, each planned when the one before it closed.
    pub(super) fn plan_sessions(&mut self) {
        let mut before = self.began;
        for slot in &self.plan.slots {
            let session = self.past_session(slot.day, slot.fate, before);
            before = self.closing(&session);
            self.sessions.push(session);
            if let Some(day) = slot.moved_to {
                before = self.successor(day, before);
            }
        }
        if let Some(day) = self.plan.next {
            let start = self.start(day);
            let session = self.session(start, before);
            self.sessions.push(session);
        }
    }

    /// The session to which the last one was moved; gives when it closed.
    fn successor(&mut self, day: NaiveDate, told: Instant) -> Instant {
        let fate = if self.chance.percent(93) {
            Fate::Held
        } else {
            Fate::Cancelled
        };
        let mut session = self.past_session(day, fate, told);
        if let Some(moved) = self.sessions.last_mut() {
            moved.moved_to_id = Some(session.id);
            session.moved_from_id = Some(moved.id);
        }
        let closed = self.closing(&session);
        self.sessions.push(session);
        closed
    }

    fn session(&mut self, start: Instant, before: Instant) -> Session {
        let made = before.max(self.began).min(start);
        let terms = self.terms_on(made.day(self.days.now().zone));
        let lead = self
            .chance
            .between(terms.agenda_lead_hours - 8, terms.agenda_lead_hours + 30);
        let sent = start.plus_minutes(-60 * lead).max(made);
        let is_sent = self.chance.percent(70) && sent <= self.days.now().at;
        row!(Session(self.chance.id(made), self.id, made, if is_sent { sent } else { made }) {
            planned_start: start,
            zone: self.days.now().zone.name().to_owned(),
            place: self.chance.pick(&["video", "video", "video", "the small room", "a walk along the harbour"]).to_owned(),
            agenda_shared_at: is_sent.then_some(sent),
            notice_hours: terms.notice_hours,
            grace_minutes: terms.grace_minutes,
            agenda_lead_hours: terms.agenda_lead_hours,
        })
    }

    fn past_session(&mut self, day: NaiveDate, fate: Fate, before: Instant) -> Session {
        let start = self.start(day);
        let session = self.session(start, before);
        let mut session = match fate {
            Fate::Held => self.held(session),
            Fate::Missed => self.missed(session),
            Fate::Cancelled => self.changed(session, SessionStatus::Cancelled, 55),
            Fate::Moved => self.changed(session, SessionStatus::Rescheduled, 70),
        };
        session.updated_at = self.closing(&session).max(session.created_at);
        session
    }

    fn held(&mut self, session: Session) -> Session {
        let delay = match self.chance.between(1, 100) {
            ..=75 => self.chance.between(0, 4),
            76..=95 => self.chance.between(5, 9),
            _ => self.chance.between(10, 25),
        };
        let started = session.planned_start.plus_minutes(delay);
        let ended = started.plus_minutes(self.minutes());
        Session {
            status: SessionStatus::Held,
            started_at: Some(started),
            ended_at: Some(ended),
            summary: self.maybe(95, Line::Summary),
            notes: if self.chance.percent(NOTED) {
                grammar::notes(self.chance)
            } else {
                String::new()
            },
            usefulness: self
                .chance
                .percent(70)
                .then(|| self.chance.pick(&[2, 3, 3, 4, 4, 4, 5, 5])),
            origin: if self.chance.percent(8) {
                Origin::Later
            } else {
                Origin::Live
            },
            ..session
        }
    }

    /// 45 ± 12 minutes.
    #[expect(clippy::cast_possible_truncation, reason = "minutes of an hour")]
    fn minutes(&mut self) -> i64 {
        (45.0 + 12.0 * self.chance.normal()).clamp(8.0, 110.0) as i64
    }

    fn missed(&mut self, session: Session) -> Session {
        let missed_by = Some(self.chance.pick(&[Side::Partner, Side::Partner, Side::Me]));
        Session {
            status: SessionStatus::Missed,
            missed_by,
            change_reason: self.chance.pick(REASONS).to_owned(),
            ..session
        }
    }

    /// Cancelled or moved, in time in so many of a hundred cases.
    fn changed(&mut self, session: Session, status: SessionStatus, in_time: u32) -> Session {
        let notice = session.notice_hours;
        let hours = if self.chance.percent(in_time) {
            self.chance.between(notice, notice + 60)
        } else {
            self.chance.between(1, notice - 1)
        };
        let told = session
            .planned_start
            .plus_minutes(-60 * hours)
            .max(session.created_at);
        Session {
            status,
            agenda_shared_at: session.agenda_shared_at.filter(|sent| *sent < told),
            changed_by: Some(self.chance.pick(&[Side::Me, Side::Partner, Side::Partner])),
            changed_at: Some(told),
            change_reason: self.chance.pick(REASONS).to_owned(),
            ..session
        }
    }

    /// When a session was over for its agenda; a planned one when it will be.
    fn closing(&self, session: &Session) -> Instant {
        let told = session.changed_at.or(session.ended_at);
        told.unwrap_or_else(|| self.days.until_now(session.planned_end()))
    }

    /// Goes through all sessions: their agendas, and what came of them.
    pub(super) fn meet(&mut self) -> Result<()> {
        for session in std::mem::take(&mut self.sessions) {
            self.filler.add(&session)?;
            if session.status != SessionStatus::Rescheduled {
                self.agenda(&session)?;
                self.materials(&session)?;
            }
            if session.status == SessionStatus::Held {
                self.repeat(PROMISES, |life| life.promise(&session))?;
                self.repeat(PIECES, |life| life.feedback(&session))?;
            }
            self.sessions.push(session);
        }
        self.backlog()
    }

    fn repeat(
        &mut self,
        times: &[i64],
        mut write: impl FnMut(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let times = self.chance.pick(times);
        (0..times).try_for_each(|_| write(self))
    }

    /// First what was carried, then what is new.
    fn agenda(&mut self, session: &Session) -> Result<()> {
        let mut position = 0;
        for original in std::mem::take(&mut self.carried) {
            position += POSITION_STEP;
            let at = original.closed_at.unwrap_or(session.created_at);
            let copy = original.carried_to(self.chance.id(at), Some(session.id), position, at);
            self.close(session, copy)?;
        }
        let carried = position / POSITION_STEP;
        let is_the_long_one = session.status == SessionStatus::Planned && self.plan.agenda > 0;
        let new = self.chance.pick(ITEMS);
        let new = if is_the_long_one {
            i64::try_from(self.plan.agenda).unwrap_or(new) - carried
        } else {
            new
        };
        for _ in 0..new {
            position += POSITION_STEP;
            let item = self.item(session, position)?;
            self.close(session, item)?;
        }
        Ok(())
    }

    fn item(&mut self, session: &Session, position: i64) -> Result<AgendaItem> {
        let day_before = session
            .planned_start
            .plus_minutes(-26 * 60)
            .min(self.closing(session).plus_minutes(-60));
        let made = self.days.until_now(day_before).max(session.created_at);
        let kind = self.kind();
        let mut item = row!(AgendaItem(self.chance.id(made), self.id, made, made) {
            title: grammar::title(self.chance, line_of(kind)),
            session_id: Some(session.id),
            kind,
            owner: self.side(),
            prompt: self.maybe(6, Line::Prompt),
            minutes: self.chance.pick(&[5, 5, 10, 10, 10, 15, 20]),
            position,
        });
        if self.chance.percent(3) {
            item.visibility = Visibility::Private;
        }
        item.link = if kind == ItemKind::Question && self.chance.percent(50) {
            Some(Link {
                table: Table::Questions,
                id: self.question(session, &item)?,
            })
        } else if self.chance.percent(40) {
            let day = session.planned_start.day(self.days.now().zone);
            self.goal_on(day).map(|id| Link {
                table: Table::Goals,
                id,
            })
        } else {
            None
        };
        Ok(item)
    }

    fn kind(&mut self) -> ItemKind {
        use ItemKind::{Decision, Feedback, Progress, Question, Topic};
        self.chance.pick(&[
            Topic, Topic, Topic, Topic, Question, Question, Progress, Progress, Decision, Feedback,
        ])
    }

    /// A question from the queue that made it onto this agenda.
    fn question(&mut self, session: &Session, item: &AgendaItem) -> Result<Id> {
        let made = item.created_at;
        let is_asked = session.status == SessionStatus::Held;
        let asked_on = is_asked.then(|| session.planned_start.day(self.days.now().zone));
        let changed = session.ended_at.filter(|_| is_asked).unwrap_or(made);
        let question = row!(Question(self.chance.id(made), self.id, made, changed) {
            text: item.title.clone(),
            practice: self.chance.percent(60).then(|| self.chance.pick(&[Practice::Goals, Practice::Trust, Practice::Learning, Practice::Time])),
            ask_by: self.chance.pick(&[AskBy::Either, AskBy::Mentor, AskBy::Mentee]),
            status: if is_asked { QuestionStatus::Asked } else { QuestionStatus::OnAgenda },
            answer: if is_asked { self.line(Line::Outcome) } else { String::new() },
            asked_on,
            session_id: Some(session.id),
        });
        self.filler.add(&question)?;
        Ok(question.id)
    }

    /// Writes an item as it stood when its session was over.
    fn close(&mut self, session: &Session, mut item: AgendaItem) -> Result<()> {
        item.status = self.item_status(session, &item);
        if item.status == ItemStatus::Done {
            item.outcome = self.maybe(
                if item.kind == ItemKind::Topic { 35 } else { 70 },
                Line::Outcome,
            );
        }
        if item.status != ItemStatus::Open {
            item.closed_at = Some(self.item_closed(session, &item));
            item.updated_at = item.closed_at.unwrap_or(item.updated_at);
        }
        self.filler.add(&item)?;
        if item.status == ItemStatus::Carried {
            self.carried.push(item);
        }
        Ok(())
    }

    /// 18 % are carried: one in ten of a session that was held, and all of one that wasn't.
    fn item_status(&mut self, session: &Session, item: &AgendaItem) -> ItemStatus {
        let often = item.carry_count >= CARRIED_OFTEN;
        match (session.status, self.chance.between(1, 100)) {
            (SessionStatus::Planned, _) => ItemStatus::Open,
            (SessionStatus::Held, ..=11) if !often => ItemStatus::Carried,
            (SessionStatus::Held, 12..=15) => ItemStatus::Dropped,
            (SessionStatus::Held, 16..=50) if often => ItemStatus::Dropped,
            (SessionStatus::Held, _) => ItemStatus::Done,
            _ => ItemStatus::Carried,
        }
    }

    fn item_closed(&mut self, session: &Session, item: &AgendaItem) -> Instant {
        let end = self.closing(session).max(item.created_at);
        match (item.status, session.started_at) {
            (ItemStatus::Done, Some(start)) => start
                .plus_minutes(self.chance.between(1, end.minutes_since(start).max(1)))
                .min(end),
            _ => end,
        }
    }

    /// What is carried when no session is planned, and what came up in between.
    fn backlog(&mut self) -> Result<()> {
        let mut position = 0;
        for original in std::mem::take(&mut self.carried) {
            position += POSITION_STEP;
            let at = original.closed_at.unwrap_or(self.began);
            let copy = original.carried_to(self.chance.id(at), None, position, at);
            self.filler.add(&copy)?;
        }
        let more = if self.is_over() {
            0
        } else {
            self.chance.between(0, 4)
        };
        for _ in 0..more {
            position += POSITION_STEP;
            let ago = self.chance.between(1, 12);
            let made = self.evening(days_on(self.days.now().today(), -ago));
            let kind = self.kind();
            self.filler.add(
                &row!(AgendaItem(self.chance.id(made), self.id, made, made) {
                    title: grammar::title(self.chance, line_of(kind)),
                    kind,
                    owner: self.side(),
                    position,
                }),
            )?;
        }
        Ok(())
    }

    fn materials(&mut self, session: &Session) -> Result<()> {
        if !self.chance.percent(18) {
            return Ok(());
        }
        let made = session.created_at;
        let is_past = session.status.is_past();
        self.filler.add(&row!(Material(self.chance.id(made), self.id, made, made) {
            session_id: session.id,
            label: self.line(Line::Material),
            location: self.chance.pick(&["~/notes/draft.md", "https://wiki.ithaca.example/page", "on paper"]).to_owned(),
            for_side: self.chance.pick(&[Side::Me, Side::Partner]),
            ready: is_past || self.chance.percent(50),
        }))
    }

    fn promise(&mut self, session: &Session) -> Result<()> {
        let made = session.ended_at.unwrap_or(session.planned_start);
        let day = made.day(self.days.now().zone);
        let due = days_on(day, self.chance.pick(&[7, 7, 10, 14, 14, 14, 21, 28]));
        let mut promise = row!(Commitment(self.chance.id(made), self.id, made, made) {
            text: grammar::title(self.chance, Line::Promise),
            owner: self.side(),
            due: self.chance.percent(93).then_some(due),
            session_id: Some(session.id),
            goal_id: if self.chance.percent(45) { self.goal_on(day) } else { None },
            support: self.chance.percent(12),
        });
        self.renegotiate(&mut promise, day);
        self.settle(&mut promise, day);
        self.filler.add(&promise)
    }

    /// One date in eight moves: mostly before it comes.
    fn renegotiate(&mut self, promise: &mut Commitment, made: NaiveDate) {
        let Some(old) = promise.due.filter(|_| self.chance.percent(12)) else {
            return;
        };
        let on = days_on(
            old,
            if self.chance.percent(85) {
                -self.chance.between(0, 3)
            } else {
                2
            },
        )
        .max(days_on(made, 1));
        if on >= self.days.now().today() {
            return;
        }
        let at = self.evening(on);
        let new = days_on(old, self.chance.pick(&[7, 7, 14]));
        promise.renegotiated.push(Renegotiation {
            at,
            old_due: Some(old),
            new_due: Some(new),
        });
        promise.due = Some(new);
        promise.updated_at = at.max(promise.created_at);
    }

    /// 62 % are kept, the rest done late, not done, released, or open.
    fn settle(&mut self, promise: &mut Commitment, made: NaiveDate) {
        let today = self.days.now().today();
        let due = promise.due.unwrap_or_else(|| days_on(made, 30));
        let earliest = promise
            .renegotiated
            .last()
            .map_or(made, |r| r.at.day(self.days.now().zone));
        let is_recent = days_on(due, 60) > today && !self.is_over();
        let roll = self.chance.between(1, 100);
        if due >= today {
            if roll <= 20 && earliest < today {
                let day = days_on(
                    earliest,
                    self.chance.between(0, (today - earliest).num_days() - 1),
                );
                self.finish(promise, CommitmentStatus::Done, day);
            } else if self.is_over() {
                self.finish(promise, CommitmentStatus::Released, days_on(today, -1));
            }
            return;
        }
        match roll {
            ..=65 => {
                let day = days_on(due, -self.chance.between(0, 5)).max(earliest);
                self.finish(promise, CommitmentStatus::Done, day);
            }
            66..=78 => {
                let day = days_on(due, self.chance.between(1, 25));
                self.finish(promise, CommitmentStatus::Done, day);
            }
            79..=85 => self.finish(promise, CommitmentStatus::Released, due),
            86..=92 if is_recent => {}
            _ => self.finish(promise, CommitmentStatus::NotDone, days_on(due, 3)),
        }
    }

    fn finish(&mut self, promise: &mut Commitment, status: CommitmentStatus, day: NaiveDate) {
        let day = self.days.over(day);
        *promise = promise.with_status(status, day);
        promise.updated_at = self.evening(day).max(promise.updated_at);
        if status != CommitmentStatus::Done {
            promise.close_note = self.maybe(60, Line::CloseNote);
        }
    }

    fn feedback(&mut self, session: &Session) -> Result<()> {
        let made = session.ended_at.unwrap_or(session.planned_start);
        let said_on = made.day(self.days.now().zone);
        let responded_on = days_on(said_on, self.chance.between(1, 35));
        let is_answered = responded_on < self.days.now().today() && self.chance.percent(55);
        let is_draft = !is_answered
            && days_on(said_on, 20) > self.days.now().today()
            && self.chance.percent(30);
        let response = self.chance.pick(&[
            Response::Changed,
            Response::Trying,
            Response::Considered,
            Response::Declined,
        ]);
        self.filler.add(&row!(Feedback(self.chance.id(made), self.id, made, if is_answered { self.evening(responded_on) } else { made }) {
            visibility: if is_draft { Visibility::Private } else { Visibility::Shared },
            direction: self.chance.pick(&[Direction::ToPartner, Direction::FromPartner]),
            kind: Some(self.chance.pick(&[FeedbackKind::Appreciation, FeedbackKind::Appreciation, FeedbackKind::Coaching, FeedbackKind::Evaluation])),
            situation: self.line(Line::Situation),
            behaviour: self.line(Line::Behaviour),
            impact: self.line(Line::Impact),
            intent: self.maybe(20, Line::Intent),
            next_time: self.maybe(45, Line::NextTime),
            goal_id: if self.chance.percent(30) { self.goal_on(said_on) } else { None },
            session_id: self.chance.percent(85).then_some(session.id),
            asked_for: self.chance.percent(20),
            state: if is_answered { FeedbackState::Responded } else if is_draft { FeedbackState::Draft } else { FeedbackState::Said },
            said_on: (!is_draft).then_some(said_on),
            response: is_answered.then_some(response),
            response_note: if is_answered { self.maybe(80, Line::ResponseNote) } else { String::new() },
            responded_on: is_answered.then_some(responded_on),
        }))
    }
}

fn line_of(kind: ItemKind) -> Line {
    match kind {
        ItemKind::Topic => Line::Topic,
        ItemKind::Question => Line::Question,
        ItemKind::Decision => Line::Decision,
        ItemKind::Feedback => Line::FeedbackItem,
        ItemKind::Progress => Line::Progress,
    }
}
