//! What people read.

use super::Measured;

/// Prints one line for each contender, with its time as a multiple of the first one's.
pub(crate) fn print_table(title: &str, measured: &[Measured]) {
    let Some(floor) = measured.first() else {
        return;
    };
    println!("\n{title}");
    println!(
        "{:<44} {:>11} {:>11} {:>9} {:>9}",
        "", "median", "fastest", "× first", "peak MB"
    );
    for line in measured {
        let milliseconds =
            |time: std::time::Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
        let times = line.median.as_secs_f64() / floor.median.as_secs_f64();
        let memory = line
            .peak_memory
            .map_or("?".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6));
        println!(
            "{:<44} {:>11} {:>11} {:>9.2} {:>9}",
            line.name,
            milliseconds(line.median),
            milliseconds(line.fastest),
            times,
            memory
        );
    }
}
