//! INT041: members that build with two versions of a listed dependency.

use std::collections::{BTreeMap, BTreeSet};

use crate::codes::{Code, Rule};
use crate::integration::{
    Check, IntegrationRule, Packages, Place, Point, Resolved, Row, Sources, Weight, resolved,
};

/// INT041
pub const RULE: Rule = Rule {
    code: Code("INT041"),
    name: "second version of a listed dependency",
    what: "The lock file has members of the workspace build with different versions of a dependency that the \
           workspace's list has.",
    why: "A value of one version is no value of the other: what compiles in each of two services may not fit \
          between them.",
    example: "`Cargo.lock` has `serde 1.0.229` for `auth` and `serde 2.0.0` for `user`.",
    fix: "Let every member inherit the version, and resolve again:\n\
          \n    cargo update --workspace      # or npm install\n\
          \nVersions that third parties bring along for themselves do not count. `Cargo.lock` and `package-lock.json` are \
          read.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::SharedDependencies,
    row: Row::ServiceToService,
    weight: Weight::Broken,
};

/// One check for each listed dependency that members build with.
pub(in crate::integration) fn check(sources: &Sources<'_>, packages: &Packages) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut versions: BTreeMap<(&str, String), BTreeSet<Resolved>> = BTreeMap::new();
    for found in resolved(packages, &sources.files) {
        match found {
            Ok(found) => {
                let key = (found.file, found.package.clone());
                versions.entry(key).or_default().insert(found);
            }
            Err((file, why)) => {
                let reason = format!("`{file}` cannot be read: {why}");
                checks.push(Check::unknown(
                    &INTEGRATION,
                    Place::file(file, None),
                    reason,
                ));
            }
        }
    }
    for ((file, package), found) in &versions {
        if found.len() == 1 {
            checks.push(Check::holds(&INTEGRATION));
            continue;
        }
        let told: Vec<String> = found
            .iter()
            .map(|one| format!("{} in `{}`", one.version, one.member))
            .collect();
        let line = found.iter().next_back().and_then(|last| last.line);
        checks.push(Check::fails(
            &INTEGRATION,
            Place::file(*file, line),
            format!(
                "`{package}` is built in {} versions: {}",
                found.len(),
                told.join(", ")
            ),
            "let every member inherit it from the workspace, and resolve again",
        ));
    }
    checks
}
