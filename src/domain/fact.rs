//! Facts about two people that are worth a look before they meet: the rhythm, the agenda, the half-way review, the agreed
//! end, the phase, the pulse, feedback each way. Pure rules; the sentences are the small texts'.

use chrono::NaiveDate;

use super::moment::{Instant, Now};
use super::offer::OfferKind;
use super::relationship::{Phase, Relationship, RelationshipStatus};
use super::{Word, content, pulse, when};

/// The agreed end is near from this many days before it.
pub const END_DAYS: i64 = 30;

/// Without an agreement feedback is noted as missing after this many sessions.
const FEEDBACK_EVERY: i64 = 3;

/// The next session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// When it begins.
    pub start: Instant,
    /// By how many hours before that its agenda is shared.
    pub lead_hours: i64,
    /// How many items are on it.
    pub items: i64,
}

/// How it stands between two people, as far as the facts need it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each stands for itself; no two of them make a state"
)]
pub struct Standing {
    /// The next session.
    pub next: Option<Ahead>,
    /// When the last one was held.
    pub last_held: Option<Instant>,
    /// How many were held.
    pub held: i64,
    /// When feedback was last said, either way.
    pub last_said: Option<NaiveDate>,
    /// How many sessions were held since, or ever.
    pub held_since: i64,
    /// My last pulse.
    pub last_pulse: Option<NaiveDate>,
    /// A session to look back is planned, or was held since it was due.
    pub has_review: bool,
    /// A session to close with is planned, or was held near the end.
    pub has_closing: bool,
    /// Feedback every so many sessions, where that was agreed.
    pub feedback_every: Option<i64>,
    /// A goal is being worked on.
    pub has_goal: bool,
    /// Feedback each way stands on the next agenda, or waits for one.
    pub is_exchange_ahead: bool,
}

/// Something to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: OfferKind,
    /// Which occurrence it is, so that one can be switched off and the next one comes: a day, or a phase.
    pub about: String,
    /// The sentence.
    pub sentence: String,
}

/// What is worth knowing of two who meet; while they pause that the pause has run out, after the end nothing.
#[must_use]
pub fn facts(with: &Relationship, standing: &Standing, now: Now) -> Vec<Fact> {
    if with.status != RelationshipStatus::Active {
        return pause(with, now).into_iter().collect();
    }
    let found = [
        rhythm(with, standing, now),
        empty(standing, now),
        review(with, standing, now),
        ending(with, standing, now),
        phase(with, standing, now),
        pulse_due(with, standing, now),
        exchange(standing, now),
    ];
    found.into_iter().flatten().collect()
}

fn fact(
    kind: OfferKind,
    about: &dyn ToString,
    text: &str,
    fill: &[(&str, String)],
) -> Option<Fact> {
    let text = content::nudge(text)?.text.clone();
    let sentence = fill.iter().fold(text, |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    });
    Some(Fact {
        kind,
        about: about.to_string(),
        sentence,
    })
}

fn pause(with: &Relationship, now: Now) -> Option<Fact> {
    let to = with.pause_ran_out(now.today())?;
    let fill = [("date", when::short_day(to, now.today()))];
    fact(OfferKind::Pause, &to, "pause", &fill)
}

/// No next date; or one that slips: it lies more than one and a half times the cadence behind the last session.
fn rhythm(with: &Relationship, standing: &Standing, now: Now) -> Option<Fact> {
    let today = now.today();
    let last = standing.last_held.map(|at| at.day(now.zone));
    let next = standing.next.map(|next| next.start.day(now.zone));
    let day = |day| when::short_day(day, today);
    match (last, next) {
        (None, None) => fact(OfferKind::Rhythm, &"first", "rhythm", &[]),
        (Some(last), None) => {
            let fill = [("last", day(last))];
            fact(OfferKind::Rhythm, &last, "rhythm-since", &fill)
        }
        (Some(last), Some(next)) if (next - last).num_days() * 2 > with.cadence_days * 3 => {
            let fill = [
                ("gap", span((next - last).num_days())),
                ("last", day(last)),
                ("next", day(next)),
                ("rhythm", span(with.cadence_days)),
            ];
            fact(OfferKind::Rhythm, &next, "rhythm-slips", &fill)
        }
        _ => None,
    }
}

