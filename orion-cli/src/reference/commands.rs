//! `docs/commands.md`

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};

use super::{NOTICE, cell, check};
use crate::cli::Cli;

#[test]
fn commands_are_documented() {
    let mut root = Cli::command();
    root.build();
    let about = root.get_about().unwrap();
    let mut text = format!("{NOTICE}\n# Commands\n\n{about}.\n");
    section(&mut text, "Global options", root.get_arguments());
    for command in root.get_subcommands() {
        describe(&mut text, command);
    }
    check("docs/commands.md", &text);
}

fn describe(text: &mut String, command: &Command) {
    let about = command
        .get_long_about()
        .or_else(|| command.get_about())
        .unwrap();
    let name = command.get_bin_name().unwrap();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    write!(text, "\n## {name}\n\n{about}\n\n```\n{usage}\n```\n").unwrap();
    let own = command
        .get_arguments()
        .filter(|argument| !argument.is_global_set());
    section(text, "", own);
    for subcommand in command.get_subcommands() {
        describe(text, subcommand);
    }
}

fn section<'a>(text: &mut String, title: &str, arguments: impl Iterator<Item = &'a Arg>) {
    let rows: Vec<_> = arguments
        .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"))
        .map(row)
        .collect();
    if rows.is_empty() {
        return;
    }
    if !title.is_empty() {
        write!(text, "\n## {title}\n").unwrap();
    }
    write!(
        text,
        "\n| argument | meaning |\n| --- | --- |\n{}",
        rows.concat()
    )
    .unwrap();
}

fn row(argument: &Arg) -> String {
    let names = [
        argument.get_short().map(|short| format!("-{short}")),
        argument.get_long().map(|long| format!("--{long}")),
    ];
    let mut name = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if argument.get_action().takes_values() || argument.is_positional() {
        let values = argument.get_value_names().unwrap_or_default();
        name = format!("{name} {}", values.join(" "));
    }
    let mut meaning = argument.get_help().unwrap().to_string();
    let values: Vec<_> = argument
        .get_possible_values()
        .iter()
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if argument.get_action().takes_values() && !values.is_empty() {
        write!(meaning, ": {}", values.join(", ")).unwrap();
    }
    format!("| `{}` | {} |\n", cell(name.trim()), cell(&meaning))
}
