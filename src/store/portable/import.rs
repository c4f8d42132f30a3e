//! An import on its way from rows to one batch: ids, relationships, what is here already, positions, references.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::{Report, target};
use crate::domain::agenda::POSITION_STEP;
use crate::domain::incoming::Incoming;
use crate::domain::moment::Now;
use crate::domain::{Batch, Change, Id, Instant, Row, Table, Visibility, Word};
use crate::store::{Result, Store, StoreError, id, optional_id, row};

/// A row as the import will leave it.
struct Planned {
    id: Id,
    incoming: Incoming,
    /// The position that it asks for in its list.
    position: Option<i64>,
    /// The row that is here, the column of the trash included.
    held: Option<Row>,
}

/// A row's list: the goal or the session that it belongs to, else the backlog of its relationship.
type List = (Table, &'static str, Id);

/// What is asked of a row that is here.
#[derive(Clone, Copy)]
struct Here {
    relationship: Option<Id>,
    in_trash: bool,
}

/// An import, as far as it has been planned.
pub(super) struct Importing<'a> {
    store: &'a Store,
    now: Now,
    report: Report,
    /// What comes in, with its relationship.
    coming: HashMap<(Table, Id), Option<Id>>,
    /// What is here, of what was asked for.
    here: HashMap<(Table, Id), Option<Here>>,
    /// What comes in and stays in the trash here.
    trashed: HashSet<(Table, Id)>,
}

impl<'a> Importing<'a> {
    pub(super) fn new(store: &'a Store, now: Now, unknown: Vec<String>) -> Self {
        let report = Report {
            unknown,
            ..Report::default()
        };
        Self {
            store,
            now,
            report,
            coming: HashMap::new(),
            here: HashMap::new(),
            trashed: HashSet::new(),
        }
    }

