//! Screens of a hand-made model, at three sizes.

mod model;
mod overlays;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::app::layout;
use crate::app::line::{Line, Purpose};
use crate::app::model::{CallFocus, Focus, Look, Model, Tab};
use crate::app::overlay::{First, Overlay};

use self::model::{in_call, model};
use self::overlays::overlays;

const SIZES: [(u16, u16); 3] = [(44, 24), (80, 24), (120, 40)];

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
