//! Starter content: agenda templates, the bank of questions, the sections of an agreement, the pulse, small texts.
//!
//! It is written in TOML under `assets/`, compiled in, and read once. Nothing here is required of anyone.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::agenda::ItemKind;
use super::question::{AskBy, Practice};
use super::relationship::{Phase, Role};
use super::words::{Side, words};

/// No item of a scaled template is shorter, in minutes.
const SHORTEST: i64 = 2;

words! {
    /// Whose an item of a template is.
    Owner {
        /// Both of us.
        Both = "both",
        /// The mentor's.
        Mentor = "mentor",
        /// The mentee's.
        Mentee = "mentee",
    }
}

impl Owner {
    /// The side that it means to me; between peers both own everything.
    #[must_use]
    pub fn side(self, my_role: Role) -> Side {
        match (self, my_role) {
            (Self::Both, _) | (_, Role::Peer) => Side::Both,
            (Self::Mentor, Role::Mentor) | (Self::Mentee, Role::Mentee) => Side::Me,
            (Self::Mentor, Role::Mentee) | (Self::Mentee, Role::Mentor) => Side::Partner,
        }
    }
}

/// An agenda to begin with.
#[derive(Clone, Debug, Deserialize)]
pub struct Template {
    /// Its id, as it stands in a session.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The phase that it fits.
    pub phase: Phase,
    /// The length that its minutes were written for.
    pub minutes: i64,
    /// What it is for, in one sentence.
    pub purpose: String,
    /// Its items, in order.
    #[serde(rename = "item")]
    pub items: Vec<TemplateItem>,
}

/// An item of a template.
#[derive(Clone, Debug, Deserialize)]
pub struct TemplateItem {
    /// What it is for.
    pub kind: ItemKind,
    /// Whose it is.
    pub owner: Owner,
    /// Minutes, of the template's.
    pub minutes: i64,
    /// In one line.
    pub title: String,
    /// A hint for the conversation.
    pub prompt: String,
    /// The live rows that belong under it.
    pub pull: String,
    /// Whether it may fall away where there is little time.
    #[serde(default)]
    pub optional: bool,
}

/// A question of the bank.
#[derive(Clone, Debug, Deserialize)]
pub struct BankQuestion {
    /// Its id.
    pub id: String,
    /// The practice that it serves.
    pub practice: Practice,
    /// The phase that it fits; `any` fits every phase.
    pub phase: String,
    /// Who asks.
    pub ask_by: AskBy,
    /// The question.
    pub text: String,
}

/// How an agreement begins.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AgreementStart {
    /// What it is called.
    pub title: String,
    /// What stands above the sections.
    pub preamble: String,
    /// Its sections, in order.
    #[serde(skip)]
    pub sections: Vec<SectionStart>,
}

/// A section of an agreement, as it is proposed.
#[derive(Clone, Debug, Deserialize)]
pub struct SectionStart {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What to write about.
    pub prompt: String,
    /// What is proposed.
    pub default: String,
    /// What is proposed between peers, where that differs.
    #[serde(default)]
    pub peers: String,
    /// The settings that hold the section's values.
    pub binds: String,
}

/// The pulse: how its items are put.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PulseStart {
    /// What stands before every item.
    pub stem: String,
    /// What 1 to 5 mean.
    pub anchors: Vec<String>,
    /// That it is no validated test.
    pub notice: String,
    /// Its items, in order.
    #[serde(skip)]
    pub items: Vec<PulseItem>,
}

/// An item of the pulse.
#[derive(Clone, Debug, Deserialize)]
pub struct PulseItem {
    /// Its id, as it stands in the answers.
    pub id: String,
    /// The row of the evidence board that it stands beside.
    pub dimension: String,
    /// Whether the quick form has it.
    pub core: bool,
    /// Whether a high answer means little: it counts as 6 − x.
    pub reverse: bool,
    /// The item.
    pub text: String,
}

