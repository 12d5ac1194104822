//! The token: where it is found, and who may see it.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use orion_app::forge::ForgeError;
use secrecy::SecretString;
use tokio::process::Command;

/// How long `gh` may take to say its token.
const PATIENCE: Duration = Duration::from_secs(5);
/// The variables with the token for github.com.
const PUBLIC: [&str; 2] = ["GH_TOKEN", "GITHUB_TOKEN"];
/// The variables with the token for a server of one's own.
const ENTERPRISE: [&str; 2] = ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];

/// A token for one host. Neither [`fmt::Debug`] nor anything else here shows its value.
#[derive(Clone)]
pub struct Token {
    /// The token.
    pub value: SecretString,
    /// Where it came from: `GH_TOKEN`, `gh auth token --hostname github.com`, or a file.
    pub origin: String,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl Token {
    /// Takes a token without what is round it; `None` when it cannot be sent in a header.
    fn new(text: &str, origin: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())).then(|| Self {
            value: text.into(),
            origin: origin.to_owned(),
        })
    }
}

/// Finds the token for the host: in the variables that are for this host, from `gh`, and in Orion's own file. The
/// variables are asked of `environment`, and so are the places where `gh` and the file are looked for.
///
/// # Errors
/// [`ForgeError::NoToken`], with all that was tried and, where it was there and could not be used, why.
pub async fn find_token(
    host: &str,
    environment: impl Fn(&str) -> Option<OsString>,
) -> Result<Token, ForgeError> {
    let environment = |name: &str| environment(name).filter(|value| !value.is_empty());
    let mut tried = Vec::new();
    let names = if host == "github.com" {
        PUBLIC
    } else {
        ENTERPRISE
    };
    for name in names {
        let value = environment(name);
        match value.as_ref().map(|value| value.to_str()) {
            None => tried.push(name.to_owned()),
            Some(text) => match Token::new(text.unwrap_or_default(), name) {
                Some(token) => return Ok(token),
                None => tried.push(format!("{name} (it holds no token)")),
            },
        }
    }
    let command = format!("gh auth token --hostname {host}");
    match ask_gh(host, environment("PATH")).await {
        Ok(text) => match Token::new(&text, &command) {
            Some(token) => return Ok(token),
            None => tried.push(format!("{command} (it says no token)")),
        },
        Err(reason) => tried.push(format!("{command} ({reason})")),
    }
    let directory = environment("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| environment("HOME").map(|home| PathBuf::from(home).join(".config")));
    if let Some(directory) = directory {
        let name = if host == "github.com" {
            "token".to_owned()
        } else {
            // A port is told apart by a character that file names may have everywhere.
            format!("token-{}", host.replace(':', "_"))
        };
        let file = directory.join("orion").join(name);
        let origin = file.display().to_string();
        match read(&file) {
            Ok(text) => match Token::new(&text, &origin) {
                Some(token) => return Ok(token),
                None => tried.push(format!("{origin} (it holds no token)")),
            },
            Err(reason) => tried.push(format!("{origin} ({reason})")),
        }
    }
    Err(ForgeError::NoToken {
        host: host.to_owned(),
        tried,
    })
}

/// Asks GitHub's own command, which is ended when it takes too long.
async fn ask_gh(host: &str, path: Option<OsString>) -> Result<String, String> {
    let name = format!("gh{}", env::consts::EXE_SUFFIX);
    let program = path
        .iter()
        .flat_map(env::split_paths)
        .map(|directory| directory.join(&name))
        .find(|program| program.is_file())
        .ok_or("there is no `gh`")?;
    let mut command = Command::new(program);
    command
        .args(["auth", "token", "--hostname", host])
        .env("GH_PROMPT_DISABLED", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    for name in PUBLIC.iter().chain(&ENTERPRISE) {
        // Those for this host were looked at, and `gh` would hand out another host's.
        command.env_remove(name);
    }
    let output = tokio::time::timeout(PATIENCE, command.output())
        .await
        .map_err(|_| format!("no answer within {} s", PATIENCE.as_secs()))?
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err("it knows none".to_owned());
    }
    String::from_utf8(output.stdout).map_err(|_| "its answer is not text".to_owned())
}

/// Reads a file that nobody else may read.
fn read(file: &Path) -> Result<String, String> {
    let reason = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.to_string(),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = file.metadata().map_err(reason)?;
        if metadata.permissions().mode() & 0o077 != 0 {
            return Err("others may read it: `chmod 600` takes that away".to_owned());
        }
    }
    std::fs::read_to_string(file).map_err(reason)
}
