//! Every state is reached and left by keys: each row of the tables of states is walked, and undo brings the former back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::collections::BTreeSet;

use common::{User, id_of};
use ithaca::domain::challenge::{self, ChallengeStatus};
use ithaca::domain::commitment::CommitmentStatus;
use ithaca::domain::feedback::{self, FeedbackState, RequestStatus};
use ithaca::domain::goal::{GoalStatus, MilestoneStatus};
use ithaca::domain::learning::{self, ResourceStatus};
use ithaca::domain::question::{self, QuestionStatus};
use ithaca::domain::relationship::{self, PHASES};
use ithaca::domain::table::Kind;
use ithaca::domain::{
    AgreementStatus, Id, ItemStatus, RelationshipStatus, Row, SessionStatus, Table, Word, agenda,
    agreement, commitment, goal, session,
};

/// The day after the session.
const AFTER: &str = "2026-11-27T09:00:00Z";

/// Somebody, and a session on Thursday.
fn met() -> User {
    let mut user = User::new(80, 24);
    user.meets("Athena")
        .press("2 a")
        .write("thu 15:00")
        .press("Enter");
    user
}

fn first(user: &User, table: Table) -> Id {
    id_of(user.rows(table).first().unwrap())
}

/// Where a row stands, as the export says it.
fn status(user: &User, table: Table, id: Id) -> String {
    let row = user.exported(table, id);
    let state = row.get("status").or(row.get("state")).unwrap();
    state.as_str().unwrap_or_default().to_owned()
}

/// The file without the times of writing.
fn everything(user: &User) -> Vec<Vec<Row>> {
    let strip = |mut row: Row| {
        row.remove("updated_at");
        row
    };
    user.everything()
        .into_iter()
        .map(|rows| rows.into_iter().map(strip).collect())
        .collect()
}

/// Walks a table: `reach` makes a file by keys in which a row stands in a state, `step` are the keys that lead on.
fn walk<S: Word + Ord + Copy + std::fmt::Debug>(
    table: Table,
    rows: &[(S, S, char, &str)],
    all: &[S],
    begun: &[S],
    reach: impl Fn(S) -> (User, Id),
    step: impl Fn(&mut User, Id, S, S),
) {
    let mut reached: BTreeSet<S> = begun.iter().copied().collect();
    let mut left = BTreeSet::new();
    for (from, to, ..) in rows {
        let (mut user, id) = reach(*from);
        assert_eq!(
            status(&user, table, id),
            from.word(),
            "{from:?} is not reached"
        );
        let before = everything(&user);
        step(&mut user, id, *from, *to);
        let (is, screen) = (status(&user, table, id), user.screen());
        assert_eq!(is, to.word(), "{from:?} to {to:?}:\n{screen}");
        user.press("u");
        assert_eq!(
            everything(&user),
            before,
            "{from:?} to {to:?} is not undone:\n{}",
            user.screen()
        );
        user.press("Ctrl-r");
        assert_eq!(
            status(&user, table, id),
            to.word(),
            "{from:?} to {to:?} is not done again:\n{}",
            user.screen()
        );
        reached.insert(*to);
        left.insert(*from);
    }
    assert_eq!(
        reached,
        all.iter().copied().collect(),
        "a state that no key reaches"
    );
    let final_states: Vec<_> = all
        .iter()
        .filter(|s| !left.contains(s))
        .map(|s| s.word())
        .collect();
    let allowed: &[&str] = if table == Table::Sessions {
        &["rescheduled"]
    } else {
        &[]
    };
    assert_eq!(final_states, allowed, "a state that no key leaves");
}

/// `s`, the letter that the table of states has for the step.
fn by_menu<S: PartialEq + Copy>(user: &mut User, rows: &[(S, S, char, &str)], from: S, to: S) {
    let letter = rows.iter().find(|t| t.0 == from && t.1 == to).unwrap().2;
    user.press("s").press(&letter.to_string());
}