/// A list of words of the small texts.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Values {
    /// The words, in order.
    pub values: Vec<String>,
}

/// A fact that is stated, with the key that goes on from there.
#[derive(Clone, Debug, Deserialize)]
pub struct Nudge {
    /// Its id, by which it is switched off.
    pub id: String,
    /// When it is stated.
    pub when: String,
    /// The sentence, with `{names}`.
    pub text: String,
    /// The same where there is less room; where there is no room for that either, its title stands alone.
    #[serde(default)]
    pub short: Option<String>,
    /// What Space does with it.
    pub does: String,
}

/// Small texts.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Microcopy {
    /// Nudges.
    #[serde(rename = "nudge")]
    pub nudges: Vec<Nudge>,
    /// What the evidence board says of itself.
    pub honesty: BTreeMap<String, String>,
    /// Why plans change.
    pub change_reasons: Values,
    /// What challenges are about.
    pub challenge_areas: Values,
    /// What the fields of a piece of feedback ask.
    pub feedback_prompts: BTreeMap<String, String>,
    /// What the fields of a challenge ask.
    pub reflection_prompts: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct TemplateFile {
    template: Vec<Template>,
}

#[derive(Default, Deserialize)]
struct QuestionFile {
    question: Vec<BankQuestion>,
}

#[derive(Default, Deserialize)]
struct AgreementFile {
    agreement: AgreementStart,
    section: Vec<SectionStart>,
}

#[derive(Default, Deserialize)]
struct PulseFile {
    pulse: PulseStart,
    item: Vec<PulseItem>,
}

/// Reads what was compiled in. A file that can't be read is empty; a test reads them all.
fn read<T: DeserializeOwned + Default>(text: &str) -> T {
    toml::from_str(text).unwrap_or_default()
}

/// The templates, in order.
pub fn templates() -> &'static [Template] {
    static READ: OnceLock<TemplateFile> = OnceLock::new();
    &READ
        .get_or_init(|| read(include_str!("../../assets/templates.toml")))
        .template
}

/// The template with this id.
#[must_use]
pub fn template(id: &str) -> Option<&'static Template> {
    templates().iter().find(|t| t.id == id)
}

/// The bank of questions, in order.
pub fn questions() -> &'static [BankQuestion] {
    static READ: OnceLock<QuestionFile> = OnceLock::new();
    &READ
        .get_or_init(|| read(include_str!("../../assets/questions.toml")))
        .question
}

/// The question of the bank with this id.
#[must_use]
pub fn question(id: &str) -> Option<&'static BankQuestion> {
    questions().iter().find(|q| q.id == id)
}

/// How an agreement begins.
pub fn agreement() -> &'static AgreementStart {
    static READ: OnceLock<AgreementStart> = OnceLock::new();
    READ.get_or_init(|| {
        let file: AgreementFile = read(include_str!("../../assets/agreement.toml"));
        AgreementStart {
            sections: file.section,
            ..file.agreement
        }
    })
}

/// The pulse.
pub fn pulse() -> &'static PulseStart {
    static READ: OnceLock<PulseStart> = OnceLock::new();
    READ.get_or_init(|| {
        let file: PulseFile = read(include_str!("../../assets/pulse.toml"));
        PulseStart {
            items: file.item,
            ..file.pulse
        }
    })
}

/// Small texts.
pub fn microcopy() -> &'static Microcopy {
    static READ: OnceLock<Microcopy> = OnceLock::new();
    READ.get_or_init(|| read(include_str!("../../assets/microcopy.toml")))
}

/// The nudge or offer of that name.
#[must_use]
pub fn nudge(id: &str) -> Option<&'static Nudge> {
    microcopy().nudges.iter().find(|nudge| nudge.id == id)
}

impl BankQuestion {
    /// Whether it belongs into this phase.
    #[must_use]
    pub fn fits(&self, phase: Phase) -> bool {
        use super::words::Word;
        self.phase == "any" || self.phase == phase.word()
    }
}

