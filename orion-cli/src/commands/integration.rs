//! `orion integration`: whether the services fit together.

use orion_app::integration::{
    IntegrationReport, LiveFacts, ServedStore as _, SourceFiles, embedded_facts, integration,
    integration_live,
};
use orion_app::stack::Embedded as _;

use crate::cli::IntegrationArguments;
use crate::context::{Context, StackContext, block_on, served_file, stack_network};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{render_integration, visible};

pub(crate) fn run(arguments: &IntegrationArguments, context: &Context) -> Result<Exit, Failure> {
    let files = SourceFiles::read(&context.repository()?)?;
    let report = if arguments.from_sources {
        integration(&files.sources(), "only the sources were asked for")
    } else {
        block_on(asked(&files, arguments.live, context))?
    };
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_integration(&report, printer.theme()))?;
    }
    Ok(if report.is_broken() {
        Exit::Violated
    } else {
        Exit::Fine
    })
}

/// From the sources, and from the stack if it runs, which `live` insists on.
async fn asked(
    files: &SourceFiles,
    live: bool,
    context: &Context,
) -> Result<IntegrationReport, Failure> {
    let tell = |what: &str| context.printer.notice(what);
    let sources = files.sources();
    let facts = match look(context).await {
        Ok(Some(facts)) => facts,
        Ok(None) if live => return Err(none_runs()),
        Ok(None) => {
            return Ok(integration(
                &sources,
                "no stack runs: `orion up` brings one up",
            ));
        }
        Err(failure) if live => return Err(failure),
        Err(failure) => {
            let why = format!("whether a stack runs is not known: {}", failure.message);
            return Ok(integration(&sources, &why));
        }
    };
    live_answer(files, &facts, context, &tell).await
}

/// The sources and the running stack, which there has to be.
pub(super) async fn ask_stack(
    context: &Context,
    tell: &dyn Fn(String),
) -> Result<IntegrationReport, Failure> {
    let files = SourceFiles::read(&context.repository()?)?;
    let facts = look(context).await?.ok_or_else(none_runs)?;
    live_answer(&files, &facts, context, &|what| tell(what.to_owned())).await
}

async fn live_answer(
    files: &SourceFiles,
    facts: &LiveFacts,
    context: &Context,
    tell: &dyn Fn(&str),
) -> Result<IntegrationReport, Failure> {
    let nonce = format!(
        "{}-{}",
        std::process::id(),
        jiff::Timestamp::now().as_nanosecond()
    );
    let now = context.now()?;
    let sources = files.sources();
    let look = integration_live(&sources, facts, &stack_network(), now, &nonce, tell).await;
    // `orion status` reckons with it while nothing runs.
    if let Err(error) = served_file(&context.repository_top()?).take_in(look.served) {
        let error = error.to_string();
        tell(&format!("it is not remembered: {}", visible(&error)));
    }
    Ok(look.report)
}

fn none_runs() -> Failure {
    Failure::surroundings("no stack of this repository runs").hint("`orion up` brings it up")
}

/// What runs: the platform in one process, or containers.
async fn look(context: &Context) -> Result<Option<LiveFacts>, Failure> {
    let stack = StackContext::open(context)?;
    if let Some(status) = stack.platform().status().await? {
        return Ok(Some(embedded_facts(&status)));
    }
    let engine = stack.engine().await?;
    Ok(stack.site(&engine).look().await?)
}
