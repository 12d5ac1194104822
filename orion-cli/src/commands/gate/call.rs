//! What is asked of a gate.

use orion_core::config::GateName;

use crate::cli::RevisionRange;

/// What is asked for.
pub(in crate::commands) struct GateCall<'a> {
    pub(in crate::commands) gate: GateName,
    pub(in crate::commands) range: Option<&'a RevisionRange>,
    pub(in crate::commands) all: bool,
    pub(in crate::commands) steps: &'a [String],
    pub(in crate::commands) fix: bool,
    pub(in crate::commands) jobs: Option<u16>,
    pub(in crate::commands) fail_fast: bool,
}

impl GateCall<'_> {
    /// All steps of a gate, for what it is for.
    pub(in crate::commands) fn of(gate: GateName) -> Self {
        Self {
            gate,
            range: None,
            all: false,
            steps: &[],
            fix: false,
            jobs: None,
            fail_fast: false,
        }
    }
}
