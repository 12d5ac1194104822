//! What the doctor found, for people.

use std::fmt::Write as _;

use orion_core::doctor::{DoctorReport, Finding, Health};

use super::counted::counted;
use super::{Theme, visible};

/// A line for everything that was looked at, with what to do about it, and the counts. Writing into a string
/// cannot fail.
pub(crate) fn render_doctor(report: &DoctorReport, theme: Theme) -> String {
    let mut text = String::new();
    for mended in &report.mended {
        let _ = writeln!(text, "{} {}", theme.ok("mended:"), visible(mended));
    }
    for finding in &report.findings {
        write_finding(&mut text, finding, theme);
    }
    let count = |health| {
        report
            .findings
            .iter()
            .filter(|finding| finding.health == health)
            .count()
    };
    let counts: Vec<String> = [
        (count(Health::Error), "error"),
        (count(Health::Warning), "warning"),
        (count(Health::Unknown), "unknown"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| match word {
        "unknown" => format!("{count} unknown"),
        _ => counted(count, word),
    })
    .collect();
    if counts.is_empty() {
        let _ = writeln!(text, "{}", theme.ok("all is well"));
    } else {
        let _ = writeln!(text, "{}", counts.join(", "));
    }
    text
}

fn write_finding(text: &mut String, finding: &Finding, theme: Theme) {
    let word = match finding.health {
        Health::Ok => theme.ok("ok"),
        Health::Note => theme.dim("note"),
        Health::Warning => theme.warn("warning"),
        Health::Error => theme.fail("error"),
        Health::Unknown => theme.warn("unknown"),
    };
    let _ = writeln!(
        text,
        "{word:<8} {}  {}",
        theme.dim(finding.code),
        visible(&finding.message)
    );
    if let Some(next) = &finding.next {
        let _ = writeln!(
            text,
            "                 {} {}",
            theme.hint("next:"),
            visible(next)
        );
    }
}
