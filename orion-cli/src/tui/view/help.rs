//! All keys and commands.

use crate::tui::command_line::TYPED;
use crate::tui::keymap::BINDINGS;
use crate::tui::page::Page;
use crate::tui::theme::Role;

/// The help as a page.
pub(crate) fn help() -> Page {
    let mut page = Page::new("Keys").line(Role::Path, "keys");
    for binding in BINDINGS {
        let keys = match binding.shown {
            "tab" => "tab, 1-6",
            "enter" => "enter, esc",
            shown => shown,
        };
        page = page.text(format!("  {keys:<11} {}", binding.help));
    }
    page = page.gap().line(Role::Path, "after `:`");
    for (written, help) in TYPED {
        page = page.text(format!("  {written:<42} {help}"));
    }
    page.gap().line(
        Role::Dim,
        "the mouse selects and scrolls; a click on the selected row leads into it",
    )
}
