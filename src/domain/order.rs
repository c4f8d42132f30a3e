//! Places in a list: numbers with gaps between them, so that a move writes one row.

use super::agenda::POSITION_STEP;

/// A place between two neighbours, or beyond the only one; none where no gap is left.
#[must_use]
pub fn between(above: Option<i64>, below: Option<i64>) -> Option<i64> {
    match (above, below) {
        (None, None) => Some(POSITION_STEP),
        (Some(above), None) => above.checked_add(POSITION_STEP),
        (None, Some(below)) => below.checked_sub(POSITION_STEP),
        (Some(above), Some(below)) => {
            let gap = below.checked_sub(above)?;
            (gap > 1).then(|| above + gap / 2)
        }
    }
}

/// The place of the `n`th row of a list that is numbered anew; the first is 0.
#[must_use]
pub fn nth(n: usize) -> i64 {
    i64::try_from(n)
        .unwrap_or(i64::MAX)
        .saturating_add(1)
        .saturating_mul(POSITION_STEP)
}

/// The order after one row went one place up or down; none where it is not there, or at that end already.
#[must_use]
pub fn stepped<T: Copy + PartialEq>(list: &[T], row: T, down: bool) -> Option<Vec<T>> {
    let at = list.iter().position(|r| *r == row)?;
    let to = if down { at + 1 } else { at.checked_sub(1)? };
    let mut order = list.to_vec();
    (to < order.len()).then(|| order.swap(at, to))?;
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_between_its_neighbours() {
        assert_eq!(between(Some(10), Some(20)), Some(15));
        assert_eq!(between(Some(10), Some(12)), Some(11));
        assert_eq!(between(Some(10), Some(11)), None);
        assert_eq!(between(Some(10), Some(10)), None);
        assert!(between(Some(10), None) > Some(10));
        assert!(between(None, Some(10)) < Some(10));
        assert_eq!(between(Some(i64::MAX), None), None);
        assert_eq!(between(Some(i64::MIN), Some(i64::MAX)), None);
    }

    #[test]
    fn a_step_stops_at_the_ends() {
        assert_eq!(stepped(&[1, 2, 3], 2, true), Some(vec![1, 3, 2]));
        assert_eq!(stepped(&[1, 2, 3], 2, false), Some(vec![2, 1, 3]));
        assert_eq!(stepped(&[1, 2, 3], 1, false), None);
        assert_eq!(stepped(&[1, 2, 3], 3, true), None);
    }
}
