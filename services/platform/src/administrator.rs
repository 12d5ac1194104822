//! The first administrator: without one, nobody could enter the admin UI of a platform that was just started.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// The address the account has where nobody says otherwise.
pub const EMAIL: &str = "admin@platform.local";

/// The file that holds the account's password.
#[must_use]
pub fn password_file(data: &Path) -> PathBuf {
    data.join("administrator-password")
}

/// Makes a password once, in a file that its owner alone can read.
///
/// # Errors
/// When the file cannot be written.
pub fn ensure_password(data: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(password_file(data)) {
        // 122 random bits (RFC 9562, section 5.4), from the system's generator.
        Ok(mut file) => writeln!(file, "{}", Uuid::new_v4()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// The password, as soon as there is one.
pub(crate) fn password(data: &Path) -> Option<String> {
    let text = fs::read_to_string(password_file(data)).ok()?;
    Some(text.trim_end().to_owned())
}
