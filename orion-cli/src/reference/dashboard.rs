//! `docs/dashboard.md`

use std::fmt::Write as _;

use super::{NOTICE, cell, check};
use crate::tui::{BINDINGS, PALETTES, TYPED};

const AROUND: &str = "
`orion status` on a terminal shows the workstreams, how the parts fit together, how good the work is, the local stack
with its logs, and what is asked for with its clocks. Every figure comes from evidence: `e` shows from which, how old it
is, and the command that shows the same. Nothing that has to be waited for keeps the screen waiting. What cannot be had
now keeps its last answer, with its age. The screen is drawn anew when files of the work tree change, when the engine
tells of a container, and by the minute when GitHub is asked; `--offline` asks it nothing.

From 110 columns and 30 rows on there are two columns of panes; below that one, with a line for each pane that is
closed; below 60 by 16 a message. Where the locale is not UTF-8, everything is drawn in ASCII. Off a terminal, and with
`--once`, the same is a plain table, and with `--json` a report.
";

#[test]
fn the_dashboard_is_documented() {
    let mut text =
        format!("{NOTICE}\n# The dashboard\n{AROUND}\n## Keys\n\n| key | does |\n| --- | --- |\n");
    for binding in BINDINGS {
        let keys: Vec<_> = binding
            .keys
            .iter()
            .map(|key| format!("`{}`", key.name()))
            .collect();
        writeln!(text, "| {} | {} |", keys.join(" "), cell(binding.help)).unwrap();
    }
    text.push_str(
        "\nRestarting and deciding ask first; `y` means yes, any other key no. The mouse selects a row, a click on the \
         selected row leads into it, the wheel moves.\n\n## Commands\n\nAfter `:`, ended by Enter; Esc leaves it.\n\n\
         | command | does |\n| --- | --- |\n",
    );
    for (written, help) in TYPED {
        writeln!(text, "| `{}` | {} |", cell(written), cell(help)).unwrap();
    }
    let palettes = PALETTES.join("`, `");
    write!(
        text,
        "\n## Colours\n\n`{palettes}`: the terminal's own sixteen, a set for any kind of colour vision, and none at all, \
         which is what `NO_COLOR` leads to. A state is a word and a sign before it is a colour.\n",
    )
    .unwrap();
    check("docs/dashboard.md", &text);
}
