//! The dashboard beside a running stack, in a real terminal.

use orion_testutils::Terminal;

use crate::shop::{CHAIN, Shop, docker};

#[test]
fn services_are_seen_read_and_restarted() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.repository.commit_all("first");
    shop.orion("up").success();
    let mut command = shop.command("status --offline");
    command.env("LANG", "C.UTF-8").env("TZ", "UTC");
    let Some(terminal) = Terminal::start(&command, 130, 40) else {
        return;
    };
    let screen = terminal.wait_for("3 of 3 healthy");
    assert!(screen.contains("docker ok"), "{screen}");
    // What they use is known from the second look on.
    terminal.wait_until("memory", |screen| {
        screen.contains("CPU") && screen.contains("iB")
    });
    terminal.wait_for("info  listening port=8001");

    terminal.press(&["4"]);
    terminal.press(&["j"]);
    terminal.wait_for("▶ api");
    terminal.press(&["l"]);
    terminal.wait_until("logs of api alone", |screen| {
        screen.contains("6 Logs*") && !screen.contains("port=8000")
    });
    let before = docker(&[
        "inspect",
        "--format",
        "{{.State.StartedAt}}",
        &shop.container("api"),
    ]);
    terminal.press(&["r"]);
    terminal.wait_for("restart service `api`?");
    terminal.press(&["n"]);
    terminal.press(&["r"]);
    terminal.wait_for("restart service `api`?");
    terminal.press(&["y"]);
    terminal.wait_for("service `api` is ready again");
    let after = docker(&[
        "inspect",
        "--format",
        "{{.State.StartedAt}}",
        &shop.container("api"),
    ]);
    assert_ne!(before, after);

    terminal.wait_for("3 of 3 healthy");
    // The engine's own events tell at once what happens elsewhere.
    docker(&["kill", &shop.container("web")]);
    terminal.wait_for("2 of 3 healthy");
    terminal.press(&["4"]);
    terminal.press(&["g"]);
    terminal.wait_for("▶ web");
    terminal.press(&["Enter"]);
    terminal.wait_for("exit code");
    terminal.press(&["Escape"]);
    terminal.wait_for("4 Services*");
    terminal.press(&["q"]);
    assert_eq!(terminal.wait_for_exit(), 0);
}
