//! How two people work together: a draft is written, both agree, the version before is superseded and never rewritten.

use super::say::{allow, refuse};
use super::{Scene, Step};
use crate::domain::agreement::TRANSITIONS;
use crate::domain::{Agreement, AgreementStatus, Batch, Id, Relationship, Side, Table};

/// A new draft: the version in force to be changed, or the starter text. One draft at a time.
pub(super) fn begin(scene: &Scene, relationship: Id) -> Step {
    let versions = scene.store.agreements(relationship)?;
    if let Some(draft) = versions.iter().find(|a| a.status == AgreementStatus::Draft) {
        return refuse(format!(
            "Version {} is being written. Enter opens it, d takes it away.",
            draft.version
        ));
    }
    let newest = versions.iter().map(|a| a.version).max().unwrap_or(0);
    let with: Relationship = scene.store.get(relationship)?;
    let text = match scene.store.agreement_in_force(relationship)? {
        Some(agreed) => Agreement {
            sections: agreed.in_rhythm(with.rhythm()),
            ..agreed
        },
        None => Agreement::starter(&with),
    };
    let draft = fresh!(
        scene,
        relationship,
        Agreement {
            version: newest + 1,
            notice_hours: text.notice_hours,
            grace_minutes: text.grace_minutes,
            agenda_lead_hours: text.agenda_lead_hours,
            feedback_every_sessions: text.feedback_every_sessions,
            retention: text.retention,
            sections: text.sections,
        }
    );
    let batch = Batch::new(
        relationship,
        format!("How we work together: draft {}", draft.version),
    )
    .add(&draft);
    Ok((batch, Some((Table::Agreements, draft.id))))
}

/// One of the two agrees, or takes it back; with both the draft is in force from today, and the version before is superseded.
pub(super) fn agree(scene: &Scene, id: Id, side: Side) -> Step {
    let old: Agreement = scene.store.get(id)?;
    let what = format!("Version {}", old.version);
    allow(TRANSITIONS, old.status, AgreementStatus::Agreed, &what)?;
    let new = old.agreed_by(side, scene.today());
    let is_agreed = new.status == AgreementStatus::Agreed;
    // What was written and agreed on is what the next dates are proposed by.
    let with: Relationship = scene.store.get(old.relationship_id)?;
    let rhythm = new
        .rhythm(with.rhythm())
        .filter(|rhythm| is_agreed && *rhythm != with.rhythm());
    let label = match side {
        _ if is_agreed => {
            let rhythm = rhythm.map_or_else(String::new, |r| format!(" · {r}"));
            format!(
                "Agreed by both: version {}, from today{rhythm}",
                old.version
            )
        }
        Side::Me if new.agreed_on_me.is_some() => format!("I agree to version {}", old.version),
        Side::Me => format!("Not agreed by me: version {}", old.version),
        _ if new.agreed_on_partner.is_some() => {
            format!("The other side agrees to version {}", old.version)
        }
        _ => format!("Not agreed by the other side: version {}", old.version),
    };
    let mut batch = Batch::new(old.relationship_id, label).edit(&old, &new);
    if let Some(rhythm) = rhythm {
        let now = Relationship {
            cadence_days: rhythm.days,
            session_minutes: rhythm.minutes,
            ..with.clone()
        };
        batch = batch.edit(&with, &now);
    }
    if is_agreed && let Some(before) = scene.store.agreement_in_force(old.relationship_id)? {
        let what = format!("Version {}", before.version);
        let to = AgreementStatus::Superseded;
        allow(TRANSITIONS, before.status, to, &what)?;
        let superseded = Agreement {
            status: AgreementStatus::Superseded,
            ..before.clone()
        };
        batch = batch.edit(&before, &superseded);
    }
    Ok((batch, Some((Table::Agreements, id))))
}
