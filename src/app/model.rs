//! What is on the screen: the state that messages change and the screen is drawn from. It holds no whole file, reads nothing
//! and writes nothing; each tab has a file of its own.

mod agenda;
mod call;
mod feedback;
mod goals;
mod look;
mod tab;
mod timeline;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::moment::Now;
use crate::domain::offer::OfferKind;

use crate::domain::relationship::Phase;
use crate::domain::{Id, Instant, Link, Relationship, RelationshipStatus, Session, Table, text};
use crate::store::window::header::SessionHead;
use crate::store::window::story::StoryLine;

use super::editor::Editing;
use super::entry::{Entry, Part};
use super::keymap::{Action, Keymap, Place};
use super::line::Context;
use super::list::List;
use super::mask::Names;
use super::overlay::behind::Behind;
use super::overlay::{Overlay, Search, first};
use super::settings::Settings;

pub use self::agenda::{AgendaTab, Shown};
pub use self::call::{Call, CallFocus};
pub use self::feedback::{FeedbackTab, Piece};
pub use self::goals::{GoalsTab, Growth, Studied};
pub use self::look::{Colours, Look};
pub use self::tab::{Focus, Panes, PeopleTab, Tab};
pub use self::timeline::{Stack, TimelineTab, Zoom};

/// The message line: it stays until the next key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// A sentence.
    pub text: String,
    /// `u` takes it back.
    pub can_undo: bool,
    /// What it says was closed: a key writes a line on it, `n`, or `r` in the call.
    pub closed: Option<Link>,
    /// Something is open with that, and Enter shows it.
    pub shows_open: bool,
    /// With whom a last session was held: a key ends it.
    pub ends: Option<Id>,
    /// It says that something did not work.
    pub is_error: bool,
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
    /// Where the file of the settings is, or would be.
    pub settings_file: Option<String>,
    /// The relationship in view; none in an empty file.
    pub relationship: Option<Relationship>,
    /// Another one that is to be in view; its tabs begin anew once it is read.
    pub chosen: Option<Id>,
    /// The file is an invented example, which is thrown away.
    pub is_example: bool,
    /// How many relationships are in the file.
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
    /// A line on how it ended is offered once what is being closed is closed.
    pub wants_ending: bool,
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
    /// A text on its way to the clipboard.
    pub copied: Option<String>,
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
            settings_file: None,
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
            wants_ending: false,
            story: Vec::new(),
            call: Call::default(),
            found: None,
            overlays: Vec::new(),
            message: None,
            is_stale: true,
            presses: None,
            stretches: 0,
            editing: None,
            copied: None,
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
        self.settings_file = settings.file;
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

    /// What an empty section says: after the end nothing begins any more, so no key for it is named.
    #[must_use]
    pub fn hint<'t>(&self, words: &'t str) -> Cow<'t, str> {
        let begins = ["{add}", "{offers}", "{what-moved}"];
        if self.is_ended()
            && self.tab != Tab::People
            && begins.iter().any(|key| words.contains(key))
        {
            return "none open".into();
        }
        self.filled(words)
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

    /// Whether what has ended, or is closed, stands under its line on this tab.
    #[must_use]
    pub fn is_unfolded(&self) -> bool {
        match self.tab {
            Tab::People => self.people.is_unfolded,
            _ => self.goals.is_unfolded,
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

    /// With whom what is written here will stand, where the header names nobody or somebody else: on People, and while a
    /// call with another one goes on.
    #[must_use]
    pub fn named_nowhere(&self) -> Option<&str> {
        let is_elsewhere =
            |live: &SessionHead| Some(live.relationship_id) != self.relationship_id();
        let is_untold = self.tab == Tab::People || self.live.as_ref().is_some_and(is_elsewhere);
        self.relationship
            .as_ref()
            .filter(|_| is_untold && !self.in_call)
            .map(Relationship::first_name)
    }

    /// The columns that names take beside what they promised or bring.
    #[must_use]
    pub fn name_width(&self) -> u16 {
        let columns = text::width(self.partner());
        u16::try_from(columns).unwrap_or(10).clamp(2, 10)
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

    /// Whether the session of the call is one to close with, by its agenda or by how far they have come.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        let by_agenda = self.call.session.as_ref().is_some_and(Session::is_closing);
        let phase = self.relationship.as_ref().map(|with| with.phase);
        by_agenda || phase == Some(Phase::Closing)
    }

    /// Says something on the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            ..Message::default()
        });
    }

    /// Says that something did not work.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            is_error: true,
            ..Message::default()
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
