//! A quick look at a path: nearly all of them may be written as they are.

/// Whether `path` is printable ASCII alone, without quotes and backslashes: then a line and a JSON string hold
/// it as it is. Looks at every byte, many at once, which is faster than stopping early.
pub(super) fn is_plain(path: &[u8]) -> bool {
    let special = |byte: &u8| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\');
    path.iter()
        .fold(0, |found, byte| found | u8::from(special(byte)))
        == 0
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn what_needs_a_second_look_is_not_plain() {
        assert!(is_plain(b""));
        assert!(is_plain(b"a b/c-~!#'.rs"));
        for path in [
            &b"a\nb"[..],
            b"a\"b",
            b"a\\b",
            b"\x7f",
            b"\xff",
            "é".as_bytes(),
        ] {
            assert!(!is_plain(path), "{path:?}");
        }
    }
}
