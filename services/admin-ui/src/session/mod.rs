//! Sessions: who is logged in, by which tokens, and for how long. They live in this process; a browser holds
//! nothing but a cookie that names one.

mod cookie;
mod form_key;
mod id;
mod one;
mod store;
mod tokens;

pub(crate) use cookie::{Cookie, Cookies};
pub(crate) use form_key::{FIELD, FormKey};
pub(crate) use id::SessionId;
pub(crate) use one::{Session, Viewer};
pub(crate) use store::{Lifetime, Sessions};
pub(crate) use tokens::{NoToken, Tokens};
