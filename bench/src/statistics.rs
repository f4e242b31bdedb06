//! Medians, spreads and slopes.

/// A median with what it lies between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    /// The median.
    pub(super) median: f64,
    /// The least.
    pub(super) least: f64,
    /// The most.
    pub(super) most: f64,
}

impl Spread {
    /// Of some values; `None` of none.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let upper = *values.get(middle)?;
        let median = if values.len() % 2 == 1 {
            upper
        } else {
            f64::midpoint(values[middle - 1], upper)
        };
        Some(Self {
            median,
            least: *values.first()?,
            most: *values.last()?,
        })
    }
}

/// The median of the ratios within each round: what slows a round down slows both.
pub(super) fn ratio(
    values: impl IntoIterator<Item = f64>,
    references: impl IntoIterator<Item = f64>,
) -> Option<f64> {
    let pairs = values.into_iter().zip(references);
    Spread::of(pairs.map(|(value, reference)| value / reference)).map(|spread| spread.median)
}

/// The median of what remains of each value when two others of its round are taken away.
pub(super) fn added(
    values: impl IntoIterator<Item = f64>,
    first: impl IntoIterator<Item = f64>,
    second: impl IntoIterator<Item = f64>,
) -> Option<f64> {
    let parts = first.into_iter().zip(second);
    let rounds = values.into_iter().zip(parts);
    Spread::of(rounds.map(|(value, (first, second))| value - first - second))
        .map(|spread| spread.median)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_of_an_even_count_is_between_the_middle_two() {
        let spread = Spread::of([4.0, 1.0, 3.0, 2.0]).unwrap();
        let expected = Spread {
            median: 2.5,
            least: 1.0,
            most: 4.0,
        };
        assert_eq!(spread, expected);
    }

    #[test]
    fn one_outlier_does_not_move_the_median() {
        assert!((Spread::of([2.0, 900.0, 1.0]).unwrap().median - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn nothing_has_no_median() {
        assert_eq!(Spread::of([]), None);
    }

    #[test]
    fn what_is_added_is_taken_round_by_round() {
        // The second round was slow for all.
        let added = added([9.0, 90.0, 8.0], [3.0, 50.0, 3.0], [2.0, 20.0, 2.0]).unwrap();
        assert!((added - 4.0).abs() < f64::EPSILON);
    }

    #[test]
    fn ratio_is_taken_round_by_round() {
        // The second round was slow for both.
        let ratio = ratio([2.0, 20.0, 3.0], [1.0, 10.0, 1.0]).unwrap();
        assert!((ratio - 2.0).abs() < f64::EPSILON);
    }
}
