//! Paths of the repository that services mount, as config maps.

use serde_json::{Map, Value, json};

use super::super::ExportFinding;
use crate::config::Volume;
use crate::path::RepoPath;

/// The most that the files of one mount may hold together. A config map takes 1 MiB, and what applies it keeps
/// a copy in an annotation of at most 256 KiB.
pub const LARGEST_MOUNT: usize = 200 * 1024;

/// A file at or below a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MountedFile {
    /// The way to it from the path, with `/`; empty where the path is the file.
    pub below: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// What there is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MountedPath {
    /// One file, or the files of a directory.
    Files(Vec<MountedFile>),
    /// More than [`LARGEST_MOUNT`].
    TooLarge,
    /// Nothing that git knows.
    Missing,
}

/// A mount, ready for a pod.
pub(super) struct ConfigMount {
    /// The `data` of the config map.
    pub(super) data: Value,
    /// Which key becomes which file, for a directory.
    pub(super) items: Vec<Value>,
    /// The key that is the file, for one file.
    pub(super) file: Option<&'static str>,
}

/// Makes a config map of a mount, or says why not.
pub(super) fn config_mount(
    service: &str,
    volume: &Volume,
    path: &RepoPath,
    found: MountedPath,
) -> Result<(ConfigMount, Option<ExportFinding>), ExportFinding> {
    let path = path.as_bstr();
    let left_out = |why: &str| {
        Err(ExportFinding::left_out(format!(
            "`{service}` does not get `{path}`: {why}"
        )))
    };
    let files = match found {
        MountedPath::Missing => return left_out("git knows no file there"),
        MountedPath::TooLarge => return left_out("it is too large for a config map"),
        MountedPath::Files(files) => files,
    };
    if files.iter().map(|file| file.content.len()).sum::<usize>() > LARGEST_MOUNT {
        return left_out("it is too large for a config map");
    }
    let mut data = Map::new();
    let mut items = Vec::new();
    let mut single = None;
    for (at, file) in files.iter().enumerate() {
        let Ok(text) = std::str::from_utf8(&file.content) else {
            return left_out("it holds a file that is no text");
        };
        let key = if file.below.is_empty() {
            single = Some("content");
            "content".to_owned()
        } else {
            key(&file.below, at)
        };
        items.push(json!({ "key": key, "path": file.below }));
        data.insert(key, json!(text));
    }
    let finding = (!volume.read_only).then(|| {
        ExportFinding::note(format!(
            "`{service}` can only read `{path}`: a config map is not written to"
        ))
    });
    let mount = ConfigMount {
        data: Value::Object(data),
        items,
        file: single,
    };
    Ok((mount, finding))
}

/// A key may hold letters, digits, `-`, `_` and `.`; the number keeps two apart that become the same.
fn key(below: &str, at: usize) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    if below.len() < 200 && below.chars().all(is_plain) && below != "." && !below.starts_with("..")
    {
        return below.to_owned();
    }
    let plain: String = below
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '_' })
        .take(200)
        .collect();
    format!("{at}_{plain}")
}
