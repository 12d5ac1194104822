//! Servers that tests use where they are.

use std::env;
use std::io::{self, Write as _};

/// The URL of that server, if the variable says where it is; `tests/servers start` sets it.
///
/// # Panics
/// When it does not, and `ORION_REQUIRE_ALL` is `1`.
pub(super) fn url(server: &str, variable: &str) -> Option<String> {
    if let Ok(url) = env::var(variable) {
        return Some(url);
    }
    let required = env::var_os("ORION_REQUIRE_ALL").is_some_and(|value| value == "1");
    assert!(
        !required,
        "{server} is required, but `{variable}` is not set: eval \"$(tests/servers start)\""
    );
    // A test that cannot say that it was skipped is skipped all the same.
    let _ = writeln!(io::stderr(), "skipped: {server} (`{variable}` is not set)");
    None
}
