//! Whoever dies at any moment, what is there is whole.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::*;

/// An entry whose text takes many writes, and says in every line which one it is.
fn long(content: &str, version: u32) -> Entry {
    let mut entry = filing(content, 0);
    entry.attempts = version;
    entry.last_error = Some(format!("{version}\n").repeat(20_000));
    entry
}

/// Not a test by itself: a process that puts entries until it is killed, or holds the lock, for the tests below.
#[test]
fn be_another_process() {
    let Some(work_tree) = std::env::var_os("ORION_TEST_OUTBOX") else {
        return;
    };
    let files = OutboxFiles::new(Path::new(&work_tree));
    if std::env::var_os("ORION_TEST_OUTBOX_HOLD").is_some() {
        let lock = files.lock().unwrap();
        println!("{}", if lock.is_some() { "READY" } else { "TAKEN" });
        thread::park();
    }
    for version in 0.. {
        files.put(&long("a", version)).unwrap();
        files.keep_filed(&key("a"), number(1)).unwrap();
        if version == 1 {
            println!("READY");
        }
    }
}

fn other_process(work_tree: &Path, holds: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "outbox::tests::crashes::be_another_process",
            "--nocapture",
        ])
        .env("ORION_TEST_OUTBOX", work_tree)
        .stdout(Stdio::piped());
    if holds {
        command.env("ORION_TEST_OUTBOX_HOLD", "1");
    }
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines
        .map(Result::unwrap)
        .find(|line| line.contains("READY") || line.contains("TAKEN"))
        .unwrap();
    assert!(said.contains("READY"), "{said}");
    child
}

/// The only entry, which is whole.
fn assert_whole(files: &OutboxFiles) -> u32 {
    let entries = files.entries().unwrap();
    let [entry] = &entries[..] else {
        panic!("{} entries", entries.len());
    };
    assert!(*entry == long("a", entry.attempts), "a mixture of two");
    entry.attempts
}

#[test]
fn a_process_that_is_killed_while_it_writes_leaves_whole_entries() {
    let (directory, files) = world();
    for round in 0..25 {
        let mut child = other_process(directory.path(), false);
        // Another moment every time.
        for _ in 0..round {
            assert_whole(&files);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&files);
        files.put(&long("a", 0)).unwrap();
        files.keep_filed(&key("a"), number(2)).unwrap();
        assert_eq!(
            left(&files),
            [format!("{}.json", key("a")), FILED.to_owned()]
        );
        let numbers = fs::read_dir(files.path().join(FILED)).unwrap().count();
        assert_eq!(numbers, 1);
    }
}

#[test]
fn what_a_dead_process_left_unfinished_is_passed_over_and_removed() {
    let (_directory, files) = world();
    files.put(&filing("a", 0)).unwrap();
    fs::write(files.path().join(".new-Ab12Cd"), "{\"version\": 1, \"en").unwrap();
    assert_eq!(files.entries().unwrap(), [filing("a", 0)]);
    files.put(&filing("b", 1)).unwrap();
    assert_eq!(files.entries().unwrap(), [filing("a", 0), filing("b", 1)]);
    assert!(left(&files).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn a_reader_sees_whole_entries_at_any_moment() {
    let (_directory, files) = world();
    files.put(&long("a", 0)).unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for version in 1..60 {
                files.put(&long("a", version)).unwrap();
            }
        });
        let mut last = 0;
        while !writer.is_finished() {
            let seen = assert_whole(&files);
            assert!(last <= seen, "{seen} came after {last}");
            last = seen;
        }
    });
    assert_eq!(assert_whole(&files), 59);
}

#[test]
fn many_who_write_at_once_do_not_take_each_other_s_files_away() {
    let (_directory, files) = world();
    thread::scope(|scope| {
        for writer in 0..8 {
            let files = &files;
            scope.spawn(move || {
                for second in 0..10 {
                    let content = format!("{writer}/{second}");
                    files.put(&filing(&content, second)).unwrap();
                    files.keep_filed(&key(&content), number(1)).unwrap();
                    assert!(second % 2 == 0 || files.remove(&key(&content)).unwrap());
                }
            });
        }
    });
    assert_eq!(files.entries().unwrap().len(), 40);
    assert!(left(&files).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn a_process_that_holds_the_lock_frees_it_when_it_is_killed() {
    let (directory, files) = world();
    let mut child = other_process(directory.path(), true);
    assert!(files.lock().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(files.lock().unwrap().is_some());
}
