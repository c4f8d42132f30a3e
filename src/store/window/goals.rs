//! The goals of a relationship, with what stands beside each in the list; milestones and updates of one goal.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::{count, is_private, page};
use crate::domain::goal::{GoalStatus, MilestoneStatus, ProgressMode};
use crate::domain::{Id, Instant, Side};
use crate::store::{Result, Store, day, id, instant, text, word};

/// A goal in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalLine {
    /// The goal.
    pub id: Id,
    /// Whose it is.
    pub owner: Side,
    /// Its text.
    pub title: String,
    /// Where it stands.
    pub status: GoalStatus,
    /// How its progress is told.
    pub mode: ProgressMode,
    /// In percent, in that mode.
    pub percent: Option<i64>,
    /// Milestones done.
    pub done: i64,
    /// Milestones done or open.
    pub of: i64,
    /// By when.
    pub target: Option<NaiveDate>,
    /// When something moved last: an update, a milestone, a linked item done, or when it became active.
    pub moved_at: Option<Instant>,
    /// It says how one would know.
    pub has_test: bool,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// A milestone in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneLine {
    /// The milestone.
    pub id: Id,
    /// Its goal.
    pub goal_id: Id,
    /// Its text.
    pub title: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub status: MilestoneStatus,
    /// When it was reached.
    pub done_on: Option<NaiveDate>,
    /// As private as its goal: not for the partner's eyes.
    pub private: bool,
}

/// What moved, in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateLine {
    /// The update.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// What.
    pub text: String,
    /// The percent from here on.
    pub percent: Option<i64>,
    /// How sure one is from here on, 0–10.
    pub confidence: Option<i64>,
    /// As private as its goal: not for the partner's eyes.
    pub private: bool,
}

impl UpdateLine {
    /// What was told beside the words: "60 %", "7/10".
    #[must_use]
    pub fn aside(&self) -> String {
        let percent = self.percent.map(|p| format!("{p} %"));
        let sure = self.confidence.map(|n| format!("{n}/10"));
        let told: Vec<_> = percent.into_iter().chain(sure).collect();
        told.join(" · ")
    }
}

/// What moved in a goal from a day on, the newest first.
pub const MOVED_SINCE: &str = "SELECT id, at, text, percent, (SELECT visibility FROM goals g WHERE g.id = goal_id), confidence FROM goal_updates
    WHERE goal_id = ?1 AND at >= ?2 AND deleted_at IS NULL ORDER BY at DESC, id DESC LIMIT ?3";

/// The milestones of a goal that were reached from a day on, in their order.
pub const REACHED_SINCE: &str = "SELECT id, goal_id, title, due, status, done_on, (SELECT visibility FROM goals g WHERE g.id = goal_id) FROM milestones
    WHERE goal_id = ?1 AND status = 'done' AND done_on >= ?2 AND deleted_at IS NULL ORDER BY position, id LIMIT ?3";

fn update(r: &rusqlite::Row<'_>) -> rusqlite::Result<UpdateLine> {
    Ok(UpdateLine {
        id: id(r, 0)?,
        at: instant(r, 1)?.unwrap_or_default(),
        text: text(r, 2)?,
        percent: r.get(3)?,
        confidence: r.get(5)?,
        private: is_private(r, 4)?,
    })
}

/// Which goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Mine (and ours): not closed.
    Mine,
    /// The partner's: not closed.
    Theirs,
    /// Closed ones of both.
    Closed,
}

/// When something moved last in a goal.
macro_rules! moved_at {
    () => {
        "max(coalesce(g.active_since, g.created_at),
        coalesce((SELECT max(u.at) FROM goal_updates u WHERE u.goal_id = g.id AND u.deleted_at IS NULL), ''),
        coalesce((SELECT max(m.done_on) || 'T12:00:00Z' FROM milestones m WHERE m.goal_id = g.id AND m.deleted_at IS NULL AND m.status = 'done'), ''),
        coalesce((SELECT max(i.closed_at) FROM agenda_items i WHERE unhex(i.link ->> 'id', '-') = g.id AND i.link IS NOT NULL AND i.status = 'done'), ''))"
    };
}
pub(super) use moved_at;

