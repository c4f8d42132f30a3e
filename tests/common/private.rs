//! A file for looking whether anything private, or anybody else, gets where it should not: with one person a private row of
//! every kind and in every state, each of its texts marked, and shared rows that name two others; with those two, rows of their own.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part; a test may panic"
)]

use ithaca::domain::Table;
use ithaca::domain::table::{Column, Kind};
use serde_json::{Map, Value as Json, json};

/// With whom the private rows are.
pub const HERE: &str = "Athena";
/// The two others; one writes their names with capitals.
pub const OTHERS: [&str; 2] = ["Zephyrine Oakhollow", "Brumald"];
/// In every text of a private row.
pub const SECRET: &str = "Qz";
/// In every text of the two others' rows.
pub const THEIRS: &str = "Qy";

/// What must stand nowhere on a masked screen.
pub const HIDDEN: [&str; 5] = [SECRET, THEIRS, "Zephyri", "Oakho", "Brumal"];

/// Whose rows are made, and how.
struct Whose {
    relationship: u128,
    first: u128,
    visibility: &'static str,
    mark: &'static str,
}

fn uuid(number: u128) -> String {
    uuid::Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0000 + number).to_string()
}

/// The id of the first row of a table that a maker makes.
fn first(whose: &Whose, table: Table) -> String {
    let n = Table::ALL.iter().position(|t| *t == table).unwrap() as u128;
    uuid(whose.first + 1000 * n)
}

/// What a column holds, where nothing else is wanted of it.
fn value(whose: &Whose, table: Table, column: &Column, position: u128) -> Option<Json> {
    Some(match (column.kind, column.name) {
        (_, "relationship_id") => json!(uuid(whose.relationship)),
        (_, "visibility") => json!(whose.visibility),
        // The program's own words, and what ties sessions to one another.
        (
            _,
            "zone" | "bank_id" | "template" | "created_at" | "updated_at" | "deleted_at"
            | "moved_to_id" | "moved_from_id" | "carried_from_id" | "current_item_id",
        ) => return None,
        (Kind::Text, name) => json!(format!("{} {} {name}", whose.mark, table.name())),
        (Kind::Id, _) => json!(first(whose, column.reference()?)),
        (Kind::Day, "due" | "target_date") => json!("2026-11-25"),
        (Kind::Day, _) => json!("2026-11-20"),
        (Kind::Instant, "planned_start") => json!(format!(
            "2026-11-2{}T1{}:00:00Z",
            5 + position % 3,
            position % 9
        )),
        (Kind::Instant, _) => json!("2026-11-20T09:00:00Z"),
        (Kind::Word(words), _) => json!(words.first()?),
        (Kind::Json, "sections") => {
            json!([{"id": "purpose", "text": format!("{} sections", whose.mark)}])
        }
        (Kind::Json, "answers") => json!({"1": 3}),
        (Kind::Int, "version") => json!(position + 1),
        _ => return None,
    })
}

/// A row for each word of each of its columns, and so one in every state.
fn rows(whose: &Whose, table: Table) -> Vec<Json> {
    let mut variants: Vec<Map<String, Json>> = vec![Map::new()];
    for column in table.columns() {
        let Kind::Word(words) = column.kind else {
            continue;
        };
        let is_varied =
            column.name != "visibility" && (column.name, table) != ("template", Table::Sessions);
        for word in words
            .iter()
            .skip(1)
            .filter(|word| is_varied && **word != "live")
        {
            variants.push(Map::from_iter([(column.name.to_owned(), json!(word))]));
        }
    }
    // One that may lie in the trash.
    variants.push(Map::new());
    let make = |(n, variant): (usize, Map<String, Json>)| {
        let n = n as u128;
        let columns = table.columns().iter();
        let mut row: Map<String, Json> = columns
            .filter_map(|c| Some((c.name.to_owned(), value(whose, table, c, n)?)))
            .collect();
        let base = uuid::Uuid::parse_str(&first(whose, table))
            .unwrap()
            .as_u128();
        row.insert(
            "id".into(),
            json!(uuid::Uuid::from_u128(base + n).to_string()),
        );
        row.extend(variant);
        Json::Object(row)
    };
    variants.into_iter().enumerate().map(make).collect()
}

