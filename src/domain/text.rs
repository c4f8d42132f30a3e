//! Text as it stands on a terminal: how wide it is, where it can be cut, how it wraps, and how
//! characters that would harm the screen are made harmless. It knows no widget and no colour.
//!
//! Everything here goes by grapheme: the character as a person sees it, which may be many code
//! points (an accent, a flag, a family). A grapheme's width is the number of cells that the drawing
//! library reserves for it: the width of the whole grapheme by unicode-width, so an emoji sequence
//! is 2 columns, however many people are in it, and an Indic conjunct as many as its letters.
//! Terminals that draw the parts of a sequence side by side disagree; going by the cells keeps the
//! cursor in step with what is drawn, and no character is ever split.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// What stands for a tab: terminals would jump by their own rule.
pub const TAB: &str = "    ";

/// What stands at the end of a text that was cut.
const ELLIPSIS: char = '…';

/// The part of a text, or nothing where the range isn't one of its own: never a panic.
#[must_use]
pub fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Whether a character would harm the screen or hide what is written: control characters (C0, C1,
/// DEL, so newline, tab and escape too), line and paragraph separators, bidirectional embeddings,
/// overrides and isolates, and the byte order mark. Joiners and direction marks are not among
/// them: emoji, Persian and Hebrew need those.
#[must_use]
pub fn is_hazard(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The text with each hazard (see [`is_hazard`]) replaced by a sign of one column: `␛` for escape,
/// `⏎` for a newline, a space for a tab, `�` for the others. Borrowed where there was none.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !is_plain(text) && text.chars().any(is_hazard) {
        Cow::Owned(text.chars().map(sign).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether each byte is a printable sign of one column: most text is, and needs no table.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    // To the end, also where one is not: so many bytes are looked at at once.
    let is_sign = |byte: u8| matches!(byte, b' '..=b'~');
    text.bytes().fold(true, |all, byte| all & is_sign(byte))
}

fn sign(c: char) -> char {
    match c {
        '\u{1B}' => '␛',
        '\n' => '⏎',
        '\t' => ' ',
        c if is_hazard(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// The columns that a text takes on one line, as [`visible`] shows it.
#[must_use]
pub fn width(text: &str) -> usize {
    columns(&visible(text))
}

/// The columns of a text that holds no hazards.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    graphemes(text).map(|grapheme| grapheme.width).sum()
}

/// The text on one line of at most `width` columns, as [`visible`] shows it; `…` at its end tells
/// that it was cut.
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    let text = visible(text);
    if prefix(&text, width).len() == text.len() {
        return text.into_owned();
    }
    let Some(room) = width.checked_sub(1) else {
        return String::new();
    };
    let mut cut = prefix(&text, room).to_owned();
    cut.push(ELLIPSIS);
    cut
}

/// [`fit`], filled with spaces to exactly `width` columns.
#[must_use]
pub fn pad(text: &str, width: usize) -> String {
    let mut padded = fit(text, width);
    let missing = width.saturating_sub(columns(&padded));
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// The longest beginning of a text without hazards that takes at most `width` columns.
#[must_use]
pub fn prefix(text: &str, width: usize) -> &str {
    if is_plain(text) {
        return part(text, 0..width.min(text.len()));
    }
    let mut used = 0;
    let cut = graphemes(text).find(|grapheme| {
        used += grapheme.width;
        used > width
    });
    cut.map_or(text, |grapheme| part(text, 0..grapheme.at))
}

/// The first sign of a text, whatever it is made of.
#[must_use]
pub fn first(text: &str) -> &str {
    let next = graphemes(text).nth(1);
    next.map_or(text, |next| part(text, 0..next.at))
}

/// The shortest tail of `text` that starts no more than `width` columns before its end.
#[must_use]
pub fn suffix(text: &str, width: usize) -> &str {
    let mut start = text.len();
    let mut used = 0;
    while start > 0 {
        let before = previous_boundary(text, start);
        used += columns(part(text, before..start));
        if used > width {
            break;
        }
        start = before;
    }
    part(text, start..text.len())
}

/// A text of several paragraphs for reading: rows of at most `width` columns, without the spaces
/// that they break at. A single grapheme wider than `width` has a row of its own.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_first(text, width, usize::MAX)
}

/// The first rows of [`wrap`], at most so many: the paragraphs behind them are not looked at.
#[must_use]
pub fn wrap_first(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut paragraphs = text.split('\n').peekable();
    while rows.len() < most
        && let Some(line) = paragraphs.next()
    {
        let is_last = paragraphs.peek().is_none();
        let ended = line.strip_suffix('\r').filter(|_| !is_last);
        let spaced = ended.unwrap_or(line).replace('\t', TAB);
        let paragraph = visible(&spaced);
        let broken = wrap_paragraph(&paragraph, width).into_iter();
        rows.extend(
            broken
                .take(most - rows.len())
                .map(|row| part(&paragraph, row).trim_end_matches(' ').to_owned()),
        );
    }
    rows
}

/// The wrap rule: a paragraph without hazards as byte ranges that follow each other without a gap.
///
/// A row breaks after spaces; the spaces there belong to the row before and may hang past its edge,
/// so they never make a row of their own. A word longer than a row is broken between graphemes. An
/// empty paragraph is one empty row. Takes time in proportion to the paragraph.
#[must_use]
pub fn wrap_paragraph(paragraph: &str, width: usize) -> Vec<Range<usize>> {
    if is_plain(paragraph) {
        return wrap_plain(paragraph.as_bytes(), width);
    }
    let mut wrap = Wrap::default();
    for grapheme in graphemes(paragraph) {
        wrap.take(grapheme.at, grapheme.text == " ", grapheme.width, width);
    }
    wrap.rows.push(wrap.start..paragraph.len());
    wrap.rows
}

/// The same rule where each byte takes a column: from edge to edge, and from there back to the last space.
fn wrap_plain(paragraph: &[u8], width: usize) -> Vec<Range<usize>> {
    let (mut rows, mut start) = (Vec::new(), 0_usize);
    let is_space = |byte: &u8| *byte == b' ';
    loop {
        let edge = start.saturating_add(width.max(1));
        let beyond = paragraph.get(edge..).unwrap_or_default();
        let Some(hanging) = beyond.iter().position(|byte| !is_space(byte)) else {
            break;
        };
        let row = paragraph.get(start..edge + hanging).unwrap_or_default();
        let taken = row.iter().rposition(is_space).map_or(row.len(), |n| n + 1);
        rows.push(start..start + taken);
        start += taken;
    }
    rows.push(start..paragraph.len());
    rows
}

#[derive(Default)]
struct Wrap {
    rows: Vec<Range<usize>>,
    start: usize,
    /// Columns from `start` to here, spaces that hang past the edge among them.
    used: usize,
    /// After the last space of this row: the byte, and the columns up to there.
    space: Option<(usize, usize)>,
}

impl Wrap {
    /// The next grapheme: the byte where it begins, whether it is a space, its columns; rows have at most `width`.
    fn take(&mut self, at: usize, is_space: bool, columns: usize, width: usize) {
        if is_space {
            self.used += columns;
            self.space = Some((at + 1, self.used));
            return;
        }
        while self.used + columns > width && at > self.start {
            self.break_before(at);
        }
        self.used += columns;
    }

    fn break_before(&mut self, at: usize) {
        let (end, used) = self.space.take().unwrap_or((at, self.used));
        self.rows.push(self.start..end);
        self.start = end;
        self.used -= used;
    }
}

/// A character as a person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grapheme<'a> {
    /// The byte where it begins.
    pub at: usize,
    /// Its code points.
    pub text: &'a str,
    /// Its columns on a terminal.
    pub width: usize,
}

/// The graphemes of a text, in order.
pub fn graphemes(text: &str) -> impl Iterator<Item = Grapheme<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let grapheme = first_grapheme(text.get(at..)?)?;
        let start = at;
        at += grapheme.text.len();
        Some(Grapheme {
            at: start,
            ..grapheme
        })
    })
}

