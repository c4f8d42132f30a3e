//! What a person does in a field, key by key, and the laws that hold whatever they do.

use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use proptest::prelude::*;
use ratatui::buffer::CellWidth;

use super::window::room;
use super::*;
use crate::domain::text::{columns, graphemes, is_boundary, visible};

const FAMILY: &str = "👨\u{200D}👩\u{200D}👧\u{200D}👦";

/// A key as it is written in the help: `a`, `C-w`, `A-b`, `S-Enter`, `Left`.
fn event(name: &str) -> KeyEvent {
    let mut rest = name;
    let mut held = KeyModifiers::NONE;
    for (sign, modifier) in [
        ("C-", KeyModifiers::CONTROL),
        ("A-", KeyModifiers::ALT),
        ("S-", KeyModifiers::SHIFT),
    ] {
        if let Some(after) = rest.strip_prefix(sign).filter(|after| !after.is_empty()) {
            rest = after;
            held |= modifier;
        }
    }
    KeyEvent::new(code(rest), held)
}

fn code(name: &str) -> KeyCode {
    match name {
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        c => KeyCode::Char(c.chars().next().unwrap_or(' ')),
    }
}

fn press(field: &mut Field, keys: &str) {
    for key in keys.split_whitespace() {
        field.key(event(key));
    }
}

/// The text with `|` at the cursor.
fn shown(field: &Field) -> String {
    let mut value = field.value();
    value.insert(field.cursor(), '|');
    value
}

fn after(mut field: Field, keys: &str) -> String {
    press(&mut field, keys);
    shown(&field)
}

#[test]
fn types_and_deletes_by_grapheme() {
    let line = |text: &str| Field::line(text);
    assert_eq!(after(line(""), "h é S-Ö C-A-@ C-A-ą"), "héÖ@ą|");
    assert_eq!(after(line(&format!("a{FAMILY}")), "Backspace"), "a|");
    assert_eq!(after(line("🇩🇪🇫🇷"), "Left Backspace"), "|🇫🇷");
    assert_eq!(after(line("e\u{301}x"), "Home Delete"), "|x");
    assert_eq!(after(line("שלום"), "Left Backspace"), "של|ם");
    assert_eq!(after(line("漢字"), "C-h S-Left x"), "x|漢");
}

#[test]
fn a_letter_before_a_lone_mark_takes_it_in() {
    let mut field = Field::line("\u{301}");
    press(&mut field, "Home e");
    assert_eq!((field.value().as_str(), field.cursor()), ("e\u{301}", 3));
}

#[test]
fn moves_and_kills_by_word() {
    let line = || Field::line("don't say no");
    assert_eq!(after(line(), "C-w"), "don't say |");
    assert_eq!(after(line(), "C-Left A-b"), "don't |say no");
    assert_eq!(after(line(), "Home A-f C-Right"), "don't say| no");
    assert_eq!(after(line(), "Home A-d"), "| say no");
    assert_eq!(after(line(), "A-b C-u"), "|no");
    assert_eq!(after(line(), "A-b C-k C-a C-y"), "no|don't say ");
    assert_eq!(after(Field::text("a\nb"), "A-Backspace A-Backspace"), "a|");
    assert_eq!(after(Field::text("a\nb"), "C-Home End C-k"), "a|b");
}

#[test]
fn undoes_a_run_of_typing_at_once() {
    let text = || Field::text("so");
    assert_eq!(after(text(), "a b c C-7"), "so|");
    assert_eq!(after(text(), "a b Enter c C-_ C-/"), "soab|");
    assert_eq!(after(text(), "a b Left c C-7"), "soa|b");
    assert_eq!(after(text(), "Backspace Backspace C-7"), "so|");
    assert_eq!(after(text(), "Home Delete Delete C-7"), "|so");
    assert_eq!(after(text(), "a b C-7 A-_"), "soab|");
    assert_eq!(after(text(), "C-u C-7 C-7 C-A-7"), "|");
}

