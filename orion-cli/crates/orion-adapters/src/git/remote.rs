//! Which repository an address names.

/// `owner/name` in a remote's address: `https://host/owner/name.git`, `ssh://git@host:22/owner/name`, or
/// `git@host:owner/name`. Paths of this machine name no owner.
pub(super) fn owner_and_name(address: &str) -> Option<String> {
    let path = match address.split_once("://") {
        Some(("file", _)) => return None,
        Some((_, rest)) => rest.split_once('/')?.1,
        // As git reads it: a colon before the first slash makes it a host.
        None => {
            let (host, path) = address.split_once(':')?;
            if host.contains('/') || host.len() == 1 {
                return None;
            }
            path
        }
    };
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let mut components = path.rsplit('/');
    let (name, owner) = (components.next()?, components.next()?);
    let named = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|character| character.is_alphanumeric() || "-_.".contains(character))
    };
    (named(name) && named(owner)).then(|| format!("{owner}/{name}"))
}

#[cfg(test)]
mod tests {
    use super::owner_and_name;

    #[test]
    fn addresses() {
        let named = Some("acme/orion".to_owned());
        for address in [
            "https://github.com/acme/orion",
            "https://github.com/acme/orion.git",
            "https://token@github.com/acme/orion.git/",
            "ssh://git@github.com:22/acme/orion.git",
            "git@github.com:acme/orion.git",
            "github.com:/acme/orion",
            "https://git.example/scm/acme/orion.git",
        ] {
            assert_eq!(owner_and_name(address), named, "{address}");
        }
        for address in [
            "/srv/git/orion.git",
            "../orion",
            "./a:b/c",
            "C:/acme/orion",
            "file:///srv/acme/orion",
            "https://github.com/orion",
            "https://github.com/acme/\u{1b}[31m",
            "",
        ] {
            assert_eq!(owner_and_name(address), None, "{address}");
        }
    }
}
