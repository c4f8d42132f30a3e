//! What a row is called on an agenda: as one recognises it there, where the column that names it holds a time, a day or a number.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::Scene;
use crate::domain::{Goal, Id, Instant, Row, Table, when};
use crate::store::Result;

/// The title of an item about this row; never empty.
///
/// # Errors
/// When the file can't be read.
pub(super) fn called(scene: &Scene, table: Table, row: &Row) -> Result<String> {
    let text = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default();
    let day = |name: &str| {
        let day: Option<NaiveDate> = text(name).parse().ok();
        day.map(|day| when::show_day(day, scene.today()))
    };
    let title = match table {
        Table::Sessions => Some(session(scene, text("started_at"), text("planned_start"))),
        Table::Pulses => day("taken_on").map(|day| format!("Pulse of {day}")),
        Table::Relationships => day("started_on").map(|day| format!("Together since {day}")),
        Table::Agreements => row
            .get("version")
            .map(|version| format!("How we work together, version {version}")),
        // A line that holds a number alone goes by its goal.
        Table::GoalUpdates if text("text").trim().is_empty() => match Id::parse(text("goal_id")) {
            Some(goal) => Some(scene.store.get::<Goal>(goal)?.title),
            None => None,
        },
        _ => None,
    };
    let title = title.unwrap_or_else(|| first_line(text(table.title_column())));
    Ok(match (table, first_line(text("summary"))) {
        (Table::Sessions, sentence) if !sentence.is_empty() => format!("{title}: {sentence}"),
        _ if title.is_empty() => format!("A {} without words", table.noun()),
        _ => title,
    })
}

/// "Session of Tue 17 Nov": the day on which it began, else that for which it was planned.
fn session(scene: &Scene, started: &str, planned: &str) -> String {
    let at = Instant::parse(started).or_else(|_| Instant::parse(planned));
    at.map_or_else(
        |_| "Session".to_owned(),
        |at| {
            let day = at.day(scene.now.zone);
            format!("Session of {}", when::show_day(day, scene.today()))
        },
    )
}

/// The first line that says something: a title takes one.
pub(super) fn first_line(text: &str) -> String {
    let mut lines = text.lines().map(str::trim);
    lines
        .find(|line| !line.is_empty())
        .unwrap_or_default()
        .to_owned()
}
