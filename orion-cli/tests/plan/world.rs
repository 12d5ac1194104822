//! A repository with a plan.

use std::process::Command;

use orion_testutils::{Outcome, TestRepository};

pub(crate) const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// Links of several kinds, phases, a milestone, and what is continuous.
pub(crate) const PLAN: &str = r#"
[workstreams.contracts]
title = "Shared Contracts"
estimate = "2d"
[workstreams.infra]
phases = [{ name = "libraries", estimate = "2d" }, { name = "support", estimate = "1-3d" }]
[workstreams.auth]
estimate = "4-6d"
days = [3, 6]
needs = ["contracts", { on = "infra", phase = "libraries" }]
[workstreams.gateway]
estimate = "4.5d"
needs = [{ on = "auth", link = "ss", lag = "1d" }]
[workstreams.beta]
estimate = "0d"
needs = ["gateway"]
[workstreams.testing]
continuous = true
"#;

/// What hostile people call a workstream.
pub(crate) const HOSTILE: &str =
    "</text><script>alert(1)</script> & \u{1b}[2J:crit, \"x\"; #1 %% section";

/// The same plan with a first day, in Berlin.
pub(crate) fn with_start(plan: &str) -> String {
    format!("start = 2026-11-23\ndeadline = 2026-12-04\ntimezone = \"Europe/Berlin\"\n{plan}")
}

/// The repository.
pub(crate) struct World {
    pub(crate) repository: TestRepository,
}

impl World {
    /// One whose `workstreams.toml` goes on with this.
    pub(crate) fn new(plan: &str) -> Self {
        let repository = TestRepository::new();
        let text = format!("schema = 1\n[project]\nname = \"shop\"\n{plan}");
        repository.write("workstreams.toml", text);
        Self { repository }
    }

    /// `orion`, on the project's first day.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = self.repository.command(ORION);
        command
            .args(line.split_whitespace())
            .env("ORION_NOW", "2026-11-23T09:00:00Z");
        command
    }

    /// Runs it.
    pub(crate) fn orion(&self, line: &str) -> Outcome {
        self.repository.run(&mut self.command(line))
    }
}
