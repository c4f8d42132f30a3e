use clap::Args;

use super::print::{Cell, Columns, Form, Show, print_part, print_signs};
use super::{Outcome, Session};
use crate::domain::goal::progress_words;
use crate::domain::{Word, text, when};
use crate::store::portable::Part;
use crate::store::window::goals::{GoalLine, Which};
use crate::ui::theme;

/// The goals that two people have, mine and theirs
///
/// Example: `ithaca goals --format json | jq -r '.goals[].title'`
#[derive(Debug, Args)]
pub struct Goals {
    #[command(flatten)]
    show: Show,
}

impl Goals {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let with = session.needed(&store)?;
        if self.show.format == Form::Json {
            let scope = self.show.privacy.scope();
            return print_part(session, &store, Part::Goals(with.id), scope);
        }
        let today = session.env.now().today();
        let (mut out, mut left_out) = (String::new(), 0);
        for (which, title) in [
            (Which::Mine, "mine"),
            (Which::Theirs, with.partner_name.as_str()),
            (Which::Closed, "closed"),
        ] {
            let mut columns = Columns::default();
            for goal in store.goals_page(with.id, which, &(0..usize::MAX))? {
                if self.show.privacy.hides(goal.private) {
                    left_out += 1;
                } else {
                    columns.row(cells(&goal, today));
                }
            }
            let lines = columns.lines("  ");
            if !lines.is_empty() {
                let blank = if out.is_empty() { "" } else { "\n" };
                out.extend([blank, &text::visible(title), "\n", &lines]);
            }
        }
        print_signs(session, &out)?;
        self.show.privacy.tell_left_out(&[("goals", left_out)]);
        Ok(())
    }
}

fn cells(goal: &GoalLine, today: chrono::NaiveDate) -> Vec<Cell<'static>> {
    let day = if goal.status.is_closed() {
        goal.closed_on
    } else {
        goal.target
    };
    let day = day.map_or(String::new(), |d| when::padded_day(d, today));
    let mark = if goal.private { " ▪" } else { "" };
    vec![
        Cell::words(theme::goal(goal.status)),
        Cell::words(goal.status.spoken()),
        Cell::number(progress_words(goal.mode, goal.percent, goal.done, goal.of)),
        Cell::number(day),
        Cell::words(format!("{}{mark}", goal.title)),
    ]
}
