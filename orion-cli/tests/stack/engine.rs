//! An engine of a test's own, which can be killed and whose disk can be filled.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use orion_testutils::skipped;
use tempfile::TempDir;

use crate::shop::{IMAGE, image};

/// What a start may take on a busy machine.
const LONGEST: Duration = Duration::from_mins(1);

/// The number of the next engine.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A Docker Engine beside the machine's own, with its own images and networks.
pub(crate) struct PrivateEngine {
    home: TempDir,
    daemon: Option<Child>,
    /// Which of this process's it is.
    nth: u32,
}

impl PrivateEngine {
    /// One whose disk holds that many MiB, with the image of these tests; none where this user can start none.
    pub(crate) fn start(mebibytes: u32) -> Option<Self> {
        let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        let is_there = Command::new("dockerd").arg("--version").output().is_ok();
        if !is_root || !is_there {
            skipped("a Docker Engine that root can start");
            return None;
        }
        let mut engine = Self {
            home: tempfile::tempdir().unwrap(),
            daemon: None,
            nth: NEXT.fetch_add(1, Ordering::Relaxed),
        };
        run(Command::new("ip").args(["netns", "add", &engine.namespace()]));
        run(engine.within("ip").args(["link", "set", "lo", "up"]));
        fs::create_dir(engine.path("data")).unwrap();
        let size = format!("size={mebibytes}m");
        let arguments = [
            "-t",
            "tmpfs",
            "-o",
            &size,
            "orion-test",
            &engine.path("data"),
        ];
        run(Command::new("mount").args(arguments));
        engine.start_again();
        image();
        let saved = engine.path("image.tar");
        run(Command::new("docker").args(["save", "--output", &saved, IMAGE]));
        engine.docker(&["load", "--quiet", "--input", &saved]);
        Some(engine)
    }

    fn namespace(&self) -> String {
        format!("orion-test-{}-{}", std::process::id(), self.nth)
    }

    /// How a program is started where this engine's networks and ports are: another engine's bridge would be taken away.
    pub(crate) fn entering(&self) -> [String; 2] {
        let namespace = self.namespace();
        [
            "nsenter".to_owned(),
            format!("--net=/run/netns/{namespace}"),
        ]
    }

    fn within(&self, program: &str) -> Command {
        let [enter, place] = self.entering();
        let mut command = Command::new(enter);
        command.args([&place, program]);
        command
    }

    pub(crate) fn host(&self) -> String {
        format!("unix://{}", self.path("docker.sock"))
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }

    /// What `docker` prints.
    pub(crate) fn docker(&self, arguments: &[&str]) -> String {
        run(Command::new("docker")
            .args(["--host", &self.host()])
            .args(arguments))
    }

    /// Ends it as a crash does.
    pub(crate) fn kill(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill().unwrap();
            daemon.wait().unwrap();
        }
        // A daemon refuses to start beside one that seems to live, and waits for a containerd that does: nobody may have
        // buried those yet.
        for file in ["pid", "exec/containerd/containerd.pid"] {
            let _ = fs::remove_file(self.path(file));
        }
    }

    /// Starts it, and waits until it answers.
    pub(crate) fn start_again(&mut self) {
        fs::write(self.path("daemon.json"), "{}").unwrap();
        let log = File::create(self.path("log")).unwrap();
        // Containers are this engine's alone, whoever's containerd it is.
        let name = self.home.path().file_name().unwrap().to_str().unwrap();
        let space = format!("orion-test{}", name.replace('.', "-"));
        let mut daemon = self.within("dockerd");
        daemon
            .args(["--config-file", &self.path("daemon.json")])
            .args(["--host", &self.host()])
            .args(["--data-root", &self.path("data")])
            .args(["--exec-root", &self.path("exec")])
            .args(["--pidfile", &self.path("pid")])
            .args(["--containerd-namespace", &space])
            .args([
                "--containerd-plugins-namespace",
                &format!("{space}-plugins"),
            ])
            .args(["--iptables=false", "--ip6tables=false"])
            .stdout(Stdio::null())
            .stderr(log);
        self.daemon = Some(daemon.spawn().unwrap());
        let began = Instant::now();
        while !self.answers() {
            assert!(
                began.elapsed() < LONGEST,
                "{}",
                fs::read_to_string(self.path("log")).unwrap()
            );
            sleep(Duration::from_millis(20));
        }
    }

    fn answers(&self) -> bool {
        let mut version = Command::new("docker");
        version.args(["--host", &self.host(), "version"]);
        version.output().is_ok_and(|output| output.status.success())
    }
}

impl Drop for PrivateEngine {
    fn drop(&mut self) {
        if let Some(daemon) = &mut self.daemon {
            // In order: it unmounts what containers had.
            let _ = Command::new("kill").arg(daemon.id().to_string()).status();
            let _ = daemon.wait();
        }
        // The daemon mounts the directory once more.
        for _ in 0..2 {
            let _ = Command::new("umount")
                .args(["--lazy", "--quiet", &self.path("data")])
                .status();
        }
        let _ = Command::new("ip")
            .args(["netns", "delete", &self.namespace()])
            .status();
    }
}

/// What the program prints.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
