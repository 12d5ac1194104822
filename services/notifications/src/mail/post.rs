//! The mail server, and letters as it takes them.

use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use orion_contracts::NotificationId;
use orion_infra::config::ExposeSecret as _;
use orion_infra::service::BuildError;

use super::MailSettings;
use super::outcome::Outcome;
use crate::domain::Letter;

/// How long the server may take for one answer.
const ANSWER: Duration = Duration::from_secs(10);
/// How long it may take for a letter as a whole.
const LETTER: Duration = Duration::from_mins(1);

/// Sends letters to one server.
#[derive(Debug, Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Post {
    /// To the server that the settings name. Nothing is sent yet.
    ///
    /// # Errors
    /// When the settings name a user without a password, or no certificates are known to trust.
    pub fn new(settings: &MailSettings) -> Result<Self, BuildError> {
        let url = settings.url.url();
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())?;
        if !url.username().is_empty() && url.password().is_none() {
            let password = settings
                .password
                .as_ref()
                .ok_or("`smtp.url` names a user, and `smtp.password` is missing")?;
            builder = builder.credentials(Credentials::new(
                url.username().to_owned(),
                password.expose_secret().to_owned(),
            ));
        }
        Ok(Self {
            transport: builder.timeout(Some(ANSWER)).build(),
            from: settings.from.clone(),
        })
    }

    /// Whether the server can be talked to.
    pub async fn is_there(&self) -> bool {
        matches!(self.transport.test_connection().await, Ok(true))
    }

    /// Sends one letter.
    pub async fn send(&self, id: NotificationId, letter: &Letter) -> Outcome {
        let message = match self.message(id, letter) {
            Ok(message) => message,
            Err(error) => return Outcome::Never(error.to_string()),
        };
        match tokio::time::timeout(LETTER, self.transport.send(message)).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) => Outcome::of(&error),
            Err(_) => Outcome::Away("the server takes too long".to_owned()),
        }
    }

    /// The letter as it goes over the wire: plain text, marked as nobody's own words (RFC 3834), and with the
    /// same id however often it is sent.
    fn message(&self, id: NotificationId, letter: &Letter) -> Result<Message, BuildError> {
        let to = Mailbox::new(None, letter.address.parse()?);
        let message_id = format!("<{id}@{}>", self.from.email.domain());
        let automatic = HeaderName::new_from_ascii("Auto-Submitted".to_owned())?;
        Ok(Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.text.title.clone())
            .message_id(Some(message_id))
            .date_now()
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.body.clone())?)
    }
}
