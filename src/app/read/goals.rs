//! Reads the Goals tab: the goals, and what belongs to the selected one.

use crate::app::entry::{Entry, Part};
use crate::app::list::{Keyed, Section};
use crate::app::model::{Growth, Model, Studied};
use crate::app::update;
use crate::domain::link::Tie;
use crate::domain::{Challenge, Id, Table};
use crate::store::window::goals::Which;
use crate::store::window::place::Listed;
use crate::store::window::practices::Stage;
use crate::store::window::serving::Serving;
use crate::store::{Result, Store};

use super::{fill, growth, placed};

pub(super) fn goals(model: &mut Model, store: &Store) -> Result<()> {
    let Some(relationship) = model.relationship_id() else {
        return Ok(());
    };
    if model.goals.panes.left.is_stale() {
        model.goals.counts = counts(store, relationship)?;
    }
    match model.goals.growth {
        Growth::Goals => goal_list(model, store, relationship)?,
        _ => growth::list(model, store, relationship)?,
    }
    update::follow(model);
    if model.goals.panes.right.is_stale() {
        model.goals.studied = match model.goals.shown {
            Some((table, id)) => studied(store, table, id)?,
            None => None,
        };
        model.goals.open_with = match model.goals.goal().map(|goal| goal.id) {
            Some(goal) => open_with(store, goal)?,
            None => Vec::new(),
        };
        if let Some(goal) = model.goals.goal() {
            let (ties, course) = (store.goal_ties(goal.id)?, store.course(goal, model.now)?);
            (model.goals.ties, model.goals.course) = (ties, course);
        }
        model.goals.links = links(model, store)?;
        // What is open stands in full among what is open.
        let open: Vec<_> = model
            .goals
            .open_with
            .iter()
            .filter_map(Keyed::key)
            .collect();
        let is_open =
            |row: &Entry| matches!(row, Entry::Link(l) if open.contains(&(l.to.table, l.to.id)));
        model.goals.links.retain(|row| !is_open(row));
        update::place(model);
    }
    match &model.goals.studied {
        Some(Studied::Goal(_)) => goal_detail(model, store),
        _ => growth::detail(model),
    }
}

/// What the row of the right pane is tied to, but for what stands there anyway: the lesson of a challenge, and the items
/// about a goal, which are counted at the foot.
fn links(model: &Model, store: &Store) -> Result<Vec<Entry>> {
    let Some((table, id)) = model.goals.shown else {
        return Ok(Vec::new());
    };
    let is_beside = |tie| match tie {
        Tie::Lesson => table == Table::Challenges,
        Tie::OnAgenda => table == Table::Goals,
        _ => false,
    };
    let links = super::links_of(model, store, (table, id))?.into_iter();
    let others = links.filter(|line| !is_beside(line.tie));
    Ok(others.map(Entry::Link).collect())
}

/// What is open with a goal beside its milestones.
fn open_with(store: &Store, goal: Id) -> Result<Vec<Entry>> {
    let Serving {
        promises,
        resources,
        items,
    } = store.serving(goal)?;
    let promises = promises.into_iter().map(Entry::Promise);
    let resources = resources.into_iter().map(Entry::Resource);
    let items = items.into_iter().map(Entry::Item);
    Ok(promises.chain(resources).chain(items).collect())
}

/// The section of what a row is tied to, where it is tied to anything.
pub(super) fn tied(links: &[Entry]) -> Option<Section<Part>> {
    let section = Section::headed(Part::Links, links.len(), "Linked");
    (!links.is_empty()).then_some(section)
}

/// How much is open of each: what the title of the list says.
fn counts(store: &Store, relationship: Id) -> Result<[usize; 4]> {
    let goals = store.goal_count(relationship, Which::Mine)?
        + store.goal_count(relationship, Which::Theirs)?;
    Ok([
        goals,
        store.challenge_count(relationship, Stage::Open)?,
        store.resource_count(relationship, Stage::Open)?,
        store.lesson_count(relationship)?,
    ])
}

fn studied(store: &Store, table: Table, id: Id) -> Result<Option<Studied>> {
    Ok(match table {
        Table::Goals => store.find(id)?.map(Studied::Goal),
        Table::Resources => store.find(id)?.map(Studied::Resource),
        Table::Lessons => store.find(id)?.map(Studied::Lesson),
        Table::Challenges => match store.find::<Challenge>(id)? {
            Some(challenge) => {
                let lesson = challenge.lesson_id.map(|id| store.find(id)).transpose()?;
                Some(Studied::Challenge(challenge, lesson.flatten()))
            }
            None => None,
        },
        _ => None,
    })
}

