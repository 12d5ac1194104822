//! INT025: a database that lets another service in.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Login, Place, Point, Row, Weight};

/// INT025
pub const RULE: Rule = Rule {
    code: Code("INT025"),
    name: "database open to another service",
    what: "With one service's credentials the running server lets somebody into another service's database.",
    why: "Isolation that is only agreed on ends with the first query that is in a hurry. PostgreSQL lets everybody \
          connect to a new database until that is taken back.",
    example: "`psql postgres://user@postgres/auth` with the user service's password is let in.",
    fix: "Take the right to connect away, where the databases are set up:\n\
          \n    REVOKE ALL ON DATABASE auth FROM PUBLIC;\n    REVOKE ALL ON DATABASE auth FROM \"user\";\n\
          \nEach service's credentials are tried at its own database first: only what is let in there can be refused \
          elsewhere. Nothing is asked once somebody is in.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::DatabaseIsolation,
    row: Row::DatabaseSchemas,
    weight: Weight::Broken,
};

/// What another service's database said to a service's credentials. `own` is what its own said.
#[must_use]
pub fn judge(service: &str, database: &str, own: &Login, other: &Login) -> Check {
    let place = Place::service(service);
    let unknown = |why: String| {
        let reason = format!("whether `{service}` is refused by `{database}` is not known: {why}");
        Check::unknown(&INTEGRATION, place.clone(), reason)
    };
    match (own, other) {
        (_, Login::Accepted) => Check::fails(
            &INTEGRATION,
            place,
            format!("the database `{database}` lets `{service}` in"),
            format!(
                "take its right away: `REVOKE ALL ON DATABASE \"{database}\" FROM PUBLIC`, and from its role"
            ),
        ),
        (Login::Accepted, Login::Refused(_)) => Check::holds(&INTEGRATION),
        (Login::Refused(why), Login::Refused(_)) => {
            unknown(format!("its own database refuses it too: {why}"))
        }
        (_, Login::Unknown(why)) | (Login::Unknown(why), _) => unknown(why.clone()),
    }
}
