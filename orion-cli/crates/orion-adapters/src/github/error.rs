//! What an answer that is no success means.

use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use orion_app::forge::ForgeError;
use serde::Deserialize;
use serde_json::Value;

use super::exchange::Answer;

/// What GitHub says of a failure. Anything else, such as a page for browsers, says nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    message: String,
    /// Objects or plain texts.
    errors: Vec<Value>,
}

impl Said {
    fn of(answer: &Answer) -> Self {
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    /// Its message, or at least the status.
    fn message(self, status: StatusCode) -> String {
        if self.message.is_empty() {
            format!("it answers {status}")
        } else {
            self.message
        }
    }

    fn faults(self, status: StatusCode) -> Vec<String> {
        let faults: Vec<String> = self.errors.iter().filter_map(fault).collect();
        if faults.is_empty() {
            vec![self.message(status)]
        } else {
            faults
        }
    }
}

/// `title: is too long (maximum is 256 characters)`
fn fault(error: &Value) -> Option<String> {
    if let Some(text) = error.as_str() {
        return Some(text.to_owned());
    }
    let text = |name| error.get(name).and_then(Value::as_str);
    let said = text("message").or_else(|| text("code"))?;
    let Some(field) = text("field") else {
        return Some(said.to_owned());
    };
    // The field's name is often said twice.
    let said = said.strip_prefix(field).unwrap_or(said).trim_start();
    Some(format!("{field}: {said}"))
}

/// What the refusal of `what` means; `origin` is where the token came from.
pub(super) fn refusal(answer: &Answer, what: &str, origin: &str) -> ForgeError {
    let said = Said::of(answer);
    let status = answer.status;
    match status.as_u16() {
        401 => ForgeError::Unauthorized {
            origin: origin.to_owned(),
        },
        403 | 429 => single_sign_on(answer)
            .or_else(|| limit(answer, &said.message))
            .unwrap_or_else(|| ForgeError::Forbidden {
                message: said.message(status),
                accepted: accepted(answer),
            }),
        404 => ForgeError::NotFound {
            what: what.to_owned(),
        },
        410 => ForgeError::Gone {
            what: what.to_owned(),
        },
        451 => ForgeError::Forbidden {
            message: said.message(status),
            accepted: None,
        },
        400..=499 => ForgeError::Refused {
            faults: said.faults(status),
        },
        500..=599 => failure(answer, status.as_u16()),
        _ => ForgeError::Unreadable {
            cause: format!("{status} was not expected"),
        },
    }
}

/// It failed by itself.
pub(super) fn failure(answer: &Answer, status: u16) -> ForgeError {
    ForgeError::Server {
        status,
        request_id: answer.header("x-github-request-id").map(str::to_owned),
    }
}

/// `X-GitHub-SSO: required; url=…`
pub(super) fn single_sign_on(answer: &Answer) -> Option<ForgeError> {
    let mut parts = answer.header("x-github-sso")?.split(';').map(str::trim);
    (parts.next() == Some("required")).then(|| ForgeError::SingleSignOn {
        url: parts.find_map(|part| part.strip_prefix("url=").map(str::to_owned)),
    })
}

/// The permission that would have been enough.
fn accepted(answer: &Answer) -> Option<String> {
    ["x-accepted-github-permissions", "x-accepted-oauth-scopes"]
        .iter()
        .filter_map(|name| answer.header(name))
        .find(|value| !value.is_empty())
        .map(str::to_owned)
}

/// The limit that was met. A secondary one is known by its message too: its headers are not always there.
pub(super) fn limit(answer: &Answer, message: &str) -> Option<ForgeError> {
    let message = message.to_ascii_lowercase();
    let number = |name| answer.header(name)?.trim().parse::<i64>().ok();
    let told = number("retry-after");
    let secondary = message.contains("secondary rate limit") || message.contains("abuse detection");
    let used_up = message.contains("api rate limit exceeded")
        || number("x-ratelimit-remaining").is_some_and(|left| left == 0);
    if !secondary && !used_up && told.is_none() && answer.status != StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let until = match told {
        Some(seconds) => u64::try_from(seconds).ok().and_then(|seconds| {
            Timestamp::now()
                .checked_add(Duration::from_secs(seconds))
                .ok()
        }),
        None => number("x-ratelimit-reset")
            .filter(|_| used_up)
            .and_then(|reset| Timestamp::from_second(reset).ok()),
    };
    Some(ForgeError::Limited {
        until,
        secondary: secondary || !used_up,
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Answer {
        let headers = headers.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers.collect(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    fn meant(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> String {
        refusal(&answer(status, headers, body), "issue #7", "GH_TOKEN").to_string()
    }

    #[test]
    fn faults_are_objects_or_plain_texts() {
        let body = r#"{"message":"Validation Failed","errors":[
            {"resource":"Issue","code":"custom","field":"title","message":"title is too long"},
            {"resource":"Issue","code":"missing_field","field":"body"},
            "labels are wrong", {"odd":1}]}"#;
        assert_eq!(
            meant(422, &[], body),
            "GitHub refuses it: title: is too long; body: missing_field; labels are wrong"
        );
        let plain = r#"{"message":"Problems parsing JSON"}"#;
        assert_eq!(
            meant(400, &[], plain),
            "GitHub refuses it: Problems parsing JSON"
        );
    }

    #[test]
    fn pages_for_browsers_are_never_quoted() {
        let page = "<html><p>Unicorn!</p></html>";
        let headers = [("x-github-request-id", "AB:CD")];
        assert_eq!(
            meant(502, &headers, page),
            "GitHub failed with 502 (request AB:CD)"
        );
        assert_eq!(
            meant(403, &[], page),
            "the token may not do that: it answers 403 Forbidden"
        );
        assert_eq!(
            meant(451, &[], page),
            "the token may not do that: it answers 451 Unavailable For Legal Reasons"
        );
    }

    #[test]
    fn limits_are_told_apart() {
        let limited = |status, headers: &[_], message: &str| match limit(
            &answer(status, headers, ""),
            message,
        ) {
            Some(ForgeError::Limited { until, secondary }) => Some((until.is_some(), secondary)),
            _ => None,
        };
        let reset = [
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "1700000000"),
        ];
        let left = [
            ("x-ratelimit-remaining", "9"),
            ("x-ratelimit-reset", "1700000000"),
        ];
        let secondary = "You have exceeded a secondary rate limit.";
        assert_eq!(limited(403, &reset, ""), Some((true, false)));
        assert_eq!(limited(403, &left, secondary), Some((false, true)));
        assert_eq!(
            limited(403, &[("retry-after", "5")], ""),
            Some((true, true))
        );
        assert_eq!(
            limited(403, &[("retry-after", "-5")], ""),
            Some((false, true))
        );
        assert_eq!(limited(429, &[], ""), Some((false, true)));
        assert_eq!(limited(403, &left, "Resource not accessible"), None);
    }
}
