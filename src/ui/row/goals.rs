//! Rows of the Goals tab: goals and their milestones, challenges, what is learned from, lessons.

use std::borrow::Cow;

use crate::app::model::Tab;
use crate::domain::challenge::ChallengeStatus;
use crate::domain::goal::{MilestoneStatus, QUIET_DAYS};
use crate::domain::learning::{ResourceKind, ResourceStatus};
use crate::domain::{GoalStatus, Word, when};
use crate::store::window::goals::{GoalLine, MilestoneLine, UpdateLine};
use crate::store::window::practices::{ChallengeLine, LessonLine, ResourceLine};

use super::super::pen::{Pen, columns};
use super::super::theme::{self, Role};
use super::agenda::quiet_words;
use super::shape::Shape;
use super::{Setting, progress};

pub(super) fn goal<'a>(
    pen: &Pen<'a>,
    line: &'a GoalLine,
    width: u16,
    setting: Setting,
) -> Shape<'a> {
    let today = pen.model.today();
    let margin = setting.margin();
    let shape = Shape::new(theme::goal(line.status), line.title.as_str()).private(line.private);
    match line.status {
        GoalStatus::OnHold => return shape.right(margin, "on hold", Role::Muted),
        GoalStatus::Draft => return shape.right(margin, "draft", Role::Muted),
        GoalStatus::Active => {}
        _ => {
            let day = match line.closed_on {
                Some(day) if fits(pen, &shape, columns(&when::padded_day(day, today)), width) => {
                    when::padded_day(day, today)
                }
                day => day.map_or(String::new(), when::padded_day_alone),
            };
            return shape.right(margin, day, Role::Muted);
        }
    }
    let since = line
        .moved_at
        .map(|at| at.day(pen.model.now.zone))
        .filter(|day| (today - *day).num_days() >= QUIET_DAYS);
    if let Some(since) = since {
        return shape.right(
            margin,
            format!("quiet {}", quiet_words(since, today, width < 42)),
            Role::Muted,
        );
    }
    if setting != Setting::Pane {
        return shape.right(margin, progress(line), Role::Text);
    }
    let target = line
        .target
        .map_or(String::new(), |d| when::padded_day(d, today));
    let progress_end = margin + 10.max(columns(&target) + 2);
    let progress = progress(line);
    let taken = progress_end - margin + columns(&progress);
    let is_told = progress.is_empty() || fits(pen, &shape, taken, width);
    let shape = shape.right(margin, target, Role::Muted);
    if is_told {
        shape.right(progress_end, progress, Role::Text)
    } else {
        shape
    }
}

/// Columns of a goal's row around its title: margins, the sign, and what parts it from the figures.
const AROUND: u16 = 8;

/// Whether the title of an area to improve is whole beside so many columns. Its card tells the year, and how far it is; on
/// the tab of its own, these are what a goal's row is read for.
fn fits(pen: &Pen<'_>, shape: &Shape<'_>, taken: u16, width: u16) -> bool {
    let sign = if shape.private { 2 } else { 0 };
    let title = columns(&pen.model.unnamed(&shape.text)) + sign;
    pen.model.tab != Tab::Feedback || title + AROUND + taken <= width
}

pub(super) fn milestone<'a>(pen: &Pen<'a>, line: &'a MilestoneLine, setting: Setting) -> Shape<'a> {
    let today = pen.model.today();
    let day = if line.status == MilestoneStatus::Done {
        line.done_on
    } else {
        line.due
    };
    let aside = day.map_or(String::new(), |d| when::padded_day(d, today));
    let mut shape = Shape::new(theme::milestone(line.status), line.title.as_str())
        .private(line.private)
        .right(setting.margin(), aside, Role::Muted);
    shape.indent = if setting == Setting::Pane { 0 } else { 2 };
    shape
}

pub(super) fn update<'a>(pen: &Pen<'a>, line: &'a UpdateLine) -> Shape<'a> {
    let day = when::padded_day(line.at.day(pen.model.now.zone), pen.model.today());
    let mut shape = Shape::new("", line.text.as_str())
        .private(line.private)
        .right(1, line.aside(), Role::Muted);
    let width = columns(&day).max(6);
    (shape.lead, shape.lead_width) = (day.into(), width);
    shape
}

pub(super) fn challenge<'a>(pen: &Pen<'a>, line: &'a ChallengeLine) -> Shape<'a> {
    let today = pen.model.today();
    let day = if line.status.is_closed() {
        line.closed_on
    } else {
        line.opened_on
    };
    let aside = day.map_or_else(String::new, |d| when::padded_day(d, today));
    let word: Cow<'static, str> = match line.status {
        ChallengeStatus::Open | ChallengeStatus::Resolved => "".into(),
        ChallengeStatus::Working => "worked on".into(),
        ChallengeStatus::Accepted => "accepted".into(),
        ChallengeStatus::Dropped => "let go".into(),
    };
    let after = 1 + columns(&aside).max(6) + 2;
    Shape::new(theme::challenge(line.status), line.title.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted)
        .right(after, word, Role::Muted)
}

pub(super) fn resource<'a>(pen: &Pen<'a>, line: &'a ResourceLine) -> Shape<'a> {
    let today = pen.model.today();
    let day = line.done_on.or(line.starts_on);
    let aside = day.map_or_else(String::new, |d| when::padded_day(d, today));
    let word = match (line.status, line.kind) {
        (ResourceStatus::Skipped, _) => "skipped".to_owned(),
        (_, ResourceKind::Other) => String::new(),
        (_, kind) => kind.spoken(),
    };
    let after = 1 + columns(&aside).max(6) + 2;
    Shape::new(theme::resource(line.status), line.title.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted)
        .right(after, word, Role::Muted)
}

pub(super) fn lesson<'a>(pen: &Pen<'a>, line: &'a LessonLine) -> Shape<'a> {
    let aside = line
        .on
        .map_or_else(String::new, |d| when::padded_day(d, pen.model.today()));
    Shape::new("=", line.text.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted)
}
