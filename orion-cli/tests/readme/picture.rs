//! The README's picture: the tour's refused commit in a real terminal (tmux), its screen turned into SVG.

use std::fs;
use std::path::Path;
use std::process::Command;

use orion_testutils::skip;

use crate::document::Step;
use crate::shell::Shell;
use crate::{pieces, root, settle, steps};

const FILE: &str = "docs/orion-check.svg";
const SIZE: [&str; 4] = ["-x", "108", "-y", "50"];
/// The line that says that the screen is complete.
const END: &str = "-- end of the picture --";
/// How often the screen is looked at before something must have gone wrong; one look takes some milliseconds.
const LOOKS: usize = 5_000;

/// A terminal, gone when dropped.
struct Terminal<'shell> {
    shell: &'shell Shell,
}

impl Terminal<'_> {
    fn tmux(&self) -> Command {
        let mut tmux = self.shell.command("tmux");
        tmux.env("TMUX_TMPDIR", self.shell.beside("home")).args([
            "-f",
            "/dev/null",
            "-L",
            "picture",
        ]);
        tmux
    }

    /// Runs the script in a new terminal and gives the screen, colours and all, once its last line is there.
    fn screen_of(&self, script: &Path) -> String {
        let status = self
            .tmux()
            .env("TERM", "xterm-256color")
            .args(["new-session", "-d"])
            .args(SIZE)
            .arg("bash")
            .arg(script)
            .status()
            .unwrap();
        assert!(status.success(), "tmux starts");
        for _ in 0..LOOKS {
            let output = self
                .tmux()
                .args(["capture-pane", "-p", "-e"])
                .output()
                .unwrap();
            let screen = String::from_utf8(output.stdout).unwrap();
            if screen.contains(END) {
                let lines = screen.lines().take_while(|line| !line.contains(END));
                return lines.collect::<Vec<_>>().join("\n");
            }
        }
        panic!("the terminal never showed its last line");
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        // It is gone already when the script failed.
        let _ = self.tmux().arg("kill-server").output();
    }
}

/// Everything of the tour before its refused commit, and that commit.
fn until_refused(steps: Vec<&mut Step>) -> (Vec<String>, String) {
    let mut before = Vec::new();
    for step in steps {
        if step.refused {
            return (before, step.command.clone());
        }
        before.push(step.command.clone());
    }
    panic!("nothing in the tour is refused");
}

#[test]
fn the_picture_is_of_this_program() {
    if Command::new("tmux").arg("-V").output().is_err() {
        skip!("the picture is taken in tmux, which is not installed");
    }
    let (_, mut pieces) = pieces();
    let (before, refused) = until_refused(steps(&mut pieces));
    let shell = Shell::new();
    let commands: Vec<&str> = before.iter().map(String::as_str).collect();
    shell.run(&commands);

    let script = shell.beside("picture.sh");
    let text = format!(
        "cd shop\n\
         printf '\\033[1m$ %s\\033[0m\\n' \"$(cat <<'COMMAND'\n{refused}\nCOMMAND\n)\"\n\
         {refused}\n\
         printf '%s\\n' '{END}'\n\
         read -r _\n"
    );
    fs::write(&script, text).unwrap();
    let screen = Terminal { shell: &shell }.screen_of(&script);
    let svg = anstyle_svg::Term::new()
        .palette(anstyle_svg::WIN10_CONSOLE)
        .render_svg(&screen);

    let committed = fs::read_to_string(root().join(FILE)).unwrap_or_default();
    settle(FILE, &committed, &svg);
}
