//! What a user does, and what the file says afterwards; and the law that undo brings everything back.

#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test may panic, and reads better with values"
)]

use chrono::{DateTime, NaiveDate};
use ithaca::actions::{
    Act, Done, Ending, FieldEdit, NewItem, NewPromise, NewRelationship, Source, World, perform,
};
use ithaca::domain::agenda::POSITION_STEP;
use ithaca::domain::feedback::{Direction, FeedbackState};
use ithaca::domain::question::QuestionStatus;
use ithaca::domain::{
    AgendaItem, Agreement, Batch, Commitment, CommitmentStatus, Entity, Feedback, Goal, GoalStatus,
    GoalUpdate, Id, Instant, ItemKind, ItemStatus, Link, Material, Milestone, MilestoneStatus,
    ProgressMode, Question, Role, Row, Session, SessionStatus, Side, Table, Visibility, Win,
    content,
};
use ithaca::env::Env;
use ithaca::store::{Applied, Store, StoreError};
use proptest::prelude::*;
use serde_json::json;

/// A file in memory with one relationship, on Tuesday 24 November 2026 at 12:00 UTC.
struct File {
    store: Store,
    env: Env,
    athena: Id,
}

fn at(text: &str) -> Instant {
    Instant::parse(&format!("2026-{text}:00Z")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

impl File {
    fn new() -> Self {
        let now = DateTime::parse_from_rfc3339("2026-11-24T12:00:00Z")
            .unwrap()
            .to_utc();
        let mut file = Self {
            store: Store::in_memory().unwrap(),
            env: Env::fixed(now, chrono_tz::Tz::UTC, 7),
            athena: Id::default(),
        };
        file.athena = file.person("Athena Pallas");
        file
    }

    /// The name of a stretch of its own.
    fn stretch(&self) -> String {
        self.env.id().to_string()
    }

    /// The clock stands later; ids go on from another seed.
    fn later(&mut self, now: &str) {
        let now = DateTime::parse_from_rfc3339(now).unwrap().to_utc();
        self.env = Env::fixed(now, chrono_tz::Tz::UTC, 8);
    }

    fn try_act(&self, act: &Act) -> Result<Done, StoreError> {
        perform(
            &World {
                store: &self.store,
                env: &self.env,
            },
            act,
        )
    }

    #[track_caller]
    fn act(&self, act: Act) -> Done {
        self.try_act(&act).unwrap()
    }

    #[track_caller]
    fn made(&self, act: Act) -> Id {
        self.act(act).focus.unwrap().1
    }

    #[track_caller]
    fn refused(&self, act: Act) -> String {
        let before = self.dump();
        let error = self.try_act(&act).unwrap_err();
        assert_eq!(self.dump(), before);
        assert!(
            matches!(error, StoreError::Refused(_) | StoreError::ChangedSince(_)),
            "{error:?}"
        );
        error.to_string()
    }

    fn get<T: Entity>(&self, id: Id) -> T {
        self.store.get(id).unwrap()
    }

    fn person(&self, name: &str) -> Id {
        self.made(Act::AddRelationship(NewRelationship {
            name: name.into(),
            role: Role::Mentee,
            cadence_days: 14,
            session_minutes: 45,
            start: None,
        }))
    }

    fn plan(&self, start: &str) -> Id {
        self.made(Act::Plan {
            relationship: self.athena,
            start: at(start),
            minutes: None,
            place: Some("video".into()),
        })
    }

    fn item(&self, session: Option<Id>, title: &str) -> Id {
        let kind = ItemKind::Topic;
        self.made(Act::AddItem(NewItem {
            relationship: self.athena,
            session,
            kind,
            owner: Side::Both,
            title: title.into(),
            minutes: None,
            goal: None,
        }))
    }

    fn set(&self, id: Id, to: ItemStatus) -> Done {
        self.act(Act::Item {
            id,
            to,
            outcome: None,
        })
    }

    fn start(&self, session: Option<Id>) -> Id {
        self.made(Act::Start {
            relationship: self.athena,
            session,
        })
    }

    fn titles(&self, session: Id) -> Vec<String> {
        self.store
            .items(session)
            .unwrap()
            .into_iter()
            .map(|i| i.title)
            .collect()
    }

    fn dump(&self) -> Vec<(Table, Vec<Row>)> {
        Table::ALL
            .iter()
            .map(|t| (*t, self.store.table_rows(*t).unwrap()))
            .collect()
    }

    fn undo(&self) -> Done {
        self.act(Act::Undo { relationship: None })
    }

    fn redo(&self) -> Done {
        self.act(Act::Redo { relationship: None })
    }
}

#[test]
fn what_is_open_goes_on_to_the_next_session() {
    let file = File::new();
    let (first, next) = (file.plan("11-24T10:00"), file.plan("12-10T15:00"));
    file.item(Some(next), "already there");
    let (done, open) = (
        file.item(Some(first), "done"),
        file.item(Some(first), "open"),
    );
    file.start(Some(first));
    file.set(done, ItemStatus::Done);
    let message = file
        .act(Act::End {
            session: first,
            ending: Ending {
                summary: "Good.".into(),
                usefulness: Some(4),
                ..Ending::default()
            },
        })
        .message;
    assert_eq!(message, "Held, 0 min · 1 goes on");
    assert_eq!(file.get::<AgendaItem>(open).status, ItemStatus::Carried);
    assert_eq!(file.titles(next), ["already there", "open"]);
    let copy = &file.store.items(next).unwrap()[1];
    assert_eq!(
        (copy.carry_count, copy.carried_from_id, copy.status),
        (1, Some(open), ItemStatus::Open)
    );
    let session: Session = file.get(first);
    assert_eq!(
        (session.status, session.summary.as_str(), session.usefulness),
        (SessionStatus::Held, "Good.", Some(4))
    );
    assert_eq!(
        (session.current_item_id, session.start_corrected),
        (None, false)
    );
}

#[test]
fn an_end_plans_the_next_one_unless_it_is_planned() {
    let file = File::new();
    file.item(None, "waiting");
    let call = file.start(None);
    assert_eq!(file.titles(call), ["waiting"]);
    file.item(None, "from the backlog");
    let ending = Ending {
        next: Some(at("12-10T15:00")),
        started_at: Some(at("11-24T11:50")),
        ..Ending::default()
    };
    let message = file
        .act(Act::End {
            session: call,
            ending: ending.clone(),
        })
        .message;
    assert_eq!(message, "Held, 10 min · 1 goes on · next Thu 10 Dec 15:00");
    let next = file
        .store
        .planned_at(file.athena, at("12-10T15:00"))
        .unwrap()
        .unwrap();
    assert_eq!(file.titles(next.id), ["waiting", "from the backlog"]);
    assert!(file.get::<Session>(call).start_corrected);
    let again = file.start(None);
    file.act(Act::End {
        session: again,
        ending,
    });
    assert_eq!(file.store.table_rows(Table::Sessions).unwrap().len(), 3);
}

#[test]
fn an_end_changes_promises_and_keeps_notes() {
    let file = File::new();
    let goal = file.made(Act::AddGoal {
        relationship: file.athena,
        owner: Side::Me,
        title: "Review".into(),
        target: None,
    });
    let step = file.made(Act::AddMilestone {
        goal,
        title: "Co-lead one".into(),
        due: None,
    });
    let call = file.start(None);
    let promise = Act::AddPromise(NewPromise {
        relationship: file.athena,
        session: Some(call),
        owner: Side::Me,
        text: "Send it".into(),
        due: None,
        goal: Some(goal),
    });
    let promise = file.made(promise);
    assert_eq!(
        file.act(Act::Goal {
            id: goal,
            to: GoalStatus::Achieved
        })
        .message,
        "Achieved: Review · open with it: 1 milestone, 1 promise"
    );
    let ending = Ending {
        promises: vec![(promise, CommitmentStatus::Released)],
        close_notes: vec![(goal, "both notes stood".into()), (step, "in June".into())],
        ..Ending::default()
    };
    file.act(Act::End {
        session: call,
        ending,
    });
    assert_eq!(
        file.get::<Commitment>(promise).status,
        CommitmentStatus::Released
    );
    let goal_row: Goal = file.get(goal);
    assert_eq!(
        (goal_row.close_note.as_str(), goal_row.closed_on),
        ("both notes stood", Some(day("11-24")))
    );
    assert_eq!(file.get::<Milestone>(step).status, MilestoneStatus::Open);
    assert_eq!(
        file.store.table_rows(Table::GoalUpdates).unwrap()[0]["text"],
        "Co-lead one: in June"
    );
    file.act(Act::Goal {
        id: goal,
        to: GoalStatus::Active,
    });
    assert_eq!(file.get::<Goal>(goal).closed_on, None);
}

#[test]
fn without_a_next_session_it_goes_to_the_backlog_and_joins_what_is_planned() {
    let file = File::new();
    let past = file.plan("11-20T10:00");
    file.item(Some(past), "one");
    file.item(Some(past), "two");
    assert_eq!(
        file.act(Act::Miss {
            session: past,
            by: None
        })
        .message,
        "Not held: Fri 20 Nov 10:00"
    );
    assert_eq!(file.store.backlog(file.athena).unwrap().len(), 2);
    let next = file.plan("11-26T15:00");
    assert_eq!(file.titles(next), ["one", "two"]);
    assert!(file.store.backlog(file.athena).unwrap().is_empty());
}

#[test]
fn a_cancelled_session_planned_again_gets_its_agenda_back() {
    let file = File::new();
    let (first, next) = (file.plan("11-26T15:00"), file.plan("12-10T15:00"));
    let item = file.item(Some(first), "one");
    let cancel = Act::Cancel {
        session: first,
        by: Side::Partner,
        told_at: Some(at("11-24T12:00")),
        reason: "illness".into(),
    };
    assert_eq!(
        file.act(cancel).message,
        "Cancelled: Thu 26 Nov 15:00 · Athena asked · told now, 2 days ahead"
    );
    assert_eq!(file.titles(next), ["one"]);
    file.refused(Act::Start {
        relationship: file.athena,
        session: Some(first),
    });
    file.act(Act::PlanAgain { session: first });
    assert_eq!(
        (file.get::<AgendaItem>(item).status, file.titles(next).len()),
        (ItemStatus::Open, 0)
    );
    assert_eq!(file.get::<Session>(first).changed_by, None);
}

#[test]
fn a_moved_session_takes_its_rows_along() {
    let file = File::new();
    let old = file.plan("11-24T15:00");
    let item = file.item(Some(old), "one");
    let material = file.made(Act::AddMaterial {
        session: old,
        label: "slides".into(),
        for_side: Side::Me,
    });
    let moved = Act::Move {
        session: old,
        start: at("11-27T15:00"),
        by: Side::Partner,
        told_at: at("11-24T12:00"),
        reason: "travel".into(),
    };
    let done = file.act(moved);
    assert_eq!(
        done.message,
        "Moved to Fri 27 Nov 15:00 · Athena asked · told now, 3 h ahead"
    );
    let new = done.focus.unwrap().1;
    let row: AgendaItem = file.get(item);
    assert_eq!(
        (row.session_id, row.carry_count, row.status),
        (Some(new), 0, ItemStatus::Open)
    );
    assert_eq!(file.get::<Material>(material).session_id, new);
    let (left, next): (Session, Session) = (file.get(old), file.get(new));
    assert_eq!(
        (left.status, left.moved_to_id, left.changed_by),
        (SessionStatus::Rescheduled, Some(new), Some(Side::Partner))
    );
    assert_eq!(
        (left.change_reason.as_str(), left.notice_minutes()),
        ("travel", Some(180))
    );
    assert_eq!(
        (
            next.moved_from_id,
            next.place.as_str(),
            next.planned_minutes
        ),
        (Some(old), "video", 45)
    );
    file.refused(Act::AddItem(NewItem {
        relationship: file.athena,
        session: Some(old),
        kind: ItemKind::Topic,
        owner: Side::Me,
        title: "x".into(),
        minutes: None,
        goal: None,
    }));
}

#[test]
fn one_item_goes_on_at_once_and_comes_back() {
    let file = File::new();
    let (first, next) = (file.plan("11-26T15:00"), file.plan("12-10T15:00"));
    let item = file.item(Some(first), "not today");
    assert_eq!(
        file.set(item, ItemStatus::Carried).message,
        "Goes on: not today"
    );
    assert_eq!(file.titles(next), ["not today"]);
    file.set(item, ItemStatus::Open);
    assert!(file.titles(next).is_empty());
    file.set(item, ItemStatus::Carried);
    let copy = file.store.items(next).unwrap()[0].id;
    file.act(Act::ItemMinutes {
        id: copy,
        by: 1,
        stretch: "a".into(),
    });
    file.set(item, ItemStatus::Open);
    assert_eq!(
        file.titles(next),
        ["not today"],
        "a copy that was touched stays"
    );
}

#[test]
fn only_one_call_runs() {
    let file = File::new();
    let ahead = file.plan("11-26T15:00");
    let done = file.act(Act::Start {
        relationship: file.athena,
        session: Some(ahead),
    });
    assert_eq!(done.message, "Call started 2 days early");
    let other = file.person("Mentor");
    let refusal = file.refused(Act::Start {
        relationship: other,
        session: None,
    });
    assert!(refusal.contains("Athena Pallas"), "{refusal}");
    file.refused(Act::Trash {
        relationship: file.athena,
        table: Table::Sessions,
        id: ahead,
    });
    file.act(Act::End {
        session: ahead,
        ending: Ending::default(),
    });
    file.act(Act::Start {
        relationship: other,
        session: None,
    });
    let conflict = file
        .try_act(&Act::Undo {
            relationship: Some(file.athena),
        })
        .unwrap_err();
    assert!(conflict.to_string().contains("another call"), "{conflict}");
}

#[test]
fn in_a_call_the_current_item_moves_on() {
    let file = File::new();
    let session = file.plan("11-24T12:00");
    let ids: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|t| file.item(Some(session), t))
        .collect();
    file.start(Some(session));
    let current = || file.get::<Session>(session).current_item_id;
    assert_eq!(current(), Some(ids[0]));
    file.set(ids[0], ItemStatus::Done);
    assert_eq!(current(), Some(ids[1]));
    file.act(Act::Current {
        session,
        item: ids[2],
    });
    file.set(ids[2], ItemStatus::Dropped);
    assert_eq!(
        current(),
        Some(ids[1]),
        "behind the last one the first open one is next"
    );
    file.act(Act::Trash {
        relationship: file.athena,
        table: Table::AgendaItems,
        id: ids[1],
    });
    assert_eq!(current(), None);
    file.set(ids[0], ItemStatus::Open);
    assert_eq!(current(), Some(ids[0]));
    file.act(Act::Current {
        session,
        item: ids[0],
    });
    assert_eq!(
        (current(), file.get::<Session>(session).current_since),
        (None, None)
    );
}

#[test]
fn states_go_by_their_tables() {
    let file = File::new();
    let item = file.item(None, "one");
    file.set(item, ItemStatus::Done);
    let refusal = file.refused(Act::Item {
        id: item,
        to: ItemStatus::Dropped,
        outcome: None,
    });
    assert_eq!(
        refusal,
        "'one' is done, and from there it can't be let go. What it can be: open again."
    );
    let goal = file.made(Act::AddGoal {
        relationship: file.athena,
        owner: Side::Me,
        title: "Goal".into(),
        target: None,
    });
    file.refused(Act::Goal {
        id: goal,
        to: GoalStatus::Draft,
    });
    file.refused(Act::Goal {
        id: goal,
        to: GoalStatus::Active,
    });
    let step = file.made(Act::AddMilestone {
        goal,
        title: "Step".into(),
        due: None,
    });
    file.act(Act::Milestone {
        id: step,
        to: MilestoneStatus::Done,
    });
    assert_eq!(file.get::<Milestone>(step).done_on, Some(day("11-24")));
    file.refused(Act::Milestone {
        id: step,
        to: MilestoneStatus::Dropped,
    });
    let ahead = file.plan("11-26T15:00");
    file.refused(Act::HeldLater { session: ahead });
    file.refused(Act::Miss {
        session: ahead,
        by: None,
    });
    file.refused(Act::End {
        session: ahead,
        ending: Ending::default(),
    });
    file.refused(Act::PlanAgain { session: ahead });
}

#[test]
fn a_move_writes_one_row_until_no_gap_is_left() {
    let file = File::new();
    let session = file.plan("11-26T15:00");
    let ids: Vec<_> = ["a", "b", "c", "d"]
        .iter()
        .map(|t| file.item(Some(session), t))
        .collect();
    assert_eq!(file.get::<AgendaItem>(ids[0]).position, POSITION_STEP);
    file.act(Act::ItemMove {
        id: ids[3],
        by: -1,
        stretch: file.stretch(),
    });
    assert_eq!(file.titles(session), ["a", "b", "d", "c"]);
    file.act(Act::ItemMove {
        id: ids[0],
        by: 1,
        stretch: file.stretch(),
    });
    assert_eq!(file.titles(session), ["b", "a", "d", "c"]);
    file.act(Act::ItemMove {
        id: ids[2],
        by: 1,
        stretch: file.stretch(),
    });
    let last = file.act(Act::ItemMove {
        id: ids[2],
        by: 1,
        stretch: file.stretch(),
    });
    assert_eq!(
        (last.message.as_str(), last.applied),
        ("It stands last already", Applied::Nothing)
    );
    for n in 0..60 {
        let id = file.store.items(session).unwrap()[1].id;
        file.act(Act::ItemMove {
            id,
            by: 1,
            stretch: file.stretch(),
        });
        let order = file.titles(session);
        assert_eq!(order.len(), 4, "{n}");
        assert_eq!((order[0].as_str(), order[3].as_str()), ("b", "c"));
    }
    let rows = file.store.items(session).unwrap();
    assert!(rows.windows(2).all(|w| w[0].position < w[1].position));
}

#[test]
fn milestones_have_places_and_goals() {
    let file = File::new();
    let goal = |title: &str| {
        file.made(Act::AddGoal {
            relationship: file.athena,
            owner: Side::Me,
            title: title.into(),
            target: None,
        })
    };
    let (one, two) = (goal("one"), goal("two"));
    let ids: Vec<_> = ["a", "b"]
        .iter()
        .map(|t| {
            file.made(Act::AddMilestone {
                goal: one,
                title: (*t).into(),
                due: None,
            })
        })
        .collect();
    let order = |goal| {
        file.store
            .milestones(goal)
            .unwrap()
            .into_iter()
            .map(|m| m.id)
            .collect::<Vec<_>>()
    };
    file.act(Act::MilestoneMove {
        id: ids[1],
        by: -1,
        stretch: file.stretch(),
    });
    assert_eq!(order(one), [ids[1], ids[0]]);
    let message = file
        .act(Act::MilestoneTo {
            id: ids[1],
            goal: two,
        })
        .message;
    assert_eq!(
        (message.as_str(), order(two)),
        ("Moved: b · now under two", vec![ids[1]])
    );
    let refusal = file.refused(Act::GoalPercent {
        id: one,
        by: 10,
        stretch: "s".into(),
    });
    assert!(
        refusal.contains("counts its milestones, 0 of 1"),
        "{refusal}"
    );
}

#[test]
fn a_stretch_of_percent_is_one_action() {
    let file = File::new();
    let goal = file.made(Act::AddGoal {
        relationship: file.athena,
        owner: Side::Me,
        title: "Goal".into(),
        target: None,
    });
    for _ in 0..3 {
        file.act(Act::GoalPercent {
            id: goal,
            by: 10,
            stretch: "s".into(),
        });
    }
    let row: Goal = file.get(goal);
    assert_eq!(
        (row.progress_mode, row.percent),
        (ProgressMode::Percent, Some(30))
    );
    let update = file.act(Act::GoalUpdate {
        goal,
        text: "Moved".into(),
        confidence: None,
    });
    assert_eq!(
        file.store.table_rows(Table::GoalUpdates).unwrap()[0]["percent"],
        30
    );
    assert_eq!(update.focus, Some((Table::Goals, goal)));
    file.undo();
    assert_eq!(file.undo().message, "Undone: 30 % · Goal");
    assert_eq!(file.get::<Goal>(goal).percent, None);
}

#[test]
fn a_stretch_that_came_to_nothing_leaves_no_trace() {
    let mut file = File::new();
    let item = file.item(None, "one");
    let before = file.dump();
    file.later("2026-11-24T12:00:02Z");
    file.act(Act::ItemMinutes {
        id: item,
        by: 5,
        stretch: "s".into(),
    });
    let last = file.act(Act::ItemMinutes {
        id: item,
        by: -5,
        stretch: "s".into(),
    });
    assert_eq!((last.applied, file.dump()), (Applied::Nothing, before));
    // What is taken back next is what was done before.
    assert_eq!(file.undo().message, "Undone: Added · one · to the backlog");
}

#[test]
fn a_question_follows_its_item() {
    let file = File::new();
    let session = file.plan("11-26T15:00");
    let question = file.made(Act::AddQuestion {
        relationship: file.athena,
        text: "Which book first?".into(),
    });
    let sources = vec![
        Source::Question(question),
        Source::Question(question),
        Source::Bank("g6".into()),
    ];
    let done = file.act(Act::Take {
        relationship: file.athena,
        session: Some(session),
        sources,
    });
    assert_eq!(done.message, "Added: 2 items");
    let status = || file.get::<Question>(question).status;
    assert_eq!(status(), QuestionStatus::OnAgenda);
    let items = file.store.items(session).unwrap();
    assert_eq!(
        (items[0].owner, items[1].owner),
        (Side::Me, Side::Partner),
        "the mentee's, then the mentor's"
    );
    file.set(items[0].id, ItemStatus::Done);
    let asked: Question = file.get(question);
    assert_eq!(
        (asked.status, asked.asked_on, asked.session_id),
        (QuestionStatus::Asked, Some(day("11-24")), Some(session))
    );
    file.set(items[0].id, ItemStatus::Open);
    assert_eq!(
        (status(), file.get::<Question>(question).asked_on),
        (QuestionStatus::OnAgenda, None)
    );
    file.set(items[0].id, ItemStatus::Carried);
    assert_eq!(status(), QuestionStatus::OnAgenda);
    file.refused(Act::Take {
        relationship: file.athena,
        session: Some(session),
        sources: vec![Source::Question(question)],
    });
}

#[test]
fn anything_can_be_taken_onto_an_agenda() {
    let file = File::new();
    let session = file.plan("11-26T15:00");
    let goal = file.made(Act::AddGoal {
        relationship: file.athena,
        owner: Side::Me,
        title: "Goal".into(),
        target: None,
    });
    let promise = |text: &str| {
        Act::AddPromise(NewPromise {
            relationship: file.athena,
            session: None,
            owner: Side::Me,
            text: text.into(),
            due: Some(day("11-26")),
            goal: None,
        })
    };
    let (one, two) = (file.made(promise("one")), file.made(promise("two")));
    let waiting = file.item(None, "waiting");
    let said = file.made(Act::AddFeedback {
        relationship: file.athena,
        session: None,
        direction: Direction::FromPartner,
        text: "Clear".into(),
    });
    let challenge = file.made(Act::AddChallenge {
        session: None,
        relationship: file.athena,
        text: "Time".into(),
        owner: Side::Me,
    });
    let sources = vec![
        Source::Backlog(waiting),
        Source::Promise(one),
        Source::Promise(two),
        Source::Feedback(said),
        Source::Goal(goal),
        Source::Row(Link {
            table: Table::Challenges,
            id: challenge,
        }),
    ];
    file.act(Act::Take {
        relationship: file.athena,
        session: Some(session),
        sources,
    });
    assert_eq!(
        file.titles(session),
        [
            "waiting",
            "What we said we would do",
            "From Athena: Clear",
            "Goal",
            "Time"
        ]
    );
    let items = file.store.items(session).unwrap();
    assert_eq!(
        (items[1].kind, items[1].minutes, items[1].link),
        (
            ItemKind::Progress,
            6,
            Some(Link {
                table: Table::Commitments,
                id: one
            })
        )
    );
    assert_eq!(
        items[4].visibility,
        Visibility::Private,
        "a challenge is private, and so is the item about it"
    );
}

#[test]
fn a_template_is_scaled_and_places_what_belongs_under_it() {
    let file = File::new();
    let question = file.made(Act::AddQuestion {
        relationship: file.athena,
        text: "Which book first?".into(),
    });
    let session = file.plan("11-26T15:00");
    let waiting = file.item(None, "waiting");
    file.item(Some(session), "there");
    file.act(Act::AddPromise(NewPromise {
        relationship: file.athena,
        session: None,
        owner: Side::Me,
        text: "Send it".into(),
        due: Some(day("11-25")),
        goal: None,
    }));
    let done = file.act(Act::Template {
        session,
        template: "check-in".into(),
    });
    assert_eq!(done.message, "Template: Regular check-in");
    assert_eq!(file.get::<Session>(session).template, "check-in");
    let items = file.store.items(session).unwrap();
    assert_eq!(items[0].title, "there");
    let place = |title: &str| items.iter().position(|i| i.title == title);
    assert_eq!(
        place("Send it"),
        place("What we said we would do").map(|n| n + 1)
    );
    let own: i64 = items
        .iter()
        .filter(|i| i.title != "there" && i.id != waiting)
        .map(|i| i.minutes)
        .sum();
    assert_eq!(own, 45);
    let pulls = |pull: &str| {
        content::template("check-in")
            .unwrap()
            .items
            .iter()
            .any(|i| i.pull == pull)
    };
    assert_eq!(place("waiting").is_some(), pulls("carried_items"));
    assert_eq!(
        file.get::<Question>(question).status == QuestionStatus::OnAgenda,
        pulls("questions_queued")
    );
    file.refused(Act::Template {
        session,
        template: "no such".into(),
    });
}

#[test]
fn every_template_is_applied_once_and_undone() {
    for template in content::templates() {
        let file = File::new();
        let past = file.plan("11-20T15:00");
        file.item(Some(past), "carried");
        let session = file.plan("11-26T15:00");
        file.act(Act::Cancel {
            session: past,
            by: Side::Me,
            told_at: None,
            reason: String::new(),
        });
        file.item(None, "waiting");
        file.act(Act::AddQuestion {
            relationship: file.athena,
            text: "Which?".into(),
        });
        file.act(Act::AddFeedback {
            relationship: file.athena,
            session: None,
            direction: Direction::FromPartner,
            text: "Clear".into(),
        });
        let before = file.dump();
        file.act(Act::Template {
            session,
            template: template.id.clone(),
        });
        let again = || Act::Template {
            session,
            template: template.id.clone(),
        };
        file.refused(again());
        let items = file.store.items(session).unwrap();
        let last = items.iter().rfind(|i| i.title == template.items[0].title);
        file.act(Act::Item {
            id: last.unwrap().id,
            to: ItemStatus::Done,
            outcome: None,
        });
        let label = file.act(again()).message;
        assert!(
            template.items.len() == 1 || label.contains("were there already"),
            "{label}"
        );
        for _ in 0..3 {
            file.undo();
        }
        assert_eq!(file.dump(), before, "{}", template.id);
    }
}

#[test]
fn feedback_is_said_where_it_can_be() {
    let file = File::new();
    let feedback = |session, direction| {
        let id = file.made(Act::AddFeedback {
            relationship: file.athena,
            session,
            direction,
            text: "Clear".into(),
        });
        let row: Feedback = file.get(id);
        (
            row.state,
            row.visibility,
            row.said_on.is_some(),
            row.session_id,
        )
    };
    assert_eq!(
        feedback(None, Direction::ToPartner),
        (FeedbackState::Draft, Visibility::Private, false, None)
    );
    assert_eq!(
        feedback(None, Direction::FromPartner),
        (FeedbackState::Said, Visibility::Shared, true, None)
    );
    let ahead = file.plan("11-26T15:00");
    assert_eq!(
        feedback(Some(ahead), Direction::ToPartner),
        (FeedbackState::Draft, Visibility::Private, false, None)
    );
    let call = file.start(None);
    assert_eq!(
        feedback(Some(call), Direction::ToPartner),
        (FeedbackState::Said, Visibility::Shared, true, Some(call))
    );
    let win = file.made(Act::AddWin {
        relationship: file.athena,
        session: Some(call),
        text: "Accepted".into(),
        whose: Side::Me,
    });
    assert_eq!(file.get::<Win>(win).told_in_id, Some(call));
    let goal = file.made(Act::AddGoal {
        relationship: file.athena,
        owner: Side::Me,
        title: "Goal".into(),
        target: None,
    });
    file.act(Act::GoalUpdate {
        goal,
        text: "Moved".into(),
        confidence: None,
    });
    let rows = file.store.table_rows(Table::GoalUpdates).unwrap();
    assert_eq!(
        GoalUpdate::from_row(without_trash(&rows[0]))
            .unwrap()
            .session_id,
        Some(call)
    );
}

fn without_trash(row: &Row) -> Row {
    row.iter()
        .filter(|(k, _)| *k != "deleted_at")
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

#[test]
fn a_promise_moves_on_record() {
    let file = File::new();
    let id = file.made(Act::AddPromise(NewPromise {
        relationship: file.athena,
        session: None,
        owner: Side::Partner,
        text: "Intro".into(),
        due: Some(day("11-26")),
        goal: None,
    }));
    let message = file
        .act(Act::PromiseDue {
            id,
            due: Some(day("11-27")),
        })
        .message;
    assert_eq!(message, "By Fri 27 Nov: Intro · was Thu 26 Nov");
    assert_eq!(file.get::<Commitment>(id).renegotiated.len(), 1);
    assert_eq!(
        file.act(Act::Promise {
            id,
            to: CommitmentStatus::Done
        })
        .message,
        "Done: Intro"
    );
    assert_eq!(file.get::<Commitment>(id).done_on, Some(day("11-24")));
    file.refused(Act::PromiseDue { id, due: None });
}

fn edit(
    file: &File,
    table: Table,
    id: Id,
    name: &str,
    before: serde_json::Value,
    after: serde_json::Value,
) -> Act {
    let (before, after) = (
        vec![(name.to_owned(), before)],
        vec![(name.to_owned(), after)],
    );
    Act::Edit(FieldEdit {
        relationship: file.athena,
        table,
        id,
        label: "Edited".into(),
        before,
        after,
        stretch: None,
    })
}

#[test]
fn an_edit_keeps_what_changed_elsewhere() {
    let file = File::new();
    let id = file.item(None, "one");
    file.act(edit(
        &file,
        Table::AgendaItems,
        id,
        "title",
        json!("one"),
        json!("two"),
    ));
    let conflict = file
        .try_act(&edit(
            &file,
            Table::AgendaItems,
            id,
            "title",
            json!("one"),
            json!("three"),
        ))
        .unwrap_err();
    assert!(
        matches!(conflict, StoreError::Conflict { .. }),
        "{conflict:?}"
    );
    assert_eq!(file.get::<AgendaItem>(id).title, "two");
    file.refused(edit(
        &file,
        Table::AgendaItems,
        id,
        "title",
        json!("two"),
        json!(" "),
    ));
    file.refused(edit(
        &file,
        Table::AgendaItems,
        id,
        "status",
        json!("open"),
        json!("done"),
    ));
    file.refused(edit(
        &file,
        Table::AgendaItems,
        id,
        "minutes",
        json!(10),
        json!("ten"),
    ));
    file.refused(edit(
        &file,
        Table::AgendaItems,
        id,
        "nonsense",
        json!(null),
        json!("x"),
    ));
    file.act(edit(
        &file,
        Table::AgendaItems,
        id,
        "prompt",
        json!(""),
        json!("hint"),
    ));
    file.act(edit(
        &file,
        Table::AgendaItems,
        id,
        "prompt",
        json!("hint"),
        json!(""),
    ));
    assert_eq!(
        file.store
            .row(Table::AgendaItems, id)
            .unwrap()
            .unwrap()
            .get("prompt"),
        None
    );
}

#[test]
fn the_trash_gives_back() {
    let file = File::new();
    let id = file.item(None, "one");
    assert_eq!(
        file.act(Act::Trash {
            relationship: file.athena,
            table: Table::AgendaItems,
            id
        })
        .message,
        "To the trash: one"
    );
    assert!(file.store.backlog(file.athena).unwrap().is_empty());
    file.refused(Act::Trash {
        relationship: file.athena,
        table: Table::AgendaItems,
        id,
    });
    file.act(Act::Restore {
        relationship: file.athena,
        table: Table::AgendaItems,
        id,
    });
    assert_eq!(file.store.backlog(file.athena).unwrap().len(), 1);
    assert_eq!(
        file.act(Act::Visibility {
            relationship: file.athena,
            table: Table::AgendaItems,
            id
        })
        .message,
        "Private now: one"
    );
    assert_eq!(file.get::<AgendaItem>(id).visibility, Visibility::Private);
    file.refused(Act::Visibility {
        relationship: file.athena,
        table: Table::Relationships,
        id: file.athena,
    });
}

#[test]
fn undo_and_redo_say_what_they_did() {
    let file = File::new();
    file.item(None, "one");
    assert_eq!(file.undo().message, "Undone: Added · one · to the backlog");
    assert_eq!(
        file.redo().message,
        "Done again: Added · one · to the backlog"
    );
    assert_eq!(file.redo().message, "Nothing to do again");
    file.undo();
    file.undo();
    assert_eq!(file.undo().message, "Nothing to undo");
}

#[test]
fn a_question_leaves_with_its_item_and_comes_back() {
    let file = File::new();
    let id = file.made(Act::AddQuestion {
        relationship: file.athena,
        text: "Which?".into(),
    });
    let item = file.made(Act::Take {
        relationship: file.athena,
        session: None,
        sources: vec![Source::Question(id)],
    });
    file.act(Act::Trash {
        relationship: file.athena,
        table: Table::AgendaItems,
        id: item,
    });
    assert_eq!(file.get::<Question>(id).status, QuestionStatus::Queued);
    file.act(Act::Restore {
        relationship: file.athena,
        table: Table::AgendaItems,
        id: item,
    });
    assert_eq!(file.get::<Question>(id).status, QuestionStatus::OnAgenda);
}

#[test]
fn a_session_has_the_numbers_of_the_agreement_in_force() {
    let file = File::new();
    let rows = [(1, "superseded", 48), (2, "agreed", 12), (3, "draft", 72)];
    for (version, status, hours) in rows {
        let agreement = Agreement {
            id: file.env.id(),
            relationship_id: file.athena,
            version,
            notice_hours: hours,
            ..Agreement::default()
        };
        let agreement = Agreement {
            status: ithaca::domain::Word::from_word(status).unwrap(),
            ..agreement
        };
        file.store
            .act(file.env.now(), |_| {
                Ok((Batch::new(file.athena, "Agreed").add(&agreement), ()))
            })
            .unwrap();
        let edited = file.try_act(&edit(
            &file,
            Table::Agreements,
            agreement.id,
            "retention",
            json!(null),
            json!("a year"),
        ));
        assert_eq!(
            edited.is_ok(),
            status == "draft",
            "what was agreed doesn't change"
        );
    }
    let session: Session = file.get(file.plan("11-26T15:00"));
    assert_eq!(
        (
            session.notice_hours,
            session.grace_minutes,
            session.agenda_lead_hours
        ),
        (12, 5, 24)
    );
}

#[test]
fn no_read_of_an_action_goes_through_a_whole_table() {
    let (file, other) = seeded();
    let (store, now) = (&file.store, at("11-24T12:00"));
    let session = pick(&file, Table::Sessions, 0).unwrap();
    let item: AgendaItem = file.get(pick(&file, Table::AgendaItems, 1).unwrap());
    let step: Milestone = file.get(pick(&file, Table::Milestones, 0).unwrap());
    let scans = |name: &str, read: &dyn Fn()| {
        store.work().take();
        read();
        assert_eq!(store.work().take().scanned, 0, "{name}");
    };
    scans("items", &|| drop(store.items(session)));
    scans("open_items", &|| drop(store.open_items(session)));
    scans("backlog", &|| drop(store.backlog(other)));
    scans("last_item_position", &|| {
        drop((
            store.last_item_position(None),
            store.last_item_position(Some(session)),
        ));
    });
    scans("item_neighbours", &|| {
        drop((
            store.item_neighbours(&item, true),
            store.item_neighbours(&item, false),
        ));
    });
    let waiting = AgendaItem {
        session_id: None,
        ..item.clone()
    };
    scans("item_neighbours of the backlog", &|| {
        drop(store.item_neighbours(&waiting, true));
    });
    scans("open_copies", &|| drop(store.copies(item.id)));
    scans("item_is_referred_to", &|| {
        drop(store.item_is_referred_to(item.id));
    });
    scans("queued_questions", &|| {
        drop(store.queued_questions(other, 5));
    });
    scans("live", &|| drop(store.live()));
    scans("next_planned", &|| {
        drop(store.next_planned(other, now, None));
    });
    scans("planned_at", &|| drop(store.planned_at(other, now)));
    scans("materials", &|| drop(store.materials(session)));
    scans("agreement_in_force", &|| {
        drop(store.agreement_in_force(other));
    });
    scans("promises_due", &|| {
        drop(store.promises_due(other, day("11-26"), 5));
    });
    scans("open_of_goal", &|| {
        drop(store.open_of_goal(step.goal_id));
    });
    scans("milestones", &|| {
        drop((
            store.milestones(step.goal_id),
            store.last_milestone_position(step.goal_id),
        ));
    });
    scans("milestone_neighbours", &|| {
        drop(store.milestone_neighbours(&step, true));
    });
    scans("feedback_waiting", &|| {
        drop(store.feedback_waiting(other, 5));
    });
}

/// A small file: two people, sessions past and ahead, items, goals, promises.
fn seeded() -> (File, Id) {
    let file = File::new();
    let other = file.person("Second");
    for relationship in [file.athena, other] {
        fill(&file, relationship);
    }
    (file, other)
}

/// Only one relationship, so that no action is about rows of two.
fn seeded_alone() -> File {
    let file = File::new();
    fill(&file, file.athena);
    file
}

fn fill(file: &File, relationship: Id) {
    for start in ["11-20T10:00", "11-26T15:00", "12-10T15:00"] {
        let session = file.made(Act::Plan {
            relationship,
            start: at(start),
            minutes: None,
            place: None,
        });
        for title in ["one", "two", "three"] {
            let (kind, owner) = (ItemKind::Topic, Side::Both);
            file.act(Act::AddItem(NewItem {
                relationship,
                session: Some(session),
                kind,
                owner,
                title: title.into(),
                minutes: None,
                goal: None,
            }));
        }
    }
    let goal = file.made(Act::AddGoal {
        relationship,
        owner: Side::Me,
        title: "Goal".into(),
        target: None,
    });
    for title in ["a", "b"] {
        file.act(Act::AddMilestone {
            goal,
            title: title.into(),
            due: None,
        });
    }
    for text in ["first", "second"] {
        file.act(Act::AddPromise(NewPromise {
            relationship,
            session: None,
            owner: Side::Me,
            text: text.into(),
            due: Some(day("11-26")),
            goal: Some(goal),
        }));
    }
    file.act(Act::AddQuestion {
        relationship,
        text: "Which?".into(),
    });
    file.act(Act::AddFeedback {
        relationship,
        session: None,
        direction: Direction::FromPartner,
        text: "Clear".into(),
    });
}

/// One random choice: which action, on which rows.
type Choice = (u8, u8, u8);

fn pick(file: &File, table: Table, n: u8) -> Option<Id> {
    let rows = file.store.table_rows(table).unwrap();
    let row = rows.get(usize::from(n) % rows.len().max(1))?;
    Id::parse(row["id"].as_str()?)
}

fn word<W: ithaca::domain::Word>(n: u8) -> W {
    W::ALL[usize::from(n) % W::ALL.len()]
}

/// The action that a choice means in the file as it stands; many are refused, as a user's are.
#[expect(clippy::too_many_lines, reason = "a flat list, one choice each")]
fn chosen(file: &File, (what, a, b): Choice) -> Option<Act> {
    let relationship = pick(file, Table::Relationships, a)?;
    let of = |table, n| pick(file, table, n);
    let start = at("11-24T12:00").plus_minutes(i64::from(b) * 600 - 20_000);
    let text = format!("text {a}");
    let session = of(Table::Sessions, b)?;
    Some(match what % 36 {
        0 => Act::AddItem(NewItem {
            relationship,
            session: Some(session),
            kind: word(b),
            owner: word(a),
            title: text,
            minutes: None,
            goal: None,
        }),
        1 => Act::AddItem(NewItem {
            relationship,
            session: None,
            kind: word(b),
            owner: word(a),
            title: text,
            minutes: Some(5),
            goal: None,
        }),
        2..=5 => Act::Item {
            id: of(Table::AgendaItems, a)?,
            to: word(b),
            outcome: None,
        },
        6 => Act::ItemMinutes {
            id: of(Table::AgendaItems, a)?,
            by: i64::from(b % 7) - 3,
            stretch: "m".into(),
        },
        7 => Act::ItemMove {
            id: of(Table::AgendaItems, a)?,
            by: if b % 2 == 0 { 1 } else { -1 },
            stretch: "p".into(),
        },
        8 => Act::Current {
            session,
            item: of(Table::AgendaItems, a)?,
        },
        9 => Act::Take {
            relationship,
            session: Some(session),
            sources: vec![
                Source::Question(of(Table::Questions, a)?),
                Source::Bank("g1".into()),
            ],
        },
        10 => Act::Take {
            relationship,
            session: Some(session),
            sources: vec![Source::Backlog(of(Table::AgendaItems, a)?)],
        },
        11 => Act::Take {
            relationship,
            session: None,
            sources: vec![
                Source::Promise(of(Table::Commitments, a)?),
                Source::Feedback(of(Table::Feedback, b)?),
            ],
        },
        12 => Act::Template {
            session,
            template: content::templates()[usize::from(a) % 8].id.clone(),
        },
        13 => Act::AddMaterial {
            session,
            label: text,
            for_side: word(a),
        },
        14 => Act::MaterialReady {
            id: of(Table::Materials, a)?,
        },
        15 => Act::Plan {
            relationship,
            start,
            minutes: None,
            place: None,
        },
        16 => Act::EnterHeld {
            relationship,
            start,
            minutes: Some(30),
        },
        17 => Act::Move {
            session,
            start,
            by: word(a),
            told_at: at("11-24T11:00"),
            reason: String::new(),
        },
        18 => Act::Cancel {
            session,
            by: word(a),
            told_at: None,
            reason: text,
        },
        19 => Act::Miss { session, by: None },
        20 => Act::HeldLater { session },
        21 => Act::PlanAgain { session },
        22 => Act::Start {
            relationship,
            session: (a % 3 > 0).then_some(session),
        },
        23 | 24 => end(file, a, start)?,
        25 => Act::Promise {
            id: of(Table::Commitments, a)?,
            to: word(b),
        },
        26 => Act::PromiseDue {
            id: of(Table::Commitments, a)?,
            due: (b % 4 > 0).then(|| start.day(chrono_tz::Tz::UTC)),
        },
        27 => Act::Goal {
            id: of(Table::Goals, a)?,
            to: word(b),
        },
        28 => Act::GoalUpdate {
            goal: of(Table::Goals, a)?,
            text,
            confidence: Some(i64::from(b) % 11),
        },
        29 => Act::GoalPercent {
            id: of(Table::Goals, a)?,
            by: i64::from(b),
            stretch: "p".into(),
        },
        30 => Act::Milestone {
            id: of(Table::Milestones, a)?,
            to: word(b),
        },
        31 => Act::MilestoneMove {
            id: of(Table::Milestones, a)?,
            by: if b % 2 == 0 { 1 } else { -1 },
            stretch: "p".into(),
        },
        32 => Act::MilestoneTo {
            id: of(Table::Milestones, a)?,
            goal: of(Table::Goals, b)?,
        },
        33 => Act::AddFeedback {
            relationship,
            session: Some(session),
            direction: word(a),
            text,
        },
        34 => trash(file, a, b)?,
        _ => Act::AddGoal {
            relationship,
            owner: word(b),
            title: text,
            target: None,
        },
    })
}

fn end(file: &File, a: u8, next: Instant) -> Option<Act> {
    let session = file.store.live().unwrap()?.id;
    let promises = pick(file, Table::Commitments, a)
        .map(|id| (id, CommitmentStatus::Done))
        .into_iter()
        .filter(|_| a.is_multiple_of(2))
        .collect();
    Some(Act::End {
        session,
        ending: Ending {
            summary: "Over.".into(),
            next: (!a.is_multiple_of(3)).then_some(next),
            promises,
            ..Ending::default()
        },
    })
}

fn trash(file: &File, a: u8, b: u8) -> Option<Act> {
    let table = Table::ALL[usize::from(b) % Table::ALL.len()];
    let (relationship, id) = (pick(file, Table::Relationships, a)?, pick(file, table, a)?);
    Some(match b / 64 {
        0 => Act::Restore {
            relationship,
            table,
            id,
        },
        1 => Act::Visibility {
            relationship,
            table,
            id,
        },
        _ => Act::Trash {
            relationship,
            table,
            id,
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn undoing_everything_gives_the_start_and_redoing_the_end(choices in prop::collection::vec(any::<Choice>(), 30)) {
        let (file, _) = seeded();
        let start = file.dump();
        let mut batches = std::collections::BTreeSet::new();
        for choice in choices {
            let Some(act) = chosen(&file, choice) else { continue };
            match file.try_act(&act) {
                Ok(Done { applied: Applied::Batch(seq), .. }) => { batches.insert(seq); }
                Ok(_) => {}
                Err(StoreError::Refused(sentence) | StoreError::ChangedSince(sentence)) => {
                    prop_assert!(!sentence.contains("refers to it"), "{act:?}");
                    prop_assert!(sentence.ends_with('.'), "{sentence}");
                }
                Err(error) => prop_assert!(false, "{act:?}: {error}"),
            }
        }
        keep_standing(&file, &mut batches);
        let end = file.dump();
        let sound = Vec::<String>::new();
        prop_assert_eq!(file.store.check().unwrap(), sound.clone());
        for _ in &batches {
            prop_assert_ne!(file.undo().message, "Nothing to undo");
        }
        prop_assert_eq!(file.dump(), start);
        prop_assert_eq!(file.store.check().unwrap(), sound.clone());
        for _ in &batches {
            prop_assert_ne!(file.redo().message, "Nothing to do again");
        }
        prop_assert_eq!(file.dump(), end);
        prop_assert_eq!(file.store.check().unwrap(), sound);
    }
}

/// Does what the choices mean; gives the actions that were done, by their numbers.
fn live(file: &File, choices: Vec<Choice>) -> std::collections::BTreeSet<i64> {
    let acts = choices
        .into_iter()
        .filter_map(|choice| file.try_act(&chosen(file, choice)?).ok());
    let done = acts.filter_map(|done| match done.applied {
        Applied::Batch(seq) => Some(seq),
        Applied::Nothing => None,
    });
    let mut batches = done.collect();
    keep_standing(file, &mut batches);
    batches
}

#[test]
fn going_back_past_a_call_leaves_one_entry_in_search_for_what_it_took_on() {
    let mut file = File::new();
    let item = file.item(None, "of the backlog");
    file.later("2026-11-26T12:00:00Z");
    let before = lines(&file);
    let call = file.start(None);
    assert_eq!(file.titles(call), ["of the backlog"]);
    file.set(item, ItemStatus::Done);
    file.act(Act::GoTo {
        relationship: file.athena,
        seq: before[0],
    });
    assert_eq!(file.store.check().unwrap(), Vec::<String>::new());
}

/// A stretch of + and − that came back to where it began is no action any more.
fn keep_standing(file: &File, batches: &mut std::collections::BTreeSet<i64>) {
    let mut listed = std::collections::BTreeSet::new();
    for relationship in file.store.table_rows(Table::Relationships).unwrap() {
        let id = Id::parse(relationship["id"].as_str().unwrap()).unwrap();
        let lines = file.store.history_before(id, i64::MAX, 10_000).unwrap();
        listed.extend(lines.into_iter().map(|line| line.seq));
    }
    batches.retain(|seq| listed.contains(seq));
}

fn lines(file: &File) -> Vec<i64> {
    let lines = file.store.history_before(file.athena, i64::MAX, 1000);
    lines.unwrap().into_iter().map(|l| l.seq).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn going_back_and_forward_gives_the_same_rows(choices in prop::collection::vec(any::<Choice>(), 30), back in 1..20_usize, undone in 0..4) {
        let file = seeded_alone();
        live(&file, choices);
        for _ in 0..undone {
            file.undo();
        }
        let (before, all) = (file.dump(), lines(&file));
        let go = |seq| Act::GoTo { relationship: file.athena, seq };
        let there = all[back.min(all.len() - 1)];
        file.act(go(there));
        let then = file.dump();
        prop_assert_eq!(file.store.check().unwrap(), Vec::<String>::new());
        // Undo takes it back, and redo goes there again.
        if lines(&file) != all {
            file.undo();
            prop_assert_eq!(&file.dump(), &before);
            file.redo();
            prop_assert_eq!(&file.dump(), &then);
            // Step by step forward, and at once back.
            for seq in all.iter().take(back).rev() {
                file.act(go(*seq));
            }
            file.act(go(there));
            prop_assert_eq!(&file.dump(), &then);
            file.act(go(all[usize::try_from(undone).unwrap_or(0).min(back)]));
            if undone == 0 {
                prop_assert_eq!(&file.dump(), &before);
            }
        }
        while file.undo().message != "Nothing to undo" {}
        prop_assert_eq!(file.dump().iter().map(|(_, rows)| rows.len()).sum::<usize>(), 0);
    }

    #[test]
    fn one_line_is_undone_alone_or_nothing_changes(choices in prop::collection::vec(any::<Choice>(), 30), which in 0..20_usize) {
        let file = seeded_alone();
        live(&file, choices);
        let (before, all) = (file.dump(), lines(&file));
        let act = Act::UndoLine { relationship: file.athena, seq: all[which % all.len()] };
        match file.try_act(&act) {
            Ok(_) => {
                let then = file.dump();
                file.redo();
                prop_assert_eq!(&file.dump(), &before);
                file.act(act);
                prop_assert_eq!(&file.dump(), &then);
                file.redo();
            }
            Err(StoreError::Refused(sentence) | StoreError::ChangedSince(sentence)) => prop_assert!(sentence.ends_with('.'), "{sentence}"),
            Err(error) => prop_assert!(false, "{error}"),
        }
        prop_assert_eq!(file.dump(), before);
    }
}
