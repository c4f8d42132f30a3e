//! How it stands between two people, and what is worth knowing of it before the next session. The rules are the domain's.

use rusqlite::params;

use super::header::SessionHead;
use super::offers::OfferLine;
use crate::domain::fact::{self, Ahead, Standing};
use crate::domain::moment::Now;
use crate::domain::offer::OfferKind;
use crate::domain::{Id, ItemKind, Relationship, Side};
use crate::store::{Result, Store, day, instant};

/// How it stands between two people: one row.
pub const STANDING: &str = "SELECT
    (SELECT max(coalesce(started_at, planned_start)) FROM sessions WHERE relationship_id = ?1 AND status = 'held' AND deleted_at IS NULL),
    (SELECT count(*) FROM sessions WHERE relationship_id = ?1 AND status = 'held' AND deleted_at IS NULL),
    (SELECT max(said_on) FROM feedback WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND deleted_at IS NULL),
    (SELECT count(*) FROM sessions WHERE relationship_id = ?1 AND status = 'held' AND deleted_at IS NULL AND coalesce(started_at, planned_start) >= coalesce(
        (SELECT date(max(said_on), '+1 day') FROM feedback WHERE relationship_id = ?1 AND state IN ('said', 'responded') AND deleted_at IS NULL), '')),
    (SELECT max(taken_on) FROM pulses WHERE relationship_id = ?1 AND side = 'me' AND deleted_at IS NULL),
    EXISTS (SELECT 1 FROM sessions WHERE relationship_id = ?1 AND status IN ('planned', 'live') AND template = 'mid-point' AND deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM sessions WHERE relationship_id = ?1 AND status = 'held' AND coalesce(started_at, planned_start) >= date(r.review_on, '-14 days') AND template = 'mid-point' AND deleted_at IS NULL),
    EXISTS (SELECT 1 FROM sessions WHERE relationship_id = ?1 AND status IN ('planned', 'live') AND template = 'closing' AND deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM sessions WHERE relationship_id = ?1 AND status = 'held' AND coalesce(started_at, planned_start) >= date(r.ends_on, '-60 days') AND template = 'closing' AND deleted_at IS NULL),
    (SELECT feedback_every_sessions FROM agreements WHERE relationship_id = ?1 AND status = 'agreed' AND deleted_at IS NULL ORDER BY version DESC LIMIT 1),
    EXISTS (SELECT 1 FROM goals WHERE relationship_id = ?1 AND status = 'active' AND deleted_at IS NULL),
    (SELECT agenda_lead_hours FROM sessions WHERE id = ?2),
    (SELECT items FROM agenda_sums WHERE session_id = ?2),
    EXISTS (SELECT 1 FROM agenda_items WHERE session_id = ?2 AND kind = 'feedback' AND owner = 'both' AND status = 'open' AND deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM agenda_items WHERE relationship_id = ?1 AND session_id IS NULL AND kind = 'feedback' AND owner = 'both' AND status = 'open' AND deleted_at IS NULL)
    FROM relationships r WHERE r.id = ?1";

impl Store {
    /// What is worth knowing before the next session, without what was switched off.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn facts(
        &self,
        with: &Relationship,
        next: Option<&SessionHead>,
        now: Now,
    ) -> Result<Vec<OfferLine>> {
        let standing = self.standing(with.id, next)?;
        let off = self.dismissed(with.id)?;
        let lines = fact::facts(with, &standing, now).into_iter();
        let lines = lines.map(|fact| OfferLine {
            offer: fact.kind,
            row: None,
            bank_id: fact.about,
            kind: ItemKind::Topic,
            owner: Side::Both,
            title: fact.sentence,
            on: None,
            carry_count: 0,
            minutes: 0,
            private: fact.kind == OfferKind::Pulse,
        });
        Ok(lines
            .filter(|line| !off.kind(line.offer) && !off.one(line))
            .collect())
    }

    fn standing(&self, relationship: Id, next: Option<&SessionHead>) -> Result<Standing> {
        let next_id = next.map(|next| next.id);
        let of = params![relationship.blob(), next_id.as_ref().map(Id::blob)];
        let found = self.first(STANDING, of, |r| {
            let lead_hours = r.get::<_, Option<i64>>(9)?.unwrap_or(24);
            let items = r.get::<_, Option<i64>>(10)?.unwrap_or(0);
            Ok(Standing {
                next: next.map(|next| Ahead {
                    start: next.planned_start,
                    lead_hours,
                    items,
                }),
                last_held: instant(r, 0)?,
                held: r.get(1)?,
                last_said: day(r, 2)?,
                held_since: r.get(3)?,
                last_pulse: day(r, 4)?,
                has_review: r.get(5)?,
                has_closing: r.get(6)?,
                feedback_every: r.get(7)?,
                has_goal: r.get(8)?,
                is_exchange_ahead: r.get(11)?,
            })
        })?;
        Ok(found.unwrap_or_default())
    }
}
