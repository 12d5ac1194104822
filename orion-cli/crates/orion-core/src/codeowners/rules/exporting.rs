//! What GitHub cannot be told about the ownership in `workstreams.toml`.

use super::importing::{shown, some};
use crate::codeowners::import::Difference;
use crate::codes::{Code, Rule};
use crate::config::{Member, Workstream};
use crate::diagnostic::Diagnostic;
use crate::ids::WorkstreamId;
use crate::ownership::OwnershipRule;

/// A character that CODEOWNERS has no way to write.
pub const UNSAID: Rule = Rule {
    code: Code("COD020"),
    name: "character that CODEOWNERS cannot hold",
    what: "A pattern holds a character that CODEOWNERS has no way to write. `?` stands for it there, so GitHub \
           matches any other character in its place, too.",
    why: "`#` starts a comment in CODEOWNERS, even after a backslash; control characters cannot be seen.",
    example: "`workstreams.toml` has:\n\n    owns = [\"docs/c#.md\"]",
    fix: "Nothing, while no other path differs in that character only; tracked paths are compared, and COD023 \
          names those that would go wrong.",
};

/// A workstream without people.
pub const NOBODY_TO_ASK: Rule = Rule {
    code: Code("COD021"),
    name: "workstream without code owners",
    what: "A workstream owns or reviews paths and has neither `lead` nor `members` that GitHub knows. The line in \
           CODEOWNERS names nobody for it.",
    why: "GitHub then asks nobody for a review of these paths.",
    example: "`workstreams.toml` has:\n\n    [workstreams.auth]\n    owns = [\"services/auth/\"]",
    fix: "Write `lead = \"@login\"`, or `members` with logins, teams or e-mail addresses, then run \
          `orion codeowners`.",
};

/// A member that GitHub does not take as a code owner.
pub const UNUSABLE_MEMBER: Rule = Rule {
    code: Code("COD022"),
    name: "member that cannot be a code owner",
    what: "A lead or member is not of a form that GitHub takes in CODEOWNERS. It is left out there.",
    why: "GitHub skips a whole line for one name that it cannot read.",
    example: "`workstreams.toml` has:\n\n    members = [\"@dependabot[bot]\"]",
    fix: "Nothing, when the others of the workstream are enough; otherwise add a login, a team or an e-mail \
          address of somebody who can review.",
};

/// GitHub gives a tracked path to other owners.
pub const EXPORT_DIFFERS: Rule = Rule {
    code: Code("COD023"),
    name: "owner differs on GitHub",
    what: "By the CODEOWNERS file that was written, a tracked path has other owners than by `workstreams.toml`.",
    why: "The path\'s name holds what CODEOWNERS cannot say, and another path differs from it in that only.",
    example: "`a#b`, and `a` and `b` with a line break between them, with different owners.",
    fix: "Rename one of the paths. `orion check` judges both rightly in any case.",
};

/// The file is not what `workstreams.toml` says.
pub const STALE: Rule = Rule {
    code: Code("COD024"),
    name: "CODEOWNERS is stale",
    what: "`.github/CODEOWNERS` is not what `orion codeowners` writes from `workstreams.toml`.",
    why: "GitHub then asks other people for reviews than `orion check` does.",
    example: "A member was added to `workstreams.toml`, and CODEOWNERS was not written again.",
    fix: "Run `orion codeowners`, and commit the file with `workstreams.toml`.",
};

pub(in crate::codeowners) fn unsaid(rule: &OwnershipRule, character: char) -> Diagnostic {
    Diagnostic::warning(
        UNSAID.code,
        format!(
            "CODEOWNERS cannot hold `{}`: `?` stands for it",
            character.escape_default()
        ),
    )
    .at(rule.span.clone(), "in this pattern")
}

pub(in crate::codeowners) fn nobody_to_ask(rule: &OwnershipRule, id: &WorkstreamId) -> Diagnostic {
    Diagnostic::warning(
        NOBODY_TO_ASK.code,
        format!("`{id}` has neither lead nor members whom GitHub could ask"),
    )
    .at(rule.span.clone(), "who is asked here?")
    .help(format!("add `lead = \"@login\"` to `[workstreams.{id}]`"))
}

pub(in crate::codeowners) fn unusable_member(
    workstream: &Workstream,
    member: &Member,
) -> Diagnostic {
    Diagnostic::warning(
        UNUSABLE_MEMBER.code,
        format!(
            "`{member}` of `{}` cannot be a code owner, and is left out",
            workstream.id
        ),
    )
}

pub(in crate::codeowners) fn export_differs(differences: &[Difference]) -> Option<Diagnostic> {
    let paths: Vec<String> = differences
        .iter()
        .map(|difference| {
            format!(
                "`{}` ({}, not {})",
                shown(&difference.path),
                difference.after,
                difference.before
            )
        })
        .collect();
    (!paths.is_empty()).then(|| {
        Diagnostic::warning(
            EXPORT_DIFFERS.code,
            format!("GitHub would ask others: {}", some(&paths)),
        )
    })
}
