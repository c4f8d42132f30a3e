//! One line: what is asked for, how it is understood while typing, and the action that Enter makes of it. Nothing here is
//! written, and nothing is drawn.

mod act;
mod context;
mod echo;
mod goal;
mod moved;
mod purpose;
mod start;
mod words;

use crate::domain::{Id, Instant, ItemKind, Link, Side, Table};

use super::field::Field;
use super::model::Message;

pub use self::act::item_kind;
pub use self::context::Context;
pub use self::goal::{Skill, thought_about};
pub use self::purpose::Purpose;
pub use self::start::proposed;

/// The line that is open.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own; no two of them make a state"
)]
pub struct Line {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub field: Field,
    /// A line that was begun before; ↑ takes it. None until it is read.
    pub draft: Option<String>,
    /// That is a date which the cadence proposes, not a line that was begun.
    pub is_proposal: bool,
    /// The draft has been looked up.
    pub is_draft_read: bool,
    /// Whose, where Tab turns it.
    pub side: Side,
    /// Which kind, where Tab turns it.
    pub kind: ItemKind,
    /// The session in which feedback is said, though Tab may have turned it into a request.
    pub said_in: Option<Id>,
    /// What was wrong with it at the last Enter.
    pub error: Option<String>,
    /// The stored draft differs from what is typed.
    pub is_unsaved: bool,
    /// A menu opened it, or something is caught in a call: Enter closes it, whatever it is for.
    pub is_once: bool,
    /// It is about a skill, which may be rated.
    pub skill: Option<Skill>,
    /// What the field began with, from the file.
    pub stored: String,
    /// The title of the row that it is about, where the line alone would not say it; and whether that is private.
    pub about: Option<(String, bool)>,
    /// What was said of the action that it goes on from: shown above it, and said again where it closes without a word.
    pub told: Option<Message>,
    /// How many hours of notice were agreed for the session that it is about.
    pub agreed_hours: Option<i64>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        let side = match purpose {
            Purpose::Item { .. } => Side::Both,
            Purpose::Feedback { from, .. } => from,
            Purpose::RequestAnswer { to, .. } => to,
            Purpose::Request => Side::Partner,
            Purpose::Goal { owner } => owner,
            _ => Side::Me,
        };
        let said_in = match purpose {
            Purpose::Feedback { session, .. } => session,
            _ => None,
        };
        let (draft, error) = (None, None);
        Self {
            purpose,
            field: Field::line(""),
            draft,
            is_proposal: false,
            is_draft_read: false,
            side,
            kind: ItemKind::Topic,
            said_in,
            error,
            is_unsaved: false,
            is_once: false,
            stored: String::new(),
            about: None,
            told: None,
            agreed_hours: None,
            skill: None,
        }
    }

    /// What the line asks for, in the terms of what is written by hand: what is turned into a promise is written as one.
    #[must_use]
    pub fn plain(&self) -> Purpose {
        let session = None;
        match &self.purpose {
            Purpose::Turn {
                to, session: on, ..
            } => match to {
                Table::AgendaItems => Purpose::Item { session: *on },
                Table::Goals => Purpose::Goal { owner: self.side },
                Table::Commitments => Purpose::Promise { session },
                Table::Lessons => Purpose::Lesson { challenge: None },
                Table::Challenges => Purpose::Challenge { session },
                Table::Feedback => Purpose::Feedback {
                    session,
                    from: Side::Me,
                },
                Table::Wins => Purpose::Win { session },
                Table::Resources => Purpose::Resource,
                _ => Purpose::Question,
            },
            other => other.clone(),
        }
    }

    /// Under which name a begun line is kept.
    #[must_use]
    pub fn draft_name(&self) -> String {
        let name = format!("{:?}", self.purpose);
        let name = name.split([' ', '{']).next().unwrap_or("line");
        // What was begun for one row is not offered for another; an agenda's line may go onto the next one.
        let of = match &self.purpose {
            Purpose::Milestone { goal: id }
            | Purpose::Update { goal: id }
            | Purpose::Outcome { item: id, .. }
            | Purpose::PromiseDue { id }
            | Purpose::MilestoneTo { id }
            | Purpose::Answer { id, .. }
            | Purpose::RequestAnswer { request: id, .. }
            | Purpose::Takeaway { resource: id }
            | Purpose::CloseNote {
                of: Link { id, .. },
            }
            | Purpose::Lesson {
                challenge: Some(id),
            }
            | Purpose::Move { session: id }
            | Purpose::Cancel { session: id } => format!("-{id}"),
            Purpose::Turn { from, to, .. } => format!("-{}-{}", from.id, to.name()),
            _ => String::new(),
        };
        format!("{}{of}", name.to_lowercase())
    }

    /// The line that was begun before and not taken; a proposed date is none.
    #[must_use]
    pub fn begun_before(&self) -> String {
        self.draft
            .clone()
            .filter(|_| !self.is_proposal)
            .unwrap_or_default()
    }

    /// Begins with what the file holds.
    pub fn begin_with(&mut self, stored: &str) {
        self.field.set(stored);
        self.stored = self.field.value();
    }

    /// Goes on where typing it broke off, in place of what the file holds: that field is never empty, so that it could be offered.
    pub fn go_on(&mut self) {
        if let Some(draft) = self.draft.take_if(|_| !self.stored.is_empty()) {
            self.field.set(&draft);
        }
    }

    /// It shows the file's words, none of them typed here: not on a masked screen.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        !self.stored.is_empty() && self.stored == self.field.value()
    }

    /// Whether Enter leaves the line open for the next one.
    #[must_use]
    pub fn stays_open(&self) -> bool {
        !self.is_once
            && matches!(
                self.purpose,
                Purpose::Item { .. }
                    | Purpose::Material { .. }
                    | Purpose::Milestone { .. }
                    | Purpose::Promise { session: None }
                    | Purpose::Question
                    | Purpose::Goal { .. }
                    | Purpose::Challenge { session: None }
                    | Purpose::Resource
                    | Purpose::Lesson { challenge: None }
            )
    }

    /// From the other, to the other, asked of the other, asked of me.
    fn turn_feedback(&mut self) {
        let session = self.said_in;
        let said = |from| Purpose::Feedback { session, from };
        (self.purpose, self.side) = match (&self.purpose, self.side) {
            (Purpose::Request, Side::Partner) => (Purpose::Request, Side::Me),
            (Purpose::Request, _) => (said(Side::Partner), Side::Partner),
            (_, Side::Partner) => (said(Side::Me), Side::Me),
            _ => (Purpose::Request, Side::Partner),
        };
    }

    /// Tab: the next owner, direction or kind.
    pub fn turn(&mut self) {
        if matches!(self.purpose, Purpose::Feedback { .. } | Purpose::Request) {
            return self.turn_feedback();
        }
        match self.plain() {
            Purpose::Item { .. } | Purpose::Promise { .. } => self.side = self.side.turned(),
            Purpose::Answer { .. } | Purpose::RequestAnswer { .. } => {}
            _ => {
                self.side = if self.side == Side::Me {
                    Side::Partner
                } else {
                    Side::Me
                }
            }
        }
    }
}

/// What the other one's clock shows then, where it shows something else.
fn there(start: Instant, context: &Context<'_>) -> String {
    let zone = context.now.zone;
    context
        .relationship
        .map_or_else(String::new, |with| with.there(start, zone))
}
