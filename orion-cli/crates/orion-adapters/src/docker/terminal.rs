//! This process's terminal and its standard streams, as a command in a container gets them.

use std::io::{self, IsTerminal as _, Read as _};

use bytes::Bytes;
use tokio::sync::mpsc;

/// How much is read at once.
const CHUNK: usize = 8 << 10;

/// A terminal that passes on every key as it is, until this is dropped.
pub(super) struct RawTerminal(());

impl RawTerminal {
    /// Takes the terminal; none when standard input is no terminal.
    pub(super) fn take() -> io::Result<Option<Self>> {
        if !io::stdin().is_terminal() {
            return Ok(None);
        }
        crossterm::terminal::enable_raw_mode()?;
        Ok(Some(Self(())))
    }
}

impl Drop for RawTerminal {
    fn drop(&mut self) {
        // A terminal that has gone away needs nothing given back.
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Columns and rows.
pub(super) fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size()
        .ok()
        .filter(|&(columns, rows)| columns > 0 && rows > 0)
}

/// What comes in on standard input, until its end.
///
/// It is read by a thread that nobody waits for: a read of a terminal cannot be ended, and the runtime would wait
/// for a task of its own that does so.
pub(super) fn input() -> mpsc::Receiver<Bytes> {
    let (sender, receiver) = mpsc::channel(1);
    std::thread::spawn(move || {
        let mut buffer = vec![0; CHUNK];
        loop {
            match io::stdin().read(&mut buffer) {
                Ok(0) => return,
                Ok(read) => {
                    let content = Bytes::copy_from_slice(&buffer[..read]);
                    if sender.blocking_send(content).is_err() {
                        return;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    });
    receiver
}

/// Tells each time that the terminal gets another size.
pub(super) struct Resizes {
    #[cfg(unix)]
    signal: tokio::signal::unix::Signal,
}

impl Resizes {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::window_change())?,
        })
    }

    /// Waits for the next one.
    pub(super) async fn next(&mut self) {
        #[cfg(unix)]
        if self.signal.recv().await.is_some() {
            return;
        }
        std::future::pending::<()>().await;
    }
}
