//! One line of what git tells `pre-push`.

use bstr::ByteSlice;

use super::HookFailure;

/// A ref that is about to be pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PushedRef {
    /// What is pushed: a ref of this repository, `HEAD`, or an id.
    pub(super) local: String,
    /// Its id; `None` when the remote's ref is deleted.
    pub(super) local_id: Option<String>,
    /// The ref over there.
    pub(super) remote: String,
    /// What it is there now, as far as git knows; `None` when it is new.
    pub(super) remote_id: Option<String>,
}

/// Reads the lines `<local ref> <local id> <remote ref> <remote id>`, an id of zeros being none. See
/// githooks(5).
pub(super) fn parse(input: &[u8]) -> Result<Vec<PushedRef>, HookFailure> {
    input
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let line = line.to_str_lossy();
            let fields: Vec<&str> = line.split(' ').collect();
            let [local, local_id, remote, remote_id] = fields[..] else {
                return Err(HookFailure::NotAPush(line.into_owned()));
            };
            let id = |text: &str| {
                let is_id = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
                if !is_id {
                    return Err(HookFailure::NotAPush(line.clone().into_owned()));
                }
                Ok((!text.bytes().all(|byte| byte == b'0')).then(|| text.to_owned()))
            };
            Ok(PushedRef {
                local: local.to_owned(),
                local_id: id(local_id)?,
                remote: remote.to_owned(),
                remote_id: id(remote_id)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_a_new_branch_and_a_deletion() {
        let one = "1".repeat(40);
        let zero = "0".repeat(40);
        let input = format!(
            "refs/heads/a {one} refs/heads/b {one}\nHEAD {one} refs/heads/n {zero}\n\
             (delete) {zero} refs/heads/d {one}\n"
        );
        let pushed = parse(input.as_bytes()).unwrap();
        let ids: Vec<_> = pushed
            .iter()
            .map(|pushed| {
                (
                    pushed.remote.as_str(),
                    pushed.local_id.is_some(),
                    pushed.remote_id.is_some(),
                )
            })
            .collect();
        assert_eq!(
            ids,
            [
                ("refs/heads/b", true, true),
                ("refs/heads/n", true, false),
                ("refs/heads/d", false, true)
            ]
        );
        assert_eq!(parse(b"").unwrap(), []);
    }

    #[test]
    fn anything_else_is_no_push() {
        let one = "1".repeat(40);
        for line in [
            "refs/heads/a".to_owned(),
            format!("refs/heads/a {one} refs/heads/b"),
            format!("refs/heads/a {one} refs/heads/b {one} more"),
            format!("refs/heads/a {one} refs/heads/b short"),
        ] {
            assert!(
                matches!(parse(line.as_bytes()), Err(HookFailure::NotAPush(_))),
                "{line}"
            );
        }
    }
}
