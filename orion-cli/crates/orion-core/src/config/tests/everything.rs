//! A file with every key is read without a finding, and says what it says.

use std::time::Duration;

use jiff::civil::{Weekday, date};

use super::{EVERYTHING, findings};
use crate::config::{
    Build, BuiltInCheck, ClockMode, CommandLine, Estimate, GateName, LinkKind, Mention, Probe,
    Proof, Run, StepAction, UnownedPolicy, WorkingDays, Workspace, parse,
};
use crate::ids::WorkstreamId;
use crate::ownership::Access;

fn workspace() -> Workspace {
    assert_eq!(findings(EVERYTHING), "");
    parse(EVERYTHING).workspace.unwrap()
}

fn id(name: &str) -> WorkstreamId {
    WorkstreamId::parse(name).unwrap()
}

#[test]
fn the_project() {
    let project = workspace().project;
    assert_eq!(project.name, "shop");
    assert_eq!(project.repository.unwrap().to_string(), "acme/shop");
    assert_eq!(project.base, "trunk");
    assert_eq!(project.start, Some(date(2026, 11, 23)));
    assert_eq!(project.deadline, Some(date(2027, 1, 29)));
    assert!(!project.workdays.contains(Weekday::Friday));
    assert_eq!(
        project.time_zone.unwrap().iana_name(),
        Some("Europe/Berlin")
    );
    assert_eq!(project.holidays, [date(2026, 12, 25), date(2027, 1, 1)]);
}

