//! The smallest service: one route, and all that comes with it.
//!
//! `cargo run -p orion-infra --example hello`, then `curl -i http://127.0.0.1:7199/hello`.

use std::process::ExitCode;

use axum::Router;
use axum::routing::get;
use orion_infra::config::{Reader, Recorded};
use orion_infra::service::{self, BuildError, Built, Service};
use orion_infra::stop::Stop;

struct Hello;

impl Service for Hello {
    const NAME: &'static str = "hello";
    const PREFIX: &'static str = "ORION_HELLO_";
    const PORT: u16 = 7199;
    type Settings = ();

    fn read(_: &mut Reader) -> Result<(), Recorded> {
        Ok(())
    }

    async fn build((): (), _: Stop) -> Result<Built, BuildError> {
        Ok(Built::new(Router::new().route("/hello", get("hello"))))
    }
}

fn main() -> ExitCode {
    service::run::<Hello>()
}
