//! What a past session's page says, line by line at a width. Nothing is read or drawn here; the lines are kept, so that
//! scrolling through a long note costs no wrapping.

use crate::app::entry::{Entry, Part};
use crate::app::layout::{self, Tone};
use crate::app::model::Model;
use crate::domain::commitment::{CommitmentStatus, Renegotiation};
use crate::domain::feedback::{Direction, FeedbackState};
use crate::domain::session::{ChangeReason, SessionStatus};
use crate::domain::words::Origin;
use crate::domain::{Id, Instant, ItemStatus, Session, Side, Visibility, Word, text, when};
use crate::store::window::agenda::PromiseLine;
use crate::store::window::feedback::FeedbackLine;
use crate::store::window::reading::Whereabouts;

/// What there is to read of a session.
#[derive(Clone, Debug)]
pub struct Page {
    /// The session.
    pub session: Session,
    /// Its number among the held ones, and how many there are.
    pub number: (i64, i64),
    /// What can be stood on, in the order of the page.
    pub rows: Vec<PageRow>,
    /// The page at the width that it was wrapped for.
    pub lines: Vec<PageLine>,
    /// That width, and whether it was masked then.
    wrapped_for: (u16, bool),
}

/// A row of the page.
#[derive(Clone, Debug)]
pub struct PageRow {
    /// The row, as it stands in lists.
    pub entry: Entry,
    /// Under which heading.
    pub part: Part,
    /// What became of it.
    pub became: Became,
}

/// What became of a row since.
#[derive(Clone, Debug)]
pub enum Became {
    /// Nothing that its state doesn't say.
    AsItSays,
    /// It went on, and stands there now.
    Now(Whereabouts),
    /// Its date was changed.
    Moved(Vec<Renegotiation>),
}

/// A line: what stands at the left, and at the right.
#[derive(Clone, Debug)]
pub struct PageLine {
    /// The row that begins here; its signs stand before the text.
    pub row: Option<usize>,
    /// The column of the text.
    pub indent: u16,
    /// The text.
    pub text: String,
    /// How it is drawn.
    pub tone: Tone,
    /// What stands in a column of its own before the right edge.
    pub middle: String,
    /// What stands at the right edge.
    pub right: String,
    /// A private row's sign stands after it.
    pub private: bool,
}

impl PageRow {
    /// A row of which nothing more is to be said.
    #[must_use]
    pub fn new(part: Part, entry: Entry) -> Self {
        Self {
            entry,
            part,
            became: Became::AsItSays,
        }
    }
}

impl Page {
    /// A page, not wrapped yet.
    #[must_use]
    pub fn new(session: Session, number: (i64, i64), rows: Vec<PageRow>) -> Self {
        Self {
            session,
            number,
            rows,
            lines: Vec::new(),
            wrapped_for: (0, false),
        }
    }

    /// The line at which a row begins.
    #[must_use]
    pub fn line_of(&self, row: usize) -> Option<usize> {
        self.lines.iter().position(|line| line.row == Some(row))
    }

    /// The line above the notes.
    #[must_use]
    pub fn notes_at(&self) -> Option<usize> {
        let is_head = |line: &PageLine| line.tone == Tone::Strong && line.text == NOTES;
        self.lines.iter().rposition(is_head)
    }

    /// Where a row that went on stands now: the session, whether that is past, and the item there.
    #[must_use]
    pub fn onward(&self, row: usize) -> Option<(Id, bool, Id)> {
        match self.rows.get(row)?.became {
            Became::Now(there) => {
                let is_past = there.status != ItemStatus::Open;
                Some((there.session?, is_past, there.item))
            }
            _ => None,
        }
    }

    /// Wraps the page for the width of the screen, unless it is wrapped for it already.
    pub fn wrap(&mut self, model: &Model) {
        let wanted = (model.size.0, model.is_masked);
        if self.wrapped_for == wanted && !self.lines.is_empty() {
            return;
        }
        self.wrapped_for = wanted;
        let mut writer = Writer {
            model,
            width: model.size.0,
            lines: Vec::with_capacity(48),
        };
        writer.session(&self.session);
        for (n, row) in self.rows.iter().enumerate() {
            if n == 0
                || self
                    .rows
                    .get(n - 1)
                    .is_some_and(|before| before.part != row.part)
            {
                writer.heading(heading(row.part), "");
            }
            writer.row(n, row);
        }
        writer.notes(&self.session.notes);
        while writer
            .lines
            .last()
            .is_some_and(|line| line.text.is_empty() && line.right.is_empty())
        {
            writer.lines.pop();
        }
        self.lines = writer.lines;
    }
}

