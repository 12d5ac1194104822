//! The overview, in as few questions as it takes.

use jiff::Timestamp;
use orion_app::forge::{ForgeError, Overview, OverviewSource, Points, PullState, Reading};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::GitHub;
use super::graphql::{Part, too_much};
use super::issue_page::Connection;
use super::overview_rows::{IssueRow, PullRow, StateRow};

const FULL: &str = concat!(
    include_str!("overview_full.graphql"),
    include_str!("overview_rows.graphql"),
    include_str!("overview_state.graphql"),
);
const CHANGES: &str = concat!(
    include_str!("overview_changes.graphql"),
    include_str!("overview_rows.graphql"),
    include_str!("overview_state.graphql"),
);
const CHECKS: &str = concat!(
    include_str!("overview_checks.graphql"),
    include_str!("overview_state.graphql"),
);
/// The most that GitHub gives with one question: of issues, and of ids.
const LARGEST: usize = 100;
/// The most pull requests with one question.
const PULLS: usize = 50;
/// How much of what changed is asked for first: within a minute it is not much.
const FEW: usize = 20;
/// How many questions one reading may take.
const QUESTIONS: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    rate_limit: Option<RateLimit>,
    repository: Option<Repository>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RateLimit {
    limit: u64,
    remaining: u64,
    reset_at: Timestamp,
}

