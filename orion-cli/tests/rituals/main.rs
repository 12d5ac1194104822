//! Standup and sync, from the command line to GitHub and Slack: against the simulator, a process of its own.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod world;

use serde_json::{Value, json};

use crate::world::World;

/// What hostile people write.
const HOSTILE: &str = "<!channel> @here \u{1b}[2J *all* is lost";

fn lively() -> Option<World> {
    let world = World::new(&json!([{
        "title": HOSTILE, "user": "uma", "labels": ["blocker", "user"],
        "created_at": "2026-11-02T07:00:00Z",
    }]))?;
    world.commit("user/a.txt", HOSTILE);
    world
        .repository
        .git_ok(&["checkout", "-q", "-b", "user/profile"]);
    world.commit("user/b.txt", "A profile");
    let request = |name| ["contract", "request", name, "--why", "a name", "--yes"];
    world.orion("uma", &request("auth-api")).success();
    world.orion("uma", &request("token-api")).success();
    world
        .orion("grace", &["contract", "approve", "2"])
        .success();
    Some(world)
}

/// The text below a heading.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let begin = text
        .find(&format!("## {heading}\n"))
        .unwrap_or_else(|| panic!("{text}"));
    text[begin + 3..].split("\n## ").next().unwrap()
}

#[test]
fn a_standup_is_derived_from_git_and_github() {
    let Some(world) = lively() else {
        return;
    };
    let user = world.orion("uma", &["standup"]).success().stdout;
    assert!(
        user.starts_with("# Standup: user\n"),
        "the branch tells whose it is: {user}"
    );
    assert!(!user.contains('\u{1b}'), "{user}");
    let shipped = section(&user, "Shipped");
    assert!(
        shipped.contains("all") && shipped.contains("moved to approved"),
        "{user}"
    );
    assert!(
        section(&user, "Now")
            .contains("1 commit ahead (user), 2026-11-02T08:00:00Z: user/profile: A profile"),
        "{user}"
    );
    let blocked = section(&user, "Blocked");
    assert!(
        blocked.contains("- #1 blocker (user), 2026-11-02T07:00:00Z: `<!channel> @here"),
        "{user}"
    );
    assert!(
        blocked.contains("- #3 contract request requested"),
        "{user}"
    );
    let contracts = world
        .orion("grace", &["standup", "--as", "contracts"])
        .success()
        .stdout;
    assert!(
        section(&contracts, "Next").contains("- #2 contract request approved"),
        "{contracts}"
    );
    let waiting = section(&contracts, "Waiting on you");
    assert!(
        waiting.contains("- #3 contract request requested, 24 h 0 min left, new (contracts)"),
        "{contracts}"
    );
    assert!(
        section(&contracts, "Shipped").contains("#2")
            && section(&contracts, "Now").contains("Nothing."),
        "{contracts}"
    );
    world.simulator.assert_clean();
}

#[test]
fn a_sync_has_the_five_points() {
    let Some(world) = lively() else {
        return;
    };
    let text = world.orion("uma", &["sync"]).success().stdout;
    for (heading, part) in [
        (
            "1. Review integration points",
            "#2 contract request approved, new, moved to approved",
        ),
        ("2. Demo completed features", "(user)"),
        ("3. Resolve cross-workstream issues", "#1 blocker"),
        ("4. Plan next week's priorities", "- #3 contract"),
        ("5. Risk review", "Nothing."),
    ] {
        assert!(section(&text, heading).contains(part), "{heading}: {text}");
    }
    let mut later = world.command("uma", &["sync"]);
    let later = world
        .repository
        .run(later.env("ORION_NOW", "2026-11-05T09:00:00Z"));
    let later = later.success().stdout;
    assert!(
        section(&later, "5. Risk review").contains("#3 contract request requested, 2 d 0 h over"),
        "{later}"
    );
    let json = world
        .orion(
            "uma",
            &["sync", "--since", "2026-11-02T08:30:00Z", "--json"],
        )
        .success();
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(
        json["sections"][1]["items"],
        json!([]),
        "the commit is older"
    );
    world.simulator.assert_clean();
}

#[test]
fn without_a_network_it_tells_what_git_knows() {
    let Some(world) = lively() else {
        return;
    };
    let mut command = world.command("uma", &["standup"]);
    command
        .env("GITHUB_API_URL", "http://127.0.0.1:9")
        .env("GITHUB_GRAPHQL_API_URL", "http://127.0.0.1:9/graphql");
    let text = world.repository.run(&mut command).success().stdout;
    assert!(section(&text, "Now").contains("A profile"), "{text}");
    assert!(section(&text, "Blocked").contains("Not known: "), "{text}");
}

