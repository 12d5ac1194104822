//! `GIT0xx`: git gave no answer, so there is none to judge by. None of these ever passes for "allowed".

use super::{Code, Rule};

/// GIT001
pub const NOT_A_REPOSITORY: Rule = Rule {
    code: Code("GIT001"),
    name: "not a repository",
    what: "git finds no repository in this directory or above it.",
    why: "Everything Orion answers is about the files that git tracks.",
    example: "`orion check` in your home directory.",
    fix: "Go to the repository, or name it:\n\
          \n    orion -C path/to/repository check\n\
          \nIn a hook that runs git elsewhere, unset `GIT_DIR` first.",
};

/// GIT002
pub const BARE: Rule = Rule {
    code: Code("GIT002"),
    name: "bare repository",
    what: "What is staged was asked for in a bare repository, which has no index.",
    why: "An empty index would look like a commit that deletes everything.",
    example: "`orion check --staged` on a server.",
    fix: "Judge a range, which needs no work tree:\n\
          \n    orion check --range main..feature",
};

/// GIT003
pub const UNKNOWN_REVISION: Rule = Rule {
    code: Code("GIT003"),
    name: "unknown revision",
    what: "A revision names no commit of this clone.",
    why: "A clone holds only what was fetched; a pull request's base often was not.",
    example: "`orion check --range origin/main..HEAD` where only the pull request's branch was fetched.",
    fix: "Fetch it, with the history that both have in common:\n\
          \n    git fetch origin main\n\
          \nIn GitHub Actions, give `actions/checkout` the input `fetch-depth: 0`.",
};

/// GIT004
pub const NO_MERGE_BASE: Rule = Rule {
    code: Code("GIT004"),
    name: "no merge base",
    what: "The commit where the branch left its base is not in this clone, or there is none.",
    why: "A pull request changes what differs since that commit. Compared with the base's tip instead, \
          everything that went on there would look like the author's doing.",
    example: "A clone of depth 1 in continuous integration, and a base that has moved on.",
    fix: "Fetch the history:\n\
          \n    git fetch --unshallow\n\
          \nIn GitHub Actions, give `actions/checkout` the input `fetch-depth: 0`. Where the histories have \
          nothing in common, name another base.",
};

/// GIT005
pub const UNMERGED: Rule = Rule {
    code: Code("GIT005"),
    name: "unmerged paths",
    what: "The index holds conflicts that nobody has resolved yet.",
    why: "What the commit will hold is not decided.",
    example: "`orion check` in the middle of a merge with conflicts.",
    fix: "Resolve them and stage the result:\n\
          \n    git status\n    git add path/to/file",
};

/// GIT006
pub const UNTRUSTED_OWNER: Rule = Rule {
    code: Code("GIT006"),
    name: "repository of somebody else",
    what: "The repository belongs to another user, and git refuses to read it.",
    why: "A repository's configuration can make git run programs, so git reads only your own.",
    example: "A container that runs as root, over a checkout that belongs to you.",
    fix: "If you trust it, say so:\n\
          \n    git config --global --add safe.directory /path/to/repository",
};

/// GIT007
pub const FILE_TROUBLE: Rule = Rule {
    code: Code("GIT007"),
    name: "file that cannot be read or written",
    what: "The system refused to read or write a file of the work tree or of git's own directory.",
    why: "A file that cannot be read is not the same as one that is not there.",
    example: "`workstreams.toml` without permission to read it.",
    fix: "Mend what the message names: permissions, a full disk, a directory in the file's place.",
};

/// GIT008
pub const GIT_MISSING: Rule = Rule {
    code: Code("GIT008"),
    name: "git is missing",
    what: "The program `git` could not be started.",
    why: "Changes are what git itself says they are, so nothing can be judged without it.",
    example: "A hook started by a graphical client whose `PATH` does not hold git.",
    fix: "Install git 2.36 or newer, or put its directory on `PATH`.",
};

/// GIT009
pub const GIT_FAILED: Rule = Rule {
    code: Code("GIT009"),
    name: "git failed",
    what: "git was asked and failed; the message says what was asked and what git answered.",
    why: "Half an answer is none: a list of changes that may lack some would let the rest pass.",
    example: "An object that is missing from a damaged repository.",
    fix: "Run the command of the message yourself, and let git check the repository:\n\
          \n    git fsck",
};
