//! The state of the screen: what is shown, where the focus is, and windows of the file; never the file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::course::Course;
use crate::domain::moment::Now;
use crate::domain::offer::OfferKind;
use crate::domain::progress::Progress;
use crate::domain::story::{self, StoryKind};
use crate::domain::{
    Challenge, Feedback, FeedbackRequest, Goal, Id, Instant, Lesson, Link, Relationship,
    RelationshipStatus, Resource, Session, Table,
};
use crate::store::window::agenda::ItemSums;
use crate::store::window::header::SessionHead;
use crate::store::window::offers::OfferLine;
use crate::store::window::story::{MonthLine, StoryLine};

use super::board::Board;
use super::editor::Editing;
use super::entry::{Entry, Part, Shelf};
use super::field::Field;
use super::keymap::{Action, Keymap, Place};
use super::line::Context;
use super::list::List;
use super::mask::Names;
use super::overlay::behind::Behind;
use super::overlay::{End, Overlay, Search, first};
use super::settings::Settings;

/// The four tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the screen")]
pub enum Tab {
    People,
    Goals,
    #[default]
    Agenda,
    Feedback,
    Timeline,
}

impl Tab {
    /// The four of a relationship, in their order.
    pub const ALL: [Self; 4] = [Self::Goals, Self::Agenda, Self::Feedback, Self::Timeline];

    /// What shows it.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::Goals => Action::TabGoals,
            Self::Agenda => Action::TabAgenda,
            Self::Feedback => Action::TabFeedback,
            Self::Timeline => Action::TabTimeline,
            Self::People => Action::People,
        }
    }

    /// As the header writes it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Goals => "Goals",
            Self::Agenda => "Agenda",
            Self::Feedback => "Feedback",
            Self::Timeline => "Timeline",
        }
    }
}

/// Which of a tab's two panes has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    #[default]
    Left,
    /// What is selected there, in detail.
    Right,
    /// What stands below the list: on the Agenda tab the shelves, on the Timeline how far one has come.
    Foot,
}

/// What the right pane of the Agenda tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A session's page.
    Session(Id),
    /// What is saved between sessions.
    Shelf(Shelf),
    /// Nothing is planned, nothing was held.
    Nothing,
}

/// A tab's two lists.
#[derive(Clone, Debug, Default)]
pub struct Panes {
    /// The list.
    pub left: List<Part, Entry>,
    /// The detail.
    pub right: List<Part, Entry>,
    /// What stands below the list: on the Agenda tab the shelves, on the Timeline how far one has come.
    pub foot: List<Part, Entry>,
    /// Where the focus is.
    pub focus: Focus,
}

impl Panes {
    /// The list that has the focus.
    #[must_use]
    pub fn list(&self) -> &List<Part, Entry> {
        match self.focus {
            Focus::Left => &self.left,
            Focus::Right => &self.right,
            Focus::Foot => &self.foot,
        }
    }

    /// The list that has the focus, to move in it.
    pub fn list_mut(&mut self) -> &mut List<Part, Entry> {
        match self.focus {
            Focus::Left => &mut self.left,
            Focus::Right => &mut self.right,
            Focus::Foot => &mut self.foot,
        }
    }
}

/// The Agenda tab.
#[derive(Clone, Debug)]
pub struct AgendaTab {
    /// Sessions, and the page of the selected one.
    pub panes: Panes,
    /// Whose page the right list holds.
    pub shown: Shown,
    /// The session of that page.
    pub session: Option<Session>,
    /// Its items, counted.
    pub sums: ItemSums,
    /// Its number among the held ones, and how many were held.
    pub number: i64,
    /// What is offered for it.
    pub offers: Vec<OfferLine>,
    /// What is worth knowing of the two before their next session.
    pub facts: Vec<OfferLine>,
    /// The sessions have been read once, and the next one stood on.
    pub is_placed: bool,
    /// The first open promise is to stand on, once it is read.
    pub wants_promises: bool,
}

