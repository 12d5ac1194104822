//! Steps that run for what a change affects, in a real Cargo workspace.

use crate::world::World;

const GATES: &str = r#"[gates.pre-commit]
steps = [
  { name = "packages", affected = true, run = ["sh", "-c", "printf '%s ' \"$@\" >packages", "sh", "-p={package}"] },
  { name = "files", paths = ["**/*.rs"], run = ["sh", "-c", "printf '<%s>' \"$@\" >files", "sh", "{file}"] },
  { name = "told", run = "echo $ORION_AFFECTED_PACKAGES/$ORION_AFFECTED_WORKSTREAMS >told; tr '\\0' , <\"$ORION_CHANGED_FILES\" >>told" },
]"#;

/// `web` builds on `base`, and `auth` on nothing.
fn workspace() -> World {
    let world = World::trusted(GATES);
    let member = |directory: &str, name: &str, needs: &str| {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dev-dependencies]\n{needs}\n"
        );
        world
            .repository
            .write(format!("{directory}/Cargo.toml"), manifest);
        world
            .repository
            .write(format!("{directory}/src/lib.rs"), "");
    };
    world.repository.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"auth\", \"base\", \"web\"]\n",
    );
    member("auth", "auth", "");
    member("base", "shared-base", "");
    member(
        "web",
        "web",
        "renamed = { package = \"shared-base\", path = \"../base\" }",
    );
    world.repository.commit_all("packages");
    world
}

fn change(world: &World, path: &str) {
    world.repository.write(path, "// changed\n");
    world.repository.git_ok(&["add", "--", path]);
}

#[test]
fn dependents_run_too_and_others_do_not() {
    let world = workspace();
    change(&world, "base/src/lib.rs");
    world.orion("gate pre-commit").success();
    assert_eq!(world.read("packages"), "-p=shared-base -p=web ");
    assert_eq!(world.read("files"), "<base/src/lib.rs>");
    assert_eq!(world.read("told"), "shared-base web/web\nbase/src/lib.rs,");
}

#[test]
fn nothing_affected_is_nothing_to_do() {
    let world = workspace();
    change(&world, "README.md");
    let outcome = world.orion("gate pre-commit").success();
    assert!(
        outcome.stdout.contains("the change affects nothing"),
        "{outcome:?}"
    );
    assert!(
        outcome
            .stdout
            .contains("the change touches none of its paths")
    );
    assert_eq!(world.read("packages"), "");
    world.orion("gate pre-commit --all").success();
    assert_eq!(world.read("packages"), "-p=auth -p=shared-base -p=web ");
}

#[test]
fn a_range_is_a_change_too_and_names_are_no_options_and_no_code() {
    let world = workspace();
    world.repository.git_ok(&["switch", "-qc", "auth/work"]);
    change(&world, "-rf $(touch owned).rs");
    change(&world, "auth/src/lib.rs");
    world.repository.commit_all("work");
    world.repository.git_ok(&["rm", "-q", "auth/src/lib.rs"]);
    world.repository.write("auth/src/main.rs", "fn main() {}\n");
    world.repository.commit_all("moved");
    world.orion("gate pre-commit --range main..HEAD").success();
    assert_eq!(world.read("packages"), "-p=auth ");
    assert_eq!(
        world.read("files"),
        "<./-rf $(touch owned).rs><auth/src/main.rs>"
    );
    assert!(!world.repository.top().join("owned").exists());
}

#[test]
fn what_cargo_cannot_say_is_no_success() {
    let world = workspace();
    change(&world, "Cargo.toml");
    let outcome = world.orion("gate pre-commit");
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(
        outcome
            .stderr
            .contains("cargo cannot say what the change affects")
    );
}
