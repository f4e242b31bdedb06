//! The service connection of a project: which it is, and what it says.

use std::collections::BTreeMap;

use patless_catalogue::federation::{Form, Part, issuer_shape, subject_shape};
use patless_catalogue::text::one_line;
use patless_core::azure_devops::{Resource, ResourceHost};
use patless_core::errors::TargetError;
use patless_core::{ClientId, ServiceConnectionId, TenantId};
use serde::Deserialize;
use serde_json::Value;

use super::ids::id;
use super::looking::{Looking, Seen};

/// What a federated credential has to say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Federation {
    /// The issuer.
    pub(crate) issuer: String,
    /// The subject.
    pub(crate) subject: String,
}

/// A service connection.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its type, such as `AzureRM`.
    pub(crate) kind: String,
    /// The authorization scheme.
    pub(crate) scheme: String,
    /// The tenant of its identity.
    pub(crate) tenant: Option<TenantId>,
    /// The client id of its identity.
    pub(crate) client: Option<ClientId>,
    /// What its assertions say. `None` where that is not shown.
    pub(crate) federation: Option<Federation>,
    /// Who made its identity.
    pub(crate) made: Made,
    /// Whether it can be used, or why not.
    pub(crate) readiness: Readiness,
}

/// Who made the identity of a connection, and its federated credential.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Made {
    /// Azure DevOps, with the connection.
    Automatically,
    /// Somebody else.
    ByHand,
}

/// Whether a connection can be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Readiness {
    Ready,
    Disabled,
    /// Azure DevOps has not finished it, and may say why.
    Unfinished(Option<String>),
}

/// The scheme without a stored secret.
const FEDERATED: &str = "WorkloadIdentityFederation";

/// A connection, by its fields on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    id: String,
    name: String,
    #[serde(default)]
    r#type: String,
    authorization: Option<Authorization>,
    data: Option<BTreeMap<String, Value>>,
    is_ready: Option<bool>,
    is_disabled: Option<bool>,
    operation_status: Option<Value>,
}

#[derive(Deserialize)]
struct Authorization {
    scheme: Option<String>,
    parameters: Option<BTreeMap<String, Value>>,
}

/// Which connection is meant.
#[derive(Debug)]
pub(super) enum Wanted<'a> {
    /// The one of this name or id.
    Named(&'a str),
    /// One with workload identity federation, of this identity if it is known.
    Fitting(Option<ClientId>),
}

/// What was found.
#[derive(Debug)]
pub(super) enum Found {
    One(Connection),
    /// These would fit.
    Several(Vec<String>),
    None,
}

/// Looks up the connection of a project. Connections that whoever asks may not see are absent.
pub(super) async fn find(
    looking: &Looking<'_>,
    project: &str,
    wanted: &Wanted<'_>,
) -> Result<Seen<Found>, TargetError> {
    let endpoints = |path: &[&str]| {
        let path: Vec<_> = ["serviceendpoint", "endpoints"]
            .iter()
            .chain(path)
            .copied()
            .collect();
        Resource::new(ResourceHost::Organization, &path, "7.1").of_project(project)
    };
    let resource = match wanted {
        Wanted::Named(name) if ServiceConnectionId::parse(name).is_ok() => {
            // Azure DevOps says `null` of an id that it does not know.
            let one: Seen<Option<Wire>> = looking.one(&endpoints(&[name])).await?;
            return Ok(match one {
                Seen::Shown(wire) => Seen::Shown(one_of(wire.map(Connection::read))),
                Seen::Absent(_) => Seen::Shown(Found::None),
                Seen::Hidden(why) => Seen::Hidden(why),
            });
        }
        Wanted::Named(name) => endpoints(&[]).with("endpointNames", name),
        Wanted::Fitting(_) => endpoints(&[]).with("authSchemes", FEDERATED),
    };
    let all: Seen<Vec<Wire>> = looking.all(&resource.with("includeFailed", "true")).await?;
    Ok(all.map(|all| {
        let all = all.into_iter().map(Connection::read);
        let mut fitting: Vec<_> = all.filter(|it| wanted.is_met_by(it)).collect();
        if fitting.len() > 1 {
            Found::Several(fitting.into_iter().map(|it| it.name).collect())
        } else {
            one_of(fitting.pop())
        }
    }))
}

fn one_of(found: Option<Connection>) -> Found {
    found.map_or(Found::None, Found::One)
}

impl Wanted<'_> {
    fn is_met_by(&self, connection: &Connection) -> bool {
        match self {
            Self::Named(name) => connection.name.to_lowercase() == name.to_lowercase(),
            Self::Fitting(None) => connection.is_federated(),
            Self::Fitting(Some(client)) => {
                connection.is_federated() && connection.client == Some(*client)
            }
        }
    }
}

