//! The contracts, as the running services serve them.

use orion_contracts::api::APIS;
use orion_tests::Stack;
use reqwest::StatusCode;
use serde_json::Value;

/// Every service serves the document that is committed, and the gateway one of all of them whose every operation it
/// routes.
pub(crate) async fn documents_are_the_contracts(stack: &Stack) {
    let served = get(&format!("{}/openapi.json", stack.gateway())).await;
    for api in APIS {
        if api.service != "gateway" {
            let own = get(&format!("{}/openapi.json", stack.url(api.service))).await;
            let committed: Value = serde_json::from_str(api.document).unwrap();
            assert_eq!(own, committed, "{}", api.name);
        }
        for operation in api.operations {
            let method = operation.method.as_str().to_lowercase();
            let described = &served["paths"][operation.path][&method];
            assert_eq!(described["operationId"], operation.id);
            let path = operation
                .path
                .replace("{id}", "01890a5d-ac96-774b-bcce-b302099a8057");
            let answer = reqwest::Client::new()
                .request(
                    operation.method.clone(),
                    format!("{}{path}", stack.gateway()),
                )
                .send()
                .await
                .unwrap();
            assert!(
                !matches!(
                    answer.status(),
                    StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
                ) && !answer.status().is_server_error(),
                "{}: {}",
                operation.id,
                answer.status()
            );
        }
    }
    let page = reqwest::get(format!("{}/docs/", stack.gateway())).await;
    let page = page.unwrap().error_for_status().unwrap();
    assert!(page.text().await.unwrap().contains("<html"));
}

async fn get(url: &str) -> Value {
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{url}");
    let body = answer.bytes().await.unwrap();
    serde_json::from_slice(&body).unwrap()
}
