//! Platforms that are real processes: this test's own program stands in for the platform.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;

use orion_app::stack::{EMBEDDED_SERVICES, Machine as _};
use orion_core::ids::ServiceName;
use tempfile::TempDir;

use super::hold::Hold;
use super::*;

mod files;

const PATIENCE: Duration = Duration::from_mins(1);
/// The answer of a service that is ready.
const READY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
/// What the stand-in is to be.
const MODE: &str = "ORION_TEST_PLATFORM_MODE";

/// Not a test by itself: a platform whose services answer that they are ready, or never do.
#[test]
fn be_the_platform() {
    let Ok(mode) = std::env::var(MODE) else {
        return;
    };
    println!("a platform that is {mode}");
    let answer = match &*mode {
        "ready" => READY,
        _ => "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 8\r\n\r\nstarting",
    };
    let listeners = EMBEDDED_SERVICES.map(|(name, _)| {
        let name = name.to_uppercase().replace('-', "_");
        let address = std::env::var(format!("ORION_PLATFORM_{name}_LISTEN")).unwrap();
        TcpListener::bind(address).unwrap()
    });
    thread::scope(|scope| {
        for listener in listeners {
            scope.spawn(move || {
                for stream in listener.incoming() {
                    serve(stream.unwrap(), answer);
                }
            });
        }
    });
}

fn serve(mut stream: TcpStream, answer: &str) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let request = lines.next();
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    // Whoever only looked whether somebody listens has asked nothing.
    if let Some(Ok(request)) = request {
        assert!(request.starts_with("GET /health/ready "), "{request}");
        let _ = stream.write_all(answer.as_bytes());
    }
}

/// Not a test by itself: a command that starts the platform, to be killed in the middle.
#[test]
fn start_the_platform() {
    let Some(top) = std::env::var_os("ORION_TEST_START_IN") else {
        return;
    };
    let top = PathBuf::from(top);
    let builder = CargoBuilder::new("cargo");
    let search = ProgramSearch(vec![top.join("bin")]);
    let platform = EmbeddedPlatform::found_in(&top, &builder, search);
    let moment = std::env::var("ORION_TEST_STOP_AT").unwrap();
    let step = |step: EmbeddedStep| {
        if format!("{step:?}").starts_with(&moment) {
            println!("STOPPED");
            thread::park();
        }
    };
    run(platform.start(PATIENCE, step)).unwrap();
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

/// A free port below those that the system chooses from by itself; each is given once.
fn port() -> u16 {
    static GIVEN: AtomicU16 = AtomicU16::new(0);
    let machine = LocalMachine::new(Path::new("."));
    // Two of these programs may run at once, and none of them gives a hundred.
    let first = u16::try_from(std::process::id() % 90).unwrap() * 100 + 10_000;
    loop {
        let port = first + GIVEN.fetch_add(1, Ordering::Relaxed);
        if machine.port_is_free(port).is_ok() {
            return port;
        }
    }
}

/// A work tree without a cargo package, and a directory for programs.
struct World {
    top: TempDir,
    builder: CargoBuilder,
}

impl World {
    /// With ports that no other test is given.
    fn new() -> Self {
        let world = Self {
            top: tempfile::tempdir().unwrap(),
            builder: CargoBuilder::new("cargo"),
        };
        let ports = EMBEDDED_SERVICES.map(|(name, _)| (ServiceName::parse(name).unwrap(), port()));
        world.platform().files.keep_embedded_ports(&ports).unwrap();
        world
    }

    /// With a platform that does what the script says.
    fn with(script: &str) -> Self {
        let world = Self::new();
        world.install(script);
        world
    }

    /// With a platform that is the stand-in.
    fn with_stand_in(before: &str, mode: &str) -> Self {
        Self::with(&stand_in(before, mode))
    }

    fn install(&self, script: &str) {
        // Written by another process: a file that this one has open for writing, and so for a moment everything that
        // other tests start meanwhile, cannot be run.
        let mut writer = Command::new("/bin/sh")
            .args([
                "-c",
                "mkdir -p bin && cat >bin/new && chmod +x bin/new && mv bin/new bin/orion-platform",
            ])
            .current_dir(self.top.path())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = writer.stdin.take().unwrap();
        write!(input, "#!/bin/sh\n{script}\n").unwrap();
        drop(input);
        assert!(writer.wait().unwrap().success());
    }

    fn platform(&self) -> EmbeddedPlatform<'_> {
        let search = ProgramSearch(vec![self.top.path().join("bin")]);
        EmbeddedPlatform::found_in(self.top.path(), &self.builder, search)
    }

    fn start(&self) -> Result<EmbeddedStart, EmbeddedError> {
        run(self.platform().start(PATIENCE, |_| {}))
    }

    fn status(&self) -> Option<EmbeddedStatus> {
        run(self.platform().status()).unwrap()
    }

    fn stop(&self) -> EmbeddedStop {
        run(self.platform().stop(PATIENCE)).unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // What a failed test leaves running.
        let _ = run(self.platform().stop(Duration::ZERO));
    }
}

