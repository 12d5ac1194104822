//! From a file to the repository's root.

use std::path::{Component, Path, PathBuf};

/// The way from the directory of `file`, which is absolute, to `top`, with `/`: `.` where it is the same. `.` and
/// `..` are worked out from the text alone.
#[must_use]
pub fn way_to_top(top: &Path, file: &Path) -> String {
    let mut directory = PathBuf::new();
    for component in file.parent().unwrap_or(file).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                directory.pop();
            }
            other => directory.push(other),
        }
    }
    let from: Vec<_> = directory.components().collect();
    let to: Vec<_> = top.components().collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - same);
    let down = to[same..]
        .iter()
        .map(|component| component.as_os_str().to_string_lossy().into_owned());
    let way: Vec<String> = up.chain(down).collect();
    if way.first().is_some_and(|first| first == "..") {
        way.join("/")
    } else {
        [".".to_owned()]
            .into_iter()
            .chain(way)
            .collect::<Vec<_>>()
            .join("/")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::way_to_top;

    #[test]
    fn a_way_leads_up_and_down() {
        let way = |file| way_to_top(Path::new("/a/b"), Path::new(file));
        assert_eq!(way("/a/b/compose.yaml"), ".");
        assert_eq!(way("/a/b/./x/../compose.yaml"), ".");
        assert_eq!(way("/a/b/deploy/one/compose.yaml"), "../..");
        assert_eq!(way("/a/compose.yaml"), "./b");
        assert_eq!(way("/a/c/compose.yaml"), "../b");
        assert_eq!(way("/c/compose.yaml"), "../a/b");
    }
}
