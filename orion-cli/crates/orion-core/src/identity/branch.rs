//! The branch's name, by `[identity] branch`.

use crate::config::{BranchTemplate, Workspace};
use crate::ids::WorkstreamId;

/// The workstreams that a branch's name tells by the workspace's template: those whose id, put in the place
/// of `{workstream}`, makes the template match. Where one id contains another (`auth` and `auth-ui`), the
/// longest wins. Empty when there is no template, or when no known workstream fits.
#[must_use]
pub fn workstreams_of_branch<'w>(branch: &str, workspace: &'w Workspace) -> Vec<&'w WorkstreamId> {
    let Some(template) = &workspace.identity.branch else {
        return Vec::new();
    };
    let mut fitting: Vec<&WorkstreamId> = workspace
        .workstreams
        .iter()
        .map(|workstream| &workstream.id)
        .filter(|id| fits(branch, template, id.as_str()))
        .collect();
    let longest = fitting.iter().map(|id| id.as_str().len()).max();
    fitting.retain(|id| Some(id.as_str().len()) == longest);
    fitting
}

/// Whether the branch is the template with `id` in the place of `{workstream}`.
fn fits(branch: &str, template: &BranchTemplate, id: &str) -> bool {
    let pattern = [template.before.as_str(), id, template.after.as_str()].concat();
    matches_any_run(&pattern, branch)
}

/// Whether `pattern`, in which `*` stands for any run of characters, is the whole of `text`.
fn matches_any_run(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches_any_run;

    #[test]
    fn a_star_is_any_run_of_characters_slashes_included() {
        for (pattern, text, expected) in [
            ("auth/*", "auth/login", true),
            ("auth/*", "auth/login/form", true),
            ("auth/*", "auth/", true),
            ("auth/*", "auth", false),
            ("auth/*", "authentication/x", false),
            ("*/auth/*", "feature/ada/auth/login", true),
            ("*-auth", "fix-auth", true),
            ("*-auth", "fix-auth-ui", false),
            ("a*b*b", "ab", false),
            ("a*b*b", "abb", true),
            ("auth", "auth", true),
            ("auth", "auth2", false),
            ("*", "", true),
        ] {
            assert_eq!(
                matches_any_run(pattern, text),
                expected,
                "{pattern} on {text}"
            );
        }
    }
}
