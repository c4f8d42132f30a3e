//! Where the program begins: where the user is needed.

use crate::domain::when;
use crate::store::window::header::SessionHead;
use crate::store::{Store, StoreError};

use crate::app::model::{Model, Tab};
use crate::app::update;

use super::{heads, refresh};

/// A session is near within this many minutes.
const NEAR: i64 = 60;

/// Stands in the live call, else on the agenda of a session within the hour, else on People where there are several and
/// none was named, else on the next agenda. A session whose time has passed and which nothing was said of is named.
///
/// # Errors
/// When the file can't be read.
pub fn begin(model: &mut Model, store: &Store, is_named: bool) -> Result<(), StoreError> {
    // The heads alone say where to stand: the lists of no other tab are read.
    store.at_once(|| heads(model, store))?;
    let is_near = model
        .next
        .as_ref()
        .is_some_and(|next| next.planned_start.minutes_since(model.now.at) <= NEAR);
    if model.live_here().is_some() {
        update::show_call(model);
    } else if !is_near && !is_named && model.relationships > 1 {
        model.tab = Tab::People;
    }
    let unanswered = store.unanswered(model.now.at)?;
    // Masked, nobody else exists.
    let is_told = |session: &SessionHead| {
        !model.is_masked || Some(session.relationship_id) == model.relationship_id()
    };
    let unanswered = unanswered.filter(is_told);
    if let Some(session) = unanswered.filter(|_| model.message.is_none() && !model.in_call) {
        let words = question(model, &session);
        model.say(words);
    }
    refresh(model, store)
}

/// The fact, and the keys that answer it.
fn question(model: &Model, session: &SessionHead) -> String {
    let local = session.planned_start.local(model.now.zone);
    let name = session.partner_name.split_whitespace().next().unwrap_or("");
    let keys = if model.tab == Tab::People || model.is_masked {
        "s on its row"
    } else {
        "0, then s on its row"
    };
    format!(
        "{name}, {}: held, moved, cancelled, not held · {keys}",
        when::show_moment(local, model.today())
    )
}
