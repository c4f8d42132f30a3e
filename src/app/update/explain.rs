//! What a key says that can't do anything here: what would help.

use crate::domain::when;

use super::super::intent::{begins, hides, is_board, is_story};
use super::super::keymap::Action;
use super::super::list::Keyed;
use super::super::model::{Model, Tab};
use super::super::overlay::reading;
use super::typing::refuse_masked;

/// A key that can't do anything here says what would help.
pub(in crate::app) fn explain(model: &mut Model, action: Action) {
    let text = match action {
        action if let Some(words) = reading::without_row(model, action) => words.to_owned(),
        action if model.is_ended() && begins(action) => ended(model),
        Action::Call if model.is_masked && model.live.is_some() && !model.in_call => {
            "A call is going on; end it first.".to_owned()
        }
        Action::Toggle | Action::State | Action::Edit | Action::Delete => {
            "Nothing under the cursor takes that. {down} and {up} move.".to_owned()
        }
        Action::More | Action::Fewer | Action::Enter | Action::Offers
            if model.is_masked && is_board(model) =>
        {
            "Masked: what stands here is hidden. {mask} shows it again.".to_owned()
        }
        Action::More if is_board(model) => {
            "180 days are the nearest. {fewer} shows everything so far.".to_owned()
        }
        Action::Fewer if is_board(model) => {
            "It shows everything so far. {more} shows the last 180 days.".to_owned()
        }
        Action::More if is_story(model) => {
            "Month by month is the nearest. {fewer} shows the years.".to_owned()
        }
        Action::Fewer if is_story(model) => {
            "Year by year is the widest. {more} shows the months.".to_owned()
        }
        Action::More | Action::Fewer => {
            "This row has no number of its own. Minutes are on agenda items, percent on goals without milestones.".to_owned()
        }
        Action::Visibility => match model.entry().and_then(Keyed::key) {
            Some((table, _)) if let Some(column) = table.parent() => {
                let (noun, parent) = (table.noun(), column.trim_end_matches("_id"));
                let key = model.key(Action::Visibility);
                format!("A {noun} is as private as its {parent}. {key} on the {parent} changes both.")
            }
            _ => return,
        },
        Action::GoTrust if model.is_masked => {
            "Masked: the board is hidden. {mask} shows it again.".to_owned()
        }
        Action::People if model.is_masked => {
            "Masked: nobody else is shown. {mask} shows People again.".to_owned()
        }
        Action::Editor if model.is_masked => {
            refuse_masked(model);
            return;
        }
        Action::Copy if model.entry().is_some_and(|entry| hides(model, entry)) => {
            "Masked: what is private is not copied. {mask} shows it again, then {copy} copies it."
                .to_owned()
        }
        Action::Editor => "Nothing under the cursor has a long text.".to_owned(),
        Action::Template => {
            "A template goes onto a planned session: choose one at the left, or {add} plans one.".to_owned()
        }
        Action::PreviousSession if model.tab == Tab::Agenda => {
            "There is no session before this one.".to_owned()
        }
        Action::NextSession if model.tab == Tab::Agenda => {
            "There is no session after this one.".to_owned()
        }
        Action::PreviousSession => "This is the first section.".to_owned(),
        Action::NextSession => "This is the last section.".to_owned(),
        Action::TurnInto => {
            "Nothing here turns into something else. {down} and {up} move.".to_owned()
        }
        _ => return,
    };
    model.say(model.filled(&text).into_owned());
}

/// After the end nothing begins; all of it is there to be read.
fn ended(model: &Model) -> String {
    let on = model.relationship.as_ref().and_then(|r| r.ended_on);
    let on = on.map_or_else(String::new, |on| {
        format!(" on {}", when::show_day(on, model.today()))
    });
    format!(
        "It ended with {}{on}, so nothing is planned. Reopen it first: {{people}}, then {{state}}.",
        model.partner()
    )
}
