//! Requests, from their events to their state.

use insta::assert_snapshot;

use super::*;
use crate::config::{Member, Workspace, parse};
use crate::ownership::OwnershipMap;

const POLICY: &str = r#"
schema = 1
[project]
name = "shop"
[workstreams.contracts]
members = ["@grace", "grace@example.com"]
owns = [{ path = "contracts/", access = "exclusive" }]
[workstreams.database]
lead = "@dan"
owns = ["database/"]
[workstreams.auth]
members = ["@ada"]
owns = ["auth/", { path = "auth/migrations/", review = ["database"] }]
[workstreams.user]
members = ["@uma"]
owns = ["user/"]
[contracts]
documents = "contracts/{name}.json"
events = "contracts/events/{name}.json"
[databases.auth]
migrations = "auth/migrations/"
[services.auth]
workstream = "auth"
provides = ["auth-api"]
publishes = ["user.registered"]
database = "auth"
[services.user]
workstream = "user"
consumes = ["auth-api"]
subscribes = ["user.registered"]
"#;

fn workspace() -> Workspace {
    let parsed = parse(POLICY);
    parsed
        .workspace
        .unwrap_or_else(|| panic!("{:?}", parsed.diagnostics))
}

fn at(minute: i8) -> jiff::Timestamp {
    format!("2026-11-26T09:{minute:02}:00Z").parse().unwrap()
}

fn said(minute: i8, actor: &str, text: &str) -> Event {
    Event {
        at: at(minute),
        actor: Some(actor.to_owned()),
        kind: EventKind::Commented(text.to_owned()),
    }
}

fn labeled(minute: i8, actor: &str, label: &str) -> Event {
    Event {
        at: at(minute),
        actor: Some(actor.to_owned()),
        kind: EventKind::Labeled(label.to_owned()),
    }
}

fn read(events: &[Event]) -> Story {
    let may = |login: &str, _: RequestState| login.eq_ignore_ascii_case("grace");
    Story::read(at(0), Some("uma"), events, Trust::Roles(&may))
}

fn told(story: &Story) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{} since {}\n", story.state, story.since);
    for step in &story.steps {
        writeln!(text, "step {} by {:?}", step.to, step.by).unwrap();
    }
    for passed in &story.passed_over {
        writeln!(
            text,
            "not {} by {:?}: {:?}",
            passed.to, passed.by, passed.why
        )
        .unwrap();
    }
    for with in &story.with_owner {
        writeln!(text, "with the owner {} .. {}", with.from, with.to).unwrap();
    }
    writeln!(text, "waiting since {:?}", story.waiting_since).unwrap();
    text
}

