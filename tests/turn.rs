//! `>`: every pair of the table by keys, with both ends tied, the way there and back, and undone as one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{User, id_of};
use ithaca::actions::{self, Act, NewItem, NewPromise, World};
use ithaca::app::form;
use ithaca::app::list::Keyed;
use ithaca::app::overlay::Overlay;
use ithaca::domain::feedback::Direction;
use ithaca::domain::link::Tie;
use ithaca::domain::{Id, ItemKind, Row, Side, Table, turn};

/// Everything in the file, without the times of writing.
fn everything(user: &User) -> Vec<Vec<Row>> {
    let strip = |mut row: Row| {
        row.remove("updated_at");
        row
    };
    let tables = user.everything().into_iter();
    tables
        .map(|rows| rows.into_iter().map(strip).collect())
        .collect()
}

fn done(user: &User, act: &Act) -> Id {
    let world = World {
        store: &user.store,
        env: &user.env,
    };
    actions::perform(&world, act).unwrap().focus.unwrap().1
}

/// Athena, and one row of the table.
fn with(table: Table) -> (User, Id) {
    let mut user = User::new(100, 40);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter");
    let relationship = user.model.relationship_id().unwrap();
    let text = "Ask what it would replace".to_owned();
    let goal = |user: &User| {
        done(
            user,
            &Act::AddGoal {
                relationship,
                owner: Side::Me,
                title: "Say no kindly".into(),
                target: None,
            },
        )
    };
    let act = match table {
        Table::Questions => Act::AddQuestion { relationship, text },
        Table::Feedback => Act::AddFeedback {
            relationship,
            session: None,
            direction: Direction::FromPartner,
            text,
        },
        Table::FeedbackRequests => Act::AddRequest {
            relationship,
            to: Side::Partner,
            about: text,
        },
        Table::AgendaItems => Act::AddItem(NewItem {
            relationship,
            session: None,
            kind: ItemKind::Topic,
            owner: Side::Me,
            title: text,
            minutes: None,
            goal: None,
        }),
        Table::Commitments => Act::AddPromise(NewPromise {
            relationship,
            session: None,
            owner: Side::Me,
            text,
            due: None,
            goal: None,
        }),
        Table::Challenges => Act::AddChallenge {
            session: None,
            relationship,
            text,
            owner: Side::Me,
        },
        Table::Lessons => Act::AddLesson { relationship, text },
        Table::Goals => Act::AddGoal {
            relationship,
            owner: Side::Me,
            title: text,
            target: None,
        },
        Table::Milestones => Act::AddMilestone {
            goal: goal(&user),
            title: text,
            due: None,
        },
        Table::GoalUpdates => Act::GoalUpdate {
            goal: goal(&user),
            text,
            confidence: None,
        },
        Table::Wins => Act::AddWin {
            relationship,
            session: None,
            text,
            whose: Side::Me,
        },
        Table::Resources => Act::AddResource {
            relationship,
            text,
            starts_on: None,
        },
        Table::Sessions => return with_session(user),
        other => panic!("nothing is made from {other:?}"),
    };
    done(&user, &act);
    let id = id_of(user.rows(table).last().unwrap());
    go(&mut user, (table, id));
    (user, id)
}

/// A session that was held, with its sentence.
fn with_session(mut user: User) -> (User, Id) {
    user.press("2 h g a")
        .write("yesterday 15:00")
        .press("Enter Esc");
    let held = |row: &&Row| row["status"] == "held";
    let id = id_of(user.rows(Table::Sessions).iter().find(held).unwrap());
    go(&mut user, (Table::Sessions, id));
    user.press("e Tab Tab Tab")
        .write("Ask what it would replace")
        .press("Esc");
    (user, id)
}

/// Stands on a row where it lives.
fn go(user: &mut User, row: (Table, Id)) {
    // A link to a session opens its page; what a session may become is asked for in the list.
    if row.0 == Table::Sessions {
        user.press("Esc Esc 2 h");
        return user.stand_on(row);
    }
    user.model.going = Some(row);
    user.model.touch();
    user.refresh();
    let stands = user.model.entry().and_then(Keyed::key);
    assert_eq!(stands, Some(row), "{}", user.screen());
}

fn made_from(user: &User, table: Table, id: Id) -> Option<Id> {
    let is_it = |row: &&Row| {
        row.get("made_from")
            .is_some_and(|l| l["id"] == id.to_string())
    };
    user.rows(table).iter().find(is_it).map(id_of)
}

