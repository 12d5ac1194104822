//! Modes and links.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn loosen(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn all_of_it_is_the_user_s_alone() {
    let (_directory, files) = world();
    drop(files.lock().unwrap().unwrap());
    let entry = files.entry_file(&key("a"));
    for _ in 0..2 {
        files.put(&filing("a", 0)).unwrap();
        files.keep_filed(&key("a"), number(1)).unwrap();
        files.keep_last_write(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(mode(files.path()), 0o700);
        assert_eq!(mode(&files.path().join(FILED)), 0o700);
        for file in [
            entry.clone(),
            files.filed_file(&key("a")),
            files.path().join(LAST_WRITE),
            files.path().join(LOCK),
            files.path().join(WRITING),
        ] {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
        loosen(files.path(), 0o755);
        loosen(&files.path().join(FILED), 0o750);
        loosen(&entry, 0o644);
    }
}

#[test]
fn a_link_in_the_place_of_a_directory_is_not_followed() {
    let elsewhere = tempfile::tempdir().unwrap();
    for link in [".orion", ".orion/outbox", ".orion/outbox/filed"] {
        let (directory, files) = world();
        let link = directory.path().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(elsewhere.path(), &link).unwrap();
        let why = "cannot be used for the outbox: it is a symbolic link; move it away";
        for error in [
            files.keep_filed(&key("a"), number(1)).unwrap_err().0,
            files.filed(&key("a")).unwrap_err().0,
        ] {
            assert!(error.contains(why), "{error}");
        }
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_link_in_the_place_of_a_file_is_not_followed() {
    let (_directory, files) = world();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("target");
    files.put(&filing("a", 0)).unwrap();
    files.keep_filed(&key("a"), number(1)).unwrap();
    files.keep_last_write(Timestamp::UNIX_EPOCH).unwrap();
    drop(files.lock().unwrap());
    let refused = |name: &str, act: &dyn Fn() -> Result<(), StoreError>| {
        let path = files.path().join(name);
        let kept = fs::read(&path).unwrap();
        fs::write(&target, &kept).unwrap();
        fs::remove_file(&path).unwrap();
        symlink(&target, &path).unwrap();
        let error = act().unwrap_err().0;
        assert!(
            error.ends_with("cannot be used: it is a symbolic link; move it away"),
            "{error}"
        );
        assert_eq!(fs::read(&target).unwrap(), kept);
        fs::remove_file(&path).unwrap();
        fs::write(&path, kept).unwrap();
    };
    let entry = format!("{}.json", key("a"));
    refused(&entry, &|| files.entries().map(drop));
    refused(&entry, &|| files.put(&filing("a", 1)));
    refused(&entry, &|| files.remove(&key("a")).map(drop));
    let number_file = format!("{FILED}/{}", key("a"));
    refused(&number_file, &|| files.filed(&key("a")).map(drop));
    refused(&number_file, &|| files.keep_filed(&key("a"), number(2)));
    refused(LAST_WRITE, &|| files.last_write().map(drop));
    refused(LAST_WRITE, &|| files.keep_last_write(Timestamp::MAX));
    refused(LOCK, &|| files.lock().map(drop));
    refused(WRITING, &|| files.put(&filing("b", 1)));
}
