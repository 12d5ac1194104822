//! INT001: a contract that is not written down.

use crate::codes::{Code, Rule};
use crate::config::{ContractSettings, Service};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight};

/// INT001
pub const RULE: Rule = Rule {
    code: Code("INT001"),
    name: "missing contract document",
    what: "A service provides a contract that has no document.",
    why: "Consumers build against the document. Without one they build against the provider's code, and every \
          change of it may break them.",
    example: "`provides = [\"auth-api\"]` and `documents = \"contracts/openapi/{name}.json\"`, and there is no\n\
              `contracts/openapi/auth-api.json`.",
    fix: "Write the document, or generate it from the provider's sources, where `[contracts] documents` says it \
          is. To ask its owner for it:\n\
          \n    orion contract request",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::ApiContracts,
    row: Row::ApiContracts,
    weight: Weight::Missing,
};

/// Looks for the document of every contract that is provided.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let provided = sources.workspace.services.iter().flat_map(|service| {
        let contracts = service.provides.iter();
        contracts.map(move |contract| (service, contract.as_str()))
    });
    let settings = &sources.workspace.contracts;
    provided
        .map(|(service, contract)| one(sources, settings, service, contract))
        .collect()
}

fn one(
    sources: &Sources<'_>,
    settings: &ContractSettings,
    service: &Service,
    contract: &str,
) -> Check {
    let place = || sources.entry(service, "provides", contract);
    let Some(template) = &settings.documents else {
        return Check::fails(
            &INTEGRATION,
            place(),
            format!("nothing says where the document of `{contract}` is"),
            "add `[contracts]` with `documents = \"contracts/openapi/{name}.json\"`",
        );
    };
    let path = template.path(contract).to_string();
    if sources.text(&path).is_some() {
        return Check::holds(&INTEGRATION);
    }
    Check::fails(
        &INTEGRATION,
        place(),
        format!(
            "`{}` provides `{contract}`, which has no document",
            service.name
        ),
        format!("write `{path}`, or `orion contract request` asks its owner for it"),
    )
}
