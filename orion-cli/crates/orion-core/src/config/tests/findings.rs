//! What is said of a broken file, whole.

use insta::assert_snapshot;

use super::{findings, with_frame};

#[test]
fn several_mistakes_of_syntax_at_once() {
    let source = "schema = 1\n[project\nname = \"shop\n\n[workstreams.auth]\nnumber = 1\nnumber = 2\nowns = [\"a\" \"b\"]\n";
    assert_snapshot!(findings(source), @r"
    error[CFG001] unclosed table, expected `]`
      --> 2:9-2:9 
      help: write the closing bracket that is expected
    error[CFG001] the key `number` is given twice
      --> 7:1-7:7 number
      help: keep one of the two; several values go into a list, and tables of a list under `[[…]]`
    error[CFG001] missing comma between array elements, expected `,`
      --> 8:13-8:13 
      help: write a comma between the two
    ");
}

#[test]
fn several_mistakes_of_all_kinds_at_once() {
    let source = r#"
schema = 1
[project]
nmae = "shop"
timezone = "Europe/Berln"
workdays = ["mon", "tuesday"]

[workstreams.auth]
title = 3
members = "@grace"
owns = ["/services/auth/", { path = "a/**b/", acess = "exclusive" }]
needs = ["contract", { on = "contracts", link = "sf" }]

[workstreams.contracts]
estimate = "2 days"
days = [0, 2]
"#;
    assert_snapshot!(findings(source), @r#"
    error[CFG006] `[project]` has no `name`
      --> 3:1-3:10 [project]
      help: add `name = "…"`
    error[CFG004] unknown key `nmae` in `[project]`
      --> 4:1-4:5 nmae
      help: did you mean `name`?
    error[CFG019] there is no time zone `Europe/Berln`
      --> 5:12-5:26 \"Europe/Berln\"
      help: did you mean `Europe/Berlin`?
    error[CFG007] `tuesday` is not a day of the week
      --> 6:20-6:29 \"tuesday\"
      help: write one of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`
    error[CFG005] expected a string, found an integer
      --> 9:9-9:10 3
      help: put it in quotes
    error[CFG005] expected an array, found a string
      --> 10:11-10:19 \"@grace\"
      help: put it in brackets: `["…"]`
    error[CFG021] the pattern starts with `/`
      --> 11:10-11:11 /
      help: every pattern starts at the repository's root: leave the `/` out, and write `**` for everything
    error[CFG021] `**` is not a whole component
      --> 11:40-11:42 **
      help: write `*` for any characters in one name, or `**` between slashes for any directories
    error[CFG004] unknown key `acess` in an entry of `owns`
      --> 11:47-11:52 acess
      help: did you mean `access`?
    error[CFG030] there is no workstream `contract`
      --> 12:10-12:20 \"contract\"
      help: did you mean `contracts`?
    error[CFG007] `sf` is not a link
      --> 12:49-12:53 \"sf\"
      help: did you mean `fs`?
    error[CFG016] `2 days` is not a number of days
      --> 15:12-15:20 \"2 days\"
      help: write working days, as in `"3d"`, `"0.5d"` or `"5-7d"`
    error[CFG009] 0 is out of range
      --> 16:9-16:10 0
      help: write a number from 1 to 100000
    "#);
}

#[test]
fn an_empty_file() {
    assert_snapshot!(findings(""), @r#"
    error[CFG006] the file has no `schema`
      --> 1:1-1:1 
      help: add `schema = 1`
    error[CFG006] the file has no `[project]`
      --> 1:1-1:1 
      help: add `[project]` with `name = "…"`
    "#);
}

#[test]
fn a_version_of_the_format_that_is_not_known() {
    assert_snapshot!(findings("schema = 2\n[project]\nname = \"shop\"\n"), @r"
    error[CFG003] schema version 2 is not known
      --> 1:10-1:11 2
      help: write `schema = 1`, or use a newer `orion`
    ");
}

#[test]
fn a_table_where_none_is() {
    let source =
        "schema = 1\nproject = \"shop\"\nworkstreams = 3\nservices = 2026-11-23\ngates = [1]\n";
    assert_snapshot!(findings(source), @r#"
    error[CFG005] expected a table, found a string
      --> 2:11-2:17 \"shop\"
      help: write it as a table: `{ key = … }`, or `[…]` on a line of its own
    error[CFG005] expected a table, found an integer
      --> 3:15-3:16 3
      help: write it as a table: `{ key = … }`, or `[…]` on a line of its own
    error[CFG005] expected a table, found a date
      --> 4:12-4:22 2026-11-23
      help: write it as a table: `{ key = … }`, or `[…]` on a line of its own
    error[CFG005] expected a table, found an array
      --> 5:9-5:12 [1]
      help: write it as a table: `{ key = … }`, or `[…]` on a line of its own
    "#);
}

#[test]
fn a_quoted_date_and_a_day_that_is_none() {
    let source = "schema = 1\n[project]\nname = \"shop\"\nstart = \"2026-11-23\"\nholidays = [2026-11-23T09:00:00]\n";
    assert_snapshot!(findings(source), @r#"
    error[CFG005] expected a date such as 2026-11-23, without quotes, found a string
      --> 4:9-4:21 \"2026-11-23\"
      help: write the date without quotes
    error[CFG014] expected a date, found a time
      --> 5:13-5:32 2026-11-23T09:00:00
      help: write the day alone, as in `2026-11-23`
    "#);
}

#[test]
fn a_secret_in_the_place_of_its_variable_is_not_repeated() {
    let source = with_frame(
        "[notices.slack]\nwebhook-env = \"https://hooks.slack.com/services/T0/B0/secret\"\n",
    );
    let found = crate::config::parse(&source).diagnostics;
    assert_eq!(found.len(), 1);
    assert!(!found[0].message.contains("secret"), "{}", found[0].message);
}

#[test]
fn two_owners_of_one_path() {
    let source = with_frame(
        r#"
[workstreams.auth]
owns = ["services/*/src/", "docs/auth.md"]

[workstreams.user]
owns = ["services/{user,mail}/src/", "services/*/src/"]
"#,
    );
    assert_snapshot!(findings(&source), @r#"
    error[CFG040] `auth` and `user` both own `services/x/src/x`
      --> 7:38-7:55 \"services/*/src/\"
          owned by `user`
      ... 4:9-4:26 \"services/*/src/\"
          owned by `auth`, by a pattern that is as specific
      help: make one of the patterns more specific, or leave these paths to one of the two
    "#);
}

#[test]
fn a_circle_of_needs_names_only_its_members() {
    let source = with_frame(
        r#"
[workstreams.contracts]

[workstreams.auth]
needs = ["contracts", "user"]

[workstreams.user]
needs = ["contracts", { on = "gateway", link = "ss" }]

[workstreams.gateway]
needs = ["auth"]

[workstreams.admin]
needs = ["gateway"]
"#,
    );
    assert_snapshot!(findings(&source), @r#"
    error[CFG051] workstreams wait on each other: `auth` → `user` → `gateway` → `auth`
      --> 6:23-6:29 \"user\"
          `auth` waits on `user`
      ... 9:30-9:39 \"gateway\"
          `user` waits on `gateway`
      ... 12:10-12:16 \"auth\"
          `gateway` waits on `auth`
      help: remove one of these
    "#);
}

#[test]
fn a_service_that_waits_for_itself() {
    let source =
        with_frame("[workstreams.a]\n[services.web]\nworkstream = \"a\"\ndepends-on = [\"web\"]\n");
    assert_snapshot!(findings(&source), @r#"
    error[CFG060] services wait for each other: `web` → `web`
      --> 5:15-5:20 \"web\"
          `web` waits on `web`
      help: remove one of these
    "#);
}

#[test]
fn names_that_are_nearly_right() {
    let source = with_frame(
        r#"
[workstreams.infra]
phases = [{ name = "libraries", estimate = "2d" }]

[workstreams.auth]
needs = [{ on = "infra", phase = "library" }]
owns = [{ path = "a/", review = ["infar"], access = "readonly" }]

[databases.auth]
server = "postgre"

[services.postgres]
workstream = "infrastructure"
image = "postgres:16"

[services.auth]
workstream = "auth"
provides = ["auth-api"]
publishes = ["user.registered"]
database = "auht"
depends-on = ["postgress"]

[services.gateway]
workstream = "auth"
consumes = ["auth_api"]
subscribes = ["user.register"]

[[gates.push.steps]]
name = "test"
run = "cargo test"

[[gates.push.steps]]
name = "coverage"
check = "covrage"
needs = ["tests"]
"#,
    );
    assert_snapshot!(findings(&source), @r#"
    error[CFG033] there is no phase `library`
      --> 7:34-7:43 \"library\"
      help: did you mean `libraries`?
    error[CFG030] there is no workstream `infar`
      --> 8:34-8:41 \"infar\"
      help: did you mean `infra`?
    error[CFG007] `readonly` is not an access
      --> 8:53-8:63 \"readonly\"
      help: did you mean `read-only`?
    error[CFG031] there is no service `postgre`
      --> 11:10-11:19 \"postgre\"
      help: did you mean `postgres`?
    error[CFG030] there is no workstream `infrastructure`
      --> 14:14-14:30 \"infrastructure\"
      help: add `[workstreams.infrastructure]`, or name one that is there
    error[CFG032] there is no database `auht`
      --> 21:12-21:18 \"auht\"
      help: did you mean `auth`?
    error[CFG031] there is no service `postgress`
      --> 22:15-22:26 \"postgress\"
      help: did you mean `postgres`?
    warning[CFG035] no service provides the contract `auth_api`
      --> 26:13-26:23 \"auth_api\"
      help: did you mean `auth-api`?
    warning[CFG036] no service publishes the event `user.register`
      --> 27:15-27:30 \"user.register\"
      help: did you mean `user.registered`?
    error[CFG007] `covrage` is not one of Orion's own checks
      --> 35:9-35:18 \"covrage\"
      help: did you mean `coverage`?
    error[CFG034] there is no step `tests`
      --> 36:10-36:17 \"tests\"
      help: did you mean `test`?
    "#);
}

#[test]
fn one_thing_said_twice_or_not_at_all() {
    let source = with_frame(
        r#"
[workstreams.auth]
deliverables = [
  { name = "a", proof = { path = "a", test = "b", issue = 1 } },
  { name = "b", proof = {} },
  { name = "c", proof = { path = "c", at-least = 2 } },
  { name = "c" },
]

[services.web]
workstream = "auth"
image = "web"
build = { package = "web", dockerfile = "Dockerfile" }
health = { http = "/", tcp = 80 }

[services.api]
workstream = "auth"
build = { binary = "api" }
health = { tcp = 80, port = 80 }

[[gates.push.steps]]
name = "test"
"#,
    );
    assert_snapshot!(findings(&source), @r#"
    error[CFG008] the proof has both `test` and `path`
      --> 5:34-5:37 \"a\"
      ... 5:46-5:49 \"b\"
          `test` is here
      help: keep one of the two
    error[CFG008] the proof has both `test` and `issue`
      --> 5:59-5:60 1
      ... 5:46-5:49 \"b\"
          `test` is here
      help: keep one of the two
    error[CFG008] the proof says nothing
      --> 6:25-6:27 {}
      help: give one of `test`, `path`, `glob`, `contract`, `issue`, `milestone`, `command`, `checklist`
    error[CFG008] `at-least` means nothing without `glob`
      --> 7:50-7:51 2
      help: add `glob`, or remove `at-least`
    error[CFG006] the deliverable has no `proof`
      --> 8:3-8:17 { name = \"c\" }
      help: add `proof = { path = "…" }`
    error[CFG010] the deliverable `c` is there twice
      --> 8:12-8:15 \"c\"
      ... 7:12-7:15 \"c\"
          first here
      help: remove one of the two, or write the name that was meant
    error[CFG008] the service has both `image` and `build`
      --> 14:9-14:55 { package = \"web\", dockerfile = \"Dockerfile\" }
      ... 13:9-13:14 \"web\"
          `image` is here
      help: keep one of the two
    error[CFG008] `build` has both `package` and `dockerfile`
      --> 14:41-14:53 \"Dockerfile\"
      ... 14:21-14:26 \"web\"
          `package` is here
      help: keep one of the two
    error[CFG006] `health` has no `port`
      --> 15:10-15:34 { http = \"/\", tcp = 80 }
      help: add `port = 8080`
    error[CFG008] `health` has both `http` and `tcp`
      --> 15:30-15:32 80
      ... 15:19-15:22 \"/\"
          `http` is here
      help: keep one of the two
    error[CFG008] `binary` means nothing without `package`
      --> 19:20-19:25 \"api\"
      help: add `package`, or remove `binary`
    error[CFG008] `port` means nothing without `http`
      --> 20:29-20:31 80
      help: add `http`, or remove `port`
    error[CFG008] the step says nothing
      --> 22:1-22:21 [[gates.push.steps]]
      help: give one of `run`, `check`
    "#);
}

#[test]
fn what_has_no_end_is_given_one() {
    let source = with_frame(
        r#"
[workstreams.testing]
continuous = true
days = [1, 2]
needs = ["auth"]

[workstreams.auth]
needs = ["testing"]
phases = [{ name = "one", days = [2, 1] }]
estimate = "5d"
"#,
    );
    assert_snapshot!(findings(&source), @r#"
    error[CFG052] `testing` is continuous, and has `days`
      --> 5:8-5:14 [1, 2]
      ... 4:14-4:18 true
          it is continuous by this
      help: remove `days`, or `continuous`
    error[CFG052] `testing` is continuous, and has `needs`
      --> 6:9-6:17 [\"auth\"]
      ... 4:14-4:18 true
          it is continuous by this
      help: remove `needs`, or `continuous`
    error[CFG052] `testing` is continuous: nothing can wait for it
      --> 9:10-9:19 \"testing\"
      ... 4:14-4:18 true
          it is continuous by this
      help: remove this need, or `continuous`
    error[CFG017] the window ends before it begins
      --> 10:34-10:40 [2, 1]
      help: write `days = [1, 2]`
    error[CFG053] `auth` has phases, and `estimate` beside them
      --> 11:12-11:16 \"5d\"
      ... 10:10-10:43 [{ name = \"one\", days = [2, 1] }]
          the phases are here
      help: move `estimate` to the phases
    "#);
}

#[test]
fn a_working_day_is_asked_for() {
    let source = with_frame(
        "[sla]\nmode = \"elapsed\"\nschema-review = { within = \"48h\", mode = \"business\" }\n",
    );
    assert_snapshot!(findings(&source), @r#"
    error[CFG070] a clock in `business` mode needs working hours
      --> 4:42-4:52 \"business\"
      help: add `hours = "09:00-17:00"` and `timezone = "Europe/Berlin"` to `[project]`
    "#);
}

#[test]
fn warnings_leave_the_file_usable() {
    let source = with_frame(
        r#"
[workstreams.auth]
owns = ["a", { path = "a/", review = ["auth"] }]
deliverables = [{ name = "api", proof = { contract = "auth-api" } }]

[services.one]
workstream = "auth"
database = "shop"
consumes = ["auth-api"]
subscribes = ["user.registered"]

[services.two]
workstream = "auth"
database = "shop"
"#,
    );
    assert_snapshot!(findings(&source), @r#"
    warning[CFG041] `auth` owns `a/` twice
      --> 4:23-4:27 \"a/\"
      ... 4:9-4:12 \"a\"
          this entry has the same pattern
      help: keep one of the two
    warning[CFG042] `auth` reviews its own paths
      --> 4:39-4:45 \"auth\"
      help: name the workstream that should look at it too, or leave `review` out
    warning[CFG035] no service provides the contract `auth-api`
      --> 5:54-5:64 \"auth-api\"
      help: add it to the `provides` of the service that serves it
    warning[CFG035] no service provides the contract `auth-api`
      --> 10:13-10:23 \"auth-api\"
      help: add it to the `provides` of the service that serves it
    warning[CFG036] no service publishes the event `user.registered`
      --> 11:15-11:32 \"user.registered\"
      help: add it to the `publishes` of the service that sends it
    warning[CFG062] `one` and `two` share the database `shop`
      --> 15:12-15:18 \"shop\"
      ... 9:12-9:18 \"shop\"
          `one` has it here
      help: give each its own, and let them speak by events or API calls
    "#);
    assert!(crate::config::parse(&source).workspace.is_some());
}
