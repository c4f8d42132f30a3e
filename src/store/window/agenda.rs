//! One session's page: items, promises, what to bring; and what is saved between sessions.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::{count, is_private, page};
use crate::domain::commitment::{CommitmentStatus, Renegotiation};
use crate::domain::question::QuestionStatus;
use crate::domain::{Id, ItemKind, ItemStatus, Side};
use crate::store::{Result, Store, day, id, optional_id, text, word};

/// An agenda item in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLine {
    /// The item.
    pub id: Id,
    /// Its session; none is the backlog.
    pub session_id: Option<Id>,
    /// What it is for.
    pub kind: ItemKind,
    /// Whose it is.
    pub owner: Side,
    /// Its text.
    pub title: String,
    /// How long, in minutes.
    pub minutes: i64,
    /// Where it stands.
    pub status: ItemStatus,
    /// How often it has gone on.
    pub carry_count: i64,
    /// Not for the partner's eyes.
    pub private: bool,
    /// What came of it.
    pub outcome: String,
    /// A hint for the conversation.
    pub prompt: String,
    /// The goal that it is about.
    pub goal: Option<Id>,
}

/// A promise in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseLine {
    /// The promise.
    pub id: Id,
    /// Who.
    pub owner: Side,
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub status: CommitmentStatus,
    /// Not for the partner's eyes.
    pub private: bool,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// The changes of its date, where the list tells of them.
    pub moves: Vec<Renegotiation>,
}

/// Something to bring, in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct MaterialLine {
    /// The material.
    pub id: Id,
    /// What.
    pub label: String,
    /// Who brings it.
    pub for_side: Side,
    /// Whether it is there.
    pub ready: bool,
    /// As private as its session: not for the partner's eyes.
    pub private: bool,
}

/// A saved text in a list: a question, a win, what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// The row.
    pub id: Id,
    /// Its table.
    pub table: crate::domain::Table,
    /// The mark before it.
    pub sign: char,
    /// The text.
    pub text: String,
    /// Its day.
    pub on: Option<NaiveDate>,
    /// A word beside it.
    pub aside: String,
    /// Where it stands, of a question.
    pub question: Option<QuestionStatus>,
    /// What was answered, of a question that was asked.
    pub answer: String,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// The items of a session: how many, and their minutes, without those that went on or were let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemSums {
    /// How many, whatever their state.
    pub count: usize,
    /// Minutes of what is open or done.
    pub minutes: i64,
    /// Minutes of what is open.
    pub open_minutes: i64,
    /// How many are open.
    pub open: usize,
}

/// A page of a session's items, in an order.
macro_rules! items {
    ($order:literal) => {
        concat!(
            "SELECT id, session_id, kind, owner, title, minutes, status, carry_count, visibility, outcome, prompt, link ->> 'table', link ->> 'id'
    FROM agenda_items WHERE session_id = ?1 AND deleted_at IS NULL ORDER BY ",
            $order,
            " LIMIT ?2 OFFSET ?3"
        )
    };
}

/// A page of a session's items, in order.
pub const ITEMS: &str = items!("position, id");

/// The same from the last item on.
pub const ITEMS_FROM_LAST: &str = items!("position DESC, id DESC");

/// Rows that are stepped over sooner than they are counted.
const FEW: usize = 200;

/// A page of the backlog, in order.
pub const BACKLOG: &str = "SELECT id, session_id, kind, owner, title, minutes, status, carry_count, visibility, outcome, prompt, link ->> 'table', link ->> 'id'
    FROM agenda_items WHERE relationship_id = ?1 AND session_id IS NULL AND status = 'open' AND deleted_at IS NULL ORDER BY position, id LIMIT ?2 OFFSET ?3";

/// A page of the open promises, mine first, then by date.
pub const PROMISES: &str = "SELECT id, owner, text, due, status, visibility, done_on, renegotiated FROM commitments
    WHERE relationship_id = ?1 AND status = 'open' AND deleted_at IS NULL ORDER BY owner, due IS NULL, due, id LIMIT ?2 OFFSET ?3";