#[test]
fn every_pair_is_made_by_keys_tied_at_both_ends_and_undone_as_one() {
    for (from, choices) in turn::TURNS {
        for to in *choices {
            let (mut user, id) = with(*from);
            let before = everything(&user);
            let letter = turn::words(*to).0.to_string();
            user.press(">").sees(turn::words(*to).1).press(&letter);
            user.sees("Ask what it would replace").press("Enter");
            let new = made_from(&user, *to, id)
                .or_else(|| user.rows(*to).last().map(id_of))
                .unwrap_or_else(|| panic!("{from:?} to {to:?}:\n{}", user.screen()));
            user.sees("u undoes");
            let there = user.store.links(*from, id).unwrap();
            assert!(
                there
                    .iter()
                    .any(|l| l.to.id == new && matches!(l.tie, Tie::Became | Tie::Lesson)),
                "{from:?} to {to:?}: {there:?}"
            );
            let back = user.store.links(*to, new).unwrap();
            assert!(
                back.iter().any(|l| l.to.id == id && l.tie == Tie::MadeFrom),
                "{from:?} to {to:?}: {back:?}"
            );
            user.press("u");
            assert_eq!(
                everything(&user),
                before,
                "{from:?} to {to:?} is not undone"
            );
            user.press("Ctrl-r");
            assert!(
                made_from(&user, *to, id).is_some(),
                "{from:?} to {to:?} again"
            );
        }
    }
}

/// Opens the form of a row, sees the tie in it, and follows it by Enter.
#[track_caller]
fn follow(user: &mut User, row: (Table, Id), words: &str, to: (Table, Id)) {
    go(user, row);
    user.press("e").sees(words);
    for _ in 0..20 {
        user.press("BackTab");
        let at = match user.model.overlays.last() {
            Some(Overlay::Form(form)) => form::link_at(form).map(|line| line.to),
            _ => panic!("no form\n{}", user.screen()),
        };
        if at.is_some_and(|at| (at.table, at.id) == to) {
            user.press("Enter");
            return;
        }
    }
    panic!("no way from {row:?} to {to:?}\n{}", user.screen());
}

#[test]
fn from_both_ends_of_every_pair_the_link_is_seen_and_enter_goes_to_the_other() {
    for (from, choices) in turn::TURNS {
        for to in *choices {
            let (mut user, id) = with(*from);
            let letter = turn::words(*to).0.to_string();
            user.press(">").press(&letter).press("Enter");
            let new = made_from(&user, *to, id).unwrap();
            // A question on an agenda is found there, as the item that asks it.
            let is_asked = (*from, *to) == (Table::Questions, Table::AgendaItems);
            let stands = |user: &User| user.model.entry().and_then(Keyed::key);
            let old = if is_asked { (*to, new) } else { (*from, id) };
            if !is_asked {
                let became = if (*from, *to) == (Table::Challenges, Table::Lessons) {
                    "ended in"
                } else {
                    "became"
                };
                follow(&mut user, old, became, (*to, new));
                let screen = user.screen();
                assert_eq!(
                    stands(&user),
                    Some((*to, new)),
                    "{from:?} to {to:?}\n{screen}"
                );
            }
            follow(&mut user, (*to, new), "from", (*from, id));
            let screen = user.screen();
            let there = match user.model.overlays.last() {
                Some(Overlay::Reading(page)) => Some((Table::Sessions, page.session)),
                _ => stands(&user),
            };
            assert_eq!(there, Some(old), "{to:?} to {from:?}\n{screen}");
        }
    }
}

#[test]
fn a_question_on_an_agenda_is_found_as_the_item_that_asks_it() {
    let (mut user, id) = with(Table::Questions);
    user.press("> i Enter");
    let item = id_of(user.rows(Table::AgendaItems).first().unwrap());
    user.model.going = Some((Table::Questions, id));
    user.model.touch();
    user.refresh();
    let stands = user.model.entry().and_then(Keyed::key);
    assert_eq!(
        stands,
        Some((Table::AgendaItems, item)),
        "{}",
        user.screen()
    );
}

#[test]
fn what_is_written_may_be_shortened_and_dated_on_the_way() {
    let (mut user, id) = with(Table::Feedback);
    user.press("> p")
        .sees("I promise")
        .press("End")
        .write(" by fri")
        .press("Enter");
    let promise = user.row(Table::Commitments, "Ask what it would replace");
    assert_eq!(promise["due"], "2026-11-27");
    assert_eq!(promise["made_from"]["id"], id.to_string());
    user.sees("Promise: Ask what it would replace · from feedback");
}

#[test]
fn the_suggestion_becomes_the_goal_and_the_area_is_seen_on_the_tab() {
    let (mut user, _) = with(Table::Feedback);
    user.press("e Tab Tab Tab Tab")
        .write("Keep five minutes")
        .press("Esc > g");
    user.sees("Keep five minutes")
        .press("Enter")
        .sees("areas to improve");
    user.row(Table::Goals, "Keep five minutes");
}