impl Default for AgendaTab {
    fn default() -> Self {
        Self {
            panes: Panes {
                focus: Focus::Right,
                ..Panes::default()
            },
            shown: Shown::Nothing,
            session: None,
            sums: ItemSums::default(),
            number: 0,
            offers: Vec::new(),
            facts: Vec::new(),
            is_placed: false,
            wants_promises: false,
        }
    }
}

/// What the list of the Goals tab holds: `[` and `]` turn it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the screen")]
pub enum Growth {
    #[default]
    Goals,
    Challenges,
    Learning,
    Lessons,
}

impl Growth {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Goals, Self::Challenges, Self::Learning, Self::Lessons];

    /// As the title writes it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Goals => "Goals",
            Self::Challenges => "Challenges",
            Self::Learning => "Learning",
            Self::Lessons => "Lessons",
        }
    }

    /// So many places on, round and round.
    #[must_use]
    pub fn turned(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|g| *g == self).unwrap_or(0);
        let to = at.saturating_add_signed(by.rem_euclid(4));
        Self::ALL.get(to % 4).copied().unwrap_or_default()
    }
}

/// The row of the right pane of the Goals tab, whole.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub enum Studied {
    Goal(Goal),
    /// With the lesson that it ended in.
    Challenge(Challenge, Option<Lesson>),
    Resource(Resource),
    Lesson(Lesson),
}

/// The People tab. The relationship in view is the one under its cursor.
#[derive(Clone, Debug, Default)]
pub struct PeopleTab {
    /// People and my promises to everyone; what is promised between the selected one and me.
    pub panes: Panes,
    /// Whose promises the right list holds.
    pub shown: Option<Id>,
    /// When one met last.
    pub last_met: Option<Session>,
    /// Those whom one no longer meets are unfolded.
    pub is_unfolded: bool,
    /// The people have been read once, and the relationship in view stood on.
    pub is_placed: bool,
}

/// The Goals tab.
#[derive(Clone, Debug, Default)]
pub struct GoalsTab {
    /// Goals (challenges, resources, lessons), and what belongs to the selected one.
    pub panes: Panes,
    /// What the list holds.
    pub growth: Growth,
    /// How much there is of each that is open: goals, challenges, resources, lessons.
    pub counts: [usize; 4],
    /// The row of the right pane.
    pub shown: Option<(Table, Id)>,
    /// The same, whole.
    pub studied: Option<Studied>,
    /// What that row is tied to: what it was made from, what it became, where it was used.
    pub links: Vec<Entry>,
    /// What is open with the goal in the right pane, beside its milestones.
    pub open_with: Vec<Entry>,
    /// Held sessions with a linked item, feedback, promises.
    pub ties: (i64, i64, i64),
    /// How it went over time, where there is enough to tell.
    pub course: Option<Course>,
    /// The closed ones are unfolded.
    pub is_unfolded: bool,
}

impl GoalsTab {
    /// The goal of the right pane, where it is one.
    #[must_use]
    pub fn goal(&self) -> Option<&Goal> {
        match &self.studied {
            Some(Studied::Goal(goal)) => Some(goal),
            _ => None,
        }
    }
}

/// What the right pane of the Feedback tab shows, whole.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub enum Piece {
    Feedback(Box<Feedback>),
    Request(Box<FeedbackRequest>),
    /// A goal that feedback led to.
    Area(Box<Goal>),
}

/// How much of the story one sees at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// Each thing, by month.
    #[default]
    Months,
    /// Each month, by year.
    Years,
}

/// What the left list of the Timeline holds: it follows from the size of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stack {
    /// The story; the board stands beside it, and how far one has come below.
    #[default]
    Story,
    /// The story, and under it how far one has come: the terminal is low.
    WithProgress,
    /// All of it, one under the other: the terminal is narrow.
    All,
}

