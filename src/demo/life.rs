//! One generated relationship, but for its sessions: agreements, goals, and what happens in the months between.

mod practices;

use chrono::NaiveDate;

use super::calendar::{Calendar, clock};
use super::chance::Chance;
use super::grammar::{self, Line};
use super::plan::Plan;
use crate::domain::agenda::POSITION_STEP;
use crate::domain::agreement::AgreementSection;
use crate::domain::goal::GoalKind;
use crate::domain::moment::days_on;
use crate::domain::relationship::{EndKind, Phase};
use crate::domain::{
    AgendaItem, Agreement, AgreementStatus, Goal, GoalStatus, GoalUpdate, Id, Instant, Milestone,
    MilestoneStatus, ProgressMode, Relationship, RelationshipStatus, Role, Session, Side,
};
use crate::store::Result;
use crate::store::fill::Filler;

/// The places that a call or a visit may come from.
const ZONES: &[&str] = &[
    "Europe/Athens",
    "Europe/London",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kolkata",
];

/// The sections of a generated agreement.
const SECTIONS: [&str; 6] = [
    "purpose",
    "goals",
    "rhythm",
    "changes",
    "confidence",
    "ending",
];

/// A relationship being written.
pub(super) struct Life<'a> {
    pub(super) filler: &'a Filler<'a>,
    pub(super) chance: &'a mut Chance,
    pub(super) days: Calendar,
    pub(super) plan: &'a Plan,
    pub(super) id: Id,
    pub(super) began: Instant,
    pub(super) terms: Vec<Agreement>,
    pub(super) sessions: Vec<Session>,
    pub(super) goals: Vec<Span>,
    /// Items that go on to the next session.
    pub(super) carried: Vec<AgendaItem>,
    first: NaiveDate,
    /// The last day: today, or the day on which it ended.
    last: NaiveDate,
}

/// A goal and the days on which it is worked on.
pub(super) struct Span {
    pub(super) id: Id,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl<'a> Life<'a> {
    pub(super) fn new(
        filler: &'a Filler<'a>,
        chance: &'a mut Chance,
        days: Calendar,
        plan: &'a Plan,
    ) -> Self {
        let today = days.now().today();
        let first = days_on(plan.slots.first().map_or(today, |slot| slot.day), -14);
        let ended = plan
            .slots
            .last()
            .map_or(today, |slot| days_on(slot.moved_to.unwrap_or(slot.day), 1));
        let last = if plan.status == RelationshipStatus::Ended {
            days.over(ended)
        } else {
            days_on(today, -1)
        };
        let began = days.morning(first);
        let id = chance.id(began);
        let (terms, sessions, goals, carried) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            filler,
            chance,
            days,
            plan,
            id,
            began,
            terms,
            sessions,
            goals,
            carried,
            first,
            last,
        }
    }

    /// Writes all of it.
    pub(super) fn live(mut self) -> Result<()> {
        self.relationship()?;
        self.agreements()?;
        self.plan_sessions();
        self.over_the_years(5, Self::goal)?;
        self.meet()?;
        self.over_the_years(5, Self::challenge)?;
        self.over_the_years(10, Self::resource)?;
        self.over_the_years(6, Self::win)?;
        self.over_the_years(2, Self::request)?;
        self.pulses()?;
        self.questions()
    }

    pub(super) fn is_over(&self) -> bool {
        self.plan.status == RelationshipStatus::Ended
    }

    pub(super) fn line(&mut self, kind: Line) -> String {
        grammar::line(self.chance, kind)
    }

    /// A line in so many of a hundred cases, else nothing.
    pub(super) fn maybe(&mut self, percent: u32, kind: Line) -> String {
        if self.chance.percent(percent) {
            self.line(kind)
        } else {
            String::new()
        }
    }

    pub(super) fn side(&mut self) -> Side {
        use Side::{Both, Me, Partner};
        self.chance
            .pick(&[Me, Me, Me, Me, Partner, Partner, Partner, Partner, Both])
    }

    /// The evening of a day that is over.
    pub(super) fn evening(&self, day: NaiveDate) -> Instant {
        self.days.evening(self.days.over(day)).max(self.began)
    }

    /// Runs `write` so many times a year, each time with a day of that time.
    fn over_the_years(
        &mut self,
        a_year: i64,
        mut write: impl FnMut(&mut Self, NaiveDate) -> Result<()>,
    ) -> Result<()> {
        let span = (self.last - self.first).num_days().max(1);
        let times = (span * a_year + 182) / 365;
        for n in 0..times {
            let offset = span * n / times + self.chance.between(0, (span / times - 1).max(0));
            write(self, days_on(self.first, offset))?;
        }
        Ok(())
    }

