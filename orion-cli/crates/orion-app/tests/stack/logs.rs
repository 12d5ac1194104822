//! What the services wrote.

use orion_app::stack::LogsRequest;

use crate::shop::SHOP;
use crate::world::World;

#[tokio::test(start_paused = true)]
async fn lines_come_in_the_order_of_time_whoever_wrote_them() {
    let world = World::new(SHOP);
    world.up().await.unwrap();
    let lines = |times: &[&str]| {
        times
            .iter()
            .map(|time| ((*time).to_owned(), format!("at {time}")))
            .collect()
    };
    world
        .lines
        .borrow_mut()
        .insert("db".to_owned(), lines(&["1", "4", "5"]));
    world
        .lines
        .borrow_mut()
        .insert("web".to_owned(), lines(&["2", "3", "6"]));
    let request = LogsRequest {
        services: Vec::new(),
        tail: Some(2),
        since: None,
        follow: false,
    };
    let mut seen = Vec::new();
    let line = |service: &str, line: &orion_app::stack::LogLine| {
        seen.push(format!("{service} {}", line.text));
    };
    world.site().logs(&request, line).await.unwrap();
    assert_eq!(seen, ["web at 3", "db at 4", "db at 5", "web at 6"]);
}
