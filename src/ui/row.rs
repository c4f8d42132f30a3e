//! One row of any list, at any width.

pub mod figure;
mod progress;
mod said;
mod story;

pub use said::link_words;

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::entry::{Entry, Shelf};
use crate::app::model::{Model, Tab};
use crate::domain::challenge::ChallengeStatus;
use crate::domain::evidence::Raising;
use crate::domain::goal::{MilestoneStatus, QUIET_DAYS, progress_words};
use crate::domain::learning::{ResourceKind, ResourceStatus};
use crate::domain::session::SessionStatus;
use crate::domain::{AgreementStatus, GoalStatus, ItemStatus, Side, Table, Word, content, when};
use crate::store::window::agenda::{ItemLine, MaterialLine, PromiseLine, TextLine};
use crate::store::window::goals::{GoalLine, MilestoneLine, UpdateLine};
use crate::store::window::offers::OfferLine;
use crate::store::window::people::OwedLine;
use crate::store::window::practices::{AgreementLine, ChallengeLine, LessonLine, ResourceLine};
use crate::store::window::sessions::SessionLine;

use super::pen::{Pen, columns};
use super::person;
use super::theme::{self, Role};

/// How the selection shows on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is not selected.
    None,
    /// It is selected, in a pane without the focus.
    Quiet,
    /// It is selected, in the focused pane.
    Focused,
}

impl Mark {
    /// In the call one looks at the current item, not at where one last was in the goals.
    #[must_use]
    pub fn in_call(has_focus: bool) -> Self {
        if has_focus { Self::Focused } else { Self::None }
    }
}

/// Where the row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// In a pane of a tab.
    Pane,
    /// In the call's single column: no margin.
    NarrowCall,
    /// In one of the call's two columns.
    WideCall,
}

impl Setting {
    fn margin(self) -> u16 {
        u16::from(self != Self::NarrowCall)
    }
}

/// Words at the right: how far from the right edge they end.
type Right = (u16, Cow<'static, str>, Role);

/// A row, taken apart.
struct Shape<'a> {
    sign: &'static str,
    kind: Option<char>,
    lead: Cow<'a, str>,
    lead_width: u16,
    lead_gap: u16,
    text: Cow<'a, str>,
    private: bool,
    /// Its words are a date, which hides nothing.
    is_date: bool,
    right: [Option<Right>; 3],
    /// Columns at the right that the text never takes.
    kept: u16,
    indent: u16,
    role: Role,
}

impl<'a> Shape<'a> {
    fn new(sign: &'static str, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            sign,
            kind: None,
            lead: Cow::Borrowed(""),
            lead_width: 0,
            lead_gap: 2,
            text: text.into(),
            private: false,
            is_date: false,
            right: [None, None, None],
            kept: 0,
            indent: 0,
            role: Role::Text,
        }
    }

    fn lead(mut self, words: impl Into<Cow<'a, str>>, width: u16) -> Self {
        (self.lead, self.lead_width) = (words.into(), width);
        self
    }

    fn right(mut self, end: u16, words: impl Into<Cow<'static, str>>, role: Role) -> Self {
        if let Some(free) = self.right.iter_mut().find(|r| r.is_none()) {
            *free = Some((end, words.into(), role));
        }
        self
    }

    fn private(mut self, is: bool) -> Self {
        self.private = is;
        self
    }

    fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

