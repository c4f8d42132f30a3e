//! What two people live through between their sessions: challenges and lessons, what they learn from, wins, what they ask for,
//! pulses, and the questions that wait.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::grammar::{self, Line};
use super::Life;
use crate::domain::challenge::ChallengeStatus;
use crate::domain::feedback::RequestStatus;
use crate::domain::learning::{ResourceKind, ResourceStatus};
use crate::domain::moment::days_on;
use crate::domain::pulse::PulseForm;
use crate::domain::question::{AskBy, QuestionStatus};
use crate::domain::{
    Challenge, FeedbackRequest, Id, Lesson, Link, Pulse, Question, Resource, SessionStatus, Side,
    Table, Win,
};
use crate::store::Result;

/// The items of the short pulse, then those of the long one.
const PULSE: [&str; 12] = [
    "rel1", "cre1", "car1", "ope1", "dir1", "rel2", "rel3", "cre2", "car2", "ope2", "ope3", "dir2",
];

impl Life<'_> {
    pub(super) fn challenge(&mut self, opened: NaiveDate) -> Result<()> {
        use ChallengeStatus::{Accepted, Dropped, Open, Resolved, Working};
        let opened = self.days.over(opened);
        let (made, until) = (
            self.evening(opened),
            days_on(opened, self.chance.between(20, 150)),
        );
        let is_closed = until <= self.last;
        let id = self.chance.id(made);
        let lesson_id = if is_closed && self.chance.percent(60) {
            Some(self.lesson(until, id)?)
        } else {
            None
        };
        let open = self.chance.pick(&[Open, Working]);
        let closed = self.chance.pick(&[Resolved, Resolved, Accepted, Dropped]);
        self.filler.add(&row!(Challenge(id, self.id, made, if is_closed { self.evening(until) } else { made }) {
            title: grammar::title(self.chance, Line::Challenge),
            owner: self.chance.pick(&[Side::Me, Side::Partner]),
            area: self.chance.pick(&["time", "confidence", "skill gap", "people", "change"]).to_owned(),
            what: self.line(Line::Note),
            so_what: self.maybe(80, Line::Note),
            now_what: self.maybe(70, Line::Outcome),
            goal_id: self.goal_on(opened),
            opened_on: Some(opened),
            closed_on: is_closed.then_some(until),
            status: if is_closed { closed } else { open },
            lesson_id,
        }))
    }

    fn lesson(&mut self, day: NaiveDate, challenge: Id) -> Result<Id> {
        let made = self.evening(day);
        let lesson = row!(Lesson(self.chance.id(made), self.id, made, made) {
            made_from: Some(Link { table: Table::Challenges, id: challenge }),
            text: self.line(Line::Lesson),
            learned_on: Some(day),
        });
        self.filler.add(&lesson)?;
        Ok(lesson.id)
    }

    pub(super) fn resource(&mut self, named: NaiveDate) -> Result<()> {
        use ResourceKind::{Book, Conference, Course, Person, Publication, Talk, Workshop};
        use ResourceStatus::{Doing, Done, Planned, Skipped, Suggested};
        let (made, until) = (
            self.evening(named),
            days_on(named, self.chance.between(10, 120)),
        );
        let past = self.chance.pick(&[Done, Done, Done, Skipped]);
        let status = if until <= self.last {
            past
        } else {
            self.chance.pick(&[Suggested, Planned, Doing])
        };
        let is_done = status == Done;
        let kind = self.chance.pick(&[
            Book,
            Book,
            Publication,
            Talk,
            Course,
            Workshop,
            Conference,
            Person,
        ]);
        let has_dates = matches!(kind, Conference | Workshop | Course);
        let goal_id = self.goal_on(named);
        self.filler.add(&row!(Resource(self.chance.id(made), self.id, made, if is_done { self.evening(until) } else { made }) {
            title: grammar::title(self.chance, Line::Resource),
            kind,
            starts_on: has_dates.then(|| days_on(until, -1)),
            ends_on: has_dates.then_some(until),
            hours: self.chance.percent(60).then(|| self.chance.between(1, 30)),
            suggested_by: Some(self.side()),
            goal_id,
            status,
            done_on: is_done.then_some(until),
            takeaway: if is_done { self.line(Line::Takeaway) } else { String::new() },
            used_in: goal_id.filter(|_| is_done).map(|id| Link { table: Table::Goals, id }),
        }))
    }

    pub(super) fn win(&mut self, day: NaiveDate) -> Result<()> {
        let zone = self.days.now().zone;
        let day = self.days.over(day);
        let made = self.evening(day);
        let told = self
            .sessions
            .iter()
            .find(|s| s.status == SessionStatus::Held && s.planned_start.day(zone) >= day)
            .map(|s| s.id);
        let text = grammar::title(self.chance, Line::Win);
        self.filler
            .add(&row!(Win(self.chance.id(made), self.id, made, made) {
                text,
                happened_on: day,
                whose: self.side(),
                goal_id: self.goal_on(day),
                told_in_id: told.filter(|_| self.chance.percent(70)),
            }))
    }

    pub(super) fn request(&mut self, day: NaiveDate) -> Result<()> {
        use RequestStatus::{Answered, Asked, Withdrawn};
        let day = self.days.over(day);
        let made = self.evening(day);
        let is_old = days_on(day, 60) < self.days.now().today();
        self.filler.add(&row!(FeedbackRequest(self.chance.id(made), self.id, made, made) {
            to_side: self.chance.pick(&[Side::Me, Side::Partner]),
            about: self.line(Line::Request),
            asked_on: Some(day),
            status: if is_old { self.chance.pick(&[Answered, Answered, Withdrawn]) } else { Asked },
        }))
    }

    /// Every eight weeks, and now and then the partner's.
    pub(super) fn pulses(&mut self) -> Result<()> {
        let mut day = days_on(self.first, 56);
        while day <= self.last {
            self.pulse(day, Side::Me)?;
            if self.chance.percent(40) {
                self.pulse(day, Side::Partner)?;
            }
            day = days_on(day, 56);
        }
        Ok(())
    }

    fn pulse(&mut self, day: NaiveDate, side: Side) -> Result<()> {
        let made = self.evening(day);
        let (form, items) = if self.chance.percent(15) {
            (PulseForm::Full, 12)
        } else {
            (PulseForm::Quick, 5)
        };
        let mut answers = BTreeMap::new();
        for item in PULSE.iter().take(items) {
            if self.chance.percent(94) {
                answers.insert(
                    (*item).to_owned(),
                    self.chance.pick(&[2, 3, 3, 4, 4, 4, 5, 5]),
                );
            }
        }
        self.filler
            .add(&row!(Pulse(self.chance.id(made), self.id, made, made) {
                taken_on: day,
                side,
                form,
                answers,
                comment: self.maybe(30, Line::Note),
            }))
    }

    /// Two that wait, and some that were let go.
    pub(super) fn questions(&mut self) -> Result<()> {
        let waiting = if self.is_over() {
            0
        } else {
            self.chance.between(1, 3)
        };
        for n in 0..waiting + 4 {
            let is_queued = n < waiting;
            let day = days_on(
                self.last,
                -self.chance.between(1, if is_queued { 20 } else { 400 }),
            )
            .max(self.first);
            let made = self.evening(day);
            let status = if is_queued {
                QuestionStatus::Queued
            } else {
                QuestionStatus::Dropped
            };
            self.filler
                .add(&row!(Question(self.chance.id(made), self.id, made, made) {
                    text: grammar::title(self.chance, Line::Question),
                    ask_by: self.chance.pick(&[AskBy::Either, AskBy::Mentor, AskBy::Mentee]),
                    status,
                }))?;
        }
        Ok(())
    }
}
