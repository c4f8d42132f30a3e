use clap::Args;
use serde_json::{Value as Json, json};

use super::print::{Cell, Columns, Form, print, print_signs};
use super::{Outcome, Session};
use crate::domain::evidence::{
    Change, Coverage, Dimension, Evidence, Figure, PERCENT_FROM, RANGE_FROM, Raising, Rate,
    Records, Signal, Window,
};
use crate::domain::{Relationship, Word, content, text};
use crate::store::{self, Store};

/// What has been recorded with someone, each count with its cases; no score
///
/// Example: `ithaca --with athena evidence --format json`
#[derive(Debug, Args)]
pub struct EvidenceBoard {
    /// The form: for people, or for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

impl EvidenceBoard {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let with = session.needed(&store)?;
        let records = store.evidence(&with, session.env.now())?;
        let raised = raised(&store, &records, &with)?;
        match self.format {
            Form::Json => print(&format!("{:#}\n", as_json(&records, &with, &raised))),
            Form::Text => print_signs(session, &as_text(&records, &with, &raised)),
        }
    }
}

/// The windows, by name: the last 180 days, those before, everything.
fn windows(records: &Records) -> [(&'static str, Window); 3] {
    [
        ("180 days", Window::recent(records.today)),
        ("before", Window::before(records.today)),
        ("all", Window::all(records.today)),
    ]
}

/// What is worth raising, each with its sentence.
fn raised(
    store: &Store,
    records: &Records,
    with: &Relationship,
) -> store::Result<Vec<(Raising, String)>> {
    let mut raised = Vec::new();
    for raising in Raising::of(records) {
        let (title, _) = store.titles_of(&raising)?.unwrap_or_default();
        let sentence = raising.sentence(&title, with.first_name(), records.today);
        raised.push((raising, sentence));
    }
    Ok(raised)
}

fn as_json(records: &Records, with: &Relationship, raised: &[(Raising, String)]) -> Json {
    let mut rows = Vec::new();
    for (name, window) in windows(records) {
        for line in Signal::board(records, window) {
            rows.push(row(&line, name, records));
        }
    }
    json!({
        "format": "ithaca-evidence/1",
        "relationship_id": with.id,
        "as_of": records.today,
        "rows": rows,
        "worth_raising": raised.iter().map(|(raising, sentence)| json!({
            "reason": raising.reason.word(),
            "sentence": sentence,
            "records": raising.rows.iter().map(|(table, id)| json!({ "table": table.name(), "id": id })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

/// One line; a rate has its range, and against the window before what can be claimed. Lines are never added up.
fn row(line: &Evidence, window: &str, records: &Records) -> Json {
    let mut row = json!({
        "dimension": line.signal.dimension().word(),
        "signal": line.signal.word(),
        "window": window,
        "from": line.window.from,
        "to": line.window.to,
    });
    let figure = match line.figure() {
        Figure::Rate(rate) => {
            let range = rate.range();
            let mut figure = json!({ "k": rate.k, "n": rate.n, "low": range.map(|r| r.low), "high": range.map(|r| r.high) });
            if window == "180 days"
                && let Some(figure) = figure.as_object_mut()
            {
                figure.insert("change".into(), change(line, rate, records).into());
            }
            figure
        }
        Figure::Counts(mine, theirs) => json!({ "mine": mine, "theirs": theirs }),
        Figure::List(count) => json!({ "count": count }),
    };
    if let (Some(row), Json::Object(figure)) = (row.as_object_mut(), figure) {
        row.extend(figure);
    }
    row
}

fn change(line: &Evidence, rate: Rate, records: &Records) -> &'static str {
    let before = Evidence {
        cases: line.signal.cases(records, Window::before(records.today)),
        ..line.clone()
    };
    let Figure::Rate(earlier) = before.figure() else {
        return "too early to tell";
    };
    match rate.against(earlier) {
        Change::Higher => "higher",
        Change::Lower => "lower",
        Change::TooEarly => "too early to tell",
    }
}

fn as_text(records: &Records, with: &Relationship, raised: &[(Raising, String)]) -> String {
    let mut columns = Columns::default();
    let [recent, _, all] = windows(records);
    let boards = [recent, all].map(|(_, window)| Signal::board(records, window));
    let head = ["", recent.0, all.0].map(Cell::words);
    columns.row(head.into());
    for dimension in Dimension::ALL {
        columns.row(vec![Cell::words(capital(&dimension.spoken()))]);
        if *dimension == Dimension::Credibility {
            columns.row(vec![Cell::words("  not seen from here")]);
        }
        let [now, ever] = &boards;
        for (recent, all) in now.iter().zip(ever) {
            if recent.signal.dimension() == *dimension {
                columns.row(vec![
                    Cell::words(format!("  {}", recent.signal.label())),
                    Cell::words(words(recent.figure())),
                    Cell::words(words(all.figure())),
                ]);
            }
        }
    }
    let name = text::visible(&with.partner_name);
    let says = |what: &str| {
        let words = content::microcopy().honesty.get(what);
        words.map_or_else(String::new, |w| w.replace("{name}", &name))
    };
    let mut worth = String::new();
    for (_, sentence) in raised {
        worth.extend(["  ", &text::visible(sentence), "\n"]);
    }
    if !worth.is_empty() {
        worth.insert_str(0, "\nWorth raising\n");
    }
    format!(
        "{name}\n{}\n\n{}\n{}\n{}\n{worth}",
        says("evidence_header"),
        columns.lines(""),
        Coverage::of(records, recent.1).words(),
        says("one_sided")
    )
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A figure in words: a count alone for few cases, a rough range from 5, a percent from 20.
fn words(figure: Figure) -> String {
    match figure {
        Figure::Rate(Rate { n: 0, .. }) => "nothing recorded".into(),
        Figure::Counts(mine, theirs) => format!("{mine} mine, {theirs} theirs"),
        Figure::List(count) => count.to_string(),
        Figure::Rate(rate) => {
            let mut words = format!("{} of {}", rate.k, rate.n);
            if let Some(range) = rate.range().filter(|_| rate.n >= RANGE_FROM) {
                let (low, high) = (percent(range.low), percent(range.high));
                words = format!("{words}, {low}–{high} %");
            }
            if rate.n >= PERCENT_FROM {
                words = format!("{words} ({} %)", percent(rate.share()));
            }
            words
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}
