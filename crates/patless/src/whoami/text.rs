//! What `patless whoami` prints: each id, and where it goes.

use std::fmt;

use super::found::Whoami;

/// The width of the names, so that the values are in one column.
const WIDTH: usize = 13;

impl fmt::Display for Whoami {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.identity.name.as_deref().unwrap_or("(no name)");
        writeln!(f, "{name}, in {}, by {}", self.organization, self.source)?;
        writeln!(f)?;
        let unknown = || "not known".to_owned();
        let client = self.client.map_or_else(unknown, |id| id.to_string());
        let object = self.object_id.clone().unwrap_or_else(unknown);
        for (name, id, place) in [
            (
                "profile id",
                &self.profile.id,
                "a member of a Marketplace publisher; the same in every organization",
            ),
            (
                "identity id",
                &self.identity.id,
                "security settings and APIs of this organization; the input expectedIdentity",
            ),
            (
                "client id",
                &client,
                "requests for tokens: AZURE_CLIENT_ID, --client; federated credentials",
            ),
            (
                "object id",
                &object,
                "adding the identity to an organization; roles in Azure and Entra",
            ),
        ] {
            writeln!(f, "{name:WIDTH$} {id}  for {place}")?;
        }
        if let Some(descriptor) = &self.identity.subject_descriptor {
            writeln!(f, "{:WIDTH$} {descriptor}", "descriptor")?;
        }
        let level = self.access_level.as_ref();
        let level = level.map_or("not to be read with this token", |level| &level.name);
        writeln!(f, "{:WIDTH$} {level}", "access level")?;
        let tenant = self
            .tenant
            .as_ref()
            .map_or_else(unknown, ToString::to_string);
        let organization = match (self.tenants_match(), &self.organization_tenant) {
            (Some(true), _) => "as the organization".to_owned(),
            (_, Some(tenant)) => format!("the organization is in {tenant}"),
            (_, None) => "that of the organization is not disclosed".to_owned(),
        };
        write!(f, "{:WIDTH$} {tenant}, {organization}", "tenant")
    }
}