#[test]
fn setting_can_be_undone_but_opening_cannot() {
    let mut field = Field::line("old");
    assert_eq!(field.key(event("C-7")), Edit::Moved);
    assert_eq!(field.set("new"), Edit::Changed);
    press(&mut field, "C-7");
    assert_eq!(shown(&field), "old|");
}

#[test]
fn leaves_other_keys_to_the_form() {
    let mut line = Field::line("x");
    for key in [
        "Esc", "Tab", "C-s", "C-o", "Enter", "Up", "Down", "PgUp", "C-A-b", "A-x",
    ] {
        assert_eq!(line.key(event(key)), Edit::Ignored, "{key}");
    }
    let mut text = Field::text("x");
    for key in ["Esc", "Tab", "C-s", "C-o", "C-Enter"] {
        assert_eq!(text.key(event(key)), Edit::Ignored, "{key}");
    }
    let release = KeyEvent {
        kind: KeyEventKind::Release,
        ..event("a")
    };
    assert_eq!(text.key(release), Edit::Ignored);
    assert_eq!(text.key(event("Left")), Edit::Moved);
    assert_eq!(text.key(event("a")), Edit::Changed);
}

#[test]
fn pastes_what_is_harmless() {
    let mut text = Field::text("");
    text.paste("a\r\nb\tc\u{1B}[31m\u{202E}\u{9B}\u{7F}\u{FEFF}\rd\n");
    assert_eq!(text.value(), "a\nb    c[31m\nd\n");
    let mut line = Field::line("");
    line.paste("a\nb\n");
    assert_eq!(line.value(), "a b");
}

#[test]
fn holds_no_more_than_its_limit() {
    let mut field = Field::text(&"漢".repeat(LIMIT / 3 - 1));
    assert!(field.is_too_long());
    assert_eq!(field.paste("漢字"), Edit::Full);
    assert_eq!(field.len(), LIMIT / 3 * 3);
    assert_eq!(field.key(event("字")), Edit::Full);
    press(&mut field, "C-7");
    assert_eq!(field.len(), LIMIT / 3 * 3 - 3);
    assert_eq!(field.set(&"x".repeat(LIMIT + 9)), Edit::Full);
    assert_eq!(field.len(), LIMIT);
}

fn texts(field: &Field, width: u16) -> Vec<&str> {
    field
        .rows(width, 0, usize::MAX)
        .iter()
        .map(|row| row.text)
        .collect()
}

#[test]
fn wraps_with_a_column_for_the_cursor() {
    let mut field = Field::text("to be or not\n\n漢字漢");
    assert_eq!(texts(&field, 7), ["to be ", "or not", "", "漢字漢"]);
    assert_eq!(field.cursor_row_col(7), (3, 6));
    assert_eq!(texts(&field, 6), ["to be", "or ", "not", "", "漢字", "漢"]);
    assert_eq!(field.cursor_row_col(6), (5, 2));
    let second = field.rows(7, 1, 2);
    assert_eq!(
        second,
        [
            VisualRow {
                text: "or not",
                paragraph: 0
            },
            VisualRow {
                text: "",
                paragraph: 1
            }
        ]
    );
    assert_eq!(field.rows(7, 9, 2), []);
    assert_eq!(field.rows(6, 1, usize::MAX).len(), 5);
    field.set("four   ");
    assert_eq!(
        (texts(&field, 5), field.cursor_row_col(5)),
        (vec!["four"], (0, 4))
    );
}