/// What stands above the notes.
const NOTES: &str = "Notes";

/// What stands above rows of a kind.
fn heading(part: Part) -> &'static str {
    match part {
        Part::Items => "Agenda",
        Part::Made => "Promises made",
        Part::Said => "Said",
        Part::Learned => "Learned",
        Part::Updates => "What moved",
        Part::Bring => "Brought",
        Part::Ahead => "Moved to",
        Part::Past => "Moved from",
        _ => "",
    }
}

/// Writes the lines of a page.
struct Writer<'a> {
    model: &'a Model,
    width: u16,
    lines: Vec<PageLine>,
}

impl Writer<'_> {
    /// The columns from an indent to the margin at the right.
    fn room(&self, indent: u16) -> usize {
        usize::from(self.width.saturating_sub(indent + 1)).max(10)
    }

    fn line(&mut self, indent: u16, text: impl Into<String>, tone: Tone) -> &mut PageLine {
        let at = self.lines.len();
        self.lines.push(PageLine {
            row: None,
            indent,
            text: text.into(),
            tone,
            middle: String::new(),
            right: String::new(),
            private: false,
        });
        &mut self.lines[at]
    }

    fn blank(&mut self) {
        let is_written = |line: &PageLine| !line.text.is_empty() || !line.right.is_empty();
        if self.lines.last().is_some_and(is_written) {
            self.line(0, "", Tone::Plain);
        }
    }

    fn paragraphs(&mut self, indent: u16, words: &str, tone: Tone) {
        for row in text::wrap(words, self.room(indent).min(READABLE)) {
            self.line(indent, row, tone);
        }
    }

    fn heading(&mut self, words: &str, aside: &str) {
        self.blank();
        aside.clone_into(&mut self.line(1, words, Tone::Strong).right);
    }

    /// What came of the session, in a sentence and in figures; how it was told otherwise.
    fn session(&mut self, session: &Session) {
        let is_private = session.visibility == Visibility::Private;
        if !session.summary.is_empty() {
            let summary = self.model.shown(&session.summary, is_private).into_owned();
            self.paragraphs(1, &summary, Tone::Plain);
        }
        for words in told(session, self.model) {
            self.paragraphs(1, &words, Tone::Muted);
        }
    }

    fn notes(&mut self, notes: &str) {
        if notes.is_empty() {
            return;
        }
        self.heading(NOTES, "private");
        let notes = self.model.shown(notes, true).into_owned();
        self.paragraphs(3, &notes, Tone::Plain);
    }

    /// A row: its text, and what became of it at the right of its last line, or on a line of its own.
    fn row(&mut self, n: usize, row: &PageRow) {
        let words = Words::of(row, self.model);
        let first = self.lines.len();
        self.paragraphs(words.indent, &words.text, Tone::Plain);
        if let Some(line) = self.lines.get_mut(first) {
            line.row = Some(n);
        }
        let ends_at = self
            .lines
            .last()
            .map_or(0, |l| usize::from(l.indent) + text::width(&l.text))
            + if words.private { 2 } else { 0 };
        if let Some(line) = self.lines.last_mut() {
            line.private = words.private;
        }
        let middle_at = usize::from(self.width.saturating_sub(MIDDLE));
        let are_apart =
            text::width(&words.middle) + text::width(&words.right) + 2 <= usize::from(MIDDLE);
        let has_middle = self.width >= layout::TWO_PANES && ends_at + 2 <= middle_at && are_apart;
        let (middle, right) = if has_middle || words.middle.is_empty() {
            (words.middle, words.right)
        } else if words.right.is_empty() {
            (String::new(), words.middle)
        } else {
            (String::new(), format!("{} · {}", words.middle, words.right))
        };
        let fits = ends_at + 2 + text::width(&right) < usize::from(self.width);
        if !fits && !right.is_empty() {
            self.line(words.indent, "", Tone::Muted);
        }
        if let Some(line) = self.lines.last_mut() {
            (line.middle, line.right) = (middle, right);
        }
        if !words.beneath.is_empty() {
            self.paragraphs(words.indent, &words.beneath, Tone::Plain);
        }
    }
}

