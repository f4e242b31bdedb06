//! The library asks Azure DevOps who a token's owner is: profile, identity, ids in Entra and access level, in each
//! organization of the emulator, and every refusal with its cause.

mod asking;

use patless_core::azure_devops::organization_tenant;
use patless_core::errors::TargetError;
use patless_core::{Loopback, Target, TenantId};
use patless_emulator::scenario::{
    AzureDevOpsKnobs, CannedResponse, EntitlementAccess, Fault, Faults,
};
use patless_emulator::services::azure_devops::{self, app_vssps, vsaex, vssps};
use patless_emulator::world::Application;
use patless_emulator::{Emulator, Scenario};

use asking::{Asking, Known};

fn start(scenario: &str) -> Emulator {
    Emulator::start(Scenario::named(scenario).unwrap()).unwrap()
}

fn with_faults(faults: Faults) -> Emulator {
    Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap()
}

/// The application of a connection, with its service principal in the organization's tenant.
fn application<'e>(emulator: &'e Emulator, asking: &Asking<'_>) -> &'e Application {
    let world = emulator.world();
    let client = world.connection(asking.connection).unwrap().client_id;
    let organization = world.organization_named(asking.organization).unwrap();
    world
        .application_in(organization.tenant_id, client)
        .unwrap()
}

#[test]
fn a_user_is_known_by_its_four_ids_in_each_organization() {
    let emulator = start("default");
    let world = emulator.world();
    let mut seen = Vec::new();
    for (organization, connection) in [
        ("acme", "renovate"),
        ("acme-labs", "renovate"),
        ("contoso", "azure-wif-legacy"),
    ] {
        let asking = Asking::at(organization, connection);
        let application = application(&emulator, &asking);
        let (profile, known) = asking.ask(&emulator, async |azure_devops, token| {
            let profile = azure_devops.profile(token).await.unwrap();
            let identity = azure_devops.identity(token).await.unwrap();
            let principal = azure_devops.service_principal(token, &identity).await;
            let level = azure_devops.access_level(token, &identity).await;
            let known = Known {
                principal: principal.unwrap(),
                level: level.unwrap(),
                identity,
            };
            (profile, known)
        });
        let place = world.organization_named(organization).unwrap();
        let user = world.user(place, application).unwrap();
        let object = application.service_principal_id.to_string();
        let tenant = Some(place.tenant_id.to_string());

        assert_eq!(profile.id, application.profile_id.to_string());
        assert_eq!(profile.name.as_deref(), Some(application.name.as_str()));
        let identity = known.identity;
        assert_eq!(identity.id, user.identity_id.to_string());
        assert_eq!(identity.name, profile.name);
        assert_eq!(identity.tenant().map(|it| it.to_string()), tenant);
        assert_eq!(identity.object_id().as_ref(), Some(&object));
        let instance = identity.organization.unwrap().to_string();
        assert_eq!(instance, place.id.to_string());
        let principal = known.principal.unwrap();
        assert_eq!(
            principal.client.to_string(),
            application.client_id.to_string()
        );
        assert_eq!(principal.object_id, object);
        assert_eq!(Some(principal.tenant.to_string()), tenant);
        let level = known.level.unwrap();
        let level = (level.name.as_str(), level.status.as_deref());
        assert_eq!(level.1, Some("active"));
        assert!(["Basic", "Stakeholder"].contains(&level.0), "{level:?}");
        seen.push((profile.id, identity.id));
    }
    // One profile in two organizations, with an identity of its own in each.
    assert_eq!(seen[0].0, seen[1].0);
    assert_ne!(seen[0].1, seen[1].1);
    assert_ne!(seen[0].0, seen[2].0);
}

#[test]
fn the_access_level_is_named_as_azure_devops_names_it() {
    for (scenario, name) in [("default", "Basic"), ("stakeholder-license", "Stakeholder")] {
        let level = Asking::at("acme", "renovate").level(&start(scenario));
        assert_eq!(level.unwrap().unwrap().name, name);
    }
}

