//! A repository with an `origin` that takes pushes, beside the simulator, which is told of what was pushed.

use std::fs;

use serde_json::{Value, json};

use crate::world::World;

const ORIGIN: &str = "origin.git";

impl World {
    /// The first request here is #2: what brings `main` to the simulator is #1.
    ///
    /// A clone whose `origin` is a bare repository beside it, and a simulator that knows the branch `main`.
    #[track_caller]
    pub(crate) fn with_origin() -> Option<Self> {
        let world = Self::new()?;
        let policy = fs::read_to_string(world.repository.top().join("workstreams.toml")).unwrap();
        let policy = policy.replace(
            "name = \"shop\"",
            "name = \"shop\"\nrepository = \"acme/shop\"",
        );
        world.repository.write("workstreams.toml", policy);
        world.repository.write(
            "contracts/auth-api.json",
            "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\"title\": \"Auth\", \"version\": \"1.0.0\"},\n  \"paths\": {}\n}\n",
        );
        world.repository.write(
            "auth/migrations/0001_accounts.sql",
            "CREATE TABLE a (id INT);\n",
        );
        world.repository.write("auth/README.md", "# Auth\n");
        world.repository.commit_all("second");
        let origin = world.repository.beside(ORIGIN);
        let origin = origin.to_str().unwrap();
        world.repository.git_ok(&["init", "-q", "--bare", origin]);
        world
            .repository
            .git_ok(&["remote", "set-url", "origin", origin]);
        world.repository.git_ok(&["config", "user.name", "Orion"]);
        world
            .repository
            .git_ok(&["config", "user.email", "orion@example.com"]);
        world.repository.git_ok(&["push", "-q", "origin", "main"]);
        world.know("main", None);
        Some(world)
    }

    /// The commit that a branch of `origin` is at.
    #[track_caller]
    pub(crate) fn at_origin(&self, branch: &str) -> String {
        let origin = self.repository.beside(ORIGIN);
        let at = self
            .repository
            .git(&["-C", origin.to_str().unwrap(), "rev-parse", branch])
            .success();
        at.stdout.trim().to_owned()
    }

    /// Tells the simulator that a branch is where `origin` has it, and how its checks ended. Commits come to it with
    /// pull requests only, so a closed one of somebody else brings it.
    #[track_caller]
    pub(crate) fn know(&self, branch: &str, conclusion: Option<&str>) {
        let runs: Vec<Value> = conclusion
            .iter()
            .map(|it| json!({"name": "build", "conclusion": it}))
            .collect();
        let pull = json!({
            "title": "elsewhere", "head": branch, "head_sha": self.at_origin(branch),
            "state": "closed", "check_runs": runs,
        });
        self.simulator.post(
            "/_sim/seed",
            &json!({"repos": [{"full_name": "acme/shop", "pulls": [pull]}]}),
        );
    }

    /// Merges a pull request, in git and on the simulator.
    #[track_caller]
    pub(crate) fn merge(&self, branch: &str, pull_request: u64) {
        let elsewhere = self.repository.beside("elsewhere");
        let elsewhere = elsewhere.to_str().unwrap();
        let origin = self.repository.beside(ORIGIN);
        self.repository.git_ok(&[
            "clone",
            "-q",
            "-b",
            "main",
            origin.to_str().unwrap(),
            elsewhere,
        ]);
        let merged = format!("origin/{branch}");
        self.repository.git_ok(&[
            "-C", elsewhere, "merge", "-q", "--no-ff", "-m", "merged", &merged,
        ]);
        self.repository
            .git_ok(&["-C", elsewhere, "push", "-q", "origin", "main"]);
        fs::remove_dir_all(elsewhere).unwrap();
        let issues = self.issues();
        let found = issues
            .iter()
            .find(|it| it["number"] == pull_request)
            .unwrap();
        assert_eq!(found["pull"]["head_sha"], self.at_origin(branch).as_str());
        let merge = format!("/repos/acme/shop/pulls/{pull_request}/merge");
        self.put(&merge);
        self.know("main", None);
    }

    /// A write of somebody who uses the website.
    #[track_caller]
    fn put(&self, path: &str) {
        let url = format!("{}{path}", self.simulator.url());
        let script = "import sys,urllib.request as u; u.urlopen(u.Request(sys.argv[1], b'{}', {'Authorization': 'token grace-token', 'Content-Type': 'application/json', 'Accept': 'application/vnd.github+json', 'User-Agent': 'browser'}, method='PUT')).read()";
        let mut command = self.repository.command("python3");
        self.repository
            .run(command.args(["-c", script, &url]))
            .success();
    }

    /// An issue or pull request as the simulator has it.
    #[track_caller]
    pub(crate) fn issue(&self, number: u64) -> Value {
        let issues = self.issues();
        let found = issues.iter().find(|it| it["number"] == number);
        found
            .unwrap_or_else(|| panic!("there is no {number}"))
            .clone()
    }

    /// The texts that Slack took.
    pub(crate) fn slack(&self) -> Vec<String> {
        let messages = self.simulator.get("/_sim/slack");
        let messages = messages.as_array().unwrap().iter();
        let taken = messages.filter(|message| message["status"] == 200);
        taken
            .map(|message| {
                assert_eq!(message["warnings"], json!([]));
                message["payload"]["text"].as_str().unwrap().to_owned()
            })
            .collect()
    }
}