/// The Timeline tab.
#[derive(Clone, Debug)]
pub struct TimelineTab {
    /// The story, and the evidence board.
    pub panes: Panes,
    /// The kinds that it shows.
    pub kinds: Vec<StoryKind>,
    /// How much one sees at once.
    pub zoom: Zoom,
    /// The months that hold something of the kinds that are shown, the newest first.
    pub months: Vec<MonthLine>,
    /// How much the fullest of them holds.
    pub most: usize,
    /// How far one has come, of whatever kinds are shown.
    pub progress: Vec<Progress>,
    /// The kinds that it showed before the records of one figure: Esc shows them again.
    pub kinds_before: Option<Vec<StoryKind>>,
    /// What stood in the left list when it was read last.
    pub stack: Stack,
    /// The first thing of all.
    pub beginning: Option<StoryLine>,
    /// The evidence board.
    pub board: Board,
    /// Its first row is to stand on, once it is read.
    pub wants_story: bool,
    /// The month to stand on, once it is read.
    pub wanted_month: Option<String>,
}

impl Default for TimelineTab {
    fn default() -> Self {
        Self {
            panes: Panes::default(),
            kinds: story::TOLD.to_vec(),
            zoom: Zoom::default(),
            months: Vec::new(),
            most: 0,
            progress: Vec::new(),
            kinds_before: None,
            stack: Stack::default(),
            beginning: None,
            board: Board::default(),
            wants_story: false,
            wanted_month: None,
        }
    }
}

impl TimelineTab {
    /// What the story shows, beside its title: how much at once, and of which kinds where they are not the usual ones.
    #[must_use]
    pub fn shows(&self) -> String {
        let zoom = match self.zoom {
            Zoom::Months => "by month",
            Zoom::Years => "by year",
        };
        let is_told = |kind| self.kinds.contains(kind);
        match self.kinds.as_slice() {
            kinds if kinds.len() == story::TOLD.len() && story::TOLD.iter().all(is_told) => {
                zoom.to_owned()
            }
            [kind] => format!("{}, {zoom}", kind.choice().1),
            kinds => format!("{} kinds, {zoom}", kinds.len()),
        }
    }
}

/// The Feedback tab.
#[derive(Clone, Debug, Default)]
pub struct FeedbackTab {
    /// Feedback in its groups, and what the selected piece is tied to.
    pub panes: Panes,
    /// The row of the right pane.
    pub shown: Option<(Table, Id)>,
    /// The same, whole.
    pub piece: Option<Piece>,
    /// How much was said each way: from the partner, to the partner.
    pub each_way: (usize, usize),
}

/// Where the focus is in the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallFocus {
    /// In the agenda.
    #[default]
    Agenda,
    /// In the goals and promises.
    Side,
    /// In the notes: letters type.
    Notes,
}

/// The call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The live session.
    pub session: Option<Session>,
    /// Its items, counted.
    pub sums: ItemSums,
    /// The agenda; at a wide terminal what was caught stands under it.
    pub items: List<Part, Entry>,
    /// Goals with their next milestones, and promises.
    pub side: List<Part, Entry>,
    /// The session's own notes.
    pub notes: Field,
    /// The notes as they stand in the file.
    pub notes_in_file: String,
    /// Something was typed in the notes since one came to them.
    pub is_typing: bool,
    /// Where the focus is.
    pub focus: CallFocus,
    /// The session before this one.
    pub last_time: Option<Session>,
    /// The side list has to stand on the milestone that comes next.
    pub wants_next_milestone: bool,
    /// The end screen as it was left: it opens again with what was ticked and typed.
    pub ending: Option<Box<End>>,
}

impl Default for Call {
    fn default() -> Self {
        Self {
            session: None,
            sums: ItemSums::default(),
            items: List::default(),
            side: List::default(),
            notes: Field::text(""),
            notes_in_file: String::new(),
            is_typing: false,
            focus: CallFocus::default(),
            last_time: None,
            wants_next_milestone: false,
            ending: None,
        }
    }
}

/// The message line: it stays until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// A sentence.
    pub text: String,
    /// `u` takes it back.
    pub can_undo: bool,
    /// What it says was closed: a key writes a line on it, `n`, or `r` in the call.
    pub closed: Option<Link>,
    /// Something is open with that, and Enter shows it.
    pub shows_open: bool,
    /// It says that something did not work.
    pub is_error: bool,
}

