//! Rules of different owners between which nothing decides.
//!
//! Two rules tie when some path is matched by both, both are equally specific there, and no more specific
//! rule takes that path from them. Whether such a path exists is decided exactly, by searching the paths
//! that both patterns describe for one that no more specific pattern does; the path found is the example
//! that the error shows. Rules whose every common path is taken by a more specific rule do not tie: no path
//! could show the difference.

mod automaton;
mod candidates;
mod find;
mod search;

#[cfg(test)]
mod tests;

pub use find::{MAX_TIES, Tie, ties};
