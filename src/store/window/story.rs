//! The story of a relationship, by month: counts that are kept as rows are written, and a page of any month.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::{count, is_private, page};
use crate::domain::story::StoryKind;
use crate::domain::{Id, Table, Word};
use crate::store::{Result, Store, day, id, text, word};

/// One line of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryLine {
    /// The row.
    pub id: Id,
    /// What kind of thing.
    pub kind: StoryKind,
    /// It is the end of something that began before.
    pub is_end: bool,
    /// Its day.
    pub on: NaiveDate,
    /// Its text; of a session its sentence.
    pub text: String,
    /// Where it stands.
    pub state: String,
    /// What else is told: a session's items done and gone on, or for when it was planned and when that changed; a piece's answer;
    /// of a relationship the line on how it ended.
    pub aside: String,
    /// The number of a held session; 0 of anything else.
    pub number: i64,
    /// Not for the partner's eyes.
    pub private: bool,
}

impl StoryLine {
    /// The table of its row.
    #[must_use]
    pub fn table(&self) -> Table {
        self.kind.table()
    }
}

/// A month of the story, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthLine {
    /// "2026-11".
    pub month: String,
    /// How much of each kind, the kinds that are shown.
    pub counts: Vec<(StoryKind, usize)>,
}

impl MonthLine {
    /// The same month of these kinds alone.
    #[must_use]
    pub fn of(&self, kinds: &[StoryKind]) -> Self {
        let shown = self.counts.iter().filter(|(kind, _)| kinds.contains(kind));
        Self {
            month: self.month.clone(),
            counts: shown.copied().collect(),
        }
    }

    /// How much it holds.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().map(|(_, n)| n).sum()
    }
}

/// The months that hold something, the newest first, each with the count of each kind.
pub const MONTHS: &str = "SELECT month, group_concat(kind || ' ' || n) FROM story_months WHERE relationship = (SELECT rowid FROM relationships WHERE id = ?1) GROUP BY month ORDER BY month DESC";

