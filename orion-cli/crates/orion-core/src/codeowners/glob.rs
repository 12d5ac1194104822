//! The one matching loop behind names and paths: a sequence of pattern symbols against a sequence of
//! subjects, where some symbols take any run of subjects.

/// Whether `pattern` matches the whole of `subject`. A symbol for which `is_run` holds takes any number of
/// subjects; every other symbol takes exactly one that `fits`.
///
/// Remembering only the last run is enough: whatever an earlier run could take more, the last one can take
/// too. Time is at most the product of both lengths.
pub(super) fn matches<P, S>(
    pattern: &[P],
    subject: &[S],
    is_run: impl Fn(&P) -> bool,
    fits: impl Fn(&P, &S) -> bool,
) -> bool {
    let mut at_pattern = 0;
    let mut at_subject = 0;
    let mut resume: Option<(usize, usize)> = None;
    loop {
        match (pattern.get(at_pattern), subject.get(at_subject)) {
            (Some(symbol), _) if is_run(symbol) => {
                at_pattern += 1;
                resume = Some((at_pattern, at_subject));
            }
            (Some(symbol), Some(one)) if fits(symbol, one) => {
                at_pattern += 1;
                at_subject += 1;
            }
            (None, None) => return true,
            // A run could only take more of what there is already too little of.
            (Some(_), None) => return false,
            _ => match resume {
                Some((after_run, taken)) if taken < subject.len() => {
                    at_pattern = after_run;
                    at_subject = taken + 1;
                    resume = Some((after_run, taken + 1));
                }
                _ => return false,
            },
        }
    }
}