/// Draws a row.
pub fn draw(pen: &mut Pen<'_>, entry: &Entry, area: Rect, mark: Mark, setting: Setting) {
    let tight = matches!(entry, Entry::Session(_) | Entry::Shelf(..)) && setting == Setting::Pane;
    let margin = if tight { 0 } else { setting.margin() };
    let sign_at = match entry {
        _ if tight => 1,
        Entry::Fold(_) => margin,
        _ => margin + 2,
    };
    // Below the story one looks at all of the figures.
    let is_quiet = mark == Mark::Quiet && matches!(entry, Entry::Progress(_));
    if mark != Mark::None && !is_quiet && !matches!(entry, Entry::Fold(_)) {
        let role = if mark == Mark::Focused {
            Role::Focus
        } else {
            Role::Muted
        };
        pen.put(area.x + margin, area.y, 1, "▸", role);
    }
    if let Entry::Person(line) = entry {
        person::draw(pen, line, area);
    } else if let Entry::Figure(signal, figure) = entry {
        figure::draw(pen, *signal, *figure, area);
    } else if let Entry::Progress(strand) = entry {
        progress::draw(pen, strand, area);
    } else {
        let shape = shape(pen, entry, area.width, setting);
        draw_shape(pen, &shape, area, sign_at, setting.margin());
    }
    if mark == Mark::Focused {
        pen.select(area);
    }
}

fn draw_shape(pen: &mut Pen<'_>, shape: &Shape<'_>, area: Rect, sign_at: u16, margin: u16) {
    let y = area.y;
    let mut end = area.right().saturating_sub(shape.kept.max(margin));
    for (from_edge, words, role) in shape.right.iter().flatten() {
        let start = pen.put_right(area.right().saturating_sub(*from_edge), y, words, *role);
        if !words.is_empty() {
            end = end.min(start.saturating_sub(2));
        }
    }
    let mut x = area.x + sign_at + shape.indent;
    let sign_role = if shape.sign == "●" {
        Role::Focus
    } else {
        shape.role
    };
    if !shape.sign.is_empty() {
        pen.put(x, y, 1, shape.sign, sign_role);
        x += 2;
    }
    if let Some(kind) = shape.kind {
        pen.put(x, y, 1, kind.encode_utf8(&mut [0; 4]), shape.role);
        x += 2;
    }
    if shape.lead_width > 0 {
        pen.put(
            x,
            y,
            shape.lead_width.min(end.saturating_sub(x)),
            &shape.lead,
            Role::Muted,
        );
        x += shape.lead_width + shape.lead_gap;
    }
    let room = end.saturating_sub(x + u16::from(shape.private) * 2);
    let words = pen
        .model
        .shown(&shape.text, shape.private && !shape.is_date);
    let after = pen.put(x, y, room, &words, shape.role);
    if shape.private && after < end {
        pen.put(after + 1, y, 1, "▪", Role::Muted);
    }
}

fn shape<'a>(pen: &Pen<'a>, entry: &'a Entry, width: u16, setting: Setting) -> Shape<'a> {
    match entry {
        Entry::Session(line) => session(pen, line),
        Entry::Shelf(shelf, count) => self::shelf(*shelf, *count),
        Entry::Item(line) => item(pen, line, setting),
        Entry::Promise(line) => promise(pen, line, width, setting),
        Entry::Material(line) => material(pen, line),
        Entry::Offer(line) => offer(pen, line),
        Entry::Text(line) => text(pen, line, setting),
        Entry::Goal(line) => goal(pen, line, width, setting),
        Entry::Milestone(line) => milestone(pen, line, setting),
        Entry::Update(line) => update(pen, line),
        Entry::Agreement(line) => agreement(pen, line),
        Entry::Challenge(line) => challenge(pen, line),
        Entry::Resource(line) => resource(pen, line),
        Entry::Lesson(line) => lesson(pen, line),
        Entry::Owed(line) => owed(pen, line, width),
        Entry::Person(line) => Shape::new("", line.name.as_str()),
        Entry::Pulse(line) => figure::pulse(pen, *line),
        Entry::Figure(signal, _) => Shape::new("", signal.label()),
        Entry::Raised(line) => {
            let room = usize::from(width).saturating_sub(if line.private { 6 } else { 4 });
            let sentence = pen.model.shown(&line.sentence, true);
            Shape::new("", Raising::fitted(&sentence, room)).private(line.private)
        }
        Entry::Fold(count) => fold(pen, *count),
        Entry::Feedback(line) => said::feedback(pen, line, setting),
        Entry::Request(line) => said::request(pen, line, setting),
        Entry::Link(line) => said::link(pen, line),
        Entry::Story(line) => story::story(pen, line, width),
        Entry::Month(line) => story::month(pen, line, width),
        Entry::Begun(line) => story::begun(pen, line, width),
        Entry::Edge(word, line) => story::edge(pen, word, line, width),
        Entry::Progress(strand) => Shape::new("", strand.label()),
        Entry::Note(words) => Shape::new("", pen.model.shown(words, true)).role(Role::Muted),
        Entry::Hint(words) => Shape::new("", pen.model.filled(words)).role(Role::Muted),
    }
}