fn stand_in(before: &str, mode: &str) -> String {
    let program = std::env::current_exe().unwrap();
    format!(
        "{before}\n{MODE}={mode} exec '{}' --exact stack::embedded::tests::be_the_platform --nocapture",
        program.display()
    )
}

fn addresses(status: &EmbeddedStatus) -> Vec<SocketAddr> {
    status
        .services
        .iter()
        .map(|service| service.address)
        .collect()
}

#[test]
fn it_starts_is_found_is_kept_and_ends() {
    let world = World::with_stand_in("", "ready");
    assert_eq!(world.status(), None);
    assert_eq!(world.stop(), EmbeddedStop::Absent);

    let mut steps = Vec::new();
    let started = run(world.platform().start(PATIENCE, |step| steps.push(step))).unwrap();
    assert!(!started.kept);
    assert_eq!(steps[0], EmbeddedStep::Starting);
    let mut ready: Vec<_> = steps[1..].to_vec();
    ready.sort_by_key(|step| format!("{step:?}"));
    let mut all = EMBEDDED_SERVICES.map(|(name, _)| EmbeddedStep::Ready(name.to_owned()));
    all.sort_by_key(|step| format!("{step:?}"));
    assert_eq!(ready, all);

    let status = world.status().unwrap();
    assert_eq!(status, started.status);
    assert!(status.services.iter().all(|service| service.ready.is_ok()));
    let names: Vec<_> = status
        .services
        .iter()
        .map(|service| &*service.name)
        .collect();
    assert_eq!(names, EMBEDDED_SERVICES.map(|(name, _)| name));
    let log = fs::read_to_string(world.platform().log()).unwrap();
    assert!(log.contains("a platform that is ready"), "{log}");

    let again = world.start().unwrap();
    assert!(again.kept);
    assert_eq!(again.status, status);

    assert_eq!(world.stop(), EmbeddedStop::Ended);
    assert_eq!(world.status(), None);
    for address in addresses(&status) {
        assert!(
            TcpStream::connect(address).is_err(),
            "{address} is given back"
        );
    }

    let later = world.start().unwrap();
    assert_eq!(
        addresses(&later.status),
        addresses(&status),
        "addresses stay"
    );
    assert_ne!(later.status.process, status.process);
}

#[test]
fn two_work_trees_run_side_by_side() {
    let one = World::with_stand_in("", "ready");
    let other = World::with_stand_in("", "ready");
    let first = one.start().unwrap().status;
    // Even if the other would have the same.
    let ports = one.platform().files.embedded_ports().unwrap();
    other.platform().files.keep_embedded_ports(&ports).unwrap();
    let second = other.start().unwrap().status;
    let mut all = addresses(&first);
    all.extend(addresses(&second));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 2 * EMBEDDED_SERVICES.len());
    assert_eq!(other.stop(), EmbeddedStop::Ended);
    assert_eq!(one.status(), Some(first));
}

#[test]
fn another_program_takes_the_place_of_the_one_before() {
    let world = World::with_stand_in("", "ready");
    let before = world.start().unwrap().status;
    world.install(&stand_in("# another one", "ready"));
    let mut steps = Vec::new();
    let after = run(world.platform().start(PATIENCE, |step| steps.push(step))).unwrap();
    assert!(!after.kept);
    assert_eq!(steps[..2], [EmbeddedStep::Stopping, EmbeddedStep::Starting]);
    assert_ne!(after.status.process, before.process);
    assert_eq!(addresses(&after.status), addresses(&before));
}

#[test]
fn one_that_ends_while_it_starts_tells_why() {
    let world = World::with("echo before\necho broken >&2\nexit 7");
    let error = world.start().unwrap_err();
    let log = vec!["before".to_owned(), "broken".to_owned()];
    let expected = EmbeddedError::Ended {
        exit_code: Some(7),
        log,
    };
    assert_eq!(error, expected);
    // The next time it is only that time's lines.
    assert_eq!(world.start().unwrap_err(), expected);
    assert_eq!(world.status(), None);
}

