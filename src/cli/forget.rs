use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::print::say;
use super::{Failure, Outcome, Session, named};
use crate::app::editor;
use crate::domain::{Id, text};
use crate::store::draft::EDITOR;
use crate::store::{Store, elsewhere};

/// Erase a person for good, after the name was typed again: the one thing without undo
///
/// Example: `ithaca forget Athena`
#[derive(Debug, Args)]
pub struct Forget {
    /// The name, or how it begins
    #[arg(value_name = "NAME")]
    name: String,
}

impl Forget {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open_there()?;
        let (id, name) = self.person(&store)?;
        let shown = text::visible(&name).into_owned();
        writeln!(
            io::stderr(),
            "This erases {shown} from {}: every row, what undo could bring back, drafts. It can't be undone.\nThe name again, to do it:",
            store.path().display()
        )?;
        let mut typed = String::new();
        io::stdin().lock().read_line(&mut typed)?;
        if typed.trim() != name.trim() {
            return Err(Failure::new(format!(
                "Nothing was erased: what was typed is not '{shown}'. Run it again and type the name as it stands there."
            )));
        }
        let noted = store.drafts(EDITOR)?;
        let gone = store.forget(id)?;
        remove_edited(&noted, id);
        let rows = if gone.rows.len() == 1 { "row" } else { "rows" };
        say(&format!("{shown} is gone: {} {rows}.", gone.rows.len()))?;
        if !gone.is_swept {
            say(
                "Another program has the file open, so its bytes may hold traces, until somebody is forgotten or a trash is emptied again with that program closed.",
            )?;
        }
        tell_copies(
            &elsewhere::holding(store.path(), &[id], Some(&name)),
            &shown,
        )
    }

    /// Whom the name means; one in the trash by the whole name.
    fn person(&self, store: &Store) -> Result<(Id, String), Failure> {
        let all = store.names()?;
        let exact = store.named_exactly(&self.name)?;
        let (id, name) = match exact[..] {
            [one] => (one, self.name.clone()),
            [] => named(&all, &self.name)?.clone(),
            _ => {
                return Err(Failure::new(format!(
                    "{} people are named '{}'. Give the others another name first, so that only the right one goes.",
                    exact.len(),
                    text::visible(&self.name)
                )));
            }
        };
        Ok((id, name))
    }
}

/// What an editor has of the person, or has left where its planner was killed.
fn remove_edited(noted: &BTreeMap<String, String>, id: Id) {
    let about = id.to_string();
    for (key, note) in noted.iter().filter(|(_, note)| note.starts_with(&about)) {
        let name = key.strip_prefix(EDITOR).unwrap_or_default();
        let (_, place) = note.split_once('\n').unwrap_or_default();
        editor::remove(name, Path::new(place));
    }
}

/// The copies that hold the person too: they are left alone, and named.
fn tell_copies(copies: &[PathBuf], name: &str) -> Outcome {
    if copies.is_empty() {
        return say("No backup or export beside it holds anything of that.");
    }
    say(&format!(
        "These files hold {name} too and were left as they are; delete them where nothing else is needed of them:"
    ))?;
    for copy in copies {
        say(&format!("  {}", copy.display()))?;
    }
    Ok(())
}
