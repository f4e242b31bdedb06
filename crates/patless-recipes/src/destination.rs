//! Where a token may go: the Marketplace, and whether everything is on this machine.

use patless_core::{Loopback, Target};

/// The organization, if it is on this machine, as the emulator's is.
pub(crate) fn on_this_machine(organization: Option<&Target>) -> Option<&Target> {
    organization.filter(|it| Loopback::of_url(it.organization().as_str()) == Loopback::Counts)
}

/// The URL of the Visual Studio Marketplace, without a slash at the end. The emulator stands in for it at its own address.
pub(crate) fn marketplace(organization: Option<&Target>) -> String {
    match on_this_machine(organization) {
        Some(target) => target.organization().origin().ascii_serialization(),
        None => MARKETPLACE.to_owned(),
    }
}

/// The organization's URL, without a slash at the end.
pub(crate) fn without_slash(organization: &Target) -> &str {
    organization.organization().as_str().trim_end_matches('/')
}

const MARKETPLACE: &str = "https://marketplace.visualstudio.com";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_organization_on_this_machine_moves_the_marketplace() {
        for (organization, expected) in [
            (None, MARKETPLACE),
            (Some("https://dev.azure.com/acme"), MARKETPLACE),
            (Some("https://acme.visualstudio.com"), MARKETPLACE),
            (
                Some("https://localhost:4430/acme"),
                "https://localhost:4430",
            ),
            (Some("http://127.0.0.1:80/acme"), "http://127.0.0.1"),
        ] {
            let parse = |text| Target::parse(text, Loopback::Counts).unwrap();
            let organization = organization.map(parse);
            assert_eq!(marketplace(organization.as_ref()), expected);
        }
    }
}
