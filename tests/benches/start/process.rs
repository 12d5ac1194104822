//! What a process shows of itself from outside.

use std::error::Error;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use orion_tests::PATIENCE;

/// How long is waited before asking again: little beside what is measured.
const PAUSE: Duration = Duration::from_micros(500);

/// The address of `http://127.0.0.1:7100`.
pub(crate) fn address(url: &str) -> Result<SocketAddr, Box<dyn Error>> {
    let address = url.strip_prefix("http://").unwrap_or(url);
    Ok(address.parse()?)
}

/// Asks until the answer is that it is ready.
pub(crate) fn wait_until_ready(address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    while !is_ready(address) {
        if begun.elapsed() > PATIENCE {
            return Err(format!("nobody is ready at {address}").into());
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(
            b"GET /health/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        std::io::Result::Ok(answer.starts_with(b"HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}

/// What a process holds of the machine's memory, in bytes: its resident set.
pub(crate) fn held(process: u32) -> Result<u64, Box<dyn Error>> {
    let file = format!("/proc/{process}/status");
    let status =
        fs::read_to_string(&file).map_err(|error| format!("`{file}` cannot be read: {error}"))?;
    let kibibytes: u64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.strip_suffix("kB"))
        .ok_or_else(|| format!("`{file}` has no `VmRSS`"))?
        .trim()
        .parse()?;
    Ok(kibibytes * 1024)
}
