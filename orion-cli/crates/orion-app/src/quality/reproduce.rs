//! The command that shows where a figure comes from.

use orion_core::quality::FigureName;
use orion_core::shell::{quote, quote_path};

use super::report::Origin;

impl Origin {
    /// The command, for a shell at the top of the work tree.
    #[must_use]
    pub fn reproduce(&self, of: FigureName) -> String {
        match of {
            FigureName::OpenBlockers => "gh issue list --label blocker".to_owned(),
            FigureName::ReviewTime => {
                let fields = "number,author,createdAt,reviews";
                format!("gh pr list --state all --json {fields}")
            }
            FigureName::Coverage | FigureName::LintErrors | FigureName::TypeErrors => self.shown(),
        }
    }

    /// What shows a report's figures, by its format.
    fn shown(&self) -> String {
        let file = quote_path(self.source.as_bytes());
        let with = |program: &str, words: &str| {
            let words = quote(words.as_bytes());
            format!("{program} {words} {file}")
        };
        match self.format.as_deref() {
            Some("lcov") => with("grep -E", "^(SF|LF|LH):"),
            Some("cobertura") => with("grep -m 1", "line-rate="),
            Some("llvm-cov") => with("jq", ".data[].totals.lines"),
            Some("cargo") => with("jq -r", ".message.rendered? // empty"),
            Some("sarif") => with("jq", ".runs[].results[]"),
            Some("eslint") => with("jq", ".[] | select(.errorCount > 0)"),
            _ => format!("cat {file}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn each_format_has_its_own() {
        let shown = |format: Option<&str>, source: &str| {
            let origin = Origin {
                source: source.to_owned(),
                format: format.map(str::to_owned),
                at: Timestamp::UNIX_EPOCH,
                age_seconds: 0,
                changed_since: None,
                untracked_files: 0,
                faults: Vec::new(),
            };
            origin.reproduce(FigureName::Coverage)
        };
        assert_snapshot!(shown(Some("lcov"), "target/lcov.info"), @"grep -E '^(SF|LF|LH):' target/lcov.info");
        assert_snapshot!(shown(Some("cargo"), "a b.json"), @"jq -r '.message.rendered? // empty' 'a b.json'");
        assert_snapshot!(shown(None, "-x"), @"cat ./-x");
    }
}