fn session_in(state: SessionStatus) -> (User, Id) {
    let mut user = met();
    let id = first(&user, Table::Sessions);
    user.press("a").write("Talk 10m").press("Enter Esc");
    match state {
        SessionStatus::Planned => user.press(""),
        SessionStatus::Live => user.press("c"),
        SessionStatus::Held => user.press("c x").write("We talked.").press("Enter"),
        SessionStatus::Rescheduled => user.press("h s m").write("fri 15:00").press("Enter"),
        SessionStatus::Cancelled => user.press("h s c Enter"),
        SessionStatus::Missed => {
            user.restart(AFTER);
            user.press("h");
            user.stand_on((Table::Sessions, id));
            user.press("s n")
        }
    };
    (user, id)
}

#[test]
fn sessions() {
    use SessionStatus::{Held, Live, Missed, Planned, Rescheduled};
    let step = |user: &mut User, id: Id, from, to| {
        if matches!((from, to), (Planned, Held | Missed)) {
            user.restart(AFTER);
        }
        if (from, to) == (Live, Held) {
            user.press("x").write("We talked.").press("Enter");
            return;
        }
        user.press("2 h");
        user.stand_on((Table::Sessions, id));
        if to == Live {
            user.press("c");
            return;
        }
        by_menu(user, session::TRANSITIONS, from, to);
        if to == Rescheduled {
            user.write("Athena fri 15:00").press("Enter");
        } else if to == SessionStatus::Cancelled {
            user.press("Enter");
        }
    };
    walk(
        Table::Sessions,
        session::TRANSITIONS,
        SessionStatus::ALL,
        &[Planned],
        session_in,
        step,
    );
}

#[test]
fn a_call_that_has_not_begun_or_was_not_held_says_so_at_its_end() {
    let (mut user, id) = session_in(SessionStatus::Live);
    user.press("x Tab n");
    user.sees("Not held");
    assert_eq!(status(&user, Table::Sessions, id), "missed");
    user.press("u");
    assert_eq!(status(&user, Table::Sessions, id), "live");
}

#[test]
fn undoing_a_step_leaves_the_file_as_it_was() {
    for (from, to) in [
        (SessionStatus::Planned, SessionStatus::Live),
        (SessionStatus::Planned, SessionStatus::Rescheduled),
        (SessionStatus::Planned, SessionStatus::Cancelled),
        (SessionStatus::Held, SessionStatus::Missed),
        (SessionStatus::Missed, SessionStatus::Planned),
        (SessionStatus::Cancelled, SessionStatus::Planned),
    ] {
        let (mut user, id) = session_in(from);
        let before = everything(&user);
        user.press("h");
        user.stand_on((Table::Sessions, id));
        if to == SessionStatus::Live {
            user.press("c");
        } else {
            by_menu(&mut user, session::TRANSITIONS, from, to);
        }
        if to == SessionStatus::Rescheduled {
            user.write("fri");
        }
        if !user.model.overlays.is_empty() {
            user.press("Enter");
        }
        assert_ne!(everything(&user), before, "{from:?} to {to:?}");
        user.press("u");
        assert_eq!(everything(&user), before, "{from:?} to {to:?}");
    }
}

#[test]
fn what_has_not_begun_was_neither_held_nor_missed() {
    let mut user = met();
    user.press("h s h").sees("One of m, c");
    user.press("n").sees("One of m, c");
    user.press("Esc");
    assert_eq!(user.count(Table::Sessions, "status", "planned"), 1);
}

#[test]
fn a_session_of_the_past_is_entered_as_held() {
    let mut user = met();
    user.press("h a")
        .write("yesterday 15:00")
        .sees("Mon 23 Nov")
        .press("Enter");
    user.sees("Held: Mon 23 Nov 15:00 · entered afterwards");
    let row = user.row(Table::Sessions, "2026-11-23T15:00:00Z");
    assert_eq!(
        (row["status"].as_str(), row["origin"].as_str()),
        (Some("held"), Some("later"))
    );
    user.press("u");
    assert_eq!(user.rows(Table::Sessions).len(), 1);
}