    /// Says what changes; nothing where a row is wrong.
    pub(super) fn plan(
        mut self,
        rows: Vec<Incoming>,
        name: &str,
        mut new_id: impl FnMut() -> Id,
    ) -> Result<(Batch, Report)> {
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|row| with_id(row, &mut new_id))
            .collect();
        self.fill_relationships(&mut rows)?;
        self.name_rows(&rows);
        let mut planned = Vec::with_capacity(rows.len());
        for (id, incoming) in rows {
            planned.extend(self.compared(id, incoming)?);
        }
        self.place(&mut planned)?;
        for row in &planned {
            self.check_relationship(row)?;
            self.check_references(row)?;
        }
        self.check_live(&planned)?;
        if !self.report.errors.is_empty() {
            let Report {
                unknown, errors, ..
            } = self.report;
            return Ok((
                Batch::default(),
                Report {
                    unknown,
                    errors,
                    ..Report::default()
                },
            ));
        }
        let batch = self.batch(planned, name);
        Ok((batch, self.report))
    }

    fn refuse(&mut self, row: &Incoming, reason: &str) {
        self.report
            .errors
            .push(format!("{}: {reason}", row.place()));
    }

    /// What is here of a row.
    fn here(&mut self, table: Table, id: Id) -> Result<Option<Here>> {
        if let Some(known) = self.here.get(&(table, id)) {
            return Ok(*known);
        }
        let relationship = if table == Table::Relationships {
            "id"
        } else {
            "relationship_id"
        };
        let sql = format!(
            "SELECT {relationship}, deleted_at IS NOT NULL FROM {} WHERE id = ?",
            table.name()
        );
        let read = |r: &rusqlite::Row<'_>| {
            Ok(Here {
                relationship: optional_id(r, 0)?,
                in_trash: r.get(1)?,
            })
        };
        let found = self.store.first(&sql, [id.blob()], read)?;
        self.here.insert((table, id), found);
        Ok(found)
    }

    /// Fills in the relationship where a row doesn't say it: that of the row here, or of its parent, else the only one.
    fn fill_relationships(&mut self, rows: &mut [(Id, Incoming)]) -> Result<()> {
        let lacks = |row: &Incoming| {
            row.table != Table::Relationships && !row.row.contains_key("relationship_id")
        };
        if !rows.iter().any(|(_, row)| lacks(row)) {
            return Ok(());
        }
        let only = self.only_relationship(rows)?;
        let said = |(id, row): &(Id, Incoming)| {
            Some(((row.table, *id), row.reference("relationship_id")?))
        };
        let said: HashMap<_, _> = rows.iter().filter_map(said).collect();
        for (id, row) in rows.iter_mut().filter(|(_, row)| lacks(row)) {
            let mut found = self
                .here(row.table, *id)?
                .and_then(|here| here.relationship);
            if let (None, Some((table, parent))) = (found, parent(row)) {
                found = said.get(&(table, parent)).copied();
                if found.is_none() {
                    found = self.here(table, parent)?.and_then(|here| here.relationship);
                }
            }
            match found.or(only) {
                Some(found) => drop(
                    row.row
                        .insert("relationship_id".into(), Json::String(found.to_string())),
                ),
                None => self.refuse(
                    row,
                    "relationship_id is missing, and which one is meant is not clear",
                ),
            }
        }
        Ok(())
    }

    /// The only relationship that comes in, or where none does, the only one here.
    fn only_relationship(&self, rows: &[(Id, Incoming)]) -> Result<Option<Id>> {
        let mut coming = rows
            .iter()
            .filter(|(_, row)| row.table == Table::Relationships)
            .map(|(id, _)| *id);
        if let Some(first) = coming.next() {
            return Ok(coming.next().is_none().then_some(first));
        }
        let here = self.store.rows(
            "SELECT id FROM relationships WHERE deleted_at IS NULL LIMIT 2",
            [],
            |r| id(r, 0),
        )?;
        Ok(if let [one] = here[..] {
            Some(one)
        } else {
            None
        })
    }

    /// Notes what comes in; an id that came before is an error.
    fn name_rows(&mut self, rows: &[(Id, Incoming)]) {
        for (id, row) in rows {
            if self
                .coming
                .insert((row.table, *id), relationship(*id, row))
                .is_some()
            {
                self.refuse(row, "a row before it has the same id");
            }
        }
    }

    /// Compares a row with the one that is here; none where nothing is to be done.
    fn compared(&mut self, id: Id, incoming: Incoming) -> Result<Option<Planned>> {
        match self.store.row(incoming.table, id)? {
            None => self.added(id, incoming).map(Some),
            Some(held) => self.updated(id, incoming, held),
        }
    }

    fn added(&self, id: Id, mut incoming: Incoming) -> Result<Planned> {
        incoming.begin(self.now);
        let position = position(&incoming);
        normalise(&mut incoming)?;
        Ok(Planned {
            id,
            incoming,
            position,
            held: None,
        })
    }

    fn updated(&mut self, id: Id, mut incoming: Incoming, held: Row) -> Result<Option<Planned>> {
        let in_trash = held.contains_key(row::TRASH.name);
        let is_dated = incoming.row.contains_key("updated_at");
        self.keep(&mut incoming, &held);
        if !is_dated {
            incoming
                .row
                .insert("updated_at".into(), Json::String(self.now.at.to_string()));
        }
        let position = position(&incoming);
        normalise(&mut incoming)?;
        if !in_trash && same(incoming.table, &held, &incoming.row) {
            self.report.skipped += 1;
            return Ok(None);
        }
        if changed_at(&incoming.row) > changed_at(&held) {
            return Ok(Some(Planned {
                id,
                incoming,
                position,
                held: Some(held),
            }));
        }
        let why = if in_trash {
            self.trashed.insert((incoming.table, id));
            "in the trash"
        } else {
            "in the file it is not newer"
        };
        let is_private = incoming.row.get("visibility") == Some(&Visibility::Private.word().into())
            || self.store.is_private(incoming.table, id)?;
        let what = if is_private {
            format!("a private {}", incoming.table.noun())
        } else {
            incoming.spoken()
        };
        self.report.older.push(format!("{what} ({why})"));
        Ok(None)
    }

    /// Keeps what is here where the row says nothing of it and an export may have left it out: what is private, and
    /// pointers to rows that don't come in. Whatever else is absent is empty there, too; but a row without `created_at`
    /// was written by hand, and says no more than it says.
    fn keep(&self, incoming: &mut Incoming, held: &Row) {
        let by_hand = !incoming.row.contains_key("created_at");
        for column in incoming.table.columns() {
            let Some(value) = held
                .get(column.name)
                .filter(|_| !incoming.row.contains_key(column.name))
            else {
                continue;
            };
            let stays = match target(column, value) {
                Some(target) => !self.coming.contains_key(&target),
                None => {
                    column.always_private() || ["visibility", "position"].contains(&column.name)
                }
            };
            if (by_hand || stays) && column.name != "updated_at" {
                incoming.row.insert(column.name.into(), value.clone());
            }
        }
    }

    /// Gives each agenda item and milestone a position of its own: where it says none, or one that is taken, the end.
    fn place(&self, planned: &mut [Planned]) -> Result<()> {
        let moving: HashSet<_> = planned.iter().map(|row| row.id).collect();
        let mut lists: HashMap<List, HashSet<i64>> = HashMap::new();
        let mut at_end = Vec::new();
        for (n, row) in planned.iter().enumerate() {
            let Some(list) = list(&row.incoming) else {
                continue;
            };
            if let std::collections::hash_map::Entry::Vacant(entry) = lists.entry(list) {
                entry.insert(self.taken(list, &moving)?);
            }
            let taken = lists.entry(list).or_default();
            if !row.position.is_some_and(|position| taken.insert(position)) {
                at_end.push((n, list));
            }
        }
        for (n, list) in at_end {
            let taken = lists.entry(list).or_default();
            let end = taken
                .iter()
                .max()
                .copied()
                .unwrap_or(0)
                .saturating_add(POSITION_STEP);
            taken.insert(end);
            if let Some(row) = planned.get_mut(n) {
                row.incoming.row.insert("position".into(), end.into());
            }
        }
        Ok(())
    }

    /// The positions of a list that its rows here keep.
    fn taken(&self, (table, column, of): List, moving: &HashSet<Id>) -> Result<HashSet<i64>> {
        let backlog = if column == "relationship_id" {
            "session_id IS NULL AND "
        } else {
            ""
        };
        let sql = format!(
            "SELECT id, position FROM {} WHERE {backlog}{column} = ? AND deleted_at IS NULL",
            table.name()
        );
        let rows = self
            .store
            .rows(&sql, [of.blob()], |r| Ok((id(r, 0)?, r.get::<_, i64>(1)?)))?;
        Ok(rows
            .into_iter()
            .filter(|(id, _)| !moving.contains(id))
            .map(|(_, position)| position)
            .collect())
    }

    /// A row stays in its relationship, and a child is in that of its parent.
    fn check_relationship(&mut self, row: &Planned) -> Result<()> {
        let table = row.incoming.table;
        let own = relationship(row.id, &row.incoming);
        if row.held.is_some()
            && self
                .here(table, row.id)?
                .is_some_and(|here| here.relationship != own)
        {
            self.refuse(
                &row.incoming,
                "relationship_id is another one than that of the row here",
            );
        }
        let Some((parents, parent)) = parent(&row.incoming) else {
            return Ok(());
        };
        let of_parent = match self.coming.get(&(parents, parent)) {
            Some(relationship) => *relationship,
            None => self
                .here(parents, parent)?
                .and_then(|here| here.relationship),
        };
        if of_parent.is_some_and(|of_parent| Some(of_parent) != own) {
            self.refuse(
                &row.incoming,
                &format!(
                    "relationship_id is another one than that of its {}",
                    parents.noun()
                ),
            );
        }
        Ok(())
    }

    /// Everything that the row points to is here or comes in; what it can't be without is not in the trash.
    fn check_references(&mut self, row: &Planned) -> Result<()> {
        let mut wrong = Vec::new();
        for column in row.incoming.table.columns() {
            let Some((table, id)) = row
                .incoming
                .row
                .get(column.name)
                .and_then(|value| target(column, value))
            else {
                continue;
            };
            let comes = self.coming.contains_key(&(table, id));
            let here = if comes { None } else { self.here(table, id)? };
            let in_trash =
                here.is_some_and(|here| here.in_trash) || self.trashed.contains(&(table, id));
            if !comes && here.is_none() {
                wrong.push(format!("{} {id} is no {} here", column.name, table.noun()));
            } else if in_trash && column.is_needed() {
                wrong.push(format!(
                    "its {} is in the trash here; bring it back first",
                    table.noun()
                ));
            }
        }
        if !wrong.is_empty() {
            self.refuse(&row.incoming, &wrong.join("; "));
        }
        Ok(())
    }

    /// At most one session is live in the whole file.
    fn check_live(&mut self, planned: &[Planned]) -> Result<()> {
        let of_sessions: HashSet<_> = planned
            .iter()
            .filter(|row| row.incoming.table == Table::Sessions)
            .map(|row| row.id)
            .collect();
        let here = self.store.rows(
            "SELECT id FROM sessions WHERE status = 'live' AND deleted_at IS NULL",
            [],
            |r| id(r, 0),
        )?;
        let mut live = here.iter().filter(|id| !of_sessions.contains(id)).count();
        let is_live = |row: &&Planned| {
            row.incoming.table == Table::Sessions
                && row.incoming.row.get("status") == Some(&"live".into())
        };
        for row in planned.iter().filter(is_live) {
            live += 1;
            if live > 1 {
                self.refuse(
                    &row.incoming,
                    "status is 'live', and another session is live already; only one can be",
                );
            }
        }
        Ok(())
    }

    fn batch(&mut self, planned: Vec<Planned>, name: &str) -> Batch {
        let mut relationships: Vec<_> = planned
            .iter()
            .map(|row| relationship(row.id, &row.incoming))
            .collect();
        relationships.sort_unstable();
        relationships.dedup();
        let rows = if planned.len() == 1 { "row" } else { "rows" };
        let label = format!("Imported {} {rows} from {name}", planned.len());
        let relationship_id = if let [one] = relationships[..] {
            one
        } else {
            None
        };
        let changes = planned.into_iter().map(|row| self.change(row)).collect();
        Batch {
            label,
            relationship_id,
            changes,
            stretch: None,
        }
    }

    fn change(&mut self, row: Planned) -> Change {
        let Planned {
            id,
            incoming: Incoming { table, row: is, .. },
            held,
            ..
        } = row;
        let Some(was) = held else {
            self.report.added += 1;
            return Change {
                table,
                id,
                before: None,
                after: Some(is),
            };
        };
        self.report.updated += 1;
        let (mut before, mut after) = (Row::new(), Row::new());
        for name in table
            .columns()
            .iter()
            .map(|c| c.name)
            .chain([row::TRASH.name])
        {
            if was.get(name) != is.get(name) {
                before.insert(name.into(), was.get(name).cloned().unwrap_or(Json::Null));
                after.insert(name.into(), is.get(name).cloned().unwrap_or(Json::Null));
            }
        }
        Change {
            table,
            id,
            before: Some(before),
            after: Some(after),
        }
    }
}

