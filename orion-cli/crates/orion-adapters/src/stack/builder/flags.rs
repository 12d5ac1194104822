//! The flags that rustc gets, beside those that the user gives it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use tokio::process::Command;

const FLAG: &str = "-C";
const STATIC: &str = "target-feature=+crt-static";

/// Variables of a cargo that runs us: they tell of another package, and build scripts that look at them would be
/// run again. `CARGO_HOME` and those that configure cargo stay.
const OUTER: &[&str] = &[
    "CARGO_BIN_",
    "CARGO_CRATE_",
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
    "CARGO_PRIMARY_",
];

/// Whether the variable speaks of the package that some cargo outside is running.
pub(super) fn is_of_an_outer_cargo(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    OUTER
        .iter()
        .any(|prefix| name.starts_with(prefix.as_bytes()))
}

/// Has everything linked into the binary. cargo takes flags from one place only, so this goes where the user's are:
/// <https://doc.rust-lang.org/cargo/reference/config.html#buildrustflags>. Those of `build.rustflags` give way, as
/// they do to any flags for a target.
pub(super) fn link_statically(
    command: &mut Command,
    host: &str,
    variables: &BTreeMap<OsString, OsString>,
) {
    for (name, separator) in [("CARGO_ENCODED_RUSTFLAGS", "\x1f"), ("RUSTFLAGS", " ")] {
        if let Some(flags) = variables.get(OsStr::new(name)) {
            let mut flags = flags.clone();
            if !flags.is_empty() {
                flags.push(separator);
            }
            flags.push([FLAG, STATIC].join(separator));
            command.env(name, flags);
            return;
        }
    }
    // A list is added to the one in the files and in the environment.
    command.arg("--config");
    command.arg(format!(
        "target.{host}.rustflags=[\"{FLAG}\", \"{STATIC}\"]"
    ));
}
