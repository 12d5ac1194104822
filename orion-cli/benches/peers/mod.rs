//! Builds the peer that Orion is compared with.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The path of the program, built now unless it was before; `None` where cargo cannot get the library.
pub(crate) fn build() -> Option<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/codeowners_rs");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--release",
            "--quiet",
            "--locked",
            "--manifest-path",
        ])
        .arg(directory.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status();
    match built {
        Ok(status) if status.success() => Some(target.join("release/codeowners-rs-peer")),
        _ => {
            eprintln!("the peer cannot be built: it is left out");
            None
        }
    }
}
