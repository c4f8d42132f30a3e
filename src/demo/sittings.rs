//! The sessions of a story, with their agendas: what was carried, and where it went.

use super::calendar::clock;
use super::script::{Point, Script, Sitting, Thing};
use super::story::{Teller, fortnight_before};
use crate::domain::agenda::POSITION_STEP;
use crate::domain::{AgendaItem, Id, Instant, ItemStatus, Material, Session, SessionStatus};
use crate::store::Result;

impl Teller<'_> {
    pub(super) fn tell_sessions(&mut self, script: &Script) -> Result<()> {
        let mut before = None;
        for sitting in &script.session {
            let session = self.session(script, sitting, before)?;
            before = Some(closing(&session));
            self.filler.add(&session)?;
            self.sessions.push(session.clone());
            self.each(&sitting.materials, |teller, thing| {
                teller.material(&session, thing)
            })?;
            for (n, point) in (1..).zip(&sitting.items) {
                self.item_of(script, sitting, &session, point, n)?;
            }
            self.each(&sitting.promises, |teller, promise| {
                teller.promise(&session, promise)
            })?;
        }
        for (n, point) in (1..).zip(&script.backlog) {
            let item = self.item(script, point, None, self.days.now().at)?;
            self.filler.add(&AgendaItem {
                position: n * POSITION_STEP,
                ..item
            })?;
        }
        Ok(())
    }

    /// A session is planned when the one before it closes.
    fn session(
        &mut self,
        script: &Script,
        sitting: &Sitting,
        before: Option<Instant>,
    ) -> Result<Session> {
        let is_ahead = sitting.status == SessionStatus::Planned;
        let day = if is_ahead {
            self.days.day(sitting.on)
        } else {
            self.days.past_day(sitting.on)
        };
        let planned_start = self.days.at(day, self.time(&sitting.at)?);
        let made = before
            .unwrap_or_else(|| fortnight_before(&self.days, planned_start))
            .max(self.began)
            .min(planned_start);
        let agreement = self.agreement_on(made);
        let on_day = |time: &Option<String>| {
            time.as_ref()
                .map(|t| self.time(t).map(|t| self.days.at(day, t)))
                .transpose()
        };
        let mut session = row!(Session(self.link("session", &sitting.key)?.id, self.relationship, made, made) {
            planned_start,
            zone: self.days.now().zone.name().to_owned(),
            planned_minutes: sitting.minutes,
            place: sitting.place.clone(),
            template: sitting.template.clone(),
            status: sitting.status,
            agenda_shared_at: self.sent_at(sitting)?.map(|at| at.max(made)),
            started_at: on_day(&sitting.started)?,
            ended_at: on_day(&sitting.ended)?,
            summary: sitting.summary.clone(),
            notes: sitting.notes.clone(),
            usefulness: sitting.usefulness,
            notice_hours: agreement.notice_hours,
            grace_minutes: agreement.grace_minutes,
            agenda_lead_hours: agreement.agenda_lead_hours,
            changed_by: sitting.changed_by,
            changed_at: self.told_at(sitting)?,
            change_reason: sitting.reason.clone(),
            moved_to_id: self.id_of("session", sitting.moved_to.as_ref())?,
            moved_from_id: self.moved_from(script, &sitting.key)?,
            missed_by: sitting.missed_by,
            origin: sitting.origin,
        });
        session.updated_at = if is_ahead {
            session.agenda_shared_at.unwrap_or(made)
        } else {
            closing(&session)
        };
        Ok(session)
    }

    fn sent_at(&self, sitting: &Sitting) -> Result<Option<Instant>> {
        let Some(offset) = sitting.sent else {
            return Ok(None);
        };
        let time = sitting
            .sent_at
            .as_ref()
            .map_or(Ok(clock(12, 0)), |t| self.time(t))?;
        Ok(Some(self.days.at(self.days.past_day(offset), time)))
    }

    fn told_at(&self, sitting: &Sitting) -> Result<Option<Instant>> {
        let Some(offset) = sitting.told else {
            return Ok(None);
        };
        let time = sitting
            .told_at
            .as_ref()
            .map_or(Ok(clock(12, 0)), |t| self.time(t))?;
        Ok(Some(self.days.at(self.days.past_day(offset), time)))
    }

    fn moved_from(&self, script: &Script, key: &String) -> Result<Option<Id>> {
        let from = script
            .session
            .iter()
            .find(|s| s.moved_to.as_ref() == Some(key));
        from.map(|s| self.link("session", &s.key).map(|link| link.id))
            .transpose()
    }

    fn material(&mut self, session: &Session, thing: &Thing) -> Result<()> {
        let made = session.created_at;
        self.filler.add(
            &row!(Material(self.chance.id(made), self.relationship, made, made) {
                session_id: session.id,
                label: thing.label.clone(),
                location: thing.location.clone(),
                for_side: thing.who,
                ready: thing.ready,
            }),
        )
    }

    fn item_of(
        &mut self,
        script: &Script,
        sitting: &Sitting,
        session: &Session,
        point: &Point,
        n: i64,
    ) -> Result<()> {
        let day_before = session
            .planned_start
            .plus_minutes(-24 * 60)
            .min(closing(session).plus_minutes(-60));
        let made = self.days.until_now(session.created_at.max(day_before));
        let mut item = self.item(script, point, Some(session), made)?;
        let usual = if session.status == SessionStatus::Planned {
            ItemStatus::Open
        } else {
            ItemStatus::Done
        };
        item.status = point.status.unwrap_or(usual);
        item.position = n * POSITION_STEP;
        item.closed_at = (item.status != ItemStatus::Open)
            .then(|| closed_at(session, &item, n, sitting.items.len()));
        item.updated_at = item.closed_at.unwrap_or(item.created_at);
        self.filler.add(&item)?;
        self.items.insert(format!("{}.{n}", sitting.key), item);
        Ok(())
    }

    /// An open item as it was added, or as it came from where it had been carried.
    fn item(
        &mut self,
        script: &Script,
        point: &Point,
        session: Option<&Session>,
        made: Instant,
    ) -> Result<AgendaItem> {
        let session_id = session.map(|s| s.id);
        let mut item = match &point.from {
            Some(from) => self.copy(from, point.count, session_id)?,
            None => {
                row!(AgendaItem(self.chance.id(made), self.relationship, made, made) { session_id, })
            }
        };
        let question = point.question.as_ref();
        let asked = script
            .question
            .iter()
            .find(|q| question.is_some() && q.key.as_ref() == question);
        if let Some(text) = point.text.as_ref().or(asked.map(|q| &q.text)) {
            item.title.clone_from(text);
        }
        item.kind = point.kind.unwrap_or(item.kind);
        item.owner = point.who.unwrap_or(item.owner);
        item.minutes = point.min.unwrap_or(item.minutes);
        item.outcome.clone_from(&point.outcome);
        if !point.prompt.is_empty() {
            item.prompt.clone_from(&point.prompt);
        }
        for (kind, key) in [("goal", &point.goal), ("question", &point.question)] {
            if let Some(key) = key {
                item.link = Some(self.link(kind, key)?);
            }
        }
        if item.title.is_empty() {
            Err(self.wrong("an agenda item has no text"))
        } else {
            Ok(item)
        }
    }

    fn copy(
        &mut self,
        from: &str,
        count: Option<i64>,
        session_id: Option<Id>,
    ) -> Result<AgendaItem> {
        let Some(original) = self.items.get(from) else {
            return Err(self.wrong(&format!("there is no item {from}")));
        };
        let Some(at) = original
            .closed_at
            .filter(|_| original.status == ItemStatus::Carried)
        else {
            return Err(self.wrong(&format!("{from} was not carried")));
        };
        let copy = original.carried_to(self.chance.id(at), session_id, 0, at);
        if count.is_some_and(|count| count != copy.carry_count) {
            return Err(self.wrong(&format!("{from} was carried {} times", copy.carry_count)));
        }
        Ok(copy)
    }
}

/// When a session was over for its agenda: ended, called off, moved, or its time gone by.
fn closing(session: &Session) -> Instant {
    match session.status {
        SessionStatus::Cancelled | SessionStatus::Rescheduled => {
            session.changed_at.unwrap_or(session.planned_start)
        }
        _ => session.ended_at.unwrap_or_else(|| session.planned_end()),
    }
}

/// What was talked about closes one after the other, what wasn't at the end.
fn closed_at(session: &Session, item: &AgendaItem, n: i64, of: usize) -> Instant {
    let end = closing(session);
    match (item.status, session.started_at) {
        (ItemStatus::Done, Some(start)) => {
            let minutes = end.minutes_since(start) * n / i64::try_from(of).unwrap_or(n).max(1);
            start.plus_minutes(minutes).min(end)
        }
        _ => end,
    }
}