/// "2 weeks", "10 days".
fn span(days: i64) -> String {
    let (count, unit) = if days >= 14 {
        (days / 7, "week")
    } else {
        (days, "day")
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn empty(standing: &Standing, now: Now) -> Option<Fact> {
    let next = standing.next.filter(|next| next.items == 0)?;
    let is_due = next.start.minutes_since(now.at) <= next.lead_hours * 60;
    let day = next.start.day(now.zone);
    let fill = [("when", when::show_day(day, now.today()))];
    is_due.then(|| fact(OfferKind::Empty, &day, "empty", &fill))?
}

fn review(with: &Relationship, standing: &Standing, now: Now) -> Option<Fact> {
    let on = with.review_on.filter(|on| *on <= now.today())?;
    let fill = [("date", when::short_day(on, now.today()))];
    (!standing.has_review).then(|| fact(OfferKind::Review, &on, "review", &fill))?
}

fn ending(with: &Relationship, standing: &Standing, now: Now) -> Option<Fact> {
    let is_near = |on: &NaiveDate| (*on - now.today()).num_days() <= END_DAYS;
    let on = with.ends_on.filter(is_near)?;
    let fill = [("date", when::show_day(on, now.today()))];
    (!standing.has_closing).then(|| fact(OfferKind::Ending, &on, "ending", &fill))?
}

/// The phase that what was done fits; the user decides.
#[must_use]
pub fn next_phase(with: &Relationship, standing: &Standing, today: NaiveDate) -> Option<Phase> {
    let is_near = |on: NaiveDate| (on - today).num_days() <= END_DAYS;
    match with.phase {
        Phase::Preparing if standing.held > 0 => Some(Phase::Negotiating),
        Phase::Negotiating if standing.feedback_every.is_some() && standing.has_goal => {
            Some(Phase::Enabling)
        }
        Phase::Enabling if with.ends_on.is_some_and(is_near) => Some(Phase::Closing),
        // Who meets beyond the agreed end does so as something else.
        Phase::Closing if with.ends_on.is_some_and(|on| on < today) && standing.next.is_some() => {
            Some(Phase::Redefined)
        }
        _ => None,
    }
}

fn phase(with: &Relationship, standing: &Standing, now: Now) -> Option<Fact> {
    let to = next_phase(with, standing, now.today())?;
    let fill = [("phase", to.spoken()), ("why", why(to, standing.held))];
    fact(OfferKind::Phase, &to.word(), "phase", &fill)
}

/// What a phase is suggested by.
fn why(phase: Phase, held: i64) -> String {
    match phase {
        Phase::Negotiating if held == 1 => "Met once".into(),
        Phase::Negotiating => format!("Met {held} times"),
        Phase::Enabling => "Goals, agreement".into(),
        Phase::Redefined => "Beyond the end".into(),
        _ => "Near the end".into(),
    }
}

fn pulse_due(with: &Relationship, standing: &Standing, now: Now) -> Option<Fact> {
    let today = now.today();
    let since = standing.last_pulse.or(with.started_on)?;
    if (today - since).num_days() < pulse::DUE_DAYS || standing.held == 0 {
        return None;
    }
    match standing.last_pulse {
        Some(last) => {
            let fill = [("date", when::short_day(last, today))];
            fact(OfferKind::Pulse, &last, "pulse", &fill)
        }
        None => fact(OfferKind::Pulse, &"first", "pulse-first", &[]),
    }
}

fn exchange(standing: &Standing, now: Now) -> Option<Fact> {
    let every = standing.feedback_every.unwrap_or(FEEDBACK_EVERY).max(1);
    if standing.held_since < every || standing.is_exchange_ahead {
        return None;
    }
    match standing.last_said {
        Some(said) => {
            let fill = [("date", when::short_day(said, now.today()))];
            fact(OfferKind::Exchange, &said, "exchange", &fill)
        }
        None => fact(OfferKind::Exchange, &"first", "exchange-first", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap_or_default()
    }

    fn now() -> Now {
        Now {
            at: at("2026-11-24T09:00:00Z"),
            zone: chrono_tz::Tz::UTC,
        }
    }

    fn next(start: &str) -> Ahead {
        Ahead {
            start: at(start),
            lead_hours: 24,
            items: 1,
        }
    }

    #[test]
    fn a_date_slips_where_it_is_half_a_rhythm_further_off_than_agreed() {
        let with = Relationship {
            cadence_days: 14,
            phase: Phase::Enabling,
            ..Relationship::default()
        };
        for (start, is_told) in [
            ("2026-11-26T15:00:00Z", false),
            ("2026-12-03T15:00:00Z", false),
            ("2026-12-04T15:00:00Z", true),
        ] {
            let standing = Standing {
                last_held: Some(at("2026-11-12T15:00:00Z")),
                next: Some(next(start)),
                ..Standing::default()
            };
            let told = facts(&with, &standing, now());
            assert_eq!(!told.is_empty(), is_told, "{start}: {told:?}");
        }
    }

    #[test]
    fn who_pauses_or_has_ended_is_left_alone() {
        for status in [RelationshipStatus::Paused, RelationshipStatus::Ended] {
            let with = Relationship {
                status,
                ..Relationship::default()
            };
            assert_eq!(facts(&with, &Standing::default(), now()), []);
        }
    }

    #[test]
    fn a_phase_is_suggested_by_what_was_done_and_only_one_on() {
        let mut with = Relationship::default();
        let mut standing = Standing::default();
        let today = now().today();
        assert_eq!(next_phase(&with, &standing, today), None);
        standing.held = 1;
        assert_eq!(
            next_phase(&with, &standing, today),
            Some(Phase::Negotiating)
        );
        with.phase = Phase::Negotiating;
        assert_eq!(next_phase(&with, &standing, today), None);
        (standing.feedback_every, standing.has_goal) = (Some(1), true);
        assert_eq!(next_phase(&with, &standing, today), Some(Phase::Enabling));
        with.phase = Phase::Enabling;
        with.ends_on = Some(today);
        assert_eq!(next_phase(&with, &standing, today), Some(Phase::Closing));
        with.phase = Phase::Closing;
        assert_eq!(next_phase(&with, &standing, today), None);
        with.ends_on = today.pred_opt();
        assert_eq!(next_phase(&with, &standing, today), None);
        standing.next = Some(next("2026-11-26T15:00:00Z"));
        assert_eq!(next_phase(&with, &standing, today), Some(Phase::Redefined));
        with.phase = Phase::Redefined;
        assert_eq!(next_phase(&with, &standing, today), None);
    }
}
