//! Why a service ended, most likely.

/// How a service ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End<'a> {
    /// What it exited with.
    pub exit_code: i64,
    /// Whether the kernel ended it for want of memory.
    pub out_of_memory: bool,
    /// How often it was started again before.
    pub restarts: u64,
    /// The last lines that it wrote.
    pub lines: &'a [String],
}

/// What lines tell, and what that means most likely.
const TELLING: [(&[&str], &str); 7] = [
    (
        &["no space left on device", "disk full"],
        "the disk is full: `docker system df` shows what takes the space",
    ),
    (
        &["address already in use", "eaddrinuse"],
        "something in the container has its port already",
    ),
    (
        &[
            "password authentication failed",
            "access_refused",
            "authentication failed",
        ],
        "a password is refused: a volume may keep an older one, which `orion down --volumes` takes away \
         with all its data",
    ),
    (
        &["connection refused", "econnrefused"],
        "something that it needs does not answer: is that in `depends-on`?",
    ),
    (
        &[
            "name or service not known",
            "failed to lookup address",
            "could not translate host name",
        ],
        "a name that it looks for is not there: services find each other by their names",
    ),
    (
        &["permission denied", "eacces"],
        "it may not read or write a file",
    ),
    (
        &["is missing: set", "not set", "is required"],
        "a setting is missing: see its `env` and `secrets`",
    ),
];

/// The likely cause, in words for people; none where nothing tells.
#[must_use]
pub fn likely_cause(end: &End<'_>) -> Option<String> {
    if end.out_of_memory {
        return Some("out of memory: the kernel ended it".to_owned());
    }
    let said = end.lines.iter().rev().find_map(|line| {
        let line = line.to_ascii_lowercase();
        let tells = |(signs, _): &&(&[&str], &str)| signs.iter().any(|sign| line.contains(sign));
        TELLING
            .iter()
            .find(tells)
            .map(|(_, meaning)| (*meaning).to_owned())
    });
    said.or_else(|| by_code(end.exit_code).map(str::to_owned))
}

/// What an exit code says: a shell's, or 128 and the signal's number.
fn by_code(code: i64) -> Option<&'static str> {
    Some(match code {
        0 => "it had nothing to do: a service goes on until it is stopped",
        125 => "the engine could not run it",
        126 => "its program is there and cannot be run",
        127 => "its program is not in the image",
        132 => "it used an instruction that this processor does not have (SIGILL)",
        134 => "it gave up (SIGABRT)",
        137 => "it was killed (SIGKILL), by hand or for want of memory",
        139 => "it touched memory that is not its own (SIGSEGV)",
        143 => "it was told to end (SIGTERM)",
        _ => return None,
    })
}

/// How it ended, in words: `it ended with exit code 3`, `it ended 4 times, …` for a crash loop.
#[must_use]
pub fn ending(end: &End<'_>) -> String {
    if end.restarts == 0 {
        return format!("it ended with exit code {}", end.exit_code);
    }
    format!(
        "crash loop: it ended {} times, at last with exit code {}",
        end.restarts + 1,
        end.exit_code
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(exit_code: i64, lines: &[String]) -> End<'_> {
        End {
            exit_code,
            out_of_memory: false,
            restarts: 0,
            lines,
        }
    }

    #[test]
    fn memory_goes_before_lines_and_lines_before_codes() {
        let lines = ["FATAL: password authentication failed for user".to_owned()];
        let mut ended = end(137, &lines);
        assert!(
            likely_cause(&ended)
                .unwrap()
                .starts_with("a password is refused")
        );
        ended.out_of_memory = true;
        assert!(likely_cause(&ended).unwrap().starts_with("out of memory"));
        assert!(
            likely_cause(&end(127, &[]))
                .unwrap()
                .contains("not in the image")
        );
        assert_eq!(likely_cause(&end(3, &[])), None);
    }

    #[test]
    fn a_crash_loop_is_told_as_one() {
        let mut ended = end(3, &[]);
        assert_eq!(ending(&ended), "it ended with exit code 3");
        ended.restarts = 3;
        assert_eq!(
            ending(&ended),
            "crash loop: it ended 4 times, at last with exit code 3"
        );
    }
}
