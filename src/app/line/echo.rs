//! What is understood of a line so far, in words beside the field.

use crate::domain::learning::ResourceKind;
use crate::domain::quick_line::QuickLine;
use crate::domain::when::{self, Leaning};
use crate::domain::{Side, Word};

use super::context::Context;
use super::goal::{confidence_words, rated, sure, thought_about};
use super::moved::{Cancelled, Moved, told_words};
use super::purpose::Purpose;
use super::start::{far, instant, is_over};
use super::{Line, there};

impl Line {
    /// What is understood so far, for the echo beside the field.
    #[must_use]
    pub fn echo(&self, context: &Context<'_>) -> String {
        let text = self.field.value();
        if let Purpose::Cancel { .. } = self.purpose {
            return Cancelled::read(&text, self.side, context).map_or_else(
                |e| e,
                |c| told_words(c.by, c.told_at, self.agreed_hours, context),
            );
        }
        let takes_away =
            matches!(self.purpose, Purpose::CloseNote { .. }) && !self.stored.is_empty();
        if text.trim().is_empty() {
            let words = if takes_away {
                "Enter takes it away"
            } else {
                ""
            };
            return words.to_owned();
        }
        match &self.plain() {
            Purpose::Item { .. } => item_echo(&text, self.side, context),
            Purpose::Promise { .. } | Purpose::Milestone { .. } => {
                dated_echo(&text, context).join(" · ")
            }
            Purpose::Resource => {
                let kind = ResourceKind::read(&text).0.map(Word::spoken);
                let dated = dated_echo(&text, context);
                kind.into_iter()
                    .chain(dated)
                    .collect::<Vec<_>>()
                    .join(" · ")
            }
            Purpose::Goal { .. } => {
                let (text, is_draft) = thought_about(&text);
                let draft = is_draft.then(|| "draft".to_owned());
                draft
                    .into_iter()
                    .chain(dated_echo(text, context))
                    .collect::<Vec<_>>()
                    .join(" · ")
            }
            Purpose::Update { .. } => sure(&text).1.map_or_else(String::new, confidence_words),
            Purpose::Plan => plan_echo(&text, context),
            Purpose::Move { .. } => Moved::read(&text, self.side, context)
                .map_or_else(|e| e, |m| m.echo(self.agreed_hours, context)),
            Purpose::CloseNote { .. } => match (
                rated(&text, self.skill).1,
                self.skill.and_then(|s| s.at_start),
            ) {
                (Some(end), Some(start)) => format!("own rating {end} of 5, {start} at the start"),
                (Some(end), None) => format!("own rating {end} of 5"),
                (None, _) => String::new(),
            },
            Purpose::PromiseDue { .. } | Purpose::Pause { .. } => {
                match when::day_or_length(&text, context.now.local()) {
                    Ok(day) => when::show_day_long(day),
                    Err(error) => error.to_string(),
                }
            }
            _ => String::new(),
        }
    }
}

fn item_echo(text: &str, side: Side, context: &Context<'_>) -> String {
    let grammar = context.grammar(false);
    let mut line = QuickLine::read(text, &grammar.borrow());
    if line.owner.is_none() && side != Side::Both {
        line.owner = Some(side);
    }
    line.understood(&grammar.borrow()).join(" · ")
}

/// What a line with a date says, in words.
fn dated_echo(text: &str, context: &Context<'_>) -> Vec<String> {
    let grammar = context.grammar(true);
    QuickLine::read(text, &grammar.borrow()).understood(&grammar.borrow())
}

fn plan_echo(text: &str, context: &Context<'_>) -> String {
    let moment = match when::moment(text, context.now.local(), Leaning::Future) {
        Ok(moment) => moment,
        Err(error) => return error.to_string(),
    };
    let start = instant(moment, context);
    let held = if is_over(start, context) {
        " · entered as held"
    } else {
        ""
    };
    let far = far(text, moment, context);
    // A day alone takes a time too, which is said before Enter.
    let local = start.local(context.now.zone);
    let read = when::show_moment_long(local);
    format!("{read}{}{held}{far}", there(start, context))
}
