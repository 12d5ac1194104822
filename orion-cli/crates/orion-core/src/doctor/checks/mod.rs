//! The checks, one file each.

pub mod author;
pub mod codeowners;
pub mod continuous_integration;
pub mod git_version;
pub mod hook_manager;
pub mod hook_program;
pub mod hook_version;
pub mod hooks_installed;
pub mod hooks_path;
pub mod identity;
pub mod letter_case;
pub mod policy_missing;
pub mod policy_tracked;
pub mod policy_valid;
pub mod remote;
pub mod repository;
pub mod shallow;
pub mod token;
pub mod token_expiry;
pub mod token_permission;
pub mod unicode_form;
pub mod unowned;
