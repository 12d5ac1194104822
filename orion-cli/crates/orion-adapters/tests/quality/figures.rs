//! Figures with their verdicts, and what makes them unknown or stale.

use std::fmt::Write as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use orion_app::quality::{QualityReport, Seen, record};
use orion_core::quality::{FigureName, PullRequest, Review};
use orion_testutils::TestRepository;

use crate::world::{measure, measure_with, noon, records, report, told, world, written};

const LCOV: &str = "SF:auth/lib.rs\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,0\nend_of_record\n\
    SF:/registry/dependency.rs\nDA:1,0\nend_of_record\n";

fn everything(repository: &TestRepository) {
    report(repository, "target/lcov.info", LCOV);
    let top = repository.top().display();
    let xml = format!(
        r#"<coverage><sources><source>{top}/web</source></sources><class filename="app.ts">
        <line number="1" hits="1"/><line number="2" hits="1"/></class></coverage>"#
    );
    report(repository, "target/cov.xml", &xml);
    let eslint = format!(
        r#"[{{"filePath":"{top}/web/app.ts","messages":[
        {{"ruleId":"no-undef","severity":2,"message":"x","line":1,"column":1}},
        {{"ruleId":"semi","severity":1,"message":"y","line":1,"column":1}}]}}]"#
    );
    report(repository, "target/lint.json", &eslint);
    report(repository, "target/types.txt", "Found 0 errors.\n");
}

fn rows(report: &QualityReport) -> String {
    let mut text = String::new();
    for row in &report.coverage {
        let name = row.workstream.as_ref().map_or("nobody", |id| id.as_str());
        writeln!(
            text,
            "{name} {}/{} stale: {}",
            row.covered, row.lines, row.is_stale
        )
        .unwrap();
    }
    for row in &report.lint {
        let name = row.workstream.as_ref().map_or("nobody", |id| id.as_str());
        writeln!(
            text,
            "{name} {} errors, {} warnings",
            row.errors, row.warnings
        )
        .unwrap();
    }
    text
}

