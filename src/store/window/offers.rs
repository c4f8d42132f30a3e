//! What could go onto the next agenda: what was left, what is due, what waits, what was saved, what has gone quiet.
//! The bank of questions is content, not rows, and joins them in the application.

use chrono::NaiveDate;
use rusqlite::params;

use super::is_private;
use crate::domain::evidence::Signal;
use crate::domain::goal::QUIET_DAYS;
use crate::domain::moment::{Now, days_on};
use crate::domain::offer::OfferKind;
use crate::domain::{Id, ItemKind, Link, Side, Table, Word};
use crate::store::{Result, Store, day, id, instant, text, word};

/// How many of a kind are offered at most.
const MOST: i64 = 20;

/// Feedback waits for an answer from this many days on.
pub const WAITING_DAYS: i64 = 30;

/// A promise is offered from this many days before its date.
pub const DUE_DAYS: i64 = 2;

/// Feedback that was asked for is offered again after this many days.
pub const ASKED_DAYS: i64 = 14;

/// A win is to be told for this many days.
pub const UNTOLD_DAYS: i64 = 90;

/// Something that could go onto the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferLine {
    /// Where it comes from.
    pub offer: OfferKind,
    /// Its row; none for the bank.
    pub row: Option<(Table, Id)>,
    /// Its question of the bank; of a fact the day or the phase that it is about.
    pub bank_id: String,
    /// The kind of item that it would be.
    pub kind: ItemKind,
    /// Whose.
    pub owner: Side,
    /// Its text.
    pub title: String,
    /// Since when it waits, or by when it is due.
    pub on: Option<NaiveDate>,
    /// How often it has gone on.
    pub carry_count: i64,
    /// How long, in minutes.
    pub minutes: i64,
    /// Not for the partner's eyes.
    pub private: bool,
}

impl OfferLine {
    /// It stands for what was switched off for good, by its row there: it can be offered again.
    #[must_use]
    pub fn is_off(&self) -> bool {
        matches!(self.row, Some((Table::Dismissals, _)))
    }

    /// There is nothing to tick, only something to do.
    #[must_use]
    pub fn is_to_do(&self) -> bool {
        self.offer.is_fact() || self.is_off()
    }

    /// Under which words it stands in the overlay.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        if self.is_off() {
            "not offered any more"
        } else {
            self.offer.heading()
        }
    }
}

/// Items of the backlog.
pub const LEFT: &str = "SELECT id, title, NULL, owner, minutes, kind, carry_count, visibility FROM agenda_items
    WHERE relationship_id = ?1 AND session_id IS NULL AND status = 'open' AND deleted_at IS NULL ORDER BY position, id LIMIT ?2";

/// Promises whose date is near, unless they are on this agenda.
pub const DUE: &str = "SELECT c.id, c.text, c.due, c.owner, 5, 'progress', 0, c.visibility FROM commitments c
    WHERE c.relationship_id = ?1 AND c.status = 'open' AND c.due <= ?3 AND c.due IS NOT NULL AND c.deleted_at IS NULL ORDER BY c.due, c.id LIMIT ?2";

/// Feedback that was said a while ago and has no answer.
pub const WAITING: &str = "SELECT id, coalesce(behaviour, situation, ''), said_on, CASE direction WHEN 'from_partner' THEN 'me' ELSE 'partner' END, 10, 'feedback', 0, visibility FROM feedback
    WHERE relationship_id = ?1 AND state = 'said' AND said_on <= ?3 AND deleted_at IS NULL ORDER BY said_on, id LIMIT ?2";

/// Feedback that was asked for a while ago and has not come.
pub const ASKED: &str = "SELECT id, about, asked_on, to_side, 5, 'feedback', 0, visibility FROM feedback_requests
    WHERE relationship_id = ?1 AND status = 'asked' AND asked_on <= ?3 AND deleted_at IS NULL ORDER BY asked_on, id LIMIT ?2";

/// Active goals that nobody could say are reached.
pub const UNTESTED: &str = "SELECT id, title, NULL, owner, 10, 'progress', 0, visibility FROM goals
    WHERE relationship_id = ?1 AND status = 'active' AND success_test IS NULL AND deleted_at IS NULL ORDER BY owner, created_at, id LIMIT ?2";

/// Wins that were not told, the newest first.
pub const UNTOLD: &str = "SELECT id, text, happened_on, whose, 3, 'topic', 0, visibility FROM wins
    WHERE relationship_id = ?1 AND told_in_id IS NULL AND happened_on >= ?3 AND deleted_at IS NULL ORDER BY happened_on DESC, id DESC LIMIT ?2";