/// A line of text is no longer than this, so that the eye finds the next one.
const READABLE: usize = 96;

/// Where the column before the right edge begins, from there.
pub const MIDDLE: u16 = 32;

/// The words of a row.
struct Words {
    indent: u16,
    text: String,
    private: bool,
    middle: String,
    right: String,
    beneath: String,
}

/// The column of a row's sign; what follows it stands two columns on.
pub const SIGN: u16 = 3;

impl Words {
    fn of(row: &PageRow, model: &Model) -> Self {
        let after_name = SIGN + 4 + model.name_width();
        match &row.entry {
            Entry::Item(line) => Self::new(model, SIGN + 4, &line.title, line.private)
                .right(now_words(&row.became, model))
                .beneath(model.shown(&line.outcome, line.private).into_owned()),
            Entry::Promise(line) => {
                let due = line
                    .due
                    .map(|d| format!("due {}", when::short_day(d, model.today())));
                Self::new(model, after_name, &line.text, line.private)
                    .middle(due.unwrap_or_default())
                    .right(promise_words(line, &row.became, model))
            }
            Entry::Feedback(line) => {
                let which = if line.direction == Direction::FromPartner {
                    "from"
                } else {
                    "to"
                };
                let words = model.shown(&line.text, line.private);
                let words = format!("{which} {}: {words}", model.partner());
                Self {
                    private: line.private,
                    ..Self::new(model, SIGN + 2, &words, false)
                }
                .right(feedback_word(line))
            }
            Entry::Text(line) => Self::new(model, SIGN + 2, &line.text, line.private),
            Entry::Update(line) => {
                Self::new(model, SIGN + 2, &line.text, line.private).right(line.aside())
            }
            Entry::Material(line) => Self::new(model, after_name, &line.label, line.private),
            Entry::Session(line) => {
                let local = line.at().local(model.now.zone);
                let start = when::show_moment(local, model.today());
                Self::new(model, SIGN + 2, &start, false)
            }
            _ => Self::new(model, SIGN + 2, "", false),
        }
    }

    fn new(model: &Model, indent: u16, text: &str, private: bool) -> Self {
        Self {
            indent,
            text: model.shown(text, private).into_owned(),
            private,
            middle: String::new(),
            right: String::new(),
            beneath: String::new(),
        }
    }

    fn middle(mut self, words: String) -> Self {
        self.middle = words;
        self
    }

    fn right(mut self, words: impl Into<String>) -> Self {
        self.right = words.into();
        self
    }

    fn beneath(mut self, words: String) -> Self {
        self.beneath = words;
        self
    }
}

/// Where an item that went on stands now.
fn now_words(became: &Became, model: &Model) -> String {
    let Became::Now(there) = became else {
        return String::new();
    };
    let day = there
        .start
        .map(|at| when::short_day(at.day(model.now.zone), model.today()));
    match (there.status, day) {
        (ItemStatus::Done, Some(day)) => format!("done {day}"),
        (ItemStatus::Dropped, Some(day)) => format!("let go {day}"),
        (_, Some(day)) => format!("now on {day}"),
        (_, None) => "now in the backlog".to_owned(),
    }
}

/// What became of a promise.
fn promise_words(line: &PromiseLine, became: &Became, model: &Model) -> String {
    let today = model.today();
    match (line.status, line.done_on) {
        (CommitmentStatus::Done, Some(on)) if line.due.is_some_and(|due| on > due) => {
            format!("done {}", when::short_day(on, today))
        }
        (CommitmentStatus::Open, _) => moved_words(became, model),
        // Kept is by its date; after that it is done.
        (CommitmentStatus::Done, Some(on)) if line.due.is_some_and(|due| on > due) => {
            format!("done {}", when::short_day(on, today))
        }
        (status, on) => status.kept_words(on, today),
    }
}

fn moved_words(became: &Became, model: &Model) -> String {
    match became {
        Became::Moved(moves) => times_moved(moves, model),
        _ => String::new(),
    }
}

