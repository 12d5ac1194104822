//! Runs the steps of a plan: side by side where none waits on the other.

use std::path::Path;
use std::time::Instant;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use orion_core::config::{BuiltInCheck, CommandLine, StepAction};
use orion_core::gate::{Affected, Expanded, PlannedStep, expand, show};
use orion_core::path::RepoPath;

use super::prepare::Prepared;
use super::{
    CheckEnd, Checks, GateObserver, GateRequest, GateSite, StagedCopies, StepCall, StepEnd,
    StepEnding, StepKind, StepOutcome, StepReport, StepRunner,
};
use crate::ports::Repository;

/// What a step came to.
struct Ended {
    outcome: StepOutcome,
    because: Option<String>,
    exit_code: Option<i32>,
    output: String,
}

impl Ended {
    fn because(outcome: StepOutcome, because: impl Into<String>) -> Self {
        Self {
            outcome,
            because: Some(because.into()),
            exit_code: None,
            output: String::new(),
        }
    }

    fn passed() -> Self {
        Self {
            outcome: StepOutcome::Passed,
            because: None,
            exit_code: None,
            output: String::new(),
        }
    }

    fn of_check(end: CheckEnd) -> Self {
        match end {
            CheckEnd::Passed => Self::passed(),
            CheckEnd::Failed(because, output) => Self {
                output,
                ..Self::because(StepOutcome::Failed, because)
            },
            CheckEnd::Unknown(because) => Self::because(StepOutcome::Unknown, because),
        }
    }

    fn of_command(end: StepEnd, planned: &PlannedStep) -> Self {
        let output = String::from_utf8_lossy(&end.output).into_owned();
        let ended = match end.ending {
            StepEnding::Exited(0) => Self::passed(),
            StepEnding::Exited(code) => Self {
                exit_code: Some(code),
                ..Self::because(StepOutcome::Failed, format!("it exited with {code}"))
            },
            StepEnding::Signalled(signal) => {
                Self::because(StepOutcome::Failed, format!("signal {signal} ended it"))
            }
            StepEnding::TimedOut => {
                let seconds = planned.timeout.unwrap_or_default().as_secs_f64();
                Self::because(
                    StepOutcome::TimedOut,
                    format!("it took longer than {seconds} s"),
                )
            }
            StepEnding::Interrupted => Self::because(StepOutcome::Interrupted, "it was ended"),
            StepEnding::NotStarted(why) => {
                Self::because(StepOutcome::Failed, format!("it cannot be started: {why}"))
            }
        };
        Self { output, ..ended }
    }
}

/// Runs every step as soon as those that it needs have succeeded.
pub(super) async fn schedule<R, G, S, C>(
    site: &GateSite<'_, R, G, S, C>,
    request: &GateRequest,
    steps: &[PlannedStep],
    prepared: &Prepared<R>,
    observer: &impl GateObserver,
) -> Vec<StepReport>
where
    R: Repository + StagedCopies,
    S: StepRunner,
    C: Checks,
{
    let mut reports: Vec<Option<StepReport>> = steps.iter().map(|_| None).collect();
    if request.fix {
        mend(site, request, steps, prepared, observer, &mut reports).await;
    }
    let mut begun: Vec<bool> = reports.iter().map(Option::is_some).collect();
    let mut running = FuturesUnordered::new();
    loop {
        let mut told = true;
        // What is skipped or cannot run any more may decide about others.
        while told {
            told = false;
            for (place, planned) in steps.iter().enumerate() {
                if begun[place] {
                    continue;
                }
                let stop = site.runner.is_interrupted();
                match before(request, steps, place, &reports, stop, prepared) {
                    Before::Waits => {}
                    Before::Ended(ended) => {
                        begun[place] = true;
                        told = true;
                        let report = report(planned, ended, None);
                        observer.ends(&report);
                        reports[place] = Some(report);
                    }
                    Before::Begins(_) if running.len() >= request.jobs => {}
                    Before::Begins(work) => {
                        begun[place] = true;
                        observer.begins(&planned.step.name);
                        running.push(async move {
                            let started = Instant::now();
                            let ended = run(site, request, planned, work, prepared).await;
                            let seconds = started.elapsed().as_secs_f64();
                            (place, report(planned, ended, Some(seconds)))
                        });
                    }
                }
            }
        }
        match running.next().await {
            Some((place, report)) => {
                observer.ends(&report);
                reports[place] = Some(report);
            }
            None => return reports.into_iter().flatten().collect(),
        }
    }
}

