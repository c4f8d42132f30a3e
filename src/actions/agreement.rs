//! How two people work together: a draft is written, both agree, the version before is superseded and never rewritten.

use super::say::{allow, refuse};
use super::{Scene, Step};
use crate::domain::agreement::TRANSITIONS;
use crate::domain::{Agreement, AgreementStatus, Batch, Id, Side, Table};

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
    let text = scene
        .store
        .agreement_in_force(relationship)?
        .unwrap_or_else(Agreement::starter);
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
    let label = match side {
        _ if is_agreed => format!("Agreed: version {}, from today", old.version),
        Side::Me if new.agreed_on_me.is_some() => format!("I agree to version {}", old.version),
        Side::Me => format!("Not agreed by me: version {}", old.version),
        _ if new.agreed_on_partner.is_some() => {
            format!("The other side agrees to version {}", old.version)
        }
        _ => format!("Not agreed by the other side: version {}", old.version),
    };
    let mut batch = Batch::new(old.relationship_id, label).edit(&old, &new);
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
