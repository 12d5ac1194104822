//! CFG002: the file is not UTF-8.

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG002"),
    name: "invalid encoding",
    what: "The file is not UTF-8.",
    why: "TOML is UTF-8. Read in another encoding, a pattern could name other paths than its author saw.",
    example: "A file with the byte 0xE9, which is `é` in Latin-1 and nothing in UTF-8.",
    fix: "Save the file as UTF-8: `iconv -f latin1 -t utf-8 workstreams.toml`, if it is Latin-1.",
};

/// Finds the first byte that is not UTF-8. Offsets are into the text as [`String::from_utf8_lossy`] gives it,
/// in which each wrong piece is one U+FFFD.
pub(crate) fn check(bytes: &[u8]) -> Result<&str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        Diagnostic::error(RULE.code, "the file is not UTF-8")
            .at(
                at..at + char::REPLACEMENT_CHARACTER.len_utf8(),
                format!("the byte 0x{byte:02X} starts no character here"),
            )
            .help("save the file as UTF-8")
    })
}
