//! The README's picture: the tour's refused commit in a real terminal (tmux), its screen turned into SVG.

use std::fs;

use orion_testutils::Terminal;

use crate::document::Step;
use crate::shell::Shell;
use crate::{pieces, root, settle, steps};

const FILE: &str = "docs/orion-check.svg";
const COLUMNS: u16 = 108;
const ROWS: u16 = 50;
/// The line that says that the screen is complete.
const END: &str = "-- end of the picture --";

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
    let mut bash = shell.command("bash");
    let Some(terminal) = Terminal::start(bash.arg(&script), COLUMNS, ROWS) else {
        return;
    };
    terminal.wait_for(END);
    let screen = terminal.coloured_screen();
    let lines: Vec<_> = screen
        .lines()
        .take_while(|line| !line.contains(END))
        .collect();
    let screen = lines.join("\n");
    let svg = anstyle_svg::Term::new()
        .palette(anstyle_svg::WIN10_CONSOLE)
        .render_svg(&screen);

    let committed = fs::read_to_string(root().join(FILE)).unwrap_or_default();
    settle(FILE, &committed, &svg);
}
