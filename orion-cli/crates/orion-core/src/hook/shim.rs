//! What Orion writes into a hook: a small POSIX shell script that finds `orion`, lets it judge, and then runs
//! the hook that was there before.
//!
//! It must work without a terminal and with the few words of PATH that a graphical client has, so it carries
//! the absolute path of the program that installed it. Where no `orion` can be found it refuses: *could not
//! tell* is not *allowed*. Orion judges first, because that takes milliseconds; what an older hook then
//! changes in the index is judged once more in `prepare-commit-msg`.

use bstr::ByteSlice;

use super::HookName;

/// What is put behind a hook's name when it makes room for Orion's.
pub const PREVIOUS_SUFFIX: &str = ".orion-previous";

/// The line every shim has, whatever its version.
const MARK: &str = "# orion-hook: ";

/// A hook as Orion writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shim {
    text: Vec<u8>,
}

impl Shim {
    /// The script of `hook`, which calls the program at `orion`, an absolute path.
    #[must_use]
    pub fn new(hook: HookName, orion: &[u8]) -> Self {
        let (keep, feed, pass) = if hook.reads_input() {
            (KEEP_INPUT, "input | ", "input | \"$previous\" \"$@\"")
        } else {
            ("", "", "exec \"$previous\" \"$@\"")
        };
        let body = BODY
            .replace("{keep}", keep)
            .replace("{feed}", feed)
            .replace("{pass}", pass)
            .replace("{suffix}", PREVIOUS_SUFFIX)
            .replace("{hook}", hook.as_str());
        let head = HEAD
            .replace("{mark}", MARK)
            .replace("{suffix}", PREVIOUS_SUFFIX)
            .replace("{hook}", hook.as_str());
        let mut text = head.into_bytes();
        text.extend_from_slice(PROGRAM.as_bytes());
        text.extend_from_slice(&quote(orion));
        text.extend_from_slice(body.as_bytes());
        Self { text }
    }

    /// The file's content.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.text
    }

    /// Whether a hook of this content was written by Orion, in whatever version.
    #[must_use]
    pub fn recognises(content: &[u8]) -> bool {
        content.lines().any(|line| line.starts_with_str(MARK))
    }
}

const PROGRAM: &str = "orion=";

const HEAD: &str = "\
#!/bin/sh
{mark}{hook}
# Keeps changes inside the boundaries of workstreams.toml. Written by `orion hook install`, taken away by
# `orion hook uninstall`; an edit here is lost at the next install. A hook that was here before is beside this
# file as {hook}{suffix}, and runs after Orion's.
";

const BODY: &str = r#"
[ -x "$orion" ] || orion=$(command -v orion) || orion=${HOME-}/.cargo/bin/orion
if [ ! -x "$orion" ]; then
  printf '%s\n' >&2 \
    'error: `orion` cannot be found, so nobody can tell whether this stays inside the boundaries' \
    'hint: install it, then run `orion hook install`' \
    'hint: without it, for once: put `-c core.hooksPath=/dev/null` behind `git`; CI still judges'
  exit 1
fi
{keep}{feed}"$orion" hook run {hook} "$@" || exit

