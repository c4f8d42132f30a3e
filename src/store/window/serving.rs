//! What is open with a goal: promises, what to learn from and agenda items that serve it.

use super::agenda::{ItemLine, PromiseLine, item, promise};
use super::practices::{ResourceLine, resource};
use crate::domain::Id;
use crate::store::{Result, Store};

/// What is open with a goal beside its milestones, as much of each as is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Serving {
    /// Promises, the earliest first.
    pub promises: Vec<PromiseLine>,
    /// What to learn from, that is neither done nor skipped.
    pub resources: Vec<ResourceLine>,
    /// Items of agendas and of the backlog.
    pub items: Vec<ItemLine>,
}

/// The open promises that serve a goal.
pub const PROMISES: &str = "SELECT id, owner, text, due, status, visibility, done_on FROM commitments INDEXED BY commitments_of_goal
    WHERE goal_id = ?1 AND status = 'open' AND deleted_at IS NULL LIMIT 20";

/// What there is to learn from for a goal.
pub const RESOURCES: &str = "SELECT id, title, kind, status, starts_on, done_on, takeaway IS NOT NULL, visibility FROM resources INDEXED BY resources_of_goal
    WHERE goal_id = ?1 AND status IN ('doing', 'planned', 'suggested') AND deleted_at IS NULL LIMIT 20";

/// The open items about a goal.
pub const ITEMS: &str = "SELECT id, session_id, kind, owner, title, minutes, status, carry_count, visibility, outcome, prompt, link ->> 'table', link ->> 'id'
    FROM agenda_items INDEXED BY agenda_items_about WHERE unhex(link ->> 'id', '-') = ?1 AND link IS NOT NULL AND status = 'open' AND deleted_at IS NULL LIMIT 20";

impl Store {
    /// What is open with a goal.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn serving(&self, goal: Id) -> Result<Serving> {
        let mut promises = self.rows(PROMISES, [goal.blob()], promise)?;
        promises.sort_by_key(|line| (line.due.is_none(), line.due));
        Ok(Serving {
            promises,
            resources: self.rows(RESOURCES, [goal.blob()], resource)?,
            items: self.rows(ITEMS, [goal.blob()], item)?,
        })
    }
}
