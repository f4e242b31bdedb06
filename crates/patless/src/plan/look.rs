//! Looks at every step, in the order in which they are set up.

use patless_catalogue::text::one_line;
use patless_core::azure_devops::{Directory, Identity, Resource, ResourceHost};
use patless_core::errors::TargetError;
use patless_core::{AzureDevOps, ClientId, Target};
use serde::Deserialize;

use super::asker::{Asker, AskerKind, outsider};
use super::found::Plan;
use super::ids::id;
use super::known::{Known, Principal, Project};
use super::looking::{Looking, Seen, seen};
use super::purpose::Purpose;
use super::view::{NoProject, Presence, View};
use super::{connection_steps, identity_steps, outside, sink_steps};
use crate::acquire::Acquired;
use crate::failure::Failure;
use crate::stages::Stopped;

/// What is planned.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) purpose: Purpose,
    pub(crate) project: Option<String>,
    /// The service connection, by name or id.
    pub(crate) connection: Option<String>,
    /// The client id of the identity.
    pub(crate) identity: Option<ClientId>,
    pub(crate) pipeline: Option<u64>,
    pub(crate) repository: Option<String>,
    pub(crate) feed: Option<String>,
    pub(crate) publisher: Option<String>,
}

/// A project, by its fields on the wire.
#[derive(Deserialize)]
struct WireProject {
    id: String,
    name: String,
}

/// Looks at the organization with the token. Sends GET and HEAD only.
pub(crate) async fn look(
    acquired: &Acquired,
    target: &Target,
    wanted: &Wanted,
) -> Result<Plan, Stopped> {
    let failure = |source| Failure::Target {
        organization: target.organization_name().to_owned(),
        client: acquired.whose.client,
        source,
    };
    let Some(token) = acquired.tokens.first() else {
        return Err(Failure::OutsideJob.into());
    };
    let azure_devops = AzureDevOps::new(&acquired.context, target, &acquired.deadline);
    let directory = azure_devops.directory(acquired.whose.tenant.as_ref()).await;
    let directory = directory.map_err(failure)?;
    let mut known = Known {
        purpose: wanted.purpose,
        organization: target.organization().to_string(),
        organization_name: target.organization_name().to_owned(),
        organization_id: None,
        tenant: match directory {
            Directory::Tenant(tenant) => Some(tenant),
            _ => None,
        },
        project: None,
        connection_name: String::new(),
        connection: None,
        identity: Principal::default(),
        pipeline: wanted.pipeline,
        repository: wanted.repository.clone(),
        feed: wanted.feed.clone(),
        publisher: wanted.publisher.clone(),
        is_user: false,
    };
    known.connection_name = wanted
        .connection
        .clone()
        .unwrap_or_else(|| known.new_name());
    known.identity.client = wanted.identity;
    let source = acquired.whose.source;
    let looking = Looking {
        azure_devops,
        token,
    };
    let identity = match looking.azure_devops.identity(token).await {
        Ok(identity) => identity,
        Err(error) => {
            let own = outsider(&error, acquired);
            let own = own.filter(|it| wanted.identity.is_none_or(|id| it.client == Some(id)));
            let Some(own) = own else {
                return Err(failure(error).into());
            };
            known.identity = own;
            return Ok(outside::plan(known, source, wanted.project.as_deref()));
        }
    };
    known.organization_id = identity.organization;
    let own = own_ids(&looking, acquired, &identity)
        .await
        .map_err(failure)?;
    let name = identity.name.clone();
    let asker = Asker {
        name: name.unwrap_or_else(|| "whoever asks".to_owned()),
        source,
        kind: AskerKind::Other,
    };
    let view = View {
        looking,
        asker,
        known,
        no_project: None,
        connection: Presence::Unknown,
    };
    steps(view, own, wanted)
        .await
        .map_err(|error| failure(error).into())
}

/// Whose ids whoever asks has in Entra, if that is a service principal.
async fn own_ids(
    looking: &Looking<'_>,
    acquired: &Acquired,
    identity: &Identity,
) -> Result<Option<Principal>, TargetError> {
    let Some(object_id) = identity.object_id() else {
        return Ok(None);
    };
    let principal = looking
        .azure_devops
        .service_principal(looking.token, identity)
        .await?;
    let client = principal
        .as_ref()
        .map(|it| it.client)
        .or(acquired.whose.client);
    Ok(Some(Principal {
        client,
        object_id: Some(object_id),
        name: identity.name.clone(),
        descriptor: identity.subject_descriptor.clone(),
        storage_key: Some(identity.id.clone()),
        profile: None,
    }))
}

async fn steps(
    mut view: View<'_>,
    own: Option<Principal>,
    wanted: &Wanted,
) -> Result<Plan, TargetError> {
    let named = wanted.project.as_deref();
    match project(&view.looking, named).await? {
        Ok(project) => view.known.project = Some(project),
        Err(why) => view.no_project = Some(why),
    }
    let names_nobody = wanted.identity.is_none() && wanted.connection.is_none();
    if let (Some(own), true) = (&own, names_nobody) {
        // Without a connection that says otherwise, it asks for itself.
        view.known.identity.client = own.client;
    }
    let connection = connection_steps::connection(&mut view, wanted.connection.as_deref()).await?;
    let of_connection = view.known.connection.as_ref().and_then(|it| it.client);
    let client = view.known.identity.client.or(of_connection);
    view.known.identity.client = client;
    if let Some(own) = own
        && (own.client.is_some() && own.client == client
            || client.is_none() && view.known.connection.is_none())
    {
        view.known.identity = own;
        view.asker.kind = AskerKind::Itself;
    }
    let (identity, membership) = identity_steps::identity_and_membership(&mut view).await?;
    if view.is_itself() && wanted.purpose == Purpose::Publish {
        let profile = seen(view.looking.azure_devops.profile(view.looking.token).await)?;
        if let Seen::Shown(profile) = profile {
            view.known.identity.profile = Some(profile.id);
        }
    }
    let mut steps = vec![
        identity,
        connection,
        connection_steps::federated_credential(&view),
        membership,
        identity_steps::access_level(&view).await?,
    ];
    steps.extend(identity_steps::group(&view).await?);
    steps.extend(sink_steps::repository(&view).await?);
    steps.extend(sink_steps::feed(&view).await?);
    steps.extend(sink_steps::publisher(&view).await?);
    steps.push(connection_steps::pipeline(&view).await?);
    let View { asker, known, .. } = view;
    Ok(Plan {
        asker,
        known,
        steps,
    })
}

/// Looks up the project, by name or id.
async fn project(
    looking: &Looking<'_>,
    named: Option<&str>,
) -> Result<Result<Project, NoProject>, TargetError> {
    let Some(named) = named else {
        return Ok(Err(NoProject::Unnamed));
    };
    let resource = Resource::new(ResourceHost::Organization, &["projects", named], "7.1");
    let found: Seen<WireProject> = looking.one(&resource).await?;
    Ok(match found {
        Seen::Shown(it) => Ok(Project {
            id: id(&it.id),
            name: one_line(&it.name, 200),
        }),
        Seen::Absent(why) | Seen::Hidden(why) => Err(NoProject::Invisible(why)),
    })
}
