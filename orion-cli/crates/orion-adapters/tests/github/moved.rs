//! A repository that goes by another name now.

use orion_app::forge::{Forge as _, ForgeError};
use orion_testutils::GhSim;
use serde_json::json;

use crate::world::{github, new_issue, number, seed};

#[tokio::test]
async fn reads_follow_and_writes_tell_the_new_name() {
    let Some(simulator) = GhSim::start() else {
        return;
    };
    seed(
        &simulator,
        &json!([{"title": "one", "labels": ["blocker"]}]),
    );
    let renamed = json!({"repo": "acme/contracts", "name": "agreements"});
    simulator.post("/_sim/repos/rename", &renamed);
    let github = github(&simulator).await;
    assert_eq!(github.issues("blocker").await.unwrap().len(), 1);
    assert_eq!(github.history(number(1)).await.unwrap().issue.title, "one");

    let moved = ForgeError::Moved {
        to: Some("acme/agreements".to_owned()),
    };
    assert_eq!(github.create(&new_issue("two")).await, Err(moved.clone()));
    assert_eq!(github.comment(number(1), "x").await, Err(moved));
    let state = simulator.get("/_sim/state");
    let issues = &state["repos"]["acme/agreements"]["issues"];
    assert_eq!(issues.as_array().unwrap().len(), 1);
    assert_eq!(issues[0]["comments"], json!([]));
    simulator.assert_clean();
}
