//! Screens of a hand-made model, at three sizes.

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::app::entry::{Entry, Part, Step};
use crate::app::field::Field;
use crate::app::layout;
use crate::app::line::{Line, Purpose};
use crate::app::list::Section;
use crate::app::model::{Call, CallFocus, Focus, Look, Model, Shown, Studied, Tab};
use crate::app::overlay::end::Closed;
use crate::app::overlay::end::{EndRow, PulseOffer};
use crate::app::overlay::reading::page::{Page, PageRow};
use crate::app::overlay::{
    Commands, End, First, Form, FormField, Menu, Offers, Overlay, Reading, Templates,
};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::feedback::{Direction, FeedbackState, Response};
use crate::domain::goal::MilestoneStatus;
use crate::domain::moment::Now;
use crate::domain::offer::OfferKind;
use crate::domain::story::StoryKind;
use crate::domain::{
    Goal, GoalStatus, Id, Instant, ItemKind, ItemStatus, ProgressMode, Relationship, Session,
    SessionStatus, Side, Table,
};
use crate::store::window::agenda::{ItemLine, ItemSums, PromiseLine};
use crate::store::window::feedback::FeedbackLine;
use crate::store::window::goals::{GoalLine, MilestoneLine};
use crate::store::window::offers::OfferLine;
use crate::store::window::sessions::SessionLine;
use crate::store::window::story::StoryLine;

const SIZES: [(u16, u16); 3] = [(44, 24), (80, 24), (120, 40)];

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_default()
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn id(n: u8) -> Id {
    Id::parse(&format!("019a0000-0000-7000-8000-0000000000{n:02}")).unwrap_or_default()
}

