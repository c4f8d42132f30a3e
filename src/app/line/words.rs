//! The words of a line, by purpose: what stands before the field, and the example in the empty one.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::feedback::Response;
use crate::domain::moment::days_on;
use crate::domain::quick_line::QuickLine;
use crate::domain::{ItemKind, Side, Table, when};

use super::Line;
use super::context::Context;
use super::moved::{says_who, who, who_cancels};
use super::purpose::Purpose;

impl Line {
    /// What stands before the field.
    #[must_use]
    pub fn label(&self, context: &Context<'_>) -> String {
        let partner = context.relationship.map_or("the other", |r| r.first_name());
        match &self.plain() {
            Purpose::Item { session: Some(_) } => "Add".into(),
            Purpose::Item { session: None } => "Backlog".into(),
            Purpose::Outcome { kind, .. } => match kind {
                ItemKind::Decision => "Decided".into(),
                ItemKind::Question => "Answer".into(),
                _ => "What came of it".into(),
            },
            Purpose::Promise { .. } => match self.owner(context) {
                Side::Me => "I promise".into(),
                Side::Partner => format!("{partner} promises"),
                Side::Both => "We promise".into(),
            },
            Purpose::PromiseDue { .. } => "By".into(),
            Purpose::Material { .. } => {
                if self.side == Side::Me {
                    "I bring".into()
                } else {
                    format!("{partner} brings")
                }
            }
            Purpose::Plan => "Plan".into(),
            Purpose::Move { .. } => {
                if who(&self.field.value(), self.side, partner).1 == Side::Me {
                    "I asked: move to".into()
                } else {
                    format!("{partner} asked: move to")
                }
            }
            Purpose::Cancel { .. } => {
                if who_cancels(&self.field.value(), self.side, context).1 == Side::Me {
                    "I cancel".into()
                } else {
                    format!("{partner} cancels")
                }
            }
            Purpose::Goal { .. } => {
                if self.owner(context) == Side::Partner {
                    format!("Goal of {partner}")
                } else {
                    "Goal".into()
                }
            }
            Purpose::Milestone { .. } => "Milestone".into(),
            Purpose::MilestoneTo { .. } => "To goal #".into(),
            Purpose::Update { .. } => "What moved".into(),
            Purpose::CloseNote { of } => match (of.table, self.kind) {
                (Table::AgendaItems, ItemKind::Question) => "Answer".into(),
                (Table::AgendaItems, ItemKind::Decision) => "Decided".into(),
                (Table::AgendaItems, _) => "What came of it".into(),
                _ => "How it ended".into(),
            },
            Purpose::Feedback { .. } | Purpose::RequestAnswer { .. } => {
                if self.side == Side::Me {
                    format!("To {partner}")
                } else {
                    format!("From {partner}")
                }
            }
            Purpose::Answer { response, .. } => match response {
                Response::Trying => "Trying".into(),
                Response::Changed => "Changed".into(),
                Response::Considered => "Considered".into(),
                Response::Declined => "Declined, because".into(),
            },
            Purpose::Request => {
                if self.side == Side::Me {
                    format!("{partner} asks me about")
                } else {
                    format!("Ask {partner} about")
                }
            }
            Purpose::Win { .. } => {
                if self.side == Side::Partner {
                    format!("Win, {partner}'s")
                } else {
                    "Win".into()
                }
            }
            Purpose::Challenge { .. } => "Challenge".into(),
            Purpose::Question => "Question".into(),
            Purpose::Lesson { .. } => "Lesson".into(),
            Purpose::Resource => "To learn from".into(),
            Purpose::Takeaway { .. } => "What stayed".into(),
            Purpose::Pause { .. } => "Pause until".into(),
            Purpose::EndRelationship { kind, .. } => kind.told(),
            Purpose::Turn { .. } => String::new(),
        }
    }

