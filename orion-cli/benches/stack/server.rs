//! A server that answers everything with 200, at once.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

fn main() -> std::io::Result<()> {
    for stream in TcpListener::bind("0.0.0.0:8080")?.incoming() {
        let mut stream = stream?;
        // To the end of the head: whoever is cut off while it speaks hears of an error.
        let lines = BufReader::new(stream.try_clone()?).lines();
        if lines.map_while(Result::ok).any(|line| line.is_empty()) {
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    }
    Ok(())
}
