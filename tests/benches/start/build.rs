//! The services' programs, built as they are for images.

use std::error::Error;
use std::ffi::OsStr;
use std::process::Command;

/// Builds them beside this benchmark, with the profile that it was built with.
pub(crate) fn services(names: &[&str]) -> Result<(), Box<dyn Error>> {
    let program = std::env::current_exe()?;
    // `target/release/deps/start-…`
    let mut above = program.ancestors().skip(2);
    let (Some(profile), Some(target)) = (above.next().and_then(|of| of.file_name()), above.next())
    else {
        return Err(format!("`{}` is not where cargo puts benchmarks", program.display()).into());
    };
    // The directory of the profile `dev` has another name than the profile.
    let profile = if profile == "debug" {
        OsStr::new("dev")
    } else {
        profile
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--locked", "--bins", "--profile"])
        .arg(profile)
        .arg("--target-dir")
        .arg(target);
    // What cargo says of this package is not to be taken for news of another: build scripts that look at it would
    // run again, and what depends on them would be built anew.
    for (variable, _) in std::env::vars_os() {
        let name = variable.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&variable);
        }
    }
    for name in names {
        command.arg("--package").arg(format!("orion-{name}"));
    }
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`cargo build` of the services: {status}").into())
    }
}
