//! The owners of every tracked file by `CODEOWNERS`. Like Orion it reads what git lists.
//!
//! Without an argument it asks for one path after the other, as the library's README shows. With
//! `every-core` it is as fast as the library allows: unlike Orion it matches on every core.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use codeowners_rs::{RuleSet, parse};

/// Paths that one thread matches at once, in bytes.
const CHUNK: usize = 256 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let mut git = Command::new("git")
        .args(["ls-files", "-z"])
        .stdout(Stdio::piped())
        .spawn()?;
    let rules = parse(&fs::read_to_string("CODEOWNERS")?).into_ruleset();
    let listing = git.stdout.take().ok_or("no pipe")?;
    if std::env::args().any(|argument| argument == "every-core") {
        on_every_core(&rules, listing)?;
    } else {
        one_by_one(&rules, listing)?;
    }
    git.wait()?;
    Ok(())
}

fn one_by_one(rules: &RuleSet, listing: impl Read) -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(std::io::stdout().lock());
    for path in BufReader::new(listing).split(0) {
        let mut line = Vec::new();
        write_owners(rules, &path?, &mut line);
        output.write_all(&line)?;
    }
    output.flush()?;
    Ok(())
}

fn on_every_core(rules: &RuleSet, mut listing: impl Read) -> Result<(), Box<dyn Error>> {
    let threads = thread::available_parallelism()?.get();
    thread::scope(|scope| -> Result<(), Box<dyn Error>> {
        let mut workers = Vec::new();
        for _ in 0..threads {
            let (give, take) = sync_channel(2);
            let (answer, answers) = sync_channel(2);
            // Each thread has its own: the matcher remembers what it met.
            let rules = rules.clone();
            scope.spawn(move || work(&rules, &take, |lines| answer.send(lines).is_ok()));
            workers.push((give, answers));
        }
        let (order, orders) = sync_channel::<usize>(threads * 2);
        let (gives, answers): (Vec<_>, Vec<_>) = workers.into_iter().unzip();
        scope.spawn(move || {
            let mut output = std::io::stdout().lock();
            for worker in orders {
                if let Ok(lines) = answers[worker].recv() {
                    let _ = output.write_all(&lines);
                }
            }
        });
        let mut rest = Vec::new();
        for turn in 0.. {
            let mut chunk = std::mem::take(&mut rest);
            let read = listing
                .by_ref()
                .take(CHUNK as u64)
                .read_to_end(&mut chunk)?;
            if let Some(end) = chunk.iter().rposition(|byte| *byte == 0) {
                rest = chunk.split_off(end + 1);
            }
            if chunk.is_empty() && read == 0 {
                break;
            }
            gives[turn % threads].send(chunk)?;
            order.send(turn % threads)?;
        }
        Ok(())
    })
}

fn work(rules: &RuleSet, chunks: &Receiver<Vec<u8>>, answer: impl Fn(Vec<u8>) -> bool) {
    for chunk in chunks {
        let mut lines = Vec::with_capacity(chunk.len() * 2);
        for path in chunk
            .split(|byte| *byte == 0)
            .filter(|path| !path.is_empty())
        {
            write_owners(rules, path, &mut lines);
        }
        if !answer(lines) {
            return;
        }
    }
}

fn write_owners(rules: &RuleSet, path: &[u8], lines: &mut Vec<u8>) {
    lines.extend_from_slice(path);
    let owners = std::str::from_utf8(path)
        .ok()
        .and_then(|path| rules.owners(path));
    match owners {
        Some(owners) => {
            for owner in owners {
                lines.extend_from_slice(b"  ");
                lines.extend_from_slice(owner.value.as_bytes());
            }
        }
        None => lines.extend_from_slice(b"  (unowned)"),
    }
    lines.push(b'\n');
}