impl Template {
    /// The items with their minutes, scaled so that they fill `minutes` exactly and none is under 2. Where that doesn't
    /// fit, optional items fall away, last first; where it still doesn't, whatever stands last. Nothing fits into less
    /// than 2 minutes.
    #[must_use]
    pub fn scaled(&self, minutes: i64) -> Vec<(&TemplateItem, i64)> {
        let mut items: Vec<_> = self.items.iter().collect();
        while !items.is_empty() {
            let weights: Vec<_> = items.iter().map(|i| i.minutes.max(1)).collect();
            let mut shares = largest_remainder(&weights, minutes);
            let fits = shares.iter().all(|s| *s >= SHORTEST);
            let optional = items.iter().rposition(|i| i.optional);
            if !fits && optional.is_none() {
                lift_to(SHORTEST, &mut shares);
            }
            if shares.iter().all(|s| *s >= SHORTEST) {
                return items.into_iter().zip(shares).collect();
            }
            items.remove(optional.unwrap_or(items.len() - 1));
        }
        Vec::new()
    }
}

/// Shares of a total by weight, whole and with that very sum: each its floor, the rest to the largest remainders
/// (Hamilton's method), earlier ones first where they are equal.
fn largest_remainder(weights: &[i64], total: i64) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    let total = total.max(0);
    let mut shares: Vec<_> = weights.iter().map(|w| w * total / sum.max(1)).collect();
    let mut order: Vec<_> = (0..weights.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(weights[*i] * total % sum.max(1)));
    let rest = usize::try_from(total - shares.iter().sum::<i64>()).unwrap_or(0);
    for i in order.into_iter().take(rest) {
        shares[i] += 1;
    }
    shares
}

/// Gives each share at least `least`, taken from the largest ones; leaves them where the sum is too small for that.
fn lift_to(least: i64, shares: &mut [i64]) {
    let needed = i64::try_from(shares.len())
        .unwrap_or(i64::MAX)
        .saturating_mul(least);
    if shares.iter().sum::<i64>() < needed {
        return;
    }
    while let Some(short) = shares.iter().position(|s| *s < least) {
        let Some(longest) = (0..shares.len()).max_by_key(|i| shares[*i]) else {
            return;
        };
        shares[longest] -= 1;
        shares[short] += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_file_can_be_read() {
        assert_eq!(templates().len(), 8);
        assert_eq!(questions().len(), 60);
        assert_eq!(agreement().sections.len(), 12);
        assert_eq!(pulse().items.len(), 12);
        assert_eq!(pulse().items.iter().filter(|i| i.core).count(), 5);
        assert!(microcopy().nudges.len() > 5 && microcopy().change_reasons.values.len() > 5);
    }

    #[test]
    fn a_template_at_its_own_length_is_as_written() {
        for template in templates() {
            let scaled = template.scaled(template.minutes);
            assert_eq!(scaled.len(), template.items.len(), "{}", template.id);
            assert!(
                scaled
                    .iter()
                    .all(|(item, minutes)| item.minutes == *minutes),
                "{}",
                template.id
            );
        }
    }

    #[test]
    fn optional_items_fall_away_first() {
        for template in templates() {
            let kept = template.scaled(20);
            let lost_required = template.items.iter().filter(|i| !i.optional).count()
                > kept.iter().filter(|(i, _)| !i.optional).count();
            assert!(
                !lost_required || kept.iter().all(|(i, _)| !i.optional),
                "{}",
                template.id
            );
        }
    }

    proptest! {
        #[test]
        fn a_scaled_template_fills_the_session_exactly(which in 0..8_usize, minutes in 2..600_i64) {
            let scaled = templates()[which].scaled(minutes);
            prop_assert_eq!(scaled.iter().map(|(_, m)| m).sum::<i64>(), minutes);
            prop_assert!(scaled.iter().all(|(_, m)| *m >= SHORTEST));
        }
    }
}
