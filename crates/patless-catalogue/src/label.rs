//! The code or status that identifies a failure, as people search for it.

use std::fmt;

/// A code or status, as people search for it: `AADSTS700213`, `TF401444`, `HTTP 404`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Label {
    /// A code of Entra: the number after `AADSTS`.
    Aadsts(u32),
    /// A code of Azure DevOps, such as `TF401444`.
    AzureDevOps(String),
    /// The status of a response.
    Status(u16),
    /// The `typeKey` in an error body from Azure DevOps.
    TypeKey(&'static str),
}

impl Label {
    /// Returns whether it is a code of Entra or Azure DevOps.
    pub(crate) const fn is_code(&self) -> bool {
        matches!(self, Self::Aadsts(_) | Self::AzureDevOps(_))
    }

    /// Returns whether it is a status that refuses a request.
    pub(crate) const fn is_refusal(&self) -> bool {
        matches!(self, Self::Status(400..=499))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Aadsts(number) => write!(f, "AADSTS{number}"),
            Self::AzureDevOps(code) => f.write_str(code),
            Self::Status(status) => write!(f, "HTTP {status}"),
            Self::TypeKey(key) => f.write_str(key),
        }
    }
}

/// Returns whether a text is a code such as `TF401444` or `VSS011031`.
pub(crate) fn is_code(words: &str) -> bool {
    let number = words.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let prefix = &words[..words.len() - number.len()];
    (prefix.len() == 2 || prefix == "VSS")
        && number.len() >= 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinguished_from_phrases() {
        for (words, code) in [
            ("TF401444", true),
            ("VS800075", true),
            ("VS1640134", true),
            ("VSS011031", true),
            ("RFC7523", false),
            ("ECONNRESET", false),
            ("no such host", false),
            ("400", false),
        ] {
            assert_eq!(is_code(words), code, "{words}");
        }
    }
}