fn session<'a>(pen: &Pen<'a>, line: &'a SessionLine) -> Shape<'a> {
    let model = pen.model;
    let local = line.at().local(model.now.zone);
    let passed = line.planned_start.plus_minutes(line.planned_minutes) < model.now.at;
    let sign = theme::session(line.status, passed);
    let ahead = !line.status.is_past();
    let day = if ahead {
        format!(
            "{} {}",
            when::show_day(local.date(), model.today()),
            when::show_time(local.time())
        )
    } else {
        when::padded_day(local.date(), model.today())
    };
    let aside: Cow<'static, str> = match line.status {
        SessionStatus::Live => "now".into(),
        SessionStatus::Planned if line.open == 0 => "".into(),
        SessionStatus::Planned => line.open.to_string().into(),
        SessionStatus::Held if line.carried > 0 => {
            format!("{}✓ {}→", line.done, line.carried).into()
        }
        SessionStatus::Held => format!("{}✓", line.done).into(),
        SessionStatus::Rescheduled => "moved".into(),
        SessionStatus::Cancelled => "cancelled".into(),
        SessionStatus::Missed => "not held".into(),
    };
    let shape = Shape::new(sign, day)
        .private(line.private)
        .right(1, aside, Role::Muted);
    Shape {
        is_date: true,
        ..shape
    }
}

fn shelf(shelf: Shelf, count: usize) -> Shape<'static> {
    let words = match shelf {
        Shelf::Questions => "Saved questions",
        Shelf::Wins => "Wins",
        Shelf::Backlog => "Backlog",
        Shelf::Promises => "Closed promises",
        Shelf::Agreement => "How we work",
    };
    Shape::new("", words)
        .right(1, count.to_string(), Role::Muted)
        .role(Role::Muted)
}

fn item<'a>(pen: &Pen<'a>, line: &'a ItemLine, setting: Setting) -> Shape<'a> {
    let current = is_current(pen, line);
    let sign = if current {
        "●"
    } else {
        theme::item(line.status)
    };
    let gone = matches!(line.status, ItemStatus::Carried | ItemStatus::Dropped);
    let mut shape = Shape::new(sign, line.title.as_str())
        .private(line.private)
        .role(if gone { Role::Muted } else { Role::Text });
    shape.kind = Some(line.kind.sign());
    let names = pen.name_width();
    let (minutes_end, carry_end, owner_end, kept) = match setting {
        Setting::Pane => (names + 2, names + 6, 1, names + 10),
        Setting::NarrowCall => (0, 4, 0, 6),
        Setting::WideCall => (1, 7, 12, names + 14),
    };
    shape.kept = kept;
    shape = shape.right(
        minutes_end,
        minutes(pen, line, current),
        if gone { Role::Muted } else { Role::Text },
    );
    if line.carry_count > 0 && !(current && setting != Setting::WideCall) {
        shape = shape.right(carry_end, format!("→{}", line.carry_count), Role::Muted);
    }
    if setting != Setting::NarrowCall {
        let name = pen.whose(line.owner);
        // Names begin in one column, so their end depends on how long they are.
        let end = owner_end + names.saturating_sub(columns(name));
        shape = shape.right(end, pen.cut(name, names).into_owned(), Role::Muted);
    }
    shape
}