#[test]
fn items() {
    let reach = |state| {
        let mut user = met();
        user.press("a").write("Talk 10m").press("Enter Esc");
        let id = first(&user, Table::AgendaItems);
        match state {
            ItemStatus::Open => user.press(""),
            ItemStatus::Done => user.press("Space"),
            ItemStatus::Carried => user.press("s g"),
            ItemStatus::Dropped => user.press("s l"),
        };
        (user, id)
    };
    let step = |user: &mut User, id, from, to| {
        user.stand_on((Table::AgendaItems, id));
        by_menu(user, agenda::TRANSITIONS, from, to);
    };
    walk(
        Table::AgendaItems,
        agenda::TRANSITIONS,
        ItemStatus::ALL,
        &[ItemStatus::Open],
        reach,
        step,
    );
}

fn with_goal() -> (User, Id) {
    let mut user = met();
    user.press("1 a")
        .write("Lead a design review")
        .press("Enter Esc");
    let id = first(&user, Table::Goals);
    (user, id)
}

#[test]
fn goals() {
    let reach = |state| {
        let (mut user, mut id) = with_goal();
        match state {
            GoalStatus::Active => {}
            GoalStatus::Draft => {
                user.press("a")
                    .write("? Write a book")
                    .sees("draft")
                    .press("Enter Esc");
                id = id_of(&user.row(Table::Goals, "Write a book"));
            }
            GoalStatus::OnHold => drop(user.press("s h")),
            GoalStatus::Achieved => drop(user.press("Space")),
            GoalStatus::PartlyAchieved => drop(user.press("s p Esc")),
            GoalStatus::Dropped => drop(user.press("s d Esc")),
        }
        (user, id)
    };
    let step = |user: &mut User, id, from, to: GoalStatus| {
        user.stand_on((Table::Goals, id));
        by_menu(user, goal::TRANSITIONS, from, to);
        if to.is_closed() {
            user.sees("How it ended").press("Enter");
        }
    };
    // A goal begins active, or as a draft.
    walk(
        Table::Goals,
        goal::TRANSITIONS,
        GoalStatus::ALL,
        &[GoalStatus::Active, GoalStatus::Draft],
        reach,
        step,
    );
}

#[test]
fn milestones() {
    let reach = |state| {
        let (mut user, _) = with_goal();
        user.press("l a")
            .write("Lead one alone by 30 nov")
            .press("Enter Esc");
        let id = first(&user, Table::Milestones);
        user.stand_on((Table::Milestones, id));
        match state {
            MilestoneStatus::Open => user.press(""),
            MilestoneStatus::Done => user.press("Space"),
            MilestoneStatus::Dropped => user.press("s d"),
        };
        (user, id)
    };
    let step = |user: &mut User, id, from, to| {
        user.stand_on((Table::Milestones, id));
        by_menu(user, goal::MILESTONE_TRANSITIONS, from, to);
    };
    walk(
        Table::Milestones,
        goal::MILESTONE_TRANSITIONS,
        MilestoneStatus::ALL,
        &[MilestoneStatus::Open],
        reach,
        step,
    );
}

#[test]
fn challenges() {
    use ChallengeStatus::{Accepted, Dropped, Open, Resolved, Working};
    let reach = |state| {
        let mut user = met();
        user.press("1 ] a")
            .write("I fill every silence")
            .press("Enter Esc");
        let id = first(&user, Table::Challenges);
        match state {
            Open => user.press(""),
            Working => user.press("s w"),
            Resolved => user.press("Space").write("Count to five").press("Enter"),
            Accepted => user.press("s l"),
            Dropped => user.press("s d"),
        };
        (user, id)
    };
    let step = |user: &mut User, id, from, to| {
        user.stand_on((Table::Challenges, id));
        by_menu(user, challenge::TRANSITIONS, from, to);
    };
    walk(
        Table::Challenges,
        challenge::TRANSITIONS,
        ChallengeStatus::ALL,
        &[Open],
        reach,
        step,
    );
}

