//! How two people work together: notice, grace, agenda lead, and what they wrote down.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::content;
use super::entity::{self, entity};
use super::relationship::{Relationship, Role};
use super::rhythm::Rhythm;
use super::words::{Side, Transition, words};

words! {
    /// `draft` → `agreed` → `superseded` by the next agreed version.
    AgreementStatus {
        /// Being written.
        Draft = "draft",
        /// In force; never changes.
        Agreed = "agreed",
        /// Replaced by a newer one.
        Superseded = "superseded",
    }
}

/// What may follow what, with the letter of the state menu. Nobody replaces a version by hand: the one in force gives way to
/// the next with the key by which that one is agreed.
pub const TRANSITIONS: &[Transition<AgreementStatus>] = {
    use AgreementStatus::{Agreed, Draft, Superseded};
    &[
        (Draft, Agreed, 'b', "agreed by both, from today"),
        (Agreed, Superseded, 'b', "replaced by the next version"),
    ]
};

/// One section of an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementSection {
    /// The section of the starter agreement.
    pub id: String,
    /// What the two wrote.
    pub text: String,
}

entity! {
    /// A version of how we work together.
    shared Agreement in Agreements {
        required {}
        rest {
            /// 1, 2, 3 …
            version: i64 = 1,
            /// Whether it is in force.
            status: AgreementStatus,
            /// When I agreed.
            agreed_on_me: Option<NaiveDate>,
            /// When the partner agreed.
            agreed_on_partner: Option<NaiveDate>,
            /// From when it holds.
            effective_from: Option<NaiveDate>,
            /// Hours of notice that a change of plan needs.
            notice_hours: i64 = 24,
            /// Minutes within which a start counts as on time.
            grace_minutes: i64 = 5,
            /// Hours before a session by which its agenda is shared.
            agenda_lead_hours: i64 = 24,
            /// A piece of feedback every so many sessions.
            feedback_every_sessions: i64 = 1,
            /// What happens to the notes afterwards.
            retention: String,
            /// What the two wrote down.
            sections: Vec<AgreementSection>,
        }
    }
}

/// The numbers of an agreement, which its starter text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Hours of notice that a change of plan needs.
    pub notice_hours: i64,
    /// Minutes within which a start counts as on time.
    pub grace_minutes: i64,
    /// Hours before a session by which its agenda is shared.
    pub agenda_lead_hours: i64,
    /// A piece of feedback every so many sessions.
    pub feedback_every_sessions: i64,
}

impl Terms {
    /// A text of the starter with these numbers in it.
    #[must_use]
    pub fn filled(self, text: &str) -> String {
        let lead = match self.agenda_lead_hours {
            24 => "the day".to_owned(),
            1 => "an hour".to_owned(),
            hours if hours > 0 && hours % 24 == 0 => format!("{} days", hours / 24),
            hours => format!("{hours} hours"),
        };
        let sessions = match self.feedback_every_sessions {
            1 => "session".to_owned(),
            every => format!("{every} sessions"),
        };
        text.replace("{notice}", &self.notice_hours.to_string())
            .replace("{grace}", &self.grace_minutes.to_string())
            .replace("{lead}", &lead)
            .replace("{sessions}", &sessions)
    }

    /// The sections with other numbers: each sentence of the starter that stands in one as it was follows them, and what the
    /// two wrote stays.
    #[must_use]
    pub fn followed(self, to: Self, sections: &[AgreementSection]) -> Vec<AgreementSection> {
        let start = &content::agreement().sections;
        let told = |section: &AgreementSection| {
            let own = start.iter().find(|s| s.id == section.id);
            let texts = own.map_or(["", ""], |s| [&s.default, &s.peers]);
            let sentences = texts.into_iter().flat_map(|t| t.split_inclusive(". "));
            let text = sentences.filter(|sentence| sentence.contains('{')).fold(
                section.text.clone(),
                |text, sentence| {
                    let sentence = sentence.trim_end();
                    text.replace(&self.filled(sentence), &to.filled(sentence))
                },
            );
            AgreementSection {
                id: section.id.clone(),
                text,
            }
        };
        sections.iter().map(told).collect()
    }
}

/// The section on how often the two meet.
const RHYTHM: &str = "rhythm";

/// "Every 2 weeks for 45 minutes": a rhythm as a text on it begins; without a cadence the length alone.
fn sentence(rhythm: Rhythm) -> String {
    let minutes = format!("for {} minutes", rhythm.minutes);
    if rhythm.days < 1 {
        return format!("As it suits us, {minutes}");
    }
    let words = rhythm.to_string();
    let often = words.split(',').next().unwrap_or_default();
    format!("{} {minutes}", often.replacen("every", "Every", 1))
}

