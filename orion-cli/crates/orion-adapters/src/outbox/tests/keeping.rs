//! What is kept comes back.

use proptest::prelude::*;

use super::*;

#[test]
fn reading_makes_nothing() {
    let (directory, files) = world();
    assert_eq!(files.entries().unwrap(), []);
    assert_eq!(files.filed(&key("a")).unwrap(), None);
    assert_eq!(files.last_write().unwrap(), None);
    assert!(!files.remove(&key("a")).unwrap());
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn git_never_sees_it() {
    let (directory, files) = world();
    files.put(&filing("a", 0)).unwrap();
    let ignore = directory.path().join(".orion/.gitignore");
    assert_eq!(fs::read_to_string(ignore).unwrap(), "*\n");
}

#[test]
fn an_entry_is_a_file_that_people_can_read() {
    let (_directory, files) = world();
    files.put(&filing("a", 1_764_144_000)).unwrap();
    let text = fs::read_to_string(files.entry_file(&key("a"))).unwrap();
    insta::assert_snapshot!(text, @r#"
    {
      "version": 1,
      "entry": {
        "key": "3b196fd4907bedf51c30",
        "created_at": "2025-11-26T08:00:00Z",
        "repository": "orion/platform",
        "action": {
          "do": "file",
          "title": "title of a",
          "body": "a\n\u001b[2J \"é\" <!-- orion:key=3b196fd4907bedf51c30 -->\n",
          "labels": [
            "contract-change"
          ],
          "assignees": []
        },
        "attempts": 0,
        "last_error": null
      }
    }
    "#);
}

#[test]
fn entries_come_in_the_order_in_which_they_were_asked_for() {
    let (_directory, files) = world();
    let mut together = [filing("b", 5), filing("c", 5), filing("d", 5)];
    together.sort_by(|one, other| one.key.cmp(&other.key));
    for entry in [
        &together[2],
        &filing("e", 9),
        &together[0],
        &filing("a", -3),
        &together[1],
    ] {
        files.put(entry).unwrap();
    }
    let [first, second, third] = together;
    assert_eq!(
        files.entries().unwrap(),
        [filing("a", -3), first, second, third, filing("e", 9)]
    );
}

#[test]
fn an_entry_takes_the_place_of_one_with_the_same_key() {
    let (_directory, files) = world();
    files.put(&filing("a", 0)).unwrap();
    files.put(&filing("b", 1)).unwrap();
    let mut tried = filing("a", 0);
    tried.attempts = 3;
    tried.last_error = Some("no network".to_owned());
    files.put(&tried).unwrap();
    assert_eq!(files.entries().unwrap(), [tried, filing("b", 1)]);
}

#[test]
fn an_entry_is_taken_away_once() {
    let (_directory, files) = world();
    files.put(&filing("a", 0)).unwrap();
    files.put(&filing("b", 1)).unwrap();
    assert!(files.remove(&key("a")).unwrap());
    assert!(!files.remove(&key("a")).unwrap());
    assert_eq!(files.entries().unwrap(), [filing("b", 1)]);
}

#[test]
fn what_was_written_for_a_key_is_known_after_the_entry_is_gone() {
    let (_directory, files) = world();
    files.put(&filing("a", 0)).unwrap();
    files.keep_filed(&key("a"), number(7)).unwrap();
    files.remove(&key("a")).unwrap();
    files.keep_filed(&key("b"), number(8)).unwrap();
    files.keep_filed(&key("b"), number(u64::MAX)).unwrap();
    assert_eq!(files.filed(&key("a")).unwrap(), Some(number(7)));
    assert_eq!(files.filed(&key("b")).unwrap(), Some(number(u64::MAX)));
    assert_eq!(files.filed(&key("c")).unwrap(), None);
    assert_eq!(files.entries().unwrap(), []);
    assert_eq!(left(&files), ["filed"]);
}

#[test]
fn the_last_write_is_the_last_that_was_kept() {
    let (_directory, files) = world();
    let at: Timestamp = "2026-11-26T08:00:00.000000001Z".parse().unwrap();
    files.keep_last_write(Timestamp::UNIX_EPOCH).unwrap();
    files.keep_last_write(at).unwrap();
    assert_eq!(files.last_write().unwrap(), Some(at));
    assert_eq!(files.entries().unwrap(), []);
}

#[test]
fn a_file_that_is_no_entry_is_named() {
    let (_directory, files) = world();
    files.put(&filing("a", 0)).unwrap();
    let whole = fs::read(files.entry_file(&key("a"))).unwrap();
    let half = &whole[..whole.len() / 2];
    let path = files.entry_file(&key("b"));
    for (content, why) in [
        (half, "EOF while parsing"),
        (&whole[..], "it holds what was written for"),
        (b"", "EOF while parsing"),
        (
            b"{\"version\": 2, \"entry\": []}",
            "it is of another version, 2",
        ),
        (b"{\"version\": 1}", "missing field `entry`"),
    ] {
        fs::write(&path, content).unwrap();
        let error = files.entries().unwrap_err().0;
        let begin = format!("`{}` cannot be read: ", path.display());
        assert!(error.starts_with(&begin), "{error}");
        assert!(error.contains(why), "{error}");
        assert!(
            error.ends_with("; move it away, and what it was to write is not written"),
            "{error}"
        );
    }
    fs::remove_file(&path).unwrap();

    for name in [
        "note.txt",
        "a.json",
        "0123456789abcdef0123",
        "00000000000000000000.JSON",
    ] {
        let path = files.path().join(name);
        fs::write(&path, &whole).unwrap();
        let error = files.entries().unwrap_err().0;
        assert_eq!(
            error,
            format!(
                "`{}` cannot be used: it is no write that waits; move it away",
                path.display()
            )
        );
        fs::remove_file(&path).unwrap();
    }
    assert_eq!(files.entries().unwrap(), [filing("a", 0)]);
}

#[test]
fn a_number_or_time_that_cannot_be_read_is_named() {
    let (_directory, files) = world();
    files.keep_filed(&key("a"), number(1)).unwrap();
    files.keep_last_write(Timestamp::UNIX_EPOCH).unwrap();
    let paths: [PathBuf; 2] = [files.filed_file(&key("a")), files.path().join(LAST_WRITE)];
    for content in ["", "0", "seven", "-1"] {
        for path in &paths {
            fs::write(path, content).unwrap();
        }
        for (path, error) in [
            (&paths[0], files.filed(&key("a")).unwrap_err().0),
            (&paths[1], files.last_write().unwrap_err().0),
        ] {
            let begin = format!("`{}` cannot be read: ", path.display());
            assert!(error.starts_with(&begin), "{error}");
            assert!(error.ends_with("; remove it"), "{error}");
        }
    }
}

#[test]
fn a_file_in_the_place_of_the_directory_is_named() {
    let (directory, files) = world();
    fs::write(directory.path().join(".orion"), "").unwrap();
    for error in [
        files.entries().map(drop).unwrap_err().0,
        files.put(&filing("a", 0)).unwrap_err().0,
        files.lock().map(drop).unwrap_err().0,
    ] {
        assert!(
            error.contains(".orion` cannot be used for the outbox: it is no directory"),
            "{error}"
        );
    }
}

#[test]
fn the_lock_is_one_s_until_it_is_dropped() {
    let (directory, files) = world();
    let lock = files.lock().unwrap().unwrap();
    let other = OutboxFiles::new(directory.path());
    assert!(other.lock().unwrap().is_none());
    // Whoever sends keeps nobody from asking for a write.
    other.put(&filing("a", 0)).unwrap();
    drop(lock);
    assert!(other.lock().unwrap().is_some());
}

fn actions() -> impl Strategy<Value = Action> {
    let texts = || proptest::collection::vec(any::<String>(), 0..3);
    let kind = proptest::sample::select(&RequestKind::ALL[..]);
    prop_oneof![
        (any::<String>(), any::<String>(), texts(), texts()).prop_map(
            |(title, body, labels, assignees)| Action::File {
                title,
                body,
                labels,
                assignees,
            }
        ),
        (kind, 1..u64::MAX, any::<String>()).prop_map(|(kind, issue, body)| Action::Say {
            kind,
            number: number(issue),
            body,
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn an_entry_comes_back_as_it_was(
        action in actions(),
        content in any::<String>(),
        repository in any::<String>(),
        nanosecond in any::<i64>(),
        attempts in any::<u32>(),
        last_error in any::<Option<String>>(),
    ) {
        let (_directory, files) = world();
        let entry = Entry {
            key: key(&content),
            created_at: Timestamp::from_nanosecond(nanosecond.into()).unwrap(),
            repository,
            action,
            attempts,
            last_error,
        };
        files.put(&entry).unwrap();
        prop_assert_eq!(files.entries().unwrap(), [entry]);
    }
}