#[test]
fn up_and_down_go_by_row_and_hold_their_column() {
    let mut field = Field::text("aaaa bbbb cc\nd\n漢字漢字");
    field.set_width(10);
    assert_eq!(texts(&field, 10), ["aaaa bbbb", "cc", "d", "漢字漢字"]);
    assert_eq!(
        after(field.clone(), "C-Home Right Right Right Down"),
        "aaaa bbbb cc|\nd\n漢字漢字"
    );
    assert_eq!(
        after(field.clone(), "C-Home Right Right Right Down Down Down"),
        "aaaa bbbb cc\nd\n漢|字漢字"
    );
    assert_eq!(
        after(field.clone(), "Up Up Up Up"),
        "aaaa bbb|b cc\nd\n漢字漢字"
    );
    assert_eq!(after(field.clone(), "PgUp"), "aaaa bbb|b cc\nd\n漢字漢字");
    assert_eq!(
        after(field.clone(), "C-Home PgDn C-End"),
        "aaaa bbbb cc\nd\n漢字漢字|"
    );
    field.place(1, 1);
    assert_eq!(shown(&field), "aaaa bbbb c|c\nd\n漢字漢字");
}

#[test]
fn a_line_scrolls_no_more_than_it_must() {
    let mut field = Field::line("0123456789");
    field.set_width(5);
    assert_eq!(field.window(5), ("6789".to_owned(), 4));
    press(&mut field, "Left Left");
    assert_eq!(field.window(5), ("6789".to_owned(), 2));
    press(&mut field, "Left Left Left");
    assert_eq!(field.window(5), ("56789".to_owned(), 0));
    press(&mut field, "Home");
    assert_eq!(field.window(5), ("01234".to_owned(), 0));
    field.place(0, 2);
    assert_eq!(shown(&field), "01|23456789");
    assert_eq!(Field::line("漢字漢").window(4), ("漢".to_owned(), 2));
    assert_eq!(Field::line("abc").window(0), (String::new(), 0));
}

/// The slowest key that changes a text, in microseconds, with the rows that are drawn after it.
fn slowest_key(text: &str) -> u128 {
    let mut field = Field::text(text);
    let show = |field: &Field| {
        let row = field.cursor_row_col(80).0;
        field.rows(80, row.saturating_sub(20), 40).len()
    };
    show(&field);
    press(&mut field, "C-Home Down Down Right");
    let keys = ["a", "Backspace", "Enter", "Down", "b", "C-7"];
    keys.into_iter()
        .map(|key| {
            let start = Instant::now();
            field.key(event(key));
            show(&field);
            start.elapsed().as_micros()
        })
        .max()
        .unwrap_or_default()
}

/// Run by hand: `cargo test --release --lib -- --ignored --nocapture a_key_in_a_long_text_is_quick`.
#[test]
#[ignore = "a time is no test on a busy machine"]
fn a_key_in_a_long_text_is_quick() {
    let sentence = "We spoke about the talk in May and what is missing for it. ";
    let texts = [
        (
            "paragraphs",
            format!("{}\n", &sentence[..20]).repeat(LIMIT_IN_PLACE / 21),
        ),
        (
            "one paragraph",
            sentence.repeat(LIMIT_IN_PLACE / sentence.len()),
        ),
        (
            "one of ideographs",
            "漢字とかな、".repeat(LIMIT_IN_PLACE / 18),
        ),
        ("one of emoji", FAMILY.repeat(LIMIT_IN_PLACE / FAMILY.len())),
    ];
    for (name, text) in texts {
        let slowest = slowest_key(&text);
        println!("64 KB, {name}: {slowest} µs");
        assert!(slowest < 200_000, "{name}: {slowest} µs");
    }
}