/// Open items of an agenda that have moved on three times or more ([`crate::domain::agenda::CARRIED_OFTEN`]).
pub const CARRIED: &str = "SELECT id, title, NULL, owner, minutes, kind, carry_count, visibility FROM agenda_items
    WHERE session_id = ?1 AND carry_count >= 3 AND status = 'open' AND deleted_at IS NULL ORDER BY position, id LIMIT ?2";

/// What was switched off.
pub(super) struct Off(Vec<(OfferKind, Option<Id>, String)>);

impl Off {
    /// The whole kind.
    pub(super) fn kind(&self, offer: OfferKind) -> bool {
        self.0
            .iter()
            .any(|(kind, row, about)| *kind == offer && row.is_none() && about.is_empty())
    }

    /// This one of it.
    pub(super) fn one(&self, line: &OfferLine) -> bool {
        self.0.iter().any(|(kind, row, about)| {
            *kind == line.offer
                && match line.row {
                    Some((_, id)) => *row == Some(id),
                    None => !about.is_empty() && *about == line.bank_id,
                }
        })
    }
}

/// Saved questions.
pub const SAVED: &str = "SELECT id, text, date(created_at), 'me', 5, 'question', 0, visibility FROM questions
    WHERE relationship_id = ?1 AND status = 'queued' AND deleted_at IS NULL ORDER BY created_at, id LIMIT ?2";

