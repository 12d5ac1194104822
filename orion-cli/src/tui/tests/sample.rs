//! The seed's platform at nine in the morning, as the sources tell of it; and one much larger.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use orion_app::integration::{IntegrationReport, RowReport};
use orion_app::quality::{Figure, QualityReport, Unit};
use orion_app::request::{ClockReport, QueuedRequest, RequestRow};
use orion_app::stack::{Condition, PsReport, Runtime, ServiceStatus};
use orion_app::status::{
    BaseReport, CauseReport, DeliverableReport, EvidenceSource, GithubReport, InFlightReport,
    NamedWorkstream, ProgressReport, ProofKind, StatusReport, SummaryReport, WaitingReport,
    WorkstreamReport,
};
use orion_core::clock::{Motion, Standing};
use orion_core::evidence::OutcomeWord;
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::integration::{PointState, Row, Tally};
use orion_core::quality::{FigureName, Verdict};
use orion_core::request::{RequestKind, RequestState};
use orion_core::stack::ProjectName;
use orion_core::status::{CauseKind, StatusWord};

use crate::tui::logs::LogEntry;
use crate::tui::msg::{Allowance, Load, Msg, Requests};

pub(super) fn now() -> Timestamp {
    "2026-01-06T09:00:00Z".parse().unwrap()
}

fn before(minutes: i64) -> Timestamp {
    now() - SignedDuration::from_mins(minutes)
}

/// Everything, as it would come.
pub(super) fn answers() -> Vec<Msg> {
    vec![
        Msg::Status(Ok(Box::new(status(1)))),
        Msg::Integration(Ok(integration())),
        Msg::Quality(Ok(Box::new(quality()))),
        Msg::Services(Ok(services(1))),
        Msg::Loads(loads()),
        Msg::Requests(Ok(requests(1))),
        Msg::Queued(queued(1)),
        Msg::Allowance(Allowance {
            remaining: 4812,
            limit: 5000,
        }),
        Msg::Logs(vec![
            LogEntry::new(
                "gateway",
                r#"{"level":"INFO","message":"GET /v1/users","status":200}"#.into(),
            ),
            LogEntry::new(
                "auth",
                r#"{"level":"ERROR","message":"no \u001b[2J database"}"#.into(),
            ),
            LogEntry::new(
                "postgres",
                "database system is ready to accept connections".into(),
            ),
        ]),
    ]
}

