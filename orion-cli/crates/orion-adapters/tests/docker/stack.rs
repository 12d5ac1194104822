//! A stack of one test.

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use orion_adapters::docker::{DockerEngine, EngineEnvironment};
use orion_app::stack::{Engine as _, EngineError};
use orion_core::ids::ServiceName;
use orion_core::stack::{ContainerId, ContainerSpec, ProjectName};

/// The program in every image of these tests.
const SPECIMEN: &str = include_str!("specimen.rs");

/// A stack's name, and the engine that it is on.
pub(crate) struct Stack {
    pub(crate) engine: DockerEngine,
    pub(crate) project: ProjectName,
    images: Vec<String>,
}

/// The engine of this machine.
pub(crate) async fn engine() -> Result<DockerEngine, EngineError> {
    let environment = EngineEnvironment {
        usual: vec![PathBuf::from("/var/run/docker.sock")],
        ..EngineEnvironment::default()
    };
    DockerEngine::connect(&environment).await
}

impl Stack {
    /// A stack of that test, or why there is none.
    pub(crate) async fn new(test: &str) -> Result<Self, EngineError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let place = format!("{test} {} {number}", std::process::id());
        Ok(Self {
            engine: engine().await?,
            project: ProjectName::of("adapter-test", place.as_bytes()),
            images: Vec::new(),
        })
    }

    /// The image of the specimen, by a tag that only this stack uses.
    pub(crate) async fn image(&mut self) -> String {
        let tag = format!("{}-specimen:1", self.project);
        let binary = specimen();
        self.engine
            .thin_image(&binary, None, &tag, &self.project)
            .await
            .unwrap();
        tag
    }

    /// What runs the specimen with those arguments.
    pub(crate) async fn spec(&mut self, service: &str, command: &[&str]) -> ContainerSpec {
        let image = self.image().await;
        let facts = self.engine.image(&image).await.unwrap().unwrap();
        ContainerSpec {
            project: self.project.clone(),
            service: ServiceName::parse(service).unwrap(),
            image,
            image_id: facts.id,
            command: command.iter().map(|&word| word.to_owned()).collect(),
            env: Vec::new(),
            ports: Vec::new(),
            mounts: Vec::new(),
            secrets: Vec::new(),
            secrets_digest: String::new(),
        }
    }

    /// A container that was started.
    pub(crate) async fn started(&mut self, service: &str, command: &[&str]) -> ContainerId {
        let spec = self.spec(service, command).await;
        self.engine.prepare(&self.project, &[]).await.unwrap();
        let container = self.engine.create(&spec, &[]).await.unwrap();
        self.engine.start(&container).await.unwrap();
        container
    }

    /// Has that image removed at the end.
    pub(crate) fn remove_at_the_end(&mut self, image: &str) {
        self.images.push(image.to_owned());
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        let project = self.project.clone();
        let images = std::mem::take(&mut self.images);
        // A runtime cannot wait for another one in the same thread.
        let cleaned = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let engine = engine().await.unwrap();
                for container in engine.containers(&project).await.unwrap() {
                    engine.remove(&container.id).await.unwrap();
                }
                engine.clear(&project, true).await.unwrap();
            });
            for image in images {
                ask("DELETE", &format!("/images/{image}"), "");
            }
        });
        let cleaned = cleaned.join().is_ok();
        assert!(
            cleaned || std::thread::panicking(),
            "the stack of the test could not be taken away"
        );
    }
}

/// Asks the engine past the adapter, and gives the answer with its head.
pub(crate) fn ask(method: &str, path: &str, json: &str) -> String {
    let mut stream = UnixStream::connect("/var/run/docker.sock").unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.0\r\nhost: engine\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{json}",
        json.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The static binary, compiled once.
pub(crate) fn specimen() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY
        .get_or_init(|| {
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docker");
            std::fs::create_dir_all(&place).unwrap();
            let own = tempfile::tempdir_in(&place).unwrap();
            let source = own.path().join("specimen.rs");
            std::fs::write(&source, SPECIMEN).unwrap();
            let made = own.path().join("specimen");
            let output = Command::new("rustc")
                .args(["--edition", "2024", "-O", "-C", "strip=symbols"])
                .args(["-C", "target-feature=+crt-static"])
                .args(["--target", "x86_64-unknown-linux-gnu", "-o"])
                .args([&made, &source])
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            // Another process may be at it too: the last one wins, and both are whole.
            let binary = place.join("specimen");
            std::fs::rename(&made, &binary).unwrap();
            binary
        })
        .clone()
}

/// The stack of this test, or the test is left.
macro_rules! stack {
    ($name:literal) => {
        match $crate::stack::Stack::new($name).await {
            Ok(stack) => stack,
            Err(error) => orion_testutils::skip!("{error}"),
        }
    };
}
pub(crate) use stack;