/// Whose colours are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// The terminal's own, which the user chose.
    #[default]
    Terminal,
    /// True colour on dark.
    Dark,
    /// True colour on light.
    Light,
    /// Sixteen colours on dark.
    PlainDark,
    /// Sixteen colours on light.
    PlainLight,
}

/// How the screen is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The bracketed signs instead of the others.
    pub ascii: bool,
    /// No colour: bold, reverse, underline alone.
    pub mono: bool,
    /// Whose colours otherwise.
    pub colours: Colours,
}

/// Where one came from by going to a row.
#[derive(Clone, Debug)]
pub struct CameFrom {
    /// The tab.
    pub tab: Tab,
    /// The pane.
    pub focus: Focus,
    /// The records behind a figure, where one stood in them.
    pub behind: Option<Box<Behind>>,
}

impl CameFrom {
    /// The records, to be read anew; the same one is selected.
    #[must_use]
    pub fn records(self) -> Option<Overlay> {
        let mut behind = self.behind?;
        behind.is_read = false;
        Some(Overlay::Behind(behind))
    }
}

/// The state of the screen.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that hold or not, each on its own; no state machine"
)]
pub struct Model {
    /// Now.
    pub now: Now,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How the screen is drawn.
    pub look: Look,
    /// The keys.
    pub keys: Keymap,
    /// Private text and other people are masked.
    pub is_masked: bool,
    /// The names that no masked screen shows, with whom it is masked for; none until they are read.
    pub others: Option<(Id, Names)>,
    /// Kinds that are offered nowhere.
    pub nudges_off: Vec<OfferKind>,
    /// The relationship in view; none in an empty file.
    pub relationship: Option<Relationship>,
    /// Another one that is to be in view; its tabs begin anew once it is read.
    pub chosen: Option<Id>,
    /// The file is an invented example, which is thrown away.
    pub is_example: bool,
    /// How many there are.
    pub relationships: i64,
    /// Its next session.
    pub next: Option<SessionHead>,
    /// The live session of the whole file.
    pub live: Option<SessionHead>,
    /// Its open goals, for `#goal` in a line; read when one is typed.
    pub goal_names: Vec<(Id, String)>,
    /// The tab.
    pub tab: Tab,
    /// The call is on the screen.
    pub in_call: bool,
    /// The tabs.
    pub people: PeopleTab,
    #[expect(missing_docs, reason = "named as on the screen")]
    pub agenda: AgendaTab,
    #[expect(missing_docs, reason = "named as on the screen")]
    pub goals: GoalsTab,
    #[expect(missing_docs, reason = "named as on the screen")]
    pub feedback: FeedbackTab,
    #[expect(missing_docs, reason = "named as on the screen")]
    pub timeline: TimelineTab,
    /// The row to go to, where it lives; found at the next reading.
    pub going: Option<(Table, Id)>,
    /// Where one came from by going to a row: Esc leads back there.
    pub came_from: Vec<CameFrom>,
    /// A template is offered once the agenda in view is read, where nothing stands on it.
    pub wants_template: bool,
    /// What was read of the story.
    pub story: Vec<StoryLine>,
    /// The call.
    pub call: Call,
    /// The search that goes on: its next hit, and what is marked in a page.
    pub found: Option<Box<Search>>,
    /// What lies over the screen.
    pub overlays: Vec<Overlay>,
    /// The message line.
    pub message: Option<Message>,
    /// Everything has to be read again.
    pub is_stale: bool,
    /// When + or − was last pressed, on which row, and the name of that stretch.
    pub presses: Option<(Instant, (Table, Id), String)>,
    /// Counts stretches, so that each has a name of its own.
    pub stretches: u64,
    /// A text that the editor is to be opened with.
    pub editing: Option<Editing>,
    /// What was typed and the file did not take, by the name of its draft: offered as if it stood there.
    pub unwritten: BTreeMap<String, String>,
    /// The minute and the day that were drawn last: a call's clock goes by minutes.
    pub clock_minute: i64,
    #[expect(missing_docs, reason = "see the field before")]
    pub clock_day: NaiveDate,
    /// Names this run of the program in stretches.
    pub run: Id,
}