/// A private row stands in a shared session and on the backlog too, not only in a private one.
fn elsewhere(table: Table, rows: &mut Vec<Json>, sessions: [&str; 2]) {
    let own = rows.clone();
    for (n, session) in [Some(sessions[0]), Some(sessions[1]), None]
        .into_iter()
        .enumerate()
    {
        for row in &own {
            let mut row = row.as_object().unwrap().clone();
            let id = uuid::Uuid::parse_str(row["id"].as_str().unwrap())
                .unwrap()
                .as_u128();
            let id = uuid::Uuid::from_u128(id + 100 * (1 + n as u128));
            row.insert("id".into(), json!(id.to_string()));
            for name in ["session_id", "told_in_id", "goal_id"] {
                row.remove(name);
            }
            let name = if table == Table::Wins {
                "told_in_id"
            } else {
                "session_id"
            };
            if let Some(session) = session {
                row.insert(name.into(), json!(session));
            }
            rows.push(Json::Object(row));
        }
    }
}

/// The file, as an import takes it.
pub fn file() -> Json {
    let mut file = json!({"format": "ithaca/1"});
    let [here, zephyrine, brumald] = [1, 2, 3].map(uuid);
    file["relationships"] = json!([
        {"id": here, "partner_name": HERE, "my_role": "mentee", "about": format!("{SECRET} about"), "cadence_days": 14},
        {"id": zephyrine, "partner_name": OTHERS[0], "my_role": "mentor", "about": format!("{THEIRS} about"), "purpose": format!("{THEIRS} purpose")},
        {"id": brumald, "partner_name": OTHERS[1], "my_role": "peer", "about": format!("{THEIRS} about")},
    ]);
    let whose = [
        Whose {
            relationship: 1,
            first: 1_000_000,
            visibility: "private",
            mark: SECRET,
        },
        Whose {
            relationship: 1,
            first: 2_000_000,
            visibility: "shared",
            mark: "With Zephyrine, Brumald",
        },
        Whose {
            relationship: 2,
            first: 3_000_000,
            visibility: "shared",
            mark: THEIRS,
        },
        Whose {
            relationship: 3,
            first: 4_000_000,
            visibility: "private",
            mark: THEIRS,
        },
    ];
    let shared = uuid::Uuid::parse_str(&first(&whose[1], Table::Sessions))
        .unwrap()
        .as_u128();
    let sessions = [shared, shared + 1].map(|id| uuid::Uuid::from_u128(id).to_string());
    for table in Table::contract()
        .iter()
        .filter(|t| **t != Table::Relationships)
    {
        let mut all = Vec::new();
        for (n, whose) in whose.iter().enumerate() {
            let mut made = rows(whose, *table);
            let is_in_session = matches!(
                table,
                Table::AgendaItems
                    | Table::Commitments
                    | Table::Feedback
                    | Table::Wins
                    | Table::Questions
            );
            if n == 0 && is_in_session {
                elsewhere(*table, &mut made, [&sessions[0], &sessions[1]]);
            }
            if n == 1 {
                seen(*table, &mut made);
            }
            all.extend(made);
        }
        file[table.name()] = json!(all);
    }
    file
}

/// Sessions that both see keep their notes to themselves; the first is the next one, the second was held.
fn seen(table: Table, rows: &mut [Json]) {
    if table != Table::Sessions {
        return;
    }
    for row in rows.iter_mut() {
        row["notes"] = json!(format!("{SECRET} notes"));
    }
    rows[0]["planned_start"] = json!("2026-11-24T16:00:00Z");
    let held = rows.iter_mut().find(|row| row["status"] == "held");
    held.unwrap()["planned_start"] = json!("2026-11-20T09:00:00Z");
}
