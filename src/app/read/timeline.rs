//! Reads the Timeline tab: the story, as far as it has been scrolled.

use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::model::Model;
use crate::domain::moment::days_on;
use crate::store::{Result, Store};

use super::fill;

/// The story is as long as what was read of it, and is read on when the cursor comes near its end; it is never counted.
/// After a write as much of it is read again as there was.
pub(super) fn timeline(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    let (tomorrow, height) = (days_on(model.today(), 1), usize::from(model.size.1));
    let list = &mut model.timeline.left;
    let is_near_end = list.selected() + height / 2 >= model.story.len() && !model.story_is_whole;
    if list.is_stale() {
        let wanted = model.story.len().max(height);
        model.story = store.story_before(relationship, tomorrow, wanted)?;
        model.story_is_whole = model.story.len() < wanted;
    } else if let Some(last) = model.story.last().filter(|_| is_near_end) {
        let more = store.story_after(relationship, last, height)?;
        model.story_is_whole = more.len() < height;
        model.story.extend(more);
    } else if list.missing().is_none() {
        return Ok(());
    }
    let lines = &model.story;
    list.touch();
    fill(
        list,
        || Ok(vec![Section::plain(Part::Story, lines.len().max(1))]),
        |_| Ok(None),
        |_, range| {
            let page: Vec<_> = lines
                .iter()
                .skip(range.start)
                .take(range.end - range.start)
                .cloned()
                .map(Entry::Story)
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
