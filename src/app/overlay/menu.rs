//! A menu by letters.

use crossterm::event::{KeyCode, KeyEvent};

use super::Overlay;
use crate::app::entry::{Entry, NextState, Step, person};
use crate::app::model::Model;
use crate::app::update::{self, Effect};
use crate::domain::story::StoryKind;
use crate::domain::{Id, Word, text, when};
use crate::store::window::sessions::SessionLine;

/// A menu by letters.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What it is about.
    pub title: String,
    /// Letter, words, and what it does.
    pub choices: Vec<(char, String, Step)>,
    /// What goes into the line that a choice opens.
    pub pasted: String,
    /// What its letters answer, whole: each text with its word, or none.
    pub above: Vec<(&'static str, String)>,
}

impl Menu {
    /// The kind that its capital letter shows alone.
    fn alone(&self, letter: char) -> Option<StoryKind> {
        let small = letter.to_ascii_lowercase();
        let choice = self.choices.iter().find(|choice| choice.0 == small);
        match choice?.2 {
            Step::Show(kind) if small != letter => kind,
            _ => None,
        }
    }

    /// Whether a capital letter means something here.
    #[must_use]
    pub fn has_capitals(&self) -> bool {
        let mut choices = self.choices.iter();
        choices.any(|(.., step)| matches!(step, Step::Show(_)))
    }
}

pub(super) fn on_menu(model: &mut Model, menu: Menu, key: KeyEvent) -> Vec<Effect> {
    if let KeyCode::Char(letter) = key.code
        && let Some((.., step)) = menu.choices.iter().find(|c| c.0 == letter)
    {
        return choose(model, step.clone(), &menu.pasted);
    }
    if let KeyCode::Char(letter) = key.code
        && let Some(kind) = menu.alone(letter)
    {
        return choose(model, Step::ShowOnly(kind), &menu.pasted);
    }
    if !matches!(key.code, KeyCode::Esc | KeyCode::Char('q')) {
        let letters: Vec<_> = menu.choices.iter().map(|c| c.0.to_string()).collect();
        model.say(format!("One of {}, or Esc.", letters.join(", ")));
        model.overlays.push(Overlay::Menu(menu));
    }
    Vec::new()
}

/// Does what a choice says; what was pasted goes into the line that it opens.
pub(super) fn choose(model: &mut Model, step: Step, pasted: &str) -> Vec<Effect> {
    let effects = update::take_step(model, step);
    if let Some(Overlay::Line(line)) = model.overlays.last_mut() {
        line.is_once = true;
        if !pasted.is_empty() {
            line.field.paste(pasted);
            line.is_unsaved = true;
        }
    }
    effects
}

/// The kinds of the story, with a mark at those that it shows.
#[must_use]
pub fn kinds(shown: &[StoryKind]) -> Menu {
    let choice = |kind: &StoryKind| {
        let (letter, words) = kind.choice();
        let mark = if shown.contains(kind) { '✓' } else { '·' };
        (letter, format!("{mark} {words}"), Step::Show(Some(*kind)))
    };
    let mut choices: Vec<_> = StoryKind::ALL.iter().map(choice).collect();
    choices.push(('0', "as at first".to_owned(), Step::Show(None)));
    Menu {
        title: "What the story shows".into(),
        pasted: String::new(),
        above: Vec::new(),
        choices,
    }
}

/// The ways to end with somebody, right after the session that they closed with.
#[must_use]
pub fn endings(model: &Model, with: Id) -> Menu {
    let choice = |(letter, words, step): NextState| (letter, words.to_owned(), step);
    Menu {
        title: text::fit(&text::visible(model.partner()), 36),
        pasted: String::new(),
        above: Vec::new(),
        choices: person::endings(with).into_iter().map(choice).collect(),
    }
}

/// What a menu is about.
#[must_use]
pub fn title_of(model: &Model, entry: &Entry) -> String {
    let title = match entry {
        Entry::Item(line) => line.title.clone(),
        Entry::Promise(line) => line.text.clone(),
        Entry::Owed(line) => line.promise.text.clone(),
        Entry::Person(line) => match line.asks(model.now.at) {
            Some(session) => format!("{}, {}", line.name, moment(model, session)),
            None => line.name.clone(),
        },
        Entry::Goal(line) => line.title.clone(),
        Entry::Challenge(line) => line.title.clone(),
        Entry::Resource(line) => line.title.clone(),
        Entry::Milestone(line) => line.title.clone(),
        Entry::Session(line) => moment(model, line),
        Entry::Feedback(line) => line.text.clone(),
        Entry::Request(line) => line.about.clone(),
        Entry::Text(line) => line.text.clone(),
        Entry::Update(line) => line.text.clone(),
        Entry::Story(line) => line.text.clone(),
        Entry::Agreement(line) => format!("Version {}", line.version),
        Entry::Lesson(line) => line.text.clone(),
        Entry::Material(line) => line.label.clone(),
        _ => String::new(),
    };
    let title = model.shown(
        &title,
        entry.is_private() && !matches!(entry, Entry::Session(_)),
    );
    text::fit(&text::visible(&title), 36)
}

fn moment(model: &Model, session: &SessionLine) -> String {
    let local = session.planned_start.local(model.now.zone);
    when::show_moment(local, model.today())
}
