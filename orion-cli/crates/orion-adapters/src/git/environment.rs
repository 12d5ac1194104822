//! The variables git's children see.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bstr::ByteSlice;

/// Variables that would change the answer of plumbing, or mix something into what it says.
const UNWANTED: &[&str] = &[
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "LANGUAGE",
];

/// Variables that make libgit2, which does not know them or takes them from the process, read other objects
/// than git.
const OTHER_OBJECTS: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
];

/// Variables that make git read other configuration than libgit2 does.
const OTHER_CONFIGURATION: &[&str] = &[
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_SYSTEM",
];

/// The environment that git is run in: all of it, handed over by whoever may read the process's.
#[derive(Debug, Clone)]
pub struct GitEnvironment {
    variables: BTreeMap<OsString, OsString>,
    program: PathBuf,
    of_this_process: bool,
}

impl GitEnvironment {
    /// The environment of this process.
    #[must_use]
    pub fn of_this_process() -> Self {
        Self {
            of_this_process: true,
            ..Self::new(crate::environment::variables())
        }
    }

    /// An environment of these variables and no others.
    pub fn new(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let variables: BTreeMap<OsString, OsString> = variables.into_iter().collect();
        let path = variables.get(OsStr::new("PATH"));
        Self {
            program: path.and_then(find_git).unwrap_or_else(|| "git".into()),
            variables,
            of_this_process: false,
        }
    }

    /// The same environment without a word about which repository is meant: for running git in another
    /// repository or work tree than the one a hook was called for.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        let mut environment = self.clone();
        let about_git = |name: &OsStr| name.as_encoded_bytes().starts_with(b"GIT_");
        let kept = |name: &OsStr| {
            let name = name.as_encoded_bytes();
            name == b"GIT_EXEC_PATH"
                || name == b"GIT_SSL_CAINFO"
                || name.starts_with(b"GIT_CONFIG")
                || name.starts_with(b"GIT_TEST_")
        };
        environment
            .variables
            .retain(|name, _| !about_git(name) || kept(name));
        environment
    }

    /// A variable's value; `None` when it is unset or empty, which git takes for the same.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables
            .get(OsStr::new(name))
            .map(OsString::as_os_str)
            .filter(|value| !value.is_empty())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &OsStr> {
        self.variables.keys().map(OsString::as_os_str)
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.variables.insert(name.into(), value.into());
    }

    /// Whether libgit2 reads the same objects as git does.
    pub(super) fn library_reads_objects(&self) -> bool {
        !self.has_any(OTHER_OBJECTS)
    }

    /// Whether libgit2 reads the same configuration as git does, that of the system left aside.
    pub(super) fn library_reads_configuration(&self) -> bool {
        self.of_this_process && !self.has_any(OTHER_CONFIGURATION)
    }

    /// Whether git was told to leave the system's configuration aside.
    pub(super) fn ignores_system_configuration(&self) -> bool {
        self.get("GIT_CONFIG_NOSYSTEM").is_some_and(|value| {
            let value = value.to_string_lossy().to_ascii_lowercase();
            !matches!(value.as_str(), "0" | "false" | "no" | "off")
        })
    }

    /// The program that children run: with its directory, so that the system need not look for it each time.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// Whether a system-wide configuration file may say something of a workstream or an address. Where that
    /// file lies is compiled into git, so every usual place counts, and every file that includes another.
    pub(super) fn system_may_configure_identity(&self) -> bool {
        let prefixes = self.program.ancestors().skip(1).take(3);
        let beside_git = prefixes.map(|prefix| prefix.join("etc/gitconfig"));
        let elsewhere = [
            "/etc/gitconfig",
            "/Library/Developer/CommandLineTools/usr/share/git-core/gitconfig",
            "/Applications/Xcode.app/Contents/Developer/usr/share/git-core/gitconfig",
        ];
        let mut candidates = beside_git.chain(elsewhere.map(PathBuf::from));
        cfg!(windows)
            || candidates.any(|file| {
                fs::read(file).is_ok_and(|text| {
                    let text = text.to_ascii_lowercase();
                    ["workstream", "email", "include"]
                        .iter()
                        .any(|word| text.contains_str(word))
                })
            })
    }

    /// Whether one of these variables is set, even if to nothing.
    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.variables.contains_key(OsStr::new(name)))
    }

    /// Gives a child this environment, cleaned of what would change git's answer.
    pub(super) fn apply(&self, command: &mut Command) {
        command.env_clear();
        command.envs(self.variables.iter().filter(|(name, _)| {
            !name.as_encoded_bytes().starts_with(b"GIT_TRACE")
                && !UNWANTED
                    .iter()
                    .any(|unwanted| name.as_os_str() == *unwanted)
        }));
        command
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            // A file that cannot be there: git is silent about it, and would not be about an empty one.
            .env("GIT_GRAFT_FILE", "/dev/null/no-grafts")
            .env("LC_ALL", "C");
    }
}

/// git in the first absolute directory of a search path that holds it.
fn find_git(path: &OsString) -> Option<PathBuf> {
    let name = format!("git{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path)
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join(&name))
        .find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}
