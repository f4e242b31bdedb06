//! The exchange: an assertion goes to Microsoft Entra, an access token comes back.

mod access_token;
mod grant;
mod rejection;
mod request;

pub use access_token::AccessToken;
pub(crate) use access_token::whole_seconds;
pub(crate) use grant::Grant;
pub use rejection::Rejection;
pub(crate) use request::request_access_token;
