//! What the tests bring up.

use orion_core::config::{Workspace, parse};

const HEAD: &str = "schema = 1\n[project]\nname = \"shop\"\n[workstreams.all]\nowns = [\"**\"]\n";

/// The services, in the words of `workstreams.toml`; each belongs to the one workstream.
pub(crate) fn workspace(services: &str) -> Workspace {
    let text = format!("{HEAD}{services}");
    let parsed = parse(&text);
    parsed
        .workspace
        .unwrap_or_else(|| panic!("{:?}", parsed.diagnostics))
}

/// `db`, and `web` which needs it.
pub(crate) const SHOP: &str = r#"
[services.web]
workstream = "all"
image = "web:1"
depends-on = ["db"]
ports = [8080]
secrets = ["token"]
health = { http = "/ready" }
[services.db]
workstream = "all"
image = "db:1"
volumes = ["data:/data"]
health = { tcp = 5432 }
"#;
