//! OWN007: a change of the rules themselves.

use crate::codes::{Code, Rule};
use crate::identity::Actor;
use crate::judge::case::{names, still_to_ask};
use crate::judge::ruling::{Ruling, add_each_once};
use crate::judge::{Occasion, Redistribution, Verdict};

/// OWN007
pub const RULE: Rule = Rule {
    code: Code("OWN007"),
    name: "change of the rules themselves",
    what: "The change rewrites `workstreams.toml` so that paths get another owner, access, reviewers or \
           sources. The pull request needs the approval of every workstream that owned one of them or owns \
           it afterwards, on top of what the rule for the file itself asks for.",
    why: "Otherwise anybody could take a folder by writing their name beside it. For the same reason every \
          other path is judged under the old rules and under the new ones, and the stricter verdict counts.",
    example: "As `user` you move `services/auth/tokens/` from `auth` to `user` in `workstreams.toml`.",
    fix: "Ask the workstreams concerned to approve the pull request; once they have:\n\
          \n    orion check --range main..HEAD --approved auth",
};

/// Adds to what the rule for the file itself says what the owners of the paths concerned have to say.
pub(in crate::judge) fn check(
    ruling: Ruling,
    redistribution: &Redistribution,
    actor: &Actor,
    occasion: &Occasion,
) -> Ruling {
    let concerned = still_to_ask(actor, occasion, &redistribution.concerned);
    let Some(example) = redistribution
        .example
        .as_ref()
        .filter(|_| !concerned.is_empty())
    else {
        return ruling;
    };
    let paths = match redistribution.paths {
        1 => format!("`{example}`"),
        count => format!("{count} paths, `{example}` among them,"),
    };
    let reason = format!(
        "{paths} would get another owner, access or reviewers: the pull request needs the approval of {}",
        names(&concerned)
    );
    let mut reviewers = concerned;
    add_each_once(&mut reviewers, ruling.reviewers.clone());
    if ruling.verdict == Verdict::Denied {
        return Ruling {
            reason: format!("{}; besides, {reason}", ruling.reason),
            override_needs: {
                let mut needs = ruling.override_needs.clone();
                add_each_once(&mut needs, reviewers.clone());
                needs
            },
            reviewers,
            ..ruling
        };
    }
    Ruling {
        verdict: Verdict::NeedsApproval,
        code: Some(RULE.code),
        next: occasion.command_with_approval_of(&reviewers),
        reviewers,
        reason,
        ..ruling
    }
}
