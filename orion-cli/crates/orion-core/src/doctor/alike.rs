//! Paths that some file systems take for one.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Two names that are one elsewhere.
pub type AlikePair = (String, String);

/// Pairs of tracked paths or directories whose names some file systems take for one.
#[derive(Debug, Default)]
pub struct AlikePaths {
    /// The first spelling of each name.
    spellings: HashMap<String, String>,
    last: String,
    by_case: Vec<AlikePair>,
    by_form: Vec<AlikePair>,
}

impl AlikePaths {
    /// Takes the next path, in git's order. Names that are no UTF-8 are no names elsewhere.
    pub fn visit(&mut self, path: &[u8]) {
        let Ok(path) = std::str::from_utf8(path) else {
            return;
        };
        let ends = path
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([path.len()]);
        for end in ends {
            let known = self.last.starts_with(&path[..end])
                && self
                    .last
                    .as_bytes()
                    .get(end)
                    .is_some_and(|byte| *byte == b'/');
            if !known {
                self.add(&path[..end]);
            }
        }
        path.clone_into(&mut self.last);
    }

    fn add(&mut self, name: &str) {
        let folded: String = if name.is_ascii() {
            name.to_ascii_lowercase()
        } else {
            name.nfc().flat_map(char::to_lowercase).nfc().collect()
        };
        let Some(first) = self.spellings.get(&folded) else {
            self.spellings.insert(folded, name.to_owned());
            return;
        };
        if first == name {
            return;
        }
        // Below two such directories everything is alike; the directories say it.
        let parents_alike = match (first.rsplit_once('/'), name.rsplit_once('/')) {
            (Some((one, _)), Some((other, _))) => one != other,
            _ => false,
        };
        if parents_alike {
            return;
        }
        let pair = (first.clone(), name.to_owned());
        if first.nfc().eq(name.nfc()) {
            self.by_form.push(pair);
        } else {
            self.by_case.push(pair);
        }
    }

    /// The pairs that differ by case, and those that differ by Unicode form.
    #[must_use]
    pub fn finish(self) -> (Vec<AlikePair>, Vec<AlikePair>) {
        (self.by_case, self.by_form)
    }
}

#[cfg(test)]
mod tests {
    use super::{AlikePair, AlikePaths};

    fn pairs(paths: &[&str]) -> (Vec<AlikePair>, Vec<AlikePair>) {
        let mut paths: Vec<&str> = paths.to_vec();
        paths.sort_unstable();
        let mut alike = AlikePaths::default();
        for path in paths {
            alike.visit(path.as_bytes());
        }
        alike.finish()
    }

    fn owned(one: &str, other: &str) -> Vec<AlikePair> {
        vec![(one.to_owned(), other.to_owned())]
    }

    #[test]
    fn files_and_directories_by_case() {
        let (case, form) = pairs(&["a/README.md", "a/Readme.md", "b"]);
        assert_eq!(case, owned("a/README.md", "a/Readme.md"));
        assert_eq!(form, []);
        let (case, _) = pairs(&["Auth/one.rs", "Auth/two.rs", "auth/one.rs", "auth/three.rs"]);
        assert_eq!(case, owned("Auth", "auth"));
        let (case, _) = pairs(&["auth/x", "auth-y/z", "auth/y", "authx"]);
        assert_eq!(case, []);
    }

    #[test]
    fn by_unicode_form() {
        let (case, form) = pairs(&["docs/\u{e9}t\u{e9}.md", "docs/e\u{301}te\u{301}.md"]);
        assert_eq!(case, []);
        assert_eq!(
            form,
            owned("docs/e\u{301}te\u{301}.md", "docs/\u{e9}t\u{e9}.md")
        );
        let (case, _) = pairs(&["docs/\u{c9}.md", "docs/e\u{301}.md"]);
        assert_eq!(case.len(), 1);
    }
}
