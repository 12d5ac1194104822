//! The gateway beside nginx: the same backend, the same load, one after the other.
//!
//!     cargo bench -p orion-gateway
//!
//! Both are processes of their own, keep their connections to the backend, write a line for each request to a file, and
//! tell the backend who asks. The gateway also verifies the access token of each request, counts it against the limits
//! of its address and its user, and gives it an id and a place in a trace. `wrk` and `nginx` have to be installed.

mod backend;
mod load;
mod servers;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use load::Measure;

/// What is promised: this part of nginx's throughput.
const AT_LEAST: f64 = 0.5;
/// What is asked for.
const PATH: &str = "/v1/users/me";

/// How much is measured.
struct Plan {
    /// How often each is measured; the middle one counts.
    rounds: usize,
    /// How long each time, in seconds.
    seconds: u32,
    /// Whether the promise is to be kept.
    is_judged: bool,
}

impl Plan {
    /// As `cargo bench` asks for it, or only to see that it works: by `-- --test`, or in a run of tests.
    fn asked_for() -> Self {
        let has = |argument: &str| std::env::args().any(|given| given == argument);
        if has("--bench") && !has("--test") {
            Self {
                rounds: 3,
                seconds: 8,
                is_judged: true,
            }
        } else {
            Self {
                rounds: 1,
                seconds: 1,
                is_judged: false,
            }
        }
    }
}

fn main() -> ExitCode {
    let plan = Plan::asked_for();
    match compare(&plan) {
        Ok(ratio) if ratio >= AT_LEAST || !plan.is_judged => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures both, says how they fare, and gives the gateway's throughput as a part of nginx's.
fn compare(plan: &Plan) -> Result<f64, Box<dyn Error>> {
    let Plan {
        rounds, seconds, ..
    } = *plan;
    let scratch = tempfile::tempdir()?;
    let backend = backend::start()?;
    let nginx = servers::nginx(scratch.path(), backend.address)?;
    let gateway = servers::gateway(scratch.path(), backend.address)?;

    let mut rows: [(&str, Vec<Measure>); 3] =
        ["backend alone", "nginx", "orion-gateway"].map(|name| (name, Vec::new()));
    let addresses = [backend.address, nginx.address, gateway.address];
    for address in addresses {
        load::run(address, PATH, &backend.bearer, 1)?;
    }
    for _ in 0..rounds {
        for ((_, measures), address) in rows.iter_mut().zip(addresses) {
            measures.push(load::run(address, PATH, &backend.bearer, seconds)?);
        }
    }

    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} connections, keep-alive, {seconds} s, the middle of {rounds} runs",
        load::CONNECTIONS,
    )?;
    writeln!(
        out,
        "{:<14} {:>12} {:>10} {:>10}",
        "", "requests/s", "p50", "p99"
    )?;
    let mut throughput = Vec::new();
    for (name, mut measures) in rows {
        measures.sort_by(|one, other| one.per_second.total_cmp(&other.per_second));
        let middle = &measures[rounds / 2];
        throughput.push(middle.per_second);
        writeln!(
            out,
            "{name:<14} {:>12.0} {:>10} {:>10}",
            middle.per_second, middle.p50, middle.p99
        )?;
    }
    let ratio = throughput[2] / throughput[1];
    let verdict = if plan.is_judged {
        "is promised"
    } else {
        "is promised of a whole run, which this is not"
    };
    writeln!(
        out,
        "orion-gateway / nginx = {ratio:.2} (at least {AT_LEAST} {verdict})"
    )?;
    Ok(ratio)
}
