//! Files to try the program with: three hand-written stories, and generated ones of any size. Beside the actions, over
//! the domain and the store; it knows no screen, and it writes no log.

/// A row with the fields that all have in common: id, relationship, when it was made, when it was last changed.
macro_rules! row {
    ($entity:ident($id:expr, $relationship:expr, $made:expr, $changed:expr) { $($fields:tt)* }) => {
        $entity {
            id: $id,
            relationship_id: $relationship,
            created_at: $made,
            updated_at: $changed,
            $($fields)*
            ..$entity::default()
        }
    };
}

mod calendar;
mod chance;
mod generated;
mod grammar;
mod life;
mod meetings;
mod plan;
mod script;
mod sittings;
mod story;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::moment::days_on;
use crate::env::Env;
use crate::store::{Result, Store};

/// How much the file is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Three relationships over 18 months, written by hand.
    Demo,
    /// Ten relationships over six years.
    Heavy,
    /// Two hundred relationships over six years, one of them with 300 sessions and an agenda of 10,000 items.
    Huge,
}

/// Fills an empty file, in one transaction, without the log. The same clock, zone, size and seed give the same rows.
///
/// # Errors
/// When the file already holds something, a story can't be read, or the file can't be written.
pub fn build(store: &Store, env: &Env, size: Size, seed: u64) -> Result<()> {
    let now = env.now();
    store.fill(|filler| match size {
        Size::Demo => story::tell_all(filler, now, seed),
        Size::Heavy => generated::generate(filler, now, &generated::HEAVY, seed),
        Size::Huge => generated::generate(filler, now, &generated::HUGE, seed),
    })
}

/// The first day from Monday to Friday, so many days after `day` or later.
fn weekday_after(day: NaiveDate, days: i64) -> NaiveDate {
    let day = days_on(day, days);
    match day.weekday() {
        Weekday::Sat => days_on(day, 2),
        Weekday::Sun => days_on(day, 1),
        _ => day,
    }
}
