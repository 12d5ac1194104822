//! Repositories with hooks in them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use orion_testutils::{Outcome, TestRepository};

/// The `orion` binary under test.
pub(crate) const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// Runs `orion` with these arguments, split at spaces.
pub(crate) fn orion(repository: &TestRepository, line: &str) -> Outcome {
    repository.run(repository.command(ORION).args(line.split_whitespace()))
}

/// Runs git with these arguments, split at spaces.
pub(crate) fn git(repository: &TestRepository, line: &str) -> Outcome {
    let arguments: Vec<_> = line.split_whitespace().collect();
    repository.git(&arguments)
}

/// What it said, with the throw-away directory and the binary's place written as `$BESIDE` and `$ORION`.
pub(crate) fn told(repository: &TestRepository, text: &str) -> String {
    text.replace(ORION, "$ORION")
        .replace(repository.beside("").to_str().unwrap(), "$BESIDE/")
}

/// Writes an executable script.
pub(crate) fn script(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Every file below a directory: its mode, and what it says or where it links to.
pub(crate) fn snapshot(directory: &Path) -> BTreeMap<String, (u32, Vec<u8>)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let content = if metadata.is_symlink() {
            fs::read_link(&path)
                .unwrap()
                .into_os_string()
                .into_encoded_bytes()
        } else {
            fs::read(&path).unwrap()
        };
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        found.insert(name, (metadata.permissions().mode(), content));
    }
    found
}
