//! The floor: this benchmark once more, as a process that answers 200 to whatever it is asked.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};

use axum::Router;

/// What a process is told that is to be the floor, before its address.
const ROLE: &str = "--answer-at";

/// A process that answers, until it is dropped.
pub(crate) struct Floor {
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Floor {
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        // An address that nobody has at the moment.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let child = Command::new(std::env::current_exe()?)
            .args([ROLE, &address.to_string()])
            .env_clear()
            .stdin(Stdio::null())
            .spawn()?;
        Ok(Self { address, child })
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where this process is to answer, if it is the floor.
pub(crate) fn role() -> Option<SocketAddr> {
    let mut arguments = std::env::args().skip_while(|argument| argument != ROLE);
    arguments.nth(1)?.parse().ok()
}

/// Answers for ever.
pub(crate) fn serve(address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        axum::serve(listener, Router::new().fallback(|| async {})).await?;
        Ok(())
    })
}