#[test]
fn it_is_posted_and_rings_for_nobody() {
    let Some(world) = lively() else {
        return;
    };
    world.orion("uma", &["standup", "--post"]).success();
    let messages = world.simulator.get("/_sim/slack");
    assert_eq!(messages.as_array().unwrap().len(), 1);
    assert_eq!(messages[0]["status"], 200);
    assert_eq!(messages[0]["warnings"], json!([]));
    let sent = messages[0]["payload"].to_string();
    assert!(
        sent.contains("&lt;!channel&gt;") && sent.contains("issues/1|#1>"),
        "{sent}"
    );
    assert!(
        !sent.contains("<!channel>") && !sent.contains("@here"),
        "{sent}"
    );

    let fault = json!({"kind": "slack_error", "status": 500, "times": 1});
    world.simulator.post("/_sim/faults", &fault);
    let failed = world.orion("uma", &["sync", "--post"]);
    assert_eq!(failed.code, 3);
    assert!(
        failed.stderr.contains("Slack was not told") && !failed.stderr.contains("B000"),
        "{failed:?}"
    );
    assert!(
        failed.stdout.starts_with("# Integration sync"),
        "{failed:?}"
    );
}

#[test]
fn nobody_and_nonsense_are_wrong_usage() {
    let Some(world) = World::new(&json!([])) else {
        return;
    };
    for arguments in [
        &["standup"][..],
        &["standup", "--as", "nobody"],
        &["standup", "--all", "--since", "soon"],
        &["sync", "--since=-1d"],
    ] {
        assert_eq!(world.orion("uma", arguments).code, 2, "{arguments:?}");
    }
    let all = world
        .orion("uma", &["standup", "--all", "--since", "2w"])
        .success();
    assert!(
        all.stdout.starts_with("# Standup: contracts, auth, user\n"),
        "{all:?}"
    );
}

#[test]
fn what_was_adopted_is_shown_and_what_is_stuck_is_a_risk() {
    let closed = |at| {
        json!({
            "title": "Change auth-api", "user": "uma", "state": "closed",
            "labels": ["contract-change", "orion:adopted"],
            "created_at": "2026-10-01T08:00:00Z", "closed_at": at,
        })
    };
    let issues = json!([
        closed("2026-10-31T08:00:00Z"),
        closed("2026-10-02T08:00:00Z")
    ]);
    let Some(world) = World::new(&issues) else {
        return;
    };
    let mut offline = world.command(
        "uma",
        &["contract", "request", "auth-api", "--why", "x", "--yes"],
    );
    offline.env_remove("GH_TOKEN");
    world.repository.run(&mut offline);
    let text = world.orion("uma", &["sync"]).success().stdout;
    let completed = section(&text, "2. Demo completed features");
    assert!(
        completed.contains("#1 contract request adopted, moved to adopted")
            && !completed.contains("#2"),
        "{text}"
    );
    let risks = section(&text, "5. Risk review");
    assert!(risks.contains("issue not on GitHub yet"), "{text}");
    world.simulator.assert_clean();
}

#[test]
fn pull_requests_that_await_a_review_are_shown() {
    let Some(world) = World::new(&json!([])) else {
        return;
    };
    let seed = json!({"repos": [{
        "full_name": "acme/shop",
        "pulls": [
            {"title": HOSTILE, "user": "uma", "head": "user/profile", "created_at": "2026-11-02T06:00:00Z",
             "requested_reviewers": ["grace"]},
            {"title": "Not ready", "user": "uma", "head": "user/later", "draft": true},
        ],
    }]});
    world.simulator.post("/_sim/seed", &seed);
    let all = ["standup", "--as", "contracts"];
    let contracts = world.orion("grace", &all).success().stdout;
    let waiting = section(&contracts, "Waiting on you");
    assert!(
        waiting.contains("- #1 pull request awaits review by grace (contracts), 2026-11-02T06:00:00Z: `<!channel>"),
        "{contracts}"
    );
    assert!(
        !contracts.contains("Not ready") && !contracts.contains('\u{1b}'),
        "{contracts}"
    );
    let user = world
        .orion("uma", &["standup", "--as", "user"])
        .success()
        .stdout;
    assert!(
        section(&user, "Now").contains("#1 pull request awaits review"),
        "{user}"
    );
    assert!(!section(&user, "Waiting on you").contains("#1"), "{user}");
    let sync = world.orion("uma", &["sync"]).success().stdout;
    assert!(
        section(&sync, "3. Resolve cross-workstream issues").contains("#1 pull request"),
        "{sync}"
    );
    let asked = |name: &str| {
        let journal = world.simulator.get("/_sim/journal?operation=graphql");
        journal.to_string().matches(name).count()
    };
    assert_eq!(
        asked("query OverviewFull"),
        1,
        "what was read is still fresh"
    );

    // Without GitHub the last known is shown, with its age.
    let mut offline = world.command("grace", &all);
    let offline = world.repository.run(offline.env_remove("GH_TOKEN"));
    let waiting = section(&offline.stdout, "Waiting on you");
    assert!(
        waiting.contains("#1 pull request awaits review")
            && waiting.contains("Not known: ")
            && waiting.contains("pull requests since 2"),
        "{offline:?}"
    );
    world.simulator.assert_clean();
}
