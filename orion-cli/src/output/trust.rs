//! What a repository would run.

use std::fmt::Write as _;

use orion_app::gate::TrustReport;

use super::{Theme, counted, visible};

/// The commands and whether they may run, for people.
pub(crate) fn render_trust(report: &TrustReport, theme: Theme) -> String {
    let mut text = String::new();
    if report.commands.is_empty() {
        return "`workstreams.toml` has no commands that run on this machine\n".to_owned();
    }
    for command in &report.commands {
        let mark = if command.trusted {
            format!("{}", theme.ok("trusted    "))
        } else {
            format!("{}", theme.warn("not trusted"))
        };
        let place = visible(&command.place);
        let _ = writeln!(
            text,
            "{mark}  {place}\n             {}",
            visible(&command.command)
        );
    }
    let open = report
        .commands
        .iter()
        .filter(|command| !command.trusted)
        .count();
    let all = counted(report.commands.len(), "command");
    let state = match open {
        0 => format!("{all}: all may run"),
        open => format!("{all}, {open} of them not trusted"),
    };
    let _ = writeln!(text, "\n{state}\ndigest {}", report.digest);
    text
}