macro_rules! goal_columns {
    () => {
        concat!("SELECT g.id, g.owner, g.title, g.status, g.progress_mode, g.percent,
    (SELECT count(*) FROM milestones m WHERE m.goal_id = g.id AND m.deleted_at IS NULL AND m.status = 'done'),
    (SELECT count(*) FROM milestones m WHERE m.goal_id = g.id AND m.deleted_at IS NULL AND m.status IN ('open', 'done')),
    g.target_date, ", moved_at!(), ", g.success_test IS NOT NULL, g.closed_on, g.visibility FROM goals g ")
    };
}
pub(super) use goal_columns;

/// A page of my goals: active, then drafts, then on hold.
pub const MINE: &str = concat!(goal_columns!(), "WHERE g.relationship_id = ?1 AND g.status IN ('active', 'draft', 'on_hold') AND g.owner IN ('me', 'both') AND g.deleted_at IS NULL
    ORDER BY g.status, g.created_at, g.id LIMIT ?2 OFFSET ?3");

/// A page of the partner's goals.
pub const THEIRS: &str = concat!(goal_columns!(), "WHERE g.relationship_id = ?1 AND g.status IN ('active', 'draft', 'on_hold') AND g.owner = 'partner' AND g.deleted_at IS NULL
    ORDER BY g.status, g.created_at, g.id LIMIT ?2 OFFSET ?3");

/// A page of the closed goals, the newest first.
pub const CLOSED: &str = concat!(goal_columns!(), "WHERE g.relationship_id = ?1 AND g.status IN ('achieved', 'partly_achieved', 'dropped') AND g.deleted_at IS NULL
    ORDER BY g.closed_on DESC, g.id DESC LIMIT ?2 OFFSET ?3");

pub(super) fn goal(row: &rusqlite::Row<'_>) -> rusqlite::Result<GoalLine> {
    Ok(GoalLine {
        id: id(row, 0)?,
        owner: word(row, 1)?,
        title: text(row, 2)?,
        status: word(row, 3)?,
        mode: word(row, 4)?,
        percent: row.get(5)?,
        done: row.get(6)?,
        of: row.get(7)?,
        target: day(row, 8)?,
        moved_at: instant(row, 9)?,
        has_test: row.get(10)?,
        closed_on: day(row, 11)?,
        private: is_private(row, 12)?,
    })
}

fn milestone(row: &rusqlite::Row<'_>) -> rusqlite::Result<MilestoneLine> {
    Ok(MilestoneLine {
        id: id(row, 0)?,
        goal_id: id(row, 1)?,
        title: text(row, 2)?,
        due: day(row, 3)?,
        status: word(row, 4)?,
        done_on: day(row, 5)?,
        private: is_private(row, 6)?,
    })
}

impl Store {
    /// How many goals there are of each kind of section.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn goal_count(&self, relationship: Id, which: Which) -> Result<usize> {
        let sql = match which {
            Which::Mine => {
                "SELECT count(*) FROM goals WHERE relationship_id = ? AND status IN ('active', 'draft', 'on_hold') AND owner IN ('me', 'both') AND deleted_at IS NULL"
            }
            Which::Theirs => {
                "SELECT count(*) FROM goals WHERE relationship_id = ? AND status IN ('active', 'draft', 'on_hold') AND owner = 'partner' AND deleted_at IS NULL"
            }
            Which::Closed => {
                "SELECT count(*) FROM goals WHERE relationship_id = ? AND status IN ('achieved', 'partly_achieved', 'dropped') AND deleted_at IS NULL"
            }
        };
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of goals.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn goals_page(
        &self,
        relationship: Id,
        which: Which,
        range: &Range<usize>,
    ) -> Result<Vec<GoalLine>> {
        let (limit, offset) = page(range);
        let sql = match which {
            Which::Mine => MINE,
            Which::Theirs => THEIRS,
            Which::Closed => CLOSED,
        };
        self.rows(sql, params![relationship.blob(), limit, offset], goal)
    }

    /// The open goals' titles with their ids and whether they are private, for the one-line grammar.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn goal_names(&self, relationship: Id) -> Result<Vec<(Id, String, bool)>> {
        let sql = "SELECT id, title, visibility FROM goals WHERE relationship_id = ? AND status = 'active' AND deleted_at IS NULL LIMIT 200";
        self.rows(sql, [relationship.blob()], |r| {
            Ok((id(r, 0)?, text(r, 1)?, is_private(r, 2)?))
        })
    }

    /// How many milestones a goal has.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn milestone_count(&self, goal: Id) -> Result<usize> {
        Ok(count(self.number(
            "SELECT count(*) FROM milestones WHERE goal_id = ? AND deleted_at IS NULL",
            [goal.blob()],
        )?))
    }

    /// A page of a goal's milestones, in order.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn milestones_page(&self, goal: Id, range: &Range<usize>) -> Result<Vec<MilestoneLine>> {
        let (limit, offset) = page(range);
        let sql = "SELECT id, goal_id, title, due, status, done_on, (SELECT visibility FROM goals g WHERE g.id = goal_id) FROM milestones WHERE goal_id = ?1 AND deleted_at IS NULL ORDER BY position, id LIMIT ?2 OFFSET ?3";
        self.rows(sql, params![goal.blob(), limit, offset], milestone)
    }

    /// How many updates a goal has.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn update_count(&self, goal: Id) -> Result<usize> {
        Ok(count(self.number(
            "SELECT count(*) FROM goal_updates WHERE goal_id = ? AND deleted_at IS NULL",
            [goal.blob()],
        )?))
    }

    /// A page of what moved, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn updates_page(&self, goal: Id, range: &Range<usize>) -> Result<Vec<UpdateLine>> {
        let (limit, offset) = page(range);
        let sql = "SELECT id, at, text, percent, (SELECT visibility FROM goals g WHERE g.id = goal_id), confidence FROM goal_updates WHERE goal_id = ?1 AND deleted_at IS NULL ORDER BY at DESC, id DESC LIMIT ?2 OFFSET ?3";
        self.rows(sql, params![goal.blob(), limit, offset], update)
    }

    /// What moved in a goal from a day on, the newest first, at most `most`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn moved_since(&self, goal: Id, since: NaiveDate, most: usize) -> Result<Vec<UpdateLine>> {
        let most = i64::try_from(most).unwrap_or(20);
        let bound = params![goal.blob(), since.to_string(), most];
        self.rows(MOVED_SINCE, bound, update)
    }

    /// The milestones of a goal that were reached from a day on, at most `most`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn reached_since(
        &self,
        goal: Id,
        since: NaiveDate,
        most: usize,
    ) -> Result<Vec<MilestoneLine>> {
        let most = i64::try_from(most).unwrap_or(20);
        let bound = params![goal.blob(), since.to_string(), most];
        self.rows(REACHED_SINCE, bound, milestone)
    }

    /// The next open milestones of a goal; those done today stay in view until tomorrow.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn next_milestones(
        &self,
        goal: Id,
        most: usize,
        today: NaiveDate,
    ) -> Result<Vec<MilestoneLine>> {
        let sql = "SELECT id, goal_id, title, due, status, done_on, (SELECT visibility FROM goals g WHERE g.id = goal_id) FROM milestones WHERE goal_id = ?1 AND deleted_at IS NULL
            AND (status = 'open' OR (status = 'done' AND done_on = ?3)) ORDER BY position, id LIMIT ?2";
        let found = self.rows(
            sql,
            params![
                goal.blob(),
                i64::try_from(most + 3).unwrap_or(4),
                today.to_string()
            ],
            milestone,
        )?;
        let mut open = 0;
        Ok(found
            .into_iter()
            .filter(|m| {
                open += usize::from(m.status == MilestoneStatus::Open);
                m.status == MilestoneStatus::Done || open <= most
            })
            .collect())
    }

    /// What hangs on a goal: held sessions with a linked item, pieces of feedback, promises.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn goal_ties(&self, goal: Id) -> Result<(i64, i64, i64)> {
        let sql = "SELECT (SELECT count(DISTINCT session_id) FROM agenda_items WHERE unhex(link ->> 'id', '-') = ?1 AND link IS NOT NULL AND status = 'done'),
            (SELECT count(*) FROM feedback WHERE goal_id = ?1 AND deleted_at IS NULL), (SELECT count(*) FROM commitments WHERE goal_id = ?1 AND deleted_at IS NULL)";
        let found = self.first(sql, [goal.blob()], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })?;
        Ok(found.unwrap_or_default())
    }
}