/// A page of the promises that were kept on a day.
pub const KEPT: &str = "SELECT id, owner, text, due, status, visibility, done_on FROM commitments
    WHERE relationship_id = ?1 AND status IN ('done', 'released', 'not_done') AND coalesce(done_on, due) = ?2 AND done_on = ?2 AND status = 'done' AND deleted_at IS NULL
    ORDER BY id LIMIT ?3 OFFSET ?4";

/// A page of the closed promises, by the day that they were kept, else that they were due, the newest first; those without
/// a day are the last.
pub const CLOSED: &str = "SELECT id, owner, text, due, status, visibility, done_on FROM commitments
    WHERE relationship_id = ?1 AND status IN ('done', 'released', 'not_done') AND deleted_at IS NULL ORDER BY coalesce(done_on, due) DESC, id DESC LIMIT ?2 OFFSET ?3";

/// A page of the promises that were made in a session.
pub const MADE: &str =
    "SELECT id, owner, text, due, status, visibility, done_on, renegotiated FROM commitments
    WHERE session_id = ?1 AND deleted_at IS NULL ORDER BY created_at LIMIT ?2 OFFSET ?3";

/// A page of what to bring, mine first.
pub const MATERIALS: &str = "SELECT id, label, for_side, ready, (SELECT visibility FROM sessions s WHERE s.id = session_id) FROM materials
    WHERE session_id = ?1 AND deleted_at IS NULL ORDER BY for_side, created_at, id LIMIT ?2 OFFSET ?3";

/// A page of the saved questions, the oldest first.
pub const QUESTIONS: &str = "SELECT id, text, date(created_at), visibility, NULL FROM questions
    WHERE relationship_id = ?1 AND status = 'queued' AND deleted_at IS NULL ORDER BY created_at, id LIMIT ?2 OFFSET ?3";

/// A page of the questions that were asked, the newest first.
pub const ASKED: &str = "SELECT id, text, asked_on, visibility, answer FROM questions
    WHERE relationship_id = ?1 AND status = 'asked' AND deleted_at IS NULL ORDER BY asked_on DESC, id DESC LIMIT ?2 OFFSET ?3";

/// A page of the questions that were let go, the oldest first.
pub const LET_GO: &str = "SELECT id, text, date(created_at), visibility, NULL FROM questions
    WHERE relationship_id = ?1 AND status = 'dropped' AND deleted_at IS NULL ORDER BY created_at, id LIMIT ?2 OFFSET ?3";

/// A page of the wins, the newest first.
pub const WINS: &str = "SELECT id, text, happened_on, told_in_id IS NOT NULL, visibility FROM wins
    WHERE relationship_id = ?1 AND deleted_at IS NULL ORDER BY happened_on DESC, id DESC LIMIT ?2 OFFSET ?3";

pub(super) fn item(row: &rusqlite::Row<'_>) -> rusqlite::Result<ItemLine> {
    let about: Option<String> = row.get(11)?;
    let about_id: Option<String> = row.get(12)?;
    Ok(ItemLine {
        id: id(row, 0)?,
        session_id: optional_id(row, 1)?,
        kind: word(row, 2)?,
        owner: word(row, 3)?,
        title: text(row, 4)?,
        minutes: row.get(5)?,
        status: word(row, 6)?,
        carry_count: row.get(7)?,
        private: is_private(row, 8)?,
        outcome: text(row, 9)?,
        prompt: text(row, 10)?,
        goal: about_id
            .filter(|_| about.as_deref() == Some("goals"))
            .and_then(|id| Id::parse(&id)),
    })
}

pub(super) fn promise(row: &rusqlite::Row<'_>) -> rusqlite::Result<PromiseLine> {
    Ok(PromiseLine {
        id: id(row, 0)?,
        owner: word(row, 1)?,
        text: text(row, 2)?,
        due: day(row, 3)?,
        status: word(row, 4)?,
        private: is_private(row, 5)?,
        done_on: day(row, 6)?,
        moves: Vec::new(),
    })
}

/// The same, with the changes of its date behind.
pub(super) fn promise_moved(row: &rusqlite::Row<'_>) -> rusqlite::Result<PromiseLine> {
    Ok(PromiseLine {
        moves: serde_json::from_str(&text(row, 7)?).unwrap_or_default(),
        ..promise(row)?
    })
}

