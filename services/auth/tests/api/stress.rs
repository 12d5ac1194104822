//! Everything at once: whatever order it comes in, nothing fails, and what has ended stays ended.

use futures_util::future::join_all;
use orion_contracts::event::{UserDeleted, UserUpdated};
use orion_contracts::user::v1::UserStatus;

use crate::support::{World, worlds};

const EMAIL: &str = "grace@example.com";
const ROUNDS: u64 = 8;

async fn refresh_as_long_as_it_goes(world: &World, mut token: String) -> u16 {
    for _ in 0..20 {
        let answer = world.refresh(&token).await;
        if answer.status != 200 {
            return answer.status;
        }
        token = answer.pair().refresh;
    }
    200
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_with_their_user_while_they_are_used() {
    for world in worlds().await {
        for round in 0..ROUNDS {
            world.register(EMAIL).await;
            let user_id = world.user(EMAIL).await;
            let mut sessions = Vec::new();
            for _ in 0..4 {
                sessions.push(world.pair(EMAIL).await.refresh);
            }
            let refreshing = join_all(
                sessions
                    .iter()
                    .map(|token| refresh_as_long_as_it_goes(&world, token.clone())),
            );
            let ending = async {
                if round % 2 == 0 {
                    world.publish(UserDeleted { user_id }).await;
                } else {
                    let data = UserUpdated {
                        user_id,
                        version: 2,
                        email: EMAIL.to_owned(),
                        display_name: "Grace".to_owned(),
                        status: UserStatus::Deactivated,
                    };
                    world.publish(data).await;
                }
            };
            let (statuses, ()) = tokio::join!(refreshing, ending);
            for status in statuses {
                assert!(matches!(status, 200 | 401), "{status}");
            }
            for token in &sessions {
                world.assert_over(token).await;
            }
            let live = "SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL";
            assert_eq!(world.count(live).await, 0);
            world.publish(UserDeleted { user_id }).await;
        }
    }
}
