//! Whom one meets: the first start, and each further person. Four questions, of which only the name is needed.
//!
//! Nothing is in the file until all four are passed; until then what is typed is a draft.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Overlay;
use crate::actions::{Act, NewRelationship};
use crate::app::field::{Edit, Field};
use crate::app::model::Model;
use crate::app::update::{Effect, Typed};
use crate::domain::relationship::Role;
use crate::domain::rhythm::Rhythm;
use crate::domain::when::{self, Leaning};
use crate::domain::{Instant, Word};

/// Under which name what is typed is kept.
pub const DRAFT: &str = "person";

/// A question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Question {
    /// Who do you meet?
    #[default]
    Name,
    /// You are the …
    Role,
    /// How often, and for how long?
    Rhythm,
    /// When next?
    Start,
}

impl Question {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Name, Self::Role, Self::Rhythm, Self::Start];

    fn stepped(self, by: isize) -> Option<Self> {
        let at = Self::ALL.iter().position(|q| *q == self)?;
        Self::ALL.get(at.checked_add_signed(by)?).copied()
    }
}

/// The four questions and what is answered so far.
#[derive(Clone, Debug)]
pub struct First {
    /// The name.
    pub name: Field,
    /// What I am to them.
    pub role: Role,
    /// How often; empty is every two weeks.
    pub rhythm: Field,
    /// When next; empty plans nothing.
    pub start: Field,
    /// The question that is answered.
    pub at: Question,
    /// What is wrong with its answer.
    pub error: Option<String>,
    /// Nobody is in the file yet: it takes the whole screen, and leaving it is the end.
    pub is_alone: bool,
    /// The draft has been looked up.
    pub is_read: bool,
    /// The draft differs from what is typed.
    pub is_unsaved: bool,
}

impl First {
    /// Nothing answered yet.
    #[must_use]
    pub fn new(is_alone: bool) -> Self {
        Self {
            name: Field::line(""),
            role: Role::Mentee,
            rhythm: Field::line(""),
            start: Field::line(""),
            at: Question::Name,
            error: None,
            is_alone,
            is_read: false,
            is_unsaved: false,
        }
    }

    /// The field of the question; the role has none.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self.at {
            Question::Name => Some(&mut self.name),
            Question::Role => None,
            Question::Rhythm => Some(&mut self.rhythm),
            Question::Start => Some(&mut self.start),
        }
    }

    /// What is answered, a line a question; nothing where nothing is.
    #[must_use]
    pub fn draft(&self) -> String {
        let fields = [&self.name, &self.rhythm, &self.start];
        if fields.iter().all(|f| f.is_empty()) {
            return String::new();
        }
        let [name, rhythm, start] = fields.map(Field::value);
        [name, self.role.word().to_owned(), rhythm, start].join("\n")
    }

    /// Takes a draft up again, at the first question that it leaves open.
    pub fn take_up(&mut self, draft: &str) {
        let mut lines = draft.split('\n');
        self.name.set(lines.next().unwrap_or(""));
        self.role = lines.next().and_then(Role::from_word).unwrap_or_default();
        self.rhythm.set(lines.next().unwrap_or(""));
        self.start.set(lines.next().unwrap_or(""));
        let last = [
            (Question::Start, &self.start),
            (Question::Rhythm, &self.rhythm),
        ];
        let answered = last.into_iter().find(|(_, field)| !field.is_empty());
        self.at = answered.map_or(Question::Name, |(question, _)| question);
    }

    /// How often, as it is understood.
    ///
    /// # Errors
    /// A sentence, where it is not.
    pub fn rhythm(&self) -> Result<Rhythm, String> {
        Rhythm::read(&self.rhythm.value(), Rhythm::default()).map_err(|e| e.to_string())
    }

    /// When the first session begins, as it is understood; none where nothing is typed.
    ///
    /// # Errors
    /// A sentence, where it is not, or is over.
    pub fn start(&self, model: &Model) -> Result<Option<Instant>, String> {
        let typed = self.start.value();
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let moment = when::moment(typed.trim(), model.now.local(), Leaning::Future)
            .map_err(|e| e.to_string())?;
        let usual = chrono::NaiveTime::from_hms_opt(15, 0, 0).unwrap_or_default();
        let start = Instant::from_day(moment.day, moment.time.unwrap_or(usual), model.now.zone);
        if start <= model.now.at {
            return Err(format!(
                "{} is over. A later one, or nothing.",
                moment_words(model, start)
            ));
        }
        Ok(Some(start))
    }

    /// How the answer is understood, beside it.
    #[must_use]
    pub fn echo(&self, question: Question, model: &Model) -> String {
        match question {
            Question::Rhythm if self.rhythm.is_empty() => "unless typed otherwise".into(),
            Question::Rhythm => self.rhythm().map_or_else(|e| e, |r| r.to_string()),
            Question::Start => match self.start(model) {
                Ok(Some(start)) => moment_words(model, start),
                Ok(None) => String::new(),
                Err(error) => error,
            },
            Question::Name | Question::Role => String::new(),
        }
    }

    /// What is wrong with the answer to a question.
    fn wrong(&self, question: Question, model: &Model) -> Option<String> {
        match question {
            Question::Name if self.name.value().trim().is_empty() => {
                Some("A name is needed; all of it can be changed.".to_owned())
            }
            Question::Rhythm => self.rhythm().err(),
            Question::Start => self.start(model).err(),
            Question::Name | Question::Role => None,
        }
    }

    fn act(&self, model: &Model) -> Option<Act> {
        let rhythm = self.rhythm().ok()?;
        Some(Act::AddRelationship(NewRelationship {
            name: self.name.value().trim().to_owned(),
            role: self.role,
            cadence_days: rhythm.days,
            session_minutes: rhythm.minutes,
            start: self.start(model).ok()?,
        }))
    }

    fn turn_role(&mut self, by: usize) {
        let at = Role::ALL.iter().position(|r| *r == self.role).unwrap_or(0);
        let to = (at + by) % Role::ALL.len();
        self.role = Role::ALL.get(to).copied().unwrap_or_default();
        self.is_unsaved = true;
    }
}