impl Model {
    /// An empty screen.
    #[must_use]
    pub fn new(now: Now, size: (u16, u16), look: Look, run: Id) -> Self {
        Self {
            now,
            size,
            look,
            keys: Keymap::default(),
            is_masked: false,
            others: None,
            nudges_off: Vec::new(),
            relationship: None,
            chosen: None,
            is_example: false,
            relationships: 0,
            next: None,
            live: None,
            goal_names: Vec::new(),
            tab: Tab::default(),
            in_call: false,
            people: PeopleTab::default(),
            agenda: AgendaTab::default(),
            goals: GoalsTab::default(),
            feedback: FeedbackTab::default(),
            timeline: TimelineTab::default(),
            going: None,
            came_from: Vec::new(),
            wants_template: false,
            story: Vec::new(),
            call: Call::default(),
            found: None,
            overlays: Vec::new(),
            message: None,
            is_stale: true,
            presses: None,
            stretches: 0,
            editing: None,
            unwritten: BTreeMap::new(),
            clock_minute: 0,
            clock_day: now.today(),
            run,
        }
    }

    /// Takes over what the configuration says.
    pub fn configure(&mut self, settings: Settings) {
        self.look = settings.look;
        self.keys = settings.keys;
        self.is_masked = settings.is_masked;
        self.nudges_off = settings.nudges_off;
    }

    /// Where the keys are pressed.
    #[must_use]
    pub fn place(&self) -> Place {
        if self.in_call {
            Place::Call
        } else {
            Place::Tabs
        }
    }

    /// The key of an action here, for a sentence.
    #[must_use]
    pub fn key(&self, action: Action) -> &str {
        self.keys.key(action, self.place())
    }

