//! What `orion codeowners` answers for people.

use std::fmt::Write as _;

use orion_app::codeowners::{CodeownersOutcome, CodeownersReport};

use orion_core::judge::POLICY_FILE;

use super::Theme;
use super::counted::counted;
use super::init::write_differences;

/// The whole answer. Writing into a string cannot fail.
pub(crate) fn render_codeowners(report: &CodeownersReport, theme: Theme) -> String {
    let path = theme.path(format!("`{}`", report.path));
    let mut text = String::new();
    let _ = match report.outcome {
        CodeownersOutcome::Written => writeln!(text, "{} {path}", theme.ok("wrote")),
        CodeownersOutcome::Fresh => writeln!(text, "{path} is {}", theme.ok("fresh")),
        CodeownersOutcome::Stale => writeln!(
            text,
            "{}: {path} is not what `{POLICY_FILE}` says\n  next: {}",
            theme.fail("error[COD024]"),
            theme.hint("orion codeowners")
        ),
        CodeownersOutcome::Kept => writeln!(
            text,
            "{}: Orion did not write the CODEOWNERS that is there, and {} would have other owners",
            theme.fail("nothing was written"),
            counted(report.changes.len(), "tracked file")
        ),
        CodeownersOutcome::Printed => Ok(()),
    };
    if report.outcome == CodeownersOutcome::Kept {
        write_differences(&mut text, &report.changes);
        let _ = writeln!(
            text,
            "  next: {} takes its owners over, {} replaces it",
            theme.hint("orion init --from codeowners"),
            theme.hint("orion codeowners --force")
        );
    } else {
        for place in &report.ignored {
            let _ = writeln!(
                text,
                "{path} counts, and GitHub ignores {}",
                theme.path(format!("`{place}`"))
            );
        }
    }
    text
}
