//! Each source, alone and against the others.

use insta::assert_snapshot;

use super::{Actor, IdentityFacts, resolve, resolve_under_both};
use crate::config::{Workspace, parse};
use crate::ids::WorkstreamId;

const PLATFORM: &str = r#"
schema = 1

[project]
name = "platform"

[identity]
branch = "{workstream}/*"

[workstreams.auth]
members = ["@ada", "ada@example.com"]

[workstreams.auth-ui]
members = ["Ada@Example.com"]

[workstreams.user]
lead = "@grace"
members = ["@org/users"]
"#;

fn workspace(text: &str) -> Workspace {
    let parsed = parse(text);
    parsed
        .workspace
        .unwrap_or_else(|| panic!("{:#?}", parsed.diagnostics))
}

fn facts() -> IdentityFacts {
    IdentityFacts::default()
}

/// Workstreams, source and evidence in a line, or the error.
fn told(facts: &IdentityFacts) -> String {
    show(resolve(facts, &workspace(PLATFORM)))
}

fn show(result: Result<Actor, super::UnknownWorkstreams>) -> String {
    match result {
        Ok(actor) => {
            let names: Vec<&str> = actor.workstreams.iter().map(WorkstreamId::as_str).collect();
            format!(
                "{} ({:?}): {}",
                names.join("+"),
                actor.source,
                actor.evidence
            )
        }
        Err(error) => format!("error: {error}"),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every fact is optional")]
fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn the_first_source_that_tells_anything_decides() {
    let mut facts = IdentityFacts {
        flag: text("user"),
        environment: text("auth"),
        git_config: text("auth-ui"),
        branch: text("auth/login"),
        email: text("ada@example.com"),
        login: text("grace"),
    };
    let mut said = vec![told(&facts)];
    facts.flag = None;
    said.push(told(&facts));
    facts.environment = None;
    said.push(told(&facts));
    facts.git_config = None;
    said.push(told(&facts));
    facts.branch = None;
    said.push(told(&facts));
    facts.email = None;
    said.push(told(&facts));
    facts.login = None;
    said.push(told(&facts));
    assert_snapshot!(said.join("\n"), @"
    user (Flag): `--as` says `user`
    auth (Environment): `ORION_WORKSTREAM` says `auth`
    auth-ui (GitConfig): git config `orion.workstream` says `auth-ui`
    auth (Branch): branch `auth/login` matches `{workstream}/*`
    auth+auth-ui+user (Member): `ada@example.com` is a member of `auth`, `auth-ui`, `@grace` is a member of `user`
    user (Member): `@grace` is a member of `user`
     (None): neither a branch nor an author is known
    ");
}

#[test]
fn several_names_are_separated_by_commas() {
    let facts = IdentityFacts {
        flag: text(" user, auth ,user"),
        ..facts()
    };
    assert_snapshot!(told(&facts), @"user+auth (Flag): `--as` says `user`, `auth`");
}

#[test]
fn a_name_that_is_no_workstream_is_an_error_and_not_nobody() {
    let mut said = Vec::new();
    for facts in [
        IdentityFacts {
            flag: text("usr"),
            ..facts()
        },
        IdentityFacts {
            environment: text("auth,nonsense,Users"),
            ..facts()
        },
        IdentityFacts {
            git_config: text("nonsense"),
            branch: text("auth/x"),
            ..facts()
        },
        IdentityFacts {
            flag: text(" , "),
            ..facts()
        },
    ] {
        said.push(told(&facts));
    }
    assert_snapshot!(said.join("\n"), @"
    error: `--as` names `usr` (did you mean `user`?), which is no workstream
    error: `ORION_WORKSTREAM` names `nonsense`, `Users` (did you mean `user`?), which are no workstreams
    error: git config `orion.workstream` names `nonsense`, which is no workstream
    error: `--as` names no workstream
    ");
}

#[test]
fn an_empty_variable_or_setting_counts_as_not_set() {
    let facts = IdentityFacts {
        environment: text(""),
        git_config: text(" ,"),
        branch: text("auth/x"),
        ..facts()
    };
    assert_snapshot!(told(&facts), @"auth (Branch): branch `auth/x` matches `{workstream}/*`");
}

#[test]
fn a_branch_of_no_known_workstream_is_passed_over() {
    let mut said = Vec::new();
    for branch in [
        "main",
        "feature/auth",
        "authentication/x",
        "auth",
        "auth-ui/x",
        "user/a/b",
    ] {
        let facts = IdentityFacts {
            branch: text(branch),
            email: text("ada@example.com"),
            ..facts()
        };
        said.push(told(&facts));
    }
    assert_snapshot!(said.join("\n"), @"
    auth+auth-ui (Member): `ada@example.com` is a member of `auth`, `auth-ui`
    auth+auth-ui (Member): `ada@example.com` is a member of `auth`, `auth-ui`
    auth+auth-ui (Member): `ada@example.com` is a member of `auth`, `auth-ui`
    auth+auth-ui (Member): `ada@example.com` is a member of `auth`, `auth-ui`
    auth-ui (Branch): branch `auth-ui/x` matches `{workstream}/*`
    user (Branch): branch `user/a/b` matches `{workstream}/*`
    ");
}

#[test]
fn a_template_may_say_where_in_the_name_it_stands() {
    let text_of = |template: &str| PLATFORM.replace("{workstream}/*", template);
    let mut said = Vec::new();
    for (template, branch) in [
        ("*/{workstream}/*", "feature/user/profile"),
        ("{workstream}*", "auth-ui-fix"),
        ("{workstream}*", "authentic"),
        ("ws-{workstream}", "ws-auth"),
        ("ws-{workstream}", "ws-auth-ui"),
    ] {
        let facts = IdentityFacts {
            branch: text(branch),
            ..facts()
        };
        said.push(show(resolve(&facts, &workspace(&text_of(template)))));
    }
    assert_snapshot!(said.join("\n"), @"
    user (Branch): branch `feature/user/profile` matches `*/{workstream}/*`
    auth-ui (Branch): branch `auth-ui-fix` matches `{workstream}*`
    auth (Branch): branch `authentic` matches `{workstream}*`
    auth (Branch): branch `ws-auth` matches `ws-{workstream}`
    auth-ui (Branch): branch `ws-auth-ui` matches `ws-{workstream}`
    ");
}

#[test]
fn addresses_and_logins_are_compared_whatever_their_case() {
    let mut said = Vec::new();
    for facts in [
        IdentityFacts {
            email: text("ADA@example.COM"),
            ..facts()
        },
        IdentityFacts {
            email: text("1+Ada@users.noreply.github.com"),
            ..facts()
        },
        IdentityFacts {
            login: text("GRACE"),
            ..facts()
        },
        IdentityFacts {
            email: text("ada@example.com"),
            login: text("grace"),
            ..facts()
        },
        IdentityFacts {
            login: text("org/users"),
            ..facts()
        },
        IdentityFacts {
            email: text("eve@example.com"),
            login: text("eve"),
            ..facts()
        },
    ] {
        said.push(told(&facts));
    }
    assert_snapshot!(said.join("\n"), @"
    auth+auth-ui (Member): `ADA@example.COM` is a member of `auth`, `auth-ui`
    auth (Member): `@Ada` is a member of `auth`
    user (Member): `@GRACE` is a member of `user`
    auth+auth-ui+user (Member): `ada@example.com` is a member of `auth`, `auth-ui`, `@grace` is a member of `user`
     (None): `@org/users` is in no `members`
     (None): `eve@example.com` is in no `members`, `@eve` is in no `members`
    ");
}

#[test]
fn without_a_template_a_branch_says_nothing() {
    let text_without = PLATFORM.replace("branch = \"{workstream}/*\"", "");
    let facts = IdentityFacts {
        branch: text("auth/x"),
        ..facts()
    };
    assert_snapshot!(show(resolve(&facts, &workspace(&text_without))), @" (None): no `[identity] branch` says what branch `auth/x` means");
}

#[test]
fn nobody_becomes_a_member_by_the_change_that_is_judged() {
    let base = workspace(PLATFORM);
    let new = workspace(&PLATFORM.replace("\"@org/users\"", "\"ada@example.com\""));
    let ada = IdentityFacts {
        email: text("ada@example.com"),
        ..facts()
    };
    assert_snapshot!(show(resolve_under_both(&ada, &base, &new)), @"auth+auth-ui (Member): `ada@example.com` is a member of `auth`, `auth-ui`");
    let eve = IdentityFacts {
        email: text("eve@example.com"),
        ..facts()
    };
    let new = workspace(&PLATFORM.replace("\"@org/users\"", "\"eve@example.com\""));
    assert_snapshot!(show(resolve_under_both(&eve, &base, &new)), @" (None): `eve@example.com` is a member only before or after this change");
}

#[test]
fn a_workstream_that_the_change_adds_or_takes_away_can_be_named() {
    let base = workspace(PLATFORM);
    let new = workspace(&PLATFORM.replace("[workstreams.user]", "[workstreams.search]"));
    let named = |flag| IdentityFacts {
        flag: text(flag),
        ..facts()
    };
    let branch = IdentityFacts {
        branch: text("search/index"),
        ..facts()
    };
    assert_snapshot!(show(resolve_under_both(&named("search"), &base, &new)), @"search (Flag): `--as` says `search`");
    assert_snapshot!(show(resolve_under_both(&named("user"), &base, &new)), @"user (Flag): `--as` says `user`");
    assert_snapshot!(show(resolve_under_both(&branch, &base, &new)), @"search (Branch): branch `search/index` matches `{workstream}/*`");
}
