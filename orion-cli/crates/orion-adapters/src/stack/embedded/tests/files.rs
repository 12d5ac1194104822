//! What the platform leaves on the disk, and what it is made from.

use super::*;

#[test]
fn data_go_when_it_does_not_run() {
    let world = World::with_stand_in("", "ready");
    assert!(!world.platform().remove_data().unwrap());
    world.start().unwrap();
    let data = world.top.path().join(".orion/platform");
    fs::create_dir_all(data.join("more")).unwrap();
    let error = world.platform().remove_data().unwrap_err();
    assert!(error.to_string().ends_with("the platform runs"), "{error}");
    world.stop();
    assert!(world.platform().remove_data().unwrap());
    assert!(!data.exists());
}

#[test]
fn without_a_program_it_says_so() {
    let world = World::new();
    assert_eq!(world.start().unwrap_err(), EmbeddedError::NoProgram);
}

#[test]
fn a_package_of_the_work_tree_is_built() {
    let world = World::with("exit 1");
    let write = |path: &str, text: &str| {
        let path = world.top.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"orion-platform\"\nedition = \"2024\"\n",
    );
    write(
        "src/main.rs",
        "fn main() { println!(\"built\"); std::process::exit(4) }\n",
    );
    let mut steps = Vec::new();
    let error = run(world.platform().start(PATIENCE, |step| steps.push(step))).unwrap_err();
    let expected = EmbeddedError::Ended {
        exit_code: Some(4),
        log: vec!["built".to_owned()],
    };
    assert_eq!(error, expected);
    assert_eq!(steps[0], EmbeddedStep::Building);
    assert!(
        steps
            .iter()
            .any(|step| matches!(step, EmbeddedStep::Line(line) if line.contains("Compiling"))),
        "{steps:?}"
    );
    write("src/main.rs", "fn main() { nothing }\n");
    let error = world.start().unwrap_err();
    assert!(matches!(error, EmbeddedError::Build(_)), "{error:?}");
}

#[test]
fn a_large_log_is_begun_anew() {
    let directory = tempfile::tempdir().unwrap();
    let log = PlatformLog::new(directory.path().join("embedded.log"));
    let mut opened = log.open().unwrap();
    assert_eq!(opened.length, 0);
    writeln!(opened.file, "one").unwrap();
    let from = log.length();
    for number in 0..30 {
        writeln!(opened.file, "{number}").unwrap();
    }
    let last: Vec<String> = (10..30).map(|number| number.to_string()).collect();
    assert_eq!(log.last_lines(from), last);
    opened.file.set_len(16 << 20).unwrap();
    assert_eq!(log.open().unwrap().length, 0);
    let mut before = String::new();
    let path = directory.path().join("embedded.log.before");
    fs::File::open(path)
        .unwrap()
        .take(4)
        .read_to_string(&mut before)
        .unwrap();
    assert_eq!(before, "one\n");
}

#[test]
fn looking_makes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let builder = CargoBuilder::new("cargo");
    let platform = EmbeddedPlatform::new(directory.path(), &builder);
    assert_eq!(run(platform.status()).unwrap(), None);
    assert_eq!(run(platform.stop(PATIENCE)).unwrap(), EmbeddedStop::Absent);
    assert!(!platform.remove_data().unwrap());
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}
