//! Text from people, on its way into the texts of others: the Markdown of an issue, a message in Slack, a title.
//!
//! Whatever is hidden in it is shown, as `\u{202e}`, and nothing in it can pass for a marker of Orion's, end the place
//! that it stands in, or ring where its writer does not speak for themselves.

mod block;
mod comment;
mod fence;
mod hidden;
mod line;
mod slack;
mod title;

pub use block::markdown_block;
pub use fence::{code_fence, lines_outside_code};
pub use hidden::is_hidden;
pub use line::{code_span, markdown_line};
pub use slack::mrkdwn;
pub use title::{TITLE_LENGTH, title};

#[cfg(test)]
mod tests;