#[test]
fn on_the_goals_tab_both_ends_show_the_link_and_enter_goes_there() {
    for (from, to, letter) in [
        (Table::Challenges, Table::Goals, "g"),
        (Table::Goals, Table::Challenges, "b"),
        (Table::Resources, Table::Commitments, "p"),
        (Table::Lessons, Table::Goals, "g"),
    ] {
        let (mut user, id) = with(from);
        user.press(">").press(letter).press("Enter");
        let new = made_from(&user, to, id).unwrap();
        go(&mut user, (from, id));
        user.press("l")
            .sees("Linked")
            .sees("became")
            .press("G Enter");
        let stands = user.model.entry().and_then(Keyed::key);
        assert_eq!(stands, Some((to, new)), "{}", user.screen());
        if to == Table::Commitments {
            continue;
        }
        user.press("l").sees("from").press("G Enter");
        let stands = user.model.entry().and_then(Keyed::key);
        assert_eq!(stands, Some((from, id)), "{}", user.screen());
    }
}

#[test]
fn what_is_tied_to_a_session_says_how() {
    let mut user = User::new(100, 40);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter c");
    user.press("p").write("Send the draft").press("Enter");
    user.press("f").write("You asked first").press("Enter");
    user.press("w").write("It shipped").press("Enter");
    for (table, words) in [
        (Table::Commitments, "made in"),
        (Table::Feedback, "said in"),
        (Table::Wins, "told in"),
    ] {
        let id = id_of(&user.rows(table)[0]);
        let ties = user.store.links(table, id).unwrap();
        let told: Vec<_> = ties.iter().map(|line| line.tie.words()).collect();
        assert_eq!(told, [words], "{table:?}");
    }
}

#[test]
fn a_takeaway_is_what_a_resource_turns_into_and_it_says_where_it_was_used() {
    let (mut user, _) = with(Table::Resources);
    user.press("Space")
        .write("Logs before trees")
        .press("Enter");
    user.press("> p").sees("Logs before trees").press("Enter");
    let promise = user.row(Table::Commitments, "Logs before trees");
    let resource = user.row(Table::Resources, "Logs before trees");
    assert_eq!(resource["used_in"]["id"], promise["id"]);
    user.sees("used in");
}

#[test]
fn what_is_private_stays_private() {
    let (mut user, id) = with(Table::Challenges);
    user.press("> p Enter");
    let promise = made_from(&user, Table::Commitments, id).unwrap();
    let row = user
        .store
        .row(Table::Commitments, promise)
        .unwrap()
        .unwrap();
    assert_eq!(row["visibility"], "private");
}

#[test]
fn in_the_call_too() {
    let (mut user, _) = with(Table::Goals);
    user.press("2 l a")
        .write("Second rota")
        .press("Enter Esc c");
    user.press("> p").sees("Second rota").press("Enter");
    user.sees("Promise: Second rota · from agenda item");
    let promise = user.row(Table::Commitments, "Second rota");
    assert!(promise.get("session_id").is_some());
}

#[test]
fn where_nothing_can_become_something_else_a_sentence_says_so() {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("2 h j >")
        .sees("Nothing here turns into something else");
}

#[test]
fn what_a_promise_becomes_is_told_with_the_key_that_takes_it_back() {
    for (letter, noun, table) in [
        ("i", "Agenda item", Table::AgendaItems),
        ("g", "Goal", Table::Goals),
        ("b", "Challenge", Table::Challenges),
        ("w", "Win", Table::Wins),
    ] {
        let mut user = User::new(80, 24);
        user.meets("Athena").press("2 a").write("thu 15:00");
        user.press("Enter i p").write("Send the paper fri");
        user.press("Enter");
        let promise = id_of(&user.rows(Table::Commitments)[0]);
        user.stand_on((Table::Commitments, promise));
        user.press(">").press(letter).press("Enter");
        user.sees(&format!("{noun}: Send the paper · from promise"));
        user.sees("u undoes");
        assert_eq!(user.rows(table).len(), 1);
        user.press("u");
        assert!(user.rows(table).is_empty(), "{}", user.screen());
        assert_eq!(user.rows(Table::Commitments).len(), 1);
    }
}

#[test]
fn what_is_made_of_something_private_says_that_it_is_and_where_it_stands() {
    let (mut user, _) = with(Table::Challenges);
    let title = "Count to five";
    user.press("> p Ctrl-u").write(title).press("Enter");
    assert_eq!(user.row(Table::Commitments, title)["visibility"], "private");
    user.sees("Promise: Count to five · from challenge, private, in Promises");
    let (mut user, _) = with(Table::Feedback);
    user.press("> g Ctrl-u").write(title).press("Enter");
    user.sees("Goal: Count to five · from feedback, in Goals");
}
