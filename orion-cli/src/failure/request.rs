//! What may go wrong with requests, at the top.

use orion_app::align::AlignError;
use orion_app::escalate::EscalateError;
use orion_app::forge::ForgeError;
use orion_app::request::{DecideError, ProposalError};
use orion_app::status::StatusError;
use orion_core::config::Member;

use super::{Failure, FailureKind};
use crate::output::visible;

impl From<ForgeError> for Failure {
    fn from(error: ForgeError) -> Self {
        Self {
            hints: hints(&error),
            ..Self::surroundings(visible(&error.to_string()))
        }
    }
}

impl From<StatusError> for Failure {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::Repository(error) => error.into(),
            StatusError::NoBase { .. } => Self::surroundings(visible(&error.to_string())).hint(
                "fetch it, commit to it, or say which branch it is: `base = \"…\"` under `[project]`",
            ),
        }
    }
}

/// What to do next.
fn hints(error: &ForgeError) -> Vec<String> {
    let hint = match error {
        ForgeError::NoToken { tried, .. } => format!(
            "log in with `gh auth login`, or set `GH_TOKEN`; tried: {}",
            tried.join(", ")
        ),
        ForgeError::Unauthorized { .. } => {
            "get another token with `gh auth login`, or from https://github.com/settings/tokens"
                .to_owned()
        }
        ForgeError::SingleSignOn { url: Some(url) } => format!("authorise it: {url}"),
        ForgeError::SingleSignOn { url: None } => {
            "authorise it: https://github.com/settings/tokens, `Configure SSO`".to_owned()
        }
        ForgeError::Forbidden {
            accepted: Some(accepted),
            ..
        } => format!("a token may with this permission: {accepted}"),
        ForgeError::Limited {
            until: Some(until), ..
        } => format!("it is over at {until:.0}; nothing is lost, and `orion outbox send` goes on"),
        ForgeError::NotFound { .. } => {
            "look at `repository` under `[project]`, and what the token may see".to_owned()
        }
        ForgeError::Moved { to: Some(to) } => {
            format!(
                "say where it is: `repository = \"{to}\"` under `[project]`, or `git remote set-url`"
            )
        }
        ForgeError::Limited { until: None, .. }
        | ForgeError::Server { .. }
        | ForgeError::Network { .. } => {
            "nothing is lost: `orion outbox` shows what waits, `orion outbox send` sends it"
                .to_owned()
        }
        ForgeError::Forbidden { accepted: None, .. }
        | ForgeError::Moved { to: None }
        | ForgeError::Gone { .. }
        | ForgeError::Refused { .. }
        | ForgeError::Unreadable { .. } => return Vec::new(),
    };
    vec![visible(&hint).into_owned()]
}

impl From<DecideError> for Failure {
    fn from(error: DecideError) -> Self {
        let message = visible(&error.to_string()).into_owned();
        let refused = |message| Self::new(FailureKind::Refused, message);
        match error {
            DecideError::Forge(error) => error.into(),
            DecideError::NotARequest { kind, .. } => Self::usage(message).hint(format!(
                "`orion {} list` shows those that are open",
                kind.word()
            )),
            DecideError::NotAnOwner {
                owners, unmatched, ..
            } => {
                let owners: Vec<_> = owners.iter().map(|id| format!("`{id}`")).collect();
                let failure = refused(message).hint(format!(
                    "`members` of {} in workstreams.toml decide, by their GitHub logins",
                    owners.join(", ")
                ));
                unmatched_hints(&unmatched)
                    .into_iter()
                    .fold(failure, Self::hint)
            }
            DecideError::Illegal { number, .. } => refused(message).hint(format!(
                "its `show {}` tells who decided what",
                number.get()
            )),
        }
    }
}

/// What could not be held against a login, and why.
fn unmatched_hints(unmatched: &[Member]) -> Vec<String> {
    let names = |is_it: fn(&Member) -> bool| {
        let names = unmatched.iter().filter(|member| is_it(member));
        let names: Vec<_> = names.map(|member| format!("`{member}`")).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let teams = names(|member| matches!(member, Member::Team(_))).map(|teams| {
        format!(
            "who is in {teams} could not be looked up: a token with `read:org`, or with `Members: read` of the \
             organisation, sees it"
        )
    });
    let addresses = names(|member| matches!(member, Member::Email(_)))
        .map(|addresses| format!("{addresses} is no GitHub login: add it as `@login`"));
    teams.into_iter().chain(addresses).collect()
}

impl From<AlignError> for Failure {
    fn from(error: AlignError) -> Self {
        match error {
            AlignError::Forge(error) => error.into(),
            AlignError::Store(error) => error.into(),
        }
    }
}

impl From<EscalateError> for Failure {
    fn from(error: EscalateError) -> Self {
        let message = error.to_string();
        match error {
            EscalateError::Forge(error) => error.into(),
            EscalateError::Store(error) => error.into(),
            EscalateError::SilentLevel { known, .. } => {
                let known: Vec<_> = known.iter().map(ToString::to_string).collect();
                Self::usage(message).hint(format!(
                    "levels with `notify` under `[[escalation]]`: {}",
                    known.join(", ")
                ))
            }
            EscalateError::Settled { .. } => {
                Self::new(FailureKind::Refused, message).hint("open it again if it blocks still")
            }
        }
    }
}

impl From<ProposalError> for Failure {
    fn from(error: ProposalError) -> Self {
        let message = visible(&error.to_string()).into_owned();
        match error {
            ProposalError::NoWhy => Self::usage(message).hint("say it with `--why TEXT`"),
            ProposalError::Nothing { known, .. } | ProposalError::Unknown { known, .. } => {
                let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
                let failure = Self::usage(message);
                if known.is_empty() {
                    failure.hint("name a path, such as `--path contracts/user.json`")
                } else {
                    failure.hint(format!("known are {}", known.join(", ")))
                }
            }
            ProposalError::NoOwner { .. } => Self::configuration(message).hint(
                "`orion owner PATH` tells whose a path is; `owns` in workstreams.toml says so",
            ),
            ProposalError::Template(_) => Self::configuration(message)
                .hint("the project's own templates are in `.github/orion/`"),
        }
    }
}
