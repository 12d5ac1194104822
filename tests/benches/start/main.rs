//! How soon each service is ready, and how much memory it holds while nobody asks it anything.
//!
//!     cargo bench -p orion-tests --bench start
//!
//! Each is a process of its own in a whole platform whose other services run: on SQLite files, and, where
//! `ORION_TEST_POSTGRES` and `ORION_TEST_RABBITMQ` say that there are servers for tests, on a PostgreSQL and a RabbitMQ
//! of the benchmark's own. It is started again and again on a database that is set up, and timed from before its
//! process is made until `/health/ready` answers 200. Beside them stands the floor: a process that does nothing but
//! answer 200, measured in the same way.

mod build;
mod floor;
mod process;
mod samples;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use orion_tests::{Servers, Stack};

use floor::Floor;
use samples::Samples;

/// What is promised of the middle of all starts.
const READY_WITHIN: Duration = Duration::from_millis(100);
/// What is promised of the memory of an idle service, in bytes.
const HOLDS_AT_MOST: u64 = 30_000_000;

/// Each service, those that others call first.
const SERVICES: [&str; 5] = ["auth", "user", "notifications", "gateway", "admin-ui"];

/// How much is measured.
struct Plan {
    /// How often each is started.
    rounds: usize,
    /// How long it is left alone before its memory is looked at.
    idle: Duration,
    /// Whether the promises are to be kept.
    is_judged: bool,
}

impl Plan {
    /// As `cargo bench` asks for it, or only to see that it works: by `-- --test`, or in a run of tests.
    fn asked_for() -> Self {
        let has = |argument: &str| std::env::args().any(|given| given == argument);
        if has("--bench") && !has("--test") {
            Self {
                rounds: 15,
                idle: Duration::from_secs(1),
                is_judged: true,
            }
        } else {
            Self {
                rounds: 1,
                idle: Duration::ZERO,
                is_judged: false,
            }
        }
    }
}

fn main() -> ExitCode {
    let plan = Plan::asked_for();
    let kept = match floor::role() {
        Some(address) => floor::serve(address).map(|()| true),
        None => measure(&plan),
    };
    match kept {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures all, says how they fare, and whether what is promised is kept.
fn measure(plan: &Plan) -> Result<bool, Box<dyn Error>> {
    build::services(&SERVICES)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} starts each: milliseconds until ready, and megabytes held {} ms later\n{:<28} {:>28}   {:>28}",
        plan.rounds,
        plan.idle.as_millis(),
        "",
        "ready: median (min .. max)",
        "held: median (min .. max)"
    )?;

    let mut floor = Samples::default();
    for _ in 0..plan.rounds {
        let begun = Instant::now();
        let running = Floor::start()?;
        floor.take(begun, running.address, running.process(), plan.idle)?;
    }
    writeln!(out, "{:<28} {floor}", "answering 200, no more")?;

    let mut are_kept = on(&Stack::apart, plan, &mut out)?;
    let has = |variable: &str| std::env::var_os(variable).is_some();
    if has("ORION_TEST_POSTGRES") && has("ORION_TEST_RABBITMQ") {
        let servers = Servers::start("start")?;
        are_kept &= on(&|| Stack::on(&servers), plan, &mut out)?;
    } else {
        writeln!(
            out,
            "not on PostgreSQL and RabbitMQ: `eval \"$(tests/servers start)\"` first"
        )?;
    }

    let verdict = match (plan.is_judged, are_kept) {
        (false, _) => "promised of a whole run in a release build, which this is not",
        (true, true) => "promised, and kept",
        (true, false) => "promised, and NOT kept",
    };
    writeln!(
        out,
        "ready within {} ms and at most {} MB, each in the middle: {verdict}",
        READY_WITHIN.as_millis(),
        HOLDS_AT_MOST / 1_000_000
    )?;
    Ok(are_kept || !plan.is_judged)
}

/// Measures the services of a stack; whether each keeps what is promised.
fn on(
    start: &dyn Fn() -> Stack,
    plan: &Plan,
    out: &mut impl std::io::Write,
) -> Result<bool, Box<dyn Error>> {
    let mut stack = start();
    writeln!(out, "on {}", stack.kind)?;
    let mut are_kept = true;
    for service in SERVICES {
        let address = process::address(stack.url(service))?;
        process::wait_until_ready(address)?;
        let mut samples = Samples::default();
        for _ in 0..plan.rounds {
            stack.kill(service);
            let begun = Instant::now();
            stack.start(service);
            samples.take(begun, address, stack.process(service), plan.idle)?;
        }
        are_kept &= samples.ready() < READY_WITHIN && samples.held() <= HOLDS_AT_MOST;
        writeln!(out, "  {service:<26} {samples}")?;
    }
    Ok(are_kept)
}
