//! What the tests ask the service.

use reqwest::RequestBuilder;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{Answer, PASSWORD, PATIENCE, Pair, World};

const FORM: &str = "application/x-www-form-urlencoded";

impl World {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.http.get(self.url(path))).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, body, &[]).await
    }

    pub(crate) async fn post_with(
        &self,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.http.post(self.url(path)).json(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        send(request).await
    }

    pub(crate) async fn post_text(&self, path: &str, kind: &str, body: &str) -> Answer {
        self.post_bytes(path, kind, body.into()).await
    }

    pub(crate) async fn post_bytes(&self, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let mut request = self.http.post(self.url(path)).body(body);
        if !kind.is_empty() {
            request = request.header(CONTENT_TYPE, kind);
        }
        send(request).await
    }

    pub(crate) async fn post_form(&self, path: &str, body: &str, token: Option<&str>) -> Answer {
        let mut request = self.http.post(self.url(path)).header(CONTENT_TYPE, FORM);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        send(request.body(body.to_owned())).await
    }

    pub(crate) async fn register(&self, email: &str) -> Answer {
        self.register_with(email, PASSWORD, "Grace").await
    }

    pub(crate) async fn register_with(&self, email: &str, password: &str, name: &str) -> Answer {
        let body = json!({ "email": email, "password": password, "display_name": name });
        self.post("/v1/auth/register", &body).await
    }

    pub(crate) async fn log_in(&self, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        self.post("/v1/auth/login", &body).await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        let body = json!({ "refresh_token": token });
        self.post("/v1/auth/refresh", &body).await
    }

    pub(crate) async fn log_out(&self, token: &str) -> Answer {
        let body = json!({ "refresh_token": token });
        self.post("/v1/auth/logout", &body).await
    }

    /// What somebody with that access token is told of that token.
    pub(crate) async fn introspect(&self, access: &str, token: &str) -> Answer {
        let request = self
            .http
            .post(self.url("/v1/auth/introspect"))
            .bearer_auth(access)
            .form(&[("token", token)]);
        send(request).await
    }

    /// A first pair of tokens.
    pub(crate) async fn pair(&self, email: &str) -> Pair {
        let password = if email == super::ADMIN && self.has_admin() {
            super::ADMIN_PASSWORD
        } else {
            PASSWORD
        };
        self.log_in(email, password).await.pair()
    }

    /// Holds that the token is worth nothing, and that it is said as of every other.
    pub(crate) async fn assert_over(&self, token: &str) {
        let answer = self.refresh(token).await;
        let unknown = self.refresh("never was one").await;
        assert_eq!(answer.status, 401, "{}", answer.text);
        assert_eq!(answer.without_instance(), unknown.without_instance());
    }

    /// The status of the answer to those bytes, whether or not all of them are read.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> u16 {
        let stream = TcpStream::connect(self.server.address).await.unwrap();
        let (mut reading, mut writing) = stream.into_split();
        let mut head = [0; 12];
        let (read, _) = tokio::join!(
            timeout(PATIENCE, reading.read_exact(&mut head)),
            // The service may have heard enough before it has heard all.
            writing.write_all(bytes),
        );
        read.expect("no answer came").unwrap();
        let head = std::str::from_utf8(&head).unwrap();
        head.strip_prefix("HTTP/1.1 ").unwrap().parse().unwrap()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server_url())
    }
}

async fn send(request: RequestBuilder) -> Answer {
    Answer::of(request.send().await.unwrap()).await
}