/// Most text is letters that stand alone whatever comes before; only the rest asks the tables.
fn first_grapheme(text: &str) -> Option<Grapheme<'_>> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let alone = chars.next().is_none_or(|next| plain_width(next).is_some());
    if let (true, Some(width)) = (alone, plain_width(first)) {
        let text = part(text, 0..first.len_utf8());
        return Some(Grapheme { at: 0, text, width });
    }
    let text = text.graphemes(true).next()?;
    Some(Grapheme {
        at: 0,
        text,
        width: grapheme_width(text),
    })
}

/// The width of a character that always begins a grapheme and never joins another plain one:
/// Latin, Cyrillic, kana, the common ideographs, and the signs that the screens are full of.
/// `None` says nothing but: look it up.
fn plain_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '\u{B0}'..='\u{24F}' | '\u{400}'..='\u{481}' => Some(1),
        // Dashes, quotes, dots; arrows; boxes, blocks and shapes; the tick.
        '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21FF}' | '\u{2500}'..='\u{25FC}' | '✓' => {
            Some(1)
        }
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' => Some(2),
        _ => None,
    }
}

/// The drawing library reserves a cell more for each half-width sound mark, because older tables
/// gave those none; a test of the fields compares the two.
fn grapheme_width(grapheme: &str) -> usize {
    let marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'));
    grapheme.width() + marks.count()
}

