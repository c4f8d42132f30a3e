use clap::Args;

use super::print::{Cell, Columns, Form, Show, print_part, print_signs};
use super::which::{Which, is_private};
use super::{Outcome, Session};
use crate::domain::agenda::spare_words;
use crate::domain::{Relationship, Session as Meeting, Side, Visibility, text, when};
use crate::store::portable::Part;
use crate::store::window::agenda::{ItemLine, PromiseLine};
use crate::store::{Result, Store};
use crate::ui::theme;

/// The agenda of a session, with promises and what to bring
///
/// Examples: `ithaca agenda`, `ithaca agenda last`, `ithaca agenda 26 nov --format json`
#[derive(Debug, Args)]
pub struct Agenda {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    show: Show,
}

impl Agenda {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let (with, id) = self
            .which
            .needed(session, &store, self.show.privacy.scope())?;
        let meeting: Meeting = store.get(id)?;
        if self
            .show
            .privacy
            .hides(meeting.visibility == Visibility::Private)
        {
            return Err(is_private());
        }
        if self.show.format == Form::Json {
            let part = if meeting.status.is_past() {
                Part::Past(id)
            } else {
                Part::Ahead(id)
            };
            return print_part(session, &store, part, self.show.privacy.scope());
        }
        let mut out = head(session, &store, &with, &meeting)?;
        let items = self.items(&store, &with, &meeting, &mut out)?;
        let promises = self.promises(session, &store, &with, &meeting, &mut out)?;
        bring(&store, &with, &meeting, &mut out)?;
        print_signs(session, &out)?;
        let left_out = [("items", items), ("promises", promises)];
        self.show.privacy.tell_left_out(&left_out);
        Ok(())
    }

    /// Writes the items, and says how many were left out.
    fn items(
        &self,
        store: &Store,
        with: &Relationship,
        meeting: &Meeting,
        out: &mut String,
    ) -> Result<usize> {
        let mut columns = Columns::default();
        let items = store.items_page(meeting.id, &(0..usize::MAX))?;
        let is_seen = |i: &&ItemLine| !self.show.privacy.hides(i.private);
        for item in items.iter().filter(is_seen) {
            columns.row(item_cells(item, with));
        }
        section(out, "Agenda", &columns);
        Ok(items.len() - items.iter().filter(is_seen).count())
    }

    /// Writes the promises, and says how many were left out.
    fn promises(
        &self,
        session: &Session<'_>,
        store: &Store,
        with: &Relationship,
        meeting: &Meeting,
        out: &mut String,
    ) -> Result<usize> {
        let (title, promises) = if meeting.status.is_past() {
            (
                "Promises made",
                store.promises_made_page(meeting.id, &(0..usize::MAX))?,
            )
        } else {
            (
                "Promises",
                store.open_promises_page(with.id, &(0..usize::MAX))?,
            )
        };
        let mut columns = Columns::default();
        let is_seen = |p: &&PromiseLine| !self.show.privacy.hides(p.private);
        for promise in promises.iter().filter(is_seen) {
            columns.row(promise_cells(promise, with, session.env.now().today()));
        }
        section(out, title, &columns);
        Ok(promises.len() - promises.iter().filter(is_seen).count())
    }
}

/// `Athena · Thu 26 Nov 15:00 · 45 min · video · 40 min, 5 to spare`.
fn head(
    session: &Session<'_>,
    store: &Store,
    with: &Relationship,
    meeting: &Meeting,
) -> Result<String> {
    let now = session.env.now();
    let local = meeting.planned_start.local(now.zone);
    let mut facts = vec![
        with.partner_name.clone(),
        when::show_moment(local, now.today()),
    ];
    if meeting.status.is_past() {
        facts.push(meeting.in_words());
    } else {
        facts.push(format!("{} min", meeting.planned_minutes));
    }
    if !meeting.place.is_empty() {
        facts.push(meeting.place.clone());
    }
    if !meeting.status.is_past() {
        let planned = store.item_sums(meeting.id)?.minutes;
        facts.push(spare_words(planned, meeting.planned_minutes));
    }
    Ok(format!("{}\n", text::visible(&facts.join(" · "))))
}

fn section(out: &mut String, title: &str, columns: &Columns<'_>) {
    let lines = columns.lines("  ");
    if !lines.is_empty() {
        out.extend(["\n", title, "\n", &lines]);
    }
}

fn whose(side: Side, with: &Relationship) -> Cell<'_> {
    Cell::words(match side {
        Side::Me => "me",
        Side::Partner => with.first_name(),
        Side::Both => "",
    })
}

/// Whether a row is private stands behind its text, as on the screen.
fn marked(words: &str, is_private: bool) -> Cell<'_> {
    if is_private {
        Cell::words(format!("{words} ▪"))
    } else {
        Cell::words(words)
    }
}

fn item_cells<'a>(item: &'a ItemLine, with: &'a Relationship) -> Vec<Cell<'a>> {
    let carried = match item.carry_count {
        0 => String::new(),
        n => format!("→{n}"),
    };
    vec![
        Cell::words(theme::item(item.status)),
        Cell::words(item.kind.sign().to_string()),
        Cell::number(item.minutes.to_string()),
        whose(item.owner, with),
        Cell::words(carried),
        marked(&item.title, item.private),
    ]
}

fn promise_cells<'a>(
    promise: &'a PromiseLine,
    with: &'a Relationship,
    today: chrono::NaiveDate,
) -> Vec<Cell<'a>> {
    let due = promise
        .due
        .map_or(String::new(), |d| when::show_day(d, today));
    vec![
        Cell::words(theme::promise(promise.status)),
        whose(promise.owner, with),
        Cell::words(due),
        marked(&promise.text, promise.private),
    ]
}

fn bring(store: &Store, with: &Relationship, meeting: &Meeting, out: &mut String) -> Result<()> {
    let mut columns = Columns::default();
    let materials = store.materials_page(meeting.id, &(0..usize::MAX))?;
    for material in &materials {
        columns.row(vec![
            Cell::words(if material.ready { "✓" } else { "○" }),
            whose(material.for_side, with),
            Cell::words(material.label.as_str()),
        ]);
    }
    section(out, "Bring", &columns);
    Ok(())
}
