//! A pulse: digits answer and go on. Left before it is kept, the answers stay as a draft.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};

use super::end::PulseOffer;
use super::{Overlay, motion_of};
use crate::actions::Act;
use crate::app::keymap::{Action, Place};
use crate::app::list::Motion;
use crate::app::model::Model;
use crate::app::update::Effect;
use crate::domain::content::PulseItem;
use crate::domain::pulse::PulseForm;
use crate::domain::{Id, Side, Word};

/// A pulse that is taken.
#[derive(Clone, Debug)]
pub struct PulsePage {
    /// With whom.
    pub relationship: Id,
    /// How many items.
    pub form: PulseForm,
    /// Whose answers.
    pub side: Side,
    /// From item to 1–5; what was skipped is not there.
    pub answers: BTreeMap<String, i64>,
    /// The line with the cursor: 0 is whose answers they are, then the items, and behind the last one the end.
    pub at: usize,
    /// Its draft has been read.
    pub is_read: bool,
}

impl PulsePage {
    /// Nothing answered yet, at the first item.
    #[must_use]
    pub fn new(relationship: Id, form: PulseForm) -> Self {
        Self {
            relationship,
            form,
            side: Side::Me,
            answers: BTreeMap::new(),
            at: 1,
            is_read: false,
        }
    }

    /// Under which name what was answered is kept.
    #[must_use]
    pub fn draft_name(&self) -> String {
        format!("pulse-{}", self.form.word())
    }

    /// Keeps what is answered; where nothing is, the draft is forgotten.
    pub(super) fn keep(&self) -> Effect {
        let mut text = String::new();
        if !self.answers.is_empty() {
            text.push_str(self.side.word());
            for (item, answer) in &self.answers {
                text.extend([" ", item, "=", &answer.to_string()]);
            }
        }
        Effect::KeepDraft(self.draft_name(), text)
    }

    /// Goes on with a draft, at the first item without an answer.
    pub fn take_up(&mut self, draft: &str) {
        let mut words = draft.split(' ');
        self.side = words.next().and_then(Side::from_word).unwrap_or_default();
        let answer = |word: &str| {
            let (item, answer) = word.split_once('=')?;
            let answer = answer.parse().ok().filter(|n| (1..=5).contains(n))?;
            Some((item.to_owned(), answer))
        };
        self.answers = words.filter_map(answer).collect();
        let open = self
            .form
            .items()
            .position(|item| !self.answers.contains_key(&item.id));
        self.at = open.map_or(self.end(), |n| n + 1);
    }

    /// The item under the cursor.
    #[must_use]
    pub fn item(&self) -> Option<&'static PulseItem> {
        self.form.items().nth(self.at.checked_sub(1)?)
    }

    /// The place behind the last item.
    fn end(&self) -> usize {
        self.form.items().count() + 1
    }

    fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.end());
    }

    fn answer(&mut self, answer: Option<i64>) {
        let Some(item) = self.item() else { return };
        match answer {
            Some(answer) => self.answers.insert(item.id.clone(), answer),
            None => self.answers.remove(&item.id),
        };
        self.go(1);
    }

    /// Takes the answer back: this one, or where there is none the one before.
    fn take_back(&mut self) {
        let has_answer = |page: &Self| {
            page.item()
                .is_some_and(|item| page.answers.contains_key(&item.id))
        };
        if !has_answer(self) && self.at > 1 {
            self.go(-1);
        }
        if let Some(item) = self.item() {
            self.answers.remove(&item.id);
        }
    }
}

pub(super) fn on_pulse(model: &mut Model, mut page: Box<PulsePage>, action: Action) -> Vec<Effect> {
    match action {
        Action::Back | Action::Quit => return vec![page.keep()],
        Action::Enter if !page.answers.is_empty() => return keep(model, &page),
        Action::Enter => model.say("Nothing is answered. 1 to 5 answer, Esc leaves it."),
        Action::Toggle if page.at == 0 => page.side = page.side.other(),
        Action::Toggle => page.answer(None),
        Action::Delete => page.take_back(),
        Action::First => page.at = 0,
        Action::Last => page.at = page.end(),
        _ => match motion_of(action) {
            Some(Motion::By(by)) => page.go(by),
            Some(Motion::Halves(halves)) => page.go(halves * 8),
            _ => {}
        },
    }
    model.overlays.push(Overlay::Pulse(page));
    Vec::new()
}

/// A digit answers; another key says what does.
pub(super) fn on_answer(model: &mut Model, mut page: Box<PulsePage>, key: KeyEvent) -> Vec<Effect> {
    match key.code {
        KeyCode::Char(c @ '1'..='5') => page.answer(c.to_digit(10).map(i64::from)),
        KeyCode::BackTab => page.go(-1),
        _ => {
            let keys = &model.keys;
            let key = |action| keys.key(action, Place::Pulse);
            let (skip, keep) = (key(Action::Toggle), key(Action::Enter));
            let back = key(Action::Back);
            model.say(format!(
                "1 to 5 answer, {skip} skips, {keep} keeps, {back} leaves it for later."
            ));
        }
    }
    model.overlays.push(Overlay::Pulse(page));
    Vec::new()
}

fn keep(model: &mut Model, page: &PulsePage) -> Vec<Effect> {
    if let Some(Overlay::End(end)) = model.overlays.last_mut() {
        end.pulse = PulseOffer::Kept;
    }
    vec![
        Effect::Act(Act::TakePulse {
            relationship: page.relationship,
            side: page.side,
            form: page.form,
            answers: page.answers.clone(),
        }),
        Effect::KeepDraft(page.draft_name(), String::new()),
    ]
}
