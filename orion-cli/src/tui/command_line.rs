//! What may be typed after `:`.

use orion_core::config::GateName;
use orion_core::ids::{IssueNumber, ServiceName};
use orion_core::request::Decision;
use orion_core::suggestion::did_you_mean;

use super::keymap::Command;
use super::source::Why;
use super::theme::Palette;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The same as a key.
    Key(Command),
    /// `filter TEXT`
    Filter(String),
    /// `theme NAME`
    Theme(Palette),
    /// `restart SERVICE`
    Restart(ServiceName),
    /// `logs SERVICE`
    Logs(ServiceName),
    /// `gate NAME`
    Gate(GateName),
    /// `approve|changes|reject [NUMBER] [REASON]`; without a number, the selected request.
    Decide(Decision, Option<IssueNumber>, Option<String>),
}

/// Each command as it is written, and what it does.
pub(crate) const TYPED: &[(&str, &str)] = &[
    (
        "approve [NUMBER]",
        "approve the request, or the selected one",
    ),
    (
        "changes [NUMBER] WHAT",
        "ask the requester for something else",
    ),
    ("reject [NUMBER] [WHY]", "decline the request"),
    (
        "gate pre-commit|push|pr",
        "run a gate, and show what it came to",
    ),
    ("restart [SERVICE]", "stop a service and bring it up again"),
    ("logs [SERVICE]", "what a service writes; without one, all"),
    ("live", "ask the running stack whether the parts fit"),
    ("filter [TEXT]", "only rows that hold the text"),
    ("theme terminal|colour-blind|mono", "other colours"),
    ("explain, open, copy, zoom, pause, refresh", "as the keys"),
    ("help, quit", "as the keys"),
];

/// The words that begin a command.
const WORDS: &[&str] = &[
    "approve", "changes", "reject", "gate", "restart", "logs", "live", "filter", "theme",
    "explain", "open", "copy", "zoom", "pause", "refresh", "help", "quit",
];

/// Reads what was typed; nothing where nothing was.
///
/// # Errors
/// Why it is no command.
pub(crate) fn read(line: &str) -> Result<Option<Typed>, Why> {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let typed = match word {
        "" => return Ok(None),
        "q" | "quit" => Typed::Key(Command::Quit),
        "help" => Typed::Key(Command::Help),
        "refresh" => Typed::Key(Command::Refresh),
        "pause" => Typed::Key(Command::Pause),
        "zoom" => Typed::Key(Command::Zoom),
        "explain" => Typed::Key(Command::Explain),
        "open" => Typed::Key(Command::Open),
        "copy" => Typed::Key(Command::Copy),
        "live" => Typed::Key(Command::Restart),
        "filter" => Typed::Filter(rest.to_owned()),
        "theme" if rest.is_empty() => Typed::Key(Command::Theme),
        "theme" => Typed::Theme(known(
            rest,
            Palette::of,
            &Palette::ALL.map(Palette::name),
            "theme",
        )?),
        "restart" if rest.is_empty() => Typed::Key(Command::Restart),
        "restart" => Typed::Restart(service(rest)?),
        "logs" if rest.is_empty() => Typed::Key(Command::Logs),
        "logs" => Typed::Logs(service(rest)?),
        "gate" => {
            let gates = [GateName::PreCommit, GateName::Push, GateName::Pr];
            let of = |name: &str| gates.into_iter().find(|gate| gate.as_str() == name);
            Typed::Gate(known(rest, of, &gates.map(GateName::as_str), "gate")?)
        }
        "approve" => decide(Decision::Approve, rest),
        "changes" => decide(Decision::Changes, rest),
        "reject" => decide(Decision::Reject, rest),
        _ => {
            let hint = did_you_mean(word, WORDS.iter().copied());
            return Err(Why {
                message: format!("there is no command `{word}`"),
                hint: hint.or_else(|| Some("`?` lists them".to_owned())),
            });
        }
    };
    Ok(Some(typed))
}

fn service(text: &str) -> Result<ServiceName, Why> {
    ServiceName::parse(text).map_err(|error| Why::new(error.to_string()))
}

/// One of several names.
fn known<T>(
    name: &str,
    of: impl Fn(&str) -> Option<T>,
    names: &[&'static str],
    kind: &str,
) -> Result<T, Why> {
    of(name).ok_or_else(|| Why {
        message: format!("`{name}` is no {kind}"),
        hint: Some(format!("there are: {}", names.join(", "))),
    })
}

fn decide(decision: Decision, rest: &str) -> Typed {
    let (first, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let digits = first.strip_prefix('#').unwrap_or(first);
    let number = digits.parse().ok().and_then(IssueNumber::new);
    let reason = if number.is_some() { after } else { rest };
    let reason = reason.trim();
    Typed::Decide(
        decision,
        number,
        (!reason.is_empty()).then(|| reason.to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_follows_them() {
        let typed = |line| read(line).unwrap();
        let twelve = IssueNumber::new(12);
        assert_eq!(typed("  "), None);
        assert_eq!(typed("q"), Some(Typed::Key(Command::Quit)));
        assert_eq!(
            typed("approve #12"),
            Some(Typed::Decide(Decision::Approve, twelve, None))
        );
        assert_eq!(
            typed("changes name the field"),
            Some(Typed::Decide(
                Decision::Changes,
                None,
                Some("name the field".to_owned())
            ))
        );
        assert_eq!(typed("gate pr"), Some(Typed::Gate(GateName::Pr)));
        assert_eq!(typed("theme mono"), Some(Typed::Theme(Palette::Mono)));
    }

    #[test]
    fn what_is_no_command_says_what_is() {
        let why = read("aprove 3").unwrap_err();
        assert_eq!(why.message, "there is no command `aprove`");
        assert_eq!(why.hint.as_deref(), Some("did you mean `approve`?"));
        let why = read("gate merge").unwrap_err();
        assert_eq!(why.hint.as_deref(), Some("there are: pre-commit, push, pr"));
    }

    #[test]
    fn every_word_is_read() {
        for word in WORDS {
            assert!(read(word).is_ok() || *word == "gate", "{word}");
        }
        for (written, _) in TYPED {
            for word in written.split(", ") {
                let word = word.split(' ').next().unwrap();
                assert!(WORDS.contains(&word), "{word}");
            }
        }
    }
}