impl Federation {
    /// Whether it is about a service connection of Azure DevOps, from one of the two issuers of such.
    ///
    /// People paste it: whoever the issuer belongs to can work as the identity from then on. The commands write both into JSON.
    fn is_of_azure_devops(&self) -> bool {
        let (issuer, subject) = (issuer_shape(&self.issuer), subject_shape(&self.subject));
        let host = issuer.part(Part::Host).unwrap_or_default();
        let known = issuer.form() == Form::AzureDevOps || ENTRA_HOSTS.contains(&host);
        let is_plain = |text: &str| !text.contains(['"', '\\']);
        known
            && issuer.form() == subject.form()
            && issuer.form() != Form::Other
            && is_plain(&self.issuer)
            && is_plain(&self.subject)
    }
}

/// The hosts of the issuers of Entra, in all clouds that have Azure DevOps or ask it.
const ENTRA_HOSTS: [&str; 3] = [
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
];

impl Connection {
    /// Whether it has no stored secret.
    pub(crate) fn is_federated(&self) -> bool {
        self.scheme.eq_ignore_ascii_case(FEDERATED)
    }

    fn read(wire: Wire) -> Self {
        let (scheme, parameters) = match wire.authorization {
            Some(it) => (it.scheme, it.parameters.unwrap_or_default()),
            None => (None, BTreeMap::new()),
        };
        let text = |values: &BTreeMap<String, Value>, name: &str| {
            // Each type of connection spells them in another case.
            let mut values = values.iter();
            let (_, value) = values.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            value.as_str().map(|it| one_line(it, 300))
        };
        let parameter = |name| text(&parameters, name);
        let issuer = parameter("workloadIdentityFederationIssuer");
        let subject = parameter("workloadIdentityFederationSubject");
        let mode = text(&wire.data.unwrap_or_default(), "creationMode");
        let status = wire.operation_status.unwrap_or_default();
        let status = status["statusMessage"].as_str();
        Self {
            id: id(&wire.id),
            name: one_line(&wire.name, 200),
            kind: one_line(&wire.r#type, 80),
            scheme: one_line(&scheme.unwrap_or_default(), 80),
            tenant: parameter("tenantid").and_then(|it| TenantId::parse(&it).ok()),
            client: parameter("serviceprincipalid").and_then(|it| ClientId::parse(&it).ok()),
            federation: issuer
                .zip(subject)
                .map(|(issuer, subject)| Federation { issuer, subject })
                .filter(Federation::is_of_azure_devops),
            made: match mode.as_deref() {
                Some(mode) if mode.eq_ignore_ascii_case("Automatic") => Made::Automatically,
                _ => Made::ByHand,
            },
            readiness: match (wire.is_disabled, wire.is_ready) {
                (Some(true), _) => Readiness::Disabled,
                (_, Some(false)) => Readiness::Unfinished(status.map(|it| one_line(it, 300))),
                _ => Readiness::Ready,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: Value) -> Connection {
        Connection::read(serde_json::from_value(json).unwrap())
    }

    #[test]
    fn parameters_are_read_in_any_case() {
        let client = "c11e0001-7a2b-4d3c-8e4f-5a6b7c8d9e01";
        for key in ["serviceprincipalid", "ServicePrincipalId"] {
            let read = read(serde_json::json!({
                "id": "1", "name": "x", "type": "workloadidentityuser",
                "authorization": { "scheme": FEDERATED, "parameters": { key: client } },
            }));
            assert_eq!(read.client, Some(ClientId::parse(client).unwrap()));
            assert!(read.is_federated());
        }
    }

    #[test]
    fn nobody_else_is_taken_for_an_issuer_of_azure_devops() {
        const TENANT: &str = "0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50";
        let shown = |issuer: &str, subject: &str| {
            let read = read(serde_json::json!({
                "id": "1", "name": "x",
                "authorization": { "scheme": FEDERATED, "parameters": {
                    "workloadIdentityFederationIssuer": issuer,
                    "workloadIdentityFederationSubject": subject,
                } },
            }));
            read.federation.is_some()
        };
        let old = format!("https://vstoken.dev.azure.com/{TENANT}");
        let entra = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
        assert!(shown(&old, "sc://acme/My Widgets/renovate"));
        for (issuer, subject) in [
            ("https://evil.example", "sc://acme/Widgets/renovate"),
            ("https://vstoken.dev.azure.com.evil.example/x", "sc://a/b/c"),
            (&*old, "p://acme/Widgets/ci"),
            (&*old, "sc://a/b/c\", \"issuer\": \"https://evil.example"),
            (&*old, "repo:acme/widgets:ref:refs/heads/main"),
            (&*entra, "sc://acme/Widgets/renovate"),
            (
                &*format!("https://login.evil.example/{TENANT}/v2.0"),
                "/eid1/c/pub/t/AAAA/a/rISbSSETf0KqFyZ8ppdXmA/sc/x/y",
            ),
        ] {
            assert!(!shown(issuer, subject), "{issuer} {subject}");
        }
    }

    #[test]
    fn what_azure_devops_has_not_finished_says_why() {
        let read = read(serde_json::json!({
            "id": "1", "name": "x", "isReady": false, "data": { "creationMode": "Automatic" },
            "operationStatus": { "state": "Failed", "statusMessage": "no\nright" },
        }));
        assert_eq!(
            read.readiness,
            Readiness::Unfinished(Some("no right".to_owned()))
        );
        assert_eq!(read.made, Made::Automatically);
        assert!(!read.is_federated());
    }
}
