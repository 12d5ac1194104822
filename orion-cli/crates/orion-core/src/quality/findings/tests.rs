//! Reports as their tools write them.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::*;

/// The format, then a finding a line, and the faults.
fn told(report: &str) -> String {
    let (format, reading) = read(report.as_bytes());
    let mut text = format!("{format:?}\n");
    for finding in &reading.findings {
        let code = finding.code.as_deref().unwrap_or("-");
        let path = finding.path.as_ref().map_or("-", |path| path.path.as_str());
        let [line, column, ..] = finding.span;
        writeln!(
            text,
            "{:?} {:?} {code} {path}:{line}:{column} {}",
            finding.kind, finding.level, finding.message
        )
        .unwrap();
    }
    for fault in &reading.faults {
        writeln!(text, "fault {:?}: {}", fault.line, fault.message).unwrap();
    }
    text
}

fn diagnostic(code: &str, level: &str, message: &str, line: u64) -> String {
    let code = if code.is_empty() {
        "null".to_owned()
    } else {
        format!(r#"{{"code":"{code}","explanation":null}}"#)
    };
    format!(
        r#"{{"reason":"compiler-message","package_id":"p","manifest_path":"/w/a/Cargo.toml","target":{{"kind":["lib"]}},"message":{{"$message_type":"diagnostic","message":"{message}","code":{code},"level":"{level}","spans":[{{"file_name":"macro.rs","byte_start":0,"byte_end":1,"line_start":1,"line_end":1,"column_start":1,"column_end":2,"is_primary":false}},{{"file_name":"a/src/lib.rs","byte_start":0,"byte_end":1,"line_start":{line},"line_end":{line},"column_start":5,"column_end":9,"is_primary":true}}],"children":[],"rendered":"x"}}}}"#
    )
}

fn finished(success: bool) -> String {
    format!(r#"{{"reason":"build-finished","success":{success}}}"#)
}

#[test]
fn cargo_says_it_for_every_target() {
    let lint = diagnostic("clippy::needless_return", "warning", "unneeded `return`", 3);
    let denied = diagnostic("unused_variables", "error", "unused variable", 4);
    let artifact = r#"{"reason":"compiler-artifact","package_id":"p","fresh":true}"#;
    let script = r#"{"reason":"build-script-executed","package_id":"p"}"#;
    let summary = r#"{"reason":"compiler-message","message":{"message":"2 warnings emitted","code":null,"level":"warning","spans":[],"children":[]}}"#;
    let note = diagnostic("", "note", "see there", 9);
    let report = [
        &lint,
        &denied,
        artifact,
        script,
        summary,
        &note,
        &lint,
        &denied,
        "",
        &finished(true),
    ]
    .join("\n");
    assert_snapshot!(told(&report), @r"
    Some(Cargo)
    Lint Error clippy::needless_return a/src/lib.rs:3:5 unneeded `return`
    Lint Error unused_variables a/src/lib.rs:4:5 unused variable
    ");
}

#[test]
fn cargo_whose_build_failed_may_know_of_more() {
    let mismatch = diagnostic("E0308", "error", "mismatched types", 3);
    let syntax = diagnostic("", "error", "expected `;`", 4);
    let broken = diagnostic("", "error: internal compiler error", "it broke", 5);
    let aborting = r#"{"reason":"compiler-message","message":{"message":"aborting due to 3 previous errors","code":null,"level":"error","spans":[]}}"#;
    let report = [&mismatch, &syntax, &broken, aborting, &finished(false)].join("\n");
    assert_snapshot!(told(&report), @r"
    Some(Cargo)
    Type Error - a/src/lib.rs:4:5 expected `;`
    Type Error - a/src/lib.rs:5:5 it broke
    Type Error E0308 a/src/lib.rs:3:5 mismatched types
    fault Some(5): the build failed: what comes after that was not looked at
    ");
    let cut = format!("{mismatch}\n{{\"reason\":\"comp");
    assert_snapshot!(told(&cut), @r"
    Some(Cargo)
    Type Error E0308 a/src/lib.rs:3:5 mismatched types
    fault Some(2): it is no message of cargo: EOF while parsing a string at line 1 column 15
    fault None: it does not end with `build-finished`: it was cut off
    ");
}

#[test]
fn sarif() {
    let report = r#"{
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [{
        "tool": {"driver": {"name": "CodeQL", "rules": [
          {"id": "r/error", "defaultConfiguration": {"level": "error"}}, {"id": "r/plain"}]}},
        "originalUriBaseIds": {"SRC": {"uri": "file:///C:/w/"}},
        "invocations": [{"executionSuccessful": true}],
        "results": [
          {"ruleId": "r/error", "ruleIndex": 0, "message": {"text": "by its rule"}, "baselineState": "unchanged",
           "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/a%20b.js", "uriBaseId": "SRC"},
             "region": {"startLine": 5, "startColumn": 2}}}]},
          {"ruleId": "r/plain", "message": {"text": "a warning by default"}},
          {"ruleId": "r/plain", "level": "error", "message": {"text": "its own level"}, "suppressions": []},
          {"ruleId": "r/plain", "level": "error", "message": {"text": "rejected"},
           "suppressions": [{"kind": "external", "status": "rejected"}]},
          {"ruleId": "r/error", "message": {"text": "suppressed"}, "suppressions": [{"kind": "inSource"}]},
          {"ruleId": "r/error", "message": {"text": "gone"}, "baselineState": "absent"},
          {"ruleId": "r/error", "message": {"text": "passed"}, "kind": "pass"},
          {"ruleId": "r/error", "level": "note", "message": {"text": "a note"}}
        ]}]}"#;
    assert_snapshot!(told(report), @r"
    Some(Sarif)
    Unsaid Error r/error src/a b.js:5:2 by its rule
    Unsaid Error r/plain -:0:0 its own level
    Unsaid Error r/plain -:0:0 rejected
    Unsaid Warning r/plain -:0:0 a warning by default
    ");
    let path = read(report.as_bytes())
        .1
        .findings
        .into_iter()
        .find_map(|it| it.path);
    assert_eq!(&*path.unwrap().bases, ["C:/w/"]);
}

#[test]
fn sarif_that_found_nothing_out_is_no_zero() {
    assert_snapshot!(told(r#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}}},
        {"tool":{"driver":{"name":"y"}},"invocations":[{"executionSuccessful":false}],"results":[]}]}"#), @r"
    Some(Sarif)
    fault None: a run has no `results`: the tool found nothing out
    fault None: the tool failed: more may be wrong than it found
    ");
    assert_snapshot!(told(r#"{"version":"1.0.0","runs":[]}"#), @r"
    Some(Sarif)
    fault None: it is SARIF 1.0.0, and 2.1.0 is known
    ");
    assert_snapshot!(told(r#"{"version":1}"#), @r"
    Some(Sarif)
    fault Some(1): it is neither cargo's JSON messages nor SARIF: invalid type: integer `1`, expected a string at line 1 column 12
    ");
}

#[test]
fn eslint() {
    let report = r#"[
      {"filePath": "/w/src/a.js", "messages": [
        {"ruleId": "no-undef", "severity": 2, "message": "'x' is not defined.", "line": 1, "column": 5, "nodeType": "Identifier", "endLine": 1, "endColumn": 6},
        {"ruleId": "semi", "severity": 1, "message": "Missing semicolon.", "line": 2, "column": 3}],
       "suppressedMessages": [{"ruleId": "no-eval", "severity": 2, "message": "no", "suppressions": []}],
       "errorCount": 1, "fatalErrorCount": 0, "warningCount": 1},
      {"filePath": "C:\\w\\b.js", "messages": [
        {"ruleId": null, "fatal": true, "severity": 2, "message": "Parsing error: Unexpected token", "line": 1, "column": 1}],
       "errorCount": 1, "warningCount": 0}]"#;
    assert_snapshot!(told(report), @r"
    Some(Eslint)
    Lint Error - C:\w\b.js:1:1 Parsing error: Unexpected token
    Lint Error no-undef /w/src/a.js:1:5 'x' is not defined.
    Lint Warning semi /w/src/a.js:2:3 Missing semicolon.
    fault None: ESLint could not parse `C:\w\b.js`: no rule was tried on it
    ");
    assert_snapshot!(told("[]"), @r"
    Some(Eslint)
    fault None: ESLint looked at no file
    ");
}

#[test]
fn tsc_plain_and_pretty_are_one() {
    let plain = "src/a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.\n\
        src/(x)/b.ts(10,2): error TS2345: Argument.\n  Types of property 'a' are incompatible.\n\
        error TS18003: No inputs were found in config file.\n";
    let wanted = told(plain);
    assert_snapshot!(wanted, @r"
    Some(Tsc)
    Type Error TS18003 -:0:0 No inputs were found in config file.
    Type Error TS2322 src/a.ts:1:7 Type 'string' is not assignable to type 'number'.
    Type Error TS2345 src/(x)/b.ts:10:2 Argument.
    ");
    let pretty = "\u{1b}[96msrc/a.ts\u{1b}[0m:\u{1b}[93m1\u{1b}[0m:\u{1b}[93m7\u{1b}[0m - \u{1b}[91merror\u{1b}[0m\u{1b}[90m TS2322: \u{1b}[0mType 'string' is not assignable to type 'number'.\n\n\
        \u{1b}[7m1\u{1b}[0m const a: number = 'x - error TS1: no';\n\
        src/(x)/b.ts:10:2 - error TS2345: Argument.\r\n  Types of property 'a' are incompatible.\n\
        error TS18003: No inputs were found in config file.\n\nFound 3 errors in 2 files.\n";
    assert_eq!(told(pretty), wanted);
}

#[test]
fn silence_is_no_zero() {
    assert_snapshot!(told(""), @r"
    None
    fault None: it is empty: that is all tsc writes when nothing is wrong, and also what is left when it never ran; let it say more with `tsc --diagnostics`
    ");
    assert_snapshot!(told("bash: tsc: command not found\n"), @r"
    None
    fault None: it is none of cargo's JSON messages, SARIF, ESLint's JSON and tsc's output
    ");
    assert_snapshot!(told("Files:              79\nLines:           38011\nCheck time:       0.02s\n"), @"Some(Tsc)");
    assert_snapshot!(told("Found 0 errors. Watching for file changes.\n"), @"Some(Tsc)");
}
