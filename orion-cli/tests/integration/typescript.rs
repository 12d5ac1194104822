//! A repository in TypeScript, as the workspaces of npm lay it out.

use insta::assert_snapshot;
use orion_testutils::TestRepository;

const POLICY: &str = r#"schema = 1
[project]
name = "acme"
base = "main"
[workstreams.all]
owns = ["**"]
[contracts]
documents = "packages/shared/contracts/{name}.yaml"
events = "packages/shared/events/{name}.json"
[databases.user]
dialect = "prisma"
migrations = "services/user/prisma/"
[services.user]
workstream = "all"
provides = ["user-api"]
publishes = ["user.registered"]
database = "user"
build = { context = "services/user" }
[services.notifications]
workstream = "all"
subscribes = ["user.registered", "user.deleted"]
consumes = ["user-api"]
build = { context = ".", dockerfile = "services/notifications/Dockerfile" }
"#;

#[test]
fn contracts_events_and_dependencies_are_read_there_too() {
    let repository = TestRepository::new();
    let files = [
        ("workstreams.toml", POLICY),
        (
            "package.json",
            "{\"workspaces\": [\"packages/*\", \"services/*\"], \"dependencies\": {\"@nestjs/core\": \"^11.0.0\"}}\n",
        ),
        (
            "packages/shared/package.json",
            "{\"name\": \"@acme/shared\"}\n",
        ),
        (
            "packages/shared/contracts/user-api.yaml",
            "openapi: 3.1.0\npaths:\n  /users:\n    get: {}\n",
        ),
        (
            "packages/shared/events/user.registered.json",
            "{\"type\": \"object\"}\n",
        ),
        (
            "services/user/package.json",
            "{\n  \"name\": \"@acme/user\",\n  \"dependencies\": {\n    \"@acme/shared\": \"workspace:*\",\n    \
             \"@nestjs/core\": \"^11.0.0\"\n  }\n}\n",
        ),
        (
            "services/user/prisma/schema.prisma",
            "model User {\n  id String @id\n}\n",
        ),
        (
            "services/user/prisma/migrations/1/migration.sql",
            "CREATE TABLE \"User\" (\n    \"id\" TEXT NOT NULL,\n    CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\")\n);\n",
        ),
        (
            "services/notifications/package.json",
            "{\n  \"name\": \"@acme/notifications\",\n  \"dependencies\": {\n    \"@nestjs/core\": \"^10.4.0\"\n  }\n}\n",
        ),
    ];
    for (path, content) in files {
        repository.write(path, content);
    }
    repository.git_ok(&["add", "--all"]);
    let mut command = repository.command(env!("CARGO_BIN_EXE_orion"));
    let outcome = repository.run(command.args(["integration", "--static"]));
    assert_eq!(outcome.code, 1);
    assert_snapshot!(outcome.stdout, @r#"
       POINT                STATE        CHECKS  NOT KNOWN
    1  API contracts        partial      3/4
    2  Event schemas        partial      4/5
    3  Database isolation   partial      3/4     1 check
    4  Frontend to backend  not started  0/1
    5  Shared dependencies  broken       1/2

    missing[INT004]: `notifications` consumes `user-api`, and is not built with `@acme/shared`
      --> services/notifications/package.json
       = next: add `@acme/shared` to the dependencies of `services/notifications/package.json`

    missing[INT013]: `notifications` subscribes to `user.deleted`, which nobody publishes
      --> workstreams.toml:21
       = next: add it to the `publishes` of the service that sends it

    not known[INT022]: Prisma's schema language is not read: only the SQL of its migrations is
      --> services/user/prisma/schema.prisma

    missing[INT030]: services provide contracts, and none is their gateway
      --> workstreams.toml
       = next: describe one: it `consumes` their contracts, has a port, and the front end `depends-on` it

    broken[INT040]: `@acme/notifications` names `@nestjs/core` ^10.4.0, and the root names ^11.0.0
      --> services/notifications/package.json:4
       = next: write `"@nestjs/core": "^11.0.0"`

    from the sources; only the sources were asked for
    "#);
}
