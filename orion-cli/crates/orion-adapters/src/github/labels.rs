//! The labels of the repository.

use http::Method;
use orion_app::forge::{ForgeError, Label, Labels};
use serde::Deserialize;
use serde_json::json;

use super::client::GitHub;
use super::rest::segment;
use super::writing::Write;

#[derive(Deserialize)]
struct RestLabel {
    name: String,
    color: String,
    description: Option<String>,
}

impl Labels for GitHub {
    async fn labels(&self) -> Result<Vec<Label>, ForgeError> {
        let path = self.below("/labels?per_page=100");
        let found: Vec<RestLabel> = self.read_all(&path, &self.repository_name()).await?;
        let labels = found.into_iter().map(|label| Label {
            name: label.name,
            color: label.color,
            description: label.description.unwrap_or_default(),
        });
        Ok(labels.collect())
    }

    async fn add_label(&self, label: &Label) -> Result<(), ForgeError> {
        let write = Write {
            method: Method::POST,
            path: &self.below("/labels"),
            what: &self.repository_name(),
            body: Some(json!({
                "name": label.name,
                "color": label.color,
                "description": label.description,
            })),
            notifies: false,
        };
        self.write(write).await.map(drop)
    }

    async fn change_label(&self, label: &Label) -> Result<(), ForgeError> {
        let write = Write {
            method: Method::PATCH,
            path: &self.below(&format!("/labels/{}", segment(&label.name))),
            what: &format!("label `{}`", label.name),
            body: Some(json!({"color": label.color, "description": label.description})),
            notifies: false,
        };
        self.write(write).await.map(drop)
    }
}
