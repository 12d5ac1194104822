//! What somebody does from the dashboard: the use cases of `orion restart`, `orion contract|schema approve|changes|
//! reject`, `orion gate` and `orion integration --live`.

mod decide;
mod gate;
mod restart;

use self::decide::decide;
use self::gate::run_gate;
use self::restart::restart;
use crate::commands::integration::ask_stack;
use crate::context::{Context, block_on};
use crate::tui::{Action, ActionRunner, Outcome};

/// The commands' use cases.
pub(super) struct Commands;

impl ActionRunner for Commands {
    fn act(&self, action: &Action, context: &Context, tell: &dyn Fn(String)) -> Outcome {
        let done = match action {
            Action::Restart(service) => block_on(restart(service, context, tell)),
            Action::Decide {
                kind,
                number,
                decision,
                reason,
            } => block_on(decide(
                *kind,
                *number,
                *decision,
                reason.as_deref(),
                context,
            )),
            Action::Gate(gate) => run_gate(*gate, context, tell),
            Action::AskStack => block_on(ask_stack(context, tell)).map(Outcome::integration),
        };
        done.unwrap_or_else(Outcome::failed)
    }
}

/// Hands on what is told on the way.
struct Told<'t>(&'t dyn Fn(String));
