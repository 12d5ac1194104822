//! What came of `orion up` and `orion down`, for people.

use std::fmt::Write as _;

use orion_app::stack::{Done, DownReport, ServiceState, UpReport};

use super::failure::write_failure;
use crate::output::{Theme, counted, visible};

/// What failed and why, where everything else is reached, and the counts.
pub(crate) fn render_up(report: &UpReport, theme: Theme) -> String {
    let mut text = String::new();
    for service in &report.services {
        if let Some(failure) = &service.failure {
            write_failure(&mut text, service.name.as_str(), failure, theme);
        }
        if let Some(because) = &service.because {
            let name = theme.path(&service.name);
            let word = theme.warn("not started:");
            let _ = writeln!(text, "{word} {name} needs {because}, which is not there");
        }
    }
    let names = report
        .services
        .iter()
        .map(|service| service.name.as_str().len());
    let width = names.max().unwrap_or_default();
    for service in &report.services {
        if !service.addresses.is_empty() {
            let (name, addresses) = (service.name.as_str(), service.addresses.join("  "));
            let _ = writeln!(text, "{name:<width$}  {}", theme.path(addresses));
        }
    }
    let count = |state| {
        report
            .services
            .iter()
            .filter(|service| service.state == state)
            .count()
    };
    let ready = count(ServiceState::Ready);
    let mut parts = vec![format!("{} ready", counted(ready, "service"))];
    for (state, word) in [
        (ServiceState::Started, "started"),
        (ServiceState::Failed, "failed"),
        (ServiceState::Skipped, "not started"),
    ] {
        let count = count(state);
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    let kept = report
        .services
        .iter()
        .filter(|service| service.done == Done::Kept)
        .count();
    if kept > 0 {
        parts.push(format!("{kept} kept as they were"));
    }
    if !report.removed.is_empty() {
        parts.push(format!("{} removed", report.removed.len()));
    }
    let seconds = report.took.as_secs_f64();
    let _ = writeln!(text, "{} in {seconds:.1} s", parts.join(", "));
    text
}

/// What went.
pub(crate) fn render_down(report: &DownReport) -> String {
    if report.services.is_empty() && report.removed.is_empty() {
        return "nothing was there\n".to_owned();
    }
    let mut text = String::new();
    for name in &report.removed {
        let _ = writeln!(text, "removed {}", visible(name));
    }
    let seconds = report.took.as_secs_f64();
    let count = counted(report.services.len(), "service");
    let _ = writeln!(text, "{count} taken down in {seconds:.1} s");
    text
}