impl RateLimit {
    fn points(self) -> Points {
        Points {
            limit: self.limit,
            remaining: self.remaining,
            reset_at: self.reset_at,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Repository {
    issues: Option<Connection<IssueRow>>,
    pull_requests: Option<Connection<PullRow>>,
    settled: Option<Connection<PullRow>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Nodes {
    rate_limit: Option<RateLimit>,
    nodes: Vec<Option<Value>>,
}

/// Reads data that may have holes. A hole that could pass for something that is gone is a failure.
fn read<'de, T: Deserialize<'de>>(data: Value, missing: &[String]) -> Result<T, ForgeError> {
    T::deserialize(data).map_err(|error| ForgeError::Unreadable {
        cause: match missing.first() {
            Some(missing) => format!("a part of it is missing ({missing})"),
            None => error.to_string(),
        },
    })
}

/// Where a list goes on.
#[derive(Clone)]
struct Place {
    is_wanted: bool,
    after: Option<String>,
}

impl Place {
    const START: Self = Self {
        is_wanted: true,
        after: None,
    };

    /// Goes on to the next page, unless that was the last.
    fn advance<T>(&mut self, page: &Connection<T>, is_enough: bool) -> Result<(), ForgeError> {
        let info = &page.page_info;
        self.is_wanted = info.has_next_page && !is_enough;
        if self.is_wanted && (info.end_cursor.is_none() || info.end_cursor == self.after) {
            return Err(ForgeError::Unreadable {
                cause: "it does not say where it goes on".to_owned(),
            });
        }
        self.after.clone_from(&info.end_cursor);
        Ok(())
    }
}

/// What has been read so far.
struct Reader {
    issues: Place,
    pulls: Place,
    /// The most of a list with one question: halved where that is too much.
    size: usize,
    reading: Reading<Overview>,
    begun_at: Option<Timestamp>,
}

impl Reader {
    fn new(size: usize) -> Self {
        Self {
            issues: Place::START,
            pulls: Place::START,
            size,
            reading: Reading {
                content: Overview::default(),
                as_of: None,
                points: None,
                missing: Vec::new(),
            },
            begun_at: None,
        }
    }

    fn is_done(&self) -> bool {
        !self.issues.is_wanted && !self.pulls.is_wanted
    }

    /// Takes in a page; pull requests from before `since` are not wanted.
    fn take(&mut self, part: Part, since: Option<Timestamp>) -> Result<(), ForgeError> {
        let page: Page = read(part.data, &part.missing)?;
        let repository = page.repository.ok_or_else(|| ForgeError::Unreadable {
            cause: "there is no repository in it".to_owned(),
        })?;
        // A list that was asked for and is not there is no empty list.
        if self.issues.is_wanted && repository.issues.is_none()
            || self.pulls.is_wanted && repository.pull_requests.is_none()
        {
            let missing = part.missing.first().map_or("a list", String::as_str);
            return Err(ForgeError::Unreadable {
                cause: format!("a part of it is missing ({missing})"),
            });
        }
        let content = &mut self.reading.content;
        if let Some(issues) = repository.issues {
            self.issues.advance(&issues, false)?;
            let issues = issues.nodes.into_iter().map(IssueRow::issue);
            content.issues.extend(issues);
        }
        if let Some(pulls) = repository.pull_requests {
            let is_old = |pull: &PullRow| since.is_some_and(|since| pull.updated_at < since);
            self.pulls.advance(&pulls, pulls.nodes.iter().any(is_old))?;
            let pulls = pulls.nodes.into_iter().filter(|pull| !is_old(pull));
            content.pulls.extend(pulls.map(PullRow::pull));
        }
        if let Some(settled) = repository.settled {
            content
                .pulls
                .extend(settled.nodes.into_iter().map(PullRow::pull));
        }
        self.begun_at = self.begun_at.or(part.at);
        self.reading.points = page.rate_limit.map(RateLimit::points);
        self.reading.missing.extend(part.missing);
        Ok(())
    }

    /// What has been read holds all that changed until its first question was answered. Where nothing changed for
    /// long, until the last change.
    fn finish(mut self) -> Reading<Overview> {
        let content = &self.reading.content;
        let issues = content.issues.iter().map(|issue| issue.updated_at);
        let pulls = content.pulls.iter().map(|pull| pull.updated_at);
        let last = issues.chain(pulls).max();
        self.reading.as_of = last.map(|last| self.begun_at.map_or(last, |begun| begun.min(last)));
        self.reading
    }
}

impl GitHub {
    /// Asks for page after page; `variables` says what beside the places and the size.
    async fn pages(
        &self,
        query: &str,
        mut reader: Reader,
        since: Option<Timestamp>,
    ) -> Result<Reading<Overview>, ForgeError> {
        let (owner, name) = (&self.repository.owner, &self.repository.name);
        let mut is_first = true;
        for _ in 0..QUESTIONS {
            let ask = async || {
                let mut variables = json!({
                    "owner": owner,
                    "name": name,
                    "size": reader.size,
                    "issuesAfter": reader.issues.after,
                    "pullsAfter": reader.pulls.after,
                    "withIssues": reader.issues.is_wanted,
                    "withPulls": reader.pulls.is_wanted,
                });
                if let Some(since) = since {
                    variables["since"] = json!(since);
                } else {
                    variables["pullSize"] = json!(reader.size.min(PULLS));
                    variables["withSettled"] = json!(is_first);
                }
                let part = self.ask(query, variables, &self.repository_name()).await;
                if part.as_ref().is_err_and(too_much) {
                    reader.size = (reader.size / 2).max(1);
                }
                part
            };
            let part = self.pace.repeated(ask).await?;
            reader.take(part, since)?;
            if reader.is_done() {
                return Ok(reader.finish());
            }
            is_first = false;
            if since.is_some() && reader.size == FEW {
                // There is more than usual.
                reader.size = PULLS;
            }
        }
        Err(ForgeError::Refused {
            faults: vec![format!("it takes more than {QUESTIONS} questions")],
        })
    }
}

impl OverviewSource for GitHub {
    async fn full(&self) -> Result<Reading<Overview>, ForgeError> {
        self.pages(FULL, Reader::new(LARGEST), None).await
    }

    async fn changes(&self, since: Timestamp) -> Result<Reading<Overview>, ForgeError> {
        self.pages(CHANGES, Reader::new(FEW), Some(since)).await
    }

    async fn states(&self, ids: &[&str]) -> Result<Reading<Vec<PullState>>, ForgeError> {
        let mut reading = Reading {
            content: Vec::new(),
            as_of: None,
            points: None,
            missing: Vec::new(),
        };
        let mut size = LARGEST;
        let mut left = ids;
        while !left.is_empty() {
            let part = self.pace.repeated(async || {
                let variables = json!({"ids": left[..size.min(left.len())]});
                let part = self.ask(CHECKS, variables, &self.repository_name()).await;
                if part.as_ref().is_err_and(too_much) {
                    size = (size / 2).max(1);
                }
                part
            });
            let part = part.await?;
            let answer: Nodes = read(part.data, &part.missing)?;
            if answer.nodes.is_empty() {
                return Err(ForgeError::Unreadable {
                    cause: "it tells of nothing that was asked for".to_owned(),
                });
            }
            left = left.get(answer.nodes.len()..).unwrap_or_default();
            // One that is gone, or cannot be read, is as it was until all is read again.
            let rows = answer.nodes.into_iter().flatten();
            let rows = rows.filter_map(|row| StateRow::deserialize(row).ok());
            reading.content.extend(rows.map(StateRow::state));
            reading.points = answer.rate_limit.map(RateLimit::points);
            reading.missing.extend(part.missing);
        }
        Ok(reading)
    }
}
