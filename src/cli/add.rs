use clap::{Args, ValueEnum};

use super::print::say;
use super::{Failure, Outcome, Session};
use crate::actions::{self, Act, NewItem, NewPromise, World};
use crate::app::line::{item_kind, thought_about};
use crate::domain::feedback::Direction;
use crate::domain::learning::ResourceKind;
use crate::domain::quick_line::{Grammar, QuickLine};
use crate::domain::{Id, Relationship, Side, Word, text, when};
use crate::store::{Patience, Store};

/// Catch something from any shell, in the one-line grammar of the planner
///
/// Example: `ithaca add topic "How did you choose? 5m @me #design"`
#[derive(Debug, Args)]
pub struct Add {
    /// What it is
    #[arg(value_enum)]
    kind: What,
    /// The text, in the same grammar as on the screen; behind `--` everything is text
    #[arg(required = true, allow_negative_numbers = true)]
    text: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// For the saved questions
    Question,
    /// For the next session's agenda, else for the backlog
    Topic,
    /// Something that went well
    Win,
    /// Something that got in the way
    Challenge,
    /// A promise, with its date
    Commitment,
    /// The same, in the word of the screens
    Promise,
    /// To the partner; from them with @them
    Feedback,
    /// A goal, with its date; behind ? it is a draft
    Goal,
    /// A book, a course, a person to learn from, with its date
    Resource,
}

impl Add {
    pub(super) fn run(&self, session: &Session<'_>) -> Outcome {
        let store = session.open(Patience::CommandLine)?;
        let relationship = session.needed(&store)?;
        let names = store.goal_names(relationship.id)?;
        let titles: Vec<String> = names.iter().map(|(_, title, _)| title.clone()).collect();
        let now = session.env.now();
        let takes_date = matches!(self.kind(), What::Commitment | What::Goal | What::Resource);
        let grammar = Grammar {
            takes_date,
            takes_minutes: self.kind() == What::Topic,
            takes_kind: self.kind() == What::Topic,
            goals: &titles,
            partner: &relationship.partner_name,
            now: now.local(),
        };
        let typed = self.line();
        let (typed, is_draft) = match self.kind() {
            What::Goal => thought_about(&typed),
            _ => (typed.as_str(), false),
        };
        let line = QuickLine::read(typed, &grammar);
        if line.text.is_empty() {
            return Err(Failure::usage(
                "There is no text to add. Write it behind the kind: ithaca add topic \"Ask about scope? 5m\".",
            ));
        }
        let goal = line.goal.and_then(|n| names.get(n)).map(|(id, ..)| *id);
        let (act, place) = if is_draft {
            draft_goal(&relationship, &line)
        } else {
            self.act(&store, session, &relationship, &line, goal)?
        };
        actions::perform(
            &World {
                store: &store,
                env: session.env,
            },
            &act,
        )?;
        session.keep_a_copy(&store);
        let mut understood: Vec<_> = is_draft.then(|| "draft".to_owned()).into_iter().collect();
        understood.extend(self.resource_kind(&line));
        // A goal that is private is understood, and not named.
        let told = names.iter().map(|(_, title, private)| match private {
            true => "a private goal".to_owned(),
            false => title.clone(),
        });
        understood.extend(line.understood(&Grammar {
            goals: &told.collect::<Vec<_>>(),
            ..grammar
        }));
        understood.push(place);
        say(&format!(
            "Added: {} ({})",
            text::visible(&line.text),
            understood
                .iter()
                .map(|w| text::visible(w).into_owned())
                .collect::<Vec<_>>()
                .join(" · ")
        ))
    }

    /// What it is, by one name.
    fn kind(&self) -> What {
        match self.kind {
            What::Promise => What::Commitment,
            kind => kind,
        }
    }