fn is_current(pen: &Pen<'_>, line: &ItemLine) -> bool {
    let session = pen
        .model
        .call
        .session
        .as_ref()
        .filter(|s| s.status == SessionStatus::Live);
    line.status == ItemStatus::Open && session.is_some_and(|s| s.current_item_id == Some(line.id))
}

fn minutes(pen: &Pen<'_>, line: &ItemLine, is_current: bool) -> String {
    // In a call that was left open nothing was spoken about for days.
    let now = pen.model.now.at;
    let session = pen.model.call.session.as_ref();
    let since = session
        .filter(|s| !s.is_forgotten(now))
        .and_then(|s| s.current_since);
    match since.filter(|_| is_current) {
        Some(since) => format!("{}/{}", now.minutes_since(since).max(0), line.minutes),
        None => line.minutes.to_string(),
    }
}

fn promise<'a>(pen: &Pen<'a>, line: &'a PromiseLine, width: u16, setting: Setting) -> Shape<'a> {
    let today = pen.model.today();
    let short = setting == Setting::WideCall && width < 42;
    let due = line
        .due
        .map_or(String::new(), |day| due_words(day, today, short));
    let done = line.done_on.map(|day| {
        if day == today {
            "today".to_owned()
        } else {
            when::short_day(day, today)
        }
    });
    let aside = done.unwrap_or(due);
    Shape::new(theme::promise(line.status), line.text.as_str())
        .lead(pen.whose(line.owner), pen.name_width())
        .private(line.private)
        .right(setting.margin(), aside, Role::Muted)
}

fn due_words(day: NaiveDate, today: NaiveDate, short: bool) -> String {
    let ahead = (day - today).num_days();
    match ahead {
        0 => "today".to_owned(),
        1..=6 if short => day.format("%a").to_string(),
        _ if short => when::short_day(day, today),
        _ => when::show_day(day, today),
    }
}

fn material<'a>(pen: &Pen<'a>, line: &'a MaterialLine) -> Shape<'a> {
    Shape::new(if line.ready { "✓" } else { "○" }, line.label.as_str())
        .lead(pen.whose(line.for_side), pen.name_width())
        .private(line.private)
}

fn offer<'a>(pen: &Pen<'a>, line: &'a OfferLine) -> Shape<'a> {
    let shape = Shape::new("·", offer_words(pen, line)).private(line.private);
    if line.carry_count > 0 {
        shape.right(1, format!("→{}", line.carry_count), Role::Muted)
    } else {
        shape
    }
}

/// The sentence of an offer, from the small texts.
#[must_use]
pub fn offer_words(pen: &Pen<'_>, line: &OfferLine) -> String {
    let nudge = content::nudge(line.offer.name()).filter(|_| !line.offer.is_fact());
    let text = nudge.map_or("{title}", |nudge| &nudge.text);
    let today = pen.model.today();
    let (date, weeks) = line.on.map_or_else(Default::default, |on| {
        (when::short_day(on, today), (today - on).num_days() / 7)
    });
    let text = text.replace("{date}", &date);
    let text = text.replace("{weeks}", &weeks.to_string());
    let text = text.replace("{name}", pen.model.partner());
    // It waits for whoever received it.
    let way = if line.owner == Side::Me { "From" } else { "To" };
    let text = text.replace("{way}", way);
    // Last, as what somebody wrote may hold anything.
    text.replace("{title}", &line.title)
}

/// How long a goal has been quiet.
#[must_use]
pub fn quiet_words(since: NaiveDate, today: NaiveDate, short: bool) -> String {
    let weeks = (today - since).num_days() / 7;
    if short {
        format!("{weeks}w")
    } else {
        format!("{weeks} weeks")
    }
}

fn text<'a>(pen: &Pen<'a>, line: &'a TextLine, setting: Setting) -> Shape<'a> {
    let sign = sign_of(line.sign);
    let (words, aside) = said_words(pen, line);
    let aside = match line.on {
        Some(on)
            if aside.is_empty() && line.table != Table::Feedback && setting == Setting::Pane =>
        {
            when::short_day(on, pen.model.today())
        }
        _ => aside.to_owned(),
    };
    Shape::new(sign, words)
        .private(line.private)
        .right(setting.margin(), aside, Role::Muted)
}

