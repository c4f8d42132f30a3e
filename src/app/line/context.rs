//! What a line is understood with: the day, the relationship, its goals, and what was planned.

use crate::domain::moment::Now;
use crate::domain::quick_line::Grammar;
use crate::domain::when::LocalNow;
use crate::domain::{Id, Instant, Relationship};

/// What a line is understood with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub now: Now,
    /// The relationship in view.
    pub relationship: Option<&'a Relationship>,
    /// Its open goals.
    pub goals: &'a [(Id, String)],
    /// The session that the purpose is about, as it is planned.
    pub planned: Option<Instant>,
}

/// A grammar with the titles that it borrows.
pub(super) struct Owned<'a> {
    titles: Vec<String>,
    partner: &'a str,
    takes_date: bool,
    now: LocalNow,
}

impl Owned<'_> {
    pub(super) fn borrow(&self) -> Grammar<'_> {
        Grammar {
            takes_date: self.takes_date,
            takes_minutes: !self.takes_date,
            takes_kind: !self.takes_date,
            goals: &self.titles,
            partner: self.partner,
            now: self.now,
        }
    }
}

impl<'a> Context<'a> {
    fn partner(&self) -> &'a str {
        self.relationship.map_or("", |r| r.partner_name.as_str())
    }

    pub(super) fn grammar(&self, takes_date: bool) -> Owned<'a> {
        let titles = self.goals.iter().map(|(_, title)| title.clone()).collect();
        Owned {
            titles,
            partner: self.partner(),
            takes_date,
            now: self.now.local(),
        }
    }
}
