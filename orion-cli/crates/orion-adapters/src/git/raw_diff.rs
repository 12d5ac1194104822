//! What `--raw -z` says: `:old-mode new-mode old-id new-id status NUL path NUL`, with rename detection off.

use bstr::ByteSlice;
use orion_app::ports::RepositoryError;
use orion_core::change::EntryType;
use orion_core::path::RepoPath;

/// Flags that leave nothing out and let no configuration change the answer, for `diff-index` and `diff-tree`.
pub(super) const FLAGS: &[&str] = &[
    "--raw",
    "-z",
    "--no-renames",
    "--no-abbrev",
    "--no-relative",
    "--ignore-submodules=none",
];

/// One path that differs, as plumbing tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawEntry {
    /// The mode before; 0 when the path was absent.
    pub(super) old_mode: u32,
    /// The mode after; 0 when the path is absent.
    pub(super) new_mode: u32,
    /// The object before, in hexadecimal digits.
    pub(super) old_id: String,
    /// The object after, in hexadecimal digits.
    pub(super) new_id: String,
    /// Whether the path is unmerged: there is no *after* yet.
    pub(super) unmerged: bool,
    /// The path.
    pub(super) path: RepoPath,
}

/// What a mode says about an entry.
pub(super) fn entry_type(mode: u32) -> EntryType {
    match mode & 0o170_000 {
        0 => EntryType::Absent,
        0o120_000 => EntryType::Symlink,
        0o160_000 => EntryType::Submodule,
        _ => EntryType::File,
    }
}

/// Reads everything a command with [`FLAGS`] wrote.
pub(super) fn parse(output: &[u8]) -> Result<Vec<RawEntry>, RepositoryError> {
    let mut entries = Vec::new();
    let mut records = output.split(|byte| *byte == 0);
    while let Some(description) = records.next() {
        if description.is_empty() {
            break;
        }
        let entry = records
            .next()
            .and_then(|path| parse_entry(description, path));
        entries.push(entry.ok_or_else(|| RepositoryError::Git {
            command: "diff --raw -z".into(),
            message: format!("an entry that cannot be read: {:?}", description.as_bstr()),
        })?);
    }
    Ok(entries)
}

fn parse_entry(description: &[u8], path: &[u8]) -> Option<RawEntry> {
    let description = description.strip_prefix(b":")?.to_str().ok()?;
    let mut fields = description.split(' ');
    let mut mode = || u32::from_str_radix(fields.next()?, 8).ok();
    let (old_mode, new_mode) = (mode()?, mode()?);
    let (old_id, new_id) = (fields.next()?.to_owned(), fields.next()?.to_owned());
    let status = fields.next()?;
    if path.is_empty() || fields.next().is_some() {
        return None;
    }
    Some(RawEntry {
        old_mode,
        new_mode,
        old_id,
        new_id,
        unmerged: status.starts_with('U'),
        path: RepoPath::new(path),
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_cannot_be_read_is_an_error_and_never_left_out() {
        let whole = b":100644 100644 aa bb M\0path\0";
        assert_eq!(parse(whole).unwrap().len(), 1);
        assert!(parse(b"").unwrap().is_empty());
        for broken in [
            &b"100644 100644 aa bb M\0path\0"[..],
            b":100644 100644 aa bb\0path\0",
            b":100644 100644 aa bb M more\0path\0",
            b":1x0644 100644 aa bb M\0path\0",
            b":100644 100644 aa bb M\0\0",
            b":100644 100644 aa bb M",
            b":100644 100644 aa bb M\0path\0:100644 100644 aa bb R100\0old\0new\0",
        ] {
            assert!(parse(broken).is_err(), "{broken:?}");
        }
    }
}
