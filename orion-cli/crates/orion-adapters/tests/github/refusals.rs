//! What GitHub may answer instead, each told so that it is clear what to do.

use jiff::Timestamp;
use orion_app::forge::{Forge as _, ForgeError};
use orion_testutils::GhSim;
use serde_json::{Value, json};

use crate::world::{count, fault, github, new_issue, number, seed, with_token};

/// What a read and a write come to when this is the answer; each is sent once, and the write not at all where the read
/// was told to wait.
async fn refusal(simulator: &GhSim, wrong: &Value) -> ForgeError {
    seed(simulator, &json!([]));
    let mut twice = wrong.clone();
    twice["times"] = json!(2);
    fault(simulator, &twice);
    let github = github(simulator).await;
    let read = github.issues("blocker").await.unwrap_err();
    let write = github.create(&new_issue("one")).await.unwrap_err();
    assert_eq!(count(simulator, "issues/list-for-repo"), 1);
    let waits = matches!(read, ForgeError::Limited { .. });
    assert_eq!(count(simulator, "issues/create"), usize::from(!waits));
    assert_eq!(read.to_string(), write.to_string());
    read
}

#[tokio::test]
async fn a_token_that_is_no_good() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let github = with_token(&simulator, "wrong-token").await;
    let error = ForgeError::Unauthorized {
        origin: "GH_TOKEN".to_owned(),
    };
    assert_eq!(github.issues("blocker").await, Err(error.clone()));
    assert_eq!(github.viewer().await, Err(error.clone()));
    assert_eq!(github.create(&new_issue("one")).await, Err(error));
    assert_eq!(count(&simulator, "issues/list-for-repo"), 1);
    simulator.assert_clean();
}

#[tokio::test]
async fn a_token_that_is_taken_back_midway() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([{"title": "one"}]));
    simulator.post("/_sim/seed", &json!({"tokens": {"short-token": "octocat"}}));
    let github = with_token(&simulator, "short-token").await;
    github.history(number(1)).await.unwrap();
    simulator.post("/_sim/tokens/revoke", &json!({"token": "short-token"}));
    let error = github.history(number(1)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GitHub does not know the token from GH_TOKEN"
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn a_permission_that_is_missing_is_named() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let error = refusal(
        &simulator,
        &json!({"kind": "forbidden", "needs": "issues=write"}),
    )
    .await;
    assert_eq!(
        error,
        ForgeError::Forbidden {
            message: "Resource not accessible by personal access token".to_owned(),
            accepted: Some("issues=write".to_owned()),
        }
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn an_organisation_that_wants_the_token_authorised() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let error = refusal(&simulator, &json!({"kind": "sso"})).await;
    let url = "https://github.com/orgs/acme/sso?authorization_request=A";
    assert_eq!(
        error,
        ForgeError::SingleSignOn {
            url: Some(url.to_owned())
        }
    );
    simulator.assert_clean();
}

#[tokio::test]
async fn what_is_not_there_or_not_to_be_seen() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let github = github(&simulator).await;
    let missing = |what: &str| ForgeError::NotFound {
        what: what.to_owned(),
    };
    let repository = missing("repository `acme/contracts`");
    assert_eq!(github.issues("blocker").await, Err(repository.clone()));
    assert_eq!(
        github.create(&new_issue("one")).await,
        Err(repository.clone())
    );
    assert_eq!(github.tracked(&["blocker"]).await, Err(repository));
    assert_eq!(github.history(number(7)).await, Err(missing("issue #7")));
    simulator.assert_clean();
}

#[tokio::test]
async fn a_pull_request_is_no_issue() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(&simulator, &json!([]));
    let pull = json!({"title": "a change", "user": "alice", "head": "change"});
    let pulls = json!({"repos": [{"full_name": "acme/contracts", "pulls": [pull]}]});
    simulator.post("/_sim/seed", &pulls);
    let github = github(&simulator).await;
    let error = github.history(number(1)).await.unwrap_err();
    assert!(matches!(error, ForgeError::NotFound { .. }), "{error:?}");
    simulator.assert_clean();
}

#[tokio::test]
async fn a_secondary_limit_with_a_long_wait() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let begun = Timestamp::now();
    let error = refusal(
        &simulator,
        &json!({"kind": "secondary_limit", "retry_after": 90}),
    )
    .await;
    let ForgeError::Limited {
        until: Some(until),
        secondary: true,
    } = error
    else {
        panic!("{error:?}");
    };
    let wait = until.duration_since(begun).as_secs();
    assert!((90..120).contains(&wait), "{wait}");
    simulator.assert_clean();
}

#[tokio::test]
async fn a_secondary_limit_is_known_by_its_message_too() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    for status in [403, 429] {
        simulator.post("/_sim/reset", &json!({}));
        let limit = json!({"kind": "secondary_limit", "retry_after": null, "status": status});
        let error = refusal(&simulator, &limit).await;
        assert_eq!(
            error,
            ForgeError::Limited {
                until: None,
                secondary: true
            }
        );
        assert!(error.passes());
        simulator.assert_clean();
    }
}

#[tokio::test]
async fn a_limit_that_is_used_up_says_until_when() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    let begun = Timestamp::now();
    let error = refusal(
        &simulator,
        &json!({"kind": "primary_limit", "reset_in": 600}),
    )
    .await;
    let ForgeError::Limited {
        until: Some(until),
        secondary: false,
    } = error
    else {
        panic!("{error:?}");
    };
    let wait = until.duration_since(begun).as_secs();
    assert!((590..660).contains(&wait), "{wait}");
    assert!(error.passes());
    simulator.assert_clean();
}
