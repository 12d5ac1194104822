//! Point 2: the broker hands events on to those who wait for them.

use orion_core::config::Service;
use orion_core::integration::rules::{lost_event, unbound_event};
use orion_core::integration::{Check, Probed, Sources, addresses, published, subscribed};

use crate::integration::facts::{BrokerView, LiveFacts};
use crate::integration::network::{BrokerLogin, Network};
use crate::stack::Runtime;

/// Where AMQP brokers listen.
const AMQP: u16 = 5672;
/// The types of exchanges that look at an event's key.
const BY_KEY: [&str; 2] = ["topic", "direct"];

/// Looks for the way of every event, and sends one of its own.
///
/// # Errors
/// Why nothing can be asked here at all.
pub(in crate::integration) async fn events(
    sources: &Sources<'_>,
    facts: &LiveFacts,
    network: &impl Network,
    nonce: &str,
) -> Result<Vec<Check>, String> {
    let workspace = sources.workspace;
    if published(workspace).next().is_none() && subscribed(workspace).next().is_none() {
        return Ok(Vec::new());
    }
    if facts.runtime == Runtime::Embedded {
        return Err(
            "the platform that runs in one process has its events in memory, and no broker to ask"
                .to_owned(),
        );
    }
    let Some((broker, view)) = &facts.broker else {
        return Err(
            "no service's environment has the address of a broker of this stack (`amqp://…`)"
                .to_owned(),
        );
    };
    let mut checks: Vec<Check> = subscribed(workspace)
        .map(|(event, service)| bound(sources, service, event, view))
        .collect();
    let probed = match view {
        Err(why) => Probed::Unknown(why.clone()),
        Ok(view) => match login(sources, facts, broker) {
            Err(why) => Probed::Unknown(why),
            Ok(login) => probe(sources, view, network, &login, nonce).await,
        },
    };
    checks.push(lost_event::judge(broker, &probed));
    Ok(checks)
}

fn bound(
    sources: &Sources<'_>,
    service: &Service,
    event: &str,
    view: &Result<BrokerView, String>,
) -> Check {
    let name = service.name.as_str();
    match view {
        Err(why) => unbound_event::not_known(name, event, why),
        Ok(view) => {
            let services = sources.workspace.services.iter();
            let services: Vec<&str> = services.map(|service| service.name.as_str()).collect();
            unbound_event::judge(name, event, &services, &view.bindings)
        }
    }
}

/// Sends an event where the others go, if none of the services would get it.
async fn probe(
    sources: &Sources<'_>,
    view: &BrokerView,
    network: &impl Network,
    login: &BrokerLogin,
    nonce: &str,
) -> Probed {
    let events: Vec<&str> = published(sources.workspace)
        .map(|(event, _)| event)
        .collect();
    let Some(exchange) = lost_event::exchange(&events, &view.bindings) else {
        return Probed::Unknown("no queue is bound to any of the events".to_owned());
    };
    let kind = view.exchanges.iter().find(|(name, _)| name == exchange);
    let kind = kind.map_or("", |(_, kind)| kind.as_str());
    if !BY_KEY.contains(&kind) {
        return Probed::Unknown(format!(
            "the exchange `{exchange}` hands every event to every queue, and a probe is for nobody"
        ));
    }
    let key = format!("orion.probe.{nonce}");
    if let Some(queue) = lost_event::disturbed(exchange, &key, &view.bindings) {
        return Probed::Unknown(format!(
            "the queue `{queue}` would get the probe, which is for nobody"
        ));
    }
    network.probe(login, exchange, &key).await
}

/// The credentials of the first service that has the broker's address.
fn login(sources: &Sources<'_>, facts: &LiveFacts, broker: &str) -> Result<BrokerLogin, String> {
    let services = sources.workspace.services.iter();
    let mut found = services.flat_map(|service| {
        let addresses = addresses(service);
        let ours = addresses.filter(|address| address.is_broker() && address.host == broker);
        ours.map(move |address| (service, address))
    });
    let (service, address) = found
        .next()
        .ok_or_else(|| format!("nobody has the address of `{broker}`"))?;
    let at = facts.reach(broker, Some(address.port.unwrap_or(AMQP)))?;
    let secret = address.secret(service);
    let secret = secret.and_then(|secret| facts.passwords.get(&secret).cloned());
    Ok(BrokerLogin {
        at,
        user: address.user.unwrap_or_else(|| "guest".to_owned()),
        password: address.password.or(secret),
        virtual_host: if address.path.is_empty() {
            "/".to_owned()
        } else {
            address.path
        },
    })
}
