//! The message of the commit being made, by the same rules as git's own trailers.

use std::fs;
use std::path::{Path, PathBuf};

use bstr::ByteSlice;
use orion_app::ports::{CommitMessages, OVERRIDE_TRAILER, RepositoryError};

use super::repository::GitRepository;

/// What git writes above the diff of `commit --verbose`, behind the comment character.
const SCISSORS: &str = " ------------------------ >8 ------------------------";

/// Trailers as git writes them by itself, whatever is configured: a colon, and `---` is no end of a message.
const TRAILERS: [&str; 4] = [
    "-c",
    "trailer.separators=:",
    "interpret-trailers",
    "--no-divider",
];

impl CommitMessages for GitRepository {
    fn override_reason(&self, file: &Path) -> Result<Option<String>, RepositoryError> {
        let file = self.plumbing().directory().join(file);
        let mut arguments: Vec<_> = TRAILERS.iter().map(AsRef::as_ref).collect();
        arguments.extend(["--parse".as_ref(), file.as_os_str()]);
        let trailers = self.plumbing().run(&arguments)?.success()?;
        Ok(trailers
            .lines()
            .find_map(override_in)
            .map(ToOwned::to_owned))
    }

    fn add_override(&self, file: &Path, reason: &str) -> Result<(), RepositoryError> {
        let file = self.plumbing().directory().join(file);
        // A trailer is one line; what folds it would end it.
        let words: Vec<_> = reason
            .split(|c: char| c.is_whitespace() || c.is_control())
            .collect();
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let trailer = format!("{OVERRIDE_TRAILER}: {}", words.join(" "));
        let mut arguments: Vec<_> = TRAILERS.iter().map(AsRef::as_ref).collect();
        arguments.extend([
            "--in-place".as_ref(),
            "--if-exists=addIfDifferent".as_ref(),
            "--if-missing=add".as_ref(),
            "--where=end".as_ref(),
            "--trailer".as_ref(),
            trailer.as_ref(),
            file.as_os_str(),
        ]);
        let was_empty = self.says_nothing_else(&file)?;
        self.plumbing().run(&arguments)?.success()?;
        if was_empty {
            leave_room(&file)?;
        }
        Ok(())
    }

    fn says_nothing_else(&self, file: &Path) -> Result<bool, RepositoryError> {
        let path = self.plumbing().directory().join(file);
        let message = fs::read(&path).map_err(|source| RepositoryError::Read { path, source })?;
        let comment = self.comment_mark()?;
        Ok(message
            .lines()
            .take_while(|line| !line.ends_with(SCISSORS.as_bytes()))
            .all(|line| {
                line.trim_ascii().is_empty()
                    || line.starts_with(comment.as_bytes())
                    || override_in(line).is_some()
            }))
    }

    fn patch_message(&self) -> PathBuf {
        self.git_directories().0.join("rebase-apply/final-commit")
    }
}

impl GitRepository {
    /// What a comment in a message begins with.
    fn comment_mark(&self) -> Result<String, RepositoryError> {
        let names = ["core.commentstring", "core.commentchar"];
        let values = self.plumbing().configuration(&names)?;
        let mark = values.into_iter().flatten().next();
        Ok(mark
            .filter(|mark| mark != "auto")
            .unwrap_or_else(|| "#".to_owned()))
    }
}

/// An editor opens on the first line, which is for the subject; the next one keeps the trailer apart from it.
fn leave_room(file: &Path) -> Result<(), RepositoryError> {
    let path = file.to_owned();
    let message = match fs::read(file) {
        Ok(message) => message,
        Err(source) => return Err(RepositoryError::Read { path, source }),
    };
    let roomy = [b"\n\n", message.trim_start_with(|c| c == '\n')].concat();
    fs::write(file, roomy).map_err(|source| RepositoryError::Write { path, source })
}

fn override_in(line: &[u8]) -> Option<&str> {
    let (key, value) = line.to_str().ok()?.split_once(':')?;
    let value = value.trim();
    (key.eq_ignore_ascii_case(OVERRIDE_TRAILER) && !value.is_empty()).then_some(value)
}
