//! What happens to the items of a session: they go on when it is over, move along when it moves, join when one is planned.

use super::agenda::POSITION_STEP;
use super::{AgendaItem, Id, Instant, ItemStatus, Session};

/// Where items go: the end of a session's agenda, or of the backlog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The session; none means the backlog.
    pub session_id: Option<Id>,
    /// The place of what stands last there.
    pub last: i64,
}

impl End {
    /// The end of an agenda on which nothing stands.
    #[must_use]
    pub fn of_new(session_id: Id) -> Self {
        Self {
            session_id: Some(session_id),
            last: 0,
        }
    }

    /// The next place, which is taken by that.
    pub fn place(&mut self) -> i64 {
        self.last = self.last.saturating_add(POSITION_STEP);
        self.last
    }
}

/// An item that goes on: as it stays behind, and its copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The item, carried.
    pub behind: AgendaItem,
    /// The copy, once more carried than the item was.
    pub copy: AgendaItem,
}

/// The item goes on to the end of another list.
#[must_use]
pub fn carry(item: &AgendaItem, to: &mut End, copy_id: Id, at: Instant) -> Carried {
    Carried {
        behind: item.with_status(ItemStatus::Carried, at),
        copy: item.carried_to(copy_id, to.session_id, to.place(), at),
    }
}

/// The item itself joins another list, uncounted: it moves along, or comes from the backlog.
#[must_use]
pub fn join(item: &AgendaItem, to: &mut End) -> AgendaItem {
    AgendaItem {
        session_id: to.session_id,
        position: to.place(),
        ..item.clone()
    }
}

/// From when on a session counts as next after this one: from its start, as it was or as it was planned.
#[must_use]
pub fn begun(session: &Session) -> Instant {
    session.started_at.unwrap_or(session.planned_start)
}

/// The item that is talked about once `left` is no longer open: the next open one below it, else the first.
/// `open` is what is open, in order, with or without `left`.
#[must_use]
pub fn next_current(open: &[AgendaItem], left: &AgendaItem) -> Option<Id> {
    let place = |item: &AgendaItem| (item.position, item.id);
    let others = || open.iter().filter(|i| i.id != left.id);
    others()
        .find(|i| place(i) > place(left))
        .or_else(|| others().next())
        .map(|i| i.id)
}
