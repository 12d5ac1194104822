//! What an estimate comes to.

use super::Days;
use crate::config::Estimate;

/// How long it takes: what was said, the middle of a range, the mean by PERT.
pub(super) fn expected(estimate: &Estimate) -> Days {
    match *estimate {
        Estimate::Fixed(days) => Days::of(days),
        Estimate::Range { low, high } => Days::middle(low, high),
        Estimate::ThreePoint {
            optimistic,
            likely,
            pessimistic,
        } => Days::mean(optimistic, likely, pessimistic),
    }
}

/// The shortest and the longest that it may take.
pub(super) fn ends(estimate: &Estimate) -> (Days, Days) {
    match *estimate {
        Estimate::Fixed(days) => (Days::of(days), Days::of(days)),
        Estimate::Range { low, high } => (Days::of(low), Days::of(high)),
        Estimate::ThreePoint {
            optimistic,
            pessimistic,
            ..
        } => (Days::of(optimistic), Days::of(pessimistic)),
    }
}

/// The variance in square days, by PERT: ((pessimistic − optimistic) / 6)². Only three points have one.
pub(super) fn variance(estimate: &Estimate) -> f64 {
    match *estimate {
        Estimate::ThreePoint {
            optimistic,
            pessimistic,
            ..
        } => ((pessimistic.get() - optimistic.get()) / 6.0).powi(2),
        _ => 0.0,
    }
}

/// As it is written in the file.
pub(super) fn written(estimate: &Estimate) -> String {
    match *estimate {
        Estimate::Fixed(days) => format!("{}d", days.get()),
        Estimate::Range { low, high } => format!("{}-{}d", low.get(), high.get()),
        Estimate::ThreePoint {
            optimistic,
            likely,
            pessimistic,
        } => format!(
            "{}d, {}d, {}d",
            optimistic.get(),
            likely.get(),
            pessimistic.get()
        ),
    }
}
