//! From the sources: each point broken, the exit codes, and what is said.

use insta::assert_snapshot;
use orion_testutils::TestRepository;
use serde_json::Value;

use crate::shop::{Shop, codes};

#[test]
fn where_all_fits_every_point_is_complete() {
    let outcome = Shop::new().orion("integration --static").success();
    assert_eq!(outcome.stderr, "");
    assert_snapshot!(outcome.stdout, @"
       POINT                STATE     CHECKS  NOT KNOWN
    1  API contracts        complete  8/8
    2  Event schemas        complete  4/4
    3  Database isolation   complete  6/6
    4  Frontend to backend  complete  3/3
    5  Shared dependencies  complete  6/6

    not asked: which operations the gateway routes is seen only while it runs: its own document lists none of the others'
    from the sources; only the sources were asked for
    ");
}

#[test]
fn what_is_broken_is_told_with_its_place_and_the_next_step() {
    let shop = Shop::new();
    shop.0.write(
        "orders/migrations/2.sql",
        "ALTER TABLE orders\n  ADD COLUMN user_id text REFERENCES users (id);\nCREATE \u{1b}[31mNONSENSE;\n",
    );
    shop.change(
        "gateway/Cargo.toml",
        "serde.workspace = true",
        "serde = \"1.0.5\"",
    );
    shop.change("workstreams.toml", "subscribes = [\"user.gone\"]\n", "");
    shop.0.git_ok(&["add", "--all"]);
    let outcome = shop.orion("integration --static");
    assert_eq!(outcome.code, 1);
    assert_snapshot!(outcome.stdout, @r#"
       POINT                STATE     CHECKS  NOT KNOWN
    1  API contracts        complete  8/8
    2  Event schemas        partial   2/3
    3  Database isolation   broken    6/8     1 check
    4  Frontend to backend  complete  3/3
    5  Shared dependencies  broken    5/6

    missing[INT012]: `users` publishes `user.gone`, and nobody subscribes to it
      --> workstreams.toml:17
       = next: add it to the `subscribes` of whoever listens, or publish it no more

    broken[INT021]: a foreign key of `orders` points at `users` of `users`
      --> orders/migrations/2.sql:2
       = next: keep the identifier without a foreign key, and learn of changes from events

    not known[INT022]: the statement is not understood, and not judged: sql parser error: Expected: an object type after CREATE, found: \x1b at Line: 3, Column: 8
      --> orders/migrations/2.sql:3

    broken[INT040]: `gateway` names `serde` 1.0.5 itself, which the workspace lists
      --> gateway/Cargo.toml:5
       = next: write `serde.workspace = true`

    not asked: which operations the gateway routes is seen only while it runs: its own document lists none of the others'
    from the sources; only the sources were asked for
    "#);
}

#[test]
fn each_rule_is_broken_by_itself() {
    let cases: [(&str, &str, &str, &str, i32); 9] = [
        ("INT002", "contracts/users-api.json", "{", "[", 1),
        (
            "INT004",
            "gateway/Cargo.toml",
            "contracts.workspace = true\n",
            "",
            0,
        ),
        (
            "INT011",
            "contracts/events/user.gone.json",
            "\"type\"",
            "\"title\"",
            1,
        ),
        (
            "INT012",
            "workstreams.toml",
            "subscribes = [\"user.gone\"]\n",
            "",
            0,
        ),
        (
            "INT020",
            "workstreams.toml",
            "database = \"orders\"",
            "database = \"users\"",
            1,
        ),
        (
            "INT021",
            "users/migrations/1.sql",
            ");",
            ", o text REFERENCES orders);",
            1,
        ),
        (
            "INT022",
            "users/migrations/1.sql",
            ";",
            "; SELECT * FROM orders.orders;",
            1,
        ),
        ("INT031", "workstreams.toml", ", \"orders-api\"]", "]", 0),
        (
            "INT040",
            "users/Cargo.toml",
            "serde.workspace = true",
            "serde = \"1\"",
            1,
        ),
    ];
    for (code, path, from, to, exit) in cases {
        let shop = Shop::new();
        shop.change(path, from, to);
        let outcome = shop.orion("integration --static --json");
        assert_eq!(codes(&outcome), [code], "{path}");
        assert_eq!(outcome.code, exit, "{code}");
    }
}

#[test]
fn without_a_stack_the_sources_are_read_unless_it_is_insisted_on() {
    let shop = Shop::new();
    let outcome = shop.orion("integration --json").success();
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["live"], Value::Null);
    let why = report["why_static"].as_str().unwrap();
    assert!(
        why.starts_with("whether a stack runs is not known: no container engine"),
        "{why}"
    );
    let outcome = shop.orion("integration --live");
    assert_eq!(outcome.code, 3, "{}", outcome.stderr);
    let outcome = shop.orion("integration --live --static");
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
}

#[test]
fn without_a_policy_there_is_nothing_to_read() {
    let repository = TestRepository::new();
    let mut command = repository.command(env!("CARGO_BIN_EXE_orion"));
    let outcome = repository.run(command.arg("integration"));
    assert_eq!(outcome.code, 2, "{}", outcome.stderr);
}

#[test]
fn where_nothing_is_described_nothing_is_started() {
    let repository = TestRepository::new();
    repository.write(
        "workstreams.toml",
        "schema = 1\n[project]\nname = \"shop\"\n[workstreams.all]\nowns = [\"**\"]\n",
    );
    let mut command = repository.command(env!("CARGO_BIN_EXE_orion"));
    let outcome = repository
        .run(command.args(["integration", "--static"]))
        .success();
    assert_snapshot!(outcome.stdout, @"
       POINT                STATE        CHECKS  NOT KNOWN
    1  API contracts        not started  0/0
    2  Event schemas        not started  0/0
    3  Database isolation   not started  0/0
    4  Frontend to backend  not started  0/0
    5  Shared dependencies  not started  0/0

    from the sources; only the sources were asked for
    ");
}
