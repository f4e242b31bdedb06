//! The errors in the settings of a proxy.

/// A setting of the proxy cannot be used. The text of the setting is not shown, as it may hold a password.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidProxy {
    /// The agent's list of exceptions is not a JSON array of texts.
    #[error("it is not a JSON array of regular expressions")]
    BypassList,
    /// The host has letters outside ASCII, for which no tables are carried.
    #[error("its host name is not ASCII: write it in the form that starts with xn--")]
    Host,
    /// The URL has a path, a query or a fragment. Typically a password with a character that a URL has to encode.
    #[error("it contains more than a scheme, user name, password, host, and port")]
    MoreThanServer,
    /// The scheme is another one than `http` and `https`. Typically a SOCKS proxy.
    #[error("its scheme is {scheme}, but only http and https are supported")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// It is not a URL.
    #[error("it is not the URL of a proxy")]
    Url(#[source] url::ParseError),
    /// Basic authentication cannot carry the user name.
    #[error("the user name contains a colon")]
    UserName,
}