#[test]
fn an_access_level_that_may_not_be_read_is_none() {
    let forbidden = Scenario {
        azure_devops: AzureDevOpsKnobs {
            entitlement_access: EntitlementAccess::Forbidden,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    };
    let asking = Asking::at("acme", "renovate");
    let level = asking.level(&Emulator::start(forbidden).unwrap());
    assert_eq!(level.unwrap(), None);
    for status in [401, 403, 404] {
        let refusal = || Fault::Respond(CannedResponse::json(status, "{}")).always();
        let faults =
            Faults::on(vsaex::ENTITLEMENT, refusal()).and(vssps::SERVICE_PRINCIPAL, refusal());
        let emulator = with_faults(faults);
        assert_eq!(asking.level(&emulator).unwrap(), None, "{status}");
        assert_eq!(asking.principal(&emulator).unwrap(), None, "{status}");
    }
}

#[test]
fn what_is_no_refusal_of_azure_devops_is_no_answer() {
    let asking = Asking::at("acme", "renovate");
    for (response, cause) in [
        (CannedResponse::html(404, "not here"), "target-not-json"),
        (CannedResponse::html(200, "hello"), "target-not-json"),
        (CannedResponse::json(200, "{}"), "target-not-json"),
        (CannedResponse::html(203, "sign in"), "target-sign-in-page"),
        (CannedResponse::new(302), "target-sign-in-page"),
        (CannedResponse::new(407), "proxy-authentication"),
        (CannedResponse::new(503), "target-unavailable"),
    ] {
        let status = response.status;
        let always = || Fault::Respond(response.clone()).always();
        let faults = Faults::on(vsaex::ENTITLEMENT, always())
            .and(vssps::SERVICE_PRINCIPAL, always())
            .and(app_vssps::PROFILE, always());
        let emulator = with_faults(faults);
        let errors = [
            asking.level(&emulator).unwrap_err(),
            asking.principal(&emulator).unwrap_err(),
            asking.profile(&emulator).unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.cause().name(), cause, "{status}: {error}");
        }
    }
}

#[test]
fn a_server_that_is_unavailable_for_a_while_is_asked_again() {
    let busy = || vec![Fault::Respond(CannedResponse::new(503)); 2];
    let faults = Faults::on(app_vssps::PROFILE, busy()).and(vsaex::ENTITLEMENT, busy());
    let emulator = with_faults(faults);
    let asking = Asking::at("acme", "renovate");
    asking.profile(&emulator).unwrap();
    assert!(asking.level(&emulator).unwrap().is_some());
}

#[test]
fn every_refusal_of_the_profile_has_its_cause() {
    for (scenario, cause) in [
        ("not-in-organization", "no-profile"),
        ("credential-ignored", "no-credential-seen"),
        ("identity-not-authorized", "not-authorized"),
        ("target-conditional-access", "target-conditional-access"),
        ("target-throttled", "rate-limited"),
        ("target-sign-in-page", "target-sign-in-page"),
    ] {
        let emulator = start(scenario);
        let asking = Asking::at("acme", "renovate");
        let error = asking.profile(&emulator).unwrap_err();
        assert_eq!(error.cause().name(), cause, "{error}");
        let is_told = matches!(error, TargetError::Refused(_));
        assert!(is_told || error.request_id().is_some(), "{error:?}");
    }
}