/// "moved in time, was 1 Dec": how often a promise was given another date, whether each time before that date, and the first.
#[must_use]
pub fn times_moved(moves: &[Renegotiation], model: &Model) -> String {
    let is_ahead = |m: &Renegotiation| m.old_due.is_none_or(|due| m.at.day(model.now.zone) <= due);
    let in_time = if moves.iter().all(is_ahead) {
        " in time"
    } else {
        ""
    };
    let first = moves.first().and_then(|m| m.old_due);
    let first = first.map(|day| when::short_day(day, model.today()));
    let (times, before) = match moves.len() {
        0 => return String::new(),
        1 => (String::new(), "was"),
        2 => (" twice".to_owned(), "first"),
        many => (format!(" {many} times"), "first"),
    };
    let was = first.map_or_else(String::new, |day| format!(", {before} {day}"));
    format!("moved{in_time}{times}{was}")
}

fn feedback_word(line: &FeedbackLine) -> String {
    match (line.state, line.response) {
        (FeedbackState::Draft, _) => "to say".to_owned(),
        (_, Some(response)) => response.spoken(),
        (_, None) => "waits for an answer".to_owned(),
    }
}

/// How a session went: from when to when, or who told what when, and why.
#[must_use]
pub fn told(session: &Session, model: &Model) -> Vec<String> {
    let mut lines = Vec::new();
    match session.status {
        SessionStatus::Held => lines.extend(held(session, model)),
        SessionStatus::Rescheduled => lines.push(changed("Moved", session, model)),
        SessionStatus::Cancelled => lines.push(changed("Cancelled", session, model)),
        SessionStatus::Missed => lines.push(absent(session.missed_by, model.partner())),
        SessionStatus::Planned | SessionStatus::Live => {}
    }
    let why = session.change_reason.as_str();
    let is_told = !why.is_empty() && why != ChangeReason::NotSaid.word();
    if is_told && session.status != SessionStatus::Held {
        let is_private = session.visibility == Visibility::Private;
        let why = model.shown(why, is_private);
        lines.push(format!("Why: {why}"));
    }
    lines
}

fn held(session: &Session, model: &Model) -> Option<String> {
    let clock = |at: Instant| when::show_time(at.local(model.now.zone).time());
    let times = session.started_at.zip(session.ended_at);
    let mut words: Vec<_> = times
        .map(|(from, to)| format!("{}–{}", clock(from), clock(to)))
        .into_iter()
        .collect();
    // How useful one found it is not for the other's eyes.
    let usefulness = session.usefulness.filter(|_| !model.is_masked);
    words.extend(usefulness.map(|n| format!("useful {n} of 5")));
    if session.origin == Origin::Later {
        words.push("entered afterwards".to_owned());
    }
    (!words.is_empty()).then(|| words.join(" · "))
}

/// "Moved by Athena on Mon 12 Oct 10:00, 3 d ahead; 24 h were agreed."
fn changed(word: &str, session: &Session, model: &Model) -> String {
    let who = match session.changed_by {
        Some(Side::Me) => " by me".to_owned(),
        Some(Side::Partner) => format!(" by {}", model.partner()),
        Some(Side::Both) => " by both of us".to_owned(),
        None => String::new(),
    };
    let Some(told) = session.changed_at else {
        return format!("{word}{who}; when it was told is not known.");
    };
    let local = told.local(model.now.zone);
    let (day, time) = (
        when::show_day(local.date(), model.today()),
        when::show_time(local.time()),
    );
    let ahead = match session.notice_minutes() {
        Some(minutes) if minutes >= 0 => format!("{} ahead", when::duration_words(minutes)),
        _ => "after its time".to_owned(),
    };
    let agreed = when::duration_words(session.notice_hours * 60);
    format!("{word}{who}, told on {day} {time}, {ahead}; {agreed} were agreed.")
}

fn absent(side: Option<Side>, partner: &str) -> String {
    match side {
        Some(Side::Me) => "I was not there.".to_owned(),
        Some(Side::Partner) => format!("{partner} was not there."),
        Some(Side::Both) => "Neither of us was there.".to_owned(),
        None => "Who was not there is not written down.".to_owned(),
    }
}