/// A goal that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedGoal {
    /// The row.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Not for the partner's eyes.
    pub private: bool,
    /// The line on how it ended.
    pub note: String,
    /// Reached, in part, or let go.
    pub status: GoalStatus,
}

impl Store {
    /// The goals that were closed on a day.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn closed_today(&self, relationship: Id, on: NaiveDate) -> Result<Vec<ClosedGoal>> {
        let sql = "SELECT id, title, visibility, close_note, status FROM goals WHERE relationship_id = ?1 AND status IN ('achieved', 'partly_achieved', 'dropped') AND closed_on = ?2 AND deleted_at IS NULL LIMIT 30";
        self.rows(sql, params![relationship.blob(), on.to_string()], |r| {
            Ok(ClosedGoal {
                id: id(r, 0)?,
                title: text(r, 1)?,
                private: is_private(r, 2)?,
                note: text(r, 3)?,
                status: word(r, 4)?,
            })
        })
    }

    /// The milestones that were done on a day, with their titles, and whether their goal is private.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn milestones_done_on(
        &self,
        relationship: Id,
        on: NaiveDate,
    ) -> Result<Vec<(Id, String, bool)>> {
        let sql = "SELECT m.id, m.title, g.visibility FROM milestones m JOIN goals g ON g.id = m.goal_id
            WHERE m.relationship_id = ?1 AND m.status = 'done' AND m.done_on = ?2 AND m.deleted_at IS NULL AND g.deleted_at IS NULL LIMIT 30";
        self.rows(sql, params![relationship.blob(), on.to_string()], |r| {
            Ok((id(r, 0)?, text(r, 1)?, is_private(r, 2)?))
        })
    }
}
