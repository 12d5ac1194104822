//! What is sent to the engine for a build.

use std::fs;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tar::{Builder, Header, HeaderMode};

use super::archive::{Sink, add_open};
use super::ignore::Ignore;

/// A directory of this machine, as a build gets to see it.
#[derive(Debug)]
pub(super) struct BuildContext {
    directory: PathBuf,
    /// What is sent, relative to the directory, parents before what is in them.
    paths: Vec<PathBuf>,
    /// What the Dockerfile says.
    pub(super) dockerfile: String,
}

impl BuildContext {
    /// Looks at the directory.
    ///
    /// # Errors
    /// With what is wrong, when something cannot be read.
    pub(super) fn read(directory: PathBuf, dockerfile: &str) -> Result<Self, String> {
        let text = fs::read_to_string(directory.join(dockerfile))
            .map_err(|error| format!("`{dockerfile}`: {error}"))?;
        let (ignore_file, ignore) = ignore(&directory, dockerfile)?;
        let mut paths = Vec::new();
        let always = [dockerfile, ignore_file.as_str()];
        walk(
            &directory,
            (Path::new(""), ""),
            &ignore,
            &always,
            &mut paths,
        )
        .map_err(|(path, error)| format!("`{}`: {error}", path.display()))?;
        Ok(Self {
            directory,
            paths,
            dockerfile: text,
        })
    }

    /// Writes it all.
    pub(super) fn write(&self, archive: &mut Builder<BufWriter<Sink>>) -> io::Result<()> {
        for path in &self.paths {
            self.add(archive, path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", path.display()))
            })?;
        }
        Ok(())
    }

    /// Adds one thing: with its mode and time, as a build may go by them, and as root's.
    fn add(&self, archive: &mut Builder<BufWriter<Sink>>, path: &Path) -> io::Result<()> {
        let full = self.directory.join(path);
        let metadata = fs::symlink_metadata(&full)?;
        let mut head = Header::new_gnu();
        head.set_metadata_in_mode(&metadata, HeaderMode::Complete);
        head.set_uid(0);
        head.set_gid(0);
        let kind = metadata.file_type();
        if kind.is_symlink() {
            head.set_size(0);
            archive.append_link(&mut head, path, fs::read_link(&full)?)
        } else if kind.is_dir() {
            head.set_size(0);
            archive.append_data(&mut head, path, io::empty())
        } else {
            add_open(archive, &mut head, path, &full)
        }
    }
}

/// The rules for what is left out, and the file they are in: one beside the Dockerfile goes before the one at
/// the top.
fn ignore(directory: &Path, dockerfile: &str) -> Result<(String, Ignore), String> {
    for name in [
        format!("{dockerfile}.dockerignore"),
        ".dockerignore".to_owned(),
    ] {
        match fs::read_to_string(directory.join(&name)) {
            Ok(text) => {
                let ignore =
                    Ignore::parse(&text).map_err(|reason| format!("`{name}`: {reason}"))?;
                return Ok((name, ignore));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("`{name}`: {error}")),
        }
    }
    Ok((".dockerignore".to_owned(), Ignore::default()))
}

/// Goes through the directory `real`, which the rules know as `at`. What is in `always` is taken in any case, with
/// the directories that it is in.
fn walk(
    top: &Path,
    (real, at): (&Path, &str),
    ignore: &Ignore,
    always: &[&str],
    paths: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (top.join(real), error);
    let mut names = Vec::new();
    for entry in fs::read_dir(top.join(real)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        names.push((entry.file_name(), entry.file_type().map_err(failed)?));
    }
    names.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (name, kind) in names {
        let shown = name.to_string_lossy();
        let path = if at.is_empty() {
            shown.into_owned()
        } else {
            format!("{at}/{shown}")
        };
        let real = real.join(&name);
        let left_out = ignore.leaves_out(&path) && !always.contains(&path.as_str());
        if kind.is_dir() {
            let within = format!("{path}/");
            let needed = !left_out || always.iter().any(|one| one.starts_with(&within));
            if needed {
                paths.push(real.clone());
            }
            if needed || ignore.may_keep_within(&path) {
                walk(top, (&real, &path), ignore, always, paths)?;
            }
        } else if !left_out && (kind.is_file() || kind.is_symlink()) {
            paths.push(real);
        }
    }
    Ok(())
}
