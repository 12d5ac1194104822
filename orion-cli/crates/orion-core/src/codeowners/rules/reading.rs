//! What GitHub does not take from a CODEOWNERS file.

use std::ops::Range;

use crate::codeowners::owner::InvalidOwner;
use crate::codeowners::parse::SIZE_LIMIT;
use crate::codeowners::pattern::PatternProblem;
use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

/// A line whose pattern GitHub does not take.
pub const INVALID_PATTERN: Rule = Rule {
    code: Code("COD001"),
    name: "CODEOWNERS pattern that GitHub skips",
    what: "A line of CODEOWNERS has a pattern that GitHub does not support. GitHub skips the whole line, so \
           it gives nobody anything, and it is not carried over.",
    why: "CODEOWNERS looks like gitignore and is less: `!`, `[ ]`, `\\#` and `***` do not work there, and \
          nothing but a small mark on the file's page says so.",
    example: "CODEOWNERS has:\n\n    !docs/ @writers",
    fix: "Write the line without the unsupported part, then run `orion init` again. A folder named `[id]` \
          is written `\\[id\\]`.",
};

/// A line that names somebody who cannot be an owner.
pub const INVALID_OWNER: Rule = Rule {
    code: Code("COD002"),
    name: "CODEOWNERS owner that GitHub skips",
    what: "A line of CODEOWNERS names something that is not a `@login`, a `@organisation/team` or an e-mail \
           address. GitHub skips the whole line, so an earlier line decides, or none.",
    why: "One typing error hands a folder to somebody else, or to nobody, without a word.",
    example: "CODEOWNERS has:\n\n    docs/ writers",
    fix: "Correct the name, then run `orion init` again.",
};

/// A file over GitHub's limit.
pub const TOO_LARGE: Rule = Rule {
    code: Code("COD003"),
    name: "CODEOWNERS too large for GitHub",
    what: "The CODEOWNERS file has 3 MB or more. GitHub does not load it at all: nobody owns anything.",
    why: "The file looks as if it protected the repository, and does nothing.",
    example: "A generated file with one line for each of 100,000 files.",
    fix: "Name directories instead of files until the file is smaller.",
};

/// A pattern was skipped.
pub(in crate::codeowners) fn skipped_pattern(
    pattern: &str,
    problem: PatternProblem,
    span: Range<usize>,
) -> Diagnostic {
    Diagnostic::warning(
        INVALID_PATTERN.code,
        format!("GitHub skips this line: the pattern `{pattern}` is not valid"),
    )
    .at(span, problem.to_string())
}

/// A line was skipped for its owner.
pub(in crate::codeowners) fn skipped_owner(error: &InvalidOwner, span: Range<usize>) -> Diagnostic {
    Diagnostic::warning(
        INVALID_OWNER.code,
        format!("GitHub skips this line: {error}"),
    )
    .at(span, "not an owner")
}

/// The file was not loaded.
pub(in crate::codeowners) fn too_large(bytes: usize) -> Diagnostic {
    Diagnostic::error(
        TOO_LARGE.code,
        format!(
            "GitHub does not load a CODEOWNERS file of {bytes} bytes: the limit is {SIZE_LIMIT}, and \
             nobody owns anything"
        ),
    )
}