#[test]
fn resources() {
    use ResourceStatus::{Doing, Done, Planned, Skipped, Suggested};
    let reach = |state| {
        let mut user = met();
        user.press("1 ] ] a")
            .write("book: The Odyssey")
            .sees("book")
            .press("Enter Esc");
        let id = first(&user, Table::Resources);
        match state {
            Suggested => user.press(""),
            Planned => user.press("s p"),
            Doing => user.press("s b"),
            Done => user.press("Space").write("Home takes long").press("Enter"),
            Skipped => user.press("s k"),
        };
        (user, id)
    };
    let step = |user: &mut User, id, from, to| {
        user.stand_on((Table::Resources, id));
        by_menu(user, learning::TRANSITIONS, from, to);
        if to == Done {
            user.write("Home takes long").press("Enter");
        }
    };
    walk(
        Table::Resources,
        learning::TRANSITIONS,
        ResourceStatus::ALL,
        &[Suggested],
        reach,
        step,
    );
}

/// A promise that was made between sessions, in a state, days later.
#[test]
fn promises() {
    let reach = |state| {
        let mut user = met();
        user.press("i p").write("Send the paper fri").press("Enter");
        let id = first(&user, Table::Commitments);
        user.stand_on((Table::Commitments, id));
        match state {
            CommitmentStatus::Open => user.press(""),
            CommitmentStatus::Done => user.press("Space"),
            CommitmentStatus::Released => user.press("s r"),
            CommitmentStatus::NotDone => user.press("s n"),
        };
        user.restart("2026-11-25T09:00:00Z");
        (user, id)
    };
    let step = |user: &mut User, id, from, to| {
        if from != CommitmentStatus::Open {
            user.press("h End").sees("Closed promises").press("Enter");
        }
        user.stand_on((Table::Commitments, id));
        by_menu(user, commitment::TRANSITIONS, from, to);
    };
    walk(
        Table::Commitments,
        commitment::TRANSITIONS,
        CommitmentStatus::ALL,
        &[CommitmentStatus::Open],
        reach,
        step,
    );
}

/// Feedback from the partner, or still to say, in a state.
fn feedback_in(state: FeedbackState) -> (User, Id) {
    let mut user = met();
    user.press("3 a");
    match state {
        FeedbackState::Draft => user.press("Tab").write("You listen").press("Enter"),
        FeedbackState::Said => user.write("You rush").press("Enter"),
        FeedbackState::Responded => user.write("You rush").press("Enter Space t Enter"),
    };
    let id = first(&user, Table::Feedback);
    (user, id)
}

#[test]
fn feedback() {
    for (from, to, letter, _) in feedback::TRANSITIONS {
        let step = |user: &mut User, id, _, to| {
            user.stand_on((Table::Feedback, id));
            user.press("s").press(&letter.to_string());
            if to == FeedbackState::Responded {
                user.write("I pause first").press("Enter");
            }
        };
        let row = [(*from, *to, *letter, "")];
        let (mut user, id) = feedback_in(*from);
        assert_eq!(status(&user, Table::Feedback, id), from.word());
        step(&mut user, id, *from, *to);
        assert_eq!(
            status(&user, Table::Feedback, id),
            to.word(),
            "{row:?}\n{}",
            user.screen()
        );
        user.press("u");
        assert_eq!(
            status(&user, Table::Feedback, id),
            from.word(),
            "{row:?} undone"
        );
        user.press("Ctrl-r");
        assert_eq!(
            status(&user, Table::Feedback, id),
            to.word(),
            "{row:?} done again"
        );
    }
    let reached: BTreeSet<_> = feedback::TRANSITIONS.iter().map(|t| t.1).collect();
    assert_eq!(reached.len(), FeedbackState::ALL.len());
}

