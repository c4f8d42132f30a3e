//! Keeps the story in step with the rows that it tells of: in the transaction that writes them.

use rusqlite::params;

use super::{Result, Store};
use crate::domain::story::{Event, events};
use crate::domain::{Id, Row, Table, Word};

/// The name under which the file remembers that its story was told from the rows that were there before.
const TOLD: &str = "story";

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
            self.untell(id)?;
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
                self.untell(id)?;
                if let Some(row) = self.row(table, id)?.filter(|_| !is_gone) {
                    self.tell_new(table, &row)?;
                }
            }
        }
        Ok(())
    }

    fn untell(&self, id: Id) -> Result<()> {
        let mut gone = self
            .connection
            .prepare_cached("DELETE FROM story WHERE row_id = ?")?;
        gone.execute([id.blob()])?;
        Ok(())
    }

    fn tell(&self, row: &Row, told: &[Event]) -> Result<()> {
        let named = |name: &str| row.get(name).and_then(|id| Id::parse(id.as_str()?));
        let Some(id) = named("id").filter(|_| !told.is_empty()) else {
            return Ok(());
        };
        // A relationship's own row tells of itself.
        let relationship = named("relationship_id").unwrap_or(id);
        let mut add = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO story (relationship_id, month, day, minute, row_id, is_end, kind) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        for event in told {
            let day = event.day.to_string();
            let month = day.get(..7).unwrap_or_default();
            add.execute(params![
                relationship.blob(),
                month,
                day,
                event.minute,
                id.blob(),
                event.is_end,
                event.kind.word()
            ])?;
        }
        Ok(())
    }

    /// Tells the story of the rows that a file held before it kept one: once.
    pub(super) fn tell_all(&self) -> Result<()> {
        let told = "SELECT count(*) FROM memory WHERE name = ?";
        if self.number(told, [TOLD])? > 0 {
            return Ok(());
        }
        self.transaction(|| {
            for table in Table::ALL {
                for row in self.table_rows(*table)? {
                    let told = self.told_of(*table, &row)?;
                    self.tell(&row, &told)?;
                }
            }
            let remember = "INSERT OR REPLACE INTO memory (name, value) VALUES (?, 'told')";
            self.connection.execute(remember, [TOLD])?;
            Ok(())
        })
    }
}
