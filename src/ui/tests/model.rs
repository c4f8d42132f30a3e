//! A model made by hand, as the reading would have filled it.

use chrono::NaiveDate;

use crate::app::entry::{Entry, Part};
use crate::app::field::Field;
use crate::app::list::Section;
use crate::app::model::{Call, Look, Model, Shown, Studied};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{Direction, FeedbackState, Response};
use crate::domain::goal::MilestoneStatus;
use crate::domain::moment::Now;
use crate::domain::story::StoryKind;
use crate::domain::{
    Goal, GoalStatus, Id, Instant, ItemKind, ItemStatus, ProgressMode, Relationship, Session,
    SessionStatus, Side,
};
use crate::store::window::agenda::{ItemLine, ItemSums, PromiseLine};
use crate::store::window::feedback::FeedbackLine;
use crate::store::window::goals::{GoalLine, MilestoneLine};
use crate::store::window::sessions::SessionLine;
use crate::store::window::story::StoryLine;

pub(super) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_default()
}

pub(super) fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

pub(super) fn id(n: u8) -> Id {
    Id::parse(&format!("019a0000-0000-7000-8000-0000000000{n:02}")).unwrap_or_default()
}

pub(super) fn item(
    n: u8,
    sign: char,
    title: &str,
    minutes: i64,
    owner: Side,
    carry_count: i64,
) -> Entry {
    let kinds = [
        ItemKind::Topic,
        ItemKind::Question,
        ItemKind::Decision,
        ItemKind::Feedback,
        ItemKind::Progress,
    ];
    let kind = kinds
        .into_iter()
        .find(|k| k.sign() == sign)
        .unwrap_or_default();
    let prompt = if sign == '~' {
        "what moved, what is stuck, what did you learn since last time?"
    } else {
        ""
    };
    Entry::Item(ItemLine {
        id: id(n),
        session_id: Some(id(1)),
        kind,
        owner,
        title: title.into(),
        minutes,
        status: ItemStatus::Open,
        carry_count,
        private: false,
        outcome: String::new(),
        prompt: prompt.into(),
        goal: None,
    })
}

pub(super) fn promise(n: u8, owner: Side, text: &str, due: &str) -> PromiseLine {
    PromiseLine {
        id: id(n),
        owner,
        text: text.into(),
        due: day(due),
        status: CommitmentStatus::Open,
        private: false,
        done_on: None,
        moves: Vec::new(),
    }
}

pub(super) fn items() -> Vec<Entry> {
    vec![
        item(
            11,
            '?',
            "How did you choose what to stop when it hurt",
            5,
            Side::Me,
            0,
        ),
        item(12, '~', "Lead a design review", 10, Side::Me, 0),
        item(13, ' ', "Talk for the June conference", 10, Side::Both, 2),
        item(14, '*', "The incident write-up", 10, Side::Partner, 0),
        item(15, '!', "Which conference", 5, Side::Both, 0),
    ]
}

pub(super) fn promises() -> Vec<Entry> {
    vec![
        Entry::Promise(promise(21, Side::Me, "Review checklist", "2026-11-26")),
        Entry::Promise(promise(
            22,
            Side::Partner,
            "Intro to the group",
            "2026-11-27",
        )),
    ]
}

pub(super) fn session_line(
    n: u8,
    start: &str,
    status: SessionStatus,
    (open, done, carried): (i64, i64, i64),
) -> Entry {
    Entry::Session(SessionLine {
        began: None,
        id: id(n),
        planned_start: at(start),
        planned_minutes: 45,
        status,
        open,
        done,
        carried,
        private: false,
        changed_by: None,
        moved_to: None,
    })
}

pub(super) fn goal(
    n: u8,
    title: &str,
    status: GoalStatus,
    done: i64,
    of: i64,
    moved: &str,
) -> Entry {
    Entry::Goal(GoalLine {
        id: id(n),
        owner: Side::Me,
        title: title.into(),
        status,
        mode: ProgressMode::Milestones,
        percent: Some(60),
        done,
        of,
        target: day("2026-12-18"),
        moved_at: Some(at(moved)),
        has_test: true,
        closed_on: None,
        private: n == 32,
    })
}

pub(super) fn milestone(n: u8, title: &str, due: &str) -> Entry {
    Entry::Milestone(MilestoneLine {
        id: id(n),
        goal_id: id(31),
        title: title.into(),
        due: day(due),
        status: MilestoneStatus::Open,
        done_on: None,
        private: false,
    })
}

pub(super) fn model(size: (u16, u16), look: Look) -> Model {
    let now = Now {
        at: at("2026-11-24T10:00:00Z"),
        zone: chrono_tz::UTC,
    };
    let mut model = Model::new(now, size, look, id(99));
    model.relationship = Some(Relationship {
        id: id(2),
        partner_name: "Athena Pallas".into(),
        ..Relationship::default()
    });
    let session = Session {
        id: id(1),
        planned_start: at("2026-11-26T15:00:00Z"),
        planned_minutes: 45,
        place: "video".into(),
        ..Session::default()
    };
    model.agenda.shown = Shown::Session(id(1));
    model.agenda.sums = ItemSums {
        count: 5,
        minutes: 40,
        open_minutes: 33,
        open: 5,
    };
    model.agenda.session = Some(session);
    let left = &mut model.agenda.panes.left;
    left.set_sections(vec![
        Section::plain(Part::Ahead, 1),
        Section::plain(Part::Past, 3).apart(),
    ]);
    left.set_rows(vec![
        session_line(1, "2026-11-26T15:00:00Z", SessionStatus::Planned, (5, 0, 0)),
        session_line(3, "2026-11-12T15:00:00Z", SessionStatus::Held, (0, 4, 1)),
        session_line(
            4,
            "2026-10-01T15:00:00Z",
            SessionStatus::Rescheduled,
            (0, 0, 0),
        ),
        session_line(5, "2026-09-17T15:00:00Z", SessionStatus::Missed, (0, 0, 0)),
    ]);
    let right = &mut model.agenda.panes.right;
    right.set_sections(vec![
        Section::plain(Part::Items, 5),
        Section::headed(Part::Promises, 2, "Promises"),
    ]);
    right.set_rows(items().into_iter().chain(promises()).collect());
    right.select(1);
    goals(&mut model);
    story(&mut model);
    model
}

