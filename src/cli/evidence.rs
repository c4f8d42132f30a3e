use clap::Args;

use super::print::{Cell, Columns, Form, Privacy, print, print_signs};
use super::{Outcome, Session};
use crate::domain::evidence::{
    Coverage, Dimension, Evidence, Figure, PERCENT_FROM, RANGE_FROM, Raising, Records, Span, UNSEEN,
};
use crate::domain::offer::whole_kinds;
use crate::domain::{Relationship, Table, Word, content, text};
use crate::store::{self, Store};
use crate::transfer::evidence;

/// What has been recorded with someone, each count with how many cases stand behind it; no score
///
/// Example: `ithaca --with athena evidence --format json`
#[derive(Debug, Args)]
pub struct EvidenceBoard {
    /// The form: for people, or for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    #[command(flatten)]
    privacy: Privacy,
}

impl EvidenceBoard {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let with = session.needed(&store)?;
        let now = session.env.now();
        let records = store.evidence(&with, now, Span::All.window(now.today()))?;
        let (raised, left_out) = self.raised(session, &store, &with)?;
        match self.format {
            Form::Json => {
                let board = evidence::board(&with, &records, &raised);
                print(&format!("{board:#}\n"))
            }
            Form::Text => {
                print_signs(session, &as_text(&records, &with, &raised))?;
                self.privacy.tell_left_out(&left_out);
                Ok(())
            }
        }
    }

    /// What is worth raising, each with its sentence; and of the private rows that it would come from too, how many of each
    /// kind were left out.
    fn raised(
        &self,
        session: &Session<'_>,
        store: &Store,
        with: &Relationship,
    ) -> store::Result<(Worth, Vec<LeftOut>)> {
        let now = session.env.now();
        let settings = session.config.clone().into_settings();
        let here = store.switched_off(with.id)?;
        let off: Vec<_> = whole_kinds(&here).chain(settings.nudges_off).collect();
        let mut grounds = store.grounds(with.id, now)?;
        let mut left_out = Vec::new();
        if self.privacy.hides(true) {
            let all = Raising::of(with.status, &grounds, &off);
            for raising in &all {
                left_out.extend(private_behind(store, raising)?);
            }
            grounds = store.shared_alone(grounds)?;
        }
        let mut raised = Vec::new();
        for raising in Raising::of(with.status, &grounds, &off) {
            let title = store.title_of(&raising)?;
            let title = title.as_ref().map(|(title, _)| title.as_str());
            let sentence = raising.sentence(title, now.today());
            raised.push((raising, sentence));
        }
        Ok((raised, left_out))
    }
}

/// What the private rows behind something worth raising are called, and how many they are.
type LeftOut = (&'static str, usize);

/// What is worth raising, each with its sentence.
type Worth = Vec<(Raising, String)>;

fn private_behind(store: &Store, raising: &Raising) -> store::Result<Option<LeftOut>> {
    let mut count = 0;
    for (table, row) in &raising.rows {
        count += usize::from(store.is_private(*table, *row)?);
    }
    let table = raising.rows.first().map(|(table, _)| *table);
    Ok(table.map(|table| (called(table), count)))
}

fn called(table: Table) -> &'static str {
    match table {
        Table::Commitments => "promises",
        Table::AgendaItems => "items",
        table => table.name(),
    }
}

fn as_text(records: &Records, with: &Relationship, raised: &[(Raising, String)]) -> String {
    let mut columns = Columns::default();
    let head = [""].into_iter().chain(Span::ALL.iter().map(|s| s.word()));
    columns.row(head.map(Cell::words).collect());
    let [now, ever] =
        [Span::Recent, Span::All].map(|s| Evidence::board(records, s.window(records.today)));
    for dimension in Dimension::ALL {
        columns.row(vec![Cell::words(capital(&dimension.spoken()))]);
        if *dimension == Dimension::Credibility {
            columns.row(vec![Cell::words(format!("  {UNSEEN}"))]);
        }
        for (recent, all) in now.iter().zip(&ever) {
            if recent.signal.dimension() == *dimension {
                columns.row(vec![
                    Cell::words(format!("  {}", recent.signal.label())),
                    Cell::words(words(recent, with)),
                    Cell::words(words(all, with)),
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
    let few = Evidence::are_few(&ever).then(|| says("few") + "\n");
    format!(
        "{name}\n{}\n\n{}\n{}{}{}\n{worth}",
        says("evidence_header"),
        columns.lines(""),
        few.unwrap_or_default(),
        covered(records),
        says("one_sided")
    )
}

/// "In 180 days: covers 14 of 14 sessions.", and so far.
fn covered(records: &Records) -> String {
    let lines = Span::ALL.iter().map(|span| {
        let covered = Coverage::of(records, span.window(records.today));
        let words = match covered.of {
            0 => "covers no session.".to_owned(),
            _ => covered.words(*span).replacen('C', "c", 1),
        };
        format!("{}: {words}\n", capital(span.title()))
    });
    lines.collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A figure in words: a count alone for few cases, a rough range from 5, a percent from 20.
fn words(line: &Evidence, with: &Relationship) -> String {
    let figure = line.figure();
    if let Some(words) = figure.in_words(line.signal, with.first_name()) {
        return words;
    }
    let Figure::Rate(rate) = figure else {
        return String::new();
    };
    let mut words = format!("{} of {}", rate.k, rate.n);
    if rate.n >= PERCENT_FROM {
        words = format!("{words} · {}", rate.percent());
    }
    if let Some(range) = rate.range().filter(|_| rate.n >= RANGE_FROM) {
        words = format!("{words}, {}", range.words());
    }
    match line.given() {
        Some(given) => format!("{words}, {given}"),
        None => words,
    }
}
