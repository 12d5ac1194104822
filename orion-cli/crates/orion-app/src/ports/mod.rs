//! What the use cases need from the world.

mod activity;
mod commit_message;
mod drafts;
mod files;
mod history;
mod hook_site;
mod push_site;
mod repository;
mod repository_error;
mod setup;
mod store_error;
mod time;
mod workbench;

pub use activity::{Activity, CommitSummary};
pub use commit_message::{CommitMessages, OVERRIDE_TRAILER};
pub use drafts::Drafts;
pub use files::WorkTreeFiles;
pub use history::History;
pub use hook_site::{HookFile, HookSite, HooksDirectory, WorkTreeHooks};
pub use orion_core::change::CommitNote;
pub use orion_core::judge::POLICY_FILE;
pub use push_site::PushSite;
pub use repository::{
    ChangeScope, IndexPolicy, PendingStaged, PendingTracked, Repository, Revision, Staged,
    TrackedEntry,
};
pub use repository_error::RepositoryError;
pub use setup::{RepositorySetup, Setting, SettingScope, WorkTree};
pub use store_error::StoreError;
pub use time::Time;
pub use workbench::{Applied, Workbench};
