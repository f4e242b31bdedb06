//! The exchange: trades an assertion for an access token at Microsoft Entra.

mod access_token;
mod grant;
mod rejection;
mod request;

pub use access_token::AccessToken;
pub(crate) use access_token::whole_seconds;
pub(crate) use grant::Grant;
pub use rejection::Rejection;
pub(crate) use request::request_access_token;