    fn relationship(&mut self) -> Result<()> {
        let place = self
            .plan
            .name
            .rsplit(' ')
            .next()
            .unwrap_or("Ithaca")
            .to_owned();
        let is_over = self.is_over();
        let ended = self.days.over(self.last);
        let changed = if is_over {
            self.evening(ended)
        } else {
            self.began
        };
        let today = self.days.now().today();
        self.filler.add(&Relationship {
            id: self.id,
            created_at: self.began,
            updated_at: changed,
            partner_name: self.plan.name.clone(),
            my_role: self
                .chance
                .pick(&[Role::Mentor, Role::Mentor, Role::Mentee, Role::Peer]),
            status: self.plan.status,
            phase: if is_over {
                Phase::Redefined
            } else {
                Phase::Enabling
            },
            purpose: self.line(Line::Purpose),
            about: grammar::notes(self.chance),
            email: format!(
                "{}@{}.example",
                self.plan
                    .name
                    .split(' ')
                    .next()
                    .unwrap_or("partner")
                    .to_lowercase(),
                place.to_lowercase()
            ),
            zone: if self.chance.percent(40) {
                self.chance.pick(ZONES).to_owned()
            } else {
                String::new()
            },
            organisation: format!("House of {place}"),
            started_on: Some(self.first),
            review_on: (!is_over).then(|| days_on(today, 60)),
            ends_on: (!is_over).then(|| days_on(today, 200)),
            paused_until: (self.plan.status == RelationshipStatus::Paused)
                .then(|| days_on(today, 40)),
            ended_on: is_over.then_some(ended),
            end_kind: is_over.then(|| {
                self.chance.pick(&[
                    EndKind::Completed,
                    EndKind::EndedEarly,
                    EndKind::Faded,
                    EndKind::Redefined,
                ])
            }),
            end_note: if is_over {
                self.line(Line::CloseNote)
            } else {
                String::new()
            },
            cadence_days: self.plan.cadence,
            session_minutes: 45,
        })
    }

    /// A first agreement, and after two years another one.
    fn agreements(&mut self) -> Result<()> {
        let second = days_on(self.first, 730);
        let is_renewed = second < self.last;
        let status = if is_renewed {
            AgreementStatus::Superseded
        } else {
            AgreementStatus::Agreed
        };
        self.agreement(1, self.first, status, 24)?;
        if is_renewed {
            self.agreement(2, second, AgreementStatus::Agreed, 48)
        } else {
            Ok(())
        }
    }

    fn agreement(
        &mut self,
        version: i64,
        day: NaiveDate,
        status: AgreementStatus,
        notice_hours: i64,
    ) -> Result<()> {
        let made = self.evening(day);
        let sections = SECTIONS
            .iter()
            .map(|id| AgreementSection {
                id: (*id).to_owned(),
                text: grammar::line(self.chance, Line::Terms),
            })
            .collect();
        let agreement = row!(Agreement(self.chance.id(made), self.id, made, made) {
            version,
            status,
            agreed_on_me: Some(day),
            agreed_on_partner: Some(day),
            effective_from: Some(day),
            notice_hours,
            retention: self.line(Line::Terms),
            sections,
        });
        self.filler.add(&agreement)?;
        self.terms.push(agreement);
        Ok(())
    }

    fn goal(&mut self, from: NaiveDate) -> Result<()> {
        let to = days_on(from, self.chance.between(90, 330)).min(if self.is_over() {
            self.last
        } else {
            days_on(self.last, 330)
        });
        let status = self.goal_status(to);
        let made = self.evening(from);
        let id = self.chance.id(made);
        let progress_mode = self.chance.pick(&[
            ProgressMode::Milestones,
            ProgressMode::Milestones,
            ProgressMode::Percent,
            ProgressMode::None,
        ]);
        let kind = self
            .chance
            .pick(&[GoalKind::Outcome, GoalKind::Skill, GoalKind::Knowledge]);
        let newest = self.goal_updates(id, from, to, progress_mode)?;
        self.milestones(id, from, to, status)?;
        let closed_on = status.is_closed().then(|| self.days.over(to));
        let changed = closed_on
            .map_or_else(
                || newest.as_ref().map_or(made, |u| u.at),
                |day| self.evening(day),
            )
            .max(made);
        self.filler.add(&row!(Goal(id, self.id, made, changed) {
            title: grammar::title(self.chance, Line::Goal),
            owner: self.chance.pick(&[Side::Me, Side::Partner, Side::Partner]),
            kind,
            why: self.maybe(70, Line::Why),
            success_test: self.maybe(75, Line::Test),
            baseline: self.maybe(50, Line::Baseline),
            target_date: self.chance.percent(80).then_some(to),
            progress_mode,
            percent: newest.as_ref().and_then(|u| u.percent),
            obstacle: self.maybe(40, Line::Obstacle),
            if_then: self.maybe(40, Line::IfThen),
            confidence: newest.as_ref().and_then(|u| u.confidence),
            self_rating_start: (kind == GoalKind::Skill).then(|| self.chance.between(1, 3)),
            self_rating_end: (kind == GoalKind::Skill && status.is_closed()).then(|| self.chance.between(2, 5)),
            status,
            active_since: (status != GoalStatus::Draft).then_some(made),
            closed_on,
            close_note: if status.is_closed() { self.line(Line::CloseNote) } else { String::new() },
        }))?;
        self.goals.push(Span { id, from, to });
        Ok(())
    }

