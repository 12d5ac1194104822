//! Point 4: the gateway answers for every operation.

use futures_util::future::join_all;
use orion_core::integration::rules::unrouted_operation::{self, to_route};
use orion_core::integration::{Answer, Check, Operation, Sources, gateway, operations};

use crate::integration::facts::LiveFacts;
use crate::integration::network::{Network, Request};

/// As much of a body tells one refusal from another.
const MOST: usize = 4 << 10;

/// Asks for every operation of every contract that the gateway is to route.
pub(in crate::integration) async fn routes(
    sources: &Sources<'_>,
    facts: &LiveFacts,
    network: &impl Network,
    nonce: &str,
) -> Vec<Check> {
    let Some(gateway) = gateway(sources.workspace) else {
        return Vec::new();
    };
    let name = gateway.name.as_str();
    let documents = to_route(sources);
    let wanted: Vec<(&str, Operation)> = documents
        .iter()
        .flat_map(|(contract, document)| {
            let found = operations(document).unwrap_or_default();
            found.into_iter().map(|one| (contract.as_str(), one))
        })
        .collect();
    let to = match facts.reach(name, None) {
        Ok(to) => to,
        Err(why) => return vec![unrouted_operation::not_known(name, &why)],
    };
    let ask = async |method: &str, path: &str| -> Result<Answer, String> {
        let request = Request {
            to,
            method: method.to_owned(),
            path: path.to_owned(),
            most: MOST,
        };
        network.ask(&request).await
    };
    let unrouted = match ask("GET", &format!("/orion-probe-{nonce}")).await {
        Ok(unrouted) => unrouted,
        Err(why) => return vec![unrouted_operation::not_known(name, &why)],
    };
    let answers = wanted.iter().map(async |(contract, operation)| {
        if !operation.is_harmless() {
            return unrouted_operation::not_asked(name, operation);
        }
        let answer = ask(&operation.method, &operation.filled).await;
        unrouted_operation::judge(name, contract, operation, &unrouted, &answer)
    });
    join_all(answers).await
}
