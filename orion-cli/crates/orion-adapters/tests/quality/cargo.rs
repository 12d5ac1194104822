//! What the real cargo says of a crate: for each target, and again from a warm cache.

use std::path::Path;

use orion_core::quality::FigureName;
use orion_testutils::TestRepository;

use crate::world::{measure, noon, report, told, world, written};

fn check(repository: &TestRepository, arguments: &[&str]) -> String {
    let mut command = repository.command(env!("CARGO"));
    // Beside cargo lies the compiler that belongs to it.
    let tools = Path::new(env!("CARGO")).parent().unwrap();
    command
        .env("RUSTC", tools.join("rustc"))
        .env("CARGO_HOME", repository.beside("cargo"))
        .env("CARGO_TARGET_DIR", repository.beside("built"))
        .args(["check", "--quiet", "--offline", "--message-format=json"])
        .args(arguments)
        .current_dir(repository.top().join("auth"));
    repository.run(&mut command).stdout
}

#[test]
fn one_finding_however_often_it_is_said() {
    let repository = world();
    repository.write(
        "auth/Cargo.toml",
        "[package]\nname = \"auth\"\nedition = \"2021\"\n[workspace]\n",
    );
    repository.write("auth/src/lib.rs", "pub fn f() {\n    let unused = 1;\n}\n");
    // cargo writes it, so it is there before everything is dated.
    check(&repository, &[]);
    repository.commit_all("a crate");
    for file in ["auth/Cargo.toml", "auth/Cargo.lock", "auth/src/lib.rs"] {
        written(&repository, file, -24);
    }
    let all = check(&repository, &["--all-targets"]);
    let again = check(&repository, &["--all-targets"]);
    let said = |text: &str| text.matches("unused_variables").count();
    assert!(said(&all) >= 2 && said(&again) >= 2, "{all}\n{again}");
    report(&repository, "target/lint.json", &format!("{all}{again}"));
    report(&repository, "target/types.txt", &again);
    let measured = measure(&repository, noon());
    let lines = told(&measured);
    let lines: Vec<_> = lines.lines().skip(1).take(2).collect();
    assert_eq!(lines, ["LintErrors 1.0 Missed: -", "TypeErrors 0.0 Ok: -"]);
    let owners: Vec<_> = measured
        .lint
        .iter()
        .map(|row| row.workstream.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(owners, ["auth"]);

    repository.write("auth/src/lib.rs", "pub fn f() -> u8 {\n    \"x\"\n}\n");
    written(&repository, "auth/src/lib.rs", -24);
    std::fs::remove_dir_all(repository.beside("built")).unwrap();
    let broken = check(&repository, &[]);
    report(&repository, "target/types.txt", &broken);
    report(&repository, "target/lint.json", &broken);
    let measured = measure(&repository, noon());
    let types = measured.figure(FigureName::TypeErrors).unwrap();
    assert_eq!(
        (types.value, types.is_lower_bound),
        (Some(1.0), true),
        "{broken}"
    );
    let line = broken.lines().count();
    assert!(
        told(&measured).contains(&format!(
            "LintErrors ≥0.0 Unknown: `target/lint.json:{line}`: the build failed"
        )),
        "{}",
        told(&measured)
    );
}