#[derive(Clone, Debug)]
enum Act {
    Key(KeyEvent),
    Paste(String),
    Width(u16),
    Place(usize, u16),
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let keys = "a b Space - 漢 é C-w A-d C-u C-k C-y C-7 A-_ Left Right C-Left A-f Home End Up Down PgUp PgDn C-Home C-End \
                Backspace Delete A-Backspace C-Delete Enter Tab C-A-@ \u{301} \u{200D} 🇩 👍 🏽 א";
    prop_oneof![
        8 => prop::sample::select(keys.split_whitespace().map(event).collect::<Vec<_>>()),
        1 => (any::<char>(), 0..64_u8).prop_map(|(c, held)| KeyEvent::new(KeyCode::Char(c), KeyModifiers::from_bits_truncate(held))),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        FAMILY,
        "🇩🇪",
        "🇩",
        "\u{301}",
        "\u{200D}",
        "ष्ट्र",
        "שלום",
        "\n",
        "\r\n",
        "\t",
        "\u{1B}",
        " ",
        "  ",
        "one",
        "漢字",
        "👍🏽",
    ];
    let piece =
        prop_oneof![4 => prop::sample::select(pieces).prop_map(String::from), 1 => ".{0,5}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => any_key().prop_map(Act::Key),
        2 => any_text().prop_map(Act::Paste),
        1 => (0..30_u16).prop_map(Act::Width),
        1 => (0..9_usize, 0..30_u16).prop_map(|(row, column)| Act::Place(row, column)),
    ]
}

fn any_field() -> impl Strategy<Value = Field> {
    (any_text(), any::<bool>()).prop_map(|(text, lines)| {
        if lines {
            Field::text(&text)
        } else {
            Field::line(&text)
        }
    })
}

fn act(field: &mut Field, act: &Act) {
    match act {
        Act::Key(key) => drop(field.key(*key)),
        Act::Paste(text) => drop(field.paste(text)),
        Act::Width(width) => field.set_width(*width),
        Act::Place(row, column) => field.place(*row, *column),
    }
}

/// What holds after anything.
fn check(field: &Field) {
    let value = field.value();
    assert_eq!(value.len(), field.len());
    assert!(
        is_boundary(&value, field.cursor()),
        "{value:?} {}",
        field.cursor()
    );
    assert!(!value.chars().any(|c| c != '\n' && is_hazard(c)));
    let width = field.width;
    let (row, column) = field.cursor_row_col(width);
    assert!(row < field.row_count(width) && column < width.max(1));
    for row in field.rows(width, 0, usize::MAX) {
        assert!(columns(row.text) <= room(width));
    }
    if field.shape == Shape::Line {
        let (seen, column) = field.window(width);
        assert!(columns(&seen) <= usize::from(width) && column < width.max(1));
        assert!(!value.contains('\n'));
    }
}

proptest! {
    #[test]
    fn anything_goes_and_can_be_undone(mut field in any_field(), acts in prop::collection::vec(any_act(), 0..40)) {
        let start = field.value();
        for one in &acts {
            act(&mut field, one);
            check(&field);
        }
        while field.key(event("C-7")) == Edit::Changed {
            check(&field);
        }
        prop_assert_eq!(&field.value(), &start);
    }

    #[test]
    fn what_was_undone_can_be_done_again(mut field in any_field(), acts in prop::collection::vec(any_act(), 0..40)) {
        for one in &acts {
            act(&mut field, one);
        }
        while field.key(event("A-_")) == Edit::Changed {}
        let end = field.value();
        while field.key(event("C-7")) == Edit::Changed {}
        while field.key(event("A-_")) == Edit::Changed {}
        prop_assert_eq!(field.value(), end);
    }

    #[test]
    fn widths_are_the_cells_that_ratatui_reserves(text in any_text(), kana in "[ｶﾞﾟア가-힣ﷺ☺️]{0,6}") {
        for grapheme in graphemes(&visible(&format!("{text}{kana}"))) {
            prop_assert_eq!(grapheme.width, usize::from(grapheme.text.cell_width()), "{}", grapheme.text);
        }
    }

    #[test]
    fn rows_hold_the_whole_text(text in any_text(), width in 3..40_u16) {
        let field = Field::text(&text);
        prop_assume!(graphemes(&field.value()).all(|grapheme| grapheme.width <= room(width)));
        let bare = |text: &str| text.replace([' ', '\n'], "");
        prop_assert_eq!(bare(&texts(&field, width).concat()), bare(&field.value()));
    }
}
