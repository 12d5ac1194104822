//! A way to a server that can be cut.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::support::Task;

pub(crate) struct Proxy {
    address: SocketAddr,
    open: watch::Sender<bool>,
    _accepting: Task<()>,
}

impl Proxy {
    /// To that `host:port`.
    pub(crate) async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (open, is_open) = watch::channel(true);
        let accepting = Task::start(async move {
            loop {
                let (mut client, _) = listener.accept().await.unwrap();
                let mut is_open = is_open.clone();
                let server = server.clone();
                tokio::spawn(async move {
                    if *is_open.borrow_and_update() {
                        let mut server = TcpStream::connect(&server).await.unwrap();
                        tokio::select! {
                            _ = copy_bidirectional(&mut client, &mut server) => {}
                            _ = is_open.wait_for(|open| !open) => {}
                        }
                    }
                });
            }
        });
        Self {
            address,
            open,
            _accepting: accepting,
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every connection is lost, and no new one lasts.
    pub(crate) fn cut(&self) {
        self.open.send_replace(false);
    }

    /// New connections last again.
    pub(crate) fn mend(&self) {
        self.open.send_replace(true);
    }
}
