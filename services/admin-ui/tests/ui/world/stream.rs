//! Server-sent events as a browser reads them.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use tokio::time::timeout;

/// Longer than any event here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// The events of one answer.
pub(crate) struct Stream {
    response: Response,
    unread: String,
}

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) event: String,
    pub(crate) id: Option<String>,
    pub(crate) data: String,
}

impl Stream {
    pub(crate) fn new(response: Response) -> Self {
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/event-stream");
        Self {
            response,
            unread: String::new(),
        }
    }

    /// The next one, if there is one.
    pub(crate) async fn next(&mut self) -> Option<Sent> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let (sent, rest) = (parse(block), rest.to_owned());
                self.unread = rest;
                if let Some(sent) = sent {
                    return Some(sent);
                }
                continue;
            }
            let chunk = timeout(PATIENCE, self.response.chunk()).await;
            // A connection that breaks off ends the stream as well.
            let chunk = chunk.expect("an event comes").ok().flatten()?;
            self.unread.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next one, which is of that kind.
    pub(crate) async fn expect(&mut self, event: &str) -> Sent {
        let sent = self.next().await.expect("the stream goes on");
        assert_eq!(sent.event, event, "{sent:?}");
        sent
    }
}

fn parse(block: &str) -> Option<Sent> {
    let field = |name: &str| {
        block
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .map(|text| text.strip_prefix(' ').unwrap_or(text).to_owned())
    };
    // Browsers pass over an event without data, whatever else it says.
    let data = field("data").filter(|data| !data.is_empty())?;
    Some(Sent {
        event: field("event")?,
        id: field("id"),
        data,
    })
}
