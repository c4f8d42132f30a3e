//! What a row can be turned into (`>`): one table, the letter of each, and what the new row begins with. The new row names
//! the old one in `made_from`; the old one stays as it is.

use serde_json::Value as Json;

use super::agenda::ItemKind;
use super::feedback::Direction;
use super::table::Table;
use super::words::{Side, Word};
use super::{Id, Row};

/// From what, to what.
pub const TURNS: &[(Table, &[Table])] = {
    use Table::{
        AgendaItems, Challenges, Commitments, Feedback, FeedbackRequests, GoalUpdates, Goals,
        Lessons, Milestones, Questions, Resources, Sessions, Wins,
    };
    &[
        (Questions, &[AgendaItems, Goals, Commitments, Lessons]),
        (
            Feedback,
            &[
                Goals,
                Commitments,
                AgendaItems,
                Lessons,
                Challenges,
                Questions,
                Resources,
                Wins,
            ],
        ),
        (FeedbackRequests, &[AgendaItems, Questions]),
        (
            AgendaItems,
            &[
                Commitments,
                Goals,
                Questions,
                Lessons,
                Challenges,
                Feedback,
                Resources,
                Wins,
            ],
        ),
        (
            Commitments,
            &[AgendaItems, Goals, Challenges, Lessons, Wins],
        ),
        (
            Challenges,
            &[
                Commitments,
                Goals,
                AgendaItems,
                Lessons,
                Questions,
                Resources,
            ],
        ),
        (Lessons, &[AgendaItems, Commitments, Goals, Questions]),
        (
            Goals,
            &[
                AgendaItems,
                Commitments,
                Challenges,
                Lessons,
                Questions,
                Resources,
                Wins,
            ],
        ),
        (
            Milestones,
            &[Goals, AgendaItems, Commitments, Challenges, Wins],
        ),
        (
            GoalUpdates,
            &[AgendaItems, Commitments, Wins, Lessons, Challenges],
        ),
        (Sessions, &[Lessons]),
        (Wins, &[Feedback, AgendaItems, Lessons]),
        (
            Resources,
            &[Commitments, Goals, AgendaItems, Lessons, Questions],
        ),
    ]
};

/// What a row of this table can be turned into; nothing for most of what only records.
#[must_use]
pub fn choices(from: Table) -> &'static [Table] {
    TURNS
        .iter()
        .find(|(table, _)| *table == from)
        .map_or(&[], |(_, to)| *to)
}

/// The letter and the words of what something is turned into.
#[must_use]
pub fn words(to: Table) -> (char, &'static str) {
    match to {
        Table::AgendaItems => ('i', "an item of the next agenda"),
        Table::Goals => ('g', "a goal"),
        Table::Commitments => ('p', "a promise"),
        Table::Lessons => ('l', "a lesson"),
        Table::Challenges => ('b', "a challenge"),
        Table::Feedback => ('f', "feedback to say"),
        Table::Questions => ('q', "a saved question"),
        Table::Wins => ('w', "a win"),
        Table::Resources => ('r', "something to learn from"),
        other => ('?', other.noun()),
    }
}

/// The words that the new row begins with: what of the old one fits it best, as one line.
#[must_use]
pub fn text(from: Table, row: &Row, to: Table) -> String {
    let columns: &[&str] = match (from, to) {
        (Table::Feedback, Table::Goals | Table::Commitments) => {
            &["next_time", "behaviour", "situation"]
        }
        (Table::Feedback, _) => &["behaviour", "situation"],
        (Table::Challenges, Table::Goals | Table::Commitments) => &["now_what", "title"],
        (Table::Challenges, Table::Lessons) => &["so_what", "title"],
        (Table::Resources, _) => &["takeaway", "title"],
        (Table::Questions, Table::Lessons) => &["answer", "text"],
        (Table::AgendaItems, Table::Lessons) => &["outcome", "title"],
        (Table::Sessions, _) => &["summary"],
        _ => &[],
    };
    let read = |name: &&str| row.get(*name).and_then(Json::as_str);
    let found = columns.iter().find_map(read);
    // A session has no title: without a sentence the line begins empty.
    let title = || read(&from.title_column()).filter(|_| from != Table::Sessions);
    let words = found.or_else(title);
    let words: Vec<_> = words.unwrap_or_default().split_whitespace().collect();
    words.join(" ")
}

/// Whose the new row is: as the old one was; of feedback, whoever got it.
#[must_use]
pub fn side(row: &Row, to: Table) -> Side {
    let word = |name: &str| row.get(name).and_then(Json::as_str);
    let owner = word("owner").or(word("whose")).or(word("to_side"));
    let direction = word("direction").and_then(Direction::from_word);
    match (owner.and_then(Side::from_word), direction) {
        (Some(side), _) => side,
        (None, Some(Direction::ToPartner)) => Side::Partner,
        (None, None) if to == Table::AgendaItems => Side::Both,
        (None, _) => Side::Me,
    }
}

/// The kind of an agenda item that something is turned into.
#[must_use]
pub fn item_kind(from: Table) -> ItemKind {
    match from {
        Table::Questions => ItemKind::Question,
        Table::Feedback | Table::FeedbackRequests => ItemKind::Feedback,
        Table::Goals | Table::Milestones | Table::Commitments | Table::GoalUpdates => {
            ItemKind::Progress
        }
        _ => ItemKind::Topic,
    }
}

/// The goal that the new row serves too: the old one's, or the old one itself.
#[must_use]
pub fn goal(from: Table, row: &Row) -> Option<Id> {
    let column = if from == Table::Goals {
        "id"
    } else {
        "goal_id"
    };
    row.get(column).and_then(Json::as_str).and_then(Id::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_a_menu_has_a_letter_of_its_own() {
        for (from, to) in TURNS {
            let letters: std::collections::BTreeSet<_> = to.iter().map(|t| words(*t).0).collect();
            assert_eq!(letters.len(), to.len(), "{from:?}");
            assert!(!letters.contains(&'?'), "{from:?}");
        }
    }
}
