//! The triggers that note a written row for the index, whichever code writes. They follow the columns of the tables.

use super::source::{ANY_DAY, date_in_sql, day_in_sql, meeting_in_sql, number_in_sql};
use crate::domain::{Table, search};

/// When a changed row's session was, or is to be.
fn its_meeting() -> String {
    let meeting = meeting_in_sql("sessions");
    format!("(SELECT {meeting} FROM sessions WHERE id = OLD.session_id)")
}

/// The triggers of a table; none where it is not searched.
pub(in crate::store) fn note_writes(table: Table) -> String {
    if search::columns(table).is_empty() {
        return String::new();
    }
    let of_children = match table {
        Table::Goals => of_parent(table, "goal_id"),
        Table::Sessions => of_parent(table, "session_id"),
        _ => String::new(),
    };
    of_table(table) + &of_children
}

fn of_table(table: Table) -> String {
    let (name, columns) = (table.name(), told_by(table));
    let (new, old) = (number_in_sql(table, "NEW"), number_in_sql(table, "OLD"));
    let mut day = day_in_sql(&date_in_sql(table, "OLD", &its_meeting()));
    if search::is_of_a_session(table) {
        // Its session is taken away with it, and may be gone before it is: then no day can be told.
        day = format!(
            "iif(OLD.session_id IS NULL OR EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session_id), {day}, {ANY_DAY})"
        );
    }
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS search_{name}_added AFTER INSERT ON {name}
         BEGIN INSERT OR IGNORE INTO search_pending VALUES ({new}, NULL); END;
         CREATE TEMP TRIGGER IF NOT EXISTS search_{name}_changed AFTER UPDATE OF {columns} ON {name}
         BEGIN INSERT OR IGNORE INTO search_pending VALUES ({old}, {day}); END;
         CREATE TEMP TRIGGER IF NOT EXISTS search_{name}_removed AFTER DELETE ON {name}
         BEGIN INSERT OR IGNORE INTO search_pending VALUES ({old}, {day}); END;"
    )
}

/// The columns by which a session that was held has its day.
const HELD: &[&str] = &["status", "started_at"];

/// The columns whose change makes another entry.
fn told_by(table: Table) -> String {
    let mut names: Vec<_> = search::columns(table).iter().map(|c| c.name).collect();
    names.extend(search::dated_by(table));
    names.extend(HELD.iter().filter(|_| table == Table::Sessions));
    names.extend(
        ["visibility", "session_id"]
            .into_iter()
            .filter(|name| table.column(name).is_some()),
    );
    names.extend(table.parent());
    names.push("deleted_at");
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// Rows that are private, dated or in the trash as what they belong to.
fn of_parent(parent: Table, column: &str) -> String {
    let name = parent.name();
    let belongs = |table: &Table| {
        table.parent() == Some(column)
            || (parent == Table::Sessions && search::is_of_a_session(*table))
    };
    let notes: Vec<_> = super::tables()
        .filter(belongs)
        .map(|child| {
            let number = number_in_sql(child, "c");
            let day = day_in_sql(&date_in_sql(child, "c", &meeting_in_sql("OLD")));
            let child = child.name();
            format!("INSERT OR IGNORE INTO search_pending SELECT {number}, {day} FROM {child} c WHERE c.{column} = NEW.id;")
        })
        .collect();
    let columns = search::dated_by(parent).iter();
    let columns: Vec<_> = columns
        .chain(HELD.iter().filter(|_| parent == Table::Sessions))
        .map(|column| format!(", {column}"))
        .collect();
    // That a session is begun or ends, on its day, changes nothing for what stands in it.
    let day = |row| day_in_sql(&date_in_sql(parent, row, ""));
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS search_of_{name} AFTER UPDATE OF visibility, deleted_at{} ON {name}
         WHEN OLD.visibility IS NOT NEW.visibility OR OLD.deleted_at IS NOT NEW.deleted_at OR {} IS NOT {}
         BEGIN {} END;",
        columns.concat(),
        day("OLD"),
        day("NEW"),
        notes.join(" ")
    )
}