/// The columns of a line: each text from its own row by its id.
macro_rules! lines {
    () => {
        "SELECT row_id, kind, is_end, date(at * 60, 'unixepoch'),
    CASE kind WHEN 'session' THEN (SELECT coalesce(summary, '') FROM sessions WHERE id = row_id)
        WHEN 'change' THEN (SELECT coalesce(change_reason, '') FROM sessions WHERE id = row_id)
        WHEN 'begun' THEN (SELECT title FROM goals WHERE id = row_id)
        WHEN 'request' THEN (SELECT about FROM feedback_requests WHERE id = row_id)
        WHEN 'agreement' THEN (SELECT 'version ' || version FROM agreements WHERE id = row_id)
        WHEN 'goal' THEN (SELECT title FROM goals WHERE id = row_id)
        WHEN 'milestone' THEN (SELECT title FROM milestones WHERE id = row_id)
        WHEN 'feedback' THEN (SELECT coalesce(behaviour, situation, '') FROM feedback WHERE id = row_id)
        WHEN 'answer' THEN (SELECT coalesce(response_note, behaviour, '') FROM feedback WHERE id = row_id)
        WHEN 'lesson' THEN (SELECT text FROM lessons WHERE id = row_id)
        WHEN 'win' THEN (SELECT text FROM wins WHERE id = row_id)
        WHEN 'challenge' THEN (SELECT title FROM challenges WHERE id = row_id)
        WHEN 'promise' THEN (SELECT text FROM commitments WHERE id = row_id)
        WHEN 'update' THEN (SELECT text FROM goal_updates WHERE id = row_id)
        WHEN 'question' THEN (SELECT text FROM questions WHERE id = row_id)
        WHEN 'decision' THEN (SELECT title FROM agenda_items WHERE id = row_id)
        WHEN 'resource' THEN (SELECT title FROM resources WHERE id = row_id)
        WHEN 'together' THEN (SELECT partner_name FROM relationships WHERE id = row_id) END,
    CASE kind WHEN 'session' THEN (SELECT status FROM sessions WHERE id = row_id)
        WHEN 'change' THEN (SELECT status FROM sessions WHERE id = row_id)
        WHEN 'begun' THEN (SELECT status FROM goals WHERE id = row_id)
        WHEN 'request' THEN (SELECT to_side FROM feedback_requests WHERE id = row_id)
        WHEN 'together' THEN (SELECT end_kind FROM relationships WHERE id = row_id)
        WHEN 'goal' THEN (SELECT status FROM goals WHERE id = row_id)
        WHEN 'feedback' THEN (SELECT direction FROM feedback WHERE id = row_id)
        WHEN 'answer' THEN (SELECT direction FROM feedback WHERE id = row_id)
        WHEN 'challenge' THEN (SELECT status FROM challenges WHERE id = row_id)
        WHEN 'promise' THEN (SELECT owner FROM commitments WHERE id = row_id)
        WHEN 'pulse' THEN (SELECT side FROM pulses WHERE id = row_id) END,
    CASE kind WHEN 'session' THEN (SELECT done || ' ' || carried FROM agenda_sums WHERE session_id = row_id)
        WHEN 'change' THEN (SELECT planned_start || ' ' || changed_at FROM sessions WHERE id = row_id)
        WHEN 'feedback' THEN (SELECT response FROM feedback WHERE id = row_id)
        WHEN 'answer' THEN (SELECT response FROM feedback WHERE id = row_id)
        WHEN 'decision' THEN (SELECT outcome FROM agenda_items WHERE id = row_id)
        WHEN 'together' THEN (SELECT end_note FROM relationships WHERE id = row_id) END,
    CASE kind WHEN 'session' THEN (SELECT visibility FROM sessions WHERE id = row_id)
        WHEN 'change' THEN (SELECT visibility FROM sessions WHERE id = row_id)
        WHEN 'begun' THEN (SELECT visibility FROM goals WHERE id = row_id)
        WHEN 'request' THEN (SELECT visibility FROM feedback_requests WHERE id = row_id)
        WHEN 'agreement' THEN (SELECT visibility FROM agreements WHERE id = row_id)
        WHEN 'goal' THEN (SELECT visibility FROM goals WHERE id = row_id)
        WHEN 'milestone' THEN (SELECT g.visibility FROM milestones m JOIN goals g ON g.id = m.goal_id WHERE m.id = row_id)
        WHEN 'update' THEN (SELECT g.visibility FROM goal_updates u JOIN goals g ON g.id = u.goal_id WHERE u.id = row_id)
        WHEN 'feedback' THEN (SELECT visibility FROM feedback WHERE id = row_id)
        WHEN 'answer' THEN (SELECT visibility FROM feedback WHERE id = row_id)
        WHEN 'lesson' THEN (SELECT visibility FROM lessons WHERE id = row_id)
        WHEN 'win' THEN (SELECT visibility FROM wins WHERE id = row_id)
        WHEN 'challenge' THEN (SELECT visibility FROM challenges WHERE id = row_id)
        WHEN 'promise' THEN (SELECT visibility FROM commitments WHERE id = row_id)
        WHEN 'question' THEN (SELECT visibility FROM questions WHERE id = row_id)
        WHEN 'decision' THEN (SELECT visibility FROM agenda_items WHERE id = row_id)
        WHEN 'resource' THEN (SELECT visibility FROM resources WHERE id = row_id)
        WHEN 'pulse' THEN (SELECT visibility FROM pulses WHERE id = row_id) ELSE 'shared' END
    FROM story "
    };
}

/// What of a relationship stands in a month.
macro_rules! month {
    () => {
        "relationship = (SELECT rowid FROM relationships WHERE id = ?1)
    AND at >= unixepoch(?2 || '-01') / 60 AND at < unixepoch(?2 || '-01', '+1 month') / 60"
    };
}

/// A page of a month, the newest first, of the kinds that are shown.
pub const STORY: &str = concat!(
    lines!(),
    "WHERE ",
    month!(),
    " AND instr(?3, ' ' || kind || ' ') > 0
    ORDER BY at DESC, row_id DESC, is_end DESC, kind DESC LIMIT ?4 OFFSET ?5"
);

/// The first thing of all that are shown.
pub const BEGINNING: &str = concat!(
    lines!(),
    "WHERE relationship = (SELECT rowid FROM relationships WHERE id = ?1) AND instr(?2, ' ' || kind || ' ') > 0
    ORDER BY at, row_id, is_end, kind LIMIT 1"
);

fn line(r: &rusqlite::Row<'_>) -> rusqlite::Result<StoryLine> {
    Ok(StoryLine {
        id: id(r, 0)?,
        kind: word(r, 1)?,
        is_end: r.get(2)?,
        on: day(r, 3)?.unwrap_or_default(),
        text: text(r, 4)?,
        state: text(r, 5)?,
        aside: text(r, 6)?,
        number: 0,
        private: is_private(r, 7)?,
    })
}

