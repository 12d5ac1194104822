//! A real terminal for a program under test: a pane of a tmux server of its own.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::requirement::skipped;

/// How often the screen is looked at before something must have gone wrong; one look takes some milliseconds.
const LOOKS: usize = 10_000;
/// Runs a program, writes down what it ended with, and keeps the screen: tmux does not always tell the former. What a
/// shell traps with a command is as ever for its children.
const SCRIPT: &str = r#"trap : INT QUIT; "$@"; printf %d "$?" >"$0.part"; mv "$0.part" "$0"; exec tail -f /dev/null"#;

/// A terminal with one program in it, gone when dropped. Its last screen stays when the program ends.
#[derive(Debug)]
pub struct Terminal {
    /// Where the server's socket is, and what the program ended with.
    place: TempDir,
    environment: Vec<(OsString, OsString)>,
}

impl Terminal {
    /// Starts a command in a terminal of so many columns and rows, in the command's directory and environment, which
    /// has to be one that was cleared. `None` where there is no tmux, which is said.
    ///
    /// # Panics
    /// When it cannot be started, or when `ORION_REQUIRE_ALL=1` says that there has to be a tmux.
    #[must_use]
    #[track_caller]
    pub fn start(command: &Command, columns: u16, rows: u16) -> Option<Self> {
        if Command::new("tmux").arg("-V").output().is_err() {
            skipped("a terminal is a pane of tmux, which is not installed");
            return None;
        }
        let environment = command.get_envs();
        let environment =
            environment.filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
        let terminal = Self {
            place: tempfile::tempdir().expect("a temporary directory"),
            environment: environment.collect(),
        };
        let mut tmux = terminal.tmux();
        tmux.args(["new-session", "-d", "-x", &columns.to_string()]);
        tmux.args(["-y", &rows.to_string()]);
        if let Some(directory) = command.get_current_dir() {
            tmux.arg("-c").arg(directory);
        }
        tmux.args(["--", "sh", "-c", SCRIPT]).arg(terminal.ending());
        tmux.arg(command.get_program()).args(command.get_args());
        let output = tmux.output().expect("tmux starts");
        assert!(output.status.success(), "tmux: {output:?}");
        Some(terminal)
    }

    /// What it shows, line by line, without colours.
    #[must_use]
    pub fn screen(&self) -> String {
        self.capture(&["capture-pane", "-p"])
    }

    /// What it shows, with the sequences that colour it.
    #[must_use]
    pub fn coloured_screen(&self) -> String {
        self.capture(&["capture-pane", "-p", "-e"])
    }

    /// Waits until it shows a text, and gives the screen.
    ///
    /// # Panics
    /// When it never does: with what it shows instead.
    #[track_caller]
    #[expect(
        clippy::must_use_candidate,
        reason = "few look at what it shows besides"
    )]
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen is as it should be, and gives it.
    ///
    /// # Panics
    /// When it never is: with what it shows instead.
    #[track_caller]
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        for _ in 0..LOOKS {
            // Asked before the look: what a program said last is there when it has ended.
            let is_over = self.exit_code().is_some();
            let screen = self.screen();
            if is_so(&screen) {
                return screen;
            }
            assert!(!is_over, "it ended without {what:?}:\n{screen}");
        }
        panic!("it never showed {what:?}, but:\n{}", self.screen());
    }

    /// Presses keys, by tmux's names: `Enter`, `C-c`, `Tab`, `j`.
    pub fn press(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    /// Types a text as it is.
    pub fn write(&self, text: &str) {
        self.run(&["send-keys", "-l", "--", text]);
    }

    /// Gives it another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        self.run(&["resize-window", "-x", &columns, "-y", &rows]);
    }

    /// What the program ended with; `None` while it runs. A signal counts as 128 and its number, as in a shell.
    #[must_use]
    pub fn exit_code(&self) -> Option<i32> {
        fs::read_to_string(self.ending()).ok()?.parse().ok()
    }

    /// Waits until the program has ended, and gives what it ended with.
    ///
    /// # Panics
    /// When it does not end.
    #[must_use]
    #[track_caller]
    pub fn wait_for_exit(&self) -> i32 {
        let mut screen = String::new();
        for _ in 0..LOOKS {
            if let Some(code) = self.exit_code() {
                return code;
            }
            screen = self.screen();
        }
        panic!("it does not end:\n{screen}");
    }

    /// The program's process.
    ///
    /// # Panics
    /// When it has ended.
    #[must_use]
    #[track_caller]
    pub fn process(&self) -> u32 {
        let shell = self.display("#{pane_pid}");
        let output = Command::new("pgrep").args(["-P", &shell]).output();
        let found = String::from_utf8_lossy(&output.expect("pgrep starts").stdout).into_owned();
        found.trim().parse().expect("the shell has one child")
    }

    /// A format of tmux, filled in for this terminal: `#{alternate_on}`, `#{cursor_flag}`.
    #[must_use]
    pub fn display(&self, format: &str) -> String {
        let output = self.run(&["display-message", "-p", format]);
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    fn ending(&self) -> PathBuf {
        self.place.path().join("ended-with")
    }

    fn capture(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        String::from_utf8(output.stdout).expect("a screen is text")
    }

    fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Output {
        let output = self.tmux().args(arguments).output();
        let output = output.expect("tmux starts");
        assert!(output.status.success(), "tmux: {output:?}");
        output
    }

    fn tmux(&self) -> Command {
        let mut tmux = Command::new("tmux");
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        tmux.env_clear()
            .envs(environment)
            .env("TERM", "xterm-256color")
            .env("TMUX_TMPDIR", self.place.path())
            .args(["-f", "/dev/null", "-L", "orion"]);
        tmux
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Whoever panics has its reason already.
        let _ = self.tmux().arg("kill-server").output();
    }
}
