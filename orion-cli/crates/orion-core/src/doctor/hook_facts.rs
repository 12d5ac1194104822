//! What was found where git looks for hooks.

use crate::hook::{FoundHook, HookName};
use crate::shell::quote;

/// A hook, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookFact {
    /// Which.
    pub hook: HookName,
    /// Whose it is. A manager's hook whose configuration runs Orion counts as one that calls Orion.
    pub found: FoundHook,
    /// The program that Orion's own hook was installed for, where that is no longer there.
    pub missing_program: Option<String>,
}

impl HookFact {
    /// Whether Orion is asked when git calls it.
    #[must_use]
    pub fn reaches_orion(&self) -> bool {
        matches!(
            self.found,
            FoundHook::Current | FoundHook::Outdated | FoundHook::CallsOrion
        )
    }
}

/// The hooks of a work tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTreeFact {
    /// The top of the work tree.
    pub top: String,
    /// Whether git looks in the same directory from here.
    pub is_here: bool,
    /// Where git looks for hooks when it is started there.
    pub directory: String,
    /// Each hook that Orion has something to say in.
    pub hooks: Vec<HookFact>,
}

impl WorkTreeFact {
    /// The command that installs hooks there.
    pub(super) fn install_command(&self) -> String {
        if self.is_here {
            "orion hook install".to_owned()
        } else {
            format!("orion -C {} hook install", quote(self.top.as_bytes()))
        }
    }
}
