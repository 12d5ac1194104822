//! Path patterns.
//!
//! A pattern is anchored at the repository's root and compared byte for byte, case included.
//!
//! | written | means |
//! | --- | --- |
//! | `services/auth/` | everything below that directory, and an entry of that very name |
//! | `services/auth`, `README.md` | the same: a name without wildcards is a file, or a directory with all below it |
//! | `docs/*.md` | `*`: any run of characters inside one component; exactly these entries, nothing below them |
//! | `docs/?.md` | `?`: one character (one byte where the path is not UTF-8) |
//! | `packages/*/prisma/` | everything below each such directory |
//! | `**/Cargo.lock`, `docs/**` | `**`, a whole component: any number of components (at the end: at least one) |
//! | `services/{auth,user}/` | short for the two patterns that it spells; may not hold `/` |
//! | `app/[id]/` | brackets are literal |
//! | `a\*b` | a backslash takes the next character literally |
//!
//! Which of two matching rules wins is [`Specificity`]: order in the file never matters.
//!
//! # Corner cases
//!
//! One thing has one spelling, so that two lines that mean the same look the same, and nothing is guessed:
//!
//! - `/docs`, `./docs`, `a/../b`, `a//b` and `a/.` are errors. There is nothing above the root, and git
//!   stores no such names.
//! - `a**b` and `{**,a}` are errors: `**` is a whole component. `**/**` says no more than `**` and is read
//!   as that. `docs/**/` is everything below each directory under `docs`, which is `docs/*/`.
//! - Braces need at least two alternatives and do not nest; `{{name}}` and `{name}` are common names of
//!   template folders and must be written with backslashes. An alternative may be empty (`a{,.bak}`) as
//!   long as the component is not. A comma outside braces is literal; so is `!`, for patterns do not negate.
//! - Control characters are errors, escaped or not, because nobody could review a line that holds one. `?`
//!   and `*` match them.
//! - A backslash before `/` or at the end is an error.
//! - A path that ends in `/` stands for a directory: it is matched as an entry in it that no pattern names.

mod alternative;
mod component;
mod error;
mod owned;
mod parse;
mod reader;
mod specificity;

#[cfg(test)]
mod tests;

pub use alternative::{Alternative, Reach};
pub(crate) use component::pieces_match;
pub use component::{Component, Piece};
pub use error::PatternError;
pub use owned::OwnedPattern;
pub use parse::MAX_ALTERNATIVES;
pub use specificity::Specificity;
