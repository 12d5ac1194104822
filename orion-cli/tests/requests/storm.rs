//! Several processes at once, faults of all kinds, and processes that are killed: each request is one issue.
//!
//! The great storm takes minutes: `ORION_STORM=200 cargo test -p orion-cli --test requests storm -- --ignored --nocapture`

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::Write as _;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::world::World;

const PROCESSES: usize = 4;
/// Of a hundred calls, so many go wrong.
const FAULTS: u64 = 30;
/// Of a hundred commands, so many are killed at some moment.
const KILLS: u64 = 25;
/// How often what waits is sent in the end, until nothing does.
const SENDINGS: usize = 60;

#[test]
fn never_twice_and_never_lost() {
    weather(12, 7);
}

#[test]
#[ignore = "it takes minutes"]
fn never_twice_and_never_lost_in_a_great_storm() {
    let number = |name| env::var(name).ok().and_then(|text| text.parse().ok());
    let requests = number("ORION_STORM").unwrap_or(200);
    weather(requests, number("ORION_STORM_SEED").unwrap_or(1) as u64);
}

/// The same numbers for the same seed: `SplitMix64` (<https://prng.di.unimi.it/splitmix64.c>).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn hits(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// What goes wrong with the calls of one kind: each fault with one of the next `calls`.
fn faults(chance: &mut Chance, calls: usize, matching: &Value, kinds: &[Value]) -> Vec<Value> {
    let mut faults = Vec::new();
    for call in 0..calls {
        if chance.hits(FAULTS) {
            let kind = usize::try_from(chance.below(kinds.len() as u64)).unwrap();
            let mut fault = kinds[kind].clone();
            fault["times"] = json!(1);
            fault["skip"] = json!(call);
            fault["match"] = matching.clone();
            faults.push(fault);
        }
    }
    faults
}

fn storm(chance: &mut Chance, requests: usize) -> Value {
    let writes = [
        json!({"kind": "server_error", "html": true}),
        json!({"kind": "server_error", "status": 503}),
        json!({"kind": "server_error", "when": "after"}),
        json!({"kind": "secondary_limit", "retry_after": 1}),
        json!({"kind": "secondary_limit", "status": 429, "retry_after": 2}),
        json!({"kind": "delay", "seconds": 1.5}),
        json!({"kind": "disconnect", "when": "before"}),
        json!({"kind": "disconnect", "when": "after"}),
        json!({"kind": "disconnect", "when": "after", "reset": true}),
        json!({"kind": "disconnect", "when": "mid_body"}),
    ];
    let reads = [
        json!({"kind": "server_error"}),
        json!({"kind": "secondary_limit", "status": 429, "retry_after": 1}),
        json!({"kind": "secondary_limit", "retry_after": 1}),
        json!({"kind": "delay", "seconds": 0.5}),
        json!({"kind": "disconnect", "when": "before"}),
        json!({"kind": "disconnect", "when": "mid_body"}),
    ];
    let creates = json!({"method": "POST", "operation": "issues/create"});
    let mut all = faults(chance, 2 * requests, &creates, &writes);
    let gets = json!({"method": "GET", "path": "/repos*"});
    all.extend(faults(chance, 6 * requests, &gets, &reads));
    Value::Array(all)
}

/// Files the requests from several processes, some of which are killed. Says how many were.
fn file(world: &World, requests: usize, seed: u64) -> usize {
    let killed = AtomicUsize::new(0);
    let next = AtomicUsize::new(0);
    scope(|scope| {
        for process in 0..PROCESSES as u64 {
            let (killed, next) = (&killed, &next);
            scope.spawn(move || {
                let mut chance = Chance(seed ^ (process << 32));
                loop {
                    let request = next.fetch_add(1, Ordering::Relaxed);
                    if request >= requests {
                        return;
                    }
                    let why = format!("request {request}");
                    let arguments = ["contract", "request", "auth-api", "--why", &why];
                    let mut command = world.command("uma", &arguments);
                    command.stdout(Stdio::null()).stderr(Stdio::null());
                    if chance.hits(KILLS) {
                        let mut child = command.spawn().unwrap();
                        sleep(Duration::from_millis(20 + chance.below(2500)));
                        child.kill().unwrap();
                        if !child.wait().unwrap().success() {
                            killed.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    // Whoever was killed is asked again.
                    command.status().unwrap();
                }
            });
        }
    });
    killed.into_inner()
}

fn weather(requests: usize, seed: u64) {
    let Some(world) = World::new() else { return };
    let mut chance = Chance(seed);
    let begun = Instant::now();
    world
        .simulator
        .post("/_sim/faults", &storm(&mut chance, requests));
    let killed = file(&world, requests, seed);
    let mut sendings = 0;
    while world.json("uma", &["outbox", "--json"])["waiting"] != json!([]) {
        sendings += 1;
        assert!(sendings <= SENDINGS, "the outbox is not empty");
        world.orion("uma", &["outbox", "send"]);
    }
    let took = begun.elapsed();

    let titles: Vec<_> = world
        .issues()
        .iter()
        .map(|issue| issue["title"].to_string())
        .collect();
    let different: BTreeSet<_> = titles.iter().collect();
    let journal = world.simulator.get("/_sim/journal");
    let journal = journal.as_array().unwrap();
    let mut faulty = BTreeMap::<_, usize>::new();
    for entry in journal {
        for fault in entry["faults"].as_array().unwrap() {
            *faulty.entry(fault.to_string()).or_default() += 1;
        }
    }
    let etiquette = world.simulator.get("/_sim/report")["etiquette"].clone();
    let figures = format!(
        "seed {seed}: {} issues, {} titles of {requests}, {} calls in {} s, {killed} killed, {sendings} sendings, \
         faults {faulty:?}, {} at once at most, findings {}",
        titles.len(),
        different.len(),
        journal.len(),
        took.as_secs(),
        etiquette["most_requests_in_flight"],
        etiquette["counts"],
    );
    // Nobody has to read it for the test to be right.
    let _ = writeln!(std::io::stderr(), "{figures}");
    assert_eq!(different.len(), requests, "none lost");
    assert_eq!(titles.len(), requests, "none twice");
    assert_polite(&etiquette, journal, killed);
    world.simulator.assert_clean();
}

/// Nothing is to be said of its manners: but what a process was answered that was killed, or was cut off, is asked for
/// again.
fn assert_polite(etiquette: &Value, journal: &[Value], killed: usize) {
    let findings = etiquette["findings"].as_array().unwrap();
    let (again, others): (Vec<_>, Vec<_>) = findings
        .iter()
        .partition(|finding| finding["kind"] == "unconditional_repeat");
    assert!(others.is_empty(), "{others:?}");
    let cut = |entry: &&Value| {
        entry["method"] == "GET" && entry["faults"].to_string().contains("disconnect")
    };
    let cut = journal.iter().filter(cut).count();
    assert!(again.len() <= cut + killed, "{again:?}");
}
