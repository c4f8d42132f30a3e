//! What comes from outside, read once: the clock, ids, the zone, folders. Tests fix it with `ITHACA_NOW` and `ITHACA_SEED`.

use std::cell::RefCell;
use std::path::PathBuf;
use std::time;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use etcetera::BaseStrategy;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use uuid::Builder;

use crate::domain::moment::Now;
use crate::domain::{Id, Instant};

/// The outside world, as far as the program asks it.
#[derive(Debug)]
pub struct Env {
    fixed: Option<DateTime<Utc>>,
    started: time::Instant,
    zone: Tz,
    ids: RefCell<Ids>,
}

/// The last id's time and counter, so that ids made in one millisecond keep their order.
#[derive(Debug)]
struct Ids {
    rng: SmallRng,
    millis: u64,
    counter: u16,
}

/// A variable that tells the time or the seed, and can't be read.
#[derive(Debug, thiserror::Error)]
pub enum EnvError {
    /// `ITHACA_NOW` is no instant.
    #[error("ITHACA_NOW is '{0}', which is no time. Give it as 2026-11-24T09:00:00Z, or unset it.")]
    Now(String),
    /// `ITHACA_SEED` is no number.
    #[error("ITHACA_SEED is '{0}', which is no whole number. Give one such as 7, or unset it.")]
    Seed(String),
}

impl Env {
    /// Reads the environment.
    ///
    /// # Errors
    /// When `ITHACA_NOW` or `ITHACA_SEED` is set to something that can't be read.
    pub fn read() -> Result<Self, EnvError> {
        let fixed = match variable("ITHACA_NOW") {
            Some(text) => Some(
                DateTime::parse_from_rfc3339(&text)
                    .map_err(|_| EnvError::Now(text))?
                    .to_utc(),
            ),
            None => None,
        };
        let rng = match variable("ITHACA_SEED") {
            Some(text) => SmallRng::seed_from_u64(text.parse().map_err(|_| EnvError::Seed(text))?),
            None => SmallRng::from_os_rng(),
        };
        Ok(Self::with(fixed, local_zone(), rng))
    }

    /// A fixed clock (it runs on from there), UTC and seeded ids: the same input gives the same rows.
    #[must_use]
    pub fn fixed(at: DateTime<Utc>, zone: Tz, seed: u64) -> Self {
        Self::with(Some(at), zone, SmallRng::seed_from_u64(seed))
    }

    fn with(fixed: Option<DateTime<Utc>>, zone: Tz, rng: SmallRng) -> Self {
        let ids = RefCell::new(Ids {
            rng,
            millis: 0,
            counter: 0,
        });
        Self {
            fixed,
            started: time::Instant::now(),
            zone,
            ids,
        }
    }

    fn utc(&self) -> DateTime<Utc> {
        let Some(start) = self.fixed else {
            return Utc::now();
        };
        Duration::from_std(self.started.elapsed()).map_or(start, |gone| start + gone)
    }

    /// Now, where the user is.
    #[must_use]
    pub fn now(&self) -> Now {
        Now {
            at: Instant::new(self.utc()),
            zone: self.zone,
        }
    }

    /// A new id; later ones sort behind earlier ones.
    #[must_use]
    pub fn id(&self) -> Id {
        let millis = u64::try_from(self.utc().timestamp_millis()).unwrap_or(0);
        self.ids.borrow_mut().next(millis)
    }
}

impl Ids {
    fn next(&mut self, millis: u64) -> Id {
        if millis > self.millis {
            (self.millis, self.counter) = (millis, 0);
        } else if self.counter == 0xFFF {
            (self.millis, self.counter) = (self.millis + 1, 0);
        } else {
            self.counter += 1;
        }
        let mut bytes: [u8; 10] = self.rng.random();
        let [high, low] = self.counter.to_be_bytes();
        (bytes[0], bytes[1]) = (high, low);
        Id(Builder::from_unix_timestamp_millis(self.millis, &bytes).into_uuid())
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// `TZ` where it names an IANA zone, else the system's, else UTC.
fn local_zone() -> Tz {
    let named = variable("TZ").and_then(|name| name.trim_start_matches(':').parse().ok());
    named
        .or_else(|| {
            iana_time_zone::get_timezone()
                .ok()
                .and_then(|name| name.parse().ok())
        })
        .unwrap_or(Tz::UTC)
}

/// The file that is used when none is named: under the platform's data folder. None where there is no home.
#[must_use]
pub fn default_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.data_dir().join("ithaca").join("ithaca.db"))
}
