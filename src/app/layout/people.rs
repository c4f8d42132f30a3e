//! The card of the person in view, line by line: what to remember, the next date and the last one, how to reach them.

use chrono::Offset;
use chrono_tz::Tz;

use super::card::Card;
use super::head::Tone;
use crate::app::model::Model;
use crate::domain::relationship::RelationshipStatus;
use crate::domain::rhythm::Rhythm;
use crate::domain::{Instant, Relationship, Role, Session, Word, text, when};

/// The card.
pub(super) fn card(model: &Model, room: usize) -> Card {
    let mut card = Card::default();
    let Some(person) = &model.relationship else {
        return card;
    };
    let is_low = model.size.1 < 30;
    let least = if is_low { 3 } else { 8 };
    card.line(
        Tone::Strong,
        text::visible(&person.partner_name).into_owned(),
    );
    card.line(Tone::Muted, standing(person, model));
    if !person.end_note.is_empty() {
        card.hang("Ended", &person.end_note, room, least);
    }
    card.text(Tone::Plain, person.purpose.trim(), room, 2);
    card.blank();
    if !person.about.is_empty() {
        card.hang("▪", &model.shown(&person.about, true), room, least);
        card.blank();
    }
    let next = model.next.as_ref().map(|next| {
        let there = there(person, next.planned_start, model);
        format!("{}{there}", moment(next.planned_start, model))
    });
    let next = next.as_deref().unwrap_or("no date yet");
    card.hang("Next", next, room, 2);
    if let Some(last) = &model.people.last_met {
        let words = met(&model.veiled(last), model);
        card.hang("Met", &words, room, if is_low { 2 } else { 4 });
    }
    if person.status != RelationshipStatus::Ended {
        let phase = format!("{}: {}", person.phase.spoken(), person.phase.meaning());
        card.hang("Phase", &phase, room, 1);
    }
    let rhythm = Rhythm {
        days: person.cadence_days,
        minutes: person.session_minutes,
    };
    card.hang("Meet", &rhythm.to_string(), room, 1);
    for (word, words) in [
        ("Mail", person.email.clone()),
        ("At", person.organisation.clone()),
        ("Zone", zone_words(person, model)),
    ] {
        if !words.is_empty() {
            card.hang(word, &words, room, 1);
        }
    }
    card
}

/// What they are to me, whether one meets, and since when.
fn standing(person: &Relationship, model: &Model) -> String {
    let today = model.today();
    let role = match person.my_role {
        Role::Mentee => "mentor",
        Role::Mentor => "mentee",
        Role::Peer => "peer",
    };
    let is_over = person.pause_ran_out(today).is_some();
    let mut words = match person.status {
        _ if is_over => format!("{role} · pause ended"),
        RelationshipStatus::Active => role.to_owned(),
        status => format!("{role} · {}", status.spoken()),
    };
    if let Some(kind) = person.end_kind {
        words = format!("{role} · {}", kind.told().to_lowercase());
    }
    let day = match person.status {
        RelationshipStatus::Active => person.started_on.map(|day| (" since", day)),
        RelationshipStatus::Paused if is_over => person.paused_until.map(|day| ("", day)),
        RelationshipStatus::Paused => person.paused_until.map(|day| (" until", day)),
        RelationshipStatus::Ended => person.ended_on.map(|day| (" on", day)),
    };
    match day {
        Some((word, day)) => format!("{words}{word} {}", when::short_day(day, today)),
        None => words,
    }
}

fn met(last: &Session, model: &Model) -> String {
    let day = when::short_day(last.at().day(model.now.zone), model.today());
    if last.summary.is_empty() {
        day
    } else {
        format!("{day} · {}", last.summary)
    }
}

fn moment(at: Instant, model: &Model) -> String {
    let local = at.local(model.now.zone);
    when::show_moment(local, model.today())
}

/// What their clock shows at that moment, where it shows something else: " · 17:00 there".
pub(super) fn there(person: &Relationship, at: Instant, model: &Model) -> String {
    person.there(at, model.now.zone)
}

/// Their zone, and how far it is ahead or behind today.
fn zone_words(person: &Relationship, model: &Model) -> String {
    let Some(zone) = person.zone() else {
        return person.zone.clone();
    };
    let offset = |zone: Tz| {
        let at = model.now.at.utc().with_timezone(&zone);
        i64::from(at.offset().fix().local_minus_utc()) / 60
    };
    match offset(zone) - offset(model.now.zone) {
        0 => format!("{zone}, as here"),
        ahead @ 1.. => format!("{zone}, {} ahead", span(ahead)),
        behind => format!("{zone}, {} behind", span(-behind)),
    }
}

fn span(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes}"),
    }
}
