//! Log in: for administrators only.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use orion_contracts::Validate as _;
use orion_contracts::auth::v1::{LogInRequest, Password, Role, TokenResponse};
use orion_contracts::problem::ProblemCode;

use crate::app::App;
use crate::gateway::{Gateway, Trouble};
use crate::pages::{Field, Frame, LogInPage, answer};
use crate::routes::log_out;
use crate::session::{Cookie, Session, SessionId, Tokens, Viewer};
use crate::web::{Client, EntryPosted, Failed, Fields, Visit, local_path};

/// `GET /login`
pub(crate) async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let query = Fields::read(query.unwrap_or_default().as_bytes());
    let next = next_of(&query);
    if Visit::look(&headers, &app).is_ok() {
        return Ok(Redirect::to(&next).into_response());
    }
    let reason = if query.given("ended").is_some() {
        Some("Your session has ended. Log in again to go on.")
    } else if query.given("out").is_some() {
        Some("You are logged out.")
    } else {
        None
    };
    let form = Form {
        reason,
        ..Form::new(next)
    };
    form.answer(&app, StatusCode::OK)
}

/// `POST /login`
pub(crate) async fn enter(
    State(app): State<App>,
    client: Client,
    headers: HeaderMap,
    posted: EntryPosted,
) -> Result<Response, Failed> {
    let EntryPosted { fields, genuine } = posted;
    let email = fields.text("email").trim().to_owned();
    let mut form = Form::new(next_of(&fields));
    form.email = email.clone();
    if !genuine {
        return form.refuse(
            &app,
            StatusCode::FORBIDDEN,
            "This page was too old. Try again.",
        );
    }
    let request = LogInRequest {
        email,
        password: Password::new(fields.text("password").to_owned()),
    };
    form.faults = request.faults();
    if !form.faults.is_empty() {
        fields.text("password").clone_into(&mut form.password);
        return form.answer(&app, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let gateway = app.gateway.for_client(&client);
    let given = match gateway.log_in(&request).await {
        Ok(given) => given,
        Err(trouble) => return form.trouble(&app, trouble),
    };
    let viewer = match viewer(&gateway, &given, &request.email).await {
        Ok(Some(viewer)) => viewer,
        Ok(None) => {
            log_out::at_auth(&app, given.refresh_token);
            let text = "This account is not an administrator's.";
            return form.refuse(&app, StatusCode::FORBIDDEN, text);
        }
        Err(trouble) => {
            log_out::at_auth(&app, given.refresh_token);
            return form.trouble(&app, trouble);
        }
    };
    if let Some(before) = app.cookies.read(&headers, Cookie::Session) {
        log_out::end(&app, &before).await;
    }
    tracing::info!(user = %viewer.user, "logged in");
    let tokens = Tokens::new(given, app.clock.clone());
    let id = app
        .sessions
        .begin(Session::new(viewer, tokens, app.clock.now()))?;
    let mut response = Redirect::to(&form.next).into_response();
    app.cookies.remove(response.headers_mut(), Cookie::Entry);
    app.cookies
        .set(response.headers_mut(), Cookie::Session, &id);
    Ok(response)
}

/// Who these tokens are, when they are an administrator's.
async fn viewer(
    gateway: &Gateway,
    given: &TokenResponse,
    email: &str,
) -> Result<Option<Viewer>, Trouble> {
    let gateway = gateway.authorized(given.access_token.clone());
    let said = gateway.clone().introspect().await?;
    let Some(user) = said
        .sub
        .filter(|_| said.active && said.roles.contains(&Role::Admin))
    else {
        return Ok(None);
    };
    let name = match gateway.me().await {
        Ok(user) => user.display_name,
        // The profile is made from an event, which may be on its way yet.
        Err(trouble) if trouble.code() == Some(ProblemCode::NotFound) => email.to_owned(),
        Err(trouble) => return Err(trouble),
    };
    Ok(Some(Viewer { user, name }))
}

/// The form as it is shown again.
#[derive(Default)]
struct Form {
    next: String,
    reason: Option<&'static str>,
    trouble: Option<String>,
    email: String,
    password: String,
    faults: Vec<orion_contracts::problem::FieldError>,
}

impl Form {
    fn new(next: String) -> Self {
        Self {
            next,
            ..Self::default()
        }
    }

    fn refuse(mut self, app: &App, status: StatusCode, why: &str) -> Result<Response, Failed> {
        self.trouble = Some(why.to_owned());
        self.answer(app, status)
    }

    fn trouble(self, app: &App, trouble: Trouble) -> Result<Response, Failed> {
        use ProblemCode as Code;

        match trouble.code() {
            Some(Code::Unauthenticated | Code::InvalidRequest | Code::Forbidden) => {
                let text = "The address or the password is wrong.";
                self.refuse(app, StatusCode::UNPROCESSABLE_ENTITY, text)
            }
            Some(Code::TooManyRequests) => {
                let text = "There were too many tries. Wait a while before the next.";
                self.refuse(app, StatusCode::TOO_MANY_REQUESTS, text)
            }
            _ => Err(Failed::Gateway(trouble)),
        }
    }

    /// The page, with a cookie that its form's token belongs to.
    fn answer(self, app: &App, status: StatusCode) -> Result<Response, Failed> {
        let entry = SessionId::random()?;
        let failed = self.trouble.is_some() || !self.faults.is_empty();
        let title = if failed { "Error: log in" } else { "Log in" };
        let email = Field::new("email", self.email)
            .with_fault(&self.faults, "/email", "Enter the account's address.")
            .with_focus_after(None);
        let password = Field::new("password", self.password)
            .with_fault(&self.faults, "/password", "Enter the password.")
            .with_focus_after(Some(&email))
            .emptied();
        let page = LogInPage {
            frame: Frame::outside(title, app.form_key.token(&entry)),
            next: self.next,
            reason: self.reason,
            trouble: self.trouble,
            email,
            password,
        };
        let mut response = answer(status, &page)?;
        app.cookies
            .set(response.headers_mut(), Cookie::Entry, &entry);
        Ok(response)
    }
}

/// Where to go on from here: a page of this host.
fn next_of(fields: &Fields) -> String {
    fields
        .given("next")
        .and_then(local_path)
        .unwrap_or("/users")
        .to_owned()
}
