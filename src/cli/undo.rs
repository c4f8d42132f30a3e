use clap::Args;

use super::print::{Privacy, say};
use super::{Outcome, Session};
use crate::actions::{self, Act, World};
use crate::domain::text;
use crate::store::Applied;

/// Take back the newest action, also one made by another command
///
/// Example: `ithaca --with athena undo`
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    privacy: Privacy,
}

impl Undo {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_there()?;
        let relationship = match session.with {
            Some(_) => Some(session.needed(&store)?.id),
            None => None,
        };
        let world = World {
            store: &store,
            env: session.env,
        };
        let done = actions::perform(&world, &Act::Undo { relationship })?;
        session.keep_a_copy(&store);
        let is_private = match done.applied {
            Applied::Batch(seq) => store.touched_private(seq)?,
            Applied::Nothing => false,
        };
        if self.privacy.hides(is_private) {
            let (verb, _) = done.message.split_once(": ").unwrap_or(("Undone", ""));
            return say(&format!(
                "{verb}: something private. --include-private names it."
            ));
        }
        say(&text::visible(&done.message))
    }
}
