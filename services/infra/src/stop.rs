//! The wish that everything come to an orderly end, seen by everybody who holds a [`Stop`].

use std::io;

use tokio::sync::watch;

/// Makes the wish; dropping it is the same.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Sees the wish.
#[derive(Debug, Clone)]
pub struct Stop(watch::Receiver<bool>);

/// A wish that has not been made yet.
#[must_use]
pub fn pair() -> (Stopper, Stop) {
    let (sender, receiver) = watch::channel(false);
    (Stopper(sender), Stop(receiver))
}

impl Stopper {
    /// Everything is to end.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// Returns when the wish is made, at once if it was made already.
    pub async fn requested(&mut self) {
        // An error means that the stopper is gone, and nobody is left to make the wish.
        let _ = self.0.wait_for(|stop| *stop).await;
    }

    /// The wish as the operating system brings it: SIGTERM or SIGINT (Ctrl-C).
    ///
    /// # Errors
    /// When the signals cannot be listened to.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn by_signal() -> io::Result<Self> {
        let (stopper, stop) = pair();
        let signalled = signalled()?;
        tokio::spawn(async move {
            let signal = signalled.await;
            tracing::info!(signal, "stopping");
            stopper.stop();
        });
        Ok(stop)
    }
}

/// The name of the first signal that comes. It is listened to from the call on, not from the first poll.
#[cfg(unix)]
fn signalled() -> io::Result<impl Future<Output = &'static str>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        }
    })
}

/// The name of the first signal that comes.
#[cfg(windows)]
fn signalled() -> io::Result<impl Future<Output = &'static str>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
        "Ctrl-C"
    })
}
