//! The exchange: trades the proof of an identity for an access token at Microsoft Entra.

mod access_token;
mod device_code;
mod device_secret;
mod grant;
mod personal;
mod proof;
mod rejection;
mod request;

pub use access_token::AccessToken;
pub(crate) use access_token::{Issue, Lifetime, whole_seconds};
pub(crate) use device_code::{DeviceCode, request_device_code};
pub(crate) use grant::Grant;
pub(crate) use proof::Proof;
pub use rejection::Rejection;
pub(crate) use rejection::{code_in, own_words};
pub(crate) use request::{request_access_token, seconds};
