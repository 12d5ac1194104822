//! INT032: an operation that the gateway does not route.

use serde_json::Value;

use super::unusable_document::readable;
use crate::codes::{Code, Rule};
use crate::integration::{
    Answer, Check, IntegrationRule, Operation, Place, Point, Row, Sources, Weight, described,
    gateway, operations,
};

/// INT032
pub const RULE: Rule = Rule {
    code: Code("INT032"),
    name: "operation not routed",
    what: "An operation of a contract has no way through the gateway.",
    why: "The contract promises it, and a front end that believes the contract gets an error.",
    example: "`GET /v1/users/me` through the gateway is answered as `GET /no-such-path` is.",
    fix: "Route the operation in the gateway. Where the gateway answers 502, 503 or 504, see how the service behind \
          it fares:\n\
          \n    orion ps\n\
          \nFrom the sources this is judged where the gateway's own document lists operations of others. Live, every \
          operation is asked for without credentials and without a body, so that nothing comes of it: any answer \
          proves the route, but for 404 and 405 as an unknown path gets them, and 502, 503 and 504. What would take \
          effect even so is not asked for.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::FrontendToBackend,
    row: Row::FrontendBackend,
    weight: Weight::Broken,
};

/// The contracts of other services that the gateway is to route, each with its document.
#[must_use]
pub fn to_route(sources: &Sources<'_>) -> Vec<(String, Value)> {
    let Some(gateway) = gateway(sources.workspace) else {
        return Vec::new();
    };
    let services = sources.workspace.services.iter();
    let services = services.filter(|service| service.name != gateway.name);
    services
        .flat_map(|service| &service.provides)
        .filter(|contract| gateway.consumes.contains(contract))
        .filter_map(|contract| {
            let name = contract.as_str().to_owned();
            Some((name, readable(sources, contract.as_str())?))
        })
        .collect()
}

/// Looks for every operation in the gateway's own document. None when that lists none of others: then what the
/// gateway routes is seen only while it runs.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Option<Vec<Check>> {
    let gateway = gateway(sources.workspace)?;
    let own: Vec<(String, Value)> = gateway
        .provides
        .iter()
        .filter_map(|contract| {
            let document = readable(sources, contract.as_str())?;
            Some((contract.to_string(), document))
        })
        .collect();
    let routes = to_route(sources);
    let wanted: Vec<(&str, Operation)> = routes
        .iter()
        .flat_map(|(contract, document)| {
            let found = operations(document).unwrap_or_default();
            found.into_iter().map(move |one| (contract.as_str(), one))
        })
        .collect();
    let is_listed = |operation: &Operation| {
        let mut documents = own.iter();
        documents.any(|(_, document)| described(document, operation).is_some())
    };
    if !wanted.iter().any(|(_, operation)| is_listed(operation)) {
        return None;
    }
    let document = own.first().map_or("", |(contract, _)| contract);
    let template = sources.workspace.contracts.documents.as_ref()?;
    let path = template.path(document).to_string();
    let one = |(contract, operation): &(&str, Operation)| {
        if is_listed(operation) {
            return Check::holds(&INTEGRATION);
        }
        Check::fails(
            &INTEGRATION,
            Place::file(path.as_str(), None),
            format!("`{operation}` of `{contract}` is not among what the gateway offers"),
            format!("route it in `{}`", gateway.name),
        )
    };
    Some(wanted.iter().map(one).collect())
}

/// What the gateway answered for an operation. `unrouted` is what it answers for a path that nobody has.
#[must_use]
pub fn judge(
    gateway: &str,
    contract: &str,
    operation: &Operation,
    unrouted: &Answer,
    answer: &Result<Answer, String>,
) -> Check {
    let place = Place::service(gateway);
    let unknown = |why: &str| {
        let reason = format!("whether `{gateway}` routes `{operation}` is not known: {why}");
        Check::unknown(&INTEGRATION, place.clone(), reason)
    };
    let fails =
        |message: String, next: String| Check::fails(&INTEGRATION, place.clone(), message, next);
    match answer {
        Err(why) => unknown(why),
        Ok(answer) => match answer.status {
            404 if is_alike(answer, unrouted) && operation.has_parameters() => {
                unknown("it answers 404, as it does for a path that nobody has")
            }
            404 if is_alike(answer, unrouted) => fails(
                format!("`{gateway}` does not route `{operation}` of `{contract}`"),
                format!("route it in `{gateway}`, and `orion up`"),
            ),
            405 => fails(
                format!(
                    "`{gateway}` knows the path of `{operation}` of `{contract}`, and not the method"
                ),
                format!("route it in `{gateway}`, and `orion up`"),
            ),
            429 => unknown("it answers 429: too many requests"),
            status @ (502..=504) => fails(
                format!("`{operation}` of `{contract}` is answered {status} by `{gateway}`"),
                "`orion ps` says how the service behind it fares".to_owned(),
            ),
            _ => Check::holds(&INTEGRATION),
        },
    }
}

/// Whether two answers say the same, but for what names the request: numbers, and values of `instance`, of ids
/// and of paths.
fn is_alike(one: &Answer, other: &Answer) -> bool {
    one.status == other.status && shape(&one.body) == shape(&other.body)
}

fn shape(body: &str) -> Option<String> {
    match serde_json::from_str::<Value>(body) {
        // What a problem is told by (RFC 9457), and what frameworks that know nothing of it say.
        Ok(Value::Object(problem)) => ["type", "code", "title", "error", "statusCode"]
            .iter()
            .find_map(|key| problem.get(*key).map(ToString::to_string)),
        _ => None,
    }
}

/// An operation that is not asked for.
#[must_use]
pub fn not_asked(gateway: &str, operation: &Operation) -> Check {
    let reason = format!(
        "whether `{gateway}` routes `{operation}` is not asked: it takes no credentials and no body, so asking would \
         take effect"
    );
    Check::unknown(&INTEGRATION, Place::service(gateway), reason)
}

/// When the gateway does not answer at all.
#[must_use]
pub fn not_known(gateway: &str, why: &str) -> Check {
    let reason = format!("what `{gateway}` routes is not known: {why}");
    Check::unknown(&INTEGRATION, Place::service(gateway), reason)
}