/// The same answers, so many times as large.
pub(super) fn large() -> Vec<Msg> {
    vec![
        Msg::Status(Ok(Box::new(status(20)))),
        Msg::Integration(Ok(integration())),
        Msg::Quality(Ok(Box::new(quality()))),
        Msg::Services(Ok(services(10))),
        Msg::Requests(Ok(requests(1_000))),
        Msg::Queued(queued(1_000)),
        Msg::Logs(
            (0..10_000)
                .map(|nth| {
                    LogEntry::new(
                        "auth",
                        format!(r#"{{"level":"INFO","message":"line {nth}"}}"#),
                    )
                })
                .collect(),
        ),
    ]
}

/// Sources that have nothing.
pub(super) fn nothing() -> Vec<Msg> {
    let mut status = status(1);
    status.workstreams.clear();
    status.causes.clear();
    status.summary = SummaryReport::default();
    let mut integration = integration();
    integration.rows.clear();
    let mut quality = quality();
    quality.figures.clear();
    let mut services = services(1);
    services.services.clear();
    services.runtime = None;
    vec![
        Msg::Status(Ok(Box::new(status))),
        Msg::Integration(Ok(integration)),
        Msg::Quality(Ok(Box::new(quality))),
        Msg::Services(Ok(services)),
        Msg::Requests(Ok(Requests::default())),
    ]
}

fn id(text: &str) -> WorkstreamId {
    WorkstreamId::parse(text).unwrap()
}

fn issue(number: u64) -> IssueNumber {
    IssueNumber::new(number).unwrap()
}

fn status(times: u32) -> StatusReport {
    use StatusWord::{Blocked, Done, Review, Waiting, Wip};
    let rows = [
        ("auth", "Auth Service", Wip, 18, 18),
        ("user", "User Service", Review, 43, 43),
        ("notifications", "Notification Service", Blocked, 10, 30),
        ("gateway", "Gateway", Waiting, 0, 0),
        ("admin-ui", "Admin UI", Waiting, 0, 0),
        ("contracts", "Shared Contracts", Done, 100, 100),
        ("infrastructure", "Infrastructure", Wip, 75, 75),
        ("database", "Database", Wip, 62, 62),
        ("testing", "Testing", Wip, 38, 38),
        ("devops", "DevOps", Wip, 25, 25),
    ];
    let mut workstreams = Vec::new();
    for time in 0..times {
        for (place, (name, title, word, least, most)) in (1..).zip(rows) {
            workstreams.push(workstream(
                time * 10 + place,
                name,
                title,
                word,
                (least, most),
            ));
        }
    }
    StatusReport {
        schema: 1,
        project: "acme/platform".to_owned(),
        now: now(),
        base: BaseReport {
            branch: "main".to_owned(),
            reference: "refs/remotes/origin/main".to_owned(),
            commit: "3f9c2e1b7c0d4e5f60718293a4b5c6d7e8f90a1b".to_owned(),
            committed_at: before(95),
        },
        github: GithubReport {
            as_of: Some(now()),
            because: None,
        },
        summary: SummaryReport {
            done: 1,
            blocked: 1,
            review: 1,
            wip: 5,
            waiting: 2,
            late: 1,
            regressed: 0,
            unknown: 1,
        },
        workstreams,
        causes: vec![cause()],
    }
}

fn cause() -> CauseReport {
    CauseReport {
        kind: CauseKind::BlockerIssue,
        title: "Orders\u{1b}[2J are lost".to_owned(),
        number: Some(issue(7)),
        url: Some("https://github.example/acme/platform/issues/7".to_owned()),
        whose: vec![id("database")],
        since: Some(before(300)),
        days_at_stake: Some(1.5),
        stops: vec![id("notifications")],
        through: Vec::new(),
        next: "answer #7".to_owned(),
    }
}

fn workstream(
    number: u32,
    name: &str,
    title: &str,
    status: StatusWord,
    (least, most): (u8, u8),
) -> WorkstreamReport {
    let waits = status == StatusWord::Waiting;
    WorkstreamReport {
        id: id(name),
        number: Some(number),
        title: title.to_owned(),
        is_continuous: number >= 9,
        status,
        because: "some deliverables are proved".to_owned(),
        since: Some(before(60)),
        waiting: waits.then(|| WaitingReport {
            on: vec![NamedWorkstream {
                id: id("contracts"),
                title: "Contract".to_owned(),
            }],
            until: Some("2026-01-09".parse().unwrap()),
            is_ready: false,
        }),
        progress: ProgressReport {
            proved: f64::from(least),
            unknown: f64::from(most - least),
            total: 100.0,
            at_least_percent: Some(least),
            at_most_percent: Some(most),
            in_flight: 0.0,
        },
        deliverables: vec![deliverable()],
        in_flight: if status == StatusWord::Wip {
            vec![flight(name)]
        } else {
            Vec::new()
        },
        blockers: if status == StatusWord::Blocked {
            vec![cause()]
        } else {
            Vec::new()
        },
        days_late: Some(if name == "auth" { 1.5 } else { 0.0 }),
    }
}

fn deliverable() -> DeliverableReport {
    DeliverableReport {
        name: "token endpoint".to_owned(),
        weight: 1,
        proof: ProofKind::Test,
        subject: "auth::issues_tokens".to_owned(),
        outcome: OutcomeWord::Proved,
        share: Some(1.0),
        evidence: "it passed in target/nextest/junit.xml".to_owned(),
        source: EvidenceSource::TestRun,
        as_of: Some(before(30)),
        stale: None,
        last_known: None,
        regressed_since: None,
        in_flight_on: Vec::new(),
        reproduce: "cargo nextest run auth::issues_tokens".to_owned(),
    }
}

fn flight(name: &str) -> InFlightReport {
    InFlightReport {
        branch: format!("{name}/next"),
        commit: "9d1c12a4b5c6d7e8f90a1b3f9c2e1b7c0d4e5f60".to_owned(),
        commits: 3,
        files: 7,
        last_commit_at: before(20),
        conflicts: Vec::new(),
        pull_request: None,
    }
}

fn integration() -> IntegrationReport {
    use PointState::{Broken, Complete, NotStarted, Partial};
    let states = [Complete, Complete, Partial, Broken, NotStarted];
    let rows = Row::ALL.into_iter().zip(states).map(|(row, state)| {
        let note = match state {
            Partial => Some("`orders` has no migrations".to_owned()),
            Broken => Some("gateway calls auth's database".to_owned()),
            NotStarted | Complete => None,
        };
        let hold = match state {
            Complete => 12,
            Partial | Broken => 5,
            NotStarted => 0,
        };
        RowReport {
            row,
            title: row.title().to_owned(),
            state,
            tally: Tally {
                hold,
                of: 12,
                ..Tally::default()
            },
            note,
        }
    });
    IntegrationReport {
        schema: 1,
        live: None,
        why_static: Some("no stack runs".to_owned()),
        points: Vec::new(),
        rows: rows.collect(),
    }
}

fn figure(
    name: FigureName,
    unit: Unit,
    (value, target): (Option<f64>, f64),
    verdict: Verdict,
    trend: [f64; 7],
) -> Figure {
    Figure {
        name,
        value,
        is_lower_bound: false,
        unit,
        target: Some(target),
        verdict,
        because: value.is_none().then(|| "GitHub has not told".to_owned()),
        at: value.map(|_| before(45)),
        age_seconds: value.map(|_| 45 * 60),
        commit: None,
        origin: Vec::new(),
        trend: trend.map(Some).to_vec(),
    }
}

fn quality() -> QualityReport {
    let up = [78.0, 80.0, 81.0, 81.0, 82.0, 82.0, 85.0];
    let down = [9.0, 5.0, 5.0, 2.0, 0.0, 0.0, 0.0];
    let flat = [0.0; 7];
    QualityReport {
        schema: 1,
        now: now(),
        head: None,
        figures: vec![
            figure(
                FigureName::Coverage,
                Unit::Percent,
                (Some(85.0), 80.0),
                Verdict::Ok,
                up,
            ),
            figure(
                FigureName::LintErrors,
                Unit::Count,
                (Some(0.0), 0.0),
                Verdict::Ok,
                down,
            ),
            figure(
                FigureName::TypeErrors,
                Unit::Count,
                (Some(3.0), 0.0),
                Verdict::Stale,
                flat,
            ),
            figure(
                FigureName::OpenBlockers,
                Unit::Count,
                (Some(2.0), 0.0),
                Verdict::Missed,
                flat,
            ),
            figure(
                FigureName::ReviewTime,
                Unit::Hours,
                (None, 8.0),
                Verdict::Unknown,
                flat,
            ),
        ],
        coverage: Vec::new(),
        lint: Vec::new(),
        types: Vec::new(),
        reviews: None,
        last_record: None,
        no_trend_because: None,
    }
}

fn services(times: usize) -> PsReport {
    let one = |name: &str, condition, address: &str| ServiceStatus {
        name: name.to_owned(),
        condition,
        answer: (condition == Condition::NotReady).then(|| "503 Service Unavailable".to_owned()),
        addresses: vec![address.to_owned()],
        started_at: (condition != Condition::Exited).then(|| before(125).to_string()),
        exit_code: (condition == Condition::Exited).then_some(101),
        restarts: u64::from(condition == Condition::NotReady),
        image: Some(format!("{name}:1")),
        described: true,
    };
    let services = [
        one("auth", Condition::Ready, "http://127.0.0.1:7100"),
        one("user", Condition::NotReady, "http://127.0.0.1:7101"),
        one("notifications", Condition::Exited, "http://127.0.0.1:7102"),
        one("gateway", Condition::Ready, "http://127.0.0.1:7103"),
        one("postgres", Condition::Running, "127.0.0.1:5432"),
    ];
    PsReport {
        schema: 1,
        project: ProjectName::of("platform", b"/"),
        runtime: Some(Runtime::Docker),
        services: std::iter::repeat_n(services, times).flatten().collect(),
    }
}

fn loads() -> BTreeMap<String, Load> {
    let load = |name: &str, processor, mebibytes: u64| {
        let memory = mebibytes * 1024 * 1024;
        (name.to_owned(), Load { processor, memory })
    };
    BTreeMap::from([
        load("auth", Some(0.4), 14),
        load("user", Some(101.5), 1300),
        load("postgres", None, 64),
    ])
}

fn request(number: u64, title: &str, state: RequestState, left: i64) -> RequestRow {
    let is_decided = !state.is_undecided();
    RequestRow {
        number: issue(number),
        title: title.to_owned(),
        url: format!("https://github.example/acme/platform/issues/{number}"),
        state,
        since: before(600),
        ball: state.ball(),
        requester: Some("uma".to_owned()),
        subject: vec!["auth-api".to_owned()],
        owners: vec![id("contracts")],
        clock: ClockReport {
            used_seconds: 36_000,
            within_seconds: 86_400,
            motion: if is_decided {
                Motion::Stopped
            } else {
                Motion::Running
            },
            standing: if left < 0 {
                Standing::Overdue
            } else {
                Standing::OnTime
            },
            due: (!is_decided).then(|| before(-left)),
        },
    }
}

fn requests(times: u64) -> Requests {
    let mut requests = Requests::default();
    for time in 0..times {
        let number = time * 5 + 11;
        for (place, (kind, title, state, left)) in (0..).zip([
            (
                RequestKind::Contract,
                "a refresh token",
                RequestState::Requested,
                840,
            ),
            (
                RequestKind::Schema,
                "an index on users.email",
                RequestState::Requested,
                -130,
            ),
            (
                RequestKind::Contract,
                "drop the legacy field",
                RequestState::Approved,
                0,
            ),
            (
                RequestKind::Contract,
                "page numbers",
                RequestState::Released,
                0,
            ),
        ]) {
            let row = request(number + place, title, state, left);
            requests.open.push((kind, row));
        }
    }
    requests
}

/// What waits in the outbox.
pub(super) fn queued(times: u64) -> Vec<(RequestKind, QueuedRequest)> {
    let waiting = |time| QueuedRequest {
        key: format!("key-{time}"),
        title: "a name for devices".to_owned(),
        created_at: before(5),
        last_error: Some("there is no network".to_owned()),
    };
    (0..times)
        .map(|time| (RequestKind::Contract, waiting(time)))
        .collect()
}
