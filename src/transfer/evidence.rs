//! The evidence board as JSON: a row for each signal and window, and no field that sums, ranks or aims
//! ([`crate::domain::evidence`] says why).

use serde_json::{Map, Value as Json, json};

use crate::domain::evidence::{Coverage, Evidence, Figure, Raising, Records, Span, Window};
use crate::domain::{Relationship, Word};

/// The whole board; `raised` has the sentence of each thing that is worth raising.
#[must_use]
pub fn board(with: &Relationship, records: &Records, raised: &[(Raising, String)]) -> Json {
    let today = records.today;
    let recent = Span::Recent.window(today);
    let mut rows = Vec::new();
    for line in Evidence::board(records, recent) {
        rows.push(row(&line, Span::Recent.word(), Some(records)));
    }
    for line in recent
        .earlier()
        .map(|w| Evidence::board(records, w))
        .into_iter()
        .flatten()
    {
        rows.push(row(&line, "before", None));
    }
    for line in Evidence::board(records, Span::All.window(today)) {
        rows.push(row(&line, Span::All.word(), None));
    }
    json!({
        "format": "ithaca-evidence/1",
        "relationship_id": with.id,
        "as_of": today,
        "rows": rows,
        "coverage": Span::ALL.iter().map(|s| covered(records, *s)).collect::<Vec<_>>(),
        "worth_raising": raised.iter().map(|(raising, sentence)| json!({
            "reason": raising.reason.word(),
            "sentence": sentence,
            "records": raising.rows.iter().map(|(table, id)| json!({ "table": table.name(), "id": id })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn covered(records: &Records, span: Span) -> Json {
    let Coverage {
        recorded,
        of,
        later,
    } = Coverage::of(records, span.window(records.today));
    json!({ "window": span.word(), "recorded": recorded, "sessions": of, "entered_later": later })
}

/// One line: a rate has its range, and against the window before what can be claimed.
fn row(line: &Evidence, window: &str, compared: Option<&Records>) -> Json {
    let Window { from, to } = line.window;
    let mut row = Map::new();
    let mut put = |name: &str, value: Json| row.insert(name.to_owned(), value);
    put("dimension", line.signal.dimension().word().into());
    put("signal", line.signal.word().into());
    put("window", window.into());
    put("from", json!(from));
    put("to", json!(to));
    match line.figure() {
        Figure::Rate(rate) => {
            let range = rate.range();
            put("k", rate.k.into());
            put("n", rate.n.into());
            put("low", json!(range.map(|r| r.low)));
            put("high", json!(range.map(|r| r.high)));
            if let Some(change) = compared.and_then(|records| line.change(records)) {
                put("change", change.word().into());
            }
        }
        Figure::Counts(mine, theirs) => {
            put("mine", mine.into());
            put("theirs", theirs.into());
        }
        Figure::List(count) => {
            put("count", count.into());
        }
    }
    if let Some(hours) = line.median_hours() {
        put("median_notice_hours", hours.into());
    }
    Json::Object(row)
}
