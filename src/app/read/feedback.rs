//! Reads the Feedback tab, in its groups.

use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::model::Model;
use crate::domain::feedback::FeedbackState;
use crate::store::{Result, Store};

use super::fill;

pub(super) fn feedback(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    fill(
        &mut model.feedback.left,
        || {
            let count = |state| store.feedback_count(relationship, state);
            let (said, draft, answered) = (
                count(FeedbackState::Said)?,
                count(FeedbackState::Draft)?,
                count(FeedbackState::Responded)?,
            );
            let sections = [
                Section::headed(
                    Part::Waiting,
                    if said + draft + answered == 0 {
                        1
                    } else {
                        said
                    },
                    "waiting for an answer",
                ),
                Section::headed(Part::ToSay, draft, "to say"),
                Section::headed(Part::Answered, answered, "answered"),
            ];
            Ok(sections.into_iter().filter(|s| s.count > 0).collect())
        },
        |_| Ok(None),
        |part, range| {
            let state = match part {
                Part::ToSay => FeedbackState::Draft,
                Part::Answered => FeedbackState::Responded,
                _ => FeedbackState::Said,
            };
            let rows: Vec<_> = store
                .feedback_page(relationship, state, range)?
                .into_iter()
                .map(Entry::Feedback)
                .collect();
            Ok(if rows.is_empty() {
                vec![Entry::Hint(
                    "What did you see, and what did it lead to? {add} writes the first.",
                )]
            } else {
                rows
            })
        },
    )
}
