//! What search looks through: which columns hold what a person wrote, and on which day a row stands.
//!
//! One place says it, by the columns of each table, so that a new text column is searched without another line. It knows
//! no file and no screen; [`fold`] reads letters as search compares them, and [`query`] says what a text is looked through for.

pub mod fold;
pub mod query;

use serde_json::Value as Json;

use super::table::{Column, Kind, Table};

pub use query::Query;

/// Text columns that hold a name of the program's own, which nobody wrote.
const NOT_WRITTEN: &[&str] = &["zone", "template", "bank_id"];

/// Whether a person wrote what the column holds.
#[must_use]
pub fn is_written(column: &Column) -> bool {
    match column.kind {
        Kind::Text => !NOT_WRITTEN.contains(&column.name),
        Kind::Json => column.name == "sections",
        _ => false,
    }
}

/// The columns of a table that search looks through, what names the row first.
#[must_use]
pub fn columns(table: Table) -> Vec<Column> {
    let mut columns: Vec<_> = table
        .columns()
        .iter()
        .filter(|c| is_written(c))
        .copied()
        .collect();
    columns.sort_by_key(|c| c.name != table.title_column());
    columns
}

/// The columns by which a row has its day, the first that is filled in counts. A row of an agenda has its session's.
#[must_use]
pub fn dated_by(table: Table) -> &'static [&'static str] {
    match table {
        Table::Relationships => &["started_on", "created_at"],
        Table::Agreements => &["effective_from", "agreed_on_me", "created_at"],
        Table::Goals => &["closed_on", "active_since", "created_at"],
        Table::Milestones => &["done_on", "created_at"],
        Table::GoalUpdates => &["at"],
        Table::Sessions => &["planned_start"],
        Table::Questions | Table::FeedbackRequests => &["asked_on", "created_at"],
        Table::Feedback => &["said_on", "created_at"],
        Table::Challenges => &["closed_on", "opened_on", "created_at"],
        Table::Lessons => &["learned_on", "created_at"],
        Table::Pulses => &["taken_on"],
        Table::Resources => &["done_on", "starts_on", "created_at"],
        Table::Wins => &["happened_on"],
        Table::Materials | Table::AgendaItems | Table::Commitments | Table::Dismissals => {
            &["created_at"]
        }
    }
}

/// Whether a row stands where its session stands, and on its day.
#[must_use]
pub fn is_of_a_session(table: Table) -> bool {
    matches!(table, Table::Materials | Table::AgendaItems)
}

/// The text of a column's value; of an agreement's sections, the texts one under the other.
#[must_use]
pub fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(sections) => {
            let texts: Vec<_> = sections
                .iter()
                .filter_map(|s| s.get("text")?.as_str())
                .collect();
            texts.join("\n")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table at a glance; a new text column fails here once, and is then searched on purpose.
    #[test]
    fn every_text_that_a_person_wrote_is_searched() {
        let all: Vec<_> = Table::ALL
            .iter()
            .map(|table| {
                let names: Vec<_> = columns(*table).iter().map(|c| c.name).collect();
                format!("{}: {}", table.name(), names.join(" "))
            })
            .collect();
        assert_eq!(
            all,
            [
                "relationships: partner_name purpose about email organisation end_note",
                "agreements: retention sections",
                "goals: title why success_test baseline obstacle if_then close_note",
                "milestones: title",
                "goal_updates: text",
                "sessions: place summary notes change_reason",
                "materials: label location",
                "agenda_items: title prompt outcome",
                "questions: text answer",
                "commitments: text close_note",
                "feedback: behaviour situation impact intent next_time response_note",
                "feedback_requests: about",
                "challenges: title area what so_what now_what",
                "lessons: text",
                "pulses: comment",
                "resources: title location takeaway",
                "wins: text",
                "dismissals: ",
            ]
        );
    }

    #[test]
    fn every_table_is_dated_by_columns_that_it_has() {
        for table in Table::ALL {
            let known = |name: &&str| {
                table
                    .column(name)
                    .is_some_and(|c| matches!(c.kind, Kind::Day | Kind::Instant))
            };
            assert!(dated_by(*table).iter().all(known), "{table:?}");
        }
    }
}