/// The row with its id, a new one where it brings none.
fn with_id(mut incoming: Incoming, new_id: &mut impl FnMut() -> Id) -> (Id, Incoming) {
    let id = incoming.id().unwrap_or_else(new_id);
    incoming
        .row
        .insert("id".into(), Json::String(id.to_string()));
    (id, incoming)
}

fn normalise(incoming: &mut Incoming) -> Result<()> {
    let unreadable = |e: serde_json::Error| StoreError::Unreadable {
        table: incoming.table,
        reason: e.to_string(),
    };
    incoming.row = incoming
        .table
        .normalise(std::mem::take(&mut incoming.row))
        .map_err(unreadable)?;
    Ok(())
}

fn position(incoming: &Incoming) -> Option<i64> {
    incoming.row.get("position").and_then(Json::as_i64)
}

fn relationship(id: Id, row: &Incoming) -> Option<Id> {
    if row.table == Table::Relationships {
        Some(id)
    } else {
        row.reference("relationship_id")
    }
}

/// The parent of a child.
fn parent(row: &Incoming) -> Option<(Table, Id)> {
    let column = row.table.column(row.table.parent()?)?;
    Some((column.reference()?, row.reference(column.name)?))
}

fn list(row: &Incoming) -> Option<List> {
    let column = match row.table {
        Table::Milestones => "goal_id",
        Table::AgendaItems if row.row.contains_key("session_id") => "session_id",
        Table::AgendaItems => "relationship_id",
        _ => return None,
    };
    Some((row.table, column, row.reference(column)?))
}

/// Whether two rows are equal but for the time of their last change.
fn same(table: Table, one: &Row, other: &Row) -> bool {
    table
        .columns()
        .iter()
        .filter(|c| c.name != "updated_at")
        .all(|c| one.get(c.name) == other.get(c.name))
}

fn changed_at(row: &Row) -> Option<Instant> {
    Instant::parse(row.get("updated_at")?.as_str()?).ok()
}
