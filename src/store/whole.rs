//! Rows that are read together, as they are copied, briefed and exported: without what is private unless it is asked for.

use std::collections::HashSet;

use rusqlite::{Params, params};

use super::portable::{Scope, condition};
use super::window::sessions::TOOK_PLACE;
use super::{Result, Store, entity, row};
use crate::domain::session::SessionStatus;
use crate::domain::{
    AgendaItem, Brief, Commitment, Entity, Feedback, Goal, Id, Instant, Relationship, Session,
    WholeGoal, WholeRelationship, WholeSession, Win,
};

impl Store {
    /// A session with all that belongs to it; none where it is not in the scope, or not there.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn whole_session(&self, id: Id, scope: Scope) -> Result<Option<WholeSession>> {
        let found = self.in_scope(scope, "id = ?", [id.blob()])?;
        found
            .into_iter()
            .next()
            .map(|session| self.with_its_rows(session, scope))
            .transpose()
    }

    fn with_its_rows(&self, session: Session, scope: Scope) -> Result<WholeSession> {
        let own = session.id;
        let of = [own.blob()];
        let number = (session.status == SessionStatus::Held)
            .then(|| self.session_number(session.relationship_id, session.at()))
            .transpose()?;
        Ok(WholeSession {
            number,
            items: self.in_scope(scope, "session_id = ? ORDER BY position, id", of)?,
            materials: self.in_scope(
                scope,
                "session_id = ? ORDER BY for_side, created_at, id",
                of,
            )?,
            promises: self.in_scope(scope, "session_id = ? ORDER BY created_at, id", of)?,
            feedback: self.in_scope(scope, "session_id = ? ORDER BY created_at, id", of)?,
            wins: self.in_scope(scope, "told_in_id = ? ORDER BY created_at, id", of)?,
            session,
        })
    }

    /// A goal with its milestones and what moved; none where it is not in the scope, or not there.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn whole_goal(&self, id: Id, scope: Scope) -> Result<Option<WholeGoal>> {
        let found = self.in_scope(scope, "id = ?", [id.blob()])?;
        found
            .into_iter()
            .next()
            .map(|goal| self.with_its_steps(goal, scope))
            .transpose()
    }

    fn with_its_steps(&self, goal: Goal, scope: Scope) -> Result<WholeGoal> {
        let own = goal.id;
        let of = [own.blob()];
        Ok(WholeGoal {
            milestones: self.in_scope(scope, "goal_id = ? ORDER BY position, id", of)?,
            updates: self.in_scope(scope, "goal_id = ? ORDER BY at DESC, id DESC", of)?,
            goal,
        })
    }

    /// What one looks at before a session, or where none is planned, before whatever comes next.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn brief(
        &self,
        relationship: Id,
        session: Option<WholeSession>,
        now: Instant,
        scope: Scope,
    ) -> Result<Brief> {
        let before = session.as_ref().map_or(now, |s| s.session.at());
        let of = [relationship.blob()];
        let held = "relationship_id = ? AND status = 'held' AND coalesce(started_at, planned_start) < ? ORDER BY coalesce(started_at, planned_start) DESC LIMIT 1";
        let last = self.in_scope(
            scope,
            held,
            params![relationship.blob(), before.to_string()],
        )?;
        let backlog = if session.is_none() {
            self.backlog_in(relationship, scope)?
        } else {
            Vec::new()
        };
        Ok(Brief {
            session,
            last: last.into_iter().next(),
            promises: self.in_scope(
                scope,
                "relationship_id = ? AND status = 'open' ORDER BY owner, due IS NULL, due, id",
                of,
            )?,
            backlog,
            questions: self.in_scope(
                scope,
                "relationship_id = ? AND status = 'queued' ORDER BY created_at, id",
                of,
            )?,
            wins: self.in_scope(
                scope,
                "relationship_id = ? AND told_in_id IS NULL ORDER BY happened_on DESC, id DESC",
                of,
            )?,
        })
    }

    fn backlog_in(&self, relationship: Id, scope: Scope) -> Result<Vec<AgendaItem>> {
        let open =
            "relationship_id = ? AND session_id IS NULL AND status = 'open' ORDER BY position, id";
        self.in_scope(scope, open, [relationship.blob()])
    }

    /// All that two people share, or with the private rows all that is kept of them.
    ///
    /// # Errors
    /// When the file can't be read, or the relationship is gone.
    pub fn whole_relationship(&self, id: Id, scope: Scope) -> Result<WholeRelationship> {
        // One view of the file for all of it, whatever another process writes meanwhile.
        let _view = self.connection.unchecked_transaction()?;
        let of = [id.blob()];
        let found: Vec<Relationship> = self.in_scope(scope, "id = ?", of)?;
        let sessions = self.sessions_in(id, scope)?;
        let told: HashSet<_> = sessions.iter().map(|s| s.session.id).collect();
        let is_told = |session: Option<Id>| session.is_some_and(|s| told.contains(&s));
        let mut promises: Vec<Commitment> = self.in_scope(
            scope,
            "relationship_id = ? ORDER BY status, owner, due IS NULL, due, id",
            of,
        )?;
        promises.retain(|p| !is_told(p.session_id));
        let mut feedback: Vec<Feedback> = self.in_scope(scope, &newest("said_on"), of)?;
        feedback.retain(|f| !is_told(f.session_id));
        let mut wins: Vec<Win> = self.in_scope(scope, &newest("happened_on"), of)?;
        wins.retain(|w| !is_told(w.told_in_id));
        Ok(WholeRelationship {
            relationship: found.into_iter().next().unwrap_or_default(),
            agreements: self.in_scope(scope, &newest("version"), of)?,
            goals: self.goals_in(id, scope)?,
            sessions,
            backlog: self.backlog_in(id, scope)?,
            promises,
            questions: self.in_scope(scope, &newest("created_at"), of)?,
            feedback,
            requests: self.in_scope(scope, &newest("asked_on"), of)?,
            challenges: self.in_scope(scope, &newest("opened_on"), of)?,
            lessons: self.in_scope(scope, &newest("learned_on"), of)?,
            resources: self.in_scope(scope, &newest("created_at"), of)?,
            wins,
            pulses: self.in_scope(scope, &newest("taken_on"), of)?,
        })
    }

    fn sessions_in(&self, relationship: Id, scope: Scope) -> Result<Vec<WholeSession>> {
        // Two lists, as the indexes have them.
        let ahead =
            "relationship_id = ? AND status IN ('planned', 'live') ORDER BY planned_start, id";
        let past = format!(
            "relationship_id = ? AND status NOT IN ('planned', 'live') ORDER BY {TOOK_PLACE} DESC, id DESC"
        );
        let of = [relationship.blob()];
        let mut found: Vec<Session> = self.in_scope(scope, ahead, of)?;
        found.extend(self.in_scope(scope, &past, of)?);
        found
            .into_iter()
            .map(|session| self.with_its_rows(session, scope))
            .collect()
    }

    fn goals_in(&self, relationship: Id, scope: Scope) -> Result<Vec<WholeGoal>> {
        let all =
            "relationship_id = ? ORDER BY owner, closed_on IS NOT NULL, status, created_at, id";
        let found: Vec<Goal> = self.in_scope(scope, all, [relationship.blob()])?;
        found
            .into_iter()
            .map(|goal| self.with_its_steps(goal, scope))
            .collect()
    }

    /// The rows that a condition names, but for the trash, and, where only what is shared is asked for, without private
    /// rows and the fields that are always private.
    fn in_scope<T: Entity>(&self, scope: Scope, rest: &str, params: impl Params) -> Result<Vec<T>> {
        let sql = format!(
            "SELECT {} FROM {} WHERE {} AND {rest}",
            row::names(T::COLUMNS),
            T::TABLE.name(),
            condition(T::TABLE, scope)
        );
        let rows = self.rows(&sql, params, |r| row::read(T::COLUMNS, r))?;
        let shown = rows.into_iter().map(|mut values| {
            if scope == Scope::Shared {
                let hidden = T::COLUMNS.iter().filter(|c| c.always_private());
                hidden.for_each(|column| drop(values.shift_remove(column.name)));
            }
            entity(values)
        });
        shown.collect()
    }
}

fn newest(column: &str) -> String {
    format!("relationship_id = ? ORDER BY {column} DESC, id DESC")
}
