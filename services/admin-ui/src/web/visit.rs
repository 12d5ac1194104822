//! A request of somebody who is logged in.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use orion_contracts::problem::ProblemCode;

use super::{Client, Failed};
use crate::app::App;
use crate::gateway::{Authorized, Trouble};
use crate::pages::{Frame, Section};
use crate::session::{Cookie, NoToken, Session, SessionId};

/// Who asks. As an extractor it keeps the session from idling out.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) app: App,
    pub(crate) id: SessionId,
    pub(crate) session: Arc<Session>,
    client: Client,
}

/// Who watches: the same for requests that a browser makes by itself, which do not keep a session going.
#[derive(Debug)]
pub(crate) struct Watch(pub(crate) Visit);

impl Visit {
    /// Who asks, without a trace in the session.
    pub(crate) fn look(headers: &HeaderMap, app: &App) -> Result<Self, Failed> {
        let id = app
            .cookies
            .read(headers, Cookie::Session)
            .ok_or(Failed::LoggedOut)?;
        let session = app.sessions.find(&id).ok_or(Failed::LoggedOut)?;
        Ok(Self {
            app: app.clone(),
            id,
            session,
            client: Client::default(),
        })
    }

    /// Who asks, and from where.
    async fn find(parts: &mut Parts, app: &App) -> Result<Self, Failed> {
        let Ok(client) = Client::from_request_parts(parts, app).await;
        Ok(Self {
            client,
            ..Self::look(&parts.headers, app)?
        })
    }

    /// What stands around a page for them.
    pub(crate) fn frame(&self, title: impl Into<String>, section: Option<Section>) -> Frame {
        Frame {
            title: title.into(),
            section,
            viewer: Some(self.session.viewer.clone()),
            notice: self.session.take_notice(),
            token: self.app.form_key.token(&self.id),
        }
    }

    /// Asks the gateway in their name. An access token that it refuses before its time is replaced once.
    ///
    /// # Errors
    /// When the session is over, or the gateway does not do it.
    pub(crate) async fn ask<Answer, Asking>(
        &self,
        question: impl Fn(Authorized) -> Asking,
    ) -> Result<Answer, Failed>
    where
        Asking: Future<Output = Result<Answer, Trouble>>,
    {
        let gateway = &self.app.gateway.for_client(&self.client);
        let tokens = &self.session.tokens;
        let token = tokens
            .access(gateway)
            .await
            .map_err(|no| self.without(no))?;
        match question(gateway.authorized(token.clone())).await {
            Err(trouble) if trouble.code() == Some(ProblemCode::Unauthenticated) => {
                let token = tokens
                    .instead_of(&token, gateway)
                    .await
                    .map_err(|no| self.without(no))?;
                question(gateway.authorized(token))
                    .await
                    .map_err(|trouble| self.refused_again(trouble))
            }
            answer => Ok(answer?),
        }
    }

    /// A token that was bought just now and is refused all the same: the session is worth nothing.
    fn refused_again(&self, trouble: Trouble) -> Failed {
        match trouble.code() {
            Some(ProblemCode::Unauthenticated) => self.without(NoToken::Over),
            _ => Failed::Gateway(trouble),
        }
    }

    fn without(&self, token: NoToken) -> Failed {
        match token {
            NoToken::Over => {
                self.app.sessions.end(&self.id);
                Failed::LoggedOut
            }
            NoToken::Trouble(trouble) => Failed::Gateway(trouble),
        }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failed> {
        let visit = Self::find(parts, app).await?;
        visit.session.touch(app.clock.now());
        Ok(visit)
    }
}

impl FromRequestParts<App> for Watch {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failed> {
        Visit::find(parts, app).await.map(Self)
    }
}
