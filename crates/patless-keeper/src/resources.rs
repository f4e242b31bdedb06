//! The resources that the keeper gives access tokens for: an allow-list.

use patless_core::Scope;

/// The resources. A request for any other is refused.
#[derive(Clone, Debug)]
pub struct Resources(Vec<Scope>);

impl Resources {
    /// Allows these scopes. Each is there once.
    pub fn new(scopes: impl IntoIterator<Item = Scope>) -> Self {
        let mut all: Vec<Scope> = Vec::new();
        for scope in scopes {
            if !all.contains(&scope) {
                all.push(scope);
            }
        }
        Self(all)
    }

    /// Finds the scope that a program means, which writes a resource or a scope in its own way. `None`: it is not allowed.
    ///
    /// Azure CLI writes a resource with a `/` at its end, others do not, and GUIDs come in both cases. Entra takes them for one
    /// resource, and so does the resource itself.
    pub(crate) fn find(&self, text: &str) -> Option<&Scope> {
        let wanted = plain(text);
        let wanted = same_as(&wanted);
        self.0
            .iter()
            .find(|scope| same_as(&plain(scope.resource())) == wanted)
    }

    /// Lists them, for a message.
    pub(crate) fn in_words(&self) -> String {
        let all: Vec<_> = self.0.iter().map(Scope::resource).collect();
        all.join(", ")
    }
}

/// A resource without what programs write differently.
fn plain(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_suffix("/.default").unwrap_or(text);
    text.trim_end_matches('/').to_ascii_lowercase()
}

/// The name of a resource that has several. Azure CLI asks for the older one of Azure Resource Manager, which takes tokens for
/// either.
fn same_as(resource: &str) -> &str {
    match resource {
        "https://management.core.windows.net" => "https://management.azure.com",
        "https://management.core.usgovcloudapi.net" => "https://management.usgovcloudapi.net",
        "https://management.core.chinacloudapi.cn" => "https://management.chinacloudapi.cn",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use patless_core::{Cloud, ScopeName};

    use super::*;

    fn allowed(names: &[&str]) -> Resources {
        let scope = |name: &&str| {
            ScopeName::parse(name)
                .unwrap()
                .resolve(&Cloud::Public)
                .unwrap()
        };
        Resources::new(names.iter().map(scope))
    }

    #[test]
    fn a_resource_is_found_as_programs_write_it() {
        let all = allowed(&["azureDevOps", "azureResourceManager"]);
        for text in [
            "499b84ac-1321-427f-aa17-267ca6975798",
            "499B84AC-1321-427F-AA17-267CA6975798/",
            "499b84ac-1321-427f-aa17-267ca6975798/.default",
        ] {
            assert!(all.find(text).unwrap().is_azure_devops(), "{text}");
        }
        for text in [
            "https://management.azure.com",
            "https://management.azure.com/",
            "https://management.azure.com//.default",
            "https://management.core.windows.net/",
        ] {
            let found = all.find(text).unwrap().resource();
            assert!(found.starts_with("https://management.azure.com"), "{text}");
        }
    }

    #[test]
    fn what_is_not_allowed_is_not_found() {
        let all = allowed(&["azureDevOps"]);
        for text in [
            "",
            "/",
            "https://vault.azure.net",
            "https://management.azure.com",
        ] {
            assert!(all.find(text).is_none(), "{text}");
        }
    }
}
