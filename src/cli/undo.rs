use clap::Args;

use super::{Outcome, Session, say};
use crate::actions::{self, Act, World};
use crate::domain::text;

/// Take back the newest action, also one made by another command: `ithaca undo`
#[derive(Debug, Args)]
pub struct Undo {}

impl Undo {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
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
        say(&text::visible(&done.message))
    }
}