#[test]
fn a_cycle_stops_the_clock_and_starts_it_again() {
    let story = read(&[
        said(10, "grace", "/changes name the field"),
        said(11, "ada", "me too"),
        said(20, "UMA", "named"),
        said(30, "Grace", "/approve"),
    ]);
    assert_snapshot!(told(&story), @r#"
    approved since 2026-11-26T09:30:00Z
    step changes-requested by Some("grace")
    step requested by Some("UMA")
    step approved by Some("Grace")
    with the owner 2026-11-26T09:00:00Z .. 2026-11-26T09:10:00Z
    with the owner 2026-11-26T09:20:00Z .. 2026-11-26T09:30:00Z
    waiting since None
    "#);
}

#[test]
fn of_two_decisions_at_once_the_first_stands() {
    let story = read(&[
        said(10, "grace", "/reject"),
        said(10, "grace", "/approve"),
        labeled(10, "grace", "orion:approved"),
    ]);
    assert_snapshot!(told(&story), @r#"
    rejected since 2026-11-26T09:10:00Z
    step rejected by Some("grace")
    not approved by Some("grace"): NotFrom(Rejected)
    with the owner 2026-11-26T09:00:00Z .. 2026-11-26T09:10:00Z
    waiting since None
    "#);
}

#[test]
fn only_an_owner_decides_by_word_or_label() {
    let story = read(&[
        said(1, "uma", "/approve"),
        labeled(2, "uma", "orion:approved"),
        labeled(3, "github-actions[bot]", "orion:approved"),
    ]);
    assert_snapshot!(told(&story), @r#"
    requested since 2026-11-26T09:00:00Z
    not approved by Some("uma"): NotAnOwner
    waiting since Some(2026-11-26T09:00:00Z)
    "#);
    assert_eq!(
        read(&[labeled(3, "grace", "orion:approved")]).state,
        RequestState::Approved
    );
}

#[test]
fn an_overview_takes_the_labels_as_they_are() {
    let story = Story::read(
        at(0),
        None,
        &[
            labeled(0, "uma", "contract-change"),
            labeled(0, "uma", "orion:requested"),
            said(4, "uma", "/approve"),
            labeled(5, "anyone", "orion:approved"),
        ],
        Trust::Labels,
    );
    assert_eq!(story.state, RequestState::Approved);
    assert_eq!(story.since, at(5));
    assert_eq!(story.with_owner.len(), 1);
}

#[test]
fn an_issue_that_is_closed_rests() {
    let event = |minute, kind| Event {
        at: at(minute),
        actor: None,
        kind,
    };
    let story = read(&[event(5, EventKind::Closed), event(7, EventKind::Reopened)]);
    assert_eq!(story.with_owner.len(), 1);
    assert_eq!(story.waiting_since, Some(at(7)));
}

#[test]
fn states_and_labels_are_each_others() {
    for state in RequestState::ALL {
        assert_eq!(RequestState::of_label(&state.label()), Some(state));
        assert!(!state.leads_to(state));
        assert!(!state.is_final() || RequestState::ALL.iter().all(|next| !state.leads_to(*next)));
    }
    assert_eq!(RequestState::of_label("requested"), None);
    assert_eq!(
        RequestKind::of(["bug", "schema-change"]),
        Some(RequestKind::Schema)
    );
}

#[test]
fn a_subject_is_read_from_an_issue_that_a_person_wrote() {
    let workspace = workspace();
    let body = "### Why\n\nauth-api is old\n\n### What changes\n\n- contract `auth-api`\n* event user.registered\n\
                contracts/src/token.rs\nand more\n\n### Which database\n\nauth\n";
    let subject = Subject::read(RequestKind::Schema, body, &workspace);
    assert_eq!(
        subject.names(),
        [
            "auth-api",
            "user.registered",
            "auth",
            "contracts/src/token.rs"
        ]
    );
    assert!(Subject::read(RequestKind::Contract, "auth-api", &workspace).is_empty());
}

#[test]
fn headings_in_what_somebody_wrote_are_not_the_requests() {
    let workspace = workspace();
    let body = "### Why\n\n```\n### What changes\n```\n### What changes\n\n- user.registered\n\n### What changes\n\n\
                - auth-api\n\n### Draft\n\n````diff\n```\n### What changes\n- user.registered\n````\n";
    let subject = Subject::read(RequestKind::Contract, body, &workspace);
    assert_eq!(subject.names(), ["auth-api"]);
}

#[test]
fn owners_and_consumers_come_from_the_file() {
    let workspace = workspace();
    let map = OwnershipMap::new(workspace.rules().cloned().collect());
    let named = |text: &str| {
        let mut subject = Subject::default();
        assert!(subject.add(text, &workspace), "{text}");
        let owners = owners_of(RequestKind::Contract, &subject, &workspace, &map);
        let consumers = consumers_of(&subject, &workspace, &map);
        let words = |ids: Vec<crate::ids::WorkstreamId>| {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            ids.join(" ")
        };
        format!("{} / {}", words(owners), words(consumers))
    };
    assert_eq!(named("auth-api"), "contracts / user");
    assert_eq!(named("contracts/auth-api.json"), "contracts / user");
    assert_eq!(named("user.registered"), "contracts / user");
    assert_eq!(named("contracts/src/token.rs"), "contracts / user");
    assert_eq!(named("user/src/main.rs"), "user / ");

    let mut schema = Subject::default();
    assert!(schema.set_database("auth", &workspace));
    assert!(!schema.clone().set_database("none", &workspace));
    let owners = owners_of(RequestKind::Schema, &schema, &workspace, &map);
    assert_eq!(owners.len(), 1);
    assert_eq!(owners[0].as_str(), "database");
}

#[test]
fn members_are_logins() {
    let workspace = workspace();
    let ids: Vec<_> = workspace
        .workstreams
        .iter()
        .map(|it| it.id.clone())
        .collect();
    let member = |login: &str| is_member(login, &ids[..2], &workspace);
    assert!(member("Grace") && member("dan"));
    assert!(!member("ada") && !member("grace@example.com"));
}

#[test]
fn a_team_tells_logins_once_it_was_looked_up() {
    let mut workspace = workspace();
    let id = workspace.workstreams[0].id.clone();
    let ids = [id];
    let team = Member::Team("acme/leads".to_owned());
    let address = Member::Email("ada@example.com".to_owned());
    workspace.workstreams[0].members = vec![team.clone(), address.clone(), team.clone()];
    assert!(!is_member("ada", &ids, &workspace));
    assert_eq!(unmatched_members(&ids, &workspace), [team, address.clone()]);
    let logins = vec!["ada".to_owned()];
    workspace.teams.insert("acme/leads".to_owned(), logins);
    assert!(is_member("Ada", &ids, &workspace));
    assert_eq!(unmatched_members(&ids, &workspace), [address]);
}

#[test]
fn a_notice_in_the_requesters_name_is_no_answer() {
    let said = |text: &str| {
        let event = |at: &str, actor: &str, text: &str| Event {
            at: at.parse().unwrap(),
            actor: Some(actor.to_owned()),
            kind: EventKind::Commented(text.to_owned()),
        };
        let events = [
            event("2026-11-26T09:00:00Z", "grace", "/changes which type?"),
            event("2026-11-26T10:00:00Z", "uma", text),
        ];
        let asked_at = "2026-11-26T08:00:00Z".parse().unwrap();
        let may = |login: &str, _: RequestState| login == "grace";
        Story::read(asked_at, Some("uma"), &events, Trust::Roles(&may)).state
    };
    assert_eq!(said("a string"), RequestState::Requested);
    let notice = "it does not count\n\n<!-- orion:key=0 -->";
    assert_eq!(said(notice), RequestState::ChangesRequested);
}

#[test]
fn each_step_has_its_people() {
    let workspace = workspace();
    let map = OwnershipMap::new(workspace.rules().cloned().collect());
    let who = [
        "grace",
        "dan",
        "ada",
        "uma",
        "GRACE",
        "eve",
        "github-actions[bot]",
    ];
    let may = |kind, subject: &Subject| {
        let roles = Roles::of(kind, subject, Some("eve"), &workspace, &map);
        let line = |to: RequestState| {
            let may: Vec<_> = who
                .iter()
                .filter(|login| roles.may(login, to, &workspace))
                .copied()
                .collect();
            format!("{to}: {}\n", may.join(" "))
        };
        RequestState::ALL.map(line).concat()
    };
    let mut contract = Subject::default();
    assert!(contract.add("auth-api", &workspace));
    assert_snapshot!(may(RequestKind::Contract, &contract), @r"
    requested: grace GRACE
    changes-requested: grace GRACE
    approved: grace GRACE
    rejected: grace GRACE
    implementing: grace GRACE
    released: grace GRACE
    adopted: grace uma GRACE github-actions[bot]
    ");
    let mut schema = Subject::default();
    assert!(schema.set_database("auth", &workspace));
    assert_snapshot!(may(RequestKind::Schema, &schema), @r"
    requested: dan
    changes-requested: dan
    approved: dan
    rejected: dan
    implementing: dan ada eve
    released: dan ada eve
    adopted: dan ada eve github-actions[bot]
    ");
}
