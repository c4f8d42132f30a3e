//! Rows of an agreement, and its state in words.

use chrono::NaiveDate;

use crate::app::model::Model;
use crate::domain::{AgreementStatus, when};
use crate::store::window::practices::AgreementLine;

use super::super::pen::Pen;
use super::super::theme::{self, Role};
use super::shape::Shape;

pub(super) fn agreement<'a>(pen: &Pen<'a>, line: &'a AgreementLine) -> Shape<'a> {
    let words = agreement_words(
        pen.model,
        line.status,
        line.agreed_on_me,
        line.agreed_on_partner,
        line.effective_from,
    );
    Shape::new(
        theme::agreement(line.status),
        format!("Version {}", line.version),
    )
    .private(line.private)
    .right(1, words, Role::Muted)
}

/// Where an agreement stands: "draft, agreed by Athena", "agreed 3 Mar".
#[must_use]
pub fn agreement_words(
    model: &Model,
    status: AgreementStatus,
    me: Option<NaiveDate>,
    partner: Option<NaiveDate>,
    from: Option<NaiveDate>,
) -> String {
    let since = from.map_or_else(String::new, |d| {
        format!(" {}", when::short_day(d, model.today()))
    });
    match (status, me, partner) {
        (AgreementStatus::Agreed, ..) => format!("agreed{since}"),
        (AgreementStatus::Superseded, ..) => format!("replaced, agreed{since}"),
        (AgreementStatus::Draft, Some(_), None) => "draft, agreed by me".into(),
        (AgreementStatus::Draft, None, Some(_)) => {
            format!("draft, agreed by {}", model.partner())
        }
        (AgreementStatus::Draft, ..) => "draft".into(),
    }
}
