//! Challenges, resources and lessons of a relationship: what is open, then what is behind, the newest first.

use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::params;

use super::{count, is_private, page};
use crate::domain::agreement::AgreementStatus;
use crate::domain::challenge::ChallengeStatus;
use crate::domain::learning::{ResourceKind, ResourceStatus};
use crate::domain::{Id, Side};
use crate::store::{Result, Store, day, id, optional_id, text, word};

/// A challenge in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ChallengeLine {
    /// The challenge.
    pub id: Id,
    /// Whose it is.
    pub owner: Side,
    /// In one line.
    pub title: String,
    /// Where it stands.
    pub status: ChallengeStatus,
    /// Since when.
    pub opened_on: Option<NaiveDate>,
    /// Until when.
    pub closed_on: Option<NaiveDate>,
    /// The sentence that it ended in.
    pub lesson_id: Option<Id>,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// A resource in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceLine {
    /// The resource.
    pub id: Id,
    /// In one line.
    pub title: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Where it stands.
    pub status: ResourceStatus,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// When it was finished.
    pub done_on: Option<NaiveDate>,
    /// It says what stayed.
    pub has_takeaway: bool,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// A lesson in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonLine {
    /// The lesson.
    pub id: Id,
    /// The sentence.
    pub text: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// A version of how we work together, in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementLine {
    /// The version.
    pub id: Id,
    /// Its number.
    pub version: i64,
    /// Whether it is in force.
    pub status: AgreementStatus,
    /// When I agreed.
    pub agreed_on_me: Option<NaiveDate>,
    /// When the partner agreed.
    pub agreed_on_partner: Option<NaiveDate>,
    /// From when it holds.
    pub effective_from: Option<NaiveDate>,
    /// Not for the partner's eyes.
    pub private: bool,
}

/// Which of the challenges, or of the resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In the way, or ahead.
    Open,
    /// Behind.
    Closed,
}

macro_rules! challenges {
    ($rest:literal) => {
        concat!(
            "SELECT id, owner, title, status, opened_on, closed_on, lesson_id, visibility FROM challenges WHERE relationship_id = ?1 AND deleted_at IS NULL AND status IN ",
            $rest
        )
    };
}

/// A page of the challenges that are in the way: those that are worked on first.
pub const CHALLENGES_OPEN: &str = challenges!(
    "('open', 'working') ORDER BY status DESC, opened_on DESC, id DESC LIMIT ?2 OFFSET ?3"
);

/// A page of the challenges that are over.
pub const CHALLENGES_CLOSED: &str = challenges!(
    "('resolved', 'accepted', 'dropped') ORDER BY closed_on DESC, id DESC LIMIT ?2 OFFSET ?3"
);

macro_rules! resources {
    ($rest:literal) => {
        concat!(
            "SELECT id, title, kind, status, starts_on, done_on, takeaway IS NOT NULL, visibility FROM resources WHERE relationship_id = ?1 AND deleted_at IS NULL AND status IN ",
            $rest
        )
    };
}

/// A page of what is there to learn from: begun, planned, suggested.
pub const RESOURCES_OPEN: &str =
    resources!("('doing', 'planned', 'suggested') ORDER BY status, id LIMIT ?2 OFFSET ?3");

/// A page of what was learned from, or skipped.
pub const RESOURCES_CLOSED: &str =
    resources!("('done', 'skipped') ORDER BY done_on DESC, id DESC LIMIT ?2 OFFSET ?3");

/// A page of the versions of an agreement.
pub const AGREEMENTS: &str = "SELECT id, version, status, agreed_on_me, agreed_on_partner, effective_from, visibility FROM agreements
    WHERE relationship_id = ?1 AND deleted_at IS NULL ORDER BY version DESC LIMIT ?2 OFFSET ?3";

/// A page of the lessons.
pub const LESSONS: &str = "SELECT id, text, learned_on, visibility FROM lessons
    WHERE relationship_id = ?1 AND deleted_at IS NULL ORDER BY learned_on DESC, id DESC LIMIT ?2 OFFSET ?3";

