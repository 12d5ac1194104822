//! Which folders the build tools' workspaces list.

use crate::ownership::{OwnedPattern, Reach};
use crate::path_tree::PathTree;

/// The files at the root that may list parts.
pub const MANIFESTS: [&str; 4] = [
    "Cargo.toml",
    "go.work",
    "package.json",
    "pnpm-workspace.yaml",
];

/// A manifest at the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Which of [`MANIFESTS`] it is.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

impl Manifest {
    /// The tracked directories that it lists. A manifest that cannot be read lists nothing: the layout is a
    /// proposal, and the folders speak for themselves.
    pub(super) fn members(&self, tree: &PathTree) -> Vec<String> {
        let (listed, marker) = match self.name {
            "Cargo.toml" => (cargo(&self.text), "Cargo.toml"),
            "go.work" => (go(&self.text), "go.mod"),
            "package.json" => (npm(&self.text), "package.json"),
            _ => (pnpm(&self.text), "package.json"),
        };
        let (left_out, listed): (Vec<String>, Vec<String>) = listed
            .into_iter()
            .partition(|pattern| pattern.starts_with('!'));
        let left_out: Vec<Members> = left_out
            .iter()
            .filter_map(|pattern| Members::new(&pattern[1..]))
            .collect();
        let listed: Vec<Members> = listed
            .iter()
            .filter_map(|pattern| Members::new(pattern))
            .collect();
        tree.directories()
            .iter()
            .filter_map(|directory| std::str::from_utf8(directory).ok())
            .filter(|directory| listed.iter().any(|members| members.hold(directory)))
            .filter(|directory| !left_out.iter().any(|members| members.hold(directory)))
            .filter(|directory| tree.has_entry(format!("{directory}/{marker}").as_bytes()))
            .map(str::to_owned)
            .collect()
    }
}

/// A pattern for the directories of members.
struct Members(OwnedPattern);

impl Members {
    /// `None` for what is no pattern below the root.
    fn new(text: &str) -> Option<Self> {
        let text = text.trim_start_matches("./").trim_end_matches('/');
        text.parse().ok().map(Self)
    }

    fn hold(&self, directory: &str) -> bool {
        self.0.alternatives().iter().any(|alternative| {
            // A name stands for itself here, not for what is below it.
            let exact = alternative.reach() != Reach::EntryAndBelow
                || alternative.components().len() == directory.split('/').count();
            exact && alternative.matches(directory.as_bytes())
        })
    }
}

fn cargo(text: &str) -> Vec<String> {
    let Ok(table) = text.parse::<toml::Table>() else {
        return Vec::new();
    };
    let list = |name: &str| -> Vec<String> {
        table
            .get("workspace")
            .and_then(|workspace| workspace.get(name))
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|member| member.as_str().map(str::to_owned))
            .collect()
    };
    let left_out = list("exclude").into_iter().map(|path| format!("!{path}"));
    list("members").into_iter().chain(left_out).collect()
}

fn npm(text: &str) -> Vec<String> {
    let Ok(manifest) = serde_json::from_str::<serde_json::Value>(text) else {
        return Vec::new();
    };
    let workspaces = &manifest["workspaces"];
    let list = workspaces.as_array().or(workspaces["packages"].as_array());
    list.into_iter()
        .flatten()
        .filter_map(|member| member.as_str().map(str::to_owned))
        .collect()
}

/// The list under `packages:`; the rest of YAML does not matter to it.
fn pnpm(text: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| line.trim_end() != "packages:")
        .skip(1)
        .map(|line| line.split(" #").next().unwrap_or(line).trim())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map_while(|line| line.strip_prefix('-'))
        .map(|member| member.trim().trim_matches(['"', '\'']).to_owned())
        .collect()
}

/// `use ./a`, or `use (` with a path a line up to `)`.
fn go(text: &str) -> Vec<String> {
    let mut members = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or(line).trim();
        match (inside, line) {
            (true, ")") => inside = false,
            (true, "") => {}
            (true, path) => members.push(path.trim_matches('"').to_owned()),
            (false, line) => match line.strip_prefix("use").map(str::trim) {
                Some("(") => inside = true,
                Some(path) if !path.is_empty() => members.push(path.trim_matches('"').to_owned()),
                _ => {}
            },
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::RepoPath;

    #[test]
    fn every_tool_lists_its_members() {
        let tree = PathTree::new(
            [
                "crates/a/Cargo.toml",
                "crates/b/Cargo.toml",
                "crates/c/README",
                "tool/Cargo.toml",
                "tool/inner/Cargo.toml",
                "packages/x/package.json",
                "packages/y/package.json",
                "packages/deep/z/package.json",
                "go/a/go.mod",
                "go/b/go.mod",
            ]
            .map(RepoPath::from)
            .to_vec(),
        );
        let members = |name, text: &str| {
            Manifest {
                name,
                text: text.to_owned(),
            }
            .members(&tree)
        };
        assert_eq!(
            members(
                "Cargo.toml",
                "[workspace]\nmembers = [\"crates/*\", \"tool\"]\nexclude = [\"crates/b\"]"
            ),
            ["crates/a", "tool"]
        );
        for text in [
            r#"{"workspaces": ["./packages/*", "!packages/y"]}"#,
            r#"{"workspaces": {"packages": ["packages/x/"]}}"#,
        ] {
            assert_eq!(members("package.json", text), ["packages/x"]);
        }
        assert_eq!(
            members(
                "pnpm-workspace.yaml",
                "packages:\n  # all\n  - 'packages/**' # deep\n\n  - \"!packages/x\"\ncatalog:\n  - crates/a\n"
            ),
            ["packages/deep/z", "packages/y"]
        );
        assert_eq!(
            members(
                "go.work",
                "go 1.22\n\nuse (\n\t./go/a // first\n)\nuse ./go/b\n"
            ),
            ["go/a", "go/b"]
        );
        for name in MANIFESTS {
            assert_eq!(members(name, "{[(\u{1}"), [] as [&str; 0], "{name}");
        }
    }
}
