//! Files that are real, and processes where it takes two.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::thread;

use orion_core::config::Protocol;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

fn world() -> (TempDir, StackFiles) {
    let directory = tempfile::tempdir().unwrap();
    let files = StackFiles::new(directory.path());
    (directory, files)
}

fn name(text: &str) -> SecretName {
    SecretName::parse(text).unwrap()
}

fn service(text: &str) -> ServiceName {
    ServiceName::parse(text).unwrap()
}

#[test]
fn reading_makes_nothing() {
    let (directory, files) = world();
    assert_eq!(files.ports().unwrap(), []);
    assert_eq!(files.embedded_ports().unwrap(), []);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn git_never_sees_it() {
    let (directory, files) = world();
    files.secret(&name("key")).unwrap();
    let ignore = directory.path().join(".orion/.gitignore");
    assert_eq!(fs::read_to_string(&ignore).unwrap(), "*\n");
    fs::write(&ignore, "*\n!kept\n").unwrap();
    files.secret(&name("other")).unwrap();
    assert_eq!(fs::read_to_string(&ignore).unwrap(), "*\n!kept\n");
}

#[test]
fn a_secret_is_made_once() {
    let (_directory, files) = world();
    let key = files.secret(&name("key")).unwrap();
    assert_eq!(key.len(), 32);
    assert!(key.iter().all(u8::is_ascii_alphanumeric), "{key:?}");
    assert_eq!(files.secret(&name("key")).unwrap(), key);
    assert_ne!(files.secret(&name("other")).unwrap(), key);
    let left = fs::read_dir(files.path().join("secrets")).unwrap().count();
    assert_eq!(left, 2, "no temporary file stays");
}

#[test]
fn a_secret_by_hand_is_taken_as_it_is() {
    let (_directory, files) = world();
    files.secret(&name("key")).unwrap();
    let file = files.path().join("secrets/key");
    for (content, secret) in [
        ("a b\n", "a b"),
        ("a\r\n", "a"),
        ("a\n\n", "a\n"),
        ("a", "a"),
    ] {
        fs::write(&file, content).unwrap();
        assert_eq!(files.secret(&name("key")).unwrap(), secret.as_bytes());
    }
    for content in ["", "\n", "\r\n"] {
        fs::write(&file, content).unwrap();
        let error = files.secret(&name("key")).unwrap_err().0;
        assert!(
            error.contains("secrets/key` cannot be used: it is empty"),
            "{error}"
        );
    }
}

#[test]
fn letters_are_all_there() {
    let (_directory, files) = world();
    let mut seen = BTreeSet::new();
    for number in 0..40 {
        seen.extend(files.secret(&name(&format!("key-{number}"))).unwrap());
    }
    // That one of 62 is missing among 1280 has a chance of one in ten million.
    assert_eq!(seen.len(), 62);
}

#[test]
fn many_at_once_get_the_same_secret() {
    for _ in 0..20 {
        let (_directory, files) = world();
        let together = Barrier::new(8);
        let secrets: BTreeSet<Vec<u8>> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        together.wait();
                        files.secret(&name("key")).unwrap()
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        assert_eq!(secrets.len(), 1);
        assert_eq!(
            secrets.first(),
            Some(&fs::read(files.path().join("secrets/key")).unwrap())
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn ports_are_kept_as_they_are(
        ports in proptest::collection::vec(("[a-z][a-z0-9-]{0,8}", any::<(u16, u16, bool)>()), 0..8),
        embedded in proptest::collection::btree_map("[a-z]{1,8}", any::<u16>(), 0..5),
    ) {
        let (_directory, files) = world();
        let mut ports: Vec<_> = ports
            .iter()
            .map(|(name, (container, host, is_udp))| {
                let protocol = if *is_udp { Protocol::Udp } else { Protocol::Tcp };
                (service(name), PublishedPort { container: *container, host: *host, protocol })
            })
            .collect();
        // Services come in the order of their names, and a service's ports in their own.
        ports.sort_by(|one, other| one.0.cmp(&other.0));
        let embedded: Vec<_> =
            embedded.iter().map(|(name, port)| (service(name), *port)).collect();
        files.keep_ports(&[(service("before"), PublishedPort {
            container: 1, host: 1, protocol: Protocol::Tcp,
        })]).unwrap();
        files.keep_embedded_ports(&embedded).unwrap();
        files.keep_ports(&ports).unwrap();
        prop_assert_eq!(files.ports().unwrap(), ports);
        prop_assert_eq!(files.embedded_ports().unwrap(), embedded);
    }
}

#[test]
fn ports_that_cannot_be_read_name_the_file_and_the_way_out() {
    let (_directory, files) = world();
    files.keep_ports(&[]).unwrap();
    let file = files.path().join("ports.json");
    insta::assert_snapshot!(fs::read_to_string(&file).unwrap(), @r#"
    {
      "version": 1,
      "services": {},
      "embedded": {}
    }
    "#);
    for content in [
        "",
        "{\"version\": 2}",
        "{\"version\": 1, \"services\": {\"a b\": [{\"container\":1,\"host\":1,\"protocol\":\"tcp\"}]}}",
        "{\"version\": 1, \"services\": {\"a\": [{\"container\":1,\"host\":65536,\"protocol\":\"tcp\"}]}}",
    ] {
        fs::write(&file, content).unwrap();
        let error = files.ports().unwrap_err().0;
        assert!(error.contains("ports.json` cannot be read: "), "{error}");
        assert!(
            error.ends_with("; remove it and ports are chosen anew"),
            "{error}"
        );
    }
}

#[test]
fn a_file_in_the_place_of_the_directory_is_named() {
    let (directory, files) = world();
    fs::write(directory.path().join(".orion"), "").unwrap();
    let error = files.secret(&name("key")).unwrap_err().0;
    assert!(
        error.contains(".orion` cannot be used for the stack: it is no directory"),
        "{error}"
    );
    assert!(files.lock().is_err());
    assert!(files.keep_ports(&[]).is_err());
}

/// Not a test by itself: a process that holds the lock until it is killed, for the tests below.
#[test]
fn hold_the_lock() {
    let Some(work_tree) = std::env::var_os("ORION_TEST_HOLD_LOCK") else {
        return;
    };
    let lock = StackFiles::new(Path::new(&work_tree)).lock().unwrap();
    println!("{}", if lock.is_ok() { "HELD" } else { "TAKEN" });
    thread::park();
}

/// Another process that holds the work tree's lock.
fn holder(work_tree: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "stack::files::tests::hold_the_lock",
            "--nocapture",
        ])
        .env("ORION_TEST_HOLD_LOCK", work_tree)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines
        .map(Result::unwrap)
        .find(|line| line.contains("HELD") || line.contains("TAKEN"))
        .unwrap();
    assert!(said.contains("HELD"), "{said}");
    child
}

#[test]
fn the_lock_is_one_s_until_it_is_dropped() {
    let (_directory, files) = world();
    let lock = files.lock().unwrap().unwrap();
    assert_eq!(files.lock().unwrap().unwrap_err(), Some(std::process::id()));
    drop(lock);
    drop(files.lock().unwrap().unwrap());
    files.lock().unwrap().unwrap();
}

#[test]
fn a_process_that_holds_the_lock_is_named_and_frees_it_when_it_is_killed() {
    let (directory, files) = world();
    let mut child = holder(directory.path());
    assert_eq!(files.lock().unwrap().unwrap_err(), Some(child.id()));
    child.kill().unwrap();
    child.wait().unwrap();
    files.lock().unwrap().unwrap();
}

#[cfg(unix)]
mod unix {
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
        files.secret(&name("key")).unwrap();
        let secrets = files.path().join("secrets");
        let key = secrets.join("key");
        assert_eq!(mode(files.path()), 0o700);
        assert_eq!(mode(&secrets), 0o700);
        assert_eq!(mode(&key), 0o600);

        loosen(files.path(), 0o755);
        loosen(&secrets, 0o750);
        loosen(&key, 0o604);
        files.secret(&name("key")).unwrap();
        assert_eq!(mode(files.path()), 0o700);
        assert_eq!(mode(&secrets), 0o700);
        assert_eq!(mode(&key), 0o600);

        loosen(&key, 0o400);
        files.secret(&name("key")).unwrap();
        assert_eq!(mode(&key), 0o400, "that is tighter still");
    }

    #[test]
    fn a_link_is_not_followed_out_of_the_work_tree() {
        let elsewhere = tempfile::tempdir().unwrap();
        for link in [".orion", ".orion/stack", ".orion/stack/secrets"] {
            let (directory, files) = world();
            let link = directory.path().join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(elsewhere.path(), &link).unwrap();
            let error = files.secret(&name("key")).unwrap_err().0;
            assert!(
                error.contains("it is a symbolic link; move it away"),
                "{error}"
            );
            assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        }
    }
}
