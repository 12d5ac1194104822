//! A shell in a throw-away directory, with the binary under test on its path.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use orion_testutils::TestRepository;

/// Between what one command said and the next: ASCII's record separator, which no command of the tour prints.
const RECORD_END: char = '\u{1e}';

/// What one command said, on both streams, and how it ended. The directory where everything begins is `~` in it.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) output: String,
    pub(crate) code: i32,
}

/// A world with an empty directory in it.
pub(crate) struct Shell {
    world: TestRepository,
    directory: PathBuf,
}

impl Shell {
    pub(crate) fn new() -> Self {
        let world = TestRepository::new();
        let directory = world.beside("tour");
        fs::create_dir(&directory).unwrap();
        Self { world, directory }
    }

    /// A path in this world, outside the directory that commands run in.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.world.beside(name)
    }

    /// A program in this world, in the directory where everything begins.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.world.command(program);
        command
            .current_dir(&self.directory)
            .env("PATH", path_with_orion());
        command
    }

    /// Runs the commands in one bash, so that `cd` lasts.
    pub(crate) fn run(&self, commands: &[&str]) -> Vec<Said> {
        let script = self.world.beside("tour.sh");
        let text = commands.iter().fold(String::new(), |text, command| {
            text + command + "\nprintf '\\036%d\\036' $?\n"
        });
        fs::write(&script, format!("exec 2>&1 </dev/null\n{text}")).unwrap();

        let outcome = self.world.run(self.command("bash").arg(&script));
        let mut records = outcome.stdout.split(RECORD_END);
        let mut said = Vec::new();
        while let (Some(output), Some(code)) = (records.next(), records.next()) {
            said.push(Said {
                output: output.replace(&*self.directory.to_string_lossy(), "~"),
                code: code.parse().unwrap(),
            });
        }
        assert_eq!(said.len(), commands.len(), "{}", outcome.stderr);
        said
    }
}

/// This machine's programs, the binary under test before them.
fn path_with_orion() -> OsString {
    let binary = Path::new(env!("CARGO_BIN_EXE_orion"));
    let mut directories = vec![binary.parent().unwrap().to_owned()];
    directories.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(directories).unwrap()
}
