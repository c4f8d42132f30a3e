//! Where a row stands in its list, from 0: how many rows of the list come before it. The order is the one of the list's page.

use rusqlite::params;

use super::count;
use crate::domain::{Id, Table};
use crate::store::{Result, Store};

/// A list whose rows have a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the list of its page")]
pub enum Listed {
    MyGoals,
    TheirGoals,
    ClosedGoals,
    Milestones,
    Updates,
    OpenChallenges,
    ClosedChallenges,
    OpenResources,
    ClosedResources,
    Lessons,
    Items,
    Backlog,
    Promises,
    SettledPromises,
    Materials,
    Questions,
    AskedQuestions,
    LetGoQuestions,
    Wins,
    Agreements,
}

/// How many rows `o` of a list come before the row `w`; no row where `w` is not in the list.
macro_rules! place {
    ($table:literal, $within:literal, $of:literal, $before:literal) => {
        concat!(
            "SELECT (SELECT count(*) FROM ",
            $table,
            " o WHERE ",
            $within,
            " = ?1 AND deleted_at IS NULL",
            $of,
            " AND ",
            $before,
            ") FROM ",
            $table,
            " w WHERE id = ?2 AND ",
            $within,
            " = ?1 AND deleted_at IS NULL",
            $of
        )
    };
}

impl Listed {
    /// All lists.
    pub const ALL: [Self; 20] = [
        Self::MyGoals,
        Self::TheirGoals,
        Self::ClosedGoals,
        Self::Milestones,
        Self::Updates,
        Self::OpenChallenges,
        Self::ClosedChallenges,
        Self::OpenResources,
        Self::ClosedResources,
        Self::Lessons,
        Self::Items,
        Self::Backlog,
        Self::Promises,
        Self::SettledPromises,
        Self::Materials,
        Self::Questions,
        Self::AskedQuestions,
        Self::LetGoQuestions,
        Self::Wins,
        Self::Agreements,
    ];

    /// The table of its rows.
    #[must_use]
    pub fn table(self) -> Table {
        match self {
            Self::MyGoals | Self::TheirGoals | Self::ClosedGoals => Table::Goals,
            Self::Milestones => Table::Milestones,
            Self::Updates => Table::GoalUpdates,
            Self::OpenChallenges | Self::ClosedChallenges => Table::Challenges,
            Self::OpenResources | Self::ClosedResources => Table::Resources,
            Self::Lessons => Table::Lessons,
            Self::Items | Self::Backlog => Table::AgendaItems,
            Self::Promises | Self::SettledPromises => Table::Commitments,
            Self::Materials => Table::Materials,
            Self::Questions | Self::AskedQuestions | Self::LetGoQuestions => Table::Questions,
            Self::Wins => Table::Wins,
            Self::Agreements => Table::Agreements,
        }
    }

    /// The query: `?1` is whom or what the list belongs to, `?2` the row.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a flat table")]
    pub fn sql(self) -> &'static str {
        match self {
            Self::MyGoals => place!(
                "goals",
                "relationship_id",
                " AND status IN ('active', 'draft', 'on_hold') AND owner IN ('me', 'both')",
                "(o.status, o.created_at, o.id) < (w.status, w.created_at, w.id)"
            ),
            Self::TheirGoals => place!(
                "goals",
                "relationship_id",
                " AND status IN ('active', 'draft', 'on_hold') AND owner = 'partner'",
                "(o.status, o.created_at, o.id) < (w.status, w.created_at, w.id)"
            ),
            Self::ClosedGoals => place!(
                "goals",
                "relationship_id",
                " AND status IN ('achieved', 'partly_achieved', 'dropped')",
                "(coalesce(o.closed_on, ''), o.id) > (coalesce(w.closed_on, ''), w.id)"
            ),
            Self::Milestones => place!(
                "milestones",
                "goal_id",
                "",
                "(o.position, o.id) < (w.position, w.id)"
            ),
            Self::Updates => place!("goal_updates", "goal_id", "", "(o.at, o.id) > (w.at, w.id)"),
            Self::OpenChallenges => place!(
                "challenges",
                "relationship_id",
                " AND status IN ('open', 'working')",
                "(o.status, coalesce(o.opened_on, ''), o.id) > (w.status, coalesce(w.opened_on, ''), w.id)"
            ),
            Self::ClosedChallenges => place!(
                "challenges",
                "relationship_id",
                " AND status IN ('resolved', 'accepted', 'dropped')",
                "(coalesce(o.closed_on, ''), o.id) > (coalesce(w.closed_on, ''), w.id)"
            ),
            Self::OpenResources => place!(
                "resources",
                "relationship_id",
                " AND status IN ('doing', 'planned', 'suggested')",
                "(o.status, o.id) < (w.status, w.id)"
            ),
            Self::ClosedResources => place!(
                "resources",
                "relationship_id",
                " AND status IN ('done', 'skipped')",
                "(coalesce(o.done_on, ''), o.id) > (coalesce(w.done_on, ''), w.id)"
            ),
            Self::Lessons => place!(
                "lessons",
                "relationship_id",
                "",
                "(coalesce(o.learned_on, ''), o.id) > (coalesce(w.learned_on, ''), w.id)"
            ),
            Self::Items => place!(
                "agenda_items",
                "session_id",
                "",
                "(o.position, o.id) < (w.position, w.id)"
            ),
            Self::Backlog => place!(
                "agenda_items",
                "relationship_id",
                " AND session_id IS NULL AND status = 'open'",
                "(o.position, o.id) < (w.position, w.id)"
            ),
            Self::Promises => place!(
                "commitments",
                "relationship_id",
                " AND status = 'open'",
                "(o.owner, o.due IS NULL, coalesce(o.due, ''), o.id) < (w.owner, w.due IS NULL, coalesce(w.due, ''), w.id)"
            ),
            Self::SettledPromises => place!(
                "commitments",
                "relationship_id",
                " AND status IN ('done', 'released', 'not_done')",
                "(coalesce(o.done_on, o.due, ''), o.id) > (coalesce(w.done_on, w.due, ''), w.id)"
            ),
            Self::Materials => place!(
                "materials",
                "session_id",
                "",
                "(coalesce(o.for_side, ''), o.created_at, o.id) < (coalesce(w.for_side, ''), w.created_at, w.id)"
            ),
            Self::Questions => place!(
                "questions",
                "relationship_id",
                " AND status = 'queued'",
                "(o.created_at, o.id) < (w.created_at, w.id)"
            ),
            Self::AskedQuestions => place!(
                "questions",
                "relationship_id",
                " AND status = 'asked'",
                "(coalesce(o.asked_on, ''), o.id) > (coalesce(w.asked_on, ''), w.id)"
            ),
            Self::LetGoQuestions => place!(
                "questions",
                "relationship_id",
                " AND status = 'dropped'",
                "(o.created_at, o.id) < (w.created_at, w.id)"
            ),
            Self::Wins => place!(
                "wins",
                "relationship_id",
                "",
                "(o.happened_on, o.id) > (w.happened_on, w.id)"
            ),
            Self::Agreements => place!(
                "agreements",
                "relationship_id",
                "",
                "coalesce(o.version, -1) > coalesce(w.version, -1)"
            ),
        }
    }
}

impl Store {
    /// The place of a row in a list of a relationship, a session or a goal; none where it is not in it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn place(&self, list: Listed, within: Id, row: Id) -> Result<Option<usize>> {
        let found = self.first(list.sql(), params![within.blob(), row.blob()], |r| r.get(0))?;
        Ok(found.map(count))
    }
}
