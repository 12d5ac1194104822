//! The environment of this process: programs that Orion runs are handed it as a whole, and found by it.

use std::env;
use std::ffi::OsString;

/// Every variable.
pub(crate) fn variables() -> impl Iterator<Item = (OsString, OsString)> {
    env::vars_os()
}

/// Where programs are looked for.
pub(crate) fn path() -> Option<OsString> {
    env::var_os("PATH")
}
