use clap::Args;

use super::print::{Privacy, print};
use super::which::{Which, is_private};
use super::{Outcome, Session};
use crate::transfer::markdown;

/// What to know before a session, as Markdown: last time, open promises, the agenda, saved questions, wins to tell
///
/// Example: `ithaca brief > brief.md`
#[derive(Debug, Args)]
pub struct Brief {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    privacy: Privacy,
}

impl Brief {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_to_read()?;
        let scope = self.privacy.scope();
        let (with, id) = self.which.find(session, &store, scope)?;
        let whole = match id {
            Some(id) => Some(store.whole_session(id, scope)?.ok_or_else(is_private)?),
            None => None,
        };
        let now = session.env.now();
        let brief = store.brief(with.id, whole, now.at, scope)?;
        let context = markdown::Context {
            partner: &with.partner_name,
            now,
        };
        print(&markdown::brief(&brief, &context))
    }
}
