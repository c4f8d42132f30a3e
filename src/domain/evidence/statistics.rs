//! How sure a count of so few cases is: Wilson's range of a rate, Newcombe's of the difference of two. Both keep close to
//! their 95 % where the cases are few and the rate is near 0 or 1, which the textbook's p ± z·√(p(1−p)/n) does not.
//!
//! E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical
//! Association 22 (1927). R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison
//! of eleven methods", Statistics in Medicine 17 (1998).

use crate::domain::words::words;

/// The quantile of the normal distribution for 95 %.
const Z: f64 = 1.959_964;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Those that count.
    pub k: u32,
    /// All cases.
    pub n: u32,
}

/// A rough range of a rate, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Range {
    /// "46–85 %".
    #[must_use]
    pub fn words(self) -> String {
        format!("{:.0}–{:.0} %", self.low * 100.0, self.high * 100.0)
    }
}

words! {
    /// What can be claimed against the window before.
    Change {
        /// The range of the difference holds 0, or there is nothing to compare.
        TooEarly = "too early to tell",
        /// It lies above 0.
        Higher = "higher",
        /// It lies below 0.
        Lower = "lower",
    }
}

impl Rate {
    /// k of n, from 0 to 1; 0 where there is no case.
    #[must_use]
    pub fn share(self) -> f64 {
        if self.n == 0 {
            0.0
        } else {
            f64::from(self.k) / f64::from(self.n)
        }
    }

    /// The same in whole percent.
    #[must_use]
    pub fn percent(self) -> String {
        format!("{:.0} %", self.share() * 100.0)
    }

    /// Wilson's 95 % score interval (Wilson 1927): centre (p + z²/2n)/(1 + z²/n), half-width
    /// z·√(p(1−p)/n + z²/4n²)/(1 + z²/n), kept within 0 and 1. None where there is no case.
    #[must_use]
    pub fn range(self) -> Option<Range> {
        if self.n == 0 {
            return None;
        }
        let (p, n) = (self.share(), f64::from(self.n));
        let below = 1.0 + Z * Z / n;
        let centre = (p + Z * Z / (2.0 * n)) / below;
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / below;
        // The range holds its rate, also where rounding would leave it out by a hair.
        Some(Range {
            low: (centre - half).clamp(0.0, p),
            high: (centre + half).clamp(p, 1.0),
        })
    }

    /// Newcombe's 95 % interval of the difference d to an earlier rate, by the square-and-add method over Wilson's ranges
    /// (Newcombe 1998, method 10): from d − √((p1−l1)² + (u2−p2)²) to d + √((u1−p1)² + (p2−l2)²), 1 being this rate and 2 the
    /// earlier one. It lies within −1 and 1. None where either has no case.
    #[must_use]
    pub fn difference(self, earlier: Self) -> Option<Range> {
        let (now, then) = (self.range()?, earlier.range()?);
        let (p1, p2) = (self.share(), earlier.share());
        let d = p1 - p2;
        let down = ((p1 - now.low).powi(2) + (then.high - p2).powi(2)).sqrt();
        let up = ((now.high - p1).powi(2) + (p2 - then.low).powi(2)).sqrt();
        Some(Range {
            low: d - down,
            high: d + up,
        })
    }

    /// Higher or lower than an earlier rate, only where the range of the difference leaves 0 out.
    #[must_use]
    pub fn against(self, earlier: Self) -> Change {
        match self.difference(earlier) {
            Some(range) if range.low > 0.0 => Change::Higher,
            Some(range) if range.high < 0.0 => Change::Lower,
            _ => Change::TooEarly,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(range: Option<Range>, low: f64, high: f64) {
        let Some(range) = range else {
            panic!("no range")
        };
        assert!(
            (range.low - low).abs() < 5e-5 && (range.high - high).abs() < 5e-5,
            "{range:?}"
        );
    }

    #[test]
    fn wilson_gives_the_published_values() {
        close(Rate { k: 0, n: 5 }.range(), 0.0, 0.4345);
        close(Rate { k: 3, n: 4 }.range(), 0.3006, 0.9544);
        close(Rate { k: 5, n: 5 }.range(), 0.5655, 1.0);
        close(Rate { k: 8, n: 10 }.range(), 0.4902, 0.9433);
        close(Rate { k: 18, n: 24 }.range(), 0.5510, 0.8800);
    }

    #[test]
    fn newcombe_claims_a_change_only_where_the_range_leaves_nothing_out() {
        let (now, then) = (Rate { k: 9, n: 10 }, Rate { k: 5, n: 10 });
        close(now.difference(then), -0.0024, 0.6759);
        assert_eq!(now.against(then), Change::TooEarly);
        let (now, then) = (Rate { k: 18, n: 20 }, Rate { k: 10, n: 20 });
        close(now.difference(then), 0.1159, 0.6133);
        assert_eq!(now.against(then), Change::Higher);
        assert_eq!(then.against(now), Change::Lower);
        assert_eq!(now.against(Rate::default()), Change::TooEarly);
    }

    proptest! {
        #[test]
        fn a_range_holds_its_rate(n in 1_u32..500, k in 0_u32..500) {
            let rate = Rate { k: k.min(n), n };
            let range = rate.range().unwrap_or(Range { low: 2.0, high: -1.0 });
            prop_assert!(0.0 <= range.low && range.low <= rate.share());
            prop_assert!(rate.share() <= range.high && range.high <= 1.0);
        }
    }
}
