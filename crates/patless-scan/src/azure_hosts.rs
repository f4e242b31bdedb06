//! Tells addresses of Azure DevOps from others.

/// Whose address it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// Azure DevOps, its feeds among it.
    Azure,
    /// Somebody else.
    Other,
    /// No address is there, or it begins with a variable.
    Unknown,
}

/// Tells whether an address of Azure DevOps is in a text.
pub(crate) fn has_azure(text: &str) -> bool {
    ["dev.azure.com", ".visualstudio.com"]
        .iter()
        .any(|host| text.contains(host))
}

/// Says whose addresses are in a text.
pub(crate) fn host_of(text: &str) -> Host {
    if has_azure(text) {
        return Host::Azure;
    }
    let other = text
        .split("://")
        .skip(1)
        .any(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()));
    if other { Host::Other } else { Host::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letters_of_an_address_say_whose_it_is() {
        for (text, host) in [
            ("https://pkgs.dev.azure.com/acme/_packaging", Host::Azure),
            ("https://acme.pkgs.visualstudio.com/_packaging", Host::Azure),
            ("https://nuget.pkg.github.com/acme", Host::Other),
            ("https://$HOST/v3/index.json", Host::Unknown),
            ("feed", Host::Unknown),
        ] {
            assert_eq!(host_of(text), host, "{text}");
        }
    }
}
