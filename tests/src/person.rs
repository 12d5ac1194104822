//! Somebody who uses the platform through its gateway.

use orion_contracts::auth::v1::{
    AccessToken, LogInRequest, Password, RegisterRequest, TokenResponse,
};
use orion_contracts::client::{
    AuthClient, ClientError, Connection, GatewayClient, NotificationClient, UserClient,
};
use orion_contracts::notification::v1::{ListNotificationsRequest, Notification};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::User;

use crate::eventually;

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse battery staple";

/// Somebody who is logged in.
#[derive(Debug, Clone)]
pub struct Person {
    /// The token they carry.
    pub token: AccessToken,
    /// Their profile, as it was when it was made.
    pub user: User,
    /// Their view of the users.
    pub users: UserClient,
    /// Their view of the notifications.
    pub notifications: NotificationClient,
    /// Their view of the gateway.
    pub gateway: GatewayClient,
}

impl Person {
    /// Opens an account at the gateway at that address, logs in, and waits for the profile.
    ///
    /// # Panics
    /// When the platform refuses.
    pub async fn register(gateway: &str, email: &str, name: &str) -> Self {
        let auth = AuthClient::new(connection(gateway));
        auth.register(&RegisterRequest {
            email: email.to_owned(),
            password: Password::new(PASSWORD.to_owned()),
            display_name: name.to_owned(),
        })
        .await
        .expect("an account is opened");
        Self::log_in(gateway, email, PASSWORD).await
    }

    /// Logs in, and waits for the profile: it is made when the news of the account arrives.
    ///
    /// # Panics
    /// When the platform refuses.
    pub async fn log_in(gateway: &str, email: &str, password: &str) -> Self {
        let tokens = tokens(gateway, email, password).await;
        let connection = connection(gateway).with_bearer(tokens.access_token.clone());
        let users = UserClient::new(connection.clone());
        let user = eventually("the profile is there", async || match users.me().await {
            Ok(user) => Some(user),
            Err(error) if error.code() == Some(ProblemCode::NotFound) => None,
            Err(error) => panic!("{error:?}"),
        })
        .await;
        Self {
            token: tokens.access_token,
            user,
            users,
            notifications: NotificationClient::new(connection.clone()),
            gateway: GatewayClient::new(connection),
        }
    }

    /// All their notifications, newest first.
    ///
    /// # Panics
    /// When the platform refuses.
    pub async fn all_notifications(&self) -> Vec<Notification> {
        self.list_all(ListNotificationsRequest::default())
            .await
            .expect("one's own notifications are listed")
    }

    /// All notifications that are asked for, page by page.
    ///
    /// # Errors
    /// What a page was refused with.
    pub async fn list_all(
        &self,
        mut request: ListNotificationsRequest,
    ) -> Result<Vec<Notification>, ClientError> {
        request.limit = Some(100);
        let mut all = Vec::new();
        loop {
            let page = self.notifications.list(&request).await?;
            all.extend(page.items);
            match page.next {
                Some(next) => request.after = Some(next),
                None => return Ok(all),
            }
        }
    }
}

async fn tokens(gateway: &str, email: &str, password: &str) -> TokenResponse {
    AuthClient::new(connection(gateway))
        .log_in(&LogInRequest {
            email: email.to_owned(),
            password: Password::new(password.to_owned()),
        })
        .await
        .expect("somebody with an account logs in")
}

fn connection(gateway: &str) -> Connection {
    Connection::new(gateway).expect("the gateway has an address")
}
