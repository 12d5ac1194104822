//! The template against the ownership map it stands for.

use super::seed;
use crate::config::{Workspace, parse};
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnershipMap};

fn workspace() -> Workspace {
    let parsed = parse(&seed("shop"));
    assert_eq!(parsed.diagnostics, [], "no error, no warning");
    parsed.workspace.unwrap()
}

/// Every place that the map draws: path, number of the workstream, access.
const MAP: [(&str, u32, Access); 17] = [
    ("packages/auth/src/main.ts", 1, Access::Full),
    ("packages/auth/prisma/schema.prisma", 1, Access::Full),
    ("packages/auth/tests/login.spec.ts", 1, Access::Full),
    ("packages/user/src/main.ts", 2, Access::Full),
    ("packages/user/prisma/schema.prisma", 2, Access::Full),
    ("packages/user/tests/a/b.spec.ts", 2, Access::Full),
    ("packages/notifications/src/main.ts", 3, Access::Full),
    (
        "packages/notifications/prisma/schema.prisma",
        3,
        Access::Full,
    ),
    ("packages/notifications/tests/mail.spec.ts", 3, Access::Full),
    ("packages/gateway/src/main.ts", 4, Access::Full),
    ("packages/gateway/tests/route.spec.ts", 4, Access::Full),
    ("packages/admin-ui/src/app/[id]/page.tsx", 5, Access::Full),
    ("packages/admin-ui/tests/page.spec.tsx", 5, Access::Full),
    (
        "packages/shared/src/contracts/user-service.contract.ts",
        6,
        Access::Exclusive,
    ),
    (
        "packages/shared/src/events/user-events.ts",
        6,
        Access::Exclusive,
    ),
    ("packages/shared/src/lib/logger.ts", 7, Access::Full),
    ("packages/shared/src/lib/secrets/index.ts", 7, Access::Full),
];

#[test]
fn the_ownership_map_comes_out_as_drawn() {
    let workspace = workspace();
    let map = OwnershipMap::new(workspace.rules().cloned().collect());
    for (path, number, access) in MAP {
        let rule = map
            .find(path.as_bytes())
            .unwrap_or_else(|| panic!("{path}"));
        let owner = workspace.workstream(&rule.owner).unwrap();
        assert_eq!(
            (owner.number, rule.access),
            (Some(number), access),
            "{path}"
        );
        let reviewers: Vec<_> = rule.review.iter().map(WorkstreamId::as_str).collect();
        let expected: &[&str] = if path.contains("/prisma/") {
            &["database"]
        } else {
            &[]
        };
        assert_eq!(reviewers, expected, "{path}");
    }
    for path in [
        "package.json",
        "packages/shared/package.json",
        "packages/shared/src/index.ts",
    ] {
        assert!(
            map.find(path.as_bytes()).is_none(),
            "the map draws no owner of {path}"
        );
    }
}

#[test]
fn the_ten_workstreams_have_the_windows_of_the_flow() {
    let workspace = workspace();
    let mut windows: Vec<_> = workspace
        .workstreams
        .iter()
        .map(|workstream| {
            let days = workstream
                .days
                .or_else(|| workstream.phases.first()?.days)
                .map(|window| (window.first, window.last));
            (
                workstream.number.unwrap(),
                workstream.title.as_str(),
                days,
                workstream.continuous,
            )
        })
        .collect();
    windows.sort_unstable_by_key(|(number, ..)| *number);
    assert_eq!(
        windows,
        [
            (1, "Auth Service", Some((3, 7)), false),
            (2, "User Service", Some((3, 7)), false),
            (3, "Notification Service", Some((3, 7)), false),
            (4, "Gateway", Some((5, 10)), false),
            (5, "Admin UI", Some((6, 12)), false),
            (6, "Shared Contracts", Some((1, 2)), false),
            (7, "Infrastructure", Some((1, 2)), false),
            (8, "Database", Some((2, 4)), false),
            (9, "Testing", None, true),
            (10, "DevOps", None, true),
        ]
    );
}

#[test]
fn a_project_keeps_its_name() {
    let parsed = parse(&seed("a \"b\" \\ c"));
    assert_eq!(parsed.workspace.unwrap().project.name, "a \"b\" \\ c");
}