fn goal_list(model: &mut Model, store: &Store, relationship: Id) -> Result<()> {
    let partner = model.partner().to_owned();
    let is_mentor = model
        .relationship
        .as_ref()
        .is_some_and(|r| r.my_role == crate::domain::Role::Mentor);
    let is_unfolded = model.goals.is_unfolded;
    let list = &mut model.goals.panes.left;
    fill(
        list,
        || {
            let (mine, theirs) = (
                store.goal_count(relationship, Which::Mine)?,
                store.goal_count(relationship, Which::Theirs)?,
            );
            let closed = store.goal_count(relationship, Which::Closed)?;
            let own = Section::headed(Part::Mine, mine, "mine");
            let own = if theirs == 0 { own.or_hint() } else { own };
            let other = Section::headed(Part::Theirs, theirs, partner);
            let mut sections = if is_mentor {
                vec![other, own]
            } else {
                vec![own, other]
            };
            sections.retain(|s| s.count > 0);
            if closed > 0 {
                sections.push(Section::plain(Part::Fold, 1).apart());
                sections.push(Section::plain(
                    Part::Closed,
                    if is_unfolded { closed } else { 0 },
                ));
            }
            Ok(sections)
        },
        |wanted| {
            let lists = [
                (Part::Mine, Listed::MyGoals),
                (Part::Theirs, Listed::TheirGoals),
                (Part::Closed, Listed::ClosedGoals),
            ];
            let shown = if is_unfolded { &lists[..] } else { &lists[..2] };
            placed(store, relationship, wanted, shown)
        },
        |part, range| {
            Ok(match part {
                Part::Mine => {
                    let rows: Vec<_> = store
                        .goals_page(relationship, Which::Mine, range)?
                        .into_iter()
                        .map(Entry::Goal)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint(
                            "What should be different when you are done? {add} writes a first goal.",
                        )]
                    } else {
                        rows
                    }
                }
                Part::Theirs => store
                    .goals_page(relationship, Which::Theirs, range)?
                    .into_iter()
                    .map(Entry::Goal)
                    .collect(),
                Part::Fold => vec![Entry::Fold(store.goal_count(relationship, Which::Closed)?)],
                _ => store
                    .goals_page(relationship, Which::Closed, range)?
                    .into_iter()
                    .map(Entry::Goal)
                    .collect(),
            })
        },
    )
}

fn goal_detail(model: &mut Model, store: &Store) -> Result<()> {
    let goal = model.goals.goal().map(|g| g.id);
    let reached = model.goals.panes.left.rows().iter().find_map(|e| match e {
        Entry::Goal(line) if Some(line.id) == goal && line.of > 0 => {
            Some(format!("{} of {}", line.done, line.of))
        }
        _ => None,
    });
    let goals = &mut model.goals;
    let (list, links, open) = (&mut goals.panes.right, &goals.links, &goals.open_with);
    fill(
        list,
        || {
            let Some(goal) = goal else {
                return Ok(Vec::new());
            };
            let (milestones, updates) = (store.milestone_count(goal)?, store.update_count(goal)?);
            let mut sections = vec![
                Section::headed(Part::Milestones, milestones, "Milestones")
                    .or_hint()
                    .aside(reached.unwrap_or_default()),
            ];
            if !open.is_empty() {
                sections.push(Section::headed(Part::OpenWith, open.len(), "Open with it"));
            }
            if updates > 0 {
                sections.push(Section::headed(Part::Updates, updates, "What moved"));
            }
            sections.extend(tied(links));
            Ok(sections)
        },
        |wanted| {
            let lists = [
                (Part::Milestones, Listed::Milestones),
                (Part::Updates, Listed::Updates),
            ];
            goal.map_or(Ok(None), |goal| placed(store, goal, wanted, &lists))
        },
        |part, range| {
            let Some(goal) = goal else {
                return Ok(Vec::new());
            };
            Ok(match part {
                Part::Milestones => {
                    let rows: Vec<_> = store
                        .milestones_page(goal, range)?
                        .into_iter()
                        .map(Entry::Milestone)
                        .collect();
                    if rows.is_empty() {
                        vec![Entry::Hint("No milestone yet. {add} writes one.")]
                    } else {
                        rows
                    }
                }
                Part::OpenWith => open.get(range.clone()).unwrap_or_default().to_vec(),
                Part::Links => links.get(range.clone()).unwrap_or_default().to_vec(),
                _ => store
                    .updates_page(goal, range)?
                    .into_iter()
                    .map(Entry::Update)
                    .collect(),
            })
        },
    )
}
