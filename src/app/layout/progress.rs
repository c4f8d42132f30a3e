//! The figures of how far one has come, and what stands above them: which of them have room.

use crate::app::model::Zoom;
use crate::domain::progress::Progress;

/// The columns of a strand's name.
pub const LABEL: u16 = 13;
/// The most cells of a strip.
pub const STRIP: u16 = 12;
/// The columns of a year's figure.
pub const YEAR: u16 = 5;
/// From this width on the twelve months before stand beside.
const WITH_BEFORE: u16 = 42;

/// The figures of a strand, in a pane so wide; the last one stands at its right edge.
#[must_use]
pub fn figures(strand: &Progress, zoom: Zoom, width: u16) -> Vec<String> {
    if zoom == Zoom::Years {
        let years = years(strand, width).into_iter();
        let years = years.map(|(_, n)| n.to_string());
        return years.chain([strand.total().to_string()]).collect();
    }
    let before = (width >= WITH_BEFORE).then(|| strand.before().to_string());
    let now = strand.recent().iter().sum::<usize>().to_string();
    [now].into_iter().chain(before).collect()
}

/// What stands above the figures, each as wide as they are.
#[must_use]
pub fn columns(strand: Option<&Progress>, zoom: Zoom, width: u16) -> String {
    match (strand, zoom) {
        (Some(strand), Zoom::Years) => {
            let years = years(strand, width).into_iter();
            let years = years.map(|(year, _)| format!("{year} "));
            years.collect::<String>() + " all"
        }
        (Some(_), Zoom::Months) if width >= WITH_BEFORE => "before".into(),
        _ => String::new(),
    }
}

/// The last years that have room beside the sum of all, and before them what came earlier, so that they add up to it; a whole
/// strip comes before a fourth year.
fn years(strand: &Progress, width: u16) -> Vec<(String, usize)> {
    let free = width.saturating_sub(4 + LABEL + YEAR);
    let with_strip = free.saturating_sub(STRIP + 1) / YEAR;
    let most = usize::from((free / YEAR).clamp(1, 3).max(with_strip));
    let mut years = strand.years();
    let over = years.len().saturating_sub(most);
    let shown = years.split_off(over + usize::from(over > 0 && most > 1));
    let before: usize = years.iter().map(|(_, n)| n).sum();
    let before = (over > 0 && most > 1).then(|| ("before".to_owned(), before));
    let shown = shown.into_iter().map(|(year, n)| (year.to_string(), n));
    before.into_iter().chain(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::story::StoryKind;

    #[test]
    fn the_years_add_up_to_all() {
        let months: Vec<_> = (2019..=2026).map(|year| format!("{year}-03")).collect();
        let months = months.iter().map(|m| (m.as_str(), StoryKind::Goal, 2));
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let strands = Progress::strands(&months.collect::<Vec<_>>(), today);
        let told = |width| {
            let figures = strands.first().map(|s| figures(s, Zoom::Years, width));
            (columns(strands.first(), Zoom::Years, width), figures)
        };
        let of = |all: &[&str]| Some(all.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        let three = "before 2025 2026  all".to_owned();
        assert_eq!(told(46), (three, of(&["12", "2", "2", "16"])));
        let two = "before 2026  all".to_owned();
        assert_eq!(told(34), (two, of(&["14", "2", "16"])));
    }
}
