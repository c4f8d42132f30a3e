//! The generated files, for measuring: as large as told, spread as a realistic file is, the same for the same seed.

use super::calendar::Calendar;
use super::chance::Chance;
use super::life::Life;
use super::plan::{Shape, plans};
use crate::domain::moment::Now;
use crate::store::Result;
use crate::store::fill::Filler;

/// Ten relationships over six years.
pub(super) const HEAVY: Shape = Shape {
    relationships: 10,
    sessions: 1_300,
    longest: None,
    agenda: 0,
};

/// Two hundred, one of them with 300 sessions, and 10,000 items on its next agenda.
pub(super) const HUGE: Shape = Shape {
    relationships: 200,
    sessions: 26_000,
    longest: Some(300),
    agenda: 10_000,
};

/// Writes relationship after relationship; the file never stands in memory as a whole.
pub(super) fn generate(filler: &Filler<'_>, now: Now, shape: &Shape, seed: u64) -> Result<()> {
    let mut chance = Chance::new(seed);
    let plans = plans(shape, now.today(), &mut chance);
    plans
        .iter()
        .try_for_each(|plan| Life::new(filler, &mut chance, Calendar::new(now), plan).live())
}
