use clap::Args;
use serde_json::Value as Json;

use super::print::{Form, Show, say};
use super::{Outcome, Session};
use crate::domain::moment::Now;
use crate::domain::session::SessionStatus;
use crate::domain::{Entity, Row, Session as Meeting, text, when};
use crate::store::window::header::SessionHead;

/// The next session in one line, for a prompt or a status bar; empty where nothing is planned
///
/// Example: `ithaca next --format json | jq -r .planned_start`
#[derive(Debug, Args)]
pub struct Next {
    #[command(flatten)]
    show: Show,
}

impl Next {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let Some(store) = session.open_if_begun()? else {
            return Ok(());
        };
        let with = match session.with {
            Some(_) => Some(session.needed(&store)?.id),
            None => None,
        };
        let now = session.env.now();
        let scope = self.show.privacy.scope();
        let Some(head) = store.next_in(scope, with, now.at)? else {
            return Ok(());
        };
        match self.show.format {
            Form::Text => say(&text::visible(&line(&head, now))),
            Form::Json => {
                let mut row = Row::from_iter([(
                    "partner_name".to_owned(),
                    Json::from(head.partner_name.as_str()),
                )]);
                let found = store.row_in_scope(Meeting::TABLE, head.id, scope)?;
                row.extend(found.into_iter().flatten());
                say(&crate::transfer::json::harmless(
                    &Json::Object(row).to_string(),
                ))
            }
        }
    }
}

/// `Athena · Thu 26 Nov 15:00, in 2 d`; `Athena · now, 14 of 45 min`.
fn line(head: &SessionHead, now: Now) -> String {
    let name = &head.partner_name;
    if head.status == SessionStatus::Live {
        let started = head.started_at.unwrap_or(now.at);
        let gone = now.at.minutes_since(started).max(0);
        return format!("{name} · now, {gone} of {} min", head.planned_minutes);
    }
    let local = head.planned_start.local(now.zone);
    let (day, time) = (local.date(), when::show_time(local.time()));
    let ahead = head.planned_start.minutes_since(now.at);
    if day != now.today() {
        let (shown, far) = (
            when::show_day(day, now.today()),
            when::relative(day, now.today()),
        );
        return format!("{name} · {shown} {time}, {far}");
    }
    if ahead < 0 {
        return format!("{name} · today {time}");
    }
    format!("{name} · today {time}, in {}", when::duration_words(ahead))
}
