//! The triggers that note a written row for the index, whichever code writes. They follow the columns of the tables.

use super::source::{date_in_sql, day_in_sql, number_in_sql};
use crate::domain::{Table, search};

/// Where a changed row's session began.
const SESSION: &str = "(SELECT planned_start FROM sessions WHERE id = OLD.session_id)";

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
    let day = day_in_sql(&date_in_sql(table, "OLD", SESSION));
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS search_{name}_added AFTER INSERT ON {name}
         BEGIN INSERT OR IGNORE INTO search_pending VALUES ({new}, NULL); END;
         CREATE TEMP TRIGGER IF NOT EXISTS search_{name}_changed AFTER UPDATE OF {columns} ON {name}
         BEGIN INSERT OR IGNORE INTO search_pending VALUES ({old}, {day}); END;
         CREATE TEMP TRIGGER IF NOT EXISTS search_{name}_removed AFTER DELETE ON {name}
         BEGIN INSERT OR IGNORE INTO search_pending VALUES ({old}, {day}); END;"
    )
}

/// The columns whose change makes another entry.
fn told_by(table: Table) -> String {
    let mut names: Vec<_> = search::columns(table).iter().map(|c| c.name).collect();
    names.extend(search::dated_by(table));
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
            let day = day_in_sql(&date_in_sql(child, "c", "OLD.planned_start"));
            let child = child.name();
            format!("INSERT OR IGNORE INTO search_pending SELECT {number}, {day} FROM {child} c WHERE c.{column} = NEW.id;")
        })
        .collect();
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS search_of_{name} AFTER UPDATE OF visibility, deleted_at, {} ON {name} BEGIN {} END;",
        search::dated_by(parent).join(", "),
        notes.join(" ")
    )
}
