//! Commands in containers that run.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use orion_app::stack::{Engine as _, EngineError, ExecRequest};
use orion_core::stack::ContainerId;

use crate::stack::{engine, stack};

#[tokio::test]
async fn a_check_gives_the_code_and_the_end_of_the_output() {
    let mut stack = stack!("check");
    let container = stack.started("web", &["wait"]).await;
    let engine = &stack.engine;
    let run = async |words: &[&str]| {
        let command: Vec<_> = words.iter().map(|&word| word.to_owned()).collect();
        engine.check(&container, &command).await
    };
    assert_eq!(
        run(&["/specimen", "exit", "5"]).await.unwrap(),
        (5, String::new())
    );
    let (code, said) = run(&["/specimen", "speak"]).await.unwrap();
    assert_eq!(code, 0);
    assert!(
        said.len() <= 3 << 10 && said.contains("rest"),
        "{}",
        said.len()
    );
    // One that is not there is a failed check or a refusal, as the engine has it, and never a success.
    match run(&["/none"]).await {
        Ok((code, _)) => assert_ne!(code, 0),
        Err(error) => assert!(matches!(error, EngineError::Refused { .. }), "{error}"),
    }
    engine
        .stop(&container, std::time::Duration::from_secs(5))
        .await
        .unwrap();
    let error = run(&["/specimen", "exit", "0"]).await.unwrap_err();
    assert!(error.to_string().contains("not running"), "{error}");
}

#[tokio::test]
async fn a_command_gives_its_exit_code() {
    let mut stack = stack!("exec");
    let container = stack.started("web", &["wait"]).await;
    for terminal in [false, true] {
        let request = ExecRequest {
            command: ["/specimen", "exit", "42"].map(str::to_owned).to_vec(),
            terminal,
            ..ExecRequest::default()
        };
        assert_eq!(stack.engine.exec(&container, &request).await.unwrap(), 42);
    }
}

/// Runs a command with its own streams, as another process: see [`with_streams`].
#[tokio::test]
#[ignore = "another test runs it as a process of its own"]
async fn the_other_process() {
    let variable = |name: &str| std::env::var(name).unwrap();
    let request = ExecRequest {
        command: variable("SPECIMEN_COMMAND")
            .split(' ')
            .map(str::to_owned)
            .collect(),
        terminal: variable("SPECIMEN_TERMINAL") == "yes",
        input: true,
        ..ExecRequest::default()
    };
    let container = ContainerId(variable("SPECIMEN_CONTAINER"));
    let code = engine()
        .await
        .unwrap()
        .exec(&container, &request)
        .await
        .unwrap();
    println!("[code {code}]");
}

/// Runs the command as [`the_other_process`], with that on its standard input, and gives what comes out. With a
/// terminal it has one of 33 rows and 99 columns.
fn with_streams(container: &ContainerId, command: &str, terminal: bool, input: &[u8]) -> String {
    let own = std::env::current_exe().unwrap();
    let own = format!(
        "{} running::the_other_process --exact --ignored --nocapture",
        own.display()
    );
    let mut child = if terminal {
        let mut script = Command::new("script");
        script.args(["--quiet", "--return", "--command"]);
        script.args([&format!("stty rows 33 cols 99; exec {own}"), "/dev/null"]);
        script
    } else {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec {own}")]);
        shell
    };
    let mut child = child
        .env("SPECIMEN_CONTAINER", &container.0)
        .env("SPECIMEN_COMMAND", command)
        .env("SPECIMEN_TERMINAL", if terminal { "yes" } else { "no" })
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut said = Vec::new();
    if !input.is_empty() {
        // What is typed before the terminal is handed over is not the command's.
        while !said.windows(5).any(|window| window == b"ready") {
            let mut buffer = [0; 1024];
            let read = stdout.read(&mut buffer).unwrap();
            assert!(read > 0, "{}", String::from_utf8_lossy(&said));
            said.extend_from_slice(&buffer[..read]);
        }
        stdin.write_all(input).unwrap();
    }
    // A terminal's input goes on for as long as somebody may type.
    let open = terminal.then_some(stdin);
    stdout.read_to_end(&mut said).unwrap();
    drop(open);
    let output = child.wait_with_output().unwrap();
    said.extend_from_slice(&output.stderr);
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn input_and_its_end_reach_the_command() {
    let mut stack = stack!("input");
    let container = stack.started("web", &["wait"]).await;
    let input = "much\n".repeat(50_000);
    let said = with_streams(&container, "/specimen echo 9", false, input.as_bytes());
    assert!(said.contains(&input), "{}", said.len());
    assert!(said.contains("[code 9]") && said.contains("250000 bytes"));
}

#[tokio::test]
async fn a_terminal_is_handed_through() {
    // It makes the terminal that is handed through.
    if Command::new("script").arg("--version").output().is_err() {
        orion_testutils::skip!("the program `script` is not here");
    }
    let mut stack = stack!("terminal");
    let container = stack.started("web", &["wait"]).await;
    // What ends the input is a key here, and every key reaches the command.
    let said = with_streams(&container, "/specimen echo 4", true, b"typed\n\x04");
    assert!(
        said.contains("6 bytes") && said.contains("[code 4]"),
        "{said}"
    );
    let said = with_streams(&container, "/specimen size 99", true, b"");
    assert!(
        said.contains("33 x 99") && said.contains("[code 0]"),
        "{said}"
    );
}
