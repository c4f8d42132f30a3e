//! Which session is meant: `next`, `last`, a date or an id.

use super::{Failure, Session};
use crate::domain::moment::days_on;
use crate::domain::session::SessionStatus;
use crate::domain::when::{self, Leaning};
use crate::domain::{self, Id, Instant, Relationship, text};
use crate::store::Store;
use crate::store::portable::Scope;

/// The words that say which; several are one date: `26 nov`.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// next, last, a date (thu, 26 nov, 2026-11-26) or an id; without it the next one
    #[arg(value_name = "SESSION")]
    words: Vec<String>,
}

impl Which {
    /// The session, and whose it is; none where nothing is planned and the next one was asked for.
    pub fn find(
        &self,
        session: &Session<'_>,
        store: &Store,
        scope: Scope,
    ) -> Result<(Relationship, Option<Id>), Failure> {
        let words = self.words.join(" ");
        if let Some(id) = Id::parse(words.trim()) {
            return by_id(session, store, id).map(|(with, id)| (with, Some(id)));
        }
        let with = session.needed(store)?;
        let found = match words.trim() {
            "" if !self.words.is_empty() => {
                return Err(Failure::usage(
                    "No session was named. Give next, last, a date or an id.",
                ));
            }
            "" | "next" => store
                .next_in(scope, Some(with.id), session.env.now().at)?
                .map(|head| head.id),
            "last" => Some(last(session, store, &with)?),
            date => Some(on_day(session, store, &with, date)?),
        };
        Ok((with, found))
    }

    /// The same, where the command can't do without.
    pub fn needed(
        &self,
        session: &Session<'_>,
        store: &Store,
        scope: Scope,
    ) -> Result<(Relationship, Id), Failure> {
        let (with, found) = self.find(session, store, scope)?;
        let found = found.ok_or_else(|| {
            Failure::new(format!(
                "Nothing is planned with {}. Plan a session in `ithaca`, or name one: last, a date, an id.",
                text::visible(&with.partner_name)
            ))
        })?;
        Ok((with, found))
    }

    /// The words that one option holds.
    pub fn of(word: &str) -> Self {
        Self {
            words: vec![word.to_owned()],
        }
    }
}

/// What is said of a session that is there, but not for everybody's eyes.
pub fn is_private() -> Failure {
    Failure::new("This session is private. --include-private shows it.")
}

fn by_id(session: &Session<'_>, store: &Store, id: Id) -> Result<(Relationship, Id), Failure> {
    let unknown = || {
        Failure::new(format!(
            "There is no session {id}. `ithaca sessions --format json` tells their ids."
        ))
    };
    let found: domain::Session = store.find(id)?.ok_or_else(unknown)?;
    let with: Relationship = store.find(found.relationship_id)?.ok_or_else(unknown)?;
    if session.with.is_some() && session.needed(store)?.id != with.id {
        return Err(Failure::new(format!(
            "That session is with {}. Leave out --with, or name {}.",
            text::visible(&with.partner_name),
            text::visible(&with.partner_name)
        )));
    }
    Ok((with, id))
}

fn last(session: &Session<'_>, store: &Store, with: &Relationship) -> Result<Id, Failure> {
    let found = store.last_time(with.id, session.env.now().at)?;
    found.map(|s| s.id).ok_or_else(|| {
        Failure::new(format!(
            "No session with {} has been held yet. `ithaca sessions` lists what is planned.",
            text::visible(&with.partner_name)
        ))
    })
}

/// A date may lie ahead or behind: the nearest day ahead on which there is a session, else the nearest behind.
fn on_day(
    session: &Session<'_>,
    store: &Store,
    with: &Relationship,
    date: &str,
) -> Result<Id, Failure> {
    let now = session.env.now();
    let from = now.local();
    let ahead = when::day_leaning(date, from, Leaning::Future)
        .map_err(|e| Failure::usage(format!("{e} Or next, last, an id.")))?;
    let behind = when::day_leaning(date, from, Leaning::Past).unwrap_or(ahead);
    for day in [ahead, behind] {
        let begins = |day| Instant::from_day(day, chrono::NaiveTime::MIN, now.zone);
        let found = store.sessions_between(with.id, begins(day), begins(days_on(day, 1)))?;
        let is_real = |s: &&domain::Session| !s.status.is_past() || s.status == SessionStatus::Held;
        if let Some(found) = found.iter().find(is_real).or(found.first()) {
            return Ok(found.id);
        }
    }
    let far = |day: &chrono::NaiveDate| (*day - now.today()).num_days().abs();
    let nearer = [ahead, behind].into_iter().min_by_key(far).unwrap_or(ahead);
    Err(Failure::new(format!(
        "There is no session with {} on {}. `ithaca sessions` lists them.",
        text::visible(&with.partner_name),
        when::show_day_long(nearer)
    )))
}
