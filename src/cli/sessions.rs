use clap::Args;

use super::print::{Cell, Columns, Form, Show, print_part, print_signs};
use super::{Outcome, Session};
use crate::domain::moment::Now;
use crate::domain::session::SessionStatus;
use crate::domain::{text, when};
use crate::store::portable::Part;
use crate::store::window::sessions::SessionLine;
use crate::ui::theme;

/// The sessions with someone, what is ahead first, then the newest
///
/// Example: `ithaca --with athena sessions --format json`
#[derive(Debug, Args)]
pub struct Sessions {
    #[command(flatten)]
    show: Show,
}

impl Sessions {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let with = session.needed(&store)?;
        if self.show.format == Form::Json {
            let scope = self.show.privacy.scope();
            return print_part(session, &store, Part::Sessions(with.id), scope);
        }
        let all = 0..usize::MAX;
        let ahead = store.sessions_ahead(with.id, &all)?;
        let past = store.sessions_past(with.id, &all)?;
        let (mut columns, mut left_out) = (Columns::default(), 0);
        for line in ahead.iter().chain(&past) {
            if self.show.privacy.hides(line.private) {
                left_out += 1;
            } else {
                columns.row(cells(line, session.env.now()));
            }
        }
        let name = text::visible(&with.partner_name);
        print_signs(session, &format!("{name}\n{}", columns.lines("  ")))?;
        self.show.privacy.tell_left_out(&[("sessions", left_out)]);
        Ok(())
    }
}

fn cells(line: &SessionLine, now: Now) -> Vec<Cell<'static>> {
    let local = line.at().local(now.zone);
    let has_passed = line.planned_start.plus_minutes(line.planned_minutes) < now.at;
    vec![
        Cell::words(theme::session(line.status, has_passed)),
        Cell::words(local.format("%a").to_string()),
        Cell::number(local.format("%-d %b %Y").to_string()),
        Cell::words(when::show_time(local.time())),
        Cell::number(format!("{} min", line.planned_minutes)),
        Cell::words(word(line.status, has_passed)),
        Cell::words(counts(line)),
    ]
}

fn word(status: SessionStatus, has_passed: bool) -> &'static str {
    match status {
        SessionStatus::Planned if has_passed => "held, moved, cancelled, not held?",
        SessionStatus::Planned => "planned",
        SessionStatus::Live => "now",
        SessionStatus::Held => "held",
        SessionStatus::Rescheduled => "moved",
        SessionStatus::Cancelled => "cancelled",
        SessionStatus::Missed => "not held",
    }
}

/// `5 open`; `4 done, 1 goes on`.
fn counts(line: &SessionLine) -> String {
    let told = [(line.open, "open"), (line.done, "done")].map(|(n, word)| match n {
        0 => String::new(),
        n => format!("{n} {word}"),
    });
    let carried = match line.carried {
        0 => String::new(),
        1 => "1 goes on".to_owned(),
        n => format!("{n} go on"),
    };
    let told = told.into_iter().chain([carried]);
    told.filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