    fn goal_status(&mut self, to: NaiveDate) -> GoalStatus {
        use GoalStatus::{Achieved, Active, Draft, Dropped, OnHold, PartlyAchieved};
        if to <= self.last {
            self.chance
                .pick(&[Achieved, Achieved, Achieved, PartlyAchieved, Dropped])
        } else {
            self.chance.pick(&[
                Active, Active, Active, Active, Active, Active, OnHold, Draft,
            ])
        }
    }

    /// Updates told in up to six of the sessions of that time, and the newest of them.
    fn goal_updates(
        &mut self,
        goal_id: Id,
        from: NaiveDate,
        to: NaiveDate,
        mode: ProgressMode,
    ) -> Result<Option<GoalUpdate>> {
        let zone = self.days.now().zone;
        let held = self
            .sessions
            .iter()
            .filter_map(|s| Some((s.id, s.ended_at?)));
        let told: Vec<(Id, Instant)> = held
            .filter(|(_, at)| (from..=to).contains(&at.day(zone)))
            .collect();
        let wanted = usize::try_from(self.chance.between(2, 6)).unwrap_or(2);
        let (mut percent, mut newest) = (0, None);
        for (session, at) in told.iter().step_by((told.len() / wanted).max(1)).skip(1) {
            percent = (percent + self.chance.between(5, 25)).min(100);
            let update = row!(GoalUpdate(self.chance.id(*at), self.id, *at, *at) {
                goal_id,
                at: *at,
                text: self.line(Line::Update),
                percent: (mode == ProgressMode::Percent).then_some(percent),
                confidence: Some(self.chance.between(2, 9)),
                session_id: Some(*session),
            });
            self.filler.add(&update)?;
            newest = Some(update);
        }
        Ok(newest)
    }

    fn milestones(
        &mut self,
        goal_id: Id,
        from: NaiveDate,
        to: NaiveDate,
        goal: GoalStatus,
    ) -> Result<()> {
        let (made, of) = (self.evening(from), self.chance.between(3, 5));
        for n in 1..=of {
            let due = days_on(from, (to - from).num_days() * n / of);
            let done_on = days_on(due, self.chance.between(-6, 12)).max(from);
            let is_done =
                done_on <= self.last && (goal == GoalStatus::Achieved || self.chance.percent(70));
            let is_dropped = !is_done && goal.is_closed() && self.chance.percent(50);
            self.filler.add(&row!(Milestone(self.chance.id(made), self.id, made, if is_done { self.evening(done_on) } else { made }) {
                goal_id,
                title: grammar::title(self.chance, Line::Milestone),
                due: Some(due),
                position: n * POSITION_STEP,
                status: if is_done { MilestoneStatus::Done } else if is_dropped { MilestoneStatus::Dropped } else { MilestoneStatus::Open },
                done_on: is_done.then_some(done_on),
            }))?;
        }
        Ok(())
    }

    /// A goal that was worked on then.
    pub(super) fn goal_on(&mut self, day: NaiveDate) -> Option<Id> {
        let then: Vec<Id> = self
            .goals
            .iter()
            .filter(|g| (g.from..=g.to).contains(&day))
            .map(|g| g.id)
            .collect();
        if then.is_empty() {
            None
        } else {
            Some(self.chance.pick(&then))
        }
    }

    /// The agreement that was in force then.
    pub(super) fn terms_on(&self, day: NaiveDate) -> Agreement {
        let held = self
            .terms
            .iter()
            .filter(|a| a.effective_from.is_some_and(|from| from <= day));
        held.max_by_key(|a| a.version).cloned().unwrap_or_default()
    }

    /// The hour at which this relationship meets.
    pub(super) fn start(&mut self, day: NaiveDate) -> Instant {
        let is_first = Some(day) == self.plan.next && self.plan.agenda > 0;
        let hour = if is_first {
            9
        } else {
            u32::try_from(self.chance.between(9, 17)).unwrap_or(9)
        };
        self.days.at(day, clock(hour, 0))
    }
}
