//! What is set up, what is missing, and how to mend it. Each check is handed what was found and says what that
//! means; none of them looks for itself, and none stops another.

mod alike;
pub mod checks;
mod finding;
mod hook_facts;
mod token_facts;

pub use alike::{AlikePair, AlikePaths};
pub use finding::{DoctorReport, Finding, Health};
pub use hook_facts::{HookFact, WorkTreeFact};
pub use token_facts::{RepositoryRole, TokenFacts, TokenLook};