#[test]
fn every_refusal_of_the_identity_has_its_cause() {
    for (organization, connection, cause) in [
        // Not added: to the third organization, and to the job's.
        ("acme-labs", "azure-devops-wif", "not-in-organization"),
        ("acme", "azure-wif", "not-in-organization"),
    ] {
        let emulator = start("default");
        let error = Asking::at(organization, connection)
            .identity(&emulator)
            .unwrap_err();
        assert_eq!(error.cause().name(), cause, "{error}");
    }
    let agent = CannedResponse::json(403, r#"{"message":"VS860016: no."}"#);
    let faults = Faults::on(azure_devops::CONNECTION_DATA, vec![Fault::Respond(agent)]);
    let emulator = with_faults(faults);
    let error = Asking::at("acme", "renovate")
        .identity(&emulator)
        .unwrap_err();
    assert_eq!(error.cause().name(), "agent-identity", "{error}");
}

#[test]
fn a_token_of_another_tenant_is_not_accepted_and_the_tenant_is_named_before() {
    let emulator = start("default");
    let theirs = emulator.world().other_tenant.id.to_string();
    let ours = emulator.world().tenant.id.to_string();
    let asking = Asking {
        tenant: Some(theirs.clone()),
        ..Asking::at("acme", "azure-wif-legacy")
    };
    let error = asking.identity(&emulator).unwrap_err();
    assert_eq!(error.cause().name(), "no-credential-seen", "{error}");
    let theirs = TenantId::parse(&theirs).unwrap();
    let told = asking.ask(&emulator, async |azure_devops, _| {
        azure_devops.directory(Some(&theirs)).await
    });
    let error = told.unwrap_err();
    assert_eq!(error.cause().name(), "wrong-tenant", "{error}");
    assert!(error.to_string().contains(&ours), "{error}");
}

#[test]
fn an_identity_that_is_no_service_principal_is_asked_about_nowhere_else() {
    let id = "1de70004-9a8b-4c7d-8e6f-5a4b3c2d1e04";
    let data = format!(r#"{{"authenticatedUser":{{"id":"{id}","subjectDescriptor":"svc.abc"}}}}"#);
    let answer = Fault::Respond(CannedResponse::json(200, &data)).always();
    let emulator = with_faults(Faults::on(azure_devops::CONNECTION_DATA, answer));
    let asking = Asking::at("acme", "renovate");
    assert_eq!(asking.principal(&emulator).unwrap(), None);
    let requests = emulator.requests();
    let mut paths = requests.iter().map(|it| it.path.as_str());
    assert!(paths.all(|it| !it.contains("graph")), "{requests:?}");
}

#[test]
fn an_organizations_tenant_is_found_without_a_token() {
    let emulator = start("default");
    for organization in emulator.world().organizations() {
        let tenant = tenant_of(&emulator, &organization.name);
        let tenant = tenant.unwrap().map(|it| it.to_string());
        assert_eq!(tenant, Some(organization.tenant_id.to_string()));
    }
    let requests = emulator.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.method, "HEAD");
        assert_eq!(request.header("authorization"), None);
    }
}

#[test]
fn an_organization_whose_tenant_is_not_found_has_its_cause() {
    let personal = start("organization-of-microsoft-accounts");
    let error = tenant_of(&personal, "acme").unwrap_err();
    assert_eq!(error.cause().name(), "organization-without-tenant");

    let answer = |response| {
        let faults = vec![Fault::Respond(response)];
        let emulator = with_faults(Faults::on(azure_devops::CONNECTION_DATA, faults));
        tenant_of(&emulator, "acme")
    };
    let error = answer(CannedResponse::new(404)).unwrap_err();
    assert_eq!(error.cause().name(), "no-such-organization");
    let error = answer(CannedResponse::html(200, "a proxy")).map(|it| it.is_none());
    // A HEAD request has no body that would show the page, but the header is missing.
    assert!(matches!(error, Ok(true)), "{error:?}");
}

/// Asks for an organization's tenant, without a token.
fn tenant_of(emulator: &Emulator, organization: &str) -> Result<Option<TenantId>, TargetError> {
    let url = emulator.azure_devops_url().join("/").unwrap();
    let url = url.join(organization).unwrap();
    let target = Target::parse(url.as_str(), Loopback::of_url(url.as_str())).unwrap();
    asking::without_token(emulator, async |context, deadline| {
        organization_tenant(context, &target, deadline).await
    })
}