/// "Thu 26 Nov 2026, 15:00".
fn moment_words(model: &Model, at: Instant) -> String {
    let local = at.local(model.now.zone);
    when::show_moment_long(local)
}

pub(super) fn on_first(model: &mut Model, mut first: Box<First>, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let on_role = first.at == Question::Role;
    match key.code {
        KeyCode::Esc => return leave(&first),
        KeyCode::Char('q') if on_role => return leave(&first),
        KeyCode::Char('s') if control => return finish(model, first),
        KeyCode::Enter => return enter(model, first),
        KeyCode::Tab | KeyCode::Down => to_question(model, &mut first, 1),
        KeyCode::BackTab | KeyCode::Up => to_question(model, &mut first, -1),
        KeyCode::Right | KeyCode::Char(' ') if on_role => first.turn_role(1),
        KeyCode::Left if on_role => first.turn_role(Role::ALL.len() - 1),
        KeyCode::Char(_) if on_role => model.say("← → choose"),
        _ => {
            if first.field_mut().map(|f| f.key(key)) == Some(Edit::Changed) {
                first.is_unsaved = true;
                first.error = None;
            }
        }
    }
    model.overlays.push(Overlay::First(first));
    Vec::new()
}

/// What is typed is kept as a draft; with nobody in the file there is nothing else to see.
fn leave(first: &First) -> Vec<Effect> {
    let kept = Effect::KeepDraft(DRAFT.to_owned(), first.draft());
    if first.is_alone {
        vec![kept, Effect::Quit]
    } else {
        vec![kept]
    }
}

fn to_question(model: &mut Model, first: &mut First, by: isize) {
    if let Some(to) = first.at.stepped(by) {
        // Going back is always free; going on says what is wrong with the answer.
        first.error = first.wrong(first.at, model).filter(|_| by > 0);
        if first.error.is_none() {
            first.at = to;
        }
    }
}

fn enter(model: &mut Model, mut first: Box<First>) -> Vec<Effect> {
    if first.is_alone && first.draft().is_empty() && first.at == Question::Name {
        model.overlays.push(Overlay::First(first));
        return vec![Effect::Example];
    }
    if first.at == Question::Start {
        return finish(model, first);
    }
    to_question(model, &mut first, 1);
    model.overlays.push(Overlay::First(first));
    Vec::new()
}

fn finish(model: &mut Model, mut first: Box<First>) -> Vec<Effect> {
    let wrong = Question::ALL
        .iter()
        .find_map(|q| first.wrong(*q, model).map(|error| (*q, error)));
    if let Some((question, error)) = wrong {
        (first.at, first.error) = (question, Some(error));
        model.overlays.push(Overlay::First(first));
        return Vec::new();
    }
    let typed = Typed {
        field: DRAFT.to_owned(),
        text: first.draft(),
        before: String::new(),
    };
    let act = first.act(model);
    act.map(|act| Effect::Enter(act, typed))
        .into_iter()
        .collect()
}
