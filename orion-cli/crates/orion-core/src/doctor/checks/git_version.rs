//! DOC001: git is too old.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC001
pub const RULE: Rule = Rule {
    code: Code("DOC001"),
    name: "git too old",
    what: "The git on PATH is older than what Orion asks of it, or cannot be started.",
    why: "Orion lets git itself say what is staged and what a range changes. An older git lacks options that \
          keep that answer complete.",
    example: "git 2.25, as it comes with Ubuntu 20.04.",
    fix: "Install git 2.36 or newer, and see which one is used: `git --version`.",
};

/// The oldest git that understands everything it is asked: `git worktree list -z` came with 2.36.
const OLDEST: (u32, u32) = (2, 36);

/// Judges what `git version` says, or why it says nothing.
#[must_use]
pub fn check(version: Result<&str, &str>) -> Finding {
    let version = match version {
        Ok(version) => version,
        Err(why) => return Finding::error(&RULE, why, "install git 2.36 or newer"),
    };
    let message = format!("git {version}");
    match parse(version) {
        Some(found) if found >= OLDEST => Finding::ok(&RULE, message),
        Some(_) => Finding::error(
            &RULE,
            format!("{message} is older than 2.36"),
            "install git 2.36 or newer",
        ),
        None => Finding::unknown(&RULE, format!("git calls its version `{version}`")),
    }
}

fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split(['.', ' ', '-']);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::doctor::Health;

    #[test]
    fn versions_are_numbers() {
        let health = |version| check(Ok(version)).health;
        assert_eq!(health("2.36.0"), Health::Ok);
        assert_eq!(health("2.47.3"), Health::Ok);
        assert_eq!(health("2.50.1 (Apple Git-155)"), Health::Ok);
        assert_eq!(health("2.52.0-rc1"), Health::Ok);
        assert_eq!(health("10.0.windows.1"), Health::Ok);
        assert_eq!(health("2.9.5"), Health::Error);
        assert_eq!(health("2.35.8"), Health::Error);
        assert_eq!(health("next"), Health::Unknown);
        assert_eq!(check(Err("git could not be started")).health, Health::Error);
    }
}
