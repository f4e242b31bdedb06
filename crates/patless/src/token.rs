//! The verb `token`: the access token on standard output, in one of several forms.

mod arguments;
mod form;

pub(crate) use arguments::TokenVerbArgs;
pub(crate) use form::Answer;
