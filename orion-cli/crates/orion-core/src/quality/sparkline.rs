//! A trend as one cell a day.

/// The cells, from the lowest value to the highest.
pub const CELLS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// A day without a value.
const NONE: char = '·';

/// `·▁▃▃▇█▆`: each value between the lowest and the highest of the trend, in eight steps. Where all are the same they
/// are drawn half high, and zeros on the ground.
#[must_use]
pub fn sparkline(trend: &[Option<f64>]) -> String {
    let values = || trend.iter().flatten().copied();
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let cell = |value: f64| {
        if high <= low {
            return if value == 0.0 { CELLS[0] } else { CELLS[3] };
        }
        // The highest value is the upper end of the last step.
        let place = (value - low) / (high - low);
        let step = (1..CELLS.len()).filter(|step| {
            #[expect(clippy::cast_precision_loss, reason = "there are eight cells")]
            let begins = *step as f64 / CELLS.len() as f64;
            place >= begins
        });
        CELLS[step.count()]
    };
    let drawn = trend.iter().map(|value| value.map_or(NONE, cell));
    drawn.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_drawn_between_the_lowest_and_the_highest() {
        let day = |value: i32| Some(f64::from(value));
        let eight: Vec<_> = (0..8).map(day).collect();
        assert_eq!(sparkline(&eight), "▁▂▃▄▅▆▇█");
        assert_eq!(sparkline(&[None, day(80), None, day(85), day(90)]), "·▁·▅█");
        assert_eq!(sparkline(&[day(0), day(0)]), "▁▁");
        assert_eq!(sparkline(&[day(85), None]), "▄·");
        assert_eq!(sparkline(&[None; 7]), "·······");
        assert_eq!(sparkline(&[]), "");
    }
}
