//! A shop in which all fits together, and what is said when one thing does not.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::rules::{foreign_login, lost_event, served_differs, unbound_event, unrouted_operation};
use super::*;
use crate::config::parse;

const POLICY_TEXT: &str = r#"schema = 1
[project]
name = "shop"
base = "main"
[workstreams.all]
[contracts]
documents = "contracts/openapi/{name}.json"
events = "contracts/events/{name}.json"
[databases.orders]
migrations = "services/orders/migrations/"
[databases.users]
migrations = "services/users/migrations/"
[services.users]
workstream = "all"
provides = ["users-api"]
publishes = ["user.gone"]
database = "users"
build = { package = "users" }
[services.users.env]
DATABASE_URL = "postgres://users@db/users"
[services.orders]
workstream = "all"
provides = ["orders-api"]
subscribes = ["user.gone"]
database = "orders"
build = { package = "orders" }
[services.orders.env]
DATABASE_URL = "postgres://orders@db/orders"
[services.gateway]
workstream = "all"
provides = ["gateway-api"]
consumes = ["users-api", "orders-api"]
ports = [80]
build = { package = "gateway" }
[services.web]
workstream = "all"
consumes = ["gateway-api"]
depends-on = ["gateway"]
build = { package = "web" }
"#;

fn api(paths: &[&str]) -> String {
    let paths: serde_json::Map<String, Value> = paths
        .iter()
        .map(|path| {
            (
                (*path).to_owned(),
                json!({"get": {"security": [{"token": []}]}}),
            )
        })
        .collect();
    json!({"openapi": "3.1.0", "paths": paths}).to_string()
}

fn files() -> BTreeMap<String, String> {
    let member = |name: &str| {
        let manifest = format!(
            "[package]\nname = \"{name}\"\n[dependencies]\nserde.workspace = true\ncontracts.workspace = true\n"
        );
        (format!("services/{name}/Cargo.toml"), manifest)
    };
    let mut files: BTreeMap<String, String> =
        ["users", "orders", "gateway", "web"].map(member).into();
    let more: [(&str, String); 10] = [
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"services/*\", \"contracts\"]\n[workspace.dependencies]\nserde = \"1\"\n\
             contracts = { path = \"contracts\" }\n"
                .to_owned(),
        ),
        ("contracts/Cargo.toml", "[package]\nname = \"contracts\"\n".to_owned()),
        (
            "Cargo.lock",
            "[[package]]\nname = \"users\"\nversion = \"0.1.0\"\ndependencies = [\"serde\"]\n\n\
             [[package]]\nname = \"orders\"\nversion = \"0.1.0\"\ndependencies = [\"serde\"]\n\n\
             [[package]]\nname = \"serde\"\nversion = \"1.0.0\"\nsource = \"registry\"\n"
                .to_owned(),
        ),
        ("contracts/openapi/users-api.json", api(&["/users", "/users/{id}"])),
        ("contracts/openapi/orders-api.json", api(&["/orders"])),
        ("contracts/openapi/gateway-api.json", api(&["/health"])),
        ("contracts/events/user.gone.json", "{\"type\": \"object\"}".to_owned()),
        (
            "services/users/migrations/1.sql",
            "CREATE TABLE users (id text PRIMARY KEY);\n".to_owned(),
        ),
        (
            "services/orders/migrations/1.sql",
            "CREATE TABLE orders (id text PRIMARY KEY, first text REFERENCES orders (id));\n".to_owned(),
        ),
        ("services/orders/migrations/notes.txt", "REFERENCES users".to_owned()),
    ];
    files.extend(more.map(|(path, text)| (path.to_owned(), text)));
    files
}

/// What is said of the shop with these replacements, each a file, what is in it, and what comes in its place. An
/// empty part to be replaced takes the whole file away, or makes a new one.
#[track_caller]
fn said(replacements: &[(&str, &str, &str)]) -> String {
    let mut policy = POLICY_TEXT.to_owned();
    let mut files = files();
    for (path, from, to) in replacements {
        if *path == POLICY {
            assert!(policy.contains(from), "{from}");
            policy = policy.replacen(from, to, 1);
        } else if from.is_empty() && to.is_empty() {
            files.remove(*path).unwrap();
        } else if from.is_empty() {
            files.insert((*path).to_owned(), (*to).to_owned());
        } else {
            let text = files.get_mut(*path).unwrap();
            assert!(text.contains(from), "{from}");
            *text = text.replacen(from, to, 1);
        }
    }
    let workspace = parse(&policy).workspace.expect("a policy without errors");
    files.retain(|path, _| is_wanted(&workspace, path));
    let sources = Sources {
        workspace: &workspace,
        policy: &policy,
        files,
    };
    let checks = check_sources(&sources).checks;
    let told = checks.iter().filter_map(|check| told(&check.outcome));
    told.collect::<Vec<_>>().join("\n")
}

