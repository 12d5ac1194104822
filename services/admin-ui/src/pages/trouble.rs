//! Says what went wrong, and what to do about it.

use askama::Template;
use axum::http::StatusCode;
use orion_contracts::problem::{Problem, ProblemCode};

use orion_infra::trace::Trace;

use super::Frame;
use crate::gateway::Trouble;
use crate::web::Failed;

/// The page.
#[derive(Debug, Template)]
#[template(path = "trouble.html")]
pub(crate) struct TroublePage {
    pub(crate) status: StatusCode,
    /// In how many seconds to ask again, where that is known.
    pub(crate) retry_after: Option<u32>,
    frame: Frame,
    heading: &'static str,
    what: String,
    steps: Vec<&'static str>,
    /// By which the request is found in the log.
    request: Option<String>,
    links: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    name: &'static str,
    path: &'static str,
}

/// What is said of one kind of trouble.
struct Text {
    status: StatusCode,
    heading: &'static str,
    what: String,
    steps: Vec<&'static str>,
}

const AGAIN: &str = "Wait a moment, then try again.";
const LOG: &str = "If it stays like this, look for the request below in the log.";

impl TroublePage {
    /// Of a failure; `frame` makes what stands around the page with that title.
    pub(crate) fn of(failed: &Failed, frame: impl FnOnce(&'static str) -> Frame) -> Self {
        let text = Text::of(failed);
        let frame = frame(text.heading);
        let links = if frame.viewer.is_some() {
            vec![
                Link {
                    name: "Users",
                    path: "/users",
                },
                Link {
                    name: "Service health",
                    path: "/services",
                },
            ]
        } else {
            vec![Link {
                name: "Log in",
                path: "/login",
            }]
        };
        let server = text.status.is_server_error();
        Self {
            status: text.status,
            retry_after: (text.status == StatusCode::SERVICE_UNAVAILABLE).then_some(5),
            frame,
            heading: text.heading,
            what: text.what,
            steps: text.steps,
            request: Trace::current()
                .filter(|_| server)
                .map(|trace| trace.request_id().to_string()),
            links,
        }
    }
}

impl Text {
    fn new(
        status: StatusCode,
        heading: &'static str,
        what: impl Into<String>,
        steps: impl Into<Vec<&'static str>>,
    ) -> Self {
        Self {
            status,
            heading,
            what: what.into(),
            steps: steps.into(),
        }
    }

    fn of(failed: &Failed) -> Self {
        match failed {
            Failed::LoggedOut => Self::new(
                StatusCode::UNAUTHORIZED,
                "Not logged in",
                "This page is for administrators who are logged in.",
                ["Log in."],
            ),
            Failed::Forged => Self::new(
                StatusCode::FORBIDDEN,
                "Nothing was changed",
                "The form did not come from a page of this session. It may have been open since before you \
                 logged in, or another site sent it.",
                ["Go back, reload the page, and send the form again."],
            ),
            Failed::NotFound => Self::new(
                StatusCode::NOT_FOUND,
                "There is no such page",
                "The address may be mistyped, or what it led to is gone.",
                ["Look for it from the pages below."],
            ),
            Failed::Malformed => Self::new(
                StatusCode::BAD_REQUEST,
                "Nothing was changed",
                "The request is none that a page here sends.",
                ["Go back, reload the page, and send the form again."],
            ),
            Failed::TooLong => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "Nothing was changed",
                "The form holds more than is taken.",
                ["Go back, and shorten what you entered."],
            ),
            Failed::OwnAccount => Self::new(
                StatusCode::CONFLICT,
                "Nothing was changed",
                "This is the account that you are logged in with.",
                ["Ask another administrator to deactivate or delete it."],
            ),
            Failed::Gateway(trouble) => Self::of_gateway(trouble),
            Failed::Internal(_) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The admin pages failed",
                "The fault is here, not in what you did.",
                [AGAIN, LOG],
            ),
        }
    }

    fn of_gateway(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Away(_) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The gateway does not answer",
                "The admin pages reach the platform through its gateway, and it cannot be reached now. \
                 Whether your last change was made is not known.",
                [
                    AGAIN,
                    "See whether the gateway runs, and whether `gateway.url` leads to it.",
                    LOG,
                ],
            ),
            Trouble::Failed(status) => Self::new(
                StatusCode::BAD_GATEWAY,
                "The platform failed",
                format!(
                    "The gateway answered with status {status}, and nothing that can be shown. Whether your \
                     last change was made is not known."
                ),
                [AGAIN, LOG],
            ),
            Trouble::Refused(problem) => Self::of_refusal(problem),
        }
    }

    fn of_refusal(problem: &Problem) -> Self {
        match problem.code {
            ProblemCode::NotFound => Self::of(&Failed::NotFound),
            ProblemCode::Unauthenticated => Self::of(&Failed::LoggedOut),
            ProblemCode::Forbidden => Self::new(
                StatusCode::FORBIDDEN,
                "Not allowed",
                "The platform does not let this account do that. It may have lost its role.",
                ["Log out, and log in with an administrator's account."],
            ),
            ProblemCode::TooManyRequests => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "Too many requests",
                "More was asked of the platform than it takes at once.",
                [AGAIN],
            ),
            ProblemCode::Unavailable => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "A service is not available",
                "The gateway answers, but the service behind it does not. Whether your last change was made is \
                 not known.",
                [AGAIN, "Look at the service health.", LOG],
            ),
            _ => Self::new(
                StatusCode::BAD_GATEWAY,
                "The platform refused",
                problem
                    .detail
                    .clone()
                    .or_else(|| problem.title.clone())
                    .unwrap_or_else(|| format!("It gave the code `{}`.", problem.code.name())),
                ["Go back, and look at what you entered.", LOG],
            ),
        }
    }
}
