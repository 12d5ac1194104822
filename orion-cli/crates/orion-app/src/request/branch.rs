//! The name of the branch that implements a request.

use orion_core::config::Workspace;
use orion_core::ids::IssueNumber;

/// The most characters of a title in a branch's name.
const LONGEST: usize = 40;

/// The branch: `<workstream>/request-<number>-<title>`, or by the workspace's template with that in the place of its
/// last `*`.
pub(super) fn branch_name(
    workstream: &str,
    number: IssueNumber,
    title: &str,
    workspace: &Workspace,
) -> String {
    let slug = slug(title);
    let mut own = format!("request-{}", number.get());
    if !slug.is_empty() {
        own = format!("{own}-{slug}");
    }
    if let Some(template) = &workspace.identity.branch {
        let name = [&*template.before, workstream, &*template.after].concat();
        if let Some((before, after)) = name.rsplit_once('*') {
            // Whoever works for Orion's sake is named so.
            return format!("{}{own}{after}", before.replace('*', "orion"));
        }
    }
    format!("{workstream}/{own}")
}

/// The title in lower-case letters, digits and hyphens.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_any_kind_makes_a_branch() {
        for (title, expected) in [
            ("auth-api: a name is missing", "auth-api-a-name-is-missing"),
            ("../../etc `rm -rf` \u{202e}$(x)", "etc-rm-rf-x"),
            ("~^:?*[\\ .lock", "lock"),
            ("\u{1F600}", ""),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
        assert_eq!(slug(&"ab ".repeat(40)).len(), LONGEST);
    }
}
