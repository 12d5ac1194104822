//! A repository of two workstreams whose figures are measured.

use std::fs;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use orion_adapters::git::{GitEnvironment, GitRepository};
use orion_adapters::quality::{QualityRecordFile, QualityReportFiles};
use orion_app::quality::{Figure, Known, Measured, QualityReport, quality};
use orion_core::config;
use orion_core::quality::PullRequest;
use orion_testutils::TestRepository;

const POLICY: &str = r#"
schema = 1
[project]
name = "shop"
base = "main"
[workstreams.auth]
owns = ["auth/"]
[workstreams.web]
owns = ["web/"]
[quality]
coverage = 80
lint-errors = 0
type-errors = 0
open-blockers = 1
review-time = "8h"
[quality.reports]
coverage = ["target/*.info", "target/cov.{xml,json}"]
lint = "target/lint.json"
types = "target/types.txt"
"#;

/// Noon of the day after everything in the repository was written.
pub(crate) fn noon() -> Timestamp {
    "2026-02-02T12:00:00Z".parse().unwrap()
}

/// The repository, with sources of the day before and no report.
pub(crate) fn world() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write(".gitignore", "/target\n");
    repository.write("auth/lib.rs", "one\n");
    repository.write("auth/log in.rs", "one\n");
    repository.write("web/app.ts", "one\n");
    repository.write("README.md", "one\n");
    repository.commit_all("first");
    for file in [
        "workstreams.toml",
        ".gitignore",
        "auth/lib.rs",
        "auth/log in.rs",
        "web/app.ts",
        "README.md",
    ] {
        written(&repository, file, -24);
    }
    repository
}

/// Says when a file was written: so many hours after [`noon`].
pub(crate) fn written(repository: &TestRepository, file: &str, hours: i64) {
    let at = noon() + jiff::SignedDuration::from_hours(hours);
    let seconds = u64::try_from(at.as_second()).unwrap();
    let file = fs::File::options()
        .write(true)
        .open(repository.top().join(file))
        .unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .unwrap();
}

/// Writes a report an hour before [`noon`].
pub(crate) fn report(repository: &TestRepository, file: &str, content: &str) {
    repository.write(file, content);
    written(repository, file, -1);
}

pub(crate) fn measure(repository: &TestRepository, now: Timestamp) -> QualityReport {
    let unknown = || "there is no token for GitHub".to_owned();
    measure_with(repository, now, &Err(unknown()), &Err(unknown()))
}

pub(crate) fn measure_with(
    repository: &TestRepository,
    now: Timestamp,
    blockers: &Known<u32>,
    pull_requests: &Known<Vec<PullRequest>>,
) -> QualityReport {
    let policy = fs::read_to_string(repository.top().join("workstreams.toml")).unwrap();
    let parsed = config::parse(&policy);
    let workspace = parsed
        .workspace
        .unwrap_or_else(|| panic!("{:#?}", parsed.diagnostics));
    let command = repository.command("git");
    let variables = command
        .get_envs()
        .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    let environment = GitEnvironment::new(variables.collect::<Vec<_>>());
    let git = GitRepository::discover(repository.top(), environment).unwrap();
    let measured = Measured {
        workspace: &workspace,
        blockers,
        pull_requests,
        now,
    };
    let files = QualityReportFiles::new(repository.top());
    quality(&measured, &git, &files, &records(repository)).unwrap()
}

pub(crate) fn records(repository: &TestRepository) -> QualityRecordFile {
    QualityRecordFile::new(repository.top())
}

/// A figure a line: name, value, verdict and why.
pub(crate) fn told(report: &QualityReport) -> String {
    let line = |figure: &Figure| {
        let value = figure
            .value
            .map_or("-".to_owned(), |value| format!("{value:.1}"));
        let bound = if figure.is_lower_bound { "≥" } else { "" };
        let because = figure.because.as_deref().unwrap_or("-");
        format!(
            "{:?} {bound}{value} {:?}: {because}\n",
            figure.name, figure.verdict
        )
    };
    report.figures.iter().map(line).collect()
}