/// The kinds as the queries take them.
fn words(kinds: &[StoryKind]) -> String {
    kinds
        .iter()
        .fold(" ".to_owned(), |all, kind| all + kind.word() + " ")
}

impl Store {
    /// The months that hold something of these kinds, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn story_months(&self, relationship: Id, kinds: &[StoryKind]) -> Result<Vec<MonthLine>> {
        let mut months = self.rows(MONTHS, [relationship.blob()], |r| {
            let counts = text(r, 1)?;
            let read = |part: &str| {
                let (kind, n) = part.split_once(' ')?;
                Some((StoryKind::from_word(kind)?, n.parse().ok()?))
            };
            let month = MonthLine {
                month: text(r, 0)?,
                counts: counts.split(',').filter_map(read).collect(),
            };
            Ok(month.of(kinds))
        })?;
        months.retain(|month| month.total() > 0);
        Ok(months)
    }

    /// A page of a month of the story.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn story_page(
        &self,
        relationship: Id,
        month: &str,
        kinds: &[StoryKind],
        range: &Range<usize>,
    ) -> Result<Vec<StoryLine>> {
        let (limit, offset) = page(range);
        let bound = params![relationship.blob(), month, words(kinds), limit, offset];
        let mut lines = self.rows(STORY, bound, line)?;
        self.number_sessions(relationship, &mut lines)?;
        Ok(lines)
    }

    /// The held ones of a page are numbered from the newest of them down.
    fn number_sessions(&self, relationship: Id, lines: &mut [StoryLine]) -> Result<()> {
        let is_held = |line: &StoryLine| line.kind == StoryKind::Session && line.state == "held";
        let Some(first) = lines.iter().find(|line| is_held(line)) else {
            return Ok(());
        };
        let session: crate::domain::Session = self.get(first.id)?;
        let mut number = self.session_number(relationship, session.at())?;
        for line in lines.iter_mut().filter(|line| is_held(line)) {
            line.number = number;
            number -= 1;
        }
        Ok(())
    }

    /// The first thing of these kinds that the story tells.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn story_beginning(
        &self,
        relationship: Id,
        kinds: &[StoryKind],
    ) -> Result<Option<StoryLine>> {
        let bound = params![relationship.blob(), words(kinds)];
        let mut beginning = self.first(BEGINNING, bound, line)?;
        self.number_sessions(relationship, beginning.as_mut_slice())?;
        Ok(beginning)
    }

    /// Where a row stands in the story: its month, and how many stand before it there. Of what a row tells, the line that is
    /// like the one that was seen.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn story_place(
        &self,
        relationship: Id,
        row: Id,
        kinds: &[StoryKind],
        seen: Option<&StoryLine>,
    ) -> Result<Option<(String, usize)>> {
        let sql = "SELECT strftime('%Y-%m', at * 60, 'unixepoch'), date(at * 60, 'unixepoch'), at, is_end, kind FROM story
            WHERE relationship = (SELECT rowid FROM relationships WHERE id = ?1) AND row_id = ?2 AND instr(?3, ' ' || kind || ' ') > 0";
        let shown = words(kinds);
        let mut told = self.rows(sql, params![relationship.blob(), row.blob(), shown], |r| {
            let place = (text(r, 0)?, text(r, 1)?, r.get::<_, i64>(2)?);
            Ok((place, r.get::<_, bool>(3)?, text(r, 4)?))
        })?;
        let is_seen = |((_, day, _), is_end, kind): &((_, String, _), bool, String)| {
            seen.is_some_and(|seen| {
                (seen.on.to_string(), seen.is_end, seen.kind.word()) == (day.clone(), *is_end, kind)
            })
        };
        if let Some(at) = told.iter().position(is_seen) {
            told.swap(0, at);
        }
        let Some(((month, _, at), is_end, kind)) = told.into_iter().next() else {
            return Ok(None);
        };
        let sql = concat!(
            "SELECT count(*) FROM story WHERE ",
            month!(),
            " AND instr(?3, ' ' || kind || ' ') > 0 AND (at, row_id, is_end, kind) > (?4, ?5, ?6, ?7)"
        );
        let id = row.blob();
        let bound = params![relationship.blob(), month, shown, at, id, is_end, kind];
        let place = count(self.number(sql, bound)?);
        Ok(Some((month, place)))
    }
}
