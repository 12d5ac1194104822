//! `orion exec`: run a command in a service's container.

use orion_app::stack::ExecRequest;

use crate::cli::ExecArguments;
use crate::context::{Context, StackContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::is_interactive;

pub(crate) fn run(arguments: &ExecArguments, context: &Context) -> Result<Exit, Failure> {
    let stack = StackContext::open(context)?;
    let services = stack.services(std::slice::from_ref(&arguments.service))?;
    let terminal = !arguments.no_terminal && is_interactive();
    let request = ExecRequest {
        command: arguments.command.clone(),
        terminal,
        input: true,
        env: arguments.env.clone(),
        user: arguments.user.clone(),
    };
    block_on(async {
        let engine = stack.engine().await?;
        let site = stack.site(&engine);
        let mut code = 0;
        for service in &services {
            code = site.exec(service, &request).await?;
        }
        // A process's exit code has eight bits everywhere.
        Ok(Exit::OfCommand(
            u8::try_from(code & 0xff).unwrap_or(u8::MAX),
        ))
    })
}
