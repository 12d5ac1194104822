//! The chart for Markdown as Mermaid itself reads it, in a browser.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use orion_testutils::{TestRepository, skipped};
use serde_json::Value;

use crate::world::{HOSTILE, PLAN, World};

/// Mermaid, as a package brings it that `.ci/run` puts beside the tools that it installs.
fn library(repository: &TestRepository) -> Option<PathBuf> {
    let mut python = repository.command("python3");
    let prefix = python
        .args(["-c", "import sys; print(sys.prefix)"])
        .output();
    let prefix = String::from_utf8(prefix.ok()?.stdout).ok()?;
    let file = PathBuf::from(prefix.trim()).join("mermaid/mmdc/assets/mermaid.js");
    file.is_file().then_some(file)
}

/// The tasks that Mermaid finds in a chart, once it has drawn it: `section | name | marks | from | to`. `None` where
/// there is no Mermaid or no browser, which is said.
#[track_caller]
fn tasks(world: &World, chart: &str) -> Option<String> {
    let Some(library) = library(&world.repository) else {
        skipped(
            "there is no `mermaid/` beside the tools of `.ci/run` (its Python is not the one on PATH)",
        );
        return None;
    };
    let chart = serde_json::to_string(chart)
        .unwrap()
        .replace('<', "\\u003c");
    let page = format!(
        r#"<!doctype html><meta charset="utf-8"><body><script src="file://{}"></script><script>
(async () => {{
  const chart = {chart};
  try {{
    mermaid.initialize({{ startOnLoad: false }});
    const {{ svg }} = await mermaid.render("drawn", chart);
    if (!svg.includes("</svg>")) throw "nothing is drawn";
    const {{ db }} = await mermaid.mermaidAPI.getDiagramFromText(chart);
    const time = (date) => date.toISOString().slice(0, 16);
    const mark = (is, word) => (is ? " " + word : "");
    document.body.textContent = JSON.stringify(db.getTasks().map((it) =>
      it.section + " | " + it.task.trim() + " |" + mark(it.crit, "crit") + mark(it.milestone, "milestone")
        + " | " + time(it.startTime) + " | " + time(it.endTime)));
  }} catch (error) {{ document.body.textContent = JSON.stringify(["refused: " + error]); }}
}})();
</script>"#,
        library.display()
    );
    let file = world.repository.beside("chart.html");
    fs::write(&file, page).unwrap();
    let mut browser = world.repository.command("chromium");
    // A container has no sandbox to offer and little shared memory. Time in the page goes on when nothing else does.
    browser.args([
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--allow-file-access-from-files",
        "--virtual-time-budget=10000",
        "--dump-dom",
    ]);
    let Ok(output) = browser.arg(format!("file://{}", file.display())).output() else {
        skipped("`chromium` is not installed");
        return None;
    };
    let said = String::from_utf8(output.stdout).unwrap();
    let (_, body) = said.split_once("<body>").unwrap_or_default();
    let (body, _) = body.split_once("</body>").unwrap_or_default();
    let body = body
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let found: Vec<Value> = serde_json::from_str(body.trim()).unwrap_or_else(|_| panic!("{said}"));
    let lines: Vec<&str> = found.iter().filter_map(Value::as_str).collect();
    Some(lines.join("\n"))
}

#[test]
fn mermaid_reads_what_is_planned() {
    let world = World::new(PLAN);
    let chart = world.orion("plan --mermaid").success().stdout;
    let Some(tasks) = tasks(&world, &chart) else {
        return;
    };
    assert_snapshot!(tasks, @"
    Plan | 1. Shared Contracts | crit | 2001-01-01T00:00 | 2001-01-03T00:00
    Plan | 2. infra, libraries | crit | 2001-01-01T00:00 | 2001-01-03T00:00
    Plan | 2. infra, support | | 2001-01-03T00:00 | 2001-01-05T00:00
    Plan | 3. auth | crit | 2001-01-03T00:00 | 2001-01-07T00:00
    Plan | 4. gateway | crit | 2001-01-04T00:00 | 2001-01-08T12:00
    Plan | 5. beta | crit milestone | 2001-01-08T12:00 | 2001-01-08T12:00
    Continuous | 6. testing | | 2001-01-01T00:00 | 2001-01-08T12:00
    ");
}

#[test]
fn mermaid_obeys_nothing_that_somebody_wrote() {
    let title = format!("title = {}", serde_json::to_string(HOSTILE).unwrap());
    let world = World::new(&PLAN.replace("title = \"Shared Contracts\"", &title));
    let chart = world.orion("plan --mermaid").success().stdout;
    let Some(tasks) = tasks(&world, &chart) else {
        return;
    };
    assert_eq!(tasks.lines().count(), 7, "{tasks}");
    assert_snapshot!(tasks.lines().next().unwrap_or_default(), @r#"Plan | 1. ＜/text＞＜script＞alert(1)＜/script＞ & ＼x1b[2J：crit, "x"； ＃1 ％％ section | crit | 2001-01-01T00:00 | 2001-01-03T00:00"#);
}
