//! `orion integration`

use clap::Args;

/// Show whether the services fit together: the five integration points
///
/// API contracts, event schemas, database isolation, the way from the front end to the services, and shared
/// dependencies, from the sources; and from the stack where one runs: what services serve, an event through the
/// broker, each service's credentials at the others' databases, and every operation through the gateway. Nothing in
/// the stack is changed by it. The exit code is 1 when a point is broken.
#[derive(Debug, Args)]
pub(crate) struct IntegrationArguments {
    /// Read the sources only
    #[arg(long = "static", conflicts_with = "live")]
    pub(crate) from_sources: bool,

    /// Ask the running stack too, and fail when there is none
    #[arg(long)]
    pub(crate) live: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
