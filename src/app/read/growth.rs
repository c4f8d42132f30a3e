//! Reads challenges, resources and lessons on the Goals tab, and what belongs to the selected one.

use std::ops::Range;

use crate::app::entry::{Entry, Part};
use crate::app::list::Section;
use crate::app::model::{Growth, Model, Studied};
use crate::domain::Id;
use crate::store::window::place::Listed;
use crate::store::window::practices::{LessonLine, Stage};
use crate::store::{Result, Store};

use super::goals::tied;
use super::{fill, placed};

pub(super) fn list(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let (growth, is_unfolded) = (model.goals.growth, model.goals.is_unfolded);
    let (part, hint) = match growth {
        Growth::Challenges => (
            Part::Challenges,
            "A challenge ends in one sentence; it is kept here. {add} writes one.",
        ),
        Growth::Learning => (
            Part::Learning,
            "Books, talks, people: what there is to learn from. {add} writes one.",
        ),
        Growth::Goals | Growth::Lessons => (
            Part::Lessons,
            "What was learned, in one sentence each. {add} writes one.",
        ),
    };
    fill(
        &mut model.goals.panes.left,
        || {
            let closed = count(store, relationship, growth, Stage::Closed)?;
            let open = count(store, relationship, growth, Stage::Open)?;
            let mut sections = vec![Section::plain(part, open).or_hint()];
            if closed > 0 {
                sections.push(Section::plain(Part::Fold, 1).apart());
                let shown = if is_unfolded { closed } else { 0 };
                sections.push(Section::plain(Part::Closed, shown));
            }
            Ok(sections)
        },
        |wanted| {
            let lists: &[_] = match growth {
                Growth::Challenges => &[
                    (part, Listed::OpenChallenges),
                    (Part::Closed, Listed::ClosedChallenges),
                ],
                Growth::Learning => &[
                    (part, Listed::OpenResources),
                    (Part::Closed, Listed::ClosedResources),
                ],
                Growth::Goals | Growth::Lessons => &[(part, Listed::Lessons)],
            };
            let shown = if is_unfolded { lists } else { &lists[..1] };
            placed(store, relationship, wanted, shown)
        },
        |part, range| match part {
            Part::Fold => Ok(vec![Entry::Fold(count(
                store,
                relationship,
                growth,
                Stage::Closed,
            )?)]),
            Part::Closed => rows(store, relationship, growth, Stage::Closed, range),
            _ => {
                let open = rows(store, relationship, growth, Stage::Open, range)?;
                Ok(if open.is_empty() {
                    vec![Entry::Hint(hint)]
                } else {
                    open
                })
            }
        },
    )
}

fn count(store: &Store, relationship: Id, growth: Growth, stage: Stage) -> Result<usize> {
    match (growth, stage) {
        (Growth::Challenges, _) => store.challenge_count(relationship, stage),
        (Growth::Learning, _) => store.resource_count(relationship, stage),
        (_, Stage::Open) => store.lesson_count(relationship),
        (_, Stage::Closed) => Ok(0),
    }
}

fn rows(
    store: &Store,
    relationship: Id,
    growth: Growth,
    stage: Stage,
    range: &Range<usize>,
) -> Result<Vec<Entry>> {
    Ok(match growth {
        Growth::Challenges => store
            .challenges_page(relationship, stage, range)?
            .into_iter()
            .map(Entry::Challenge)
            .collect(),
        Growth::Learning => store
            .resources_page(relationship, stage, range)?
            .into_iter()
            .map(Entry::Resource)
            .collect(),
        Growth::Goals | Growth::Lessons => store
            .lessons_page(relationship, range)?
            .into_iter()
            .map(Entry::Lesson)
            .collect(),
    })
}

/// The lesson of a challenge is a row of its own beside it; under it stands what the row is tied to.
pub(super) fn detail(model: &mut Model) -> Result<()> {
    let lesson = match &model.goals.studied {
        Some(Studied::Challenge(_, Some(lesson))) => Some(LessonLine {
            id: lesson.id,
            text: lesson.text.clone(),
            on: lesson.learned_on,
            private: lesson.visibility == crate::domain::Visibility::Private,
        }),
        _ => None,
    };
    let goals = &mut model.goals;
    let (list, links) = (&mut goals.panes.right, &goals.links);
    fill(
        list,
        || {
            let lesson = lesson
                .iter()
                .map(|_| Section::headed(Part::Lessons, 1, "Lesson"));
            Ok(lesson.chain(tied(links)).collect())
        },
        |_| Ok(None),
        |part, range| {
            Ok(match part {
                Part::Links => links.get(range.clone()).unwrap_or_default().to_vec(),
                _ => lesson.clone().map(Entry::Lesson).into_iter().collect(),
            })
        },
    )
}
