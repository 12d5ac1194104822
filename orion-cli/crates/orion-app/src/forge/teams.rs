//! Who is in a team, which GitHub alone knows.

use std::collections::BTreeSet;

use orion_core::config::{Member, Workspace};

use super::ForgeError;

/// The teams of organisations on GitHub.
pub trait Teams {
    /// The logins of everybody who is in the team, those of teams below it included. `team` is `organisation/slug`.
    fn members(&self, team: &str) -> impl Future<Output = Result<Vec<String>, ForgeError>>;
}

/// Whether a workstream names a team, as a member or as its lead.
#[must_use]
pub fn names_teams(workspace: &Workspace) -> bool {
    !named(workspace).is_empty()
}

fn named(workspace: &Workspace) -> BTreeSet<String> {
    let workstreams = workspace.workstreams.iter();
    let members = workstreams.flat_map(|it| it.members.iter().chain(&it.lead));
    members
        .filter_map(|member| match member {
            Member::Team(name) => Some(name.clone()),
            Member::Login(_) | Member::Email(_) => None,
        })
        .collect()
}

/// Looks up every team that a workstream names, as a member or as its lead. What the token may not see stays unknown,
/// which is never the same as a team that nobody is in; the first that could not be looked up is told with its reason.
pub async fn look_up_teams(
    teams: &impl Teams,
    workspace: &mut Workspace,
) -> Option<(String, ForgeError)> {
    let mut unknown = None;
    for name in named(workspace) {
        match teams.members(&name).await {
            Ok(logins) => {
                workspace.teams.insert(name, logins);
            }
            Err(error) => {
                let passes = error.passes();
                unknown.get_or_insert((name, error));
                // Whoever cannot be reached now is not asked again and again.
                if passes {
                    break;
                }
            }
        }
    }
    unknown
}