/// What a step does.
enum Work {
    Command(Vec<Vec<u8>>),
    Check(BuiltInCheck),
}

/// What is to be done about a step that has not begun.
enum Before {
    Waits,
    Begins(Work),
    Ended(Ended),
}

fn before<R: StagedCopies>(
    request: &GateRequest,
    steps: &[PlannedStep],
    place: usize,
    reports: &[Option<StepReport>],
    stop: bool,
    prepared: &Prepared<R>,
) -> Before {
    let not_run = |because: String| Before::Ended(Ended::because(StepOutcome::NotRun, because));
    if stop {
        return not_run("the gate was interrupted".to_owned());
    }
    let outcome = |place: usize| reports[place].as_ref().map(|report| report.outcome);
    let planned = &steps[place];
    let bad = |need: &&usize| outcome(**need).is_some_and(|outcome| !outcome.is_fine());
    if let Some(need) = planned.needs.iter().find(bad) {
        return not_run(format!("`{}` did not pass", steps[*need].step.name));
    }
    let failed =
        |report: &&StepReport| !report.outcome.is_fine() && report.outcome != StepOutcome::NotRun;
    if request.fail_fast
        && let Some(report) = reports.iter().flatten().find(failed)
    {
        return not_run(format!("`{}` did not pass", report.name));
    }
    if planned.needs.iter().any(|need| outcome(*need).is_none()) {
        return Before::Waits;
    }
    match work(planned, prepared.changed.as_deref(), &prepared.affected) {
        Ok(work) => Before::Begins(work),
        Err(because) => Before::Ended(Ended::because(StepOutcome::Skipped, because)),
    }
}

/// What there is to do for this change, or why there is nothing.
fn work(
    planned: &PlannedStep,
    changed: Option<&[RepoPath]>,
    affected: &Affected,
) -> Result<Work, &'static str> {
    let step = &planned.step;
    if let Some(changed) = changed
        && !step.paths.is_empty()
    {
        let touches = |path: &RepoPath| {
            step.paths
                .iter()
                .any(|pattern| pattern.matches(path.as_bytes()))
        };
        if !changed.iter().any(touches) {
            return Err("the change touches none of its paths");
        }
    }
    let command = match &step.action {
        StepAction::Check(check) => return Ok(Work::Check(*check)),
        StepAction::Run(command) => command,
    };
    if step.affected && affected.is_nothing() {
        return Err("the change affects nothing");
    }
    let affected = &narrowed(planned, affected);
    match expand(command, affected) {
        Expanded::Words(words) => Ok(Work::Command(words)),
        Expanded::Nothing(placeholder) => Err(match placeholder.noun() {
            "package" => "the change affects no package",
            "workstream" => "the change affects no workstream",
            _ => "the change has no file for it",
        }),
    }
}

/// Of files a step gets those that its `paths` name.
fn narrowed(planned: &PlannedStep, affected: &Affected) -> Affected {
    let paths = &planned.step.paths;
    let mut narrowed = affected.clone();
    if !paths.is_empty() {
        narrowed
            .files
            .retain(|file| paths.iter().any(|pattern| pattern.matches(file.as_bytes())));
    }
    narrowed
}

async fn run<R, G, S, C>(
    site: &GateSite<'_, R, G, S, C>,
    request: &GateRequest,
    planned: &PlannedStep,
    work: Work,
    prepared: &Prepared<R>,
) -> Ended
where
    R: Repository + StagedCopies,
    S: StepRunner,
    C: Checks,
{
    match work {
        Work::Check(check) => {
            let end = site.checks.judge(check, request.scope.as_ref()).await;
            Ended::of_check(end)
        }
        Work::Command(words) => {
            let copy = prepared
                .staged
                .as_ref()
                .filter(|_| planned.step.staged_only);
            let directory = copy.map_or(site.repository.top(), |(copy, _)| copy.as_path());
            let call = call(site, request, words, directory, prepared, planned);
            Ended::of_command(site.runner.run(&call).await, planned)
        }
    }
}

