//! Builds with the real cargo, of crates that need nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::process::Command;

use super::*;

/// A workspace of its own, with one package for each of these names.
struct Shop(tempfile::TempDir);

impl Shop {
    fn new(packages: &[&str]) -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {packages:?}\n");
        shop.write("Cargo.toml", &manifest);
        for package in packages {
            shop.write(
                &format!("{package}/Cargo.toml"),
                &format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n"),
            );
            shop.write(
                &format!("{package}/src/main.rs"),
                &format!("fn main() {{ println!(\"{package}\"); }}\n"),
            );
        }
        shop
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn builder(more: &[(&str, &str)]) -> CargoBuilder {
        let mut variables: BTreeMap<OsString, OsString> = std::env::vars_os()
            .filter(|(name, _)| {
                let name = name.to_string_lossy();
                [
                    "PATH",
                    "HOME",
                    "CARGO_HOME",
                    "RUSTUP_HOME",
                    "RUSTUP_TOOLCHAIN",
                ]
                .contains(&&*name)
            })
            .collect();
        variables.insert("CARGO_PKG_NAME".into(), "outer".into());
        for (name, value) in more {
            variables.insert(name.into(), value.into());
        }
        CargoBuilder::with_environment(env!("CARGO"), variables)
    }

    fn build(
        &self,
        more: &[(&str, &str)],
        binaries: &[&BinaryBuild],
    ) -> (Result<Vec<PathBuf>, BuildError>, Vec<String>) {
        let builder = Self::builder(more);
        let mut lines = Vec::new();
        let built = run(builder.build(self.0.path(), binaries, |line| lines.push(line)));
        (built, lines)
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

fn binary(package: &str, base: Option<&str>) -> BinaryBuild {
    BinaryBuild {
        package: package.to_owned(),
        binary: package.to_owned(),
        base: base.map(str::to_owned),
    }
}

fn says(executable: &Path) -> String {
    let output = Command::new(executable).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Whether the ELF file names an interpreter, as whatever is linked dynamically does: a program header of type 3,
/// `PT_INTERP`, see <https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html>.
fn is_dynamic(executable: &Path) -> bool {
    let content = fs::read(executable).unwrap();
    let number = |at: usize, length: usize| {
        let bytes = content[at..at + length].iter().rev();
        bytes.fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    assert_eq!(
        content[..6],
        *b"\x7fELF\x02\x01",
        "64 bits, little end first"
    );
    let (headers, size, count) = (number(0x20, 8), number(0x36, 2), number(0x38, 2));
    (0..count).any(|index| number(headers + index * size, 4) == 3)
}

#[test]
fn static_and_dynamic_ones_come_in_the_order_asked_for() {
    let shop = Shop::new(&["auth", "user", "mail"]);
    let (auth, user, mail) = (
        binary("auth", None),
        binary("user", Some("debian:bookworm-slim")),
        binary("mail", None),
    );
    let (built, lines) = shop.build(&[], &[&mail, &user, &auth]);
    let built = built.unwrap();
    let said: Vec<_> = built.iter().map(|executable| says(executable)).collect();
    assert_eq!(said, ["mail\n", "user\n", "auth\n"]);
    let dynamic: Vec<_> = built
        .iter()
        .map(|executable| is_dynamic(executable))
        .collect();
    assert_eq!(dynamic, [false, true, false]);
    let stack = shop.0.path().join("target/orion-stack");
    assert!(
        built
            .iter()
            .all(|executable| executable.starts_with(&stack))
    );
    assert!(
        lines
            .iter()
            .any(|line| line.trim().starts_with("Compiling auth")),
        "{lines:?}"
    );

    // With nothing to do it still says where they are.
    let (again, lines) = shop.build(&[], &[&mail, &user, &auth]);
    assert_eq!(again.unwrap(), built);
    assert!(
        !lines.iter().any(|line| line.contains("Compiling")),
        "{lines:?}"
    );
}

/// Builds, does something, and builds again; gives whether cargo was asked that time, and what was built.
fn asks_again(shop: &Shop, change: impl FnOnce(&Shop)) -> (bool, String) {
    let auth = binary("auth", None);
    let record = shop.0.path().join("built.json");
    let build = |builder: CargoBuilder| {
        let builder = builder.remembering(record.clone());
        let mut lines = 0;
        let built = run(builder.build(shop.0.path(), &[&auth], |_| lines += 1)).unwrap();
        let digest = digest::of(&built[0]).unwrap();
        assert_eq!(builder.digest(&built[0]).unwrap(), digest);
        (lines > 0, says(&built[0]))
    };
    assert!(build(Shop::builder(&[])).0);
    // The first build has written the lock file: only after the second is everything older than the build.
    build(Shop::builder(&[]));
    change(shop);
    build(Shop::builder(&[]))
}

#[test]
fn cargo_is_not_asked_while_nothing_has_changed() {
    let shop = || Shop::new(&["auth"]);
    assert_eq!(asks_again(&shop(), |_| {}), (false, "auth\n".to_owned()));
    let edit = |shop: &Shop| shop.write("auth/src/main.rs", "fn main() { println!(\"new\"); }\n");
    assert_eq!(asks_again(&shop(), edit), (true, "new\n".to_owned()));
    let of_a_dependency = Shop::new(&["auth", "lib"]);
    of_a_dependency.write("lib/src/lib.rs", "pub const NAME: &str = \"old\";\n");
    of_a_dependency.write(
        "auth/Cargo.toml",
        "[package]\nname = \"auth\"\nedition = \"2024\"\n[dependencies]\nlib = { path = \"../lib\" }\n",
    );
    of_a_dependency.write(
        "auth/src/main.rs",
        "fn main() { println!(\"{}\", lib::NAME); }\n",
    );
    let edit = |shop: &Shop| shop.write("lib/src/lib.rs", "pub const NAME: &str = \"new\";\n");
    assert_eq!(
        asks_again(&of_a_dependency, edit),
        (true, "new\n".to_owned())
    );
    for (file, text) in [
        (
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"auth\"]\n[profile.dev]\ndebug = 1\n",
        ),
        (
            ".cargo/config.toml",
            "[build]\nrustflags = [\"--cfg\", \"new\"]\n",
        ),
    ] {
        assert!(
            asks_again(&shop(), |shop| shop.write(file, text)).0,
            "{file}"
        );
    }
    let binary_lost = |shop: &Shop| fs::remove_dir_all(shop.0.path().join("target")).unwrap();
    assert!(asks_again(&shop(), binary_lost).0);
    let record_torn = |shop: &Shop| shop.write("built.json", "{");
    assert!(asks_again(&shop(), record_torn).0);
}

#[test]
fn cargo_is_asked_where_a_build_script_may_look_at_anything() {
    let shop = Shop::new(&["auth"]);
    shop.write("auth/build.rs", "fn main() {}\n");
    assert!(asks_again(&shop, |_| {}).0);
}

#[test]
fn the_user_s_own_flags_stay() {
    let shop = Shop::new(&["auth"]);
    let main = |conditions: &str| {
        format!("#[cfg(not(all({conditions})))] compile_error!(\"lost\");\nfn main() {{}}\n")
    };
    let auth = binary("auth", None);
    let host = {
        let builder = Shop::builder(&[]);
        run(builder.workspace(shop.0.path())).unwrap().host
    };
    let variable = format!(
        "CARGO_TARGET_{}_RUSTFLAGS",
        host.to_uppercase().replace(['-', '.'], "_")
    );
    let builds = |conditions: &str, more: &[(&str, &str)]| {
        shop.write("auth/src/main.rs", &main(conditions));
        let (built, lines) = shop.build(more, &[&auth]);
        let built = built.unwrap_or_else(|error| panic!("{error} {lines:?}"));
        assert!(!is_dynamic(&built[0]), "{conditions}");
    };
    builds("plain", &[("RUSTFLAGS", "--cfg plain")]);
    builds(
        "encoded",
        &[("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1fencoded")],
    );
    let configuration = format!("[target.{host}]\nrustflags = [\"--cfg\", \"filed\"]\n");
    shop.write(".cargo/config.toml", &configuration);
    builds("filed", &[]);
    builds("filed, told", &[(&variable, "--cfg told")]);
}

#[test]
fn a_failure_shows_the_last_lines() {
    let shop = Shop::new(&["auth"]);
    let many = "const _: u8 = 300;\n".repeat(10);
    shop.write("auth/src/main.rs", &format!("{many}fn main() {{}}\n"));
    let (built, lines) = shop.build(&[], &[&binary("auth", None)]);
    let error = built.unwrap_err();
    assert_eq!(error.message, "cargo could not build `auth`");
    assert_eq!(error.lines.len(), 20);
    assert_eq!(lines[lines.len() - 20..], error.lines);
    assert!(
        error
            .lines
            .last()
            .unwrap()
            .contains("could not compile `auth`"),
        "{error:?}"
    );
}

#[test]
fn what_is_not_there_is_named() {
    let shop = Shop::new(&["auth"]);
    let (built, _) = shop.build(&[], &[&binary("user", None)]);
    let error = built.unwrap_err();
    assert!(
        error.lines.iter().any(|line| line.contains("user")),
        "{error:?}"
    );
    assert!(run(Shop::builder(&[]).has_package(shop.0.path(), "auth")).unwrap());
    assert!(!run(Shop::builder(&[]).has_package(shop.0.path(), "user")).unwrap());

    let nowhere = CargoBuilder::with_environment("no-such-cargo", []);
    let error = run(nowhere.build(shop.0.path(), &[&binary("auth", None)], |_| {})).unwrap_err();
    assert!(error.message.contains("https://rustup.rs"), "{error}");

    let empty = tempfile::tempdir().unwrap();
    let builder = Shop::builder(&[]);
    let error = run(builder.build(empty.path(), &[&binary("auth", None)], |_| {})).unwrap_err();
    assert_eq!(error.message, "cargo cannot say what the workspace is");
    assert!(!error.lines.is_empty());
}

#[test]
fn nothing_goes_on_when_nobody_waits_any_more() {
    let shop = Shop::new(&["auth"]);
    // A build script that tells that it runs, and waits for an answer that never comes.
    shop.write(
        "auth/build.rs",
        "use std::io::Read as _;\nfn main() {\n    let address = std::env::var(\"TELL\").unwrap();\n    \
         let mut stream = std::net::TcpStream::connect(address).unwrap();\n    \
         let _ = stream.read(&mut [0]);\n}\n",
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let builder = Shop::builder(&[("TELL", &address)]);
    let auth = binary("auth", None);
    let binaries = [&auth];
    let mut stream = run(async {
        let told = tokio::task::spawn_blocking(move || listener.accept().unwrap().0);
        tokio::select! {
            built = builder.build(shop.0.path(), &binaries, |_| {}) => panic!("{built:?}"),
            stream = told => stream.unwrap(),
        }
    });
    // The build script's end of the connection is closed by its death alone.
    assert!(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
}

#[test]
fn a_digest_is_the_file_s() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "abc").unwrap();
    let builder = CargoBuilder::new("cargo");
    assert_eq!(
        builder.digest(&file).unwrap(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let error = builder.digest(&directory.path().join("none")).unwrap_err();
    assert!(error.message.contains("none"), "{error}");
}
