//! What cargo says to programs: <https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages>.

use std::path::PathBuf;

use orion_app::stack::BuildError;
use orion_core::config::BinaryBuild;
use serde::Deserialize;

/// A binary that was built, or was fresh.
#[derive(Debug)]
pub(super) struct Artifact {
    package: String,
    binary: String,
    executable: PathBuf,
}

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Message {
    CompilerArtifact {
        package_id: String,
        target: Target,
        executable: Option<PathBuf>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// The binary that a line of standard output tells of, if it does.
pub(super) fn artifact(line: &[u8]) -> Option<Artifact> {
    let Message::CompilerArtifact {
        package_id,
        target,
        executable: Some(executable),
    } = serde_json::from_slice(line).ok()?
    else {
        return None;
    };
    target
        .kind
        .iter()
        .any(|kind| kind == "bin")
        .then(|| Artifact {
            package: package_name(&package_id).to_owned(),
            binary: target.name,
            executable,
        })
}

/// Where the binary is.
pub(super) fn executable(
    artifacts: &[Artifact],
    binary: &BinaryBuild,
) -> Result<PathBuf, BuildError> {
    artifacts
        .iter()
        .find(|artifact| artifact.package == binary.package && artifact.binary == binary.binary)
        .map(|artifact| artifact.executable.clone())
        .ok_or_else(|| BuildError {
            message: format!(
                "cargo built no binary `{}` of the package `{}`",
                binary.binary, binary.package
            ),
            lines: Vec::new(),
        })
}

/// The name in `path+file:///shop/auth#shop-auth@0.1.0`, or in `path+file:///shop/auth#0.1.0` where it is
/// the directory's: <https://doc.rust-lang.org/cargo/reference/pkgid-spec.html>.
fn package_name(id: &str) -> &str {
    let (url, fragment) = id.rsplit_once('#').unwrap_or((id, ""));
    if let Some((name, _)) = fragment.split_once('@') {
        return name;
    }
    let url = url.split('?').next().unwrap_or(url);
    url.trim_end_matches('/').rsplit('/').next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_goes_by_its_name() {
        assert_eq!(package_name("path+file:///shop/auth#0.1.0"), "auth");
        assert_eq!(
            package_name("path+file:///shop/auth#shop-auth@0.1.0"),
            "shop-auth"
        );
        assert_eq!(
            package_name("git+https://example.com/a?branch=main#0.1.0"),
            "a"
        );
    }

    #[test]
    fn only_binaries_count() {
        let line = |kind: &str, executable: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"path+file:///shop/auth#0.1.0","target":{{"name":"a","kind":["{kind}"]}},"executable":{executable},"fresh":true}}"#
            )
        };
        let found = artifact(line("bin", r#""/target/debug/a""#).as_bytes()).unwrap();
        assert_eq!((&*found.package, &*found.binary), ("auth", "a"));
        assert_eq!(found.executable, PathBuf::from("/target/debug/a"));
        assert!(artifact(line("lib", "null").as_bytes()).is_none());
        assert!(artifact(line("test", r#""/target/debug/a-1""#).as_bytes()).is_none());
        assert!(artifact(br#"{"reason":"build-finished","success":true}"#).is_none());
        assert!(artifact(b"hello from a build script").is_none());
    }
}
