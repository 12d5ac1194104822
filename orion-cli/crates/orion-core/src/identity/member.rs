//! The author's e-mail address or GitHub login, listed in `members`.

use super::IdentityFacts;
use crate::config::{Member, Workspace, Workstream};
use crate::ids::WorkstreamId;

/// The host of the addresses that GitHub gives to people who keep theirs private.
const NO_REPLY_HOST: &str = "users.noreply.github.com";

/// The workstreams of which the author is a member or the lead, in the file's order, each with the name of
/// the author's that it lists. Teams tell nothing: who is in one is known to GitHub alone.
pub(super) fn memberships(
    facts: &IdentityFacts,
    workspace: &Workspace,
) -> Vec<(WorkstreamId, String)> {
    let author = Author::new(facts);
    workspace
        .workstreams
        .iter()
        .filter_map(|workstream| Some((workstream.id.clone(), author.listed_in(workstream)?)))
        .collect()
}

/// The author, under each name that a workstream may list.
struct Author<'f> {
    email: Option<&'f str>,
    logins: Vec<&'f str>,
}

impl<'f> Author<'f> {
    fn new(facts: &'f IdentityFacts) -> Self {
        let email = facts.email.as_deref();
        let from_email = email.and_then(login_of_no_reply_address);
        Self {
            email,
            logins: facts
                .login
                .as_deref()
                .into_iter()
                .chain(from_email)
                .collect(),
        }
    }

    /// Which of the author's names a workstream lists.
    fn listed_in(&self, workstream: &Workstream) -> Option<String> {
        let members = || workstream.members.iter().chain(&workstream.lead);
        let by_email = self.email.filter(|email| {
            members().any(|member| {
                matches!(member, Member::Email(address) if same_ignoring_case(email, address))
            })
        });
        let by_login = || {
            self.logins.iter().find(|own| {
                members().any(|member| {
                    matches!(member, Member::Login(login) if own.eq_ignore_ascii_case(login))
                })
            })
        };
        by_email
            .map(str::to_owned)
            .or_else(|| by_login().map(|login| format!("@{login}")))
    }
}

/// The login in `login@users.noreply.github.com` or `123+login@users.noreply.github.com`.
fn login_of_no_reply_address(email: &str) -> Option<&str> {
    let (local, host) = email.rsplit_once('@')?;
    if !host.eq_ignore_ascii_case(NO_REPLY_HOST) {
        return None;
    }
    Some(local.split_once('+').map_or(local, |(_, login)| login))
}

fn same_ignoring_case(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::login_of_no_reply_address;

    #[test]
    fn a_no_reply_address_tells_the_login() {
        for (email, login) in [
            ("12345+grace@users.noreply.github.com", Some("grace")),
            ("grace@users.noreply.github.com", Some("grace")),
            ("Grace@Users.NoReply.GitHub.com", Some("Grace")),
            ("grace@example.com", None),
            ("grace@users.noreply.github.com.example.com", None),
            ("not an address", None),
        ] {
            assert_eq!(login_of_no_reply_address(email), login, "{email}");
        }
    }
}
