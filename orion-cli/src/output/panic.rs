//! What a bug says.

use std::panic::{self, PanicHookInfo};

use super::printer::say;

/// The exit code of a bug, as the standard library has it.
const PANICKED: i32 = 101;

/// From now on a panic says that it is a bug, where it happened and what to do, and ends the process with
/// exit code 101.
pub(crate) fn install_panic_message() {
    panic::set_hook(Box::new(|panic| {
        super::screen::leave();
        say(format_args!("{}", render(panic)));
        #[expect(clippy::exit, reason = "after a bug nothing is left to unwind to")]
        std::process::exit(PANICKED);
    }));
}

fn render(panic: &PanicHookInfo<'_>) -> String {
    let what = panic.payload_as_str().unwrap_or("no message");
    let place = panic
        .location()
        .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!(
        "error: this is a bug in orion: {}\n  at {place}, version {}\n\
         hint: nothing was decided: do not take this for a pass\n\
         hint: report it with these lines and the command that led here; `-vvv` before the command shows more\n",
        super::visible_lines(what),
        env!("CARGO_PKG_VERSION"),
    )
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::Command;

    use insta::assert_snapshot;

    /// What the test below runs in a process of its own.
    #[test]
    #[ignore = "ends the process"]
    fn bug() {
        super::install_panic_message();
        panic!("the map has no \u{1b}[2J root");
    }

    #[test]
    fn a_bug_says_what_it_is_and_ends_in_101() {
        let child = Command::new(env::current_exe().unwrap())
            .args(["--ignored", "--exact", "output::panic::tests::bug"])
            .output()
            .unwrap();
        assert_eq!(child.status.code(), Some(101));
        let said = String::from_utf8(child.stderr).unwrap();
        let place = said.split_once("  at ").unwrap().1;
        let (place, _) = place.split_once(',').unwrap();
        assert!(place.contains("panic.rs:"), "{place}");
        assert_snapshot!(said.replace(place, "PLACE").replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r"
        error: this is a bug in orion: the map has no \x1b[2J root
          at PLACE, version VERSION
        hint: nothing was decided: do not take this for a pass
        hint: report it with these lines and the command that led here; `-vvv` before the command shows more
        ");
    }
}
