//! No bytes make the reader of lcov's tracefiles panic or hang, and what it reads is read again the same when written.
#![no_main]

use std::fmt::Write as _;

use libfuzzer_sys::fuzz_target;
use orion_core::quality::MAX_FAULTS;
use orion_core::quality::coverage::read_lcov;

fuzz_target!(|bytes: &[u8]| {
    let reading = read_lcov(bytes);
    assert!(reading.faults.len() <= MAX_FAULTS);
    let mut text = String::new();
    for (path, lines) in &reading.files {
        // A carriage return before the end of a line belongs to the line's end.
        if path.path.contains('\r') {
            return;
        }
        let _ = writeln!(text, "SF:{}", path.path);
        for (line, hits) in lines.each() {
            assert!(line > 0);
            let _ = writeln!(text, "DA:{line},{hits}");
        }
        text.push_str("end_of_record\n");
    }
    let again = read_lcov(text.as_bytes());
    assert!(again.faults.is_empty(), "{:?}", again.faults);
    assert_eq!(again.files, reading.files);
});
