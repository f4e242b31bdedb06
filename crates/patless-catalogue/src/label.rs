//! The name under which people search for what showed: a code, or a status.

use std::fmt;

/// What showed, as people search for it: `AADSTS700213`, `TF401444`, `HTTP 404`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Label {
    /// A code of Entra: the number after `AADSTS`.
    Aadsts(u32),
    /// A code of Azure DevOps, such as `TF401444`.
    AzureDevOps(String),
    /// The status of an answer.
    Status(u16),
    /// The `typeKey` of Azure DevOps' error body.
    TypeKey(&'static str),
}

impl Label {
    /// Tells whether it is a code, of Entra or of Azure DevOps.
    pub(crate) const fn is_code(&self) -> bool {
        matches!(self, Self::Aadsts(_) | Self::AzureDevOps(_))
    }

    /// Tells whether it is a status with which a server refuses.
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

/// Tells whether a text is a code such as `TF401444`.
pub(crate) fn is_code(words: &str) -> bool {
    let number = words.trim_start_matches(|c: char| c.is_ascii_uppercase());
    number.len() + 2 == words.len()
        && number.len() >= 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_phrases() {
        for (words, code) in [
            ("TF401444", true),
            ("VS800075", true),
            ("VS1640134", true),
            ("ECONNRESET", false),
            ("no such host", false),
            ("400", false),
        ] {
            assert_eq!(is_code(words), code, "{words}");
        }
    }
}
