//! No bytes make the reader of `workstreams.toml` panic, hang, or point outside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use orion_core::config::parse_bytes;
use orion_core::diagnostic::{LineIndex, Severity};

fuzz_target!(|bytes: &[u8]| {
    let parsed = parse_bytes(bytes);
    let source = String::from_utf8_lossy(bytes);
    let lines = LineIndex::new(&source);
    let mut errors = 0;
    for finding in &parsed.diagnostics {
        assert!(!finding.labels.is_empty(), "{finding:?}");
        assert!(!finding.help.is_empty(), "{finding:?}");
        for label in &finding.labels {
            assert!(source.get(label.span.clone()).is_some(), "{finding:?}");
            std::hint::black_box(lines.line_column(&source, label.span.start));
        }
        errors += usize::from(finding.severity == Severity::Error);
    }
    assert_eq!(parsed.workspace.is_none(), errors > 0);
    if let Some(workspace) = parsed.workspace {
        for rule in workspace.rules() {
            assert!(source.get(rule.span.clone()).is_some(), "{rule:?}");
            assert!(workspace.workstream(&rule.owner).is_some(), "{rule:?}");
        }
    }
});
