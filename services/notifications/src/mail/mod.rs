//! Letters by SMTP. They are written into the table `emails` with the notification, and sent from there: a mail
//! server that is away or slow holds nothing up, and loses nothing.
//!
//! A letter may arrive twice, when the service dies between the server's word that it has it and the end of the
//! transaction that takes it away; both then have the same `Message-ID`. It is never lost.

mod outcome;
mod post;
mod sender;
mod settings;

pub use post::Post;
pub use sender::Sender;
pub use settings::{MailSettings, SmtpUrl};
