//! What is hidden while the screen is shared. The one place that decides what private text looks like; every drawing of
//! a text from the file goes through it. What is hidden shows only in the line in which one types, and leaves the program by
//! no key: it is neither copied nor given to an editor.

use std::borrow::Cow;

use serde_json::Value as Json;

pub use crate::domain::names::{HIDDEN, Names};
use crate::domain::search;
use crate::domain::table::Kind;
use crate::domain::{Entity, Visibility, Word};

use super::model::Model;
use crate::store::window::links::LinkLine;

impl Model {
    /// A text as it may be shown: a private one is hidden while the screen is masked; nothing stays nothing.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str, private: bool) -> Cow<'t, str> {
        if self.is_masked && private && !text.is_empty() {
            Cow::Borrowed(HIDDEN)
        } else {
            self.unnamed(text)
        }
    }

    /// A text as it may be shown that is nobody's secret: somebody else's name in it is hidden while the screen is masked.
    #[must_use]
    pub fn unnamed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.others {
            Some((_, names)) => names.hidden(text),
            None => Cow::Borrowed(text),
        }
    }

    /// What an action was called, as it may be shown. It may have been cut short when it was done: how much of it is left behind
    /// somebody's name would tell how long that is, so it ends there.
    #[must_use]
    pub fn told<'t>(&self, label: &'t str) -> Cow<'t, str> {
        let shown = self.unnamed(label);
        let Some((before, behind)) = shown.split_once(HIDDEN).filter(|_| shown != label) else {
            return shown;
        };
        match behind.split_once('…') {
            Some((_, rest)) => Cow::Owned(format!("{before}{HIDDEN}…{rest}")),
            None => shown,
        }
    }

    /// What a row is tied to, as it may be shown: while the screen is masked, a private row doesn't tell by the names of others
    /// what it is about.
    #[must_use]
    pub fn veiled_links(&self, is_private: bool, mut links: Vec<LinkLine>) -> Vec<LinkLine> {
        for line in links.iter_mut().filter(|_| self.is_masked && is_private) {
            line.private = true;
        }
        links
    }

    /// An entity as it may be shown: while the screen is masked, what is private of it is hidden.
    #[must_use]
    pub fn veiled<'t, T: Entity>(&self, entity: &'t T) -> Cow<'t, T> {
        if !self.is_masked {
            return Cow::Borrowed(entity);
        }
        let mut row = entity.to_row();
        let is_private =
            row.get("visibility").and_then(Json::as_str) == Some(Visibility::Private.word());
        for column in search::columns(T::TABLE) {
            if let Some(Json::String(text)) = row.get_mut(column.name)
                && column.kind == Kind::Text
            {
                *text = self.unnamed(text).into_owned();
            }
        }
        for column in T::COLUMNS {
            let is_hidden = is_private || column.always_private();
            if is_hidden
                && column.kind == Kind::Text
                && let Some(Json::String(text)) = row.get_mut(column.name)
                && !text.is_empty()
            {
                HIDDEN.clone_into(text);
            }
        }
        // An entity that can't be read back is better not shown at all.
        Cow::Owned(T::from_row(row).unwrap_or_default())
    }
}

/// What an action on a private row says: its verb, without the text.
#[must_use]
pub fn verb_of(message: &str) -> String {
    match message.split_once(": ") {
        Some((verb, _)) => format!("{verb}: {HIDDEN}"),
        None => message.to_owned(),
    }
}

/// A sentence without what it quotes: an error names the row that it is about.
#[must_use]
pub fn without_quotes(sentence: &str) -> Cow<'_, str> {
    match (sentence.find('\''), sentence.rfind('\'')) {
        (Some(from), Some(to)) if from < to => {
            let (before, after) = (sentence.get(..=from), sentence.get(to..));
            Cow::Owned(format!(
                "{}{HIDDEN}{}",
                before.unwrap_or(""),
                after.unwrap_or("")
            ))
        }
        _ => Cow::Borrowed(sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_all_but_its_quotes() {
        assert_eq!(
            without_quotes("'Athena's talk' is on an agenda already."),
            "'▪▪▪▪' is on an agenda already."
        );
        assert_eq!(without_quotes("Athena's turn."), "Athena's turn.");
        assert_eq!(verb_of("Undone: Done: Co-lead one"), "Undone: ▪▪▪▪");
    }
}