/// The rhythm that a text begins with; what it does not say stays as in `usual`. None where it says none.
fn rhythm_of(text: &str, usual: Rhythm) -> Option<Rhythm> {
    let pieces = text.split([',', '.', ';', '\n']);
    let mut pieces = pieces.flat_map(|p| p.split(" for ")).map(str::trim);
    let often = Rhythm::read(pieces.next().filter(|p| !p.is_empty())?, usual).ok()?;
    // What follows tells the length alone: how long all of it lasts is no rhythm.
    let probe = Rhythm { days: 366, ..often };
    let long = pieces.take(2).filter(|p| !p.is_empty()).find_map(|piece| {
        Rhythm::read(piece, probe)
            .ok()
            .filter(|read| read.days == probe.days)
    });
    Some(Rhythm {
        days: often.days,
        ..long.unwrap_or(often)
    })
}

impl Agreement {
    /// The rhythm that its text names, for two who meet in this one; none where it names none.
    #[must_use]
    pub fn rhythm(&self, usual: Rhythm) -> Option<Rhythm> {
        rhythm_of(self.section(RHYTHM), usual)
    }

    /// The sections with the rhythm in which the two meet by now, where the text begins with one.
    #[must_use]
    pub fn in_rhythm(&self, now: Rhythm) -> Vec<AgreementSection> {
        let mut sections = self.sections.clone();
        let told = sections.iter_mut().find(|section| section.id == RHYTHM);
        if let Some(section) = told.filter(|s| rhythm_of(&s.text, now).is_some_and(|r| r != now)) {
            let end = section.text.find([',', '.', ';', '\n']);
            let rest = section.text.split_off(end.unwrap_or(section.text.len()));
            section.text = sentence(now) + &rest;
        }
        sections
    }

    /// Its numbers.
    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            notice_hours: self.notice_hours,
            grace_minutes: self.grace_minutes,
            agenda_lead_hours: self.agenda_lead_hours,
            feedback_every_sessions: self.feedback_every_sessions,
        }
    }

    /// The starter text for two people, with the field's usual numbers and the rhythm in which they meet.
    #[must_use]
    pub fn starter(with: &Relationship) -> Self {
        let start = content::agreement();
        let terms = Self::default().terms();
        let rhythm = sentence(with.rhythm());
        let sections = start.sections.iter().map(|section| {
            let is_among_peers = with.my_role == Role::Peer && !section.peers.is_empty();
            let text = if is_among_peers {
                &section.peers
            } else {
                &section.default
            };
            AgreementSection {
                id: section.id.clone(),
                text: terms.filled(text).replace("{rhythm}", &rhythm),
            }
        });
        Self {
            sections: sections.collect(),
            ..Self::default()
        }
    }

    /// What the two wrote in a section.
    #[must_use]
    pub fn section(&self, id: &str) -> &str {
        self.sections
            .iter()
            .find(|s| s.id == id)
            .map_or("", |s| &s.text)
    }

    /// The draft once a side agrees, or takes that back; with both it is in force from that day.
    #[must_use]
    pub fn agreed_by(&self, side: Side, today: NaiveDate) -> Self {
        let turned = |held: Option<NaiveDate>| held.is_none().then_some(today);
        let mut new = self.clone();
        match side {
            Side::Me => new.agreed_on_me = turned(self.agreed_on_me),
            Side::Partner => new.agreed_on_partner = turned(self.agreed_on_partner),
            Side::Both => {
                new.agreed_on_me = self.agreed_on_me.or(Some(today));
                new.agreed_on_partner = self.agreed_on_partner.or(Some(today));
            }
        }
        if new.agreed_on_me.is_some() && new.agreed_on_partner.is_some() {
            new.status = AgreementStatus::Agreed;
            new.effective_from = Some(today);
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rhythm_is_what_its_text_begins_with_and_not_how_long_all_of_it_lasts() {
        let usual = Rhythm::default();
        let table = [
            ("Every two weeks for 45 minutes, for nine months.", 14, 45),
            ("Every 3 weeks for an hour, for a year.", 21, 60),
            ("Weekly, 30 min, until June.", 7, 30),
            ("Every month for a year.", 30, 45),
        ];
        for (text, days, minutes) in table {
            assert_eq!(
                rhythm_of(text, usual),
                Some(Rhythm { days, minutes }),
                "{text}"
            );
        }
        for text in [
            "",
            "Same rhythm and length, half a year at a time.",
            "As it suits us, for 45 minutes.",
        ] {
            assert_eq!(rhythm_of(text, usual), None, "{text}");
        }
    }
}
