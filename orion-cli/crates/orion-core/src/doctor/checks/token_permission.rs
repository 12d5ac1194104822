//! DOC055: the token may not do what Orion asks of it.

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, RepositoryRole, TokenFacts};

/// DOC055
pub const RULE: Rule = Rule {
    code: Code("DOC055"),
    name: "the token for GitHub may not do all",
    what: "The token lacks a scope, or its owner a role in the repository, for something that Orion does there.",
    why: "Requests and decisions are written to issues, states are labels, and members that are teams are looked up. \
          What the token may not do is refused by GitHub in the middle of it.",
    example: "A token with the scope `gist` alone; or one of somebody who may only read.",
    fix: "A classic token needs the scope `repo` (`public_repo` is enough for a public repository), and `read:org` \
          where `members` names teams. A fine-grained one needs `Issues: write` and `Metadata: read`, `Members: \
          read` of the organisation for teams, and `Administration: write` for `orion github setup`:\n\n    gh auth \
          refresh --scopes repo,read:org",
};

/// With these a classic token may write issues.
const WRITING: [&str; 2] = ["repo", "public_repo"];
/// With any of these it may see who is in a team.
const TEAMS: [&str; 3] = ["read:org", "write:org", "admin:org"];

/// Judges what the token may do; what it lacks for requests is a warning, and what it lacks for the setup alone is told.
#[must_use]
pub fn check(facts: &TokenFacts) -> Vec<Finding> {
    let origin = &facts.origin;
    let mut findings = Vec::new();
    if let Some(scopes) = &facts.scopes {
        let has = |any: &[&str]| scopes.iter().any(|scope| any.contains(&scope.as_str()));
        if !has(&WRITING) {
            findings.push(Finding::warning(
                &RULE,
                format!("the token from {origin} lacks the scope `repo`: requests and decisions are not written"),
                "gh auth refresh --scopes repo",
            ));
        }
        if facts.names_teams && !has(&TEAMS) {
            findings.push(Finding::warning(
                &RULE,
                format!("the token from {origin} lacks the scope `read:org`: who is in a team is not known"),
                "gh auth refresh --scopes read:org",
            ));
        }
    }
    let repository = &facts.repository;
    match facts.role {
        None => findings.push(Finding::warning(
            &RULE,
            format!("the token from {origin} does not see `{repository}`"),
            "look at `repository` under `[project]`, and what the token may see",
        )),
        Some(RepositoryRole::Read) if facts.login.is_some() => findings.push(Finding::warning(
            &RULE,
            format!("the token from {origin} may only read `{repository}`: labels are not set"),
            "let somebody who administers it give the role `triage` or `write`",
        )),
        Some(_) => {}
    }
    if findings.is_empty() {
        findings.push(Finding::ok(&RULE, may(facts)));
    }
    findings
}

/// What it may do, for people.
fn may(facts: &TokenFacts) -> String {
    let repository = &facts.repository;
    let Some(role) = facts.role.filter(|_| facts.login.is_some()) else {
        return format!("`permissions` of the workflow say what it may do in `{repository}`");
    };
    let by = facts.scopes.as_ref().map_or_else(
        || "has no scopes: what it was made for counts".to_owned(),
        |scopes| format!("has the scopes {}", scopes.join(", ")),
    );
    let setup = if role == RepositoryRole::Admin {
        ""
    } else {
        "; `orion github setup` needs `admin` to protect branches"
    };
    let (origin, role) = (&facts.origin, role.word());
    format!("the token from {origin} {by}, and the role `{role}` in `{repository}`{setup}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(scopes: Option<&[&str]>, role: Option<RepositoryRole>) -> TokenFacts {
        TokenFacts {
            origin: "GH_TOKEN".to_owned(),
            login: Some("ada".to_owned()),
            scopes: scopes.map(|scopes| scopes.iter().map(|it| (*it).to_owned()).collect()),
            expires: None,
            repository: "acme/shop".to_owned(),
            role,
            names_teams: true,
        }
    }

    fn said(facts: &TokenFacts) -> Vec<String> {
        check(facts).into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn what_is_missing_is_told_with_what_for() {
        assert_eq!(
            said(&facts(Some(&["gist"]), Some(RepositoryRole::Read))),
            [
                "the token from GH_TOKEN lacks the scope `repo`: requests and decisions are not written",
                "the token from GH_TOKEN lacks the scope `read:org`: who is in a team is not known",
                "the token from GH_TOKEN may only read `acme/shop`: labels are not set",
            ]
        );
        assert_eq!(
            said(&facts(None, None)),
            ["the token from GH_TOKEN does not see `acme/shop`"]
        );
    }

    #[test]
    fn scopes_and_roles_are_told() {
        assert_eq!(
            said(&facts(
                Some(&["repo", "read:org"]),
                Some(RepositoryRole::Admin)
            )),
            [
                "the token from GH_TOKEN has the scopes repo, read:org, and the role `admin` in `acme/shop`"
            ]
        );
        assert_eq!(
            said(&facts(None, Some(RepositoryRole::Write))),
            [
                "the token from GH_TOKEN has no scopes: what it was made for counts, and the role `write` in \
              `acme/shop`; `orion github setup` needs `admin` to protect branches"
            ]
        );
        let workflow = TokenFacts {
            login: None,
            ..facts(None, Some(RepositoryRole::Read))
        };
        assert_eq!(
            said(&workflow),
            ["`permissions` of the workflow say what it may do in `acme/shop`"]
        );
    }
}