/// The words of what was said, with who said them, and what stands at the right.
#[must_use]
pub fn said_words<'a>(pen: &Pen<'a>, line: &'a TextLine) -> (Cow<'a, str>, &'a str) {
    match (line.table, line.aside.as_str()) {
        (Table::Feedback, "from" | "to") => (
            format!("{} {}: {}", line.aside, pen.model.partner(), line.text).into(),
            "",
        ),
        (_, aside) => (line.text.as_str().into(), aside),
    }
}

/// A mark that was typed, as it is drawn.
#[must_use]
pub fn sign_of(sign: char) -> &'static str {
    match sign {
        '?' => "?",
        '!' => "!",
        '~' => "~",
        '*' => "*",
        '+' => "+",
        '^' => "^",
        '=' => "=",
        _ => " ",
    }
}

/// How far a goal is.
#[must_use]
pub fn progress(line: &GoalLine) -> String {
    progress_words(line.mode, line.percent, line.done, line.of)
}

fn goal<'a>(pen: &Pen<'a>, line: &'a GoalLine, width: u16, setting: Setting) -> Shape<'a> {
    let today = pen.model.today();
    let margin = setting.margin();
    let shape = Shape::new(theme::goal(line.status), line.title.as_str()).private(line.private);
    match line.status {
        GoalStatus::OnHold => return shape.right(margin, "on hold", Role::Muted),
        GoalStatus::Draft => return shape.right(margin, "draft", Role::Muted),
        GoalStatus::Active => {}
        _ => {
            return shape.right(
                margin,
                line.closed_on
                    .map_or(String::new(), |d| when::padded_day(d, today)),
                Role::Muted,
            );
        }
    }
    let since = line
        .moved_at
        .map(|at| at.day(pen.model.now.zone))
        .filter(|day| (today - *day).num_days() >= QUIET_DAYS);
    if let Some(since) = since {
        return shape.right(
            margin,
            format!("quiet {}", quiet_words(since, today, width < 42)),
            Role::Muted,
        );
    }
    if setting != Setting::Pane {
        return shape.right(margin, progress(line), Role::Text);
    }
    let target = line
        .target
        .map_or(String::new(), |d| when::padded_day(d, today));
    let progress_end = margin + 10.max(columns(&target) + 2);
    shape
        .right(margin, target, Role::Muted)
        .right(progress_end, progress(line), Role::Text)
}

fn milestone<'a>(pen: &Pen<'a>, line: &'a MilestoneLine, setting: Setting) -> Shape<'a> {
    let today = pen.model.today();
    let day = if line.status == MilestoneStatus::Done {
        line.done_on
    } else {
        line.due
    };
    let aside = day.map_or(String::new(), |d| when::padded_day(d, today));
    let mut shape = Shape::new(theme::milestone(line.status), line.title.as_str())
        .private(line.private)
        .right(setting.margin(), aside, Role::Muted);
    shape.indent = if setting == Setting::Pane { 0 } else { 2 };
    shape
}

fn update<'a>(pen: &Pen<'a>, line: &'a UpdateLine) -> Shape<'a> {
    let day = when::padded_day(line.at.day(pen.model.now.zone), pen.model.today());
    let aside = line.percent.map_or(String::new(), |p| format!("{p} %"));
    let mut shape = Shape::new("", line.text.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted);
    let width = columns(&day).max(6);
    (shape.lead, shape.lead_width) = (day.into(), width);
    shape
}

fn agreement<'a>(pen: &Pen<'a>, line: &'a AgreementLine) -> Shape<'a> {
    let words = agreement_words(
        pen.model,
        line.status,
        line.agreed_on_me,
        line.agreed_on_partner,
        line.effective_from,
    );
    Shape::new(
        theme::agreement(line.status),
        format!("Version {}", line.version),
    )
    .private(line.private)
    .right(1, words, Role::Muted)
}

