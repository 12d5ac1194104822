//! What a test needs from the machine and may not find there.

use std::io::Write;

/// Says that a test is left out and why, on the real standard error, where the harness does not swallow it:
/// one line that begins with `SKIPPED:`, so that whoever reads the log can count them.
///
/// # Panics
/// When `ORION_REQUIRE_ALL=1` says that nothing may be left out, as it does in CI.
#[track_caller]
pub fn skipped(reason: &str) {
    let place = std::panic::Location::caller();
    let required = std::env::var_os("ORION_REQUIRE_ALL").is_some_and(|value| value == "1");
    assert!(
        !required,
        "ORION_REQUIRE_ALL=1, and this test cannot run here: {reason}"
    );
    let line = format!("SKIPPED: {}:{}: {reason}\n", place.file(), place.line());
    // A closed standard error takes nothing from the test.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Leaves the test, saying why: see [`skipped`].
#[macro_export]
macro_rules! skip {
    ($($reason:tt)+) => {{
        $crate::skipped(&format!($($reason)+));
        return;
    }};
}