fn item(n: u8, sign: char, title: &str, minutes: i64, owner: Side, carry_count: i64) -> Entry {
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

fn promise(n: u8, owner: Side, text: &str, due: &str) -> PromiseLine {
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

fn items() -> Vec<Entry> {
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

fn promises() -> Vec<Entry> {
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

fn session_line(
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

fn goal(n: u8, title: &str, status: GoalStatus, done: i64, of: i64, moved: &str) -> Entry {
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

fn milestone(n: u8, title: &str, due: &str) -> Entry {
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

fn model(size: (u16, u16), look: Look) -> Model {
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

fn story(model: &mut Model) {
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

fn form() -> Form {
    let field = |label, text: &str, words: &'static [&'static str], is_more| FormField {
        name: label,
        label,
        field: Field::line(text),
        words,
        is_more,
        error: None,
        draft: None,
        is_met: false,
    };
    let mut fields = vec![
        field("Title", "Lead a design review", &[], false),
        field("Test", "two reviews led alone", &[], false),
        field("Kind", "skill", &["skill", "outcome"], false),
        field("Why", "", &[], true),
    ];
    if let Some(first) = fields.first_mut() {
        first.error = Some("A title is needed.".into());
    }
    Form {
        table: Table::Goals,
        id: id(31),
        row: crate::domain::Row::new(),
        opened: crate::domain::Row::new(),
        fields,
        at: 1,
        is_open: false,
        uses: Vec::new(),
        goals: Vec::new(),
        links: Vec::new(),
        is_read: true,
        stretch: String::new(),
        is_unsaved: false,
        is_private: false,
        is_edited: false,
        is_typing: false,
        is_warned: false,
        letters: String::new(),
    }
}

fn goals(model: &mut Model) {
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

fn in_call(mut model: Model) -> Model {
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

fn settle(model: &mut Model) {
    let heights = (
        layout::left_list(model).height,
        layout::right_list(model).height,
    );
    let panes = model.panes_mut();
    panes.left.set_height(heights.0.into());
    panes.right.set_height(heights.1.into());
    let (items, side) = (
        layout::call_items_list(model).height,
        layout::call_side_list(model).height,
    );
    model.call.items.set_height(items.into());
    model.call.side.set_height(side.into());
}

fn screen(model: &mut Model) -> (Vec<String>, Option<(u16, u16)>) {
    settle(model);
    let mut terminal = Terminal::new(TestBackend::new(model.size.0, model.size.1)).unwrap();
    let drawn = terminal.draw(|frame| super::draw(model, frame)).is_ok();
    assert!(drawn);
    let buffer = terminal.backend().buffer();
    let lines = buffer
        .content
        .chunks(model.size.0.into())
        .map(|row| {
            row.iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>()
        })
        .collect();
    let cursor = terminal.backend_mut();
    let at = ratatui::backend::Backend::get_cursor_position(cursor)
        .ok()
        .map(|p| (p.x, p.y));
    (lines, at)
}

fn print(name: &str, lines: &[String]) {
    println!("== {name}");
    for line in lines {
        println!("{}", line.trim_end());
    }
}

#[expect(clippy::too_many_lines, reason = "one of each")]
fn overlays(model: &Model) -> Vec<Overlay> {
    let offer = |kind, n, title: &str, minutes| OfferLine {
        offer: kind,
        row: Some((crate::domain::Table::Goals, id(n))),
        bank_id: String::new(),
        kind: ItemKind::Question,
        owner: Side::Me,
        title: title.into(),
        on: day("2026-10-03"),
        carry_count: 2,
        minutes,
        private: false,
    };
    let offers = Offers {
        session: Some(id(1)),
        start: Some(at("2026-11-26T15:00:00Z")),
        minutes: (45, 25),
        is_read: true,
        selected: 1,
        taken: [0].into(),
        lines: vec![
            offer(OfferKind::LeftOver, 51, "Talk for the June conference", 10),
            offer(OfferKind::Waiting, 52, "The incident write-up", 15),
            offer(OfferKind::Quiet, 53, "Read the storage papers", 10),
        ],
        ..Offers::default()
    };
    let end = End {
        session: id(1),
        sentence: Field::line("We chose Berlin; one review alone first"),
        promises: vec![
            (
                promise(21, Side::Me, "Review checklist", "2026-12-02"),
                CommitmentStatus::Open,
            ),
            (
                promise(22, Side::Partner, "Intro to the group", ""),
                CommitmentStatus::Done,
            ),
        ],
        more_promises: 0,
        closed: vec![Closed {
            id: id(3),
            title: "Co-lead one".into(),
            status: None,
            private: false,
            note: Field::line(""),
            note_in_file: String::new(),
            found: String::new(),
        }],
        counts: (4, 1),
        goes_on: vec![("Talk for the June conference".into(), 3, false)],
        held: Field::line("15:00–15:43"),
        held_proposed: String::new(),
        next: Field::line("Thu 10 Dec 15:00"),
        next_proposed: String::new(),
        is_last: false,
        useful: Some(4),
        pulse: PulseOffer::None,
        row: EndRow::Sentence,
        is_read: true,
        is_unsaved: false,
        error: None,
    };
    let session = Session {
        planned_start: at("2026-11-12T15:00:00Z"),
        status: SessionStatus::Held,
        started_at: Some(at("2026-11-12T15:00:00Z")),
        ended_at: Some(at("2026-11-12T15:44:00Z")),
        summary: "No to the second rota until March.".into(),
        notes: "promotion: the case needs two reviews led alone, by June".into(),
        place: "video".into(),
        ..Session::default()
    };
    let rows = items()
        .into_iter()
        .map(|item| PageRow::new(Part::Items, item))
        .chain([PageRow::new(
            Part::Made,
            Entry::Promise(promise(21, Side::Me, "Draft the pre-read", "2026-11-19")),
        )]);
    let mut page = Page::new(session, (23, 24), rows.collect());
    page.wrap(model);
    vec![
        Overlay::Offers(Box::new(offers)),
        Overlay::End(Box::new(end)),
        Overlay::Reading(Box::new(Reading {
            page: Some(page),
            ..Reading::new(id(3))
        })),
        Overlay::Commands(Box::new(Commands::help())),
        Overlay::Form(Box::new(form())),
        Overlay::Menu(Menu {
            pasted: String::new(),
            title: "Talk for the June conference".into(),
            choices: vec![
                (
                    'y',
                    "done".into(),
                    Step::Ask(Purpose::Challenge { session: None }),
                ),
                (
                    'g',
                    "goes on to the next session".into(),
                    Step::Ask(Purpose::Challenge { session: None }),
                ),
            ],
        }),
        Overlay::Templates(Templates {
            session: id(1),
            choices: vec![
                (
                    "a".into(),
                    "A first meeting".into(),
                    "who we are, and what it is for".into(),
                ),
                (
                    "b".into(),
                    "A usual one".into(),
                    "progress, one topic, next steps".into(),
                ),
            ],
            selected: 1,
            is_offered: false,
        }),
        Overlay::Line(Box::new(Line {
            draft: Some("Send the".into()),
            ..Line::new(Purpose::Item { session: None })
        })),
    ]
}

fn every_screen(size: (u16, u16), look: Look) -> Vec<(String, Model)> {
    let mut models = vec![("agenda".to_owned(), model(size, look))];
    for tab in [Tab::Goals, Tab::Feedback, Tab::Timeline] {
        models.push((
            tab.title().to_owned(),
            Model {
                tab,
                ..model(size, look)
            },
        ));
    }
    let mut typing = in_call(model(size, look));
    typing.call.focus = CallFocus::Notes;
    models.push(("call".to_owned(), in_call(model(size, look))));
    models.push(("call, typing".to_owned(), typing));
    for overlay in overlays(&model(size, look)) {
        let name = format!("{overlay:?}")
            .split('(')
            .next()
            .unwrap_or("")
            .to_owned();
        models.push((
            name,
            Model {
                overlays: vec![overlay],
                ..model(size, look)
            },
        ));
    }
    models.push((
        "first".to_owned(),
        Model {
            relationship: None,
            overlays: vec![Overlay::First(Box::new(First::new(true)))],
            ..model(size, look)
        },
    ));
    models
}

#[test]
fn every_screen_draws_at_every_size() {
    for size in SIZES
        .into_iter()
        .chain([(40, 16), (30, 10), (79, 20), (200, 60)])
    {
        for (name, mut model) in every_screen(size, Look::default()) {
            let (lines, _) = screen(&mut model);
            assert_eq!(lines.len(), usize::from(size.1), "{name}");
            print(&format!("{name} {size:?}"), &lines);
        }
    }
}

#[test]
fn no_size_panics() {
    for (width, height) in (38..130)
        .step_by(9)
        .flat_map(|w| (14..44).step_by(7).map(move |h| (w, h)))
    {
        for (_, mut model) in every_screen((width, height), Look::default()) {
            if let Some(relationship) = &mut model.relationship {
                relationship.partner_name = "雅典娜雅典娜\u{1b}[2J".into();
            }
            model.say("漢字".repeat(90));
            screen(&mut model);
        }
    }
}

#[test]
fn ascii_screens_are_ascii() {
    for size in SIZES {
        for (name, mut model) in every_screen(
            size,
            Look {
                ascii: true,
                ..Look::default()
            },
        ) {
            let (lines, _) = screen(&mut model);
            assert!(
                lines.iter().all(|line| line.is_ascii()),
                "{name}: {lines:#?}"
            );
        }
    }
}

#[test]
fn mono_screens_have_no_colour() {
    for (name, mut model) in every_screen(
        (80, 24),
        Look {
            mono: true,
            ..Look::default()
        },
    ) {
        settle(&mut model);
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        assert!(terminal.draw(|frame| super::draw(&model, frame)).is_ok());
        let colours = terminal.backend().buffer().content.iter().filter(|c| {
            c.fg != ratatui::style::Color::Reset || c.bg != ratatui::style::Color::Reset
        });
        assert_eq!(colours.count(), 0, "{name}");
    }
}

#[test]
fn the_agenda_stands_as_sketched() {
    let mut model = model((80, 24), Look::default());
    let (lines, _) = screen(&mut model);
    let expected = [
        " 1 Goals   2 Agenda   3 Feedback   4 Timeline",
        "──────────━━━━━━━━━━────────────────────────────────────────────────────────────",
        " Sessions             4 │ Thu 26 Nov 15:00 · 45 min · video  40 min, 5 to spare ",
        "                        │                                                       ",
        "▸○ Thu 26 Nov 15:00   5 │   ○ ? How did you choose what to stop…       5 me     ",
        "                        │ ▸ ○ ~ Lead a design review                  10 me     ",
        " ✓ 12 Nov         4✓ 1→ │   ○   Talk for the June conference      →2  10        ",
        " →  1 Oct         moved │   ○ * The incident write-up                 10 Athena ",
        " – 17 Sep      not held │   ○ ! Which conference                       5        ",
        "                        │                                                       ",
        "                        │ Promises                                              ",
        "                        │   ○ me      Review checklist               Thu 26 Nov ",
        "                        │   ○ Athena  Intro to the group             Fri 27 Nov ",
    ];
    for (line, wanted) in lines.iter().zip(expected) {
        assert!(line.starts_with(wanted), "\n{line}|\n{wanted}|");
    }
}

#[test]
fn the_call_stands_as_sketched() {
    let mut model = in_call(model((44, 24), Look::default()));
    let (lines, _) = screen(&mut model);
    let expected = [
        "● Athena   14 of 45 min    31 left, 33 to go",
        "────────────────────────────────────────────",
        "  ○ ? How did you choose what to sto…  me  5",
        "▸ ● ~ Lead a design review           me 2/10",
        "      what moved, what is stuck, what did   ",
        "      you learn since last time?            ",
        "  ○   Talk for the June conference  →2    10",
        "  ○ * The incident write-up            A  10",
        "  ○ ! Which conference                     5",
        "Goals                                       ",
        "  ○ Lead a design review              3 of 5",
        "    ○ Lead one alone                  30 Nov",
        "Promises                                    ",
        "  ○ me      Review checklist           today",
        "  ○ Athena  Intro to the group    Fri 27 Nov",
    ];
    for (line, wanted) in lines.iter().zip(expected) {
        assert_eq!(line, wanted);
    }
}

#[test]
fn the_cursor_stands_where_one_types() {
    let mut model = in_call(model((44, 24), Look::default()));
    model.call.focus = CallFocus::Notes;
    let notes = layout::call_notes(&model);
    let (_, at) = screen(&mut model);
    assert!(
        at.is_some_and(|(x, y)| notes.contains((x, y).into())),
        "{at:?} {notes:?}"
    );
    model.overlays = vec![Overlay::Line(Box::new(Line::new(Purpose::Challenge {
        session: None,
    })))];
    let (_, at) = screen(&mut model);
    assert_eq!(at, Some((11, 21)));
}

#[test]
fn the_focused_row_is_reversed_over_its_whole_width() {
    let mut model = model((80, 24), Look::default());
    model.agenda.panes.focus = Focus::Right;
    settle(&mut model);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    assert!(terminal.draw(|frame| super::draw(&model, frame)).is_ok());
    let buffer = terminal.backend().buffer();
    let is_reversed = |x| {
        buffer[(x, 5)]
            .modifier
            .contains(ratatui::style::Modifier::REVERSED)
    };
    assert!((25..80).all(is_reversed) && !(0..25).any(is_reversed));
}

#[test]
#[ignore = "run by hand: --release -- --ignored --nocapture"]
fn a_frame_is_quick() {
    let mut model = in_call(model((120, 40), Look::default()));
    settle(&mut model);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    let start = std::time::Instant::now();
    for _ in 0..1000 {
        assert!(terminal.draw(|frame| super::draw(&model, frame)).is_ok());
    }
    println!("{:?} each", start.elapsed() / 1000);
}