/// What was caught in a session: how many of each sort, and the newest of them. Ids go up with time.
pub const CAUGHT: &str = "SELECT count(*), max(id), '', text, visibility FROM commitments WHERE session_id = ?1 AND deleted_at IS NULL
    UNION ALL SELECT count(*), max(id), '*', coalesce(behaviour, situation, ''), visibility FROM feedback WHERE session_id = ?1 AND deleted_at IS NULL
    UNION ALL SELECT count(*), max(id), '+', text, visibility FROM wins WHERE told_in_id = ?1 AND deleted_at IS NULL
    UNION ALL SELECT count(*), max(id), '^', title, visibility FROM challenges WHERE json_valid(made_from) AND made_from ->> 'id' = ?2 AND deleted_at IS NULL";

/// What was caught in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught {
    /// How many promises, pieces of feedback, wins and challenges.
    pub count: usize,
    /// The mark of the last one; nothing for a promise.
    pub sign: String,
    /// Its text.
    pub text: String,
    /// Not for the partner's eyes.
    pub private: bool,
}

impl Store {
    /// What was caught in a session; none where nothing was.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn caught(&self, session: Id) -> Result<Option<Caught>> {
        let bound = params![session.blob(), session.to_string()];
        let sorts = self.rows(CAUGHT, bound, |r| {
            let found = count(r.get(0)?);
            let newest = if found == 0 { None } else { optional_id(r, 1)? };
            let private = found > 0 && is_private(r, 4)?;
            Ok((newest, found, text(r, 2)?, text(r, 3)?, private))
        })?;
        let count = sorts.iter().map(|(_, found, ..)| found).sum();
        let newest = sorts.into_iter().filter(|(id, ..)| id.is_some());
        let newest = newest.max_by_key(|(id, ..)| *id);
        Ok(newest.map(|(_, _, sign, text, private)| Caught {
            count,
            sign,
            text,
            private,
        }))
    }

    /// How many items a session has, and their minutes.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn item_sums(&self, session: Id) -> Result<ItemSums> {
        let sql = "SELECT items, minutes, open_minutes, open FROM agenda_sums WHERE session_id = ?";
        let found = self.first(sql, [session.blob()], |r| {
            let number = |n| r.get::<_, Option<i64>>(n).map(Option::unwrap_or_default);
            Ok(ItemSums {
                count: count(number(0)?),
                minutes: number(1)?,
                open_minutes: number(2)?,
                open: count(number(3)?),
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// How many items of a session are done, and how many went on already.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn items_settled(&self, session: Id) -> Result<(usize, usize)> {
        let sql = "SELECT done, carried FROM agenda_sums WHERE session_id = ?";
        let read = |r: &rusqlite::Row<'_>| Ok((count(r.get(0)?), count(r.get(1)?)));
        Ok(self.first(sql, [session.blob()], read)?.unwrap_or_default())
    }

    /// A page of a session's items. It is read from the nearer end, so that the last of 10,000 cost what the first do.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn items_page(&self, session: Id, range: &Range<usize>) -> Result<Vec<ItemLine>> {
        if range.start > FEW {
            let count = self.item_sums(session)?.count;
            if range.start > count / 2 {
                return self.items_from_last(session, range, count);
            }
        }
        let (limit, offset) = page(range);
        self.rows(ITEMS, params![session.blob(), limit, offset], item)
    }

    fn items_from_last(
        &self,
        session: Id,
        range: &Range<usize>,
        count: usize,
    ) -> Result<Vec<ItemLine>> {
        let from_last = count.saturating_sub(range.end)..count.saturating_sub(range.start);
        let (limit, offset) = page(&from_last);
        let bound = params![session.blob(), limit, offset];
        let mut lines = self.rows(ITEMS_FROM_LAST, bound, item)?;
        lines.reverse();
        Ok(lines)
    }

    /// How many items wait in the backlog.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn backlog_count(&self, relationship: Id) -> Result<usize> {
        let sql = "SELECT count(*) FROM agenda_items WHERE relationship_id = ? AND session_id IS NULL AND status = 'open' AND deleted_at IS NULL";
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of the backlog.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn backlog_page(&self, relationship: Id, range: &Range<usize>) -> Result<Vec<ItemLine>> {
        let (limit, offset) = page(range);
        self.rows(BACKLOG, params![relationship.blob(), limit, offset], item)
    }

    /// How many promises are open.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn open_promise_count(&self, relationship: Id) -> Result<usize> {
        let sql = "SELECT count(*) FROM commitments WHERE relationship_id = ? AND status = 'open' AND deleted_at IS NULL";
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of the open promises.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn open_promises_page(
        &self,
        relationship: Id,
        range: &Range<usize>,
    ) -> Result<Vec<PromiseLine>> {
        let (limit, offset) = page(range);
        self.rows(
            PROMISES,
            params![relationship.blob(), limit, offset],
            promise_moved,
        )
    }

    /// How many promises were closed today: they stay in view until tomorrow.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn promises_done_count(&self, relationship: Id, on: NaiveDate) -> Result<usize> {
        let sql = "SELECT count(*) FROM commitments WHERE relationship_id = ?1 AND status IN ('done', 'released', 'not_done')
            AND coalesce(done_on, due) = ?2 AND done_on = ?2 AND status = 'done' AND deleted_at IS NULL";
        Ok(count(self.number(
            sql,
            params![relationship.blob(), on.to_string()],
        )?))
    }

    /// A page of the promises that were done today.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn promises_done_page(
        &self,
        relationship: Id,
        on: NaiveDate,
        range: &Range<usize>,
    ) -> Result<Vec<PromiseLine>> {
        let (limit, offset) = page(range);
        self.rows(
            KEPT,
            params![relationship.blob(), on.to_string(), limit, offset],
            promise,
        )
    }

    /// How many promises are closed, one way or another.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn closed_promise_count(&self, relationship: Id) -> Result<usize> {
        let sql = "SELECT count(*) FROM commitments WHERE relationship_id = ? AND status IN ('done', 'released', 'not_done') AND deleted_at IS NULL";
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of the closed promises, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn closed_promises_page(
        &self,
        relationship: Id,
        range: &Range<usize>,
    ) -> Result<Vec<PromiseLine>> {
        let (limit, offset) = page(range);
        self.rows(CLOSED, params![relationship.blob(), limit, offset], promise)
    }

    /// How many promises were made in a session.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn promises_made_count(&self, session: Id) -> Result<usize> {
        Ok(count(self.number(
            "SELECT count(*) FROM commitments WHERE session_id = ? AND deleted_at IS NULL",
            [session.blob()],
        )?))
    }

    /// A page of the promises that were made in a session.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn promises_made_page(
        &self,
        session: Id,
        range: &Range<usize>,
    ) -> Result<Vec<PromiseLine>> {
        let (limit, offset) = page(range);
        self.rows(MADE, params![session.blob(), limit, offset], promise_moved)
    }

    /// How many things there are to bring.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn material_count(&self, session: Id) -> Result<usize> {
        Ok(count(self.number(
            "SELECT count(*) FROM materials WHERE session_id = ? AND deleted_at IS NULL",
            [session.blob()],
        )?))
    }

    /// A page of what to bring, mine first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn materials_page(&self, session: Id, range: &Range<usize>) -> Result<Vec<MaterialLine>> {
        let (limit, offset) = page(range);
        self.rows(MATERIALS, params![session.blob(), limit, offset], |r| {
            Ok(MaterialLine {
                id: id(r, 0)?,
                label: text(r, 1)?,
                for_side: word(r, 2)?,
                ready: r.get(3)?,
                private: is_private(r, 4)?,
            })
        })
    }

    /// How many questions are saved, and how many wins are not told yet.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn saved_counts(&self, relationship: Id) -> Result<(usize, usize)> {
        let questions = self.number("SELECT count(*) FROM questions WHERE relationship_id = ? AND status = 'queued' AND deleted_at IS NULL", [relationship.blob()])?;
        let wins = self.number(
            "SELECT count(*) FROM wins WHERE relationship_id = ? AND deleted_at IS NULL",
            [relationship.blob()],
        )?;
        Ok((count(questions), count(wins)))
    }

    /// A page of the questions in a state: those saved and let go the oldest first, those asked the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn questions_page(
        &self,
        relationship: Id,
        status: QuestionStatus,
        range: &Range<usize>,
    ) -> Result<Vec<TextLine>> {
        let (limit, offset) = page(range);
        let sql = match status {
            QuestionStatus::Asked => ASKED,
            QuestionStatus::Dropped => LET_GO,
            QuestionStatus::Queued | QuestionStatus::OnAgenda => QUESTIONS,
        };
        self.rows(sql, params![relationship.blob(), limit, offset], |r| {
            let private = is_private(r, 3)?;
            Ok(TextLine {
                id: id(r, 0)?,
                table: crate::domain::Table::Questions,
                sign: '?',
                text: text(r, 1)?,
                on: day(r, 2)?,
                aside: String::new(),
                question: Some(status),
                answer: text(r, 4)?,
                private,
            })
        })
    }

    /// How many questions were asked, and how many were let go.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn settled_questions(&self, relationship: Id) -> Result<(usize, usize)> {
        let sql = "SELECT (SELECT count(*) FROM questions WHERE relationship_id = ?1 AND status = 'asked' AND deleted_at IS NULL),
            (SELECT count(*) FROM questions WHERE relationship_id = ?1 AND status = 'dropped' AND deleted_at IS NULL)";
        let read = |r: &rusqlite::Row<'_>| Ok((count(r.get(0)?), count(r.get(1)?)));
        Ok(self
            .first(sql, [relationship.blob()], read)?
            .unwrap_or_default())
    }

    /// A page of the wins, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn wins_page(&self, relationship: Id, range: &Range<usize>) -> Result<Vec<TextLine>> {
        let (limit, offset) = page(range);
        self.rows(WINS, params![relationship.blob(), limit, offset], |r| {
            let aside = if r.get::<_, bool>(3)? { "told" } else { "" };
            let private = is_private(r, 4)?;
            Ok(TextLine {
                id: id(r, 0)?,
                table: crate::domain::Table::Wins,
                sign: '+',
                text: text(r, 1)?,
                on: day(r, 2)?,
                aside: aside.into(),
                question: None,
                answer: String::new(),
                private,
            })
        })
    }

    /// What was said and told in a session: feedback, then wins.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn said_page(&self, session: Id, range: &Range<usize>) -> Result<Vec<TextLine>> {
        let (limit, offset) = page(range);
        let sql = "SELECT id, 0, coalesce(behaviour, ''), direction, state, visibility, said_on FROM feedback WHERE session_id = ?1 AND deleted_at IS NULL
            UNION ALL SELECT id, 1, text, '', '', visibility, happened_on FROM wins WHERE told_in_id = ?1 AND deleted_at IS NULL LIMIT ?2 OFFSET ?3";
        self.rows(sql, params![session.blob(), limit, offset], said)
    }

    /// How much was said and told in a session.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn said_count(&self, session: Id) -> Result<usize> {
        let sql = "SELECT (SELECT count(*) FROM feedback WHERE session_id = ?1 AND deleted_at IS NULL) + (SELECT count(*) FROM wins WHERE told_in_id = ?1 AND deleted_at IS NULL)";
        Ok(count(self.number(sql, [session.blob()])?))
    }
}

fn said(row: &rusqlite::Row<'_>) -> rusqlite::Result<TextLine> {
    let is_win: bool = row.get(1)?;
    let from = text(row, 3)? == "from_partner";
    let (table, sign) = if is_win {
        (crate::domain::Table::Wins, '+')
    } else {
        (crate::domain::Table::Feedback, '*')
    };
    Ok(TextLine {
        id: id(row, 0)?,
        table,
        sign,
        text: text(row, 2)?,
        on: day(row, 6)?,
        question: None,
        answer: String::new(),
        aside: if is_win {
            String::new()
        } else if from {
            "from".into()
        } else {
            "to".into()
        },
        private: is_private(row, 5)?,
    })
}
