//! What a running stack answered, as values.

use serde_json::Value;

/// The document that a service serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Served {
    /// It serves this one, at that path.
    Document {
        /// Where.
        path: String,
        /// What.
        document: Value,
    },
    /// It answers, and has none at any of the paths where such documents are.
    Nowhere,
    /// It could not be asked: why.
    Unreachable(String),
}

/// A way by which a broker hands an event on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// From that exchange.
    pub exchange: String,
    /// To that queue.
    pub queue: String,
    /// What is routed so: words between dots, `*` for one word and `#` for any number of them.
    pub key: String,
}

impl Binding {
    /// Whether an event of that name goes this way.
    #[must_use]
    pub fn carries(&self, event: &str) -> bool {
        let key: Vec<&str> = self.key.split('.').collect();
        let event: Vec<&str> = event.split('.').collect();
        topic_matches(&key, &event)
    }
}

/// RabbitMQ's topics: <https://www.rabbitmq.com/tutorials/amqp-concepts#exchange-topic>.
fn topic_matches(key: &[&str], event: &[&str]) -> bool {
    match (key.split_first(), event.split_first()) {
        (None, None) => true,
        (Some((word, rest)), _) if *word == "#" => {
            topic_matches(rest, event)
                || event
                    .split_first()
                    .is_some_and(|(_, below)| topic_matches(key, below))
        }
        (Some((word, rest)), Some((other, below))) => {
            (*word == "*" || word == other) && topic_matches(rest, below)
        }
        _ => false,
    }
}

/// What became of a probe event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probed {
    /// It arrived.
    Arrived,
    /// The broker took it, and it did not arrive in time: seconds.
    Lost(u64),
    /// It could not be sent: why.
    Unknown(String),
}

/// What a database said to somebody's credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// They were let in.
    Accepted,
    /// They were refused: the SQLSTATE, and what was said.
    Refused(String),
    /// Nothing can be told: why.
    Unknown(String),
}

/// What came back for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The beginning of the body.
    pub body: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_match_word_by_word() {
        let carries = |key: &str, event: &str| {
            let binding = Binding {
                exchange: String::new(),
                queue: String::new(),
                key: key.to_owned(),
            };
            binding.carries(event)
        };
        assert!(carries("user.registered", "user.registered"));
        assert!(carries("user.*", "user.registered"));
        assert!(carries("#", "user.registered"));
        assert!(carries("#.registered", "a.b.registered"));
        assert!(!carries("user.*", "user.address.changed"));
        assert!(!carries("user", "user.registered"));
    }
}
