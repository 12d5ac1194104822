//! A secret: a file that its user alone can read.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use orion_app::stack::StoreError;

use crate::private::{cannot, make_new};

/// What a secret is made of: it goes into addresses and files of settings as it is.
const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// How long one is: 62^32 is more than 2^190.
const LENGTH: usize = 32;

/// The secret; made when it is not there. Whoever makes it first has made it: all others get the same.
pub(super) fn read_or_make(path: &Path) -> Result<Vec<u8>, StoreError> {
    if let Some(secret) = read(path)? {
        return Ok(secret);
    }
    let made = random_letters().and_then(|letters| make_new(path, &letters));
    made.map_err(|error| cannot(path, "written", &error))?;
    match read(path)? {
        Some(secret) => Ok(secret),
        None => Err(cannot(path, "read", &"it was taken away at once")),
    }
}

/// The secret in the file, without the end of its line.
fn read(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot(path, "read", &error)),
    };
    keep_private(&file).map_err(|error| cannot(path, "kept from others", &error))?;
    let mut secret = Vec::new();
    file.read_to_end(&mut secret)
        .map_err(|error| cannot(path, "read", &error))?;
    if secret.ends_with(b"\n") {
        secret.pop();
        if secret.ends_with(b"\r") {
            secret.pop();
        }
    }
    if secret.is_empty() {
        let why = "it is empty; write the secret into it, or remove it and one is made";
        return Err(cannot(path, "used", &why));
    }
    Ok(Some(secret))
}

/// Takes from all others what they may do with the file.
#[cfg(unix)]
fn keep_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = file.metadata()?;
    let mut permissions = metadata.permissions();
    if metadata.is_file() && permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o600);
        file.set_permissions(permissions)?;
    }
    Ok(())
}

/// Here a user's files are the user's own.
#[cfg(not(unix))]
fn keep_private(_: &File) -> io::Result<()> {
    Ok(())
}

fn random_letters() -> io::Result<Vec<u8>> {
    let mut letters = Vec::with_capacity(LENGTH);
    let mut random = [0; 2 * LENGTH];
    while letters.len() < LENGTH {
        getrandom::fill(&mut random)?;
        let fair = random
            .iter()
            .map(|byte| usize::from(*byte))
            // 248 is the largest multiple of 62 in a byte: above it some letters would come more often.
            .filter(|number| *number < LETTERS.len() * 4)
            .map(|number| LETTERS[number % LETTERS.len()]);
        letters.extend(fair.take(LENGTH - letters.len()));
    }
    Ok(letters)
}
