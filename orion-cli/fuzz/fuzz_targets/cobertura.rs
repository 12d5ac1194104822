//! No bytes make the reader of Cobertura's XML panic or hang, or take more than they hold: there are no more lines and
//! files than bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use orion_core::quality::coverage::{Lines, read_cobertura};
use orion_core::quality::{MAX_FAULTS, WorkTreeTop};

fuzz_target!(|bytes: &[u8]| {
    let reading = read_cobertura(bytes);
    assert!(reading.faults.len() <= MAX_FAULTS);
    for fault in &reading.faults {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)));
    }
    let lines: u64 = reading.files.values().map(Lines::tally).map(|it| it.lines).sum();
    assert!(lines + reading.files.len() as u64 <= bytes.len() as u64);
    let top = WorkTreeTop::new("/work/tree");
    for written in reading.files.keys() {
        // Nothing outside the work tree is ever meant.
        let found = top.find(written, |_| true);
        assert!(found.is_none_or(|path| {
            path.as_bytes()
                .split(|byte| *byte == b'/')
                .all(|name| !matches!(name, b"" | b"." | b".."))
        }));
    }
});
