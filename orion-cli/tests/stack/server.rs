//! What runs in the containers of these tests: one program that does one thing.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

fn main() {
    let began = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        // Answers 200 from so many milliseconds on, and 503 until then.
        ["serve", port, after] => {
            let after = Duration::from_millis(after.parse().unwrap());
            let listener = TcpListener::bind(format!("0.0.0.0:{port}")).unwrap();
            println!(r#"{{"level":"INFO","message":"listening","port":{port}}}"#);
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let _ = stream.read(&mut [0; 1024]);
                let status = if began.elapsed() < after { "503 Service Unavailable" } else { "200 OK" };
                let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        }
        ["end", code, said] => {
            eprintln!("{said}");
            std::process::exit(code.parse().unwrap());
        }
        ["read", path] => print!("{}", std::fs::read_to_string(path).unwrap()),
        _ => panic!("{words:?}"),
    }
}