pub(super) fn story(model: &mut Model) {
    let line = |n, kind, text: &str, state: &str| {
        Entry::Story(StoryLine {
            id: id(n),
            kind,
            is_end: kind == StoryKind::Goal,
            aside: String::new(),
            number: 24,
            on: day("2026-11-04").unwrap_or_default(),
            text: text.into(),
            state: state.into(),
            private: false,
        })
    };
    model.timeline.panes.left.set_sections(vec![Section::headed(
        Part::Month(0),
        4,
        "November 2026",
    )]);
    model.timeline.panes.left.set_rows(vec![
        line(
            61,
            StoryKind::Session,
            "No to the second rota until March; try one design review alone",
            "held",
        ),
        line(62, StoryKind::Goal, "give the team talk", "achieved"),
        line(
            63,
            StoryKind::Feedback,
            "you ask, then answer yourself",
            "from_partner",
        ),
        line(64, StoryKind::Lesson, "I rush when I am unsure", ""),
    ]);
    let feedback = |n, direction, state, response| {
        Entry::Feedback(FeedbackLine {
            id: id(n),
            direction,
            state,
            text: "you ask, then answer yourself".into(),
            on: day("2026-11-04"),
            response,
            private: false,
        })
    };
    model.feedback.panes.left.set_sections(vec![
        Section::headed(Part::Waiting, 1, "waiting for an answer"),
        Section::headed(Part::Answered, 1, "answered"),
    ]);
    model.feedback.panes.left.set_rows(vec![
        feedback(71, Direction::FromPartner, FeedbackState::Said, None),
        feedback(
            72,
            Direction::ToPartner,
            FeedbackState::Responded,
            Some(Response::Trying),
        ),
    ]);
}

pub(super) fn goals(model: &mut Model) {
    let left = &mut model.goals.panes.left;
    left.set_sections(vec![
        Section::headed(Part::Mine, 3, "mine"),
        Section::plain(Part::Fold, 1).apart(),
    ]);
    left.set_rows(vec![
        goal(
            31,
            "Lead a design review",
            GoalStatus::Active,
            3,
            5,
            "2026-11-12T10:00:00Z",
        ),
        goal(
            32,
            "Read the storage papers",
            GoalStatus::Active,
            0,
            0,
            "2026-10-10T10:00:00Z",
        ),
        goal(
            33,
            "Write in English",
            GoalStatus::OnHold,
            0,
            0,
            "2026-11-12T10:00:00Z",
        ),
        Entry::Fold(7),
    ]);
    model.goals.counts = [5, 2, 3, 4];
    model.goals.studied = Some(Studied::Goal(Goal {
        id: id(31),
        title: "Lead a design review".into(),
        target_date: day("2026-12-18"),
        success_test: "Two reviews led alone; notes need no correction".into(),
        obstacle: "it goes quiet".into(),
        if_then: "I count to five".into(),
        ..Goal::default()
    }));
    model.goals.ties = (8, 3, 2);
    let right = &mut model.goals.panes.right;
    right.set_sections(vec![
        Section::headed(Part::Milestones, 2, "Milestones").aside("3 of 5"),
    ]);
    right.set_rows(vec![
        milestone(41, "Lead one alone", "2026-11-30"),
        milestone(42, "Lead one outside", "2026-12-18"),
    ]);
}

pub(super) fn in_call(mut model: Model) -> Model {
    model.now.at = at("2026-11-26T15:14:00Z");
    model.in_call = true;
    let session = model.agenda.session.clone().map(|s| Session {
        status: SessionStatus::Live,
        started_at: Some(at("2026-11-26T15:00:00Z")),
        current_item_id: Some(id(12)),
        current_since: Some(at("2026-11-26T15:12:00Z")),
        ..s
    });
    let mut call = Call {
        session,
        sums: model.agenda.sums,
        ..Call::default()
    };
    call.items
        .set_sections(vec![Section::plain(Part::Items, 5)]);
    call.items.set_rows(items());
    call.items.select(1);
    let headed = |part, count, words: &str| Section {
        gap: false,
        ..Section::headed(part, count, words)
    };
    call.side.set_sections(vec![
        headed(Part::Mine, 2, "Goals"),
        headed(Part::Promises, 2, "Promises"),
    ]);
    call.side.set_rows(
        [
            goal(
                31,
                "Lead a design review",
                GoalStatus::Active,
                3,
                5,
                "2026-11-12T10:00:00Z",
            ),
            milestone(41, "Lead one alone", "2026-11-30"),
        ]
        .into_iter()
        .chain(promises())
        .collect(),
    );
    call.notes = Field::text(
        "stop doing: ask \"who would miss it?\"\nshe keeps a list, reviews it each quarter",
    );
    call.last_time = Some(Session {
        planned_start: at("2026-11-12T15:00:00Z"),
        summary: "No to the second rota until March; try one design review alone.".into(),
        ..Session::default()
    });
    model.call = call;
    model
}
