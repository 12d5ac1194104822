//! The token is in no output, in no log and in no file.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::world::World;

const CANARY: &str = "ghp_canary0123456789abcdef";

/// What commands are given that do nothing of use without: by the command's words.
const GIVEN: [(&str, &[&str]); 32] = [
    ("completions", &["bash"]),
    ("contract adopt", &["1"]),
    ("contract approve", &["1"]),
    ("contract changes", &["1", "--reason", "which type?"]),
    ("contract implement", &["1"]),
    ("contract notify", &["1"]),
    ("contract reject", &["1"]),
    (
        "contract request",
        &["auth-api", "--why", "a field", "--yes"],
    ),
    ("contract show", &["1"]),
    ("down", &["--runtime", "embedded"]),
    ("escalate", &["--auto"]),
    ("exec", &["auth", "true"]),
    ("explain", &["OWN001"]),
    ("export compose", &["--output", "compose.yaml"]),
    ("export kubernetes", &["--output", "kubernetes.yaml"]),
    ("gate", &["pre-commit"]),
    ("github setup", &["--dry-run"]),
    ("hook run", &["pre-commit"]),
    ("init", &["--force"]),
    ("outbox drop", &["00000000000000000000"]),
    ("owner", &["contracts/auth-api.json"]),
    ("ps", &["--runtime", "embedded"]),
    ("schema approve", &["2"]),
    ("schema changes", &["2", "--reason", "which index?"]),
    ("schema implement", &["2"]),
    ("schema reject", &["2"]),
    ("schema request", &["auth", "--why", "an index", "--yes"]),
    ("schema show", &["2"]),
    ("standup", &["--all", "--post"]),
    ("trust", &["--yes"]),
    ("up", &["--runtime", "embedded"]),
    // It would go on until it is told to end.
    ("watch", &["nothing"]),
];

/// Every command that does something, by its words: what the help names.
fn commands(world: &World, above: &str) -> Vec<String> {
    let mut arguments: Vec<_> = above.split_whitespace().collect();
    arguments.push("--help");
    let help = world.orion("grace", &arguments).success().stdout;
    let Some((_, below)) = help.split_once("Commands:\n") else {
        return vec![above.to_owned()];
    };
    let (below, _) = below.split_once("\n\n").unwrap_or((below, ""));
    let names = below.lines().filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names
        .flat_map(|name| commands(world, format!("{above} {name}").trim_start()))
        .collect()
}

#[test]
fn no_command_tells_the_token() {
    let Some(world) = World::new() else { return };
    let seed = json!({"tokens": {CANARY: {"login": "grace", "scopes": ["repo"]}}});
    world.simulator.post("/_sim/seed", &seed);
    let fault = json!({"kind": "disconnect", "when": "after", "times": 1, "match": {"method": "POST", "operation": "issues/create"}});
    world.simulator.post("/_sim/faults", &fault);
    let mut commands = commands(&world, "");
    for (name, _) in GIVEN {
        assert!(
            commands.iter().any(|command| command == name),
            "no `{name}`"
        );
    }
    // First there is something to be asked about; `init` writes the policy anew.
    commands.sort_by_key(|name| (!name.ends_with("request"), name == "init"));
    let mut said = String::new();
    let mut run = |arguments: &[&str]| {
        let mut command = world.command("grace", arguments);
        let command = command.env("GH_TOKEN", CANARY).arg("-vvv");
        let outcome = world.repository.run(command);
        said.push_str(&outcome.stdout);
        said.push_str(&outcome.stderr);
        outcome.code
    };
    for name in &commands {
        let given = GIVEN.iter().find(|(command, _)| command == name);
        let given = given.map_or(&[][..], |(_, arguments)| arguments);
        let words: Vec<_> = name.split_whitespace().collect();
        run(&[&words, given].concat());
        if given.is_empty() {
            run(&[&words[..], &["--json"]].concat());
        }
    }
    world
        .simulator
        .post("/_sim/tokens/revoke", &json!({"token": CANARY}));
    assert_eq!(run(&["contract", "list"]), 3);
    assert!(
        said.contains("the token from"),
        "it is told whose fault it is"
    );
    assert!(said.contains("github"), "the log tells of requests");
    assert!(!said.contains(CANARY) && !said.contains("canary"));
    assert_nowhere_below(world.repository.top());
}

fn assert_nowhere_below(directory: &Path) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_nowhere_below(&path);
        } else {
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("canary"), "{}", path.display());
        }
    }
}
