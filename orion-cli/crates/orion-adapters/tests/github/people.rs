//! Whose the token is, and who is in a team.

use orion_app::forge::{ForgeError, Teams as _};
use orion_core::doctor::{RepositoryRole, TokenFacts, TokenLook};
use serde_json::json;

use crate::stub::{Answer, Stub};

const USER: &str = "GET /user";
const REPOSITORY: &str = "GET /repos/acme/contracts";

#[tokio::test]
async fn a_classic_token_tells_its_scopes_and_its_end() {
    let stub = Stub::start(|line, _| match line {
        USER => (
            200,
            &[
                ("x-oauth-scopes", "repo, gist"),
                (
                    "github-authentication-token-expiration",
                    "2026-12-10 09:00:00 UTC",
                ),
            ],
            json!({"login": "ada"}),
        ),
        REPOSITORY => (
            200,
            &[],
            json!({"permissions": {"admin": false, "push": true, "triage": true, "pull": true}}),
        ),
        _ => (500, &[], json!({})),
    });
    let known = TokenFacts {
        origin: "GH_TOKEN".to_owned(),
        login: Some("ada".to_owned()),
        scopes: Some(vec!["repo".to_owned(), "gist".to_owned()]),
        expires: Some("2026-12-10T09:00:00Z".parse().unwrap()),
        repository: "acme/contracts".to_owned(),
        role: Some(RepositoryRole::Write),
        names_teams: false,
    };
    assert_eq!(stub.github().await.look().await, TokenLook::Known(known));
    assert_eq!(stub.asked().len(), 2);
}

/// What is said of a token when this is answered to whoever asks whose it is.
async fn looked(user: fn() -> Answer) -> TokenLook {
    let stub = Stub::start(move |line, _| match line {
        USER => user(),
        _ => (404, &[], json!({"message": "Not Found"})),
    });
    stub.github().await.look().await
}

#[tokio::test]
async fn other_tokens_are_told_apart() {
    let workflow = looked(|| {
        let message = "Resource not accessible by integration";
        (403, &[], json!({"message": message}))
    });
    let TokenLook::Known(facts) = workflow.await else {
        panic!("a workflow's token is known");
    };
    assert_eq!((facts.login, facts.scopes, facts.role), (None, None, None));
    let revoked = looked(|| (401, &[], json!({"message": "Bad credentials"})));
    let origin = "GH_TOKEN".to_owned();
    assert_eq!(revoked.await, TokenLook::Refused { origin });
    let broken = looked(|| (502, &[], json!({})));
    assert!(matches!(broken.await, TokenLook::NotTold { .. }));
}

#[tokio::test]
async fn a_team_is_its_members_logins() {
    let stub = Stub::start(|line, _| match line {
        "GET /orgs/acme/teams/leads/members?per_page=100" => {
            (200, &[], json!([{"login": "ada"}, {"login": "Zoe"}]))
        }
        _ => (404, &[], json!({"message": "Not Found"})),
    });
    let github = stub.github().await;
    let members = github.members("acme/leads").await.unwrap();
    assert_eq!(members, ["ada", "Zoe"]);
    let what = "team `acme/none`".to_owned();
    let hidden = github.members("acme/none").await;
    assert_eq!(hidden, Err(ForgeError::NotFound { what }));
}
