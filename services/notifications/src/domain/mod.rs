//! What somebody is told when something happens to a user; nothing here speaks HTTP, SQL or SMTP.

mod heard;
mod name;
mod notification;
mod recipient;
mod telling;
mod texts;

pub use heard::{Heard, NotHeard};
pub use name::ShownName;
pub use notification::NewNotification;
pub use recipient::Recipient;
pub use telling::{Audience, Letter, Telling};
pub use texts::Text;
