//! Seeded chance, and ids that carry the time of their row.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use uuid::Builder;

use crate::domain::{Id, Instant};

/// Where everything that is drawn comes from: the same seed draws the same.
pub(super) struct Chance {
    rng: SmallRng,
    made: u16,
}

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            rng: SmallRng::seed_from_u64(seed),
            made: 0,
        }
    }

    /// A new id for a row of that time; a counter keeps those of one second mostly in the order in which they were made.
    pub(super) fn id(&mut self, at: Instant) -> Id {
        self.made = (self.made + 1) & 0xFFF;
        let mut bytes: [u8; 10] = self.rng.random();
        [bytes[0], bytes[1]] = self.made.to_be_bytes();
        let millis = u64::try_from(at.utc().timestamp_millis()).unwrap_or(0);
        Id(Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.rng.random_ratio(percent.min(100), 100)
    }

    /// True in so many of a thousand cases.
    pub(super) fn per_mille(&mut self, per_mille: u32) -> bool {
        self.rng.random_ratio(per_mille.min(1_000), 1_000)
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        if low < high {
            self.rng.random_range(low..=high)
        } else {
            low
        }
    }

    /// One of the list; the default where it is empty.
    pub(super) fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        if list.is_empty() {
            T::default()
        } else {
            list[self.rng.random_range(0..list.len())]
        }
    }

    /// Normally distributed around 0 with a deviation of 1 (the sum of twelve uniform numbers, Irwin and Hall).
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.rng.random::<f64>()).sum::<f64>() - 6.0
    }
}
