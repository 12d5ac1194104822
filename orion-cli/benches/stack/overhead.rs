//! What Orion adds to the engine's own work: seven containers in one line, each started once the one before it is
//! ready, which takes them no time. Whatever is not spent waiting for the engine's answers is Orion's own.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::contender::{Contender, Project};
use crate::measured::median;

const ENGINE: &str = "/var/run/docker.sock";

/// At most so much, in parts of the engine's time.
const LIMIT: f64 = 0.1;

/// Requests whose answers go on for as long as something lives.
const STREAMS: [&str; 3] = ["/events", "/wait", "follow=true"];

/// A request to the engine, and the last of its answer so far.
#[derive(Debug, Clone, Copy)]
struct Call {
    begin: Instant,
    end: Instant,
    is_stream: bool,
}

type Calls = Arc<Mutex<Vec<Call>>>;

/// Prints how it went, and gives how many of the figures are over their limit.
pub(crate) fn compare(project: &Project, rounds: usize) -> usize {
    let socket = project.top.join("engine.sock");
    let calls = Calls::default();
    listen(&socket, &calls);
    let host = format!("unix://{}", socket.display());
    let (mut engine, mut own) = (Vec::new(), Vec::new());
    Contender::Orion.clean(project);
    for _ in 0..rounds {
        calls.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let up = Contender::Orion.up_on(project, &host);
        let busy = union(&calls.lock().unwrap_or_else(PoisonError::into_inner));
        engine.push(busy.as_secs_f64() * 1000.0);
        own.push(up.taken.saturating_sub(busy).as_secs_f64() * 1000.0);
        Contender::Orion.down(project);
    }
    let (engine, own) = (median(engine), median(own));
    let ratio = own / engine;
    let is_over = rounds > 1 && ratio > LIMIT;
    println!("\n{}, {rounds} rounds", project.title);
    println!(
        "the engine's answers {engine:.1} ms, Orion's own {own:.1} ms: {ratio:.3}, at most {LIMIT:.2} {}",
        if is_over { "OVER" } else { "" }
    );
    usize::from(is_over)
}

/// How long the engine had something to do.
fn union(calls: &[Call]) -> Duration {
    let mut calls: Vec<_> = calls.iter().filter(|call| !call.is_stream).collect();
    calls.sort_unstable_by_key(|call| call.begin);
    let mut busy = Duration::ZERO;
    let mut until = None;
    for call in calls {
        let from = until.map_or(call.begin, |until: Instant| until.max(call.begin));
        busy += call.end.saturating_duration_since(from);
        until = until.max(Some(call.end));
    }
    busy
}

/// Passes everything on to the engine, and writes down when.
fn listen(socket: &Path, calls: &Calls) {
    let listener = UnixListener::bind(socket).expect("a socket");
    let calls = Arc::clone(calls);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let engine = UnixStream::connect(ENGINE).expect("an engine");
            let nth = Arc::new(Mutex::new(None));
            let (said, heard) = (Arc::clone(&calls), Arc::clone(&calls));
            let (asked, answered) = (Arc::clone(&nth), nth);
            let back = (
                engine.try_clone().expect("a socket"),
                client.try_clone().expect("a socket"),
            );
            thread::spawn(move || {
                pass(client, engine, |bytes| {
                    if let Some(is_stream) = request(bytes) {
                        let now = Instant::now();
                        let mut calls = said.lock().unwrap_or_else(PoisonError::into_inner);
                        *asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(calls.len());
                        calls.push(Call {
                            begin: now,
                            end: now,
                            is_stream,
                        });
                    }
                });
            });
            thread::spawn(move || {
                pass(back.0, back.1, |_| {
                    let mut calls = heard.lock().unwrap_or_else(PoisonError::into_inner);
                    let nth = *answered.lock().unwrap_or_else(PoisonError::into_inner);
                    // What is asked after a round is over counts for none.
                    if let Some(call) = nth.and_then(|nth| calls.get_mut(nth)) {
                        call.end = Instant::now();
                    }
                });
            });
        }
    });
}

/// Whether the bytes begin a request, and then whether its answer is a stream.
fn request(bytes: &[u8]) -> Option<bool> {
    let line = bytes.split(|byte| *byte == b'\r').next()?;
    let line = std::str::from_utf8(line).ok()?;
    line.ends_with(" HTTP/1.1")
        .then(|| STREAMS.iter().any(|stream| line.contains(stream)))
}

fn pass(mut from: UnixStream, mut to: UnixStream, mut seen: impl FnMut(&[u8])) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        seen(&buffer[..read]);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
