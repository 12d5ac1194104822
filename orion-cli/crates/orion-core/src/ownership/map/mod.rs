//! The map from path to rule.
//!
//! The patterns of all rules form one trie over the components of a path: children by name, children with
//! wildcards, and one child behind `**`. Going down a path, the cursor holds the nodes that some pattern may
//! still be matched from, and the best rule that covers everything below. A node that leads to nothing
//! better is dropped; where none is left, the answer is known for the whole directory. So a path in git's
//! order mostly costs one comparison with the directory of the path before it.
//!
//! Rules are ranked once, when the map is built, by specificity and then by what their texts say, so that
//! the order in which they are given decides nothing.

mod below;
mod build;
mod cursor;
mod names;
mod node;
mod ownership_map;
mod rank;

#[cfg(test)]
mod tests;

pub use cursor::Cursor;
pub use ownership_map::OwnershipMap;
pub(crate) use rank::ranked;
