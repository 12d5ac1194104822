//! Reports as their tools write them, and as nobody should.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::quality::{WorkTreeTop, WrittenPath};

/// The format, then `path: line=hits …` for each file, and its faults.
fn told(report: &str) -> String {
    let (format, reading) = read(report.as_bytes());
    let mut text = format!("{format:?}\n");
    for (path, lines) in &reading.files {
        write!(text, "{}{:?}:", path.path, path.bases).unwrap();
        for (line, hits) in lines.each() {
            write!(text, " {line}={hits}").unwrap();
        }
        text.push('\n');
    }
    for fault in &reading.faults {
        writeln!(text, "fault {:?}: {}", fault.line, fault.message).unwrap();
    }
    text
}

/// As lcov 2 and grcov write it: two tests of one file, a checksum, branches and functions.
#[test]
fn lcov() {
    let report = "TN:first\nSF:/w/src/lib.rs\nFN:1,4,main\nFNDA:1,main\nFNF:1\nFNH:1\nBRDA:2,0,0,-\nBRF:1\nBRH:0\n\
        DA:1,1,PUJ2Iwn5Hjm9eSNAhcWQYw\nDA:2,0\nLF:2\nLH:1\nend_of_record\nTN:second\nSF:/w/src/lib.rs\nVER:2\n\
        # a comment\nDA:2,3\nDA:9,-1\nDA:10,1e+06\nend_of_record\r\nSF:C:\\w\\b.rs\nDA:4294967295,18446744073709551615\nend_of_record\n";
    assert_snapshot!(told(report), @r"
    Some(Lcov)
    /w/src/lib.rs[]: 1=1 2=3 9=0 10=1
    C:\w\b.rs[]: 4294967295=18446744073709551615
    ");
}

#[test]
fn lcov_that_is_broken_says_where() {
    let report =
        "TN:\nDA:1,1\nSF:a\nDA:0,1\nDA:x\nDA:99999999999,1\n\u{1b}[2J\nSF:b\nDA:1,nan\nDA:7,1";
    assert_snapshot!(told(report), @r"
    Some(Lcov)
    a[]:
    b[]: 7=1
    fault Some(2): a line (`DA`) stands outside a section
    fault Some(4): `DA` is not followed by a line and its hits
    fault Some(5): `DA` is not followed by a line and its hits
    fault Some(6): `DA` is not followed by a line and its hits
    fault Some(7): it is no record of lcov
    fault Some(8): a section begins before the last has ended
    fault Some(9): `DA` is not followed by a line and its hits
    fault Some(10): the report ends within a section: it was cut off
    ");
}

/// As coverage.py and the JVM's tool write it: lines twice, a class within a file of another, several sources.
#[test]
fn cobertura() {
    let report = r#"<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.5" branch-rate="0" version="7.4" timestamp="1700000000">
  <sources><source>/w/a &amp; b</source><source> /w </source><source/></sources>
  <packages><package name="p"><classes>
    <class name="A" filename="src/A.java">
      <methods><method name="m" signature="()V"><lines><line number="3" hits="2"/></lines></method></methods>
      <lines><line number="3" hits="2" branch="false"/><line number="4" hits="0"/></lines>
    </class>
    <class name="A$1" filename="src/A.java"><lines><line number="4" hits="1"></line></lines></class>
    <class name="B" filename="src/&lt;B>.java"><lines/></class>
  </classes></package></packages>
</coverage>"#;
    assert_snapshot!(told(report), @r#"
    Some(Cobertura)
    src/<B>.java["/w/a & b", "/w"]:
    src/A.java["/w/a & b", "/w"]: 3=2 4=1
    "#);
}

#[test]
fn cobertura_that_is_broken_says_where() {
    let report = "<coverage>\n<line number=\"1\" hits=\"1\"/>\n<class/>\n<class filename=\"a\">\n<line number=\"0\" hits=\"1\"/>\n<line number=\"1\" hits=\"-1\"/>";
    assert_snapshot!(told(report), @r"
    Some(Cobertura)
    a[]:
    fault Some(2): a `<line>` belongs to no file
    fault Some(3): a `<class>` has no `filename`
    fault Some(5): a `<line>` has no `number` and `hits`
    fault Some(6): a `<line>` has no `number` and `hits`
    fault None: the document ends within an element: it was cut off
    ");
    assert_snapshot!(told("<html></html>"), @r"
    Some(Cobertura)
    fault None: it is XML, and its element is not `<coverage>`
    ");
    // Entities of its own are not expanded: a billion laughs stay one.
    let laughs = "<!DOCTYPE coverage [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><coverage><class filename=\"&b;\"/></coverage>";
    assert_snapshot!(told(laughs), @r"
    Some(Cobertura)
    fault Some(1): a `<class>` has no `filename`
    ");
}

/// A function with an `if` whose body does not run, as `cargo llvm-cov --json` writes it: the line of the condition is
/// run, though a region that is not begins on it.
#[test]
fn llvm_cov() {
    let report = r#"{"data":[{"files":[{"branches":[],"expansions":[],"filename":"/w/src/lib.rs","segments":[
        [1,1,7,true,true,false],[3,8,0,true,true,false],[4,6,7,true,false,false],[6,2,0,false,false,false],
        [9,1,0,false,true,false],[10,1,0,true,true,true],[11,1,2,true,true,false],[12,2,0,false,false,false]],
        "summary":{"lines":{"count":5,"covered":4,"percent":80.0}}}],"totals":{}}],
        "type":"llvm.coverage.json.export","version":"2.0.1"}"#;
    assert_snapshot!(told(report), @r"
    Some(LlvmCov)
    /w/src/lib.rs[]: 1=7 2=7 3=7 4=0 5=7 6=7 10=0 11=2 12=2
    ");
}

#[test]
fn llvm_cov_that_is_of_no_use_says_why() {
    let summary = r#"{"data":[{"files":[{"filename":"a","summary":{}}],"totals":{}}]}"#;
    assert_snapshot!(told(summary), @r"
    Some(LlvmCov)
    fault None: it is a summary (`-summary-only`), which names no lines: export all of it
    ");
    let endless = r#"{"data":[{"files":[{"filename":"a","segments":[[1,1,1,true,true,false],[4294967295,1,0,false,false,false]]}]}]}"#;
    assert_snapshot!(told(endless), @r"
    Some(LlvmCov)
    fault None: it has more than 5000000 lines of code
    ");
    let backwards = r#"{"data":[{"files":[{"filename":"a","segments":[[2,1,1,true,true],[1,1,0,false,false]]}]}]}"#;
    assert_snapshot!(told(backwards), @r"
    Some(LlvmCov)
    fault None: the segments of `a` are not in order
    ");
    assert_snapshot!(told("{\n\"data\": 1}"), @r"
    Some(LlvmCov)
    fault Some(2): it is no JSON of `llvm-cov export`: invalid type: integer `1`, expected a sequence at line 2 column 9
    ");
}

#[test]
fn what_is_no_report_is_told() {
    assert_snapshot!(told(" \n"), @r"
    None
    fault None: it is empty
    ");
    assert_snapshot!(told("mode: set\ngithub.com/a/b.go:1.1,2.2 1 1\n"), @r"
    None
    fault None: it is none of lcov, Cobertura and the JSON of `llvm-cov export`
    ");
}

/// The three formats say the same of one file, and together no more than each.
#[test]
fn reports_are_merged_by_line() {
    let lcov = "SF:src/a.rs\nDA:1,1\nDA:2,0\nend_of_record\nSF:/registry/dependency.rs\nDA:1,0\nend_of_record\n";
    let cobertura = r#"<coverage><sources><source>/w/src</source></sources><class filename="a.rs"><line number="2" hits="5"/></class></coverage>"#;
    let llvm = r#"{"data":[{"files":[{"filename":"/w/src/a.rs","segments":[[3,1,0,true,true,false],[3,9,0,false,false,false]]}]}]}"#;
    let mut coverage = Coverage::default();
    let top = WorkTreeTop::new("/w");
    let mut others = 0;
    for report in [lcov, cobertura, llvm] {
        let reading = read(report.as_bytes()).1;
        assert_eq!(reading.faults, []);
        others += coverage.add(&reading, &top, |path| path.as_bytes() == b"src/a.rs");
    }
    assert_eq!(
        coverage.tally(),
        Tally {
            covered: 2,
            lines: 3
        }
    );
    assert_eq!(others, 1);
    assert_eq!(Tally::default().percent(), None);
}

fn files() -> impl Strategy<Value = BTreeMap<String, BTreeMap<u32, u64>>> {
    let lines = prop::collection::btree_map(1..=u32::MAX, any::<u64>(), 0..8);
    prop::collection::btree_map("[a-c]/[a-zé ]{1,3}[.]rs", lines, 0..5)
}

fn tracefile(files: &BTreeMap<String, BTreeMap<u32, u64>>) -> String {
    let mut text = "TN:\n".to_owned();
    for (path, lines) in files {
        writeln!(text, "SF:{path}").unwrap();
        for (line, hits) in lines {
            writeln!(text, "DA:{line},{hits}").unwrap();
        }
        text.push_str("end_of_record\n");
    }
    text
}

proptest! {
    #[test]
    fn lcov_reads_back_as_written(files in files()) {
        let reading = read_lcov(tracefile(&files).as_bytes());
        prop_assert_eq!(&reading.faults, &[]);
        let wanted = files.into_iter().map(|(path, lines)| {
            (WrittenPath::plain(&path), lines.into_iter().collect::<Lines>())
        });
        prop_assert_eq!(reading.files, wanted.collect());
    }

    #[test]
    fn neither_order_nor_repetition_matters(one in files(), other in files()) {
        let top = WorkTreeTop::new("/w");
        let readings = [&one, &other].map(|files| read_lcov(tracefile(files).as_bytes()));
        let merged = |order: &[usize]| {
            let mut coverage = Coverage::default();
            for index in order {
                coverage.add(&readings[*index], &top, |_| true);
            }
            coverage
        };
        prop_assert_eq!(merged(&[0, 1]), merged(&[1, 0]));
        prop_assert_eq!(merged(&[0, 1]), merged(&[0, 1, 1, 0]));
    }

    #[test]
    fn a_segment_holds_until_the_next(count in 0_u64..9, start in 1_u32..50, length in 0_u32..50) {
        let end = start + length;
        let report = format!(
            r#"{{"data":[{{"files":[{{"filename":"a","segments":[[{start},1,{count},true,true,false],[{end},9,0,false,false,false]]}}]}}]}}"#
        );
        let reading = read_llvm_cov(report.as_bytes());
        let lines: Vec<_> = reading.files.values().flat_map(Lines::each).collect();
        let wanted: Vec<_> = (start..=end).map(|line| (line, count)).collect();
        prop_assert_eq!(lines, wanted);
    }
}
