//! The rules: mostly directories, some files, some wildcards, a few that hold at any depth.

use std::fmt::Write as _;

use super::Size;

/// Workstreams that own something.
const WORKSTREAMS: usize = 20;

impl Size {
    /// Patterns, most of them different from each other, none of which tie: as many as were asked for.
    pub(crate) fn patterns(self) -> Vec<String> {
        let packages = self.packages();
        let mut patterns = vec!["packages/".to_owned()];
        for index in 0..self.rules.saturating_sub(1) {
            // Of twenty rules fourteen name a directory, two a file, two have a wildcard in the last name,
            // one in the middle, and one holds at any depth.
            let (round, kind) = (index / 20, index % 20);
            let nth = round * 14 + kind;
            let package = nth % packages;
            let module = nth / packages;
            patterns.push(match kind {
                0..14 if nth < packages => format!("packages/package{package:04}/"),
                0..14 => format!("packages/package{package:04}/src/module{module:02}/"),
                14 => format!(
                    "packages/package{:04}/docs/part00/page{:02}.md",
                    round % packages,
                    round / packages
                ),
                15 => format!(
                    "packages/package{:04}/migrations/v00/step{:02}.sql",
                    round % packages,
                    round / packages
                ),
                16 => format!(
                    "packages/package{:04}/src/module19/*{:02}.rs",
                    round % packages,
                    round / packages
                ),
                17 => format!(
                    "packages/package{:04}/tests/suite01/case{:01}*",
                    round % packages,
                    round / packages
                ),
                18 => format!("packages/package{round:03}*/proto/"),
                _ => format!("**/*.generated{round:03}.rs"),
            });
        }
        patterns
    }

    /// A `workstreams.toml` with these patterns.
    pub(crate) fn policy(self) -> String {
        let patterns = self.patterns();
        let mut text = "schema = 1\n\n[project]\nname = \"synthetic\"\n".to_owned();
        for workstream in 0..WORKSTREAMS {
            // Writing into a string cannot fail.
            let _ = write!(
                text,
                "\n[workstreams.team{workstream:02}]\ntitle = \"Team {workstream}\"\nowns = [\n"
            );
            for pattern in patterns.iter().skip(workstream).step_by(WORKSTREAMS) {
                let _ = writeln!(text, "  \"{pattern}\",");
            }
            text.push_str("]\n");
        }
        text
    }

    /// The same rules for GitHub, where the last one that matches wins.
    pub(crate) fn codeowners(self) -> String {
        let mut rules: Vec<(usize, String)> = self.patterns().into_iter().enumerate().collect();
        rules.sort_by_key(|(_, pattern)| {
            let names = pattern.trim_end_matches('/').split('/');
            let literal = names.take_while(|name| !name.contains('*')).count();
            (literal, pattern.replace(['*', '/'], "").len())
        });
        let mut text = String::new();
        for (index, pattern) in rules {
            let anchor = if pattern.starts_with("**/") { "" } else { "/" };
            let _ = writeln!(
                text,
                "{anchor}{pattern} @acme/team{:02}",
                index % WORKSTREAMS
            );
        }
        text
    }
}
