//! Why a service is not there, for people.

use std::fmt::Write as _;

use orion_app::stack::{Problem, ServiceFailure};

use crate::output::{Theme, visible};

/// Everything that keeps a stack from coming up.
pub(crate) fn render_problems(problems: &[Problem], theme: Theme) -> String {
    let mut text = String::new();
    for problem in problems {
        let name = problem
            .service
            .as_ref()
            .map_or("the machine", |name| name.as_str());
        write_failure(&mut text, name, &problem.failure, theme);
    }
    text
}

/// What happened, why, its last lines, and what to do.
pub(super) fn write_failure(text: &mut String, name: &str, failure: &ServiceFailure, theme: Theme) {
    let what = visible(&failure.what);
    let _ = writeln!(
        text,
        "{} {}: {what}",
        theme.fail("error:"),
        theme.path(name)
    );
    if let Some(cause) = &failure.cause {
        let _ = writeln!(text, "  likely cause: {}", visible(cause));
    }
    if let Some(probe) = failure.probe.as_ref().filter(|probe| !probe.is_empty()) {
        let _ = writeln!(text, "  its probe answered: {}", visible(probe));
    }
    if !failure.log.is_empty() {
        let _ = writeln!(text, "  its last lines:");
        for line in &failure.log {
            let _ = writeln!(text, "  {} {}", theme.dim("|"), visible(line));
        }
    }
    for hint in &failure.hints {
        let _ = writeln!(text, "{} {}", theme.hint("hint:"), visible(hint));
    }
}
