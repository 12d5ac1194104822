//! The name that everything of one stack carries.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::hex::hex;

/// How many characters of the project's own name are kept, so that a container's name stays a DNS label.
const READABLE: usize = 24;

/// The name of a stack: of its network, and the beginning of its containers' and volumes' names.
///
/// Two work trees never share one, so their stacks run side by side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct ProjectName(String);

impl ProjectName {
    /// The name of the stack of a work tree: the project's name as far as an engine takes it, and eight digits
    /// of the SHA-256 of where the work tree is.
    #[must_use]
    pub fn of(project: &str, work_tree: &[u8]) -> Self {
        let mut name = String::new();
        for letter in project.chars().take(READABLE) {
            if letter.is_ascii_alphanumeric() {
                name.push(letter.to_ascii_lowercase());
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name = match name.trim_end_matches('-') {
            "" => "stack",
            name => name,
        };
        let digest = Sha256::digest(work_tree);
        let digits = hex(&digest[..4]);
        Self(format!("{name}-{digits}"))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_engines_take_and_tells_the_work_tree() {
        let name = |project, tree: &str| ProjectName::of(project, tree.as_bytes()).to_string();
        assert_eq!(name("orion", "/a"), "orion-6a50dc85");
        assert_eq!(name("Acme / Shop!", "/a"), "acme-shop-6a50dc85");
        assert_eq!(name("店", "/a"), "stack-6a50dc85");
        assert_ne!(name("orion", "/a"), name("orion", "/b"));
    }
}
