//! Instants and ids as the columns hold them.

use jiff::Timestamp;
use uuid::Uuid;

/// Microseconds since 1970, UTC, as a column holds an instant; what is finer is cut off.
#[must_use]
pub fn micros(instant: Timestamp) -> i64 {
    instant.as_microsecond()
}

/// The instant that a column holds. What lies beyond any calendar becomes its first or last instant.
#[must_use]
pub fn timestamp(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// A new id: a UUID of version 7 (RFC 9562), greater than all this process made before.
#[must_use]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{micros, new_id, timestamp};

    #[test]
    fn an_instant_survives_its_column() {
        let now = timestamp(micros(Timestamp::now()));
        assert_eq!(timestamp(micros(now)), now);
        assert_eq!(timestamp(i64::MAX), Timestamp::MAX);
        assert_eq!(timestamp(i64::MIN), Timestamp::MIN);
    }

    #[test]
    fn ids_are_in_the_order_they_were_made() {
        let ids: Vec<String> = (0..10_000).map(|_| new_id().to_string()).collect();
        assert!(ids.is_sorted());
    }
}