previous=${0%/*}/{hook}{suffix}
# A hook manager may have kept this file and call it from the very hook it calls.
[ -x "$previous" ] && [ "${ORION_HOOK_PREVIOUS-}" != "$PWD/$previous" ] || exit 0
export ORION_HOOK_PREVIOUS="$PWD/$previous"
{pass}
"#;

const KEEP_INPUT: &str = r#"
lines=$(cat)
input() { [ -z "$lines" ] || printf '%s\n' "$lines"; }
"#;

/// A text as the shell takes it literally.
fn quote(text: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'\''];
    quoted.extend(text.replace("'", "'\\''"));
    quoted.push(b'\'');
    quoted
}

/// The program that a shim calls first, as it was recorded when the shim was installed.
#[must_use]
pub fn recorded_program(content: &[u8]) -> Option<Vec<u8>> {
    let start = content.find(format!("\n{PROGRAM}'"))? + PROGRAM.len() + 2;
    let rest = &content[start..];
    // The closing quote is the one that no `\''` follows.
    let mut end = 0;
    loop {
        end += rest.get(end..)?.find_byte(b'\'')?;
        if rest[end..].starts_with(b"'\\''") {
            end += 4;
        } else {
            return Some(rest[..end].replace("'\\''", "'"));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn text(shim: &Shim) -> &str {
        std::str::from_utf8(shim.as_bytes()).unwrap()
    }

    #[test]
    fn a_hook_without_input() {
        let shim = Shim::new(HookName::PreCommit, b"/opt/orion/bin/orion");
        assert_snapshot!(text(&shim), @r#"
        #!/bin/sh
        # orion-hook: pre-commit
        # Keeps changes inside the boundaries of workstreams.toml. Written by `orion hook install`, taken away by
        # `orion hook uninstall`; an edit here is lost at the next install. A hook that was here before is beside this
        # file as pre-commit.orion-previous, and runs after Orion's.
        orion='/opt/orion/bin/orion'
        [ -x "$orion" ] || orion=$(command -v orion) || orion=${HOME-}/.cargo/bin/orion
        if [ ! -x "$orion" ]; then
          printf '%s\n' >&2 \
            'error: `orion` cannot be found, so nobody can tell whether this stays inside the boundaries' \
            'hint: install it, then run `orion hook install`' \
            'hint: without it, for once: put `-c core.hooksPath=/dev/null` behind `git`; CI still judges'
          exit 1
        fi
        "$orion" hook run pre-commit "$@" || exit

        previous=${0%/*}/pre-commit.orion-previous
        # A hook manager may have kept this file and call it from the very hook it calls.
        [ -x "$previous" ] && [ "${ORION_HOOK_PREVIOUS-}" != "$PWD/$previous" ] || exit 0
        export ORION_HOOK_PREVIOUS="$PWD/$previous"
        exec "$previous" "$@"
        "#);
    }

    #[test]
    fn a_hook_with_input() {
        let shim = Shim::new(HookName::PrePush, b"/opt/o'rion/orion");
        assert_snapshot!(text(&shim), @r#"
        #!/bin/sh
        # orion-hook: pre-push
        # Keeps changes inside the boundaries of workstreams.toml. Written by `orion hook install`, taken away by
        # `orion hook uninstall`; an edit here is lost at the next install. A hook that was here before is beside this
        # file as pre-push.orion-previous, and runs after Orion's.
        orion='/opt/o'\''rion/orion'
        [ -x "$orion" ] || orion=$(command -v orion) || orion=${HOME-}/.cargo/bin/orion
        if [ ! -x "$orion" ]; then
          printf '%s\n' >&2 \
            'error: `orion` cannot be found, so nobody can tell whether this stays inside the boundaries' \
            'hint: install it, then run `orion hook install`' \
            'hint: without it, for once: put `-c core.hooksPath=/dev/null` behind `git`; CI still judges'
          exit 1
        fi

        lines=$(cat)
        input() { [ -z "$lines" ] || printf '%s\n' "$lines"; }
        input | "$orion" hook run pre-push "$@" || exit

        previous=${0%/*}/pre-push.orion-previous
        # A hook manager may have kept this file and call it from the very hook it calls.
        [ -x "$previous" ] && [ "${ORION_HOOK_PREVIOUS-}" != "$PWD/$previous" ] || exit 0
        export ORION_HOOK_PREVIOUS="$PWD/$previous"
        input | "$previous" "$@"
        "#);
    }

    #[test]
    fn hooks_of_others_are_not_recognised() {
        assert!(!Shim::recognises(b"#!/bin/sh\norion hook run pre-commit\n"));
        assert_eq!(recorded_program(b"#!/bin/sh\norion hook run\n"), None);
        assert_eq!(recorded_program(b"\norion='never closed"), None);
    }

    proptest! {
        #[test]
        fn the_recorded_program_is_read_back(program in proptest::collection::vec(1_u8.., 0..40)) {
            let shim = Shim::new(HookName::PrePush, &program);
            prop_assert!(Shim::recognises(shim.as_bytes()));
            prop_assert_eq!(recorded_program(shim.as_bytes()), Some(program));
        }
    }
}
