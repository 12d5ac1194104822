//! git: plumbing for what must be exactly git's answer, libgit2 for what only needs to be read.
//!
//! Changes are judged by the objects that will be pushed: replacement refs and grafts, which stay on one
//! machine, are switched off in every child. Nothing here reads the process's environment: it is handed in.

mod activity;
mod base_branch;
mod changes;
mod commit_messages;
mod commits;
mod drafts;
mod environment;
mod head_commit;
mod history;
mod hook_site;
mod identity;
mod index_file;
mod large_index;
mod layout;
mod library;
mod merge;
mod plumbing;
mod process;
mod push_site;
mod range;
mod raw_diff;
mod records;
mod remote;
mod repository;
mod setup;
mod staged;
mod staged_copy;
mod tracked;
mod workbench;

pub use environment::GitEnvironment;
pub use repository::GitRepository;