#[test]
fn feedback_requests() {
    let reach = |state| {
        let mut user = met();
        user.press("3 Down Down a")
            .write("how I end a review")
            .press("Enter");
        let id = first(&user, Table::FeedbackRequests);
        match state {
            RequestStatus::Asked => user.press(""),
            RequestStatus::Answered => user
                .press("Space")
                .write("You end on a question")
                .press("Enter"),
            RequestStatus::Withdrawn => user.press("s w"),
        };
        (user, id)
    };
    let step = |user: &mut User, id, from, to| {
        user.stand_on((Table::FeedbackRequests, id));
        by_menu(user, feedback::REQUEST_TRANSITIONS, from, to);
        if to == RequestStatus::Answered {
            user.write("You end on a question").press("Enter");
        }
    };
    walk(
        Table::FeedbackRequests,
        feedback::REQUEST_TRANSITIONS,
        RequestStatus::ALL,
        &[RequestStatus::Asked],
        reach,
        step,
    );
}

#[test]
fn what_only_says_that_nothing_is_there_is_not_counted() {
    let mut user = User::new(80, 24);
    user.meets("Athena");
    for keys in ["1", "1 ]", "1 [", "2 h", "2 h l", "3", "3 j"] {
        user.press(keys)
            .sees_not("1/1")
            .sees_not("1/2")
            .sees_not("/3");
    }
    user.press("2 h").sees("Sessions             0");
}

/// A question in a state, and the item that asks it, once there is one.
fn question_in(state: QuestionStatus) -> (User, Id) {
    let mut user = met();
    user.press("i q").write("Which book first?").press("Enter");
    let id = first(&user, Table::Questions);
    if state != QuestionStatus::Queued {
        take_question(&mut user);
    }
    match state {
        QuestionStatus::Queued | QuestionStatus::OnAgenda => {}
        QuestionStatus::Asked => drop_on_item(&mut user, "Space"),
        QuestionStatus::Dropped => drop_on_item(&mut user, "s l"),
    }
    (user, id)
}

/// Puts the question on the agenda: Space on it in its queue.
fn take_question(user: &mut User) {
    user.press("Esc Esc 2 h G k k k k l g Space")
        .sees("Added: Which book first?");
}

/// Presses keys on the item that asks it.
fn drop_on_item(user: &mut User, keys: &str) {
    let item = first(user, Table::AgendaItems);
    user.press("2 h g l");
    user.stand_on((Table::AgendaItems, item));
    user.press(keys);
}

#[test]
fn questions() {
    for (from, to) in question::TRANSITIONS {
        let (mut user, id) = question_in(*from);
        assert_eq!(status(&user, Table::Questions, id), from.word());
        match to {
            QuestionStatus::Dropped if *from == QuestionStatus::Queued => {
                user.press("Esc Esc 2 h G k k k k l g s l");
            }
            QuestionStatus::Queued => {
                // Let go with its item, it stands among those that were let go.
                user.press("Esc 2 h G k k k k l G s q");
            }
            QuestionStatus::OnAgenda if *from == QuestionStatus::Queued => take_question(&mut user),
            QuestionStatus::OnAgenda if *from == QuestionStatus::Dropped => {
                drop_on_item(&mut user, "s o");
            }
            QuestionStatus::OnAgenda | QuestionStatus::Asked => drop_on_item(&mut user, "Space"),
            QuestionStatus::Dropped => drop_on_item(&mut user, "s l"),
        }
        let (is, screen) = (status(&user, Table::Questions, id), user.screen());
        assert_eq!(is, to.word(), "{from:?} to {to:?}:\n{screen}");
        user.press("u");
        assert_eq!(status(&user, Table::Questions, id), from.word());
        user.press("Ctrl-r");
        assert_eq!(status(&user, Table::Questions, id), to.word());
    }
    let reached: BTreeSet<_> = question::TRANSITIONS.iter().map(|t| t.1).collect();
    assert_eq!(
        reached.len(),
        QuestionStatus::ALL.len(),
        "every state is reached"
    );
}

/// Medon, whom one meets, has paused with, or met until now; on People, on his row.
fn person_in(state: RelationshipStatus) -> (User, Id) {
    let mut user = met();
    user.press("0 a").write("Medon").press("Ctrl-s Esc 0");
    let id = id_of(&user.row(Table::Relationships, "Medon"));
    user.stand_on((Table::Relationships, id));
    match state {
        RelationshipStatus::Active => user.press(""),
        RelationshipStatus::Paused => user.press("s p Enter"),
        RelationshipStatus::Ended => user.press("s c Enter"),
    };
    (user, id)
}

