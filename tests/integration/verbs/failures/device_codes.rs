//! What can go wrong when a person is asked to sign in on another device.

use patless_catalogue::Cause;
use patless_core::SourceName;
use patless_emulator::Scenario;
use patless_emulator::scenario::{
    CannedResponse, DeviceCodeKnobs, EntraKnobs, Fault, Faults, UserDecision,
};
use patless_emulator::services::{Route, entra};

use super::row::{Row, desk};
use crate::verbs::set_up::device_code;

fn row(cause: Cause, fix: &'static str) -> Row {
    Row::at_a_desk(SourceName::DeviceCode, cause, fix)
}

/// What a person does.
fn doing(device_code: DeviceCodeKnobs) -> Scenario {
    Scenario {
        entra: EntraKnobs {
            device_code,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    }
}

/// A scenario in which one of Entra's endpoints always answers so.
fn answering(route: Route, response: CannedResponse) -> Scenario {
    Scenario {
        faults: Faults::on(route, Fault::Respond(response).always()),
        ..desk()
    }
}

/// A scenario in which Entra refuses the token with an error and a code.
fn refusing(error: &str, code: u32) -> Scenario {
    let body = format!(
        r#"{{"error":"{error}","error_description":"AADSTS{code}: No.","error_codes":[{code}]}}"#
    );
    answering(entra::TOKEN, CannedResponse::json(400, &body))
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let declines = DeviceCodeKnobs {
        decision: UserDecision::Declines,
        ..device_code()
    };
    let does_nothing = DeviceCodeKnobs {
        lifetime_s: 2,
        pending_polls: 100,
        ..device_code()
    };
    let strange_page = r#"{"user_code":"ABCD-1234","device_code":"a-device-code","verification_uri":"https://signin.contoso.example/device","expires_in":900,"interval":1}"#;
    vec![
        row(Cause::DeviceCodeExpired, "run the command again").refused_in(doing(does_nothing)),
        row(Cause::DeviceCodeExpired, "run the command again")
            .refused_in(refusing("expired_token", 70_020)),
        row(Cause::SignInDeclined, "run the command again and confirm").refused_in(doing(declines)),
        row(Cause::UnknownDeviceCode, "run the command again")
            .refused_in(refusing("bad_verification_code", 70_018)),
        row(Cause::ForeignSignInPage, "Do not enter the code there").refused_in(answering(
            entra::DEVICE_CODE,
            CannedResponse::json(200, strange_page),
        )),
        row(Cause::NotEntra, "a proxy may be in the way").refused_in(answering(
            entra::DEVICE_CODE,
            CannedResponse::html(200, "<p>hi</p>"),
        )),
        row(Cause::SecondFactor, "sign in through the browser")
            .refused_in(refusing("interaction_required", 50_076)),
        row(Cause::NoConsent, "ask an administrator").refused_in(refusing("invalid_grant", 65_001)),
        row(Cause::UserNotAssigned, "assign the user")
            .refused_in(refusing("invalid_grant", 50_105)),
        row(
            Cause::UnmanagedDevice,
            "sign in on a device that the tenant manages",
        )
        .refused_in(refusing("interaction_required", 530_003)),
        row(Cause::ConditionalAccess, "give the tenant administrator")
            .refused_in(refusing("access_denied", 53_003)),
        // It is no public client.
        row(Cause::NoProof, "allow public client flows")
            .refused_in(desk())
            .flags(&["--client", "c11e0005-7a2b-4d3c-8e4f-5a6b7c8d9e05"]),
        row(Cause::UnknownClient, "az ad sp show --id")
            .refused()
            .flags(&["--client", "deadc0de-0000-4000-8000-000000000001"]),
        row(
            Cause::UnknownTenant,
            "which is from --tenant, AZURE_TENANT_ID",
        )
        .refused()
        .flags(&["--tenant", "no-such-tenant.example"]),
        row(Cause::WrongEnvironment, "correct or unset the variable")
            .variable("AZURE_TENANT_ID", "$(tenant)"),
    ]
}