    /// A sentence with the key of an action in place of each `{name-of-the-action}`.
    #[must_use]
    pub fn filled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.keys.filled(text, self.place())
    }

    /// The two lists of the tab in view.
    #[must_use]
    pub fn panes(&self) -> &Panes {
        match self.tab {
            Tab::People => &self.people.panes,
            Tab::Goals => &self.goals.panes,
            Tab::Agenda => &self.agenda.panes,
            Tab::Feedback => &self.feedback.panes,
            Tab::Timeline => &self.timeline.panes,
        }
    }

    /// The same, to move in them.
    pub fn panes_mut(&mut self) -> &mut Panes {
        match self.tab {
            Tab::People => &mut self.people.panes,
            Tab::Goals => &mut self.goals.panes,
            Tab::Agenda => &mut self.agenda.panes,
            Tab::Feedback => &mut self.feedback.panes,
            Tab::Timeline => &mut self.timeline.panes,
        }
    }

    /// The list that has the focus; none while the notes have it.
    #[must_use]
    pub fn list(&self) -> Option<&List<Part, Entry>> {
        match (self.in_call, self.call.focus) {
            (false, _) => Some(self.panes().list()),
            (true, CallFocus::Agenda) => Some(&self.call.items),
            (true, CallFocus::Side) => Some(&self.call.side),
            (true, CallFocus::Notes) => None,
        }
    }

    /// The same, to move in it.
    pub fn list_mut(&mut self) -> Option<&mut List<Part, Entry>> {
        match (self.in_call, self.call.focus) {
            (false, _) => Some(self.panes_mut().list_mut()),
            (true, CallFocus::Agenda) => Some(&mut self.call.items),
            (true, CallFocus::Side) => Some(&mut self.call.side),
            (true, CallFocus::Notes) => None,
        }
    }

    /// The row that the right pane is about.
    #[must_use]
    pub fn owner(&self) -> Option<&Entry> {
        if self.shows_shelf() {
            self.agenda.panes.foot.row()
        } else {
            self.panes().left.row()
        }
    }

    /// Whether the Agenda tab shows a shelf instead of a session.
    #[must_use]
    pub fn shows_shelf(&self) -> bool {
        self.tab == Tab::Agenda && matches!(self.agenda.shown, Shown::Shelf(_))
    }

    /// The row under the cursor; in a detail without rows of its own, the row that it is about.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        if let Some(Overlay::Reading(reading)) = self.layer() {
            return reading.entry(self.size);
        }
        let list = self.list()?;
        if list.is_empty() && !self.in_call {
            return self.panes().left.row();
        }
        list.row()
    }

    /// A past session's page lies on top.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.layer(), Some(Overlay::Reading(_)))
    }

    /// The layer over the screen that keys are about: the top one, the list of what works there aside.
    #[must_use]
    pub fn layer(&self) -> Option<&Overlay> {
        let mut layers = self.overlays.iter().rev();
        layers.find(|layer| !matches!(layer, Overlay::Commands(_)))
    }

    /// The relationship's id.
    #[must_use]
    pub fn relationship_id(&self) -> Option<Id> {
        self.relationship.as_ref().map(|r| r.id)
    }

    /// The two in view don't meet any more: all of it is there to be read, and nothing is planned.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.relationship
            .as_ref()
            .is_some_and(|r| r.status == RelationshipStatus::Ended)
    }

    /// Puts another relationship in view.
    pub fn choose(&mut self, relationship: Id) {
        self.chosen = Some(relationship).filter(|id| Some(*id) != self.relationship_id());
    }

    /// Begins the four tabs anew: another relationship is in view.
    pub fn begin_tabs(&mut self) {
        self.agenda = AgendaTab::default();
        self.goals = GoalsTab::default();
        (self.feedback, self.timeline) = (FeedbackTab::default(), TimelineTab::default());
    }

    /// The partner's first name.
    #[must_use]
    pub fn partner(&self) -> &str {
        self.relationship
            .as_ref()
            .map_or("the other", |r| r.first_name())
    }

    /// Whose record all of it is.
    #[must_use]
    pub fn one_sided(&self) -> String {
        format!("My record; {} may see it otherwise.", self.partner())
    }

    /// The live session of the relationship in view.
    #[must_use]
    pub fn live_here(&self) -> Option<&SessionHead> {
        self.live
            .as_ref()
            .filter(|l| Some(l.relationship_id) == self.relationship_id())
    }

    /// The day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.today()
    }

    /// What a line is understood with.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        let shown = match (self.tab, self.entry()) {
            (Tab::People, Some(Entry::Person(line))) => {
                line.session.as_ref().map(|s| s.planned_start)
            }
            (Tab::People, _) => self.next.as_ref().map(|n| n.planned_start),
            _ => self.agenda.session.as_ref().map(|s| s.planned_start),
        };
        let planned = if self.in_call {
            self.call.session.as_ref().map(|s| s.planned_start)
        } else {
            shown
        };
        Context {
            now: self.now,
            relationship: self.relationship.as_ref(),
            goals: &self.goal_names,
            planned,
        }
    }

    /// Says something on the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            can_undo: false,
            closed: None,
            shows_open: false,
            is_error: false,
        });
    }

    /// Says that something did not work.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            can_undo: false,
            closed: None,
            shows_open: false,
            is_error: true,
        });
    }

    /// A name for a new stretch of typing or of presses.
    pub fn new_stretch(&mut self) -> String {
        self.stretches += 1;
        format!("{}-{}", self.run, self.stretches)
    }

    /// Under which name a begun line is kept: what is typed about one person is never offered with another.
    #[must_use]
    pub fn draft_field(&self, field: &str) -> String {
        match self.relationship_id() {
            // Somebody new belongs to nobody who is there.
            Some(id) if field != first::DRAFT => format!("{id}-{field}"),
            _ => field.to_owned(),
        }
    }

    /// Everything in view is read again before the next drawing; each list stands on the row where it stood.
    pub fn touch(&mut self) {
        self.is_stale = true;
    }
}
