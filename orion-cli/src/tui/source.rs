//! What is known of something that is asked for again and again.

use jiff::Timestamp;

use crate::failure::Failure;

/// Why something is not known now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Why {
    /// What went wrong, in one line.
    pub(crate) message: String,
    /// What to do next.
    pub(crate) hint: Option<String>,
}

impl From<Failure> for Why {
    fn from(failure: Failure) -> Self {
        Self {
            hint: failure.hints.into_iter().next(),
            message: failure.message,
        }
    }
}

impl Why {
    /// Without a next step.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }
}

/// An answer, or the lack of one. A failure keeps the last good answer, with its age.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Source<T> {
    /// It was asked for, and has not answered yet.
    #[default]
    Loading,
    /// It answered.
    Ready {
        /// What.
        data: T,
        /// When.
        at: Timestamp,
    },
    /// It could not be had.
    Failed {
        /// Why.
        why: Why,
        /// What it answered last, and when.
        last: Option<(T, Timestamp)>,
    },
}

impl<T> Source<T> {
    /// The answer, however old.
    pub(crate) fn data(&self) -> Option<&T> {
        match self {
            Self::Loading => None,
            Self::Ready { data, .. } => Some(data),
            Self::Failed { last, .. } => last.as_ref().map(|(data, _)| data),
        }
    }

    /// Since when an answer is old: only while there is no newer one.
    pub(crate) fn stale_since(&self) -> Option<Timestamp> {
        match self {
            Self::Failed { last, .. } => last.as_ref().map(|(_, at)| *at),
            Self::Loading | Self::Ready { .. } => None,
        }
    }

    /// Why there is no new answer.
    pub(crate) fn why(&self) -> Option<&Why> {
        match self {
            Self::Failed { why, .. } => Some(why),
            Self::Loading | Self::Ready { .. } => None,
        }
    }

    /// Takes the next answer in.
    pub(crate) fn take(&mut self, answer: Result<T, Why>, now: Timestamp) {
        *self = match (answer, std::mem::take(self)) {
            (Ok(data), _) => Self::Ready { data, at: now },
            (Err(why), Self::Loading) => Self::Failed { why, last: None },
            (Err(why), Self::Ready { data, at }) => Self::Failed {
                why,
                last: Some((data, at)),
            },
            (Err(why), Self::Failed { last, .. }) => Self::Failed { why, last },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_keeps_what_was_known_with_its_age() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut source = Source::default();
        source.take(Err(Why::new("no engine")), at(1));
        assert_eq!((source.data(), source.stale_since()), (None, None));
        source.take(Ok(7), at(2));
        assert_eq!((source.data(), source.why()), (Some(&7), None));
        source.take(Err(Why::new("it went")), at(3));
        source.take(Err(Why::new("it is gone")), at(4));
        assert_eq!(
            (source.data(), source.stale_since()),
            (Some(&7), Some(at(2)))
        );
        assert_eq!(source.why(), Some(&Why::new("it is gone")));
    }
}
