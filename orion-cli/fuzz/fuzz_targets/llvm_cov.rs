//! No bytes make the reader of llvm-cov's JSON panic, hang or fill the memory.
#![no_main]

use libfuzzer_sys::fuzz_target;
use orion_core::quality::MAX_FAULTS;
use orion_core::quality::coverage::{Lines, MAX_LINES, read_llvm_cov};

fuzz_target!(|bytes: &[u8]| {
    let reading = read_llvm_cov(bytes);
    assert!(reading.faults.len() <= MAX_FAULTS);
    let lines: u64 = reading.files.values().map(Lines::tally).map(|it| it.lines).sum();
    assert!(lines <= u64::from(MAX_LINES));
});