#[test]
fn measured_attributed_and_dated() {
    let repository = world();
    everything(&repository);
    let report = measure(&repository, noon());
    assert_snapshot!(told(&report), @r"
    Coverage 83.3 Ok: -
    LintErrors 1.0 Missed: -
    TypeErrors 0.0 Ok: -
    OpenBlockers - Unknown: there is no token for GitHub
    ReviewTime - Unknown: there is no token for GitHub
    ");
    assert_snapshot!(rows(&report), @r"
    auth 3/4 stale: false
    web 2/2 stale: false
    web 1 errors, 1 warnings
    ");
    let coverage = report.figure(FigureName::Coverage).unwrap();
    assert_eq!(coverage.age_seconds, Some(3600));
    assert!(report.head.is_some() && coverage.commit == report.head);
    let origin: Vec<_> = coverage
        .origin
        .iter()
        .map(|it| (it.source.as_str(), it.format.as_deref(), it.untracked_files))
        .collect();
    assert_eq!(
        origin,
        [
            ("target/cov.xml", Some("cobertura"), 0),
            ("target/lcov.info", Some("lcov"), 1)
        ]
    );
}

#[test]
fn nothing_known_is_nothing_green() {
    let report = measure(&world(), noon());
    assert_snapshot!(told(&report), @r"
    Coverage - Unknown: no file matches `target/*.info` or the other patterns
    LintErrors - Unknown: no file matches `target/lint.json`
    TypeErrors - Unknown: no file matches `target/types.txt`
    OpenBlockers - Unknown: there is no token for GitHub
    ReviewTime - Unknown: there is no token for GitHub
    ");
    assert!(
        report
            .figures
            .iter()
            .all(|figure| figure.commit.is_none() && figure.trend.len() == 7)
    );
    assert_eq!(record(&report, &records(&world())).unwrap(), None);
}

#[test]
fn a_source_that_changed_since_makes_it_stale() {
    let repository = world();
    everything(&repository);
    written(&repository, "README.md", 0);
    written(&repository, "auth/log in.rs", 0);
    let report = measure(&repository, noon());
    assert_snapshot!(told(&report), @r"
    Coverage 83.3 Stale: `auth/log in.rs` has changed since `target/lcov.info` was written
    LintErrors 1.0 Missed: -
    TypeErrors 0.0 Ok: -
    OpenBlockers - Unknown: there is no token for GitHub
    ReviewTime - Unknown: there is no token for GitHub
    ");
    assert_snapshot!(rows(&report), @r"
    auth 3/4 stale: true
    web 2/2 stale: false
    web 1 errors, 1 warnings
    ");
    assert_eq!(report.figure(FigureName::Coverage).unwrap().commit, None);
    let kept = record(&report, &records(&repository)).unwrap().unwrap();
    assert!(!kept.figures.contains_key(&FigureName::Coverage));
}

#[test]
fn a_report_with_faults_does_not_pass() {
    let repository = world();
    report(&repository, "target/lcov.info", "SF:auth/lib.rs\nDA:1,1\n");
    report(
        &repository,
        "target/lint.json",
        "src/a.ts(1,1): error TS1: x\n",
    );
    report(&repository, "target/types.txt", "");
    assert_snapshot!(told(&measure(&repository, noon())), @r"
    Coverage 100.0 Unknown: `target/lcov.info:2`: the report ends within a section: it was cut off
    LintErrors - Unknown: `target/lint.json`: a report of tsc says nothing about lint errors
    TypeErrors - Unknown: `target/types.txt`: it is empty: that is all tsc writes when nothing is wrong, and also what is left when it never ran; let it say more with `tsc --diagnostics`
    OpenBlockers - Unknown: there is no token for GitHub
    ReviewTime - Unknown: there is no token for GitHub
    ");
    report(
        &repository,
        "target/lcov.info",
        "SF:/elsewhere/lib.rs\nDA:1,1\nend_of_record\n",
    );
    let coverage = told(&measure(&repository, noon()));
    assert!(
        coverage.starts_with(
            "Coverage - Unknown: the reports name no line of a file that git tracks here\n"
        ),
        "{coverage}"
    );
}

#[test]
fn github_knows_the_others() {
    let repository = world();
    let ago = |hours| noon() - SignedDuration::from_hours(hours);
    let request = |ready, reviewed: Option<i64>| PullRequest {
        ready_at: ago(ready),
        author: "ada".to_owned(),
        reviews: reviewed
            .map(|hours| Review {
                author: "grace".to_owned(),
                at: ago(hours),
                is_bot: false,
            })
            .into_iter()
            .collect(),
        closed_at: None,
    };
    let requests = vec![
        request(10, Some(6)),
        request(20, Some(14)),
        request(90, None),
    ];
    let figures = |now, requests: Vec<PullRequest>| {
        let blockers = Ok(Seen {
            value: 2,
            at: noon(),
        });
        let requests = Ok(Seen {
            value: requests,
            at: noon(),
        });
        let report = measure_with(&repository, now, &blockers, &requests);
        let told = told(&report);
        (report, told.lines().skip(3).collect::<Vec<_>>().join("\n"))
    };
    let (report, told) = figures(noon(), requests.clone());
    assert_snapshot!(told, @r"
    OpenBlockers 2.0 Missed: -
    ReviewTime 6.0 Ok: -
    ");
    let reviews = report.reviews.unwrap();
    assert_eq!(
        (reviews.reviewed, reviews.waiting, reviews.longest_waiting),
        (2, 1, Some(90.0))
    );
    assert_eq!((reviews.mean, reviews.p90), (Some(5.0), None));
    assert_snapshot!(figures(noon() + SignedDuration::from_hours(25), requests).1, @r"
    OpenBlockers 2.0 Stale: GitHub was asked more than a day ago
    ReviewTime 6.0 Stale: GitHub was asked more than a day ago
    ");
    assert_snapshot!(figures(noon(), vec![request(90, None)]).1, @r"
    OpenBlockers 2.0 Missed: -
    ReviewTime ≥90.0 Missed: most pull requests still wait, or were merged without a review
    ");
    assert_snapshot!(figures(noon(), Vec::new()).1, @r"
    OpenBlockers 2.0 Missed: -
    ReviewTime - Unknown: no pull request waited for a review in the last 14 days
    ");
}

#[test]
fn recorded_figures_make_the_trend() {
    let repository = world();
    everything(&repository);
    let first = measure(&repository, noon());
    assert_eq!(first.last_record, None);
    let kept = record(&first, &records(&repository)).unwrap().unwrap();
    assert_eq!(kept.commit, first.head);
    assert_eq!(
        kept.origin,
        [
            "target/cov.xml",
            "target/lcov.info",
            "target/lint.json",
            "target/types.txt"
        ]
    );

    let next = measure(&repository, noon() + SignedDuration::from_hours(48));
    let lint = next.figure(FigureName::LintErrors).unwrap();
    assert_eq!(lint.trend, [None, None, None, None, Some(1.0), None, None]);
    let last = next.last_record.unwrap();
    assert_eq!(
        (last.at, last.age_seconds, last.commit),
        (noon(), 48 * 3600, first.head)
    );
    // The records are the user's own: git sees nothing of them.
    assert_eq!(repository.git(&["status", "--porcelain"]).stdout, "");
}