#[test]
fn ownership() {
    let workspace = workspace();
    assert_eq!(workspace.ownership.unowned, UnownedPolicy::Deny);
    assert_eq!(workspace.ownership.baseline.len(), 2);
    let template = workspace.identity.branch.clone().unwrap();
    assert_eq!(
        (template.before.as_str(), template.after.as_str()),
        ("feature/", "-*")
    );
    let rules: Vec<String> = workspace
        .rules()
        .map(|rule| {
            let review: Vec<&str> = rule.review.iter().map(WorkstreamId::as_str).collect();
            let line = EVERYTHING.lines().nth(rule.line - 1).unwrap();
            assert!(line.contains(rule.pattern.as_str()), "{line}");
            let written = &EVERYTHING[rule.span.clone()];
            assert_eq!(written.trim_matches('"'), rule.pattern.as_str());
            format!(
                "{} {} {} {review:?} {}",
                rule.owner,
                rule.pattern.as_str(),
                rule.access.as_str(),
                rule.derived_from.len()
            )
        })
        .collect();
    insta::assert_snapshot!(rules.join("\n"), @r#"
    contracts contracts/ exclusive [] 0
    auth services/auth/ full [] 0
    auth services/auth/migrations/ approval ["contracts"] 0
    auth services/auth/Cargo.lock full [] 1
    auth services/auth/generated/ read-only [] 2
    testing tests/ shared [] 0
    "#);
    assert_eq!(workspace.rules().next().unwrap().access, Access::Exclusive);
}

#[test]
fn the_plan() {
    let workspace = workspace();
    let ids: Vec<&str> = workspace
        .workstreams
        .iter()
        .map(|workstream| workstream.id.as_str())
        .collect();
    assert_eq!(ids, ["contracts", "infra", "auth", "testing"]);
    let contracts = workspace.workstream(&id("contracts")).unwrap();
    assert_eq!(contracts.number, Some(6));
    assert_eq!(contracts.members.len(), 3);
    assert_eq!(contracts.leave[1].from, contracts.leave[1].to);
    assert!(
        matches!(contracts.estimate, Some(Estimate::Fixed(days)) if Some(days) == WorkingDays::new(2.0))
    );
    let infra = workspace.workstream(&id("infra")).unwrap();
    assert_eq!(infra.title, "infra");
    assert_eq!(infra.phases[0].title, "The libraries");
    assert!(matches!(
        infra.phases[1].estimate,
        Some(Estimate::ThreePoint { pessimistic, .. }) if Some(pessimistic) == WorkingDays::new(3.5)
    ));
    let auth = workspace.workstream(&id("auth")).unwrap();
    let links: Vec<(LinkKind, f64)> = auth
        .needs
        .iter()
        .map(|need| (need.link, need.lag.get()))
        .collect();
    assert_eq!(
        links,
        [
            (LinkKind::FinishToStart, 0.0),
            (LinkKind::FinishToStart, 0.0),
            (LinkKind::StartToStart, -0.5),
            (LinkKind::FinishToFinish, 1.0),
        ]
    );
    assert_eq!(auth.needs[1].phase.as_ref().unwrap().as_str(), "libraries");
    assert!(workspace.workstream(&id("testing")).unwrap().continuous);
}

#[test]
fn deliverables() {
    let workspace = workspace();
    let contracts = workspace.workstream(&id("contracts")).unwrap();
    assert_eq!(contracts.deliverables[0].weight.get(), 3);
    assert!(matches!(
        &contracts.deliverables[0].proof,
        Proof::Glob { at_least, .. } if at_least.get() == 3
    ));
    let auth = workspace.workstream(&id("auth")).unwrap();
    let proofs: Vec<&Proof> = auth
        .deliverables
        .iter()
        .map(|deliverable| &deliverable.proof)
        .collect();
    assert!(matches!(
        proofs.as_slice(),
        [
            Proof::Test(_),
            Proof::Path(_),
            Proof::Issue(_),
            Proof::Milestone(_),
            Proof::Command(CommandLine::Program(_)),
            Proof::Checklist(_),
        ]
    ));
}

#[test]
fn clocks_and_notices() {
    let workspace = workspace();
    let hours = |hours: u64| Duration::from_secs(hours * 3600);
    assert_eq!(workspace.sla.contract_review.within, hours(8));
    assert_eq!(workspace.sla.contract_review.mode, ClockMode::Business);
    assert_eq!(workspace.sla.schema_review.within, hours(48));
    assert_eq!(workspace.sla.schema_review.mode, ClockMode::Elapsed);
    let levels: Vec<(u8, Option<Duration>)> = workspace
        .escalation
        .iter()
        .map(|level| (level.level, level.respond_within))
        .collect();
    assert_eq!(
        levels,
        [(1, None), (2, Some(hours(2))), (4, Some(Duration::ZERO))]
    );
    assert_eq!(workspace.escalation[2].mention[0], Mention::Channel);
    assert_eq!(workspace.notices.slack.webhook_env.as_str(), "SHOP_SLACK");
    assert_eq!(workspace.notices.slack.users.len(), 2);
    assert_eq!(workspace.notices.webhook.url_env.as_str(), "SHOP_HOOK");
}

#[test]
fn services() {
    let workspace = workspace();
    let names: Vec<&str> = workspace
        .services
        .iter()
        .map(|service| service.name.as_str())
        .collect();
    assert_eq!(names, ["postgres", "auth", "gateway", "broker", "mail"]);
    let runs: Vec<&Run> = workspace
        .services
        .iter()
        .filter_map(|service| service.run.as_ref())
        .collect();
    assert!(matches!(
        runs.as_slice(),
        [
            Run::Image {
                command: Some(_),
                ..
            },
            Run::Build {
                build: Build::Container(_),
                command: None
            },
            Run::Build {
                build: Build::Binary(_),
                ..
            },
            Run::Image { command: None, .. },
            Run::Process(CommandLine::Shell(_)),
        ]
    ));
    let probes: Vec<&Probe> = workspace
        .services
        .iter()
        .filter_map(|service| Some(&service.health.as_ref()?.probe))
        .collect();
    assert!(matches!(
        probes.as_slice(),
        [
            Probe::Postgres(5432),
            Probe::Http { port: Some(80), .. },
            Probe::Exec(_),
            Probe::Amqp(5672),
            Probe::Tcp(1025),
        ]
    ));
    let env: Vec<String> = workspace.services[1]
        .env
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(env, ["RUST_LOG=info", "WORKERS=4", "PRETTY=true"]);
    assert_eq!(
        workspace.databases[0].server.as_ref().unwrap().as_str(),
        "postgres"
    );
    let document = workspace.contracts.documents.unwrap().path("auth-api");
    assert_eq!(document, "contracts/openapi/auth-api.json".into());
}

#[test]
fn gates_and_quality() {
    let workspace = workspace();
    let gates = &workspace.gates;
    assert_eq!(gates.pre_commit.timeout, Some(Duration::from_mins(1)));
    assert!(gates.pre_commit.steps[0].staged_only);
    assert!(gates.pre_commit.steps[0].fix.is_some());
    assert!(gates.push.steps[0].affected);
    assert_eq!(
        gates.get(GateName::Pr).includes,
        [GateName::PreCommit, GateName::Push]
    );
    assert_eq!(
        gates.pr.steps[1].action,
        StepAction::Check(BuiltInCheck::Approval)
    );
    assert_eq!(workspace.quality.coverage.unwrap().to_string(), "80.5 %");
    assert_eq!(workspace.quality.reports.lint.len(), 2);
}
