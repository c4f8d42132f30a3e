//! Reads the Timeline tab: the story, as far as it has been scrolled.

use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::model::Model;
use crate::domain::moment::days_on;
use crate::store::{Result, Store};

use super::fill;

/// The story is as long as what was read of it, and is read on when the cursor comes near its end; it is never counted.
pub(super) fn timeline(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let (today, height) = (model.today(), usize::from(model.size.1));
    let list = &mut model.timeline.left;
    let end = list.sections().first().map_or(height, |s| s.count);
    let is_near_end = list.selected() + height / 2 >= end && !model.story_is_whole;
    let wanted = if list.is_stale() {
        end.max(height)
    } else {
        end + height
    };
    if !list.is_stale() && !is_near_end {
        return Ok(());
    }
    let lines = store.story_before(relationship, days_on(today, 1), wanted)?;
    model.story_is_whole = lines.len() < wanted;
    let rows: Vec<_> = lines.into_iter().map(Entry::Story).collect();
    list.touch();
    fill(
        list,
        || Ok(vec![Section::plain(Part::Story, rows.len().max(1))]),
        |_| Ok(None),
        |_, range| {
            let page: Vec<_> = rows
                .iter()
                .skip(range.start)
                .take(range.end - range.start)
                .cloned()
                .collect();
            Ok(if page.is_empty() {
                vec![Entry::Hint(
                    "What happens between you is told here, by month.",
                )]
            } else {
                page
            })
        },
    )
}
