//! What runs in the containers of these tests: one program that does one thing.

use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        // Runs until it is ended.
        ["wait"] => wait(),
        // Runs until it is killed.
        ["hold-on"] => {
            // SAFETY: 15 is SIGTERM and 1 is SIG_IGN.
            unsafe { signal(15, 1) };
            println!("holding on");
            wait()
        }
        // Ends at once.
        ["exit", code] => std::process::exit(code.parse().unwrap()),
        // Listens, and says so.
        ["listen", port] => {
            let address = format!("0.0.0.0:{port}");
            let listener = std::net::TcpListener::bind(address).unwrap();
            println!("listening");
            for stream in listener.incoming() {
                let _ = stream.unwrap().write_all(b"hello\n");
            }
        }
        // Writes to both streams: a line longer than any engine sends at once, bytes that are no text, and an
        // end without a line's.
        ["speak"] => {
            println!("one");
            eprintln!("two");
            println!("{}", "x".repeat(200_000));
            let _ = std::io::stdout().write_all(b"\xFF\x1b[31m\nrest");
        }
        // A line each 20 ms.
        ["count", to] => {
            for number in 1..=to.parse::<u32>().unwrap() {
                println!("{number}");
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        }
        // Says what a file is.
        ["stat", path] => {
            let metadata = std::fs::symlink_metadata(path).unwrap();
            let mode = metadata.permissions().mode() & 0o7777;
            println!("{mode:o} {} {}", metadata.uid(), metadata.gid());
        }
        ["read", path] => print!("{}", std::fs::read_to_string(path).unwrap()),
        ["write", path, content] => std::fs::write(path, content).unwrap(),
        ["environment", name] => println!("{:?}", std::env::var(name)),
        // Reaches another one by its name.
        ["reach", address] => {
            let mut text = String::new();
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            stream.read_to_string(&mut text).unwrap_or_default();
            print!("{text}");
        }
        // Gives back what comes in, then says how it went.
        ["echo", code] => {
            println!("ready");
            let mut input = Vec::new();
            std::io::stdin().read_to_end(&mut input).unwrap();
            std::io::stdout().write_all(&input).unwrap();
            eprintln!("{} bytes", input.len());
            std::process::exit(code.parse().unwrap());
        }
        // Waits until its terminal is so wide, and says how large it is.
        ["size", columns] => {
            let wanted: u16 = columns.parse().unwrap();
            let mut size = [0u16; 4];
            while size[1] != wanted {
                // SAFETY: 0x5413 is TIOCGWINSZ, which writes four numbers of two bytes.
                unsafe { ioctl(1, 0x5413, size.as_mut_ptr()) };
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            println!("{} x {}", size[0], size[1]);
        }
        _ => panic!("{words:?}"),
    }
}

fn wait() -> ! {
    loop {
        std::thread::sleep(std::time::Duration::from_secs(3600));
    }
}

unsafe extern "C" {
    fn signal(signal: i32, handler: usize) -> usize;
    fn ioctl(file: i32, request: u64, ...) -> i32;
}
