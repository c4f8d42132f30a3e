//! A card above a list: its lines, and how many rows of each text stand where the pane has room for more of them.

use super::head::Tone;
use crate::domain::text;

/// The columns of a word with a text beside it.
pub(super) const INDENT: usize = 7;

/// The parts of a card, from above.
#[derive(Clone, Debug, Default)]
pub(super) struct Card {
    parts: Vec<Part>,
}

/// A text that wraps, with a word before its first row.
#[derive(Clone, Debug)]
struct Part {
    tone: Tone,
    word: String,
    text: String,
    /// A line as it is; of a text, the rows that may be shown.
    rows: Vec<String>,
    /// The columns of a row.
    room: usize,
    /// The rows that it has where there is no room for all.
    least: usize,
    /// What stands below it, and is never cut off.
    after: Option<String>,
    /// What stands at its right, as high as it.
    beside: Option<Box<Part>>,
}

impl Part {
    fn new(tone: Tone, words: &str, room: usize, least: usize) -> Self {
        Self {
            tone,
            word: String::new(),
            text: words.to_owned(),
            rows: Vec::new(),
            room,
            least,
            after: None,
            beside: None,
        }
    }

    /// Wraps its texts as far as they may be shown where there are so many rows, and a row more, which tells that they go on:
    /// how long a text is costs nothing.
    fn wrap(&mut self, rows: usize) {
        if !self.text.is_empty() {
            let most = self.least.max(rows).saturating_add(1);
            self.rows = text::wrap_first(&self.text, self.room, most);
        }
        if let Some(part) = &mut self.beside {
            part.wrap(rows);
        }
    }

    /// The rows of its texts, where none is cut.
    fn whole(&self) -> usize {
        let beside = self.beside.as_ref().map_or(0, |part| part.whole());
        self.rows.len().max(beside)
    }

    /// What it draws of so many rows; the last of them says where the text was cut.
    fn column(mut self, most: usize) -> Vec<String> {
        if self.rows.len() > most {
            self.rows.truncate(most);
            if let Some(last) = self.rows.last_mut() {
                *last = format!("{}…", text::prefix(last, self.room.saturating_sub(1)));
            }
        }
        self.rows.extend(self.after);
        self.rows
    }

    fn lines(mut self, most: usize) -> Vec<(Tone, String)> {
        let (tone, room, word) = (self.tone, self.room, std::mem::take(&mut self.word));
        if let Some(right) = self.beside.take() {
            let (left, right) = (self.column(most), right.column(most));
            let at = |rows: &[String], n| rows.get(n).cloned().unwrap_or_default();
            let both = (0..left.len().max(right.len()))
                .map(|n| format!("{}  {}", text::pad(&at(&left, n), room), at(&right, n)));
            return both.map(|row| (tone, row)).collect();
        }
        let rows = self.column(most).into_iter();
        if word.is_empty() {
            return rows.map(|row| (tone, row)).collect();
        }
        let words = [word.as_str()].into_iter().chain(std::iter::repeat(""));
        let hung = rows.zip(words);
        hung.map(|(row, word)| (tone, format!("{word:<INDENT$}{row}")))
            .collect()
    }
}

/// What stands at one end of two columns: its text, and what is never cut off below it.
pub(super) type End<'a> = (&'a str, Option<String>);

impl Card {
    /// Whether nothing stands on it.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A line of its own, as it is.
    pub(super) fn line(&mut self, tone: Tone, words: String) {
        let mut part = Part::new(tone, "", usize::MAX, 1);
        part.rows.push(words);
        self.parts.push(part);
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        self.line(Tone::Plain, String::new());
    }

    /// A text from edge to edge, of at least so many rows.
    pub(super) fn text(&mut self, tone: Tone, words: &str, room: usize, least: usize) {
        self.parts.push(Part::new(tone, words, room, least));
    }

    /// A word, and beside it a text that wraps under itself.
    pub(super) fn hang(&mut self, word: &str, words: &str, room: usize, least: usize) {
        self.hang_end(word, (words, None), room, least);
    }

    /// The same, with what stands below the text and is never cut off.
    pub(super) fn hang_end(&mut self, word: &str, end: End<'_>, room: usize, least: usize) {
        let room = room.saturating_sub(INDENT).max(6);
        let part = Part {
            word: word.to_owned(),
            after: end.1,
            ..Part::new(Tone::Plain, end.0, room, least)
        };
        self.parts.push(part);
    }

    /// Two texts side by side, each in so many columns.
    pub(super) fn beside(&mut self, ends: [End<'_>; 2], room: usize, least: usize) {
        let [left, right] = ends.map(|(words, after)| Part {
            after,
            ..Part::new(Tone::Plain, words, room, least)
        });
        self.parts.push(Part {
            beside: Some(Box::new(right)),
            ..left
        });
    }

    /// Its lines. Beyond the least that it takes it has so many rows to give: to one text after the other a row, as long
    /// as any of them is cut.
    pub(super) fn laid(mut self, rows: usize) -> Vec<(Tone, String)> {
        for part in &mut self.parts {
            part.wrap(rows);
        }
        let mut most: Vec<_> = self.parts.iter().map(|part| part.least).collect();
        let lines = |part: &Part, most: usize| {
            let beside = part.beside.as_ref().and_then(|part| part.after.as_ref());
            part.whole().min(most) + usize::from(part.after.as_ref().or(beside).is_some())
        };
        let taken = self.parts.iter().zip(&most);
        let taken: usize = taken.map(|(part, most)| lines(part, *most)).sum();
        let mut free = rows.saturating_sub(taken);
        while free > 0 {
            let before = free;
            for (part, most) in self.parts.iter().zip(&mut most) {
                if free > 0 && part.whole() > *most {
                    *most += 1;
                    free -= 1;
                }
            }
            if free == before {
                break;
            }
        }
        let parts = self.parts.into_iter().zip(most);
        parts.flat_map(|(part, most)| part.lines(most)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(rows: usize) -> Vec<String> {
        let mut card = Card::default();
        card.line(Tone::Strong, "Speak".into());
        card.hang("Test", "one two three four", INDENT + 6, 1);
        card.hang("Start", "five six seven", INDENT + 6, 1);
        let lines = card.laid(rows).into_iter();
        lines.map(|(_, words)| words).collect()
    }

    #[test]
    fn rows_that_are_free_go_to_one_text_after_the_other() {
        assert_eq!(card(0), ["Speak", "Test   one…", "Start  five…"]);
        let four = ["Speak", "Test   one", "       two…", "Start  five…"];
        assert_eq!(card(4), four);
        assert_eq!(card(5)[3..], ["Start  five", "       six…"]);
        assert_eq!(card(99).len(), 8);
        assert!(!card(99).concat().contains('…'));
    }

    #[test]
    fn of_a_long_text_no_more_is_wrapped_than_may_be_shown() {
        let mut part = Part::new(Tone::Plain, &"one two\n".repeat(1_000), 3, 2);
        part.wrap(5);
        assert_eq!(part.rows.len(), 6, "a row more tells that it goes on");
        part.wrap(1);
        assert_eq!(part.rows, ["one", "two", "one"], "the least that it has");
    }

    #[test]
    fn what_stands_below_a_text_is_never_cut_off() {
        let mut card = Card::default();
        let ends = [("one two", Some("rated".to_owned())), ("three", None)];
        card.beside(ends, 5, 1);
        let lines: Vec<_> = card.laid(2).into_iter().map(|(_, words)| words).collect();
        assert_eq!(lines, ["one…   three", "rated  "]);
    }
}
