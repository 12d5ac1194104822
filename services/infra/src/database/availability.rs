//! Telling a database that is away from a statement that is wrong.

use sqlx::Error;

/// Whether the error says that the database cannot be reached or cannot serve now, so that the same may well
/// succeed later; otherwise it would fail again.
///
/// By PostgreSQL's classes of errors: 08 (connection), 53 (resources), 57 (operator intervention, as a
/// shutdown), 40 (a transaction that was rolled back to let another one through); by SQLite's result codes:
/// `BUSY` (5), `LOCKED` (6), `IOERR` (10), `FULL` (13) and `CANTOPEN` (14).
#[must_use]
pub fn is_unavailable(error: &Error) -> bool {
    match error {
        Error::Io(_)
        | Error::Tls(_)
        | Error::Protocol(_)
        | Error::PoolTimedOut
        | Error::PoolClosed
        | Error::WorkerCrashed
        | Error::BeginFailed => true,
        Error::Database(error) => error.code().is_some_and(|code| is_passing(&code)),
        _ => false,
    }
}

fn is_passing(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "40", "53", "57"]
            .iter()
            .any(|class| code.starts_with(class));
    }
    // The low byte of SQLite's extended result codes is the plain one.
    matches!(code.parse::<u32>(), Ok(code) if matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use sqlx::Error;

    use super::{is_passing, is_unavailable};

    #[test]
    fn what_passes_is_told_from_what_stays() {
        for passing in ["08006", "57P01", "53300", "40001", "5", "517", "13"] {
            assert!(is_passing(passing), "{passing}");
        }
        for staying in ["23505", "42P01", "22P02", "1", "19", "2067"] {
            assert!(!is_passing(staying), "{staying}");
        }
        assert!(is_unavailable(&Error::PoolTimedOut));
        assert!(!is_unavailable(&Error::RowNotFound));
    }
}
