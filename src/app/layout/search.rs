//! Where everything stands over the screen in a search and on the page of a past session.

use super::TWO_PANES;

/// The lines that a past session's text may take: all but header, rule, message and footer.
#[must_use]
pub fn reading_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(4))
}

/// The hits that have room: all lines but the head, its rule, the message and the footer.
#[must_use]
pub fn search_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(4))
}

/// The columns of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchColumns {
    /// The day.
    pub date: u16,
    /// The mark of its kind.
    pub sign: u16,
    /// What the match stands in; 0 where there is no room for it.
    pub kind: u16,
    /// The text around the match.
    pub text: u16,
    /// How wide that is.
    pub context: u16,
    /// With whom; at the right edge.
    pub name: u16,
}

/// Where a hit's columns stand.
#[must_use]
pub fn search_columns(size: (u16, u16), everybody: bool) -> SearchColumns {
    let (date, day) = (3, if size.0 < TWO_PANES { 9 } else { 12 });
    let sign = date + day;
    let (kind, text) = if size.0 < TWO_PANES {
        (0, sign + 2)
    } else {
        (sign + 2, sign + 13)
    };
    let name = size.0.saturating_sub(if everybody { 10 } else { 0 });
    SearchColumns {
        date,
        sign,
        kind,
        text,
        context: name.saturating_sub(text + 1),
        name,
    }
}
