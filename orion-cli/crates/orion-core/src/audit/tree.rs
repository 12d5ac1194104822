//! The audit: every tracked path once, and where rules are left over, once more.

use super::unowned_subtrees::UnownedSubtrees;
use super::{TreeFinding, TreeReport, idle_rule};
use crate::config::UnownedPolicy;
use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use crate::judge::Policy;
use crate::judge::rules::unowned;
use crate::ownership::Cursor;

/// Looks at every tracked path, in git's order.
pub struct TreeAudit<'p> {
    policy: &'p Policy,
    cursor: Cursor<'p>,
    decides: Vec<bool>,
    subtrees: UnownedSubtrees,
    tracked: usize,
    unowned: usize,
}

impl<'p> TreeAudit<'p> {
    /// An audit of a policy.
    #[must_use]
    pub fn new(policy: &'p Policy) -> Self {
        Self {
            policy,
            cursor: policy.map.cursor(),
            decides: vec![false; policy.map.rules().len()],
            subtrees: UnownedSubtrees::new(),
            tracked: 0,
            unowned: 0,
        }
    }

    /// Looks at one path.
    pub fn visit(&mut self, path: &[u8]) {
        self.tracked += 1;
        let decided = self.cursor.find(path);
        match decided {
            Some(index) => self.decides[index] = true,
            None => self.unowned += 1,
        }
        if self.policy.workspace.ownership.unowned != UnownedPolicy::Allow {
            self.subtrees.visit(path, decided.is_some());
        }
    }

    /// The rules that decided nothing. Where there are any, show them every path again: whether they match
    /// anything at all tells what is wrong with them.
    #[must_use]
    pub fn idle_rules(&self) -> IdleRules<'p> {
        let idle = self
            .decides
            .iter()
            .enumerate()
            .filter(|(_, decides)| !**decides)
            .map(|(index, _)| (index, false))
            .collect();
        IdleRules {
            policy: self.policy,
            idle,
        }
    }

    /// The report. `diagnostics` are the warnings about the file itself, whose text is `source`.
    #[must_use]
    pub fn finish(
        self,
        idle: &IdleRules<'_>,
        diagnostics: &[Diagnostic],
        source: &str,
    ) -> TreeReport {
        let lines = LineIndex::new(source);
        let severity = match self.policy.workspace.ownership.unowned {
            UnownedPolicy::Deny => Severity::Error,
            UnownedPolicy::Allow | UnownedPolicy::Warn => Severity::Warning,
        };
        let about_the_file = diagnostics.iter().map(|diagnostic| TreeFinding {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            path: None,
            path_hex: None,
            files: None,
            rule: None,
            owner: None,
            line: Some(lines.line(diagnostic.offset())),
        });
        let about_paths = self
            .subtrees
            .finish()
            .into_iter()
            .map(|(path, files)| unowned::finding(path, files, severity));
        let findings = about_the_file
            .chain(idle.findings())
            .chain(about_paths)
            .collect();
        TreeReport::new(findings, self.tracked, self.unowned)
    }
}

/// Rules that decided no tracked path.
pub struct IdleRules<'p> {
    policy: &'p Policy,
    /// The index of each, and whether it matches anything.
    idle: Vec<(usize, bool)>,
}

impl IdleRules<'_> {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.idle.is_empty()
    }

    /// Looks at one path.
    pub fn visit(&mut self, path: &[u8]) {
        let rules = self.policy.map.rules();
        for (index, matches) in self.idle.iter_mut().filter(|(_, matches)| !matches) {
            *matches = rules[*index].pattern.matches(path);
        }
    }

    fn findings(&self) -> impl Iterator<Item = TreeFinding> {
        let rules = self.policy.map.rules();
        self.idle
            .iter()
            .map(|(index, matches)| idle_rule::finding(&rules[*index], *matches))
    }
}
