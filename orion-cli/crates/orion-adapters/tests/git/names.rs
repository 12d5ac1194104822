//! Names that are hard to read, hard to quote, or hard to tell apart.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use insta::assert_snapshot;
use orion_app::ports::{Repository, Revision};
use orion_core::path::RepoPath;
use orion_testutils::TestRepository;

use crate::ask::{both, range, staged, staged_in};

const NAMES: &[&[u8]] = &[
    b"with space",
    b" leading and trailing ",
    b"new\nline",
    b"tab\there",
    b"quote\"and\\backslash",
    b"\x1b[31mred",
    b"not utf-8 \xff\xfe",
    "gr\u{fc}n".as_bytes(),
    "gru\u{308}n".as_bytes(),
    b":(top)magic",
    b":100644 100644 a b M",
    b"[param]/*",
    b"-dash",
    b"A",
    b"a",
];

fn write_all(repository: &TestRepository, content: &str) {
    for name in NAMES {
        repository.write(OsStr::from_bytes(name), content);
    }
    repository.git_ok(&["add", "."]);
}

#[test]
fn every_byte_of_a_name_arrives() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    write_all(&repository, "1");
    assert_snapshot!(staged(&repository), @r#"
    Added "\x1b[31mred"
    Added " leading and trailing "
    Added "-dash"
    Added ":(top)magic"
    Added ":100644 100644 a b M"
    Added "A"
    Added "[param]/*"
    Added "a"
    Added "gru\u{308}n"
    Added "grün"
    Added "new\nline"
    Added "not utf-8 \xff\xfe"
    Added "quote\"and\\backslash"
    Added "tab\there"
    Added "with space"
    "#);
    repository.commit_all("names");
    assert_snapshot!(range(&repository, "HEAD~1", "HEAD", "HEAD~1").lines().count(), @"15");
    write_all(&repository, "2");
    for adapter in both(&repository, repository.top(), &[]) {
        for name in NAMES {
            let path = RepoPath::new(*name);
            let at = |revision| adapter.read(&path, &revision).unwrap().unwrap();
            assert_eq!(at(Revision::Head), b"1", "{path:?}");
            assert_eq!(at(Revision::Index), b"2", "{path:?}");
            assert_eq!(at(Revision::WorkTree), b"2", "{path:?}");
            assert_eq!(at(Revision::Named("HEAD".to_owned())), b"1", "{path:?}");
        }
        let missing = RepoPath::from("missing\nfile");
        assert_eq!(adapter.read(&missing, &Revision::Head).unwrap(), None);
        let directory = RepoPath::from("[param]");
        assert_eq!(adapter.read(&directory, &Revision::Head).unwrap(), None);
    }
}

#[test]
fn from_a_directory_below_the_top() {
    let repository = TestRepository::new();
    repository.write("deep/down/file", "1");
    repository.commit_all("first");
    repository.write("above", "1");
    repository.write("deep/down/file", "2");
    repository.git_ok(&["add", "."]);
    let below = repository.top().join("deep/down");
    assert_snapshot!(staged_in(&repository, &below, &[]), @r#"
    Copied "above" from "deep/down/file"
    Modified "deep/down/file"
    "#);
}
