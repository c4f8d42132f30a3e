use clap::Args;
use serde_json::{Value as Json, json};

use super::print::{Cell, Columns, Form, Privacy, print, print_signs};
use super::{Outcome, Session};
use crate::app::read::timeline::month_words;
use crate::domain::progress::{Progress, bars};
use crate::domain::story::{StoryKind, TOLD};
use crate::domain::{Relationship, Word, text, when};
use crate::store::Store;
use crate::store::window::story::StoryLine;
use crate::ui::told;

/// What happened with someone by month, and how far it has come
///
/// Example: `ithaca timeline --format json | jq -r '.events[].date'`
#[derive(Debug, Args)]
pub struct Timeline {
    /// The form: what is told first, for people, or every kind, for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    #[command(flatten)]
    privacy: Privacy,
}

impl Timeline {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let with = session.needed(&store)?;
        let (hidden, lines): (Vec<_>, Vec<_>) = lines(&store, &with)?
            .into_iter()
            .partition(|line| self.privacy.hides(line.private));
        let today = session.env.now().today();
        // Only what is printed is counted: a private row is no figure either.
        let months: Vec<_> = lines.iter().map(|line| (month(line), line.kind)).collect();
        let held: Vec<_> = months
            .iter()
            .map(|(m, kind)| (m.as_str(), *kind, 1))
            .collect();
        let mut strands = Progress::strands(&held, today);
        // Of what is private as a whole there is no figure: a row of zeros would say that there is none of it.
        let is_hidden = |strand: &Progress| hidden.iter().any(|line| line.kind == strand.kind);
        strands.retain(|strand| strand.total() > 0 || !is_hidden(strand));
        match self.format {
            Form::Json => {
                let events: Vec<_> = lines.iter().map(event).collect();
                let all = json!({
                    "format": "ithaca-timeline/1",
                    "relationship_id": with.id,
                    "as_of": today,
                    "progress": strands.iter().map(strand).collect::<Vec<_>>(),
                    "events": events,
                });
                print(&format!("{all:#}\n"))
            }
            Form::Text => {
                let name = text::visible(&with.partner_name);
                let told = progress(&strands) + &story(&lines, &with);
                let began = lines.iter().rfind(|line| TOLD.contains(&line.kind));
                let began = began.map_or_else(String::new, |line| {
                    let ago = when::relative(line.on, today);
                    let what = told::words(line, with.first_name(), true);
                    format!("\n{}\n", text::visible(&told::began(line, &what, &ago)))
                });
                print_signs(session, &format!("{name}\n{told}{began}"))?;
                let of = |kind: &StoryKind| hidden.iter().filter(|l| l.kind == *kind).count();
                let left_out: Vec<_> = TOLD.iter().map(|k| (k.choice().1, of(k))).collect();
                self.privacy.tell_left_out(&left_out);
                Ok(())
            }
        }
    }
}

/// Every line, the newest first.
fn lines(store: &Store, with: &Relationship) -> crate::store::Result<Vec<StoryLine>> {
    let mut lines = Vec::new();
    for month in store.story_months(with.id, StoryKind::ALL)? {
        let all = 0..month.total();
        lines.extend(store.story_page(with.id, &month.month, StoryKind::ALL, &all)?);
    }
    Ok(lines)
}

fn month(line: &StoryLine) -> String {
    line.on.format("%Y-%m").to_string()
}

/// Each strand: a strip of the last 12 months, their sum, the sum of the 12 before, and the years.
fn progress(strands: &[Progress]) -> String {
    let mut columns = Columns::default();
    let years = strands.first().map(Progress::years).unwrap_or_default();
    let years = years.iter().map(|(year, _)| Cell::number(year.to_string()));
    let head = ["", "12 months"].map(Cell::words).into_iter();
    let before = ["", "before"].map(Cell::number);
    columns.row(head.chain(before).chain(years).collect());
    for strand in strands {
        let recent = strand.recent();
        let mut row = vec![
            Cell::words(strand.label()),
            Cell::words(bars(&recent)),
            Cell::number(recent.iter().sum::<usize>().to_string()),
            Cell::number(strand.before().to_string()),
        ];
        let years = strand.years().into_iter();
        row.extend(years.map(|(_, n)| Cell::number(format!("{n:>4}"))));
        columns.row(row);
    }
    columns.lines("  ")
}

/// The months, the newest first, with what is told of each.
fn story(lines: &[StoryLine], with: &Relationship) -> String {
    let shown: Vec<_> = lines.iter().filter(|l| TOLD.contains(&l.kind)).collect();
    let mut out = String::new();
    for of_month in shown.chunk_by(|a, b| month(a) == month(b)) {
        let mut columns = Columns::default();
        for line in of_month {
            let words = told::words(line, with.first_name(), true);
            let aside = told::aside(line);
            let mark = if line.private { " ▪" } else { "" };
            let gap = if aside.is_empty() { "" } else { "  " };
            columns.row(vec![
                Cell::number(line.on.format("%e").to_string()),
                Cell::words(told::sign(line)),
                Cell::words(format!("{words}{mark}{gap}{aside}")),
            ]);
        }
        let title = of_month.first().map(|line| month_words(&month(line), true));
        out.extend(["\n", &title.unwrap_or_default(), "\n", &columns.lines("  ")]);
    }
    out
}

fn strand(strand: &Progress) -> Json {
    let years = strand.years().into_iter();
    let years = years.map(|(year, n)| json!({ "year": year, "n": n }));
    json!({
        "what": strand.kind.word(),
        "months": strand.recent(),
        "months_before": strand.before(),
        "years": years.collect::<Vec<_>>(),
        "all": strand.total(),
    })
}

/// One thing that happened, and the row that it is told of.
fn event(line: &StoryLine) -> Json {
    json!({
        "date": line.on,
        "kind": line.kind.word(),
        "is_end": line.is_end,
        "text": line.text,
        "state": line.state,
        "table": line.table().name(),
        "id": line.id,
    })
}
