//! How a gate goes, and what it came to.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::time::Instant;

use anstream::adapter::strip_str;
use orion_app::gate::{GateObserver, GateReport, StepOutcome, StepReport};
use orion_core::ids::StepName;

use super::table::{Cell, Role, render_table};
use super::{Printer, Theme, visible, visible_lines};

/// How many of a step's last lines are told when it did not pass.
const TOLD: usize = 40;

/// Tells how a gate goes: on a terminal a line for each step that runs, with its time; elsewhere a line for each
/// beginning and end.
pub(crate) struct GateProgress<'p> {
    printer: &'p Printer,
    is_terminal: bool,
    picture: RefCell<Picture>,
}

#[derive(Default)]
struct Picture {
    running: Vec<(StepName, Instant)>,
    /// Lines that stand on the terminal.
    drawn: usize,
}

impl<'p> GateProgress<'p> {
    pub(crate) fn new(printer: &'p Printer) -> Self {
        Self {
            printer,
            is_terminal: io::stderr().is_terminal(),
            picture: RefCell::default(),
        }
    }

    /// Draws what runs, where it can be drawn over.
    pub(crate) fn draw(&self) {
        if self.is_terminal && !self.printer.is_quiet() {
            let mut picture = self.picture.borrow_mut();
            let mut text = cleared(&mut picture);
            for (name, began) in &picture.running {
                let _ = writeln!(text, "… {name}  {} s", began.elapsed().as_secs());
            }
            picture.drawn = picture.running.len();
            self.printer.tell(|_| text);
        }
    }

    /// Takes the picture away.
    pub(crate) fn finish(&self) {
        let text = cleared(&mut self.picture.borrow_mut());
        if !text.is_empty() {
            self.printer.tell(|_| text);
        }
    }

    /// Somebody wants no more.
    pub(crate) fn interrupted(&self) {
        self.after_keys("ending what runs; Ctrl-C again waits for nothing");
    }

    /// Somebody does not even want to wait for the end of what runs.
    pub(crate) fn abandoned(&self) {
        self.after_keys("what ran was killed, and nothing waited for");
    }

    /// Says something in place of the picture, and of the `^C` that the terminal wrote beneath it.
    fn after_keys(&self, text: &str) {
        self.finish();
        if self.is_terminal {
            self.printer.tell(|_| "\r\x1b[J".to_owned());
        }
        self.printer.notice(text);
    }

    /// Writes a line above the picture.
    fn line(&self, line: impl FnOnce(Theme) -> String) {
        if self.printer.is_quiet() {
            return;
        }
        let cleared = cleared(&mut self.picture.borrow_mut());
        self.printer.tell(|theme| cleared + &line(theme) + "\n");
        self.draw();
    }
}

/// Up to the picture's first line, and everything from there on away; whatever keys the terminal has shown meanwhile
/// moved the cursor along its line.
fn cleared(picture: &mut Picture) -> String {
    match std::mem::take(&mut picture.drawn) {
        0 => String::new(),
        lines => format!("\r\x1b[{lines}A\x1b[J"),
    }
}

impl GateObserver for GateProgress<'_> {
    fn begins(&self, step: &StepName) {
        let begun = (step.clone(), Instant::now());
        self.picture.borrow_mut().running.push(begun);
        if !self.is_terminal {
            self.line(|_| format!("… {step}"));
        }
    }

    fn ends(&self, report: &StepReport) {
        self.picture
            .borrow_mut()
            .running
            .retain(|(name, _)| *name != report.name);
        self.line(|theme| {
            let (mark, _) = words(report.outcome);
            let seconds = report.seconds.map(|seconds| format!("  {seconds:.1} s"));
            let because = report
                .because
                .as_ref()
                .map(|because| format!("  {}", theme.dim(visible(because))));
            format!(
                "{mark} {}{}{}",
                report.name,
                seconds.unwrap_or_default(),
                because.unwrap_or_default()
            )
        });
    }

    fn note(&self, text: &str) {
        self.line(|theme| format!("{} {}", theme.dim("note:"), visible(text)));
    }
}

fn words(outcome: StepOutcome) -> (&'static str, (&'static str, Role)) {
    match outcome {
        StepOutcome::Passed => ("✓", ("passed", Role::Ok)),
        StepOutcome::Failed => ("✗", ("failed", Role::Fail)),
        StepOutcome::TimedOut => ("✗", ("timed out", Role::Fail)),
        StepOutcome::Skipped => ("-", ("skipped", Role::Dim)),
        StepOutcome::NotRun => ("-", ("not run", Role::Warn)),
        StepOutcome::Unknown => ("?", ("unknown", Role::Fail)),
        StepOutcome::Interrupted => ("✗", ("interrupted", Role::Warn)),
    }
}

/// What the steps wrote that did not pass, all of them where `everything` is wanted, and the table of all steps.
pub(crate) fn render_gate(report: &GateReport, everything: bool, theme: Theme) -> String {
    let mut text = String::new();
    for step in &report.steps {
        let is_told = everything || !step.outcome.is_fine();
        if is_told && !step.output.trim().is_empty() {
            output(&mut text, step, everything, theme);
        }
    }
    let row = |step: &StepReport| {
        let (_, (outcome, role)) = words(step.outcome);
        let seconds = step.seconds.map(|seconds| format!("{seconds:.1} s"));
        let why = step.because.clone().unwrap_or_default();
        [
            Cell::from(step.name.as_str()),
            Cell::new(outcome, role),
            Cell::from(seconds.unwrap_or_default()),
            Cell::new(why, Role::Dim),
        ]
    };
    let rows: Vec<_> = report.steps.iter().map(row).collect();
    text.push_str(&render_table(
        ["STEP", "OUTCOME", "TIME", "WHY"],
        &rows,
        theme,
    ));
    let passed = if report.interrupted {
        format!("{}", theme.warn("interrupted"))
    } else if report.passed {
        format!("{}", theme.ok("passed"))
    } else {
        format!("{}", theme.fail("not passed"))
    };
    let _ = writeln!(
        text,
        "\ngate {} {passed} in {:.1} s, for {}",
        report.gate,
        report.seconds,
        visible(&report.scope)
    );
    for step in &report.steps {
        if let (StepOutcome::Failed, Some(fix)) = (step.outcome, &step.fix) {
            let _ = writeln!(
                text,
                "{} `{}` may mend `{}`",
                theme.hint("hint:"),
                visible(fix),
                step.name
            );
        }
    }
    text
}

fn output(text: &mut String, step: &StepReport, everything: bool, theme: Theme) {
    // Colours are for a terminal, and this was written to none; whatever else controls one is made visible.
    let plain = strip_str(&step.output).to_string();
    let lines: Vec<&str> = plain.trim_end().lines().collect();
    let left_out = if everything {
        0
    } else {
        lines.len().saturating_sub(TOLD)
    };
    let _ = writeln!(
        text,
        "{}",
        theme.dim(format!("--- {}: {}", step.name, visible(&step.runs)))
    );
    if left_out > 0 {
        let _ = writeln!(
            text,
            "{}",
            theme.dim(format!("({left_out} lines before; -v shows all)"))
        );
    }
    for line in &lines[left_out..] {
        let _ = writeln!(text, "{}", visible_lines(line));
    }
    text.push('\n');
}
