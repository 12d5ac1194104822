//! What may be wrong with a CODEOWNERS file, or with carrying one over: one rule each.

mod exporting;
mod importing;
mod reading;

pub use exporting::{EXPORT_DIFFERS, NOBODY_TO_ASK, STALE, UNSAID, UNUSABLE_MEMBER};
pub(super) use exporting::{export_differs, nobody_to_ask, unsaid, unusable_member};
pub use importing::{
    DIFFERS, IDLE_LINE, IGNORED_FILE, LEFT_OPEN, NAMED_BY_PATH, UNOWNED, ignored_file,
};
pub(super) use importing::{differs, idle_line, left_open, named_by_path, unowned};
pub use reading::{INVALID_OWNER, INVALID_PATTERN, TOO_LARGE};
pub(super) use reading::{skipped_owner, skipped_pattern, too_large};
