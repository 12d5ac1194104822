//! INT040: a dependency that a member names a version of itself.

use crate::codes::{Code, Rule};
use crate::integration::{
    Check, IntegrationRule, Manager, Package, Packages, Place, Point, Row, Weight,
};

/// INT040
pub const RULE: Rule = Rule {
    code: Code("INT040"),
    name: "dependency not inherited",
    what: "A member of the workspace names a version of a dependency that the workspace's list has: in cargo any \
           version at all, in npm another than the root's `package.json`.",
    why: "Two versions are compiled, shipped and patched twice, and their types are not the same.",
    example: "`serde = \"1.0.100\"` in `services/user/Cargo.toml`, where `[workspace.dependencies]` has `serde`.",
    fix: "Inherit it:\n\
          \n    serde.workspace = true        # Cargo.toml\n\
          \nIn `package.json` name the version that the root names, or `*`.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::SharedDependencies,
    row: Row::ServiceToService,
    weight: Weight::Broken,
};

/// One check for each dependency of a member that the list has.
pub(in crate::integration) fn check(packages: &Packages) -> Vec<Check> {
    let mut checks = Vec::new();
    for package in packages.all.iter().filter(|package| package.is_member) {
        for dependency in &package.dependencies {
            let key = (package.manager, dependency.key.clone());
            let Some(listed) = packages.listed.get(&key) else {
                continue;
            };
            let given = dependency.version.as_deref();
            let agrees = package.manager == Manager::Npm && given == Some(listed.as_str());
            if dependency.inherits || agrees {
                checks.push(Check::holds(&INTEGRATION));
            } else {
                let place = Place::file(&package.manifest, dependency.line);
                checks.push(fails(package, &dependency.key, given, listed, place));
            }
        }
    }
    for (path, line, why) in &packages.unread {
        let reason = format!("`{path}` cannot be read: {why}");
        let place = Place::file(path, *line);
        checks.push(Check::unknown(&INTEGRATION, place, reason));
    }
    checks
}

fn fails(package: &Package, key: &str, given: Option<&str>, listed: &str, place: Place) -> Check {
    let version = given.map_or_else(String::new, |version| format!(" {version}"));
    let (message, next) = match package.manager {
        Manager::Cargo => (
            format!(
                "`{}` names `{key}`{version} itself, which the workspace lists",
                package.name
            ),
            format!("write `{key}.workspace = true`"),
        ),
        Manager::Npm => (
            format!(
                "`{}` names `{key}`{version}, and the root names {listed}",
                package.name
            ),
            format!("write `\"{key}\": \"{listed}\"`"),
        ),
    };
    Check::fails(&INTEGRATION, place, message, next)
}
