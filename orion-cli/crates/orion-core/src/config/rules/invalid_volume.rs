//! CFG024: a text that is no volume.

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, Written};
use crate::config::{Volume, VolumeSource};
use crate::path::RepoPath;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG024"),
    name: "invalid volume",
    what: "An entry of `volumes` is not a source and a target.",
    why: "A stack mounts its own volumes and the repository's files, so that it is the same on every machine and \
          leaves nothing behind.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [services.db]
    workstream = "auth"
    volumes = ["/var/lib/data:/data"]"#,
    fix: "Write a volume's name or a path of the repository that starts with `./`, a colon and an absolute path in \
          the container: `\"data:/var/lib/data\"`, `\"./seed.sql:/seed.sql:ro\"`.",
};

impl Written for Volume {
    const DESCRIPTION: &'static str = "A volume's name, or a path of the repository that starts with `./`; a colon; \
         an absolute path in the container; and `:ro` where it may only be read.";
    const PATTERN: &'static str = r"^(\./[^:]*|[A-Za-z0-9][A-Za-z0-9_.-]*):/[^:]*(:ro|:rw)?$";
    const EXAMPLES: &'static [&'static str] = &[
        "postgres-data:/var/lib/postgresql/data",
        "./seed.sql:/seed.sql:ro",
    ];

    fn read(text: &str) -> Result<Self, Misread> {
        parse(text).ok_or_else(|| Misread {
            rule: &RULE,
            message: format!("`{text}` is not a volume"),
            within: None,
            label: String::new(),
            help: "write `name:/path/in/container` or `./path:/path/in/container`, with `:ro` at the end to \
                   forbid writing"
                .to_owned(),
        })
    }
}

fn parse(text: &str) -> Option<Volume> {
    let mut parts = text.split(':');
    let (source, target) = (parts.next()?, parts.next()?);
    let read_only = match parts.next() {
        None | Some("rw") => false,
        Some("ro") => true,
        Some(_) => return None,
    };
    if parts.next().is_some() || !target.starts_with('/') {
        return None;
    }
    let source = match source.strip_prefix("./") {
        Some("") => VolumeSource::Path(RepoPath::new("")),
        Some(path) => VolumeSource::Path(RepoPath::read(path).ok()?),
        None => {
            let named = source.bytes().enumerate().all(|(at, byte)| {
                byte.is_ascii_alphanumeric() || (at > 0 && b"_.-".contains(&byte))
            });
            (named && !source.is_empty()).then(|| VolumeSource::Named(source.to_owned()))?
        }
    };
    Some(Volume {
        source,
        target: target.to_owned(),
        read_only,
    })
}
