//! Configuration from defaults, file and environment, and everything that can be wrong with it at once.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use orion_infra::config::{ConfigError, ExposeSecret as _, Reader, Recorded, Secret, load};
use tempfile::TempDir;

#[derive(Debug)]
struct Settings {
    attempts: u32,
    name: Option<String>,
    url: String,
    password: Secret,
}

fn read(reader: &mut Reader) -> Result<Settings, Recorded> {
    let attempts = reader.value("log-in.attempts", 5);
    let name = reader.optional("name");
    let url = reader.required("database.url");
    let password = reader.secret("database.password");
    Ok(Settings {
        attempts: attempts?,
        name: name?,
        url: url?,
        password: password?,
    })
}

/// A directory of files, and an environment that names them.
struct World {
    directory: TempDir,
    environment: Vec<(OsString, OsString)>,
}

impl World {
    fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            environment: vec![("PATH".into(), "/bin".into())],
        }
    }

    fn set(&mut self, variable: &str, value: impl Into<OsString>) -> &mut Self {
        self.environment.push((variable.into(), value.into()));
        self
    }

    fn file(&mut self, variable: &str, name: &str, text: &str) -> &mut Self {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        self.set(variable, path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn load(&self) -> Result<Settings, ConfigError> {
        load("SAMPLE_", self.environment.clone(), read)
    }

    /// Everything that is wrong, with the directory's name left out.
    fn complaint(&self) -> String {
        let directory = format!("{}/", self.directory.path().display());
        self.load().unwrap_err().to_string().replace(&directory, "")
    }
}

#[test]
fn the_environment_goes_before_the_file_and_the_file_before_defaults() {
    let mut world = World::new();
    world
        .file(
            "SAMPLE_CONFIG",
            "sample.toml",
            "name = \"from the file\"\n[database]\nurl = \"file:1\"\npassword = \"p\"\n",
        )
        .set("SAMPLE_DATABASE_URL", "env:1");
    let settings = world.load().unwrap();
    assert_eq!(settings.attempts, 5);
    assert_eq!(settings.name.as_deref(), Some("from the file"));
    assert_eq!(settings.url, "env:1");
    assert_eq!(settings.password.expose_secret(), "p");

    world.set("SAMPLE_LOG_IN_ATTEMPTS", "7");
    assert_eq!(world.load().unwrap().attempts, 7);
}

#[test]
fn a_secret_comes_from_a_file_and_is_never_shown() {
    let mut world = World::new();
    world.set("SAMPLE_DATABASE_URL", "env:1").file(
        "SAMPLE_DATABASE_PASSWORD_FILE",
        "password",
        "hunter2\n",
    );
    let settings = world.load().unwrap();
    assert_eq!(settings.password.expose_secret(), "hunter2");
    assert!(!format!("{settings:?}").contains("hunter2"));
}

#[test]
fn every_fault_is_reported() {
    let mut world = World::new();
    world
        .file(
            "SAMPLE_CONFIG",
            "sample.toml",
            "nmae = \"typo\"\n[log-in]\nattempts = [1, 2]\n",
        )
        .set("SAMPLE_NAME", "one way")
        .set("SAMPLE_NAME_FILE", "another way")
        .set("SAMPLE_DATABASE_PASSWORD_FILE", "/nowhere/password");
    assert_snapshot!(world.complaint(), @r"
    the configuration is not valid
      - `log-in.attempts` in sample.toml is not valid: it is an array
      - `SAMPLE_NAME` and `SAMPLE_NAME_FILE` are both set: keep one
      - `database.url` is missing: set `SAMPLE_DATABASE_URL`, `SAMPLE_DATABASE_URL_FILE`, or `database.url` in the file that `SAMPLE_CONFIG` names
      - /nowhere/password, which `SAMPLE_DATABASE_PASSWORD_FILE` names, cannot be read: No such file or directory (os error 2)
      - `nmae` in sample.toml is unknown; known are `database.password`, `database.url`, `log-in.attempts`, `name`
    ");
}

#[test]
fn no_message_holds_a_value() {
    let mut world = World::new();
    world
        .file(
            "SAMPLE_CONFIG",
            "sample.toml",
            "[database]\npassword = \"hunter2\nurl = 1\n",
        )
        .set("SAMPLE_LOG_IN_ATTEMPTS", "hunter2")
        .file("SAMPLE_DATABASE_PASSWORD_FILE", "password", "");
    let complaint = world.complaint();
    assert!(!complaint.contains("hunter2"), "{complaint}");
    assert_snapshot!(complaint, @r#"
    the configuration is not valid
      - sample.toml, which `SAMPLE_CONFIG` names, cannot be read: line 2: invalid basic string, expected `"`
      - `SAMPLE_LOG_IN_ATTEMPTS` is not valid: invalid digit found in string
      - password, which `SAMPLE_DATABASE_PASSWORD_FILE` names, is not valid: it is empty
    "#);
}

#[test]
#[cfg(unix)]
fn a_value_that_is_not_text_is_refused() {
    use std::os::unix::ffi::OsStringExt as _;

    let mut world = World::new();
    world
        .set("SAMPLE_DATABASE_URL", OsString::from_vec(vec![0xff]))
        .set("SAMPLE_DATABASE_PASSWORD", "p");
    assert_snapshot!(world.complaint(), @r"
    the configuration is not valid
      - `SAMPLE_DATABASE_URL` is not valid: it is not UTF-8
    ");
}

#[test]
fn defaults_hold_below_file_and_environment() {
    let defaults = [("database.url", "by default"), ("name", "by default")];
    let defaults = defaults.map(|(key, text)| (key.to_owned(), text.to_owned()));
    let environment = [("T_NAME", "by hand"), ("T_DATABASE_PASSWORD", "secret")];
    let environment = environment.map(|(name, value)| (name.into(), value.into()));
    let settings =
        orion_infra::config::load_over("T_", defaults.into(), environment, read).unwrap();
    assert_eq!(settings.url, "by default");
    assert_eq!(settings.name.as_deref(), Some("by hand"));

    let wrong = [("log-in.attempts".to_owned(), "many".to_owned())];
    let error = orion_infra::config::load_over("T_", wrong.into(), [], read).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the default of `log-in.attempts` is not valid"),
        "{error}"
    );
}
