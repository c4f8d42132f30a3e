//! One of each that lies over the screen, made by hand.

use super::model::{at, day, id, items, promise};
use crate::app::entry::{Entry, Part, Step};
use crate::app::field::Field;
use crate::app::line::{Line, Purpose};
use crate::app::model::Model;
use crate::app::overlay::end::Closed;
use crate::app::overlay::end::{EndRow, PulseOffer};
use crate::app::overlay::reading::page::{Page, PageRow};
use crate::app::overlay::{
    Commands, End, Form, FormField, Menu, Offers, Overlay, Reading, Templates,
};
use crate::domain::commitment::CommitmentStatus;
use crate::domain::offer::OfferKind;
use crate::domain::{ItemKind, Session, SessionStatus, Side, Table};
use crate::store::window::offers::OfferLine;

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

#[expect(clippy::too_many_lines, reason = "one of each")]
pub(super) fn overlays(model: &Model) -> Vec<Overlay> {
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
        planned: None,
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
            above: Vec::new(),
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
