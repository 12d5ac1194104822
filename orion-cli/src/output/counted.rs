//! Numbers with their nouns.

/// A count and its noun: "1 change", "2 changes".
pub(crate) fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}
