//! Optimistic concurrency: `ETag`, `If-Match`, and many who change the same user at once.

use crate::world::{PATIENCE, World, everywhere};
use orion_contracts::UserId;
use orion_contracts::event::{EventData as _, UserUpdated};
use orion_contracts::problem::{Problem, ProblemCode};
use orion_contracts::user::v1::{UpdateUserRequest, User};
use reqwest::{Method, Response};
use serde_json::json;

async fn patch(world: &World, id: UserId, name: &str, if_match: &[&str]) -> Response {
    let mut request = world.ask_as_admin(Method::PATCH, &format!("/v1/users/{id}"));
    for tag in if_match {
        request = request.header("if-match", *tag);
    }
    let request = request.json(&json!({ "display_name": name }));
    request.send().await.unwrap()
}

async fn refused(answer: Response, code: ProblemCode) {
    assert_eq!(answer.status(), code.status());
    assert_eq!(answer.json::<Problem>().await.unwrap().code, code);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_says_which_version_it_is_of() {
    for world in everywhere().await {
        let id = world.register("Ada").await;
        let read = world.ask_as_admin(Method::GET, &format!("/v1/users/{id}"));
        let read = read.send().await.unwrap();
        assert_eq!(read.headers()["etag"], "\"1\"");

        refused(
            patch(&world, id, "a", &[]).await,
            ProblemCode::PreconditionRequired,
        )
        .await;
        let answer = patch(&world, id, "a", &["\"2\""]).await;
        refused(answer, ProblemCode::PreconditionFailed).await;
        for wrong in ["1", "", "'1'", "\"1", "\"01\"", "\"one\""] {
            let answer = patch(&world, id, "a", &[wrong]).await;
            refused(answer, ProblemCode::InvalidRequest).await;
        }
        // HTTP knows these too, but who sends them has not said which version they saw.
        for vague in [
            &["*"][..],
            &["W/\"1\""],
            &["\"1\", \"2\""],
            &["\"1\"", "\"1\""],
            &["\"1\"", "*"],
        ] {
            let answer = patch(&world, id, "a", vague).await;
            refused(answer, ProblemCode::InvalidRequest).await;
        }
        for (seen, version) in [("\"1\"", 2), ("\"2\"", 3)] {
            let answer = patch(&world, id, &version.to_string(), &[seen]).await;
            assert_eq!(answer.status(), 200, "{seen}");
            assert_eq!(answer.headers()["etag"], format!("\"{version}\""));
            assert_eq!(answer.json::<User>().await.unwrap().version, version);
        }

        let path = format!("/v1/users/{id}");
        let delete = || world.ask_as_admin(Method::DELETE, &path);
        let answer = delete().send().await.unwrap();
        refused(answer, ProblemCode::PreconditionRequired).await;
        let answer = delete().header("if-match", "\"2\"").send().await.unwrap();
        refused(answer, ProblemCode::PreconditionFailed).await;
        let answer = delete().header("if-match", "*").send().await.unwrap();
        refused(answer, ProblemCode::InvalidRequest).await;
        let answer = delete().header("if-match", "\"3\"").send().await.unwrap();
        assert_eq!(answer.status(), 204);
        let answer = delete().header("if-match", "\"3\"").send().await.unwrap();
        refused(answer, ProblemCode::NotFound).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_have_seen_the_same_version_one_wins() {
    const MANY: usize = 24;
    for world in everywhere().await {
        let id = world.register("Ada").await;
        let admin = world.admin();
        let mut racing = tokio::task::JoinSet::new();
        for number in 0..MANY {
            let admin = admin.clone();
            racing.spawn(async move {
                let request = UpdateUserRequest {
                    display_name: Some(format!("number {number}")),
                    status: None,
                };
                admin.update(id, 1, &request).await
            });
        }
        let mut winners = Vec::new();
        for result in racing.join_all().await {
            match result {
                Ok(user) => winners.push(user),
                Err(error) => assert_eq!(error.code(), Some(ProblemCode::PreconditionFailed)),
            }
        }
        assert_eq!(winners.len(), 1);
        assert_eq!(world.admin().get(id).await.unwrap(), winners[0]);
        let told = world.next_event().await.read::<UserUpdated>().unwrap().data;
        assert_eq!(told.display_name, winners[0].display_name);
        world.nothing_else_is_published().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_change_is_told_once_whoever_makes_it() {
    const WRITERS: u64 = 4;
    const CHANGES: u64 = 5;
    for world in everywhere().await {
        let id = world.register("Ada").await;
        let mut writing = tokio::task::JoinSet::new();
        for writer in 0..WRITERS {
            let admin = world.admin();
            writing.spawn(async move {
                for change in 0..CHANGES {
                    let request = UpdateUserRequest {
                        display_name: Some(format!("{writer}.{change}")),
                        status: None,
                    };
                    // As a person would: look, decide, and look again when somebody was quicker.
                    loop {
                        let version = admin.get(id).await.unwrap().version;
                        if admin.update(id, version, &request).await.is_ok() {
                            break;
                        }
                    }
                }
            });
        }
        writing.join_all().await;
        let mut versions = Vec::new();
        for _ in 0..WRITERS * CHANGES {
            let event = world.next_event().await;
            assert_eq!(event.kind, UserUpdated::TYPE);
            versions.push(event.read::<UserUpdated>().unwrap().data.version);
        }
        versions.sort_unstable();
        assert!(versions.into_iter().eq(2..2 + WRITERS * CHANGES));
        world.nothing_else_is_published().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_cannot_be_told_is_not_made() {
    for world in everywhere().await {
        let id = world.register("Ada").await;
        let drop = "DROP TABLE outbox";
        sqlx::query(drop)
            .execute(world.database.pool())
            .await
            .unwrap();
        let answer = patch(&world, id, "Countess", &["\"1\""]).await;
        refused(answer, ProblemCode::Internal).await;
        let path = format!("/v1/users/{id}");
        let delete = world
            .ask_as_admin(Method::DELETE, &path)
            .header("if-match", "\"1\"");
        let answer = tokio::time::timeout(PATIENCE, delete.send()).await.unwrap();
        refused(answer.unwrap(), ProblemCode::Internal).await;
        let ada = world.admin().get(id).await.unwrap();
        assert_eq!((ada.display_name.as_str(), ada.version), ("Ada", 1));
    }
}
