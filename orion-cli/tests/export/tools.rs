//! The readers that judge what is written.

use std::path::PathBuf;

use orion_testutils::TestRepository;

/// What a program said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// What the program says, when this machine has it.
pub(crate) fn ask(repository: &TestRepository, program: &str, arguments: &[&str]) -> Option<Said> {
    let mut command = repository.command(program);
    let output = command.args(arguments).output().ok()?;
    Some(Said {
        code: output.status.code()?,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Whether the program is Docker Compose, version 2 or later.
pub(crate) fn has_compose(repository: &TestRepository) -> bool {
    ask(repository, "docker-compose", &["version", "--short"]).is_some_and(|said| {
        said.code == 0 && !said.stdout.trim_start_matches('v').starts_with("1.")
    })
}

/// Whether `docker` can read a stack file without an engine.
pub(crate) fn has_stack_config(repository: &TestRepository) -> bool {
    let help = ask(repository, "docker", &["stack", "config", "--help"]);
    help.is_some_and(|said| said.stdout.contains("docker stack config"))
}

/// The JSON Schema of version 3.8 of Compose files, from the last Compose that had one for each version: `.ci/run`
/// puts its package beside the tools that it installs.
pub(crate) fn compose_schema(repository: &TestRepository) -> Option<PathBuf> {
    let prefix = ask(
        repository,
        "python3",
        &["-c", "import sys; print(sys.prefix)"],
    )?;
    let schema = PathBuf::from(prefix.stdout.trim())
        .join("compose-v3/compose/config/config_schema_v3.8.json");
    schema.is_file().then_some(schema)
}
