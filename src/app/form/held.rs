//! When a session was held, as one field of its form: two columns in the file.

use serde_json::Value as Json;

use crate::domain::Instant;
use crate::domain::moment::Now;

use super::super::overlay::Form;
use super::super::span;

/// The field that is both ends of a held session.
pub(super) const HELD: &str = "held";

/// Both ends of a held session, on the day on which it was held.
pub(super) fn held(form: &Form, typed: &str, now: Now) -> Result<(Instant, Instant), String> {
    let begun = ["started_at", "planned_start"];
    let begun = begun.iter().find_map(|name| span::instant(&form.row, name));
    span::read(typed, begun.unwrap_or(now.at), now)
}

/// Both ends become the columns that hold them; another start no longer says who was on time.
pub(super) fn fold_held(
    form: &mut Form,
    before: &mut Vec<(String, Json)>,
    after: &mut Vec<(String, Json)>,
    now: Now,
) {
    before.retain(|(name, _)| name != HELD);
    let Some(typed) = after.extract_if(.., |(name, _)| name == HELD).next() else {
        return;
    };
    let Ok((start, stop)) = held(form, typed.1.as_str().unwrap_or_default(), now) else {
        return;
    };
    form.row.insert(HELD.into(), typed.1);
    let was = span::instant(&form.row, "started_at");
    let is_moved = !was.is_some_and(|was| span::is_same_minute(was, start, now));
    let mut ends = vec![("ended_at", Json::from(stop.to_string()))];
    if is_moved {
        ends.push(("started_at", start.to_string().into()));
        ends.push(("start_corrected", true.into()));
    }
    for (name, value) in ends {
        let old = form.row.get(name).cloned().unwrap_or(Json::Null);
        before.push((name.to_owned(), old));
        after.push((name.to_owned(), value));
    }
}
