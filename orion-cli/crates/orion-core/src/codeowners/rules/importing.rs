//! What happens to the lines of a CODEOWNERS file on their way into `workstreams.toml`.

use crate::codeowners::import::Difference;
use crate::codeowners::parse::Line;
use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::path::RepoPath;

/// How many paths or lines a finding names before it only counts them.
const NAMED: usize = 5;

/// A line that a later one always beats.
pub const IDLE_LINE: Rule = Rule {
    code: Code("COD004"),
    name: "CODEOWNERS line that never decides",
    what: "A later line covers everything that this line covers. In CODEOWNERS the last line wins, so this \
           one decides nothing, and it is not carried over.",
    why: "It reads as if it protected something. Usually the order is the other way round from what was \
          meant.",
    example: "CODEOWNERS has:\n\n    /docs/ @writers\n    * @everyone-else",
    fix: "Put general lines first and particular ones after them, then run `orion init` again; or delete \
          the line. In `workstreams.toml` the most specific pattern wins, wherever it stands.",
};

/// A line of which only the paths of today went over.
pub const NAMED_BY_PATH: Rule = Rule {
    code: Code("COD005"),
    name: "CODEOWNERS line carried over path by path",
    what: "No pattern can be more specific than an earlier line's and still say what this line says. The \
           tracked paths that it decides are named one by one; new paths go to the earlier line.",
    why: "`workstreams.toml` knows no order of lines. Naming the paths keeps every owner of today; it \
          cannot speak for the paths of tomorrow.",
    example: "CODEOWNERS has:\n\n    /docs/ @writers\n    /docs/? @editors",
    fix: "Where new paths should go the same way, replace the list by directories.",
};

/// Common paths of two lines that nothing tracked shows yet.
pub const LEFT_OPEN: Rule = Rule {
    code: Code("COD006"),
    name: "CODEOWNERS overlap left to the more specific line",
    what: "A later line overlaps many earlier ones that are more specific. Patterns were made where a tracked \
           path needs them; elsewhere new paths go to the earlier, more specific line instead.",
    why: "Spelling out every overlap would fill the file with patterns that match nothing today.",
    example: "300 lines such as `/services/auth/ @auth`, and after them `*.sql @database`.",
    fix: "Add patterns such as `services/auth/**/*.sql` where new paths should go to the later line.",
};

/// A tracked path would change hands.
pub const DIFFERS: Rule = Rule {
    code: Code("COD007"),
    name: "owner differs from CODEOWNERS",
    what: "A tracked path would have other owners by `workstreams.toml` than by CODEOWNERS. `orion init` \
           writes nothing then, unless it is told to with `--accept-differences`.",
    why: "An import must not take a file from anyone. The paths in question have names that no pattern can \
          say: bytes that are not UTF-8, or control characters, next to other names that differ in these \
          only.",
    example: "Two files in one directory whose names differ in a line break, with different owners.",
    fix: "Rename the paths, or accept the differences with `orion init --accept-differences`.",
};

/// Nobody owns a tracked path.
pub const UNOWNED: Rule = Rule {
    code: Code("COD008"),
    name: "path without an owner in CODEOWNERS",
    what: "CODEOWNERS gives a tracked path no owner, and neither does the new `workstreams.toml`.",
    why: "Nobody is asked when it changes. What that means is `[ownership] unowned`: allow, warn or deny.",
    example: "CODEOWNERS names `/src/` only, and the repository has `docs/` too.",
    fix: "Give the paths to a workstream. `orion check --all` lists them at any time.",
};

/// More than one CODEOWNERS file.
pub const IGNORED_FILE: Rule = Rule {
    code: Code("COD009"),
    name: "CODEOWNERS that GitHub ignores",
    what: "There is more than one CODEOWNERS file. GitHub looks in `.github/`, at the root and in `docs/`, in \
           that order, and takes the first file it finds; the others say nothing.",
    why: "Somebody edits the wrong one and believes that it holds.",
    example: "`.github/CODEOWNERS` and `docs/CODEOWNERS`.",
    fix: "Move what still matters into the first file, and delete the others.",
};

/// The finding about a file that GitHub does not look at.
#[must_use]
pub fn ignored_file(place: &str) -> Diagnostic {
    Diagnostic::warning(
        IGNORED_FILE.code,
        format!("GitHub ignores `{place}`: it takes the first CODEOWNERS it finds"),
    )
}

pub(in crate::codeowners) fn idle_line(line: &Line, later: &Line) -> Diagnostic {
    Diagnostic::warning(
        IDLE_LINE.code,
        format!("`{}` never decides, and is not carried over", line.pattern),
    )
    .at(line.span.clone(), "everything here …")
    .also(later.span.clone(), "… is taken by this later line")
}

pub(in crate::codeowners) fn left_open(
    lines: &[Line],
    pairs: &[(usize, usize)],
) -> Vec<Diagnostic> {
    let mut later: Vec<usize> = pairs.iter().map(|(_, later)| *later).collect();
    later.sort_unstable();
    later.dedup();
    later
        .into_iter()
        .map(|index| {
            let line = &lines[index];
            let over: Vec<String> = pairs
                .iter()
                .filter(|(_, later)| *later == index)
                .map(|(earlier, _)| format!("line {}", lines[*earlier].number))
                .collect();
            Diagnostic::warning(
                LEFT_OPEN.code,
                format!(
                    "new paths that `{}` shares with {} will go there, not here",
                    line.pattern,
                    some(&over)
                ),
            )
            .at(line.span.clone(), "less specific, and later")
            .note("no tracked path is concerned")
        })
        .collect()
}

pub(in crate::codeowners) fn named_by_path(
    lines: &[Line],
    named: &[(usize, usize)],
) -> Vec<Diagnostic> {
    named
        .iter()
        .map(|(line, count)| {
            let line = &lines[*line];
            Diagnostic::warning(
                NAMED_BY_PATH.code,
                format!(
                    "`{}` is carried over for {count} tracked {} only",
                    line.pattern,
                    if *count == 1 { "path" } else { "paths" }
                ),
            )
            .at(
                line.span.clone(),
                "no pattern says this and wins over the lines before it",
            )
        })
        .collect()
}

pub(in crate::codeowners) fn differs(differences: &[Difference]) -> Option<Diagnostic> {
    let paths: Vec<String> = differences
        .iter()
        .map(|difference| {
            format!(
                "`{}` ({}, not {})",
                shown(&difference.path),
                difference.after,
                difference.before
            )
        })
        .collect();
    (!paths.is_empty()).then(|| {
        Diagnostic::error(
            DIFFERS.code,
            format!("owners would change: {}", some(&paths)),
        )
    })
}

pub(in crate::codeowners) fn unowned(paths: &[RepoPath]) -> Option<Diagnostic> {
    let named: Vec<String> = paths
        .iter()
        .map(|path| format!("`{}`", shown(path)))
        .collect();
    (!named.is_empty())
        .then(|| Diagnostic::warning(UNOWNED.code, format!("nobody owns {}", some(&named))))
}

/// The path with its control characters spelled out, so that it stays on its line.
pub(super) fn shown(path: &RepoPath) -> String {
    let mut text = String::new();
    for character in path.to_string().chars() {
        if character.is_control() {
            text.extend(character.escape_default());
        } else {
            text.push(character);
        }
    }
    text
}

/// The first few, and how many more there are.
pub(super) fn some(texts: &[String]) -> String {
    let shown = texts.len().min(NAMED);
    let list = texts[..shown].join(", ");
    match texts.len() - shown {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}
