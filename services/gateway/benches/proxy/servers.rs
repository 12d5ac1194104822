//! nginx and the gateway, as processes.

use std::error::Error;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long one may take to start.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that runs until it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    process: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        // nginx's workers end with it only when it is asked to end. Asked or gone: both are an end.
        let _ = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        let _ = self.process.wait();
    }
}

/// nginx as a reverse proxy: one worker for each core, as many idle connections to the backend as there are clients.
pub(crate) fn nginx(scratch: &Path, backend: SocketAddr) -> Result<Server, Box<dyn Error>> {
    let address = free_address()?;
    let scratch = scratch.join("nginx");
    fs::create_dir(&scratch)?;
    let configuration = format!(
        "daemon off;
worker_processes auto;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 1024; }}
http {{
  access_log access.log;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  keepalive_requests 1000000000;
  tcp_nodelay on;
  upstream backend {{ server {backend}; keepalive 128; keepalive_requests 1000000000; }}
  server {{
    listen {address} backlog=1024;
    location / {{
      proxy_pass http://backend;
      proxy_http_version 1.1;
      proxy_set_header Connection \"\";
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $host;
      proxy_set_header X-Request-Id $request_id;
    }}
  }}
}}
"
    );
    let file = scratch.join("nginx.conf");
    fs::write(&file, configuration)?;
    let mut command = Command::new("nginx");
    command.arg("-p").arg(&scratch).arg("-c").arg(&file);
    start(command, address, File::create(scratch.join("stdout"))?)
}

/// The gateway as it is deployed, with limits that this load does not meet.
pub(crate) fn gateway(scratch: &Path, backend: SocketAddr) -> Result<Server, Box<dyn Error>> {
    let address = free_address()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_orion-gateway"));
    command.env_clear();
    for service in ["AUTH", "USER", "NOTIFICATIONS"] {
        let name = format!("ORION_GATEWAY_SERVICES_{service}");
        command.env(name, format!("http://{backend}"));
    }
    for whose in ["ADDRESS", "USER"] {
        for what in ["PER_SECOND", "BURST"] {
            command.env(format!("ORION_GATEWAY_LIMITS_{whose}_{what}"), "1000000");
        }
    }
    command.env("ORION_GATEWAY_LISTEN", address.to_string());
    start(command, address, File::create(scratch.join("gateway.log"))?)
}

fn start(mut command: Command, address: SocketAddr, log: File) -> Result<Server, Box<dyn Error>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let process = command
        .stdin(Stdio::null())
        .stdout(log)
        .spawn()
        .map_err(|error| format!("`{name}` cannot be started: {error}"))?;
    let mut server = Server { address, process };
    let begun = Instant::now();
    while TcpStream::connect(address).is_err() {
        if let Some(status) = server.process.try_wait()? {
            return Err(format!("`{name}` ended: {status}").into());
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!("`{name}` does not answer").into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(server)
}

/// An address that nobody has at the moment.
fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