#[test]
fn relationships() {
    let step = |user: &mut User, id, from, to| {
        user.stand_on((Table::Relationships, id));
        match to {
            RelationshipStatus::Active => by_menu(user, relationship::TRANSITIONS, from, to),
            RelationshipStatus::Paused => {
                by_menu(user, relationship::TRANSITIONS, from, to);
                user.write("4 jan").press("Enter");
            }
            // How it ended is a letter of its own.
            RelationshipStatus::Ended => drop(user.press("s f Enter")),
        }
    };
    walk(
        Table::Relationships,
        relationship::TRANSITIONS,
        RelationshipStatus::ALL,
        &[RelationshipStatus::Active],
        person_in,
        step,
    );
}

#[test]
fn phases_go_on_and_back_from_each_to_each() {
    let (mut user, id) = person_in(RelationshipStatus::Active);
    let phase = |user: &User| user.exported(Table::Relationships, id)["phase"].clone();
    let pairs = PHASES
        .iter()
        .flat_map(|a| PHASES.iter().map(move |b| (a, b)));
    for ((from, there, _), (to, letter, _)) in pairs.filter(|(a, b)| a.0 != b.0) {
        if phase(&user) != from.word() {
            user.press("s").press(&there.to_string());
        }
        assert_eq!(phase(&user), from.word());
        user.press("s").press(&letter.to_string());
        assert_eq!(phase(&user), to.word(), "{from:?} to {to:?}");
        user.press("u");
        assert_eq!(phase(&user), from.word(), "{from:?} to {to:?} undone");
    }
}

/// The words of a table of states.
fn words_of<S: Word, T>(rows: &[T], ends: impl Fn(&T) -> (S, S)) -> BTreeSet<&'static str> {
    let ends = rows.iter().map(ends);
    ends.flat_map(|(from, to)| [from.word(), to.word()])
        .collect()
}

/// The states that the tables of the code have, for each column that holds one.
fn tabled(table: Table, column: &str) -> Option<BTreeSet<&'static str>> {
    Some(match (table, column) {
        (Table::Relationships, "phase") => words_of(PHASES, |row| (row.0, row.0)),
        (Table::Relationships, _) => words_of(relationship::TRANSITIONS, |row| (row.0, row.1)),
        (Table::Agreements, _) => words_of(agreement::TRANSITIONS, |row| (row.0, row.1)),
        (Table::Goals, _) => words_of(goal::TRANSITIONS, |row| (row.0, row.1)),
        (Table::Milestones, _) => words_of(goal::MILESTONE_TRANSITIONS, |row| (row.0, row.1)),
        (Table::Sessions, _) => words_of(session::TRANSITIONS, |row| (row.0, row.1)),
        (Table::AgendaItems, _) => words_of(agenda::TRANSITIONS, |row| (row.0, row.1)),
        (Table::Questions, _) => words_of(question::TRANSITIONS, |row| *row),
        (Table::Commitments, _) => words_of(commitment::TRANSITIONS, |row| (row.0, row.1)),
        (Table::Feedback, _) => words_of(feedback::TRANSITIONS, |row| (row.0, row.1)),
        (Table::FeedbackRequests, _) => {
            words_of(feedback::REQUEST_TRANSITIONS, |row| (row.0, row.1))
        }
        (Table::Challenges, _) => words_of(challenge::TRANSITIONS, |row| (row.0, row.1)),
        (Table::Resources, _) => words_of(learning::TRANSITIONS, |row| (row.0, row.1)),
        _ => return None,
    })
}

#[test]
fn every_state_of_the_contract_stands_in_a_table_that_is_walked_here() {
    for table in Table::contract() {
        for column in table.columns() {
            if !matches!(column.name, "status" | "state" | "phase") {
                continue;
            }
            let Kind::Word(words) = column.kind else {
                panic!("{}.{}", table.name(), column.name);
            };
            assert_eq!(
                tabled(*table, column.name),
                Some(words.iter().copied().collect()),
                "{}.{}",
                table.name(),
                column.name
            );
        }
    }
}

