//! "did you mean": the known name nearest to one that is not known.

/// Comparing takes time in proportion to both lengths; nobody misspells a name as long as this.
const LONGEST: usize = 200;

/// The candidate most like `word`, when it is near enough to have been meant: at most a third of its
/// characters differ (one at least; two neighbours swapped count as one), whatever the case. Of equally
/// near ones the first wins.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let wanted = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let lower = candidate.to_lowercase();
            (strsim::damerau_levenshtein(&wanted, &lower), candidate)
        })
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A hint that asks for the nearest candidate, when there is one near enough.
#[must_use]
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    closest(word, candidates).map(|meant| format!("did you mean `{meant}`?"))
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = ["contracts", "auth", "user", "gateway"];
        assert_eq!(closest("contract", known), Some("contracts"));
        assert_eq!(closest("Auth", known), Some("auth"));
        assert_eq!(closest("uesr", known), Some("user"));
        assert_eq!(closest("gatway", known), Some("gateway"));
    }

    #[test]
    fn another_word_altogether_is_not() {
        let known = ["contracts", "auth", "user"];
        assert_eq!(closest("database", known), None);
        assert_eq!(closest("x", known), None);
        assert_eq!(closest("", known), None);
        assert_eq!(closest("auth", []), None);
    }
}
