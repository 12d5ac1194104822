//! What the sources of the product keep to: who prints, who reads the environment, how a file opens.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the product, without tests.
struct Source {
    /// From the root of the package, for example `src/main.rs`.
    name: String,
    text: String,
}

impl Source {
    /// The part before its tests.
    fn code(&self) -> &str {
        let end = self
            .text
            .find("#[cfg(test)]\nmod tests")
            .unwrap_or(self.text.len());
        &self.text[..end]
    }

    fn is_below(&self, directory: &str) -> bool {
        self.name.starts_with(directory)
    }

    /// Whether the whole file is for tests.
    fn is_test(&self) -> bool {
        self.is_below("src/reference/")
            || self.is_below("crates/orion-testutils/")
            || self.name.ends_with("/tests.rs")
            || self.name.contains("/tests/")
    }
}

/// Every source file of the product, tests included, ordered by name.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut left = vec![root.join("src"), root.join("crates")];
    while let Some(directory) = left.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                found.push(Source {
                    name: name.replace('\\', "/"),
                    text: fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(found.len() > 40, "the product is somewhere else");
    found
}

/// `name:line: text` for each line of the product's code that holds one of `words` where it may not.
fn offences(words: &[&str], may: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| !source.is_test() && !may(source))
    {
        for (number, line) in source.code().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{}:{}: {}", source.name, number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn nobody_prints_but_output() {
    let words = ["io::stdout(", "io::stderr(", "print!(", "println!("];
    // A command in a container is handed the streams of this process as they are, byte for byte.
    let handed_on = "crates/orion-adapters/src/docker/exec.rs";
    let found = offences(&words, |source| {
        source.is_below("src/output/") || source.name == handed_on
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_environment_is_read_in_one_place() {
    // Programs that Orion runs are handed the environment as a whole.
    let places = [
        "src/env_vars.rs",
        "crates/orion-adapters/src/environment.rs",
    ];
    let found = offences(&["env::var"], |source| {
        places.contains(&source.name.as_str())
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn adapters_are_wired_in_one_place() {
    let found = offences(&["orion_adapters::"], |source| {
        source.name == "src/context.rs"
            || source.is_below("src/context/")
            || source.is_below("crates/orion-adapters/")
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_dashboard_is_pure_but_for_its_runtime() {
    let words = [
        "tokio::",
        "std::thread",
        "crate::context",
        "crate::commands",
        "Timestamp::now",
        "Instant::now",
    ];
    let found = offences(&words, |source| {
        !source.is_below("src/tui/") || source.is_below("src/tui/runtime")
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.name)
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn commands_are_thin() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.is_below("src/commands/") && source.code().lines().count() > 150)
        .map(|source| source.name)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_file_is_longer_than_can_be_read() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.text.lines().count() > 500)
        .map(|source| source.name)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_code_is_explained() {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules.md");
    let reference = fs::read_to_string(reference).unwrap();
    let mut unexplained = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for rest in source.code().split("Code(\"").skip(1) {
            let code = &rest[..rest.find('"').unwrap()];
            if !reference.contains(&format!("\n## {code}\n")) {
                unexplained.push(format!("{}: {code}", source.name));
            }
        }
    }
    assert!(
        unexplained.is_empty(),
        "not in the table of codes: {unexplained:#?}"
    );
}
