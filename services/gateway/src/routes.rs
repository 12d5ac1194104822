//! Every route, and the layers before it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::Method;
use axum::routing::{MethodFilter, get, on};
use orion_contracts::UserId;
use orion_contracts::api::Api;
use orion_contracts::gateway::v1::operations::PLATFORM_HEALTH;
use orion_contracts::problem::ProblemCode;
use orion_contracts::{auth, notification, user};
use orion_infra::http::{ApiProblem, BaseUrl};
use orion_infra::identity::Tokens;
use orion_infra::service::{BuildError, Built};
use orion_infra::stop::Stop;
use tower::util::option_layer;

use crate::apis;
use crate::compression;
use crate::cors::Cors;
use crate::documents;
use crate::forward::{Door, Gate, Route, forward};
use crate::health::{Platform, platform_health};
use crate::limits::{Quota, Sockets};
use crate::settings::GatewaySettings;
use crate::upstream::{Clock, HttpClient, Upstream, client};

/// Puts the gateway together: its routes, and what runs beside them.
///
/// # Errors
/// When an operation of the contracts cannot be routed.
pub fn assemble(
    settings: &GatewaySettings,
    tokens: Tokens,
    clock: &Clock,
    stop: &Stop,
) -> Result<Built, BuildError> {
    let addresses: Quota<IpAddr> = Quota::new(settings.limits.address);
    let users: Quota<UserId> = Quota::new(settings.limits.user);
    let services = Services {
        client: client(settings.times.connect),
        gate: Gate {
            tokens,
            quota: users.clone(),
            sockets: Sockets::new(settings.limits.sockets),
        },
        settings,
        clock,
        stop,
    };
    let [auth, user, notifications] = [
        services.upstream(&auth::v1::API, &settings.services.auth),
        services.upstream(&user::v1::API, &settings.services.user),
        services.upstream(&notification::v1::API, &settings.services.notifications),
    ];
    let compressed = Router::new()
        .merge(services.route(&user::v1::API, &user)?)
        .merge(services.route(&notification::v1::API, &notifications)?)
        .merge(services.own(vec![
            Arc::clone(&auth),
            Arc::clone(&user),
            Arc::clone(&notifications),
        ]))
        .merge(documents::routes());
    // What the auth service answers holds tokens.
    let uncompressed = services
        .route(&auth::v1::API, &auth)?
        // Said here so that the door is before it too.
        .fallback(async || ApiProblem::new(ProblemCode::NotFound));

    let door = Door {
        proxies: settings.proxies.clone(),
        quota: addresses.clone(),
    };
    let cors = option_layer(Cors::new(&settings.origins, methods()));
    // Each route is wrapped once for all layers together: every wrapping costs every request allocations.
    let routes = compressed
        .layer((door.clone(), compression::layer(), cors.clone()))
        .merge(uncompressed.layer((door, cors)));
    Ok(Built::new(routes)
        .with_work(addresses.sweep(stop.clone()))
        .with_work(users.sweep(stop.clone())))
}

/// What every route shares.
struct Services<'a> {
    settings: &'a GatewaySettings,
    client: HttpClient,
    gate: Gate,
    clock: &'a Clock,
    stop: &'a Stop,
}

impl Services<'_> {
    fn upstream(&self, api: &Api, url: &BaseUrl) -> Arc<Upstream> {
        Arc::new(Upstream::new(
            api.service,
            url.clone(),
            self.client.clone(),
            self.settings.breaker,
            self.settings.times,
            Arc::clone(self.clock),
        ))
    }

    /// One route for each operation, and no other.
    fn route(&self, api: &Api, upstream: &Arc<Upstream>) -> Result<Router, BuildError> {
        let mut router = Router::new();
        for operation in api.operations {
            let route = Route {
                upstream: Arc::clone(upstream),
                gate: self.gate.clone(),
                access: operation.access,
                is_socket: operation.is_web_socket(),
                idle: self.settings.times.idle,
                stop: self.stop.clone(),
            };
            let filter = MethodFilter::try_from(operation.method.clone())?;
            let handler = on(filter, forward).with_state(Arc::new(route));
            router = router.route(operation.path, handler);
        }
        Ok(router)
    }

    /// What the gateway answers itself.
    fn own(&self, services: Vec<Arc<Upstream>>) -> Router {
        let platform = Platform {
            services: services.into(),
            client: self.client.clone(),
            gate: self.gate.clone(),
        };
        Router::new()
            .route(PLATFORM_HEALTH.path, get(platform_health))
            .with_state(platform)
    }
}

/// Every method of every operation.
fn methods() -> Vec<Method> {
    let mut methods = Vec::new();
    for operation in apis::ALL.iter().flat_map(|api| api.operations) {
        if !methods.contains(&operation.method) {
            methods.push(operation.method.clone());
        }
    }
    methods
}