    /// The line as typed, but that an owner or a goal which this kind can't hold stays text.
    fn line(&self) -> String {
        let takes_owner = !matches!(self.kind(), What::Question | What::Resource);
        let takes_goal = matches!(self.kind(), What::Topic | What::Commitment);
        let kept = |word: &str| {
            (word.starts_with('@') && !takes_owner) || (word.starts_with('#') && !takes_goal)
        };
        let typed = self.text.join(" ");
        let words = typed.split_whitespace().map(|word| {
            if kept(word) {
                format!("\\{word}")
            } else {
                word.to_owned()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// What there is to learn from, where the text begins with it.
    fn resource_kind(&self, line: &QuickLine) -> Option<String> {
        let kind = ResourceKind::read(&line.text).0;
        let kind = kind.filter(|_| self.kind() == What::Resource)?;
        Some(kind.spoken())
    }

    /// The action, and where it goes in words.
    fn act(
        &self,
        store: &Store,
        session: &Session<'_>,
        with: &Relationship,
        line: &QuickLine,
        goal: Option<Id>,
    ) -> Result<(Act, String), Failure> {
        let (relationship, said) = (with.id, line.text.clone());
        let mine = line.owner.unwrap_or(Side::Me);
        let name = &with.partner_name;
        Ok(match self.kind() {
            What::Question => (
                Act::AddQuestion {
                    relationship,
                    text: said,
                },
                format!("saved questions, {name}"),
            ),
            What::Topic => return topic(store, session, with, line, goal),
            What::Win => (
                Act::AddWin {
                    relationship,
                    session: None,
                    text: said,
                    whose: mine,
                },
                format!("wins, {name}"),
            ),
            What::Challenge => (
                Act::AddChallenge {
                    session: None,
                    relationship,
                    text: said,
                    owner: mine,
                },
                format!("challenges, {name}"),
            ),
            What::Commitment | What::Promise => (
                Act::AddPromise(NewPromise {
                    relationship,
                    session: None,
                    owner: mine,
                    text: said,
                    due: line.due,
                    goal,
                }),
                format!("promises, {name}"),
            ),
            What::Feedback => {
                let direction = if line.owner == Some(Side::Partner) {
                    Direction::FromPartner
                } else {
                    Direction::ToPartner
                };
                let way = if direction == Direction::FromPartner {
                    "from"
                } else {
                    "to"
                };
                (
                    Act::AddFeedback {
                        relationship,
                        session: None,
                        direction,
                        text: said,
                    },
                    format!("feedback {way} {name}"),
                )
            }
            What::Goal => (
                Act::AddGoal {
                    relationship,
                    owner: mine,
                    title: said,
                    target: line.due,
                },
                format!("goals, {name}"),
            ),
            What::Resource => (
                Act::AddResource {
                    relationship,
                    text: said,
                    starts_on: line.due,
                },
                format!("learning, {name}"),
            ),
        })
    }
}

/// A goal that is only thought about.
fn draft_goal(with: &Relationship, line: &QuickLine) -> (Act, String) {
    let act = Act::AddDraftGoal {
        relationship: with.id,
        owner: line.owner.unwrap_or(Side::Me),
        title: line.text.clone(),
        target: line.due,
    };
    (act, format!("goals, {}", with.partner_name))
}

fn topic(
    store: &Store,
    session: &Session<'_>,
    with: &Relationship,
    line: &QuickLine,
    goal: Option<Id>,
) -> Result<(Act, String), Failure> {
    let now = session.env.now();
    let next = store.next_head(with.id, now.at)?;
    let place = match &next {
        Some(head) => {
            let local = head.planned_start.local(now.zone);
            format!(
                "{}, {}",
                with.partner_name,
                when::show_moment(local, now.today())
            )
        }
        None => format!("{}, backlog", with.partner_name),
    };
    let act = Act::AddItem(NewItem {
        relationship: with.id,
        session: next.map(|h| h.id),
        kind: item_kind(line.mark),
        owner: line.owner.unwrap_or(Side::Both),
        title: line.text.clone(),
        minutes: line.minutes.map(i64::from),
        goal,
    });
    Ok((act, place))
}
