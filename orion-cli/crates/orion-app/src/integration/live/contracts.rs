//! Point 1: what services serve is what is written.

use futures_util::future::join_all;
use jiff::Timestamp;
use orion_core::config::Service;
use orion_core::integration::rules::served_differs::{self, PATHS};
use orion_core::integration::{Check, DocumentDigest, Outcome, Served, Sources, document, gateway};
use serde_json::Value;

use crate::integration::facts::LiveFacts;
use crate::integration::network::{Network, Request};
use crate::integration::served::ServedAnswer;

/// A document of an API may be large; one that is larger is not read to its end.
const MOST: usize = 16 << 20;

/// A contract whose provider was asked.
pub(in crate::integration) struct Asked {
    contract: String,
    service: String,
    document: DocumentDigest,
    /// What came of it.
    pub(in crate::integration) check: Check,
}

impl Asked {
    /// The contract, and what its provider serves; none when it could not be asked.
    pub(in crate::integration) fn answer(&self, now: Timestamp) -> Option<(String, ServedAnswer)> {
        let (is_served, told) = match &self.check.outcome {
            Outcome::Holds => (true, format!("`{}` serves it", self.service)),
            Outcome::Fails(finding) => (false, finding.message.clone()),
            Outcome::Unknown(_) => return None,
        };
        let answer = ServedAnswer {
            is_served,
            told,
            document: self.document.clone(),
            at: now,
        };
        Some((self.contract.clone(), answer))
    }
}

/// A contract's document.
struct Written {
    contract: String,
    digest: DocumentDigest,
    document: Value,
}

/// Compares what every provider serves with each contract of it that can be read.
pub(in crate::integration) async fn contracts(
    sources: &Sources<'_>,
    facts: &LiveFacts,
    network: &impl Network,
) -> Vec<Asked> {
    let gateway = gateway(sources.workspace).map(|gateway| &gateway.name);
    let services = sources.workspace.services.iter();
    let all = services.map(async |service| {
        let written = written(sources, service);
        if written.is_empty() {
            return Vec::new();
        }
        let served = served(service.name.as_str(), facts, network).await;
        let serves_more = gateway == Some(&service.name) || service.provides.len() > 1;
        let asked = written.into_iter().map(|written| {
            let judged = served_differs::Service {
                name: service.name.as_str(),
                contract: &written.contract,
                document: &written.document,
                serves_more,
            };
            Asked {
                check: served_differs::judge(judged, &served),
                contract: written.contract,
                service: service.name.to_string(),
                document: written.digest,
            }
        });
        asked.collect()
    });
    join_all(all).await.into_iter().flatten().collect()
}

/// The contracts of a service with their documents. What cannot be read is told by the static checks.
fn written(sources: &Sources<'_>, service: &Service) -> Vec<Written> {
    let Some(template) = &sources.workspace.contracts.documents else {
        return Vec::new();
    };
    let contracts = service.provides.iter();
    contracts
        .filter_map(|contract| {
            let path = template.path(contract.as_str()).to_string();
            let text = sources.text(&path)?;
            Some(Written {
                contract: contract.to_string(),
                digest: DocumentDigest::of(text.as_bytes()),
                document: document(&path, text).ok()?,
            })
        })
        .collect()
}

/// The document that a service serves, at the first path where it has one.
async fn served(service: &str, facts: &LiveFacts, network: &impl Network) -> Served {
    let to = match facts.reach(service, None) {
        Ok(to) => to,
        Err(why) => return Served::Unreachable(why),
    };
    for path in PATHS {
        let request = Request {
            to,
            method: "GET".to_owned(),
            path: path.to_owned(),
            most: MOST,
        };
        match network.ask(&request).await {
            Err(why) => return Served::Unreachable(why),
            Ok(answer) if (200..300).contains(&answer.status) => {
                if let Ok(found) = document(path, &answer.body) {
                    return Served::Document {
                        path: path.to_owned(),
                        document: found,
                    };
                }
            }
            Ok(_) => {}
        }
    }
    Served::Nowhere
}