/// Active goals, the first of them, with when something moved last.
pub const QUIET: &str = concat!("SELECT g.id, g.owner, g.title, ", super::goals::moved_at!(), ", g.visibility FROM goals g
    WHERE g.relationship_id = ?1 AND g.status = 'active' AND g.deleted_at IS NULL ORDER BY g.owner, g.created_at, g.id LIMIT ?2");

/// The kinds that are rows of a relationship, in their order: the table, the query, and the day that bounds it, from today.
const KINDS: &[(OfferKind, Table, &str, i64)] = &[
    (OfferKind::LeftOver, Table::AgendaItems, LEFT, 0),
    (OfferKind::PromiseDue, Table::Commitments, DUE, DUE_DAYS),
    (OfferKind::Waiting, Table::Feedback, WAITING, -WAITING_DAYS),
    (
        OfferKind::Asked,
        Table::FeedbackRequests,
        ASKED,
        -ASKED_DAYS,
    ),
    (OfferKind::Saved, Table::Questions, SAVED, 0),
    (OfferKind::Quiet, Table::Goals, QUIET, 0),
    (OfferKind::Untested, Table::Goals, UNTESTED, 0),
    (OfferKind::Untold, Table::Wins, UNTOLD, -UNTOLD_DAYS),
];

/// An open item of an agenda that is about a row: session, row, table.
pub const ON_AGENDA: &str = "SELECT 1 FROM agenda_items
    WHERE session_id = ?1 AND link IS NOT NULL AND link ->> 'id' = ?2 AND link ->> 'table' = ?3 AND status = 'open' AND deleted_at IS NULL LIMIT 1";

/// The same in the backlog of a relationship.
pub const IN_BACKLOG: &str = "SELECT 1 FROM agenda_items
    WHERE relationship_id = ?1 AND session_id IS NULL AND link ->> 'id' = ?2 AND link ->> 'table' = ?3 AND status = 'open' AND deleted_at IS NULL LIMIT 1";

/// Which of the rows in a JSON list an open item of a session is about.
pub const LINKED: &str = "SELECT DISTINCT link ->> 'id' FROM agenda_items WHERE session_id = ?1 AND link IS NOT NULL AND status = 'open' AND deleted_at IS NULL
    AND link ->> 'id' IN (SELECT value FROM json_each(?2))";

impl Store {
    /// What is offered for a session, without the bank: in the fixed order, without what is on its agenda already,
    /// what was switched off, and kinds that were.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn offers(
        &self,
        relationship: Id,
        session: Option<Id>,
        now: Now,
    ) -> Result<Vec<OfferLine>> {
        let off = self.dismissed(relationship)?;
        let mut found = Vec::new();
        if let Some(session) = session.filter(|_| !off.kind(OfferKind::Carried)) {
            let (kind, table) = (OfferKind::Carried, Table::AgendaItems);
            found.extend(self.offered(kind, table, CARRIED, session, now.today())?);
        }
        for (offer, table, sql, days) in KINDS {
            if *offer == OfferKind::Quiet && !off.kind(*offer) {
                found.extend(self.quiet(relationship, now)?);
            } else if !off.kind(*offer) {
                let until = days_on(now.today(), *days);
                found.extend(self.offered(*offer, *table, sql, relationship, until)?);
            }
        }
        let taken = self.linked(session, &found)?;
        found.retain(|o| o.row.is_none_or(|(_, id)| !taken.contains(&id)) && !off.one(o));
        Ok(found)
    }

    fn offered(
        &self,
        offer: OfferKind,
        table: Table,
        sql: &str,
        relationship: Id,
        until: NaiveDate,
    ) -> Result<Vec<OfferLine>> {
        let read = |r: &rusqlite::Row<'_>| {
            Ok(OfferLine {
                offer,
                row: Some((table, id(r, 0)?)),
                bank_id: String::new(),
                title: text(r, 1)?,
                on: day(r, 2)?,
                owner: word(r, 3)?,
                minutes: r.get(4)?,
                kind: word(r, 5)?,
                carry_count: r.get(6)?,
                private: is_private(r, 7)?,
            })
        };
        if sql.contains("?3") {
            self.rows(
                sql,
                params![relationship.blob(), MOST, until.to_string()],
                read,
            )
        } else {
            self.rows(sql, params![relationship.blob(), MOST], read)
        }
    }

    /// Active goals in which nothing has moved for [`QUIET_DAYS`].
    fn quiet(&self, relationship: Id, now: Now) -> Result<Vec<OfferLine>> {
        let limit = days_on(now.today(), -QUIET_DAYS);
        let goals = self.rows(QUIET, params![relationship.blob(), MOST], |r| {
            let moved_at = instant(r, 3)?.unwrap_or_default();
            Ok(OfferLine {
                offer: OfferKind::Quiet,
                row: Some((Table::Goals, id(r, 0)?)),
                bank_id: String::new(),
                kind: ItemKind::Progress,
                owner: word(r, 1)?,
                title: text(r, 2)?,
                on: Some(moved_at.day(now.zone)),
                carry_count: 0,
                minutes: 10,
                private: is_private(r, 4)?,
            })
        })?;
        let is_quiet = |goal: &OfferLine| goal.on.is_some_and(|since| since <= limit);
        Ok(goals.into_iter().filter(is_quiet).collect())
    }

    /// Which of these rows an open item of the session is about.
    fn linked(&self, session: Option<Id>, offers: &[OfferLine]) -> Result<Vec<Id>> {
        let Some(session) = session else {
            return Ok(Vec::new());
        };
        let ids: Vec<_> = offers
            .iter()
            .filter_map(|o| o.row.map(|(_, id)| id.to_string()))
            .collect();
        let wanted = serde_json::Value::from(ids).to_string();
        let found = self.rows(LINKED, params![session.blob(), wanted], |r| text(r, 0))?;
        Ok(found.iter().filter_map(|id| Id::parse(id)).collect())
    }

    /// Whether an open item of an agenda, or of the backlog, is about this row.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_on_agenda(&self, relationship: Id, session: Option<Id>, link: Link) -> Result<bool> {
        let id = link.id.to_string();
        let (sql, whose) = match session {
            Some(session) => (ON_AGENDA, session),
            None => (IN_BACKLOG, relationship),
        };
        let bound = params![whose.blob(), id, link.table.name()];
        Ok(self.first(sql, bound, |_| Ok(()))?.is_some())
    }

    /// Whether an open item of an agenda, or of the backlog, has this title.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_called_so(&self, relationship: Id, session: Option<Id>, title: &str) -> Result<bool> {
        let (sql, whose) = match session {
            Some(session) => (
                "SELECT 1 FROM agenda_items WHERE session_id = ?1 AND title = ?2 AND status = 'open' AND deleted_at IS NULL LIMIT 1",
                session,
            ),
            None => (
                "SELECT 1 FROM agenda_items WHERE relationship_id = ?1 AND session_id IS NULL AND title = ?2 AND status = 'open' AND deleted_at IS NULL LIMIT 1",
                relationship,
            ),
        };
        Ok(self
            .first(sql, params![whose.blob(), title], |_| Ok(()))?
            .is_some())
    }

    /// What was switched off for good with someone: whole kinds, and lines of the board by their name.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn switched_off(&self, relationship: Id) -> Result<Vec<(OfferKind, String)>> {
        let sql = "SELECT offer, coalesce(bank_id, '') FROM dismissals WHERE relationship_id = ? AND row_id IS NULL AND deleted_at IS NULL";
        self.rows(sql, [relationship.blob()], |r| {
            Ok((word(r, 0)?, text(r, 1)?))
        })
    }

    /// The same as lines that offer it again, the newest last.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn off_lines(&self, relationship: Id) -> Result<Vec<OfferLine>> {
        let sql = "SELECT id, offer, coalesce(bank_id, '') FROM dismissals WHERE relationship_id = ? AND row_id IS NULL AND deleted_at IS NULL";
        let mut lines = self.rows(sql, [relationship.blob()], |r| {
            let (offer, about): (OfferKind, _) = (word(r, 1)?, text(r, 2)?);
            let signal = Signal::from_word(&about).map_or("a line", Signal::label);
            Ok(OfferLine {
                offer,
                row: Some((Table::Dismissals, id(r, 0)?)),
                title: match offer {
                    OfferKind::Signal => format!("on the board: {signal}"),
                    _ => offer.word().to_owned(),
                },
                bank_id: about,
                kind: ItemKind::Topic,
                owner: Side::Both,
                on: None,
                carry_count: 0,
                minutes: 0,
                private: false,
            })
        })?;
        lines.sort_unstable_by_key(|line| line.row);
        let mut kinds: Vec<OfferLine> = Vec::new();
        for line in lines {
            let is_whole = line.bank_id.is_empty() || line.offer == OfferKind::Signal;
            if is_whole && kinds.iter().all(|known| known.title != line.title) {
                kinds.push(line);
            }
        }
        Ok(kinds)
    }

    /// The rows by which a kind, or a line of the board, is switched off: more than one where two copies of the file did it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn off_rows(&self, relationship: Id, offer: OfferKind, about: &str) -> Result<Vec<Id>> {
        let sql = "SELECT id FROM dismissals WHERE relationship_id = ?1 AND offer = ?2 AND coalesce(bank_id, '') = ?3 AND row_id IS NULL AND deleted_at IS NULL";
        let bound = params![relationship.blob(), offer.word(), about];
        self.rows(sql, bound, |r| id(r, 0))
    }

    pub(super) fn dismissed(&self, relationship: Id) -> Result<Off> {
        let sql = "SELECT offer, row_id, bank_id FROM dismissals WHERE relationship_id = ? AND deleted_at IS NULL";
        let found = self.rows(sql, [relationship.blob()], |r| {
            Ok((word(r, 0)?, crate::store::optional_id(r, 1)?, text(r, 2)?))
        })?;
        Ok(Off(found))
    }

    /// When questions of the bank were last saved or asked.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn bank_days(&self, relationship: Id) -> Result<Vec<(String, Option<NaiveDate>)>> {
        let sql = "SELECT bank_id, coalesce(asked_on, date(created_at)) FROM questions WHERE relationship_id = ?1 AND bank_id IS NOT NULL AND deleted_at IS NULL";
        self.rows(sql, [relationship.blob()], |r| {
            Ok((text(r, 0)?, day(r, 1)?))
        })
    }

    /// Whether a question of the bank is saved, or on an agenda.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_question_ahead(&self, relationship: Id, bank_id: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM questions WHERE relationship_id = ?1 AND bank_id = ?2 AND bank_id IS NOT NULL AND status IN ('queued', 'on_agenda') AND deleted_at IS NULL LIMIT 1";
        let bound = params![relationship.blob(), bank_id];
        Ok(self.first(sql, bound, |_| Ok(()))?.is_some())
    }

    /// Which questions of the bank were asked, saved or switched off; none is offered twice.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn bank_used(&self, relationship: Id) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT bank_id FROM questions WHERE relationship_id = ?1 AND bank_id IS NOT NULL AND deleted_at IS NULL
            UNION ALL SELECT bank_id FROM dismissals WHERE relationship_id = ?1 AND bank_id IS NOT NULL AND deleted_at IS NULL
            UNION ALL SELECT '*' FROM dismissals WHERE relationship_id = ?1 AND offer = ?2 AND bank_id IS NULL AND deleted_at IS NULL";
        self.rows(
            sql,
            params![
                relationship.blob(),
                crate::domain::Word::word(OfferKind::Bank)
            ],
            |r| text(r, 0),
        )
    }
}