fn told(outcome: &Outcome) -> Option<String> {
    let at = |place: &Place| match place {
        Place::File { path, line } => {
            let line = line.map_or_else(String::new, |line| format!(":{line}"));
            format!("{path}{line}")
        }
        Place::Service { name } => name.clone(),
    };
    match outcome {
        Outcome::Holds => None,
        Outcome::Fails(finding) => Some(format!(
            "{} {} {:?}: {} → {}",
            finding.code,
            at(&finding.place),
            finding.weight,
            finding.message,
            finding.next
        )),
        Outcome::Unknown(unknown) => Some(format!(
            "{} {} ?: {}",
            unknown.code,
            at(&unknown.place),
            unknown.reason
        )),
    }
}

#[test]
fn in_the_shop_all_fits_together() {
    assert_eq!(said(&[]), "");
}

#[test]
fn contracts_are_written_down() {
    let users = "contracts/openapi/users-api.json";
    insta::assert_snapshot!(said(&[(users, "", "")]), @"INT001 workstreams.toml:15 Missing: `users` provides `users-api`, which has no document → write `contracts/openapi/users-api.json`, or `orion contract request` asks its owner for it");
    insta::assert_snapshot!(said(&[(users, "", "{\n  \"a\": <<<<")]), @"INT002 contracts/openapi/users-api.json:2 Broken: `contracts/openapi/users-api.json` cannot be read: expected value at line 2 column 8 → mend the document, or generate it again from its sources");
    insta::assert_snapshot!(said(&[(users, "", "{}")]), @"INT002 contracts/openapi/users-api.json Broken: `contracts/openapi/users-api.json` is no OpenAPI document → mend the document, or generate it again from its sources");
    insta::assert_snapshot!(said(&[("contracts/openapi/gateway-api.json", "", "{\"openapi\": \"3.1.0\", \"paths\": {}}")]), @"INT002 contracts/openapi/gateway-api.json Broken: `contracts/openapi/gateway-api.json` describes no operation → mend the document, or generate it again from its sources");
    insta::assert_snapshot!(said(&[(POLICY, "documents = \"contracts/openapi/{name}.json\"\n", "")]), @r#"
    INT001 workstreams.toml:14 Missing: nothing says where the document of `users-api` is → add `[contracts]` with `documents = "contracts/openapi/{name}.json"`
    INT001 workstreams.toml:22 Missing: nothing says where the document of `orders-api` is → add `[contracts]` with `documents = "contracts/openapi/{name}.json"`
    INT001 workstreams.toml:30 Missing: nothing says where the document of `gateway-api` is → add `[contracts]` with `documents = "contracts/openapi/{name}.json"`
    "#);
    insta::assert_snapshot!(said(&[(POLICY, "consumes = [\"gateway-api\"]", "consumes = [\"gateway-api\", \"billing-api\"]")]), @"INT003 workstreams.toml:37 Missing: `web` consumes `billing-api`, which nobody provides → add it to the `provides` of the service that serves it");
}

#[test]
fn consumers_build_with_what_they_consume() {
    insta::assert_snapshot!(said(&[("services/web/Cargo.toml", "contracts.workspace = true\n", "")]), @"INT004 services/web/Cargo.toml Missing: `web` consumes `gateway-api`, and is not built with `contracts` → add `contracts` to the dependencies of `services/web/Cargo.toml`");
    insta::assert_snapshot!(said(&[("services/web/Cargo.toml", "", "")]), @"INT004 workstreams.toml:37 ?: which package `web` is built from is not known");
    insta::assert_snapshot!(said(&[("contracts/Cargo.toml", "", "")]), @"
    INT004 workstreams.toml:32 ?: no package holds `contracts/openapi/users-api.json`, so nobody can depend on it
    INT004 workstreams.toml:32 ?: no package holds `contracts/openapi/orders-api.json`, so nobody can depend on it
    INT004 workstreams.toml:37 ?: no package holds `contracts/openapi/gateway-api.json`, so nobody can depend on it
    ");
    let npm = "{\"name\": \"contracts\"}";
    insta::assert_snapshot!(said(&[("contracts/Cargo.toml", "", ""), ("contracts/package.json", "", npm)]), @"
    INT004 workstreams.toml:32 ?: `services/gateway/Cargo.toml` and `contracts/package.json` are packages of two languages
    INT004 workstreams.toml:32 ?: `services/gateway/Cargo.toml` and `contracts/package.json` are packages of two languages
    INT004 workstreams.toml:37 ?: `services/web/Cargo.toml` and `contracts/package.json` are packages of two languages
    ");
}

#[test]
fn events_have_schemas_and_listeners() {
    let event = "contracts/events/user.gone.json";
    insta::assert_snapshot!(said(&[(event, "", "")]), @"INT010 workstreams.toml:16 Missing: `users` publishes `user.gone`, which has no schema → write `contracts/events/user.gone.json`, or `orion contract request` asks its owner for it");
    insta::assert_snapshot!(said(&[(event, "", "{}")]), @"INT011 contracts/events/user.gone.json Broken: `contracts/events/user.gone.json` says nothing of the event → mend the schema, or generate it again from its sources");
    insta::assert_snapshot!(said(&[(event, "", "[]")]), @"INT011 contracts/events/user.gone.json Broken: `contracts/events/user.gone.json` is no JSON Schema → mend the schema, or generate it again from its sources");
    insta::assert_snapshot!(said(&[(event, "", "{\n")]), @"INT011 contracts/events/user.gone.json:2 Broken: `contracts/events/user.gone.json` cannot be read: EOF while parsing an object at line 2 column 0 → mend the schema, or generate it again from its sources");
    insta::assert_snapshot!(said(&[(POLICY, "subscribes = [\"user.gone\"]", "subscribes = [\"user.here\"]")]), @"
    INT012 workstreams.toml:16 Missing: `users` publishes `user.gone`, and nobody subscribes to it → add it to the `subscribes` of whoever listens, or publish it no more
    INT013 workstreams.toml:24 Missing: `orders` subscribes to `user.here`, which nobody publishes → add it to the `publishes` of the service that sends it
    ");
    insta::assert_snapshot!(said(&[(POLICY, "events = \"contracts/events/{name}.json\"\n", "")]), @r#"INT010 workstreams.toml:15 Missing: nothing says where the schema of `user.gone` is → add `[contracts]` with `events = "contracts/events/{name}.json"`"#);
}

#[test]
fn databases_are_apart() {
    let orders = "services/orders/migrations/2.sql";
    insta::assert_snapshot!(said(&[(orders, "", "\nALTER TABLE orders ADD COLUMN user_id text\n  REFERENCES users (id);")]), @"INT021 services/orders/migrations/2.sql:3 Broken: a foreign key of `orders` points at `users` of `users` → keep the identifier without a foreign key, and learn of changes from events");
    insta::assert_snapshot!(said(&[(orders, "", "CREATE TABLE a (b text REFERENCES nobody);")]), @"INT021 services/orders/migrations/2.sql:1 Broken: a foreign key of `orders` points at `nobody`, which no migration of it creates → keep the identifier without a foreign key, and learn of changes from events");
    insta::assert_snapshot!(said(&[(orders, "", "CREATE TABLE a (b text REFERENCES users.orders);")]), @"INT021 services/orders/migrations/2.sql:1 Broken: a foreign key of `orders` points at `users.orders` of `users` → keep the identifier without a foreign key, and learn of changes from events");
    insta::assert_snapshot!(said(&[(orders, "", "CREATE VIEW a AS\nSELECT * FROM users.users;")]), @"INT022 services/orders/migrations/2.sql:2 Broken: a migration of `orders` reaches for `users.users` of `users` → ask `users` by its API, or keep a copy that its events bring up to date");
    insta::assert_snapshot!(said(&[(orders, "", "CREATE SCHEMA users; CREATE TABLE users.a (b text); SELECT * FROM public.orders;")]), @"");
    insta::assert_snapshot!(said(&[(orders, "", "CREATE EXTENSION dblink;")]), @"INT022 services/orders/migrations/2.sql:1 Broken: a migration of `orders` opens a way to another server: the extension `dblink` → ask the other service by its API, or keep a copy that its events bring up to date");
    insta::assert_snapshot!(said(&[(orders, "", "DO SOMETHING ODD;")]), @"INT022 services/orders/migrations/2.sql:1 ?: the statement is not understood, and not judged: sql parser error: Expected: an SQL statement, found: DO at Line: 1, Column: 1");
    insta::assert_snapshot!(said(&[(POLICY, "postgres://orders@db/orders", "postgres://orders@db/users")]), @"INT023 workstreams.toml:28 Broken: `DATABASE_URL` of `orders` leads to the database `users`, which is another service's → take it away, and ask that service by its API or learn from its events");
    insta::assert_snapshot!(said(&[(POLICY, "postgres://orders@db/orders", "postgres://users@db/orders")]), @"INT023 workstreams.toml:28 Broken: `DATABASE_URL` of `orders` names the role `users`, which is another service's → take it away, and ask that service by its API or learn from its events");
    insta::assert_snapshot!(said(&[("services/users/migrations/1.sql", "", "")]), @"INT024 workstreams.toml:12 Missing: the database `users` of `users` has no migration → add the first migration below `services/users/migrations`, and `git add` it");
    insta::assert_snapshot!(said(&[(POLICY, "database = \"orders\"", "database = \"users\"")]), @"INT020 workstreams.toml:25 Broken: `users` and `orders` share the database `users` → give each its own, and let them speak by events or API calls");
    insta::assert_snapshot!(said(&[("services/users/migrations/1.sql", "", ""), ("services/users/migrations/schema.prisma", "", "model A {}")]), @"INT022 services/users/migrations/schema.prisma ?: Prisma's schema language is not read: only the SQL of its migrations is");
}

#[test]
fn the_gateway_knows_every_contract() {
    insta::assert_snapshot!(said(&[(POLICY, "consumes = [\"users-api\", \"orders-api\"]", "consumes = [\"users-api\"]")]), @"INT031 workstreams.toml:32 Missing: the gateway `gateway` does not consume `orders-api` of `orders` → let it route the operations, and add `orders-api` to its `consumes`");
    insta::assert_snapshot!(said(&[(POLICY, "[services.gateway]", "[services.door]"), (POLICY, "depends-on = [\"gateway\"]\n", "")]), @"INT030 workstreams.toml Missing: services provide contracts, and none is their gateway → describe one: it `consumes` their contracts, has a port, and the front end `depends-on` it");
    let aggregate = api(&["/health", "/users", "/orders"]);
    insta::assert_snapshot!(said(&[("contracts/openapi/gateway-api.json", "", &aggregate)]), @"INT032 contracts/openapi/gateway-api.json Broken: `GET /users/{id}` of `users-api` is not among what the gateway offers → route it in `gateway`");
}

#[test]
fn dependencies_are_inherited() {
    insta::assert_snapshot!(said(&[("services/web/Cargo.toml", "serde.workspace = true", "serde = \"1.0.5\"")]), @"INT040 services/web/Cargo.toml:4 Broken: `web` names `serde` 1.0.5 itself, which the workspace lists → write `serde.workspace = true`");
    insta::assert_snapshot!(said(&[("services/web/Cargo.toml", "[package]", "[package")]), @"
    INT004 workstreams.toml:37 ?: which package `web` is built from is not known
    INT040 services/web/Cargo.toml:1 ?: `services/web/Cargo.toml` cannot be read: unclosed table, expected `]`
    ");
    let second = "dependencies = [\"serde 2.0.0\"]\n\n[[package]]\nname = \"serde\"\nversion = \"2.0.0\"\nsource = \"registry\"\n";
    insta::assert_snapshot!(said(&[("Cargo.lock", "dependencies = [\"serde\"]\n", "dependencies = [\"serde 1.0.0\"]\n"), ("Cargo.lock", "dependencies = [\"serde\"]\n", second)]), @"INT041 Cargo.lock:12 Broken: `serde` is built in 2 versions: 1.0.0 in `users`, 2.0.0 in `orders` → let every member inherit it from the workspace, and resolve again");
    insta::assert_snapshot!(said(&[("Cargo.lock", "[[package]]", "[[package")]), @"INT041 Cargo.lock ?: `Cargo.lock` cannot be read: unclosed array table, expected `]]`");
    let root = "{\"workspaces\": [\"apps/*\"], \"dependencies\": {\"nest\": \"^10.0.0\"}}";
    let web = "{\n  \"name\": \"web\",\n  \"dependencies\": {\n    \"nest\": \"^9.0.0\"\n  }\n}\n";
    insta::assert_snapshot!(said(&[("package.json", "", root), ("apps/web/package.json", "", web)]), @r#"INT040 apps/web/package.json:4 Broken: `web` names `nest` ^9.0.0, and the root names ^10.0.0 → write `"nest": "^10.0.0"`"#);
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "what is judged is handed over"
)]
fn judged(check: Check) -> String {
    told(&check.outcome).unwrap_or_else(|| "holds".to_owned())
}

#[test]
fn what_is_served_is_compared_with_what_is_written() {
    let written: Value = serde_json::from_str(&api(&["/a", "/b"])).unwrap();
    let judge = |document: &Value, serves_more: bool, change: &dyn Fn(&mut Value)| {
        let mut served = document.clone();
        change(&mut served);
        let service = served_differs::Service {
            name: "users",
            contract: "users-api",
            document,
            serves_more,
        };
        let path = "/openapi.json".to_owned();
        judged(served_differs::judge(
            service,
            &Served::Document {
                path,
                document: served,
            },
        ))
    };
    let same = |_: &mut Value| {};
    let lacks = |served: &mut Value| {
        served["paths"].as_object_mut().unwrap().remove("/b");
    };
    let more = |served: &mut Value| served["paths"]["/c"] = json!({"post": {}});
    let other = |served: &mut Value| served["paths"]["/a"]["get"]["summary"] = json!("x");
    let unsecured = |served: &mut Value| {
        served["paths"]["/a"]["get"]["security"] = json!([]);
    };
    let titled = |served: &mut Value| served["info"] = json!({"title": "x"});
    insta::assert_snapshot!(
        [
            judge(&written, false, &same),
            judge(&written, false, &lacks),
            judge(&written, false, &more),
            judge(&written, false, &other),
            judge(&written, false, &titled),
            judge(&written, true, &more),
            judge(&written, true, &titled),
            judge(&written, true, &lacks),
            judge(&written, true, &other),
            judge(&written, true, &unsecured),
        ]
        .join("\n"),
        @"
        holds
        INT005 users Broken: what `users` serves is not `users-api`: `GET /b` is not served → build it from the contract as it is, and `orion up`
        INT005 users Broken: what `users` serves is not `users-api`: `POST /c` is served and not written down → build it from the contract as it is, and `orion up`
        INT005 users Broken: what `users` serves is not `users-api`: `GET /a` is described in another way → build it from the contract as it is, and `orion up`
        INT005 users Broken: what `users` serves is not `users-api`: `/info` differs → build it from the contract as it is, and `orion up`
        holds
        holds
        INT005 users Broken: what `users` serves is not `users-api`: `GET /b` is not served → build it from the contract as it is, and `orion up`
        holds
        INT005 users Broken: what `users` serves is not `users-api`: `GET /a` is described in another way → build it from the contract as it is, and `orion up`
        "
    );
    let service = served_differs::Service {
        name: "users",
        contract: "users-api",
        document: &written,
        serves_more: false,
    };
    insta::assert_snapshot!(judged(served_differs::judge(service, &Served::Nowhere)), @"INT005 users Broken: `users` serves no document of `users-api` → build it from the contract as it is, and `orion up`");
    let away = Served::Unreachable("connection refused".to_owned());
    insta::assert_snapshot!(judged(served_differs::judge(service, &away)), @"INT005 users ?: what `users` serves of `users-api` is not known: connection refused");
}

fn binding(exchange: &str, queue: &str, key: &str) -> Binding {
    Binding {
        exchange: exchange.to_owned(),
        queue: queue.to_owned(),
        key: key.to_owned(),
    }
}

#[test]
fn events_have_a_way_to_each_who_waits() {
    let services = ["users", "orders", "user"];
    let judge = |queue: &str, key: &str| {
        let bindings = [binding("events", queue, key)];
        judged(unbound_event::judge(
            "orders",
            "user.gone",
            &services,
            &bindings,
        ))
    };
    insta::assert_snapshot!(
        [
            judge("shop.orders", "user.*"),
            judge("users", "user.gone"),
            judge("reorders", "user.gone"),
            judge("orders", "user.here"),
        ]
        .join("\n"),
        @"
        holds
        INT014 orders Broken: `orders` subscribes to `user.gone`, and no queue of it is bound to that → let it bind its queue when it starts, and `orion restart orders`
        INT014 orders ?: whether the queue `reorders`, which gets `user.gone`, is that of `orders` is not known
        INT014 orders Broken: `orders` subscribes to `user.gone`, and no queue of it is bound to that → let it bind its queue when it starts, and `orion restart orders`
        "
    );
}

#[test]
fn a_probe_goes_where_the_events_go_and_disturbs_nobody() {
    let bindings = [
        binding("", "orders", "orders"),
        binding("log", "log", "#"),
        binding("events", "orders", "user.*"),
        binding("events", "users", "order.paid"),
    ];
    let events = ["user.gone", "order.paid"];
    assert_eq!(lost_event::exchange(&events, &bindings), Some("events"));
    assert_eq!(lost_event::exchange(&["other"], &bindings[2..]), None);
    assert_eq!(
        lost_event::disturbed("events", "orion.probe.1", &bindings),
        None
    );
    assert_eq!(
        lost_event::disturbed("log", "orion.probe.1", &bindings),
        Some("log")
    );
    insta::assert_snapshot!(
        [Probed::Arrived, Probed::Lost(5), Probed::Unknown("connection refused".to_owned())]
            .map(|probed| judged(lost_event::judge("rabbitmq", &probed)))
            .join("\n"),
        @"
        holds
        INT015 rabbitmq Broken: an event that `rabbitmq` took did not arrive within 5 s → `orion logs rabbitmq` shows what it says
        INT015 rabbitmq ?: whether an event crosses `rabbitmq` is not known: connection refused
        "
    );
}

#[test]
fn only_who_is_let_in_at_home_can_be_refused_elsewhere() {
    let refused = || Login::Refused("42501: permission denied".to_owned());
    let away = || Login::Unknown("connection refused".to_owned());
    insta::assert_snapshot!(
        [
            (Login::Accepted, refused()),
            (Login::Accepted, Login::Accepted),
            (refused(), refused()),
            (Login::Accepted, away()),
            (away(), refused()),
        ]
        .map(|(own, other)| judged(foreign_login::judge("orders", "users", &own, &other)))
        .join("\n"),
        @r#"
        holds
        INT025 orders Broken: the database `users` lets `orders` in → take its right away: `REVOKE ALL ON DATABASE "users" FROM PUBLIC`, and from its role
        INT025 orders ?: whether `orders` is refused by `users` is not known: its own database refuses it too: 42501: permission denied
        INT025 orders ?: whether `orders` is refused by `users` is not known: connection refused
        INT025 orders ?: whether `orders` is refused by `users` is not known: connection refused
        "#
    );
}

#[test]
fn any_answer_proves_a_route_but_those_of_nobody() {
    let answer = |status: u16, body: &str| Answer {
        status,
        body: body.to_owned(),
    };
    let document: Value = serde_json::from_str(&api(&["/users", "/users/{id}"])).unwrap();
    let operations = operations(&document).unwrap();
    let unrouted = answer(404, "{\"type\": \"not-found\", \"instance\": \"/probe\"}");
    let judge = |nth: usize, answer: Result<Answer, String>| {
        let operation = &operations[nth];
        judged(unrouted_operation::judge(
            "gateway",
            "users-api",
            operation,
            &unrouted,
            &answer,
        ))
    };
    insta::assert_snapshot!(
        [
            judge(0, Ok(answer(401, ""))),
            judge(0, Ok(answer(404, "{\"type\": \"not-found\", \"instance\": \"/users\"}"))),
            judge(1, Ok(answer(404, "{\"type\": \"not-found\", \"instance\": \"/users/0\"}"))),
            judge(1, Ok(answer(404, "{\"type\": \"no-such-user\"}"))),
            judge(0, Ok(answer(405, ""))),
            judge(0, Ok(answer(429, ""))),
            judge(0, Ok(answer(503, ""))),
            judge(0, Err("connection refused".to_owned())),
            judged(unrouted_operation::not_asked("gateway", &operations[0])),
        ]
        .join("\n"),
        @"
        holds
        INT032 gateway Broken: `gateway` does not route `GET /users` of `users-api` → route it in `gateway`, and `orion up`
        INT032 gateway ?: whether `gateway` routes `GET /users/{id}` is not known: it answers 404, as it does for a path that nobody has
        holds
        INT032 gateway Broken: `gateway` knows the path of `GET /users` of `users-api`, and not the method → route it in `gateway`, and `orion up`
        INT032 gateway ?: whether `gateway` routes `GET /users` is not known: it answers 429: too many requests
        INT032 gateway Broken: `GET /users` of `users-api` is answered 503 by `gateway` → `orion ps` says how the service behind it fares
        INT032 gateway ?: whether `gateway` routes `GET /users` is not known: connection refused
        INT032 gateway ?: whether `gateway` routes `GET /users` is not asked: it takes no credentials and no body, so asking would take effect
        "
    );
}
