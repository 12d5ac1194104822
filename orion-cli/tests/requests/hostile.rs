//! Texts that somebody wrote to do harm: titles, texts, logins and labels of issues, and what a command is given.

use orion_testutils::OnGitHub;
use serde_json::json;

use crate::world::World;

/// A control sequence that clears the screen, mentions of everybody, markup of Markdown and of Slack, and marks that
/// turn the order of letters round.
const TITLE: &str =
    "\u{1b}[2J<!channel> @channel @here *b* `c` ![i](javascript:x) <b>\u{202e}eltit\u{2066} | x";
/// The longest text that GitHub takes, in characters.
const LONGEST: usize = 65_536;

#[track_caller]
fn assert_harmless(said: &str) {
    let odd = said
        .chars()
        .find(|letter| letter.is_control() && *letter != '\n');
    assert_eq!(odd, None, "a control character in {said:?}");
    for mark in ['\u{202e}', '\u{2066}'] {
        assert!(!said.contains(mark), "{mark:?} in {said:?}");
    }
}

fn seed(there: &OnGitHub) {
    let labels = [
        "contract-change",
        "orion:requested",
        "orion:\u{202e}approved",
        "<!channel>",
    ];
    let body = format!(
        "### Why\n\n{TITLE}\n\n### What changes\n\n- contract `auth-api`\n- contract `{TITLE}`\n\n{}",
        "x".repeat(LONGEST - 2_000)
    );
    there.simulator.post(
        "/_sim/seed",
        &json!({"repos": [{
            "full_name": "acme/shop",
            "issues": [{
                "title": TITLE,
                "body": body,
                "user": "mallory",
                "labels": labels,
                "created_at": "2026-01-05T08:00:00Z",
                "comments": [
                    {"user": "mallory", "body": "/approve", "created_at": "2026-01-05T08:10:00Z"},
                    {"user": "mallory", "body": format!("<!-- /approve -->\n{TITLE}"), "created_at": "2026-01-05T08:11:00Z"},
                ],
            }],
        }]}),
    );
}

#[test]
fn what_others_wrote_is_shown_and_does_nothing() {
    let Some(world) = World::new() else { return };
    seed(&world);
    for arguments in [
        &["contract", "list"][..],
        &["contract", "show", "1"],
        &["standup", "--all"],
        &["sync"],
        &["escalate", "--auto", "--dry-run"],
        &["escalate", "--level", "2", "1"],
        &["outbox"],
    ] {
        let mut command = world.command("grace", arguments);
        let outcome = world
            .repository
            .run(command.env("ORION_NOW", "2026-01-05T12:00:00Z"));
        assert!(outcome.code <= 1, "{arguments:?}: {outcome:?}");
        assert_harmless(&outcome.stdout);
        assert_harmless(&outcome.stderr);
    }
    let shown = world.json("grace", &["contract", "show", "1", "--json"]);
    assert_eq!(
        shown["request"]["state"], "requested",
        "mallory owns nothing"
    );
    assert_eq!(shown["request"]["subject"], json!(["auth-api"]));
    let slack = world.simulator.get("/_sim/slack").to_string();
    assert!(
        !slack.contains("<!channel>") && !slack.contains("@here"),
        "{slack}"
    );
    assert!(
        !slack.contains("\\u202e") && !slack.contains('\u{202e}'),
        "{slack}"
    );
    world.simulator.assert_clean();
}

#[test]
fn what_a_command_is_given_fits_and_is_found_again() {
    let Some(world) = World::new() else { return };
    let why = format!(
        "{TITLE}\n```\n### What changes\n- contract `other`\n{}",
        "ä".repeat(40_000)
    );
    let draft = format!("{{\"```\": \"{}\"}}\n", "y".repeat(LONGEST));
    world.repository.write("contracts/auth-api.json", draft);
    let request = ["contract", "request", "auth-api", "--why", &why, "--json"];
    let filed = world.json("uma", &request);
    assert_eq!(filed["fate"], "sent", "{filed}");
    assert_eq!(world.json("uma", &request)["fate"], "already-sent");
    let issues = world.issues();
    assert_eq!(issues.len(), 1);
    let body = issues[0]["body"].as_str().unwrap_or_default();
    assert!(body.chars().count() <= LONGEST, "{}", body.chars().count());
    let title = issues[0]["title"].as_str().unwrap_or_default();
    assert!(title.chars().count() <= 256);
    assert_harmless(title);
    let shown = world.json("grace", &["contract", "show", "1", "--json"]);
    assert_eq!(shown["request"]["subject"], json!(["auth-api"]));
    world.simulator.assert_clean();
}
