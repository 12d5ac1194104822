//! What can be asked of the gateway itself.

use http::Method;

use super::PlatformHealth;
use crate::api::{Access, Api, Operation};

/// The gateway API.
pub const API: Api = Api {
    name: "gateway-api",
    service: "gateway",
    title: "Orion gateway API",
    version: "1.0.0",
    description: "How the platform is.",
    operations: &[PLATFORM_HEALTH],
    document: include_str!("../../../openapi/gateway-api.json"),
};

/// Says how every service is.
pub const PLATFORM_HEALTH: Operation =
    Operation::new(Method::GET, "/v1/platform/health", "platformHealth")
        .about(
            "How every service is",
            "Each service behind the gateway, as it was when it was last asked.",
        )
        .for_whom(Access::Admin)
        .answers::<PlatformHealth>(200, "How the services are, be they well or not.");
