//! Keeps the story in step with the rows that it tells of: in the transaction that writes them.

use chrono::NaiveTime;
use rusqlite::params;

use super::{Result, Store};
use crate::domain::story::{Event, events};
use crate::domain::{Id, Row, Table, Word};

/// The name under which the file remembers that its story was told from the rows that were there before.
const TOLD: &str = "story";

/// And that it tells of the sessions that were held on the day on which they were.
const HELD: &str = "story of held sessions";

/// The held sessions whose beginning is known.
const BEGUN: &str = "SELECT id, planned_start, started_at, zone FROM sessions WHERE status = 'held' AND started_at IS NOT NULL AND deleted_at IS NULL";

/// What a row told is told no more.
const GONE: &str = "DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = ?1) AND row_id = ?2";

/// What the milestones and updates of a goal told is told no more.
const CHILDREN_GONE: &str = "DELETE FROM story WHERE relationship = (SELECT r.rowid FROM goals g JOIN relationships r ON r.id = g.relationship_id WHERE g.id = ?1)
    AND row_id IN (SELECT id FROM milestones WHERE goal_id = ?1 UNION ALL SELECT id FROM goal_updates WHERE goal_id = ?1)";

/// A row's relationship and its id; a relationship's own row tells of itself.
fn named(row: &Row) -> Option<(Id, Id)> {
    let named = |name: &str| row.get(name).and_then(|id| Id::parse(id.as_str()?));
    let id = named("id")?;
    Some((named("relationship_id").unwrap_or(id), id))
}

impl Store {
    /// Tells what a new row holds.
    pub(super) fn tell_new(&self, table: Table, row: &Row) -> Result<()> {
        self.tell(row, &events(table, row, self.zone.get()))
    }

    /// Tells a row anew where what it tells has changed; with a goal go its milestones and updates.
    pub(super) fn tell_again(&self, table: Table, id: Id, before: &Row, after: &Row) -> Result<()> {
        let zone = self.zone.get();
        let is = self.told_of(table, after)?;
        if is != events(table, before, zone) {
            self.untell(before)?;
            self.tell(after, &is)?;
        }
        let trash = super::row::TRASH.name;
        if table == Table::Goals && before.contains_key(trash) != after.contains_key(trash) {
            self.tell_children(id, after.contains_key(trash))?;
        }
        Ok(())
    }

    /// What a row tells; a child in a trashed goal tells nothing.
    fn told_of(&self, table: Table, row: &Row) -> Result<Vec<Event>> {
        let told = events(table, row, self.zone.get());
        let goal = row.get("goal_id").and_then(|id| Id::parse(id.as_str()?));
        let goal = goal.filter(|_| table.parent() == Some("goal_id") && !told.is_empty());
        let is_gone = match goal {
            Some(goal) => self
                .row(Table::Goals, goal)?
                .is_some_and(|goal| goal.contains_key(super::row::TRASH.name)),
            None => false,
        };
        Ok(if is_gone { Vec::new() } else { told })
    }

    fn tell_children(&self, goal: Id, is_gone: bool) -> Result<()> {
        self.connection
            .prepare_cached(CHILDREN_GONE)?
            .execute([goal.blob()])?;
        if is_gone {
            return Ok(());
        }
        for (table, sql) in [
            (
                Table::Milestones,
                "SELECT id FROM milestones WHERE goal_id = ?",
            ),
            (
                Table::GoalUpdates,
                "SELECT id FROM goal_updates WHERE goal_id = ?",
            ),
        ] {
            for id in self.rows(sql, [goal.blob()], |r| super::id(r, 0))? {
                if let Some(row) = self.row(table, id)? {
                    self.tell_new(table, &row)?;
                }
            }
        }
        Ok(())
    }

    fn untell(&self, row: &Row) -> Result<()> {
        if let Some((relationship, id)) = named(row) {
            self.connection
                .prepare_cached(GONE)?
                .execute([relationship.blob(), id.blob()])?;
        }
        Ok(())
    }

    fn tell(&self, row: &Row, told: &[Event]) -> Result<()> {
        let Some((relationship, id)) = named(row).filter(|_| !told.is_empty()) else {
            return Ok(());
        };
        let number = "SELECT rowid FROM relationships WHERE id = ?";
        let number: Option<i64> = self.first(number, [relationship.blob()], |r| r.get(0))?;
        debug_assert!(
            number.is_some(),
            "a relationship is written before what it holds"
        );
        let mut add = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO story (relationship, at, row_id, is_end, kind) VALUES (?, ?, ?, ?, ?)",
        )?;
        for event in told {
            let midnight = event.day.and_time(NaiveTime::MIN).and_utc().timestamp();
            let at = midnight / 60 + event.minute;
            add.execute(params![
                number,
                at,
                id.blob(),
                event.is_end,
                event.kind.word()
            ])?;
        }
        Ok(())
    }

    /// Tells the story of the rows that a file held before it kept one: once.
    pub(super) fn tell_all(&self) -> Result<()> {
        if self.is_remembered(TOLD)? {
            return self.tell_held();
        }
        self.transaction(|| {
            for table in Table::ALL {
                self.each_row(*table, |row| {
                    let told = self.told_of(*table, &row)?;
                    self.tell(&row, &told)
                })?;
            }
            self.remember(TOLD)?;
            self.remember(HELD)
        })
    }

    /// The sessions that were held on another day than the one for which they were planned.
    fn held_on_another_day(&self) -> Result<Vec<Id>> {
        let mut found = self.rows(BEGUN, [], |r| {
            let zone = super::text(r, 3)?.parse().unwrap_or(self.zone.get());
            let day = |n| Ok::<_, rusqlite::Error>(super::instant(r, n)?.map(|at| at.day(zone)));
            Ok((super::id(r, 0)?, day(1)? != day(2)?))
        })?;
        found.retain(|(_, is_other)| *is_other);
        Ok(found.into_iter().map(|(id, _)| id).collect())
    }

    /// Tells again of the sessions of a file that told of them on their planned day: once.
    fn tell_held(&self) -> Result<()> {
        if self.is_remembered(HELD)? {
            return Ok(());
        }
        self.transaction(|| {
            for id in self.held_on_another_day()? {
                if let Some(row) = self.row(Table::Sessions, id)? {
                    self.untell(&row)?;
                    self.tell_new(Table::Sessions, &row)?;
                }
            }
            self.remember(HELD)
        })
    }

    fn is_remembered(&self, name: &str) -> Result<bool> {
        let told = "SELECT count(*) FROM memory WHERE name = ?";
        Ok(self.number(told, [name])? > 0)
    }

    fn remember(&self, name: &str) -> Result<()> {
        let remember = "INSERT OR REPLACE INTO memory (name, value) VALUES (?, 'told')";
        self.connection.execute(remember, [name])?;
        Ok(())
    }
}