/// Where an agreement stands: "draft, agreed by Athena", "agreed 3 Mar".
#[must_use]
pub fn agreement_words(
    model: &Model,
    status: AgreementStatus,
    me: Option<NaiveDate>,
    partner: Option<NaiveDate>,
    from: Option<NaiveDate>,
) -> String {
    let since = from.map_or_else(String::new, |d| {
        format!(" {}", when::short_day(d, model.today()))
    });
    match (status, me, partner) {
        (AgreementStatus::Agreed, ..) => format!("agreed{since}"),
        (AgreementStatus::Superseded, ..) => format!("replaced, agreed{since}"),
        (AgreementStatus::Draft, Some(_), None) => "draft, agreed by me".into(),
        (AgreementStatus::Draft, None, Some(_)) => {
            format!("draft, agreed by {}", model.partner())
        }
        (AgreementStatus::Draft, ..) => "draft".into(),
    }
}

fn challenge<'a>(pen: &Pen<'a>, line: &'a ChallengeLine) -> Shape<'a> {
    let today = pen.model.today();
    let day = if line.status.is_closed() {
        line.closed_on
    } else {
        line.opened_on
    };
    let aside = day.map_or_else(String::new, |d| when::padded_day(d, today));
    let word: Cow<'static, str> = match line.status {
        ChallengeStatus::Open | ChallengeStatus::Resolved => "".into(),
        ChallengeStatus::Working => "worked on".into(),
        ChallengeStatus::Accepted => "accepted".into(),
        ChallengeStatus::Dropped => "let go".into(),
    };
    let after = 1 + columns(&aside).max(6) + 2;
    Shape::new(theme::challenge(line.status), line.title.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted)
        .right(after, word, Role::Muted)
}

fn resource<'a>(pen: &Pen<'a>, line: &'a ResourceLine) -> Shape<'a> {
    let today = pen.model.today();
    let day = line.done_on.or(line.starts_on);
    let aside = day.map_or_else(String::new, |d| when::padded_day(d, today));
    let word = match (line.status, line.kind) {
        (ResourceStatus::Skipped, _) => "skipped".to_owned(),
        (_, ResourceKind::Other) => String::new(),
        (_, kind) => kind.spoken(),
    };
    let after = 1 + columns(&aside).max(6) + 2;
    Shape::new(theme::resource(line.status), line.title.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted)
        .right(after, word, Role::Muted)
}

fn lesson<'a>(pen: &Pen<'a>, line: &'a LessonLine) -> Shape<'a> {
    let aside = line
        .on
        .map_or_else(String::new, |d| when::padded_day(d, pen.model.today()));
    Shape::new("=", line.text.as_str())
        .private(line.private)
        .right(1, aside, Role::Muted)
}

fn owed<'a>(pen: &Pen<'a>, line: &'a OwedLine, width: u16) -> Shape<'a> {
    let promise = &line.promise;
    let due = promise.due.map_or(String::new(), |day| {
        due_words(day, pen.model.today(), width < 60)
    });
    let name = pen.cut(line.name.split_whitespace().next().unwrap_or(""), 10);
    // Names begin in one column, so their end depends on how long they are.
    let end = 15 + 10_u16.saturating_sub(columns(&name));
    Shape::new(theme::promise(promise.status), promise.text.as_str())
        .private(promise.private)
        .right(1, due, Role::Muted)
        .right(end, name.into_owned(), Role::Muted)
}

fn fold<'a>(pen: &Pen<'a>, count: usize) -> Shape<'a> {
    let word = match pen.model.tab {
        Tab::People => "ended",
        _ => "closed",
    };
    Shape::new("", format!("{word} {count}"))
        .right(1, pen.model.filled("{open} opens"), Role::Muted)
        .role(Role::Muted)
}
