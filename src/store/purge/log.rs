//! What the log knows of rows that go: their changes, names of actions that tell them, pointers to them.

use std::collections::HashSet;

use rusqlite::params;
use serde_json::Value as Json;

use crate::domain::{Id, Row, Table};
use crate::store::{Result, Store, text};

/// What an action is called that was about what is gone, as far as it was about other rows too.
const SCRUBBED: &str = "In part gone for good";

/// A change of the log: batch, number, before, after.
type Logged = (i64, i64, Option<String>, Option<String>);

impl Store {
    /// The actions of a person go whole; of those over several people, what was about this one.
    pub(super) fn forget_log(&self, relationship: Id) -> Result<()> {
        let own = "DELETE FROM batches WHERE relationship_id = ?";
        let unlink = "UPDATE batches SET of = NULL WHERE of IN (SELECT seq FROM batches WHERE relationship_id = ?)";
        self.connection.execute(unlink, [relationship.blob()])?;
        self.connection.execute(own, [relationship.blob()])?;
        // Rows that were added and undone are in no table; the log tells whose they were.
        let owner = Json::String(relationship.to_string());
        for (batch, n, before, after) in self.common_changes(relationship)? {
            let is_theirs =
                |json: &Option<String>| row(json.as_ref()).get("relationship_id") == Some(&owner);
            if is_theirs(&before) || is_theirs(&after) {
                let rows = "SELECT row_id AS id FROM changes WHERE batch = ?1 AND n = ?2";
                self.mark_gone(rows, &[&batch, &n])?;
            }
        }
        Ok(())
    }

    fn common_changes(&self, relationship: Id) -> Result<Vec<Logged>> {
        let sql = "SELECT c.batch, c.n, c.before, c.after FROM batch_relationships t JOIN changes c ON c.batch = t.batch WHERE t.relationship_id = ?";
        self.rows(sql, [relationship.blob()], logged)
    }

    /// Takes what goes out of the log.
    pub(super) fn scrub_log(&self, relationship: Id) -> Result<()> {
        self.drop_pointers(relationship)?;
        self.rename(relationship)?;
        let touched = "CREATE TEMP TABLE IF NOT EXISTS touched (seq INTEGER PRIMARY KEY); DELETE FROM touched;
            INSERT INTO touched SELECT DISTINCT batch FROM changes WHERE row_id IN (SELECT id FROM gone);
            DELETE FROM changes WHERE row_id IN (SELECT id FROM gone);
            DELETE FROM touched WHERE seq IN (SELECT batch FROM changes);
            UPDATE batches SET of = NULL WHERE of IN (SELECT seq FROM touched);
            DELETE FROM batches WHERE seq IN (SELECT seq FROM touched);
            DELETE FROM touched;";
        self.connection.execute_batch(touched)?;
        let belongs =
            "DELETE FROM batch_relationships WHERE relationship_id IN (SELECT id FROM gone)";
        self.connection.execute(belongs, [])?;
        Ok(())
    }

    /// Actions that touched a row that goes, and those whose name tells one, keep no name of it.
    fn rename(&self, relationship: Id) -> Result<()> {
        let touching = "UPDATE batches SET label = ?1, stretch = NULL WHERE seq IN (SELECT batch FROM changes WHERE row_id IN (SELECT id FROM gone))";
        self.connection.execute(touching, [SCRUBBED])?;
        // Going to an action has its name.
        let of = "UPDATE batches SET label = ?1 WHERE of IN (SELECT batch FROM changes WHERE row_id IN (SELECT id FROM gone))";
        self.connection.execute(of, [SCRUBBED])?;
        let telling =
            "UPDATE batches SET label = ?1 WHERE (relationship_id = ?2 OR relationship_id IS NULL)
            AND (instr(label, ?3) OR substr(label, -length(?4)) = ?4)";
        let mut rename = self.connection.prepare(telling)?;
        for title in self.titles_gone()? {
            let line = title.lines().next().unwrap_or_default().trim();
            // A name is cut in a label; a short one is only told where it stands last.
            let begin: String = line.chars().take(20).collect();
            let begin = Some(begin).filter(|b| b.chars().count() >= 12);
            if !line.is_empty() {
                let last = format!(": {line}");
                rename.execute(params![SCRUBBED, relationship.blob(), begin, last])?;
            }
        }
        Ok(())
    }

    fn titles_gone(&self) -> Result<Vec<String>> {
        let mut titles = Vec::new();
        for table in Table::ALL {
            let sql = format!(
                "SELECT {} FROM {} WHERE id IN (SELECT id FROM gone)",
                table.title_column(),
                table.name()
            );
            let found = self.rows(&sql, [], |r| {
                Ok(r.get_ref(0)?
                    .as_str_or_null()
                    .ok()
                    .flatten()
                    .map(str::to_owned))
            })?;
            titles.extend(found.into_iter().flatten());
        }
        Ok(titles)
    }

    /// Changes of rows that stay point no more at rows that go, so that undo brings no such pointer back.
    fn drop_pointers(&self, relationship: Id) -> Result<()> {
        let gone = self.rows("SELECT text FROM gone", [], |r| text(r, 0))?;
        let gone: HashSet<String> = gone.into_iter().collect();
        let own = "SELECT c.batch, c.n, c.before, c.after FROM batches b JOIN changes c ON c.batch = b.seq WHERE b.relationship_id = ?";
        let mut changes = self.rows(own, [relationship.blob()], logged)?;
        changes.extend(self.common_changes(relationship)?);
        let sql = "UPDATE changes SET before = ?3, after = ?4 WHERE batch = ?1 AND n = ?2";
        let mut update = self.connection.prepare(sql)?;
        for (batch, n, before, after) in changes {
            let (was, is) = (
                without(before.as_ref(), &gone),
                without(after.as_ref(), &gone),
            );
            if was.is_some() || is.is_some() {
                update.execute(params![batch, n, was.or(before), is.or(after)])?;
            }
        }
        Ok(())
    }
}

fn logged(r: &rusqlite::Row<'_>) -> rusqlite::Result<Logged> {
    Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
}

fn row(json: Option<&String>) -> Row {
    json.and_then(|j| serde_json::from_str(j).ok())
        .unwrap_or_default()
}

/// The row without pointers to what goes; none where it has no such pointer. Its own id is no pointer.
fn without(json: Option<&String>, gone: &HashSet<String>) -> Option<String> {
    let mut row = row(json);
    let mut has_changed = false;
    let is_gone = |value: &Json| value.as_str().is_some_and(|id| gone.contains(id));
    for (name, value) in &mut row {
        let link = value.get("id").is_some_and(is_gone);
        if name != "id" && name != "relationship_id" && (link || is_gone(value)) {
            *value = Json::Null;
            has_changed = true;
        }
    }
    has_changed.then(|| Json::Object(row).to_string())
}
