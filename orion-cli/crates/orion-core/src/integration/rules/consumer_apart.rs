//! INT004: a consumer that is not built with the contract that it consumes.

use crate::codes::{Code, Rule};
use crate::config::Service;
use crate::integration::{Check, IntegrationRule, Packages, Place, Point, Row, Sources, Weight};

/// INT004
pub const RULE: Rule = Rule {
    code: Code("INT004"),
    name: "consumer apart from its contract",
    what: "A service consumes a contract, and its package is not built with the one that holds the contract.",
    why: "Types of its own agree with the contract until it changes. Built with it, a consumer that no longer fits \
          does not compile.",
    example: "`consumes = [\"auth-api\"]`, and neither the service's `Cargo.toml` or `package.json`, nor any package \
              that it depends on, has the package of `contracts/` as a dependency.",
    fix: "Depend on the package that holds the contracts:\n\
          \n    orion-contracts.workspace = true            # Cargo.toml\n    \
          \"@orion/shared\": \"workspace:*\"              # package.json",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::ApiContracts,
    row: Row::ServiceToService,
    weight: Weight::Missing,
};

/// Looks at every pair of a consumer and a contract that has a document.
pub(in crate::integration) fn check(sources: &Sources<'_>, packages: &Packages) -> Vec<Check> {
    let Some(template) = &sources.workspace.contracts.documents else {
        return Vec::new();
    };
    let mut checks = Vec::new();
    for service in &sources.workspace.services {
        for contract in &service.consumes {
            let path = template.path(contract.as_str()).to_string();
            if sources.text(&path).is_some() {
                let place = sources.entry(service, "consumes", contract.as_str());
                checks.push(one(packages, service, contract.as_str(), &path, place));
            }
        }
    }
    checks
}

fn one(packages: &Packages, service: &Service, contract: &str, path: &str, place: Place) -> Check {
    let name = &service.name;
    let Some(package) = packages.of_service(service) else {
        let reason = format!("which package `{name}` is built from is not known");
        return Check::unknown(&INTEGRATION, place, reason);
    };
    let holder = packages.around(path);
    let Some(holder) = holder.filter(|holder| !holder.directory.is_empty()) else {
        let reason = format!("no package holds `{path}`, so nobody can depend on it");
        return Check::unknown(&INTEGRATION, place, reason);
    };
    if holder.manager != package.manager {
        let reason = format!(
            "`{}` and `{}` are packages of two languages",
            package.manifest, holder.manifest
        );
        return Check::unknown(&INTEGRATION, place, reason);
    }
    if packages.builds_with(package, holder) {
        return Check::holds(&INTEGRATION);
    }
    Check::fails(
        &INTEGRATION,
        Place::file(&package.manifest, None),
        format!(
            "`{name}` consumes `{contract}`, and is not built with `{}`",
            holder.name
        ),
        format!(
            "add `{}` to the dependencies of `{}`",
            holder.name, package.manifest
        ),
    )
}
