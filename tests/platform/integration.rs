//! `orion integration` on the stack that `orion up` brought up: it sees that all fits together, and what does not.

use orion_tests::Stack;
use serde_json::Value;

/// Everything holds; then a role that may read another's database is found; and nothing is left behind.
pub(crate) fn the_points_hold_until_something_breaks(stack: &Stack) {
    let report = integration(stack);
    assert_eq!(said(&report), [""; 0]);
    assert_eq!(report["live"], "docker");
    for point in report["points"].as_array().unwrap() {
        assert_eq!(point["left_out"].as_array().unwrap().len(), 0, "{point}");
    }
    let queues = queues(stack);

    sql(stack, "GRANT CONNECT ON DATABASE auth TO \"user\"");
    let found = said(&integration(stack));
    sql(stack, "REVOKE CONNECT ON DATABASE auth FROM \"user\"");
    assert_eq!(found, ["INT025 user: the database `auth` lets `user` in"]);
    assert_eq!(said(&integration(stack)), [""; 0]);
    assert_eq!(
        self::queues(stack),
        queues,
        "a probe leaves no queue behind"
    );
}

fn integration(stack: &Stack) -> Value {
    let output = stack.orion(&["integration", "--live", "--json"]);
    let said = String::from_utf8_lossy(&output.stdout);
    let talk = String::from_utf8_lossy(&output.stderr);
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}{talk}"))
}

/// What is said of running services: `CODE service: message`.
fn said(report: &Value) -> Vec<String> {
    let points = report["points"].as_array().unwrap().iter();
    let all = points.flat_map(|point| {
        let findings = point["findings"].as_array().unwrap().iter();
        findings.chain(point["unknown"].as_array().unwrap())
    });
    all.filter_map(|one| {
        let service = one["place"]["service"]["name"].as_str()?;
        let text = one["message"].as_str().or(one["reason"].as_str()).unwrap();
        Some(format!(
            "{} {service}: {text}",
            one["code"].as_str().unwrap()
        ))
    })
    .collect()
}

fn sql(stack: &Stack, statement: &str) {
    let command = "PGPASSWORD=\"$(cat /run/secrets/postgres-password)\" psql --username postgres --host localhost \
                   --command \"$0\"";
    run(
        stack,
        &["exec", "postgres", "--", "sh", "-c", command, statement],
    );
}

fn queues(stack: &Stack) -> String {
    let list = [
        "exec",
        "rabbitmq",
        "--",
        "rabbitmqctl",
        "--quiet",
        "list_queues",
        "name",
    ];
    run(stack, &list)
}

fn run(stack: &Stack, arguments: &[&str]) -> String {
    let output = stack.orion(arguments);
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {talk}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