#[test]
fn one_that_is_not_ready_goes_on_and_can_be_stopped() {
    let world = World::with_stand_in("", "starting");
    let limit = Duration::from_secs(2);
    let error = run(world.platform().start(limit, |_| {})).unwrap_err();
    let EmbeddedError::NotReady { status, .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(world.status().unwrap().process, status.process);
    assert_eq!(world.stop(), EmbeddedStop::Ended);
}

#[test]
fn what_another_process_answers_counts_for_nothing() {
    if !cfg!(target_os = "linux") {
        return;
    }
    // Ready at once, at every address that the platform is told; it is only about to take them.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.unwrap(), READY);
        }
    });
    let world = World::with("exec sleep 1000");
    let variables = EMBEDDED_SERVICES.map(|(name, _)| {
        let name = name.to_uppercase().replace('-', "_");
        (format!("ORION_PLATFORM_{name}_LISTEN"), address.to_string())
    });
    let platform = world.platform().with_variables(variables.to_vec());
    let error = run(platform.start(Duration::from_millis(100), |_| {})).unwrap_err();
    let EmbeddedError::NotReady { status, .. } = error else {
        panic!("{error:?}");
    };
    let expected = format!("another process has port {}", address.port());
    let expected = vec![Err(expected); EMBEDDED_SERVICES.len()];
    let answers: Vec<_> = status
        .services
        .into_iter()
        .map(|service| service.ready)
        .collect();
    assert_eq!(answers, expected);
}

#[test]
fn one_that_does_not_end_is_killed() {
    let world = World::with_stand_in("trap '' TERM", "ready");
    world.start().unwrap();
    let grace = Duration::from_millis(50);
    let stopped = run(world.platform().stop(grace)).unwrap();
    assert_eq!(stopped, EmbeddedStop::Killed);
    assert_eq!(world.status(), None);
}

#[test]
fn what_was_killed_does_not_run() {
    let world = World::with_stand_in("", "ready");
    let before = world.start().unwrap().status;
    process::kill(before.process).unwrap();
    assert!(run(world.platform().is_gone_within(PATIENCE)).unwrap());
    assert_eq!(world.status(), None);
    assert_eq!(world.stop(), EmbeddedStop::Absent);
    assert!(!world.start().unwrap().kept);
}

#[test]
fn a_command_that_is_killed_leaves_one_that_is_found() {
    for moment in ["Starting", "Ready"] {
        let world = World::with_stand_in("", "ready");
        let mut command = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "stack::embedded::tests::start_the_platform",
                "--nocapture",
            ])
            .env("ORION_TEST_START_IN", world.top.path())
            .env("ORION_TEST_STOP_AT", moment)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(command.stdout.take().unwrap());
        let mut lines = output.lines().map(Result::unwrap);
        assert!(lines.any(|line| line.contains("STOPPED")));
        assert_eq!(world.status().is_some(), moment == "Ready");
        command.kill().unwrap();
        assert_eq!(command.wait().unwrap().signal(), Some(9));
        // Started or not by then: there is one afterwards, and one only.
        let started = world.start().unwrap();
        assert_eq!(started.kept, moment == "Ready");
        assert_eq!(world.status(), Some(started.status));
        assert_eq!(world.stop(), EmbeddedStop::Ended);
        assert_eq!(world.status(), None);
    }
}

#[test]
fn an_id_that_is_not_the_holder_s_is_left_alone() {
    let world = World::with_stand_in("", "ready");
    world.platform().files.made().unwrap();
    let mut hold = Hold::take(&world.platform().hold_file()).unwrap().unwrap();
    writeln!(hold.0, "1").unwrap();
    let error = run(world.platform().stop(PATIENCE)).unwrap_err();
    if cfg!(target_os = "linux") {
        assert_eq!(error, EmbeddedError::Foreign(1));
    }
}

#[test]
fn another_port_is_taken_when_one_is_lost_between_choice_and_use() {
    // As if somebody had taken one: the first time only.
    let lost =
        "[ -e lost ] || { touch lost; echo 'Address already in use (os error 98)'; exit 3; }";
    let world = World::with_stand_in(lost, "ready");
    let before = world.platform().files.embedded_ports().unwrap();
    let started = world.start().unwrap();
    assert!(
        started
            .status
            .services
            .iter()
            .all(|service| service.ready.is_ok())
    );
    let after = world.platform().files.embedded_ports().unwrap();
    let stay = before.iter().any(|port| after.contains(port));
    assert!(!stay, "{before:?} {after:?}");
}

#[test]
fn an_address_that_the_user_gives_is_taken() {
    let world = World::with_stand_in("", "ready");
    let told = format!("127.0.0.1:{}", port());
    let variables = vec![("ORION_PLATFORM_GATEWAY_LISTEN".to_owned(), told.clone())];
    let platform = world.platform().with_variables(variables);
    let status = run(platform.start(PATIENCE, |_| {})).unwrap().status;
    let gateway = status
        .services
        .iter()
        .find(|service| service.name == "gateway")
        .unwrap();
    assert_eq!(gateway.address.to_string(), told);
    let kept = platform.files.embedded_ports().unwrap();
    assert!(
        kept.iter().all(|(name, _)| name.as_str() != "gateway"),
        "{kept:?}"
    );
}