pub(super) fn resource(row: &rusqlite::Row<'_>) -> rusqlite::Result<ResourceLine> {
    Ok(ResourceLine {
        id: id(row, 0)?,
        title: text(row, 1)?,
        kind: word(row, 2)?,
        status: word(row, 3)?,
        starts_on: day(row, 4)?,
        done_on: day(row, 5)?,
        has_takeaway: row.get(6)?,
        private: is_private(row, 7)?,
    })
}

impl Store {
    /// How many challenges there are.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn challenge_count(&self, relationship: Id, stage: Stage) -> Result<usize> {
        let sql = match stage {
            Stage::Open => {
                "SELECT count(*) FROM challenges WHERE relationship_id = ? AND status IN ('open', 'working') AND deleted_at IS NULL"
            }
            Stage::Closed => {
                "SELECT count(*) FROM challenges WHERE relationship_id = ? AND status IN ('resolved', 'accepted', 'dropped') AND deleted_at IS NULL"
            }
        };
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of challenges.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn challenges_page(
        &self,
        relationship: Id,
        stage: Stage,
        range: &Range<usize>,
    ) -> Result<Vec<ChallengeLine>> {
        let (limit, offset) = page(range);
        let sql = match stage {
            Stage::Open => CHALLENGES_OPEN,
            Stage::Closed => CHALLENGES_CLOSED,
        };
        self.rows(sql, params![relationship.blob(), limit, offset], |r| {
            Ok(ChallengeLine {
                id: id(r, 0)?,
                owner: word(r, 1)?,
                title: text(r, 2)?,
                status: word(r, 3)?,
                opened_on: day(r, 4)?,
                closed_on: day(r, 5)?,
                lesson_id: optional_id(r, 6)?,
                private: is_private(r, 7)?,
            })
        })
    }

    /// How many resources there are.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn resource_count(&self, relationship: Id, stage: Stage) -> Result<usize> {
        let sql = match stage {
            Stage::Open => {
                "SELECT count(*) FROM resources WHERE relationship_id = ? AND status IN ('doing', 'planned', 'suggested') AND deleted_at IS NULL"
            }
            Stage::Closed => {
                "SELECT count(*) FROM resources WHERE relationship_id = ? AND status IN ('done', 'skipped') AND deleted_at IS NULL"
            }
        };
        Ok(count(self.number(sql, [relationship.blob()])?))
    }

    /// A page of resources.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn resources_page(
        &self,
        relationship: Id,
        stage: Stage,
        range: &Range<usize>,
    ) -> Result<Vec<ResourceLine>> {
        let (limit, offset) = page(range);
        let sql = match stage {
            Stage::Open => RESOURCES_OPEN,
            Stage::Closed => RESOURCES_CLOSED,
        };
        self.rows(sql, params![relationship.blob(), limit, offset], resource)
    }

    /// A page of the versions of how we work together, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn agreements_page(
        &self,
        relationship: Id,
        range: &Range<usize>,
    ) -> Result<Vec<AgreementLine>> {
        let (limit, offset) = page(range);
        self.rows(
            AGREEMENTS,
            params![relationship.blob(), limit, offset],
            |r| {
                Ok(AgreementLine {
                    id: id(r, 0)?,
                    version: r.get(1)?,
                    status: word(r, 2)?,
                    agreed_on_me: day(r, 3)?,
                    agreed_on_partner: day(r, 4)?,
                    effective_from: day(r, 5)?,
                    private: is_private(r, 6)?,
                })
            },
        )
    }

    /// How many lessons there are.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn lesson_count(&self, relationship: Id) -> Result<usize> {
        Ok(count(self.number(
            "SELECT count(*) FROM lessons WHERE relationship_id = ? AND deleted_at IS NULL",
            [relationship.blob()],
        )?))
    }

    /// A page of lessons, the newest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn lessons_page(&self, relationship: Id, range: &Range<usize>) -> Result<Vec<LessonLine>> {
        let (limit, offset) = page(range);
        self.rows(LESSONS, params![relationship.blob(), limit, offset], |r| {
            Ok(LessonLine {
                id: id(r, 0)?,
                text: text(r, 1)?,
                on: day(r, 2)?,
                private: is_private(r, 3)?,
            })
        })
    }
}
