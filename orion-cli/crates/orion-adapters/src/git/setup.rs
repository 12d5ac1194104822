//! How the repository is set up, as git itself tells it.

use std::path::PathBuf;

use bstr::ByteSlice;
use orion_app::ports::{RepositoryError, RepositorySetup, Setting, SettingScope, WorkTree};

use super::plumbing::os_string;
use super::remote::owner_and_name;
use super::repository::GitRepository;

impl RepositorySetup for GitRepository {
    fn setting(&self, name: &str) -> Result<Option<Setting>, RepositoryError> {
        let finished = self.plumbing().run(&[
            "config",
            "-z",
            "--show-scope",
            "--show-origin",
            "--get",
            name,
        ])?;
        let Some(answer) = finished.success_or_no()? else {
            return Ok(None);
        };
        let mut fields = answer.split(|byte| *byte == 0);
        let mut next = || {
            fields
                .next()
                .unwrap_or_default()
                .to_str_lossy()
                .into_owned()
        };
        let (scope, origin, value) = (next(), next(), next());
        Ok(Some(Setting {
            value,
            scope: scope_of(&scope),
            origin,
        }))
    }

    fn set_setting(
        &self,
        name: &str,
        value: &str,
        scope: SettingScope,
    ) -> Result<(), RepositoryError> {
        let finished = self
            .plumbing()
            .run(&["config", flag(scope)?, name, value])?;
        finished.success().map(drop)
    }

    fn unset_setting(&self, name: &str, scope: SettingScope) -> Result<bool, RepositoryError> {
        let finished = self
            .plumbing()
            .run(&["config", flag(scope)?, "--unset-all", name])?;
        // 5: there was nothing to unset.
        if finished.code() == Some(5) {
            return Ok(false);
        }
        finished.success().map(|_| true)
    }

    fn git_path(&self, name: &str) -> Result<PathBuf, RepositoryError> {
        let answer = self.plumbing().line(&["rev-parse", "--git-path", name])?;
        Ok(self.plumbing().directory().join(os_string(&answer)))
    }

    fn work_trees(&self) -> Result<Vec<WorkTree>, RepositoryError> {
        let answer = self
            .plumbing()
            .run(&["worktree", "list", "--porcelain", "-z"])?
            .success()?;
        Ok(parse_work_trees(&answer))
    }

    fn origin(&self) -> Result<Option<String>, RepositoryError> {
        let finished = self.plumbing().run(&["remote", "get-url", "origin"])?;
        // 2: there is no such remote.
        if finished.code() == Some(2) {
            return Ok(None);
        }
        let address = finished.success()?;
        Ok(owner_and_name(&address.trim_ascii_end().to_str_lossy()))
    }

    fn is_shallow(&self) -> Result<bool, RepositoryError> {
        self.plumbing().is_shallow()
    }

    fn git_version(&self) -> Result<String, RepositoryError> {
        let answer = self
            .plumbing()
            .line(&["version"])?
            .to_str_lossy()
            .into_owned();
        let version = answer.strip_prefix("git version ").unwrap_or(&answer);
        Ok(version.to_owned())
    }
}

fn flag(scope: SettingScope) -> Result<&'static str, RepositoryError> {
    match scope {
        SettingScope::System => Ok("--system"),
        SettingScope::Global => Ok("--global"),
        SettingScope::Local => Ok("--local"),
        SettingScope::WorkTree => Ok("--worktree"),
        SettingScope::Command => Err(RepositoryError::Git {
            command: "config".into(),
            message: "a setting of one call is written nowhere".into(),
        }),
    }
}

fn scope_of(name: &str) -> SettingScope {
    match name {
        "system" => SettingScope::System,
        "global" => SettingScope::Global,
        "local" => SettingScope::Local,
        "worktree" => SettingScope::WorkTree,
        _ => SettingScope::Command,
    }
}

/// An empty field ends a work tree; a field is a word, or a word, a space and a value.
fn parse_work_trees(answer: &[u8]) -> Vec<WorkTree> {
    let mut found: Vec<WorkTree> = Vec::new();
    for field in answer.split(|byte| *byte == 0) {
        let (word, value) = field.split_once_str(" ").unwrap_or((field, b""));
        if word == b"worktree" {
            found.push(WorkTree {
                top: os_string(value).into(),
                branch: None,
                bare: false,
                gone: false,
            });
        } else if let Some(current) = found.last_mut() {
            match word {
                b"branch" => {
                    let name = value.strip_prefix(b"refs/heads/").unwrap_or(value);
                    current.branch = Some(name.to_str_lossy().into_owned());
                }
                b"bare" => current.bare = true,
                b"prunable" => current.gone = true,
                _ => {}
            }
        }
    }
    found
}