fn call<R, G, S, C>(
    site: &GateSite<'_, R, G, S, C>,
    request: &GateRequest,
    words: Vec<Vec<u8>>,
    directory: &Path,
    prepared: &Prepared<R>,
    planned: &PlannedStep,
) -> StepCall
where
    R: Repository + StagedCopies,
{
    let affected = &prepared.affected;
    let packages = affected.packages.clone().unwrap_or_default().join(" ");
    let ids = affected.workstreams.iter().map(ToString::to_string);
    let workstreams = ids.collect::<Vec<_>>().join(" ");
    let mut gates = site.outer.to_vec();
    gates.push(request.gate.as_str().to_owned());
    let mut variables = vec![
        ("ORION_GATE".to_owned(), gates.join(",").into_bytes()),
        ("ORION_AFFECTED_PACKAGES".to_owned(), packages.into_bytes()),
        (
            "ORION_AFFECTED_WORKSTREAMS".to_owned(),
            workstreams.into_bytes(),
        ),
    ];
    if let Some(list) = &prepared.list {
        let list = list.as_os_str().as_encoded_bytes().to_vec();
        variables.push(("ORION_CHANGED_FILES".to_owned(), list));
    }
    StepCall {
        words,
        directory: directory.to_owned(),
        variables,
        timeout: planned.timeout,
    }
}

/// Runs the commands that mend, one after the other because each changes files that others read. They run in the
/// work tree, so that what a step would not see there is told instead.
async fn mend<R, G, S, C>(
    site: &GateSite<'_, R, G, S, C>,
    request: &GateRequest,
    steps: &[PlannedStep],
    prepared: &Prepared<R>,
    observer: &impl GateObserver,
    reports: &mut [Option<StepReport>],
) where
    R: Repository + StagedCopies,
    S: StepRunner,
{
    for (place, planned) in steps.iter().enumerate() {
        let Some(fix) = &planned.step.fix else {
            continue;
        };
        if site.runner.is_interrupted()
            || work(planned, prepared.changed.as_deref(), &prepared.affected).is_err()
        {
            continue;
        }
        if planned.step.staged_only {
            observer.note(&told_instead(planned, fix));
            continue;
        }
        let affected = narrowed(planned, &prepared.affected);
        let Expanded::Words(words) = expand(fix, &affected) else {
            continue;
        };
        observer.note(&format!("mending `{}`: {}", planned.step.name, show(fix)));
        let started = Instant::now();
        let top = site.repository.top();
        let call = call(site, request, words, top, prepared, planned);
        let mut ended = Ended::of_command(site.runner.run(&call).await, planned);
        if ended.outcome != StepOutcome::Passed {
            let because = ended.because.unwrap_or_default();
            ended.because = Some(format!("its `fix` does not mend: {because}"));
            let report = report(planned, ended, Some(started.elapsed().as_secs_f64()));
            observer.ends(&report);
            reports[place] = Some(report);
        }
    }
}

fn told_instead(planned: &PlannedStep, fix: &CommandLine) -> String {
    format!(
        "`{}` looks at what is staged, and mending changes files: run `{}`, then `git add` what it mends",
        planned.step.name,
        show(fix)
    )
}

fn report(planned: &PlannedStep, ended: Ended, seconds: Option<f64>) -> StepReport {
    let step = &planned.step;
    let (kind, runs) = match &step.action {
        StepAction::Run(command) => (StepKind::Command, show(command)),
        StepAction::Check(check) => (StepKind::Check, check.as_str().to_owned()),
    };
    StepReport {
        gate: planned.gate.as_str().to_owned(),
        name: step.name.clone(),
        kind,
        runs,
        outcome: ended.outcome,
        because: ended.because,
        exit_code: ended.exit_code,
        seconds,
        output: ended.output,
        fix: step.fix.as_ref().map(show),
    }
}
