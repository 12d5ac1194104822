//! A service's role reaches its own database, and no other.

use orion_tests::{Servers, Stack};

/// The services that have one.
const SERVICES: [&str; 3] = ["auth", "user", "notifications"];

pub(crate) fn no_role_reaches_another_database(servers: &Servers) {
    for role in SERVICES {
        for database in SERVICES.iter().chain(&["postgres", "template1"]) {
            let answer = Stack::sql(servers, role, database, "SELECT 1");
            if role == *database {
                assert_eq!(answer.as_deref(), Ok("1"), "`{role}` reaches its own");
            } else {
                let refusal = answer.expect_err("another database is reached");
                assert!(
                    refusal.contains("permission denied for database"),
                    "`{role}` at `{database}`: {refusal}"
                );
            }
        }
    }
}
