//! That the service is what its contract says.

use crate::world::everywhere;
use orion_contracts::notification::v1::API;

#[tokio::test(flavor = "multi_thread")]
async fn it_shows_the_document_as_it_is_committed() {
    for world in everywhere().await {
        let shown = reqwest::get(format!("{}/openapi.json", world.first.url))
            .await
            .unwrap();
        assert_eq!(shown.headers()["content-type"], "application/json");
        assert_eq!(shown.text().await.unwrap(), API.document);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_there() {
    for world in everywhere().await {
        for operation in API.operations {
            let path = operation.path;
            let asked = reqwest::Client::new().request(
                operation.method.clone(),
                format!("{}{path}", world.first.url),
            );
            let status = asked.send().await.unwrap().status();
            assert_eq!(status, 401, "{}", operation.id);
        }
    }
}