/// Whether a grapheme begins or the text ends at this byte.
#[must_use]
pub fn is_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
}

/// The beginning of the grapheme before a byte; 0 at the beginning.
#[must_use]
pub fn previous_boundary(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The end of the grapheme at a byte; the text's length at its end.
#[must_use]
pub fn next_boundary(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The last boundary at or before a byte.
#[must_use]
pub fn boundary_before(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if is_boundary(text, at) {
        at
    } else {
        previous_boundary(text, at)
    }
}

/// The first boundary at or after a byte.
#[must_use]
pub fn boundary_after(text: &str, at: usize) -> usize {
    if is_boundary(text, at) {
        at
    } else {
        next_boundary(text, at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FAMILY: &str = "👨\u{200D}👩\u{200D}👧\u{200D}👦";

    #[test]
    fn widths() {
        let cases = [
            ("abc", 3),
            ("漢字", 4),
            (FAMILY, 2),
            ("🇩🇪🇫🇷", 4),
            ("e\u{301}", 1),
            ("שלום", 4),
            ("👍🏽", 2),
        ];
        for (text, expected) in cases {
            assert_eq!(width(text), expected, "{text}");
        }
        assert_eq!(width("a\u{1B}[31m\r\n"), 8);
    }

    #[test]
    fn visible_borrows_what_is_harmless() {
        for text in ["Ana", FAMILY, "می\u{200C}خواهم", "e\u{301}", "שלום\u{200F}"] {
            assert!(
                matches!(visible(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
        assert_eq!(
            visible("a\u{1B}[2Jb\nc\td\u{202E}e\u{9B}\u{7F}"),
            "a␛[2Jb⏎c d�e��"
        );
    }

    #[test]
    fn fit_cuts_between_graphemes() {
        assert_eq!(fit("mentor", 6), "mentor");
        assert_eq!(fit("mentors", 6), "mento…");
        assert_eq!(fit("漢字漢", 4), "漢…");
        assert_eq!(fit(&FAMILY.repeat(2), 3), format!("{FAMILY}…"));
        assert_eq!(fit("ab", 0), "");
        assert_eq!(pad("漢字漢", 4), "漢… ");
        assert_eq!(pad("é", 3), "é  ");
    }

    #[test]
    fn suffix_is_the_end_that_fits() {
        assert_eq!(suffix("abc漢", 3), "c漢");
        assert_eq!(suffix("abc漢", 1), "");
        assert_eq!(suffix("abc", 9), "abc");
    }

    #[test]
    fn plain_text_wraps_as_any_other() {
        let rows = |text: &str, width| -> Vec<String> {
            let rows = wrap_paragraph(text, width).into_iter();
            rows.map(|row| part(text, row).replace('é', "e")).collect()
        };
        for text in [
            "",
            "e",
            " ",
            "   e",
            "e   ",
            "one  e two",
            "eeeeeeeee eee e",
            "e e e e e e",
            "the seven    seas and then      ",
        ] {
            for width in 0..20 {
                let other = rows(&text.replace('e', "é"), width);
                assert_eq!(rows(text, width), other, "{text:?} in {width}");
            }
        }
    }

    #[test]
    fn wraps_at_spaces() {
        assert_eq!(wrap("to be  or not", 6), ["to be", "or not"]);
        assert_eq!(wrap("ends here   ", 9), ["ends here"]);
        assert_eq!(wrap("a\n\nb\r\n", 9), ["a", "", "b", ""]);
        assert_eq!(wrap("see a漢字", 5), ["see", "a漢字"]);
        assert_eq!(wrap("漢字漢字", 5), ["漢字", "漢字"]);
    }

    #[test]
    fn breaks_a_word_of_300_characters() {
        let rows = wrap(&format!("so {} ok", "x".repeat(300)), 80);
        assert_eq!(
            rows.iter().map(String::len).collect::<Vec<_>>(),
            [2, 80, 80, 80, 63]
        );
        assert!(rows[4].ends_with("x ok"));
    }

    #[test]
    fn a_row_never_splits_a_grapheme() {
        assert_eq!(
            wrap(&FAMILY.repeat(3), 5),
            [FAMILY.repeat(2), FAMILY.to_owned()]
        );
        assert_eq!(wrap(&"🇩🇪".repeat(2), 3), ["🇩🇪", "🇩🇪"]);
        assert_eq!(
            wrap(&"e\u{301}".repeat(3), 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
    }

    fn any_text() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            3 => "[a-z]{1,12}",
            3 => " {1,3}",
            1 => ".{0,6}",
            1 => "[漢字かなア가ﾞé]{1,4}",
            1 => prop::sample::select(vec![FAMILY, "🇩🇪", "🇩", "\u{301}", "\u{200D}", "ष्ट्र", "שלום", "\n", "\r\n", "\t", "\u{1B}", "\u{202E}", "👍🏽"])
                .prop_map(String::from),
        ];
        prop::collection::vec(pieces, 0..20).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn what_is_plain_is_as_the_tables_have_it() {
        let plain = ('\0'..=char::MAX).filter_map(|c| Some((c, plain_width(c)?)));
        for (c, width) in plain {
            assert_eq!(grapheme_width(c.encode_utf8(&mut [0; 4])), width, "{c}");
            for text in [format!("a{c}漢"), format!("{c}{c}─"), format!("✓{c}")] {
                assert_eq!(text.graphemes(true).count(), text.chars().count(), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn graphemes_are_those_of_unicode(text in any_text()) {
            let ours: Vec<_> = graphemes(&text).map(|g| (g.at, g.text)).collect();
            prop_assert_eq!(ours, text.grapheme_indices(true).collect::<Vec<_>>());
            for grapheme in graphemes(&text) {
                prop_assert_eq!(grapheme.width, grapheme_width(grapheme.text));
            }
        }

        #[test]
        fn rows_are_the_paragraph(text in any_text(), width in 2..40_usize) {
            let text = visible(&text).into_owned();
            let rows = wrap_paragraph(&text, width);
            prop_assert_eq!(rows.iter().map(|row| &text[row.clone()]).collect::<String>(), text.as_str());
            for row in &rows {
                let shown = text[row.clone()].trim_end_matches(' ');
                prop_assert!(columns(shown) <= width || graphemes(shown).count() == 1);
                prop_assert!(is_boundary(&text, row.start));
            }
        }

        #[test]
        fn fit_keeps_to_the_width(text in any_text(), width in 0..40_usize) {
            prop_assert!(columns(&fit(&text, width)) <= width);
            prop_assert_eq!(columns(&pad(&text, width)), width);
        }

        #[test]
        fn visible_leaves_no_hazard(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(is_hazard));
        }
    }
}
