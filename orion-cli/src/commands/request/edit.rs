//! Lets a person edit a text in the editor of their choice.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::Command;

use orion_core::request::IdempotencyKey;

use crate::env_vars::of_others;
use crate::failure::Failure;

/// Opens the text in `VISUAL`, else `EDITOR`, else `vi`, and gives what came of it. The marker by which GitHub's copy
/// is recognised stays, whatever was edited.
pub(super) fn edit(text: &str, key: &IdempotencyKey) -> Result<String, Failure> {
    let failed = |error: std::io::Error| {
        Failure::surroundings(format!("the request cannot be edited: {error}"))
    };
    let mut file = tempfile::Builder::new()
        .prefix("request-")
        .suffix(".md")
        .tempfile()
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.flush().map_err(failed)?;
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(of_others);
    let editor = editor
        .filter(|editor| !editor.is_empty())
        .unwrap_or_else(|| OsString::from("vi"));
    // As git does: the setting is a command line, and the file its last argument.
    let mut script = editor.clone();
    script.push(" \"$@\"");
    let status = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(&editor)
        .arg(file.path())
        .status()
        .map_err(failed)?;
    if !status.success() {
        let editor = editor.to_string_lossy();
        return Err(Failure::surroundings(format!(
            "`{}` failed: {status}",
            crate::output::visible(&editor)
        ))
        .hint("nothing was filed; `VISUAL` or `EDITOR` names another editor"));
    }
    let mut edited = std::fs::read_to_string(file.path()).map_err(failed)?;
    if !key.is_in(&edited) {
        edited = format!("{}\n\n{}\n", edited.trim_end(), key.marker());
    }
    Ok(edited)
}
