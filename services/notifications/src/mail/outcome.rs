//! How an attempt to send a letter ends.

use lettre::transport::smtp::Error;

/// What is to become of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Sent,
    /// The server does not take it now.
    Later(String),
    /// The server cannot be talked to. The letter need not be at fault.
    Away(String),
    /// No server will ever take it.
    Never(String),
}

impl Outcome {
    /// Of what the server said (RFC 5321, section 4.2.1), or did not.
    pub(super) fn of(error: &Error) -> Self {
        let why = words(error);
        match error.status().map(u16::from) {
            // It shuts down (421), or wants another password (RFC 4954): no letter's fault.
            Some(421 | 454 | 530 | 534 | 535 | 538) => Self::Away(why),
            Some(500..) => Self::Never(why),
            Some(_) => Self::Later(why),
            // What the letter needs the server cannot do, as an address that is not ASCII.
            None if error.is_client() => Self::Never(why),
            None => Self::Away(why),
        }
    }
}

/// The error and what led to it, on one line: servers say what they like.
fn words(error: &Error) -> String {
    const MOST: usize = 300;
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        words.push_str(": ");
        words.push_str(&error.to_string());
        source = error.source();
    }
    words
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .take(MOST)
        .collect()
}
