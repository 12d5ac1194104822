//! `orion owner --all` beside `git ls-files`, which lists the same files without owners, and beside the
//! fastest peer.
//!
//! `cargo bench -p orion-cli --bench owner [-- FILES…]` prints a table for each number of tracked files, by
//! default 100,000 and 1,000,000. Nothing is asserted: times are for people to compare.

#![expect(
    clippy::cast_precision_loss,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark: its tables are for people"
)]

mod peers;
mod synthetic;
mod whole_process;

use std::path::Path;

use synthetic::{Size, SyntheticRepository};
use whole_process::{Contender, Measured, measure, print_table};

const RULES: [usize; 2] = [300, 3_000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Test runners start benchmarks too, without this flag, to see that they can be started.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let mut sizes: Vec<usize> = arguments
        .iter()
        .filter_map(|argument| argument.replace('_', "").parse().ok())
        .collect();
    if sizes.is_empty() {
        sizes = vec![100_000, 1_000_000];
    }
    let peer = peers::build();
    for files in sizes {
        compare(files, peer.as_deref());
    }
}

fn compare<'a>(files: usize, peer: Option<&'a Path>) {
    let repository = SyntheticRepository::new(Size {
        files,
        rules: RULES[0],
    });
    for rules in RULES {
        repository.write_rules(Size { files, rules });
        let program = |program: &'a Path, arguments: &'static [&'static str]| {
            let repository = &repository;
            move || {
                let mut command = repository.command(program);
                command.args(arguments);
                command
            }
        };
        let orion = Path::new(env!("CARGO_BIN_EXE_orion"));
        let mut contenders = vec![
            Contender::new(
                "git ls-files -z",
                program(Path::new("git"), &["ls-files", "-z"]),
            ),
            Contender::new("orion owner --all", program(orion, &["owner", "--all"])),
            Contender::new(
                "orion owner --all --json",
                program(orion, &["owner", "--all", "--json"]),
            ),
        ];
        if let Some(peer) = peer {
            contenders.push(Contender::new("codeowners-rs", program(peer, &[])));
            contenders.push(Contender::new(
                "codeowners-rs, on every core",
                program(peer, &["every-core"]),
            ));
        }
        // Enough rounds for a steady median, few enough for the slowest to end while somebody watches.
        let rounds = (4_000_000 / files).clamp(5, 41);
        let measured = measure(&contenders, rounds);
        print_table(
            &format!("{files} files, {rules} rules, {rounds} rounds"),
            &measured,
        );
        print_ratios(&measured);
    }
}

/// What the table says, beside what is asked of it.
fn print_ratios(measured: &[Measured]) {
    let [git, lines, json, peers @ ..] = measured else {
        return;
    };
    let times =
        |one: &Measured, other: &Measured| one.median.as_secs_f64() / other.median.as_secs_f64();
    println!(
        "lines: {:.2} times git's wall time (at most 2.00); JSON: {:.2} times (at most 3.00)",
        times(lines, git),
        times(json, git),
    );
    for peer in peers {
        let name = &peer.name;
        println!(
            "{name}: {:.1} times as long as the lines",
            times(peer, lines)
        );
    }
}