#[test]
fn agreements() {
    let mut user = met();
    user.press("h G k l a Esc");
    let drafted = first(&user, Table::Agreements);
    let agreed = agreement::TRANSITIONS
        .iter()
        .find(|row| row.0 == AgreementStatus::Draft);
    let (from, to, letter, _) = agreed.unwrap();
    assert_eq!(status(&user, Table::Agreements, drafted), from.word());
    user.press("s").press(&letter.to_string());
    assert_eq!(status(&user, Table::Agreements, drafted), to.word());
    user.press("u");
    assert_eq!(status(&user, Table::Agreements, drafted), from.word());
    user.press("Ctrl-r");
    assert_eq!(status(&user, Table::Agreements, drafted), to.word());
    // The next agreed version replaces it, and what is planned keeps the numbers that held when it was planned.
    let planned = user.rows(Table::Sessions).remove(0);
    user.press("a Tab Ctrl-_ Backspace Backspace")
        .write("72")
        .press("Esc Space");
    let replaced = agreement::TRANSITIONS.iter().find(|row| row.0 == *to);
    let superseded = replaced.unwrap().1.word();
    assert_eq!(status(&user, Table::Agreements, drafted), superseded);
    assert_eq!(agreement::TRANSITIONS.len(), 2, "both were walked");
    let held = user.rows(Table::Sessions).remove(0);
    assert_eq!(held["notice_hours"], planned["notice_hours"]);
    user.press("h g a").write("fri 15:00").press("Enter");
    let anew = user.rows(Table::Sessions).into_iter();
    assert_eq!(anew.filter(|row| row["notice_hours"] == 72).count(), 1);
    user.press("u u");
    assert_eq!(status(&user, Table::Agreements, drafted), "agreed");
}

#[test]
fn closed_promises_stand_by_the_day_that_they_say() {
    for size in [(120, 40), (80, 24), (44, 24)] {
        let mut user = User::new(size.0, size.1);
        user.meets("Athena")
            .press("2 a")
            .write("thu 15:00")
            .press("Enter");
        // The first that was made is the last that was kept; one was let go, and one had no day.
        for words in [
            "Send the paper 27 nov",
            "Ask about Berlin",
            "Read it 1 dec",
            "Review it 26 nov",
        ] {
            user.press("i p").write(words).press("Enter");
        }
        for (words, keys, on) in [
            ("Review it", "Space", "2026-11-20T09:00:00Z"),
            ("Read it", "s r", "2026-11-21T09:00:00Z"),
            ("Ask about Berlin", "s n", "2026-11-22T09:00:00Z"),
            ("Send the paper", "Space", "2026-11-23T09:00:00Z"),
        ] {
            let id = common::id_of(&user.row(Table::Commitments, words));
            user.env = common::env_at(on);
            user.refresh();
            user.model.going = Some((Table::Commitments, id));
            user.model.touch();
            user.refresh();
            user.press(keys).press("Esc");
        }
        user.env = common::env_at(common::NOW);
        user.refresh();
        user.press("2 h g");
        while !user.screen().contains("▸Closed promises") {
            user.press("j");
        }
        user.press("Enter");
        let screen = user.screen();
        let places: Vec<_> = ["Read it", "Send the paper", "Review it", "Ask about Berlin"]
            .map(|words| screen.lines().position(|line| line.contains(words)))
            .into_iter()
            .collect();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{screen}"
        );
        let released = if size.0 < 80 {
            "was due 1 Dec"
        } else {
            "released · was due 1 Dec"
        };
        user.sees(released)
            .sees("kept 23 Nov")
            .sees("kept 20 Nov")
            .sees("not done");
        // A row that is gone to is found where it stands.
        let id = common::id_of(&user.row(Table::Commitments, "Review it"));
        user.press("1");
        user.model.going = Some((Table::Commitments, id));
        user.model.touch();
        user.refresh();
        user.sees("▸ ✓ me      Review it");
    }
}