    /// What Tab makes of it, in a word or two; none where the line itself says whose it is.
    #[must_use]
    pub fn turned(&self, context: &Context<'_>) -> Option<Cow<'static, str>> {
        let partner = context.relationship.map_or("the other", |r| r.first_name());
        let is_mine = self.side == Side::Me;
        Some(match self.purpose {
            Purpose::Move { .. } | Purpose::Cancel { .. }
                if says_who(&self.field.value(), partner) =>
            {
                return None;
            }
            Purpose::Move { .. } if is_mine => format!("{partner} asked").into(),
            Purpose::Move { .. } => "I asked".into(),
            Purpose::Cancel { .. } if is_mine => format!("{partner} cancels").into(),
            Purpose::Cancel { .. } => "I cancel".into(),
            _ => "whose".into(),
        })
    }

    /// Whose it is: as the line says (`@them`), else as Tab turned it.
    fn owner(&self, context: &Context<'_>) -> Side {
        let read = QuickLine::read(&self.field.value(), &context.grammar(true).borrow());
        read.owner.unwrap_or(self.side)
    }

    /// An example, muted in the empty field.
    #[must_use]
    pub fn example(&self, today: NaiveDate) -> Cow<'static, str> {
        // The days of examples lie ahead.
        let day = |days| when::typed_day(days_on(today, days));
        match &self.plain() {
            Purpose::PromiseDue { .. } => format!("fri, {}, in 3 weeks", day(12)).into(),
            Purpose::Goal { .. } => format!("such as: speak at a meetup by {}", day(24)).into(),
            Purpose::Milestone { .. } => format!("Lead one alone by {}", day(16)).into(),
            Purpose::Resource => format!("conference: Storage days {}", day(108)).into(),
            Purpose::Pause { .. } => format!("{}, a month, or nothing", day(41)).into(),
            purpose => self.plain_example(purpose).into(),
        }
    }

    /// The same where that has no room, and what it leaves out, which stands above the field.
    #[must_use]
    pub fn short_example(&self) -> Option<(&'static str, &'static str)> {
        match self.purpose {
            Purpose::Move { .. } => Some(("fri 15:00", "or: fri 15:00 told wed 10 because ill")),
            Purpose::Cancel { .. } => Some(("why, or nothing", "or: ill told wed 10")),
            _ => None,
        }
    }

    fn plain_example(&self, purpose: &Purpose) -> &'static str {
        match purpose {
            Purpose::Item { .. } => "How did you choose? 5m @me #design",
            Purpose::Outcome { .. } => "in a few words, or nothing",
            Purpose::Promise { .. } => "Send the paper fri",
            Purpose::Material { .. } => "slides draft",
            Purpose::Plan => "thu 15:00; one that is over is entered as held",
            Purpose::Move { .. } => "fri 15:00, fri 15:00 told wed 10 because ill",
            Purpose::Cancel { .. } => "why, or told wed 10, or nothing",
            Purpose::MilestoneTo { .. } => "a word of its title",
            Purpose::Update { .. } => "7/10 Co-led the storage one",
            Purpose::CloseNote { .. } if self.skill.is_some() => "4/5 own rating, a line",
            Purpose::CloseNote { .. } if self.told.is_some() => "a line on it, or nothing",
            Purpose::CloseNote { .. } => "a line on it",
            Purpose::Feedback { .. } => "what was done, and what it led to",
            Purpose::Answer {
                response: Response::Declined,
                ..
            } => "the reason, in a line",
            Purpose::Answer { .. } => "in a line, or nothing",
            Purpose::Request => "how I end my reviews",
            Purpose::RequestAnswer { .. } => "what was said, or nothing",
            Purpose::Win { .. } => "the talk was accepted",
            Purpose::Challenge { .. } => "I rush when I am unsure",
            Purpose::Question => "Which of the two books first?",
            Purpose::Lesson { challenge: None } => "I say a number before I ask for more",
            Purpose::Lesson { .. } => "one sentence, and it is resolved",
            Purpose::Takeaway { .. } => "in one sentence, or nothing",
            Purpose::EndRelationship { .. } => "a line on how it ended, or nothing",
            _ => "",
        }
    }
}
