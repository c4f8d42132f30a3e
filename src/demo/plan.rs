//! When the sessions of a generated relationship take place, and what becomes of each: drawn before anything is written.

use chrono::{Datelike, NaiveDate, Weekday};

use super::chance::Chance;
use super::grammar::{EPITHETS, NAMES};
use super::weekday_after;
use crate::domain::RelationshipStatus;
use crate::domain::moment::days_on;

/// How large a generated file is.
pub(super) struct Shape {
    /// So many relationships.
    pub(super) relationships: usize,
    /// So many sessions in all.
    pub(super) sessions: usize,
    /// So many in the first one; as many as its cadence gives, where none are told.
    pub(super) longest: Option<usize>,
    /// So many items on the agenda of its next session.
    pub(super) agenda: usize,
}

/// What becomes of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    /// It takes place.
    #[default]
    Held,
    /// It takes place on another day.
    Moved,
    /// It is called off.
    Cancelled,
    /// Nobody comes.
    Missed,
}

/// A day on which a session was to be.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) day: NaiveDate,
    pub(super) fate: Fate,
    /// The day to which it moved, for one that did.
    pub(super) moved_to: Option<NaiveDate>,
}

/// A relationship before it is written.
pub(super) struct Plan {
    pub(super) name: String,
    pub(super) status: RelationshipStatus,
    pub(super) cadence: i64,
    /// The past sessions, the oldest first.
    pub(super) slots: Vec<Slot>,
    /// The next session.
    pub(super) next: Option<NaiveDate>,
    /// So many items on its agenda; none means as usual.
    pub(super) agenda: usize,
}

/// The marker for "no cadence": three weeks on average.
const IRREGULAR: i64 = 21;

/// Every 2 weeks (55 %), monthly (25 %), weekly (15 %), irregular (5 %), mixed so that any ten are close to that.
const CADENCES: [i64; 20] = [
    14, 28, 14, 7, 14, 28, 14, 14, 28, 14, 14, 7, 14, 28, 14, IRREGULAR, 14, 28, 7, 14,
];

/// Of 100 planned sessions: 80 held, 12 moved, 6 cancelled, 2 missed.
fn fate(chance: &mut Chance) -> Fate {
    match chance.between(1, 100) {
        ..=80 => Fate::Held,
        81..=92 => Fate::Moved,
        93..=98 => Fate::Cancelled,
        _ => Fate::Missed,
    }
}

/// All relationships of a file; the first one is opened first, as its next session is the nearest.
pub(super) fn plans(shape: &Shape, today: NaiveDate, chance: &mut Chance) -> Vec<Plan> {
    let first_name = whole(chance.between(0, 399));
    let shares = shares(shape, chance);
    let mut plans = Vec::with_capacity(shape.relationships);
    for (n, sessions) in shares.into_iter().enumerate() {
        plans.push(plan(
            shape,
            n,
            sessions,
            name(first_name + n),
            today,
            chance,
        ));
    }
    plans
}

/// The first forty have forty names; after that the place tells them apart.
fn name(n: usize) -> String {
    let place = (n + n / NAMES.len()) % EPITHETS.len();
    format!("{} of {}", NAMES[n % NAMES.len()], EPITHETS[place])
}

fn cadence(shape: &Shape, n: usize) -> i64 {
    match (shape.longest, n) {
        (Some(_), 0) => 7,
        (Some(_), 3) => 14,
        _ => CADENCES[n % CADENCES.len()],
    }
}

/// How the sessions are shared out: by cadence, and by how long a relationship has lasted, six years at most.
fn shares(shape: &Shape, chance: &mut Chance) -> Vec<usize> {
    let mut weights: Vec<i64> = (0..shape.relationships)
        .map(|n| chance.between(85, 112) * 365 / cadence(shape, n))
        .collect();
    let fixed = shape.longest.unwrap_or(0);
    if let (Some(first), Some(_)) = (weights.first_mut(), shape.longest) {
        *first = 0;
    }
    let sum = whole(weights.iter().sum()).max(1);
    let part = |weight: i64| whole(weight) * (shape.sessions - fixed) / sum;
    weights
        .into_iter()
        .enumerate()
        .map(|(n, w)| if n == 0 && fixed > 0 { fixed } else { part(w) })
        .collect()
}

/// The number to count with; none are below 0.
fn whole(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn plan(
    shape: &Shape,
    n: usize,
    sessions: usize,
    name: String,
    today: NaiveDate,
    chance: &mut Chance,
) -> Plan {
    let cadence = cadence(shape, n);
    let status = match n % 10 {
        4 | 7 => RelationshipStatus::Ended,
        8 => RelationshipStatus::Paused,
        _ => RelationshipStatus::Active,
    };
    let nearest = weekday_after(today, 1);
    let next = match status {
        RelationshipStatus::Active if n == 0 => Some(nearest),
        RelationshipStatus::Active => Some(weekday_after(nearest, chance.between(1, 6))),
        _ => None,
    };
    let last = match status {
        RelationshipStatus::Ended => days_on(today, -chance.between(30, 330)),
        _ => days_on(today, -chance.between(10, 40)),
    };
    let past = sessions.saturating_sub(usize::from(next.is_some()));
    let slots = slots(
        past,
        cadence,
        next.unwrap_or(weekday_after(last, 0)),
        today,
        chance,
    );
    Plan {
        name,
        status,
        cadence,
        slots,
        next,
        agenda: if n == 0 { shape.agenda } else { 0 },
    }
}

/// So many sessions before `end`, a moved one counted as two.
fn slots(
    sessions: usize,
    cadence: i64,
    end: NaiveDate,
    today: NaiveDate,
    chance: &mut Chance,
) -> Vec<Slot> {
    let (mut slots, mut left, mut day) = (Vec::with_capacity(sessions), sessions, end);
    while left > 0 {
        day = before(day, cadence, chance);
        if day >= today {
            continue;
        }
        let mut fate = fate(chance);
        let moved_to = (fate == Fate::Moved && left > 1)
            .then(|| later(day, cadence, today, chance))
            .flatten();
        if fate == Fate::Moved && moved_to.is_none() {
            fate = Fate::Held;
        }
        left -= if moved_to.is_some() { 2 } else { 1 };
        slots.push(Slot {
            day,
            fate,
            moved_to,
        });
    }
    slots.reverse();
    slots
}

fn before(day: NaiveDate, cadence: i64, chance: &mut Chance) -> NaiveDate {
    if cadence == IRREGULAR {
        weekday_after(day, -chance.between(9, 33))
    } else {
        days_on(day, -cadence)
    }
}

/// A weekday a few days on that is over, and before the session that follows.
fn later(day: NaiveDate, cadence: i64, today: NaiveDate, chance: &mut Chance) -> Option<NaiveDate> {
    let last = (cadence - 2).min(5);
    let moved = days_on(day, chance.between(1, last));
    let is_weekend = matches!(moved.weekday(), Weekday::Sat | Weekday::Sun);
    let moved = if is_weekend { days_on(day, 1) } else { moved };
    (!matches!(moved.weekday(), Weekday::Sat | Weekday::Sun) && moved < today).then_some(moved)
}
