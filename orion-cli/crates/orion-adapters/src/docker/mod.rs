//! The container engine: Docker or Podman, through the engine's API.
//!
//! bollard makes the requests that change something, and this module the connections under it. What is read
//! from the engine goes past bollard's types, since one state that they do not know fails a whole answer:
//! `wire` asks, and types of this module take what they need and let the rest be.
//!
//! Images are built by `BuildKit` where the Dockerfile asks for what only it does, and by the classic
//! builder otherwise: it is there in every engine, it needs no session beside the request, and it takes the
//! user's credentials for the images that it pulls.

mod address;
mod archive;
mod belongings;
mod build;
mod connect;
mod containers;
mod context;
mod create;
mod credentials;
mod demux;
mod dockerfile;
mod engine;
mod environment;
mod error;
mod events;
mod exec;
mod ignore;
mod images;
mod logs;
mod pull;
mod terminal;
mod thin;
mod trace;
mod usage;
mod wire;

pub use engine::DockerEngine;
pub use environment::EngineEnvironment;
